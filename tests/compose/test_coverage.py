"""Coverage of the bundled fonts: every language can be set, and a gap is told by language and letter."""

from __future__ import annotations

import dataclasses
import hashlib
import lzma
import shutil
from pathlib import Path

import pytest

from leaflet.check.coverage import check_coverage, check_languages, read_exemplars
from leaflet.commands import checking
from leaflet.compose.fonts import Faces, read_faces, verify_fonts
from leaflet.localize.locale import Locale, known_languages, read_locale
from leaflet.problems import Level, Where, warning
from tests.workplace import Workplace

FAMILY = "Noto Sans Math"  # one small file
FILE = "noto-sans-math/NotoSansMath_400Regular.ttf"


@pytest.fixture
def exemplars(assets_folder: Path) -> dict[str, str]:
    found, problems = read_exemplars(assets_folder)
    assert problems == ()
    return dict(found)


def locale_of(language: str, assets: Path) -> Locale:
    locale, problems = read_locale(language, assets)
    assert locale is not None, problems
    return locale


# --- the characters of languages --------------------------------------------------------------------------------------


def test_every_known_language_has_its_characters(exemplars: dict[str, str], assets_folder: Path) -> None:
    assert set(exemplars) == set(known_languages(assets_folder))


@pytest.mark.parametrize(
    ("language", "letters"),
    [
        ("nl", "aZé0,?"),
        ("vi", "ếỔĐặ"),
        ("tr", "ıİğŞ"),
        ("ar", "عةىئ؟،"),
        ("ur", "ٹڈےہھ۔"),
        ("ckb", "ەۆێڵڕ٥"),
        ("he", "םץ־״"),
        ("so", "aeiouXQ’"),
        ("ti", "ሀቝ።፣"),
        ("am", "ጵኋ።፣"),
        ("ne", "क्षँ।५"),
        ("bn", "ৎড়৫"),
        ("ta", "ழ்ஸ்ரீ"),
        ("km", "្ឥៀ។"),
        ("ja", "々ッ「漢"),
        ("ko", "힣가"),
        ("hy", "՞։և«"),
        ("ka", "ჰ„"),
        ("el", "ΐΏς·"),
    ],
)
def test_the_characters_of_a_language_are_those_it_is_written_with(
    exemplars: dict[str, str], language: str, letters: str
) -> None:
    assert set(letters) <= set(exemplars[language])


# --- covered or not ---------------------------------------------------------------------------------------------------


def test_the_bundled_fonts_can_set_every_known_language(assets_folder: Path) -> None:
    assert check_languages(assets_folder) == ()


def test_the_marks_of_a_row_are_looked_for_as_well(tmp_path: Path, assets_folder: Path) -> None:
    """Quotes are put in by the program: a language without a font for them could not be set."""
    for name in ("fonts", "unicode"):
        (tmp_path / name).symlink_to(assets_folder / name)
    row = (assets_folder / "locales.yaml").read_text("utf-8")
    assert "    quotes: {primary: [«, »], secondary: [“, ”], inner_space" in row
    strange = row.replace("[«, »], secondary: [“, ”], inner", "[ꓸ, ꓹ], secondary: [“, ”], inner")
    (tmp_path / "locales.yaml").write_text(strange, "utf-8")
    (problem,) = check_languages(tmp_path)
    assert problem.where.language == "fr" and "U+A4F8" in problem.text and "U+A4F9" in problem.text


def test_one_problem_names_the_language_and_the_letters_that_no_font_has(shelf: Faces, assets_folder: Path) -> None:
    (problem,) = check_coverage(shelf, locale_of("nl", assets_folder), "abcꓐꓑ\u2011\u200b")
    assert (problem.code, problem.level, problem.where.language) == ("font/coverage", Level.WARNING, "nl")
    assert "Dutch" in problem.text
    assert "'ꓐ' (U+A4D0 LISU LETTER BA)" in problem.text and "U+A4D1" in problem.text
    assert "U+0061" not in problem.text and "U+2011" not in problem.text and "U+200B" not in problem.text
    assert "Noto Sans" in problem.hint and "Latn" in problem.hint


def test_a_long_list_of_letters_is_cut_and_counted(shelf: Faces, assets_folder: Path) -> None:
    lisu = "".join(map(chr, range(0xA4D0, 0xA4F8)))
    (problem,) = check_coverage(shelf, locale_of("nl", assets_folder), lisu)
    assert problem.text.endswith("and 32 more")


def test_letters_that_only_the_bold_font_lacks_are_told_too(assets_folder: Path) -> None:
    """A family whose bold is another script's: in a heading its letters would be missing."""
    faces, _ = read_faces(assets_folder)
    assert faces is not None
    row = faces.rows["Noto Sans Georgian"]
    bold = row[: row.index("    bold:")] + faces.rows["Noto Sans"].splitlines(keepends=True)[-3]
    mixed = Faces(faces.root, {"Noto Sans Georgian": bold})
    (problem,) = check_coverage(mixed, locale_of("ka", assets_folder), "ა")
    assert "no bold font has 'ა'" in problem.text and "no font has" not in problem.text


def test_a_language_whose_family_is_not_bundled_lacks_its_letters(shelf: Faces, assets_folder: Path) -> None:
    poor = Faces(shelf.root, {"Noto Sans": shelf.rows["Noto Sans"]})
    (problem,) = check_coverage(poor, locale_of("km", assets_folder), "កa")
    assert "U+1780" in problem.text and "U+0061" not in problem.text


def test_a_font_file_that_is_gone_is_no_traceback(shelf: Faces, assets_folder: Path) -> None:
    gone = Faces(Path("nowhere"), dict(shelf.rows))
    (problem,) = check_coverage(gone, locale_of("nl", assets_folder), "ab")
    assert "'a'" in problem.text


def test_a_language_that_nobody_described_is_said_not_to_be_checked(shelf: Faces, assets_folder: Path) -> None:
    martian = dataclasses.replace(locale_of("nl", assets_folder), language="xx")
    (problem,) = check_coverage(shelf, martian, "")
    assert (problem.code, problem.level) == ("font/not-checked", Level.INFO)
    assert "xx" in problem.hint


@pytest.mark.parametrize("line", ["nl", "nl\t", "nl\t00zz", "nl\t0062-0061", "nl\t110000", "nl 0061", "nl\t-0061"])
def test_a_line_that_is_no_list_of_code_points_is_a_problem_at_its_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "unicode").mkdir()
    (tmp_path / "unicode" / "exemplars.txt").write_text(f"# characters\nfr\t0061-0063 00E9\n{line}\n", "utf-8")
    found, (problem,) = read_exemplars(tmp_path)
    assert found == {"fr": "abcé"}
    assert (problem.code, problem.where.line) == ("font/exemplars", 3)


@pytest.mark.parametrize("data", [None, b"nl\t\xff\n"])
def test_a_list_that_cannot_be_read_is_one_problem(tmp_path: Path, data: bytes | None, assets_folder: Path) -> None:
    shutil.copytree(assets_folder / "fonts" / "noto-sans-math", tmp_path / "fonts" / "noto-sans-math")
    shutil.copy(assets_folder / "fonts" / "SOURCES.yaml", tmp_path / "fonts")
    shutil.copy(assets_folder / "locales.yaml", tmp_path)
    (tmp_path / "unicode").mkdir()
    if data is not None:
        (tmp_path / "unicode" / "exemplars.txt").write_bytes(data)
    assert [problem.code for problem in check_languages(tmp_path)] == ["font/exemplars"]


def test_the_check_command_tells_what_no_font_has(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    gap = warning("font/coverage", "Khmer: no font has 'ក'", Where("assets/unicode/exemplars.txt", language="km"))
    monkeypatch.setattr(checking, "_coverage", lambda: (gap,))
    answer = place.run("check", "--lang", "en")
    assert answer.code == 0, "nothing is wrong with the leaflet"
    assert "exemplars.txt: warning: km: Khmer: no font has 'ក' [font/coverage]" in answer.err
    assert answer.last.endswith("1 warning; nothing was written")


# --- packed fonts -----------------------------------------------------------------------------------------------------


@pytest.fixture
def packed(tmp_path: Path, assets_folder: Path) -> Path:
    """Assets with one family, packed; its checksum is that of the font inside."""
    font = (assets_folder / "fonts" / FILE).read_bytes()
    file = tmp_path / "fonts" / f"{FILE}.xz"
    file.parent.mkdir(parents=True)
    file.write_bytes(lzma.compress(font, preset=0))
    style = f"{{file: {FILE}.xz, sha256: {hashlib.sha256(font).hexdigest()}}}"
    row = f"{FAMILY}:\n  covers: []\n  styles:\n    regular: {style}\n"
    (tmp_path / "fonts" / "SOURCES.yaml").write_text(row, "utf-8")
    return tmp_path


def test_the_checksum_of_a_packed_font_is_that_of_the_font_inside(packed: Path) -> None:
    assert verify_fonts(packed) == ()
    file = packed / "fonts" / f"{FILE}.xz"
    again = lzma.compress(lzma.decompress(file.read_bytes()), preset=1)
    assert again != file.read_bytes()
    file.write_bytes(again)
    assert verify_fonts(packed) == (), "packed otherwise it is the same font"


def test_a_packed_font_can_be_drawn_with(packed: Path) -> None:
    faces, problems = read_faces(packed)
    assert faces is not None, problems
    assert faces.face(FAMILY).covers("∞√")


@pytest.mark.parametrize("damage", ["other font inside", "cut short", "not packed"])
def test_a_packed_font_that_was_changed_is_told_by_name(packed: Path, damage: str) -> None:
    file = packed / "fonts" / f"{FILE}.xz"
    font = lzma.decompress(file.read_bytes())
    changed = {
        "other font inside": lzma.compress(font + b"\0", preset=0),
        "cut short": file.read_bytes()[:-100],
        "not packed": font,
    }
    file.write_bytes(changed[damage])
    (problem,) = verify_fonts(packed)
    assert problem.code == "font/checksum"
    assert file.name in problem.text
