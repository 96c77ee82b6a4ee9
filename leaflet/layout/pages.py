"""Strips into pages.  A setting and a translated leaflet go in; pages with everything in its place come out.

The first page has the masthead above and safety at its foot, the last the closing; between them the strips flow through
the columns, and wide ones part them.  Columns before a wide strip, and on the last page, are balanced.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from leaflet.layout.contents import CONTENTS, contents, numbered
from leaflet.layout.furniture import Imprint, closing, footer, masthead, text_foot
from leaflet.layout.placed import Item, Overset, Page, Pages, Panel, Role, Text, mirrored, moved
from leaflet.layout.plan import Plan, Planner, SidePlan
from leaflet.layout.setting import Setting
from leaflet.layout.slab import Strip, height, stacked, trimmed
from leaflet.layout.strips import strip
from leaflet.localize.local_leaflet import LocalLeaflet
from leaflet.model.document import Kind

FURNITURE = (Kind.LEAD, Kind.SOURCES, Kind.CONTACT)


def lay_out(setting: Setting, leaflet: LocalLeaflet, imprint: Imprint, most: int) -> Pages:
    """Set the leaflet on at most `most` pages; what does not fit is in `overset`."""
    head, head_height = masthead(setting, leaflet)
    end, end_height = closing(setting, leaflet, imprint)
    bottom, end_bottom = text_foot(setting, imprint, last=False), text_foot(setting, imprint)
    strips, planner = _flow(setting, leaflet, (head_height, bottom, end_height + bottom - end_bottom))
    plan = planner.best(strips, most)
    order = _order(leaflet)
    sheets = []
    for side in plan.sides:
        items = _placed(setting, side, bottom - side.rows * setting.row)
        items += head if side.number == 1 else []
        if side.number == len(plan.sides):
            items += [moved(item, 0.0, end_bottom - end_height) for item in end]
        sheets.append(in_order(items, order) + footer(setting, imprint, side.number, len(plan.sides)))
    sheets = numbered(setting, sheets) if setting.design.contents else sheets
    pages = []
    for number, items in enumerate(sheets, 1):
        page = Page(number, setting.design.width, setting.design.height, tuple(items))
        pages.append(mirrored(page) if setting.typesetter.locale.direction == "rtl" else page)
    return Pages(
        tuple(pages),
        setting.size,
        setting.spacing.name,
        _fill(plan, most),
        tightest(setting, plan),
        _overset(plan, pages, most),
    )


def flow(setting: Setting, leaflet: LocalLeaflet, imprint: Imprint) -> tuple[list[Strip], Planner]:
    """The running text as strips, and the planner that puts them on pages."""
    bottom, end_bottom = text_foot(setting, imprint, last=False), text_foot(setting, imprint)
    end = closing(setting, leaflet, imprint)[1] + bottom - end_bottom
    return _flow(setting, leaflet, (masthead(setting, leaflet)[1], bottom, end))


def _flow(setting: Setting, leaflet: LocalLeaflet, edges: tuple[float, float, float]) -> tuple[list[Strip], Planner]:
    """`edges` are, in points, where the masthead and the text of a page end, and the height of the closing."""
    head, bottom, end = edges
    strips = [contents(setting, leaflet)] if setting.design.contents else []
    strips += [strip(setting, block) for block in leaflet.blocks if block.kind not in FURNITURE and not block.hero]
    rows = {1: rows_between(setting, head, bottom)}
    others = rows_between(setting, setting.design.margins.top, bottom)
    return strips, Planner(setting.design.columns, lambda side: rows.get(side, others), setting.rows_for(end))


def rows_between(setting: Setting, top: float, bottom: float) -> int:
    """Whole rows from `top` to the foot of the text."""
    return max(0, int((bottom - top + 1e-6) // setting.row))


def _placed(setting: Setting, side: SidePlan, top: float) -> list[Item]:
    design, row = setting.design, setting.row
    items: list[Item] = []
    for placement in side.placements:
        for index, slabs in enumerate(placement.columns):
            items += stacked(slabs, design.column_x(index), top + placement.row * row, row)
    return items


def _order(leaflet: LocalLeaflet) -> dict[str, float]:
    """The place of each block in the order of reading; the contents come right after the lead."""
    order: dict[str, float] = {block.id: index for index, block in enumerate(leaflet.blocks)}
    return order | {
        CONTENTS: max((order[block.id] for block in leaflet.blocks if block.kind is Kind.LEAD), default=-1) + 0.5
    }


def in_order(items: Sequence[Item], order: Mapping[str, float]) -> list[Item]:
    """Panels first, then the content in the source's order: painting order is reading order."""
    panels = [item for item in items if isinstance(item, Panel)]
    content = [item for item in items if not isinstance(item, Panel)]
    return [*panels, *sorted(content, key=lambda item: order.get(item.block, -1))]


def _fill(plan: Plan, most: int) -> float:
    room = sum(side.rows for side in plan.sides[:most])
    return sum(side.used for side in plan.sides) / room if room else 0.0


def tightest(setting: Setting, plan: Plan) -> str:
    """The message that takes a line more soonest, in a column that has no row to spare."""
    found = (0.0, "")
    for side in plan.sides:
        for placement in side.placements:
            tallest = max(height(slabs) for slabs in placement.columns)
            full = [slabs for slabs in placement.columns if height(slabs) == tallest and not placement.wide]
            for item in (item for slabs in full for slab in trimmed(slabs) for item in slab.items):
                if isinstance(item, Text) and item.line.last and item.role in (Role.PARAGRAPH, Role.ITEM):
                    found = max(found, (item.width / setting.design.column, item.part))
    return found[1]


def _overset(plan: Plan, pages: Sequence[Page], most: int) -> tuple[Overset, ...]:
    """Blocks that stand beyond the last page there may be, and pieces higher than a page, with their lines."""
    lines: dict[str, int] = {}
    for page in pages[most:]:
        for item in page.items:
            if isinstance(item, Text) and item.block:
                lines[item.block] = lines.get(item.block, 0) + 1
    for side, page in zip(plan.sides[:most], pages, strict=False):
        if side.used > side.rows:
            block = highest(side) or next((name for name in map(_block, reversed(page.items)) if name), "")
            lines[block] = lines.get(block, 0) + side.used - side.rows
    if len(pages) > most and not lines:  # the closing alone, with nothing of the leaflet's own in it
        lines[next((name for page in reversed(pages) for name in map(_block, reversed(page.items)) if name), "")] = 1
    return tuple(Overset(block, count) for block, count in lines.items())


def highest(side: SidePlan) -> str:
    """The block with the highest piece on a side: what has no room on any page."""
    slabs = [slab for placement in side.placements for column in placement.columns for slab in column if slab.part]
    return max(slabs, key=lambda slab: slab.rows).part.partition("/")[0] if slabs else ""


def _block(item: Item) -> str:
    return "" if isinstance(item, Panel) else item.block
