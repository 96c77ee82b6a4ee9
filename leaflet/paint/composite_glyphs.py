"""New glyphs made of old ones: a subset TrueType font and what goes together in; the font with composite glyphs out.

A cluster of several glyphs (a Khmer syllable, a letter of Nastaliq with its dots on its own height, a Vietnamese vowel)
becomes one glyph of the embedded font.  It then has one code, one text and one place on the baseline: every reader of
the file finds the syllable whole, and nothing is left over that stands for no text.

Source: OpenType 1.9, chapters glyf, loca, hmtx, maxp and "Calculating checksums".
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Parts = tuple[tuple[int, int, int], ...]  # glyph, x and y in font units
WORDS_XY, MORE, SCALE, XY_SCALE, MATRIX, WORDS = 0x0003, 0x0020, 0x0008, 0x0040, 0x0080, 0x0001
HEAD_ADJUSTMENT, HEAD_BOX, HEAD_LOCA = 8, 36, 50  # offsets in head
MAGIC = 0xB1B0AFBA


def add_composites(font: bytes, composites: Sequence[tuple[Parts, int]]) -> bytes:
    """Append a glyph for each (parts, advance width), in this order; the parts are glyphs of `font`."""
    if not composites:
        return font
    tables = _tables(font)
    glyphs = _Glyphs.read(tables)
    widths = _widths(tables, len(glyphs.data))
    for parts, advance in composites:
        widths.append((advance, glyphs.add(parts)))
    return _write(tables | glyphs.tables(tables) | _metrics(tables, widths))


def bounding_box(font: bytes) -> tuple[int, int, int, int]:
    """The box round all glyphs, from head, in font units."""
    xmin, ymin, xmax, ymax = struct.unpack_from(">4h", _tables(font)["head"], HEAD_BOX)
    return xmin, ymin, xmax, ymax


def _tables(font: bytes) -> dict[str, bytes]:
    count = struct.unpack_from(">H", font, 4)[0]
    found = {}
    for row in range(count):
        tag, _, offset, length = struct.unpack_from(">4sLLL", font, 12 + 16 * row)
        found[tag.decode("latin-1")] = font[offset : offset + length]
    return found


@dataclass(slots=True)
class _Glyphs:
    """Glyph descriptions, with what maxp has to say of the deepest and largest."""

    data: list[bytes]
    points: int = 0
    contours: int = 0
    elements: int = 0
    depth: int = 0
    box: list[int] = field(default_factory=list)
    sizes: dict[int, tuple[int, int, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, tables: Mapping[str, bytes]) -> _Glyphs:
        glyf, loca = tables["glyf"], tables["loca"]
        long = struct.unpack_from(">h", tables["head"], HEAD_LOCA)[0]
        count = struct.unpack_from(">H", tables["maxp"], 4)[0]
        edges = (
            struct.unpack(f">{count + 1}L", loca) if long else [2 * at for at in struct.unpack(f">{count + 1}H", loca)]
        )
        data = [glyf[start:end] for start, end in zip(edges, edges[1:], strict=False)]
        return cls(data, box=list(struct.unpack_from(">4h", tables["head"], HEAD_BOX)))

    def add(self, parts: Parts) -> int:
        """Append a composite and give its left side bearing."""
        inked = [part for part in parts if self.data[part[0]]]
        if not inked:
            self.data.append(b"")
            return 0
        boxes = [(struct.unpack_from(">4h", self.data[glyph], 2), x, y) for glyph, x, y in inked]
        left, low = min(box[0] + x for box, x, _ in boxes), min(box[1] + y for box, _, y in boxes)
        right, high = max(box[2] + x for box, x, _ in boxes), max(box[3] + y for box, _, y in boxes)
        rows = [struct.pack(">hhhhh", -1, left, low, right, high)]
        for at, (glyph, x, y) in enumerate(inked):
            rows.append(struct.pack(">HHhh", WORDS_XY | (MORE if at < len(inked) - 1 else 0), glyph, x, y))
        self._measure([self._size(glyph) for glyph, _, _ in inked])
        self.box = [min(self.box[0], left), min(self.box[1], low), max(self.box[2], right), max(self.box[3], high)]
        self.data.append(b"".join(rows))
        return int(left)

    def _measure(self, sizes: Sequence[tuple[int, int, int]]) -> None:
        self.points = max(self.points, sum(size[0] for size in sizes))
        self.contours = max(self.contours, sum(size[1] for size in sizes))
        self.elements = max(self.elements, len(sizes))
        self.depth = max(self.depth, 1 + max(size[2] for size in sizes))

    def _size(self, glyph: int) -> tuple[int, int, int]:
        """Points, contours and depth of a glyph, its own components included."""
        found = self.sizes.get(glyph)
        if found is None:
            data = self.data[glyph]
            contours = struct.unpack_from(">h", data)[0] if data else 0
            if contours >= 0:
                last = struct.unpack_from(">H", data, 8 + 2 * contours)[0] + 1 if contours else 0
                found = (last, contours, 0)
            else:
                inner = [self._size(other) for other in _components(data)]
                found = (sum(s[0] for s in inner), sum(s[1] for s in inner), 1 + max(s[2] for s in inner))
            self.sizes[glyph] = found
        return found

    def tables(self, tables: Mapping[str, bytes]) -> dict[str, bytes]:
        """glyf, loca, head and maxp as they now are."""
        padded = [data + b"\0" * (-len(data) % 4) for data in self.data]
        edges, at = [0], 0
        for data in padded:
            at += len(data)
            edges.append(at)
        head = bytearray(tables["head"])
        struct.pack_into(">h", head, HEAD_LOCA, 1)
        struct.pack_into(">4h", head, HEAD_BOX, *self.box)
        maxp = bytearray(tables["maxp"])
        struct.pack_into(">H", maxp, 4, len(self.data))
        for offset, value in ((10, self.points), (12, self.contours), (28, self.elements), (30, self.depth)):
            struct.pack_into(">H", maxp, offset, max(value, struct.unpack_from(">H", maxp, offset)[0]))
        loca = struct.pack(f">{len(edges)}L", *edges)
        return {"glyf": b"".join(padded), "loca": loca, "head": bytes(head), "maxp": bytes(maxp)}


def _components(data: bytes) -> list[int]:
    """The glyphs a composite is made of."""
    found, at, flags = [], 10, MORE
    while flags & MORE:
        flags, glyph = struct.unpack_from(">HH", data, at)
        found.append(glyph)
        at += 4 + (4 if flags & WORDS else 2)
        at += 2 if flags & SCALE else 4 if flags & XY_SCALE else 8 if flags & MATRIX else 0
    return found


def _widths(tables: Mapping[str, bytes], count: int) -> list[tuple[int, int]]:
    """Advance width and left side bearing of each glyph."""
    own = struct.unpack_from(">H", tables["hhea"], 34)[0]
    hmtx = tables["hmtx"]
    pairs = [struct.unpack_from(">Hh", hmtx, 4 * at) for at in range(own)]
    last = pairs[-1][0] if pairs else 0
    pairs += [(last, struct.unpack_from(">h", hmtx, 4 * own + 2 * at)[0]) for at in range(count - own)]
    return [(int(width), int(bearing)) for width, bearing in pairs]


def _metrics(tables: Mapping[str, bytes], widths: Sequence[tuple[int, int]]) -> dict[str, bytes]:
    hhea = bytearray(tables["hhea"])
    struct.pack_into(">H", hhea, 34, len(widths))
    struct.pack_into(">H", hhea, 10, max(width for width, _ in widths))
    return {"hmtx": b"".join(struct.pack(">Hh", *pair) for pair in widths), "hhea": bytes(hhea)}


def _write(tables: Mapping[str, bytes]) -> bytes:
    """A font file of these tables, with its checksums."""
    power = 1 << (len(tables).bit_length() - 1)
    head = bytearray(tables["head"])
    struct.pack_into(">L", head, HEAD_ADJUSTMENT, 0)
    rows, body, at = [], [], 12 + 16 * len(tables)
    for tag in sorted(tables):
        data = bytes(head) if tag == "head" else tables[tag]
        rows.append(struct.pack(">4sLLL", tag.encode("latin-1"), _checksum(data), at, len(data)))
        body.append(data + b"\0" * (-len(data) % 4))
        at += len(body[-1])
    start = struct.pack(
        ">LHHHH", 0x00010000, len(tables), 16 * power, power.bit_length() - 1, 16 * (len(tables) - power)
    )
    font = bytearray(b"".join((start, *rows, *body)))
    place = (
        12 + 16 * len(tables) + sum(len(data) for tag, data in zip(sorted(tables), body, strict=True) if tag < "head")
    )
    struct.pack_into(">L", font, place + HEAD_ADJUSTMENT, (MAGIC - _checksum(bytes(font))) & 0xFFFFFFFF)
    return bytes(font)


def _checksum(data: bytes) -> int:
    padded = data + b"\0" * (-len(data) % 4)
    return int(sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF)
