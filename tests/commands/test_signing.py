"""`sign`: what it writes, what it refuses, and that nothing it did not understand is ever written over."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from leaflet.commands import signing
from tests.workplace import Said, Workplace

ANN, BEN = ("--by", "Ann Peeters"), ("--by", "Ben Devos")
TRANSLATOR, CLINICIAN = ("--role", "translator"), ("--role", "clinician")


def sign(place: Workplace, *words: str, language: str = "nl") -> Said:
    return place.run("sign", "water", language, *words)


def file(place: Workplace) -> Path:
    return place.source("water").with_name("signoffs.yaml")


def row(place: Workplace, language: str = "nl") -> dict[str, Any]:
    rows = json.loads(place.run("status", "--format", "json").out)["languages"]
    return dict(next(one for one in rows if one["language"] == language))


def test_two_roles_make_a_language_signed(place: Workplace) -> None:
    answer = sign(place, *ANN, *TRANSLATOR)
    assert (answer.code, answer.err) == (0, "")
    assert answer.last == "translations/water/signoffs.yaml: still to sign: clinician"
    assert row(place)["state"] == "reviewed"
    answer = sign(place, *BEN, *CLINICIAN, "--date", "2026-11-20")
    assert answer.code == 0 and "all have signed" in answer.last
    now = row(place)
    assert now["state"] == "signed" and set(now["blocks"].values()) == {"signed"}
    assert [(one["role"], one["by"], one["date"], one["valid"]) for one in now["signed"]] == [
        ("translator", "Ann Peeters", "2026-11-22", True),
        ("clinician", "Ben Devos", "2026-11-20", True),
    ]
    assert row(place, "en")["state"] == "translated", "another language is another signature"


def test_a_signed_leaflet_carries_no_draft_mark(place: Workplace) -> None:
    place.run("build", "--edition", "text")
    text = place.root / "build/water/water_nl.txt"
    assert "nog niet nagekeken" in text.read_text("utf-8") or "Draft" in text.read_text("utf-8")
    marked = text.read_text("utf-8").splitlines()[0]
    sign(place, *ANN, *TRANSLATOR)
    place.run("build", "--edition", "text")
    assert text.read_text("utf-8").splitlines()[0] == marked, "reviewed is a draft still"
    sign(place, *BEN, *CLINICIAN)
    answer = place.run("build", "--edition", "text")
    assert answer.code == 0 and marked not in text.read_text("utf-8")
    outputs = place.manifest()["outputs"]
    assert (outputs["water/water_nl.txt"]["state"], outputs["water/water_en.txt"]["state"]) == ("signed", "translated")


def test_the_same_again_changes_nothing(place: Workplace) -> None:
    sign(place, *ANN, *TRANSLATOR)
    before = file(place).read_bytes()
    answer = sign(place, *ANN, *TRANSLATOR)
    assert answer.code == 0 and "already" in answer.last
    assert file(place).read_bytes() == before


def test_the_file_is_only_added_to(place: Workplace) -> None:
    sign(place, *ANN, *TRANSLATOR)
    noted = file(place).read_text("utf-8") + "# the board has seen this\n"
    file(place).write_text(noted, "utf-8")
    assert sign(place, *BEN, *CLINICIAN).code == 0
    assert file(place).read_text("utf-8").startswith(noted)


def test_one_person_in_two_roles_is_said(place: Workplace) -> None:
    sign(place, *ANN, *TRANSLATOR)
    answer = sign(place, *ANN, *CLINICIAN)
    assert answer.code == 0 and "[signoff/one-person]" in answer.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((*ANN, "--role", "editor"), "signoff/role"),
        ((*ANN, "--role", "Clinician"), "signoff/role"),
        ((*ANN, "--role", ""), "signoff/role"),
        (("--by", "", *CLINICIAN), "signoff/name"),
        (("--by", "  ", *CLINICIAN), "signoff/name"),
        (("--by", "...", *CLINICIAN), "signoff/name"),
        (("--by", "Ann\nPeeters", *CLINICIAN), "signoff/name"),
        (("--by", "A" * 101, *CLINICIAN), "signoff/name"),
        ((*ANN, *CLINICIAN, "--date", "2026-11-23"), "signoff/date"),
    ],
)
def test_arguments_that_cannot_be_are_refused(place: Workplace, words: tuple[str, ...], code: str) -> None:
    before = place.files()
    answer = sign(place, *words)
    assert answer.code == 2 and f"[{code}]" in answer.err and "hint:" in answer.err
    assert place.files() == before


def test_a_language_that_is_not_there_is_refused(place: Workplace) -> None:
    answer = sign(place, *ANN, *CLINICIAN, language="fr")
    assert answer.code == 2 and "there are: en, nl" in answer.err
    assert place.run("sign", "wather", "nl", *ANN, *CLINICIAN).code == 2


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('msgstr "Why it matters"', 'msgstr ""', "is not translated"),
        ('msgctxt "why/title"', '#, fuzzy\nmsgctxt "why/title"', "is marked fuzzy"),
        ('msgid "Why it matters"', 'msgid "Why it mattered"', "was made for an earlier source text"),
    ],
)
def test_what_is_not_complete_is_not_signed(place: Workplace, old: str, new: str, reason: str) -> None:
    place.change(place.po("water", "nl"), old, new)
    answer = sign(place, *ANN, *TRANSLATOR)
    assert answer.code == 1
    assert f"nl: why/title: {reason} [signoff/refused]" in answer.err
    assert not file(place).exists()


def test_what_no_build_would_print_is_not_signed(place: Workplace) -> None:
    place.change(place.po("water", "nl"), 'msgstr "Why it matters"', 'msgstr "Why **it matters"')
    answer = sign(place, *ANN, *TRANSLATOR)
    assert answer.code == 1 and "[po/markup]" in answer.err and not file(place).exists()


def test_an_expired_leaflet_is_not_signed(place: Workplace) -> None:
    answer = place.run("sign", "water", "nl", *ANN, *TRANSLATOR, "--today", "2028-11-02")
    assert answer.code == 1 and "[signoff/expired]" in answer.err and not file(place).exists()


@pytest.mark.parametrize("content", ["", "signoffs: 5\n", "signoffs:\n  - by: Ann\n", "<<<<<<< ours\n", "\0"])
def test_a_broken_file_is_said_and_never_written_over(place: Workplace, content: str) -> None:
    file(place).write_text(content, "utf-8")
    for words in (("sign", "water", "nl", *ANN, *TRANSLATOR), ("build", "--lang", "nl"), ("status",)):
        answer = place.run(*words)
        assert answer.code == 1 and "[signoff/broken]" in answer.err, words
    assert file(place).read_text("utf-8") == content
    assert not place.pdf("water", "nl").exists()


def test_a_forged_entry_counts_for_nothing(place: Workplace) -> None:
    sign(place, *ANN, *TRANSLATOR)
    place.change(file(place), 'role: "translator"', 'role: "clinician"')
    answer = place.run("status")
    assert answer.code == 1 and "translations/water/signoffs.yaml:4: error: nl:" in answer.err
    assert "[signoff/tampered]" in answer.err and "0/2" in answer.out
    assert sign(place, *BEN, *CLINICIAN).code == 1


def test_an_entry_that_would_break_the_layout_of_a_file_is_not_added(place: Workplace) -> None:
    sign(place, *ANN, *TRANSLATOR)
    text = file(place).read_text("utf-8")
    flat = "\n".join(line[2:] if line.startswith("  ") else line for line in text.splitlines()) + "\n"
    file(place).write_text(flat, "utf-8")
    answer = sign(place, *BEN, *CLINICIAN)
    assert answer.code == 1 and "[signoff/broken]" in answer.err
    assert file(place).read_text("utf-8") == flat


def test_a_file_that_cannot_be_written_is_a_problem(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    sign(place, *ANN, *TRANSLATOR)
    before = file(place).read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    answer = sign(place, *BEN, *CLINICIAN)
    assert answer.code == 1 and "[output/unwritable]" in answer.err
    assert file(place).read_bytes() == before and not list(file(place).parent.glob("*.part"))


@pytest.mark.parametrize("words", ["", "Something else"])
def test_whoever_changes_the_words_during_the_signing_has_not_been_signed_for(
    words: str, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words are read again when nobody else can write: they must be those that were looked at."""
    reasons = signing._reasons

    def slow(*given: Any) -> Any:
        found = reasons(*given)
        place.change(place.po("water", "nl"), 'msgstr "Why it matters"', f'msgstr "{words}"')
        return found

    monkeypatch.setattr(signing, "_reasons", slow)
    answer = sign(place, *ANN, *TRANSLATOR)
    assert answer.code == 1 and "changed while it was being signed" in answer.err and not file(place).exists()


def test_a_leaflet_names_its_own_roles(place: Workplace) -> None:
    place.change(place.source("water"), "designs: [a4]\n", "designs: [a4]\nsignoff: [translator, pharmacist]\n")
    assert sign(place, *ANN, *CLINICIAN).code == 2
    assert sign(place, *ANN, "--role", "pharmacist").code == 0
    assert row(place)["still_to_sign"] == ["translator"]
    assert sign(place, *ANN, "--role", "editor", language="en").code == 0
    place.change(place.source("water"), "pharmacist]", "translator]")
    assert "source/" in place.run("status").err, "a role stands once"


def test_who_revoked_it_is_told(place: Workplace) -> None:
    sign(place, *ANN, *TRANSLATOR)
    sign(place, *BEN, *CLINICIAN)
    place.change(place.po("water", "nl"), 'msgstr "Why it matters"', 'msgstr "Why it matters so"')
    now = row(place)
    assert now["state"] == "translated" and now["blocks"]["why"] == "translated" and now["blocks"]["how"] == "signed"
    assert [one["changed_since"] for one in now["signed"]] == [["why"], ["why"]]
    assert "revoked: why changed since" in place.run("status").out
    place.change(place.po("water", "nl"), 'msgstr "Why it matters so"', 'msgstr "Why it matters"')
    assert row(place)["state"] == "signed", "these very words were signed"
