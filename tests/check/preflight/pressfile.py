"""A small press file that keeps every rule, to break in one way at a time: a folded card of 120 × 90 mm, two pages."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pikepdf
import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name

from leaflet.check.preflight.press_order import PressOrder
from leaflet.geometry import points
from leaflet.problems import Where
from tests.conftest import ROOT

WIDTH, HEIGHT, BLEED, MARGIN = points(120), points(90), points(3), points(10)
FACE = ROOT / "assets/fonts/noto-sans/NotoSans_400Regular.ttf"
LETTERS = "Leaflet for print"
ORDER = PressOrder(Where("card.pdf"), (WIDTH, HEIGHT), folds=((WIDTH / 2,),), pages_multiple=2, file_name="card.pdf")
Change = Callable[[pikepdf.Pdf], object]
TEXT = "BT /F1 {size:g} Tf {x:g} {y:g} Td <{codes}> Tj ET"


@dataclass(frozen=True)
class Subset:
    """A font of the letters above; `codes` are glyph numbers as the page shows them."""

    data: bytes
    codes: str
    widths: tuple[int, ...]


@functools.cache
def subset() -> Subset:
    chosen = hb.SubsetInput()
    chosen.unicode_set.update(map(ord, LETTERS))
    data = chosen.subset(hb.Face(hb.Blob.from_file_path(str(FACE)))).blob.data
    face = hb.Face(data)
    font = hb.Font(face)
    glyphs = [font.get_nominal_glyph(ord(letter)) or 0 for letter in LETTERS]
    widths = tuple(font.get_glyph_h_advance(glyph) for glyph in range(face.glyph_count))
    return Subset(data, "".join(f"{glyph:04x}" for glyph in glyphs), widths)


def text(size: float = 10, x: float = 30.0, y: float = 100.0, codes: str = "") -> str:
    """Operators that show a text; x and y are from the corner of the trim."""
    return TEXT.format(size=size, x=x + MARGIN, y=y + MARGIN, codes=codes or subset().codes)


def box(x: float, y: float, width: float, height: float) -> str:
    """A rectangle, from the corner of the trim."""
    return f"{x + MARGIN:g} {y + MARGIN:g} {width:g} {height:g} re"


def content() -> str:
    """A band that bleeds on three sides, text in black that overprints, white text on the band, a line, an image, and
    a crop mark outside the bleed."""
    band = box(-BLEED, HEIGHT - 60, WIDTH + 2 * BLEED, 60 + BLEED)
    white = text(9, 200, HEIGHT - 40)
    return "\n".join(
        [
            f"q 0.9 0.3 0.35 0.5 k {band} f Q",
            f"q /Over gs 0 0 0 1 k {text()} Q",
            f"q 0 0 0 0 k {white} Q",
            f"q 0 0 0 1 K 0.5 w {30 + MARGIN} {60 + MARGIN} m {90 + MARGIN} {60 + MARGIN} l S Q",
            f"q 24 0 0 24 {200 + MARGIN} {60 + MARGIN} cm /Photo Do Q",
            f"q 1 1 1 1 K 0.25 w {MARGIN:g} {MARGIN - BLEED - 2:g} m {MARGIN:g} {MARGIN - BLEED - 10:g} l S Q",
        ]
    )


@functools.cache
def good() -> bytes:
    """The file as it should be."""
    pdf = pikepdf.new()
    font = _font(pdf)
    for _ in range(2):
        _add_page(pdf, font)
    _describe(pdf)
    return saved(pdf)


def _font(pdf: pikepdf.Pdf) -> Any:
    found = subset()
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/ABCDEF+NotoSans"), Flags=4, FontBBox=Array([-600, -300, 2800, 1100]),
        ItalicAngle=0, Ascent=1069, Descent=-293, CapHeight=714, StemV=80, FontFile2=pdf.make_stream(found.data)
    )  # fmt: skip
    inner = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/ABCDEF+NotoSans"), FontDescriptor=descriptor,
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0), DW=600,
        W=Array([0, Array(found.widths)]), CIDToGIDMap=Name.Identity,
    )  # fmt: skip
    pairs = {found.codes[at : at + 4]: ord(LETTERS[at // 4]) for at in range(0, len(found.codes), 4)}
    rows = "\n".join(f"<{code}> <{letter:04x}>" for code, letter in pairs.items())
    cmap = (
        f"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange {len(pairs)} beginbfchar\n{rows}\nendbfchar"
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/ABCDEF+NotoSans"), Encoding=Name("/Identity-H"),
            DescendantFonts=Array([inner]), ToUnicode=pdf.make_stream(cmap.encode())
        )
    )  # fmt: skip


def _add_page(pdf: pikepdf.Pdf, font: Any) -> None:
    page = pdf.add_blank_page(page_size=(WIDTH + 2 * MARGIN, HEIGHT + 2 * MARGIN))
    page.obj.TrimBox = rectangle(0)
    page.obj.BleedBox = rectangle(BLEED)
    page.Resources = Dictionary(
        Font=Dictionary(F1=font),
        XObject=Dictionary(Photo=image(pdf, 100)),
        ExtGState=Dictionary(Over=Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1)),
    )
    page.Contents = pdf.make_stream(content().encode())


def rectangle(beyond: float, width: float = WIDTH, height: float = HEIGHT) -> Array:
    """A box that reaches so far beyond the trim."""
    low, right, high = MARGIN - beyond, MARGIN + width + beyond, MARGIN + height + beyond
    return Array([low, low, right, high])


def image(pdf: pikepdf.Pdf, pixels: int, **entries: Any) -> Any:
    """A square CMYK image of so many pixels."""
    values = {"Width": pixels, "Height": pixels, "BitsPerComponent": 8, "ColorSpace": Name.DeviceCMYK, **entries}
    depth = 1 if values["BitsPerComponent"] == 1 else 3 if values["ColorSpace"] == Name.DeviceRGB else 4
    data = bytes(pixels * (pixels // 8 + 1)) if depth == 1 else bytes([60, 30, 90, 10][:depth]) * pixels**2
    return pdf.make_stream(data, Dictionary(Type=Name.XObject, Subtype=Name.Image, **values))


XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmp:CreatorTool="a test">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A card</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>2026-11-22T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>2026-11-22T00:00:00+00:00</xmp:ModifyDate>
<pdf:Producer>pikepdf</pdf:Producer><pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
MOMENT = "D:20261122000000+00'00'"
INFO = {"Title": "A card", "CreationDate": MOMENT, "ModDate": MOMENT, "Creator": "a test", "Producer": "pikepdf"}


def _describe(pdf: pikepdf.Pdf) -> None:
    profile = pdf.make_stream((ROOT / "assets/icc/FOGRA39L.icc").read_bytes(), N=4)
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier="FOGRA39L")
    intent.DestOutputProfile = profile
    pdf.Root.OutputIntents = Array([intent])
    pdf.Root.Metadata = pdf.make_stream(XMP.encode(), Type=Name.Metadata, Subtype=Name.XML)
    for key, value in INFO.items():
        pdf.docinfo[f"/{key}"] = value
    pdf.docinfo["/Trapped"] = Name("/False")


def saved(pdf: pikepdf.Pdf, version: str = "1.6") -> bytes:
    """The bytes, as PDF of some version."""
    buffer = io.BytesIO()
    pdf.save(buffer, force_version=version, deterministic_id=True, fix_metadata_version=False)
    return buffer.getvalue()


def changed(change: Change) -> bytes:
    """The good file with one change; a change that gives bytes has written the file itself."""
    with pikepdf.open(io.BytesIO(good())) as pdf:
        made = change(pdf)
        return made if isinstance(made, bytes) else saved(pdf)
