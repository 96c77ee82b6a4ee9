"""Fonts for the web: unpacked by another hand, they have the letters that were asked for and no others."""

from __future__ import annotations

import zlib

import uharfbuzz as hb

from leaflet.compose.fonts import read_faces
from leaflet.compose.web_font import web_font
from tests.conftest import ROOT


def unpacked(data: bytes) -> bytes:
    """The OpenType font in a WOFF file (WOFF 1.0, 3 to 5)."""
    number = lambda at, size=4: int.from_bytes(data[at : at + size], "big")  # noqa: E731
    assert data[:4] == b"wOFF" and number(8) == len(data)
    count = number(12, 2)
    directory, body = b"", b""
    for row in range(44, 44 + 20 * count, 20):
        at, packed, length = number(row + 4), number(row + 8), number(row + 12)
        table = data[at : at + packed]
        table = zlib.decompress(table) if packed < length else table
        assert len(table) == length and at % 4 == 0
        directory += data[row : row + 4] + data[row + 16 : row + 20]
        directory += (12 + 16 * count + len(body)).to_bytes(4, "big") + length.to_bytes(4, "big")
        body += table + bytes(-length % 4)
    whole = data[4:8] + count.to_bytes(2, "big") + bytes(6) + directory + body
    assert len(whole) == number(16)
    return whole


def test_it_has_the_characters_and_their_shaping() -> None:
    faces, _ = read_faces(ROOT / "assets")
    assert faces is not None
    face = hb.Face(unpacked(web_font(faces.face("Noto Sans Arabic"), "الحركة")))
    assert set("الحركة") <= {chr(code) for code in face.unicodes} and ord("ب") not in face.unicodes
    buffer = hb.Buffer()
    buffer.add_str("الحركة")
    buffer.guess_segment_properties()
    hb.shape(hb.Font(face), buffer)
    assert 0 not in [info.codepoint for info in buffer.glyph_infos]
    assert len(face.unicodes) < 20


def test_of_a_face_without_the_characters_nothing_is_made() -> None:
    faces, _ = read_faces(ROOT / "assets")
    assert faces is not None
    assert web_font(faces.face("Noto Sans Ethiopic"), "中") == b""
