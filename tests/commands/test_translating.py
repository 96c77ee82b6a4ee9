"""`translate add` and `update`: translators' files are made, brought up to date, and never lost."""

from __future__ import annotations

import pytest

from tests.workplace import Workplace


def test_a_new_translation_has_every_text_and_the_products_own_words(empty: Workplace) -> None:
    empty.run("new", "water")
    answer = empty.run("translate", "add", "fr")
    assert answer.code == 0
    text = empty.po("water", "fr").read_text("utf-8")
    assert '"Language: fr\\n"' in text
    assert '"PO-Revision-Date: 2026-11-22 00:00+0000\\n"' in text
    assert 'msgctxt "why/title"\nmsgid "Why it matters"\nmsgstr ""' in text
    assert 'msgid "Page {page} of {pages}"\nmsgstr "Page {page} sur {pages}"' in text
    assert "French translation" in text
    assert (empty.root / "translations/water/leaflet.pot").is_file()


def test_a_leaflets_own_label_is_left_for_the_translator(empty: Workplace) -> None:
    empty.run("new", "water")
    empty.change(empty.source("water"), "designs: [a4]\n", "designs: [a4]\nlabels:\n  draft: Not signed\n")
    empty.run("translate", "add", "fr")
    assert 'msgid "Not signed"\nmsgstr ""' in empty.po("water", "fr").read_text("utf-8")


def test_a_language_without_words_of_the_product_begins_empty(empty: Workplace) -> None:
    empty.run("new", "water")
    assert empty.run("translate", "add", "ja").code == 0
    assert 'msgid "Page {page} of {pages}"\nmsgstr ""' in empty.po("water", "ja").read_text("utf-8")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "there is such a file already"),
        ("en", "is the language of the source itself"),
        ("tlh", "add '  tlh:' under 'languages:'"),
        ("../x", "no row '../x'"),
    ],
)
def test_a_language_that_cannot_be_added_changes_nothing(place: Workplace, language: str, said: str) -> None:
    before = place.files()
    answer = place.run("translate", "add", language)
    assert answer.code == 2
    assert said in answer.err
    assert place.files() == before


def test_only_leaflets_without_the_language_get_it(place: Workplace) -> None:
    place.run("new", "other")
    before = place.po("water", "nl").read_bytes()
    assert place.run("translate", "add", "nl").code == 0
    assert place.po("other", "nl").is_file()
    assert place.po("water", "nl").read_bytes() == before


def test_update_without_a_change_leaves_every_byte(place: Workplace) -> None:
    before = place.files()
    answer = place.run("translate", "update")
    assert answer.code == 0
    assert "translations/water/nl.po: unchanged" in answer.out
    assert place.files() == before


def test_update_fills_in_words_of_the_product_that_are_new(place: Workplace) -> None:
    before = place.po("water", "nl").read_bytes()
    text = before.decode().replace("\n", "\r\n")
    entry = next(part for part in text.split("\r\n\r\n") if 'msgctxt "label/draft"' in part)
    place.po("water", "nl").write_bytes(text.replace(entry + "\r\n\r\n", "").replace(entry, "").encode())
    assert "1 new, 0 changed, 0 obsolete" in place.run("translate", "update").out
    assert place.po("water", "nl").read_bytes().replace(b"\r\n", b"\n") == before
    assert b"\r\n" in place.po("water", "nl").read_bytes()


def test_update_says_what_changed_and_keeps_what_was_written(place: Workplace) -> None:
    place.change(place.po("water", "nl"), 'msgstr "Why it matters"', 'msgstr "Daarom"')
    place.change(place.po("water", "nl"), 'msgstr "On hot days"', 'msgstr "Hitte"')
    place.change(place.source("water"), "Why it matters", "Why water matters")
    place.change(place.source("water"), "      - Your mouth is dry.\n", "")
    place.change(place.source("water"), "id: hot-days", "id: heat")
    answer = place.run("translate", "update", "water")
    assert answer.code == 0
    # list items are numbered: the one after the item that went takes its place
    assert "translations/water/nl.po: 2 new, 2 changed, 3 obsolete" in answer.out
    text = place.po("water", "nl").read_text("utf-8")
    assert (
        '#, fuzzy\n#| msgid "Why it matters"\nmsgctxt "why/title"\nmsgid "Why water matters"\nmsgstr "Daarom"' in text
    )
    assert '#~ msgstr "Hitte"' in text
    assert "PO-Revision-Date: 2026-11-22" in text
    assert "Why water matters" in (place.root / "translations/water/leaflet.pot").read_text("utf-8")
    assert "unchanged" in place.run("translate", "update").out


def test_update_leaves_a_broken_file_alone_and_goes_on(place: Workplace) -> None:
    place.run("translate", "add", "fr")
    place.po("water", "fr").write_bytes(b"broken \xff")
    place.change(place.source("water"), "Why it matters", "Why water matters")
    answer = place.run("translate", "update")
    assert answer.code == 1
    assert "translations/water/fr.po:1: error:" in answer.err
    assert place.po("water", "fr").read_bytes() == b"broken \xff"
    assert "Why water matters" in place.po("water", "nl").read_text("utf-8")


def test_a_source_with_errors_changes_no_translation(place: Workplace) -> None:
    place.change(place.source("water"), "id: how", "id: why")
    before = place.files()
    assert place.run("translate", "update").code == 1
    assert place.files() == before


def test_a_translation_goes_from_added_to_printed(place: Workplace) -> None:
    place.run("translate", "add", "de")
    assert place.run("build", "--lang", "de").code == 1
    place.fill("water", "de")
    assert place.run("build", "--lang", "de").code == 0
    assert place.pdf("water", "de").is_file()
