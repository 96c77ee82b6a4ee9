"""Where a justified line may grow.  A shaped text and a stretch of it go in; the places that take white come out.

Word spaces everywhere; between the characters, too, in scripts that have no spaces (clreq 3.2.3, jlreq 3.8.4).
"""

from __future__ import annotations

import unicodedata

from leaflet.compose.shape import ShapedText

IDEOGRAPHIC = 0x2E80  # from here on stand the radicals, kana, ideographs and their punctuation
HANGUL = range(0xAC00, 0xD7A4)  # written with spaces
CHARACTER_GLUE = 0.12  # em: what the room between two ideographs counts for beside a word space


def gaps(shaped: ShapedText, start: int, end: int) -> list[int]:
    """The characters of [start, end) that white may be added after."""
    text = shaped.text
    found = [at for at in range(start, end) if text[at] == " "]
    if shaped.between:
        found += [at for at in range(start, end - 1) if _is_open(text[at], text[at + 1])]
    return found


def glue(shaped: ShapedText, start: int, end: int) -> float:
    """The white of [start, end) that can be stretched or shrunk, in em."""
    x, text = shaped.x, shaped.text
    return sum(x[at + 1] - x[at] if text[at] == " " else CHARACTER_GLUE for at in gaps(shaped, start, end))


def _is_open(before: str, after: str) -> bool:
    """May two characters move apart?  Not a bracket and what is in it, nor a mark and what it closes."""
    if not (_is_ideographic(before) and _is_ideographic(after)):
        return False
    return unicodedata.category(before) not in ("Ps", "Pi") and unicodedata.category(after) not in ("Pe", "Pf", "Po")


def _is_ideographic(char: str) -> bool:
    return ord(char) >= IDEOGRAPHIC and ord(char) not in HANGUL
