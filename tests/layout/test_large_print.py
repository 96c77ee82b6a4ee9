"""Large print, in every language: what somebody who sees little needs, and nothing lost against the ordinary page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from leaflet.layout.contents import CONTENTS
from leaflet.layout.placed import Page, Panel, Role, Text
from leaflet.localize.numerals import numeral
from tests.conftest import LANGUAGES, REAL, ROOT
from tests.looking import no_text_is_covered, words_expected, words_placed
from tests.printed import Printed, print_language

DESIGN = "a4-large"
SMALLEST, BODY = 16.0, 18.0  # points
RULE = 8.0  # points: a wider panel is a tint


@pytest.fixture(params=LANGUAGES)
def large(request: pytest.FixtureRequest) -> Printed:
    return print_language(ROOT, REAL, DESIGN, request.param)


def lines(printed: Printed) -> Iterator[tuple[Page, Text]]:
    for page in printed.pages.pages:
        for item in page.items:
            if isinstance(item, Text):
                yield page, item


def drawn(printed: Printed, item: Text) -> float:
    """The size that is printed: some scripts are set larger than is said."""
    return item.size * printed.copy.locale.size_factor


def test_it_builds_without_an_error(large: Printed) -> None:
    assert [str(problem) for problem in large.problems if problem.level >= 30] == []
    assert large.finished == large.pdf and no_text_is_covered(large.pages) == []


def test_nothing_is_smaller_than_16_points_and_the_body_is_18(large: Printed) -> None:
    for _, item in lines(large):
        assert drawn(large, item) >= SMALLEST - 0.01, item.part
        if item.role in (Role.PARAGRAPH, Role.ITEM) and item.part.startswith(("what-it-is", "see-a-doctor", "massage")):
            assert drawn(large, item) >= BODY - 0.01, item.part


def test_nothing_is_slanted(large: Printed) -> None:
    for _, item in lines(large):
        for run in item.shaped.runs:
            assert "italic" not in run.face.style, item.part


def test_no_words_stand_on_a_tint_and_all_are_black(large: Printed) -> None:
    for page in large.pages.pages:
        assert not [
            item for item in page.items if isinstance(item, Panel) and min(item.rect.width, item.rect.height) > RULE
        ]
    assert {item.ink for _, item in lines(large)} == {"ink"}


def test_nothing_is_lost(large: Printed) -> None:
    assert large.pages.dropped == () and large.kit.design.leave_out == frozenset()
    assert words_placed(large.pages) == words_expected(large.copy.local)


def test_the_contents_name_the_pages_that_the_titles_are_on(large: Printed) -> None:
    found = {item.part: page.number for page, item in reversed(list(lines(large))) if item.block != CONTENTS}
    entries = {item.part for _, item in lines(large) if item.role is Role.ENTRY}
    titles = {f"{block.id}/title" for block in large.copy.local.blocks if block.title and block.kind != "figure"}
    assert entries == titles
    for _, item in lines(large):
        if item.block == CONTENTS and item.role is Role.LABEL:
            assert item.shaped.text == numeral(found[item.part], large.copy.locale), item.part


def test_boxes_stand_where_the_source_has_them(large: Printed) -> None:
    """Safety aside, which comes first."""
    order = [block.id for block in large.copy.local.blocks if block.kind != "safety"]
    seen: list[str] = []
    for _, item in lines(large):
        if item.block in order and item.block not in seen:
            seen.append(item.block)
    placed = {one: [] for one in seen}
    for page, item in lines(large):
        if item.block in placed:
            placed[item.block].append((page.number, item.y))
    tops = [min(placed[one]) for one in order if one in placed and one != "clinic"]
    assert tops == sorted(tops)
