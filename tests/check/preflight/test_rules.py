"""Every rule has a file that breaks it and one that keeps it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaflet.check.preflight.check_press import check_press
from leaflet.check.preflight.press_order import PressOrder
from leaflet.check.preflight.rule import RULES
from leaflet.geometry import points
from leaflet.problems import Level, Problem
from tests.check.preflight import breaking
from tests.check.preflight.breaking import BROKEN, X3, Broken, claimed, note, put, show
from tests.check.preflight.pressfile import ORDER, changed, good, text


def codes(problems: tuple[Problem, ...]) -> set[str]:
    return {problem.code.removeprefix("preflight/") for problem in problems}


def test_the_good_file_keeps_every_rule() -> None:
    assert check_press(good(), ORDER) == ()


def test_the_good_file_also_keeps_them_with_nothing_ordered() -> None:
    assert check_press(good()) == ()


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.code)
def test_each_rule_can_be_broken_and_says_so_plainly(broken: Broken) -> None:
    problems = check_press(changed(broken.change), broken.order)
    found = codes(problems)
    assert broken.code in found, [str(problem) for problem in problems]
    assert found - {broken.code} <= broken.also, [str(problem) for problem in problems]
    mine = next(problem for problem in problems if problem.code == broken.full)
    assert mine.hint and mine.text and mine.where.file == "card.pdf"
    assert mine.level == RULES[broken.full].level


def test_every_rule_is_in_the_table_and_has_a_reason() -> None:
    assert {broken.full for broken in BROKEN} == set(RULES)
    for one in RULES.values():
        assert len(one.why.split()) >= 5 and not one.why.endswith("."), one.code


def test_a_problem_names_its_page() -> None:
    (problem,) = check_press(changed(show("0 w 40 90 m 80 90 l S")), ORDER)
    assert problem.where.block == "page 1" and problem.level is Level.ERROR
    assert str(problem).startswith("card.pdf: error: page 1: a line is 0 pt thin at ")


# --- what is near a rule and does not break it ------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["PDF/X-1a:2003", X3])
def test_older_pdf_x_is_claimed_in_the_info_dictionary(version: str) -> None:
    assert check_press(changed(claimed(version)), ORDER) == ()


def test_an_office_text_six_points_large_is_fine_and_a_point_smaller_is_not() -> None:
    fits, small = (changed(show("/Over gs 0 0 0 1 k " + text(size=size, y=80))) for size in (6, 5.9))
    assert check_press(fits, ORDER) == ()
    assert codes(check_press(small, ORDER)) == {"type-small"}


def test_type_size_is_that_on_the_paper() -> None:
    shrunk = f"/Over gs 0 0 0 1 k 0.5 0 0 0.5 20 20 cm {text(size=10, y=150)}"
    (problem,) = check_press(changed(show(shrunk)), ORDER)
    assert problem.code == "preflight/type-small" and "5 pt" in problem.text


def test_invisible_text_is_no_text() -> None:
    hidden = text(size=2, x=0, y=80).replace("Tj", "Tj").replace("BT", "BT 3 Tr")
    assert check_press(changed(show(hidden)), ORDER) == ()


def test_clipped_text_ends_where_its_clip_does() -> None:
    clip = "0 0 60 900 re W n "
    crossing = text(x=20, y=80, size=18)
    assert check_press(changed(show("/Over gs 0 0 0 1 k " + clip + crossing)), ORDER) == ()


def test_marks_for_printers_outside_the_bleed_are_allowed() -> None:
    assert check_press(changed(put("/Annots", note("PrinterMark"))), ORDER) == ()
    assert check_press(changed(put("/Annots", note("Text", x=-200))), ORDER) == ()


def test_the_ink_limit_is_that_of_the_paper() -> None:
    pdf = changed(breaking.squares("0.7 0.7 0.7 0.8"))
    assert check_press(pdf, ORDER) == ()
    (problem,) = check_press(pdf, ORDER.within(280))
    assert problem.code == "preflight/ink-total" and "the limit is 280 %" in problem.text


def test_text_near_the_trim_is_told_in_millimetres() -> None:
    (problem,) = check_press(changed(show("/Over gs 0 0 0 1 k " + text(x=points(2), y=80))), ORDER)
    assert "from the left edge of the trim" in problem.text and " mm" in problem.text
    assert "margin of 5 mm" in problem.hint


def test_a_picture_may_lie_across_a_fold() -> None:
    across = f"1 0 0 0 k {breaking.box(150, 70, 60, 10)} f"
    assert check_press(changed(show(across)), ORDER) == ()


@pytest.mark.parametrize("name", ["leaflet-one_nl_a4_press.pdf", "low-back-pain_zh-Hans_trifold_press.pdf"])
def test_our_own_names_are_fine(name: str) -> None:
    leaflet, language, *_ = name.split("_")
    order = PressOrder(file_name=name, leaflet=leaflet, language=language)
    assert check_press(good(), order) == ()
    assert codes(check_press(good(), replace(order, language="de"))) == {"file-name"}
