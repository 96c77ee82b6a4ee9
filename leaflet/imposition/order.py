"""Which page stands where on the sheets of an office printer.  A number of pages goes in; sides of sheets come out.

Sheets lie on their long side and carry two pages on each side.  A side is what one sees when the sheet is turned like
the leaf of a book, so left and right on the back are those of the reader; pages count from 1, and 0 is a blank.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from leaflet.geometry import points

PAGES_OF_A_SHEET = 4
ROUNDING = 0.5  # points that a page may be wider than its half of the sheet: A5 and half of A4 are cut by whole mm
PAPER_THICKNESS = 0.1  # mm, of office paper of 80 g/m²: what an inner sheet of a folded pile stands out
PAPERS = {"a4": (297.0, 210.0), "a3": (420.0, 297.0), "letter": (279.4, 215.9)}  # mm, on their long side


class Kind(enum.StrEnum):
    """How pages are put on sheets."""

    BOOKLET = "booklet"  # folded in the middle and stapled
    TWO_UP = "two-up"  # the same page twice, to be cut in two
    AUTO = "auto"  # two-up for a leaflet of one sheet, else a booklet


class Flip(enum.StrEnum):
    """The edge over which the printer turns the sheet."""

    SHORT = "short"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Plan:
    """How to impose; `creep` is the thickness of a sheet in mm."""

    kind: Kind = Kind.AUTO
    paper: str = "a4"
    creep: float = PAPER_THICKNESS
    flip: Flip = Flip.SHORT

    @property
    def sheet(self) -> tuple[float, float]:
        """Width and height of the paper on its long side, in points."""
        wide, high = PAPERS[self.paper]
        return points(wide), points(high)

    def kind_for(self, pages: int) -> Kind:
        """Booklet or two-up."""
        if self.kind is not Kind.AUTO:
            return self.kind
        return Kind.TWO_UP if pages <= 2 else Kind.BOOKLET


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet with the pages on it; sheet 0 is the outermost."""

    sheet: int
    back: bool
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Placing:
    """A page on a side: `x`, `y` its lower left corner and `clip` (left, low, right, high) in points from the lower
    left corner of the sheet as the reader sees it."""

    page: int
    x: float
    y: float
    scale: float
    clip: tuple[float, float, float, float]


def booklet_order(pages: int, right_to_left: bool = False) -> tuple[Side, ...]:
    """Sides for saddle-stitching, outermost sheet first, each front before its back; blanks fill the last sheet.

    A booklet that is read from the right is bound at the right: every side is the mirror of the other's.
    """
    total = -(-pages // PAGES_OF_A_SHEET) * PAGES_OF_A_SHEET
    sides = []
    for sheet in range(total // PAGES_OF_A_SHEET):
        outer, inner = 2 * sheet + 1, total - 2 * sheet
        for back, pair in ((False, (inner, outer)), (True, (outer + 1, inner - 1))):
            left, right = (page if page <= pages else 0 for page in (pair[::-1] if right_to_left else pair))
            sides.append(Side(sheet, back, left, right))
    return tuple(sides)


def two_up_order(pages: int) -> tuple[Side, ...]:
    """Each page twice beside itself, odd ones in front: cut in the middle, a sheet gives two leaves that are alike."""
    return tuple(Side((page - 1) // 2, page % 2 == 0, page, page) for page in range(1, pages + 1))


def order(pages: int, kind: Kind, right_to_left: bool = False) -> tuple[Side, ...]:
    """The sides of either kind."""
    return booklet_order(pages, right_to_left) if kind is Kind.BOOKLET else two_up_order(pages)


def scale_on(size: tuple[float, float], plan: Plan) -> float:
    """By how much pages of this size (points) are made smaller to stand on half a sheet; 1 where they fit."""
    wide, high = plan.sheet
    fits = size[0] <= wide / 2 + ROUNDING and size[1] <= high + ROUNDING
    return 1.0 if fits else min(wide / 2 / size[0], high / size[1])


def placings(side: Side, size: tuple[float, float], plan: Plan, kind: Kind) -> tuple[Placing, ...]:
    """Where the pages of a side stand.  Those of a booklet touch the spine; the sheets inside stand out by their
    thickness, and so their pages are moved towards the spine by it, sheet by sheet."""
    wide, high = plan.sheet
    scale = scale_on(size, plan)
    width, height = size[0] * scale, size[1] * scale
    middle, y = wide / 2, (high - height) / 2
    shift = points(plan.creep) * side.sheet
    xs = (middle - width + shift, middle - shift)
    if kind is Kind.TWO_UP:
        xs = ((middle - width) / 2, middle + (middle - width) / 2)
    halves = ((0.0, 0.0, middle, high), (middle, 0.0, wide, high))
    return tuple(
        Placing(page, x, y, scale, _common(half, (x, y, x + width, y + height)))
        for page, x, half in zip((side.left, side.right), xs, halves, strict=True)
        if page
    )


def _common(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
