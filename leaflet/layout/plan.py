"""Which slab goes where, in rows only.  Strips and the room of each side go in; the cheapest plan comes out.

Nothing is placed here, so many plans can be tried: boxes may change places with the sections beside them, and a section
may begin on the next page rather than be cut.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from leaflet.layout.columns import Ruler, balance, max_rows
from leaflet.layout.slab import Slab, Strip, height

SECTION_LOSS = 0.16  # of a page's rows that may stay empty so that a section begins on the next page
MOST_ORDERS = 30  # orders of the boxes that are tried
GOOD = 4.0  # a plan this cheap, pages aside, is taken at once
MOVED_BOXES = 3  # the last ones of a leaflet, when it has more
FARTHEST = 3  # places a box may move from where the source has it
HOLE = 1.0  # a row left empty under a column
MOVE = 0.6  # a box one place from where the source has it
CUT_SECTION = 2.0  # a section that goes on over the page
PAGE = 1000.0  # a page more

Rows = Callable[[int], int]  # side number, from 1, to the rows it has


@dataclass(frozen=True, slots=True)
class Segment:
    """Strips that flow together through the columns, or one wide strip."""

    slabs: tuple[Slab, ...]
    wide: bool


@dataclass(frozen=True, slots=True)
class Placement:
    """Slabs for the columns from `row` of a side down; one group of slabs for a wide strip."""

    row: int
    columns: tuple[Sequence[Slab], ...]
    wide: bool


@dataclass(slots=True)
class SidePlan:
    """One side: `rows` of room, `used` of them taken."""

    number: int
    rows: int
    used: int = 0
    placements: list[Placement] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plan:
    """All sides, and what the plan costs beside others."""

    sides: tuple[SidePlan, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class Planner:
    """The rules of one trial: `columns`, rows of room on each side, rows of the closing."""

    columns: int
    room: Rows
    closing: int

    def best(self, strips: Sequence[Strip], most: int) -> Plan:
        """The cheapest plan of all orders; the source's own order wins a tie.  `most` pages are allowed."""
        found: Plan | None = None
        for moves, order in orders(strips):
            for whole in (True, False):
                plan = self.plan(order, whole)
                plan = replace(plan, cost=plan.cost + MOVE * moves)
                if found is None or plan.cost < found.cost - 1e-9:
                    found = plan
                if len(plan.sides) <= most and plan.cost - PAGE * len(plan.sides) <= GOOD:
                    return plan
        assert found is not None
        return found

    def plan(self, strips: Sequence[Strip], whole: bool) -> Plan:
        """Fill sides one after another; `whole` prefers to begin a page with a section."""
        segments = _segments([strip for strip in strips if not strip.foot])
        foot = tuple(slab for strip in strips if strip.foot for slab in strip.slabs)
        sides = [SidePlan(1, self.room(1))]
        cost = 0.0
        while True:
            side = sides[-1]
            below = height(foot) if side.number == 1 else 0
            segments, paid = self._fill_side(side, segments, below, whole)
            cost += paid
            if side.number == 1 and foot:
                _set_foot(side, foot, bool(segments))
            if not segments and side.rows - side.used >= self.closing:
                break
            if segments and not side.placements and side.number > 1:  # one piece higher than a page: overset
                side.placements.append(Placement(0, (segments[0].slabs,), segments[0].wide))
                side.used = height(segments[0].slabs)
                segments = segments[1:]
            sides.append(SidePlan(side.number + 1, self.room(side.number + 1)))
        sides[-1].used += self.closing
        return Plan(tuple(sides), cost + PAGE * len(sides))

    def _fill_side(
        self, side: SidePlan, segments: list[Segment], below: int, whole: bool
    ) -> tuple[list[Segment], float]:
        """Put as many segments on the side as fit above `below` rows; returns what is left, and the cost."""
        cost = 0.0
        while segments:
            segment, *rest = segments
            room = side.rows - side.used - below
            if segment.wide:
                if height(segment.slabs) > room:
                    return segments, cost
                _place(side, (segment.slabs,), True)
            else:
                even = balance(segment.slabs, self.columns, room)
                if even is None:
                    return self._break_page(side, segment, rest, (room, whole, cost))
                cost += _place(side, _cut(segment.slabs, even[0]), False)
            segments = rest
        return segments, cost

    def _break_page(
        self, side: SidePlan, segment: Segment, rest: list[Segment], how: tuple[int, bool, float]
    ) -> tuple[list[Segment], float]:
        """Fill the columns to the foot of the page and carry the rest over."""
        room, whole, cost = how
        slabs = segment.slabs
        ends = Ruler(slabs).fill(self.columns, room)
        end = _section_start(slabs, ends[-1], room * self.columns) if whole else ends[-1]
        if end == 0:
            return [segment, *rest], cost
        even = balance(slabs[:end], self.columns, room)
        ends = even[0] if even else ends
        cost += _place(side, _cut(slabs[:end], ends), False)
        if end < len(slabs) and _block_at(slabs, end) == _block(slabs[end - 1].part):
            cost += CUT_SECTION
        cost += HOLE * self.columns * (room - max_rows(slabs[:end], ends))
        return [Segment(slabs[end:], False), *rest], cost


def orders(strips: Sequence[Strip]) -> Iterator[tuple[int, Sequence[Strip]]]:
    """The source's order, then others in which boxes stand a few places off, nearest first; with the places moved."""
    movable = [index for index, strip in enumerate(strips) if strip.movable]
    shifts = _shifts(min(len(movable), MOVED_BOXES))
    seen: set[tuple[str, ...]] = set()
    for shift in shifts:
        places = {index: float(index) for index in range(len(strips))}
        for index, by in zip(movable[-MOVED_BOXES:], shift, strict=False):
            places[index] += by + (0.5 if by > 0 else -0.5 if by < 0 else 0.0)
        order = [strips[index] for index in sorted(places, key=lambda index: (places[index], index))]
        key = tuple(strip.block for strip in order)
        if key not in seen:
            seen.add(key)
            yield sum(map(abs, shift)), order
        if len(seen) >= MOST_ORDERS:
            return


@functools.cache
def _shifts(boxes: int) -> list[tuple[int, ...]]:
    """By how many places each of some boxes is moved, least first."""
    every = itertools.product(range(-FARTHEST, FARTHEST + 1), repeat=boxes)
    return sorted(every, key=lambda shift: (sum(map(abs, shift)), shift))


def _section_start(slabs: Sequence[Slab], end: int, room: int) -> int:
    """The last start of a block before `end`, if that leaves little of the page empty; else `end`."""
    for at in range(end, 0, -1):
        if at < len(slabs) and _block_at(slabs, at) != _block(slabs[at - 1].part) and not slabs[at - 1].keep:
            return at if height(slabs[at:end]) <= SECTION_LOSS * room else end
    return end


def _place(side: SidePlan, columns: Sequence[Sequence[Slab]], wide: bool) -> float:
    """Put columns on a side; the cost is of the rows left empty under the lower ones."""
    heights = [height(slabs) for slabs in columns]
    side.placements.append(Placement(side.used, tuple(columns), wide))
    side.used += max(heights)
    return HOLE * sum(max(heights) - tall for tall in heights)


def _set_foot(side: SidePlan, foot: Sequence[Slab], more: bool) -> None:
    """Safety: at the foot of the first page, or right under the text where that ends there."""
    tall = height(foot)
    if more:
        side.used = max(side.used, side.rows - tall)
    side.placements.append(Placement(side.used, (foot,), True))
    side.used += tall


def _cut(slabs: Sequence[Slab], ends: Sequence[int]) -> list[Sequence[Slab]]:
    return [slabs[start:end] for start, end in zip((0, *ends), ends, strict=False)]


def _segments(strips: Sequence[Strip]) -> list[Segment]:
    segments: list[Segment] = []
    for strip in strips:
        if strip.wide or not segments or segments[-1].wide:
            segments.append(Segment(strip.slabs, strip.wide))
        else:
            segments[-1] = Segment(_joined(segments[-1].slabs, strip.slabs), False)
    return segments


def _joined(above: tuple[Slab, ...], below: tuple[Slab, ...]) -> tuple[Slab, ...]:
    """Two strips under one another: of the white between them the larger counts, not the sum."""
    if above and below and above[-1].blank and below[0].blank:
        white = replace(below[0], rows=max(above[-1].rows, below[0].rows), keep=False)
        return (*above[:-1], white, *below[1:])
    return above + below


def _block(part: str) -> str:
    return part.partition("/")[0]


def _block_at(slabs: Sequence[Slab], at: int) -> str:
    """The block of the first slab from `at` on that shows something."""
    return _block(next((slab.part for slab in slabs[at:] if slab.part), ""))
