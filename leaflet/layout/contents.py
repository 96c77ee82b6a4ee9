"""The list of contents.  A setting and a translated leaflet go in; a strip comes out, and its page numbers once the
pages are known.

Each title stands behind the number of its page, as an item behind its mark: nobody has to follow a line across a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from leaflet.layout.paragraphs import Run, line_slabs
from leaflet.layout.placed import Item, Role, Text
from leaflet.layout.setting import Setting
from leaflet.layout.slab import Slab, Strip, blank
from leaflet.localize.local_leaflet import LocalLeaflet
from leaflet.localize.numerals import numeral
from leaflet.model.document import Kind
from leaflet.model.inline import RichText

CONTENTS = "label"  # the block that it is: no block of a leaflet may be called so
TITLE = "label/contents"
LISTED = (Kind.SECTION, Kind.SIDEBAR, Kind.STEPS, Kind.SAFETY, Kind.SOURCES, Kind.CONTACT)
INDENT = 2.0  # em, room for a number of two digits


def contents(setting: Setting, leaflet: LocalLeaflet) -> Strip:
    """The titles of the leaflet under a heading, as a strip that flows."""
    design = setting.design
    width, style = design.column, replace(design.body_style, hang=False)
    head = Run(RichText(leaflet.labels.get("contents", "")), CONTENTS, TITLE, Role.HEADING, design.style("heading"))
    slabs: list[Slab] = [replace(slab, keep=True) for slab in line_slabs(setting, head, width)]
    start = INDENT * setting.points(style)
    early = design.look(Kind.SAFETY).foot  # at the foot of the first page
    for block in sorted(leaflet.blocks, key=lambda block: not (early and block.kind is Kind.SAFETY)):
        if block.kind in LISTED and block.title:
            run = Run(block.title, CONTENTS, f"{block.id}/title", Role.ENTRY, style, start=start, whole=True)
            slabs += [replace(slab, keep=True) for slab in line_slabs(setting, run, width)]
    slabs[-1] = replace(slabs[-1], keep=False)
    return Strip(CONTENTS, (*blank(setting.spacing.heading), *slabs))


def numbered(setting: Setting, pages: Sequence[Sequence[Item]]) -> list[list[Item]]:
    """The items of each page with the number of its page before each entry of the contents."""
    found = dict(_pages(pages))
    return [[one for item in items for one in _with_number(setting, item, found)] for items in pages]


def _pages(pages: Sequence[Sequence[Item]]) -> Iterable[tuple[str, int]]:
    for number, items in reversed(list(enumerate(pages, 1))):  # a title's first line decides
        for item in items:
            if isinstance(item, Text) and item.block != CONTENTS and item.part.endswith("/title"):
                yield item.part, number


def _with_number(setting: Setting, item: Item, found: Mapping[str, int]) -> list[Item]:
    is_entry = isinstance(item, Text) and item.role is Role.ENTRY and item.line.start == 0
    if not is_entry or not isinstance(item, Text) or item.part not in found:
        return [item]
    words = numeral(found[item.part], setting.typesetter.locale)
    shaped = setting.typesetter.shape(words, strong=True)
    line = setting.typesetter.lines(shaped, INDENT * item.size, item.size)[0]
    x = item.x - INDENT * item.size
    ink = setting.design.style("marker").ink
    return [
        Text(x, item.y, line.width * item.size, shaped, line, item.size, ink, Role.LABEL, CONTENTS, item.part),
        item,
    ]
