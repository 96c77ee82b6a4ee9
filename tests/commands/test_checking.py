"""`check`: finds what a build would, reads the bytes back, and writes nothing."""

from __future__ import annotations

import pytest

from leaflet.commands import checking
from leaflet.problems import Problem, Where, error
from tests.workplace import Workplace


@pytest.fixture
def place(place: Workplace) -> Workplace:
    """The leaflet `water` with a translation that is one."""
    place.say_in_dutch("water")
    return place


def test_a_sound_leaflet_has_no_problems_and_nothing_is_written(place: Workplace) -> None:
    before = place.files()
    answer = place.run("check")
    assert (answer.code, answer.err) == (0, "")
    assert answer.last == "Checked 1 leaflet in 2 languages: no problems; nothing was written"
    assert place.files() == before


def test_all_problems_of_source_and_translations_come_in_one_go(place: Workplace) -> None:
    place.change(place.source("water"), "id: how", "id: why")
    place.po("water", "nl").write_text("broken", encoding="utf-8")
    answer = place.run("check")
    assert answer.code == 1
    assert "[source/duplicate-id]" in answer.err
    assert "translations/water/nl.po:1: error:" in answer.err
    assert "2 errors" in answer.last or "3 errors" in answer.last


def test_only_the_languages_asked_for_are_told(place: Workplace) -> None:
    place.po("water", "nl").write_text("broken", encoding="utf-8")
    answer = place.run("check", "--lang", "en")
    assert (answer.code, answer.err) == (0, "")
    assert place.run("check").code == 1


def test_the_finished_bytes_are_read_back(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def found(pdf: bytes, expected: checking.Expected) -> tuple[Problem, ...]:
        seen.append((pdf[:5], expected.language, bool(expected.pages)))
        return (error("output/font", "no font", Where("x.pdf")),)

    monkeypatch.setattr(checking, "check_output", found)
    answer = place.run("check")
    assert answer.code == 1
    assert "[output/font]" in answer.err
    assert seen == [(b"%PDF-", "en", True), (b"%PDF-", "nl", True)]


def test_a_font_that_is_not_the_bundled_one_is_told(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "verify_fonts", lambda _: (error("font/checksum", "not the file", Where("f.ttf")),))
    answer = place.run("check")
    assert answer.code == 1
    assert "f.ttf: error: not the file [font/checksum]" in answer.err


def test_a_source_that_cannot_be_read_gives_3(place: Workplace) -> None:
    place.source("water").write_bytes(b"title: caf\xe9\n")
    answer = place.run("check")
    assert answer.code == 3
    assert "leaflet.yaml:1: error:" in answer.err
