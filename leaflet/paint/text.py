"""Lines of glyphs as PDF text operators.  Placed lines go in, operators come out, in logical order.

Glyphs of a right-to-left run are written in the order they are read, each at its own place, so that every reader of the
content stream meets the words as they were typed.  A line's trailing space is written too: words never run together.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable
from dataclasses import dataclass

from leaflet.compose import bidi
from leaflet.compose.shape import GlyphRun, ShapedText
from leaflet.layout.placed import Text
from leaflet.paint.glyph_font import EM, GlyphFont

HUGE = 10**9
SOFT_HYPHEN = "\u00ad"  # what a drawn hyphen says: it is not part of the word
FontOf = Callable[[GlyphRun], GlyphFont]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Glyphs [first, last) of a run, `x` points from the start of the line's left edge."""

    run: GlyphRun
    first: int
    last: int
    level: int
    width: float


def show_line(text: Text, page_height: float, font_of: FontOf) -> str:
    """Operators that show one line; the text state they leave is of no account to the next (each sets its own)."""
    pieces = _pieces(text)
    out = [f"1 0 0 1 {_point(text.x)} {_point(page_height - text.y)} Tm"]
    origin = 0.0
    for piece, x in _placed(pieces, text):
        if x != origin:
            out.append(f"{_point(x - origin)} 0 Td")
            origin = x
        font = font_of(piece.run)
        out.append(f"/{font.key} {_point(text.size)} Tf")
        out.append(_show(piece, text, font))
    if text.line.hyphen:
        out.append(_hyphen(text, pieces, origin, font_of))
    return "\n".join(out)


def _pieces(text: Text) -> list[_Piece]:
    """The glyph runs of a line in logical order, its trailing space at the level of the paragraph (rule L1)."""
    shaped, line = text.shaped, text.line
    found = []
    for run in shaped.runs:
        for start, end, level in _level_parts(shaped, run, line.start, line.next, line.end):
            first, last = _glyph_range(run, start, end)
            if first < last:
                width = sum(run.advances[first:last])
                found.append(_Piece(run, first, last, level, width))
    return found


def _level_parts(shaped: ShapedText, run: GlyphRun, start: int, end: int, ink: int) -> list[tuple[int, int, int]]:
    a, b = max(run.start, start), min(run.end, end)
    if a >= b:
        return []
    if run.level == shaped.level or b <= ink:
        return [(a, b, run.level)]
    parts = [(a, max(a, ink), run.level), (max(a, ink), b, shaped.level)]
    return [part for part in parts if part[0] < part[1]]


def _glyph_range(run: GlyphRun, start: int, end: int) -> tuple[int, int]:
    """Indices of the glyphs of characters [start, end)."""
    return bisect.bisect_left(run.clusters, start), bisect.bisect_left(run.clusters, end)


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
        x = text.width - sum(piece.width for piece in pieces) * text.size - text.space * _spaces(text)
    for index in order:
        places[index] = x
        x += pieces[index].width * text.size + text.space * _count_spaces(pieces[index], text)
    return list(zip(pieces, places, strict=True))


def _spaces(text: Text) -> int:
    return text.shaped.text.count(" ", text.line.start, text.line.next) if text.space else 0


def _count_spaces(piece: _Piece, text: Text) -> int:
    if not text.space:
        return 0
    return sum(text.shaped.text[piece.run.clusters[at]] == " " for at in range(piece.first, piece.last))


def _show(piece: _Piece, text: Text, font: GlyphFont) -> str:
    """The TJ array of a piece; numbers are thousandths of an em (ISO 32000-1 9.4.3)."""
    run = piece.run
    if piece.level & 1 or text.space or run.dx or run.dy:
        return _show_placed(piece, text, font)
    codes, kerns = font.coded(run, text.shaped.text)
    if text.line.bare and run.clusters[piece.first] == text.line.start:
        bare = font.code(run.face.glyph(ord(text.line.bare)), text.shaped.text[text.line.start])
        codes = [*codes[: piece.first], bare, *codes[piece.first + 1 :]]
    out, start = [], piece.first
    for at in range(bisect.bisect_left(kerns, (piece.first, -HUGE)), len(kerns)):
        after, adjust = kerns[at]
        if after >= piece.last - 1:
            break
        out.append(f"<{''.join(codes[start : after + 1])}>{adjust}")
        start = after + 1
    return f"[{''.join(out)}<{''.join(codes[start : piece.last])}>] TJ"


def _next_cluster(run: GlyphRun, at: int) -> int:
    cluster = run.clusters[at]
    return next((other for other in run.clusters[at + 1 :] if other != cluster), run.end)


def _show_placed(piece: _Piece, text: Text, font: GlyphFont) -> str:
    """The general case: offsets, right-to-left, stretched spaces.  Every glyph is moved to where it belongs."""
    run, words = piece.run, text.shaped.text
    visual = range(piece.last - 1, piece.first - 1, -1) if piece.level & 1 else range(piece.first, piece.last)
    left: dict[int, float] = {}
    x = 0.0
    for at in visual:
        left[at] = x
        x += run.advances[at] * EM
        if text.space and words[run.clusters[at]] == " ":
            x += text.space / text.size * EM
    out: list[str] = []
    row, pen, rise = "", 0.0, 0.0
    for at in range(piece.first, piece.last):
        glyph, lift = run.glyphs[at], round(run.dy[at] * text.size, 3) if run.dy else 0.0
        shown = (
            ""
            if at > 0 and run.clusters[at - 1] == run.clusters[at]
            else words[run.clusters[at] : _next_cluster(run, at)]
        )
        if text.line.bare and run.clusters[at] == text.line.start:
            glyph = run.face.glyph(ord(text.line.bare))
        if lift != rise:
            out.append((f"<{row}>" if row else "") + f"] TJ\n{_point(lift)} Ts\n[")
            row, rise = "", lift
        adjust = round(pen - left[at] - (run.dx[at] * EM if run.dx else 0.0))
        if adjust:
            out.append(f"<{row}>{adjust}" if row else f"{adjust}")
            row, pen = "", pen - adjust
        row += font.code(glyph, shown)
        pen += font.width(glyph)
    return f"[{''.join(out)}<{row}>] TJ" + ("\n0 Ts" if rise else "")


def _hyphen(text: Text, pieces: list[_Piece], origin: float, font_of: FontOf) -> str:
    """The hyphen at the end of a broken word, in the face of its last letter."""
    run = pieces[-1].run
    font = font_of(run)
    glyph = run.face.glyph(0x2D)
    x = 0.0 if text.shaped.level & 1 else text.width - font.width(glyph) * text.size / EM
    return f"{_point(x - origin)} 0 Td\n/{font.key} {_point(text.size)} Tf\n<{font.code(glyph, SOFT_HYPHEN)}> Tj"


def _point(value: float) -> str:
    """A number of points as short as its thousandth allows."""
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"
