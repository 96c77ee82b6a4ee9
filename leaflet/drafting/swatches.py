"""Type styles, looks of blocks, inks and the ladder of white space of a design, as specimens on a board.

A style is set in itself at the ideal size, a block drawn with its panel, rule and padding, an ink with its percentages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from leaflet.drafting.board import Board, Pen, lettering
from leaflet.geometry import Insets, Rect, millimetres, points
from leaflet.layout.design import BoxLook, Design, Spacing, Style
from leaflet.layout.setting import Setting
from leaflet.model.document import Kind
from leaflet.paint.colour import Ink, Palette

COLUMNS = (0.43, 0.275, 0.295)  # of the width: type, blocks, inks with white space
GUTTER = points(9)
HEAD = 15.0  # points from a column's heading to what is under it
SPECIMEN = 0.48  # of the column, to the words of a type style
SWATCH = points(15)
LIGHT = Pen("#B8C0C2", 0.4)
PAD = Pen("#D03F2D", 0.35, (1.5, 1.5))
LADDER = ("step", "paragraph", "heading", "box", "picture", "hero", "leading")


def draw_swatches(board: Board, ideal: Setting, palette: Palette, room: Rect) -> None:
    """Everything in three columns."""
    wide = [share * (room.width - 2 * GUTTER) for share in COLUMNS]
    x = room.x
    _types(board, ideal, Rect(x, room.y, wide[0], room.height))
    x += wide[0] + GUTTER
    _blocks(board, ideal.design, Rect(x, room.y, wide[1], room.height))
    x += wide[1] + GUTTER
    y = _inks(board, palette, Rect(x, room.y, wide[2], room.height))
    _ladder(board, ideal.design, Rect(x, y + points(6), wide[2], 0.0))


def _headed(board: Board, words: str, box: Rect) -> float:
    board.write(words, box, lettering(7, True, "petrol"))
    return box.y + HEAD


def _types(board: Board, ideal: Setting, box: Rect) -> None:
    y = _headed(board, "TYPE: SIZE AT THE IDEAL AND THE SMALLEST BODY, LINE DISTANCE", box)
    design = ideal.design
    floor = replace(ideal, size=design.body.floor)
    named = {"body": design.body_style, **design.styles}
    for name, style in named.items():
        y += _type(board, (ideal, floor), (name, style), replace(box, y=y))


def _type(board: Board, settings: tuple[Setting, Setting], named: tuple[str, Style], box: Rect) -> float:
    """One style as it looks at the ideal size, its numbers beside it; its height."""
    (ideal, floor), (name, style), wide = settings, named, box.width * SPECIMEN
    size, leading = ideal.points(style), ideal.leading(style)
    light = style.ink == "white"
    facts = Rect(box.x + wide + 10, box.y + 4, box.width - wide - 10, 0.0)
    sizes = f"{size:.2f} pt, at least {floor.points(style):.2f} pt; lines {leading:.2f} pt"
    taken = board.write(sizes, facts, lettering(7.5))
    taken += board.write(_about(style), replace(facts, y=facts.y + taken), lettering(7, ink="petrol"))
    tall = max(leading, 1.2 * size, taken) + 7
    if light:
        board.fill(Rect(box.x, box.y, wide, tall), ideal.design.masthead.band or "petrol")
    look = lettering(size, style.strong, style.ink, leading / size)
    top = box.y + max(3.0, (tall - leading) / 2)
    board.write(name, Rect(box.x + (5 if light else 0), top, wide, 0.0), look)
    board.line([(box.x, box.y + tall + 2), (box.x + box.width, box.y + tall + 2)], LIGHT)
    return tall + 4


def _about(style: Style) -> str:
    parts = [style.ink, "strong" if style.strong else "", "justified" if style.justify else ""]
    parts += ["hanging quotes" if style.hang else "", f"{style.rows:g} rows of the grid" if style.rows else ""]
    return ", ".join(part for part in parts if part)


def _blocks(board: Board, design: Design, box: Rect) -> None:
    y = _headed(board, "BLOCKS: PANEL, RULE, PADDING", box)
    slots = [(str(kind), design.look(kind)) for kind in Kind if str(kind) in design.looks]
    for name, look in slots:
        y += _block(board, name, look, Rect(box.x, y, box.width, 0.0)) + 6


def _block(board: Board, name: str, look: BoxLook, box: Rect) -> float:
    """One block as it looks, with what it is in words inside its padding; its height."""
    about = ", ".join(_slots(look)) or "running text, no box"
    start = look.rule_width if look.rule else 0.0
    pad = max(look.pad, 4.0)
    words = Rect(box.x + start + pad, box.y + pad, box.width - start - 2 * pad, 0.0)
    taken = board.write(name, words, lettering(8.5, True))
    taken += board.write(about, replace(words, y=words.y + taken), lettering(6.5))
    rect = replace(box, height=taken + 2 * pad + 1)
    if look.panel:
        board.fill(rect, look.panel)
    else:
        board.frame(rect, LIGHT)
    if look.rule:
        board.fill(replace(rect, width=look.rule_width), look.rule)
    if look.pad:
        board.frame(rect.inset(Insets(pad, pad, pad, pad + start)), PAD)
    return rect.height


def _slots(look: BoxLook) -> Iterator[str]:
    """What a look says, in words."""
    if look.panel:
        yield f"panel {look.panel}"
    if look.rule:
        yield f"rule {look.rule} {look.rule_width:g} pt"
    if look.pad:
        yield f"padding {millimetres(look.pad):g} mm"
    if look.wide:
        yield "across all columns"
    if look.foot:
        yield "at the foot of its page"
    if look.icon:
        yield f"icon {look.icon}, {millimetres(look.icon_size):g} mm"
    if look.picture != 1.0:
        yield f"picture {100 * look.picture:g} % of the column" + (", text beside it" if look.beside else "")
    if look.style != "body":
        yield f"style {look.style}"


def _inks(board: Board, palette: Palette, box: Rect) -> float:
    y = _headed(board, "INKS: CYAN, MAGENTA, YELLOW, BLACK IN PERCENT; SCREEN", box)
    half, tall = (box.width - 8) / 2, 0.0
    for at, ink in enumerate(palette.inks.values()):
        x = box.x + (at % 2) * (half + 8)
        tall = max(tall if at % 2 else 0.0, _ink(board, ink, Rect(x, y, half, points(12))))
        y += (at % 2) * (tall + 7)
    return y + (len(palette.inks) % 2) * (tall + 7)


def _ink(board: Board, ink: Ink, box: Rect) -> float:
    """One ink, and how high its specimen is."""
    swatch = replace(box, width=SWATCH)
    board.fill(swatch, ink.name)
    board.frame(swatch, LIGHT)
    words = Rect(box.x + SWATCH + 5, box.y, box.width - SWATCH - 5, 0.0)
    y = words.y + board.write(ink.name, words, lettering(8, True))
    for line in _mixture(ink):
        y += board.write(line, replace(words, y=y), lettering(6.5))
    return max(box.height, y - box.y)


def _mixture(ink: Ink) -> Iterator[str]:
    """What an ink is made of, in words."""
    yield _percents(ink.cmyk)
    if ink.rich is not None:
        yield f"large areas {_percents(ink.rich)}"
    if ink.spot is not None:
        yield f"{ink.spot.name}, {ink.tint:g} %"
    yield ink.screen
    if not ink.text:
        yield "not for text"


def _percents(cmyk: tuple[float, ...]) -> str:
    return " ".join(f"{part:g}" for part in cmyk)


def _ladder(board: Board, design: Design, box: Rect) -> None:
    y = _headed(board, "WHITE SPACE: ROWS OF THE GRID; SCALES", box)
    wide = [box.width * share for share in (0.17, 0.165, 0.145, 0.1, 0.14, 0.12, 0.16)]
    for cells in (LADDER, *map(_cells, design.spacing)):
        x, strong = box.x, cells[0] == "set"
        tall = 0.0
        for cell, width in zip(cells, wide, strict=True):
            style = lettering(6.5, strong, "petrol" if cells is LADDER else "ink")
            tall = max(tall, board.write(cell, Rect(x, y, width, 0.0), style))
            x += width
        y += tall + 3
        board.line([(box.x, y - 1.5), (box.right, y - 1.5)], LIGHT)
    board.write("A language set is fitted with the step ‘set’.", replace(box, y=y + 2), lettering(6.5))


def _cells(step: Spacing) -> tuple[str, ...]:
    scales = (step.picture, step.hero, step.leading)
    return (step.name, str(step.paragraph), str(step.heading), str(step.box), *(f"{scale:g}" for scale in scales))
