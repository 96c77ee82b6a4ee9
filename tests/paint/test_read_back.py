"""The finished file read back by others, in every language: what it says, in which order, and how it is made."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pikepdf
import pytest

from leaflet.geometry import points
from leaflet.localize.local_leaflet import LocalLeaflet
from leaflet.model.document import Kind
from tests import pdfread
from tests.pdfread import leaves, on_pdf, one_spaced, opened, painted, structure, words_of
from tests.printed import Printed, paint_again

OPENS, CLOSES = {"BMC", "BDC", "BT", "q"}, {"EMC": ("BMC", "BDC"), "ET": ("BT",), "Q": ("q",)}
CLOSING = (Kind.SOURCES, Kind.CONTACT)
EDGE = 5.0  # mm that an office printer leaves white


def messages(local: LocalLeaflet, dropped: Iterable[str] = ()) -> list[str]:
    """The words of a leaflet as they are read, message after message."""
    found = [local.title.text]
    for block in local.blocks:
        if block.id not in set(dropped):
            found += [rich.text for rich in (block.title, *(part.text for part in block.parts)) if rich]
    return [one_spaced(text) for text in found]


def alternatives(local: LocalLeaflet) -> list[str]:
    figures = [figure for block in local.blocks for figure in (block.figure, *(part.icon for part in block.parts))]
    return [one_spaced(figure.alt) for figure in figures if figure]


def is_subsequence(wanted: list[str], found: list[str]) -> str:
    """Empty where all words come in order; else the first that does not, with what is before it."""
    rest = iter(found)
    for number, word in enumerate(wanted):
        if word not in rest:
            return f"'{word}' after '{' '.join(wanted[max(0, number - 6) : number])}'"
    return ""


# --- what it says -----------------------------------------------------------------------------------------------------


def without_imprint(printed: Printed, texts: list[str]) -> list[str]:
    return [text for text in texts if text != one_spaced(printed.copy.imprint.publisher.text)]


def test_the_tags_say_every_message_in_order(printed: Printed) -> None:
    found = without_imprint(printed, leaves(structure(printed.pdf)))
    assert found == messages(printed.copy.local, printed.pages.dropped)


def test_the_publisher_is_read_after_the_leaflet_not_in_the_middle(printed: Printed) -> None:
    """In the closing or as an artifact, but never between two halves of a paragraph."""
    local, publisher = printed.copy.local, one_spaced(printed.copy.imprint.publisher.text)
    found = leaves(structure(printed.pdf))
    running = [part.text.text for block in local.blocks if block.kind not in CLOSING for part in block.parts]
    last = max(found.index(one_spaced(text)) for text in running if one_spaced(text) in found)
    assert publisher not in found[:last]


def test_every_picture_says_what_it_shows(printed: Printed) -> None:
    found = [one_spaced(one.alt) for one in structure(printed.pdf).walk() if one.kind == "Figure"]
    assert sorted(found) == sorted(alternatives(printed.copy.local))


def test_pictures_come_with_their_blocks(printed: Printed) -> None:
    """A figure is inside the section of its block, so a listener hears it where it belongs."""
    sections = [one for one in structure(printed.pdf).kids if one.kind in ("Sect", "Aside")]
    for block in printed.copy.local.blocks:
        texts = {one_spaced(part.text.text) for part in block.parts}
        if block.figure and texts:
            own = [one for one in sections if texts <= set(leaves(one))]
            assert one_spaced(block.figure.alt) in [one_spaced(kid.alt) for one in own for kid in one.walk()]


def left_to_right(printed: Printed) -> Printed:
    if printed.copy.locale.direction == "rtl":
        pytest.skip("readers turn right-to-left words round by rules of their own: see check/test_readback_outside.py")
    return printed


def test_poppler_reads_every_word_in_order(printed: Printed) -> None:
    raw = on_pdf(left_to_right(printed).pdf, "pdftotext", "-raw", "-enc", "UTF-8", "{}", "-")
    assert is_subsequence(wanted(printed), split(printed, raw)) == ""


def test_poppler_finds_every_word_where_it_stands(printed: Printed) -> None:
    found = split(printed, on_pdf(left_to_right(printed).pdf, "pdftotext", "-enc", "UTF-8", "{}", "-"))
    single = {word for word in wanted(printed) if len(word) == 1}  # `1 з 5`: poppler runs single letters together
    assert set(wanted(printed)) - single <= set(found)


def test_pdfium_copies_every_word_in_order(printed: Printed) -> None:
    assert is_subsequence(wanted(printed), split(printed, pdfread.shown_text(left_to_right(printed).pdf))) == ""


def test_pdfium_copies_arabic_letters_in_the_order_of_reading(printed: Printed) -> None:
    """What Chrome and Edge copy.  Words of letters alone: marks and brackets are turned round by PDFium's own rules."""
    if printed.copy.locale.direction != "rtl":
        pytest.skip("a language that is read from the right")
    words = [word for word in wanted(printed) if re.fullmatch("[\u0620-\u064a\u0671-\u06d3]+", word)]
    found = words_of(pdfread.shown_text(printed.pdf))
    assert len(words) > 300
    assert sum(word in found for word in set(words)) > 0.97 * len(set(words))
    assert not {word[::-1] for word in words if len(word) > 4 and word[::-1] not in words} & set(found)


def wanted(printed: Printed) -> list[str]:
    return split(printed, " ".join(messages(printed.copy.local, printed.pages.dropped)))


def split(printed: Printed, text: str) -> list[str]:
    """The words of a text; its characters where the language writes no spaces."""
    return [*"".join(text.split())] if printed.copy.locale.justification == "character" else words_of(text)


def test_poppler_hears_the_structure(printed: Printed) -> None:
    heard = one_spaced(on_pdf(printed.pdf, "pdfinfo", "-struct-text", "{}"))
    for kind in ("H1", "H2", "Figure", "LBody"):
        assert kind in heard
    letters = re.sub(r"\W", "", heard)
    for text in messages(printed.copy.local, printed.pages.dropped):
        assert re.sub(r"\W", "", text) in letters or len(text) > 40, text


def test_the_footer_is_skipped_by_a_reader(printed: Printed) -> None:
    footers = one_spaced("".join(mark.text for mark in painted(printed.pdf) if mark.is_artifact))
    for fact in (printed.copy.imprint.draft, printed.copy.local.code):
        assert one_spaced(fact) in footers
    assert one_spaced(printed.copy.imprint.draft) not in leaves(structure(printed.pdf))


def test_one_title_then_headings(printed: Printed) -> None:
    kinds = [one.kind for one in structure(printed.pdf).walk()]
    assert kinds[0] == "Document"
    assert kinds.count("H1") == 1
    assert next(kind for kind in kinds if kind.startswith("H")) == "H1"
    levels = [int(kind[1]) for kind in kinds if re.fullmatch(r"H[1-6]", kind)]
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), "no level is skipped"


def test_lists_are_lists(printed: Printed) -> None:
    for one in structure(printed.pdf).walk():
        for kid in one.kids:
            assert (one.kind == "L") == (kid.kind == "LI"), f"{kid.kind} in {one.kind}"
            assert kid.kind not in ("Lbl", "LBody") or one.kind == "LI"
        if one.kind == "LI":
            assert [kid.kind for kid in one.kids] in (["Lbl", "LBody"], ["LBody"])


# --- how it is made ---------------------------------------------------------------------------------------------------


def test_the_same_input_gives_the_same_bytes(printed: Printed) -> None:
    assert paint_again(printed.kit, printed.copy, printed.pages) == printed.pdf


def test_every_font_is_an_embedded_subset_with_unicode(printed: Printed) -> None:
    rows = on_pdf(printed.pdf, "pdffonts", "{}").splitlines()[2:]
    assert rows
    for row in rows:
        assert re.match(r"[A-Z]{6}\+NotoSans", row), row
        assert re.search(r"\s+yes\s+yes\s+yes\s+\d+\s+\d+\s*$", row), row
        assert "Identity-H" in row


def test_the_file_says_what_it_is(printed: Printed) -> None:
    file, local = opened(printed.pdf), printed.copy.local
    root = file.Root
    assert str(root.Lang) == local.language
    assert str(file.docinfo["/Title"]) == local.title.text
    assert str(file.docinfo["/Subject"])
    assert root.ViewerPreferences.DisplayDocTitle is True
    assert str(root.ViewerPreferences.PrintScaling) == "/None"
    assert str(root.ViewerPreferences.Duplex) == ("/DuplexFlipLongEdge" if len(file.pages) > 1 else "/Simplex")
    assert root.MarkInfo.Marked is True
    assert str(file.docinfo["/CreationDate"]).startswith("D:" + printed.kit.leaflet.date.strftime("%Y%m%d"))  # type: ignore[union-attr]
    assert "/Encrypt" not in file.trailer


def test_pages_are_a4_upright(printed: Printed) -> None:
    for page in opened(printed.pdf).pages:
        assert [float(value) for value in page.mediabox] == pytest.approx([0, 0, points(210), points(297)], abs=0.02)
        assert int(page.get("/Rotate", 0)) == 0
        assert str(page.Tabs) == "/S"


def test_all_painting_is_tagged_or_an_artifact(printed: Printed) -> None:
    for mark in painted(printed.pdf):
        assert mark.tags, f"{mark.operator} on page {mark.page} is neither tagged nor an artifact"
        assert mark.is_artifact != (mark.mcid is not None), f"{mark.operator} on page {mark.page} is both or neither"
        assert len(mark.tags) == 1, "marked content does not nest"


def test_operators_nest(printed: Printed) -> None:
    """BT and ET, q and Q, and marked content end in the order they began (ISO 32000-1 14.6.1)."""
    for number, page in enumerate(opened(printed.pdf).pages, 1):
        stack: list[str] = []
        for _, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in OPENS:
                assert name != "BT" or "BT" not in stack, "text objects do not nest"
                stack.append(name)
            elif name in CLOSES:
                assert stack and stack.pop() in CLOSES[name], f"{name} on page {number}"
        assert stack == []


def test_content_and_structure_agree_both_ways(printed: Printed) -> None:
    file = opened(printed.pdf)
    numbers = list(file.Root.StructTreeRoot.ParentTree.Nums)
    parents = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    pages = {page.obj.objgen: number for number, page in enumerate(file.pages, 1)}
    claimed = [key for one in structure(printed.pdf).walk() for key in one.content]
    assert len(claimed) == len(set(claimed)), "no content belongs to two elements"
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(file.pages, 1):
        owners = parents[int(page.StructParents)]
        marks = {mark.mcid for mark in painted(printed.pdf) if mark.page == number and mark.mcid is not None}
        assert marks == set(range(len(owners))), "MCIDs of a page count from 0 without gaps"
        for mcid, owner in enumerate(owners):
            keys = [
                pdfread.content_key(kid, owner, pages)
                for kid in pdfread.kids_of(owner)
                if not isinstance(kid, pikepdf.Dictionary) or kid.get("/Type") == "/MCR"
            ]
            assert (number, mcid) in keys, "the owner of content has it among its children"
        seen |= {(number, mcid) for mcid in marks}
    assert seen == set(claimed)
    assert int(file.Root.StructTreeRoot.ParentTreeNextKey) > max(parents)


def test_parents_know_their_children(printed: Printed) -> None:
    def walk(node: pikepdf.Object) -> None:
        for kid in pdfread.kids_of(node):
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") != "/MCR":
                assert kid.P.objgen == node.objgen
                walk(kid)

    root = opened(printed.pdf).Root.StructTreeRoot
    walk(root)


def test_the_edge_of_the_sheet_stays_white(printed: Printed) -> None:
    scale = 1.5
    edge = int(points(EDGE) * scale) - 1
    for number in range(1, len(printed.pages.pages) + 1):
        sheet = pdfread.rendered(printed.pdf, number, scale)
        width, height = sheet.size
        strips = [
            (0, 0, width, edge),
            (0, height - edge, width, height),
            (0, 0, edge, height),
            (width - edge, 0, width, height),
        ]
        for strip in strips:
            assert sheet.crop(strip).getextrema() == ((255, 255),) * 3, f"page {number}: ink in {strip}"
        assert sheet.getextrema() != ((255, 255),) * 3, "and there is ink elsewhere"


# --- outside validators -----------------------------------------------------------------------------------------------


def test_qpdf_finds_nothing(printed: Printed) -> None:
    assert "No syntax or stream encoding errors found" in on_pdf(printed.pdf, "qpdf", "--check", "{}")


def test_mupdf_finds_nothing(printed: Printed) -> None:
    said = on_pdf(printed.pdf, "mutool", "draw", "-q", "-F", "text", "-o", "-", "{}")
    lines = [line for line in said.splitlines() if "icc support" not in line.lower()]  # of MuPDF itself
    assert [line for line in lines if line.startswith(("warning:", "error:"))] == []


def test_ghostscript_finds_nothing(printed: Printed) -> None:
    said = on_pdf(printed.pdf, "gs", "-q", "-dBATCH", "-dNOPAUSE", "-dPDFSTOPONERROR", "-sDEVICE=nullpage", "{}")
    assert said.strip() == ""
