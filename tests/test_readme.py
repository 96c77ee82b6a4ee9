"""README keeps its word: every command in it is run here, or is what runs the tests."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines() if line and not line.startswith("#")]
PYTHON = ".venv/bin/python "
MAKES = [command.removeprefix(PYTHON) for command in COMMANDS[2:]]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the commands work on."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("leaflet", "translations", "assets"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "make_leaflet.py", folder)
    return folder


def test_the_first_two_commands_set_up_build_and_test() -> None:
    assert BLOCKS[0].count("\n") == 2, "the first block holds the two commands and nothing else"
    setup, test = COMMANDS[:2]
    assert "-m venv .venv" in setup and "-e '.[test]'" in setup and setup.endswith(f"{PYTHON}make_leaflet.py")
    assert test == f"{PYTHON}-m pytest"


def test_ci_runs_just_these_two() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "README.md" in script and "make_leaflet.py" not in script and "-m pytest" not in script


@pytest.mark.parametrize("command", MAKES)
def test_every_other_command_works(command: str, checkout: Path) -> None:
    words = shlex.split(command)
    assert words[0] == "make_leaflet.py", "README shows commands of the program only"
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run([sys.executable, *words], cwd=checkout, env=environment, capture_output=True, text=True)
    started = "hi" in words or (checkout / "translations" / "low-back-pain" / "hi.po").exists()
    assert "Traceback" not in done.stderr
    if words[1] == "check" and started:  # the Hindi that was just begun is not translated yet, and is said so
        assert done.returncode == 1 and "hi: " in done.stderr
        (checkout / "translations" / "low-back-pain" / "hi.po").unlink()
    else:
        assert done.returncode == 0, done.stderr


def test_every_file_it_names_is_there() -> None:
    named = re.findall(r"`((?:assets|tests|leaflet|translations)/[^`<>*]+)`", README) + re.findall(
        r"\]\((assets/[^)]+)\)", README
    )
    missing = [name for name in named if name != "assets/clinics/yours.yaml" and not (ROOT / name).exists()]
    assert named and not missing
