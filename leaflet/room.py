"""How many characters each text of a leaflet may have in each language.  A language set and its fit go in; characters
by context come out, from the very layout that is printed.

A language of which less than half is translated has the room of the source's layout, in letters as wide as its own.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import replace

from leaflet.build import Copy, prepare
from leaflet.compose.typesetter import Typesetter
from leaflet.language_set import LanguageSet, group_of
from leaflet.layout.copyfit import Fit, fit_language
from leaflet.layout.room import Printed
from leaflet.layout.room import rooms as rooms_in
from leaflet.layout.setting import Setting, least_leading
from leaflet.localize.locale import Locale, read_labels, read_locale
from leaflet.places import ASSETS

CLOSE = 0.1  # a room that changed by no more is left as it stands: diffs stay calm
SHORT, LONG = 40, 100  # characters: short rooms are told as they are, others in fives, long ones in tens
FEW = 5  # characters that make no difference
HALF = 0.5  # of the texts: with fewer a translation has no layout of its own
FIELD = re.compile(r"\{[^}]*\}")
UNIT = " characters"


class Rooms:
    """The rooms of one language set; `fits` are its sizes by group."""

    def __init__(self, whole: LanguageSet, fits: Mapping[str, Fit]) -> None:
        self.set, self.fits = whole, fits
        self.source = whole.kit.leaflet.language

    def of(self, language: str) -> Mapping[str, int]:
        """Characters by context; none where no layout can be made."""
        found = self._laid_out(language)
        if found is not None or language == self.source:
            return found or {}
        factor = self._factor(language)
        return {context: int(count * factor) for context, count in self._of_source.items()}

    @functools.cached_property
    def _of_source(self) -> Mapping[str, int]:
        return self._laid_out(self.source) or {}

    def _laid_out(self, language: str) -> Mapping[str, int] | None:
        """By the language's own layout; None where it has none."""
        copy, _ = self.set.prepared(language)
        if copy is None:  # what is not finished is set as a draft: nothing is printed here
            copy, _ = prepare(replace(self.set.kit, draft=True), language)
        fit = self.fits.get(group_of(language)) or self.fits.get(group_of(self.source))
        if copy is None or fit is None or not _is_half_done(copy):
            return None
        return _rooms(self.set, copy, fit) or None

    def _factor(self, language: str) -> float:
        """How many letters of a language stand in the room of one of the source's, by the product's own words; in the
        same script as many."""
        if group_of(language) == group_of(self.source):
            return 1.0
        own, theirs = self._letter(self.source), self._letter(language)
        return own / theirs if own and theirs else 1.0

    def _letter(self, language: str) -> float:
        """The width of a letter in a language, in em; 0 where it cannot be set."""
        locale, _ = read_locale(language, ASSETS)
        if locale is None or locale.fonts[0] not in self.set.kit.faces.rows:
            return 0.0
        labels, _ = read_labels(language, ASSETS)
        letters = [mark for mark in FIELD.sub("", "".join((labels or {}).values())) if mark.isalpha()]
        words = "".join(letters) or locale.autonym
        return _width(locale, words, self.set) / len(words)


def _width(locale: Locale, words: str, whole: LanguageSet) -> float:
    return Typesetter(locale, whole.kit.faces).shape(words).width


def _is_half_done(copy: Copy) -> bool:
    local = copy.local
    return len(local.unfinished) <= HALF * (len(local.blocks) + 2)  # `leaflet` and `label` count as blocks


def _rooms(whole: LanguageSet, copy: Copy, fit: Fit) -> Mapping[str, int]:
    design = whole.kit.design
    pages = fit_language(design, copy.trial, fit)
    step = next(at for at, one in enumerate(design.spacing) if one.name == pages.spacing)
    least = least_leading(design, copy.local, copy.typesetter)
    # White space above the set's own is given to the words before anything has to give way.
    spacing = design.spacing[max(step, design.set_step)]
    setting = Setting(design, pages.size, spacing, copy.typesetter, whole.kit.pictures, least)
    kept = tuple(block for block in copy.local.blocks if block.id not in pages.dropped)
    return rooms_in(Printed(setting, replace(copy.local, blocks=kept), copy.imprint, max(fit.pages, len(pages.pages))))


def told(rooms: Mapping[str, int], before: Mapping[str, str], long: Mapping[str, int]) -> Mapping[str, str]:
    """Rooms in the words of a PO comment.  One that hardly changed since `before` stays as it stands; none is less than
    the text that is there, which is `long` characters and fits."""
    return {
        context: _told(count, before.get(context, ""), min(count, long.get(context, 0)))
        for context, count in rooms.items()
    }


def _told(count: int, before: str, least: int) -> str:
    stands = before.removesuffix(UNIT)
    if stands.isdecimal() and least <= int(stands) and abs(int(stands) - count) <= max(FEW, CLOSE * int(stands)):
        return before
    step = 1 if count < SHORT else 5 if count < LONG else 10
    return f"{max(step, least, count - count % step)}{UNIT}"
