"""Whatever stands in a translation, the checks answer; and a text is at peace with itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.localize.checks.suppression import suppressions
from leaflet.model.document import Kind
from tests.wording import Case

LANGUAGES = ("ar", "bn", "de", "es", "fa", "fr", "he", "ja", "km", "nl", "ro", "th", "tr", "zh-Hans")
# Runs of what the rules look for, between any characters there are.
PIECES = st.sampled_from(
    ["**", "*", "[a](https://a.be)", "{clinic.phone}", "{tel:02 123}", "85 %", "%85", "2,5 mg", "1.250", "2–3",
     "02 123 45 67", "1 november", "31-12-2028", "niet", "geen", "not", "ne", "«", "„", '"', "¿", "?", " ?", "  ",
     "\n\n", "- ", "• ", "می ", "\u200c", "٣", "ي", "ş", "İ", "ß", "Ա՛", "word word", "KCE"]
)  # fmt: skip
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=8).map(" ".join)


@pytest.mark.parametrize("language", LANGUAGES)
@given(source=TEXTS, target=TEXTS, room=st.integers(-1, 20))
@settings(max_examples=25, deadline=None)
def test_no_text_breaks_a_check(language: str, source: str, target: str, room: int) -> None:
    for problem in Case(source, target, language, Kind.SAFETY, room=room).problems():
        assert problem.hint and problem.text and problem.where.language == language


@given(text=TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_text_beside_itself_has_lost_and_gained_nothing(text: str) -> None:
    lone = " ".join(text.split())
    codes = Case(lone, lone, "nl", Kind.SAFETY).codes()
    assert not [code for code in codes if code.startswith("po/")]
    assert "words/negation" not in codes


@given(comment=st.text(max_size=40).map("check: {}".format))
def test_no_comment_breaks_the_reader_of_suppressions(comment: str) -> None:
    for one in suppressions([comment]):
        assert one.codes
