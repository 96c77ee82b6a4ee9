"""What all tests share: hypothesis profiles, goldens with `--accept`, leaflets that are laid out and painted once."""

from __future__ import annotations

import difflib
import itertools
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from leaflet.compose.fonts import Faces, read_faces  # noqa: E402  # after the root is on the path
from leaflet.compose.typesetter import Typesetter  # noqa: E402
from leaflet.localize.locale import read_locale  # noqa: E402
from tests.printed import Printed, print_leaflet  # noqa: E402
from tests.workplace import Workplace  # noqa: E402

GOLDEN = ROOT / "tests" / "golden"
SMALL = ROOT / "tests" / "data" / "small"
REAL = "low-back-pain"
LANGUAGES = ("nl", *sorted(path.stem for path in (ROOT / "translations" / REAL).glob("*.po")))

settings.register_profile("local", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("local"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write the goldens anew; look at the difference in git")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--accept") and os.environ.get("CI"):
        raise pytest.UsageError(
            "--accept changes what is right: somebody has to look, so it is refused where CI is set"
        )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a file of tests/golden; with `--accept` the file is written."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--accept"):
            path.write_text(text, encoding="utf-8")
            return
        assert path.is_file(), f"no golden {name}: run pytest with --accept, look at it, and commit it"
        expected = path.read_text(encoding="utf-8")
        if text.splitlines() != expected.splitlines():
            change = difflib.unified_diff(
                expected.splitlines(), text.splitlines(), f"golden/{name}", "now", lineterm="", n=1
            )
            pytest.fail(
                "\n".join([*itertools.islice(change, 60), "if that is right, run with --accept"]), pytrace=False
            )

    return compare


@pytest.fixture(scope="session")
def assets_folder() -> Path:
    return ROOT / "assets"


@pytest.fixture(scope="session")
def shelf() -> Faces:
    """The bundled fonts."""
    faces, problems = read_faces(ROOT / "assets")
    assert faces is not None, problems
    return faces


@pytest.fixture(scope="session")
def typesetter(shelf: Faces) -> Callable[[str], Typesetter]:
    """The typesetter of a language, one for the whole run."""
    known: dict[str, Typesetter] = {}

    def of(language: str) -> Typesetter:
        if language not in known:
            locale, problems = read_locale(language, ROOT / "assets")
            assert locale is not None, problems
            known[language] = Typesetter(locale, shelf)
        return known[language]

    return of


@pytest.fixture(scope="session")
def real() -> Mapping[str, Printed]:
    """The real leaflet in every language that there is, laid out and painted as the main road does."""
    return print_leaflet(ROOT, REAL, "a4", "demo")


@pytest.fixture(scope="session", params=LANGUAGES)
def printed(request: pytest.FixtureRequest, real: Mapping[str, Printed]) -> Printed:
    """The real leaflet, one language after another."""
    return real[request.param]


@pytest.fixture(scope="session")
def small() -> Printed:
    """One small leaflet with one of each kind of block, in a design and for a clinic of its own."""
    return print_leaflet(SMALL, "small", "plain", "corner")["en"]


@pytest.fixture
def small_project(tmp_path: Path) -> Path:
    """A copy of the small leaflet's project, to spoil."""
    return Path(shutil.copytree(SMALL, tmp_path / "project"))


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Workplace:
    monkeypatch.chdir(tmp_path)
    return Workplace(tmp_path, capsys)


@pytest.fixture
def place(empty: Workplace) -> Workplace:
    """The leaflet `water`, in English and Dutch."""
    empty.begin("water", "nl")
    return empty
