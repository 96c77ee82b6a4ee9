"""The laws of the design: which way imports run, what stays behind which fence, and how large a thing may be."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "leaflet"
MODULES = sorted(PACKAGE.rglob("*.py"))
# Who may know whom: a module imports what stands on its own line or above it.
ORDER = (
    ("problems", "geometry", "places"),
    ("model",),
    ("localize",),
    ("compose",),
    ("layout",),
    ("paint",),
    ("check",),
    ("imposition",),
    ("drafting",),
    ("proofing",),
    ("exchange",),
    ("reflow",),
    ("output",),
    ("project", "manifest"),
    ("standing",),
    ("press_proof", "imprint"),
    ("build", "fingerprint"),
    ("pair",),
    ("language_set",),
    ("room", "proofing", "lock"),
    ("commands",),
    ("cli",),
)
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
LAST_STEP = RANK["language_set"]
# A library and the only places that may know it; elsewhere it is hidden behind what these offer.
FENCES = {
    # the last five read data files
    "yaml": (
        "model/",
        "compose/fonts.py",
        "localize/hints.py",
        "localize/locale.py",
        "localize/readability.py",
        "paint/colour.py",
        "reflow/html_style.py",
    ),
    "babel": ("localize/",),
    "uharfbuzz": ("compose/", "paint/glyph_font.py"),
    "icu4py": ("compose/", "localize/dates.py"),
    "pyphen": ("compose/breaks.py",),
    "budoux": ("compose/",),
    "reportlab": ("paint/pdf_document.py",),
    "PIL": ("model/raster.py", "paint/pixels.py", "paint/profile.py"),
    "pikepdf": ("check/", "imposition/"),
    "rich": ("commands/", "cli.py"),
    "typer": ("commands/", "cli.py"),
    "pytest": (),
    "hypothesis": (),
    "pypdfium2": (),
    "pypdfium2_raw": ("check/pdfium.py",),
}
VAGUE = {"utils", "util", "helpers", "helper", "common", "base", "manager", "core", "misc", "tools", "shared"}
# Clock, chance, environment, network: what would make the same input give other bytes.
OUTSIDE = {"time", "random", "secrets", "uuid", "socket", "ssl", "http", "urllib", "requests", "subprocess", "getpass",
           "platform", "tempfile"}  # fmt: skip
OUTSIDE_NAMES = {"environ", "getenv", "now", "today", "utcnow", "getcwd", "cwd", "expanduser", "home"}
LONGEST_FILE, MOST_PARAMETERS = 400, 6
MANY_PARAMETERS: dict[str, str] = {}  # function to the reason why it may have more


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), name_of(path))


def imports_of(tree: ast.AST) -> Iterator[str]:
    """Every module named in an import, wherever it stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole path"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imports_of_statement(node: ast.stmt) -> set[str]:
    return set(imports_of(node)) if isinstance(node, (ast.Import, ast.ImportFrom)) else set()


def home(module: str) -> str:
    """The step or module of the package that a dotted name belongs to."""
    return module.split(".")[1] if module.startswith("leaflet.") else ""


def rank(path: Path) -> int:
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    assert own in RANK, f"{name_of(path)} has no place yet in ORDER of {Path(__file__).name}"
    return RANK[own]


def is_step(path: Path) -> bool:
    return path.name != "__init__.py" and rank(path) <= LAST_STEP


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_run_one_way(path: Path) -> None:
    if path == PACKAGE / "__init__.py":
        return
    for module in imports_of(tree_of(path)):
        if home(module) and home(module) in RANK:
            assert RANK[home(module)] <= rank(path), f"{name_of(path)} imports {module}"


def test_no_modules_wait_for_one_another() -> None:
    """No circle of imports at the top of modules."""
    known = {f"leaflet.{name_of(path).removesuffix('.py').replace('/', '.')}": path for path in MODULES}
    links = {
        name: {other for node in tree_of(path).body for other in imports_of_statement(node) if other in known}
        for name, path in known.items()
    }
    done: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail[trail.index(name) :], name))
        if name not in done:
            for other in sorted(links[name] - {name}):
                walk(other, (*trail, name))
            done.add(name)

    for name in sorted(links):
        walk(name, ())


@pytest.mark.parametrize("library", FENCES)
def test_libraries_stay_behind_their_fences(library: str) -> None:
    for path in MODULES:
        if any(module.split(".")[0] == library for module in imports_of(tree_of(path))):
            assert name_of(path).startswith(FENCES[library] or "nowhere"), f"{name_of(path)} imports {library}"


def test_every_library_has_a_fence() -> None:
    import sys

    for path in MODULES:
        for module in imports_of(tree_of(path)):
            top = module.split(".")[0]
            known = top in sys.stdlib_module_names or top in ("leaflet", *FENCES)
            assert known, f"{name_of(path)} imports {top}: say in FENCES who may"


def test_every_library_that_is_imported_is_declared() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.split(r"[\[<>=!~ ;]", entry)[0].lower() for entry in project["dependencies"]}
    called = {"yaml": "pyyaml", "PIL": "pillow", "pypdfium2_raw": "pypdfium2"}
    of_others = {"PIL": "reportlab"}  # ReportLab requires Pillow itself
    used = {module.split(".")[0] for path in MODULES for module in imports_of(tree_of(path))} & set(FENCES)
    for library in sorted(used):
        assert {called.get(library, library), of_others.get(library)} & declared, f"{library} is imported, not declared"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_names_say_what_is_inside(path: Path) -> None:
    assert not VAGUE & {part.removesuffix(".py") for part in path.relative_to(PACKAGE).parts}


@pytest.mark.parametrize("path", [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))], ids=lambda path: path.name)
def test_files_are_short_and_say_what_they_are(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE, f"{path.name} is too long: it wants a second noun"
    assert not text.strip() or ast.get_docstring(ast.parse(text)), f"{path.name} does not say what goes in and out"


@pytest.mark.parametrize("path", [path for path in MODULES if is_step(path)], ids=name_of)
def test_steps_know_no_clock_chance_or_environment(path: Path) -> None:
    tree = tree_of(path)
    outside = {module.split(".")[0] for module in imports_of(tree)} & OUTSIDE
    if name_of(path) == "output.py":
        outside -= {"tempfile"}  # writes beside and renames
    assert not outside, f"{name_of(path)} imports {outside}"
    for node in ast.walk(tree):
        where = f"{name_of(path)}:{getattr(node, 'lineno', 0)}"
        assert not (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("print", "input")
        ), where
        assert not (isinstance(node, ast.Attribute) and node.attr in OUTSIDE_NAMES), where


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_functions_take_no_more_than_they_can_carry(path: Path) -> None:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef):
            arguments = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
            count = len([name for name in arguments if name not in ("self", "cls")])
            known = f"{name_of(path)}:{node.name}"
            assert count <= MOST_PARAMETERS or known in MANY_PARAMETERS, (
                f"{known} takes {count}: which noun is missing?"
            )


def test_values_between_steps_are_frozen() -> None:
    """A dataclass that can change is the workbench of one module, and known by name here."""
    changeable = {"Face", "Faces", "Element", "SidePlan", "LanguageSet"}
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef) and is_step(path):
                for decorator in node.decorator_list:
                    if "dataclass" in ast.unparse(decorator) and "frozen=True" not in ast.unparse(decorator):
                        assert node.name in changeable or node.name.startswith("_"), f"{name_of(path)}: {node.name}"


def test_no_path_of_somebodys_machine_is_in_the_project() -> None:
    strange = re.compile("|".join([r"/wo" r"rk/", r"/ho" r"me/\w", r"\.\./sh" r"ared", r"C:\\Us" r"ers"]))
    folders = [ROOT / name for name in ("leaflet", "tests", "assets", "translations")]
    files = [
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix in {".py", ".yaml", ".po", ".pot", ".md", ".json"}
    ]
    for path in [*files, ROOT / "README.md", ROOT / "pyproject.toml"]:
        found = strange.search(path.read_text("utf-8")) if path.is_file() else None
        assert not found, f"{path.relative_to(ROOT)}: {found and found[0]}"


@pytest.mark.parametrize("library", ["PIL", "babel", "pyphen", "rich", "pikepdf", "pypdfium2_raw", "xml.parsers.expat"])
def test_the_main_road_waits_for_nothing_heavy(library: str) -> None:
    """Cold start: what most builds do not need is imported where it is used, not at the top of a module."""
    if importlib.util.find_spec(library.split(".")[0]) is None:
        pytest.skip(f"{library} is not installed")
    for path in MODULES:
        for node in tree_of(path).body:
            assert library not in imports_of_statement(node), f"{name_of(path)} imports {library} at its top"
