"""Dates in words.  A date and a language go in; the date as that language prints it comes out (CLDR, through ICU)."""

from __future__ import annotations

import datetime

from leaflet.localize.locale import Locale


def long_date(day: datetime.date, locale: Locale) -> str:
    """`1 november 2028`; the digits are the language's own where its CLDR data says so.  The calendar is that of the
    clinic, Gregorian: a review date must mean the same day in every language."""
    from icu4py.messageformat import MessageFormat  # 2 ms here; Babel's locale data would cost a cold start 50

    moment = datetime.datetime(day.year, day.month, day.day, 12, tzinfo=datetime.UTC)
    name = (locale.formats or locale.language).replace("-", "_")
    return str(MessageFormat("{day, date, long}", f"{name}@calendar=gregorian").format({"day": moment}))
