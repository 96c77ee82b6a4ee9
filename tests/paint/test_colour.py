"""Inks and their contrast."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflet.paint.colour import contrast, read_palette, rgb_operator


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#FFFFFF", 1.0),
        ("#767676", "#FFFFFF", 4.54),
        ("#FF0000", "#FFFFFF", 4.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize(
    ("colour", "numbers"), [("#000000", (0, 0, 0)), ("#FFFFFF", (1, 1, 1)), ("#336699", (0.2, 0.4, 0.6))]
)
def test_a_colour_is_its_rgb(colour: str, numbers: tuple[float, ...]) -> None:
    *found, operator = rgb_operator(colour).split()
    assert operator == "rg"
    assert [float(value) for value in found] == pytest.approx(numbers, abs=1e-3)
    assert rgb_operator(colour, stroke=True).endswith("RG")


def test_the_bundled_inks_can_be_read_where_words_may_be_set_in_them(assets_folder: Path) -> None:
    palette, problems = read_palette(assets_folder)
    assert palette is not None and problems == ()
    for ink in palette.inks.values():
        assert all(0 <= part <= 100 for part in ink.cmyk)
        if ink.text and ink.name != "white":
            assert contrast(ink.screen, "#FFFFFF") >= 4.5, ink.name


@pytest.mark.parametrize(
    "content",
    ["", "- a", "red: 3", "red: {screen: '#FF0000'}", "red: {cmyk: [0, 0], screen: '#FF0000'}",
     "red: {cmyk: [0, 0, 0, 0], screen: red}", "red: {cmyk: [a, 0, 0, 0], screen: '#FF0000'}", "red: [", "\tred: 1"],
)  # fmt: skip
def test_a_broken_palette_is_a_problem(tmp_path: Path, content: str) -> None:
    (tmp_path / "palette.yaml").write_text(content, "utf-8")
    palette, problems = read_palette(tmp_path)
    assert palette is None and len(problems) == 1
    assert problems[0].code.startswith("palette/") and problems[0].hint


def test_a_missing_or_binary_palette_is_a_problem(tmp_path: Path) -> None:
    assert read_palette(tmp_path)[1][0].code == "palette/unreadable"
    (tmp_path / "palette.yaml").write_bytes(b"\xff\xfe\x00")
    assert read_palette(tmp_path)[1][0].code == "palette/unreadable"
