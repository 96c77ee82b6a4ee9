"""What a page shows, as values: one `Painted` for each thing that the content puts on the paper.

Boxes are (left, low, right, high) in points of default user space, y upwards.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from leaflet.check.preflight.glyph_sizes import PdfFont
from leaflet.check.preflight.inks import Colour

Box = tuple[float, float, float, float]


class Kind(enum.StrEnum):
    """What is painted."""

    TEXT = "text"
    FILL = "fill"
    STROKE = "line"
    IMAGE = "image"
    SHADING = "shading"


@dataclass(frozen=True, slots=True)
class Ink:
    """With what it is painted: colour, whether it overprints and how, and how transparent it is."""

    colour: Colour
    overprint: bool = False
    mode: int = 0
    alpha: float = 1.0
    blend: str = "Normal"
    soft_mask: bool = False

    @property
    def is_transparent(self) -> bool:
        return self.alpha < 1 or self.soft_mask or self.blend not in ("Normal", "Compatible")


@dataclass(frozen=True, slots=True)
class Painted:
    """One thing on the page.  `size` is the type size on the paper, `width` that of a line, `ppi` the resolution of an
    image of `pixels` at its size, with `bits` for each part of a pixel; `font` is the font's name; `stencil` is an
    image of one bit that is painted in `ink`."""

    kind: Kind
    page: int
    box: Box
    ink: Ink
    size: float = 0.0
    width: float = 0.0
    ppi: float = 0.0
    bits: int = 8
    pixels: tuple[int, int] = (0, 0)
    font: str = ""
    artifact: bool = False
    stencil: bool = False


@dataclass(frozen=True, slots=True)
class FontUse:
    """A font and the codes that the page shows in it."""

    font: PdfFont
    codes: frozenset[int]


@dataclass(frozen=True, slots=True)
class PageContent:
    """All that one page shows.  `states` are what extended graphics states ask for beyond colour (`transfer`,
    `halftone`, `group without colour space`); `garbled` counts operators that made no sense; `cut` says that the page
    was too much to look at whole."""

    painted: tuple[Painted, ...] = ()
    fonts: tuple[FontUse, ...] = ()
    states: frozenset[str] = frozenset()
    garbled: int = 0
    cut: bool = False


def meet(one: Box, other: Box) -> Box | None:
    """What two boxes share; None where they do not meet."""
    left, low = max(one[0], other[0]), max(one[1], other[1])
    right, high = min(one[2], other[2]), min(one[3], other[3])
    return (left, low, right, high) if left <= right and low <= high else None


def around(points: list[tuple[float, float]]) -> Box:
    """The box round some points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys))
