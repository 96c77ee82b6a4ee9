"""Fonts for web pages: a face and the characters of a page go in; a WOFF file with no more than these comes out."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import uharfbuzz as hb

from leaflet.compose.fonts import Face

WOFF = 0x774F4646  # the letters wOFF
HEADER, ENTRY = 44, 20  # bytes: WOFF 1.0, 3 and 4
LEVEL = 9


def web_font(face: Face, characters: Iterable[str]) -> bytes:
    """The face as WOFF 1.0 (https://www.w3.org/TR/WOFF/), cut down to the characters and whatever shaping makes of
    them; nothing where it has none of them."""
    wanted = hb.SubsetInput()
    wanted.unicode_set.update({ord(char) for char in characters if face.covers(char)})
    if not len(wanted.unicode_set):
        return b""
    wanted.flags = hb.SubsetFlags.NO_HINTING
    return _woff(hb.subset(face.hb_face, wanted).blob.data)


def _woff(font: bytes) -> bytes:
    """An OpenType file with its tables deflated, in the order of their places."""
    count = int.from_bytes(font[4:6], "big")
    rows = [font[12 + 16 * at : 28 + 16 * at] for at in range(count)]  # tag, checksum, offset, length
    directory, body, at, whole = b"", b"", HEADER + ENTRY * count, 12 + 16 * count
    for row in sorted(rows):
        start, length = (int.from_bytes(row[a : a + 4], "big") for a in (8, 12))
        table = font[start : start + length]
        packed = min(zlib.compress(table, LEVEL), table, key=len)
        directory += row[:4] + _numbers(at, len(packed), length) + row[4:8]
        packed += bytes(-len(packed) % 4)
        body, at, whole = body + packed, at + len(packed), whole + length + -length % 4
    sizes = _numbers(WOFF, int.from_bytes(font[:4], "big"), at) + count.to_bytes(2, "big") + bytes(2)
    return sizes + _numbers(whole) + bytes(HEADER - 20) + directory + body


def _numbers(*values: int) -> bytes:
    return b"".join(value.to_bytes(4, "big") for value in values)
