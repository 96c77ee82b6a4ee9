"""Where a line may end.  A text and its language go in; places with a cost come out (UAX #14, kinsoku, hyphenation)."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from icu4py.breakers import LineBreaker

from leaflet.localize.locale import Locale
from leaflet.model.inline import RichText
from leaflet.places import ASSETS

HYPHEN_COST = 150.0  # as much as a line that is two fifths short: a break inside a word must earn it
HELD_COST = 1e5  # in a number with its unit, a phone, a name: only where it fits on no line whole
LONG_NAME_COST = 40.0  # a name longer than a short line may break between its words, at a price
UNBROKEN_NAME = 26  # characters: a field's value up to this length is kept on one line
MAY_HOLD = re.compile(r"[\d.]")  # without a digit or a stop no pattern of unbroken.txt can match
LETTERS = re.compile(r"[^\W\d_]+")
WHOLE = re.compile(r"[\d@/_\u00ad]|\w['’.]\w")  # in an address, a code, foto’s; or the author has said where to part it
SOFT_HYPHEN = "\u00ad"
TREMA = {"ë": "e", "ï": "i", "ö": "o", "ü": "u", "ä": "a"}


@dataclass(frozen=True, slots=True)
class Break:
    """A place to end a line: the next line starts at `at`, this one's ink ends at `end` (`at` less the spaces).

    `hyphen`: a hyphen is drawn.  `bare`: the letter at `at` is drawn without its trema (Dutch: pati-ent).
    """

    at: int
    end: int
    cost: float = 0.0
    hyphen: bool = False
    bare: str = ""


def find_breaks(rich: RichText, locale: Locale, hyphenate: bool = False) -> tuple[Break, ...]:
    """All places where a line of the paragraph may end, in order; the last one is the end of the paragraph."""
    text = rich.text
    held = _held(rich)
    dear = [(span.start, span.end) for span in rich.spans if span.isolate]
    found: list[Break] = []
    at = 0
    breaker_locale = locale.break_locale or locale.language
    for segment in LineBreaker(text, breaker_locale):  # segments() counts UTF-16 units; the strings count characters
        if hyphenate:
            found.extend(_hyphens(text, at, at + len(segment), locale))
        at += len(segment)
        if at < len(text) and _forbidden(text, at, locale):
            continue
        soft = segment.endswith(SOFT_HYPHEN) and at < len(text)
        cost = HELD_COST if _inside(at, held) else LONG_NAME_COST if _inside(at, dear) else HYPHEN_COST * soft
        found.append(Break(at, at - len(segment) + len(segment.rstrip()), cost, soft))
    if held:
        found = [place for place in found if not place.hyphen or not _inside(place.at, held)]
    return tuple(found)


def _held(rich: RichText) -> list[tuple[int, int]]:
    """Stretches that a line never breaks inside: numbers with units, phones, short names."""
    held = [
        (span.start, span.end)
        for span in rich.spans
        if span.isolate and (span.end - span.start <= UNBROKEN_NAME or " " not in rich.text[span.start : span.end])
    ]
    if MAY_HOLD.search(rich.text):
        held.extend(match.span() for match in _unbroken().finditer(rich.text))
    return held


@functools.cache
def _unbroken() -> re.Pattern[str]:
    lines = (ASSETS / "unicode" / "unbroken.txt").read_text(encoding="utf-8").splitlines()
    return re.compile("|".join(f"(?:{line})" for line in lines if line and not line.startswith("#")))


def _inside(at: int, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(start < at < end for start, end in stretches)


def _forbidden(text: str, at: int, locale: Locale) -> bool:
    """The post-filter over UAX #14: a lone letter before a hyphen (X-ray), closing marks at a line's start, opening
    marks at its end."""
    if at > 1 and text[at - 1] in "-\u2010" and (at == 2 or not text[at - 3].isalnum()) and text[at - 2].isalnum():
        return True
    if not (locale.no_line_start or locale.no_line_end):
        return False
    if text[at] in locale.no_line_start:
        return True
    last = at - 1
    while last >= 0 and text[last].isspace():
        last -= 1
    return last >= 0 and text[last] in locale.no_line_end


def _hyphens(text: str, start: int, end: int, locale: Locale) -> list[Break]:
    """Breaks inside the words of a segment; words with digits, capitals inside or apostrophes stay whole."""
    rules = locale.hyphenation
    found = []
    for match in LETTERS.finditer(text, start, end):
        word = match.group()
        if len(word) < rules.word or word[1:] != word[1:].lower() or _stays_whole(text, *match.span()):
            continue
        for position in _positions(rules.pyphen, word.lower()):
            if rules.before <= position <= len(word) - rules.after:
                at = match.start() + position
                found.append(Break(at, at, HYPHEN_COST, True, _bare(text[at], rules.pyphen)))
    return found


def _stays_whole(text: str, start: int, end: int) -> bool:
    """Is the word part of something that a hyphen would falsify: a web address, a code, a word with an apostrophe?"""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return WHOLE.search(text, start, end) is not None


def _bare(char: str, dictionary: str) -> str:
    """Dutch spelling drops the trema where the break already parts the vowels (Leidraad 9.4); pyphen keeps it."""
    return TREMA.get(unicodedata.normalize("NFC", char), "") if dictionary.startswith("nl") else ""


@functools.lru_cache(8192)
def _positions(dictionary: str, word: str) -> tuple[int, ...]:
    return tuple(int(position) for position in _dictionary(dictionary).positions(word))


@functools.cache
def _dictionary(name: str):  # type: ignore[no-untyped-def]  # pyphen carries no types
    import pyphen  # imported here: a page without narrow columns never pays for it

    return pyphen.Pyphen(lang=name)
