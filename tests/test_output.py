"""Files are whole or as they were."""

from __future__ import annotations

import os
import subprocess
import sys
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


def test_what_people_wrote_keeps_its_rights_and_its_place(tmp_path: Path) -> None:
    path, link = tmp_path / "fr.po", tmp_path / "link.po"
    path.write_bytes(b"one")
    path.chmod(0o664)
    link.symlink_to(path)
    assert write_file(link, b"two", careful=True) == ()
    assert link.is_symlink() and path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o664
    assert sorted(os.listdir(tmp_path)) == ["fr.po", "link.po"]


@pytest.mark.parametrize("careful", [True, False])
def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path, careful: bool) -> None:
    """The system refuses the second half of the file (RLIMIT_FSIZE), in a process of its own."""
    path = tmp_path / "fr.po"
    path.write_bytes(b"old")
    program = (
        "import resource, signal, sys; from pathlib import Path; from leaflet.output import write_file;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096));"
        f"print(write_file(Path({str(path)!r}), b'x' * 9000, careful={careful})[0].code)"
    )
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=False, env={**os.environ}
    )
    assert done.stdout.strip() == "output/unwritable", done.stderr
    assert path.read_bytes() == b"old" and os.listdir(tmp_path) == ["fr.po"]
