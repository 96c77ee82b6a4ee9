"""The folding dummy.  A design, the words of the staff's language and the leaflet's direction go in; pages come out.

Whoever prints it learns to fold: parts are numbered in the order of reading, folds are drawn as they are folded
(mountain: dash and dot, valley: dashes), arrows carry the number of their step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaflet.drafting.board import Board, Drawn, Pen, drawn, lettering
from leaflet.drafting.words import Words
from leaflet.geometry import Rect, points
from leaflet.imposition.order import PAGES_OF_A_SHEET, PAPERS, Kind, Plan, Side, booklet_order, placings, scale_on
from leaflet.layout.design import Design
from leaflet.layout.folding import INSIDE, LETTER, OUTSIDE, Fold, FoldPanel
from leaflet.layout.placed import Role
from leaflet.layout.setting import Setting
from leaflet.localize.numerals import list_mark, numeral

RED, GREY, PETROL = "#D03F2D", "#9AA5A8", "#005260"
MOUNTAIN, VALLEY = (9.0, 2.5, 1.5, 2.5), (5.0, 3.5)  # dashes as in every book of paper folding
CLEAR = points(4)  # from a fold to the outline of a part
EDGE = points(10)  # from the edge of the sheet or a fold to the words
REACH = points(23)  # of an arrow to either side of its fold
HEAD, NUMBER, ROLE, STEPS = points(11), points(36), points(88), points(113)  # from the top of the sheet
CAPTION = points(17)  # from the foot of the sheet to the name of a fold
HIDDEN = (2.5, 2.5)  # dashes of an arrow that goes behind the sheet


@dataclass(frozen=True, slots=True)
class Script:
    """What the dummy is drawn with: the design, how words are set and which; is the leaflet read from the right?"""

    design: Design
    setting: Setting
    words: Words
    right_to_left: bool

    def board(self, number: int, size: tuple[float, float]) -> Board:
        return Board(self.setting, number, size)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a side that is seen at once: panel or page, in points from the left."""

    number: int
    x: float
    width: float
    role: str
    holds: str
    cover: bool


def fold_dummy(script: Script) -> Drawn:
    """The two sides of a sheet that is folded into panels."""
    fold = script.design.fold
    assert fold is not None
    boards = []
    for side in (OUTSIDE, INSIDE):
        board = script.board(side, script.design.sheet)
        parts = [_panel(script, fold, panel) for panel in fold.across(side)]
        _draw(script, board, parts, "outside" if side == OUTSIDE else "inside")
        for at, x in enumerate(_folds(script, fold, side)):
            _fold_line(script, board, x, _is_mountain(fold, side, at))
        if side == _upper(fold):
            _tell(script, board, parts[len(parts) // 2], _steps(script, fold))
            _arrows(script, board, fold)
        boards.append(board)
    return drawn(boards)


def booklet_dummy(script: Script, pages: int) -> Drawn:
    """The sheets of a booklet as the office printer makes them; the steps stand on its back."""
    size = (script.design.width, script.design.height)
    paper = next((paper for paper in PAPERS if scale_on(size, Plan(paper=paper)) == 1), "a4")
    plan = Plan(Kind.BOOKLET, paper)
    total = -(-pages // PAGES_OF_A_SHEET) * PAGES_OF_A_SHEET
    boards = []
    for number, side in enumerate(booklet_order(total, script.right_to_left), 1):
        board = script.board(number, plan.sheet)
        parts = _pages(side, size, plan, total)
        _draw(script, board, parts, "inside" if side.back else "outside", side.sheet + 1)
        _fold_line(script, board, board.width / 2, not side.back)
        back = next((part for part in parts if part.number == total), None)
        if back is not None:
            _tell(script, board, back, _booklet_steps(script, total))
        boards.append(board)
    return drawn(boards)


def _pages(side: Side, size: tuple[float, float], plan: Plan, total: int) -> list[_Part]:
    roles = {1: "cover", total: "back"}
    holds = {1: "holds_cover", total: "holds_closing"}
    return [
        _Part(at.page, at.x, size[0] * at.scale, roles.get(at.page, ""), holds.get(at.page, "holds_text"), at.page == 1)
        for at in placings(side, size, plan, Kind.BOOKLET)
    ]


def _panel(script: Script, fold: Fold, panel: FoldPanel) -> _Part:
    role = ""
    if panel.name == fold.cover:
        role = "cover"
    elif panel == _last_seen(fold):
        role = "back"
    elif fold.kind == LETTER and panel == fold.across(OUTSIDE)[0]:
        role = "flap"
    holds = {fold.safety: "holds_safety", fold.closing: "holds_closing", fold.cover: "holds_cover"}
    x = fold.width - panel.x - panel.width if script.right_to_left else panel.x
    what = holds.get(panel.name, "holds_text")
    return _Part(fold.place(panel.name), x, panel.width, role, what, panel.name == fold.cover)


def _last_seen(fold: Fold) -> FoldPanel:
    """What lies outermost at the back of the folded sheet."""
    return fold.across(OUTSIDE)[1] if fold.kind == LETTER else fold.behind(_far(fold))


def _far(fold: Fold) -> FoldPanel:
    """Of a z-fold: the panel at the other edge of the cover's side."""
    across = fold.across(fold.panel(fold.cover).side)
    return across[-1] if across[0].name == fold.cover else across[0]


def _upper(fold: Fold) -> int:
    """The side that lies up when the folding begins."""
    return INSIDE if fold.kind == LETTER else fold.panel(fold.cover).side


def _folds(script: Script, fold: Fold, side: int) -> tuple[float, ...]:
    """Folds from the left, or from the right where the leaflet is read so."""
    return tuple(fold.width - x if script.right_to_left else x for x in fold.folds(side))


def _is_mountain(fold: Fold, side: int, at: int) -> bool:
    """Does a fold, counted from the start edge, point at who looks on this side?  A letter has both pages inside; the
    folds of a z change about, and the one at the cover has the cover in front."""
    if fold.kind == LETTER:
        return side == OUTSIDE
    front = fold.panel(fold.cover).side
    last = len(fold.folds(side)) - 1
    at_cover = 0 if fold.across(front)[0].name == fold.cover else last
    return (at == at_cover) if side == front else (at != last - at_cover)


def _draw(script: Script, board: Board, parts: Sequence[_Part], side: str, sheet: int = 0) -> None:
    words, locale = script.words, script.words.locale
    for part in parts:
        _card(script, board, part)
        box = Rect(part.x + EDGE, 0.0, part.width - 2 * EDGE, 0.0)
        number = Rect(part.x, NUMBER, part.width, 0.0)
        board.write(numeral(part.number, locale), number, lettering(112, True, "petrol", 1.15), "middle", Role.HEADING)
        y = ROLE
        if part.role:
            y += board.write(words.say(part.role), _at(box, y), lettering(16, True), "middle")
        board.write(words.say(part.holds), _at(box, y + 3), lettering(12), "middle")
    first = min(parts, key=lambda part: part.x if not board.rtl else -part.x)
    head = Rect(first.x + EDGE, HEAD, first.width - 2 * EDGE, 0.0)
    role = Role.TITLE if board.number == 1 else Role.PARAGRAPH
    y = HEAD + board.write(words.say("title", script.design.name), head, lettering(11, True), role=role)
    which = words.say(side) if not sheet else f"{words.say('sheet', n=sheet)} · {words.say(side)}"
    board.write(which, _at(head, y), lettering(11))


def _card(script: Script, board: Board, part: _Part) -> None:
    """The outline of a part, clear of folds and of what a printer leaves white; the cover's is strong and tinted."""
    margin = max(script.design.printer_margin, points(5))
    left, right = max(part.x + CLEAR, margin), min(part.x + part.width - CLEAR, board.width - margin)
    box = Rect(left, margin, right - left, board.height - CAPTION - points(3) - margin)
    if part.cover:
        board.fill(box, "mist")
    board.frame(box, Pen(PETROL, 2.0) if part.cover else Pen(GREY, 0.5))


def _at(box: Rect, y: float) -> Rect:
    return Rect(box.x, y, box.width, box.height)


def _fold_line(script: Script, board: Board, x: float, mountain: bool) -> None:
    """A fold, parted where its name stands on it."""
    style = lettering(9.5, ink="coral")
    wide, top = points(48), board.height - CAPTION
    box = Rect(x - wide / 2, top + 2, wide, 0.0)
    tall = board.write(script.words.say("mountain" if mountain else "valley"), box, style, "middle")
    pen = Pen(RED, 0.9, MOUNTAIN if mountain else VALLEY)
    for start, end in ((0.0, top), (top + tall + 6, board.height)):
        board.line([(x, start), (x, end)], pen)


def _steps(script: Script, fold: Fold) -> list[str]:
    """What to do, one sentence or two a step."""
    say, place = script.words.say, fold.place
    front = fold.across(_upper(fold))
    a, b, c = (place(panel.name) for panel in front)
    first, over, last = _moves(fold)
    steps = [say("print"), say("lay", a=a, b=b, c=c), say("over", a=place(first.name), b=place(over.name))]
    if fold.kind == LETTER:
        steps.append(say("last", a=place(last.name)))
    else:
        steps += [say("behind", a=place(last.name), b=place(over.name)), say("turn")]
    return [*steps, say("check", a=place(fold.cover), b=place(_last_seen(fold).name))]


def _moves(fold: Fold) -> tuple[FoldPanel, FoldPanel, FoldPanel]:
    """The panel that is folded first, the middle one that it comes to lie on, and the one that is folded last."""
    across = fold.across(_upper(fold))
    middle = across[1]
    first = fold.behind(fold.across(OUTSIDE)[0]) if fold.kind == LETTER else _far(fold)
    last = next(panel for panel in across if panel not in (first, middle))
    return first, middle, last


def _booklet_steps(script: Script, pages: int) -> list[str]:
    say = script.words.say
    return [say("print"), say("nest"), say("middle"), say("staple"), say("check", a=1, b=pages)]


def _tell(script: Script, board: Board, part: _Part, steps: Sequence[str]) -> None:
    """The steps, numbered; the last is a check and has no number."""
    box, y = Rect(part.x + EDGE, 0.0, part.width - 2 * EDGE, 0.0), STEPS
    style = lettering(12)
    for number, words in enumerate(steps[:-1], 1):
        y += board.step(list_mark(number, script.words.locale), words, _at(box, y), style) + 5
    board.write(steps[-1], _at(box, y + 3), lettering(12, True, "petrol"))


def _arrows(script: Script, board: Board, fold: Fold) -> None:
    """An arrow over each fold, with the number of its step; dashed where it goes behind."""
    first, middle, last = _moves(fold)
    middle_x = _centre(script, fold, middle)
    for step, panel in ((3, first), (4, last)):
        x = _between(script, fold, panel, middle)
        way = REACH if middle_x > x else -REACH
        hidden = fold.kind != LETTER and panel == last
        y = NUMBER + points(26)
        board.arrow((x - way, y), (x + way, y), Pen(RED, 1.6, HIDDEN if hidden else ()))
        box = Rect(x - points(20), y + 3, points(40), 0.0)
        mark = numeral(step, script.words.locale)
        aside = Rect(box.x + (points(9) if way > 0 else -points(9)), box.y, box.width, 0.0)
        board.write(mark, aside, lettering(15, True, "coral"), "middle")


def _centre(script: Script, fold: Fold, panel: FoldPanel) -> float:
    x = panel.x + panel.width / 2
    return fold.width - x if script.right_to_left else x


def _between(script: Script, fold: Fold, one: FoldPanel, other: FoldPanel) -> float:
    """The fold between two neighbours, in points from the left."""
    x = max(one.x, other.x)
    return fold.width - x if script.right_to_left else x
