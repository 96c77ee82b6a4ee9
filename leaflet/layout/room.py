"""How much longer each text may be.  A leaflet as it was laid out goes in; characters by context come out.

A text fits to the end of its last line; where rows are to spare in the columns or panels that it flows through, so many
lines more.  Only what a reader sees is counted, and no relief is taken that the leaflet does not have already.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from leaflet.compose.lines import Line, Wish
from leaflet.compose.shape import ShapedText
from leaflet.compose.typesetter import PLAIN, Typesetter
from leaflet.layout.furniture import Imprint
from leaflet.layout.pages import flow, lay_out
from leaflet.layout.panels import lay_out_frames, panel_flow
from leaflet.layout.placed import Pages, Role, Text
from leaflet.layout.plan import Planner, orders, segments_of
from leaflet.layout.setting import Setting
from leaflet.layout.slab import Slab, Strip
from leaflet.localize.checks.spelling import seen_length
from leaflet.localize.local_leaflet import LocalLeaflet

KEPT_ROWS = 1  # kept back: inside a paragraph lines may stand less well than at the end of a block
NOT_ITS_OWN = (Role.LABEL, Role.ENTRY, Role.ARTIFACT)
MOST_LINES = 24  # nobody needs to know more
LARGE_PITCH = 1.6  # em, at most, of large type: its one line does not tell
EVEN = 0.88  # of the measure is what lines of about one length can be filled to
RAG = 5.0  # characters that a ragged line leaves empty
SPARE = 8.0  # characters kept back: the words to come may be wider, or break less well, than those there


@dataclass(frozen=True, slots=True)
class Printed:
    """One language as it is printed: how it is set, its words, and on how many pages at most."""

    setting: Setting
    leaflet: LocalLeaflet
    imprint: Imprint
    pages: int


@dataclass(frozen=True, slots=True, eq=False)
class _Noting(Typesetter):
    """A typesetter that notes the measure of every text that it breaks into lines, and how they are wished."""

    noted: dict[int, tuple[float, Wish]] = field(default_factory=dict)

    def lines(
        self, shaped: ShapedText, width: float, size: float, indent: float = 0.0, wish: Wish = PLAIN
    ) -> tuple[Line, ...]:
        known = self.noted.get(id(shaped))
        self.noted[id(shaped)] = (min(width, known[0]) if known else width, wish)
        return Typesetter.lines(self, shaped, width, size, indent, wish)


def rooms(printed: Printed) -> Mapping[str, int]:
    """Characters that each text on paper may have, by context, each text taken alone: spare rows are shared."""
    whose = printed.setting.typesetter
    noting = _Noting(
        whose.locale, whose.faces, whose._shaped, whose._breaks, whose._lines, whose._extents, whose._reaches,
        whose._profiles,
    )  # fmt: skip
    printed = replace(printed, setting=replace(printed.setting, typesetter=noting))
    framed = printed.setting.design.has_frames
    pages = (lay_out_frames if framed else lay_out)(printed.setting, printed.leaflet, printed.imprint, printed.pages)
    if pages.overset:
        return {}
    lines = _spare_lines(printed, len(pages.pages))
    found = {}
    for part, texts in _texts(pages).items():
        measure, wish = noting.noted.get(id(texts[0].shaped), (0.0, PLAIN))
        if measure:
            rows = lines.get(part.partition("/")[0], 0)
            more = int(rows * printed.setting.row / _pitch(texts, printed.setting))
            found[part] = _room(texts, measure, wish, more)
    return found


def _texts(pages: Pages) -> Mapping[str, list[Text]]:
    """The lines of every message, without the marks of list items and the product's own words."""
    found: dict[str, list[Text]] = {}
    for page in pages.pages:
        for item in page.items:
            if isinstance(item, Text) and item.role not in NOT_ITS_OWN and item.part.partition("/")[0] == item.block:
                found.setdefault(item.part, []).append(item)
    return found


def _pitch(texts: Sequence[Text], setting: Setting) -> float:
    """The distance of the lines of a text, in points."""
    if len(texts) > 1 and texts[1].y > texts[0].y:
        return max(setting.row, texts[1].y - texts[0].y)
    return setting.row if texts[0].size <= setting.size else max(setting.row, LARGE_PITCH * texts[0].size)


def _room(texts: Sequence[Text], measure: float, wish: Wish, more: int) -> int:
    """The present text, what is left of its last line, and `more` lines."""
    length = max(1, seen_length(texts[0].shaped.text))
    widths = [text.line.width * text.size for text in texts]
    each = sum(widths) / length or 1.0
    left = measure - widths[-1]
    if wish.balanced and len(widths) > 1:
        left = EVEN * measure * len(widths) - sum(widths)
    line = (EVEN * measure if wish.balanced else measure) - RAG * each
    return length + max(0, int((left + more * max(0.0, line)) / each - SPARE))


def _spare_lines(printed: Printed, pages: int) -> Mapping[str, int]:
    """Rows that each block of the running text may have more, its neighbours as they are."""
    given = (printed.setting, printed.leaflet, printed.imprint)
    strips, planner = panel_flow(*given, pages) if printed.setting.design.has_frames else flow(*given)
    order = next((order for _, order in orders(strips) if _fits(planner, order, pages)), None)
    return {} if order is None else {strip.block: _most(planner, order, at, pages) for at, strip in enumerate(order)}


def _most(planner: Planner, order: Sequence[Strip], at: int, pages: int) -> int:
    low, high = 0, MOST_LINES
    while low < high:
        middle = (low + high + 1) // 2
        trial = [*order[:at], _longer(order[at], middle), *order[at + 1 :]]
        low, high = (middle, high) if _fits(planner, trial, pages) else (low, middle - 1)
    return max(0, low - KEPT_ROWS)


def _longer(strip: Strip, lines: int) -> Strip:
    """A strip with lines more at the end of its text; a box, which is one piece, is so much higher."""
    at = max((at for at, slab in enumerate(strip.slabs) if not slab.blank), default=-1)
    if at < 0:
        return strip
    last = strip.slabs[at]
    whole = last.rows > 1
    grown = (replace(last, rows=last.rows + lines),) if whole else (last, *(Slab(1, part=last.part),) * lines)
    return replace(strip, slabs=(*strip.slabs[:at], *grown, *strip.slabs[at + 1 :]))


def _fits(planner: Planner, order: Sequence[Strip], pages: int) -> bool:
    foot = tuple(slab for strip in order if strip.foot for slab in strip.slabs)
    for whole in (True, False):
        plan = planner.plan(segments_of([strip for strip in order if not strip.foot]), foot, whole)
        if len(plan.sides) <= pages and all(side.used <= side.rows for side in plan.sides):
            return True
    return False
