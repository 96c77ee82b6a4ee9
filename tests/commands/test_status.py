"""`status`: the numbers are those of the files, in a table and in JSON."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.workplace import Workplace


def languages(place: Workplace) -> dict[str, dict[str, Any]]:
    answer = place.run("status", "--format", "json")
    found = json.loads(answer.out)
    assert found["schema"] == "leaflet-status/1"
    return {row["language"]: row for row in found["languages"]}


def test_texts_are_counted_by_what_keeps_them_from_print(place: Workplace) -> None:
    before = languages(place)["nl"]
    assert before["done"] == before["total"]
    place.change(place.po("water", "nl"), 'msgstr "Why it matters"', 'msgstr ""')
    place.change(place.po("water", "nl"), 'msgctxt "how/title"', '#, fuzzy\nmsgctxt "how/title"')
    place.change(place.source("water"), "title: On hot days", "title: On warm days")
    after = languages(place)["nl"]
    assert (after["untranslated"], after["fuzzy"], after["stale"]) == (1, 1, 1)
    assert after["done"] == before["total"] - 3
    assert after["words"] < before["words"]
    place.run("translate", "update")
    updated = languages(place)["nl"]
    assert (updated["fuzzy"], updated["stale"]) == (2, 0)


def test_what_is_done_is_what_a_build_prints(place: Workplace) -> None:
    place.run("translate", "add", "fr")
    missing = languages(place)["fr"]["untranslated"]
    assert missing > 0
    assert place.run("build", "--lang", "fr").err.count("[po/untranslated]") == missing


def test_a_fit_is_shown_while_it_is_current(place: Workplace) -> None:
    assert languages(place)["nl"]["fit"] == {"a4": None}
    place.run()
    built = place.manifest()["outputs"]["water/water_nl_a4_office.pdf"]
    fit = languages(place)["nl"]["fit"]["a4"]
    assert (fit["size_pt"], fit["pages"]) == (built["size_pt"], built["pages"])
    place.change(place.po("water", "nl"), 'msgstr "Why it matters"', 'msgstr "Daarom"')
    assert languages(place)["nl"]["fit"] == {"a4": None}


def test_the_table_has_a_line_for_each_language(place: Workplace) -> None:
    place.run()
    lines = place.run("status").out.splitlines()
    assert lines[0].split()[:4] == ["leaflet", "language", "state", "words"]
    assert [line.split()[:3] for line in lines[1:]] == [["water", "en", "draft"], ["water", "nl", "draft"]]
    assert all("2028-11-01" in line and " p." in line for line in lines[1:])
    place.po("water", "nl").unlink()
    assert "not built" in place.run("status").out, "the set changed, and with it the fit of what is left"


def test_readability_is_told_with_the_formula_that_was_used(place: Workplace) -> None:
    facts = languages(place)["nl"]["readability"]
    assert facts["words"] > 0 and facts["sentences"] > 0 and facts["long_over"] == 6
    assert "Douma" in facts["source"] and facts["formula"] == "Flesch-Douma (1960)"
    place.run("translate", "add", "ro")
    place.fill("water", "ro")
    facts = languages(place)["ro"]["readability"]
    assert facts["score"] is None and facts["reason"].startswith("no validated formula")


def test_a_score_stands_beside_the_name_of_its_formula(place: Workplace) -> None:
    facts = languages(place)["en"]["readability"]
    row = next(line for line in place.run("status").out.splitlines() if line.split()[1:2] == ["en"])
    assert f"Flesch {facts['score']:.0f}" in row and f"{facts['sentence_length']:.0f} w" in row


def test_what_keeps_texts_from_print_is_named_in_the_table(place: Workplace) -> None:
    place.change(place.po("water", "nl"), 'msgstr "Why it matters"', 'msgstr ""')
    row = next(line for line in place.run("status").out.splitlines() if line.split()[1:2] == ["nl"])
    assert ": 1 missing" in row


def test_the_table_of_the_real_leaflet_fits_a_screen(place: Workplace) -> None:
    """Twenty languages of a leaflet in one design: no line is broken in a terminal of 100 columns."""
    lines = place.run("status", "--project", str(ROOT), "--out", str(place.root / "none")).out.splitlines()
    assert len(lines) >= 21 and max(map(len, lines)) <= 100


def test_an_expired_review_date_is_marked(place: Workplace) -> None:
    answer = place.run("status", "--today", "2028-11-02")
    assert "2028-11-01 expired" in answer.out
    assert "[source/expired]" in answer.err
    assert answer.code == 0


def test_what_cannot_be_read_has_a_line_too(place: Workplace) -> None:
    place.po("water", "nl").write_text("broken", encoding="utf-8")
    answer = place.run("status")
    assert answer.code == 1
    assert ["water", "nl", "unreadable"] in [line.split()[:3] for line in answer.out.splitlines()]
    place.source("water").write_text("", encoding="utf-8")
    answer = place.run("status")
    assert answer.code == 3
    assert "unreadable" in answer.out


def test_a_terminal_gets_the_same_numbers(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    plain = place.run("status").out.split()
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert re.sub(r"\x1b\[[\d;]*m", "", place.run("status").out).split() == plain


def test_the_same_state_gives_the_same_json(place: Workplace) -> None:
    assert place.run("status", "--format", "json").out == place.run("status", "--format", "json").out
