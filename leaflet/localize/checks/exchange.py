"""Have two translations changed places?  Each text of the file beside each source: which would fit which better?

Looks at what survives translation (numbers, fields, links, emphasis, the end of a text, its length, names) and at words
that go together in the rest of the file: learnt from it alone, so any pair of languages will do.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leaflet.localize.checks.parity import letters_in, usual_ratio
from leaflet.localize.checks.rule import Desk, Finding, Pair, rule
from leaflet.localize.fidelity import numbers
from leaflet.localize.hints import base_of, words_of
from leaflet.model.inline import Node

ENDS = {"?": "?", "？": "?", "؟": "?", ";": "?", ":": ":", "：": ":", "፦": ":", "،": ",", ",": ","}
STOPS = ".。।؟۔։።!！…"
GAIN = 2.5  # so much better must both fit in each other's places
POOR = 4.0  # a text that fits its own place better than this has not moved
NAME = re.compile(r"(?<![^\W\d_])[A-Z]{2,}(?![^\W\d_])")
STEM = 5  # letters that the forms of a word have in common


@dataclass(frozen=True, slots=True)
class _Marks:
    """What of a text shows in any language: its marks, its end, its letters, its agreed terms, its stems."""

    counts: Counter[str]
    end: str
    size: int
    terms: frozenset[int]
    stems: tuple[str, ...]


@rule("po/exchanged", "a true sentence in the wrong place is a false one")
def exchanged(pair: Pair, desk: Desk) -> Iterator[Finding]:
    """A translation that would fit another text's place much better, and that one's this place."""
    other = _partners(desk).get(pair.message.context)
    if other:
        text = f"fits the place of '{other}' better, and that one's text this place"
        yield Finding(text, "look whether the two have changed places")


@functools.lru_cache(maxsize=4)
def _partners(desk: Desk) -> dict[str, str]:
    """The contexts of the texts that seem to have changed places, each with the other."""
    table = _Table(desk)
    found: dict[str, str] = {}
    for gain, one, other in sorted(table.gains(), reverse=True):
        names = desk.pairs[one].message.context, desk.pairs[other].message.context
        if gain >= GAIN and not found.keys() & set(names):
            found |= {names[0]: names[1], names[1]: names[0]}
    return found


class _Table:
    """Every source of a file beside every translation."""

    def __init__(self, desk: Desk):
        self.sources = [_marks(pair.source, pair.said, _terms(pair.said, desk, "")) for pair in desk.pairs]
        self.targets = [_marks(pair.target, pair.told, _terms(pair.told, desk, desk.language)) for pair in desk.pairs]
        self.ratio = usual_ratio(desk) or 1.0
        self.said = _occurrences([marks.stems for marks in self.sources])
        self.told = _occurrences([marks.stems for marks in self.targets])

    def gains(self) -> Iterator[tuple[float, int, int]]:
        """How much better two texts fit in each other's places; only of those that do not fit in their own."""
        places = [at for at in range(len(self.sources)) if self.sources[at].size and self.cost(at, at, at) > -POOR]
        for number, one in enumerate(places):
            for other in places[number + 1 :]:
                yield self.gain(one, other), one, other

    def gain(self, one: int, other: int) -> float:
        now = self.cost(one, one, other) + self.cost(other, other, one)
        return now - self.cost(one, other, other) - self.cost(other, one, one)

    def cost(self, source: int, target: int, beside: int) -> float:
        """How badly a translation fits a source; what the two texts at issue say of words is left out (`beside`)."""
        mine, theirs = self.sources[source], self.targets[target]
        differing = (mine.counts - theirs.counts).total() + (theirs.counts - mine.counts).total()
        cost = 1.5 * differing + 0.5 * (mine.end != theirs.end)
        cost += 1.0 * len(mine.terms - theirs.terms) + 0.5 * len(theirs.terms - mine.terms)
        cost += 2.0 * abs(math.log((theirs.size + 3) / (mine.size * self.ratio + 3)))
        return cost - self.likeness(mine.stems, theirs.stems, ~(1 << source | 1 << target | 1 << beside))

    def likeness(self, said: Sequence[str], told: Sequence[str], elsewhere: int) -> float:
        """How many words of the two go together in the other texts (Dice's coefficient of their places)."""
        total = 0.0
        for stem in said:
            mine = self.said.get(stem, 0) & elsewhere
            count = mine.bit_count()
            if count:
                total += max((_dice(mine, self.told.get(other, 0) & elsewhere, count) for other in told), default=0.0)
        return total


def _dice(mine: int, theirs: int, count: int) -> float:
    both = (mine & theirs).bit_count()
    value = 2 * both / (count + theirs.bit_count()) if both else 0.0
    return value if value >= 0.5 else 0.0


def _occurrences(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """The places of each stem as bits; of those that stand in two to a fifth of all."""
    places: dict[str, int] = {}
    for at, row in enumerate(rows):
        for stem in row:
            places[stem] = places.get(stem, 0) | 1 << at
    return {stem: bits for stem, bits in places.items() if 2 <= bits.bit_count() <= max(3, len(rows) // 5)}


def _marks(nodes: tuple[Node, ...], text: str, terms: frozenset[int]) -> _Marks:
    counts = Counter(f"#{number}" for number in numbers(text))
    counts.update(f"{{{node.field}:{node.text}}}" for node in nodes if node.field)
    counts.update(node.href for node in nodes if node.href)
    counts.update(NAME.findall(text))
    counts.update(style for node in nodes for style in ("strong", "slant") if getattr(node, style))
    end = text.rstrip(" \"'”’»“)]」")[-1:]
    kind = ENDS.get(end, "." if end and end in STOPS else "")
    return _Marks(counts, kind, letters_in(text), terms, _stems(text))


def _stems(text: str) -> tuple[str, ...]:
    """The beginnings of the longer words; where words have no spaces, every two characters."""
    found: list[str] = []
    for word in words_of(text):
        if word[0] > "\u2e80" or "\u0e00" <= word[0] < "\u0e80" or "\u1780" <= word[0] < "\u1800":
            found += [word[at : at + 2] for at in range(len(word) - 1)]
        elif len(word) >= 3:
            found.append(word[:STEM])
    return tuple(dict.fromkeys(found))


def _terms(text: str, desk: Desk, language: str) -> frozenset[int]:
    """The numbers of the agreed terms in a text; the source's without a language."""
    text = text.lower()
    rows = [
        (row.source,) if not language else row.translations.get(base_of(language, row.translations), ())
        for row in desk.glossary.terms
    ]
    return frozenset(number for number, forms in enumerate(rows) if any(form.lower() in text for form in forms))
