"""Rules about what is counted: units, ranges, dates, and the form of numbers.

That the numbers are the same is looked at on the way to print (`localize/fidelity.py`), and so are the units of
doses and of safety texts (`road.py`).
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from leaflet.localize.checks.rule import Desk, Finding, Pair, rule
from leaflet.localize.fidelity import ANY_NUMBER, ascii_digits, numbers
from leaflet.localize.hints import Units, read_units
from leaflet.localize.locale import NumberForm
from leaflet.problems import Level

AMOUNT = re.compile(
    r"(\d+(?:[.,'’٫٬\u00a0\u202f ]\d+)*)[ \u00a0\u202f\u2009]*([^\W\d_][^\s\d,;:!?()/'’-]*|°[CF]|[%٪％﹪])?"
)
PERCENT_BEFORE = re.compile(r"[%٪％﹪]\s?(\d+(?:[.,٫]\d+)?)")
RANGE = re.compile(r"(?<![\d.,/–-])(\d+(?:[.,]\d+)?)\s?[-‐‑–—~～]\s?(\d+(?:[.,]\d+)?)(?![\d/–-])")
DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](?:\d{4}|\d{2})(?!\d)")
YEAR_FIRST = re.compile(r"(?<!\d)\d{4}[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
IDEOGRAPHS = re.compile(r"(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
IN_ABBREVIATIONS = re.compile('[.״׳"\u200c\ufffc]')
UNIT = "po/unit"
DOSES = frozenset(("kg", "g", "mg", "µg", "ml", "cl", "dl", "l", "IU"))


@rule(UNIT, "another unit is another dose")
def unit(pair: Pair, desk: Desk) -> Iterator[Finding]:
    """A number that counts something else than in the source; a dose or a percentage without its unit."""
    if ANY_NUMBER.search(pair.said):
        mine = read_units(desk.source_locale.language, desk.assets)
        yield from compare_units(pair, mine, read_units(desk.language, desk.assets))


def compare_units(pair: Pair, mine: Units, theirs: Units) -> Iterator[Finding]:
    """The findings of `unit`: errors for doses and in safety text."""
    told = _amounts(pair.told, theirs)
    for number, units in _amounts(pair.said, mine).items():
        found = told.get(number)
        known = {one for one in units if one}
        if found is None or not known or known <= found:
            continue
        wrong = {one for one in found if one} - known
        level = Level.ERROR if pair.safety or known & DOSES else Level.WARNING
        if wrong:
            text = f"{number} {_list(known)} in the source, {number} {_list(wrong)} in the translation"
            yield Finding(text, "write the unit of the source", level)
        elif known & (DOSES | {"%"}) and not wrong:
            text = f"{number} has lost its unit, {_list(known)}"
            yield Finding(text, "write the unit, or its word in this language, behind the number", Level.WARNING)


def _list(units: set[str]) -> str:
    return ", ".join(sorted(units))


def _amounts(text: str, units: Units) -> Mapping[str, set[str]]:
    """What each number of a text counts, by its value; an empty name where no unit is known."""
    text = ascii_digits(text)
    found: dict[str, set[str]] = {}
    for match in AMOUNT.finditer(text):
        for number in numbers(match[1])[-1:]:
            found.setdefault(number, set()).add(_unit_of(match[2] or "", units))
    for match in PERCENT_BEFORE.finditer(text):
        for number in numbers(match[1]):
            found.setdefault(number, set()).add("%")
    return found


def _unit_of(word: str, units: Units) -> str:
    """The unit that a word names: the whole of it, its Latin beginning (2 ml면), or the characters that begin it."""
    word = IN_ABBREVIATIONS.sub("", word.lower())
    latin = re.match(r"[a-zµμ]+(?=[^\W\d_a-z])", word)
    for form in (word, latin[0] if latin else ""):
        for name, pattern in (*units.doses, *units.time):
            if form and pattern.fullmatch(form):
                return name
    ideograph = not word.isascii() and word[:1] > "\u3000"
    return next((name for name, pattern in units.doses if ideograph and pattern.match(word)), "")


@rule("po/range", "from 3 to 2 is no range, and a patient cannot tell which end is meant")
def span(pair: Pair, desk: Desk) -> Iterator[Finding]:
    """A range of the source that runs backwards in the translation."""
    told = set(RANGE.findall(ascii_digits(pair.told)))
    for low, high in RANGE.findall(ascii_digits(pair.said)):
        if low != high and (high, low) in told and (low, high) not in told:
            hint = "write the numbers in the order of the source; the program sets the direction"
            yield Finding(f"the range {low}–{high} became {high}–{low}", hint)


@rule("po/date", "on another day nobody is there")
def date(pair: Pair, desk: Desk) -> Iterator[Finding]:
    """A day of a month that is another in the translation, in figures or in words."""
    if not ANY_NUMBER.search(pair.said):
        return
    mine = _days(pair.said, desk.source_locale.language)
    theirs = _days(pair.told, desk.language) if mine else None
    if theirs and mine != theirs:
        text = f"date (day/month) {_dates(mine - theirs)} in the source, {_dates(theirs - mine)} in the translation"
        yield Finding(text, "write the date of the source")


def _dates(days: Counter[tuple[int, int]]) -> str:
    return ", ".join(f"{day}/{month}" for day, month in sorted(days.elements())) or "none"


def _days(text: str, language: str) -> Counter[tuple[int, int]]:
    """The days in a text as (day, month)."""
    text = ascii_digits(text).lower()
    found = [(int(day), int(month)) for day, month in DAY_FIRST.findall(text)]
    found += [(int(day), int(month)) for month, day in YEAR_FIRST.findall(text) + IDEOGRAPHS.findall(text)]
    months, pattern = _months(language)
    if pattern is not None:
        for match in pattern.finditer(text):
            found.append((int(match["day"] or match["after"]), months[match["month"] or match["first"]]))
    return Counter(found)


@functools.cache
def _months(language: str) -> tuple[Mapping[str, int], re.Pattern[str] | None]:
    """The names of the months in a language (CLDR), and a pattern of a day with one of them."""
    import babel  # 30 ms: only where a text has numbers, and only in `check`

    try:
        tables = babel.Locale.parse(language, sep="-").months
    except (babel.UnknownLocaleError, ValueError):
        return {}, None
    names = {
        str(name).lower(): number
        for form, width in (("format", "wide"), ("stand-alone", "wide"), ("format", "abbreviated"))
        for number, name in tables[form][width].items()
        if not str(name)[:1].isdigit() and len(str(name)) > 2
    }
    if not names:
        return {}, None
    any_name = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    between = r"(?:\.|er|ro|º|ª|-?[^\W\d_]{1,3})?\s+(?:de\s+|of\s+|d[’'])?"
    pattern = (
        rf"(?<!\d)(?P<day>\d{{1,2}}){between}(?P<month>{any_name})|(?P<first>{any_name})\s+(?P<after>\d{{1,2}})(?!\d)"
    )
    return names, re.compile(pattern)


@rule("words/number-form", "1.250 is a thousand and more in Dutch, and little more than one in English")
def number_form(pair: Pair, desk: Desk) -> Iterator[Finding]:
    """The decimal mark, the separator of thousands and the place of the percent sign as the locale has them."""
    mine, theirs = desk.source_locale.number, desk.locale.number
    told = ascii_digits(pair.told)
    for whole, mark, rest in _split_numbers(ascii_digits(pair.said), mine):
        wanted = theirs.decimal if mark == mine.decimal else theirs.group
        allowed = {wanted, "٫" if mark == mine.decimal else "٬", *(" \u00a0\u202f'’" if mark != mine.decimal else "")}
        written = re.search(rf"(?<![\d.,]){whole}([.,'’٫٬ \u00a0\u202f]){rest}(?![\d])", told)
        if written and written[1] not in allowed:
            hint = f"write {whole}{wanted}{rest}"
            level = Level.ERROR if pair.safety else Level.WARNING
            yield Finding(f"'{written[0]}' is read as another number in {desk.locale.name_in('en')}", hint, level)
    before = theirs.percent.startswith("%")
    if "{n}" in theirs.percent and re.search(r"\d\s?%(?!\d)" if before else r"(?<![\d%])%\s?\d", told):
        yield Finding("the percent sign stands on the wrong side", f"write {theirs.percent.replace('{n}', '85')}")


def _split_numbers(text: str, form: NumberForm) -> Iterator[tuple[str, str, str]]:
    """The numbers with one separator: (digits, `.` or `,`, digits); a time (10.30) is none of them."""
    for match in re.finditer(r"(?<![\d.,:/-])(\d{1,3})([.,])(\d{1,3})(?![\d:/-]|[.,]\d)", text):
        whole, mark, rest = match.groups()
        grouped = mark == form.group and len(rest) == 3
        if grouped or (mark == form.decimal and len(rest) < 3):
            yield whole, mark, rest
