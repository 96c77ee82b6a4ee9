"""All checks on one translation: a leaflet, its catalogue and the Desk's aids go in, problems come out.

Only texts that would be printed are looked at.  `check` and `status` ask for all; a build asks `road.stopped` alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from leaflet.localize.catalogue import Catalogue
from leaflet.localize.checks import amounts, exchange, identity, negation, parity, spelling, terms
from leaflet.localize.checks.rule import RULES, Desk, Pair, pair_of, problem_of
from leaflet.localize.checks.suppression import loose, unsuppressed
from leaflet.localize.fidelity import compare
from leaflet.localize.glossary import Glossary
from leaflet.localize.locale import Locale
from leaflet.localize.translate import unprintable
from leaflet.model.document import Leaflet
from leaflet.model.inline import fields_of
from leaflet.problems import Problem, Where

# What `fidelity.compare` tells, for whoever suppresses it.
ON_THE_WAY = {
    "po/emphasis": "bold and slanted words carry the weight of a warning",
    "po/link-added": "a page that nobody has read for this leaflet",
    "po/link-changed": "another page than the source's",
    "po/link-lost": "a page that readers of this language do not find",
    "po/number": "another number is another dose, or another day",
    "po/phone": "nobody answers at another number",
}
MODULES = (amounts, exchange, identity, negation, parity, spelling, terms)  # importing them has noted their rules

UNKNOWN = "po/unknown-field"  # only `translate` knows which fields there are, and says so


@dataclass(frozen=True, slots=True)
class Aids:
    """What makes more checks possible: the assets, catalogues of other languages, a glossary, and how many characters
    fit by context."""

    assets: Path
    others: Mapping[str, Catalogue] = field(default_factory=dict)
    glossary: Glossary = Glossary()
    room: Mapping[str, int] = field(default_factory=dict)


def known_codes() -> dict[str, str]:
    """Every check that a comment may name, and why it is there."""
    return ON_THE_WAY | {code: one.why for code, one in RULES.items()}


def review(leaflet: Leaflet, catalogue: Catalogue, locales: tuple[Locale, Locale], aids: Aids) -> tuple[Problem, ...]:
    """What all checks say about a catalogue, in reading order; `locales` are the source's and the translation's.

    What `translate` tells on the way to print is here once more, in the same words.
    """
    desk = desk_of(leaflet, catalogue, locales, aids)
    return tuple(problem for pair in desk.pairs for problem in _reviewed(pair, desk, catalogue))


def desk_of(leaflet: Leaflet, catalogue: Catalogue, locales: tuple[Locale, Locale], aids: Aids) -> Desk:
    """The texts that would be printed beside their sources, and all the aids."""
    source, locale = locales
    return Desk(
        locale=locale,
        source_locale=source,
        assets=aids.assets,
        pairs=tuple(_pairs(leaflet, catalogue)),
        others={name: other for name, other in aids.others.items() if name != catalogue.language},
        glossary=aids.glossary,
        room=aids.room,
    )


def _pairs(leaflet: Leaflet, catalogue: Catalogue) -> Iterator[Pair]:
    kinds = {message.context: block.kind for block in leaflet.blocks for message in block.messages()}
    for message in leaflet.messages():
        entry = catalogue.entries.get(message.context)
        if entry is not None and not unprintable(entry, message)[0]:
            yield pair_of(message, entry, kinds.get(message.context))


def _reviewed(pair: Pair, desk: Desk, catalogue: Catalogue) -> Iterator[Problem]:
    where = Where(catalogue.file, pair.entry.line, pair.message.context, catalogue.language)
    known = fields_of(pair.source)
    found = [one for one in compare(pair.source, pair.target, known, pair.safety, where) if one.code != UNKNOWN]
    for one in RULES.values():
        found += [problem_of(one, finding, where) for finding in one.look(pair, desk)]
    comments = pair.entry.translator_comments
    yield from unsuppressed(found, comments)
    if comments:
        yield from loose(comments, {problem.code for problem in found}, known_codes(), where)
