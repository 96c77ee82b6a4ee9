"""What a screen reader skips, and what kind of thing each is (ISO 32000-1 14.8.2.2).  Items of a page go in; groups
that are painted as one piece come out, with the operators that open artifacts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaflet.geometry import Rect
from leaflet.layout.placed import Item, Panel, Role, Text

LAYOUT = "/Artifact <</Type /Layout>> BDC"
PRODUCTION = "/Artifact <</Type /Page>> BDC"  # cut marks, colour bars
HEADER = "/Artifact <</Type /Pagination /Subtype /Header>> BDC"
FOOTER = "/Artifact <</Type /Pagination /Subtype /Footer>> BDC"
RULE = 3.0  # points: a box as thin as this is a line


@dataclass(frozen=True, slots=True)
class Furniture:
    """Where the words that are read begin and end on a page or panel, baselines in points from the top: what is above
    them is its header, what is below its footer."""

    top: float
    bottom: float

    @classmethod
    def among(cls, items: Sequence[Item], height: float) -> Furniture:
        """The words among some items; where there are none, the middle of the page parts header and footer."""
        read = [item.y for item in items if isinstance(item, Text) and item.role is not Role.ARTIFACT]
        return cls(min(read, default=height / 2), max(read, default=height / 2))

    def begin(self, text: Text) -> str:
        """The operator that opens a line nobody has to hear."""
        return HEADER if text.y < self.top else FOOTER if text.y > self.bottom else LAYOUT


def painted_box(rect: Rect, page_height: float) -> str:
    """The operator that opens a tint behind words, with the box it covers."""
    numbers = (rect.x, page_height - rect.bottom, rect.right, page_height - rect.y)
    box = " ".join(f"{value:.3f}".rstrip("0").rstrip(".") or "0" for value in numbers)
    return f"/Artifact <</Type /Background /BBox [{box}]>> BDC"


def is_thin(rect: Rect) -> bool:
    """Is this box a line?"""
    return min(rect.width, rect.height) <= RULE


def groups(items: Sequence[Item], furniture: Furniture) -> list[list[Item]]:
    """Neighbours that are painted as one piece of marked content: rules, tints, and the lines of one message in one
    ink."""
    found: list[list[Item]] = []
    last: object = None
    for item in items:
        if isinstance(item, Text):
            key: object = (item.block, item.part, item.role, item.ink, item.language)
            if item.role is Role.ARTIFACT:
                key = (key, furniture.begin(item))
        else:
            key = is_thin(item.rect) if isinstance(item, Panel) else object()
        if key == last:
            found[-1].append(item)
        else:
            found.append([item])
        last = key
    return found
