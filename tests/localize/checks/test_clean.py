"""The checks accuse nothing that is shipped, and nothing that is in its own language."""

from __future__ import annotations

import pytest

from leaflet.localize.checks.identity import spoken
from leaflet.localize.checks.review import known_codes
from leaflet.localize.checks.rule import prose_of
from leaflet.localize.hints import base_of, read_hints, words_of
from leaflet.model.inline import parse_inline
from leaflet.places import ASSETS
from tests.wording import FILES, locale_of, shelf


@pytest.mark.parametrize(("leaflet", "language"), FILES)
def test_no_shipped_catalogue_is_accused_of_anything(leaflet: str, language: str) -> None:
    assert shelf(leaflet).review(language) == ()


@pytest.mark.parametrize(("leaflet", "language"), FILES)
def test_no_sentence_is_taken_for_another_language(leaflet: str, language: str) -> None:
    own = base_of(language, read_hints(ASSETS).tongues)
    for entry in shelf(leaflet).catalogues[language].entries.values():
        words = words_of(prose_of(parse_inline(entry.text)[0]))
        assert spoken(words, own, ASSETS) == "", entry.text


def test_every_check_has_a_reason() -> None:
    codes = known_codes()
    assert len(codes) >= 25
    assert all(code.partition("/")[0] in ("po", "words") and why for code, why in codes.items())


def test_the_data_speak_of_languages_that_the_program_knows() -> None:
    hints = read_hints(ASSETS)
    for rows in (hints.tongues, hints.doubled, hints.letters_for, hints.opening, hints.joiner, hints.quotes_too):
        for language in rows:
            assert locale_of(language).language == language
