"""A face inside one PDF: an Identity-H font with one code per (glyph, text), cut down to what the document uses.

Because a code stands for a glyph *and* the text it shows, ToUnicode never has to choose: copying gives back the words
that went in, whatever the shaping made of them (ISO 32000-1 9.7 and 9.10.3).
"""

from __future__ import annotations

import zlib

import uharfbuzz as hb

from leaflet.compose.fonts import Face
from leaflet.compose.shape import GlyphRun
from leaflet.paint.pdf_document import PdfDocument, array, dictionary, name, string

EM = 1000  # PDF glyph space: thousandths of an em (ISO 32000-1 9.2.4)
FLAG_SYMBOLIC = 4  # the codes are our own, so the font has no standard encoding (table 123)
FLAG_ITALIC = 64
STEM_V = {False: 88, True: 150}  # Noto's vertical stems, thousandths of an em (measured, research page 2.2)
NO_TEXT = "\u2060"  # a glyph that only helps its neighbour: word joiner, so that every code has text
MAX_BFCHAR = 100  # entries in one bfchar section (Adobe TN 5014)
UNUSED_TABLES = (
    "GSUB GPOS GDEF BASE STAT name post OS/2 cmap vhea vmtx VORG DSIG meta kern gasp LTSH hdmx VDMX MATH COLR CPAL SVG"
)


def _tag(text: str) -> int:
    return int.from_bytes(text.ljust(4).encode(), "big")


_DROP = frozenset(map(_tag, UNUSED_TABLES.split()))


def _shown(run: GlyphRun, words: str) -> list[str]:
    """The text each glyph stands for: the first of a cluster for all of it, the others for none."""
    edges = [*run.clusters, run.end]
    shown: list[str] = []
    for at, cluster in enumerate(run.clusters):
        if at and run.clusters[at - 1] == cluster:
            shown.append("")
        else:
            following = next(edge for edge in edges[at + 1 :] if edge != cluster)
            shown.append(words[cluster:following])
    return shown


class GlyphFont:
    """The codes of one face in one document, given out in the order they are first used."""

    def __init__(self, face: Face, key: str) -> None:
        self.face = face
        self.key = key
        self.codes: dict[tuple[int, str], str] = {}  # (glyph, text) to the code as four hexadecimal digits
        self.widths: dict[int, float] = {}  # of a glyph, in thousandths of an em
        self._rows: list[tuple[int, str]] = []
        self._coded: dict[int, tuple[list[str], list[tuple[int, int]]]] = {}  # by identity of the run

    def code(self, glyph: int, text: str) -> str:
        """The code for a glyph that shows this text; empty text for a glyph that only helps its neighbour."""
        key = (glyph, text)
        found = self.codes.get(key)
        if found is None:
            self._rows.append(key)
            found = self.codes[key] = f"{len(self._rows):04X}"
        return found

    def width(self, glyph: int) -> float:
        """Advance of a glyph as the PDF states it."""
        found = self.widths.get(glyph)
        if found is None:
            advance = self.face.font.get_glyph_h_advance(glyph) * self.face.unit * EM
            found = self.widths[glyph] = round(advance, 2)
        return found

    def coded(self, run: GlyphRun, words: str) -> tuple[list[str], list[tuple[int, int]]]:
        """The codes of a left-to-right run's glyphs, and (index, thousandths of an em) of what follows a glyph that
        does not advance by its own width."""
        found = self._coded.get(id(run))
        if found is None:
            shown = words[run.start : run.end] if len(run.clusters) == run.end - run.start else _shown(run, words)
            known, code = self.codes, self.code
            codes = [known.get(key) or code(*key) for key in zip(run.glyphs, shown, strict=True)]
            found = self._coded[id(run)] = (codes, self._kerns(run))
        return found

    def _kerns(self, run: GlyphRun) -> list[tuple[int, int]]:
        known, width = self.widths, self.width
        widths = [known.get(glyph) or width(glyph) for glyph in run.glyphs]
        moves = [round(wide - advance * EM) for wide, advance in zip(widths, run.advances, strict=True)]
        return [(index, move) for index, move in enumerate(moves) if move]

    def finish(self, pdf: PdfDocument) -> None:
        """Subset the font with HarfBuzz and write its objects."""
        data, glyph_ids = self._subset()
        base = f"{self._subset_tag()}+{self._postscript_name()}"
        descriptor = self._descriptor(pdf, base, data)
        mapping = bytearray(2)
        for glyph, _ in self._rows:
            mapping += glyph_ids[glyph].to_bytes(2, "big")
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
                "W": f"[1 [{' '.join(f'{self.width(glyph):g}' for glyph, _ in self._rows)}]]",
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
        wanted.glyph_set.update({glyph for glyph, _ in self._rows})
        wanted.drop_table_tag_set.update(_DROP)
        flags = hb.SubsetFlags
        wanted.flags = flags.NO_LAYOUT_CLOSURE | flags.NOTDEF_OUTLINE | flags.NO_HINTING
        plan = hb.SubsetPlan(self.face.hb_face, wanted)
        cut = plan.execute()
        return cut.blob.data, dict(plan.old_to_new_glyph_mapping)

    def _descriptor(self, pdf: PdfDocument, base: str, data: bytes) -> object:
        face = self.face
        head = face.hb_face.reference_table("head").data
        box = [int.from_bytes(head[at : at + 2], "big", signed=True) * face.unit * EM for at in (36, 38, 40, 42)]
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
            f"<{code:04X}> <{(text or NO_TEXT).encode('utf-16-be').hex().upper()}>"
            for code, (_, text) in enumerate(self._rows, 1)
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
