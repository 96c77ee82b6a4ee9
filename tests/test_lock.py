"""One program at a time: whoever comes second waits, then is told."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from leaflet import lock
from leaflet.lock import held

ROOT = Path(__file__).parents[1]
WAYS = [pytest.param("_by_system", marks=pytest.mark.skipif(sys.platform == "win32", reason="no flock")), "_by_file"]


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of taking it, wherever the test runs."""
    for name in ("_by_system", "_by_file"):
        monkeypatch.setattr(lock, name, getattr(lock, request.param))
    return str(request.param)


def test_the_second_is_told_and_the_third_finds_it_free(tmp_path: Path, way: str) -> None:
    with held(tmp_path) as first:
        assert first == ()
        with held(tmp_path, patience=0.0) as (problem,):
            assert problem.code == "output/locked" and problem.hint
            assert (lock.FILE in problem.hint) == (way == "_by_file")
    with held(tmp_path, patience=0.0) as third:
        assert third == ()
    assert os.listdir(tmp_path) == []


def test_it_ends_with_the_block_however_that_ends(tmp_path: Path, way: str) -> None:
    with pytest.raises(ZeroDivisionError), held(tmp_path):
        raise ZeroDivisionError
    with held(tmp_path, patience=0.0) as problems:
        assert problems == ()


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path, way: str) -> None:
    with held(tmp_path / "none", patience=0.0) as (problem,):
        assert problem.code == "output/unwritable"


def test_who_waits_gets_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ExitStack() as first:
        first.enter_context(held(tmp_path))
        monkeypatch.setattr(lock.time, "sleep", lambda _: first.close())
        with held(tmp_path) as problems:
            assert problems == ()


@pytest.mark.skipif(sys.platform == "win32", reason="there a file is left behind")
def test_a_process_that_dies_leaves_nothing_behind(tmp_path: Path) -> None:
    program = f"import os; from pathlib import Path; from leaflet.lock import held; held(Path({str(tmp_path)!r}))"
    subprocess.run([sys.executable, "-c", f"{program}.__enter__(); os.abort()"], cwd=ROOT, check=False)
    with held(tmp_path, patience=0.0) as problems:
        assert problems == ()
    assert os.listdir(tmp_path) == []
