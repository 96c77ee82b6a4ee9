"""The rules of access and their list.  A rule looks at the evidence and yields findings; each has one code, a reason
and a level.

`@rule` notes a function in RULES; `checked` runs one of them and makes Problems of what it finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from leaflet.check.access.font_use import FontUse
from leaflet.check.access.marks import PageMarks
from leaflet.check.access.tree import Tree
from leaflet.problems import Level, Problem, Where

STEP = "access"
OURS = "the program made the file wrongly: please report this, with the leaflet's source"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What rules look at: the open file (pikepdf's Pdf), where it is, its structure tree, the marked content of its
    pages, the fonts with what they show, and its XMP."""

    file: Any
    where: Where
    tree: Tree
    pages: tuple[PageMarks, ...]
    fonts: tuple[FontUse, ...]
    xmp: bytes


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule does not like; `page` from 1, 0 for the whole file."""

    text: str
    hint: str = OURS
    page: int = 0


Look = Callable[[Evidence], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`why` says in a sentence what a reader misses otherwise."""

    code: str
    why: str
    level: Level
    look: Look


RULES: dict[str, Rule] = {}


def rule(code: str, why: str, level: Level = Level.ERROR) -> Callable[[Look], Look]:
    """Notes a function as the rule `access/code`."""

    def note(look: Look) -> Look:
        full = f"{STEP}/{code}"
        assert full not in RULES, full
        RULES[full] = Rule(full, why, level, look)
        return look

    return note


def checked(one: Rule, evidence: Evidence) -> tuple[Problem, ...]:
    """What a rule finds, as Problems."""
    found = []
    for finding in one.look(evidence):
        problem = Problem(one.code, one.level, finding.text, evidence.where, finding.hint)
        found.append(problem.at(block=f"page {finding.page}") if finding.page else problem)
    return tuple(found)
