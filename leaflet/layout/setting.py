"""What one trial of the layout is set with: a design at a body size and a step of white space, and the pictures.

Everything here is derived from those; the rows of the grid and the baseline in a row are decided here, once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from leaflet.compose.fonts import Face
from leaflet.compose.typesetter import Typesetter
from leaflet.layout.design import Design, Spacing, Style
from leaflet.model.picture import Picture

ROUNDING = 1e-6


@dataclass(frozen=True, eq=False)
class Setting:
    """One trial.  `row` is the distance of two lines of the grid in points, `baseline` that of a row's top to its
    baseline; `pictures` are the leaflet's by their name in the source."""

    design: Design
    size: float
    spacing: Spacing
    typesetter: Typesetter
    pictures: Mapping[str, Picture]

    @cached_property
    def row(self) -> float:
        """The leading: the design's, or what the script needs where that is more."""
        return self.size * max(self.design.body.leading, self.typesetter.locale.line_height)

    @cached_property
    def face(self) -> Face:
        """The body face."""
        faces = self.typesetter.faces
        return faces.face(faces.order(self.typesetter.locale.fonts)[0])

    @cached_property
    def baseline(self) -> float:
        """Capitals stand in the middle of the row, whatever the style: so all baselines agree."""
        return (self.row + self.face.cap_height * self.size) / 2

    def points(self, style: Style) -> float:
        """Type size of a style."""
        return style.points(self.size)

    def leading(self, style: Style) -> float:
        """Line distance of a style, in points."""
        if style.leading:
            return style.leading * self.points(style)
        return (style.rows or 1) * self.row

    def rows_for(self, height: float) -> int:
        """Whole rows that hold a height in points."""
        return max(0, int(-(-(height - ROUNDING) // self.row)))

    def picture_height(self, name: str, width: float) -> float:
        """Height of a picture as wide as `width`; a picture that could not be read takes a square."""
        picture = self.pictures.get(name)
        return width * picture.height / picture.width if picture else width
