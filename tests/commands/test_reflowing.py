"""`build --edition html`: which files there are, when they are made again, and the list of languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflet.language_set import LanguageSet
from leaflet.manifest import sha256
from tests.workplace import Workplace

WEB = ("build", "--edition", "html")


def page(place: Workplace, language: str, out: str = "build") -> Path:
    return place.root / out / "water" / f"water_{language}.html"


def index(place: Workplace, out: str = "build") -> Path:
    return place.root / out / "water" / "index.html"


def test_each_language_has_a_page_and_the_manifest_knows_it(place: Workplace) -> None:
    answer = place.run(*WEB)
    assert (answer.code, answer.err) == (0, "")
    assert answer.last == "Files: build/water/  (2 files)"
    rows = place.manifest()["outputs"]
    assert set(rows) == {"water/water_en.html", "water/water_nl.html"}
    row = rows["water/water_nl.html"]
    assert row["sha256"] == sha256(page(place, "nl").read_bytes())
    assert (row["design"], row["edition"], row["pages"], row["size_pt"]) == ("", "html", 0, 0)
    assert {path.name for path in (place.root / "build/water").iterdir()} == {
        "water_en.html",
        "water_nl.html",
        "index.html",
    }


def test_nothing_is_laid_out_for_them(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LanguageSet, "fits", lambda *_: pytest.fail("was fitted"))
    assert place.run(*WEB).code == 0


def test_what_is_up_to_date_is_left_alone_unless_forced(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    place.run(*WEB)
    before = place.files()
    with monkeypatch.context() as patched:
        patched.setattr(LanguageSet, "prepared", lambda *_: pytest.fail("was written again"))
        answer = place.run(*WEB)
    assert answer.last == "Files: build/water/  (2 files; 2 unchanged)"
    assert answer.out.count("(unchanged)") == 2
    assert place.run(*WEB, "--force").last == "Files: build/water/  (2 files)"
    assert place.files() == before


@pytest.mark.parametrize("name", ["water_nl.html", "index.html"])
def test_a_file_that_is_gone_is_made_again(place: Workplace, name: str) -> None:
    place.run(*WEB)
    before = place.files()
    (place.root / "build/water" / name).unlink()
    assert place.run(*WEB).code == 0
    assert place.files() == before


def test_twice_the_same_input_gives_the_same_bytes(place: Workplace) -> None:
    place.run(*WEB, "--out", "first")
    place.run(*WEB, "--out", "second", "--today", "2027-01-01")
    files = place.files()
    first = {path: data for path, data in files.items() if path.startswith("first/")}
    assert len(first) == 4
    assert first == {path.replace("second", "first"): data for path, data in files.items() if path[:6] == "second"}


def test_a_changed_text_changes_its_page_and_a_changed_title_the_list(place: Workplace) -> None:
    place.run(*WEB)
    english, listed = page(place, "en").read_bytes(), index(place).read_bytes()
    place.change(place.po("water", "nl"), 'msgstr "Why it matters"', 'msgstr "Daarom"')
    place.run(*WEB)
    assert "Daarom" in page(place, "nl").read_text("utf-8")
    assert (page(place, "en").read_bytes(), index(place).read_bytes()) == (english, listed)
    place.change(place.po("water", "nl"), 'msgstr "Drink enough water"', 'msgstr "Drink genoeg water"')
    place.run(*WEB)
    assert "Drink genoeg water" in index(place).read_text("utf-8")


def test_a_language_that_cannot_be_printed_is_offered_nowhere(place: Workplace) -> None:
    place.run("translate", "add", "fr")
    answer = place.run(*WEB)
    assert answer.code == 1 and "[po/untranslated]" in answer.err
    assert answer.last == "Files: build/water/  (2 files; 1 not made: earlier files are as they were)"
    for file in (page(place, "en"), page(place, "nl"), index(place)):
        assert "water_fr.html" not in file.read_text("utf-8")


def test_the_list_has_the_pages_that_are_there(place: Workplace) -> None:
    place.run(*WEB, "--lang", "nl")
    assert "water_nl.html" in index(place).read_text("utf-8")
    assert "water_en.html" not in index(place).read_text("utf-8")
    place.run(*WEB)
    assert "water_en.html" in index(place).read_text("utf-8")


def test_several_designs_make_one_page_and_each_its_pdf(place: Workplace) -> None:
    answer = place.run("build", "--design", "a4,trifold", "--edition", "office,html", "--lang", "en")
    assert answer.code == 0
    assert answer.last == "Files: build/water/  (3 files)"
    assert answer.out.count("water_en.html") == 1


def test_all_editions_have_the_page_among_them(place: Workplace) -> None:
    place.run("build", "--edition", "all", "--lang", "en")
    assert page(place, "en").is_file()


def test_an_unknown_edition_is_told_which_there_are(place: Workplace) -> None:
    answer = place.run("build", "--edition", "htm")
    assert answer.code == 2 and "html" in answer.err


def test_a_full_disk_leaves_the_earlier_files_whole(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    place.run(*WEB)
    before = place.files()

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    answer = place.run(*WEB, "--force")
    assert answer.code == 1 and "No space left" in answer.err
    monkeypatch.undo()
    assert place.files() == before


def test_processes_of_their_own_make_the_same_pages(place: Workplace) -> None:
    place.begin("other")
    one, two = place.run(*WEB, "--out", "one"), place.run(*WEB, "--out", "two", "--jobs", "2")
    assert one.out.replace("one", "two") == two.out
    assert page(place, "nl", "one").read_bytes() == page(place, "nl", "two").read_bytes()


def test_check_looks_at_the_words_of_a_page(place: Workplace) -> None:
    place.run("translate", "add", "fr")
    answer = place.run("check", "--edition", "html")
    assert answer.code == 1 and "[po/untranslated]" in answer.err
    assert not (place.root / "build").exists()
