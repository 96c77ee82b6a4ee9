"""The sheet round a finished page.  A trim size, a bleed and the marks that are wanted go in; boxes and marks come out.

All in points, y upwards, the origin at the corner of the MediaBox.  Marks stand outside the bleed (ISO 15930-7 6.11),
0.25 pt wide in all inks, so that they are on every plate.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from leaflet.geometry import points

MARK = points(5)  # length of a crop mark
CLEAR = points(1)  # between the bleed and a mark
HAIRLINE = 0.25
TARGET = points(1.6)  # radius of a registration mark
PATCH = points(4)  # side of a patch of the colour bar
ALL_INKS = "1 1 1 1 K"
PATCHES = ("1 0 0 0", "0 1 0 0", "0 0 1 0", "0 0 0 1", "1 1 0 0", "0 1 1 0", "1 0 1 0", "0 0 0 0.5")
CIRCLE = 0.5523  # of the radius: control points of a quarter circle
CROP, REGISTRATION, BAR = "crop", "registration", "bar"
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of `width` by `height` after trimming."""

    width: float
    height: float
    bleed: float
    marks: frozenset[str] = frozenset()

    @property
    def margin(self) -> float:
        """From the edge of the sheet to the trim."""
        return self.bleed + (CLEAR + MARK + CLEAR if self.marks else 0.0)

    @property
    def media(self) -> Box:
        return (0.0, 0.0, self.width + 2 * self.margin, self.height + 2 * self.margin)

    @property
    def trim(self) -> Box:
        return (self.margin, self.margin, self.margin + self.width, self.margin + self.height)

    @property
    def bleed_box(self) -> Box:
        left, low, right, high = self.trim
        return (left - self.bleed, low - self.bleed, right + self.bleed, high + self.bleed)

    def operators(self) -> str:
        """The marks that are wanted; nothing where there are none."""
        parts = list(_marks(self, self.marks))
        return "\n".join(["q", f"{HAIRLINE} w", ALL_INKS, *parts, "Q"]) if parts else ""


def _marks(sheet: Sheet, wanted: Collection[str]) -> Iterator[str]:
    left, low, right, high = sheet.trim
    out = sheet.bleed + CLEAR
    if CROP in wanted:
        for x in (left, right):
            for y, away in ((low, -1), (high, 1)):
                yield _line(x, y + away * out, x, y + away * (out + MARK))
        for y in (low, high):
            for x, away in ((left, -1), (right, 1)):
                yield _line(x + away * out, y, x + away * (out + MARK), y)
    if REGISTRATION in wanted:
        middle = out + MARK / 2
        for x, y in (((left + right) / 2, low - middle), ((left + right) / 2, high + middle)):
            yield _target(x, y)
        for x, y in ((left - middle, (low + high) / 2), (right + middle, (low + high) / 2)):
            yield _target(x, y)
    if BAR in wanted:
        x, y = left + points(12), low - out - (MARK + PATCH) / 2
        for at, inks in enumerate(PATCHES):
            yield f"{inks} k {x + at * PATCH:.3f} {y:.3f} {PATCH:.3f} {PATCH:.3f} re f"


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"{x1:.3f} {y1:.3f} m {x2:.3f} {y2:.3f} l S"


def _target(x: float, y: float) -> str:
    """A circle with a cross through it."""
    r, k = TARGET, TARGET * CIRCLE
    curves = [
        (x + r, y + k, x + k, y + r, x, y + r),
        (x - k, y + r, x - r, y + k, x - r, y),
        (x - r, y - k, x - k, y - r, x, y - r),
        (x + k, y - r, x + r, y - k, x + r, y),
    ]
    path = " ".join(" ".join(f"{value:.3f}" for value in curve) + " c" for curve in curves)
    reach = MARK / 2
    return f"{x + r:.3f} {y:.3f} m {path} S\n{_line(x - reach, y, x + reach, y)}\n{_line(x, y - reach, x, y + reach)}"
