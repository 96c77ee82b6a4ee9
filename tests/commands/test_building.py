"""`build`: what is written and what is left alone, whatever goes wrong."""

from __future__ import annotations

import errno
import io
import json
import os
from pathlib import Path

import pytest

from leaflet.language_set import LanguageSet
from leaflet.manifest import sha256
from leaflet.places import ASSETS
from tests.workplace import Workplace


def test_the_manifest_says_what_was_made(place: Workplace) -> None:
    place.run()
    row = place.manifest()["outputs"]["water/water_nl_a4_office.pdf"]
    assert row["sha256"] == sha256(place.pdf("water", "nl").read_bytes())
    assert (row["leaflet"], row["language"], row["design"], row["edition"]) == ("water", "nl", "a4", "office")
    assert (row["clinic"], row["state"], row["problems"]) == ("demo", "translated", [])
    assert row["pages"] >= 1
    assert row["size_pt"] > 0


def test_each_language_says_how_it_was_fitted(place: Workplace) -> None:
    lines = place.run().out.splitlines()
    row = place.manifest()["outputs"]["water/water_nl_a4_office.pdf"]
    (line,) = [line for line in lines if line.startswith("  nl ")]
    for fact in (f"{row['size_pt']:g} pt", f"fit {row['fit_percent']} %", "tightest: ", f"spacing {row['spacing']}"):
        assert fact in line


def test_twice_the_same_input_gives_the_same_bytes(place: Workplace) -> None:
    place.run("build", "--out", "first")
    place.run("build", "--out", "second", "--today", "2027-01-01")
    for language in ("en", "nl"):
        assert place.pdf("water", language, "first").read_bytes() == place.pdf("water", language, "second").read_bytes()
    assert (place.root / "first/manifest.json").read_bytes() == (place.root / "second/manifest.json").read_bytes()


def test_what_is_up_to_date_is_left_alone_unless_forced(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    place.run()
    before = place.files()
    with monkeypatch.context() as patched:
        patched.setattr(LanguageSet, "prepared", lambda *_: pytest.fail("was set again"))
        answer = place.run()
    assert answer.code == 0
    assert answer.last == "Files: build/water/  (2 PDFs; 2 unchanged)"
    assert place.run("--force").last == "Files: build/water/  (2 PDFs)"
    assert place.files() == before


def test_only_what_changed_is_made_again(place: Workplace) -> None:
    place.run()
    english = place.pdf("water", "en").read_bytes()
    place.change(place.po("water", "nl"), 'msgstr "Why it matters"', 'msgstr "Daarom"')
    answer = place.run()
    assert answer.last == "Files: build/water/  (2 PDFs; 1 unchanged)"
    assert place.pdf("water", "en").read_bytes() == english


def test_a_damaged_pdf_is_made_again(place: Workplace) -> None:
    place.run()
    whole = place.pdf("water", "nl").read_bytes()
    place.pdf("water", "nl").write_bytes(whole[:100])
    assert place.run().code == 0
    assert place.pdf("water", "nl").read_bytes() == whole


def test_one_language_takes_the_size_of_its_set_without_setting_the_others(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.run()
    whole = place.pdf("water", "nl").read_bytes()
    place.pdf("water", "nl").unlink()
    monkeypatch.setattr(LanguageSet, "fits", lambda _: pytest.fail("the set was fitted again"))
    assert place.run("build", "--lang", "nl").code == 0
    assert place.pdf("water", "nl").read_bytes() == whole


def test_one_language_alone_has_the_size_of_its_whole_set(place: Workplace) -> None:
    place.run("build", "--out", "all")
    place.run("build", "--out", "one", "--lang", "nl")
    assert place.pdf("water", "nl", "one").read_bytes() == place.pdf("water", "nl", "all").read_bytes()


@pytest.mark.parametrize("size", [99, -1, 0.0001, float("nan")])
def test_a_size_that_the_design_does_not_allow_is_not_believed(place: Workplace, size: float) -> None:
    place.run()
    whole = place.pdf("water", "nl").read_bytes()
    manifest = place.manifest()
    manifest["sets"]["water/a4/demo/Latn"]["size_pt"] = size
    (place.root / "build/manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    place.pdf("water", "nl").unlink()
    assert place.run().code == 0
    assert place.pdf("water", "nl").read_bytes() == whole


@pytest.mark.parametrize("content", ["", "{", "[]", '{"outputs": {"x": {}}, "sets": {}}', "[" * 5000, "\xff\0"])
def test_a_broken_manifest_is_said_and_written_anew(place: Workplace, content: str) -> None:
    place.run()
    whole = (place.root / "build/manifest.json").read_bytes()
    (place.root / "build/manifest.json").write_text(content, encoding="latin-1")
    answer = place.run()
    assert answer.code == 0
    assert "build/manifest.json: warning: cannot be read" in answer.err
    assert (place.root / "build/manifest.json").read_bytes() == whole


def test_the_manifest_keeps_other_leaflets_and_forgets_what_is_gone(place: Workplace) -> None:
    place.begin("other")
    place.run()
    place.pdf("other", "en").unlink()
    place.run("build", "water", "--lang", "nl", "--force")
    assert list(place.manifest()["outputs"]) == ["water/water_en_a4_office.pdf", "water/water_nl_a4_office.pdf"]
    assert set(place.manifest()["sets"]) == {"other/a4/demo/Latn", "water/a4/demo/Latn"}


def test_a_language_with_errors_keeps_its_earlier_pdf_and_stops_no_other(place: Workplace) -> None:
    place.run()
    before = place.pdf("water", "nl").read_bytes()
    place.change(place.po("water", "nl"), 'msgstr "Why it matters"', 'msgstr ""')
    place.change(place.po("water", "nl"), 'msgctxt "leaflet/title"', '#, fuzzy\nmsgctxt "leaflet/title"')
    place.fill("water", "nl")
    place.pdf("water", "en").unlink()
    answer = place.run()
    assert answer.code == 1
    assert "translations/water/nl.po:" in answer.err
    assert "leaflet/title: is marked fuzzy" in answer.err
    assert place.pdf("water", "nl").read_bytes() == before
    assert place.pdf("water", "en").is_file()
    assert answer.last == "Files: build/water/  (1 PDF; 1 not made: earlier files are as they were)"
    assert "water/water_nl_a4_office.pdf" in place.manifest()["outputs"]


def test_untranslated_texts_are_said_each_with_its_line(place: Workplace) -> None:
    place.run("translate", "add", "fr")
    answer = place.run()
    assert answer.code == 1
    lines = place.po("water", "fr").read_text("utf-8").splitlines()
    line = 1 + next(at for at, text in enumerate(lines) if text == 'msgid "Why it matters"')
    assert f"translations/water/fr.po:{line}: error: fr: why/title: is not translated [po/untranslated]" in answer.err


def test_nothing_is_made_of_a_source_with_errors(place: Workplace) -> None:
    place.change(place.source("water"), "id: how", "id: why")
    answer = place.run()
    assert answer.code == 1
    assert "[source/duplicate-id]" in answer.err
    assert not (place.root / "build").exists()
    assert answer.last.startswith("No PDF was made")


def test_a_file_in_place_of_the_output_folder_is_a_problem(place: Workplace) -> None:
    (place.root / "taken").write_text("mine")
    answer = place.run("build", "--out", "taken", "--lang", "en")
    assert answer.code == 1
    assert "taken/water/water_en_a4_office.pdf: error: cannot be written" in answer.err
    assert "[output/unwritable]" in answer.err
    assert (place.root / "taken").read_text() == "mine"


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_output_folder_is_a_problem(place: Workplace) -> None:
    (place.root / "build").mkdir(mode=0o500)
    answer = place.run()
    assert answer.code == 1
    assert "[output/unwritable]" in answer.err


def test_a_full_disk_leaves_the_earlier_files_whole(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    place.run()
    before = place.files()

    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    answer = place.run("--force")
    assert answer.code == 1
    assert "cannot be written: No space left on device" in answer.err
    assert place.files() == before


def test_a_passed_review_date_is_said_and_stops_nothing(place: Workplace) -> None:
    place.change(place.source("water"), "review_by: 2028-11-01", "review_by: 2026-11-21")
    answer = place.run()
    assert answer.code == 0
    line = 1 + place.source("water").read_text("utf-8").splitlines().index(
        next(row for row in place.source("water").read_text("utf-8").splitlines() if row.startswith("review_by"))
    )
    assert f"leaflet.yaml:{line}: warning: was to be reviewed by 2026-11-21" in answer.err
    assert "[source/expired]" in answer.err
    assert "expired" not in place.run("build", "--today", "2026-11-21").err


def test_warnings_are_said_at_every_build(place: Workplace) -> None:
    extra = '\nmsgctxt "gone/title"\nmsgid "Gone"\nmsgstr "Weg"\n'
    place.po("water", "nl").write_text(place.po("water", "nl").read_text("utf-8") + extra, encoding="utf-8")
    for answer in (place.run(), place.run()):
        assert answer.code == 0
        assert answer.err.count("[po/orphan]") == 1
    assert place.manifest()["outputs"]["water/water_nl_a4_office.pdf"]["problems"] == ["po/orphan"]


def test_designs_and_clinics_of_the_project_are_used(place: Workplace) -> None:
    for kind, old, new in (("designs", "design: a4", "design: mine"), ("clinics", "clinic: demo", "clinic: here")):
        name = new.partition(": ")[2]
        path = place.root / "assets" / kind / f"{name}.yaml"
        path.parent.mkdir(parents=True)
        text = (ASSETS / kind / f"{old.partition(': ')[2]}.yaml").read_text("utf-8")
        path.write_text(text.replace(old, new), encoding="utf-8")
    logo = ASSETS / "clinics/demo-logo.svg"
    (place.root / "assets/clinics/demo-logo.svg").write_bytes(logo.read_bytes())
    place.po("water", "nl").write_text("broken", encoding="utf-8")
    answer = place.run("build", "--design", "a4,mine", "--clinic", "here")
    assert answer.err.count("nl.po:1: error:") == 1, "a problem of the words is said once for both designs"
    assert (place.root / "build/water/water_en_mine_office.pdf").is_file()
    assert place.manifest()["outputs"]["water/water_en_mine_office.pdf"]["clinic"] == "here"


def test_pictures_of_the_project_are_found_and_missing_ones_said(place: Workplace) -> None:
    place.change(
        place.source("water"),
        "    title: On hot days\n",
        "    title: On hot days\n    figure: {image: sun.svg, alt: Sun}\n",
    )
    answer = place.run("build", "--lang", "en")
    assert answer.code == 1
    assert "hot-days: there is no picture 'sun.svg' [source/image-missing]" in answer.err
    picture = place.root / "assets/images/water/sun.svg"
    picture.parent.mkdir(parents=True)
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="5" cy="5" r="3"/></svg>')
    assert place.run("build", "--lang", "en").code == 0
    before = place.pdf("water", "en").read_bytes()
    place.change(picture, 'r="3"', 'r="4"')
    place.run("build", "--lang", "en")
    assert place.pdf("water", "en").read_bytes() != before, "a changed picture is a changed input"


def test_processes_of_their_own_make_the_same_files(place: Workplace) -> None:
    place.begin("other")
    place.po("water", "nl").write_text("broken", encoding="utf-8")
    one = place.run("build", "--out", "one")
    two = place.run("build", "--out", "two", "--jobs", "2")
    assert (two.code, two.err) == (one.code, one.err)
    assert two.out.replace("two", "one") == one.out
    files = {path: data for path, data in place.files().items() if path.startswith("one/")}
    assert len(files) == 3
    assert files == {path.replace("two", "one", 1): data for path, data in place.files().items() if path[:4] == "two/"}


def test_one_leaflet_in_several_processes_is_said_to_make_no_difference(place: Workplace) -> None:
    answer = place.run("build", "--jobs", "2")
    assert answer.code == 0
    assert "one leaflet is made in one process" in answer.out


def test_a_bar_on_a_terminal_leaves_the_log_as_it_is(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    plain = place.run("build", "--out", "one").out
    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    assert place.run("build", "--out", "two").out.replace("two", "one") == plain
    assert screen.getvalue()


def test_an_editors_lock_file_is_no_language(place: Workplace) -> None:
    (place.root / "translations/water/.#nl.po").symlink_to("nobody@nowhere")
    assert place.run().code == 0
