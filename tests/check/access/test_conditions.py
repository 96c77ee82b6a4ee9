"""The table of the Matterhorn conditions says what is true, and README has its numbers."""

from __future__ import annotations

import re

from leaflet.check.access.check_access import in_order
from leaflet.check.access.conditions import ENFORCED, HUMAN, IMPOSSIBLE, UNCHECKED, read_conditions, summary
from tests.conftest import ROOT

ROWS, PROBLEMS = read_conditions(ROOT / "assets")
README = (ROOT / "README.md").read_text("utf-8")
MARKER = "failure conditions of the Matterhorn Protocol"
RULES = {one.code.removeprefix("access/") for one in in_order()}
MACHINE = 87  # conditions of the protocol that a program can judge


def test_the_table_is_whole() -> None:
    assert PROBLEMS == ()
    numbers = [row.number for row in ROWS if row.mark != HUMAN]
    assert len(numbers) == MACHINE and numbers == sorted(set(numbers))
    assert all(re.fullmatch(r"(0[1-9]|[12]\d|3[01])-\d{3}", number) for number in numbers)
    assert all(row.about and row.mark in (ENFORCED, IMPOSSIBLE, UNCHECKED, HUMAN) for row in ROWS)


def test_what_is_enforced_has_a_rule_and_what_is_not_has_none() -> None:
    for row in ROWS:
        assert set(row.rules) <= RULES, row.number
        assert bool(row.rules) == (row.mark == ENFORCED) or row.mark == HUMAN, row.number


def test_every_rule_is_in_the_table() -> None:
    assert {rule for row in ROWS for rule in row.rules} == RULES


def test_the_sentence_has_the_numbers_of_the_table() -> None:
    said = summary(ROWS)
    enforced = sum(row.mark == ENFORCED for row in ROWS)
    assert f"{MACHINE} {MARKER}" in said and f"tries {enforced} on" in said and f"{len(RULES)} rules" in said
    lines = said.splitlines()
    assert len(lines) == 3 and all(len(line) <= 120 for line in lines)


def test_readme_has_the_same_numbers() -> None:
    if MARKER in README:
        assert " ".join(summary(ROWS).split()) in " ".join(README.split())
