"""Lines of glyphs as PDF text operators.  Placed lines go in, operators come out, in logical order.

Letters of a right-to-left run are written in the order they are read, each shown at its own place by an operator of its
own.  Measured on Arabic: so the tag tree, poppler, MuPDF and PDFium all read the words as they were typed; one TJ with
moves is read backwards by PDFium, letters in visual order by the tag tree and MuPDF.  A line's trailing space is
written too: words never run together.
"""

from __future__ import annotations

import bisect
import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from leaflet.compose import bidi
from leaflet.compose.justify import gaps
from leaflet.compose.shape import GlyphRun, ShapedText
from leaflet.layout.placed import Text
from leaflet.paint.glyph_font import EM, Coded, GlyphFont

HUGE = 10**9
JOINED = 0.5  # points: boxes closer than this are one
SOFT_HYPHEN = "\u00ad"  # what a drawn hyphen says: it is not part of the word
FontOf = Callable[[GlyphRun], GlyphFont]
Part = tuple[int, int]  # characters of the message, from and to
WHOLE: Part = (0, HUGE)
ABOVE, BELOW = 0.85, 0.25  # of the type size: how far a link reaches round its baseline
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Clusters [first, last) of a run as codes of a font; `width` in em of the text's size."""

    run: GlyphRun
    font: GlyphFont
    coded: Coded
    first: int
    last: int
    level: int
    width: float

    def within(self, part: Part) -> bool:
        """Does it begin in this part of the message?  A glyph of several letters stands where the first does."""
        return part[0] <= self.coded.starts[self.first] < part[1]


def show_line(text: Text, page_height: float, font_of: FontOf, part: Part = WHOLE) -> str:
    """Operators that show one line, or a part of it in its place; the text state they leave is of no account to the
    next (each sets its own)."""
    pieces = _pieces(text, font_of, part)
    out = [f"1 0 0 1 {_point(text.x)} {_point(page_height - text.y)} Tm"]
    origin = 0.0
    for piece, x in _placed(pieces, text):
        if not piece.within(part):
            continue
        if x != origin:
            out.append(f"{_point(x - origin)} 0 Td")
            origin = x
        out.append(f"/{piece.font.key} {_point(text.size * piece.run.scale)} Tf")
        out.append(_show(piece, text))
    if text.line.hyphen and part[1] >= text.line.next:
        out.append(_hyphen(text, pieces[-1], origin))
    return "\n".join(out)


def boxes_of(text: Text, page_height: float, font_of: FontOf, part: Part) -> list[Box]:
    """What a part of a line covers, in points from the page's lower left corner: several boxes where other words stand
    between, as they may where directions change."""
    low, high = page_height - text.y - BELOW * text.size, page_height - text.y + ABOVE * text.size
    found: list[Box] = []
    for piece, x in sorted(_placed(_pieces(text, font_of, part), text), key=lambda one: one[1]):
        if piece.within(part):
            left = text.x + x
            right = left + piece.width * text.size + _stretch(piece, text)
            if found and left - found[-1][2] < JOINED:
                left = found.pop()[0]
            found.append((round(left, 3), round(low, 3), round(right, 3), round(high, 3)))
    return found


def _pieces(text: Text, font_of: FontOf, cuts: Part = WHOLE) -> list[_Piece]:
    """The glyph runs of a line in logical order, its trailing space at the level of the paragraph (rule L1)."""
    shaped, line = text.shaped, text.line
    found = []
    for run in shaped.runs:
        parts = _level_parts(shaped, run, line.start, line.next, line.end)
        for start, end, level in parts if cuts == WHOLE else _cut(parts, cuts):
            font = font_of(run)
            coded = font.coded(run, shaped.text)
            first, last = bisect.bisect_left(coded.starts, start), bisect.bisect_left(coded.starts, end)
            if first < last:
                found.append(_Piece(run, font, coded, first, last, level, sum(coded.advances[first:last])))
    return found


def _level_parts(shaped: ShapedText, run: GlyphRun, start: int, end: int, ink: int) -> list[tuple[int, int, int]]:
    a, b = max(run.start, start), min(run.end, end)
    if a >= b:
        return []
    if run.level == shaped.level or b <= ink:
        return [(a, b, run.level)]
    parts = [(a, max(a, ink), run.level), (max(a, ink), b, shaped.level)]
    return [part for part in parts if part[0] < part[1]]


def _cut(parts: list[tuple[int, int, int]], cuts: Part) -> Iterator[tuple[int, int, int]]:
    for start, end, level in parts:
        edges = [start, *(cut for cut in cuts if start < cut < end), end]
        yield from ((a, b, level) for a, b in zip(edges, edges[1:], strict=False))


def _placed(pieces: list[_Piece], text: Text) -> list[tuple[_Piece, float]]:
    """Each piece with its left edge, in points from the line's; still in logical order."""
    order = (
        bidi.visual_order([piece.level for piece in pieces])
        if text.shaped.level or any(piece.level for piece in pieces)
        else range(len(pieces))
    )
    places = [0.0] * len(pieces)
    x = 0.0
    if text.shaped.level & 1:  # the trailing space hangs out at the left
        x = text.width - sum(piece.width * text.size + _stretch(piece, text) for piece in pieces)
    for index in order:
        places[index] = x
        x += pieces[index].width * text.size + _stretch(pieces[index], text)
    return list(zip(pieces, places, strict=True))


def _gaps(text: Text) -> frozenset[int]:
    """The characters after which the line is stretched; at its end, its own space is."""
    return frozenset(gaps(text.shaped, text.line.start, text.line.next)) if text.space else frozenset()


def _stretch(piece: _Piece, text: Text) -> float:
    """What the gaps of a piece add to its width, in points."""
    if not text.space:
        return 0.0
    places = _gaps(text)
    return text.space * sum(start in places for start in piece.coded.starts[piece.first : piece.last])


def _show(piece: _Piece, text: Text) -> str:
    """The TJ array of a piece; numbers are thousandths of an em (ISO 32000-1 9.4.3)."""
    if piece.level & 1 or text.space:
        return _show_letters(piece, text) if piece.level & 1 else _show_placed(piece, text)
    coded = piece.coded
    codes, moves = _codes(piece, text), coded.moves
    out, start = [], piece.first
    for at in range(bisect.bisect_left(moves, (piece.first, -HUGE)), len(moves)):
        after, adjust = moves[at]
        if after >= piece.last - 1:
            break
        out.append(f"<{''.join(codes[start : after + 1])}>{adjust}")
        start = after + 1
    return f"[{''.join(out)}<{''.join(codes[start : piece.last])}>] TJ"


def _codes(piece: _Piece, text: Text) -> list[str]:
    """The codes of the run; a letter that loses its trema at the start of this line has another (Dutch)."""
    coded = piece.coded
    if text.line.bare and coded.starts[piece.first] == text.line.start:
        glyph = piece.run.face.glyph(ord(text.line.bare))
        bare = piece.font.code(glyph, text.shaped.text[text.line.start])
        return [*coded.codes[: piece.first], bare, *coded.codes[piece.first + 1 :]]
    return coded.codes


def _show_letters(piece: _Piece, text: Text) -> str:
    """A right-to-left piece, letter by letter in the order of reading; the position ends where it began."""
    coded, places, codes = piece.coded, _gaps(text), _codes(piece, text)
    x = (piece.width * text.size + _stretch(piece, text)) * 1000  # thousandths of a point: no rounding adds up
    advances, starts, size = coded.advances, coded.starts, text.size * 1000
    out: list[str] = []
    pen = 0
    for at in range(piece.first, piece.last):
        x -= advances[at] * size
        if places and starts[at] in places:
            x -= text.space * 1000
        left = round(x)
        out.append(f"{_thousandths(left - pen)} 0 Td <{codes[at]}> Tj")
        pen = left
    return "\n".join((*out, f"{_thousandths(-pen)} 0 Td"))


@functools.lru_cache(4096)  # letters of one size move by the same few distances
def _thousandths(value: int) -> str:
    return _point(value / 1000)


def _show_placed(piece: _Piece, text: Text) -> str:
    """A left-to-right piece with white in its gaps."""
    coded, places, codes = piece.coded, _gaps(text), _codes(piece, text)
    em = EM / piece.run.scale
    stretch = text.space / text.size * em
    out: list[str] = []
    row, pen, x = "", 0.0, 0.0
    for at in range(piece.first, piece.last):
        adjust = round(pen - x)
        if adjust:
            out.append(f"<{row}>{adjust}" if row else f"{adjust}")
            row, pen = "", pen - adjust
        row += codes[at]
        pen += coded.widths[at]
        x += coded.advances[at] * em + (stretch if coded.starts[at] in places else 0.0)
    return f"[{''.join(out)}<{row}>] TJ"


def _hyphen(text: Text, last: _Piece, origin: float) -> str:
    """The hyphen at the end of a broken word, in the face of its last letter."""
    font, size = last.font, text.size * last.run.scale
    glyph = last.run.face.glyph(0x2D)
    x = 0.0 if text.shaped.level & 1 else text.width - font.width(glyph) * size / EM
    return f"{_point(x - origin)} 0 Td\n/{font.key} {_point(size)} Tf\n<{font.code(glyph, SOFT_HYPHEN)}> Tj"


def _point(value: float) -> str:
    """A number of points as short as its thousandth allows."""
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"
