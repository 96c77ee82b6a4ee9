"""Strips into frames: the panels of a folded sheet, or the pages of a booklet.  A setting and a translated leaflet go
in; pages with everything in its place come out, and the order in which they are read.

The cover has title and picture, the closing frame sources and clinic, the safety frame the warning signs at its foot.
The text flows from frame to frame in the order of reading, and nothing stands across a fold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from leaflet.layout.frames import QUIRE, Frame, frames_of
from leaflet.layout.furniture import Imprint, closing, cover, footer, text_foot
from leaflet.layout.pages import FURNITURE, highest, in_order, rows_between, tightest
from leaflet.layout.placed import Image, Item, Overset, Page, Pages, Panel, Stretch, Text, mirrored, moved
from leaflet.layout.plan import PAGE, Plan, Planner, SidePlan, Taste
from leaflet.layout.setting import Setting
from leaflet.layout.slab import Strip, stacked
from leaflet.layout.strips import strip
from leaflet.localize.local_leaflet import LocalLeaflet
from leaflet.model.inline import RichText

# A panel need not be full, as a column beside others does; so the planner looks longer for sections that stay whole.
PANELS = Taste(loss=0.34, hole=0.12, good=0.5)


def lay_out_frames(setting: Setting, leaflet: LocalLeaflet, imprint: Imprint, most: int) -> Pages:
    """Set the leaflet on its folded sheet, or on a booklet of at most `most` pages; what does not fit is in
    `overset`."""
    kept = [block for block in leaflet.blocks if block.kind not in FURNITURE and not block.hero]
    strips = [strip(setting, block) for block in kept]
    counts = [1] if setting.design.fold else [*range(QUIRE, max(most, QUIRE) + 1, QUIRE)]
    for pages in counts:
        found = _Sheet(setting, leaflet, imprint, frames_of(setting.design, pages)).pages(strips)
        if not found.overset:
            break
    return found


def panel_flow(setting: Setting, leaflet: LocalLeaflet, imprint: Imprint, pages: int) -> tuple[list[Strip], Planner]:
    """The running text as strips, and the planner that puts them into the frames of so many pages."""
    kept = [block for block in leaflet.blocks if block.kind not in FURNITURE and not block.hero]
    sheet = _Sheet(setting, leaflet, imprint, frames_of(setting.design, pages))
    return [strip(setting, block) for block in kept], sheet.planner(max((one.rows for one in sheet.frames), default=0))


@dataclass(frozen=True, slots=True)
class _Filled:
    """A frame with its setting, where its text ends in points from the top, and the rows it has for text."""

    frame: Frame
    setting: Setting
    bottom: float
    rows: int
    closing: tuple[Item, ...] = ()


class _Sheet:
    """One trial: the frames of a design with the furniture of a language."""

    def __init__(self, setting: Setting, leaflet: LocalLeaflet, imprint: Imprint, frames: Sequence[Frame]) -> None:
        self.setting, self.leaflet, self.imprint = setting, leaflet, imprint
        self.frames = [self._filled(frame) for frame in frames]

    def _filled(self, frame: Frame) -> _Filled:
        setting = replace(self.setting, design=frame.design)
        top, bottom = frame.design.margins.top, frame.design.height - frame.design.margins.bottom
        if frame.closing or frame.mark:
            bottom = text_foot(setting, self._imprint(frame))
        end, tall = closing(setting, self.leaflet, self.imprint) if frame.closing else ([], 0.0)
        items = tuple(moved(item, 0.0, bottom - tall) for item in end)
        rows = rows_between(setting, top, bottom - tall) if frame.flows else 0
        return _Filled(frame, setting, bottom, rows, items)

    def _imprint(self, frame: Frame) -> Imprint:
        """The closing has all of it; elsewhere stand the draft mark and, in a booklet, the page."""
        if frame.closing:
            return replace(self.imprint, page="")
        page = self.imprint.page if self.setting.design.saddle else ""
        return replace(self.imprint, facts=RichText(""), page=page).without_notice

    def pages(self, strips: Sequence[Strip]) -> Pages:
        """Fill the frames and put them on their pages."""
        rows = [one.rows for one in self.frames]
        full = max(rows, default=0)
        plan = self._spread(strips, self._plan(strips, full))
        used = sum(side.used for side in plan.sides)
        pages, reading = self._sheets(plan)
        if self.setting.typesetter.locale.direction == "rtl":
            pages = [mirrored(page) for page in pages]
        return Pages(
            tuple(pages),
            self.setting.size,
            self.setting.spacing.name,
            used / sum(rows) if sum(rows) else 0.0,
            tightest(self.setting, plan),
            tuple(self._overset(plan)),
            reading=reading,
            cost=plan.cost - PAGE * len(plan.sides),
        )

    def _plan(self, strips: Sequence[Strip], most: int) -> Plan:
        """The cheapest plan that fills no frame with more than `most` rows."""
        return self.planner(most).best(strips, len(self.frames))

    def planner(self, most: int) -> Planner:
        """What puts strips into the frames, with at most so many rows in each."""
        rows = [min(one.rows, most) for one in self.frames]
        safety = next((at for at, one in enumerate(self.frames, 1) if one.frame.safety), 1)
        return Planner(1, lambda side: [*rows, most][min(side - 1, len(rows))], 0, safety, len(rows), PANELS)

    def _spread(self, strips: Sequence[Strip], plan: Plan) -> Plan:
        """Where a panel or page would stay empty, all are filled less: the least rows into which all goes."""
        if not self._fits(plan) or all(side.placements for side in self._inner(plan)):
            return plan
        low, high = 1, max(one.rows for one in self.frames)
        while low < high:
            middle = (low + high) // 2
            trial = self._plan(strips, middle)
            if self._fits(trial):
                plan, high = trial, middle
            else:
                low = middle + 1
        return plan

    def _fits(self, plan: Plan) -> bool:
        frames = len(self.frames)
        return len(plan.sides) == frames and all(side.used <= side.rows for side in plan.sides)

    def _inner(self, plan: Plan) -> list[SidePlan]:
        """The pages between cover and back."""
        return [
            side for one, side in zip(self.frames, plan.sides, strict=False) if not (one.frame.cover or one.closing)
        ]

    def _sheets(self, plan: Plan) -> tuple[list[Page], tuple[Stretch, ...]]:
        """Each frame's items on its page, in the order of reading; and where each frame's stand."""
        order = {block.id: index for index, block in enumerate(self.leaflet.blocks)}
        width, height = self.setting.design.sheet
        items: dict[int, list[Item]] = {one.frame.page: [] for one in self.frames}
        reading = []
        for one, side in zip(self.frames, plan.sides, strict=False):
            own = in_order(self._content(one, side), order) + self._foot(one)
            page = items[one.frame.page]
            reading.append(Stretch(one.frame.page, len(page), len(page) + len(own)))
            page.extend(_placed(item, one.frame) for item in own)
        fold = self.setting.design.fold
        pages = [
            Page(number, width, height, tuple(found), folds=fold.folds(number) if fold else ())
            for number, found in sorted(items.items())
        ]
        return pages, tuple(reading)

    def _content(self, one: _Filled, side: SidePlan) -> list[Item]:
        margins, row = one.frame.design.margins, one.setting.row
        items: list[Item] = list(cover(one.setting, self.leaflet, self.imprint)) if one.frame.cover else []
        for placement in side.placements:
            for slabs in placement.columns:
                items += stacked(slabs, margins.start, margins.top + placement.row * row, row)
        return [*items, *one.closing]

    def _foot(self, one: _Filled) -> list[Item]:
        if not (one.frame.closing or one.frame.mark):
            return []
        return footer(one.setting, self._imprint(one.frame), one.frame.page, len(self.frames))

    def _overset(self, plan: Plan) -> Iterator[Overset]:
        """What stands behind the last frame, and pieces higher than any."""
        lines: dict[str, int] = {}
        for side in plan.sides[len(self.frames) :]:
            for placement in side.placements:
                for slab in (slab for column in placement.columns for slab in column):
                    for item in slab.items:
                        if isinstance(item, Text) and item.block:
                            lines[item.block] = lines.get(item.block, 0) + 1
        for side in plan.sides[: len(self.frames)]:
            block = highest(side)
            if side.used > side.rows and block:
                lines[block] = lines.get(block, 0) + side.used - side.rows
        for one in (one for one in self.frames if one.frame.cover):
            feet = [item.y for item in cover(one.setting, self.leaflet, self.imprint) if isinstance(item, Text)]
            if max(feet, default=0.0) > one.frame.design.height - one.frame.design.margins.bottom:
                lines["leaflet"] = 1  # title and lead are higher than the cover
        for one in self.frames:
            contact = next((block.id for block in reversed(self.leaflet.blocks)), "")
            if one.closing and _top(one.closing) < one.frame.design.margins.top - one.setting.row:
                lines[contact] = lines.get(contact, 0) + 1
        return (Overset(block, count) for block, count in lines.items())


def _top(items: Sequence[Item]) -> float:
    """Where the highest of some items begins, in points from the top."""
    return min((item.y - item.size if isinstance(item, Text) else item.rect.y for item in items), default=0.0)


def _placed(item: Item, frame: Frame) -> Item:
    """An item of a frame on its page; it runs off the sheet only where the frame is at its edge."""
    placed = moved(item, frame.x, 0.0)
    if isinstance(placed, (Panel, Image)) and placed.bleeds:
        inner = ({"start"} if not frame.first else set()) | ({"end"} if not frame.last else set())
        return replace(placed, bleeds=placed.bleeds - inner)
    return placed
