"""The lint on ranges with a dash: said of a range, and of nothing that only looks like one."""

from __future__ import annotations

import datetime

import pytest

from leaflet.model.document import Block, Kind, Leaflet, Message, Part, PartKind
from leaflet.model.leaflet_rules import check_leaflet
from leaflet.problems import Level, Problem


def found(text: str, title: str = "Rust") -> list[Problem]:
    block = Block(
        "rest",
        Kind.SECTION,
        Message("rest/title", title, 7),
        (Part(PartKind.PARAGRAPH, Message("rest/text.1", text, 9)),),
        line=6,
    )
    leaflet = Leaflet(
        "back", "nl", "1", datetime.date(2028, 11, 1), "X", Message("leaflet/title", "Rug", 1), ("a4",), (block,), (),
        file="back/leaflet.yaml",
    )  # fmt: skip
    return [problem for problem in check_leaflet(leaflet, {}) if problem.code == "source/range"]


@pytest.mark.parametrize(
    ("text", "range_"),
    [
        ("Wandel 10-20 minuten.", "10-20"), ("Wandel 10–20 minuten.", "10–20"), ("2 - 3 keer", "2 - 3"),
        ("10 – 20 keer", "10 – 20"), ("(10-20)", "10-20"), ("na 10-20, soms", "10-20"), ("10-20%", "10-20"),
        ("100-200 mg", "100-200"), ("37-38 °C", "37-38"), ("2013-2014", "2013-2014"), ("1998 – 2004.", "1998 – 2004"),
        ("9-17 uur", "9-17"), ("10-20", "10-20"), ("**10-20** keer", "10-20"),
    ],
)  # fmt: skip
def test_a_range_with_a_dash_is_said(text: str, range_: str) -> None:
    (problem,) = found(text)
    assert problem.level is Level.WARNING and f"'{range_}'" in problem.text
    low, high = (part.strip() for part in range_.replace("–", "-").split("-"))
    assert f"{low} to {high}" in problem.hint
    assert (problem.where.line, problem.where.block) == (9, "rest/text.1")


@pytest.mark.parametrize(
    "text",
    [
        "Bel 0800-1234.", "Bel 02-12 34 56", "Bel 0475-12-34-56", "+32-20-30", "0800 10-20", "20-25 12 34",
        "2026-11", "2026-11-22", "versie v1-2", "1-2-3", "1.2-3", "L4-5 en COVID-19", "10:30-11:00", "12/2013-14",
        "{tel:10-20}", "{ltr:10-20}", "{url:https://x.be/10-20}", "[hier](https://x.be/10-20)", "www.x.be/10-20",
        "https://x.be/a/10-20", "arts10-20@x.be", "10 tot 20", "18-plus", "e-mail", "rust - of niet", "5 -", "- 5",
    ],
)  # fmt: skip
def test_what_is_no_range_is_not_said(text: str) -> None:
    assert found(text) == []


def test_titles_are_looked_at_and_each_range_is_said() -> None:
    problems = found("1-2 keer, of 3-4 keer", "In 5-6 weken")
    assert [problem.text.split("'")[1] for problem in problems] == ["1-2", "3-4", "5-6"]
    assert [problem.where.block for problem in problems] == ["rest/text.1", "rest/text.1", "rest/title"]
