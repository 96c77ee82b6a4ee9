"""The bundled fonts: family names and styles go in, open HarfBuzz faces come out.  No system font is ever used.

A family's row in `assets/fonts/SOURCES.yaml` is parsed, and its files are opened, when a text first needs them: a Dutch
build knows nothing of Khmer.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uharfbuzz as hb
import yaml

from leaflet.problems import Problem, Where, error

SOURCES = "SOURCES.yaml"
ROW = re.compile(r"^(\w[^:\n]*):\n((?:  .*\n)+)", re.MULTILINE)
COVERS = re.compile(r"^  covers: \[(.*)\]$", re.MULTILINE)
STYLES = {(False, False): "regular", (True, False): "bold", (False, True): "italic", (True, True): "bold_italic"}
# What stands in for a style a family does not have: bold before slant, never a false italic or a false bold.
FALLBACK_STYLES = {
    "bold_italic": ("bold_italic", "bold", "italic", "regular"),
    "bold": ("bold", "regular"),
    "italic": ("italic", "bold", "regular"),  # emphasis stays visible where a script knows no slant
    "regular": ("regular",),
}
Box = tuple[float, float]


@dataclass(eq=False)
class Face:
    """One open font file.  Metrics are in em (1.0 = the type size); `advances` and `nominal` fill as they are asked.
    The characters in `avoid` are left to another family, although the face has them."""

    family: str
    style: str
    file: Path
    hb_face: hb.Face
    font: hb.Font
    unit: float  # em per font unit
    ascent: float
    descent: float  # below the baseline, positive
    cap_height: float
    x_height: float
    avoid: frozenset[str] = frozenset()
    nominal: dict[int, int] = field(default_factory=dict)
    covered: set[str] = field(default_factory=set)  # characters known to have a glyph
    boxes: dict[int, Box] = field(default_factory=dict)
    sides: dict[int, Box] = field(default_factory=dict)

    def glyph(self, codepoint: int) -> int:
        """The nominal glyph of a code point, 0 where the face has none."""
        found = self.nominal.get(codepoint)
        if found is None:
            found = self.nominal[codepoint] = self.font.get_nominal_glyph(codepoint) or 0
        return found

    def covers(self, text: str) -> bool:
        """Has the face a glyph for every character of the text, and may it draw them?"""
        if not self.covered.issuperset(text):
            new = (char for char in text if char not in self.covered and char not in self.avoid)
            self.covered.update(char for char in new if self.glyph(ord(char)))
        return self.covered.issuperset(text)

    def ink(self, glyph: int) -> Box:
        """Lowest and highest ink of a glyph, in em from the baseline; (0, 0) for one without ink."""
        found = self.boxes.get(glyph)
        if found is None:
            extents = self.font.get_glyph_extents(glyph)
            top = extents.y_bearing * self.unit if extents else 0.0
            found = self.boxes[glyph] = (top + extents.height * self.unit, top) if extents else (0.0, 0.0)
        return found

    def side(self, glyph: int) -> Box:
        """Leftmost and rightmost ink of a glyph, in em from its origin; (0, 0) for one without ink."""
        found = self.sides.get(glyph)
        if found is None:
            extents = self.font.get_glyph_extents(glyph)
            left = extents.x_bearing * self.unit if extents else 0.0
            found = self.sides[glyph] = (left, left + extents.width * self.unit) if extents else (0.0, 0.0)
        return found


def open_face(family: str, style: str, file: Path, avoid: str = "") -> Face:
    """Open a font file and read its metrics (OS/2 and hhea through HarfBuzz).  A plain file is mapped into memory; what
    is packed (`.xz`, a CJK font) is unpacked there, which takes some tenths of a second."""
    hb_face = hb.Face(_unpacked(file) if file.suffix == ".xz" else hb.Blob.from_file_path(str(file)))
    font = hb.Font(hb_face)
    unit = 1 / hb_face.upem
    extents = font.get_font_extents("ltr")
    metric = font.get_metric_position_with_fallback
    return Face(
        family,
        style,
        file,
        hb_face,
        font,
        unit,
        extents.ascender * unit,
        -extents.descender * unit,
        metric(hb.OTMetricsTag.CAP_HEIGHT) * unit,
        metric(hb.OTMetricsTag.X_HEIGHT) * unit,
        frozenset(avoid),
    )


def _unpacked(file: Path) -> hb.Blob:
    """The font inside a packed file; nothing where it is damaged: then no character has a glyph, and that is said."""
    import lzma  # only CJK needs it

    try:
        return hb.Blob(lzma.decompress(file.read_bytes()))
    except lzma.LZMAError:
        return hb.Blob(b"")


@dataclass(eq=False)
class Faces:
    """The font shelf: reads a family's row and opens its files when a text first needs them, and keeps them open.
    `rows` are the families with the YAML lines of each."""

    root: Path
    rows: Mapping[str, str]
    opened: dict[tuple[str, str], Face] = field(default_factory=dict)
    families: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    shelves: dict[tuple[tuple[str, ...], str], tuple[str, ...]] = field(default_factory=dict)

    def order(self, families: Sequence[str]) -> tuple[str, ...]:
        """The families of a fallback order that are bundled."""
        return tuple(family for family in families if family in self.rows)

    def shelf(self, families: tuple[str, ...], script: str) -> tuple[str, ...]:
        """The families that may draw a script's characters, best first: of a language's own those made for the script,
        then the others, then whatever else is made for it.  A script that is none of the language's begins with what is
        made for it: the others may have its letters as signs (Noto Sans Math: Arabic ones that do not join)."""
        found = self.shelves.get((families, script))
        if found is None:
            own = self.order(families)
            made = [family for family, lines in self.rows.items() if script in _covered(lines)]
            first = [family for family in own if family in made]
            there = [family for family in made if family in own or not check_family(self, family)]
            found = tuple(dict.fromkeys([*first, *own, *there] if first else [*there, *own]))
            self.shelves[families, script] = found
        return found

    def face(self, family: str, strong: bool = False, slant: bool = False) -> Face:
        """The face of a family nearest to a style."""
        row = self.row(family)
        styles = row["styles"]
        style = next(name for name in FALLBACK_STYLES[STYLES[strong, slant]] if name in styles)
        key = (family, style)
        found = self.opened.get(key)
        if found is None:
            file = self.root / styles[style]["file"]
            found = self.opened[key] = open_face(family, style, file, row.get("avoid", ""))
        return found

    def row(self, family: str) -> Mapping[str, Any]:
        """What SOURCES.yaml says of a family."""
        found = self.families.get(family)
        if found is None:
            lines = yaml.load(self.rows[family], Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
            found = self.families[family] = lines
        return found


def _covered(lines: str) -> tuple[str, ...]:
    found = COVERS.search(lines)
    return tuple(found[1].replace(",", " ").split()) if found else ()


def read_faces(assets: Path) -> tuple[Faces | None, tuple[Problem, ...]]:
    """The shelf described by `assets/fonts/SOURCES.yaml`.  See `check_family` for what a language needs of it."""
    root = assets / "fonts"
    where = Where(f"assets/fonts/{SOURCES}")
    try:
        text = (root / SOURCES).read_text(encoding="utf-8") + "\n"
    except (OSError, UnicodeDecodeError) as trouble:
        reason = getattr(trouble, "strerror", None) or "not UTF-8"
        return None, (error("font/sources", f"cannot be read: {reason}", where, "reinstall the program"),)
    return Faces(root, dict(ROW.findall(text))), ()


def check_family(faces: Faces, family: str) -> tuple[Problem, ...]:
    """Is everything there that the row of a family names?  A row that cannot be read is a problem, and a file that is
    not where it says."""
    where = Where(f"assets/fonts/{SOURCES}", block=family)
    try:
        files = [str(entry["file"]) for entry in faces.row(family)["styles"].values()]
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as slip:
        text = f"the row of {family} is not complete: {' '.join(str(slip).split())}"
        return (error("font/sources", text, where, "compare it with the rows of the other families"),)
    return tuple(_missing(file) for file in files if not (faces.root / file).is_file())


def _missing(file: str) -> Problem:
    return error(
        "font/missing", f"font file '{file}' is missing", Where(f"assets/fonts/{file}"), "reinstall the program"
    )


def verify_fonts(assets: Path) -> tuple[Problem, ...]:
    """Compare every bundled font file with the checksum noted when it was taken in; a packed one after unpacking."""
    faces, problems = read_faces(assets)
    if faces is None:
        return problems
    found: list[Problem] = []
    for family in faces.rows:
        slips = check_family(faces, family)
        found += slips
        for entry in () if slips else faces.row(family)["styles"].values():
            if _checksum(faces.root / entry["file"]) != entry.get("sha256"):
                where = Where(f"assets/fonts/{entry['file']}")
                text = f"'{entry['file']}' is not the file that was bundled"
                found.append(error("font/checksum", text, where, "reinstall"))
    return tuple(found)


def _checksum(file: Path) -> str:
    import lzma

    data = file.read_bytes()
    try:
        return hashlib.sha256(lzma.decompress(data) if file.suffix == ".xz" else data).hexdigest()
    except lzma.LZMAError:
        return "damaged"
