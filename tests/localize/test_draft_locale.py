"""The way out for a language the program does not know yet: a row that can be pasted and then works."""

from __future__ import annotations

import shutil
from pathlib import Path

from leaflet.localize.draft_locale import draft_row
from leaflet.localize.locale import read_locale

ASSETS = Path(__file__).resolve().parents[2] / "assets"


def test_a_language_that_cldr_knows_comes_with_a_row_that_works_when_pasted(tmp_path: Path) -> None:
    locale, problems = read_locale("ca", ASSETS)
    assert locale is None
    assert "autonym: català" in problems[0].hint
    for name in ("locales.yaml", "labels.yaml"):
        shutil.copy(ASSETS / name, tmp_path / name)
    text = (tmp_path / "locales.yaml").read_text("utf-8")
    pasted = text.replace("\nlanguages:\n", f"\nlanguages:\n{draft_row('ca')}\n")
    (tmp_path / "locales.yaml").write_text(pasted, "utf-8")
    locale, problems = read_locale("ca", tmp_path)
    assert problems == ()
    assert locale is not None and locale.autonym == "català" and locale.script == "Latn"


def test_a_code_that_nobody_knows_has_no_row() -> None:
    assert draft_row("qqz") == ""
    assert draft_row("not a language") == ""
