"""The rules for translations and their list.  A rule looks at one text and its translation and yields findings.

`@rule` notes a function in RULES; each has one code, a reason and a level.  What a rule needs beside the two texts is
on the `Desk`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from leaflet.localize.catalogue import Catalogue, Entry
from leaflet.localize.glossary import Glossary
from leaflet.localize.hints import Hints, base_of, read_hints
from leaflet.localize.locale import Locale
from leaflet.localize.translate import SPACE, composed
from leaflet.localize.typography import ADDRESS, MAIL
from leaflet.model.document import Kind, Message
from leaflet.model.inline import Node, parse_inline
from leaflet.problems import Level, Problem, Where

THING = "\ufffc"  # object replacement character: what is no word, and takes a word's place


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and its translation.  `said` and `told` are the two as read, fields without their values; `prose` is the
    translation without literals, addresses and fields; `kind` is None outside blocks."""

    message: Message
    entry: Entry
    kind: Kind | None
    source: tuple[Node, ...]
    target: tuple[Node, ...]
    said: str
    told: str
    prose: str

    @property
    def safety(self) -> bool:
        return self.kind is Kind.SAFETY


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule does not like; `level` only where it differs from the rule's own."""

    text: str
    hint: str
    level: Level | None = None


@dataclass(frozen=True, eq=False)  # one desk is like no other, so that what is counted on it can be kept
class Desk:
    """What lies beside a text: the languages, the other texts, the glossary, and how many characters fit (`room`, by
    context).  `others` are the catalogues of other languages."""

    locale: Locale
    source_locale: Locale
    assets: Path
    pairs: tuple[Pair, ...]
    others: Mapping[str, Catalogue] = field(default_factory=dict)
    glossary: Glossary = Glossary()
    room: Mapping[str, int] = field(default_factory=dict)

    @functools.cached_property
    def hints(self) -> Hints:
        return read_hints(self.assets)

    @property
    def language(self) -> str:
        return self.locale.language

    def row(self, rows: Mapping[str, object]) -> str:
        """The name of this language's row in a table of hints."""
        return base_of(self.language, rows)


Look = Callable[[Pair, Desk], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`why` says in a sentence what a reader would suffer otherwise."""

    code: str
    why: str
    level: Level
    look: Look


RULES: dict[str, Rule] = {}


def rule(code: str, why: str, level: Level = Level.WARNING) -> Callable[[Look], Look]:
    """Notes a function as the rule `code`."""

    def note(look: Look) -> Look:
        assert code not in RULES, code
        RULES[code] = Rule(code, why, level, look)
        return look

    return note


def prose_of(nodes: tuple[Node, ...]) -> str:
    """The words that were translated; in the place of a field or an address stands U+FFFC."""
    text = "".join(node.text if not node.field else THING for node in nodes)
    if "@" in text:
        text = re.sub(MAIL, THING, text)
    return re.sub(ADDRESS, THING, text) if "." in text or "//" in text else text


def pair_of(message: Message, entry: Entry, kind: Kind | None) -> Pair:
    """One text beside its translation, both parsed."""
    source = parse_inline(composed(message.text))[0]
    target = parse_inline(composed(SPACE.sub(" ", entry.text).strip()))[0]
    return Pair(message, entry, kind, source, target, _plain(source), _plain(target), prose_of(target))


def _plain(nodes: tuple[Node, ...]) -> str:
    return "".join(node.text for node in nodes)


def problem_of(one: Rule, finding: Finding, where: Where) -> Problem:
    """A finding as a problem of its rule."""
    return Problem(one.code, finding.level or one.level, finding.text, where, finding.hint)
