"""Local spacing and quotes: a RichText as typed in, the RichText that its language prints out.

Typewriter forms become the language's own (`"…"`, `'`, `...`, ` - `) and the spaces of its rules are put in.  Text in
an isolate or a link, URLs and e-mail addresses are never touched; where a mark is ambiguous it stays as it was typed.
Setting a text that is set already changes nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache

from leaflet.localize.locale import Locale, Quotes, Spacing
from leaflet.model.inline import RichText, Span

NBSP = "\u00a0"
SPACES = " \u00a0\u202f\u2009"
# Patterns as text: most leaflets need few of them, and `re` keeps those that it has compiled.
ADDRESS = r"""(?x)(?:https?://|www\.)[!-~]*[^\s.,;:!?)\]»”’"'\u202f]
    | \b(?:[a-zA-Z0-9-]+\.)+[a-z]{2,}(?:/\S*[^\s.,;:!?)\]»”’"'])?"""
MAIL = r"[\w.+%-]+(?:'[\w.+%-]+)*@[\w.-]+\.[A-Za-z]{2,}"
# What may stand before an opening quote.  Not U+202F, which this module puts behind «: a set text must not change.
OPENING = frozenset(" \t\n\u00a0\u2009([{–—-/")
INNER_OPENING = OPENING | frozenset('"‘“«„‚‹')
ELLIPSIS = r"(?<!\.)\.\.\.(?!\.)"
DASH = r"(?<=[^\W\d_]) - (?=[^\W\d_])"  # not between numbers: that may be a minus or a range

Edit = tuple[int, int, str]


def typeset(text: RichText, locale: Locale) -> RichText:
    """The text with its language's spaces, quotes and dashes; spans keep the characters they stood over.

    Sources: Lexique des règles typographiques en usage à l'Imprimerie nationale (fr); DIN 5008 (de: number, space, %).
    """
    text = _edited(text, _letters(text, locale))
    return _edited(text, _spaces(text, locale))


def _letters(text: RichText, locale: Locale) -> list[Edit]:
    """Quotes, apostrophes, dots and dashes: marks that are replaced by others."""
    plain, straight = text.text, locale.spacing.straight
    edits: list[Edit] = []
    if '"' in plain and "quotes" in straight:
        edits += _double_quotes(text, locale.quotes)
    if "'" in plain and "apostrophe" in straight:
        edits += _single_quotes(text, locale.quotes)
    if "..." in plain and "ellipsis" in straight:
        edits += [(match.start(), match.end(), "…") for match in re.finditer(ELLIPSIS, plain)]
    if " - " in plain and locale.spacing.dash:
        edits += [(match.start() + 1, match.end() - 1, locale.spacing.dash) for match in re.finditer(DASH, plain)]
    return edits


def _double_quotes(text: RichText, quotes: Quotes) -> Iterator[Edit]:
    """Straight double quotes in pairs, nested ones too; one without its partner stays straight."""
    plain = text.text
    guarded = _guarded(text)
    openers: list[int] = []
    for at in _places(plain, '"'):
        if _inside(at, guarded):
            continue
        if _may_open(plain, at, OPENING):
            openers.append(at)
        elif openers and not plain[at - 1].isspace() and plain[at - 1] not in OPENING:
            first = openers.pop()
            yield first, first + 1, quotes.primary[0] + quotes.inner_space
            yield at, at + 1, quotes.inner_space + quotes.primary[1]


def _single_quotes(text: RichText, quotes: Quotes) -> Iterator[Edit]:
    """Straight single quotes: a pair around words becomes single quotes, any other an apostrophe.

    After a digit it may be feet or minutes and stays; `'s ochtends` and `foto's` are apostrophes.
    """
    plain = text.text
    guarded = _guarded(text)
    places = [at for at in _places(plain, "'") if not _inside(at, guarded)]
    single = next((pair for pair in (quotes.primary, quotes.secondary) if pair[0] in "‘‚‹’"), None)
    closers = {at for at in places if _may_close(plain, at)}
    done = -1
    for number, at in enumerate(places):
        if at <= done:
            continue
        following = places[number + 1] if number + 1 < len(places) else -1
        if single and _may_open(plain, at, INNER_OPENING) and following in closers and following > at + 1:
            yield at, at + 1, single[0]
            yield following, following + 1, single[1]
            done = following
        elif at == 0 or not plain[at - 1].isdecimal():
            yield at, at + 1, "’"


def _places(plain: str, mark: str) -> Iterator[int]:
    at = plain.find(mark)
    while at >= 0:
        yield at
        at = plain.find(mark, at + 1)


def _may_open(plain: str, at: int, opening: frozenset[str]) -> bool:
    before_fits = at == 0 or plain[at - 1] in opening
    return before_fits and at + 1 < len(plain) and not plain[at + 1].isspace()


def _may_close(plain: str, at: int) -> bool:
    after_fits = at + 1 == len(plain) or not plain[at + 1].isalnum()
    return after_fits and at > 0 and not plain[at - 1].isspace()


def _spaces(text: RichText, locale: Locale) -> list[Edit]:
    return [
        (match.start("space"), match.end("space"), space)
        for pattern, space in _space_rules(locale.spacing, locale.quotes)
        for match in pattern.finditer(text.text)
        if match["space"] != space
    ]


@lru_cache(maxsize=64)
def _space_rules(spacing: Spacing, quotes: Quotes) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns with a group `space`, and the space that belongs there."""
    gap = rf"(?P<space>[{SPACES}]*)"
    units = "|".join(re.escape(unit) for unit in sorted(spacing.units, key=len, reverse=True))
    rules = [(rf"(?<=\d)(?P<space> )(?=(?:{units})(?!\w))", NBSP), (r"(?<=€)(?P<space> )(?=\d)", NBSP)]
    if spacing.percent_always:
        rules.append((rf"(?<=\d){gap}(?=%(?!\w))", NBSP))
    for mark, space in spacing.before:
        # A mark inside a word (10:30, a;b) or after another mark (?!) wants no space.
        after = r"(?![^\s»”’)\]…!?.,;:–—-])" if mark != ":" else r"(?=[\s»]|$)"
        rules.append((rf"(?<=[^\s«“‘(\[{{;:!?]){gap}(?={re.escape(mark)}{after})", space))
    if quotes.inner_space:
        first, last = map(re.escape, quotes.primary)
        rules.append((rf"(?<={first}){gap}(?=[^\s{last}])", quotes.inner_space))
        rules.append((rf"(?<=[^\s{first}]){gap}(?={last})", quotes.inner_space))
    return tuple((re.compile(pattern), space) for pattern, space in rules)


def _guarded(text: RichText) -> list[tuple[int, int]]:
    """The stretches that stay as they are: isolates, links, and addresses in running text."""
    found = [(span.start, span.end) for span in text.spans if span.isolate or span.href]
    if "." in text.text or "//" in text.text:
        found += [match.span() for match in re.finditer(ADDRESS, text.text)]
    if "@" in text.text:
        found += [match.span() for match in re.finditer(MAIL, text.text)]
    return found


def _inside(at: int, guarded: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in guarded)


def _edited(text: RichText, edits: list[Edit]) -> RichText:
    """Apply edits [start, end) that touch no guarded stretch and no edge of a span, the first of two that overlap."""
    if not edits:
        return text
    guarded = _guarded(text)
    edges = [edge for span in text.spans for edge in (span.start, span.end)]
    kept: list[Edit] = []
    reached = -1
    for start, end, new in sorted(edits):
        clear = all(end <= first or start >= last for first, last in guarded)
        clear = clear and not any(start < edge < end for edge in edges)
        if clear and start >= reached and (start, end) != (reached, reached):
            kept.append((start, end, new))
            reached = end
    return _applied(text, kept)


def _applied(text: RichText, edits: list[Edit]) -> RichText:
    pieces: list[str] = []
    at = 0
    for start, end, new in edits:
        pieces += (text.text[at:start], new)
        at = end
    pieces.append(text.text[at:])
    return RichText("".join(pieces), tuple(_moved(text.spans, edits)))


def _moved(spans: tuple[Span, ...], edits: list[Edit]) -> Iterator[Span]:
    """Spans over the same characters: what is put in at an edge stays outside, what replaces a mark stays with it."""
    starts = [start for start, _, _ in edits]
    ends = [end for _, end, _ in edits]
    sums = [0]
    for start, end, new in edits:
        sums.append(sums[-1] + len(new) - (end - start))
    for span in spans:
        first = span.start + sums[bisect_right(ends, span.start)]
        last = span.end + sums[bisect_left(starts, span.end)]
        yield Span(first, max(first, last), span.strong, span.slant, span.href, span.isolate)
