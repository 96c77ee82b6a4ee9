"""One way to break each rule: the code, what is changed in the good file, and what else is then rightly said."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from leaflet.check.preflight.press_order import PressOrder
from leaflet.geometry import points
from tests.check.preflight.pressfile import (
    BLEED,
    HEIGHT,
    MARGIN,
    ORDER,
    WIDTH,
    XMP,
    Change,
    box,
    image,
    rectangle,
    saved,
    text,
)

Also = frozenset[str]
X3 = "PDF/X-3:2003"


@dataclass(frozen=True)
class Broken:
    """`also`: codes that are right to come with it."""

    code: str
    change: Change
    also: Also = frozenset()
    order: PressOrder = ORDER

    @property
    def full(self) -> str:
        return f"preflight/{self.code}"


def show(operators: str, **resources: Any) -> Change:
    """Something more on page 1, with resources like `ExtGState=Dictionary(…)`."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        for kind, entries in resources.items():
            known = page.Resources.get(f"/{kind}", Dictionary())
            page.Resources[f"/{kind}"] = Dictionary({**dict(known.items()), **dict(entries.items())})
        page.contents_add(pdf.make_stream(f"q {operators} Q".encode()))

    return change


def put(key: str, value: Callable[[pikepdf.Pdf], Any], page: bool = True) -> Change:
    """An entry of page 1, or of the catalogue."""

    def change(pdf: pikepdf.Pdf) -> None:
        target = pdf.pages[0].obj if page else pdf.Root
        target[key] = value(pdf)

    return change


def untrimmed(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        del page.obj["/TrimBox"]


def unsaid(key: str) -> Change:
    """Without an entry of the Info dictionary."""
    return lambda pdf: pdf.docinfo.__delitem__(key)


def say(old: str, new: str) -> Change:
    """Something else in the XMP metadata."""
    assert old in XMP
    return lambda pdf: pdf.Root.Metadata.write(XMP.replace(old, new).encode())


def font_entry(key: str, value: Callable[[pikepdf.Pdf], Any], of: str = "font") -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        font = pdf.pages[0].Resources.Font.F1
        target = font if of == "font" else font.DescendantFonts[0].FontDescriptor
        made = value(pdf)
        if made is None:
            del target[key]
        else:
            target[key] = made

    return change


def photo(pixels: int, **entries: Any) -> Change:
    return lambda pdf: pdf.pages[0].Resources.XObject.__setitem__("/Photo", image(pdf, pixels, **entries))


def claimed(version: str, change: Change = lambda pdf: None) -> Change:
    """The same as an older PDF/X, rightly claimed."""

    def all_of_it(pdf: pikepdf.Pdf) -> bytes:
        say("<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>", "")(pdf)
        pdf.docinfo["/GTS_PDFXVersion"] = version
        change(pdf)
        return saved(pdf, "1.4")

    return all_of_it


def type3(pdf: pikepdf.Pdf) -> None:
    glyph = pdf.make_stream(b"500 0 0 0 500 500 d1 0 0 500 500 re f")
    encoding = Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a]))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type3, FirstChar=97, LastChar=97, Widths=Array([500]))
    font.CharProcs, font.Encoding, font.Resources = Dictionary(a=glyph), encoding, Dictionary()
    font.FontBBox, font.FontMatrix = Array([0, 0, 500, 500]), Array([0.001, 0, 0, 0.001, 0, 0])
    pdf.pages[0].Resources.Font.T3 = font
    show(f"/Over gs 0 0 0 1 k BT /T3 12 Tf {30 + MARGIN} {80 + MARGIN} Td (aa) Tj ET")(pdf)


def more_pages(count: int) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        for _ in range(count):
            pdf.pages.append(pdf.pages[0])

    return change


def locked(pdf: pikepdf.Pdf) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer, encryption=pikepdf.Encryption(owner="x", user="", R=4), force_version="1.6")
    return buffer.getvalue()


def damaged(pdf: pikepdf.Pdf) -> bytes:
    data = saved(pdf)
    place = data.rindex(b"startxref")
    return data[:place] + b"startxref\n7\n%%EOF\n"


def no_id(pdf: pikepdf.Pdf) -> bytes:
    data = saved(pdf)
    return data.replace(b"/ID [", b"/IX [")


def wrong_profile(pdf: pikepdf.Pdf) -> None:
    head = bytearray(128)
    head[12:20], head[36:40] = b"mntrRGB ", b"acsp"
    pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(bytes(head), N=3)


def separation(name: str, alternate: Any = Name.DeviceCMYK, parts: int = 4) -> Any:
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0] * parts), C1=Array([1] * parts), N=1)
    return Array([Name.Separation, Name(f"/{name}"), alternate, function])


def icc(pdf: pikepdf.Pdf, parts: int, kind: bytes) -> Any:
    head = bytearray(132)
    head[12:20], head[36:40] = b"prtr" + kind, b"acsp"
    return Array([Name.ICCBased, pdf.make_stream(bytes(head), N=parts)])


def paint_icc(pdf: pikepdf.Pdf) -> None:
    show(f"/I cs 0 0 0 0.5 sc {box(30, 70, 20, 10)} f", ColorSpace=Dictionary(I=icc(pdf, 4, b"RGB ")))(pdf)


def two_recipes(pdf: pikepdf.Pdf) -> None:
    spaces = Dictionary(A=separation("Gold"), B=separation("Gold", Name.DeviceGray, 1))
    show(f"/A cs 1 scn {box(30, 70, 20, 10)} f /B cs 1 scn {box(60, 70, 20, 10)} f", ColorSpace=spaces)(pdf)


def bare_group(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Group = Dictionary(S=Name.Transparency)
    see_through(pdf)


def see_through(pdf: pikepdf.Pdf) -> None:
    show(f"/Half gs 1 0 0 0 k {box(30, 70, 20, 10)} f", ExtGState=Dictionary(Half=Dictionary(ca=0.5)))(pdf)


def note(subtype: str, x: float = 50) -> Callable[[pikepdf.Pdf], Any]:
    rect = Array([x, 50, x + 10, 60])
    return lambda pdf: Array([Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=rect)])


def program(pdf: pikepdf.Pdf) -> Any:
    return pdf.make_stream(b"showpage", Type=Name.XObject, Subtype=Name.PS)


def lzw(pdf: pikepdf.Pdf) -> bytes:
    packed = pdf.make_stream(b"")
    packed.write(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", filter=Name.LZWDecode)
    pdf.pages[0].Resources.XObject.More = packed
    buffer = io.BytesIO()
    pdf.save(buffer, force_version="1.6", stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return buffer.getvalue()


def in_xobjects(make: Callable[[pikepdf.Pdf], Any]) -> Change:
    return lambda pdf: pdf.pages[0].Resources.XObject.__setitem__("/More", make(pdf))


def gs(**entries: Any) -> Change:
    return show("/G gs", ExtGState=Dictionary(G=Dictionary(**entries)))


def squares(inks: str, extra: str = "") -> Change:
    return show(f"{extra} {inks} k {box(30, 70, 20, 10)} f")


def turn(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Rotate = 90


def two_intents(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])


def narrow(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.TrimBox = rectangle(0, WIDTH - 1)
    pdf.pages[1].obj.BleedBox = rectangle(BLEED, WIDTH - 1)


def rows() -> Iterator[Broken]:
    named: Callable[..., Broken] = Broken
    yield named("trim-missing", untrimmed, frozenset(("bleed-missing", "trim-size")))
    yield named("trim-and-art", put("/ArtBox", lambda _: rectangle(0)))
    yield named(
        "boxes-nested",
        put("/BleedBox", lambda _: rectangle(MARGIN + 5)),
        frozenset(("bleed-filled", "marks-in-bleed", "registration-ink", "ink-total")),
    )
    yield named("bleed-missing", put("/BleedBox", lambda _: rectangle(points(2))))
    yield named("trim-size", lambda pdf: None, order=replace(ORDER, trim=(WIDTH + points(0.02), HEIGHT)))
    yield named("trim-differs", narrow, frozenset(("bleed-filled",)), replace(ORDER, trim=None))
    yield named("crop-box", put("/CropBox", lambda _: rectangle(0)))
    yield named("page-rotated", turn)
    yield named("user-unit", put("/UserUnit", lambda _: 2))
    yield named("fold-pages", more_pages(2))
    yield named("booklet-pages", lambda pdf: None, order=replace(ORDER, pages_multiple=4))
    yield named("damaged", damaged)
    yield named("encrypted", locked)
    yield named("active", put("/OpenAction", lambda _: Dictionary(S=Name.JavaScript, JS="app.beep()"), page=False))
    yield named("form", put("/AcroForm", lambda _: Dictionary(Fields=Array()), page=False))
    attached = Dictionary(EmbeddedFiles=Dictionary(Names=Array()))
    yield named("attached", put("/Names", lambda _: attached, page=False))
    yield named("layers", put("/OCProperties", lambda _: Dictionary(OCGs=Array()), page=False))
    yield named("annotation", put("/Annots", note("Link")))
    yield named("postscript", in_xobjects(program))
    yield named("outside", in_xobjects(lambda pdf: image(pdf, 8, OPI=Dictionary())))
    yield named("alternate-image", in_xobjects(lambda pdf: image(pdf, 8, Alternates=Array())))
    yield named("lzw", lzw)
    yield named("transfer", gs(TR=Dictionary(FunctionType=2, Domain=Array([0, 1]), N=2)))
    yield named("halftone", gs(HT=Dictionary(Type=Name.Halftone, HalftoneType=1)))
    yield named("preseparated", put("/SeparationInfo", lambda _: Dictionary(DeviceColorant=Name.Cyan)))
    yield named("garbled", show("1 2 3 nonsense"))
    yield named("no-claim", say("PDF/X-4", ""))
    yield named("claim-place", lambda pdf: pdf.docinfo.__setitem__("/GTS_PDFXVersion", X3))
    yield named("version", lambda pdf: saved(pdf, "1.7"))
    yield named("output-intent", two_intents)
    yield named("output-profile", wrong_profile)
    yield named("trapped", unsaid("/Trapped"))
    yield named("file-id", no_id)
    yield named("metadata-missing", unsaid("/Title"))
    yield named("metadata-differ", say("A card", "Another card"))
    yield named("file-name", lambda pdf: None, order=replace(ORDER, file_name="Faltblatt für Ärzte.pdf"))
    yield named("font-embedded", font_entry("/FontFile2", lambda _: None, "descriptor"))
    yield named("font-type3", type3, frozenset(("font-unicode",)))
    yield named("font-glyphs", show("/Over gs 0 0 0 1 k " + text(y=80, codes="0fff")))
    yield named("font-notdef", show("/Over gs 0 0 0 1 k " + text(y=80, codes="0000")))
    yield named("font-unicode", font_entry("/ToUnicode", lambda _: None))
    yield named("colour-rgb", show(f"1 0 0 rg {box(30, 70, 20, 10)} f"), frozenset(("ink-unmeasured",)))
    lab = Dictionary(L=Array([Name.Lab, Dictionary(WhitePoint=Array([0.96, 1, 0.82]))]))
    yield named(
        "colour-managed",
        show(f"/L cs 50 10 10 sc {box(30, 70, 20, 10)} f", ColorSpace=lab),
        frozenset(("ink-unmeasured",)),
    )
    strange = Dictionary(S=Array([Name("/Strange")]))
    yield named(
        "colour-unknown",
        show(f"/S cs 1 sc {box(30, 70, 20, 10)} f", ColorSpace=strange),
        frozenset(("ink-unmeasured",)),
    )
    yield named("colour-icc", paint_icc)
    gold = Dictionary(A=separation("Gold", Name.DeviceRGB, 3))
    yield named(
        "colour-alternate", show(f"/A cs 1 scn {box(30, 70, 20, 10)} f", ColorSpace=gold), frozenset(("spot-plates",))
    )
    yield named("colour-spot", two_recipes, frozenset(("spot-plates",)))
    silver = Dictionary(A=separation("Silver"))
    yield named("spot-plates", show(f"/A cs 1 scn {box(30, 70, 20, 10)} f", ColorSpace=silver))
    yield named("ink-total", squares("0.9 0.9 0.9 0.9"))
    yield named("ink-unmeasured", photo(100, ColorSpace=Name.DeviceRGB), frozenset(("colour-rgb",)))
    yield named("text-plates", show("/Over gs 0.3 0.3 0.3 1 k " + text(y=80)))
    yield named("black-overprint", show("0 0 0 1 k " + text(y=80)))
    yield named("white-overprint", squares("0 0 0 0", "/Over gs"))
    yield named("registration-ink", squares("1 1 1 1"), frozenset(("ink-total",)))
    yield named("hairline", show(f"0 w {40} 90 m 80 90 l S"))
    yield named("type-small", show("/Over gs 0 0 0 1 k " + text(size=5.5, y=80)))
    yield named("type-reversed", show("0 0 0 0 k " + text(size=7, x=200, y=HEIGHT - 20)))
    yield named("image-poor", photo(40))
    yield named("image-soft", photo(80))
    bits = {"BitsPerComponent": 1, "ImageMask": True}
    yield named("image-bitmap", photo(120, **bits))
    yield named("bleed-filled", squares_at_edge)
    yield named("trim-close", show("/Over gs 0 0 0 1 k " + text(x=points(2), y=80)))
    yield named("trim-near", show("/Over gs 0 0 0 1 k " + text(x=points(4), y=80)))
    yield named("fold-text", show("/Over gs 0 0 0 1 k " + text(x=WIDTH / 2 - 20, y=80)))
    yield named("fold-near", show("/Over gs 0 0 0 1 k " + text(x=WIDTH / 2 + points(2), y=80)))
    yield named("marks-in-bleed", show(f"0 0 0 1 K 0.25 w {MARGIN} {MARGIN - 2} m {MARGIN} {MARGIN - 10} l S"))
    yield named("transparency", claimed(X3, see_through))
    yield named("transparency-space", bare_group)


def squares_at_edge(pdf: pikepdf.Pdf) -> None:
    """A box that ends at the trim."""
    show(f"0.5 0 0 0 k {box(0, 30, 40, 20)} f")(pdf)


BROKEN = tuple(rows())
