"""Which slab goes where, in rows only.  Strips and the room of each side go in; the cheapest plan comes out.

Nothing is placed here, so many plans can be tried: boxes may change places with the sections beside them, and a section
may begin on the next page rather than be cut.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from leaflet.layout.columns import Ruler
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
    """Slabs [start, …) of strips that flow together through the columns, or of one wide strip."""

    slabs: Sequence[Slab]
    wide: bool
    ruler: Ruler
    start: int = 0

    @property
    def rows(self) -> int:
        return self.ruler.rows(self.start, len(self.slabs))


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
class Taste:
    """What a plan is judged by: the share of a side's rows that may stay empty so that a section begins on the next,
    the cost of an empty row under a column, and the cost at which a plan is good enough."""

    loss: float = SECTION_LOSS
    hole: float = HOLE
    good: float = GOOD


@dataclass(frozen=True, slots=True)
class Planner:
    """The rules of one trial: `columns`, rows of room on each side, rows of the closing on the last; the side that has
    safety at its foot, and how many sides there are at least."""

    columns: int
    room: Rows
    closing: int
    foot_side: int = 1
    least: int = 1
    taste: Taste = Taste()

    def best(self, strips: Sequence[Strip], most: int) -> Plan:
        """The cheapest plan of all orders; the source's own order wins a tie.  `most` pages are allowed."""
        found: Plan | None = None
        foot = tuple(slab for strip in strips if strip.foot for slab in strip.slabs)
        for moves, order in orders(strips):
            segments = segments_of([strip for strip in order if not strip.foot])
            for whole in (True, False):
                plan = self.plan(segments, foot, whole)
                plan = Plan(plan.sides, plan.cost + MOVE * moves)
                if found is None or plan.cost < found.cost - 1e-9:
                    found = plan
                if len(plan.sides) <= most and plan.cost - PAGE * len(plan.sides) <= self.taste.good:
                    return plan
        assert found is not None
        return found

    def plan(self, segments: list[Segment], foot: Sequence[Slab], whole: bool) -> Plan:
        """Fill sides one after another; `whole` prefers to begin a page with a section."""
        sides = [SidePlan(1, self.room(1))]
        cost = 0.0
        while True:
            side = sides[-1]
            below = height(foot) if side.number == self.foot_side else 0
            segments, paid = self._fill_side(side, segments, below, whole)
            cost += paid
            if side.number == self.foot_side and foot:
                _set_foot(side, foot, bool(segments))
            fresh = side.number > 1 and not side.placements  # a closing higher than a page fits on none: overset
            if not segments and side.number >= self.least and (side.rows - side.used >= self.closing or fresh):
                break
            if segments and not side.placements and self._is_whole(side):  # one piece higher than a page: overset
                rest = segments[0].slabs[segments[0].start :]
                side.placements.append(Placement(0, (rest,), segments[0].wide))
                side.used = segments[0].rows
                segments = segments[1:]
            sides.append(SidePlan(side.number + 1, self.room(side.number + 1)))
        sides[-1].used += self.closing
        return Plan(tuple(sides), cost + PAGE * len(sides))

    def _is_whole(self, side: SidePlan) -> bool:
        """Has no other side more room than this one?"""
        return side.number > 1 and side.rows >= self.room(max(side.number, self.least) + 1)

    def _fill_side(
        self, side: SidePlan, segments: list[Segment], below: int, whole: bool
    ) -> tuple[list[Segment], float]:
        """Put as many segments on the side as fit above `below` rows; returns what is left, and the cost."""
        cost = 0.0
        while segments:
            segment, *rest = segments
            room = side.rows - side.used - below
            if segment.wide:
                if segment.rows > room:
                    return segments, cost
                _place(side, segment, (len(segment.slabs),))
            else:
                even = segment.ruler.balance(self.columns, room, segment.start, len(segment.slabs))
                if even is None:
                    return self._break_page(side, segment, rest, (room, whole, cost))
                cost += _place(side, segment, even)
            segments = rest
        return segments, cost

    def _break_page(
        self, side: SidePlan, segment: Segment, rest: list[Segment], how: tuple[int, bool, float]
    ) -> tuple[list[Segment], float]:
        """Fill the columns to the foot of the page and carry the rest over."""
        room, whole, cost = how
        slabs, ruler, start = segment.slabs, segment.ruler, segment.start
        ends = ruler.fill(self.columns, room, start, len(slabs))
        end = _section_start(segment, ends[-1], self.taste.loss * room * self.columns) if whole else ends[-1]
        if end == start:
            return [segment, *rest], cost
        ends = ruler.balance(self.columns, room, start, end) or ends
        cost += _place(side, segment, ends)
        if end < len(slabs) and _block_at(slabs, end) == _block(slabs[end - 1].part):
            cost += CUT_SECTION
        cost += self.taste.hole * self.columns * (room - max(ruler.heights(start, ends)))
        return [replace(segment, start=end), *rest], cost


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


def _section_start(segment: Segment, end: int, loss: float) -> int:
    """The last start of a block before `end`, if that leaves no more than so many rows empty; else `end`."""
    slabs = segment.slabs
    for at in range(end, segment.start, -1):
        if at < len(slabs) and _block_at(slabs, at) != _block(slabs[at - 1].part) and not slabs[at - 1].keep:
            return at if segment.ruler.rows(at, end) <= loss else end
    return end


def _place(side: SidePlan, segment: Segment, ends: Sequence[int]) -> float:
    """Put columns on a side; the cost is of the rows left empty under the lower ones."""
    heights = segment.ruler.heights(segment.start, ends)
    columns = tuple(segment.slabs[a:b] for a, b in zip((segment.start, *ends), ends, strict=False))
    side.placements.append(Placement(side.used, columns, segment.wide))
    side.used += max(heights)
    return HOLE * (len(heights) * max(heights) - sum(heights))


def _set_foot(side: SidePlan, foot: Sequence[Slab], more: bool) -> None:
    """Safety: at the foot of the first page, or right under the text where that ends there."""
    tall = height(foot)
    if more:
        side.used = max(side.used, side.rows - tall)
    side.placements.append(Placement(side.used, (foot,), True))
    side.used += tall


def segments_of(strips: Sequence[Strip]) -> list[Segment]:
    """Wide strips alone, the others together; between two of these the larger white counts, not the sum."""
    found: list[tuple[list[Slab], bool]] = []
    for strip in strips:
        if strip.wide or not found or found[-1][1]:
            found.append((list(strip.slabs), strip.wide))
            continue
        above = found[-1][0]
        if above and strip.slabs and above[-1].blank and strip.slabs[0].blank:
            rows = max(above.pop().rows, strip.slabs[0].rows)
            above.append(Slab(rows, blank=True))
            above.extend(strip.slabs[1:])
        else:
            above.extend(strip.slabs)
    return [Segment(slabs, wide, Ruler(slabs)) for slabs, wide in found]


def _block(part: str) -> str:
    return part.partition("/")[0]


def _block_at(slabs: Sequence[Slab], at: int) -> str:
    """The block of the first slab from `at` on that shows something."""
    return _block(next((slab.part for slab in slabs[at:] if slab.part), ""))
