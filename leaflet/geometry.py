"""Lengths and boxes.  Millimetres come in with the design; everything after is in points, y downwards from the top.

Until an item is placed, x counts from the start edge of the page, so that one layout serves both directions of reading.
"""

from __future__ import annotations

from dataclasses import dataclass

POINTS_PER_MM = 72 / 25.4  # PDF 32000-1 8.3.2.3: user space is 1/72 inch


def points(millimetres: float) -> float:
    """Millimetres as points."""
    return millimetres * POINTS_PER_MM


def millimetres(pts: float) -> float:
    """Points as millimetres."""
    return pts / POINTS_PER_MM


@dataclass(frozen=True, slots=True)
class Insets:
    """Distances inwards from the four edges, in the unit of what they belong to."""

    top: float = 0.0
    end: float = 0.0
    bottom: float = 0.0
    start: float = 0.0


@dataclass(frozen=True, slots=True)
class Rect:
    """A box: `x` from the start (or, once placed, left) edge, `y` from the top, in points."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def inset(self, by: Insets) -> Rect:
        """The box less the insets."""
        return Rect(
            self.x + by.start, self.y + by.top, self.width - by.start - by.end, self.height - by.top - by.bottom
        )

    def mirrored(self, width: float) -> Rect:
        """The same box on a page of `width` read the other way."""
        return Rect(width - self.x - self.width, self.y, self.width, self.height)
