"""A YAML parser's complaint in plain words.  The parser's exception goes in; a Problem with line, column and hint
comes out."""

from __future__ import annotations

from typing import Any, Final

from leaflet.problems import Problem, Where, error

QUOTE: Final = "put the text in quotes, or on lines of its own after '|'"
ELSE: Final = "check the quotes, brackets and indentation of this line and the one before"
NEVER_CLOSED: Final = ("the quoted text", "the '['", "the '{'")
# part of the parser's words (libyaml's and PyYAML's), what it means, what to do
SLIPS: Final = (
    ("mapping values are not allowed", "a ': ' stands where only text can", QUOTE + "; else check the indentation"),
    ("unexpected end of stream", "the quoted text that begins here never ends", "close the quote"),
    ("unexpected document indicator", "the quoted text that begins here never ends", "close the quote"),
    ("',' or ']'", "the '[' that stands here is not closed", "close it, or put text that begins with '[' in quotes"),
    ("',' or '}'", "the '{' that stands here is not closed", "close it, or put text that begins with '{' in quotes"),
    ("expected alphabetic or numeric", "text begins with '*' or '&', which YAML keeps for itself", QUOTE),
    ("cannot start any token", "no text can begin with '{char}'", QUOTE),
    ("unknown escape character", "a backslash that YAML does not know", "write '\\\\' for one, or use single quotes"),
    ("escape code", "an escape with '\\' that names no character", "write '\\\\' for a backslash"),
    ("undefined tag", "text begins with '!', which YAML keeps for itself", QUOTE),
    (
        "could not find expected ':'",
        "a line without 'key: value'",
        "indent it below its text, or put ':' after the key",
    ),
    ("expected '-' indicator", "a list item was expected here", "begin it with '- ', indented like the one before"),
    ("but found '?'", "a list item was expected here", "begin it with '- ', indented like the one before"),
    ("block sequence entries are not allowed", "a list cannot begin here", "put '- ' on the next line, or " + QUOTE),
    ("expected key", "a key was expected here", "check the indentation; inside quotes write a quote twice"),
    ("but found '<scalar>'", "a key was expected here", "check the indentation; inside quotes write a quote twice"),
    ("<document start>", "a key was expected here", "check the indentation against the lines above"),
)


def explain(slip: Exception, text: str, where: Where) -> Problem:
    """Say in plain words what is wrong with the YAML: `source/syntax` (or `source/tab`) with line and column from 1;
    what was never closed is shown where it was opened, not where the file ends."""
    said = (str(getattr(slip, "problem", None) or slip).splitlines() or ["it cannot be read"])[0]
    what, hint = next(((what, hint) for part, what, hint in SLIPS if part in said), (said[:120], ELSE))
    ended: Any = getattr(slip, "problem_mark", None)
    begun: Any = getattr(slip, "context_mark", None) or ended
    mark = begun if what.startswith(NEVER_CLOSED) else ended or begun
    if mark is None:
        return error("source/syntax", f"not valid YAML: {what}", where, hint)
    char, place = text[mark.index : mark.index + 1], Where(where.file, mark.line + 1)
    if char == "\t":
        return error("source/tab", f"a tab stands in column {mark.column + 1}", place, "use spaces")
    what = f"not valid YAML in column {mark.column + 1}: {what.replace('{char}', char)}"
    return error("source/syntax", what, place, hint)
