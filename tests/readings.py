"""Readings for the tests: a printed leaflet's words in the order of reading, and locales of languages."""

from __future__ import annotations

from leaflet.language_set import LanguageSet
from leaflet.localize.locale import Locale, read_locale
from leaflet.reflow.links import links_of
from leaflet.reflow.material import Material
from leaflet.reflow.reading import Reading, read_through
from tests.conftest import ROOT
from tests.printed import Printed


def locale_of(language: str) -> Locale:
    locale, problems = read_locale(language, ROOT / "assets")
    assert locale is not None, problems
    return locale


def reading_of(printed: Printed) -> Reading:
    copy = printed.copy
    return read_through(copy.local, copy.locale, copy.imprint, links_of(printed.kit.leaflet, printed.kit.clinic))


def material_of(printed: Printed) -> Material:
    return LanguageSet(printed.kit, (printed.language,)).material()
