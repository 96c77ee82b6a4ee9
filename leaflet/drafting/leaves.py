"""The pages or sides of a design, drawn to scale.  A design goes in; its leaves come out, and are put on a board.

Every box is named and measured in millimetres.  What the text decides (how high masthead and closing are) is shown as
it would be with a title of one line, a lead of two, and so on; its label says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leaflet.drafting.board import Board, Pen, lettering
from leaflet.geometry import Rect, millimetres, points
from leaflet.layout.design import Design
from leaflet.layout.folding import OUTSIDE
from leaflet.layout.frames import Frame, frames_of
from leaflet.layout.setting import Setting

INK, RED, TEAL, PALE, GREY = "#141311", "#D03F2D", "#1592A6", "#BFE0E8", "#8A9598"
PICTURE, FOOT = "#D5E9EE", "#F1F1EF"
TRIM, BLEED, PRINTER = Pen(INK, 0.9), Pen(RED, 0.5, (3, 2)), Pen(GREY, 0.5, (1, 1.6))
MARGIN, GRID, FOLD = Pen(TEAL, 0.6), Pen(PALE, 0.25), Pen(RED, 0.8, (6, 2, 1.5, 2))
MEASURE, CROSS = Pen(GREY, 0.35), Pen("#A9CDD6", 0.5)
LABEL = 6.5  # points, of names and measures
SHOWN = 8  # pages of the booklet that is drawn
SAFETY_ROWS, CLOSING_ROWS = 7, 8  # rows that are drawn; the text decides
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
TITLE_GAP = 0.55  # em of the lead, as in the masthead


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page or a side of a sheet, with the frames on it; `folds` in points from the start edge."""

    title: str
    width: float
    height: float
    frames: tuple[Frame, ...]
    names: tuple[str, ...] = ()
    folds: tuple[float, ...] = ()

    @property
    def is_wide(self) -> bool:
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of a frame with its name; `ink` fills it, `words` is the ink of the name."""

    name: str
    rect: Rect
    ink: str
    words: str = "ink"
    picture: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """Where a leaf stands on a board: `scale` times its size, its corner at (x, y)."""

    board: Board
    setting: Setting  # of the design at its ideal size
    x: float
    y: float
    scale: float

    def rect(self, rect: Rect) -> Rect:
        return Rect(
            self.x + self.scale * rect.x,
            self.y + self.scale * rect.y,
            self.scale * rect.width,
            self.scale * rect.height,
        )

    def label(self, words: str, rect: Rect, ink: str = "ink", size: float = LABEL) -> None:
        """Words in the middle of a box of the leaf."""
        box = self.rect(rect)
        y = box.y + max(0.0, (box.height - 1.25 * size) / 2)
        self.board.write(words, Rect(box.x + 1, y, max(box.width - 2, 12), 0.0), lettering(size, ink=ink), "middle")


def leaves(design: Design) -> tuple[Leaf, ...]:
    """What there is to draw: two sides of a folded sheet, four pages of a booklet, the first and last page."""
    size = design.sheet
    if design.fold is not None:
        fold, frames = design.fold, frames_of(design, 2)
        names = [panel.name for panel in fold.panels]
        found = []
        for side, title in ((OUTSIDE, "Outside"), (3 - OUTSIDE, "Inside")):
            pairs = [(frame, name) for frame, name in zip(frames, names, strict=True) if frame.page == side]
            each, called = zip(*pairs, strict=True)
            found.append(Leaf(title, *size, each, called, fold.folds(side)))
        return tuple(found)
    if design.saddle:
        titles = {1: "Page 1: the cover", 2: "Even pages", 3: "Odd pages", SHOWN: "The last page"}
        return tuple(Leaf(titles[one.page], *size, (one,)) for one in frames_of(design, SHOWN) if one.page in titles)
    first = Frame(design, 1, cover=True, safety=True)
    return Leaf("The first page", *size, (first,)), Leaf("The last page", *size, (Frame(design, 2, closing=True),))


def draw(view: View, leaf: Leaf) -> None:
    """A leaf with all that is on it, its title above and its measures round it."""
    board, whole = view.board, Rect(0.0, 0.0, leaf.width, leaf.height)
    bleed = leaf.frames[0].design.bleed
    above = view.rect(Rect(0.0, -bleed, leaf.width, 0.0))
    board.write(leaf.title, Rect(above.x, above.y - 17, above.width, 0.0), lettering(9, True))
    for at, frame in enumerate(leaf.frames):
        _frame(view, frame, leaf.names[at] if leaf.names else "")
    board.frame(view.rect(Rect(-bleed, -bleed, leaf.width + 2 * bleed, leaf.height + 2 * bleed)), BLEED)
    board.frame(view.rect(whole), TRIM)
    edge = leaf.frames[0].design.printer_margin
    board.frame(view.rect(Rect(edge, edge, leaf.width - 2 * edge, leaf.height - 2 * edge)), PRINTER)
    for x in leaf.folds:
        box = view.rect(Rect(x, -bleed, 0.0, leaf.height + 2 * bleed))
        board.line([(box.x, box.y - 8), (box.x, box.bottom + 8)], FOLD)
    _measures(view, leaf, bleed)


def _frame(view: View, frame: Frame, name: str) -> None:
    design, setting, board = frame.design, view.setting, view.board
    zones = tuple(_zones(setting, frame))
    top = max([design.margins.top, *(zone.rect.bottom + design.masthead.gap for zone in zones if zone.rect.y < 1)])
    low = min([design.height - design.margins.bottom, *(zone.rect.y for zone in zones if zone.rect.y > top)])
    for at in range(design.columns) if frame.flows else ():
        column = Rect(frame.x + design.column_x(at), top, design.column, low - top)
        board.fill(view.rect(column), "mist")
        for row in range(int((low - top) / setting.row + 1e-6)):
            y = top + row * setting.row + setting.baseline
            box = view.rect(Rect(column.x, y, column.width, 0.0))
            board.line([(box.x, box.y), (box.right, box.y)], GRID)
        if not name:
            view.label(f"column {at + 1}" if design.columns > 1 else "text", column, size=9)
    for zone in zones:
        _zone(view, frame, zone)
    page = Rect(frame.x, 0.0, design.width, design.height)
    board.frame(view.rect(page.inset(design.margins)), MARGIN)
    if name:
        _panel_name(view, frame, name, (design.margins.top if frame.cover else top, low))


def _panel_name(view: View, frame: Frame, name: str, room: tuple[float, float]) -> None:
    fold = view.setting.design.fold
    assert fold is not None
    y = room[0] + points(9) if frame.cover else (room[0] + room[1]) / 2 - points(16)
    box = view.rect(Rect(frame.x, y, frame.design.width, 0.0))
    ink = "white" if frame.cover else "petrol"
    taken = view.board.write(name, box, lettering(20, True, ink), "middle")
    about = f"{_mm(frame.design.width)} mm · read {ORDINALS[fold.place(name) - 1]}"
    style = lettering(8, ink="white" if frame.cover else "ink")
    view.board.write(about, Rect(box.x, box.y + taken, box.width, 0.0), style, "middle")


def _zones(setting: Setting, frame: Frame) -> Iterator[Zone]:
    """What stands round the text of a frame, from the top."""
    design = frame.design
    if frame.cover:
        yield from _masthead(setting, frame)
    low = design.height - design.margins.bottom
    if frame.closing:
        height = min(CLOSING_ROWS * setting.row, (low - design.margins.top) * 0.6)
        names = ", ".join(design.closing or ("sources", "contact"))
        rect = Rect(frame.x + design.margins.start, low - height, design.measure, height)
        yield Zone(f"closing: {names} (as high as their text)", rect, FOOT)
        low -= height
    kind = next((kind for kind, look in design.looks.items() if look.foot), "")
    if frame.safety and kind:
        height = SAFETY_ROWS * setting.row
        rect = Rect(frame.x + design.margins.start, low - height, design.measure, height)
        yield Zone(f"{kind}, at the foot", rect, design.looks[kind].panel or FOOT)
    if frame.mark or frame.closing or not design.has_frames:
        y = design.height - design.margins.bottom
        rect = Rect(frame.x + design.margins.start, y, design.measure, design.margins.bottom - design.printer_margin)
        yield Zone("footer", rect, FOOT)


def _masthead(setting: Setting, frame: Frame) -> Iterator[Zone]:
    design, head = frame.design, frame.design.masthead
    title, lead = design.style("title"), design.style("lead")
    height = design.margins.top + setting.leading(title) + TITLE_GAP * setting.points(lead) + 2 * setting.leading(lead)
    height += head.pad if head.band else 0.0
    if design.has_frames and head.hero:
        height = design.height - head.hero
    left = frame.x - (design.bleed if frame.first else 0.0)
    right = frame.x + design.width + (design.bleed if frame.last else 0.0)
    band = Rect(left, -design.bleed, right - left, height + design.bleed)
    about = "" if design.has_frames else " (as high as its text)"
    yield Zone(f"masthead: title and lead{about}", band, head.band or FOOT, "white" if head.band else "ink")
    if head.hero:
        more = design.bleed if design.has_frames else 0.0
        rect = Rect(left, height, right - left, head.hero + more)
        yield Zone(f"hero, {millimetres(head.hero):g} mm", rect, PICTURE, picture=True)


def _zone(view: View, frame: Frame, zone: Zone) -> None:
    board, box = view.board, view.rect(zone.rect)
    board.fill(box, zone.ink)
    look = frame.design.looks.get(zone.name.partition(",")[0])
    if look is not None and look.rule:
        board.fill(Rect(box.x, box.y, max(look.rule_width * view.scale, 2.0), box.height), look.rule)
    if zone.picture:
        board.line([(box.x, box.y), (box.right, box.bottom)], CROSS)
        board.line([(box.x, box.bottom), (box.right, box.y)], CROSS)
    view.label(zone.name, zone.rect, zone.words)


def _measures(view: View, leaf: Leaf, bleed: float) -> None:
    """Millimetres below the leaf and at its start: margins, columns, gutters; panels; the sheet."""
    base = leaf.height + bleed
    stops = [x for frame in leaf.frames for x in _stops(frame)]
    _across(view, sorted({round(x, 2) for x in (*stops, 0.0, leaf.width)}), base, 7)
    if leaf.folds:
        _across(view, [0.0, *leaf.folds, leaf.width], base, 20)
    _across(view, [0.0, leaf.width], base, 33 if leaf.folds else 20)
    margins = leaf.frames[0].design.margins
    _down(view, [0.0, margins.top, leaf.height - margins.bottom, leaf.height], -bleed, 7)
    _down(view, [0.0, leaf.height], -bleed, 20)


def _stops(frame: Frame) -> Iterator[float]:
    design = frame.design
    yield from (frame.x, frame.x + design.width)
    for at in range(design.columns):
        yield from (frame.x + design.column_x(at), frame.x + design.column_x(at) + design.column)


def _across(view: View, stops: Sequence[float], base: float, away: float) -> None:
    y = view.rect(Rect(0.0, base, 0.0, 0.0)).y + away
    for start, end in zip(stops, stops[1:], strict=False):
        box = view.rect(Rect(start, 0.0, end - start, 0.0))
        _tick(view.board, [(box.x, y), (box.right, y)], (0.0, 2.0))
        words = Rect(box.x - 10, y + 1.2, box.width + 20, 0.0)
        view.board.write(_mm(end - start), words, lettering(5.8), "middle")


def _down(view: View, stops: Sequence[float], base: float, away: float) -> None:
    x = view.rect(Rect(base, 0.0, 0.0, 0.0)).x - away
    for start, end in zip(stops, stops[1:], strict=False):
        box = view.rect(Rect(0.0, start, 0.0, end - start))
        _tick(view.board, [(x, box.y), (x, box.bottom)], (2.0, 0.0))
        words = Rect(x - 24, (box.y + box.bottom) / 2 - 3.8, 21.5, 0.0)
        view.board.write(_mm(end - start), words, lettering(5.8), "right")


def _tick(board: Board, ends: Sequence[tuple[float, float]], tick: tuple[float, float]) -> None:
    board.line(ends, MEASURE)
    for x, y in ends:
        board.line([(x - tick[0], y - tick[1]), (x + tick[0], y + tick[1])], MEASURE)


def _mm(length: float) -> str:
    return f"{round(millimetres(length), 1):g}"
