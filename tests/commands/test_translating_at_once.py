"""Two people at once, a crash, a full disk: no PO file is lost or half written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from leaflet import lock
from leaflet.commands import translating
from leaflet.localize.catalogue import read_po
from leaflet.lock import held
from leaflet.problems import Where
from tests.workplace import TODAY, Workplace

PROGRAM = Path(__file__).parents[2] / "make_leaflet.py"
COMMAND = (sys.executable, str(PROGRAM), *TODAY, "translate", "update")


def is_whole(path: Path) -> bool:
    po, problems = read_po(path.read_bytes(), Where(path.name))
    return po is not None and not problems


def test_a_folder_that_somebody_writes_in_is_left_alone(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.0)
    monkeypatch.setattr(translating, "held", lambda folder: held(folder, patience=0.0))
    place.change(place.source("water"), "Why it matters", "Why water matters")
    before = place.po("water", "nl").read_bytes()
    with held(place.source("water").parent):
        answer = place.run("translate", "update")
    assert answer.code == 1 and "[output/locked]" in answer.err
    assert place.po("water", "nl").read_bytes() == before
    assert place.run("translate", "update").code == 0


def test_what_an_editor_saves_in_the_meantime_is_merged_and_not_written_over(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A PO editor knows no locks: the file is looked at again right before it is replaced."""
    merge, saved = translating.merge, []

    def slow(*given: Any, **more: Any) -> Any:
        found = merge(*given, **more)
        if not saved:
            saved.append(place.change(place.po("water", "nl"), 'msgstr "On hot days"', 'msgstr "Als het warm is"'))
        return found

    monkeypatch.setattr(translating, "merge", slow)
    place.change(place.source("water"), "Why it matters", "Why water matters")
    assert place.run("translate", "update").code == 0
    text = place.po("water", "nl").read_text("utf-8")
    assert 'msgstr "Als het warm is"' in text and 'msgid "Why water matters"' in text


def test_an_editor_that_saves_without_end_is_told(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    merge, times = translating.merge, []

    def slow(*given: Any, **more: Any) -> Any:
        times.append(len(times))
        with place.po("water", "nl").open("a", encoding="utf-8") as file:
            file.write(f"\n# saved {len(times)} times\n")
        return merge(*given, **more)

    monkeypatch.setattr(translating, "merge", slow)
    place.change(place.source("water"), "Why it matters", "Why water matters")
    answer = place.run("translate", "update")
    assert answer.code == 1 and "[output/locked]" in answer.err and len(times) == translating.TRIES
    assert is_whole(place.po("water", "nl")) and "Why water" not in place.po("water", "nl").read_text("utf-8")


def test_many_at_once_make_what_one_makes(place: Workplace) -> None:
    place.change(place.source("water"), "Why it matters", "Why water matters")
    running = [subprocess.Popen(COMMAND, cwd=place.root, stdout=subprocess.DEVNULL) for _ in range(4)]
    assert [one.wait(60) for one in running] == [0] * 4
    assert is_whole(place.po("water", "nl"))
    before = place.po("water", "nl").read_bytes()
    assert place.run("translate", "update").code == 0
    assert place.po("water", "nl").read_bytes() == before and b"Why water matters" in before


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_program_that_is_killed_leaves_whole_files(place: Workplace) -> None:
    for round_ in range(6):
        place.change(place.source("water"), "title: Why", f"title: Why {round_}")
        one = subprocess.Popen(COMMAND, cwd=place.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.03 + 0.06 * round_)
        one.send_signal(signal.SIGKILL)
        one.wait(60)
        assert is_whole(place.po("water", "nl")), round_
    answer = place.run("translate", "update")
    assert answer.code == 0 and "[output/locked]" not in answer.err
    assert "Why 5 4 3" in place.po("water", "nl").read_text("utf-8")


def test_a_crash_between_writing_and_renaming_leaves_the_old_file(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.change(place.source("water"), "Why it matters", "Why water matters")
    before = place.po("water", "nl").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    answer = place.run("translate", "update")
    assert answer.code == 1 and "No space left" in answer.err
    assert place.po("water", "nl").read_bytes() == before
    assert not [path for path in place.files() if path.endswith(".part")]


@pytest.mark.skipif(sys.platform == "win32", reason="no limits")
def test_a_disk_that_fills_up_leaves_the_old_file(place: Workplace) -> None:
    place.change(place.source("water"), "Why it matters", "Why water matters")
    before = place.po("water", "nl").read_bytes()
    small = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)); sys.argv[0:1] = [];"
        "from leaflet.cli import main; sys.exit(main(sys.argv))"
    )
    words = (sys.executable, "-c", small, *TODAY, "translate", "update")
    done = subprocess.run(
        words, cwd=place.root, env={**os.environ, "PYTHONPATH": str(PROGRAM.parent)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 1 and "[output/unwritable]" in done.stderr, done.stderr
    assert place.po("water", "nl").read_bytes() == before
