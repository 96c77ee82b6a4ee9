"""What stands where.  `Page` is the hinge of the program: every edition and every check reads it, nobody changes it.

Inside the layout x counts from the start edge; `mirrored` pages have x from the left.  Lengths in points, y downwards.
Each item carries the block and message it shows, or is an artifact (decoration the screen reader skips).
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace

from leaflet.compose.lines import Line
from leaflet.compose.shape import ShapedText
from leaflet.geometry import Rect


class Role(enum.StrEnum):
    """What a piece of text is to a reader who does not see the page (ISO 32000-1 14.8.4 names)."""

    TITLE = "H1"
    HEADING = "H2"
    BOX_HEADING = "H3"
    PARAGRAPH = "P"
    LABEL = "Lbl"
    ITEM = "LBody"
    ENTRY = "Reference"  # a title in the list of contents
    FIGURE = "Figure"
    ARTIFACT = "Artifact"


@dataclass(frozen=True, slots=True)
class Text:
    """One line of a message: `x` is the start of its ink, `y` its baseline, `width` its length, all in points."""

    x: float
    y: float
    width: float
    shaped: ShapedText
    line: Line
    size: float
    ink: str
    role: Role
    block: str = ""
    part: str = ""  # the message's context, e.g. massage/text.2
    space: float = 0.0  # added in every gap of a justified line, in points
    language: str = ""  # where it is not the document's


@dataclass(frozen=True, slots=True)
class Panel:
    """A filled box: tint, rule, band.  `bleeds` names the edges (`top`, `start` …) where it runs off the sheet."""

    rect: Rect
    ink: str
    radius: float = 0.0
    bleeds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Image:
    """A picture scaled into `rect`, cut at `clip` where that is given.  `source` is the image's name in the source."""

    rect: Rect
    source: str
    alt: str = ""
    block: str = ""
    part: str = ""
    clip: Rect | None = None
    mirror: str = "never"
    bleeds: frozenset[str] = frozenset()
    in_list: bool = False  # the mark of a list item; `part` is then the item's
    language: str = ""  # of its alternative text, where it is not the document's


Item = Text | Panel | Image


@dataclass(frozen=True, slots=True)
class Page:
    """One side of the sheet, its items in painting order: panels, then content in reading order, then furniture."""

    number: int
    width: float
    height: float
    items: tuple[Item, ...]
    mirrored: bool = False
    folds: tuple[float, ...] = ()  # x of each fold, in points


@dataclass(frozen=True, slots=True)
class Overset:
    """A block that does not fit: how many body lines are over."""

    block: str
    lines: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Items [start, end) of a page that are read one after another."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pages:
    """A laid-out leaflet in one language.  `size` is the body size in points, `spacing` the design's step of it,
    `fill` how much of the room is used (1.0 = full), `tightest` the message with the least room.  `reading` is the
    order of reading where it is not that of the pages: a folded sheet is turned over before it is read to its end.
    `cost` is the planner's: sections that are cut, boxes that stand elsewhere than in the source."""

    pages: tuple[Page, ...]
    size: float
    spacing: str
    fill: float
    tightest: str
    overset: tuple[Overset, ...] = ()
    dropped: tuple[str, ...] = ()
    reading: tuple[Stretch, ...] = ()
    cost: float = 0.0

    def page(self, number: int) -> Page:
        """The page with that number."""
        return next(page for page in self.pages if page.number == number)

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The order of reading: page after page where nothing else is said."""
        return self.reading or tuple(Stretch(page.number, 0, len(page.items)) for page in self.pages)


def moved(item: Item, dx: float, dy: float) -> Item:
    """The same item elsewhere on the page."""
    if isinstance(item, Text):
        return Text(
            item.x + dx, item.y + dy, item.width, item.shaped, item.line, item.size, item.ink, item.role, item.block,
            item.part, item.space, item.language,
        )  # fmt: skip
    rect = item.rect
    rect = Rect(rect.x + dx, rect.y + dy, rect.width, rect.height)
    if isinstance(item, Image) and item.clip:
        clip = item.clip
        return replace(item, rect=rect, clip=Rect(clip.x + dx, clip.y + dy, clip.width, clip.height))
    return replace(item, rect=rect)


def mirrored(page: Page) -> Page:
    """The page of a leaflet that is read from the right: every x turned round, glyphs and pictures left as they are."""
    folds = tuple(sorted(page.width - x for x in page.folds))
    return replace(page, items=tuple(turned(item, page.width) for item in page.items), mirrored=True, folds=folds)


def turned(item: Item, width: float) -> Item:
    """The item on a page or column of that width whose x is counted from the other edge."""
    if isinstance(item, Text):  # as `moved`: there are hundreds, and `replace` costs ten times as much
        return moved(item, width - 2 * item.x - item.width, 0.0)
    if isinstance(item, Image) and item.clip:
        return replace(item, rect=item.rect.mirrored(width), clip=item.clip.mirrored(width))
    return replace(item, rect=item.rect.mirrored(width))
