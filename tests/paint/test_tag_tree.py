"""The structure tree as text, looked at by people; and what it does where the layout turns things round."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import pikepdf
import pytest

from leaflet.build import paint_copy
from leaflet.layout.placed import Page, Pages, Role, Text
from leaflet.model.document import Kind
from leaflet.paint.meaning import Meaning
from leaflet.paint.painter import Edition, Look, paint
from leaflet.paint.pdf_document import Metadata
from tests.paint.test_text import SetIn, set_lines
from tests.pdfread import kids_of, opened, structure, tag_trace
from tests.pressed import palette_of
from tests.printed import Printed

LOOKED_AT = ("nl", "ar", "ti", "zh-Hans")


def test_the_tags_of_a_small_leaflet(small: Printed, golden: Callable[[str, str], None]) -> None:
    golden("small_en_plain_tags.txt", tag_trace(small.pdf))


@pytest.mark.parametrize("language", LOOKED_AT)
def test_the_tags_of_the_accessible_leaflet(
    real: Mapping[str, Printed], golden: Callable[[str, str], None], language: str
) -> None:
    printed = real[language]
    pdf = paint_copy(printed.kit, printed.copy, printed.pages, Edition.ACCESSIBLE)
    golden(f"low-back-pain_{language}_a4_tags.txt", tag_trace(pdf))


def test_all_editions_are_tagged_alike(real: Mapping[str, Printed]) -> None:
    printed = real["nl"]
    traces = {one: tag_trace(paint_copy(printed.kit, printed.copy, printed.pages, one)) for one in ("office", "grey")}
    linked = structure(paint_copy(printed.kit, printed.copy, printed.pages, Edition.ACCESSIBLE))
    assert traces["office"] == traces["grey"]
    plain = structure(printed.pdf)
    assert [one.kind for one in linked.walk() if one.kind != "Link"] == [one.kind for one in plain.walk()]


# --- small pages ------------------------------------------------------------------------------------------------------


def page_of(setter: SetIn, *rows: tuple[Role, str, str, str], kinds: Mapping[str, Kind] | None = None) -> bytes:
    """A page with a line for each (role, block, message, words)."""
    items: list[Text] = []
    for number, (role, block, part, words) in enumerate(rows):
        (line, *_) = set_lines(setter("nl"), words, 900.0)
        items.append(replace(line, role=role, block=block, part=part, y=40.0 + 20 * number))
    look = Look(palette_of(), {}, 0.0, meaning=Meaning(kinds or {}))
    page = Page(1, 1000.0, 600.0, tuple(items))
    return paint(Pages((page,), 10.0, "", 1.0, ""), look, Metadata("Test", "nl"))


def test_a_box_before_all_sections_does_not_skip_a_level(typesetter: SetIn) -> None:
    pdf = page_of(
        typesetter,
        (Role.TITLE, "leaflet", "leaflet/title", "Titel"),
        (Role.BOX_HEADING, "box", "box/title", "Kader"),
        (Role.HEADING, "a", "a/title", "Deel"),
        (Role.BOX_HEADING, "box2", "box2/title", "Kader"),
    )
    assert [one.kind for one in structure(pdf).walk() if one.kind[0] == "H"] == ["H1", "H2", "H2", "H3"]


def test_a_quotation_is_one_and_a_sidebar_stands_aside(typesetter: SetIn) -> None:
    pdf = page_of(
        typesetter,
        (Role.PARAGRAPH, "q", "q/text.1", "Bewegen."),
        (Role.PARAGRAPH, "q", "q/text.2", "Vooral zelf."),
        (Role.PARAGRAPH, "s", "s/text.1", "Massage."),
        kinds={"q": Kind.QUOTE, "s": Kind.SIDEBAR},
    )
    assert tag_trace(pdf).split() == ["Document", "Sect", "BlockQuote", "P", "'Bewegen.'", "P", "'Vooral", "zelf.'",
                                      "Aside", "P", "'Massage.'"]  # fmt: skip
    assert dict(opened(pdf).Root.StructTreeRoot.RoleMap.items()) == {"/Aside": pikepdf.Name.Sect}
    assert "/RoleMap" not in opened(page_of(typesetter, (Role.PARAGRAPH, "a", "a/text.1", "Ja."))).Root.StructTreeRoot


def lists(pdf: bytes) -> Iterator[str]:
    def walk(node: pikepdf.Object) -> Iterator[str]:
        for kid in kids_of(node):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                if kid.S == "/L":
                    yield str(kid.A.ListNumbering)[1:]
                yield from walk(kid)

    yield from walk(opened(pdf).Root.StructTreeRoot)


def item(block: str, number: int, mark: str) -> list[tuple[Role, str, str, str]]:
    part = f"{block}/text.{number}"
    label = [(Role.LABEL, block, part, mark)] if mark else []
    return [*label, (Role.ITEM, block, part, f"punt {number}")]


@pytest.mark.parametrize(
    ("mark", "style"), [("•", "Disc"), ("3.", "Decimal"), ("٣.", "Decimal"), ("–", "None"), ("", "None")]
)
def test_a_list_says_how_it_is_numbered(typesetter: SetIn, mark: str, style: str) -> None:
    assert list(lists(page_of(typesetter, *item("a", 1, mark), *item("a", 2, mark)))) == [style]


def test_bullets_and_numbers_side_by_side_are_two_lists(typesetter: SetIn) -> None:
    pdf = page_of(typesetter, *item("a", 1, "•"), *item("a", 2, "•"), *item("a", 3, "1."), *item("a", 4, "2."))
    assert list(lists(pdf)) == ["Disc", "Decimal"]


def test_a_list_goes_on_where_another_block_stands_between(typesetter: SetIn) -> None:
    """A box that the layout put between two items: the list stays one."""
    between = (Role.PARAGRAPH, "box", "box/text.1", "Kader")
    pdf = page_of(typesetter, *item("a", 1, "•"), between, *item("a", 2, "•"))
    assert list(lists(pdf)) == ["Disc"]
    assert [one.kind for one in structure(pdf).kids] == ["Sect", "Sect"]


def test_a_paragraph_in_two_places_is_one_element(typesetter: SetIn) -> None:
    rows = [(Role.PARAGRAPH, "a", "a/text.1", "eerst "), (Role.PARAGRAPH, "b", "b/text.1", "Kader"),
            (Role.PARAGRAPH, "a", "a/text.1", "dan")]  # fmt: skip
    found = structure(page_of(typesetter, *rows))
    assert [one.text for one in found.walk() if one.kind == "P"] == ["eerst dan", "Kader"]


def test_languages_are_said_only_where_they_differ(real: Mapping[str, Printed]) -> None:
    from leaflet.pair import finish_pair

    pair = finish_pair(real["nl"].kit, real["ar"].copy, real["nl"].copy)
    found = [one.language for one in structure(pair.pdf).walk() if one.language]
    assert set(found) == {"nl"} and len(found) > 10 and str(opened(pair.pdf).Root.Lang) == "ar"
    assert not [one for one in structure(real["ar"].pdf).walk() if one.language]
