"""Phone numbers, addresses, doses and times keep their own direction.  A text goes in, and comes out with isolates.

In text written from right to left an unguarded `0800-1234` is printed as `1234-0800` (UAX #9, rules W2 and W4).  What
is plainly one unit is set apart here, whoever typed it; `{tel:…}` and `{ltr:…}` are for what no pattern can know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from leaflet.localize.locale import Locale
from leaflet.localize.typography import ADDRESS, MAIL
from leaflet.model.inline import RichText, Span

DIGIT, LATIN = re.compile(r"\d"), re.compile("[A-Za-z]")  # a text without any of these has no unit
SPACE = "[ \u00a0\u202f]"
# A number may follow an Arabic letter (one-letter words are written together with it), but is no part of a Latin name:
# L4-5, COVID-19.
START = r"(?<![A-Za-z\d])(?<![A-Za-z][-–])"
MARK = "[-–./:,×\u066b\u066c]"  # U+066B and U+066C are the decimal and the group separator of Persian
NUMBER = rf"\d+(?:{MARK}\d+)*"
# Digits joined by one mark each: 0800-1234, 10:30, 2026-11, 1,5–2, +31.20.
JOINED = rf"{START}\+?\d+(?:{MARK}\d+)+"
UNIT = rf"{SPACE}?(?:°[CF]|µg|[A-Za-z]{{1,4}}(?:/[A-Za-z]{{1,4}})?)(?![A-Za-z\d])"
# A number or a range with a Latin unit: 20 mg, -5 °C, 37,5–38,5 °C, 120/80 mmHg, 2 x 500 mg.
DOSE = rf"(?:(?<![^\s(])[-−])?{START}(?:\d+{SPACE}?[x×]{SPACE}?)?{NUMBER}{UNIT}"
# Groups of digits with spaces or marks between, six digits or more: 0800 12 345, 02/123 45 67, +32 (0)2 123 45 67.
AREA = rf"(?:\+\d+{SPACE}?\(0\){SPACE}?|\(0\d{{1,4}}\){SPACE}?|\+)"
GROUPED = rf"{START}{AREA}?(?=(?:(?:{SPACE}|[-–./])?\d){{6}})\d+(?:(?:{SPACE}|[-–./])\d+)+(?:{UNIT})?"
ADDRESSES, AMOUNTS = (MAIL, ADDRESS), (GROUPED, DOSE, JOINED)


def isolated(text: RichText, locale: Locale) -> RichText:
    """Set apart what must be read from left to right in a text that is read from right to left; else the text as is."""
    if locale.direction != "rtl":
        return text
    patterns = (ADDRESSES if LATIN.search(text.text) else ()) + (AMOUNTS if DIGIT.search(text.text) else ())
    if not patterns:
        return text
    taken = [(span.start, span.end) for span in text.spans if span.isolate]
    spans = list(text.spans)
    for start, end in sorted(_units(text.text, patterns, taken)):
        if not _after_latin(text.text, start, taken):
            taken.append((start, end))
            spans = list(_set_apart(spans, start, end))
    return replace(text, spans=tuple(spans))


def _after_latin(text: str, start: int, taken: list[tuple[int, int]]) -> bool:
    """Does a Latin word stand right before?  It takes the number with it, as in Paracetamol 500 mg (UAX #9, rule W7);
    not so if it is set apart itself."""
    word = text[:start].rstrip(" \u00a0\u202f")
    return word[-1:].isascii() and word[-1:].isalpha() and all(last != len(word) for _, last in taken)


def _units(text: str, patterns: tuple[str, ...], taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is one unit and touches nothing set apart already; of two that overlap, that of the first pattern."""
    found: list[tuple[int, int]] = []
    for pattern in patterns:
        for start, end in (match.span() for match in re.finditer(pattern, text)):
            if all(end <= first or last <= start for first, last in (*taken, *found)):
                found.append((start, end))
    return found


def _set_apart(spans: list[Span], start: int, end: int) -> Iterator[Span]:
    """The spans with [start, end) isolated; whatever style is over a part of it stays."""
    at = start
    for span in spans:
        if span.end <= start or span.start >= end:
            if span.start >= end and at < end:
                yield Span(at, end, isolate=True)
                at = end
            yield span
            continue
        if span.start < start:
            yield replace(span, end=start)
        if at < span.start:
            yield Span(at, span.start, isolate=True)
        first, last = max(span.start, start), min(span.end, end)
        yield replace(span, start=first, end=last, isolate=True)
        at = last
        if span.end > end:
            yield replace(span, start=end)
    if at < end:
        yield Span(at, end, isolate=True)
