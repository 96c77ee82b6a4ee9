"""Lines out of a paragraph: total-fit over measured widths (Knuth & Plass 1981), ragged or justified.

A shaped paragraph, its break places and a measure in em go in; line spans come out.  The measure is in em, so one
shaped paragraph serves every size: width in points over type size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaflet.compose.breaks import Break
from leaflet.compose.justify import glue
from leaflet.compose.shape import ShapedText

HUGE = 1e15
OVERLONG = 1e10  # demerits of a line that does not fit: taken only where nothing fits
RAG = 1000.0  # demerits of a ragged line left wholly empty; goes with the square of what is left
HYPHEN_RUN = 400.0  # two hyphens on end
RUNT = 120.0  # a last line shorter than RUNT_WIDTH of the measure: a word on its own
RUNT_WIDTH = 0.22
LINE = 2.0  # every line costs a little: of two even settings take the shorter
BALANCE_STEPS = 7  # halvings of the measure: to within a hundredth
STRETCH, SHRINK = 0.5, 0.2  # of a word space, when justifying


@dataclass(frozen=True, slots=True)
class Line:
    """Characters [start, end) are drawn on this line and [start, next) belong to it; `width` is its ink's natural width
    in em, hyphen included.  `hyphen` and `bare` as in Break; `overlong` lines stick out of the measure."""

    start: int
    end: int
    next: int
    width: float
    hyphen: bool = False
    bare: str = ""
    overlong: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """How a paragraph wants its lines: flush at both edges, balanced to about one length (headings, quotes), with whole
    words only.  Plain text has no wish: ragged, its last line as long as it falls."""

    justify: bool = False
    balanced: bool = False
    whole: bool = False


def break_lines(
    shaped: ShapedText, breaks: Sequence[Break], measure: float, indent: float = 0.0, wish: Wish = Wish()
) -> tuple[Line, ...]:
    """Choose the breaks that make the most even paragraph at `measure` em; `indent` em narrows the first line."""
    if not breaks:
        return ()
    hyphen = hyphen_width(shaped)
    cost = _Cost(shaped, breaks, hyphen, wish)
    chosen = cost.best(measure, indent)
    if wish.balanced and len(chosen) > 1:
        chosen = cost.best(_narrowest(cost, measure, indent, chosen), indent)
    lines: list[Line] = []
    start, bare, first = 0, "", 0
    for index in chosen:
        place = breaks[index]
        width = shaped.x[place.end] - shaped.x[start] + hyphen * place.hyphen
        overlong = not cost.fits(first, index + 1, measure - (0 if lines else indent) - width)
        lines.append(Line(start, place.end, place.at, width, place.hyphen, bare, overlong, index == len(breaks) - 1))
        start, bare, first = place.at, place.bare, index + 1
    return tuple(lines)


def hyphen_width(shaped: ShapedText) -> float:
    """Advance of the hyphen in the paragraph's first face, in em."""
    if not shaped.runs:
        return 0.0
    run = shaped.runs[0]
    return float(run.face.font.get_glyph_h_advance(run.face.glyph(0x2D)) * run.face.unit * run.scale)


@dataclass(frozen=True, slots=True)
class _Cost:
    """What lines of one paragraph cost, and the dynamic programme over them."""

    shaped: ShapedText
    breaks: Sequence[Break]
    hyphen: float
    wish: Wish

    def best(self, measure: float, indent: float) -> list[int]:
        """Indices of the breaks whose lines cost least together."""
        x, breaks, justify = self.shaped.x, self.breaks, self.wish.justify
        count = len(breaks)
        starts = [0.0] + [x[place.at] for place in breaks]
        best = [0.0] + [HUGE] * count
        back = [0] * (count + 1)
        for e in range(1, count + 1):
            place = breaks[e - 1]
            right = x[place.end] + (self.hyphen if place.hyphen else 0.0)
            final = e == count
            low, low_at = HUGE, e - 1
            for s in range(e - 1, -1, -1):
                room = measure - indent if s == 0 else measure
                slack = room - right + starts[s]
                if slack < -1e-6 and not (justify and self.fits(s, e, slack)):
                    if s < e - 1:
                        break
                    cost = OVERLONG * (1 - slack)
                elif final:
                    cost = RUNT if s and room - slack < RUNT_WIDTH * measure else 0.0
                elif justify:
                    cost = self._justified(s, e, slack)
                else:
                    cost = RAG * (slack / room) ** 2
                cost += best[s] + LINE + place.cost
                if place.hyphen and s and breaks[s - 1].hyphen:
                    cost += HYPHEN_RUN
                if cost < low:
                    low, low_at = cost, s
            best[e], back[e] = low, low_at
        chosen = []
        while count > 0:
            chosen.append(count - 1)
            count = back[count]
        return chosen[::-1]

    def _glue(self, s: int, e: int) -> float:
        """The white of a line that can be stretched or shrunk, in em."""
        return glue(self.shaped, self.breaks[s - 1].at if s else 0, self.breaks[e - 1].end)

    def fits(self, s: int, e: int, slack: float) -> bool:
        """Does a line with so much room to spare fit, if need be with its spaces shrunk?"""
        return slack >= -1e-6 or (self.wish.justify and -slack <= SHRINK * self._glue(s, e))

    def price(self, chosen: Sequence[int]) -> float:
        """What the breaks themselves cost."""
        return sum(self.breaks[index].cost for index in chosen)

    def _justified(self, s: int, e: int, slack: float) -> float:
        """Knuth & Plass badness: 100 times the cube of the stretch or shrink ratio."""
        glue = self._glue(s, e) * (STRETCH if slack > 0 else SHRINK)
        return float(min(1 + 100 * (abs(slack) / glue) ** 3, OVERLONG / 10)) if glue else OVERLONG / 10


def _narrowest(cost: _Cost, measure: float, indent: float, plain: Sequence[int]) -> float:
    """The narrowest measure that still gives as many lines as `plain`, none overlong, none parted at a worse place: its
    lines are the most even."""
    low, high = measure / (len(plain) + 1), measure
    for _ in range(BALANCE_STEPS):
        middle = (low + high) / 2
        chosen = cost.best(middle, indent)
        dearer = cost.price(chosen) > cost.price(plain)
        if len(chosen) <= len(plain) and not dearer and _fits(cost, chosen, middle, indent):
            high = middle
        else:
            low = middle
    return high


def _fits(cost: _Cost, chosen: Sequence[int], measure: float, indent: float) -> bool:
    start = 0.0
    for index, at in enumerate(chosen):
        place = cost.breaks[at]
        right = cost.shaped.x[place.end] + cost.hyphen * place.hyphen
        if right - start > measure - (indent if index == 0 else 0.0):
            return False
        start = cost.shaped.x[place.at]
    return True
