"""Runs of one script (UAX #24)."""

from __future__ import annotations

import re
from pathlib import Path

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


@pytest.mark.parametrize(
    ("text", "script"),
    [
        *(("မြန်မာ", "Mymr"), ("ລາວ", "Laoo"), ("සිංහල", "Sinh"), ("മലയാളം", "Mlym"), ("తెలుగు", "Telu")),
        *(("ಕನ್ನಡ", "Knda"), ("ગુજરાતી", "Gujr"), ("ଓଡ଼ିଆ", "Orya"), ("བོད", "Tibt"), ("ᠮᠣᠩ", "Mong")),
        *(("ܣܘܪܝܝܐ", "Syrc"), ("ދިވެހި", "Thaa"), ("ߒߞߏ", "Nkoo"), ("ᏣᎳᎩ", "Cher"), ("ⵜⵉⴼⵉ", "Tfng"), ("𞤆𞤵𞤤", "Adlm")),
    ],
)
def test_scripts_that_no_language_of_ours_is_written_in_are_known(text: str, script: str) -> None:
    """A language more needs no code, and no table."""
    assert script_runs(text, script) == [(0, len(text), script)]
    assert script_runs(f"{text} ml", script)[-1][2] == "Latn"


def test_the_table_is_unicode_s_own() -> None:
    """Each character that Unicode gives a script has it here, by the file of Debian's unicode-data (UCD 15.0)."""
    folder = Path("/usr/share/unicode")
    if (
        not (folder / "Scripts.txt").is_file()
        or "15.0.0" not in (folder / "Scripts.txt").open(encoding="utf-8").readline()
    ):
        pytest.skip("Debian: apt-get install unicode-data, of Unicode 15.0")
    names = dict(
        re.findall(r"^sc ; (\w+) +; (\w+)", (folder / "PropertyValueAliases.txt").read_text("utf-8"), re.MULTILINE)
    )
    codes = {name: code for code, name in names.items()} | {"Common": "", "Inherited": ""}
    rows = re.findall(
        r"^([0-9A-F]+)(?:\.\.([0-9A-F]+))? +; (\w+)", (folder / "Scripts.txt").read_text("utf-8"), re.MULTILINE
    )
    assert len(rows) > 2000
    for first, last, name in rows:
        ends = {int(first, 16), int(last or first, 16)} - set(range(0xD800, 0xE000))
        assert {script_of(chr(end)) for end in ends} == {codes[name]}, first
