"""The looks of the page: every pair of colours can be told apart, light and dark."""

from __future__ import annotations

import pytest

from leaflet.localize.locale import read_locale
from leaflet.paint.colour import contrast, read_palette
from leaflet.reflow.html_style import colours, style_sheet
from tests.conftest import ROOT

PALETTE = read_palette(ROOT / "assets")[0]
BODY, ANY, SHAPE = 7.0, 4.5, 3.0  # WCAG 2.2 SC 1.4.6, 1.4.3 and 1.4.11
PAIRS = [
    *(("text", behind, BODY) for behind in ("page", "panel", "safety")),
    *(("heading", behind, ANY) for behind in ("page", "panel", "safety")),
    *(("link", behind, ANY) for behind in ("page", "panel", "safety")),
    ("band-text", "band", BODY),
    ("number", "page", ANY),
    ("alarm", "safety", SHAPE),
    ("panel-rule", "page", SHAPE),
]


@pytest.mark.parametrize("screen", ["light", "dark"])
@pytest.mark.parametrize(("front", "behind", "least"), PAIRS)
def test_contrast(screen: str, front: str, behind: str, least: float) -> None:
    assert PALETTE is not None
    found = colours(PALETTE, screen)
    assert contrast(found[front], found[behind]) >= least


@pytest.mark.parametrize("language", ["nl", "ar", "ti", "zh-Hans", "ur", "km", "ja"])
def test_braces_of_the_sheet_come_in_pairs_and_every_colour_is_known(language: str) -> None:
    locale = read_locale(language, ROOT / "assets")[0]
    assert locale is not None and PALETTE is not None
    sheet = style_sheet(locale, PALETTE, "")
    assert sheet.count("{") == sheet.count("}")
    known = set(colours(PALETTE, "light"))
    assert known == set(colours(PALETTE, "dark"))
    used = {part.split(")")[0].split(",")[0] for part in sheet.split("var(--")[1:]}
    assert used <= known | {"fonts", "scale", "leading", "title-leading", "gap", "edge", "radius"}
    assert known <= used


def test_numbers_are_the_languages_own() -> None:
    locale = read_locale("fa", ROOT / "assets")[0]
    assert locale is not None and PALETTE is not None
    assert 'symbols:"۰" "۱" "۲"' in style_sheet(locale, PALETTE, "")
