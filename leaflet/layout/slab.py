"""The pieces a block is cut into.  A strip of slabs is what flows: a slab is never cut, its height is whole rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaflet.layout.placed import Item, moved


@dataclass(frozen=True, slots=True)
class Slab:
    """Some rows of a column with what stands in them, measured from the slab's own top and start.

    `keep`: stays with the slab after it.  `blank`: white space, dropped at the top and foot of a column.
    """

    rows: int
    items: tuple[Item, ...] = ()
    keep: bool = False
    blank: bool = False
    part: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """A block as slabs.  `wide` spans the columns, `foot` goes to the foot of the first page, `movable` ones may change
    places with their neighbours, `optional` ones may be left out."""

    block: str
    slabs: tuple[Slab, ...]
    wide: bool = False
    foot: bool = False
    movable: bool = False
    optional: bool = False


def blank(rows: int) -> tuple[Slab, ...]:
    """So many rows of white, which nothing may be parted from."""
    return (Slab(rows, keep=True, blank=True),) if rows else ()


def trimmed(slabs: Sequence[Slab]) -> Sequence[Slab]:
    """A column's slabs without white at its top and foot."""
    start, end = 0, len(slabs)
    while start < end and slabs[start].blank:
        start += 1
    while end > start and slabs[end - 1].blank:
        end -= 1
    return slabs[start:end]


def height(slabs: Sequence[Slab]) -> int:
    """Rows of a column of slabs, white at its ends left out."""
    return sum([slab.rows for slab in trimmed(slabs)])


def stacked(slabs: Sequence[Slab], x: float, y: float, row: float) -> list[Item]:
    """The items of slabs placed one under another from (x, y)."""
    items: list[Item] = []
    for slab in trimmed(slabs):
        items.extend(moved(item, x, y) for item in slab.items)
        y += slab.rows * row
    return items
