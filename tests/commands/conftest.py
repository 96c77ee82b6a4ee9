"""A folder to stand in, empty or with a leaflet in two languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workplace import Workplace


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Workplace:
    monkeypatch.chdir(tmp_path)
    return Workplace(tmp_path, capsys)


@pytest.fixture
def place(empty: Workplace) -> Workplace:
    """The leaflet `water`, in English and Dutch."""
    empty.begin("water", "nl")
    return empty
