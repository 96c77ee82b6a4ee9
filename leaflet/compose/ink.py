"""Where ink really is.  Shaped text and its lines go in; how high and deep they reach, and how far apart they must be.

Fonts state heights that no letter needs (Nastaliq) or that some go beyond (Khmer, Vietnamese capitals): lines are kept
apart by what is drawn.  A line's profile gives its reach above and below the baseline for each stretch of its length,
so that a deep letter over a low one takes no room.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from leaflet.compose.lines import Line
from leaflet.compose.shape import GlyphRun, ShapedText

BIN = 0.25  # em: how finely a profile tells letters apart; as wide as a narrow letter
NOTHING = -9.0  # em: where a line has no ink
INSIDE = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Profile:
    """Ink of a line in em: the highest point above the baseline and the lowest below it (positive), in all and for each
    `BIN` from the line's start edge."""

    height: float
    depth: float
    heights: tuple[float, ...]
    depths: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Reach:
    """How far the cluster that begins at each character reaches above and below the baseline, in em; `NOTHING` where no
    cluster begins or has no ink."""

    heights: list[float]
    depths: list[float]
    shaped: ShapedText

    @cached_property
    def over(self) -> dict[int, tuple[float, float]]:
        """The clusters with ink before and behind their own advance, and how much of it in the order of reading: a
        stroke of Nastaliq runs over its neighbours.  Where nothing is moved letters reach over each other by a hair."""
        moved = (run for run in self.shaped.runs if run.dx or run.dy)
        return {cluster: ends for run in moved for cluster, ends in _over(run)}


def reach(shaped: ShapedText) -> Reach:
    """The reach of every cluster of a text."""
    heights, depths = [NOTHING] * len(shaped.text), [NOTHING] * len(shaped.text)
    for run in shaped.runs:
        scale = run.scale
        for cluster, (bottom, top) in zip(run.clusters, _boxes(run), strict=True):
            if top > bottom:
                if top * scale > heights[cluster]:
                    heights[cluster] = top * scale
                if -bottom * scale > depths[cluster]:
                    depths[cluster] = -bottom * scale
    return Reach(heights, depths, shaped)


def _over(run: GlyphRun) -> Iterator[tuple[int, tuple[float, float]]]:
    """Clusters with ink outside their advance: the first character, and how far before and behind, in em."""
    unit, scale = run.face.unit, run.scale
    turned = bool(run.level & 1)
    for cluster, group in itertools.groupby(range(len(run.glyphs)), run.clusters.__getitem__):
        members = list(group)
        pen = left = right = 0.0
        for at in reversed(members) if turned else members:
            low, high = run.face.side(run.glyphs[at])
            x = pen + run.dx[at] * unit * scale if run.dx else pen
            left, right = min(left, x + low * scale), max(right, x + high * scale)
            pen += run.advances[at]
        before, behind = (right - pen, -left) if turned else (-left, right - pen)
        if before > 0 or behind > 0:
            yield cluster, (max(before, 0.0), max(behind, 0.0))


def extent(shaped: ShapedText, of: Reach | None = None) -> tuple[float, float]:
    """How far a text reaches above and below its baseline, in em; both at least 0."""
    if of is not None:
        return max([0.0, *of.heights]), max([0.0, *of.depths])
    low = high = 0.0
    for run in shaped.runs:
        for bottom, top in _boxes(run) if run.dy else map(run.face.ink, set(run.glyphs)):
            low, high = min(low, bottom * run.scale), max(high, top * run.scale)
    return high, -low


def _boxes(run: GlyphRun) -> list[tuple[float, float]]:
    """Lowest and highest ink of each glyph of a run, in em of the run."""
    known, ink, unit = run.face.boxes, run.face.ink, run.face.unit
    boxes = [known.get(glyph) or ink(glyph) for glyph in run.glyphs]
    if not run.dy:
        return boxes
    return [(bottom + dy * unit, top + dy * unit) for (bottom, top), dy in zip(boxes, run.dy, strict=True)]


def profile(shaped: ShapedText, line: Line, of: Reach) -> Profile:
    """The ink of one line.  Places are counted in reading order: words of the other direction are taken to stand where
    they are read, which is right to within their own length."""
    count = int(line.width / BIN) + 2
    heights, depths = [NOTHING] * count, [NOTHING] * count
    x, origin = shaped.x, shaped.x[line.start]
    for at in range(line.start, line.end):
        high, low = of.heights[at], of.depths[at]
        if high > NOTHING or low > NOTHING:
            before, behind = of.over.get(at, INSIDE)
            last = min(int((x[at + 1] - origin + behind) / BIN) + 1, count)
            for place in range(max(0, int((x[at] - origin - before) / BIN)), last):
                if high > heights[place]:
                    heights[place] = high
                if low > depths[place]:
                    depths[place] = low
    return Profile(max(heights, default=0.0), max(depths, default=0.0), tuple(heights), tuple(depths))


def clearance(upper: Profile, lower: Profile) -> float:
    """The distance of baselines, in em, at which the ink of two lines that start at one edge just does not touch."""
    pairs = zip(upper.depths, lower.heights, strict=False)
    return max((depth + height for depth, height in pairs), default=0.0)


def highest(lines: Sequence[tuple[ShapedText, Line, Reach]], least: float = 0.0) -> float:
    """The largest clearance of lines that follow one another, in em, if that is more than `least`.

    The pairs that reach into each other most are looked at first, and most others need not be.
    """
    reached = [(max(of.heights[a:b], default=0.0), max(of.depths[a:b], default=0.0)) for a, b, of in _ends(lines)]
    pairs = [(upper[1] + lower[0], at) for at, (upper, lower) in enumerate(itertools.pairwise(reached))]
    for most, at in sorted(pairs, reverse=True):
        if most <= least:
            break
        least = max(least, clearance(profile(*lines[at]), profile(*lines[at + 1])))
    return least


def _ends(lines: Sequence[tuple[ShapedText, Line, Reach]]) -> list[tuple[int, int, Reach]]:
    return [(line.start, line.end, of) for _, line, of in lines]
