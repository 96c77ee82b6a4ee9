"""What a proof shows of one language, and where its blocks stand.  Laid-out pages go in; pieces of blocks come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from leaflet.compose.typesetter import Typesetter
from leaflet.geometry import Rect
from leaflet.layout.placed import Image, Page, Pages, Role, Text
from leaflet.localize.locale import Locale
from leaflet.localize.states import State
from leaflet.problems import Problem

ABOVE, BELOW = 0.82, 0.28  # em of a line over and under its baseline
ASIDE = 40.0  # points from one line's middle to the next one's: further away is another column
APART = 4.0  # em of the line: so far below the last one is another piece


@dataclass(frozen=True, slots=True)
class Specimen:
    """One language as it is printed.  `facts` are the words under its name; without `pages` there is a `reason`, and
    with both the pages are a draft that no build prints.  `changed` are blocks that differ from the last signed
    version, `undone` those that are missing, doubted or stale."""

    language: str
    locale: Locale | None
    name: str
    state: str
    facts: str
    pdf: bytes = b""
    pages: Pages | None = None
    reason: str = ""
    changed: frozenset[str] = frozenset()
    undone: Mapping[str, State] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    typesetter: Typesetter | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands together of one block: `rect` in points from the upper left corner of its page."""

    block: str
    rect: Rect


def pieces(page: Page) -> tuple[Piece, ...]:
    """The blocks of a page in order, each cut where it goes on in another column."""
    found: list[Piece] = []
    for item in page.items:
        if isinstance(item, (Text, Image)) and item.block and _shows(item):
            rect = box_of(item)
            last = found[-1] if found else None
            if last is not None and last.block == item.block and _joins(last.rect, rect, item):
                found[-1] = Piece(item.block, _union(last.rect, rect))
            else:
                found.append(Piece(item.block, rect))
    return tuple(found)


def lines_of(page: Page, part: str) -> tuple[Rect, ...]:
    """Where the lines of one message stand, those of each column as one box."""
    found: list[Rect] = []
    for item in page.items:
        if isinstance(item, Text) and item.part == part and item.role is not Role.ENTRY:
            rect = box_of(item)
            if found and _joins(found[-1], rect, item):
                found[-1] = _union(found[-1], rect)
            else:
                found.append(rect)
    return tuple(found)


def shown_pages(pages: Pages) -> Iterator[Page]:
    """The pages in their order."""
    yield from sorted(pages.pages, key=lambda page: page.number)


def box_of(item: Text | Image) -> Rect:
    """The room that a line or picture takes."""
    if isinstance(item, Image):
        return item.clip or item.rect
    return Rect(item.x, item.y - ABOVE * item.size, item.width, (ABOVE + BELOW) * item.size)


def _shows(item: Text | Image) -> bool:
    return isinstance(item, Image) or item.role is not Role.ENTRY


def _joins(above: Rect, rect: Rect, item: Text | Image) -> bool:
    """Does a line go on where the last one stopped?"""
    size = item.size if isinstance(item, Text) else 12.0
    across = rect.x < above.right + ASIDE / 4 and above.x < rect.right + ASIDE / 4
    return across and above.y - size <= rect.y <= above.bottom + APART * size


def _union(one: Rect, other: Rect) -> Rect:
    x, y = min(one.x, other.x), min(one.y, other.y)
    return Rect(x, y, max(one.right, other.right) - x, max(one.bottom, other.bottom) - y)
