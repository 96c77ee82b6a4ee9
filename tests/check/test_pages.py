"""The rules on pages: each has a page that breaks it and the same page mended."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from leaflet.build import words_file
from leaflet.check.pages import FIT, LOOKS, Proof, check_pages
from leaflet.geometry import Rect
from leaflet.layout.placed import Image, Item, Overset, Page, Pages, Panel, Role, Text
from leaflet.problems import Problem
from tests.printed import Printed

Change = Callable[[Text], Text]


@pytest.fixture
def proof(small: Printed) -> Proof:
    """A page that breaks no rule."""
    found = Proof(small.pages, small.copy.local, small.kit.design, small.kit.palette, words_file(small.kit, "en"))
    assert check_pages(found) == ()
    return found


def with_items(proof: Proof, items: tuple[Item, ...], number: int = 1) -> Proof:
    first = proof.pages.pages[0]
    page = Page(number, first.width, first.height, items)
    return dataclasses.replace(proof, pages=dataclasses.replace(proof.pages, pages=(page,)))


def changed(proof: Proof, part: str, change: Change) -> Proof:
    """The page with the first line of a message changed."""
    items = list(proof.pages.pages[0].items)
    at = next(index for index, item in enumerate(items) if isinstance(item, Text) and item.part == part)
    line = items[at]
    assert isinstance(line, Text)
    items[at] = change(line)
    return with_items(proof, tuple(items))


def told(proof: Proof, code: str) -> Problem:
    """The one problem there is, which says where it is and what to do."""
    problems = check_pages(proof)
    assert [problem.code for problem in problems] == [code]
    (problem,) = problems
    assert problem.hint and problem.where.file == "translations/small/leaflet.yaml"
    assert problem.where.language == "en"
    return problem


def test_overset_text_is_named_with_its_lines(proof: Proof) -> None:
    over = dataclasses.replace(proof.pages, overset=(Overset("why", 3),))
    problem = told(dataclasses.replace(proof, pages=over), "page/overset")
    assert problem.where.block == "why" and "3" in problem.text and f"{proof.pages.size:g}" in problem.text


def test_a_word_that_sticks_out_is_shown(proof: Proof) -> None:
    spoilt = changed(
        proof, "why/text.1", lambda line: dataclasses.replace(line, line=dataclasses.replace(line.line, overlong=True))
    )
    problem = told(spoilt, "page/overlong")
    assert "Germs are too small" in problem.text and problem.where.block == "why/text.1"


def test_a_message_that_stands_nowhere_is_an_error(proof: Proof) -> None:
    items = tuple(item for item in proof.pages.pages[0].items if isinstance(item, Panel) or item.part != "gel/text.1")
    assert told(with_items(proof, items), "page/lost").where.block == "gel/text.1"


def test_a_title_that_stands_nowhere_is_an_error(proof: Proof) -> None:
    items = tuple(item for item in proof.pages.pages[0].items if isinstance(item, Panel) or item.part != "gel/title")
    assert told(with_items(proof, items), "page/lost").where.block == "gel/title"


def test_a_block_that_was_left_out_is_a_warning_and_not_lost(proof: Proof) -> None:
    items = tuple(item for item in proof.pages.pages[0].items if isinstance(item, Panel) or item.block != "gel")
    spoilt = with_items(proof, items)
    spoilt = dataclasses.replace(spoilt, pages=dataclasses.replace(spoilt.pages, dropped=("gel",)))
    problem = told(spoilt, "page/dropped")
    assert problem.level.name == "WARNING" and problem.where.block == "gel"


def test_safety_on_a_later_page_is_an_error(proof: Proof) -> None:
    problem = told(with_items(proof, proof.pages.pages[0].items, number=2), "page/safety-late")
    assert problem.where.block == "hurt"


def test_small_safety_text_is_an_error(proof: Proof) -> None:
    spoilt = changed(proof, "hurt/text.1", lambda line: dataclasses.replace(line, size=proof.pages.size - 0.5))
    assert told(spoilt, "page/safety-small").where.block == "hurt"


def test_type_that_is_too_small_is_an_error(proof: Proof) -> None:
    spoilt = changed(proof, "sources/text.1", lambda line: dataclasses.replace(line, size=6.0))
    assert "6.0 pt" in told(spoilt, "page/type-size").text


@pytest.mark.parametrize(
    ("part", "ink"), [("why/text.1", "petrol mid"), ("how/title", "ochre"), ("why/text.1", "white")]
)
def test_words_that_hardly_stand_out_are_an_error(proof: Proof, part: str, ink: str) -> None:
    spoilt = changed(proof, part, lambda line: dataclasses.replace(line, ink=ink))
    problem = told(spoilt, "page/contrast")
    assert ink in problem.text and problem.where.block == part


def test_contrast_is_with_what_is_really_behind(proof: Proof) -> None:
    """White on the masthead's band reads well; the same title without the band does not."""
    items = tuple(item for item in proof.pages.pages[0].items if not (isinstance(item, Panel) and item.ink == "petrol"))
    codes = {(problem.code, problem.where.block) for problem in check_pages(with_items(proof, items))}
    assert ("page/contrast", "leaflet/title") in codes and ("page/contrast", "intro/text.1") in codes


def test_body_text_wants_more_contrast_than_large_type(proof: Proof) -> None:
    coral = changed(proof, "why/text.1", lambda line: dataclasses.replace(line, ink="coral"))
    assert "7" in told(coral, "page/contrast").text
    heading = changed(proof, "how/title", lambda line: dataclasses.replace(line, ink="coral"))
    assert check_pages(heading) == ()


@pytest.mark.parametrize(("dx", "dy"), [(-30.0, 0.0), (0.0, 90.0), (400.0, 0.0), (0.0, -600.0)])
def test_words_in_the_printers_edge_are_an_error(proof: Proof, dx: float, dy: float) -> None:
    spoilt = changed(proof, "sources/text.1", lambda line: dataclasses.replace(line, x=line.x + dx, y=line.y + dy))
    assert "page/printer-margin" in {problem.code for problem in check_pages(spoilt)}


def test_a_box_may_stand_in_the_edge_only_where_it_bleeds(proof: Proof) -> None:
    items = proof.pages.pages[0].items
    panel = Panel(Rect(0, 300, 5, 10), "mist")
    assert told(with_items(proof, (panel, *items)), "page/printer-margin")
    assert check_pages(with_items(proof, (dataclasses.replace(panel, bleeds=frozenset({"start"})), *items))) == ()


def test_a_very_long_line_is_a_warning(proof: Proof) -> None:
    def long(line: Text) -> Text:
        return dataclasses.replace(line, line=dataclasses.replace(line.line, end=line.line.start + 90))

    problem = told(changed(proof, "why/text.1", long), "page/line-length")
    assert problem.level.name == "WARNING" and "90" in problem.text


def test_lines_that_run_into_each_other_are_an_error(proof: Proof) -> None:
    title = next(item for item in proof.pages.pages[0].items if isinstance(item, Text) and item.part == "why/title")
    spoilt = changed(proof, "why/text.1", lambda line: dataclasses.replace(line, x=title.x, y=title.y + 2))
    assert "page/overlap" in {problem.code for problem in check_pages(spoilt)}


def test_a_line_that_runs_into_a_picture_is_an_error(proof: Proof) -> None:
    picture = next(
        item for item in proof.pages.pages[0].items if isinstance(item, Image) and item.block == "one-in-three"
    )
    spoilt = changed(
        proof, "one-in-three/text.1",
        lambda line: dataclasses.replace(line, x=picture.rect.x + 5, y=picture.rect.y + 20),
    )  # fmt: skip
    assert "page/overlap" in {problem.code for problem in check_pages(spoilt)}


def test_the_footer_is_no_body_text(proof: Proof) -> None:
    footers = [item for item in proof.pages.pages[0].items if isinstance(item, Text) and item.role is Role.ARTIFACT]
    assert footers and all(not item.part for item in footers)


def test_every_rule_says_why_it_is_there() -> None:
    for rule in (*FIT, *LOOKS):
        assert rule.__doc__ and rule.__doc__.strip().endswith("."), rule.__name__


def test_pages_without_anything_are_checked_without_a_crash(proof: Proof) -> None:
    empty = dataclasses.replace(proof, pages=Pages((), 10.0, "set", 0.0, ""))
    assert {problem.code for problem in check_pages(empty)} == {"page/lost"}
