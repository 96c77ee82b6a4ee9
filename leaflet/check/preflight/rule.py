"""The rules of preflight and their list.  A rule looks at the evidence and yields findings; each has one code, a reason
and a level.

`@rule` notes a function in RULES; `checked` runs one of them and makes Problems of what it finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from leaflet.check.preflight.claim import Claim
from leaflet.check.preflight.page_facts import PageFacts
from leaflet.check.preflight.plates import PagePlates
from leaflet.check.preflight.press_order import PressOrder
from leaflet.problems import Level, Problem

STEP = "preflight"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What rules look at: the open file (pikepdf's Pdf), what is wanted of it, its pages, what it claims, its plates,
    and what had to be repaired to read it."""

    file: Any
    order: PressOrder
    pages: tuple[PageFacts, ...]
    claim: Claim
    plates: tuple[PagePlates, ...]
    damage: tuple[str, ...] = ()

    def facts(self, page: int) -> PageFacts:
        return self.pages[page - 1]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule does not like; `page` from 1, 0 for the whole file."""

    text: str
    hint: str
    page: int = 0


Look = Callable[[Evidence], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`why` says in a sentence what goes wrong in print otherwise."""

    code: str
    why: str
    level: Level
    look: Look


RULES: dict[str, Rule] = {}


def rule(code: str, why: str, level: Level = Level.ERROR) -> Callable[[Look], Look]:
    """Notes a function as the rule `preflight/code`."""

    def note(look: Look) -> Look:
        full = f"{STEP}/{code}"
        assert full not in RULES, full
        RULES[full] = Rule(full, why, level, look)
        return look

    return note


def checked(one: Rule, evidence: Evidence) -> tuple[Problem, ...]:
    """What a rule finds, as Problems."""
    where = evidence.order.where
    found = []
    for finding in one.look(evidence):
        problem = Problem(one.code, one.level, finding.text, where, finding.hint)
        found.append(problem.at(block=f"page {finding.page}") if finding.page else problem)
    return tuple(found)
