"""What is really behind words.  A page and a box on it go in; the inks of panels, and colours of drawings, come out."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from leaflet.check.proof import TOUCH, Proof, ink_box, is_backdrop
from leaflet.geometry import Rect
from leaflet.layout.placed import Image, Page, Panel
from leaflet.model.drawing import Drawing, Shape

PAPER = "#FFFFFF"

Box = tuple[float, float, float, float]  # left, top, right, bottom


class Ground:
    """What words on a page may stand on: its panels and the pictures that are meant for it, the topmost first."""

    def __init__(self, page: Page) -> None:
        under = [item for item in reversed(page.items) if is_backdrop(item)]
        self.mirrored = page.mirrored
        self.panels = [(box_of(item.rect), item.ink) for item in under if isinstance(item, Panel)]
        self.pictures = [(box_of(ink_box(item)), item) for item in under if isinstance(item, Image)]

    def inks(self, box: Box, proof: Proof) -> tuple[str, ...]:
        """What is seen in a box: names of inks, or #RRGGBB."""
        found: list[str] = []
        for area, image in self.pictures:
            if meet(area, box):
                inks, hidden = _of_drawing(proof, image, box, self.mirrored)
                found += inks
                if hidden and _holds(area, box):
                    return tuple(found)
        return (*found, *self._panels(box))

    def _panels(self, box: Box) -> tuple[str, ...]:
        met: list[tuple[Box, str]] = []
        for area, ink in self.panels:
            if meet(area, box):
                if not met and _holds(area, box):
                    return (ink,)
                met.append((area, ink))
        return _patchwork(met, box) if met else (PAPER,)


def meet(area: Box, box: Box) -> bool:
    """Do they share more than is seen?"""
    across, down = min(area[2], box[2]) - max(area[0], box[0]), min(area[3], box[3]) - max(area[1], box[1])
    return across > TOUCH and down > TOUCH


def _holds(area: Box, box: Box) -> bool:
    return (
        area[0] <= box[0] + TOUCH
        and area[1] <= box[1] + TOUCH
        and area[2] >= box[2] - TOUCH
        and area[3] >= box[3] - TOUCH
    )


def _patchwork(areas: Sequence[tuple[Box, str]], box: Box) -> tuple[str, ...]:
    """What shows in a box that several areas, the topmost first, cover in part: it is cut along all their edges."""
    found = {}
    for left, right in _cuts([edge for area, _ in areas for edge in (area[0], area[2])], box[0], box[2]):
        for top, bottom in _cuts([edge for area, _ in areas for edge in (area[1], area[3])], box[1], box[3]):
            x, y = (left + right) / 2, (top + bottom) / 2
            over = (ink for area, ink in areas if area[0] <= x <= area[2] and area[1] <= y <= area[3])
            found[next(over, PAPER)] = True
    return tuple(found)


def _cuts(edges: Sequence[float], start: float, end: float) -> Iterator[tuple[float, float]]:
    """The stretches between edges that are wide enough to be seen."""
    inside = sorted({start, end, *(edge for edge in edges if start < edge < end)})
    return ((low, high) for low, high in itertools.pairwise(inside) if high - low > TOUCH)


def _of_drawing(proof: Proof, image: Image, box: Box, mirrored: bool) -> tuple[list[str], bool]:
    """The colours of a drawing's shapes that meet a box, and whether they hide all that is behind."""
    drawing = proof.pictures.get(image.source)
    if not isinstance(drawing, Drawing):
        return [], False
    own = _in_drawing(image, drawing, box, mirrored and image.mirror != "never")
    found = []
    for shape in reversed(drawing.shapes):
        area = _reach(shape)
        if area[0] < own[2] and own[0] < area[2] and area[1] < own[3] and own[1] < area[3]:
            found += [ink for ink in (shape.stroke.ink if shape.stroke else None, shape.fill) if ink]
            if shape.fill and _is_rectangle(shape) and _covers(area, own):
                return found, True
    return found, False


def _in_drawing(image: Image, drawing: Drawing, box: Box, mirror: bool) -> Box:
    """A box of the page in the units of a drawing."""
    rect = image.rect
    across, down = drawing.width / rect.width, drawing.height / rect.height
    left, right = (box[0] - rect.x) * across, (box[2] - rect.x) * across
    if mirror:
        left, right = drawing.width - right, drawing.width - left
    return left, (box[1] - rect.y) * down, right, (box[3] - rect.y) * down


def _reach(shape: Shape) -> Box:
    """The box of a shape's points and handles, which no curve leaves, and of its pen."""
    xs = [value for _, values in shape.commands for value in values[::2]]
    ys = [value for _, values in shape.commands for value in values[1::2]]
    pen = shape.stroke.width / 2 if shape.stroke else 0.0
    return min(xs) - pen, min(ys) - pen, max(xs) + pen, max(ys) + pen


def _is_rectangle(shape: Shape) -> bool:
    points = [values for letter, values in shape.commands if values]
    straight = all(letter in "MLZ" for letter, _ in shape.commands)
    turns = all(one[0] == next_[0] or one[1] == next_[1] for one, next_ in itertools.pairwise([*points, *points[:1]]))
    return straight and turns and len(set(points)) == 4


def _covers(area: Box, box: Box) -> bool:
    return area[0] <= box[0] and area[1] <= box[1] and area[2] >= box[2] and area[3] >= box[3]


def box_of(rect: Rect) -> Box:
    """The edges of a box."""
    return rect.x, rect.y, rect.x + rect.width, rect.y + rect.height
