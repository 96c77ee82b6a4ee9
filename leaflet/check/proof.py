"""What the page rules look at.  Laid-out pages and what they were made from go in; the boxes of ink rules ask for come
out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from leaflet.compose.typesetter import Typesetter
from leaflet.geometry import Rect
from leaflet.layout.design import Design
from leaflet.layout.placed import Image, Item, Pages, Panel, Role, Text
from leaflet.localize.local_leaflet import LocalLeaflet
from leaflet.model.picture import Picture
from leaflet.paint.colour import Palette
from leaflet.problems import Problem, Where

TOLERANCE = 0.05  # points: rounding of the layout
TOUCH = 0.5  # points: what two boxes may share before it is seen
RULE = 3.0  # points: a box as thin as this is a line, and text does not stand on it
CAPS, DEPTH = 0.71, 0.2  # of the type size: height of capitals and depth of descenders of Noto Sans


@dataclass(frozen=True, slots=True)
class Proof:
    """What the page rules look at: the pages of one language, and what they were made from.  `file` is where its words
    are, as the user knows it; `pictures` are by their name in the source, and of one that is not there no colour is
    known."""

    pages: Pages
    local: LocalLeaflet
    design: Design
    palette: Palette
    file: str
    typesetter: Typesetter | None = None
    pictures: Mapping[str, Picture] = field(default_factory=dict)

    def where(self, block: str = "") -> Where:
        return Where(self.file, self.local.lines.get(block, 0), block, self.local.language)


Rule = Callable[[Proof], Iterator[Problem]]


def items(proof: Proof) -> Iterator[tuple[int, Item]]:
    """Everything on the pages, with the number of its page."""
    for page in proof.pages.pages:
        for item in page.items:
            yield page.number, item


def is_body(text: Text, size: float) -> bool:
    """Is it running text, where the body is `size` points?"""
    return text.role in (Role.PARAGRAPH, Role.ITEM) and text.size <= size + TOLERANCE


def ink_box(item: Item) -> Rect:
    """What an item covers, in points: a line of text from its capitals to its descenders, a picture as it is cut."""
    if not isinstance(item, Text):
        return (item.clip or item.rect) if isinstance(item, Image) else item.rect
    return Rect(item.x, item.y - item.size * CAPS, item.width, item.size * (CAPS + DEPTH))


def is_backdrop(item: Item) -> bool:
    """May text stand on it?"""
    thin = isinstance(item, Panel) and min(item.rect.width, item.rect.height) < RULE
    return not isinstance(item, Text) and (bool(item.bleeds) or (isinstance(item, Panel) and not thin))
