"""Looking at laid-out pages: what a line covers, what covers what, which letters are there.  For the layout's tests."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator

from leaflet.geometry import Rect
from leaflet.layout.placed import Image, Pages, Role, Text
from leaflet.localize.local_leaflet import LocalLeaflet
from leaflet.model.document import Kind
from tests.trace import texts

CLOSING = (Kind.SOURCES, Kind.CONTACT)
HAIR = 0.01  # points


def ink(text: Text) -> Rect:
    """About what a line covers: the height of a capital above its baseline, a little below."""
    return Rect(text.x, text.y - 0.7 * text.size, text.width, 0.88 * text.size)


def overlap(a: Rect, b: Rect) -> bool:
    across = min(a.right, b.right) - max(a.x, b.x)
    down = min(a.bottom, b.bottom) - max(a.y, b.y)
    return across > HAIR and down > HAIR


def holds(outer: Rect, inner: Rect) -> bool:
    return (
        inner.x >= outer.x - HAIR
        and inner.right <= outer.right + HAIR
        and inner.y >= outer.y - HAIR
        and inner.bottom <= outer.bottom + HAIR
    )


def kinds(local: LocalLeaflet) -> dict[str, Kind]:
    return {block.id: block.kind for block in local.blocks}


def columns(pages: Pages, roles: tuple[Role, ...]) -> Iterator[list[tuple[int, Text]]]:
    """The lines of each message in the order of reading, cut where the next column or page begins."""
    parts: dict[str, list[tuple[int, Text]]] = defaultdict(list)
    for page, text in texts(pages):
        if text.role in roles and text.part:
            parts[text.part].append((page, text))
    for lines in parts.values():
        column: list[tuple[int, Text]] = []
        for page, line in lines:
            if column and (page != column[-1][0] or line.y <= column[-1][1].y):
                yield column
                column = []
            column.append((page, line))
        yield column


def lines_alone(pages: Pages) -> list[str]:
    """Widows and orphans: the first or last line alone in a column, of a paragraph of four or more."""
    roles = (Role.PARAGRAPH, Role.ITEM)
    counts = Counter(text.part for _, text in texts(pages) if text.role in roles)
    return [
        shown(column[0][1])
        for column in columns(pages, roles)
        if len(column) == 1 and counts[column[0][1].part] >= 4 and is_edge(column[0][1])
    ]


def is_edge(text: Text) -> bool:
    """Is this the first or the last line of its paragraph?"""
    return text.line.start == 0 or text.line.last


def no_text_is_covered(pages: Pages) -> list[str]:
    found = []
    for page in pages.pages:
        lines = [item for item in page.items if isinstance(item, Text) and item.width]
        pictures = [item for item in page.items if isinstance(item, Image)]
        for a, b in itertools.combinations(lines, 2):
            if overlap(ink(a), ink(b)):
                found.append(f"page {page.number}: {shown(a)} over {shown(b)}")
        for text, picture in itertools.product(lines, pictures):
            if overlap(ink(text), picture.clip or picture.rect):
                found.append(f"page {page.number}: {shown(text)} over {picture.source}")
        for a, b in itertools.combinations(pictures, 2):
            if overlap(a.clip or a.rect, b.clip or b.rect):
                found.append(f"page {page.number}: {a.source} over {b.source}")
    return found


def shown(text: Text) -> str:
    return f"'{text.shaped.text[text.line.start : text.line.end]}' ({text.part})"


def words_placed(pages: Pages) -> Counter[str]:
    """How often each character position of each message is drawn."""
    found: Counter[str] = Counter()
    for _, text in texts(pages):
        if text.role not in (Role.LABEL, Role.ARTIFACT, Role.ENTRY) and not text.part.startswith("label/"):
            found.update(f"{text.part}@{at}" for at in range(text.line.start, text.line.next))
    return found


def words_expected(local: LocalLeaflet, dropped: tuple[str, ...] = ()) -> Counter[str]:
    messages = {"leaflet/title": local.title}
    for block in local.blocks:
        if block.id not in dropped:
            messages |= {f"{block.id}/title": block.title} if block.title else {}
            messages |= {part.context: part.text for part in block.parts}
    return Counter(f"{context}@{at}" for context, rich in messages.items() for at in range(len(rich.text)))
