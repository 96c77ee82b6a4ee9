"""`design` and `dummy`: a design is drawn, named and explained; the PDF says what it is and is whole."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import ROOT
from tests.workplace import Workplace

DESIGNS = sorted(path.stem for path in (ROOT / "assets" / "designs").glob("*.yaml"))


def words_of(path: Path) -> str:
    """The words of a PDF, as poppler finds them."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    answer = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    return " ".join(answer.stdout.split())


@pytest.mark.parametrize("name", DESIGNS)
def test_every_design_has_a_sheet(empty: Workplace, name: str) -> None:
    answer = empty.run("design", name)
    assert (answer.code, answer.err) == (0, "")
    assert answer.last == f"File: build/design_{name}.pdf"
    path = empty.root / "build" / f"design_{name}.pdf"
    with pikepdf.open(path) as pdf:
        assert pdf.docinfo["/Title"] == f"Design sheet: {name}"
        assert pdf.Root.Lang == "en"
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
    assert empty.run("design", name, "--out", "again").code == 0
    assert (empty.root / "again" / path.name).read_bytes() == path.read_bytes()


def test_the_sheet_of_a_trifold_names_and_measures_what_there_is(empty: Workplace) -> None:
    assert empty.run("design", "trifold").code == 0
    said = words_of(empty.root / "build" / "design_trifold.pdf")
    for words in (
        "297 × 210 mm",
        "flap",
        "97 mm · read second",
        "cover, flap, one, two, three, back",
        "letter: one panel",
    ):
        assert words in said
    for words in (
        "masthead",
        "hero",
        "closing",
        "footer",
        "safety, at the foot",
        "box title",
        "petrol mid",
        "90 30 35 50",
    ):
        assert words in said


def test_a_users_own_design_is_drawn(empty: Workplace) -> None:
    own = empty.root / "assets" / "designs" / "wide.yaml"
    own.parent.mkdir(parents=True)
    text = (ROOT / "assets" / "designs" / "a4.yaml").read_text("utf-8")
    text = text.replace("design: a4", "design: wide").replace(
        "columns: {count: 2, gutter: 6}", "columns: {count: 3, gutter: 5}"
    )
    own.write_text(text, encoding="utf-8")
    answer = empty.run("design", "wide")
    assert (answer.code, answer.err) == (0, "")
    assert "3 of 56.67 mm, gutter 5 mm" in words_of(empty.root / "build" / "design_wide.pdf")


@pytest.mark.parametrize(
    "words",
    [("trifold",), ("trifold", "--lang", "nl", "--rtl"), ("zfold", "--lang", "ar"), ("booklet", "--lang", "zh-Hans")],
)
def test_a_dummy_is_made_in_the_staffs_language(empty: Workplace, words: tuple[str, ...]) -> None:
    answer = empty.run("dummy", *words)
    assert (answer.code, answer.err) == (0, "")
    (path,) = (empty.root / "build").glob("*.pdf")
    with pikepdf.open(path) as pdf:
        assert pdf.Root.Lang == (words[2] if len(words) > 2 else "en")
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        assert ("/Direction" in pdf.Root.ViewerPreferences) == ("--rtl" in words or "ar" in words)
    if shutil.which("qpdf"):
        assert subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=False).returncode == 0


def test_files_of_one_design_in_two_directions_do_not_overwrite_one_another(empty: Workplace) -> None:
    for words in (("--lang", "nl"), ("--lang", "nl", "--rtl"), ("--lang", "ar"), ("--lang", "ar", "--ltr")):
        assert empty.run("dummy", "trifold", *words).code == 0
    assert len(list((empty.root / "build").glob("dummy_trifold_*.pdf"))) == 4


def test_a_language_without_words_gets_english_and_a_warning(empty: Workplace) -> None:
    answer = empty.run("dummy", "trifold", "--lang", "ja")
    assert answer.code == 0 and "[folding/language]" in answer.err
    assert (empty.root / "build" / "dummy_trifold_en.pdf").is_file()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("design",), "DESIGN"),
        (("design", "poster"), "there are: a4"),
        (("design", "../a4"), "there is no design '../a4'"),
        (("dummy", "a4"), "'a4' is not folded"),
        (("dummy", "trifold", "--rtl", "--ltr"), "not allowed with"),
        (("dummy", "booklet", "--pages", "0"), "'0' is not a number"),
        (("design", "a4", "--project", "nowhere"), "there is no folder"),
    ],
)
def test_wrong_arguments_are_said_and_nothing_is_made(empty: Workplace, words: tuple[str, ...], said: str) -> None:
    answer = empty.run(*words)
    assert answer.code == 2 and said in answer.err
    assert empty.files() == {}


def test_a_broken_design_is_said_and_the_old_sheet_stays(empty: Workplace) -> None:
    own = empty.root / "assets" / "designs" / "broken.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("design: broken\nsheet: 3\n", encoding="utf-8")
    old = empty.root / "build" / "design_broken.pdf"
    old.parent.mkdir()
    old.write_bytes(b"old")
    answer = empty.run("design", "broken")
    assert answer.code == 3 and "assets/designs/broken.yaml:" in answer.err
    assert old.read_bytes() == b"old"
