"""The accessible edition: links over their words, bookmarks from the headings, colours that mean something; and none of
it in a file for a print shop or an office printer."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image as Pillow
from PIL import ImageChops, ImageCms

from leaflet.build import look_of, paint_copy
from leaflet.geometry import Rect
from leaflet.layout.placed import Image, Page, Pages, Role, Text
from leaflet.model.inline import RichText, Span
from leaflet.paint.links import Cut, cut_up
from leaflet.paint.meaning import Lead, Meaning, leads_of
from leaflet.paint.painter import Edition, Look, paint
from leaflet.paint.pdf_document import Metadata
from leaflet.project import screen_profile
from tests.conftest import REAL, ROOT
from tests.paint.srgb import srgb_profile
from tests.paint.test_standards import xmp_of
from tests.paint.test_text import SetIn, glyphs, set_lines
from tests.paint.test_vector import picture_of
from tests.pdfread import one_spaced, opened, painted, rendered, structure
from tests.pressed import palette_of, press_file
from tests.printed import Printed, print_language

LANGUAGES = ("nl", "ar", "ti", "zh-Hans")
PRINT = 4  # annotation flag
SITE, CALL = "https://www.lagerugpijn.kce.be", "tel:080012345"


@pytest.fixture(scope="session")
def accessible(real: Mapping[str, Printed]) -> dict[str, bytes]:
    return {language: made(real[language]) for language in LANGUAGES}


def made(printed: Printed) -> bytes:
    return paint_copy(printed.kit, printed.copy, printed.pages, Edition.ACCESSIBLE)


def annotations(pdf: bytes) -> Iterator[tuple[int, pikepdf.Object]]:
    for number, page in enumerate(opened(pdf).pages, 1):
        yield from ((number, one) for one in page.obj.get("/Annots", []))


def quads(annotation: pikepdf.Object) -> list[tuple[float, float, float, float]]:
    """The boxes that can be clicked: left, low, right, high."""
    numbers = [float(value) for value in annotation.get("/QuadPoints", [])]
    if not numbers:
        left, low, right, high = (float(value) for value in annotation.Rect)
        return [(left, low, right, high)]
    rows = [numbers[at : at + 8] for at in range(0, len(numbers), 8)]
    return [(min(row[::2]), min(row[1::2]), max(row[::2]), max(row[1::2])) for row in rows]


def words_under(pdf: bytes, page: int, annotation: pikepdf.Object) -> str:
    """The letters whose middle a link covers, as pdfium places them."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = document[page - 1].get_textpage()
        found = ""
        for at in range(text.count_chars()):
            char = text.get_text_range(at, 1)
            left, low, right, high = text.get_charbox(at)
            x, y = (left + right) / 2, (low + high) / 2
            if char.strip() and any(a <= x <= c and b <= y <= d for a, b, c, d in quads(annotation)):
                found += char
        return found
    finally:
        document.close()


# --- links ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_lead_where_the_words_say(accessible: dict[str, bytes], language: str) -> None:
    found = [(str(one.A.URI), str(one.Contents)) for _, one in annotations(accessible[language])]
    web = "https://www.wijkpraktijk-delinde.example"
    assert [address for address, _ in found] == [SITE, SITE, CALL, web]
    assert [about for _, about in found] == [SITE[8:], SITE[8:], "0800 12 345", web[8:]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_lies_over_its_words_and_no_others(accessible: dict[str, bytes], language: str) -> None:
    pdf = accessible[language]
    for page, one in annotations(pdf):
        assert sorted(words_under(pdf, page, one)) == sorted(str(one.Contents).replace(" ", ""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_is_printed_as_it_is_and_known_to_the_structure(accessible: dict[str, bytes], language: str) -> None:
    file = opened(accessible[language])
    numbers = list(file.Root.StructTreeRoot.ParentTree.Nums)
    owners = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    seen = set()
    for page, one in annotations(accessible[language]):
        assert int(one.F) == PRINT and [int(value) for value in one.Border] == [0, 0, 0]
        assert one.P.objgen == file.pages[page - 1].obj.objgen
        number = int(one.StructParent)
        assert number >= len(file.pages) and number not in seen, "the first numbers are those of the pages"
        seen.add(number)
        owner = owners[number]
        assert owner.S == "/Link" and owner.P.S in ("/P", "/LBody")
        assert one.objgen in [kid.Obj.objgen for kid in owner.K if isinstance(kid, pikepdf.Dictionary)]
    assert int(file.Root.StructTreeRoot.ParentTreeNextKey) == max(seen) + 1


def test_entries_of_the_contents_lead_to_their_titles() -> None:
    printed = print_language(ROOT, REAL, "a4-large", "nl")
    for edition in (Edition.ACCESSIBLE, Edition.LARGE_PRINT):
        pdf = paint_copy(printed.kit, printed.copy, printed.pages, edition)
        file = opened(pdf)
        numbers = {page.obj.objgen: number for number, page in enumerate(file.pages, 1)}
        titles = {}
        for page in printed.pages.pages:
            for item in page.items:
                if isinstance(item, Text) and item.role in (Role.HEADING, Role.BOX_HEADING) and not item.line.start:
                    titles[one_spaced(item.shaped.text)] = (page.number, page.height - item.y)
        entries = [one for _, one in annotations(pdf) if "/Dest" in one]
        assert len(entries) > 8
        for one in entries:
            page, top = titles[one_spaced(str(one.Contents))]
            assert numbers[one.Dest[0].objgen] == page and str(one.Dest[1]) == "/XYZ"
            assert top < float(one.Dest[3]) < top + 40, "the title is at the top of what is shown"


def test_links_of_the_text_win_over_what_looks_like_one() -> None:
    text = RichText("see a.example or b.example", (Span(4, 9, href="https://x/"), Span(9, 13, True, href="https://x/")))

    def find(words: str) -> Iterator[Lead]:
        yield from (
            (words.index(name), words.index(name) + 9, f"https://{name}") for name in ("a.example", "b.example")
        )

    assert leads_of(text, find) == ((4, 13, "https://x/"), (17, 26, "https://b.example"))


def paragraph(lines: list[Text], leads: tuple[Lead, ...]) -> bytes:
    look = Look(palette_of(), {}, 0.0, Edition.ACCESSIBLE, meaning=Meaning(leads={"b/text.1": leads}),
                screen=screen_profile())  # fmt: skip
    page = Page(1, 1000.0, 600.0, tuple(lines))
    return paint(Pages((page,), 10.0, "", 1.0, ""), look, Metadata("Test", "nl"))


def test_a_link_over_two_lines_is_one_link_with_two_boxes(typesetter: SetIn) -> None:
    words = "Lees er meer over op de bladzijde van het kenniscentrum, die u gratis kunt inkijken."
    start, end = words.index("de bladzijde"), words.index(",")
    lines = set_lines(typesetter("nl"), words, 150.0)
    cut = [line for line in lines if line.line.start < end and line.line.next > start]
    assert len(cut) >= 2, "it has to break to be tried"
    pdf = paragraph(lines, ((start, end, "https://kce.example/a(b)ü"),))
    ((page, one),) = annotations(pdf)
    assert len(quads(one)) == len(cut)
    left, low, right, high = (float(value) for value in one.Rect)
    assert all(left <= a and low <= b and c <= right and d <= high for a, b, c, d in quads(one))
    wanted = words[start:end].replace(" ", "")
    assert words_under(pdf, page, one) == wanted
    assert str(one.A.URI) == "https://kce.example/a(b)%C3%BC", "an address is ASCII"
    assert str(one.Contents) == f"{words[start:end]} (kce.example/a(b)ü)"
    (element,) = [one for one in structure(pdf).walk() if one.kind == "P"]
    assert [kid.kind for kid in element.kids] == ["Link"] and one_spaced(element.kids[0].text) == words[start:end]


def test_words_between_two_columns_are_two_boxes_apart(typesetter: SetIn) -> None:
    from dataclasses import replace

    lines = set_lines(typesetter("nl"), "een heel lange verwijzing naar elders", 90.0)
    moved = [*lines[:1], *(replace(line, x=line.x + 200, y=line.y - 50) for line in lines[1:])]
    pdf = paragraph(moved, ((0, 38, "https://x.example"),))
    assert len(list(annotations(pdf))) == 2, "a rectangle round both would cover what is between"
    links = [one for one in structure(pdf).walk() if one.kind == "Link"]
    assert len(links) == 1 and len(links[0].about) == 2


@pytest.mark.parametrize(("language", "words", "linked"), [
    ("ar", "للمزيد من المعلومات اتصل بنا على الرقم 0800 12 345 أو زوروا الموقع", "0800 12 345"),
    ("ar", "للمزيد من المعلومات زوروا موقع المركز الفيدرالي اليوم", "موقع المركز"),
    ("zh-Hans", "更多信息请见知识中心的网页，免费查阅。", "知识中心的网页"),
    ("nl", "de fiets in het office", "office"),
])  # fmt: skip
def test_cutting_a_line_for_a_link_moves_no_letter(typesetter: SetIn, language: str, words: str, linked: str) -> None:
    lines = set_lines(typesetter(language), words, 400.0)
    start = words.index(linked)
    with_link = paragraph(lines, ((start, start + len(linked), "https://x.example"),))
    without = paragraph(lines, ())
    places = [[(glyph.text, glyph.x, glyph.y) for glyph in glyphs(pdf)] for pdf in (with_link, without)]
    assert [text for text, _, _ in places[0]] == [text for text, _, _ in places[1]]
    for (_, x, y), (_, other, below) in zip(*places, strict=True):
        assert (x, y) == pytest.approx((other, below), abs=0.005)
    ((page, one),) = annotations(with_link)
    assert sorted(words_under(with_link, page, one)) == sorted(linked.replace(" ", ""))


def test_every_letter_is_in_one_cut(typesetter: SetIn) -> None:
    lines = set_lines(typesetter("nl"), "Bel of schrijf: eerst dit, dan dat, en daarna nog iets anders.", 100.0)
    leads = ((0, 3, "tel:1"), (16, 30, "https://a/"), (30, 34, "https://b/"))
    cuts: list[tuple[Lead | None, list[Cut]]] = list(cut_up(lines, leads))
    ends = [(cut.start, cut.end) for _, row in cuts for cut in row]
    assert ends[0][0] == 0 and ends[-1][1] == lines[-1].line.next
    assert all(one[1] == other[0] for one, other in zip(ends, ends[1:], strict=False))
    assert [lead for lead, _ in cuts if lead] == list(leads)


# --- bookmarks --------------------------------------------------------------------------------------------------------


def bookmarks(item: pikepdf.Object, depth: int = 1) -> Iterator[tuple[int, pikepdf.Object]]:
    while item is not None:
        yield depth, item
        if "/First" in item:
            yield from bookmarks(item.First, depth + 1)
        item = item.get("/Next")


@pytest.mark.parametrize("language", LANGUAGES)
def test_bookmarks_are_the_headings(accessible: dict[str, bytes], language: str) -> None:
    file = opened(accessible[language])
    headings = [one for one in structure(accessible[language]).walk() if one.kind in ("H1", "H2", "H3")]
    found = list(bookmarks(file.Root.Outlines.First))
    assert [one_spaced(str(item.Title)) for _, item in found] == [one_spaced(one.whole) for one in headings]
    assert [f"H{depth}" for depth, _ in found] == [one.kind for one in headings]
    assert [str(item.SE.S)[1:] for _, item in found] == [one.kind for one in headings]
    assert int(file.Root.Outlines.Count) == len(found), "all are open"
    numbers = {page.obj.objgen: number for number, page in enumerate(file.pages, 1)}
    starts = {numbers[item.SE.Pg.objgen] == numbers[item.Dest[0].objgen] for _, item in found}
    assert starts == {True}


# --- the file ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_looks_as_the_office_edition_does(
    accessible: dict[str, bytes], real: Mapping[str, Printed], language: str
) -> None:
    for page in range(1, len(real[language].pages.pages) + 1):
        one, other = rendered(accessible[language], page, 1.5), rendered(real[language].pdf, page, 1.5)
        assert ImageChops.difference(one, other).getbbox() is None


def test_it_claims_both_and_says_what_its_colours_mean(accessible: dict[str, bytes]) -> None:
    pdf = accessible["nl"]
    xmp = xmp_of(pdf)
    assert (xmp["pdfuaid:part"], xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("1", "2", "A")
    assert pdf.startswith(b"%PDF-1.7\n") and "pdfxid" not in " ".join(xmp)
    assert opened(pdf).Root.Metadata.read_bytes().count(b"<pdfaSchema:schema>") == 1, "only what is used is described"
    (intent,) = opened(pdf).Root.OutputIntents
    assert intent.S == "/GTS_PDFA1" and int(intent.DestOutputProfile.N) == 3
    assert intent.DestOutputProfile.read_bytes() == screen_profile() == srgb_profile()


def test_the_profile_is_srgb() -> None:
    profile = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    lab = ImageCms.createProfile("LAB")
    steps = Pillow.new("RGB", (64, 64))
    steps.putdata([(at % 256, at // 16, 255 - at * 7 % 256) for at in range(64 * 64)])
    own, theirs = (
        ImageCms.applyTransform(steps, ImageCms.buildTransform(one, lab, "RGB", "LAB"))
        for one in (profile, ImageCms.createProfile("sRGB"))
    )
    assert own is not None and theirs is not None
    turned = [min(abs(a - b), 256 - abs(a - b)) for a, b in zip(own.tobytes(), theirs.tobytes(), strict=True)]
    assert max(turned) <= 1


@pytest.mark.parametrize(("edition", "space"), [(Edition.ACCESSIBLE, "/DeviceRGB"), (Edition.OFFICE, "/DeviceCMYK")])
def test_a_picture_in_inks_is_shown_in_light_where_the_file_says_so(
    tmp_path: Path, edition: Edition, space: str
) -> None:
    data = io.BytesIO()
    Pillow.new("CMYK", (8, 8), (0, 255, 255, 0)).save(data, "JPEG")
    picture = picture_of(tmp_path, "p.jpg", data.getvalue())
    page = Page(1, 100.0, 100.0, (Image(Rect(10, 10, 80, 80), "p", "red", "a", "a/alt"),))
    look = Look(palette_of(), {"p": picture}, 0.0, edition, screen=screen_profile())
    pdf = paint(Pages((page,), 10.0, "", 1.0, ""), look, Metadata("Test", "nl"))
    (image,) = opened(pdf).pages[0].Resources.XObject.values()
    assert image.ColorSpace == space
    pixel = rendered(pdf, 1).getpixel((50, 50))
    assert isinstance(pixel, tuple) and pixel[0] > 180 and pixel[1] < 90, "red stays red"


def test_no_other_edition_acts(real: Mapping[str, Printed]) -> None:
    printed = real["nl"]
    others = [paint_copy(printed.kit, printed.copy, printed.pages, one) for one in (Edition.OFFICE, Edition.GREY)]
    for pdf in (*others, press_file(printed)):
        file = opened(pdf)
        assert not list(annotations(pdf)) and "/Outlines" not in file.Root
        assert not [one for one in structure(pdf).walk() if one.kind == "Link"]


def test_the_same_input_gives_the_same_bytes(real: Mapping[str, Printed], accessible: dict[str, bytes]) -> None:
    assert made(real["ar"]) == accessible["ar"]
    assert look_of(real["ar"].kit, real["ar"].copy, Edition.ACCESSIBLE).meaning.leads


# --- what is skipped --------------------------------------------------------------------------------------------------


def artifacts(pdf: bytes) -> list[tuple[str, str, bool]]:
    """Type and subtype of each artifact, and whether it says how much of the page it covers."""
    found = []
    for page in opened(pdf).pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "BDC" and str(operands[0]) == "/Artifact":
                about = operands[1]
                found.append((str(about.Type)[1:], str(about.get("/Subtype", ""))[1:], "/BBox" in about))
    return found


def test_each_artifact_says_what_it_is(accessible: dict[str, bytes], real: Mapping[str, Printed]) -> None:
    found = artifacts(accessible["nl"])
    assert {kind for kind, _, _ in found} == {"Pagination", "Background", "Layout"}
    assert {below for kind, below, _ in found if kind == "Pagination"} == {"Footer"}
    assert all(box == (kind == "Background") for kind, _, box in found)
    footers = "".join(mark.text for mark in painted(accessible["nl"]) if mark.is_artifact)
    assert one_spaced(real["nl"].copy.imprint.draft) in one_spaced(footers)
    assert "Background" not in {kind for kind, _, _ in artifacts(press_file(real["nl"]))}, "which came with PDF 1.7"


def test_the_draft_mark_on_a_cover_is_a_header() -> None:
    printed = print_language(ROOT, REAL, "trifold", "nl")
    assert {below for kind, below, _ in artifacts(printed.pdf) if kind == "Pagination"} == {"Header", "Footer"}
