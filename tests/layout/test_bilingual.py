"""Two languages side by side: whole, row beside row, each at the edge where it is read from, known for what it is."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Mapping

import pytest

from leaflet.build import Copy, Result
from leaflet.layout.placed import Image, Page, Role, Text
from leaflet.model.document import Kind
from leaflet.pair import finish_pair
from tests import pdfread
from tests.pdfread import one_spaced, words_of
from tests.printed import Printed

PAIRS = [
    ("ar", "nl"),
    ("nl", "ar"),
    ("fr", "nl"),
    ("fa", "ar"),
    ("ti", "nl"),
    ("zh-Hans", "nl"),
    ("nl", "fa"),
    ("ps", "so"),
]


@dataclasses.dataclass(frozen=True, repr=False)
class Pair:
    own: Copy
    other: Copy
    result: Result

    @property
    def pages(self) -> tuple[Page, ...]:
        assert self.result.pages is not None
        return self.result.pages.pages

    def texts(self, language: str) -> list[tuple[int, Text]]:
        """Lines of a language by page; the document's own language is ''."""
        items = ((page.number, item) for page in self.pages for item in page.items)
        return [(number, item) for number, item in items if isinstance(item, Text) and item.language == language]

    def sides(self) -> list[tuple[Copy, list[tuple[int, Text]]]]:
        return [(self.own, self.texts("")), (self.other, self.texts(self.other.local.language))]


@pytest.fixture(scope="module")
def pairs(real: Mapping[str, Printed]) -> dict[tuple[str, str], Pair]:
    kit = real["nl"].kit
    made = {}
    for own, other in PAIRS:
        a, b = real[own].copy, real[other].copy
        made[own, other] = Pair(a, b, finish_pair(kit, a, b))
    return made


@pytest.fixture(params=PAIRS, ids=lambda pair: "-".join(pair))
def pair(request: pytest.FixtureRequest, pairs: Mapping[tuple[str, str], Pair]) -> Pair:
    return pairs[request.param]


def contexts(copy: Copy) -> dict[str, str]:
    """Every text of a language that is to be read, by its context."""
    found = {"leaflet/title": copy.local.title.text}
    for block in copy.local.blocks:
        found |= {f"{block.id}/title": block.title.text} if block.title else {}
        found |= {part.context: part.text.text for part in block.parts}
    return found


def test_nothing_is_wrong(pair: Pair) -> None:
    assert [str(problem) for problem in pair.result.problems] == []
    assert pair.result.pdf.startswith(b"%PDF")


def test_every_text_of_both_languages_is_whole(pair: Pair) -> None:
    for copy, texts in pair.sides():
        lines: dict[str, str] = defaultdict(str)
        for _, item in texts:
            if item.role not in (Role.LABEL, Role.ARTIFACT):
                lines[item.part] += item.shaped.text[item.line.start : item.line.next]
        assert {context: one_spaced(text) for context, text in lines.items()} == {
            context: one_spaced(text) for context, text in contexts(copy).items()
        }


def test_the_words_are_in_the_file(pair: Pair) -> None:
    """By the tags, as a screen reader hears them: each language's texts under its own sections."""
    root = pdfread.opened(pair.result.pdf).Root
    assert str(root.Lang) == pair.own.local.language
    heard = pdfread.leaves(pdfread.structure(pair.result.pdf))
    said = {"".join(words_of(text)) for text in heard}
    for copy in (pair.own, pair.other):
        missing = [text for text in contexts(copy).values() if "".join(words_of(text)) not in said]
        assert missing == []


def test_the_other_language_is_marked_as_such(pair: Pair) -> None:
    """/Lang on its sections, and only there (ISO 32000-1 14.9.2)."""
    root = pdfread.opened(pair.result.pdf).Root
    (document,) = pdfread.kids_of(root.StructTreeRoot)
    tongues = [str(kid.get("/Lang", "")) for kid in pdfread.kids_of(document)]
    assert set(tongues) == {"", pair.other.local.language}
    sections = [block for block in pair.other.local.blocks if block.title or block.parts]
    assert tongues.count(pair.other.local.language) == len(sections) + 1, "and the title"
    elements = pdfread.structure(pair.result.pdf).kids
    texts = {"".join(words_of(text)) for text in contexts(pair.own).values()}
    shared = {"".join(words_of(text)) for text in contexts(pair.other).values()} & texts
    for element, tongue in zip(elements, tongues, strict=True):
        for leaf in pdfread.leaves(element):
            joined = "".join(words_of(leaf))
            assert joined in shared or (joined in texts) == (tongue == ""), leaf


def test_pictures_in_a_list_are_described_in_both_languages(pair: Pair) -> None:
    alts = {element.alt for element in pdfread.structure(pair.result.pdf).walk() if element.kind == "Figure"}
    for copy in (pair.own, pair.other):
        icons = [part.icon.alt for block in copy.local.blocks for part in block.parts if part.icon]
        assert icons and set(icons) <= alts


def first_lines(texts: list[tuple[int, Text]]) -> dict[str, tuple[int, Text]]:
    found: dict[str, tuple[int, Text]] = {}
    for number, item in texts:
        if item.part and item.role is not Role.LABEL:
            found.setdefault(item.part, (number, item))
    return found


def test_what_says_the_same_stands_side_by_side(pair: Pair) -> None:
    """The first baselines of a row are as near as the two grids allow, and no row goes over a page."""
    own, other = (first_lines(texts) for _, texts in pair.sides())
    assert own.keys() == other.keys()
    for part, (page, item) in own.items():
        beside_page, beside = other[part]
        assert page == beside_page, part
        assert abs(item.y - beside.y) < 0.6 * max(item.size, beside.size), part
    for _, texts in pair.sides():
        pages: dict[str, set[int]] = defaultdict(set)
        for number, item in texts:
            if item.part:
                pages[item.part].add(number)
        assert all(len(found) == 1 for found in pages.values())


def test_both_say_the_same_number(pair: Pair) -> None:
    """Staff point at `6.2`: every row but sources and contact has one, in order, beside both first lines."""
    numbers = [
        (page.number, item.shaped.text, item)
        for page in pair.pages
        for item in page.items
        if isinstance(item, Text) and item.role is Role.ARTIFACT and item.shaped.text.replace(".", "").isdecimal()
    ]
    said = [text for _, text, _ in numbers]
    assert len(said) == len(set(said))
    assert said == sorted(said, key=lambda text: [int(part) for part in text.split(".")])
    closing = {block.id for block in pair.own.local.blocks if block.kind in (Kind.SOURCES, Kind.CONTACT)}
    rows = {part: one for part, one in first_lines(pair.texts("")).items() if one[1].block not in {*closing, "leaflet"}}
    assert len(numbers) == len(rows)
    own, other = (first_lines(texts) for _, texts in pair.sides())
    for part, (page, item) in rows.items():
        (number,) = [one for at, _, one in numbers if at == page and abs(one.y - item.y) < 0.01]
        left, right = sorted((item, other[part][1]), key=lambda one: one.x)
        assert left.x + left.width <= number.x + 0.01 and number.x + number.width <= right.x + 0.01, part
    assert own.keys() >= rows.keys()


def test_the_patients_language_begins_where_it_is_read_from(pair: Pair) -> None:
    middle = pair.pages[0].width / 2
    turns = pair.own.locale.direction == "rtl"
    for at_right, (copy, texts) in zip((turns, not turns), pair.sides(), strict=True):
        assert texts
        for _, item in texts:
            if item.role is Role.ARTIFACT and item.shaped.text.replace(".", "").isdecimal():
                continue  # the numbers between the columns
            assert (item.x > middle) == at_right and (item.x + item.width > middle) == at_right, item.shaped.text
        lines = [item for _, item in texts if item.role is Role.PARAGRAPH and item.block != "leaflet"]
        blocks = {block.id for block in copy.local.blocks if block.kind is Kind.SECTION}
        edge = {
            round(one.x + one.width if copy.locale.direction == "rtl" else one.x)
            for one in lines
            if one.block in blocks
        }
        assert max(edge) - min(edge) <= 1, "flush at the side where lines begin"


def test_safety_is_on_the_first_page_in_one_piece(pair: Pair) -> None:
    for copy, texts in pair.sides():
        safety = {block.id for block in copy.local.blocks if block.kind is Kind.SAFETY}
        assert safety and {number for number, item in texts if item.block in safety} == {1}
        order = [item.block for _, item in texts if item.block not in ("", "leaflet")]
        ranks = [block.kind for name in dict.fromkeys(order) for block in copy.local.blocks if block.id == name]
        assert ranks[: len(safety) + 1].count(Kind.SAFETY) == len(safety), "right after the lead"


def test_each_language_is_as_large_as_its_floor(pair: Pair) -> None:
    assert pair.result.pages is not None
    for copy, texts in pair.sides():
        body = {item.size for _, item in texts if item.role is Role.ITEM and item.block not in ("sources", "contact")}
        for size in body:
            assert size * max(1.0, copy.locale.size_factor) >= 10.5 - 0.01


def test_every_page_says_which_language_is_which_and_that_it_is_a_draft(pair: Pair) -> None:
    for page in pair.pages:
        for copy, language in ((pair.own, ""), (pair.other, pair.other.local.language)):
            said = [item for item in page.items if isinstance(item, Text) and item.language == language]
            words = one_spaced(
                " ".join(i.shaped.text[i.line.start : i.line.next] for i in said if i.role is Role.ARTIFACT)
            )
            assert copy.locale.autonym in words
            assert one_spaced(copy.local.labels["draft"]) in words
            assert copy.local.code in words


def test_nothing_stands_in_the_edge_of_the_sheet(pair: Pair) -> None:
    edge = 14.0
    for page in pair.pages:
        for item in page.items:
            if isinstance(item, Text):
                assert item.x >= edge and item.x + item.width <= page.width - edge and item.y < page.height - edge
            if isinstance(item, Image):
                assert item.rect.x >= edge and item.rect.right <= page.width - edge


def test_the_title_names_both_and_no_reader_complains(pair: Pair) -> None:
    title = str(pdfread.opened(pair.result.pdf).docinfo["/Title"])
    assert pair.own.local.title.text in title and pair.other.local.title.text in title
    assert "No syntax or stream encoding errors" in pdfread.on_pdf(pair.result.pdf, "qpdf", "--check", "{}")
    assert len(pdfread.opened(pair.result.pdf).pages) == len(pair.pages)


def test_twice_the_same_is_the_same_bytes(pairs: Mapping[tuple[str, str], Pair], real: Mapping[str, Printed]) -> None:
    pair = pairs["fr", "nl"]
    assert finish_pair(real["nl"].kit, pair.own, pair.other).pdf == pair.result.pdf
