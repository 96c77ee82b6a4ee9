"""Shaping: glyphs that belong together, advances that add up, and characters that no font has."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
import uharfbuzz as hb
from hypothesis import given
from hypothesis import strategies as st

from leaflet.compose.fonts import Faces
from leaflet.compose.shape import ShapedText, missing_glyphs, shape
from leaflet.compose.typesetter import Typesetter
from leaflet.model.inline import RichText, Span
from leaflet.problems import Where

SetIn = Callable[[str], Typesetter]
WORDS = "Één œuvre «rücken» Ж Σ office fjord AVATAR 85\u00a0% n°1 x\u0301 ﬁ –“”’‑\u202f"
texts = st.text(st.sampled_from(WORDS), max_size=40)


def set_in(typesetter: SetIn, text: str, language: str = "nl", **how: bool) -> ShapedText:
    return typesetter(language).shape(text, **how)


def advance(shaped: ShapedText) -> float:
    return sum(sum(run.advances) for run in shaped.runs)


@given(text=texts)
def test_advances_add_up_and_every_character_belongs_to_a_run(typesetter: SetIn, text: str) -> None:
    shaped = set_in(typesetter, text)
    assert len(shaped.x) == len(text) + 1
    assert shaped.x == sorted(shaped.x)
    assert shaped.width == pytest.approx(advance(shaped))
    covered = [at for run in shaped.runs for at in range(run.start, run.end)]
    assert covered == list(range(len(text)))
    for run in shaped.runs:
        assert list(run.clusters) == sorted(run.clusters)
        assert all(run.start <= cluster < run.end for cluster in run.clusters)
        assert len(run.clusters) == len(run.glyphs) == len(run.advances)
        assert all(not offsets or len(offsets) == len(run.glyphs) for offsets in (run.dx, run.dy))


@given(text=texts, cuts=st.lists(st.integers(0, 40), max_size=4))
def test_links_and_spans_change_no_width_in_one_style(typesetter: SetIn, text: str, cuts: list[int]) -> None:
    """A span without a style cuts a run; what is drawn stays where it was, but for ligatures and kerns over the cut."""
    edges = sorted({min(cut, len(text)) for cut in cuts})
    spans = tuple(Span(a, b, href="https://a.example") for a, b in zip(edges[::2], edges[1::2], strict=False) if a < b)
    shaped = typesetter("nl").shape(RichText(text, spans))
    assert [at for run in shaped.runs for at in range(run.start, run.end)] == list(range(len(text)))
    for span in spans:
        assert {run.href for run in shaped.runs if span.start <= run.start < span.end} == {"https://a.example"}


def test_pairs_are_kerned(typesetter: SetIn) -> None:
    apart = set_in(typesetter, "A").width + set_in(typesetter, "V").width
    assert set_in(typesetter, "AV").width < apart


def test_a_ligature_is_one_cluster_and_its_letters_have_no_places_of_their_own(typesetter: SetIn) -> None:
    shaped = set_in(typesetter, "office")
    (run,) = shaped.runs
    assert len(run.glyphs) < len("office"), "Noto Sans has a glyph for ffi"
    inside = [at for at in range(6) if at not in run.clusters]
    assert inside and all(shaped.x[at] == shaped.x[inside[-1] + 1] for at in inside)


@pytest.mark.parametrize(("text", "language", "script"), [("мази", "ru", "Cyrillic"), ("γιατρός", "el", "Greek")])
def test_other_european_scripts_have_all_their_letters(
    typesetter: SetIn, text: str, language: str, script: str
) -> None:
    shaped = set_in(typesetter, text, language)
    assert missing_glyphs(shaped, Where()) == (), script
    assert all(glyph for run in shaped.runs for glyph in run.glyphs)


def test_letters_join_over_a_change_of_weight(typesetter: SetIn, shelf: Faces) -> None:
    """Half bold, the word has the same forms of its letters: the glyph names of both weights are the same."""
    whole = set_in(typesetter, "كتاب", "ar")
    parted = typesetter("ar").shape(RichText("كتاب", (Span(0, 1, strong=True),)))
    assert [run.face.style for run in parted.runs] == ["bold", "regular"]
    names = [run.face.font.glyph_to_string(glyph) for run in parted.runs for glyph in run.glyphs]
    assert names == [run.face.font.glyph_to_string(glyph) for run in whole.runs for glyph in run.glyphs]
    assert any(".init" in name for name in names) and any(".medi" in name or ".fina" in name for name in names)


def test_bold_and_slanted_stretches_get_their_own_faces(typesetter: SetIn) -> None:
    rich = RichText("veel *wat* dan", (Span(5, 10, strong=True), Span(11, 14, slant=True)))
    assert [run.face.style for run in typesetter("nl").shape(rich).runs] == ["regular", "bold", "regular", "italic"]
    assert {run.face.style for run in typesetter("nl").shape(rich, strong=True).runs} == {"bold", "bold_italic"}


def test_a_small_language_is_scaled_in_advances_and_places(typesetter: SetIn, shelf: Faces) -> None:
    locale = dataclasses.replace(typesetter("nl").locale, size_factor=1.5)
    plain, larger = set_in(typesetter, "rug"), shape(RichText("rug"), locale, shelf)
    assert larger.width == pytest.approx(plain.width * 1.5)


def test_the_language_that_a_font_is_asked_in_may_be_another_than_the_code(
    typesetter: SetIn, shelf: Faces, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`shaping_language` in locales.yaml: HarfBuzz does not know every code (Chinese wants zh-Hans)."""
    asked = []
    real = hb.shape
    monkeypatch.setattr(
        hb, "shape", lambda font, buffer, features: (asked.append(str(buffer.language)), real(font, buffer, features))
    )
    shape(RichText("rug"), dataclasses.replace(typesetter("nl").locale, shaping_language="zh-hans"), shelf)
    assert asked == ["zh-hans"]


# --- fallback ---------------------------------------------------------------------------------------------------------


def regular(shelf: Faces) -> Path:
    return shelf.root / str(shelf.row("Noto Sans")["styles"]["regular"]["file"])


def row(file: str) -> str:
    """A family's lines in SOURCES.yaml."""
    return f"  covers: [Latn]\n  styles:\n    regular: {{file: {file}}}\n"


def without(shelf: Faces, folder: Path, missing: str) -> Faces:
    """A shelf of two families: Poor, which lacks some characters, and Rich, which has them."""
    file = regular(shelf)
    face = hb.Face(hb.Blob.from_file_path(str(file)))
    wanted = hb.SubsetInput()
    wanted.unicode_set.update(code for code in range(0x20, 0x500) if chr(code) not in missing)
    wanted.unicode_set.update({0x300, 0x301})
    (folder / "poor.ttf").write_bytes(hb.subset(face, wanted).blob.data)
    return Faces(folder, {"Poor": row("poor.ttf"), "Rich": row(str(file))})


def families(typesetter: SetIn, faces: Faces, text: str) -> list[tuple[str, str]]:
    locale = dataclasses.replace(typesetter("nl").locale, fonts=("Poor", "Rich"))
    shaped = shape(RichText(text), locale, faces)
    assert missing_glyphs(shaped, Where()) == ()
    return [(text[run.start : run.end], run.face.family) for run in shaped.runs]


def test_only_the_letter_that_is_missing_comes_from_the_next_family(
    typesetter: SetIn, shelf: Faces, tmp_path: Path
) -> None:
    faces = without(shelf, tmp_path, "q")
    assert families(typesetter, faces, "abqcd efg") == [("ab", "Poor"), ("q", "Rich"), ("cd efg", "Poor")]


def test_a_letter_and_its_accent_come_from_one_family(typesetter: SetIn, shelf: Faces, tmp_path: Path) -> None:
    faces = without(shelf, tmp_path, "q")
    assert ("q\u0301", "Rich") in families(typesetter, faces, "aq\u0301a")


# --- spaces and hyphens that hold -------------------------------------------------------------------------------------


@pytest.mark.parametrize("holding", ["\u2011", "\u202f", "\u00a0", "\u2009"])
def test_spaces_and_hyphens_that_hold_are_drawn_in_any_face(
    typesetter: SetIn, shelf: Faces, tmp_path: Path, holding: str
) -> None:
    assert missing_glyphs(set_in(typesetter, f"e{holding}mail"), Where()) == ()
    file = regular(shelf)
    wanted = hb.SubsetInput()
    wanted.unicode_set.update({*range(0x20, 0x7F), 0xA0})
    (tmp_path / "ascii.ttf").write_bytes(hb.subset(hb.Face(hb.Blob.from_file_path(str(file))), wanted).blob.data)
    locale = dataclasses.replace(typesetter("nl").locale, fonts=("Ascii",))
    shaped = shape(RichText(f"e{holding}mail"), locale, Faces(tmp_path, {"Ascii": row("ascii.ttf")}))
    assert missing_glyphs(shaped, Where()) == ()
    assert shaped.x[2] > shaped.x[1], "it takes room"
    assert shaped.text == f"e{holding}mail", "and is copied as what it is"


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u2060", "\u200e"])
def test_what_steers_the_text_takes_no_room(typesetter: SetIn, unseen: str) -> None:
    shaped = set_in(typesetter, f"ab{unseen}cd")
    assert missing_glyphs(shaped, Where()) == ()
    assert shaped.width == pytest.approx(set_in(typesetter, "abcd").width, abs=0.05)


# --- missing glyphs ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "char", "code"),
    [
        ("een \U00012000", "\U00012000", "U+12000"),
        ("a\U0001f600", "\U0001f600", "U+1F600"),
    ],
)
def test_a_character_that_no_font_has_is_named(typesetter: SetIn, text: str, char: str, code: str) -> None:
    where = Where("translations/x/de.po", 0, "massage/text.2", "de")
    (problem,) = missing_glyphs(set_in(typesetter, text), where)
    assert problem.code == "font/missing-glyph"
    assert char in problem.text and code in problem.text
    assert problem.where == where
    assert all(part in str(problem) for part in ("massage/text.2", "de", "hint:"))


def test_the_mark_is_named_that_is_missing_not_the_letter_under_it(typesetter: SetIn) -> None:
    (problem,) = missing_glyphs(set_in(typesetter, "x\u0b3cy"), Where())
    assert "U+0B3C" in problem.text


def test_the_same_character_is_told_once(typesetter: SetIn) -> None:
    assert len(missing_glyphs(set_in(typesetter, "\U00012000 \U00012000 \U00012000"), Where())) == 1
