"""Pseudo-languages try a design before any translator begins: a leaflet in, its catalogue in no language out.

`qps-ploc` is the source with accents, a third longer and in brackets, so that what is cut off is seen; `qps-rtl` is the
same in Hebrew letters, so that direction and fonts are put to the test.  Both are made from the source each time: they
are never PO files, and no leaflet has them among its languages.  Markup, fields, addresses, numbers and units stay.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet.localize.typography import ADDRESS, MAIL
from leaflet.model.document import Leaflet, Message
from leaflet.model.inline import TOKEN

if TYPE_CHECKING:
    from leaflet.localize.catalogue import Catalogue, Entry
    from leaflet.localize.locale import Locale
    from leaflet.problems import Problem

ACCENTED, MIRRORED = "qps-ploc", "qps-rtl"
PSEUDO: Mapping[str, tuple[str, str]] = {
    ACCENTED: ("en", "Test text, accented"),
    MIRRORED: ("he", "Test text, mirrored"),
}
WARNING_LABEL = "label/draft"
NOTICE = "TEST TEXT, NOT FOR PATIENTS"
LONGER = 0.35  # a text of Dutch or English takes up to a third more in German, French or Greek
ENDS = {ACCENTED: ("⟦", "⟧"), MIRRORED: ("|", "|")}  # readers of PDFs confuse rare brackets that are mirrored
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ACCENTS = str.maketrans(
    LETTERS + LETTERS.upper(),
    "áƀćďéƒĝĥíĵķļɱñóƥɋŕšţúṽŵẋýž" + "ÁƁĆĎÉƑĜĤÍĴĶĻḾÑÓƤɊŔŠŢÚṼŴẊÝŽ",
)
HEBREW = str.maketrans(LETTERS, "אבצדעפגהיגכלמנוףקרסטוובחשז")
VOWELS = frozenset("aeiouy")
MOST_DRAWN = 2  # times that one vowel is repeated
# What is not words: an address, a number, and the unit behind one.
UNIT = r"(?:\s?(?:[kmcd]?[gml]|µg|km|mmHg|kcal|kJ|°C|%)(?![^\W\d_]))?"
KEPT = rf"(?:{MAIL})|(?:{ADDRESS[4:]})|\d[\d.,:/–-]*{UNIT}"


@functools.cache  # a build of real languages pays for no pattern
def _kept() -> re.Pattern[str]:
    return re.compile(KEPT, re.VERBOSE)


def is_pseudo(language: str) -> bool:
    """Is this no language, but a test of designs?"""
    return language in PSEUDO


def pseudo_locale(language: str, assets: Path) -> tuple[Locale | None, tuple[Problem, ...]]:
    """The facts of the language whose letters it has, under its own name."""
    from leaflet.localize.locale import read_locale

    like, autonym = PSEUDO[language]
    locale, problems = read_locale(like, assets)
    if locale is None:
        return None, problems
    formats = locale.formats or like
    names = (("en", f"{autonym} ({language})"),)
    return replace(locale, language=language, autonym=autonym, names=names, formats=formats, shaping_language=like), ()


def pseudo_catalogue(leaflet: Leaflet, language: str) -> Catalogue:
    """Every text of a leaflet in a pseudo-language; lines are those of the source."""
    from leaflet.localize.catalogue import Catalogue

    entries = {message.context: _entry(message, language) for message in leaflet.messages()}
    return Catalogue(language, leaflet.id, leaflet.version, leaflet.file, entries)


def _entry(message: Message, language: str) -> Entry:
    from leaflet.localize.catalogue import Entry

    text = f"{NOTICE} ({language})" if message.context == WARNING_LABEL else pseudo_text(message.text, language)
    return Entry(message.context, message.text, text, line=message.line)


def pseudo_text(text: str, language: str) -> str:
    """A text with its markup, in letters of the pseudo-language."""
    first, last = ENDS[language]
    return f"{first}{''.join(_Speller(language).pieces(text))}{last}"


class _Speller:
    """Spells one text; `owed` is how many letters it should be longer by now."""

    def __init__(self, language: str) -> None:
        self.language, self.owed = language, 0.0

    def pieces(self, text: str) -> Iterator[str]:
        """Words spelt, markup as it is."""
        at = 0
        for match in TOKEN.finditer(text):
            yield from self.words(text[at : match.start()])
            at = match.end()
            if match.lastgroup == "href":
                yield f"[{''.join(self.pieces(match['label']))}]({match['href']})"
            else:
                yield match[0]
        yield from self.words(text[at:])

    def words(self, text: str) -> Iterator[str]:
        at = 0
        for match in _kept().finditer(text):
            yield self.spelt(text[at : match.start()])
            at = match.end()
            yield match[0]
        yield self.spelt(text[at:])

    def spelt(self, words: str) -> str:
        """Words in other letters, their vowels drawn out."""
        bare = "".join(map(_bare, unicodedata.normalize("NFC", words)))
        # one letter for one: ß and İ would change the count in other cases
        lower = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in bare)
        spelt = lower.translate(HEBREW) if self.language == MIRRORED else bare.translate(ACCENTS)
        made = []
        for letter, shown in zip(lower, spelt, strict=True):
            self.owed += LONGER * shown.isalpha()
            more = min(MOST_DRAWN, int(self.owed)) if letter in VOWELS else 0
            self.owed -= more
            made.append(shown + shown.lower() * more)
        return "".join(made)


def _bare(character: str) -> str:
    """A letter without its accents; anything else as it is."""
    return unicodedata.normalize("NFD", character)[0] if character.isalpha() else character
