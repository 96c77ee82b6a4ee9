"""Pseudo-languages: longer or mirrored words, and markup, fields, addresses and numbers as they were."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.localize.fidelity import compare
from leaflet.localize.locale import known_languages, read_locale
from leaflet.localize.pseudo import PSEUDO, is_pseudo, pseudo_text
from leaflet.model.inline import parse_inline
from leaflet.problems import Where

TEXT = (
    "Bel **{clinic.phone}** of *0800 12 345*: 500 mg om 10:30, op [onze site](https://x.example/a?b=1) of www.x.example"
)


def test_words_have_accents_and_the_rest_stays() -> None:
    text = pseudo_text(TEXT, "qps-ploc")
    assert text.startswith("⟦Ɓéļ **{clinic.phone}** óóƒ *0800 12 345*: 500 mg óóɱ 10:30, óƥ [óó")
    assert text.endswith("](https://x.example/a?b=1) óóƒ www.x.example⟧")


def test_words_are_in_hebrew_letters_without_marks_of_direction() -> None:
    text = pseudo_text(TEXT, "qps-rtl")
    assert "בעל **{clinic.phone}** " in text
    assert not any("\u200e" <= one <= "\u202e" or "\u2066" <= one <= "\u2069" for one in text)
    assert not any("a" <= one <= "z" for one in pseudo_text("Lage rugpijn, één café", "qps-rtl"))


@pytest.mark.parametrize("language", PSEUDO)
def test_a_text_is_a_third_longer(language: str) -> None:
    text = "Veel behandelingen kunnen rugpijn verlichten. Eén springt eruit: bewegen. Vooral zelf bewegen."
    letters = sum(map(str.isalpha, text))
    assert 1.33 <= sum(map(str.isalpha, pseudo_text(text, language))) / letters <= 1.36


@pytest.mark.parametrize("language", PSEUDO)
@given(
    st.text(max_size=30)
    | st.lists(st.sampled_from(["**", "*", "a1 mg", "[b](https://x.example)", "{c}", "\\", "ß", "İ"])).map("".join)
)
def test_nothing_that_a_translation_must_keep_is_lost(language: str, text: str) -> None:
    before, slips = parse_inline(text)
    after, new_slips = parse_inline(pseudo_text(text, language))
    assert new_slips == slips
    assert slips or not list(compare(before, after, {"c"}, True, Where()))


@pytest.mark.parametrize("language", PSEUDO)
def test_it_has_facts_and_is_no_language(language: str, assets_folder: Path) -> None:
    locale, problems = read_locale(language, assets_folder)
    assert locale is not None and not problems
    assert locale.language == language
    assert locale.direction == ("rtl" if language == "qps-rtl" else "ltr")
    assert "Test text" in locale.autonym
    assert language not in known_languages(assets_folder)
    assert is_pseudo(language) and not is_pseudo("nl")


def test_another_private_tag_is_unknown(assets_folder: Path) -> None:
    assert read_locale("qps-none", assets_folder)[0] is None
