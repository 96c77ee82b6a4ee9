"""Where ink is: what is computed from the font's outlines is what a renderer shows."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from leaflet.compose.ink import BIN, NOTHING, Profile, clearance, extent, highest, profile, reach
from leaflet.compose.lines import Line
from leaflet.compose.typesetter import Typesetter
from leaflet.layout.placed import Text
from tests.drawn import ARTICLE, dark, ink_box, painted_pages, shown_pages, whole_line

SetIn = Callable[[str], Typesetter]
SIZE, SCALE = 100.0, 2.0
PIXEL = 1 / (SIZE * SCALE)  # em
# Deep and high letters of scripts, and letters of another script and scale beside them.
WORDS = {
    "nl": "Égp Ålj", "vi": "Ế Ữ Ậ gỵ", "ur": "چیئے تھے", "ar": "أُلَّـٰ يًِ Dg", "fa": "گچ ۸۵", 
    "km": "ព្រឹត្ដិញ្ញៈ", "th": "ปู่ญ ทั้ง ฎุ",
    "hi": "र्क्ष्म्यूँ द्धृ", "ta": "கௌரி", "am": "ጿ፠", "zh-Hans": "國g漢", "el": "Άξψ", "he": "לׄ שֵׁךְ",
}  # fmt: skip


def drawn(line: Text) -> Image.Image:
    (picture,) = shown_pages(painted_pages([[line]], line.width + 200, 500), SCALE)
    return picture


@pytest.mark.parametrize("language", WORDS)
def test_ink_reaches_as_far_as_it_is_seen(typesetter: SetIn, language: str) -> None:
    line = whole_line(typesetter(language), WORDS[language], SIZE, 100, 250)
    above, below = extent(line.shaped)
    _, top, _, bottom = ink_box(drawn(line))
    assert above == pytest.approx((250 * SCALE - top) * PIXEL, abs=2 * PIXEL)
    assert below == pytest.approx((bottom - 250 * SCALE) * PIXEL, abs=2 * PIXEL)


@pytest.mark.parametrize("language", sorted(ARTICLE))
def test_a_profile_holds_all_ink_of_its_line(typesetter: SetIn, language: str) -> None:
    """Each stretch of a line: no ink is seen above or below what the profile says, and the extremes are its own."""
    setter = typesetter(language)
    words = " ".join(ARTICLE[language].split()[:5])[:40]
    line = whole_line(setter, words, SIZE, 100, 250)
    found = setter.profile(line.shaped, line.line)
    assert (found.height, found.depth) == (max(found.heights), max(found.depths))
    above, below = extent(line.shaped)
    assert max(found.height, 0) == pytest.approx(above) and max(found.depth, 0) == pytest.approx(below)
    picture = dark(drawn(line))
    for at in range(len(found.heights)):
        start = 100 + at * BIN * SIZE if not line.shaped.level else 100 + line.width - (at + 1) * BIN * SIZE
        if at * BIN > line.line.width:  # marks may hang a little over the last letter
            continue
        part = picture.crop((round(start * SCALE), 0, round((start + BIN * SIZE) * SCALE), picture.height)).getbbox()
        if part is None:
            continue
        near = range(max(0, at - 1), at + 2)  # what hangs over into the next stretch
        high = max(found.heights[one] for one in near if one < len(found.heights))
        deep = max(found.depths[one] for one in near if one < len(found.depths))
        assert (250 * SCALE - part[1]) * PIXEL <= high + 2 * PIXEL, at
        assert (part[3] - 250 * SCALE) * PIXEL <= deep + 2 * PIXEL, at


def test_nothing_drawn_reaches_nowhere(typesetter: SetIn) -> None:
    for text in ("", " ", "\u00a0\u200b"):
        shaped = typesetter("nl").shape(text)
        assert extent(shaped) == extent(shaped, reach(shaped)) == (0.0, 0.0)
    shaped = typesetter("nl").shape("   ")
    assert set(profile(shaped, Line(0, 3, 3, shaped.width), reach(shaped)).heights) == {NOTHING}


@pytest.mark.parametrize("language", WORDS)
def test_the_reach_of_the_letters_is_that_of_the_text(typesetter: SetIn, language: str) -> None:
    shaped = typesetter(language).shape(WORDS[language])
    assert extent(shaped, reach(shaped)) == pytest.approx(extent(shaped))


def test_a_language_with_a_scale_reaches_further(typesetter: SetIn) -> None:
    """Arabic is set larger, Latin in its text is not."""
    setter = typesetter("ar")
    face = setter.shape("ب").runs[0].face
    bottom, top = (edge * setter.locale.size_factor for edge in face.ink(setter.shape("ا").runs[0].glyphs[0]))
    assert setter.locale.size_factor > 1
    assert extent(setter.shape("ا")) == pytest.approx((top, max(0.0, -bottom)))
    assert extent(setter.shape("Dg")) == pytest.approx(extent(typesetter("nl").shape("Dg")))


def test_only_what_stands_on_the_line_counts(typesetter: SetIn) -> None:
    setter = typesetter("nl")
    shaped = setter.shape("ace gjp ace")
    flat, deep = (profile(shaped, Line(a, b, b, shaped.x[b] - shaped.x[a]), reach(shaped)) for a, b in ((0, 3), (4, 7)))
    assert flat.depth < 0.05 < 0.2 < deep.depth
    assert len(flat.depths) == int((shaped.x[3] - shaped.x[0]) / BIN) + 2


reaches = st.lists(st.floats(-0.5, 1.5), min_size=1, max_size=12)


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    heights = draw(reaches)
    depths = draw(st.lists(st.floats(-0.5, 1.5), min_size=len(heights), max_size=len(heights)))
    return Profile(max(heights), max(depths), tuple(heights), tuple(depths))


@given(profiles(), profiles())
def test_at_their_clearance_two_lines_just_do_not_touch(upper: Profile, lower: Profile) -> None:
    apart = clearance(upper, lower)
    both = list(zip(upper.depths, lower.heights, strict=False))
    assert all(depth <= apart - height + 1e-9 for depth, height in both)
    assert any(depth + height == pytest.approx(apart) for depth, height in both)
    assert apart <= upper.depth + lower.height


def test_a_deep_letter_over_a_low_one_takes_no_room() -> None:
    deep_left = Profile(0.5, 1.0, (0.5, 0.5), (1.0, 0.0))
    high_right = Profile(1.0, 0.0, (0.5, 1.0), (0.0, 0.0))
    assert clearance(deep_left, high_right) == 1.5 and clearance(high_right, deep_left) == 0.5
    assert clearance(Profile(0.5, 1.0, (NOTHING, 0.5), (1.0, NOTHING)), high_right) == 1.5
    assert clearance(deep_left, Profile(0.0, 0.0, (), ())) == 0.0


@pytest.mark.parametrize("language", sorted(ARTICLE))
@pytest.mark.parametrize("width", [90, 200])
def test_lines_need_what_their_closest_pair_needs(typesetter: SetIn, language: str, width: float) -> None:
    setter = typesetter(language)
    shaped = setter.shape(ARTICLE[language])
    lines = setter.lines(shaped, width, 10)
    assert len(lines) > 2
    profiles = [setter.profile(shaped, line) for line in lines]
    need = max(clearance(upper, lower) for upper, lower in itertools.pairwise(profiles))
    assert 0.5 < need < 3.2
    assert setter.need(shaped, lines) == pytest.approx(need)
    assert setter.need(shaped, lines, need - 0.1) == pytest.approx(need)
    assert setter.need(shaped, lines, need + 0.1) == need + 0.1, "what it was given is enough"
    assert setter.need(shaped, lines[:1], 0.3) == 0.3
    of = reach(shaped)
    assert highest([(shaped, line, of) for line in lines]) == pytest.approx(need)


def test_no_lines_need_nothing(typesetter: SetIn) -> None:
    assert highest([]) == 0.0 and highest([], 1.2) == 1.2
