"""Leaflets nobody expected: laid out whole, or said to be too long, and by whose fault."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from leaflet.build import Copy, prepare
from leaflet.compose.typesetter import Typesetter
from leaflet.layout import plan
from leaflet.layout.pages import lay_out
from leaflet.layout.paragraphs import body_slabs
from leaflet.layout.placed import Pages, Role, Text
from leaflet.layout.setting import Setting
from leaflet.localize.local_leaflet import LocalBlock, LocalLeaflet, LocalPart
from leaflet.localize.locale import read_locale
from leaflet.model.document import Kind, PartKind
from leaflet.model.inline import RichText, Span
from leaflet.places import ASSETS
from tests.conftest import SMALL
from tests.looking import CLOSING, HAIR, columns, lines_alone, no_text_is_covered, words_expected, words_placed
from tests.printed import kit_of
from tests.trace import images


class Bench:
    """What a leaflet made up in a test is laid out with; no dataclass, whose repr would fill the screen."""

    def __init__(self, setting: Setting, copy: Copy) -> None:
        self.setting, self.copy = setting, copy

    def leaflet(self, *made: LocalBlock) -> LocalLeaflet:
        return dataclasses.replace(self.copy.local, blocks=made)

    def lay_out(self, local: LocalLeaflet, most: int, step: int = 0) -> Pages:
        setting = dataclasses.replace(self.setting, spacing=self.setting.design.spacing[step])
        return lay_out(setting, local, self.copy.imprint, most)


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    kit = kit_of(SMALL, "small", "plain", "corner")
    copy, problems = prepare(kit, "en")
    assert copy is not None, problems
    real = plan.SidePlan

    def side(number: int, rows: int) -> plan.SidePlan:
        assert number < 100, "the plan asks for ever more pages"
        return real(number, rows)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "SidePlan", side)  # a plan without end would take the machine with it
        yield Bench(Setting(kit.design, 10.0, kit.design.spacing[0], copy.typesetter, kit.pictures), copy)


VOCABULARY = [
    "a",
    "rug",
    "wervelkolom",
    "of",
    "oefeningen",
    "20\xa0mg",
    "psychotherapeutische",
    "MRI-scan",
    "(nu)",
    "en",
    "de",
    "pijn",
]
words = st.integers(1, 70).map(lambda count: " ".join(VOCABULARY[at * at % 11] for at in range(count)))


@st.composite
def blocks(draw: st.DrawFn, number: int) -> LocalBlock:
    kind = draw(st.sampled_from([Kind.SECTION, Kind.SIDEBAR, Kind.QUOTE, Kind.STEPS, Kind.SAFETY, Kind.SOURCES]))
    title = RichText(draw(words)) if kind is not Kind.QUOTE and draw(st.booleans()) else None
    found = []
    short = kind in CLOSING  # what is higher than a page has a test of its own
    for part in range(1, draw(st.integers(1, 1 if short else 6)) + 1):
        text = "a source" if short else draw(words)
        spans = (Span(0, len(text) // 2, strong=True),) if len(text) > 3 and draw(st.booleans()) else ()
        found.append(LocalPart(draw(st.sampled_from(list(PartKind))), f"b{number}/text.{part}", RichText(text, spans)))
    return LocalBlock(f"b{number}", kind, title, tuple(found), wide=draw(st.booleans()))


@settings(
    max_examples=40, suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.reuse, Phase.generate)
)
@given(data=st.data(), count=st.integers(0, 7), most=st.integers(1, 3), step=st.integers(0, 1))
def test_any_leaflet_is_laid_out_whole_or_said_to_be_overset(
    bench: Bench, data: st.DataObject, count: int, most: int, step: int
) -> None:
    local = bench.leaflet(*(data.draw(blocks(number)) for number in range(count)))
    pages = bench.lay_out(local, most, step)
    assert words_placed(pages) == words_expected(local)
    assert bool(pages.overset) or len(pages.pages) <= most
    if not pages.overset:
        assert no_text_is_covered(pages) == []
        assert lines_alone(pages) == []
    known = {block.id for block in local.blocks}
    assert all(over.lines > 0 and over.block in known for over in pages.overset), "a block that the user knows"


def block(name: str, kind: Kind, words: int) -> LocalBlock:
    text = RichText(" ".join(["woord"] * words))
    return LocalBlock(name, kind, RichText(name), (LocalPart(PartKind.PARAGRAPH, f"{name}/text.1", text),))


def test_a_leaflet_of_a_few_words_is_one_page(bench: Bench) -> None:
    pages = bench.lay_out(bench.leaflet(block("only", Kind.SECTION, 5)), 2)
    assert len(pages.pages) == 1 and not pages.overset


def test_the_last_block_is_over_when_the_text_is_too_long(bench: Bench) -> None:
    local = bench.leaflet(block("first", Kind.SECTION, 40), block("late", Kind.SECTION, 900))
    pages = bench.lay_out(local, 1)
    assert [over.block for over in pages.overset] == ["late"]
    assert pages.overset[0].lines > 20


@pytest.mark.parametrize("words", range(60, 400, 20))
def test_long_paragraphs_are_parted_decently(bench: Bench, words: int) -> None:
    local = bench.leaflet(block("first", Kind.SECTION, 57), block("second", Kind.SECTION, words))
    assert lines_alone(bench.lay_out(local, 3, 1)) == []


@pytest.mark.xfail(strict=True, reason="keeps are between neighbours: of three lines left over, one goes alone")
def test_three_lines_left_over_for_the_next_page_are_not_parted(bench: Bench) -> None:
    local = bench.leaflet(block("first", Kind.SECTION, 57), block("second", Kind.SECTION, 260))
    assert all(len(lines) > 1 for lines in columns(bench.lay_out(local, 3, 1), (Role.PARAGRAPH,)))


@pytest.mark.parametrize("kind", [Kind.SAFETY, Kind.SIDEBAR])
def test_a_box_that_is_higher_than_a_page_is_named(bench: Bench, kind: Kind) -> None:
    local = bench.leaflet(block("first", Kind.SECTION, 40), block("box", kind, 900))
    assert [over.block for over in bench.lay_out(local, 4).overset] == ["box"]


@pytest.mark.parametrize("kind", CLOSING)
def test_a_closing_that_is_higher_than_a_page_is_named(bench: Bench, kind: Kind) -> None:
    local = bench.leaflet(block("first", Kind.SECTION, 40), block("long", kind, 900))
    assert [over.block for over in bench.lay_out(local, 4).overset] == ["long"]


def test_a_short_address_keeps_its_logo_clear_of_the_footer(bench: Bench) -> None:
    pages = bench.lay_out(bench.leaflet(block("where", Kind.CONTACT, 1)), 1)
    assert no_text_is_covered(pages) == []
    (logo,) = (image for _, image in images(pages))
    design = bench.setting.design
    assert logo.rect.bottom <= design.height - design.margins.bottom + HAIR


def test_a_quote_may_have_a_title(bench: Bench) -> None:
    title = RichText("In short")
    block = LocalBlock("q", Kind.QUOTE, title, (LocalPart(PartKind.PARAGRAPH, "q/text.1", RichText("Move.")),))
    pages = bench.lay_out(bench.leaflet(block), 2)
    shown = [item.part for page in pages.pages for item in page.items if isinstance(item, Text)]
    assert shown.index("q/title") < shown.index("q/text.1")


@pytest.mark.parametrize("language", ["en", "fa", "km"])
def test_a_long_list_stands_clear_of_its_widest_number(bench: Bench, language: str) -> None:
    locale, _ = read_locale(language, ASSETS)
    assert locale is not None
    setting = dataclasses.replace(bench.setting, typesetter=Typesetter(locale, bench.setting.typesetter.faces))
    parts = tuple(LocalPart(PartKind.NUMBER, f"many/text.{at}", RichText("a b c")) for at in range(1, 13))
    made = LocalBlock("many", Kind.SECTION, parts=parts)
    slabs = body_slabs(setting, made, 200.0, setting.design.style("body"))
    texts = [item for slab in slabs for item in slab.items if isinstance(item, Text)]
    marks = [text for text in texts if text.role is Role.LABEL]
    starts = {text.x for text in texts if text.role is Role.ITEM}
    assert len(marks) == 12 and len(starts) == 1
    assert max(mark.width for mark in marks) < starts.pop()
