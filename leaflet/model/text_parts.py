"""A block's text into its parts.  A scalar goes in; paragraphs and list items with their lines come out.

A blank line ends a paragraph or item; '- ' begins a bullet, '1. ' a numbered item; other lines continue what is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from leaflet.model.document import PartKind
from leaflet.model.yaml_nodes import Scalar
from leaflet.problems import Problem, Where, warning

MARKER: Final = re.compile(r"(?:-|([0-9]{1,3})\.)(?:[ \t]+|\Z)")
STRANGE_MARKER: Final = re.compile(r"(?:[*•‣·] |[0-9]{1,3}\) )")
BLANKS: Final = re.compile(r"[ \t\n\r\f\v]+")  # not \s: no-break spaces (U+00A0, U+202F) are meant


@dataclass(frozen=True, slots=True)
class TextPart:
    """A paragraph or list item with single spaces; `number` is the marker as typed (0: none), `indent` its blanks."""

    kind: PartKind
    text: str
    line: int
    number: int = 0
    indent: int = 0


def single_spaced(text: str) -> str:
    """The text with every run of blanks and line ends as one space; no-break spaces stay."""
    return BLANKS.sub(" ", text).strip(" ")


def split_text(scalar: Scalar, where: Where) -> tuple[tuple[TextPart, ...], tuple[Problem, ...]]:
    """The parts of a text in order; lines are exact except in quoted text, whose line ends YAML has folded."""
    problems: list[Problem] = []
    begun: list[tuple[TextPart, list[str]]] = []
    is_open = False
    for line, typed in _lines(scalar):
        stripped = typed.strip(" \t\r\f\v")
        if not stripped:
            is_open = False
            continue
        if STRANGE_MARKER.match(stripped):
            what = f"'{stripped.partition(' ')[0]}' at the start of this line makes no list"
            hint = "begin list items with '- ' or '1. '"
            problems.append(warning("source/list-marker", what, replace(where, line=line), hint))
        marker = MARKER.match(stripped)
        if is_open and not marker:
            begun[-1][1].append(stripped)
        else:
            indent = len(typed) - len(typed.lstrip(" \t"))
            begun.append((_begin(marker, line, indent), [stripped[marker.end() :] if marker else stripped]))
        is_open = True
    parts = tuple(replace(part, text=single_spaced(" ".join(lines))) for part, lines in begun)
    return parts, (*problems, *_check_lists(parts, where))


def _lines(scalar: Scalar) -> Iterator[tuple[int, str]]:
    """(line number, line as typed); in quoted text a line end stands for a blank line."""
    for offset, typed in enumerate(scalar.text.split("\n")):
        if offset and scalar.is_quoted:
            yield scalar.line, ""
        yield (scalar.line if scalar.is_quoted else scalar.first_line + offset), typed


def _begin(marker: re.Match[str] | None, line: int, indent: int) -> TextPart:
    if not marker:
        return TextPart(PartKind.PARAGRAPH, "", line)
    kind = PartKind.NUMBER if marker[1] else PartKind.BULLET
    return TextPart(kind, "", line, int(marker[1] or 0), indent)


def _check_lists(parts: tuple[TextPart, ...], where: Where) -> list[Problem]:
    """Numbers out of order, and lists inside lists, which print as one list."""
    problems: list[Problem] = []
    expected, first = 1, TextPart(PartKind.PARAGRAPH, "", 0)
    for part in parts:
        place = replace(where, line=part.line)
        if part.kind is PartKind.PARAGRAPH or first.kind is PartKind.PARAGRAPH:
            first = part
        if part.kind is not PartKind.PARAGRAPH and part.indent > first.indent:
            hint = "lists have one level: give all items the same indentation"
            problems.append(warning("source/nested-list", "this item is indented under another one", place, hint))
        if part.kind is not PartKind.NUMBER:
            expected = 1
            continue
        if part.number != expected:
            what = f"number {part.number}. stands where {expected}. is expected"
            hint = "lists are numbered from 1 on in print; if this is no list item, move the number to the line before"
            problems.append(warning("source/list-order", what, place, hint))
        expected += 1
    return problems
