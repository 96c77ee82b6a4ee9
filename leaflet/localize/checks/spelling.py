"""Rules about how a translation is typed: letters, marks, spaces and quotes, each as its locale has them."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from leaflet.localize.checks.rule import Desk, Finding, Pair, rule
from leaflet.localize.hints import ANY

ZWNJ = "\u200c"
TWICE = re.compile(r"(?<![\w'’-])([^\W\d_]+)[ \t\n\u00a0]+\1(?![\w'’-])", re.IGNORECASE)
QUOTES = '"“”„‟«»‹›‚‘’「」『』〝〞〟'
APOSTROPHES = "'’"
DOUBLED = re.compile(r"([\"“”„«»「」])\1|,,|''|‘‘|’’|<<|>>")
GAPS = re.compile(r"(?<=\S)(?P<space>[ \u00a0\u202f]+)(?P<mark>[,.;:!?،؛؟۔።፣፤፦、。])(?![\w.])")
TIGHT = re.compile(r"[^\W\d_]{2,}[,;!?،؛؟۔።፣፤](?=[^\W\d_]{2})|[^\W\d_]{3,}\.(?=[^\W\d_a-z][^\W\d_]+)")
BRACKETS = re.compile(r"\(\s|(?<=\S)\s+\)")
UNSPACED = frozenset(("Hans", "Hant", "Jpan", "Thai", "Khmr"))


@rule("words/repeated", "a word typed twice makes a text look careless")
def repeated(pair: Pair, desk: Desk) -> Iterator[Finding]:
    """The same word twice in a row, in languages where that is no grammar."""
    allowed = desk.hints.doubled.get(desk.row(desk.hints.doubled), frozenset())
    if ANY in allowed:
        return
    for match in TWICE.finditer(pair.prose):
        if match[1].lower() not in allowed:
            yield Finding(f"'{match[1]}' stands twice", "delete one of the two")


@rule("words/spaces", "stray spaces become gaps in print")
def spaces(pair: Pair, desk: Desk) -> Iterator[Finding]:
    """Two spaces together, one before a mark that wants none, none behind a mark."""
    if "  " in pair.entry.text:
        yield Finding("two spaces stand together", "delete one of the two")
    wants = {mark for mark, _ in desk.locale.spacing.before}
    for match in GAPS.finditer(pair.prose):
        if match["mark"] not in wants:
            yield Finding(f"a space stands before '{match['mark']}'", "delete it")
    if BRACKETS.search(pair.prose):
        yield Finding("a space stands inside brackets", "delete it")
    tight = None if desk.locale.script in UNSPACED else TIGHT.search(pair.prose)
    if tight:
        yield Finding(f"no space stands behind '{tight[0][-1]}' in '{tight[0]}…'", "put one there")


@rule("words/quotes", "quotes of another language, or half a pair, confuse who is speaking")
def quotes(pair: Pair, desk: Desk) -> Iterator[Finding]:
    """Quotes as the locale has them, in pairs, none doubled."""
    doubled = DOUBLED.search(pair.prose)
    if doubled:
        yield Finding(f"the quote {doubled[0]} is doubled", "write one quote")
        return
    pairs = (desk.locale.quotes.primary, desk.locale.quotes.secondary)
    more = desk.hints.quotes_too.get(desk.row(desk.hints.quotes_too), "")
    own = {*pairs[0], *pairs[1], *APOSTROPHES, *more}
    typewriter = {'"'} if "quotes" in desk.locale.spacing.straight else set()  # those are set as the language's own
    wrong = [mark for mark in pair.prose if mark in QUOTES and mark not in own | typewriter]
    if wrong:
        text = f"the quote {wrong[0]} is not one of {desk.locale.name_in('en')}"
        yield Finding(text, f"write {pairs[0][0]}…{pairs[0][1]}, inside others {pairs[1][0]}…{pairs[1][1]}")
        return
    yield from _unpaired(pair.prose, {one for one in pairs if not set(one) & set(APOSTROPHES)})


def _unpaired(text: str, pairs: set[tuple[str, str]]) -> Iterator[Finding]:
    counts = Counter(text)
    if counts['"'] % 2:
        yield Finding('one quote " has no partner', "close what is opened")
    opens = sum(counts[mark] for mark in {first for first, _ in pairs})
    closes = sum(counts[mark] for mark in {last for _, last in pairs})
    if opens != closes:
        marks = " ".join(first + last for first, last in sorted(pairs))
        yield Finding(f"quotes {marks}: {opens} opened, {closes} closed", "close what is opened")


@rule("words/letters", "a neighbour language's letter looks alike, and is searched, sorted and read aloud as another")
def letters(pair: Pair, desk: Desk) -> Iterator[Finding]:
    """Letters from another keyboard: ي for ی in Persian, ş for ș in Romanian, ы in Ukrainian."""
    table = desk.hints.letters_for.get(desk.row(desk.hints.letters_for), {})
    for letter in sorted(set(pair.prose).intersection(table)):
        word = next((word for word in pair.prose.split() if letter in word), letter)
        yield Finding(
            f"{letter} (U+{ord(letter):04X}) in '{word}'", f"write {table[letter]} (U+{ord(table[letter][0]):04X})"
        )


@rule("words/joiner", "without its zero-width non-joiner a Persian word falls apart or runs together")
def joiner(pair: Pair, desk: Desk) -> Iterator[Finding]:
    """A space where a zero-width non-joiner belongs, or nothing where the same word elsewhere has one."""
    table = desk.hints.joiner.get(desk.row(desk.hints.joiner))
    if not table:
        return
    parts = pair.prose.split(" ")
    hint = "type a zero-width non-joiner (U+200C) there"
    for first, second in zip(parts, parts[1:], strict=False):
        if first.lstrip("«(") in table["before"] or re.sub(r"\W+$", "", second) in table["behind"]:
            yield Finding(f"a space stands in '{first} {second}'", hint)
    joined = _joined(desk)
    for part in parts:
        word = re.sub(r"^\W+|\W+$", "", part)
        if word in joined:
            yield Finding(f"'{word}' is written {joined[word]} elsewhere, with a non-joiner", hint)


@functools.lru_cache(maxsize=4)
def _joined(desk: Desk) -> dict[str, str]:
    """The words of the file that have a non-joiner, by the same without it."""
    words = {re.sub(r"^\W+|\W+$", "", word) for pair in desk.pairs for word in pair.prose.split() if ZWNJ in word}
    return {word.replace(ZWNJ, ""): word for word in sorted(words)}


@rule("words/opening-mark", "Spanish opens its questions and calls, so that they are read aloud as such")
def opening_mark(pair: Pair, desk: Desk) -> Iterator[Finding]:
    """As many ¿ as ?, as many ¡ as !."""
    for last, first in desk.hints.opening.get(desk.row(desk.hints.opening), {}).items():
        opened, closed = pair.prose.count(first), pair.prose.count(last)
        if opened != closed:
            hint = f"write {first} where the question or call begins and {last} where it ends"
            yield Finding(f"{first} stands {opened} times, {last} {closed} times", hint)


@rule("words/digits", "two kinds of digits in one text are hard to read and to compare")
def digits(pair: Pair, desk: Desk) -> Iterator[Finding]:
    """Digits of one kind in a text, and the kind that the rest of the file has."""
    kinds = digit_kinds(pair.prose)
    if len(kinds) > 1:
        yield Finding("digits of two kinds stand in one text", "write all of them in the same digits")
        return
    zero = _usual_zero(desk)
    if kinds and zero is not None and kinds != {zero}:
        hint = f"write {chr(zero + 1)}{chr(zero + 2)}{chr(zero + 3)}… as in the other texts"
        yield Finding("other digits than in the rest of the file", hint)


@functools.lru_cache(maxsize=4)
def _usual_zero(desk: Desk) -> int | None:
    counts = Counter(kind for pair in desk.pairs for kind in digit_kinds(pair.prose))
    return max(counts, key=lambda kind: counts[kind], default=None)


def digit_kinds(text: str) -> frozenset[int]:
    """The zeros (code points) of the digits in a text."""
    return frozenset(ord(mark) - int(mark) for mark in text if mark.isdecimal())


@rule("words/room", "a text that is too long makes all languages of the leaflet smaller")
def room(pair: Pair, desk: Desk) -> Iterator[Finding]:
    """A text longer than the room there is, in characters as seen."""
    fits = desk.room.get(pair.message.context, 0)
    long = seen_length(pair.told)
    if 0 < fits < long:
        yield Finding(
            f"has {long} characters, {fits} fit", f"shorten it by {long - fits} characters, if that is possible"
        )


def seen_length(text: str) -> int:
    """Characters that take room: no marks over or under others, nothing invisible."""
    return sum(unicodedata.category(mark) not in ("Mn", "Me", "Cf") for mark in text)
