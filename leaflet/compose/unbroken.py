"""What stays on one line: a paragraph and its locale in, the places inside it where a break is dear out.

Numbers with their unit, phones, addresses, short names, and the one-letter words that lean on the next word.  The
patterns are data in `assets/unicode/unbroken.txt`, the letters in the rows of `assets/locales.yaml`.
"""

from __future__ import annotations

import functools
import re

from leaflet.localize.locale import Locale
from leaflet.model.inline import RichText
from leaflet.places import ASSETS

UNBROKEN_NAME = 26  # characters: a field's value up to this length is kept on one line
MAY_HOLD = re.compile(r"[\d.@]")  # without a digit, a stop or an @ no pattern of unbroken.txt can match


def held_places(rich: RichText, locale: Locale) -> set[int]:
    """Places inside numbers with units, phones, addresses, short names and behind one-letter words."""
    text = rich.text
    held: set[int] = set()
    for span in rich.spans:
        if span.isolate and (span.end - span.start <= UNBROKEN_NAME or " " not in text[span.start : span.end]):
            held.update(range(span.start + 1, span.end))
    if MAY_HOLD.search(text):
        for pattern in _patterns(locale.script):
            for match in pattern.finditer(text):
                held.update(range(match.start() + 1, match.end()))
    if locale.one_letter_words:
        held.update(match.end() for match in _one_letter_words(locale.one_letter_words).finditer(text))
    return held


def name_places(rich: RichText) -> set[int]:
    """Places inside the values of fields: a long name may break between its words, at a price."""
    return {at for span in rich.spans if span.isolate for at in range(span.start + 1, span.end)}


@functools.cache
def _patterns(script: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of all scripts, and those under a line `@ Hans Hant` that names this one; they may overlap."""
    common: list[str] = []
    own: list[str] = []
    shelf: list[str] | None = common
    for line in (ASSETS / "unicode" / "unbroken.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            shelf = own if script in line.split() else None
        elif line and not line.startswith("#") and shelf is not None:
            shelf.append(f"(?:{line})")
    return tuple(re.compile("|".join(lines)) for lines in (common, own) if lines)


@functools.cache
def _one_letter_words(letters: str) -> re.Pattern[str]:
    """Such a word and its space.  A capital is one only where a sentence begins: elsewhere it may be vitamin A."""
    opening = r"(?:^|(?<=\s)|(?<=[(\[«„“‘\"–—]))"
    sentence = r"(?:^|(?<=[.!?…:]\s)|(?<=[(\[«„“\"]))"
    return re.compile(rf"(?:{opening}[{letters}]|{sentence}[{letters.upper()}])[ \t]+(?=\S)")
