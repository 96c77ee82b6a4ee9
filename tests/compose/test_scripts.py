"""Runs of one script (UAX #24)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.compose.scripts import script_of, script_runs


@given(text=st.text(), default=st.sampled_from(["Latn", "Arab", "Cyrl"]))
def test_runs_cover_the_text_in_order(text: str, default: str) -> None:
    runs = script_runs(text, default)
    assert [at for start, end, _ in runs for at in range(start, end)] == list(range(len(text)))
    assert all(script for _, _, script in runs)


@pytest.mark.parametrize(
    ("char", "script"), [("a", "Latn"), ("Ж", "Cyrl"), ("Ω", "Grek"), ("ب", "Arab"), ("א", "Hebr"), ("ก", "Thai")]
)
def test_letters_have_their_script(char: str, script: str) -> None:
    assert script_of(char) == script


def test_what_scripts_share_joins_the_run_before_it() -> None:
    assert script_runs("МРТ, 85 % of X", "Cyrl") == [(0, 10, "Cyrl"), (10, 14, "Latn")]
    assert script_runs("12 %", "Grek") == [(0, 4, "Grek")]
