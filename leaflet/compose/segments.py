"""The raw engine of line breaking: a text and a locale in, the places where Unicode allows a line to end out.

UAX #14 and the dictionaries of Thai and Khmer are ICU's; phrases of Japanese are BudouX's.  What the project itself
holds together or parts (numbers, names, hyphens, kinsoku) is laid over this in `breaks`.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable, Mapping
from itertools import accumulate

from icu4py.breakers import CharacterBreaker, LineBreaker, WordBreaker

from leaflet.localize.locale import Locale

# Japanese: between phrases is free; a dearer place must save white: two fifths of a line at the end of a word, as for a
# hyphen, three fifths inside one.  All of them are legal, so no phrase is too long for a line.
PHRASE_COST, WORD_COST = 150.0, 400.0
# Chinese may end a line inside a word (clreq), but between words reads better: worth two letters of seventeen.
CHINESE_WORD_COST = 15.0
FREE = frozenset(" \u3000\u200b、。，．；：！？")  # after these a sentence pauses, whatever the dictionary says
# Letters that UAX #29 nevertheless joins to the one before, or (Prepend) to the one behind.
EXTENDING = frozenset("\u0e33\u0eb3\uff9e\uff9f")
PREPENDED = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd\U000111c2\U000111c3"
    "\U000113d1\U0001193f\U00011941\U00011a3a\U00011a84\U00011a85\U00011a86\U00011a87\U00011a88\U00011a89\U00011d46"
    "\U00011f02"
)
LATIN = "\u02ff"  # up to here no character joins its neighbour but CR LF


def legal_places(text: str, name: str) -> list[int]:
    """Where UAX #14 allows a break, in characters, for ICU's locale `name` (keywords lb, lw); the last is the end."""
    return list(accumulate(map(len, LineBreaker(text, name))))  # segments() would count UTF-16 units


def word_prices(text: str, places: list[int], locale: Locale) -> Mapping[int, float]:
    """What breaks cost in scripts without spaces, where the engine makes some dear; a place without a price is free."""
    if locale.break_engine == "icu":
        return {}
    if locale.break_engine == "budoux":
        phrases = frozenset(accumulate(map(len, _japanese()(text))))
        words = frozenset(accumulate(map(len, WordBreaker(text, "ja"))))
        return {
            at: PHRASE_COST if at in words else WORD_COST
            for at in places
            if at not in phrases and text[at - 1] not in FREE
        }
    if locale.break_engine == "icu_words":
        words = frozenset(accumulate(map(len, WordBreaker(text, "zh"))))
        return {at: CHINESE_WORD_COST for at in places if at not in words and text[at - 1] not in FREE}
    return {}


def clusters(text: str) -> list[str]:
    """The text in grapheme clusters (UAX #29)."""
    return list(CharacterBreaker(text, "en"))


def parts_cluster(text: str, at: int) -> bool:
    """Would a break part a grapheme cluster?  UAX #14 itself does so behind a space: before a mark without a letter."""
    before, after = text[at - 1], text[at]
    if before <= LATIN and after <= LATIN:
        return False
    loose = unicodedata.category(after)[0] in "LNPZ" and after not in EXTENDING and before not in PREPENDED
    return not loose and at not in _cluster_ends(text)


@functools.lru_cache(64)
def _cluster_ends(text: str) -> frozenset[int]:
    return frozenset(accumulate(map(len, CharacterBreaker(text, "en"))))


@functools.cache
def _japanese() -> Callable[[str], list[str]]:
    import budoux  # imported here: only Japanese pays for it

    parse: Callable[[str], list[str]] = budoux.load_default_japanese_parser().parse
    return parse
