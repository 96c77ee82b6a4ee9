"""What one trial of the layout is set with: a design at a body size and a step of white space, and the pictures.

Everything here is derived from those; the rows of the grid and the baseline in a row are decided here, once.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from leaflet.compose.fonts import Face
from leaflet.compose.lines import Line
from leaflet.compose.shape import ShapedText
from leaflet.compose.typesetter import Typesetter
from leaflet.layout.design import Design, Spacing, Style
from leaflet.localize.local_leaflet import LocalLeaflet
from leaflet.model.picture import Picture

ROUNDING = 1e-6
CAPITALS = frozenset(("Latn", "Cyrl", "Grek", "Armn", "Geor"))  # scripts that stand as high as Noto Sans' capitals
INK_GAP = 0.04  # em of white that stays between the ink of two lines
GRID_SLACK = 1.03  # a heading may be so much larger than rows that never touch: few are of two lines


@dataclass(frozen=True, eq=False)
class Setting:
    """One trial.  `row` is the distance of two lines of the grid in points, `baseline` that of a row's top to its
    baseline; `pictures` are the leaflet's by their name in the source."""

    design: Design
    size: float
    spacing: Spacing
    typesetter: Typesetter
    pictures: Mapping[str, Picture]
    least: float = 0.0  # em: the least leading at which this text's lines do not touch

    @cached_property
    def row_em(self) -> float:
        """The leading in em: the design's or what the script likes, whichever is more; on a tight step nearer to the
        least that the script bears."""
        locale = self.typesetter.locale
        wanted = max(self.design.body.leading, locale.size_factor * locale.line_height)
        least = min(wanted, locale.size_factor * locale.line_height_min)
        return max(least + (wanted - least) * self.spacing.leading, self.least)

    @cached_property
    def row(self) -> float:
        """The leading in points: one row of the grid."""
        return self.size * self.row_em

    @cached_property
    def face(self) -> Face:
        """The body face."""
        faces = self.typesetter.faces
        return faces.face(faces.order(self.typesetter.locale.fonts)[0])

    @cached_property
    def middle(self) -> float:
        """Twice the height over the baseline at which text looks centred, in em: capitals where the face is made for
        them, else what the face states of its reach above and below."""
        if self.typesetter.locale.script in CAPITALS:
            return self.face.cap_height
        return (self.face.ascent - self.face.descent) * self.typesetter.locale.size_factor

    @cached_property
    def baseline(self) -> float:
        """Capitals stand in the middle of the row, whatever the style: so all baselines agree."""
        return (self.row + self.middle * self.size) / 2

    def points(self, style: Style) -> float:
        """Type size of a style; what stands on the grid is no larger than its rows have room for."""
        wanted = style.points(self.size)
        if style.leading or style.size <= 1:
            return wanted
        locale = self.typesetter.locale
        room = (style.rows or 1) * self.row * GRID_SLACK / (locale.size_factor * locale.ink_need)
        return max(self.size, min(wanted, room))

    def leading(self, style: Style) -> float:
        """Line distance of a style, in points; a style's own grows as the script's rows do."""
        if style.leading:
            return style.leading * self.points(style) * max(1.0, self.row_em / self.design.body.leading)
        return (style.rows or 1) * self.row

    def rows_for(self, height: float) -> int:
        """Whole rows that hold a height in points."""
        return max(0, int(-(-(height - ROUNDING) // self.row)))

    def picture_height(self, name: str, width: float) -> float:
        """Height of a picture as wide as `width`; a picture that could not be read takes a square."""
        picture = self.pictures.get(name)
        return width * picture.height / picture.width if picture else width


def least_leading(design: Design, local: LocalLeaflet, typesetter: Typesetter) -> float:
    """The leading, in em, at which no ink of these texts' lines touches; 0 where the script's own least is enough.

    The lines are cut at the width of a column, at the design's floor, as they fall: the true ones depend on the size
    that is looked for, but are of the same letters.
    """
    texts = [typesetter.shape(part.text) for block in local.blocks for part in block.parts]
    reach = [typesetter.extent(text) for text in texts]
    most = max((above for above, _ in reach), default=0.0) + max((below for _, below in reach), default=0.0)
    if most <= typesetter.locale.size_factor * typesetter.locale.line_height_min:
        return 0.0
    measure = design.column / design.body.floor
    return typesetter.highest([(text, line) for text in texts for line in _cut(text, measure)]) + INK_GAP


def _cut(shaped: ShapedText, measure: float) -> Iterator[Line]:
    """Lines of at most `measure` em, between any two letters."""
    start, x = 0, shaped.x
    while start < len(shaped.text):
        end = max(start + 1, bisect.bisect_right(x, x[start] + measure) - 1)
        yield Line(start, end, end, x[end] - x[start])
        start = end
