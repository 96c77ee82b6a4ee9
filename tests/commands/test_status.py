"""`status`: the numbers are those of the files, in a table and in JSON."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.conftest import ROOT
from tests.workplace import Workplace


def languages(place: Workplace) -> dict[str, dict[str, Any]]:
    answer = place.run("status", "--format", "json")
    found = json.loads(answer.out)
    assert found["schema"] == "leaflet-status/2"
    return {row["language"]: row for row in found["languages"]}


def test_texts_are_counted_by_what_keeps_them_from_print(place: Workplace) -> None:
    before = languages(place)["nl"]
    assert before["done"] == before["total"]
    place.change(place.po("water", "nl"), 'msgstr "Why it matters"', 'msgstr ""')
    place.change(place.po("water", "nl"), 'msgctxt "how/title"', '#, fuzzy\nmsgctxt "how/title"')
    place.change(place.source("water"), "title: On hot days", "title: On warm days")
    after = languages(place)["nl"]
    assert (after["missing"], after["draft"], after["stale"]) == (1, 1, 1)
    assert after["done"] == before["total"] - 3
    assert after["words"] < before["words"]
    place.run("translate", "update")
    updated = languages(place)["nl"]
    assert (updated["draft"], updated["stale"]) == (1, 1)


def test_what_is_done_is_what_a_build_prints(place: Workplace) -> None:
    place.run("translate", "add", "fr")
    missing = languages(place)["fr"]["missing"]
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
    assert lines[0] == "water  version 2026-11  review by 2028-11-01"
    assert lines[1].split()[:4] == ["language", "state", "words", "to"]
    assert [line.split()[:2] for line in lines[2:4]] == [["en", "translated"], ["nl", "translated"]]
    assert all("0/2" in line and line.endswith("a4 12") for line in lines[2:4])
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
    row = next(line for line in place.run("status").out.splitlines() if line.split()[:1] == ["en"])
    assert f"Flesch {facts['score']:.0f}" in row and f"{facts['sentence_length']:.0f} w" in row


def test_what_keeps_texts_from_print_is_named_in_the_table(place: Workplace) -> None:
    place.change(place.po("water", "nl"), 'msgstr "Why it matters"', 'msgstr ""')
    row = next(line for line in place.run("status").out.splitlines() if line.split()[:1] == ["nl"])
    assert "1: 1 missing" in row


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
    assert ["nl", "unreadable"] in [line.split()[:2] for line in answer.out.splitlines()]
    place.source("water").write_text("", encoding="utf-8")
    answer = place.run("status")
    assert answer.code == 3
    assert answer.out == "water  unreadable\n"


def test_a_terminal_gets_the_same_numbers(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    plain = place.run("status").out.split()
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert re.sub(r"\x1b\[[\d;]*m", "", place.run("status").out).split() == plain


def test_the_same_state_gives_the_same_json(place: Workplace) -> None:
    assert place.run("status", "--format", "json").out == place.run("status", "--format", "json").out


def test_details_tell_the_translator_what_changed(place: Workplace) -> None:
    place.change(place.source("water"), "Why it matters", "Why water matters")
    place.run("translate", "update")
    place.change(place.po("water", "nl"), 'msgstr "On hot days"', 'msgstr ""')
    assert "why/title" not in place.run("status").out
    for words in (("--details",), ("--lang", "nl"), ("water", "--lang", "nl")):
        out = place.run("status", *words).out
        assert "nl  why/title  stale\n" in out and "was: Why it matters\n" in out
        assert "is:  Why water matters\n" in out and "Why [-it-]{+water+} matters\n" in out
        assert "nl  hot-days/title  missing\n" in out and "still to sign: translator, clinician" in out
    assert not [line for line in place.run("status", "--lang", "nl").out.splitlines() if line.startswith("  en")]


def test_json_knows_everything(place: Workplace) -> None:
    place.change(place.source("water"), "Why it matters", "Why water matters")
    place.change(place.source("water"), "id: hot-days", "id: heat")
    found = languages(place)["nl"]
    stale = next(one for one in found["to_do"] if one["state"] == "stale")
    assert stale == {
        "context": "why/title",
        "state": "stale",
        "source": "Why water matters",
        "made_for": "Why it matters",
        "changed": "Why [-it-]{+water+} matters",
    }
    assert found["orphans"] == ["hot-days/title", "hot-days/text.1"]
    assert (found["state"], found["blocks"]["why"], found["blocks"]["how"]) == ("missing", "stale", "translated")
    assert found["total"] == found["done"] + found["draft"] + found["stale"] + found["missing"]
    assert found["still_to_sign"] == ["translator", "clinician"] and found["signed"] == []


def test_a_page_needs_nothing_else(place: Workplace) -> None:
    place.change(place.source("water"), "Why it matters", "Why <b>water</b> & salt matter")
    place.run("translate", "update")
    place.run("sign", "water", "en", "--by", "Ann <i>Peeters</i>", "--role", "editor")
    answer = place.run("status", "--html", "report.html")
    assert answer.code == 0 and answer.out == place.run("status").out and "Page: report.html" in answer.err
    text = (place.root / "report.html").read_text("utf-8")
    root = ElementTree.fromstring(re.sub(r"<meta ([^>]*[^/])/?>", r"<meta \1/>", text.partition("\n")[2]))
    words = " ".join("".join(root.itertext()).split())
    assert "editor: Ann <i>Peeters</i>, 2026-11-22" in words and "water version 2026-11" in words
    assert [one.text for one in root.iter("del")] == ["it matters"]
    assert [one.text for one in root.iter("ins")] == ["<b>water</b> & salt matter"]
    assert not re.search(r"(?:src|href|url)\s*[=(]", text) and "<script" not in text and "@import" not in text
    assert not root.findall(".//link") and "default-src &#x27;none&#x27;" in text or "default-src 'none'" in text


def test_a_page_that_cannot_be_written_is_a_problem(place: Workplace) -> None:
    (place.root / "report.html").mkdir()
    answer = place.run("status", "--html", "report.html")
    assert answer.code == 1 and "[output/unwritable]" in answer.err
