"""Bidirectional text by UAX #9: a paragraph goes in, embedding levels and the visual order of a line come out.

Levels are found once for a paragraph (`levels`: rules P2 to I2), because they depend on all of it.  Lines are broken
later, in logical order; each line then has its ends reset (`line_levels`: L1) and is put in order (`visual_order`: L2).
Mirroring (L4) is the shaper's work.  Names of rules and definitions are those of https://www.unicode.org/reports/tr9/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from leaflet.compose.bidi_class import EXPLICIT, INITIATORS, ISOLATE_MARKS, REMOVED, bidi_classes, may_turn

LRI, PDI = "\u2066", "\u2069"
PARAGRAPH_SEPARATOR = re.compile("[\n\r\x1c-\x1e\x85\u2029]")  # class B
BLANK = REMOVED | ISOLATE_MARKS | {"WS"}  # L1 and 5.2
# In a right-to-left paragraph of these alone nothing has another level: all that is neutral is between R and R (N1).
RIGHTWARD = frozenset(("R", "AL", "NSM", "WS", "ON", "CS", "ES", "ET"))
ENDING = frozenset(("S", "B"))  # L1


def levels(text: str, base: int | None = None, isolates: Iterable[tuple[int, int]] = ()) -> tuple[int, bytes]:
    """The paragraph level and the level of every code point of a paragraph, before L1.

    `base`: 0 left to right, 1 right to left, None by the first strong character (P2, P3).  Each isolate [start, end)
    has levels as if it stood between LRI and PDI (HL3); two that touch are shown as one, left to right, because levels
    alone cannot part them.  Text without anything right to left in a left-to-right paragraph is all 0, isolates too:
    they would change no order.  A paragraph separator inside the text ends all embeddings; what follows has the level
    of the first paragraph.
    """
    if not base and not may_turn(text):
        return 0, bytes(len(text))
    found, start, stretches, level = bytearray(), 0, tuple(isolates), base
    for part in PARAGRAPH_SEPARATOR.split(text):  # P1
        level, part_levels = _part_levels(part, level, [(first - start, last - start) for first, last in stretches])
        found += bytes(part_levels)
        found.append(level)  # X8: the separator itself
        start += len(part) + 1
    return level or 0, bytes(found[:-1])


def resolve(classes: Sequence[str], text: str | None, base: int | None) -> tuple[int, list[int]]:
    """The paragraph level and the levels before L1 of one paragraph given by its bidi classes.

    `text` holds the same characters, for paired brackets (N0); None: there are none.  Characters that X9 removes
    have the level of the one before them (5.2).
    """
    # Here, not above: a run over left-to-right languages never comes this far, and starts faster without the rules.
    from leaflet.compose.bidi_explicit import explicit_levels, first_strong_level, matching_pdis
    from leaflet.compose.bidi_implicit import Paragraph, implicit_levels

    kinds = frozenset(classes)
    pairs = {} if kinds.isdisjoint(INITIATORS) else matching_pdis(classes)
    level = first_strong_level(classes, pairs, 0, len(classes)) if base is None else base
    if level & 1 and kinds <= RIGHTWARD:
        return level, [level] * len(classes)
    if kinds.isdisjoint(EXPLICIT):
        paragraph = Paragraph(level, classes, classes, [level] * len(classes), text)
    else:
        paragraph = Paragraph(level, classes, *explicit_levels(classes, pairs, level), text)
    if kinds.isdisjoint(REMOVED):
        return level, implicit_levels(paragraph)
    kept = [place for place, kind in enumerate(classes) if kind not in REMOVED]  # X9
    return level, _with_removed(classes, implicit_levels(paragraph.only(kept)), level)


def line_levels(text: str, levels: Sequence[int], start: int, end: int, paragraph_level: int) -> list[int]:
    """The levels of the line [start, end) of a paragraph, white space at its end and before tabs reset (L1)."""
    line = levels[start:end]
    if all(level == paragraph_level for level in line):
        return list(line)
    return reset_blanks(bidi_classes(text[start:end]), line, paragraph_level)


def reset_blanks(classes: Sequence[str], levels: Sequence[int], paragraph_level: int) -> list[int]:
    """The levels of one line given by its bidi classes, with separators and the white space before them reset (L1)."""
    line, blank = list(levels), True
    for place in range(len(line) - 1, -1, -1):
        kind = classes[place]
        blank = kind in ENDING or (blank and kind in BLANK)
        if blank:
            line[place] = paragraph_level
    return line


def visual_order(levels: Sequence[int]) -> list[int]:
    """The logical indices in visual order, left to right, of a line's characters or runs with these levels (L2)."""
    order = list(range(len(levels)))
    odd = [level for level in levels if level & 1]
    for lowest in range(max(levels), min(odd) - 1, -1) if odd else ():
        _reverse_stretches(order, levels, lowest)
    return order


def _reverse_stretches(order: list[int], levels: Sequence[int], lowest: int) -> None:
    # Higher stretches lie within lower ones, so earlier reversals moved nothing over the edges found here.
    start = -1
    for place, level in enumerate((*levels, -1)):
        if level >= lowest:
            start = place if start < 0 else start
        elif start >= 0:
            order[start:place] = order[start:place][::-1]
            start = -1


def _part_levels(text: str, base: int | None, isolates: Iterable[tuple[int, int]]) -> tuple[int, list[int]]:
    marks = _isolate_marks(isolates, len(text))
    if not marks:
        return resolve(bidi_classes(text), text, base)
    marked, done = "", 0
    for place, _, mark in marks:
        marked += text[done:place] + mark
        done = place
    marked += text[done:]
    level, found = resolve(bidi_classes(marked), marked, base)
    for earlier in range(len(marks) - 1, -1, -1):
        del found[marks[earlier][0] + earlier]
    return level, found


def _isolate_marks(isolates: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int, str]]:
    """Where LRI and PDI belong, in order; at one place, what ends comes before what begins."""
    marks = []
    for first, last in isolates:
        first, last = max(first, 0), min(last, length)
        if first < last:
            marks += [(first, 1, LRI), (last, 0, PDI)]
    return sorted(marks)


def _with_removed(classes: Sequence[str], kept: Iterable[int], level: int) -> list[int]:
    found, remaining = [], iter(kept)
    for kind in classes:
        if kind not in REMOVED:
            level = next(remaining)
        found.append(level)
    return found
