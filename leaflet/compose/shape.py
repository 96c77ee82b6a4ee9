"""Text into glyphs, once.  A paragraph with its styles goes in; glyph runs in em come out, good for any size and width.

Runs are cut where direction, script, style, link or font changes, and shaped with the whole paragraph as context, so
that a letter joins its neighbour over a change of weight.  Everything is kept in logical order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

import uharfbuzz as hb

from leaflet.compose import bidi
from leaflet.compose.fonts import Face, Faces
from leaflet.compose.scripts import script_runs
from leaflet.compose.segments import clusters
from leaflet.localize.locale import Locale
from leaflet.model.inline import RichText, Span
from leaflet.problems import Problem, Where, error

# Characters that steer the text and are never drawn (Unicode Default_Ignorable_Code_Point, those that occur in prose).
IGNORABLE = frozenset(
    "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufe00\ufe01\ufe0e\ufe0f\ufeff"
)
# Without its own glyph a character may be drawn by one that looks the same (UAX #14: U+2011 is a hyphen that holds).
LOOKS_LIKE = {"\u2011": "-", "\u2010": "-", "\u202f": "\u00a0", "\u2007": "\u00a0", "\u2009": " ", "\u200a": " "}
MAY_LACK = re.compile(f"[{''.join(LOOKS_LIKE)}]")
PLAIN = Span(0, 0)


@dataclass(frozen=True, slots=True, eq=False)
class GlyphRun:
    """Characters [start, end) in one face, direction and style, as glyphs in logical order.

    The lists run beside each other: first character of the cluster (ascending), glyph id, advance in em of the text,
    x and y offset in font units (no offsets at all: an empty list).  The glyphs are set at `scale` times the size of
    the text.  An odd `level` is drawn from right to left.
    """

    start: int
    end: int
    level: int
    face: Face
    scale: float
    href: str
    clusters: list[int]
    glyphs: list[int]
    advances: list[float]
    dx: list[int]
    dy: list[int]


@dataclass(frozen=True, slots=True, eq=False)
class ShapedText:
    """A paragraph as glyphs.  `x[i]` is the advance of all clusters that begin before character i, in em (len(text)+1
    values); `levels` are the bidi levels of the characters before rule L1, `level` that of the paragraph; `between`:
    a justified line may grow between characters."""

    text: str
    level: int
    levels: bytes
    runs: tuple[GlyphRun, ...]
    x: list[float]
    rich: RichText
    between: bool = False

    @property
    def width(self) -> float:
        """Advance of the whole text on one line, in em."""
        return self.x[-1]


def shape(rich: RichText, locale: Locale, faces: Faces, where: Where = Where(), strong: bool = False) -> ShapedText:
    """Shape a paragraph in a locale; `strong` makes all of it bold.  See `missing_glyphs` for what no font has."""
    text = rich.text
    base = 1 if locale.direction == "rtl" else 0
    level, levels = bidi.levels(text, base, [(span.start, span.end) for span in rich.spans if span.isolate])
    x = [0.0] * (len(text) + 1)
    runs = _runs(text, _pieces(rich, levels, locale, faces, strong), levels, locale, x)
    total = 0.0
    for at, advance in enumerate(x):
        x[at] = total
        total += advance
    return ShapedText(text, level, levels, runs, x, rich, locale.justification == "character")


Piece = tuple[int, int, str, Face, str]  # start, end, script, face, href


def _runs(text: str, pieces: Iterator[Piece], levels: bytes, locale: Locale, x: list[float]) -> tuple[GlyphRun, ...]:
    """The pieces as glyphs.  One of direction marks and the like alone has none: it belongs to the run before it, or at
    the start of the text to that behind it, and so is read out with its letters."""
    runs: list[GlyphRun] = []
    start = -1
    for piece in pieces:
        level = levels[piece[0]]
        run = _shape_run(text, piece if start < 0 else (start, *piece[1:]), level, locale, x)
        if run.glyphs:
            runs.append(run)
            start = -1
        elif runs:
            runs[-1] = replace(runs[-1], end=run.end)
        else:
            start = run.start
    return tuple(runs)


def _pieces(rich: RichText, levels: bytes, locale: Locale, faces: Faces, strong: bool) -> Iterator[Piece]:
    text = rich.text
    scripts = script_runs(text, locale.script)
    cuts = {start for start, _, _ in scripts}
    for span in rich.spans:
        cuts.update((span.start, span.end))
    if any(levels):
        cuts.update(at for at in range(1, len(levels)) if levels[at] != levels[at - 1])
    edges = sorted(cut for cut in cuts if cut < len(text)) + [len(text)]
    spans, script_at, span_at = rich.spans, 0, 0
    for start, end in zip(edges, edges[1:], strict=False):
        while scripts[script_at][1] <= start:
            script_at += 1
        while span_at < len(spans) and spans[span_at].end <= start:
            span_at += 1
        span = spans[span_at] if span_at < len(spans) and spans[span_at].start <= start else PLAIN
        script = scripts[script_at][2]
        shelf = faces.shelf(locale.fonts, script)
        for a, b, face in _faced(text, (start, end), shelf, faces, _style(span, strong, locale)):
            yield a, b, script, face, span.href


def _style(span: Span, strong: bool, locale: Locale) -> tuple[bool, bool]:
    """Bold and slanted.  Where the script has no italic, slanted is bold, its digits and foreign words with it."""
    slants = "italic" in locale.emphasis
    return span.strong or strong or (span.slant and not slants), span.slant and slants


def _faced(
    text: str, part: tuple[int, int], shelf: tuple[str, ...], faces: Faces, style: tuple[bool, bool]
) -> Iterator[tuple[int, int, Face]]:
    """Cut a part of the text by the first family of the shelf that has the whole grapheme."""
    start, end = part
    first = faces.face(shelf[0], *style)
    if first.covers(text[start:end]):
        yield start, end, first
        return
    at, current, b = start, first, start
    for cluster in clusters(text[start:end]):
        a, b = b, b + len(cluster)
        drawn = "".join(LOOKS_LIKE.get(char, char) for char in cluster if char not in IGNORABLE)
        if drawn.isspace() and current.covers(drawn):  # a space is as wide as the letters before it want it
            continue
        fitting = next((face for face in (faces.face(family, *style) for family in shelf) if face.covers(drawn)), None)
        if fitting is not None and fitting is not current:
            if at < a:
                yield at, a, current
            at, current = a, fitting
    yield at, end, current


def _shape_run(text: str, piece: Piece, level: int, locale: Locale, x: list[float]) -> GlyphRun:
    start, end, script, face, href = piece
    buffer = hb.Buffer()
    buffer.add_str(_drawable(text, start, end, face), start, end - start)
    buffer.direction = "rtl" if level & 1 else "ltr"
    buffer.script = script
    buffer.language = locale.shaping_language or locale.language
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    hb.shape(face.font, buffer, None)
    scale = locale.size_factor if face.family == locale.fonts[0] else 1.0
    infos, positions, unit = buffer.glyph_infos, buffer.glyph_positions, face.unit * scale
    if level & 1:
        infos, positions = infos[::-1], positions[::-1]
    clusters = [info.cluster for info in infos]
    advances = [position.x_advance * unit for position in positions]
    for cluster, advance in zip(clusters, advances, strict=True):
        x[cluster] += advance
    return GlyphRun(
        start,
        end,
        level,
        face,
        scale,
        href,
        clusters,
        [info.codepoint for info in infos],
        advances,
        _offsets([position.x_offset for position in positions]),
        _offsets([position.y_offset for position in positions]),
    )


def _offsets(values: list[int]) -> list[int]:
    """Most runs have no offsets, and an empty list says so."""
    return values if any(values) else []


def _drawable(text: str, start: int, end: int, face: Face) -> str:
    """The text with look-alikes for what the face lacks; same length, so clusters keep their places."""
    if not MAY_LACK.search(text, start, end):
        return text
    swapped = [LOOKS_LIKE[c] if c in LOOKS_LIKE and not face.glyph(ord(c)) else c for c in text]
    return "".join(swapped)


def missing_glyphs(shaped: ShapedText, where: Where) -> tuple[Problem, ...]:
    """Characters that no bundled font of the language has (glyph 0), and broken clusters (a dotted circle)."""
    found = []
    for run in shaped.runs:
        circle = run.face.glyph(0x25CC)
        if 0 not in run.glyphs and circle not in run.glyphs:
            continue
        for cluster, glyph in zip(run.clusters, run.glyphs, strict=True):
            if glyph == 0 or (glyph == circle and shaped.text[cluster] != "\u25cc" and circle):
                found.append(_missing(_at_fault(shaped.text, run, cluster), glyph, where))
    return tuple(dict.fromkeys(found))


def _at_fault(text: str, run: GlyphRun, cluster: int) -> str:
    """The first character of a cluster that the face lacks: a mark may be missing under its letter's name."""
    end = next((other for other in run.clusters if other > cluster), run.end)
    lacking = (char for char in text[cluster:end] if char not in IGNORABLE and not run.face.glyph(ord(char)))
    return next(lacking, text[cluster])


def _missing(char: str, glyph: int, where: Where) -> Problem:
    name = unicodedata.name(char, "unnamed")
    if glyph:
        text = f"the mark '{char}' (U+{ord(char):04X} {name}) has no letter to sit on"
        return error("font/broken-cluster", text, where, "look for a missing or doubled letter before it")
    text = f"no font has the character '{char}' (U+{ord(char):04X} {name})"
    hint = "write it another way, or add a font that has it to assets/fonts and to the locale"
    return error("font/missing-glyph", text, where, hint)
