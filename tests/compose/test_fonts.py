"""The font shelf: what is bundled is what was taken in, and styles fall back to something honest."""

from __future__ import annotations

import lzma
import shutil
from pathlib import Path

import pytest

from leaflet.compose.fonts import Faces, check_family, read_faces, verify_fonts
from leaflet.compose.shape import shape
from leaflet.localize.locale import read_locale
from leaflet.model.inline import RichText
from leaflet.places import ASSETS


def test_every_bundled_font_is_the_file_that_was_taken_in(assets_folder: Path) -> None:
    assert verify_fonts(assets_folder) == ()


@pytest.fixture
def shelf_copy(tmp_path: Path, assets_folder: Path) -> Path:
    shutil.copytree(assets_folder / "fonts", tmp_path / "fonts")
    return tmp_path


def test_a_changed_font_file_is_told_by_name(shelf_copy: Path) -> None:
    file = next(shelf_copy.rglob("*Bold.ttf"))
    file.write_bytes(file.read_bytes() + b"\0")
    (problem,) = verify_fonts(shelf_copy)
    assert problem.code == "font/checksum"
    assert file.name in problem.text and problem.hint


def test_a_font_file_that_is_gone_is_a_problem_of_its_family_alone(shelf_copy: Path) -> None:
    file = next(shelf_copy.rglob("NotoSansThai*Bold.ttf"))
    file.unlink()
    faces, problems = read_faces(shelf_copy)
    assert faces is not None and problems == ()
    (problem,) = check_family(faces, "Noto Sans Thai Looped")
    assert problem.code == "font/missing" and file.name in str(problem)
    assert check_family(faces, "Noto Sans") == ()


def test_a_packed_font_is_checked_by_what_is_inside(shelf_copy: Path) -> None:
    file = next(shelf_copy.rglob("*JP*Bold.ttf.xz"))
    file.write_bytes(lzma.compress(lzma.decompress(file.read_bytes()), preset=1))
    assert verify_fonts(shelf_copy) == (), "packed another way, it is the same font"
    file.write_bytes(file.read_bytes()[:-1000])
    (problem,) = verify_fonts(shelf_copy)
    assert problem.code == "font/checksum" and file.name in problem.text


def test_a_row_that_cannot_be_read_is_a_problem(shelf_copy: Path) -> None:
    sources = shelf_copy / "fonts" / "SOURCES.yaml"
    text = sources.read_text(encoding="utf-8")
    sources.write_text(text.replace("regular: {file: noto-sans-thai", "regular: [file: noto-sans-thai"), "utf-8")
    faces, _ = read_faces(shelf_copy)
    assert faces is not None
    (problem,) = check_family(faces, "Noto Sans Thai Looped")
    assert problem.code == "font/sources" and "Thai" in str(problem)


def test_no_font_is_opened_that_a_text_does_not_need(shelf: Faces) -> None:
    fresh = Faces(shelf.root, shelf.rows)
    locale, _ = read_locale("nl", ASSETS)
    assert locale is not None
    shape(RichText("Lage rugpijn? Bewegen helpt – 85 %."), locale, fresh)
    assert {family for family, _ in fresh.opened} == {"Noto Sans"}


@pytest.mark.parametrize(
    ("strong", "slant", "style"),
    [(False, False, "regular"), (True, False, "bold"), (False, True, "italic"), (True, True, "bold_italic")],
)
def test_each_style_has_a_face_of_its_own(shelf: Faces, strong: bool, slant: bool, style: str) -> None:
    assert shelf.face("Noto Sans", strong, slant).style == style


def test_emphasis_stays_visible_in_a_family_without_italics(shelf: Faces) -> None:
    lines = shelf.rows["Noto Sans"].splitlines(keepends=True)
    poor = Faces(shelf.root, {"Noto Sans": "".join(line for line in lines if "italic:" not in line)})
    assert poor.face("Noto Sans", slant=True).style == "bold"
    assert poor.face("Noto Sans", strong=True, slant=True).style == "bold"


def test_families_that_are_not_bundled_are_passed_over(shelf: Faces) -> None:
    assert shelf.order(("Noto Sans Martian", "Noto Sans")) == ("Noto Sans",)


def test_a_face_knows_what_it_can_draw(shelf: Faces) -> None:
    face = shelf.face("Noto Sans")
    assert face.covers("Één œuvre – Größe Ж Ω")
    assert not face.covers("a漢")
    assert not face.covers("漢"), "asked again, the answer is the same"
    assert face.covers("")


def test_metrics_are_in_em(shelf: Faces) -> None:
    face = shelf.face("Noto Sans")
    assert 0.4 < face.x_height < face.cap_height < face.ascent < 1.5
    assert 0 < face.descent < 0.6
