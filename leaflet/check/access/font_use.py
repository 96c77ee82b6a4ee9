"""Fonts and what pages show in them.  A font dictionary with the strings that are shown goes in; facts about its codes
come out: the glyph, width and text of each.

Source: ISO 32000-1 9.7.4, 9.10.3; OpenType `hmtx`, `hhea`.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from leaflet.check.preflight.glyph_sizes import PdfFont, read_font, sfnt_tables
from leaflet.check.preflight.objects import entries_of, is_dictionary, items_of
from leaflet.check.preflight.streams import data_of

BLOCKS = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f\s]*)>")
RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f\s]*)>|\[(.*?)\])", re.DOTALL)
HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
LONGEST_RANGE = 0x10000


@dataclass(frozen=True, slots=True)
class FontUse:
    """A font, the codes that are shown in it, the texts that it gives them, and how wide the glyphs of the font file
    are, in thousandths of an em.  `maps_glyphs`: a TrueType font of many says which glyph a code shows."""

    font: PdfFont
    codes: frozenset[int]
    texts: Mapping[int, str]
    advances: tuple[float, ...] = ()
    maps_glyphs: bool = True


def read_use(font: Any, shown: Iterable[bytes]) -> FontUse:
    """What is shown in a font."""
    facts = read_font(font)
    codes = frozenset(code for text in shown for code in facts.codes(text))
    inner = (items_of(font.get("/DescendantFonts")) or [font])[0]
    about = entries_of(entries_of(inner).get("/FontDescriptor"))
    mapped = entries_of(inner).get("/CIDToGIDMap")
    maps = str(entries_of(inner).get("/Subtype", "")) != "/CIDFontType2" or _is_map(mapped)
    return FontUse(facts, codes, read_texts(data_of(font.get("/ToUnicode"))), _advances(about.get("/FontFile2")), maps)


def _is_map(mapped: Any) -> bool:
    return mapped is not None and (is_dictionary(mapped) or str(mapped) == "/Identity")


def read_texts(cmap: bytes) -> dict[int, str]:
    """The texts of codes in a ToUnicode CMap."""
    found: dict[int, str] = {}
    for kind, body in BLOCKS.findall(cmap):
        if kind == b"bfchar":
            found |= {int(code, 16): _text(text) for code, text in CHAR.findall(body)}
        else:
            for first, last, text, listed in RANGE.findall(body):
                found |= _range(int(first, 16), int(last, 16), text, listed)
    return found


def _range(first: int, last: int, text: bytes, listed: bytes) -> dict[int, str]:
    codes = range(first, min(last, first + LONGEST_RANGE) + 1)
    if listed:
        return {code: _text(one) for code, one in zip(codes, HEX.findall(listed), strict=False)}
    start = _text(text)
    last_char = ord(start[-1]) if start else 0
    return {code: start[:-1] + chr(min(last_char + step, 0x10FFFF)) for step, code in enumerate(codes)}


def _text(digits: bytes) -> str:
    plain = b"".join(digits.split())
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode("ascii")).decode("utf-16-be", "replace")


def _advances(program: Any) -> tuple[float, ...]:
    """Advances of a TrueType file in thousandths of an em; nothing where they cannot be read."""
    try:
        tables = sfnt_tables(data_of(program))
        units = struct.unpack_from(">H", tables["head"], 18)[0] or 1000
        count = struct.unpack_from(">H", tables["hhea"], 34)[0]
        rows = struct.unpack_from(">" + "Hh" * count, tables["hmtx"])
    except (KeyError, struct.error):
        return ()
    return tuple(1000 * width / units for width in rows[::2])
