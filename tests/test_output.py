"""Files are whole or as they were."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from leaflet.output import shown, write_file


def test_folders_are_made_and_an_earlier_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a/b/c.pdf"
    assert write_file(path, b"one") == ()
    assert write_file(path, b"two") == ()
    assert path.read_bytes() == b"two"
    assert os.listdir(path.parent) == ["c.pdf"]


def test_an_interrupt_while_writing_leaves_nothing_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c.pdf"
    write_file(path, b"one")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_file(path, b"two")
    assert os.listdir(tmp_path) == ["c.pdf"]
    assert path.read_bytes() == b"one"


def test_a_folder_under_the_files_name_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "c.pdf").mkdir()
    (problem,) = write_file(tmp_path / "c.pdf", b"one")
    assert problem.code == "output/unwritable"
    assert problem.where.file == "c.pdf"
    assert os.listdir(tmp_path) == ["c.pdf"]


def test_paths_are_shown_from_where_the_user_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert shown(Path("build/x.pdf")) == "build/x.pdf"
    assert shown(tmp_path / "there") == "../there"
