"""Numbers that the program prints itself, in the digits of each language."""

from __future__ import annotations

import dataclasses
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.localize.locale import Locale, known_languages, read_locale
from leaflet.localize.numerals import numeral
from leaflet.places import ASSETS


def locale(language: str) -> Locale:
    found, problems = read_locale(language, ASSETS)
    assert found is not None, problems
    return found


@pytest.mark.parametrize(
    ("language", "printed"),
    [("nl", "1205"), ("ar", "1205"), ("fa", "۱۲۰۵"), ("ps", "۱۲۰۵"), ("ckb", "١٢٠٥"), ("bn", "১২০৫"), ("ne", "१२०५"),
     ("hi", "1205"), ("th", "1205"), ("zh-Hans", "1205")],
)  # fmt: skip
def test_a_number_has_the_digits_of_its_language(language: str, printed: str) -> None:
    assert numeral(1205, locale(language)) == printed


@given(st.integers(0, 10**6), st.sampled_from(known_languages(ASSETS)))
def test_every_language_writes_the_same_number(number: int, language: str) -> None:
    printed = numeral(number, locale(language))
    assert int(printed) == number and len(printed) == len(str(number))
    assert {unicodedata.category(char) for char in printed} == {"Nd"}


def test_every_numbering_system_of_the_data_is_known() -> None:
    """One that is not would silently be printed as 0-9."""
    named = {found.numerals for found in map(locale, known_languages(ASSETS))}
    other = {name for name in named if name != "latn"}
    assert other
    for name in other:
        assert not numeral(7, dataclasses.replace(locale("nl"), numerals=name)).isascii(), name
