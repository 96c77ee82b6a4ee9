"""The graphics state of a page's content (ISO 32000-1 8.4): what `q` keeps and `Q` brings back."""

from __future__ import annotations

import copy
import math
from dataclasses import dataclass
from typing import Any

from leaflet.check.preflight.glyph_sizes import NO_FONT, PdfFont
from leaflet.check.preflight.inks import DEVICE_GRAY, Colour, start_colour
from leaflet.check.preflight.objects import is_dictionary
from leaflet.check.preflight.painted import Box, Ink
from leaflet.model.affine import IDENTITY, Affine

BLACK = start_colour(DEVICE_GRAY)
HUGE = 1e7


@dataclass(slots=True)
class _State:
    """The workbench of one content stream."""

    ctm: Affine = IDENTITY
    clip: Box = (-HUGE, -HUGE, HUGE, HUGE)
    fill: Colour = BLACK
    stroke: Colour = BLACK
    width: float = 1.0
    fill_over: bool = False
    stroke_over: bool = False
    over_mode: int = 0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blend: str = "Normal"
    soft_mask: bool = False
    font: PdfFont = NO_FONT
    font_key: Any = None
    size: float = 0.0
    spacing: float = 0.0
    word: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0

    def copied(self) -> _State:
        return copy.copy(self)

    def ink(self, stroke: bool = False) -> Ink:
        """What a stroke or a fill is painted with now."""
        found = self.stroke if stroke else self.fill
        over, alpha = (self.stroke_over, self.stroke_alpha) if stroke else (self.fill_over, self.fill_alpha)
        return Ink(found, over, self.over_mode, alpha, self.blend, self.soft_mask)

    def apply(self, entries: Any) -> set[str]:
        """Take over an extended graphics state (ISO 32000-1 table 58); comes back with what rules ask about."""
        take = entries.get
        if "/OP" in entries:
            self.stroke_over = bool(take("/OP"))
            self.fill_over = bool(take("/op", self.stroke_over))
        if "/op" in entries:
            self.fill_over = bool(take("/op"))
        self.over_mode = int(take("/OPM", self.over_mode))
        self.width = float(take("/LW", self.width))
        self.stroke_alpha, self.fill_alpha = float(take("/CA", self.stroke_alpha)), float(take("/ca", self.fill_alpha))
        if "/BM" in entries:
            self.blend = _blend(take("/BM"))
        if "/SMask" in entries:
            self.soft_mask = is_dictionary(take("/SMask"))
        return _asked(entries)


def _blend(mode: Any) -> str:
    """A name, or a list of which the first that is known counts."""
    import pikepdf

    first = mode[0] if isinstance(mode, pikepdf.Array) and len(mode) else mode
    return str(first).lstrip("/")


def _asked(entries: Any) -> set[str]:
    transfers = [str(entries[key]) for key in ("/TR", "/TR2") if key in entries]
    asked = {"transfer"} if any(value not in ("/Default", "/Identity") for value in transfers) else set()
    if "/HT" in entries and str(entries["/HT"]) != "/Default":
        asked.add("halftone")
    return asked


def spread(matrix: Affine) -> float:
    """By how much a line's width grows at most."""
    a, b, c, d, _, _ = matrix
    return max(math.hypot(a, b), math.hypot(c, d))


def narrowness(matrix: Affine) -> float:
    """By how much a line's width grows at least: the smaller singular value of the matrix."""
    a, b, c, d, _, _ = matrix
    half = (a * a + b * b + c * c + d * d) / 2
    return math.sqrt(max(half - math.sqrt(max(half * half - (a * d - b * c) ** 2, 0.0)), 0.0))


def height(matrix: Affine) -> float:
    """By how much upright lengths grow: type is measured along its own height."""
    return math.hypot(matrix[2], matrix[3])


def moved(matrix: Affine, x: float, y: float) -> tuple[float, float]:
    """A point through a map."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def outline(matrix: Affine, box: Box) -> Box:
    """The box round what a map makes of a box."""
    left, low, right, high = box
    corners = [moved(matrix, x, y) for x in (left, right) for y in (low, high)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))
