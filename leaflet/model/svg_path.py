"""Path data: the text of a `d` attribute goes in, absolute M, L, C and Z come out (SVG 1.1, 8.3).

Every other command is rewritten as these four: quadratic curves are raised a degree, arcs become cubic Béziers of at
most a quarter turn each (error below 3 in 10,000 of the radius).
"""

from __future__ import annotations

import math
import re

from leaflet.model.affine import Command
from leaflet.model.svg_value import LIMIT, NUMBER, SEPARATORS, numbers, shown

LETTERS = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])")
ARITY = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
GAP = r"\s*+,?+\s*+"
ARC = re.compile(  # the flags are single digits and need nothing after them: `a1 1 0 01.5.5`
    GAP + rf"({NUMBER})" + (GAP + rf"({NUMBER})") * 2 + (GAP + "([01])") * 2 + (GAP + rf"({NUMBER})") * 2, re.ASCII
)
TINY = 1e-9  # radii below this would only divide by zero; the arc is a straight line


def read_path(data: str, most: int) -> tuple[list[Command], str]:
    """Read path data into at most about `most` segments; the second value says in words what is wrong with it."""
    pieces = LETTERS.split(data)
    if pieces[0].strip():
        return [], "" if data.strip() == "none" else f"'{shown(pieces[0])}' stands before its first command"
    if len(pieces) > 1 and pieces[1] not in "Mm":
        return [], f"begins with '{pieces[1]}', not with a move"
    pen = _Pen()
    for letter, text in zip(pieces[1::2], pieces[2::2], strict=True):
        given = _arcs(text) if letter in "Aa" else numbers(text)
        size = ARITY[letter.upper()]
        if given is None or (len(given) % size or not given if size else given):
            return [], f"'{shown(letter + text)}' has not the numbers this command takes"
        pen.draw(letter, given)
        if len(pen.commands) > most:
            return pen.commands, "has too many segments"
    pen.lift()
    return pen.commands, ""


def _arcs(text: str) -> list[float] | None:
    """The numbers of a run of arcs, seven each."""
    text = text.rstrip(SEPARATORS)
    found: list[float] = []
    at = 0
    while at < len(text):
        match = ARC.match(text, at)
        if not match:
            return None
        found.extend(map(float, match.groups()))
        at = match.end()
    return found if all(-LIMIT < value < LIMIT for value in found) else None


class _Pen:
    """Where the pen is: the current point, the start of the subpath, and the control point S or T reflects."""

    def __init__(self) -> None:
        self.commands: list[Command] = []
        self.x = self.y = self.start_x = self.start_y = 0.0
        self.control: tuple[float, float] | None = None
        self.curve = ""  # which letter left the control point
        self.closed = False

    def draw(self, letter: str, given: list[float]) -> None:
        """One command letter with all its numbers, the repeats included."""
        upper, size = letter.upper(), ARITY[letter.upper()]
        if upper == "Z":
            self._close()
        for at in range(0, len(given), size or 1):
            values = given[at : at + size]
            self._segment(upper, self._absolute(upper, values) if letter.islower() else values)
            if upper == "M":
                upper = "L"  # SVG 1.1, 8.3.2: further pairs after a move are lines

    def lift(self) -> None:
        """Forget a move that nothing was drawn from: SVG paints nothing there, some readers of PDF a dot."""
        if self.commands and self.commands[-1][0] == "M":
            self.commands.pop()

    def _absolute(self, upper: str, values: list[float]) -> list[float]:
        x, y = self.x, self.y
        if upper == "V":
            return [values[0] + y]
        if upper == "A":
            return [*values[:5], values[5] + x, values[6] + y]
        return [value + (y if index & 1 else x) for index, value in enumerate(values)]

    def _segment(self, upper: str, values: list[float]) -> None:
        if self.closed and upper != "M":
            self.commands.append(("M", (self.x, self.y)))  # said aloud: PDF writers differ on a line after a close
        self.closed = False
        if upper in "CSQT":
            self._curve(upper, values)
            return
        self.control = None
        if upper == "A":
            self._arc(values)
            return
        x = values[0] if upper != "V" else self.x
        y = values[-1] if upper != "H" else self.y
        if upper == "M":
            self.lift()
            self.start_x, self.start_y = x, y
        self.commands.append(("M" if upper == "M" else "L", (x, y)))
        self.x, self.y = x, y

    def _curve(self, upper: str, values: list[float]) -> None:
        family = "C" if upper in "CS" else "Q"
        if upper in "ST":
            values = [*self._reflected(family), *values]
        self.control, self.curve = (values[-4], values[-3]), family
        if family == "Q":
            x, y, end_x, end_y = values
            values = [self.x + 2 / 3 * (x - self.x), self.y + 2 / 3 * (y - self.y)]
            values += [end_x + 2 / 3 * (x - end_x), end_y + 2 / 3 * (y - end_y), end_x, end_y]
        self.commands.append(("C", tuple(values)))
        self.x, self.y = values[4], values[5]

    def _reflected(self, family: str) -> tuple[float, float]:
        if self.control is None or self.curve != family:
            return self.x, self.y
        return 2 * self.x - self.control[0], 2 * self.y - self.control[1]

    def _arc(self, values: list[float]) -> None:
        rx, ry, turn, large, sweep, x, y = values
        if (x, y) == (self.x, self.y):
            return  # SVG 1.1, F.6.2: an arc to where it starts is left out
        if min(abs(rx), abs(ry)) < TINY:
            self.commands.append(("L", (x, y)))
        else:
            ellipse = _Ellipse(abs(rx), abs(ry), math.radians(turn % 360))
            self.commands += ellipse.arc((self.x, self.y), (x, y), bool(large), bool(sweep))
        self.x, self.y = x, y

    def _close(self) -> None:
        self.control = None
        if self.commands and not self.closed:
            self.commands.append(("Z", ()))
            self.x, self.y = self.start_x, self.start_y
        self.closed = True


class _Ellipse:
    """Two radii and a turn; gives arcs between two points (SVG 1.1, F.6.5 and F.6.6)."""

    def __init__(self, rx: float, ry: float, turn: float) -> None:
        self.rx, self.ry = rx, ry
        self.cos, self.sin = math.cos(turn), math.sin(turn)

    def arc(self, start: tuple[float, float], end: tuple[float, float], large: bool, sweep: bool) -> list[Command]:
        """Cubic Béziers from `start` to exactly `end`."""
        half_x, half_y = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
        # on the unit circle: half the chord
        u, v = (self.cos * half_x + self.sin * half_y) / self.rx, (self.cos * half_y - self.sin * half_x) / self.ry
        reach = u * u + v * v
        if reach < TINY**3:  # ends so close that the centre is lost in rounding
            return [("L", end)]
        if reach > 1:  # F.6.6: radii that cannot span the chord grow until they just do
            grow = math.sqrt(reach)
            self.rx, self.ry, u, v, reach = self.rx * grow, self.ry * grow, u / grow, v / grow, 1.0
        away = math.sqrt(max(0.0, 1 / reach - 1)) * (1 if large != sweep else -1)
        centre_u, centre_v = away * v, -away * u
        first = math.atan2(v - centre_v, u - centre_u)
        span = (math.atan2(-v - centre_v, -u - centre_u) - first) % math.tau
        span = span if sweep else span - math.tau
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        shift = self._back(centre_u, centre_v)
        return self._quarters((middle[0] + shift[0], middle[1] + shift[1]), first, span, end)

    def _back(self, u: float, v: float) -> tuple[float, float]:
        x, y = u * self.rx, v * self.ry
        return self.cos * x - self.sin * y, self.sin * x + self.cos * y

    def _quarters(
        self, centre: tuple[float, float], first: float, span: float, end: tuple[float, float]
    ) -> list[Command]:
        count = max(1, math.ceil(abs(span) / (math.pi / 2) - 1e-9))
        step = span / count
        handle = 4 / 3 * math.tan(step / 4)
        curves: list[Command] = []
        for index in range(count):
            begin, stop = first + index * step, first + (index + 1) * step
            points: list[float] = []
            for u, v in (
                (math.cos(begin) - handle * math.sin(begin), math.sin(begin) + handle * math.cos(begin)),
                (math.cos(stop) + handle * math.sin(stop), math.sin(stop) - handle * math.cos(stop)),
                (math.cos(stop), math.sin(stop)),
            ):
                x, y = self._back(u, v)
                points += [centre[0] + x, centre[1] + y]
            curves.append(("C", tuple(points)))
        curves[-1] = ("C", (*curves[-1][1][:4], *end))
        return curves
