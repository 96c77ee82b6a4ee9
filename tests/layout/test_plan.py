"""The plan of the sides: boxes whole, safety first, every slab once, and no page too full without a word about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.layout.plan import FARTHEST, Plan, Planner, orders
from leaflet.layout.slab import Slab, Strip, height

MANY = 60  # sides: a plan that asks for more does not end


def room(rows: int) -> Callable[[int], int]:
    def of(side: int) -> int:
        assert side < MANY, "the plan asks for ever more pages"
        return rows

    return of


def lines(block: str, count: int, gap: int = 1) -> Strip:
    """A section: its white, a heading kept with two lines, then the rest."""
    head = Slab(1, keep=True, part=f"{block}/title")
    text = tuple(Slab(1, keep=number == 0 and count > 1, part=f"{block}/text.1") for number in range(count))
    return Strip(block, (Slab(gap, keep=True, blank=True), head, *text))


def box(block: str, rows: int, wide: bool = False) -> Strip:
    return Strip(block, (Slab(rows, part=f"{block}/text.1"),), wide=wide, movable=not wide)


def safety(rows: int) -> Strip:
    return Strip("safety", (Slab(rows, part="safety/text.1"),), wide=True, foot=True)


def shown(plan: Plan) -> list[tuple[int, str]]:
    """(side, part) of every slab that shows something, in the order of the plan."""
    return [
        (side.number, slab.part)
        for side in plan.sides
        for placement in side.placements
        for column in placement.columns
        for slab in column
        if not slab.blank
    ]


strips = st.lists(
    st.one_of(
        st.builds(lines, st.uuids().map(str), st.integers(1, 12)),
        st.builds(box, st.uuids().map(str), st.integers(2, 8), st.booleans()),
    ),
    max_size=7,
)


@settings(max_examples=60)
@given(flow=strips, foot=st.integers(0, 6), columns=st.integers(1, 3), closing=st.integers(0, 4))
def test_every_slab_is_placed_once_and_no_side_is_too_full(
    flow: list[Strip], foot: int, columns: int, closing: int
) -> None:
    flow = [*flow, safety(foot)] if foot else flow
    plan = Planner(columns, room(20), closing).best(flow, MANY)
    placed = Counter(part for _, part in shown(plan))
    assert placed == Counter(slab.part for strip in flow for slab in strip.slabs if not slab.blank)
    for side in plan.sides:
        assert side.used <= side.rows
        for above, below in zip(side.placements, side.placements[1:], strict=False):
            assert below.row >= above.row + max(map(height, above.columns)), "placements do not cover one another"
        for placement in side.placements:
            assert placement.row >= 0
            assert placement.row + max(map(height, placement.columns)) <= side.rows
            assert len(placement.columns) == (1 if placement.wide else columns)
    if foot:
        assert (1, "safety/text.1") in shown(plan)


@settings(max_examples=60)
@given(flow=strips, columns=st.integers(1, 3))
def test_what_keeps_together_is_in_one_column(flow: list[Strip], columns: int) -> None:
    plan = Planner(columns, room(20), 0).best(flow, MANY)
    for side in plan.sides:
        for placement in side.placements:
            for column in placement.columns:
                ink = [slab for slab in column if not slab.blank]
                assert not ink or not ink[-1].keep, "the last of a column is not kept with something elsewhere"


@given(flow=st.lists(st.builds(lines, st.uuids().map(str), st.integers(1, 12)), max_size=6))
def test_sections_stay_in_the_order_of_the_source(flow: list[Strip]) -> None:
    plan = Planner(2, room(20), 0).best(flow, MANY)
    assert [part for _, part in shown(plan)] == [slab.part for strip in flow for slab in strip.slabs if not slab.blank]


def test_a_box_may_move_but_not_far() -> None:
    flow = [lines(name, 3) for name in "abcdefgh"]
    flow.insert(4, box("box", 4))
    places = set()
    for moved, order in orders(flow):
        names = [strip.block for strip in order]
        assert [name for name in names if name != "box"] == list("abcdefgh")
        places.add(names.index("box"))
        assert abs(names.index("box") - 4) == moved
    assert places == set(range(4 - FARTHEST, 4 + FARTHEST + 1))


def test_without_boxes_there_is_one_order() -> None:
    flow = [lines(name, 3) for name in "abc"]
    assert [list(order) for _, order in orders(flow)] == [flow]


def test_safety_stands_at_the_foot_of_the_first_of_many_pages() -> None:
    plan = Planner(2, room(20), 0).best([lines("a", 90), safety(6)], MANY)
    assert len(plan.sides) > 1
    foot = plan.sides[0].placements[-1]
    assert foot.columns[0][0].part == "safety/text.1"
    assert foot.row + 6 == 20


def test_safety_follows_the_text_where_that_ends_on_the_first_page() -> None:
    plan = Planner(1, room(20), 0).best([lines("a", 5), safety(6)], MANY)
    assert len(plan.sides) == 1
    assert plan.sides[0].placements[-1].row == 6


def test_closing_has_its_room_on_the_last_page() -> None:
    fits = Planner(1, room(20), 5).best([lines("a", 14)], MANY)
    over = Planner(1, room(20), 6).best([lines("a", 14)], MANY)
    assert (len(fits.sides), len(over.sides)) == (1, 2)


def test_a_piece_higher_than_a_page_is_placed_and_its_page_is_too_full() -> None:
    plan = Planner(2, room(20), 2).best([lines("a", 3), box("b", 30), lines("c", 3)], MANY)
    assert ("b/text.1") in [part for _, part in shown(plan)]
    assert any(side.used > side.rows for side in plan.sides)


@pytest.mark.parametrize("flow", [[], [lines("a", 3)]])
def test_a_closing_higher_than_a_page_ends_too(flow: list[Strip]) -> None:
    plan = Planner(1, room(5), 6).best(flow, 2)
    assert any(side.used > side.rows for side in plan.sides)


def test_safety_higher_than_the_page_is_placed_and_the_page_is_too_full() -> None:
    plan = Planner(1, room(10), 0).best([lines("a", 3), safety(12)], MANY)
    assert (1, "safety/text.1") in shown(plan)
    assert plan.sides[0].used > plan.sides[0].rows


def test_two_strips_share_the_white_between_them() -> None:
    above = Strip("a", (Slab(2, part="a/text.1"), Slab(1, blank=True)))
    below = Strip("b", (Slab(2, keep=True, blank=True), Slab(2, part="b/text.1")))
    plan = Planner(1, room(20), 0).best([above, below], MANY)
    assert plan.sides[0].used == 2 + 2 + 2, "of 1 and 2 rows of white the larger counts"
