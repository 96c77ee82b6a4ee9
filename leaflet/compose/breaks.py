"""Where a line may end.  A text and its language go in; places with a cost come out.

Over Unicode's places (`segments`) lie the rules of the locale (kinsoku, maqaf), what stays together (`unbroken`),
hyphens, and for Tamil and Korean the clusters of a word that fits on no line.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from leaflet.compose.segments import LATIN, clusters, legal_places, parts_cluster, word_prices
from leaflet.compose.unbroken import held_places, name_places
from leaflet.localize.locale import Locale
from leaflet.model.inline import RichText

HYPHEN_COST = 150.0  # as much as a line that is two fifths short: a break inside a word must earn it
HELD_COST = 1e5  # in a number with its unit, a phone, a name: only where it fits on no line whole
EMERGENCY_COST = 1e6  # inside a word without a hyphen: only where the line would stick out
LONG_NAME_COST = 40.0  # a name longer than a short line may break between its words, at a price
LETTERS = re.compile(r"[^\W\d_]+")
WHOLE = re.compile(r"[\d@/_\u00ad]|\w['’.]\w")  # in an address, a code, foto’s; or the author has said where to part it
HYPHENS = "-\u2010"
SOFT_HYPHEN = "\u00ad"
TREMA = {"ë": "e", "ï": "i", "ö": "o", "ü": "u", "ä": "a"}
ZERO_WIDTH_SPACE = "\u200b"
# What has no ink and hides its neighbour from a rule: format characters that may stand between two marks.
UNSEEN = frozenset("\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff")
# Tamil ligatures of two clusters: KSSA and the two spellings of SHRI.
LIGATURES = frozenset(("\u0b95\u0bcd\u0bb7", "\u0bb8\u0bcd\u0bb0", "\u0bb6\u0bcd\u0bb0"))


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
    """All places where a line of the paragraph may end, in order; the last one is the end of the paragraph.

    `hyphenate` offers those inside words, too, if the locale has any (`parts_words`).
    """
    text = rich.text
    held, named = held_places(rich, locale), name_places(rich)
    places = legal_places(text, locale.break_locale or locale.language)
    prices = word_prices(text, places, locale)
    parts = hyphenate and parts_words(locale)
    found: list[Break] = []
    start = 0
    for at in places:
        if parts:
            inner = _inside_words(text, start, at, locale)
            found.extend((place for place in inner if place.at not in held) if held else inner)
        segment = text[start:at]
        start = at
        if at < len(text) and _forbidden(text, at, locale):
            continue
        soft = segment[-1] == SOFT_HYPHEN and at < len(text)
        if soft and at in held:
            continue
        cost = HELD_COST if at in held else LONG_NAME_COST if at in named else HYPHEN_COST * soft
        found.append(Break(at, at - len(segment) + _inked(segment), cost or prices.get(at, 0.0), soft))
    return tuple(found)


def parts_words(locale: Locale) -> bool:
    """Has the locale places inside words: hyphens, or clusters of a word that fits on no line?"""
    return bool(locale.hyphenation.pyphen) or locale.break_engine == "icu_clusters"


def _inked(segment: str) -> int:
    """Length of a segment without the blanks at its end."""
    ink = segment.rstrip()
    while ink.endswith(ZERO_WIDTH_SPACE):
        ink = ink.rstrip(ZERO_WIDTH_SPACE).rstrip()
    return len(ink)


def _forbidden(text: str, at: int, locale: Locale) -> bool:
    """The post-filter over UAX #14: clusters, a lone letter before a hyphen (X-ray), and the marks of the locale."""
    before, after = text[at - 1], text[at]
    if before in HYPHENS and at > 1 and (at == 2 or not text[at - 3].isalnum()) and text[at - 2].isalnum():
        return True
    if (after > LATIN or before > LATIN) and parts_cluster(text, at):
        return True
    if locale.no_line_start or locale.no_line_end or locale.no_break_after:
        return _against_the_marks(text, at, locale)
    return False


def _against_the_marks(text: str, at: int, locale: Locale) -> bool:
    """Closing marks at a line's start, opening marks at its end, marks that hold the next word (maqaf)."""
    first = at
    while text[first] in UNSEEN and first + 1 < len(text):
        first += 1
    if text[first] in locale.no_line_start:
        return True
    last = at - 1
    while last > 0 and text[last] in UNSEEN:
        last -= 1
    if text[last] in locale.no_break_after:
        return True
    while last > 0 and (text[last].isspace() or text[last] in UNSEEN):
        last -= 1
    return text[last] in locale.no_line_end


def _inside_words(text: str, start: int, end: int, locale: Locale) -> Iterator[Break]:
    return _hyphens(text, start, end, locale) if locale.hyphenation.pyphen else _between_clusters(text, start, end)


def _between_clusters(text: str, start: int, end: int) -> Iterator[Break]:
    """Between the syllables of a segment's words, without a hyphen; a consonant without a vowel ends its syllable."""
    pieces = [*clusters(text[start:end]), " "]
    letters, at = 0, start  # letters: clusters of the word so far
    for piece, following in zip(pieces, pieces[1:], strict=False):
        lettered = piece[0] > LATIN and piece[0].isalpha()
        stands = lettered and unicodedata.combining(piece[-1]) != 9 and text[at - 2 : at + 1] not in LIGATURES
        if stands and letters >= 2 and following[0].isalpha():
            yield Break(at, at, EMERGENCY_COST)
        letters = letters + 1 if lettered else 0
        at += len(piece)


def _hyphens(text: str, start: int, end: int, locale: Locale) -> Iterator[Break]:
    """Breaks inside the words of a segment; words with digits, capitals inside or apostrophes stay whole."""
    rules = locale.hyphenation
    for match in LETTERS.finditer(text, start, end):
        word = match.group()
        if len(word) < rules.word or word[1:] != word[1:].lower() or _stays_whole(text, *match.span()):
            continue
        for position in _positions(rules.pyphen, word.lower()):
            if rules.before <= position <= len(word) - rules.after:
                at = match.start() + position
                yield Break(at, at, HYPHEN_COST, True, _bare(text[at], rules.pyphen))


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
    found = _dictionary(dictionary)  # `check` says of a name that it knows none
    return tuple(int(position) for position in found.positions(word)) if found else ()


def dictionaries() -> frozenset[str]:
    """The names of the dictionaries that there are."""
    import pyphen

    return frozenset(pyphen.LANGUAGES)


@functools.cache
def _dictionary(name: str):  # type: ignore[no-untyped-def]  # pyphen carries no types
    import pyphen  # imported here: a page without narrow columns never pays for it

    return pyphen.Pyphen(lang=name) if pyphen.language_fallback(name) else None
