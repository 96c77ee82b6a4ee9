"""The command line: what it accepts, its exit codes, and that it never shows a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from leaflet.cli import main
from leaflet.language_set import LanguageSet
from tests.workplace import Workplace

PROGRAM = Path(__file__).parents[1] / "make_leaflet.py"


def program(*words: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """The program as a user runs it, in a process of its own."""
    return subprocess.run(
        [sys.executable, str(PROGRAM), *words],
        cwd=folder,
        env={**os.environ, **more},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_without_arguments_everything_is_built(place: Workplace) -> None:
    said_code = main([])
    out, _ = place.capsys.readouterr()
    assert said_code == 0
    assert place.pdf("water", "en").read_bytes().startswith(b"%PDF-")
    assert place.pdf("water", "nl").read_bytes().startswith(b"%PDF-")
    assert out.splitlines()[-1] == "Files: build/water/  (2 PDFs)"


def test_options_alone_belong_to_build(place: Workplace) -> None:
    assert place.run("--lang", "nl").code == 0
    assert place.pdf("water", "nl").is_file()
    assert not place.pdf("water", "en").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("sign", "water", "nl"), "--by"),
        (("serve",), "invalid choice: 'serve'"),
        (("translate",), "action"),
        (("build", "--jobs", "0"), "'0' is not a number"),
        (("build", "--lang", ","), "name at least one"),
        (("build", "--today", "soon"), "'soon' is not a date"),
        (("build", "--formce"), "--formce"),
        (("build", "wather"), "did you mean 'water'?"),
        (("build", "../water"), "there is no leaflet '../water'"),
        (("build", "--lang", "xx"), "there are: en, nl"),
        (("build", "--design", "a5"), "there is no design 'a5'"),
        (("build", "--design", "../a4"), "there is no design '../a4'"),
        (("build", "--clinic", "elsewhere"), "there are: demo"),
        (("build", "--edition", "poster"), "bilingual, grey, html, large-print, office, press, text"),
        (("check", "--lang", "xx"), "there are: en, nl"),
        (("status", "--format", "xml"), "invalid choice: 'xml'"),
        (("build", "--project", "nowhere"), "there is no folder 'nowhere'"),
    ],
)
def test_wrong_arguments_are_said_and_nothing_is_made(place: Workplace, words: tuple[str, ...], said: str) -> None:
    before = place.files()
    answer = place.run(*words)
    assert answer.code == 2
    assert said in answer.err
    assert place.files() == before


def test_help_is_no_mistake_and_lists_what_there_is(empty: Workplace) -> None:
    assert main(["--help"]) == 0
    out, _ = empty.capsys.readouterr()
    for command in ("build", "check", "status", "new", "translate", "sign"):
        assert command in out
    assert "--today" not in out


def test_all_editions_are_those_there_are(place: Workplace) -> None:
    assert place.run("build", "--edition", "all").code == 0
    assert place.pdf("water", "en").is_file()


def test_a_folder_without_leaflets_says_how_to_begin(empty: Workplace) -> None:
    answer = empty.run()
    assert answer.code == 3
    assert "new NAME" in answer.err
    assert empty.files() == {}


def test_a_source_that_cannot_be_read_stops_only_its_own_leaflet(place: Workplace) -> None:
    place.begin("other")
    place.source("other").write_text("leaflet: [other\n", encoding="utf-8")
    answer = place.run()
    assert answer.code == 3
    assert "translations/other/leaflet.yaml:1: error:" in answer.err
    assert place.pdf("water", "en").is_file()
    assert "1 leaflet with errors in the source" in answer.last


def test_an_interrupted_build_says_so_and_keeps_what_is_finished(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = LanguageSet.finished

    def finished(self: LanguageSet, language: str, *rest: object) -> object:
        if language == "nl":
            raise KeyboardInterrupt
        return real(self, language, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(LanguageSet, "finished", finished)
    answer = place.run()
    assert answer.code == 130
    assert answer.err.startswith("interrupted")
    assert list(place.manifest()["outputs"]) == ["water/water_en_a4_office.pdf"]
    assert place.pdf("water", "en").is_file()


def test_a_mistake_of_the_program_is_one_line_and_a_request(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> object:
        raise ZeroDivisionError("no\nsuch thing")

    monkeypatch.setattr(LanguageSet, "finished", broken)
    answer = place.run()
    assert answer.code == 1
    assert "internal error: ZeroDivisionError: no such thing [program/bug]" in answer.err
    assert "leaflet/commands/building.py:" in answer.err
    assert "Traceback" not in answer.err
    with pytest.raises(ZeroDivisionError):
        place.run("build", "--debug")


def test_a_new_leaflet_is_built_by_the_program_itself(tmp_path: Path) -> None:
    made = program("new", "hello", folder=tmp_path)
    assert (made.returncode, made.stderr) == (0, "")
    built = program(folder=tmp_path, PYTHONIOENCODING="ascii")
    assert (built.returncode, built.stderr) == (0, "")
    assert built.stdout.endswith("Files: build/hello/  (1 PDF)\n")
    assert (tmp_path / "build/hello/hello_en_a4_office.pdf").read_bytes().startswith(b"%PDF-")


def test_a_reader_who_goes_away_is_no_news(place: Workplace) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ended = subprocess.run(
            [sys.executable, str(PROGRAM), "status"],
            cwd=place.root,
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)
    assert ended.stderr == b""


def test_the_project_may_be_elsewhere(place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    answer = place.run("--project", "..", "--lang", "en")
    assert answer.code == 0
    assert answer.last == "Files: ../build/water/  (1 PDF)"
    answer = place.run("build", "--project", "..", "--out", "here", "--lang", "en")
    assert answer.last == "Files: here/water/  (1 PDF)"
    assert (elsewhere / "here/water/water_en_a4_office.pdf").is_file()
