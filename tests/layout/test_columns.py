"""Columns: in order, nothing lost, nothing parted that keeps together, and as low as can be."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from leaflet.layout.columns import Ruler, balance, max_rows
from leaflet.layout.slab import Slab, blank, height, trimmed

slabs = st.builds(
    Slab,
    rows=st.integers(1, 4),
    keep=st.booleans(),
    blank=st.integers(0, 4).map(lambda n: n == 0),
    part=st.sampled_from(["a/text.1", "b/text.1"]),
)
stacks = st.lists(slabs, max_size=14)
LINE = Slab(1, part="a/text.1")
GAP = Slab(1, blank=True)


def cut(stack: Sequence[Slab], ends: Sequence[int]) -> list[Sequence[Slab]]:
    return [stack[start:end] for start, end in zip((0, *ends), ends, strict=False)]


def legal(stack: Sequence[Slab]) -> list[int]:
    """Places where a column may end, from the description: not after a slab that keeps; the end always."""
    return [0, *(at for at in range(1, len(stack)) if not stack[at - 1].keep), len(stack)]


@given(stack=stacks, columns=st.integers(1, 4), rows=st.integers(1, 20))
def test_columns_keep_the_order_and_part_only_where_they_may(stack: list[Slab], columns: int, rows: int) -> None:
    ends = Ruler(stack).fill(columns, rows)
    assert len(ends) == columns
    assert list(ends) == sorted(ends)
    assert all(end in legal(stack) for end in ends)
    assert all(height(column) <= rows for column in cut(stack, ends))


@given(stack=stacks, rows=st.integers(1, 20), start=st.integers(0, 14))
def test_a_column_holds_as_much_as_fits(stack: list[Slab], rows: int, start: int) -> None:
    start = min(start, len(stack))
    end = Ruler(stack).column_end(start, rows)
    fitting = [at for at in legal(stack) if at > start and height(stack[start:at]) <= rows]
    assert end == max(fitting, default=start)


@given(stack=stacks, columns=st.integers(1, 3), most=st.integers(1, 30))
@example(stack=[LINE, Slab(4, keep=True, blank=True), LINE], columns=2, most=30)
@example(stack=[LINE, LINE, Slab(4, blank=True), LINE], columns=3, most=2)  # white that falls away between columns
@example(stack=[Slab(3, part="a/text.1"), Slab(2, part="b/text.1"), Slab(2, part="b/text.1")], columns=2, most=30)
def test_balanced_columns_are_as_low_as_any(stack: list[Slab], columns: int, most: int) -> None:
    found = balance(stack, columns, most)
    ways = itertools.combinations_with_replacement(legal(stack), columns - 1)
    lowest = min(max(map(height, cut(stack, (*sorted(way), len(stack))))) for way in ways)
    if lowest > most:
        assert found is None
        return
    assert found is not None, f"it fits in {lowest} rows"
    ends, rows = found
    assert len(ends) == columns and ends[-1] == len(stack)
    assert all(end in legal(stack) for end in ends)
    assert rows == max_rows(stack, ends) == lowest


def test_nothing_balances_to_nothing() -> None:
    assert balance([], 3, 10) == ((0, 0, 0), 0)


def test_two_columns_of_equal_lines_are_equal() -> None:
    assert balance([LINE] * 8, 2, 30) == ((4, 8), 4)
    assert balance([LINE] * 7, 2, 30) == ((4, 7), 4)


def test_what_keeps_together_is_not_parted_to_balance() -> None:
    block = [Slab(1, keep=True, part="a/text.1")] * 5 + [LINE]
    assert balance([*block, LINE], 2, 30) == ((6, 7), 6)


def test_what_keeps_together_and_is_too_high_does_not_fit() -> None:
    assert balance([Slab(3, keep=True), Slab(3)], 2, 5) is None


@given(stack=stacks)
def test_white_at_the_ends_of_a_column_takes_no_room(stack: list[Slab]) -> None:
    padded = [*blank(3), *stack, *blank(2)]
    assert height(padded) == height(stack)
    assert not any(slab.blank for slab in (*trimmed(padded)[:1], *trimmed(padded)[-1:]))


def test_white_between_lines_counts() -> None:
    assert height([LINE, GAP, LINE]) == 3


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_only_white_is_no_height(columns: int) -> None:
    found = balance([GAP, GAP], columns, 10)
    assert found is not None and found[1] == 0
