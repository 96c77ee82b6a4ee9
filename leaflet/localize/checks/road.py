"""The checks that a build waits for: safety texts and doses go in, errors come out.

A lost or added 'not', another unit of a dose: what is told here is told by `check` in the same words.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from leaflet.localize.catalogue import Catalogue
from leaflet.localize.checks.rule import RULES, Desk, Pair, pair_of, problem_of
from leaflet.localize.checks.suppression import unsuppressed
from leaflet.localize.fidelity import ANY_NUMBER, DOSE
from leaflet.localize.locale import Locale
from leaflet.localize.translate import unprintable
from leaflet.model.document import Kind, Leaflet
from leaflet.problems import Level, Problem, Where


def stopped(
    leaflet: Leaflet, catalogue: Catalogue, locales: tuple[Locale, Locale], assets: Path
) -> tuple[Problem, ...]:
    """The errors in the safety texts and doses of a catalogue; `locales` are the source's and the translation's."""
    desk = Desk(locales[1], locales[0], assets, tuple(_grave(leaflet, catalogue)))
    found: list[Problem] = []
    for pair in desk.pairs:
        where = Where(catalogue.file, pair.entry.line, pair.message.context, catalogue.language)
        errors = (problem for problem in _looked(pair, desk, where) if problem.level >= Level.ERROR)
        found += unsuppressed(errors, pair.entry.translator_comments)
    return tuple(found)


def _grave(leaflet: Leaflet, catalogue: Catalogue) -> Iterator[Pair]:
    """The texts whose fault may harm somebody."""
    for block in leaflet.blocks:
        for message in block.messages():
            entry = catalogue.entries.get(message.context)
            grave = block.kind is Kind.SAFETY or DOSE.search(message.text)
            if grave and entry is not None and not unprintable(entry, message)[0]:
                yield pair_of(message, entry, block.kind)


def _looked(pair: Pair, desk: Desk, where: Where) -> Iterator[Problem]:
    codes = []
    if pair.safety:
        from leaflet.localize.checks import negation

        codes.append(negation.CODE)
    if ANY_NUMBER.search(pair.said):
        from leaflet.localize.checks import amounts

        codes.append(amounts.UNIT)
    for code in codes:
        for finding in RULES[code].look(pair, desk):
            yield problem_of(RULES[code], finding, where)
