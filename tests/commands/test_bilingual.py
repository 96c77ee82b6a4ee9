"""`build --edition bilingual --with LANG`: what is made, what is left alone, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflet.language_set import LanguageSet
from leaflet.manifest import sha256
from tests.workplace import Workplace

BILINGUAL = ("build", "--edition", "bilingual")


def pdf(place: Workplace, language: str, partner: str, leaflet: str = "water") -> Path:
    return place.root / "build" / leaflet / f"{leaflet}_{language}_a4_bilingual-{partner}.pdf"


def pdfs(place: Workplace) -> set[str]:
    return {path.name for path in (place.root / "build").rglob("*.pdf")}


def test_each_language_is_set_beside_the_partner_and_none_beside_itself(place: Workplace) -> None:
    place.begin("salt", "nl", "ar")
    answer = place.run(*BILINGUAL, "--with", "nl")
    assert answer.code == 0, answer.err
    assert pdfs(place) == {
        "water_en_a4_bilingual-nl.pdf",
        "salt_en_a4_bilingual-nl.pdf",
        "salt_ar_a4_bilingual-nl.pdf",
    }


def test_the_manifest_tells_the_editions_apart(place: Workplace) -> None:
    place.run()
    place.run(*BILINGUAL, "--with", "nl")
    outputs = place.manifest()["outputs"]
    assert set(outputs) == {f"water/{name}" for name in pdfs(place)} and len(outputs) == 3
    row = outputs["water/water_en_a4_bilingual-nl.pdf"]
    assert (row["edition"], row["language"], row["state"], row["problems"]) == ("bilingual-nl", "en", "translated", [])
    assert row["sha256"] == sha256(pdf(place, "en", "nl").read_bytes()) and row["pages"] >= 1


def test_a_second_run_leaves_everything_alone(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    place.run(*BILINGUAL, "--with", "nl")
    before = place.files()
    with monkeypatch.context() as patched:
        patched.setattr(LanguageSet, "prepared", lambda *_: pytest.fail("was set again"))
        answer = place.run(*BILINGUAL, "--with", "nl")
    assert answer.last == "Files: build/water/  (1 PDF; 1 unchanged)"
    assert place.files() == before
    assert place.run(*BILINGUAL, "--with", "nl", "--force").last == "Files: build/water/  (1 PDF)"
    assert place.files() == before


def test_what_changes_in_the_partners_words_is_made_again(place: Workplace) -> None:
    place.run()
    place.run(*BILINGUAL, "--with", "nl")
    first, office = pdf(place, "en", "nl").read_bytes(), place.pdf("water", "en").read_bytes()
    place.change(place.po("water", "nl"), 'msgstr "Why it matters"', 'msgstr "Daarom"')
    assert place.run(*BILINGUAL, "--with", "nl").last == "Files: build/water/  (1 PDF)"
    assert pdf(place, "en", "nl").read_bytes() != first
    assert place.run("build", "--lang", "en").code == 0
    assert place.pdf("water", "en").read_bytes() == office, "the English leaflet alone has no Dutch in it"


def test_what_changes_in_the_patients_words_is_made_again(place: Workplace) -> None:
    place.run(*BILINGUAL, "--with", "en")
    first = pdf(place, "nl", "en").read_bytes()
    place.change(place.po("water", "nl"), 'msgstr "Why it matters"', 'msgstr "Daarom"')
    assert place.run(*BILINGUAL, "--with", "en").last == "Files: build/water/  (1 PDF)"
    assert pdf(place, "nl", "en").read_bytes() != first


def test_a_third_language_changes_nothing_here(place: Workplace) -> None:
    place.begin("salt", "nl", "fr")
    place.run(*BILINGUAL, "--with", "nl", "--lang", "fr")
    first = pdf(place, "fr", "nl", "salt").read_bytes()
    place.begin("pepper", "nl")
    assert place.run("build", "salt", *BILINGUAL[1:], "--with", "nl", "--lang", "fr").last.endswith("1 unchanged)")
    assert pdf(place, "fr", "nl", "salt").read_bytes() == first


def test_two_partners_are_two_files(place: Workplace) -> None:
    place.begin("salt", "nl", "fr")
    for partner in ("nl", "fr"):
        assert place.run("build", "salt", *BILINGUAL[1:], "--with", partner, "--lang", "en").code == 0
    assert pdf(place, "en", "nl", "salt").read_bytes() and pdf(place, "en", "fr", "salt").read_bytes()


def test_the_partner_keeps_its_own_office_edition(place: Workplace) -> None:
    answer = place.run("build", "--edition", "office,bilingual", "--with", "nl")
    assert answer.code == 0, answer.err
    assert pdfs(place) == {"water_en_a4_office.pdf", "water_nl_a4_office.pdf", "water_en_a4_bilingual-nl.pdf"}
    assert answer.last == "Files: build/water/  (3 PDFs)"


def test_a_script_of_another_size_is_no_trouble_at_either_side(place: Workplace) -> None:
    """Arabic has a smaller number and a larger scale: beside Dutch it is not `smaller than the body`."""
    place.begin("salt", "ar", "nl")
    for language, partner in (("ar", "nl"), ("nl", "ar")):
        answer = place.run("build", "salt", *BILINGUAL[1:], "--with", partner, "--lang", language)
        assert answer.code == 0, answer.err
        assert pdf(place, language, partner, "salt").is_file()


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        (("build", "--with", "nl"), "arguments/with", "--edition bilingual"),
        (BILINGUAL, "arguments/with", "--with nl"),
        (("build", "--edition", "all", "--with", "nl"), "arguments/with", "--edition bilingual"),
        (("build", "--edition", "office", "--with", "nl"), "arguments/with", "--edition bilingual"),
        ((*BILINGUAL, "--with", "xx"), "arguments/language", "there are: en, nl"),
        ((*BILINGUAL, "--with", "NL"), "arguments/language", "there are: en, nl"),
        ((*BILINGUAL, "--with", "nl,en"), "arguments/language", "there are: en, nl"),
        ((*BILINGUAL, "--with", "nl", "--lang", "nl"), "arguments/with", "another language"),
        ((*BILINGUAL, "--with", "nl", "--lang", "fr"), "arguments/language", "there are: en, nl"),
        (("build", "--edition", "bilingua", "--with", "nl"), "arguments/edition", "bilingual"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_hint(
    place: Workplace, words: tuple[str, ...], code: str, hint: str
) -> None:
    answer = place.run(*words)
    assert answer.code == 2
    assert f"[{code}]" in answer.err and hint in answer.err.partition("hint:")[2]
    assert not (place.root / "build").exists()


@pytest.mark.parametrize(
    "words", [(*BILINGUAL, "--with"), ("check", "--with", "nl"), ("status", "--edition", "office")]
)
def test_what_the_command_does_not_know_is_refused(place: Workplace, words: tuple[str, ...]) -> None:
    assert place.run(*words).code == 2


def test_a_leaflet_without_the_partners_language_says_so(place: Workplace) -> None:
    """`water` has Dutch, `salt` has not: the one is made, the other said, and nothing is half made."""
    place.begin("salt", "fr")
    answer = place.run(*BILINGUAL, "--with", "nl")
    assert answer.code == 1
    assert "nl" in answer.err and "salt" in answer.err and "hint:" in answer.err
    assert "Traceback" not in answer.err and "internal error" not in answer.err
    assert pdfs(place) == {"water_en_a4_bilingual-nl.pdf"}


def test_a_leaflet_in_one_language_only_has_nothing_to_stand_beside(place: Workplace) -> None:
    place.begin("salt")
    answer = place.run("build", "salt", *BILINGUAL[1:], "--with", "en")
    assert "errors in the source" not in answer.out and not pdfs(place)


def test_a_partner_with_errors_stops_the_pair_and_says_why(place: Workplace) -> None:
    place.run()
    place.change(place.po("water", "nl"), 'msgstr "Why it matters"', 'msgstr ""')
    answer = place.run(*BILINGUAL, "--with", "nl")
    assert answer.code == 1 and "po/untranslated" in answer.err and "nl.po" in answer.err
    assert not pdf(place, "en", "nl").exists()
    assert place.run("build", "--lang", "en").code == 0


@pytest.mark.parametrize("design", ["trifold", "booklet"])
def test_two_languages_do_not_stand_side_by_side_on_a_narrow_panel(place: Workplace, design: str) -> None:
    answer = place.run(*BILINGUAL, "--with", "nl", "--design", design)
    assert answer.code == 1 and pdfs(place) == set()
    assert "[bilingual/design]" in answer.err and "--design a4" in answer.err
