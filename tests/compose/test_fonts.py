"""The font shelf: what is bundled is what was taken in, and styles fall back to something honest."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from leaflet.compose.fonts import Faces, read_faces, verify_fonts


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


def test_a_font_file_that_is_gone_is_a_problem_and_no_shelf(shelf_copy: Path) -> None:
    next(shelf_copy.rglob("*Bold.ttf")).unlink()
    faces, (problem,) = read_faces(shelf_copy)
    assert faces is None
    assert problem.code == "font/missing"
    assert "Bold.ttf" in str(problem)


@pytest.mark.parametrize(
    ("strong", "slant", "style"),
    [(False, False, "regular"), (True, False, "bold"), (False, True, "italic"), (True, True, "bold_italic")],
)
def test_each_style_has_a_face_of_its_own(shelf: Faces, strong: bool, slant: bool, style: str) -> None:
    assert shelf.face("Noto Sans", strong, slant).style == style


def test_emphasis_stays_visible_in_a_family_without_italics(shelf: Faces) -> None:
    styles = {style: file for style, file in shelf.families["Noto Sans"].items() if "italic" not in style}
    poor = Faces(shelf.root, {"Noto Sans": styles})
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
