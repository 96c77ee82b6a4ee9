"""A project is a folder with `translations/`.  This finds and reads what a build is made from; nothing is written here.

Designs, clinics and images of the project's own `assets/` come before those that come with the program.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from leaflet.compose.fonts import Faces, read_faces
from leaflet.layout.design import Design, read_design
from leaflet.layout.furniture import LOGO
from leaflet.layout.press_wish import PressWish
from leaflet.localize.locale import read_labels
from leaflet.model.clinic import Clinic, read_clinic
from leaflet.model.document import Figure, Leaflet
from leaflet.model.image_lookup import find_image
from leaflet.model.leaflet_file import read_leaflet
from leaflet.model.picture import Picture, read_picture, safe_path
from leaflet.paint.colour import Palette, read_palette
from leaflet.paint.press_job import PressJob, read_job
from leaflet.places import ASSETS
from leaflet.problems import Problem, Where, error, has_errors

SOURCE = "leaflet.yaml"
DEFAULT_CLINIC = "demo"
EXAMPLE = "en"  # the language whose labels show which there are
NO_PICTURE = "source/image-missing"


@dataclass(frozen=True, slots=True)
class Project:
    """The folder the work is in.  `root` may be relative to where the user stands; paths are shown relative to it."""

    root: Path

    def leaflets(self) -> tuple[str, ...]:
        """Ids of the leaflets there are, in order."""
        folder = self.root / "translations"
        if not folder.is_dir():
            return ()
        return tuple(sorted(path.parent.name for path in folder.glob(f"*/{SOURCE}")))

    def folder(self, leaflet: str) -> Path:
        """Where a leaflet's source and catalogues are."""
        return self.root / "translations" / leaflet

    def languages(self, leaflet: Leaflet) -> tuple[str, ...]:
        """The source's language, then every language that has a PO file, in order."""
        found = self.translations(leaflet.id)
        return (leaflet.language, *(language for language in found if language != leaflet.language))

    def translations(self, leaflet: str) -> tuple[str, ...]:
        """Languages that a leaflet has a PO file for; an editor's hidden lock file is none."""
        found = sorted(path.stem for path in self.folder(leaflet).glob("*.po"))
        return tuple(language for language in found if not language.startswith("."))

    def named(self, kind: str) -> tuple[str, ...]:
        """The `designs` or `clinics` there are, in order."""
        folders = (base / kind for base in (self.root / "assets", ASSETS))
        return tuple(sorted({path.stem for folder in folders for path in folder.glob("*.yaml")}))

    def shown(self, path: Path) -> str:
        """A path as the user knows it."""
        for base, prefix in ((self.root, ""), (ASSETS, "assets/")):
            try:
                return prefix + path.relative_to(base).as_posix()
            except ValueError:
                continue
        return path.name

    def asset(self, *parts: str) -> Path:
        """A file of the project's own assets, or the one that comes with the program."""
        own = self.root.joinpath("assets", *parts)
        return own if own.exists() else ASSETS.joinpath(*parts)


@dataclass(frozen=True, slots=True)
class Kit:
    """Everything a leaflet in one design for one clinic is built with, whatever the language."""

    project: Project
    leaflet: Leaflet
    clinic: Clinic
    design: Design
    palette: Palette
    faces: Faces
    pictures: Mapping[str, Picture]
    files: tuple[Path, ...] = ()  # what it was read from, for the digest of a build's inputs
    press: PressWish = PressWish()  # of the command line, which wins over the design's
    draft: bool = False  # print what there is, finished or not
    expired: bool = False  # has the day passed by which the leaflet was to be reviewed?

    @property
    def press_job(self) -> tuple[PressJob | None, tuple[Problem, ...]]:
        """What a press file is made to, looked up; none with an error."""
        where = Where("command line" if self.press.profile else self.design.file)
        wish = self.press.before(self.design.press)
        return read_job(wish, self.project.root, ASSETS, self.palette, where)


@functools.cache
def screen_profile() -> bytes:
    """sRGB as an ICC profile, for files that say what their colours mean."""
    return (ASSETS / "icc" / "screen" / "sRGB.icc").read_bytes()


@functools.cache
def _labels(language: str) -> tuple[Mapping[str, str] | None, tuple[Problem, ...]]:
    return read_labels(language, ASSETS)


def read_source(project: Project, leaflet_id: str) -> tuple[Leaflet | None, tuple[Problem, ...]]:
    """A leaflet's source with the product's own words in its language."""
    folder = project.folder(leaflet_id)
    shown = project.shown(folder / SOURCE)
    if safe_path(project.root / "translations", leaflet_id, Where(shown))[0] is None or not folder.is_dir():
        known = ", ".join(project.leaflets()) or "none"
        return None, (
            error("project/no-leaflet", f"there is no leaflet '{leaflet_id}'", Where(shown), f"there are: {known}"),
        )
    leaflet, problems = read_leaflet(folder, shown, ASSETS, lambda language: _labels(language)[0] or _example())
    if leaflet is None:
        return None, problems
    # The reader knows the program's own pictures only; `find_pictures` says what the project does not have either.
    problems = tuple(problem for problem in problems if problem.code != NO_PICTURE)
    return leaflet, problems + _wordless(leaflet)


def _example() -> Mapping[str, str]:
    """The labels that a leaflet in a language without a row has to bring itself."""
    return _labels(EXAMPLE)[0] or {}


def _wordless(leaflet: Leaflet) -> tuple[Problem, ...]:
    """The product's printed words are not known in every language: then the leaflet brings them."""
    labels, slips = _labels(leaflet.language)
    missing = [message.context.removeprefix("label/") for message in leaflet.labels if not message.line]
    if labels is not None or (leaflet.labels and not missing):
        return ()
    text = f"the program has no printed words of its own in '{leaflet.language}'"
    hint = f"write them in the leaflet, below `labels:`: {', '.join(missing)}; or: {slips[0].hint}"
    return (error("source/labels", text, Where(leaflet.file), hint),)


def read_kit(project: Project, leaflet: Leaflet, design: str, clinic: str) -> tuple[Kit | None, tuple[Problem, ...]]:
    """Read clinic, design, palette, fonts and pictures; None if one of them cannot be used."""
    palette, problems = _palette()
    faces, slips = _faces()
    problems += slips
    if palette is None or faces is None:
        return None, problems
    found, slips = _design(project, leaflet, design, palette)
    problems += slips
    house, slips = _clinic(project, clinic)
    problems += slips
    if found is None or house is None:
        return None, problems
    places, slips = find_pictures(project, leaflet, found, house)
    problems += slips
    pictures, slips = read_pictures(project, places)
    problems += slips
    own = (_named(project, "designs", design)[0], _named(project, "clinics", clinic)[0])
    files = tuple(path for path in (*own, *(path for path, _ in places.values())) if path)
    kit = Kit(project, leaflet, house, found, palette, faces, pictures, files)
    return (None if has_errors(problems) else kit), problems


@functools.cache
def _palette() -> tuple[Palette | None, tuple[Problem, ...]]:
    return read_palette(ASSETS)


@functools.cache
def _faces() -> tuple[Faces | None, tuple[Problem, ...]]:
    return read_faces(ASSETS)


def _design(
    project: Project, leaflet: Leaflet, name: str, palette: Palette
) -> tuple[Design | None, tuple[Problem, ...]]:
    path, slips = _named(project, "designs", name)
    if path is None:
        hint = f"there are: {', '.join(project.named('designs'))}"
        return None, slips or (error("project/no-design", f"there is no design '{name}'", Where(leaflet.file), hint),)
    return read_design(path, project.shown(path), ASSETS, palette.names)


def _clinic(project: Project, name: str) -> tuple[Clinic | None, tuple[Problem, ...]]:
    path, slips = _named(project, "clinics", name)
    if path is None:
        where, hint = Where(f"assets/clinics/{name}.yaml"), f"there are: {', '.join(project.named('clinics'))}"
        return None, slips or (error("project/no-clinic", f"there is no clinic '{name}'", where, hint),)
    return read_clinic(path, project.shown(path), ASSETS)


def _named(project: Project, kind: str, name: str) -> tuple[Path | None, tuple[Problem, ...]]:
    file = f"{name}.yaml"
    for base in (project.root / "assets" / kind, ASSETS / kind):
        path, slips = safe_path(base, file, Where(f"assets/{kind}/{file}"))
        if slips:
            return None, slips
        if path and path.is_file():
            return path, ()
    return None, ()


Places = Mapping[str, tuple[Path, Where]]  # a picture's name to its file, and what names it


def find_pictures(
    project: Project, leaflet: Leaflet, design: Design, clinic: Clinic
) -> tuple[Places, tuple[Problem, ...]]:
    """Where every picture is that the leaflet, its design and its clinic name."""
    found: dict[str, tuple[Path, Where]] = {}
    problems: tuple[Problem, ...] = ()
    for name, where in _picture_names(leaflet, design):
        if name not in found:
            path, slips = _find_picture(project, leaflet, name, where)
            problems += slips
            found |= {name: (path, where)} if path is not None else {}
    if clinic.logo:
        where = Where(clinic.file)
        folder = project.asset("clinics", f"{clinic.id}.yaml").parent
        path, _ = safe_path(folder, clinic.logo, where)
        found |= {LOGO: (path, where)} if path is not None and path.is_file() else {}  # else its reader has said so
    return found, problems


def read_pictures(project: Project, places: Places) -> tuple[dict[str, Picture], tuple[Problem, ...]]:
    """Every picture by the name that it is known by."""
    pictures: dict[str, Picture] = {}
    problems: tuple[Problem, ...] = ()
    for name, (path, where) in places.items():
        picture, slips = _read_picture(path, project.shown(path), where)
        problems += slips
        if picture is not None:
            pictures[name] = picture
    return pictures, problems


def _picture_names(leaflet: Leaflet, design: Design) -> list[tuple[str, Where]]:
    names = []
    for block in leaflet.blocks:
        for figure in (block.figure, *(part.icon for part in block.parts)):
            for name in _forms(figure, design) if figure else ():
                names += [(name, Where(leaflet.file, figure.line or block.line, block.id))] if figure and name else []
    return names + [(look.icon, Where(design.file)) for look in design.looks.values() if look.icon]


def _forms(figure: Figure, design: Design) -> tuple[str, ...]:
    """The forms of a picture that a design may show."""
    return (figure.image, figure.tall) if design.has_frames else (figure.image, figure.low)


def _find_picture(
    project: Project, leaflet: Leaflet, name: str, where: Where
) -> tuple[Path | None, tuple[Problem, ...]]:
    folder = project.folder(leaflet.id)
    own, _ = find_image(name, folder, project.root / "assets", where)
    return (own, ()) if own is not None else find_image(name, folder, ASSETS, where)


_PICTURES: dict[tuple[str, int, int], Picture] = {}  # by path, size and time: clinics and languages share them


def _read_picture(path: Path, shown: str, where: Where) -> tuple[Picture | None, tuple[Problem, ...]]:
    try:
        status = path.stat()
    except OSError:
        return read_picture(path, shown, where)
    key = (str(path), status.st_size, status.st_mtime_ns)
    if key in _PICTURES:
        return _PICTURES[key], ()
    picture, problems = read_picture(path, shown, where)
    if picture is not None and not problems:
        _PICTURES[key] = picture
    return picture, problems


def digest(*parts: bytes) -> str:
    """SHA-256 over parts, each with its length, so that no two lists of parts agree by accident."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.hexdigest()
