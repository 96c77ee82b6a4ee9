"""How large the glyphs of a PDF's font are.  A font dictionary goes in; advance and ink box of each code come out, and
what a print shop asks of a font: is it embedded, and does it have the glyphs that are shown?

Boxes are exact where a TrueType font is embedded with Identity encoding; elsewhere they are the font's usual height.
Source: ISO 32000-1 9.6 to 9.8; OpenType `glyf`, `loca`, `head`, `maxp`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from leaflet.check.preflight.objects import entries_of, is_dictionary, items_of
from leaflet.check.preflight.streams import data_of

GlyphBox = tuple[float, float, float, float]  # left, low, right, high, in ems
USUAL_WIDTH, TOP, FOOT = 0.5, 0.75, -0.22  # ems, of a font that does not say
HIGHEST, LOWEST = 1.0, -0.35  # what a font says of itself is believed up to here: line gaps are counted in
SPACE = 32
LATIN = ("/WinAnsiEncoding", "/MacRomanEncoding", "/MacExpertEncoding")
FILES = ("/FontFile", "/FontFile2", "/FontFile3")
SYMBOLIC = 4  # flag of a font descriptor (ISO 32000-1 table 123)


@dataclass(frozen=True, slots=True)
class Outlines:
    """The tables of a TrueType file that say where ink is."""

    units: int = 1000
    long_places: bool = False
    places: bytes = b""
    outlines: bytes = b""
    count: int = 0

    def box(self, glyph: int) -> GlyphBox | None:
        """The ink of a glyph in ems; None where it has none."""
        size, form = (4, ">II") if self.long_places else (2, ">HH")
        if (glyph + 2) * size > len(self.places):
            return None
        start, end = struct.unpack_from(form, self.places, glyph * size)
        if not self.long_places:
            start, end = start * 2, end * 2
        if end <= start or start + 10 > len(self.outlines):
            return None
        _, left, low, right, high = struct.unpack_from(">hhhhh", self.outlines, start)
        return (left / self.units, low / self.units, right / self.units, high / self.units)


@dataclass(frozen=True, slots=True)
class PdfFont:
    """A font as a page names it.  `glyph_of` maps codes to glyphs where that is known; `outlines` where it is embedded
    as TrueType."""

    name: str
    kind: str
    embedded: bool
    has_unicode: bool
    wide: bool
    widths: dict[int, float]
    usual: float
    top: float
    foot: float
    outlines: Outlines | None = None
    glyphs: bytes = b""
    _boxes: dict[int, GlyphBox | None] = field(default_factory=dict)

    def codes(self, text: bytes) -> Iterator[int]:
        """The codes that a string of the page shows."""
        if not self.wide:
            return iter(text)
        return (text[at] << 8 | text[at + 1] for at in range(0, len(text) - 1, 2))

    def glyph(self, code: int) -> int:
        """The glyph that a code of a composite font shows."""
        if not self.glyphs:
            return code
        pair = self.glyphs[2 * code : 2 * code + 2]
        return pair[0] << 8 | pair[1] if len(pair) == 2 else 0

    def advance(self, code: int) -> float:
        return self.widths.get(code, self.usual)

    def box(self, code: int) -> GlyphBox | None:
        """Where the ink of a code is, in ems from its origin; None where it has none."""
        if code not in self._boxes:
            self._boxes[code] = self._find_box(code)
        return self._boxes[code]

    def _find_box(self, code: int) -> GlyphBox | None:
        if self.wide and self.outlines:
            return self.outlines.box(self.glyph(code))
        if not self.wide and code == SPACE:
            return None
        return (0.0, self.foot, self.advance(code), self.top)

    @property
    def knows_its_glyphs(self) -> bool:
        """Can it be told which glyph of the file a code shows?"""
        return self.wide and self.outlines is not None


NO_FONT = PdfFont("", "none", False, False, False, {}, USUAL_WIDTH, TOP, FOOT)


def read_font(font: Any) -> PdfFont:
    """The font that a dictionary describes."""
    kind = str(font.get("/Subtype", "")).lstrip("/")
    inner = font.DescendantFonts[0] if kind == "Type0" and "/DescendantFonts" in font else font
    about = entries_of(inner.get("/FontDescriptor"))
    wide = kind == "Type0"
    ems = 1000.0 if kind != "Type3" else 1 / (abs(float(font.get("/FontMatrix", [0.001])[0])) or 0.001)
    outlines = read_outlines(about.get("/FontFile2")) if wide else None
    return PdfFont(
        name=str(font.get("/BaseFont", font.get("/Name", "/(no name)"))).lstrip("/").rpartition("+")[2],
        kind=kind,
        embedded=kind == "Type3" or any(key in about for key in FILES),
        has_unicode="/ToUnicode" in font or _is_latin(font, about),
        wide=wide,
        widths=dict(_cid_widths(inner) if wide else _widths(font, ems)),
        usual=_number(inner.get("/DW", 1000), 1000) / 1000 if wide else _number(about.get("/MissingWidth"), 500) / 1000,
        top=min(_number(about.get("/CapHeight"), 0) / 1000 or TOP, HIGHEST),
        foot=max(_number(about.get("/Descent"), 0) / 1000 or FOOT, LOWEST),
        outlines=outlines,
        glyphs=_glyphs(inner) if wide else b"",
    )


def _is_latin(font: Any, about: Any) -> bool:
    """Names its glyphs by an encoding whose letters everybody knows (ISO 32000-1 9.10.2)."""
    encoding = font.get("/Encoding", "")
    if is_dictionary(encoding) or str(encoding) in LATIN:
        return True
    symbolic = int(_number(about.get("/Flags"), 0)) & SYMBOLIC
    return str(font.get("/Subtype", "")) in ("/Type1", "/MMType1") and not symbolic


def _glyphs(inner: Any) -> bytes:
    return data_of(inner.get("/CIDToGIDMap"))


def _number(value: Any, otherwise: float) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return otherwise


def _widths(font: Any, ems: float) -> Iterator[tuple[int, float]]:
    first = int(_number(font.get("/FirstChar", 0), 0))
    for at, width in enumerate(items_of(font.get("/Widths"))[:256]):
        yield first + at, _number(width, 500) / ems


def _cid_widths(inner: Any) -> Iterator[tuple[int, float]]:
    """The W array: `first [w w …]` or `first last w` (ISO 32000-1 9.7.4.3)."""
    import pikepdf

    entries = items_of(inner.get("/W"))
    at = 0
    while at + 1 < len(entries):
        first = int(_number(entries[at], 0))
        if isinstance(entries[at + 1], pikepdf.Array):
            for step, width in enumerate(entries[at + 1]):
                yield first + step, _number(width, 1000) / 1000
            at += 2
        elif at + 2 < len(entries):
            width = _number(entries[at + 2], 1000) / 1000
            for code in range(first, min(int(_number(entries[at + 1], 0)), 0xFFFF) + 1):
                yield code, width
            at += 3
        else:
            return


def read_outlines(stream: Any) -> Outlines | None:
    """The outlines in an embedded TrueType file; None where it is none."""
    try:
        tables = sfnt_tables(data_of(stream))
        head, count = tables["head"], struct.unpack_from(">H", tables["maxp"], 4)[0]
        units, long_places = struct.unpack_from(">H", head, 18)[0], struct.unpack_from(">h", head, 50)[0] == 1
        return Outlines(units or 1000, long_places, tables["loca"], tables["glyf"], count)
    except (KeyError, struct.error):
        return None


def sfnt_tables(data: bytes) -> dict[str, bytes]:
    """The tables of a TrueType or OpenType file by their tags; none where it is too short to have any."""
    if len(data) < 12:
        return {}
    found = {}
    for row in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, start, length = struct.unpack_from(">4sLLL", data, 12 + 16 * row)
        found[tag.decode("latin-1")] = data[start : start + length]
    return found
