"""Content streams as operators, and how much a stream may unfold to.  A page, form or pattern goes in.

A file of 100 kB may unfold to gigabytes (Flate packs a thousand to one, and filters may stand in a row), so what a
stream becomes is measured before it is read.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Iterator
from typing import Any

from leaflet.check.preflight.objects import entries_of, items_of

FLATE, ASCII85 = ("/FlateDecode", "/Fl"), ("/ASCII85Decode", "/A85")
MOST_PACKED = 1000  # bytes that one of Flate may stand for
MOST_BYTES = 40_000_000  # of one content stream; a page of a leaflet has 30 000


def instructions(stream: Any) -> Iterator[tuple[Any, str]]:
    """The operators of a page, form or pattern with their operands; none where it is no content stream.  Ask
    `too_large` first."""
    import pikepdf

    try:
        parsed = pikepdf.parse_content_stream(stream)
    except Exception:  # it may be any object of the file
        return
    for instruction in parsed:
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            yield [instruction.iimage], "INLINE IMAGE"
        else:
            yield instruction.operands, _name(instruction)


def _name(instruction: Any) -> str:
    try:
        return str(instruction.operator)
    except UnicodeDecodeError:
        return "no operator"


def data_of(stream: Any) -> bytes:
    """The data of a stream; nothing where it is none, cannot be unfolded, or becomes too much."""
    import pikepdf

    if not isinstance(stream, pikepdf.Stream) or too_large(stream):
        return b""
    try:
        return bytes(stream.read_bytes())
    except (pikepdf.PdfError, RuntimeError):
        return b""


def too_large(thing: Any) -> bool:
    """Would this page, form or stream unfold to more than anybody prints?"""
    import pikepdf

    found = thing.obj if isinstance(thing, pikepdf.Page) else thing
    contents = found if isinstance(found, pikepdf.Stream) else entries_of(found).get("/Contents")
    parts = items_of(contents) or [contents]
    return sum(_unfolded(part) for part in parts if isinstance(part, pikepdf.Stream)) > MOST_BYTES


def _unfolded(stream: Any) -> int:
    """The length of a stream's data; of a Flate stream no more is unfolded than is needed to tell."""
    import pikepdf

    filters = stream.get("/Filter", [])
    names = [str(name) for name in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    names = names or [""]
    raw = bytes(stream.read_raw_bytes())
    if names[0] in ASCII85:
        names, raw = names[1:] or [""], _from_ascii85(raw)
    flates = sum(name in FLATE for name in names)
    if flates != 1 or names[0] not in FLATE:
        return len(raw) * int(MOST_PACKED**flates)
    try:
        return len(zlib.decompressobj().decompress(raw, MOST_BYTES + 1))
    except zlib.error:
        return len(raw)


def _from_ascii85(raw: bytes) -> bytes:
    try:
        return base64.a85decode(raw.strip().removesuffix(b"~>"), ignorechars=b" \t\n\r\v\f\0")
    except ValueError:
        return raw
