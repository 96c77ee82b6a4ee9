"""The `text` edition: a reading goes in, plain UTF-8 comes out, for messages, mail and screen readers.

One paragraph is one line, so that every screen breaks it by itself; headings stand alone; nothing is underlined or
marked, as some voices read such signs out.  What is invisible stays only where it decides how the text is read:

- no-break spaces hold `85 %` together on a small screen (the narrow one, U+202F, is drawn as a box by some and becomes
  U+00A0); joiners (U+200C, U+200D) are spelling;
- in text from right to left, what has its own direction and does not show it by its letters (phone numbers, doses)
  stands in U+2066…U+2069: unlike U+200E they are no letter, and so never turn a whole line round (UAX #9, P2).  What
  begins and ends with a Latin letter needs none, and has none: a messenger would take it for a part of an address.
"""

from __future__ import annotations

import re
import unicodedata

from leaflet.model.document import Kind
from leaflet.model.inline import RichText
from leaflet.problems import Problem
from leaflet.reflow.reading import Passage, Reading, Role, Saying

ISOLATE, FIRST_STRONG, POP, RIGHT_TO_LEFT = "\u2066", "\u2068", "\u2069", "\u200f"
BULLET = "-"  # a keyboard's own: • is read out as `bullet` by some voices
# Soft hyphens, zero-width spaces, word joiners, byte order marks; embeddings and overrides, which isolates replace.
UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e]")
SCHEME = re.compile(r"(?:https?://|mailto:|tel:)(?=.)")
NOT_LINED = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+|[\0-\x08\x0e-\x1b\x7f]")


def plain(reading: Reading) -> tuple[bytes, tuple[Problem, ...]]:
    """The whole leaflet as UTF-8 in NFC, lines ended by LF; there is nothing that can go wrong."""
    opening = [[_line(saying, reading)] for saying in (*reading.marks, reading.title)]
    closing = [_line(saying, reading) for saying in reading.imprint]
    groups = [*opening, *(group for passage in reading.passages for group in _passage(passage, reading)), closing]
    text = "\n\n".join("\n".join(filter(None, group)) for group in groups if any(group)) + "\n"
    return unicodedata.normalize("NFC", text).encode(), ()


def _passage(passage: Passage, reading: Reading) -> list[list[str]]:
    """A block's lines, in groups that stand apart: the items of a list go together, and the lines of an address."""
    groups: list[list[str]] = []
    before: Role | None = None
    icon = ""
    for saying in passage.sayings:
        if saying.role is Role.ICON:
            icon = _line(saying, reading)
            continue
        line = _line(saying, reading, icon)
        icon = ""
        if before is saying.role and _in_a_row(saying, passage):
            groups[-1].append(line)
        else:
            groups.append([line])
        before = saying.role
    return groups


def _in_a_row(saying: Saying, passage: Passage) -> bool:
    return saying.role is Role.ITEM or (passage.kind is Kind.CONTACT and saying.role is Role.PARAGRAPH)


def _line(saying: Saying, reading: Reading, icon: str = "") -> str:
    """What is said, as one line; an item's `icon` is said between its number and its words."""
    words = _one_line(_worded(saying.text, reading))
    if not words:
        return ""
    if saying.role in (Role.PICTURE, Role.ICON):
        words = f"[{words}]"
    if saying.role is Role.ITEM:
        words = " ".join(filter(None, (saying.mark if saying.number else BULLET, icon, words)))
    return _turned(words) if reading.locale.direction == "rtl" else words


def _worded(rich: RichText, reading: Reading) -> str:
    """The words, with what leads somewhere else written out behind, and what has its own direction set apart."""
    right_to_left = reading.locale.direction == "rtl"
    text, at = "", 0
    for number, span in enumerate(rich.spans):
        shown = rich.text[span.start : span.end]
        text += rich.text[at : span.start]
        text += _apart_from(shown) if right_to_left and span.isolate else shown
        at = span.end
        last = number + 1 == len(rich.spans) or rich.spans[number + 1].href != span.href
        if span.href and last and not _says(rich.text, span.href):
            text += f" ({_apart_from(span.href) if right_to_left else span.href})"
    return text + rich.text[at:]


def _says(text: str, href: str) -> bool:
    """Is the address written out already, with or without its scheme?"""
    bare = SCHEME.sub("", href, count=1).rstrip("/")
    return bare in text or bare in re.sub(r"[^\d+]", "", text)


def _apart_from(text: str) -> str:
    """A stretch with its own direction; as it is where its first and last letters hold it anyway."""
    first, last = (unicodedata.bidirectional(text[at]) for at in (0, -1)) if text else ("L", "L")
    if first == last == "L" and not _has_right_to_left(text):
        return text
    return f"{FIRST_STRONG if _has_right_to_left(text) else ISOLATE}{text}{POP}"


def _has_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


def _turned(line: str) -> str:
    """A line that would be taken for one from left to right, as its first letter is Latin, is marked (UAX #9, P2)."""
    depth = 0
    for char in line:
        depth += (char in (ISOLATE, FIRST_STRONG)) - (char == POP)
        kind = unicodedata.bidirectional(char)
        if depth == 0 and kind in ("L", "R", "AL"):
            return RIGHT_TO_LEFT + line if kind == "L" and _has_right_to_left(line) else line
    return line


def _one_line(text: str) -> str:
    bare = NOT_LINED.sub(" ", UNSEEN.sub("", text)).replace("\u202f", "\u00a0")
    return re.sub(" {2,}", " ", bare).strip(" ")
