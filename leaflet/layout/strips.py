"""Blocks as strips of slabs, each kind as its design has it.  A setting and a block go in; a strip comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from leaflet.geometry import Rect
from leaflet.layout.columns import balance, max_rows
from leaflet.layout.design import BoxLook
from leaflet.layout.paragraphs import Run, body_slabs, heading, line_slabs, set_lines
from leaflet.layout.placed import Image, Item, Panel, Role, Text, moved
from leaflet.layout.setting import INK_GAP, Setting
from leaflet.layout.slab import Slab, Strip, blank, stacked
from leaflet.layout.touching import overlap
from leaflet.localize.local_leaflet import LocalBlock, LocalFigure
from leaflet.model.document import Kind

BOX_ROWS = 2  # a box takes its text's rows and one above and below, which hold padding and the white around it
BOX_WHITE = 0.5  # rows of white outside the tint at top and foot
TALL = 999  # rows: as high as it likes
PICTURE_GAP = 0.9  # em, between a picture and the text beside it


def strip(setting: Setting, block: LocalBlock) -> Strip:
    """A block of the running text as it flows."""
    look = setting.design.look(block.kind)
    wide = (look.wide or block.wide) and setting.design.columns > 1
    width = setting.design.measure if wide else setting.design.column
    slabs = _boxed(setting, block, look, width, wide) if look.is_box else _plain(setting, block, look, width)
    first = block.kind is Kind.SAFETY and look.foot
    movable = not wide and look.moves and (look.is_box or block.kind in (Kind.QUOTE, Kind.FIGURE))
    return Strip(block.id, slabs, wide, first, movable, block.optional)


def _plain(setting: Setting, block: LocalBlock, look: BoxLook, width: float) -> tuple[Slab, ...]:
    if block.kind is Kind.QUOTE:
        return _quote(setting, block, look, width)
    if block.kind is Kind.FIGURE:
        return _figure(setting, block, look, width)
    above = blank(setting.spacing.heading) if block.title else blank(setting.spacing.paragraph)
    title = heading(setting, block, width, "heading", Role.HEADING)
    return above + _titled(setting, title, _inside(setting, block, look, width))


def _titled(setting: Setting, title: tuple[Slab, ...], text: tuple[Slab, ...]) -> tuple[Slab, ...]:
    """A title and what stands under it; a title with deep letters over high ones gives way into the white above it."""
    last = next((item for item in reversed(title[-1].items) if isinstance(item, Text)), None) if title else None
    first = next((item for item in text[0].items if isinstance(item, Text)), None) if text else None
    if last is None or first is None:
        return title + text
    lower = moved(first, last.x - first.x, title[-1].rows * setting.row)
    over = overlap(setting.typesetter, last, lower) if isinstance(lower, Text) else 0.0
    if over <= 0:
        return title + text
    up = -over - INK_GAP * setting.size
    return (*(replace(slab, items=tuple(moved(item, 0.0, up) for item in slab.items)) for slab in title), *text)


def _inside(setting: Setting, block: LocalBlock, look: BoxLook, width: float) -> tuple[Slab, ...]:
    """Picture and text of a block, the picture first."""
    picture: tuple[Slab, ...] = ()
    if block.figure:
        wide = width * min(1.0, look.picture * setting.spacing.picture)
        tall = setting.picture_height(block.figure.image, wide)
        rows = setting.rows_for(tall + 0.5 * setting.row)
        item = picture_item(block, block.figure, Rect(0.0, (rows * setting.row - tall) / 2, wide, tall))
        picture = (Slab(rows, (item,), keep=True),)
    return picture + body_slabs(setting, block, width, setting.design.style(look.style))


def picture_item(block: LocalBlock, figure: LocalFigure, rect: Rect) -> Image:
    """A block's picture in its place."""
    return Image(rect, figure.image, figure.alt, block.id, figure.context, mirror=figure.mirror)


def _quote(setting: Setting, block: LocalBlock, look: BoxLook, width: float) -> tuple[Slab, ...]:
    """A pull quote: its words large, opening marks hanging; a title above them where it has one."""
    style = setting.design.style("quote")
    runs = []
    if block.title:
        title = setting.design.style("box title")
        runs.append(Run(block.title, block.id, f"{block.id}/title", Role.BOX_HEADING, title))
    runs += [Run(part.text, block.id, part.context, style=style, whole=True, balanced=True) for part in block.parts]
    return _exhibit(setting, block, look, width, runs)


def _figure(setting: Setting, block: LocalBlock, look: BoxLook, width: float) -> tuple[Slab, ...]:
    """A picture with its number set large, and its caption."""
    runs = []
    if block.title:
        runs.append(Run(block.title, block.id, f"{block.id}/title", style=setting.design.style("number"), whole=True))
    runs += [Run(part.text, block.id, part.context, whole=True) for part in block.parts]
    return _exhibit(setting, block, look, width, runs)


def _exhibit(setting: Setting, block: LocalBlock, look: BoxLook, width: float, runs: Sequence[Run]) -> tuple[Slab, ...]:
    """A picture with words beside or under it, set apart by white, never cut."""
    items: list[Item] = []
    wide = width * min(1.0, look.picture * setting.spacing.picture) if block.figure else 0.0
    tall = setting.picture_height(block.figure.image, wide) if block.figure else 0.0
    beside = look.beside and block.figure is not None and bool(runs)
    text_x = wide + PICTURE_GAP * setting.size if beside else 0.0
    top = 0.0 if beside or not block.figure else setting.rows_for(tall + 0.4 * setting.row) * setting.row
    for run in runs:
        lines, taken = set_lines(setting, run, width - text_x, top)
        down = _way_to_give(setting, items, lines)
        items.extend(moved(line, text_x, down) for line in lines)
        top += taken + down
    rows = max(setting.rows_for(top), setting.rows_for(tall))
    if block.figure:
        y = (rows * setting.row - tall) / 2 if beside else 0.0
        items.insert(0, picture_item(block, block.figure, Rect(0.0, y, wide, tall)))
    above = blank(1 + setting.spacing.box)
    below = Slab(max(1, setting.spacing.box), blank=True)
    return (*above, Slab(rows, tuple(items), part=f"{block.id}/text.1"), below)


def _way_to_give(setting: Setting, above: Sequence[Item], lines: Sequence[Text]) -> float:
    """How far lines must go down for the ink of a large number above them, in points; most need not."""
    last = above[-1] if above else None
    if not lines or not isinstance(last, Text):
        return 0.0
    over = overlap(setting.typesetter, replace(last, x=lines[0].x), lines[0])
    return over + INK_GAP * setting.size if over > 0 else 0.0


def _boxed(setting: Setting, block: LocalBlock, look: BoxLook, width: float, wide: bool) -> tuple[Slab, ...]:
    """A box: tint and rule behind, text on the grid inside, in one piece."""
    inner = width - 2 * look.pad - (look.rule_width if look.rule else 0.0)
    start = look.pad + (look.rule_width if look.rule else 0.0)
    items: list[Item]
    if wide:
        items, rows = _two_up(setting, block, look, inner)
    else:
        slabs = _titled(setting, _box_title(setting, block, look, inner), _inside(setting, block, look, inner))
        items, rows = stacked(slabs, 0.0, 0.0, setting.row), sum(slab.rows for slab in slabs)
    rows += BOX_ROWS
    placed = [moved(item, start, setting.row) for item in items]
    slab = Slab(rows, (*_tint(setting, look, width, rows), *placed), part=f"{block.id}/text.1")
    return (*blank(setting.spacing.box), slab, *(blank(setting.spacing.box)))


def _tint(setting: Setting, look: BoxLook, width: float, rows: int) -> list[Item]:
    rect = Rect(0.0, BOX_WHITE * setting.row, width, (rows - 2 * BOX_WHITE) * setting.row)
    items: list[Item] = []
    if look.panel:
        items.append(Panel(rect, look.panel))
    if look.rule:
        items.append(Panel(replace(rect, width=look.rule_width), look.rule))
    return items


def _box_title(setting: Setting, block: LocalBlock, look: BoxLook, width: float) -> tuple[Slab, ...]:
    """The title of a box, with the design's icon at its start."""
    if block.title is None:
        return ()
    side, more = _icon_side(setting, look)
    start = side + ICON_GAP * setting.size if look.icon else 0.0
    role = Role.HEADING if block.kind is Kind.SAFETY else Role.BOX_HEADING
    run = Run(block.title, block.id, f"{block.id}/title", role, setting.design.style("box title"), start=start)
    slabs = [replace(slab, keep=True) for slab in line_slabs(setting, run, width)]
    if look.icon:
        middle = setting.baseline - setting.middle * setting.points(run.style) / 2
        rect = Rect(0.0, middle - side / 2, side, side)
        slabs[0] = replace(slabs[0], items=(Image(rect, look.icon), *slabs[0].items))
        slabs.extend(blank(more))
    return tuple(slabs)


def _icon_side(setting: Setting, look: BoxLook) -> tuple[float, int]:
    """How large the icon beside a title is, in points, and the rows of white it wants below: none where a slightly
    smaller one leaves the text under it alone."""
    clear = ICON_ROWS * setting.row
    if look.icon_size <= ICON_SHRINK * clear:
        return min(look.icon_size, clear), 0
    return look.icon_size, 1


ICON_ROWS = 1.45  # an icon as high as this, in the middle of a row, does not reach the letters of the next
ICON_SHRINK = 1.25  # so much larger than that it may be wanted, and is made smaller
ICON_GAP = 0.7  # em, between a box's icon and its title


def _two_up(setting: Setting, block: LocalBlock, look: BoxLook, width: float) -> tuple[list[Item], int]:
    """The inside of a wide box: its slabs balanced over as many columns as the page has; lists stay whole."""
    columns = setting.design.columns
    gutter = setting.design.gutter + look.pad
    inner = (width - gutter * (columns - 1)) / columns
    slabs = _titled(setting, _box_title(setting, block, look, inner), _inside(setting, block, look, inner))
    slabs = _lists_whole(block, slabs) if balance(_lists_whole(block, slabs), columns, TALL) else slabs
    balanced = balance(slabs, columns, TALL)
    assert balanced is not None
    ends, _ = balanced
    items: list[Item] = []
    for index, (start, end) in enumerate(zip((0, *ends), ends, strict=False)):
        items += stacked(slabs[start:end], index * (inner + gutter), 0.0, setting.row)
    return items, max_rows(slabs, ends)


def _lists_whole(block: LocalBlock, slabs: Sequence[Slab]) -> tuple[Slab, ...]:
    """Keep the items of a list in one column."""
    items = {part.context for part in block.parts if part.kind != "paragraph"}
    found = []
    for at, slab in enumerate(slabs):
        following = slabs[at + 1].part if at + 1 < len(slabs) else ""
        found.append(replace(slab, keep=True) if slab.part in items and following in items else slab)
    return tuple(found)
