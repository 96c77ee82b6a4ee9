"""Does a safety text say no where its source does?  The two texts go in, findings come out.

A sentence with a 'not' or 'no' must have some way to say no in the translation (also 'without', 'loss of', 'avoid'),
and a 'not' in the translation must come from somewhere.  The words are data: `assets/language_hints.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from leaflet.localize.checks.rule import Desk, Finding, Pair, rule
from leaflet.localize.hints import Negation, read_negation, words_of
from leaflet.problems import Level

CODE = "words/negation"
SENTENCE = re.compile(r"(?<=[.!?…؟۔።])\s+|(?<=[。！？])|\n")
LOST = "put it back, or say it otherwise with a word that denies"
ADDED = "take it out, or ask the editor whether the source lacks it"


@dataclass(frozen=True, slots=True)
class _Said:
    """Which ways to say no a text has."""

    verb: bool
    noun: bool
    lack: bool
    turn: bool

    @property
    def denies(self) -> bool:
        return self.verb or self.noun or self.lack


@rule(CODE, "a lost or added 'not' in safety text tells the patient the opposite")
def negation(pair: Pair, desk: Desk) -> Iterator[Finding]:
    """A 'not' of a safety text that is only in the source, or only in the translation."""
    if not pair.safety or pair.told == pair.said:  # the source's own words deny in its own language
        return
    mine = read_negation(desk.source_locale.language, desk.assets)
    theirs = read_negation(desk.language, desk.assets)
    if mine and theirs:
        yield from compare(pair.said, pair.prose, mine, theirs)


def compare(source: str, target: str, mine: Negation, theirs: Negation) -> Iterator[Finding]:
    """The findings for two texts: errors where both languages are known well, else warnings."""
    said, told = _said(source, mine), _said(target, theirs)
    level = Level.ERROR if mine.sure and theirs.sure else Level.WARNING
    if said.denies and not told.denies and (said.verb or said.noun):
        yield Finding("the source says no, the translation does not", LOST, level if said.verb else Level.WARNING)
    elif told.verb and not said.denies and not told.turn and not said.turn:
        yield Finding("the translation says no, the source does not", ADDED, level)
    else:
        yield from _by_sentence(source, target, mine, theirs)


def _by_sentence(source: str, target: str, mine: Negation, theirs: Negation) -> Iterator[Finding]:
    """The same, sentence beside sentence, where both have as many: only a warning, they may have been put otherwise."""
    sources, targets = sentences(source), sentences(target)
    if len(sources) != len(targets) or len(sources) < 2:
        return
    for one, other in zip(sources, targets, strict=True):
        said, told = _said(one, mine), _said(other, theirs)
        if said.verb and not told.denies:
            yield Finding(f"'{one}' says no, '{other}' does not", LOST, Level.WARNING)
        elif told.verb and not said.denies and not told.turn and not said.turn:
            yield Finding(f"'{other}' says no, '{one}' does not", ADDED, Level.WARNING)


def sentences(text: str) -> list[str]:
    """The sentences of a text as they stand."""
    return [part.strip() for part in SENTENCE.split(text) if part.strip()]


def _said(text: str, ways: Negation) -> _Said:
    words = words_of(text)
    return _Said(*(any(map(way.fullmatch, words)) for way in (ways.verb, ways.noun, ways.lack, ways.turn)))
