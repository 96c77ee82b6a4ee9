"""Dates in words: the same day for every reader, whatever calendar their country keeps."""

from __future__ import annotations

import datetime
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.localize.dates import long_date
from leaflet.localize.locale import Locale, known_languages, read_locale
from leaflet.places import ASSETS

DAY = datetime.date(2028, 11, 1)


def locale(language: str) -> Locale:
    found, problems = read_locale(language, ASSETS)
    assert found is not None, problems
    return found


def plain(text: str) -> str:
    """With the digits 0 to 9."""
    return "".join(str(unicodedata.decimal(char, char)) for char in text)


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("nl", "1 november 2028"), ("fr", "1 novembre 2028"), ("de", "1. November 2028"), ("en", "1 November 2028"),
        ("tr", "1 Kasım 2028"), ("ru", "1 ноября 2028 г."), ("ar", "1 نوفمبر 2028"), ("fa", "۱ نوامبر ۲۰۲۸"),
        ("he", "1 בנובמבר 2028"), ("hi", "1 नवंबर 2028"), ("zh-Hans", "2028年11月1日"), ("vi", "1 tháng 11, 2028"),
        ("th", "1 พฤศจิกายน ค.ศ. 2028"),
    ],
)  # fmt: skip
def test_a_date_is_said_as_the_language_says_it(language: str, printed: str) -> None:
    assert " ".join(long_date(DAY, locale(language)).split()) == printed


@pytest.mark.parametrize("language", known_languages(ASSETS))
def test_the_calendar_is_the_clinics_in_every_language(language: str) -> None:
    """Not Buddhist, Persian, Islamic or Ethiopian: 2571, 1407, 1450 and 2021 would be other years."""
    printed = plain(long_date(DAY, locale(language)))
    assert "2028" in printed and "1" in printed.replace("2028", "").replace("11", "1")
    assert long_date(DAY, locale(language)) != long_date(DAY.replace(month=10), locale(language)), "the month is said"


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)), st.sampled_from(["fa", "th", "ar", "ckb"]))
def test_day_and_year_are_those_of_the_date(day: datetime.date, language: str) -> None:
    words = plain(long_date(day, locale(language))).replace("ی", " ").split()
    assert str(day.day) in words and str(day.year) in words


@pytest.mark.parametrize("day", [datetime.date(2026, 1, 1), datetime.date(2026, 12, 31), datetime.date(2028, 2, 29)])
def test_no_time_zone_moves_the_day(day: datetime.date) -> None:
    assert long_date(day, locale("nl")).startswith(f"{day.day} ")
