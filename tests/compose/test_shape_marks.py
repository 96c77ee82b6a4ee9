"""Characters without ink that become a run of their own: every letter stays read out, and nothing breaks."""

import pytest

from leaflet.compose.fonts import read_faces
from leaflet.compose.shape import shape
from leaflet.localize.locale import read_locale
from leaflet.model.inline import RichText, Span
from leaflet.places import ASSETS


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "een\u200f arts"),
        ("nl", "\u200farts"),
        ("ar", "طبيب\u200e الأسرة"),
        ("ar", "\u200e\u200bطبيب"),
        ("he", "רופא \u2067Đorđe\u2069 כאן"),
    ],
)
def test_every_character_belongs_to_a_run_with_glyphs(language: str, text: str) -> None:
    faces, locale = read_faces(ASSETS)[0], read_locale(language, ASSETS)[0]
    assert faces and locale
    runs = shape(RichText(text, (Span(0, 1, strong=True),)), locale, faces).runs
    assert all(run.glyphs for run in runs)
    assert [run.start for run in runs] == [0, *(run.end for run in runs[:-1])]
    assert runs[-1].end == len(text)
