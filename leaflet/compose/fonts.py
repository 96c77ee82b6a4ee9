"""The bundled fonts: family names and styles go in, open HarfBuzz faces come out.  No system font is ever used."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import uharfbuzz as hb
import yaml

from leaflet.problems import Problem, Where, error

STYLES = {(False, False): "regular", (True, False): "bold", (False, True): "italic", (True, True): "bold_italic"}
# What stands in for a style a family does not have: bold before slant, never a false italic or a false bold.
FALLBACK_STYLES = {
    "bold_italic": ("bold_italic", "bold", "italic", "regular"),
    "bold": ("bold", "regular"),
    "italic": ("italic", "bold", "regular"),  # emphasis stays visible where a script knows no slant
    "regular": ("regular",),
}


@dataclass(eq=False)
class Face:
    """One open font file.  Metrics are in em (1.0 = the type size); `advances` and `nominal` fill as they are asked."""

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
    nominal: dict[int, int] = field(default_factory=dict)
    covered: set[str] = field(default_factory=set)  # characters known to have a glyph

    def glyph(self, codepoint: int) -> int:
        """The nominal glyph of a code point, 0 where the face has none."""
        found = self.nominal.get(codepoint)
        if found is None:
            found = self.nominal[codepoint] = self.font.get_nominal_glyph(codepoint) or 0
        return found

    def covers(self, text: str) -> bool:
        """Has the face a glyph for every character of the text?"""
        if not self.covered.issuperset(text):
            self.covered.update(char for char in text if char not in self.covered and self.glyph(ord(char)))
        return self.covered.issuperset(text)


def open_face(family: str, style: str, file: Path) -> Face:
    """Map a font file into memory and read its metrics (OS/2 and hhea through HarfBuzz)."""
    hb_face = hb.Face(hb.Blob.from_file_path(str(file)))
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
    )


@dataclass(eq=False)
class Faces:
    """The font shelf: opens a file when a text first needs it and keeps it open."""

    root: Path
    families: Mapping[str, Mapping[str, str]]
    opened: dict[tuple[str, str], Face] = field(default_factory=dict)

    def order(self, families: Sequence[str]) -> tuple[str, ...]:
        """The families of a fallback order that are bundled; `missing_family` tells of the first."""
        return tuple(family for family in families if family in self.families)

    def face(self, family: str, strong: bool = False, slant: bool = False) -> Face:
        """The face of a family nearest to a style."""
        styles = self.families[family]
        style = next(name for name in FALLBACK_STYLES[STYLES[strong, slant]] if name in styles)
        key = (family, style)
        found = self.opened.get(key)
        if found is None:
            found = self.opened[key] = open_face(family, style, self.root / styles[style])
        return found


def read_faces(assets: Path) -> tuple[Faces | None, tuple[Problem, ...]]:
    """The shelf described by `assets/fonts/SOURCES.yaml`; a file that is named but not there is a problem."""
    root = assets / "fonts"
    sources = _sources(root)
    missing = tuple(
        error("font/missing", f"font file '{file}' is missing", Where(f"assets/fonts/{file}"), "reinstall the program")
        for _, _, file, _ in _files(sources)
        if not (root / file).is_file()
    )
    families = {
        name: {style: entry["file"] for style, entry in source["styles"].items()} for name, source in sources.items()
    }
    return (None if missing else Faces(root, families)), missing


def verify_fonts(assets: Path) -> tuple[Problem, ...]:
    """Compare every bundled font file with the checksum noted when it was taken in."""
    root = assets / "fonts"
    return tuple(
        error("font/checksum", f"'{file}' is not the file that was bundled", Where(f"assets/fonts/{file}"), "reinstall")
        for _, _, file, expected in _files(_sources(root))
        if not (root / file).is_file() or hashlib.sha256((root / file).read_bytes()).hexdigest() != expected
    )


def _sources(root: Path) -> Mapping[str, Mapping[str, Mapping[str, Mapping[str, str]]]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    sources: Mapping[str, Mapping[str, Mapping[str, Mapping[str, str]]]] = yaml.load(
        (root / "SOURCES.yaml").read_text(encoding="utf-8"), Loader=loader
    )
    return sources


def _files(
    sources: Mapping[str, Mapping[str, Mapping[str, Mapping[str, str]]]],
) -> Iterator[tuple[str, str, str, str]]:
    for family, source in sources.items():
        for style, entry in source["styles"].items():
            yield family, style, entry["file"], entry["sha256"]
