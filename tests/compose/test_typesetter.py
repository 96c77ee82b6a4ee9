"""The typesetter remembers, and remembering changes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.compose.lines import Wish
from leaflet.compose.typesetter import Typesetter
from leaflet.geometry import points
from leaflet.model.inline import RichText

SetIn = Callable[[str], Typesetter]
TEXT = "Mensen met tussenwervelschijven en pijnlijke wervelkolommen bewegen gelukkig dagelijks."


def shown(setter: Typesetter, text: str, width: float, size: float, wish: Wish = Wish()) -> list[str]:
    shaped = setter.shape(text)
    return [text[line.start : line.end] + "-" * line.hyphen for line in setter.lines(shaped, width, size, 0.0, wish)]


@given(width=st.floats(60, 400), size=st.floats(8, 14))
def test_the_answer_does_not_depend_on_what_was_asked_before(typesetter: SetIn, width: float, size: float) -> None:
    used = typesetter("nl")
    fresh = Typesetter(used.locale, used.faces)
    assert shown(used, TEXT, width, size) == shown(fresh, TEXT, width, size)


@given(size=st.floats(8, 14))
def test_lines_depend_on_width_over_size_only(typesetter: SetIn, size: float) -> None:
    setter = typesetter("en")
    assert shown(setter, TEXT, 20 * size, size) == shown(setter, TEXT, 200, 10)


def test_narrow_columns_are_hyphenated_wide_ones_are_not(typesetter: SetIn) -> None:
    setter = typesetter("nl")
    limit = points(setter.locale.hyphenation.columns_under_mm)
    assert setter.hyphenates(limit - 1) and not setter.hyphenates(limit + 1)
    assert any(line.endswith("-") for line in shown(setter, TEXT, 110, 12))


def test_titles_keep_their_words_whole_while_they_fit(typesetter: SetIn) -> None:
    setter = typesetter("nl")
    whole = Wish(whole=True)
    assert not any(line.endswith("-") for line in shown(setter, TEXT, 160, 12, whole))
    tight = setter.shape("wervelkolommen").width * 12 * 0.7
    assert any(line.endswith("-") for line in shown(setter, "wervelkolommen", tight, 12, whole))


@pytest.mark.parametrize("word", ["stoffigheid", "opheffingen", "hefficiënt", "stof\u00adfig"])
def test_no_letter_changes_its_line_with_a_ligature(typesetter: SetIn, word: str) -> None:
    """A glyph of several letters stands on one line, so no line ends inside it: ef-fect would print as eff-ect."""
    setter = typesetter("nl")
    shaped = setter.shape(word)
    starts = {cluster for run in shaped.runs for cluster in run.clusters}
    assert len(starts) < len(word), "the word has a ligature"
    for tenths in range(3, 10):
        for line in setter.lines(shaped, shaped.width * tenths, 10.0):
            assert line.start in starts, f"{word[: line.start]}-{word[line.start :]}"


def test_shaping_is_done_once_for_equal_texts(typesetter: SetIn) -> None:
    setter = typesetter("nl")
    assert setter.shape(RichText("rug")) is setter.shape("rug")
    assert setter.shape("rug", True) is not setter.shape("rug")
