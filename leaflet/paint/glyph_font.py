"""A face inside one PDF: an Identity-H font with one code per (glyph, text), cut down to what the document uses.

Because a code stands for a glyph *and* the text it shows, ToUnicode never has to choose: copying gives back the words
that went in, whatever the shaping made of them (ISO 32000-1 9.7 and 9.10.3).  A cluster of several glyphs, or of one
that is moved, becomes a glyph of its own, so that each cluster has one code and stands on the baseline.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import uharfbuzz as hb

from leaflet.compose.fonts import Face
from leaflet.compose.shape import GlyphRun
from leaflet.paint.composite_glyphs import Parts, add_composites, bounding_box
from leaflet.paint.pdf_document import PdfDocument, array, dictionary, name, string

EM = 1000  # PDF glyph space: thousandths of an em (ISO 32000-1 9.2.4)
FLAG_SYMBOLIC = 4  # the codes are our own, so the font has no standard encoding (table 123)
FLAG_ITALIC = 64
STEM_V = {False: 88, True: 150}  # Noto's vertical stems, thousandths of an em (measured, research page 2.2)
LARGE_MOVE = (
    100  # thousandths of an em between a cluster's advance and that of its glyphs: then the shaped one is stated
)
MAX_BFCHAR = 100  # entries in one bfchar section (Adobe TN 5014)
UNUSED_TABLES = (
    "GSUB GPOS GDEF BASE STAT name post OS/2 cmap vhea vmtx VORG DSIG meta kern gasp LTSH hdmx VDMX MATH COLR CPAL SVG"
)


def _tag(text: str) -> int:
    return int.from_bytes(text.ljust(4).encode(), "big")


_DROP = frozenset(map(_tag, UNUSED_TABLES.split()))


Shape = int | Parts  # a glyph as it is, or a cluster put together


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A glyph run as codes, one a cluster in logical order: the code, the first character, the advance in em of the
    text's size, and (index, thousandths of an em of the glyphs' size) of what follows a glyph that does not advance by
    its own width."""

    codes: list[str]
    starts: list[int]
    advances: list[float]
    widths: list[float]
    moves: list[tuple[int, int]]


class GlyphFont:
    """The codes of one face in one document, given out in the order they are first used."""

    def __init__(self, face: Face, key: str) -> None:
        self.face = face
        self.key = key
        self.codes: dict[tuple[Shape, str], str] = {}  # (shape, text) to the code as four hexadecimal digits
        self.widths: dict[Shape, float] = {}  # in thousandths of an em
        self._rows: list[tuple[Shape, str]] = []
        self._coded: dict[int, Coded] = {}  # by identity of the run

    def code(self, shape: Shape, text: str) -> str:
        """The code for a shape that shows this text."""
        key = (shape, text)
        found = self.codes.get(key)
        if found is None:
            self._rows.append(key)
            found = self.codes[key] = f"{len(self._rows):04X}"
        return found

    def width(self, shape: Shape) -> float:
        """Advance of a shape as the PDF states it: a glyph's own, a cluster's that of its glyphs together."""
        found = self.widths.get(shape)
        if found is None:
            glyphs = (shape,) if isinstance(shape, int) else (part[0] for part in shape)
            advance = sum(self.face.font.get_glyph_h_advance(glyph) for glyph in glyphs)
            found = self.widths[shape] = round(advance * self.face.unit * EM, 2)
        return found

    def coded(self, run: GlyphRun, words: str) -> Coded:
        """The codes of a run of the text `words`."""
        found = self._coded.get(id(run))
        if found is None:
            if len(run.clusters) == run.end - run.start and not run.dx and not run.dy:
                shapes: list[Shape] = list(run.glyphs)
                starts, advances, shown = run.clusters, run.advances, list(words[run.start : run.end])
            else:
                starts, shapes, advances = clusters_of(run)
                shown = [words[a:b] for a, b in zip(starts, [*starts[1:], run.end], strict=True)]
            found = self._coded[id(run)] = self._as_codes(run, (shapes, shown), starts, advances)
        return found

    def _as_codes(
        self, run: GlyphRun, rows: tuple[list[Shape], list[str]], starts: list[int], advances: list[float]
    ) -> Coded:
        known, wide, code, width = self.codes, self.widths, self.code, self.width
        em = EM / run.scale
        for shape, advance in zip(rows[0], advances, strict=True):
            if isinstance(shape, tuple) and shape not in wide:  # a reader takes a large move after it for a space
                shaped = max(0.0, round(advance * em, 2))
                wide[shape] = shaped if abs(shaped - width(shape)) > LARGE_MOVE else width(shape)
        codes = [known.get(key) or code(*key) for key in zip(*rows, strict=True)]
        widths = [wide.get(shape) or width(shape) for shape in rows[0]]
        if run.level & 1:  # letters that are shown one by one
            return Coded(codes, starts, advances, widths, [])
        moves = [round(stated - advance * em) for stated, advance in zip(widths, advances, strict=True)]
        return Coded(codes, starts, advances, widths, [(index, move) for index, move in enumerate(moves) if move])

    def finish(self, pdf: PdfDocument) -> None:
        """Subset the font with HarfBuzz and write its objects."""
        data, glyph_ids = self._subset()
        data, shape_ids = self._put_together(data, glyph_ids)
        base = f"{self._subset_tag()}+{self._postscript_name()}"
        descriptor = self._descriptor(pdf, base, data)
        mapping = bytearray(2)
        for shape, _ in self._rows:
            mapping += shape_ids[shape].to_bytes(2, "big")
        descendant = dictionary(
            {
                "Type": name("Font"),
                "Subtype": name("CIDFontType2"),
                "BaseFont": name(base),
                "CIDSystemInfo": dictionary(
                    {"Registry": string("Adobe"), "Ordering": string("Identity"), "Supplement": 0}
                ),
                "FontDescriptor": descriptor,
                "DW": 0,
                "W": f"[1 [{' '.join(f'{self.width(shape):g}' for shape, _ in self._rows)}]]",
                "CIDToGIDMap": pdf.add_stream(f"{self.key} map", {}, bytes(mapping)),
            }
        )
        font = dictionary(
            {
                "Type": name("Font"),
                "Subtype": name("Type0"),
                "BaseFont": name(base),
                "Encoding": name("Identity-H"),
                "DescendantFonts": array([pdf.add(f"{self.key} cid", descendant)]),
                "ToUnicode": pdf.add_stream(f"{self.key} text", {}, self._to_unicode()),
            }
        )
        pdf.add_font(self.key, font)

    def _subset(self) -> tuple[bytes, dict[int, int]]:
        wanted = hb.SubsetInput()
        shapes = [shape for shape, _ in self._rows]
        wanted.glyph_set.update({shape for shape in shapes if isinstance(shape, int)})
        wanted.glyph_set.update({part[0] for shape in shapes if not isinstance(shape, int) for part in shape})
        wanted.drop_table_tag_set.update(_DROP)
        flags = hb.SubsetFlags
        wanted.flags = flags.NO_LAYOUT_CLOSURE | flags.NOTDEF_OUTLINE | flags.NO_HINTING
        plan = hb.SubsetPlan(self.face.hb_face, wanted)
        cut = plan.execute()
        return cut.blob.data, dict(plan.old_to_new_glyph_mapping)

    def _put_together(self, data: bytes, glyph_ids: dict[int, int]) -> tuple[bytes, dict[Shape, int]]:
        """The subset with a glyph for each cluster, and the glyph of each shape in it."""
        found: dict[Shape, int] = {glyph: to for glyph, to in glyph_ids.items()}
        composites: list[tuple[Parts, int]] = []
        count = max(glyph_ids.values()) + 1
        for shape, _ in self._rows:
            if shape not in found:
                found[shape] = count + len(composites)
                parts = tuple((glyph_ids[glyph], x, y) for glyph, x, y in shape) if isinstance(shape, tuple) else ()
                composites.append((parts, round(self.width(shape) / EM / self.face.unit)))
        return add_composites(data, composites), found

    def _descriptor(self, pdf: PdfDocument, base: str, data: bytes) -> object:
        face = self.face
        box = [value * face.unit * EM for value in bounding_box(data)]
        italic = "italic" in face.style
        entries = {
            "Type": name("FontDescriptor"),
            "FontName": name(base),
            "Flags": FLAG_SYMBOLIC | FLAG_ITALIC * italic,
            "FontBBox": array([round(value) for value in box]),
            "ItalicAngle": -12 if italic else 0,  # degrees; Noto Sans Italic leans 12
            "Ascent": round(face.ascent * EM),
            "Descent": -round(face.descent * EM),
            "CapHeight": round(face.cap_height * EM),
            "StemV": STEM_V["bold" in face.style],
            "FontFile2": pdf.add_stream(f"{self.key} file", {"Length1": len(data)}, data),
        }
        return pdf.add(f"{self.key} descriptor", dictionary(entries))

    def _subset_tag(self) -> str:
        """Six letters that differ where the subset differs (ISO 32000-1 9.6.4)."""
        number = zlib.crc32(repr(self._rows).encode())
        letters = ""
        for _ in range(6):
            number, letter = divmod(number, 26)
            letters += chr(65 + letter)
        return letters

    def _postscript_name(self) -> str:
        found = self.face.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME)
        return (found or f"{self.face.family}-{self.face.style}").replace(" ", "")

    def _to_unicode(self) -> bytes:
        rows = [
            f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, (_, text) in enumerate(self._rows, 1)
        ]
        parts = [
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange"
        ]
        for at in range(0, len(rows), MAX_BFCHAR):
            section = rows[at : at + MAX_BFCHAR]
            parts.append("\n".join((f"{len(section)} beginbfchar", *section, "endbfchar")))
        parts.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
        return "\n".join(parts).encode("ascii")


def clusters_of(run: GlyphRun) -> tuple[list[int], list[Shape], list[float]]:
    """The clusters of a run in logical order: first character, shape and advance in em.  Parts of a shape are placed
    from the cluster's left edge, in font units."""
    if len(set(run.clusters)) == len(run.clusters):
        none = [0] * len(run.glyphs)
        moved = zip(run.glyphs, run.dx or none, run.dy or none, strict=True)
        return run.clusters, [(part,) if part[1] or part[2] else part[0] for part in moved], run.advances
    starts: list[int] = []
    shapes: list[Shape] = []
    advances: list[float] = []
    clusters, glyphs, own = run.clusters, run.glyphs, run.advances
    dx, dy = run.dx or [0] * len(glyphs), run.dy or [0] * len(glyphs)
    count, at, em = len(glyphs), 0, run.face.unit * run.scale
    while at < count:
        cluster, end = clusters[at], at + 1
        while end < count and clusters[end] == cluster:
            end += 1
        starts.append(cluster)
        if end == at + 1 and not dx[at] and not dy[at]:
            shapes.append(glyphs[at])
            advances.append(own[at])
        else:
            parts, pen = [], 0.0
            for member in range(end - 1, at - 1, -1) if run.level & 1 else range(at, end):
                parts.append((glyphs[member], (round(pen / em) if pen else 0) + dx[member], dy[member]))
                pen += own[member]
            shapes.append(tuple(parts))
            advances.append(pen)
        at = end
    return starts, shapes, advances
