"""Laws of breaking that hold for any text in any language; hypothesis looks for the text that breaks them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icu4py.breakers import CharacterBreaker

from leaflet.compose.breaks import HELD_COST, UNSEEN, find_breaks
from leaflet.compose.typesetter import Typesetter
from leaflet.localize.locale import known_languages
from leaflet.model.inline import RichText, Span

SetIn = Callable[[str], Typesetter]
LANGUAGES = known_languages(Path(__file__).resolve().parents[2] / "assets")
# Letters and marks of every script of the product, signs that hold or part, characters beyond the first plane.
ALPHABETS = (
    "abc éß ABC 'x’", "где и в", "λόγος ;·", "հայ։՝", "ქარ", "كتاب ،؛؟ می\u200cخ ۸۵٪ ٢٠", "שלום־ ״׳", "ሰላም፡።፣ ",
    "हिन्दी क्ष ।॥ १०", "ਪੰਜਾਬੀ ।", "বাংলা ২০ ।", "தமிழ் க்ஷ ஸ்ரீ", "ไทยน้ำๆฯ \u200b\u2060", "ខ្មែរ។៕ៗ \u200b",
    "中文，。（）“”《》·20毫克", "日本語のコーヒー、。「」ッョー々ﾊﾞ", "한국어 조선말 20",
    "👨\u200d👩\u200d👧🏽🇳🇱🇧🇪👍🏿",
    "\u0301\u0308\u093f\u0e33\u0eb3\uff9e\u0600\u0d4e\U000110bd",
    "\u00a0\u00ad\u2011\u2010-–—…/@.:", "\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2069\ufeff \t\n\r",
)  # fmt: skip
pieces = st.one_of(*(st.text(st.sampled_from(alphabet), min_size=1, max_size=12) for alphabet in ALPHABETS), st.text())
texts = st.lists(pieces, min_size=1, max_size=8).map("".join).filter(bool)


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
@settings(max_examples=60)
def test_breaks_of_any_text(typesetter: SetIn, language: str, data: st.DataObject) -> None:
    locale = typesetter(language).locale
    text = data.draw(texts)
    found = find_breaks(RichText(text), locale, data.draw(st.booleans()))
    places = [place.at for place in found]
    assert places == sorted(set(places)), "strictly increasing"
    assert places[-1] == len(text), "the last one is the end"
    whole = set(accumulate(map(len, CharacterBreaker(text, "en"))))
    assert [at for at in places if at not in whole] == [], "never inside a grapheme cluster"
    for place in found:
        assert 0 <= place.end <= place.at
        assert not text[place.end : place.at].replace("\u200b", "").strip(), "only blanks between two lines"
        assert place.cost >= 0


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
@settings(max_examples=40)
def test_no_break_where_the_locale_forbids_one(typesetter: SetIn, language: str, data: st.DataObject) -> None:
    locale = typesetter(language).locale
    marks = locale.no_line_start + locale.no_line_end + locale.no_break_after
    words = st.text(st.sampled_from((marks or ".,") + "aא中 ก\u200b"), min_size=1, max_size=20)
    text = data.draw(st.one_of(words, texts))
    for place in find_breaks(RichText(text), locale, True)[:-1]:
        after = [char for char in text[place.at :] if char not in UNSEEN]
        before = [char for char in text[: place.at] if char not in UNSEEN]
        assert not after or after[0] not in locale.no_line_start
        assert not before or before[-1] not in locale.no_break_after
        ink = "".join(before).rstrip()
        assert not ink or ink[-1] not in locale.no_line_end


@given(text=texts, cut=st.integers(0, 40))
@pytest.mark.parametrize("language", ["nl", "ar", "th", "zh-Hans", "ja"])
def test_a_change_of_style_moves_no_break(typesetter: SetIn, language: str, text: str, cut: int) -> None:
    """A bold half word, a slanted closing mark: style spans never make or forbid a place."""
    locale = typesetter(language).locale
    at = min(cut, len(text))
    styled = RichText(text, (Span(0, at, strong=True), Span(at, len(text), slant=True)))
    assert find_breaks(styled, locale) == find_breaks(RichText(text), locale)


@given(before=texts, after=texts)
@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=20)
def test_a_short_field_is_held_in_any_text(typesetter: SetIn, language: str, before: str, after: str) -> None:
    phone = "0800 12 345"
    text = before + phone + after
    span = Span(len(before), len(before) + len(phone), isolate=True)
    inside = [
        place
        for place in find_breaks(RichText(text, (span,)), typesetter(language).locale, True)
        if span.start < place.at < span.end
    ]
    assert all(place.cost >= HELD_COST for place in inside)
