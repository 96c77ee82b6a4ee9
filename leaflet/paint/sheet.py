"""The sheet round a finished page.  A trim size, a bleed and the marks that are wanted go in; boxes and marks come out.

All in points, y upwards, the origin at the corner of the MediaBox.  Marks stand outside the bleed (ISO 15930-7 6.11),
0.25 pt wide in the colorant All, so that they are on every plate, those of spot inks too (ISO 32000-1 8.6.6.4; every
PDF/X allows it for marks).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leaflet.geometry import points
from leaflet.layout.press_wish import MARKS

CROP, FOLD, BLEED, REGISTRATION, BAR = MARKS
MARK = points(5)  # length of a crop or fold mark
BLEED_MARK = points(3)
CLEAR = points(1)  # between the bleed and a mark
HAIRLINE = 0.25
DASH = "[2 1.5] 0 d"  # folds are dashed, cuts are not
TARGET = points(1.6)  # radius of a registration mark
ASIDE = points(8)  # of a registration mark that would stand on a fold
PATCH = points(4)  # side of a patch of the colour bar
BAR_START = points(12)  # from the left of the trim
ALL = "All"  # resource name of the colorant
PATCHES = ("1 0 0 0", "0 1 0 0", "0 0 1 0", "0 0 0 1", "1 1 0 0", "0 1 1 0", "1 0 1 0", "0 0 0 0.5")
CIRCLE = 0.5523  # of the radius: control points of a quarter circle
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of `width` by `height` after trimming; `folds` are from its left."""

    width: float
    height: float
    bleed: float
    marks: frozenset[str] = frozenset()
    folds: tuple[float, ...] = ()

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

    def operators(self, spots: Sequence[str] = ()) -> str:
        """The marks that are wanted; nothing where there are none.  `spots` are operators that set the spot inks, for
        the colour bar."""
        parts = list(_marks(self, spots))
        return "\n".join(["q", f"{HAIRLINE} w", f"/{ALL} CS 1 SCN", *parts, "Q"]) if parts else ""


def _marks(sheet: Sheet, spots: Sequence[str]) -> Iterator[str]:
    if CROP in sheet.marks:
        yield from _corners(sheet, 0.0, MARK)
    if BLEED in sheet.marks:
        yield from _corners(sheet, sheet.bleed, BLEED_MARK)
    if FOLD in sheet.marks and sheet.folds:
        yield from ("q", DASH, *_folds(sheet), "Q")
    if REGISTRATION in sheet.marks:
        yield from _targets(sheet)
    if BAR in sheet.marks:
        yield from _bar(sheet, (*(f"{inks} k" for inks in PATCHES), *spots))


def _corners(sheet: Sheet, aside: float, length: float) -> Iterator[str]:
    """Two lines at each corner of the trim, or of a box that is larger by `aside`."""
    left, low, right, high = sheet.trim
    out = sheet.bleed + CLEAR
    for x in (left - aside, right + aside):
        for y, away in ((low, -1), (high, 1)):
            yield _line(x, y + away * out, x, y + away * (out + length))
    for y in (low - aside, high + aside):
        for x, away in ((left, -1), (right, 1)):
            yield _line(x + away * out, y, x + away * (out + length), y)


def _folds(sheet: Sheet) -> Iterator[str]:
    left, low, _, high = sheet.trim
    out = sheet.bleed + CLEAR
    for fold in sheet.folds:
        for y, away in ((low, -1), (high, 1)):
            yield _line(left + fold, y + away * out, left + fold, y + away * (out + MARK))


def _targets(sheet: Sheet) -> Iterator[str]:
    left, low, right, high = sheet.trim
    middle = sheet.bleed + CLEAR + MARK / 2
    across = (left + right) / 2
    if any(abs(left + fold - across) < ASIDE / 2 for fold in sheet.folds):
        across += ASIDE
    for x, y in ((across, low - middle), (across, high + middle)):
        yield _target(x, y)
    for x, y in ((left - middle, (low + high) / 2), (right + middle, (low + high) / 2)):
        yield _target(x, y)


def _bar(sheet: Sheet, colours: Sequence[str]) -> Iterator[str]:
    """A row of patches under the page, clear of the fold marks."""
    length, start = len(colours) * PATCH, BAR_START
    for fold in sorted(sheet.folds):
        if start - CLEAR < fold < start + length + CLEAR:
            start = fold + CLEAR
    left, low = sheet.trim[:2]
    y = low - sheet.bleed - CLEAR - (MARK + PATCH) / 2
    for at, colour in enumerate(colours):
        yield f"{colour} {left + start + at * PATCH:.3f} {y:.3f} {PATCH:.3f} {PATCH:.3f} re f"


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
