"""Words of another script in a text: each from a font made for it, at that font's size, brackets from one font."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from leaflet.compose.fonts import Faces, read_faces
from leaflet.compose.scripts import script_runs
from leaflet.compose.shape import missing_glyphs, shape
from leaflet.compose.typesetter import Typesetter
from leaflet.localize.locale import known_languages, read_locale
from leaflet.model.inline import RichText
from leaflet.places import ASSETS
from leaflet.problems import Where

SetIn = Callable[[str], Typesetter]
FOREIGN = {
    "Arab": "الطبيب", "Hebr": "רופא", "Cyrl": "врач", "Grek": "ιατρός", "Ethi": "ሓኪም",
    "Deva": "चिकित्सक", "Guru": "ਡਾਕਟਰ", "Beng": "চিকিৎসক", "Taml": "மருத்துவர்", "Thai": "แพทย์", "Khmr": "គ្រូពេទ្យ",
    "Geor": "ექიმი", "Armn": "բժիշկ", "Hani": "医生", "Hira": "いしゃ", "Hang": "의사", "Latn": "arts",
}  # fmt: skip


def families(typesetter: SetIn, language: str, text: str) -> list[tuple[str, str, float]]:
    """Each stretch with its family and scale."""
    shaped = typesetter(language).shape(text)
    return [(text[run.start : run.end], run.face.family, run.scale) for run in shaped.runs]


def family_of(typesetter: SetIn, language: str, text: str, word: str) -> tuple[str, float]:
    """Family and scale of the stretches over a word; one, or the test fails."""
    shaped = typesetter(language).shape(text)
    at = text.index(word)
    runs = [run for run in shaped.runs if run.start < at + len(word) and run.end > at]
    (found,) = {(run.face.family, run.scale) for run in runs}
    return found


@pytest.mark.parametrize("script", FOREIGN)
@pytest.mark.parametrize("language", ["nl", "ar", "ur", "hi", "zh-Hans"])
def test_a_foreign_word_is_drawn_by_a_font_that_is_made_for_it(
    typesetter: SetIn, shelf: Faces, language: str, script: str
) -> None:
    setter = typesetter(language)
    text = f"({FOREIGN[script]}) – {FOREIGN[script]}"
    assert missing_glyphs(setter.shape(text), Where()) == ()
    family, scale = family_of(typesetter, language, text, FOREIGN[script])
    assert script in str(shelf.row(family)["covers"])
    assert scale == (setter.locale.size_factor if family == setter.locale.fonts[0] else 1.0)


def test_arabic_letters_join_in_a_dutch_text(typesetter: SetIn) -> None:
    """Noto Sans Math has them too, as signs that stand alone."""
    foreign, own = typesetter("nl").shape("Bel الطبيب nu"), typesetter("ar").shape("الطبيب")
    assert [glyph for run in foreign.runs if run.level for glyph in run.glyphs] == list(own.runs[0].glyphs)


@pytest.mark.parametrize("language", known_languages(ASSETS))
def test_the_words_of_each_language_come_from_its_own_font(typesetter: SetIn, language: str) -> None:
    setter = typesetter(language)
    (found,) = {(run.face.family, run.scale) for run in setter.shape(setter.locale.autonym.split()[0]).runs}
    assert found == (setter.locale.fonts[0], setter.locale.size_factor)


def test_latin_in_arabic_is_set_at_its_own_size(typesetter: SetIn) -> None:
    setter = typesetter("ar")
    assert setter.locale.size_factor == pytest.approx(1.15)
    assert family_of(typesetter, "ar", "ألم MRI ألم", "MRI") == ("Noto Sans", 1.0)
    assert family_of(typesetter, "ar", "ألم MRI ألم", "ألم") == ("Noto Sans Arabic", 1.15)
    latin = [run for run in setter.shape("ألم MRI").runs if run.scale == 1.0 and not run.level & 1]
    assert sum(sum(run.advances) for run in latin) == pytest.approx(typesetter("nl").shape("MRI").width)


@pytest.mark.parametrize("language", ["ar", "ur"])
def test_characters_that_a_font_should_not_draw_come_from_the_next(
    typesetter: SetIn, shelf: Faces, language: str
) -> None:
    """`avoid` in SOURCES.yaml: Nastaliq's Latin digits are of another design."""
    own = typesetter(language).locale.fonts[0]
    face = shelf.face(own)
    avoided = str(shelf.row(own)["avoid"])
    assert avoided and all(face.glyph(ord(char)) for char in "0123456789"), "the font has them"
    assert not any(face.covers(char) for char in avoided)
    for text in ("ألم 85% ألم", "85", "ألم 10:30"):
        for piece, family, scale in families(typesetter, language, text):
            if set(piece) & set(avoided):
                assert (family, scale) == ("Noto Sans", 1.0), piece


def test_a_shelf_with_other_families_avoids_nothing(shelf: Faces) -> None:
    assert shelf.face("Noto Sans").avoid == frozenset()
    assert shelf.face("Noto Sans").covers("0123456789+-%/")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "ألم (MRI) ألم"), ("ar", "ألم (MRI، KCE) ألم"), ("ar", "(MRI) ألم"),
        ("ar", "ألم [MRI] ألم"),
        ("ar", "ألم «MRI» ألم"), ("ar", "ألم (l’IRM) ألم"), ("ar", "ألم (ألم (MRI) ألم) ألم"),
        ("ur", "تمام ”KCE“ تمام"),
        ("ar", "ألم ”MRI“ ألم"), ("fa", "(KCE)، ۸۵"), ("he", "כאב (MRI) כאב"), ("hi", "दर्द (MRI) दर्द"),
        ("zh-Hans", "疼痛（KCE）和"),
        ("ja", "「KCE」と（MRI）"), ("ar", "ألم 1) (MRI) ألم"), ("nl", "arts (врач) en (الطبيب)"),
        ("ar", "ألم (MRI ألم) MRI"),
    ],
)  # fmt: skip
def test_both_brackets_come_from_one_font(typesetter: SetIn, language: str, text: str) -> None:
    pairs = {"(": ")", "[": "]", "«": "»", "”": "“", "（": "）", "「": "」"}
    drawn = {}
    for run in typesetter(language).shape(text).runs:
        drawn.update(dict.fromkeys(range(run.start, run.end), (run.face.family, run.scale)))
    open_: list[int] = []
    seen = 0
    for at, char in enumerate(text):
        if char in pairs:
            open_.append(at)
        elif open_ and char == pairs[text[open_[-1]]]:
            assert drawn[open_.pop()] == drawn[at], text[: at + 1]
            seen += 1
    assert seen and not open_


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("ألم (MRI) ألم", ["ألم (", "MRI", ") ألم"]),
        ("ألم ) MRI ( ألم", ["ألم ) ", "MRI ( ", "ألم"]),
        ("ألم “MRI” “ألم”", ["ألم “", "MRI", "” “ألم”"]),
        ("MRI (ألم) MRI", ["MRI (", "ألم", ") MRI"]),
        ("ألم (MRI", ["ألم (", "MRI"]),
        ("((((", ["(((("]),
        ("", []),
    ],
)
def test_a_closing_bracket_goes_with_its_opener(text: str, runs: list[str]) -> None:
    found = script_runs(text, "Arab")
    assert [text[start:end] for start, end, _ in found] == runs


def test_a_word_opens_no_more_fonts_than_it_needs() -> None:
    fresh, _ = read_faces(ASSETS)
    locale, _ = read_locale("nl", ASSETS)
    assert fresh is not None and locale is not None
    shape(RichText("Bel الطبيب of врач"), locale, fresh)
    assert {family for family, _ in fresh.opened} == {"Noto Sans", "Noto Sans Arabic"}
