"""Two languages side by side: the patient's and the staff's.  Two settings with their texts go in; pages come out.

Each paragraph is a row with a number in the gutter, so that somebody who reads one language can point at the sentence
in the other.  The patient's language stands at the edge where it begins to be read; each language is set by its own
rules, to its own lines, and a row is as high as the higher of the two.  Safety comes right after the lead: it is read
first, on the first page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from leaflet.geometry import Rect, points
from leaflet.layout.design import Style
from leaflet.layout.furniture import FOOT_CLEAR, RULE, Imprint
from leaflet.layout.paragraphs import Run, part_slabs, set_lines
from leaflet.layout.placed import Image, Item, Overset, Page, Pages, Panel, Role, Text, moved, turned
from leaflet.layout.setting import Setting
from leaflet.layout.slab import stacked
from leaflet.localize.local_leaflet import LocalBlock, LocalLeaflet
from leaflet.localize.numerals import numeral
from leaflet.model.document import Kind, PartKind
from leaflet.model.inline import RichText

GUTTER = points(14)  # room for a number such as 12.10 between the two languages
ROW_GAP, BLOCK_GAP = 0.35, 0.9  # of a row: white above a paragraph, and above a block
PAD = points(4)  # round the text of a tinted block
BAND_PAD = points(6)
RANK = {Kind.LEAD: 0, Kind.SAFETY: 1}  # what comes first
CLOSING = (Kind.SOURCES, Kind.CONTACT)
BODY = Style()


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two languages: its setting, its texts and the words of its footer."""

    setting: Setting
    leaflet: LocalLeaflet
    imprint: Imprint
    autonym: str

    @property
    def turns(self) -> bool:
        """Is it read from the right?"""
        return self.setting.typesetter.locale.direction == "rtl"


@dataclass(frozen=True, slots=True)
class Row:
    """A title or paragraph in both languages, `height` points high, items from the row's own top; `keep` with the next.
    `panel` is the ink behind it."""

    height: float
    items: tuple[Item, ...]
    keep: bool = False
    gap: float = 0.0
    panel: str = ""
    rule: bool = False


def lay_out_pair(own: Side, other: Side) -> Pages:
    """The leaflet of `own` with the words of `other` beside them, on as many pages as it takes."""
    sheet = _Sheet(own, other)
    pages = sheet.pages(list(_rows(sheet)))
    most = own.setting.design.max_pages
    over = [(item.block, 1) for page in pages[most:] for item in page.items if isinstance(item, Text) and item.block]
    lost = tuple(Overset(block, sum(one for name, one in over if name == block)) for block in dict(over))
    return Pages(tuple(pages), own.setting.size, own.setting.spacing.name, sheet.fill, "", lost)


class _Sheet:
    """The geometry of the page: two columns, x from the left, the patient's language where its reading begins."""

    def __init__(self, own: Side, other: Side) -> None:
        design = own.setting.design
        self.own, self.other, self.design = own, other, design
        self.column = (design.measure - GUTTER) / 2
        right = design.margins.start + self.column + GUTTER
        self.x = {True: right, False: design.margins.start}
        self.row = max(own.setting.row, other.setting.row)
        self.foot = design.height - design.margins.bottom
        self.fill = 1.0

    def at(self, side: Side, items: Sequence[Item], inset: float = 0.0) -> list[Item]:
        """Items of one language, measured from the start of a column, where they stand on the page."""
        width = self.column - 2 * inset
        placed = [turned(item, width) for item in items] if side.turns else list(items)
        x = self.x[self.is_right(side)] + inset
        language = side.leaflet.language if side is self.other else ""
        return [_in(moved(item, x, 0.0), language) for item in placed]

    def is_right(self, side: Side) -> bool:
        """Does a language stand at the right?  The patient's does if it is read from there."""
        return (side is self.own) == self.own.turns

    def both(self, own: Sequence[Item], other: Sequence[Item], inset: float = 0.0) -> tuple[Item, ...]:
        """The same row of both languages, the patient's first."""
        return (*self.at(self.own, own, inset), *self.at(self.other, other, inset))

    def pages(self, rows: Sequence[Row]) -> list[Page]:
        """Fill the pages from the top; a row that stays with the next goes with it."""
        found: list[list[Item]] = []
        head = self.masthead()
        items, y = [*head[0]], head[1]
        at = 0
        while at < len(rows):
            end = at + 1
            while end < len(rows) and rows[end - 1].keep:
                end += 1
            need = sum(row.height + row.gap for row in rows[at:end])
            fresh = self.running_head()
            if y + need > self.foot and (y > fresh[1] or not found):
                found.append(items)
                items, y = [*fresh[0]], fresh[1]
            placed, y = self.placed(rows[at:end], y)
            items += placed
            at = end
        found.append(items)
        count = len(found)
        self.fill = (count - 1 + y / self.foot) / count
        return [self.finished(items, number, count) for number, items in enumerate(found, 1)]

    def placed(self, rows: Sequence[Row], y: float) -> tuple[list[Item], float]:
        """Rows under one another, each with its tint behind it."""
        items: list[Item] = []
        tint = ""
        for row in rows:
            y += row.gap
            if row.panel:
                look = self.design.look(Kind.SAFETY)
                above = row.gap if tint == row.panel else 0.0
                rect = Rect(self.design.margins.start, y - above, self.design.measure, row.height + above)
                items.append(Panel(rect, row.panel))
                edge = rect.right - look.rule_width if self.is_right(self.own) else rect.x
                items.append(Panel(replace(rect, x=edge, width=look.rule_width), look.rule or row.panel))
            elif row.rule:
                rect = Rect(self.design.margins.start, y - row.gap / 2, self.design.measure, RULE)
                items.append(Panel(rect, self.design.footer_rule or self.design.closing_rule))
            items += [moved(item, 0.0, y) for item in row.items]
            y += row.height
            tint = row.panel
        return items, y

    def finished(self, items: list[Item], number: int, count: int) -> Page:
        """A page with its footer; panels first, so that no tint covers a letter."""
        items = [*items, *self.footer(number, count)]
        panels = [item for item in items if isinstance(item, Panel)]
        content = [item for item in items if not isinstance(item, Panel)]
        return Page(number, self.design.width, self.design.height, (*panels, *content))

    def masthead(self) -> tuple[list[Item], float]:
        """The title in both languages on the band, and the names of the languages under it."""
        top = self.design.margins.top
        style = replace(self.design.style("title"), size=1.9)
        texts, heights = [], []
        for side in (self.own, self.other):
            run = Run(side.leaflet.title, "leaflet", "leaflet/title", Role.TITLE, style)
            lines, taken = set_lines(side.setting, run, self.column, top)
            texts.append(lines)
            heights.append(taken)
        y = top + max(heights) + BAND_PAD
        band = self.design.masthead.band
        edges = frozenset({"top", "start", "end"})
        items: list[Item] = [Panel(Rect(0.0, 0.0, self.design.width, y), band, bleeds=edges)] if band else []
        items += self.both(texts[0], texts[1])
        names, below = self.names(y + 0.4 * self.row)
        return [*items, *names], below

    def running_head(self) -> tuple[list[Item], float]:
        """The names of the languages, on a later page."""
        return self.names(self.design.margins.top)

    def names(self, y: float) -> tuple[list[Item], float]:
        style = replace(self.design.style("small"), strong=True, ink=self.design.style("heading").ink)
        lines = [
            set_lines(side.setting, Run(RichText(side.autonym), "", "", Role.ARTIFACT, style), self.column, y)
            for side in (self.own, self.other)
        ]
        return [*self.both(lines[0][0], lines[1][0])], y + max(taken for _, taken in lines)

    def footer(self, number: int, count: int) -> list[Item]:
        """Marks, notice, facts and page number in both languages, each under its own column."""
        style = self.design.style("footer")
        strong = replace(style, strong=True)
        sides, tallest = [], 0.0
        for side in (self.own, self.other):
            locale = side.setting.typesetter.locale
            page = side.imprint.page.replace("{page}", numeral(number, locale)).replace(
                "{pages}", numeral(count, locale)
            )
            items: list[Item] = []
            y = 0.0
            words = (
                (RichText(side.imprint.draft), strong),
                (side.imprint.notice, strong),
                (side.imprint.facts, style),
                (RichText(page), strong),
            )
            for text, look in words:
                lines, taken = set_lines(side.setting, Run(text, "", "", Role.ARTIFACT, look), self.column, y)
                items += lines
                y += taken
            sides.append(items)
            tallest = max(tallest, y)
        top = self.design.height - self.design.printer_margin - FOOT_CLEAR - tallest
        self.foot = min(self.foot, top - 0.5 * self.row)
        return [moved(item, 0.0, top) for item in self.both(sides[0], sides[1])]


def _rows(sheet: _Sheet) -> Iterator[Row]:
    sheet.footer(1, 1)  # how much room the footer leaves
    blocks = list(zip(sheet.own.leaflet.blocks, sheet.other.leaflet.blocks, strict=True))
    number = 0
    for own, other in sorted(blocks, key=lambda pair: RANK.get(pair[0].kind, len(RANK))):
        if own.title is None and not own.parts:
            continue
        number += own.kind not in CLOSING
        yield from _block_rows(sheet, own, other, "" if own.kind in CLOSING else str(number))


def _block_rows(sheet: _Sheet, own: LocalBlock, other: LocalBlock, number: str) -> Iterator[Row]:
    """The rows of a block: its title, then a row for each paragraph or list item.  Safety stays in one piece."""
    safety = own.kind is Kind.SAFETY
    panel = sheet.design.look(own.kind).panel if safety else ""
    inset = PAD if panel else 0.0
    style = sheet.design.style("small") if own.kind in CLOSING else BODY
    rows: list[Row] = []
    if own.title and other.title:
        rows.append(_title_row(sheet, (own, other), number, inset, style if own.kind in CLOSING else None))
    ordinals = [0, 0]
    for at, pair in enumerate(zip(own.parts, other.parts, strict=True), 1):
        label = f"{number}.{at}" if number and (len(own.parts) > 1 or own.title) else number
        ordinals = [
            count + 1 if part.kind is PartKind.NUMBER else 0 for count, part in zip(ordinals, pair, strict=True)
        ]
        cells = [
            part_slabs(side.setting, block, part, (sheet.column - 2 * inset, style, ordinal, False))
            for side, block, part, ordinal in zip((sheet.own, sheet.other), (own, other), pair, ordinals, strict=True)
        ]
        stacks = [_stacked(side, cell) for side, cell in zip((sheet.own, sheet.other), cells, strict=True)]
        gap = 0.0 if own.kind in CLOSING or (at > 1 and pair[0].kind is not PartKind.PARAGRAPH) else ROW_GAP
        rows.append(replace(_row(sheet, stacks, label, inset), gap=gap * sheet.row if at > 1 else 0.0))
    if rows:
        rows[0] = replace(rows[0], gap=rows[0].gap + BLOCK_GAP * sheet.row, rule=True)
    for at, row in enumerate(rows):
        last = at == len(rows) - 1
        keep = (safety and not last) or row.keep
        yield replace(row, keep=keep and not last, panel=panel, height=row.height + (PAD if panel and last else 0.0))


Cell = tuple[list[Item], float]


def _stacked(side: Side, slabs: object) -> Cell:
    rows = side.setting.row
    return stacked(slabs, 0.0, 0.0, rows), sum(slab.rows for slab in slabs) * rows  # type: ignore[attr-defined, arg-type]


def _title_row(
    sheet: _Sheet, blocks: tuple[LocalBlock, LocalBlock], number: str, inset: float, style: Style | None
) -> Row:
    cells: list[Cell] = []
    for side, block in zip((sheet.own, sheet.other), blocks, strict=True):
        look = sheet.design.style("heading") if style is None else replace(style, strong=True)
        role = Role.HEADING if block.kind in (Kind.SECTION, Kind.SAFETY, *CLOSING) else Role.BOX_HEADING
        assert block.title is not None
        run = Run(block.title, block.id, f"{block.id}/title", role, look)
        lines, taken = set_lines(side.setting, run, sheet.column - 2 * inset, PAD if inset else 0.0)
        cells.append((list(lines), taken + (PAD if inset else 0.0)))
    return replace(_row(sheet, cells, number, inset), keep=True)


def _row(sheet: _Sheet, cells: Sequence[Cell], number: str, inset: float) -> Row:
    """A row with its number in the gutter, on the first baseline of the patient's language."""
    items = [*sheet.both(cells[0][0], cells[1][0], inset)]
    first = next((item.y for item in cells[0][0] if isinstance(item, Text)), sheet.own.setting.baseline)
    if number:
        items += _number(sheet, number, first)
    return Row(max(tall for _, tall in cells), tuple(items))


def _number(sheet: _Sheet, number: str, baseline: float) -> list[Item]:
    """A row's number in the middle of the gutter: furniture, which no reader of the text needs to hear."""
    marker = sheet.design.style("marker")
    style = replace(sheet.design.style("small"), strong=True, ink=marker.ink)
    lines, _ = set_lines(sheet.own.setting, Run(RichText(number), "", "", Role.ARTIFACT, style), GUTTER)
    middle = sheet.design.margins.start + sheet.column + GUTTER / 2
    return [replace(line, x=middle - line.width / 2, y=baseline) for line in lines]


def _in(item: Item, language: str) -> Item:
    """The same item, known to be of another language than the document's."""
    return replace(item, language=language) if language and isinstance(item, Text | Image) else item
