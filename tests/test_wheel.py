"""The wheel carries everything: unpacked far from the checkout, it makes a leaflet in an empty folder."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.skipif(importlib.util.find_spec("hatchling") is None, reason="hatchling builds the wheel; not installed")
def test_installed_it_works_in_an_empty_folder(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    made = subprocess.run(build, cwd=ROOT, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    (wheel,) = tmp_path.glob("leaflet-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
        packed.extractall(tmp_path / "installed")
    assert "leaflet/assets/fonts/noto-sans/OFL.txt" in names
    assert any(name.endswith("licenses/assets/fonts/noto-sans/OFL.txt") for name in names)
    empty = tmp_path / "empty"
    empty.mkdir()
    entry = "import sys; from leaflet.cli import main; sys.exit(main())"
    for words in (["new", "hello"], []):
        environment = {**os.environ, "PYTHONPATH": str(tmp_path / "installed")}
        done = subprocess.run(
            [sys.executable, "-c", entry, *words], cwd=empty, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
    assert (empty / "build" / "hello" / "hello_en_a4_office.pdf").read_bytes().startswith(b"%PDF-1.7")
