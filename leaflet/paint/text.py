"""Lines of glyphs as PDF text operators.  Placed lines go in, operators come out, in logical order.

Glyphs of a right-to-left run are written in the order they are read, each at its own place, so that every reader of the
content stream meets the words as they were typed.  A line's trailing space is written too: words never run together.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from leaflet.compose import bidi
from leaflet.compose.shape import GlyphRun, ShapedText
from leaflet.layout.placed import Text
from leaflet.paint.glyph_font import EM, GlyphFont

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
    clusters = run.clusters
    if start <= run.start and end >= run.end:
        return 0, len(clusters)
    first, last = 0, len(clusters)
    while first < last and clusters[first] < start:
        first += 1
    while last > first and clusters[last - 1] >= end:
        last -= 1
    return first, last


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
    """The TJ array of a piece; pen and targets in thousandths of an em from the piece's left edge."""
    run, line, words = piece.run, text.line, text.shaped.text
    if piece.level & 1 or text.space or any(run.dx[piece.first : piece.last]) or any(run.dy[piece.first : piece.last]):
        return _show_placed(piece, text, font)
    codes, clusters, glyphs, advances = font.codes, run.clusters, run.glyphs, run.advances
    out, row, pen, target = [], "", 0.0, 0.0
    last = len(clusters)
    for at in range(piece.first, piece.last):
        cluster, glyph = clusters[at], glyphs[at]
        until = clusters[at + 1] if at + 1 < last else run.end
        shown = words[cluster:until] if until - cluster != 1 else words[cluster]
        if at > 0 and clusters[at - 1] == cluster:
            shown = ""
        elif until == cluster:
            shown = words[cluster : _next_cluster(run, at)]
        if line.bare and cluster == line.start:
            glyph = run.face.glyph(ord(line.bare))
        adjust = round(pen - target)
        if adjust:
            out.append(f"<{row}>{adjust}" if row else f"{adjust}")
            row, pen = "", pen - adjust
        row += codes.get((glyph, shown)) or font.code(glyph, shown)
        pen += font.widths.get(glyph) or font.width(glyph)
        target += advances[at] * EM
    return f"[{''.join(out)}<{row}>] TJ"


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
        glyph, lift = run.glyphs[at], round(run.dy[at] * text.size, 3)
        shown = (
            ""
            if at > 0 and run.clusters[at - 1] == run.clusters[at]
            else words[run.clusters[at] : _next_cluster(run, at)]
        )
        if lift != rise:
            out.append((f"<{row}>" if row else "") + f"] TJ\n{_point(lift)} Ts\n[")
            row, rise = "", lift
        adjust = round(pen - left[at] - run.dx[at] * EM)
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


def plain(text: str) -> str:
    """Text as it may stand in an attribute: composed, without directional marks."""
    return unicodedata.normalize("NFC", text)
