"""Flush lines: word spaces grow everywhere, the room between characters only where a script has no spaces."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from leaflet.compose.justify import gaps
from leaflet.compose.lines import Wish
from leaflet.compose.typesetter import Typesetter

SetIn = Callable[[str], Typesetter]
CHINESE = "腰痛是最常见的不适之一。大多数人会自行好转，但有些人会一直疼痛（慢性腰痛）。多活动对每个人都有帮助。"


def grown(setter: Typesetter, text: str) -> list[str]:
    """The characters of a text that white may come after."""
    return [text[at] for at in gaps(setter.shape(text), 0, len(text))]


@pytest.mark.parametrize("language", ["nl", "ar", "ko", "ti", "th"])
def test_where_words_are_parted_only_their_spaces_grow(typesetter: SetIn, language: str) -> None:
    text = "een twee" if language in ("nl", "ti") else "한국어 조선말" if language == "ko" else "مرحبا بكم"
    assert grown(typesetter(language), text) == [" "]


def test_chinese_grows_between_characters_but_not_inside_brackets_or_before_marks(typesetter: SetIn) -> None:
    text = "好转（慢性），但是"
    places = gaps(typesetter("zh-Hans").shape(text), 0, len(text))
    parted = {text[at : at + 2] for at in places}
    assert "好转" in parted and "，但" in parted and "但是" in parted
    assert not parted & {"（慢", "性）", "），"}


def test_latin_words_in_chinese_are_not_spaced_out(typesetter: SetIn) -> None:
    assert "K" not in grown(typesetter("zh-Hans"), "核磁共振MRI和KCE中心")


@pytest.mark.parametrize("width", [120.0, 170.0, 240.0])
def test_justified_chinese_lines_need_little_white(typesetter: SetIn, width: float) -> None:
    """All but the last line come within a character of the measure: there is no hole to fill."""
    setter = typesetter("zh-Hans")
    shaped = setter.shape(CHINESE)
    lines = setter.lines(shaped, width, 10.0, wish=Wish(justify=True))
    for line in lines[:-1]:
        room = width / 10.0 - line.width
        assert -0.5 < room < 2.0, "in em"
        assert abs(room) / len(gaps(shaped, line.start, line.end)) < 0.2
