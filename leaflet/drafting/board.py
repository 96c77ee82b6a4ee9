"""The drawing board: fills, lines and words are put on it in points from the upper left corner; a Page comes out.

What is drawn here is as it will be seen: nothing is mirrored afterwards.  Words stand at the start edge of their box in
their own language, whatever the direction of the leaflet that is drawn.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from leaflet.compose.fonts import Faces
from leaflet.compose.typesetter import Typesetter
from leaflet.geometry import Rect
from leaflet.layout.design import Design, Style
from leaflet.layout.paragraphs import Run, set_lines
from leaflet.layout.placed import Image, Item, Page, Pages, Panel, Role, Text, moved
from leaflet.layout.setting import Setting
from leaflet.localize.locale import Locale
from leaflet.model.affine import Command
from leaflet.model.drawing import Drawing, Shape, Stroke
from leaflet.model.inline import RichText

MARK_GAP = 4.0  # points between the number of a step and its words


@dataclass(frozen=True, slots=True)
class Pen:
    """How a line is drawn: its colour as #RRGGBB, width and dashes in points."""

    colour: str
    width: float = 0.5
    dash: tuple[float, ...] = ()
    cap: int = 0


def lettering(size: float, strong: bool = False, ink: str = "ink", leading: float = 1.25) -> Style:
    """A style of so many points on a board."""
    return Style(size=size, leading=leading, strong=strong, ink=ink)


def board_setting(design: Design, faces: Faces, locale: Locale) -> Setting:
    """What the words on a board are set with: styles are in points, whatever the design."""
    body = replace(design.body, ideal=1.0, floor=1.0, comfortable=0.0)
    return Setting(replace(design, body=body), 1.0, design.spacing[design.set_step], Typesetter(locale, faces), {})


class Board:
    """One page that is being drawn."""

    def __init__(self, setting: Setting, number: int, size: tuple[float, float]) -> None:
        self.setting, self.number = setting, number
        self.width, self.height = size
        self._panels: list[Panel] = []
        self._shapes: list[Shape] = []
        self._words: list[Item] = []
        self._keys = itertools.count(1)

    @property
    def rtl(self) -> bool:
        """Are the words on it read from the right?"""
        return self.setting.typesetter.locale.direction == "rtl"

    @property
    def lines_name(self) -> str:
        """The name of the drawing of its lines among the pictures."""
        return f"lines of page {self.number}"

    def fill(self, rect: Rect, ink: str) -> None:
        """A filled box, under all lines."""
        self._panels.append(Panel(rect, ink))

    def line(self, points: Sequence[tuple[float, float]], pen: Pen) -> None:
        """A line through points."""
        self._shapes.append(Shape(_path(points), None, False, _stroke(pen)))

    def frame(self, rect: Rect, pen: Pen) -> None:
        """The outline of a box."""
        corners = [(rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom)]
        self._shapes.append(Shape((*_path(corners), ("Z", ())), None, False, _stroke(pen)))

    def shape(self, points: Sequence[tuple[float, float]], colour: str) -> None:
        """A filled polygon."""
        self._shapes.append(Shape((*_path(points), ("Z", ())), colour, False, None))

    def arrow(self, start: tuple[float, float], end: tuple[float, float], pen: Pen) -> None:
        """An arrow that rises in an arc from one point to another of the same height."""
        (x1, y), (x2, _) = start, end
        way, rise, head = (1 if x2 > x1 else -1), 0.42 * abs(x2 - x1), 4.2 * pen.width
        arc = (x1 + 0.18 * (x2 - x1), y - rise, x2 - 0.1 * (x2 - x1), y - rise, x2, y - head)
        self._shapes.append(Shape((("M", (x1, y)), ("C", arc)), None, False, _stroke(pen)))
        tip, back = (x2 + 0.1 * head * way, y + 0.2 * head), (x2 - 0.75 * head * way, y - 1.3 * head)
        self.shape([tip, back, (x2 + 0.75 * head * way, y - 1.15 * head)], pen.colour)

    def write(
        self, words: str | RichText, box: Rect, style: Style, align: str = "start", role: Role = Role.PARAGRAPH
    ) -> float:
        """Words in a box from its top; the height they take.  `align` is start, middle, end, or left and right."""
        part = f"page{self.number}/text.{next(self._keys)}"
        return self._set(words, box, style, align, (role, part))

    def step(self, mark: str, words: str, box: Rect, style: Style) -> float:
        """A numbered step: its number at the start edge, its words beside it."""
        part = f"page{self.number}/text.{next(self._keys)}"
        strong = replace(style, strong=True)
        shaped = self.setting.typesetter.shape(mark, True)
        indent = max(1.5 * style.size, shaped.width * style.size + MARK_GAP)
        self._set(mark, box, strong, "start", (Role.LABEL, part))
        inner = Rect(box.x if self.rtl else box.x + indent, box.y, box.width - indent, box.height)
        return self._set(words, inner, style, "start", (Role.ITEM, part))

    def _set(self, words: str | RichText, box: Rect, style: Style, align: str, how: tuple[Role, str]) -> float:
        role, part = how
        rich = RichText(words) if isinstance(words, str) else words
        run = Run(rich, f"page{self.number}", part, role, style, whole=True, balanced=align == "middle")
        lines, tall = set_lines(self.setting, run, box.width, box.y)
        for line in lines:
            self._words.append(moved(line, self._edge(line, box, align) - line.x, 0.0))
        return tall

    def _edge(self, line: Text, box: Rect, align: str) -> float:
        """Where the left end of a line comes to stand."""
        if align == "middle":
            return box.x + (box.width - line.width) / 2
        if align == "right" or (align == "end") != self.rtl and align != "left":
            return box.right - line.width
        return box.x

    def page(self) -> Page:
        """The page with all that was drawn on it."""
        lines = [Image(Rect(0.0, 0.0, self.width, self.height), self.lines_name)] if self._shapes else []
        return Page(self.number, self.width, self.height, (*self._panels, *lines, *self._words))

    def pictures(self) -> dict[str, Drawing]:
        """The drawing of its lines, by name."""
        return {self.lines_name: Drawing(self.width, self.height, tuple(self._shapes))} if self._shapes else {}


@dataclass(frozen=True, slots=True)
class Drawn:
    """Finished boards: pages, and the pictures they show."""

    pages: Pages
    pictures: dict[str, Drawing]


def drawn(boards: Sequence[Board]) -> Drawn:
    """The boards as pages of one document."""
    pictures = {name: drawing for board in boards for name, drawing in board.pictures().items()}
    return Drawn(Pages(tuple(board.page() for board in boards), 1.0, "", 1.0, ""), pictures)


def _path(points: Sequence[tuple[float, float]]) -> tuple[Command, ...]:
    return tuple(("L" if at else "M", (x, y)) for at, (x, y) in enumerate(points))


def _stroke(pen: Pen) -> Stroke:
    return Stroke(pen.colour, pen.width, pen.cap, 0, pen.dash)
