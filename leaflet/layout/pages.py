"""Strips into pages.  A setting and a translated leaflet go in; pages with everything in its place come out.

The first page has the masthead above and safety at its foot, the last the closing; between them the strips flow through
the columns in source order, and wide ones part them.  Columns before a wide strip, and on the last page, are balanced.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from leaflet.layout.columns import balance, fill, legal_ends, max_rows
from leaflet.layout.furniture import Imprint, closing, footer, masthead
from leaflet.layout.placed import Image, Item, Overset, Page, Pages, Panel, Text, mirrored
from leaflet.layout.setting import Setting
from leaflet.layout.slab import Slab, Strip, height, stacked, trimmed
from leaflet.layout.strips import strip
from leaflet.localize.local_leaflet import LocalLeaflet
from leaflet.model.document import Kind

FURNITURE = (Kind.LEAD, Kind.SOURCES, Kind.CONTACT)
SECTION_LOSS = 0.16  # of a page's rows that may stay empty so that a section begins on the next page


@dataclass(frozen=True, slots=True)
class Segment:
    """Strips that flow together, or one wide strip."""

    slabs: tuple[Slab, ...]
    wide: bool


@dataclass(slots=True)
class _Side:
    """One page being filled: `rows` of room from `top` points, `used` of them taken."""

    number: int
    top: float
    rows: int
    used: int = 0
    items: list[Item] = field(default_factory=list)
    columns: list[tuple[int, Sequence[Slab]]] = field(default_factory=list)  # rows free below a column, and its slabs


def lay_out(setting: Setting, leaflet: LocalLeaflet, imprint: Imprint, most: int) -> Pages:
    """Set the leaflet on at most `most` pages; what does not fit is in `overset`."""
    strips = [strip(setting, block) for block in leaflet.blocks if block.kind not in FURNITURE and not block.hero]
    whole = _Composer(setting, leaflet, imprint, True)
    sides = whole.compose(strips)
    if len(sides) > most:
        loose = _Composer(setting, leaflet, imprint, False)
        sides = loose.compose(strips)
    return _pages(setting, leaflet, imprint, sides, most)


@dataclass(frozen=True, slots=True)
class _Composer:
    """Fills sides one after another; `whole` prefers to begin a page with a section."""

    setting: Setting
    leaflet: LocalLeaflet
    imprint: Imprint
    whole: bool

    def compose(self, strips: Sequence[Strip]) -> list[_Side]:
        segments = _segments([strip for strip in strips if not strip.foot])
        foot = [slab for strip in strips if strip.foot for slab in strip.slabs]
        end_items, end_height = closing(self.setting, self.leaflet, self.imprint)
        end_rows = self.setting.rows_for(end_height)
        sides = [self._side(1)]
        while True:
            side = sides[-1]
            below = height(foot) if side.number == 1 else 0
            segments = self._fill_side(side, segments, below, end_rows)
            if side.number == 1 and foot:
                self._set_foot(side, foot, not segments)
            if not segments and side.rows - side.used >= end_rows:
                break
            if segments and side.used == 0 and side.number > 1:
                side.items += stacked(segments[0].slabs, self.setting.design.margins.start, side.top, self.setting.row)
                side.used = height(segments[0].slabs)  # one piece higher than a page: reported as overset
                segments = segments[1:]
            sides.append(self._side(side.number + 1))
        last = sides[-1]
        y = last.top + last.rows * self.setting.row - end_height
        last.items += [_down(item, y) for item in end_items]
        last.used += end_rows
        return sides

    def _side(self, number: int) -> _Side:
        design, row = self.setting.design, self.setting.row
        items: list[Item] = []
        top = design.margins.top
        if number == 1:
            items, top = masthead(self.setting, self.leaflet)
        bottom = design.height - design.margins.bottom
        rows = max(0, int((bottom - top + 1e-6) // row))
        return _Side(number, bottom - rows * row, rows, 0, items)

    def _fill_side(self, side: _Side, segments: list[Segment], below: int, end_rows: int) -> list[Segment]:
        """Put as many segments on the side as fit above `below` rows; returns what is left."""
        while segments:
            segment, *rest = segments
            room = side.rows - side.used - below
            if segment.wide:
                tall = height(segment.slabs)
                if tall > room:
                    return segments
                self._place(side, (segment.slabs,))
            else:
                last = not rest and side.number > 1
                even = balance(segment.slabs, self.setting.design.columns, room - (end_rows if last else 0))
                even = even or balance(segment.slabs, self.setting.design.columns, room)
                if even is None:
                    return self._break_page(side, segment, rest, room)
                self._place(side, _cut(segment.slabs, even[0]))
            segments = rest
        return segments

    def _break_page(self, side: _Side, segment: Segment, rest: list[Segment], room: int) -> list[Segment]:
        """Fill the columns to the foot of the page and carry the rest over."""
        columns, slabs = self.setting.design.columns, segment.slabs
        ends = fill(slabs, 0, columns, room, legal_ends(slabs))
        end = self._section_start(slabs, ends[-1], room * columns) if self.whole else ends[-1]
        if end == 0:
            return [segment, *rest]
        even = balance(slabs[:end], columns, room)
        ends = even[0] if even else ends
        self._place(side, _cut(slabs[:end], ends))
        side.used = max(side.used, side.rows - (side.rows - room - (side.used - max_rows(slabs[:end], ends))))
        return [Segment(slabs[end:], False), *rest]

    def _section_start(self, slabs: Sequence[Slab], end: int, room: int) -> int:
        """The last start of a block before `end`, if that leaves little of the page empty; else `end`."""
        for at in range(end, 0, -1):
            if at < len(slabs) and _block(slabs[at].part or _next_part(slabs, at)) != _block(slabs[at - 1].part):
                return at if height(slabs[at:end]) <= SECTION_LOSS * room else end
        return end

    def _place(self, side: _Side, columns: Sequence[Sequence[Slab]]) -> None:
        design, row = self.setting.design, self.setting.row
        y = side.top + side.used * row
        tallest = max(height(slabs) for slabs in columns)
        for index, slabs in enumerate(columns):
            side.items += stacked(slabs, design.column_x(index), y, row)
            if len(columns) > 1 or design.columns == 1:
                side.columns.append((tallest - height(slabs), trimmed(slabs)))
        side.used += tallest

    def _set_foot(self, side: _Side, foot: Sequence[Slab], last: bool) -> None:
        """Safety: at the foot of the first page, or right under the text where that ends there."""
        row, tall = self.setting.row, height(foot)
        if not last:
            side.used = max(side.used, side.rows - tall)
        side.items += stacked(foot, self.setting.design.margins.start, side.top + side.used * row, row)
        side.used += tall


def _cut(slabs: Sequence[Slab], ends: Sequence[int]) -> list[Sequence[Slab]]:
    return [slabs[start:end] for start, end in zip((0, *ends), ends, strict=False)]


def _down(item: Item, dy: float) -> Item:
    from leaflet.layout.placed import moved

    return moved(item, 0.0, dy)


def _segments(strips: Sequence[Strip]) -> list[Segment]:
    segments: list[Segment] = []
    for one in strips:
        if one.wide or not segments or segments[-1].wide:
            segments.append(Segment(one.slabs, one.wide))
        else:
            segments[-1] = Segment(_joined(segments[-1].slabs, one.slabs), False)
    return segments


def _joined(above: tuple[Slab, ...], below: tuple[Slab, ...]) -> tuple[Slab, ...]:
    """Two strips under one another: of the white between them the larger counts, not the sum."""
    if above and below and above[-1].blank and below[0].blank:
        more, less = (above[-1], below[0]) if above[-1].rows > below[0].rows else (below[0], above[-1])
        white = replace(more, rows=max(more.rows, less.rows), keep=False)
        return (*above[:-1], white, *below[1:])
    return above + below


def _block(part: str) -> str:
    return part.partition("/")[0]


def _next_part(slabs: Sequence[Slab], at: int) -> str:
    return next((slab.part for slab in slabs[at:] if slab.part), "")


def _pages(setting: Setting, leaflet: LocalLeaflet, imprint: Imprint, sides: Sequence[_Side], most: int) -> Pages:
    order = {block.id: index for index, block in enumerate(leaflet.blocks)}
    pages = []
    for side in sides:
        items = _in_order(side.items, order) + footer(setting, imprint, side.number, len(sides))
        page = Page(side.number, setting.design.width, setting.design.height, tuple(items))
        pages.append(mirrored(page) if setting.typesetter.locale.direction == "rtl" else page)
    room = sum(side.rows for side in sides[:most])
    return Pages(
        tuple(pages),
        setting.size,
        setting.spacing.name,
        sum(side.used for side in sides) / room if room else 0.0,
        _tightest(setting, sides),
        _overset(sides, most),
    )


def _in_order(items: Sequence[Item], order: dict[str, int]) -> list[Item]:
    """Panels first, then the content in the source's order: painting order is reading order."""
    panels = [item for item in items if isinstance(item, Panel)]
    content = [item for item in items if not isinstance(item, Panel)]
    return [*panels, *sorted(content, key=lambda item: order.get(item.block, -1))]


def _tightest(setting: Setting, sides: Sequence[_Side]) -> str:
    """The message that takes a line more soonest, in a column that has no row to spare."""
    found = (0.0, "")
    for side in sides:
        for free, slabs in side.columns:
            if free == 0:
                for slab in slabs:
                    for item in slab.items:
                        if isinstance(item, Text) and item.line.last and item.role in ("P", "LBody"):
                            found = max(found, (item.width / setting.design.column, item.part))
    return found[1]


def _overset(sides: Sequence[_Side], most: int) -> tuple[Overset, ...]:
    """Blocks that stand beyond the last page there may be, with their lines."""
    lines: dict[str, int] = {}
    for side in sides[most:]:
        for item in side.items:
            if isinstance(item, Text) and item.block:
                lines[item.block] = lines.get(item.block, 0) + 1
    over = [Overset(block, count) for block, count in lines.items()]
    too_high = [side for side in sides[:most] if side.used > side.rows]
    for side in too_high:
        block = next((item.block for item in side.items if isinstance(item, (Text, Image)) and item.block), "")
        over.append(Overset(block, side.used - side.rows))
    return tuple(over)


__all__ = ["lay_out", "replace"]
