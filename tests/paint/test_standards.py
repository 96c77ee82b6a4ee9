"""What the claims of a press file ask of its bytes, read back with other tools.  Checked against our reading of the
standards; no certified validator looks at it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image as Pillow

from leaflet.geometry import Rect
from leaflet.layout.placed import Image, Panel
from leaflet.layout.press_wish import PressWish
from leaflet.paint.standard import OFFICE, STANDARDS, X_4, Standard
from leaflet.paint.xmp import ARCHIVE, PDF_UA, PDF_X, SPACES
from tests.pdfread import on_pdf, opened, painted, structure
from tests.pressed import RDF, description, forms, is_see_through, job_of, page_file, press_file
from tests.printed import Printed

# Properties that a PDF/A-2 file may use without describing them: XMP Specification 2005 and ISO 19005-2.
PREDEFINED = {
    "dc": {"title", "creator", "description", "language", "format", "subject"},
    "xmp": {"CreatorTool", "CreateDate", "ModifyDate", "MetadataDate"},
    "pdf": {"Keywords", "PDFVersion", "Producer"},
    "xmpMM": {"DocumentID", "VersionID", "RenditionClass"},
    "pdfaid": {"part", "conformance"},
    "pdfaExtension": {"schemas"},
}
STRUCTURE_TYPES = {"Document", "Sect", "Aside", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Figure",
                   "BlockQuote"}  # fmt: skip
FORBIDDEN = ("/AA", "/OpenAction", "/AcroForm", "/Names", "/OCProperties", "/Trans", "/Annots", "/Alternates", "/OPI",
             "/TR", "/HTP", "/Ref", "/JavaScript", "/EmbeddedFiles", "/PS", "/PresSteps", "/Requirements")  # fmt: skip


def xmp_of(pdf: bytes) -> dict[str, str]:
    """Simple properties, and the first item of the others, as prefix:name."""
    uris = {**{uri: prefix for prefix, uri in {**SPACES, **ARCHIVE}.items()}, PDF_X[1]: PDF_X[0], PDF_UA[1]: PDF_UA[0]}
    found = {}
    for one in description(opened(pdf)):
        uri, _, name = one.tag[1:].partition("}")
        item = next(one.iter(f"{RDF}li"), None)
        found[f"{uris[uri]}:{name}"] = (one.text if item is None else item.text) or ""
    return found


# --- the questions ----------------------------------------------------------------------------------------------------


def small_file(folder: Path, standard: Standard) -> bytes:
    """A page with a picture that is half transparent."""
    from tests.paint.test_vector import picture_of

    data = io.BytesIO()
    Pillow.new("RGBA", (8, 8), (200, 40, 30, 128)).save(data, "PNG")
    picture = picture_of(folder, "p.png", data.getvalue())
    items = (Panel(Rect(0, 0, 200, 200), "mist"), Image(Rect(20, 20, 40, 40), "p", "red", "a", "a/alt"))
    return page_file(items, replace(job_of(), standard=standard), {"p": picture})


SEEN: Mapping[str, Callable[[bytes], bool]] = {
    "requires_claim_in_info": lambda pdf: "/GTS_PDFXVersion" in opened(pdf).docinfo,
    "requires_claim_in_xmp": lambda pdf: "pdfxid:GTS_PDFXVersion" in xmp_of(pdf),
    "requires_output_profile": lambda pdf: "/OutputIntents" in opened(pdf).Root,
    "requires_boxes": lambda pdf: "/TrimBox" in opened(pdf).pages[0] and "/BleedBox" in opened(pdf).pages[0],
    "requires_archive": lambda pdf: (
        {"pdfaid:part", "pdfaExtension:schemas"} <= xmp_of(pdf).keys()
        and any(one.S == "/GTS_PDFA1" for one in opened(pdf).Root.OutputIntents)
    ),
    "requires_access": lambda pdf: "pdfuaid:part" in xmp_of(pdf),
}


def test_every_question_is_tried_here() -> None:
    asked = {one.name for one in fields(Standard) if one.name.startswith("requires_")}
    assert asked == {*SEEN, "requires_flat_pictures"}


@pytest.mark.parametrize("question", SEEN)
def test_each_question_shows_in_the_bytes(tmp_path: Path, question: str) -> None:
    seen = SEEN[question]
    assert seen(small_file(tmp_path, replace(X_4, **{question: True})))  # type: ignore[arg-type]
    assert not seen(small_file(tmp_path, replace(X_4, **{question: False})))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", STANDARDS)
def test_no_press_file_is_see_through(tmp_path: Path, name: str) -> None:
    assert STANDARDS[name].requires_flat_pictures
    assert not is_see_through(opened(small_file(tmp_path, STANDARDS[name])))


@pytest.mark.parametrize(("name", "claim", "version"), [
    ("x-1a", "PDF/X-1a:2003", "1.4"), ("x-3", "PDF/X-3:2003", "1.4"), ("x-4", "PDF/X-4", "1.6"),
])  # fmt: skip
def test_the_claim_stands_where_its_standard_wants_it(
    real: Mapping[str, Printed], name: str, claim: str, version: str
) -> None:
    pdf = press_file(real["nl"], PressWish(pdfx=name))
    file, xmp = opened(pdf), xmp_of(pdf)
    assert pdf.startswith(f"%PDF-{version}\n".encode())
    in_info = str(file.docinfo.get("/GTS_PDFXVersion", ""))
    assert (in_info, xmp.get("pdfxid:GTS_PDFXVersion", "")) == ((claim, "") if name != "x-4" else ("", claim))
    others = {"pdfaid:part", "pdfaid:conformance", "pdfuaid:part"} & xmp.keys()
    assert bool(others) == (name == "x-4"), "an older claim stands alone"
    assert str(file.docinfo.Trapped) == "/False" and len(file.trailer.ID) == 2
    assert "/Marked" in file.Root.MarkInfo, "tags are there whatever is claimed"
    preferences = file.Root.ViewerPreferences
    assert "/Duplex" not in preferences, "which came with PDF 1.7"
    assert ("/Tabs" in file.pages[0]) == ("/PrintScaling" in preferences) == (version == "1.6")


def test_the_office_file_claims_access_alone(real: Mapping[str, Printed]) -> None:
    xmp = xmp_of(real["nl"].pdf)
    assert xmp["pdfuaid:part"] == "1" and not {"pdfaid:part", "pdfxid:GTS_PDFXVersion"} & xmp.keys()
    assert "/OutputIntents" not in opened(real["nl"].pdf).Root and OFFICE.version == (1, 7)


# --- the file ---------------------------------------------------------------------------------------------------------


def test_the_file_begins_and_ends_as_an_archive_wants(pdf: bytes) -> None:
    first, second = pdf.split(b"\n", 2)[:2]
    assert first == b"%PDF-1.6"
    assert second[:1] == b"%" and all(byte > 127 for byte in second[1:5]), "says that it is binary"
    assert pdf.rstrip(b"\r\n").endswith(b"%%EOF") and len(pdf) - len(pdf.rstrip(b"\r\n")) <= 1
    assert len(opened(pdf).trailer.ID) == 2 and "/Encrypt" not in opened(pdf).trailer


def test_every_stream_is_as_long_as_it_says(pdf: bytes) -> None:
    at, count = 0, 0
    while found := re.compile(rb"\nstream\r?\n").search(pdf, at):
        (length,) = re.findall(rb"/Length (\d+)", pdf[pdf.rfind(b" obj", 0, found.start()) : found.start()])
        end = found.end() + int(length)
        assert re.match(rb"\r?\n?endstream\nendobj", pdf[end : end + 20]) and pdf[end : end + 1] in b"\r\n", end
        at, count = end, count + 1
    assert count > 20


def test_nothing_acts_or_waits_or_is_locked(pdf: bytes) -> None:
    file = opened(pdf)
    for one in file.objects:
        if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
            assert not [key for key in FORBIDDEN if key in one]
            assert "LZW" not in str(one.get("/Filter", "")) and not one.get("/Interpolate", False)
    assert not is_see_through(file)


def test_both_intents_share_one_profile(pdf: bytes) -> None:
    intents = list(opened(pdf).Root.OutputIntents)
    assert [str(one.S) for one in intents] == ["/GTS_PDFX", "/GTS_PDFA1"]
    assert len({one.DestOutputProfile.objgen for one in intents}) == 1
    for one in intents:
        profile = one.DestOutputProfile
        assert int(profile.N) == 4 and profile.read_bytes()[12:20] == b"prtrCMYK"
        assert str(one.OutputConditionIdentifier) == "Custom" and "/RegistryName" not in one
        assert "FOGRA39L" in str(one.Info) and "coated" in str(one.OutputCondition)


def test_info_and_xmp_say_the_same(pdf: bytes) -> None:
    info, xmp = opened(pdf).docinfo, xmp_of(pdf)
    pairs = {"/Title": "dc:title", "/Author": "dc:creator", "/Subject": "dc:description", "/Keywords": "pdf:Keywords",
             "/Creator": "xmp:CreatorTool", "/Producer": "pdf:Producer"}  # fmt: skip
    for key, name in pairs.items():
        assert str(info[key]) == xmp[name] != "", key
    for key, name in {"/CreationDate": "xmp:CreateDate", "/ModDate": "xmp:ModifyDate"}.items():
        day = re.fullmatch(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)([+-]\d\d)'(\d\d)'?", str(info[key]))
        assert day and xmp[name] == "{}-{}-{}T{}:{}:{}{}:{}".format(*day.groups())
    assert set(info.keys()) == {*pairs, "/CreationDate", "/ModDate", "/Trapped"}


def test_every_property_is_known_or_described(pdf: bytes) -> None:
    described = {f"{row['prefix']}:{name}" for row in schemas(pdf) for name in row["names"].split()}
    used = xmp_of(pdf).keys()
    assert {"pdfaid:part", "pdfaid:conformance", "pdfuaid:part", "pdfxid:GTS_PDFXVersion"} <= used
    for name in used:
        prefix, _, local = name.partition(":")
        assert local in PREDEFINED.get(prefix, ()) or name in described, name
    raw = opened(pdf).Root.Metadata
    assert "/Filter" not in raw and not re.search(rb"<\?xpacket begin[^?]*(bytes|encoding)=", raw.read_bytes())


def schemas(pdf: bytes) -> list[dict[str, str]]:
    """The extension schemas, as ISO 19005-2 6.6.2.3.3 orders them: a bag of schemas, each with a sequence of
    properties."""
    spaces = {prefix: f"{{{uri}}}" for prefix, uri in ARCHIVE.items()}
    (container,) = description(opened(pdf)).iter(f"{spaces['pdfaExtension']}schemas")
    (bag,) = container
    assert bag.tag == f"{RDF}Bag"
    found = []
    for schema in bag:
        assert schema.get(f"{RDF}parseType") == "Resource"
        row = {child.tag.removeprefix(spaces["pdfaSchema"]): child for child in schema}
        assert set(row) == {"schema", "namespaceURI", "prefix", "property"}
        (sequence,) = row["property"]
        assert sequence.tag == f"{RDF}Seq"
        names = []
        for entry in sequence:
            parts = {child.tag.removeprefix(spaces["pdfaProperty"]): child.text or "" for child in entry}
            assert set(parts) == {"name", "valueType", "category", "description"} and all(parts.values())
            assert parts["category"] in ("internal", "external") and parts["valueType"] in ("Text", "Integer")
            names.append(parts["name"])
        texts = {key: row[key].text or "" for key in ("schema", "namespaceURI", "prefix")}
        assert all(texts.values())
        found.append({**texts, "names": " ".join(names)})
    return found


def test_the_extension_schemas_are_those_of_the_claims(pdf: bytes) -> None:
    assert {row["prefix"]: row["namespaceURI"] for row in schemas(pdf)} == dict([PDF_X, PDF_UA])


def test_texts_of_a_title_that_looks_like_markup_survive() -> None:
    xmp = xmp_of(page_file((), job_of()))
    assert xmp["dc:title"] == "Test & <test>" and xmp["dc:creator"] == "Clinic" and "dc:description" not in xmp


def test_twice_the_same_bytes(real: Mapping[str, Printed], pressed: dict[str, bytes]) -> None:
    assert press_file(real["ar"]) == pressed["ar"]
    assert press_file(real["ar"], PressWish(pdfx="x-3")) != pressed["ar"]


def test_qpdf_finds_nothing(pdf: bytes) -> None:
    assert "No syntax or stream encoding errors" in on_pdf(pdf, "qpdf", "--check", "{}")


# --- access -----------------------------------------------------------------------------------------------------------


def test_all_that_is_painted_is_tagged_or_said_to_be_no_content(pdf: bytes) -> None:
    for one in painted(pdf):
        assert one.is_artifact != (one.mcid is not None), (one.page, one.operator, one.tags)
    for page in opened(pdf).pages:
        for form in forms(page):
            assert "BDC" not in {str(operator) for _, operator in pikepdf.parse_content_stream(form)}


def test_the_structure_is_that_of_the_standard(pdf: bytes) -> None:
    file, tree = opened(pdf), structure(pdf)
    assert file.Root.MarkInfo.Marked and "/Suspects" not in file.Root.MarkInfo and str(file.Root.Lang)
    assert file.Root.ViewerPreferences.DisplayDocTitle
    kinds = [one.kind for one in tree.walk()]
    assert set(kinds) <= STRUCTURE_TYPES
    mapped = {str(one)[1:]: str(standard) for one, standard in file.Root.StructTreeRoot.get("/RoleMap", {}).items()}
    assert mapped == ({"Aside": "/Sect"} if "Aside" in kinds else {}), "only what is used"
    assert all(one.alt for one in tree.walk() if one.kind == "Figure")
    levels = [int(kind[1]) for kind in kinds if re.fullmatch(r"H\d", kind)]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    for one in tree.walk():
        children = {kid.kind for kid in one.kids}
        assert one.kind != "L" or children == {"LI"}
        assert one.kind != "LI" or children <= {"Lbl", "LBody"}


def test_every_code_of_a_font_has_a_glyph_and_a_text(pdf: bytes) -> None:
    for font in {font.objgen: font for page in opened(pdf).pages for font in page.Resources.Font.values()}.values():
        inner = font.DescendantFonts[0]
        program, glyphs = inner.FontDescriptor.FontFile2.read_bytes(), inner.CIDToGIDMap.read_bytes()
        advances, em = hmtx(program)
        first, widths = inner.W
        rows = font.ToUnicode.read_bytes().partition(b"endcodespacerange")[2]
        texts = dict(re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]*)>", rows))
        assert int(first) == 1 and len(texts) == len(widths)
        for code, width in enumerate(widths, 1):
            glyph = int.from_bytes(glyphs[2 * code : 2 * code + 2], "big")
            assert glyph, "never .notdef"
            stated = advances[min(glyph, len(advances) - 1)] * 1000 / em
            assert abs(float(width) - stated) <= 1, "as wide as the font program says (ISO 19005-2 6.2.11.5)"
            text = bytes.fromhex(texts[b"%04X" % code].decode()).decode("utf-16-be")
            assert text and not set(text) & {"\0", "\ufeff", "\ufffe"}
            assert not any("\ue000" <= letter <= "\uf8ff" or letter >= "\U000f0000" for letter in text)


def hmtx(program: bytes) -> tuple[list[int], int]:
    """Advance widths of an OpenType font, and its units to the em."""
    count = int.from_bytes(program[4:6], "big")
    tables = {}
    for at in range(12, 12 + 16 * count, 16):
        tables[program[at : at + 4]] = int.from_bytes(program[at + 8 : at + 12], "big")
    metrics = int.from_bytes(program[tables[b"hhea"] + 34 : tables[b"hhea"] + 36], "big")
    start, head = tables[b"hmtx"], tables[b"head"]
    rows = [int.from_bytes(program[start + 4 * at : start + 4 * at + 2], "big") for at in range(metrics)]
    return rows, int.from_bytes(program[head + 18 : head + 20], "big")
