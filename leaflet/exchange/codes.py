"""Inline markup as codes, for tools that guard it: a text goes in, its pieces come out, and run together give the text.

Nothing is judged here: what is no proper markup stays text, so any text whatever survives the way there and back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from leaflet.model.inline import LITERAL_FIELDS, TOKEN

BOLD, SLANT, LINK, FIELD, LITERAL, ESCAPE = "bold", "slant", "link", "field", "literal", "escape"
MARKS = {"**": BOLD, "*": SLANT}


@dataclass(frozen=True, slots=True)
class Code:
    """Markup: alone (`inner` None, all of it in `opening`), or round the pieces that it marks."""

    kind: str
    opening: str
    closing: str = ""
    inner: tuple[Piece, ...] | None = None


Piece: TypeAlias = "str | Code"
STRONG, SLANTED = Code(BOLD, "**"), Code(SLANT, "*")


def pieces_of(text: str) -> tuple[Piece, ...]:
    """Split a text into words and codes.  Bold and slanted become pairs where all of them are closed and nested; else
    each mark is a code of its own."""
    flat = list(_flat(text))
    return _paired(flat) or tuple(flat)


def text_of(pieces: Iterable[Piece]) -> str:
    """The text that the pieces were made of."""
    return "".join(
        piece if isinstance(piece, str) else piece.opening + text_of(piece.inner or ()) + piece.closing
        for piece in pieces
    )


def codes_of(pieces: Iterable[Piece]) -> Iterator[Code]:
    """Every code, outer before inner, in the order of reading."""
    for piece in pieces:
        if isinstance(piece, Code):
            yield piece
            yield from codes_of(piece.inner or ())


def _flat(text: str) -> Iterator[Piece]:
    words = ""
    at = 0
    for match in TOKEN.finditer(text):
        words += text[at : match.start()]
        at = match.end()
        if match.lastgroup == "stray":
            words += match[0]
            continue
        if words:
            yield words
        words = ""
        if match.lastgroup == "href":
            yield Code(LINK, "[", f"]({match['href']})", pieces_of(match["label"]))
        elif match.lastgroup == "field":
            yield _field(match["field"], match[0])
        else:
            yield Code(MARKS.get(match[0], ESCAPE), match[0])
    if words + text[at:]:
        yield words + text[at:]


def _field(name: str, whole: str) -> Code:
    kind, _, literal = name.partition(":")
    if kind in LITERAL_FIELDS and literal.strip():
        return Code(LITERAL, f"{{{kind}:", "}", (literal,))
    return Code(FIELD, whole)


def _paired(flat: list[Piece]) -> tuple[Piece, ...] | None:
    """The same with bold and slanted as pairs; None where they cross, or one is not closed."""
    levels: list[list[Piece]] = [[]]
    open_marks: list[Code] = []
    flat = list(flat)
    for at, piece in enumerate(flat):
        if open_marks[-2:] == [STRONG, SLANTED] and flat[at : at + 2] == [STRONG, SLANTED]:
            flat[at + 1] = piece  # the same three asterisks close the inner one first
            piece = SLANTED
        if isinstance(piece, str) or piece.kind not in (BOLD, SLANT):
            levels[-1].append(piece)
        elif open_marks and open_marks[-1] == piece:
            inner = tuple(levels.pop())
            levels[-1].append(Code(open_marks.pop().kind, piece.opening, piece.opening, inner))
        else:
            open_marks.append(piece)
            levels.append([])
    return None if open_marks else tuple(levels[0])
