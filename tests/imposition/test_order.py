"""The order of pages on sheets, folded on paper: what a reader meets when the leaves are turned."""

from __future__ import annotations

import pytest

from leaflet.geometry import points
from leaflet.imposition.order import Flip, Kind, Plan, booklet_order, placings, scale_on, two_up_order

A5 = (points(148), points(210))
PLAN = Plan(Kind.BOOKLET)


@pytest.mark.parametrize("pages", range(1, 41))
@pytest.mark.parametrize("right_to_left", [False, True])
def test_the_two_pages_of_a_side_and_every_page_once(pages: int, right_to_left: bool) -> None:
    sides = booklet_order(pages, right_to_left)
    assert len(sides) == 2 * -(-pages // 4)
    shown = [page for side in sides for page in (side.left, side.right) if page]
    assert sorted(shown) == list(range(1, pages + 1))
    total = 2 * len(sides)
    for side in sides:  # two pages of one side always make one more than all pages
        assert not (side.left and side.right) or side.left + side.right == total + 1


def test_a_booklet_of_eight_is_as_every_printer_knows_it() -> None:
    assert [(side.left, side.right) for side in booklet_order(8)] == [(8, 1), (2, 7), (6, 3), (4, 5)]


def test_read_from_the_right_it_is_bound_at_the_right() -> None:
    assert [(side.left, side.right) for side in booklet_order(4, True)] == [(1, 4), (3, 2)]


def test_two_up_has_the_same_page_beside_itself() -> None:
    assert [(side.left, side.right, side.back) for side in two_up_order(2)] == [(1, 1, False), (2, 2, True)]


def test_two_leaves_that_are_cut_apart_have_their_back_behind_them() -> None:
    small = (points(100), points(150))
    front, back = (placings(side, small, Plan(Kind.TWO_UP), Kind.TWO_UP) for side in two_up_order(2))
    wide = Plan().sheet[0]
    for one, other in zip(front, reversed(back), strict=True):  # the left half's back is the right half
        assert one.x == pytest.approx(wide - other.x - small[0])
        assert one.y == other.y


def test_creep_moves_inner_sheets_to_the_spine_and_leaves_the_outer_one() -> None:
    middle = PLAN.sheet[0] / 2
    for side in booklet_order(16):
        left, right = placings(side, A5, PLAN, Kind.BOOKLET)
        moved = points(0.1) * side.sheet
        assert left.x + A5[0] == pytest.approx(middle + moved)
        assert right.x == pytest.approx(middle - moved)
        assert left.clip[2] <= middle + 1e-9 <= right.clip[0] + 2e-9, "no page is printed over its neighbour"


def test_nothing_moves_without_creep() -> None:
    plan = Plan(Kind.BOOKLET, creep=0)
    assert len({placing.x for side in booklet_order(16) for placing in placings(side, A5, plan, Kind.BOOKLET)}) == 2


@pytest.mark.parametrize(
    ("size", "paper", "scale"),
    [
        (A5, "a4", 1.0),
        ((points(148.5), points(210)), "a4", 1.0),
        ((points(100), points(100)), "a4", 1.0),
        ((points(210), points(297)), "a3", 1.0),
        ((points(210), points(297)), "a4", 210 / 297),
        (A5, "letter", 139.7 / 148),
        ((points(100), points(420)), "a4", 0.5),
    ],
)
def test_pages_are_made_smaller_only_where_they_do_not_fit(size: tuple[float, float], paper: str, scale: float) -> None:
    assert scale_on(size, Plan(paper=paper)) == pytest.approx(scale, abs=1e-6)


def test_auto_makes_one_sheet_two_up_and_more_a_booklet() -> None:
    assert [Plan().kind_for(pages) for pages in (1, 2, 3, 8)] == [Kind.TWO_UP] * 2 + [Kind.BOOKLET] * 2
    assert Plan(Kind.BOOKLET, flip=Flip.LONG).kind_for(1) is Kind.BOOKLET
