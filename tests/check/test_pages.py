"""The rules on pages: each has a page that breaks it and the same page mended."""

from __future__ import annotations

import dataclasses

import pytest

from leaflet.check.pages import FIT, LOOKS, Proof, check_pages
from leaflet.geometry import Rect
from leaflet.layout.placed import Image, Overset, Pages, Panel, Role, Text
from tests.spoilt import changed, told, with_items


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


@pytest.mark.parametrize(("dx", "dy"), [(-30.0, 0.0), (0.0, 90.0), (400.0, 0.0), (0.0, -600.0)])
def test_words_in_the_printers_edge_are_an_error(proof: Proof, dx: float, dy: float) -> None:
    spoilt = changed(proof, "sources/text.1", lambda line: dataclasses.replace(line, x=line.x + dx, y=line.y + dy))
    assert "page/printer-margin" in {problem.code for problem in check_pages(spoilt)}


def test_a_box_may_stand_in_the_edge_only_where_it_bleeds(proof: Proof) -> None:
    items = proof.pages.pages[0].items
    panel = Panel(Rect(0, 300, 5, 10), "mist")
    assert told(with_items(proof, (panel, *items)), "page/printer-margin")
    assert check_pages(with_items(proof, (dataclasses.replace(panel, bleeds=frozenset({"start"})), *items))) == ()


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
