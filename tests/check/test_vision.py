"""How others see a colour: against values that are published or follow from the definition."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.check.vision import DICHROMACY, contrasts, differ, merging, simulated

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06X}")


@pytest.mark.parametrize("deficiency", DICHROMACY)
@pytest.mark.parametrize("grey", ["#000000", "#404040", "#9A9A9A", "#FFFFFF"])
def test_what_has_no_hue_looks_the_same_to_everybody(deficiency: str, grey: str) -> None:
    assert simulated(grey, deficiency) == grey


def test_red_grows_dark_for_a_protanope() -> None:
    """The first column of the matrix, encoded: 0.152286, 0.114503, and below zero nothing."""
    assert simulated("#FF0000", "protanopia") == "#6D5F00"
    pair = contrasts(("#FF0000", "#808080"), ("#000000", "#000000"))
    assert pair["protanopia"] < 3.5 < 5.2 < pair["in colour"]


def test_red_and_green_merge_and_blue_and_yellow_do_not() -> None:
    red, green = ("#A06000", "#A06000"), ("#5C7A00", "#5C7A00")
    assert differ(red, green) and "deuteranopia" in merging(red, green)
    assert merging(("#0000C0", "#303030"), ("#F0E020", "#D8D8D8")) == ()


def test_colours_of_one_lightness_merge_on_a_copier() -> None:
    red, blue = ("#D03F2D", "#575757"), ("#3D6FD9", "#C0C0C0")
    assert differ(red, blue) and merging(red, blue) == ("on a copier",)


@given(COLOURS, COLOURS)
def test_the_order_of_two_colours_is_all_one(one: str, other: str) -> None:
    pair = (one, "#202020"), (other, "#E0E0E0")
    assert contrasts(*pair) == contrasts(*pair[::-1]) and merging(*pair) == merging(*pair[::-1])
    assert all(1 <= ratio <= 21 for ratio in contrasts(*pair).values())
    assert not differ(pair[0], pair[0])
