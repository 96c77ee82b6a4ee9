"""The clause table: every rule is in it, every rule in it is there, and README shows it as it is."""

from __future__ import annotations

import pytest

from leaflet.check.preflight.check_press import in_order
from leaflet.check.preflight.clauses import ENFORCED, IMPOSSIBLE, OURS, UNCHECKED, Clause, read_clauses, table
from tests.conftest import ROOT

BEGIN, END = "<!-- clauses -->", "<!-- /clauses -->"


@pytest.fixture(scope="module")
def clauses() -> tuple[Clause, ...]:
    found, problems = read_clauses(ROOT / "assets")
    assert found and not problems
    return found


def test_every_rule_stands_in_the_table_once_and_every_code_is_a_rule(clauses: tuple[Clause, ...]) -> None:
    named = [f"preflight/{rule}" for row in clauses for rule in row.rules]
    assert sorted(named) == sorted(rule.code for rule in in_order())


def test_what_is_enforced_names_its_rules_and_nothing_else_does(clauses: tuple[Clause, ...]) -> None:
    for row in clauses:
        assert row.about and row.mark in (ENFORCED, IMPOSSIBLE, UNCHECKED, OURS), row
        assert bool(row.rules) == (row.mark in (ENFORCED, OURS)), row


def test_readme_shows_just_this_table(clauses: tuple[Clause, ...]) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert readme.count(BEGIN) == readme.count(END) == 1
    shown = readme.partition(BEGIN)[2].partition(END)[0].strip()
    assert shown == table(clauses), "print it anew: the command stands over the table"
