"""What a print shop asks for, on the command line and in a design."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from leaflet.places import ASSETS
from tests.pdfread import opened
from tests.workplace import Workplace

PRESS = ("build", "water", "--lang", "nl", "--edition", "press")


def pressed(place: Workplace) -> bytes:
    return (place.root / "build/water/water_nl_a4_press.pdf").read_bytes()


def test_options_win_over_the_design(place: Workplace) -> None:
    folder = place.root / "assets" / "designs"
    folder.mkdir(parents=True)
    text = (ASSETS / "designs" / "a4.yaml").read_text("utf-8").replace("design: a4", "design: mine")
    press = "press: {pdfx: x-3, profile: FOGRA29L, marks: [crop]}\n"
    (folder / "mine.yaml").write_text(text + press, "utf-8")
    words = (*PRESS, "--design", "mine")
    file = place.root / "build/water/water_nl_mine_press.pdf"
    assert place.run(*words).code == 0
    first = opened(file.read_bytes())
    assert str(first.docinfo["/GTS_PDFXVersion"]) == "PDF/X-3:2003" and "/ColorSpace" in first.pages[0].Resources
    assert "uncoated" in str(first.Root.OutputIntents[0].OutputCondition)
    assert place.run(*words, "--pdfx", "x-4", "--profile", "FOGRA39L", "--marks", "none").code == 0
    second = opened(file.read_bytes())
    assert "/GTS_PDFXVersion" not in second.docinfo and "/ColorSpace" not in second.pages[0].Resources
    assert "on coated" in str(second.Root.OutputIntents[0].OutputCondition)


def test_another_wish_makes_the_file_again_and_the_same_one_does_not(place: Workplace) -> None:
    seen = set()
    shutil.copy(ASSETS / "icc" / "FOGRA29L.icc", place.root / "shop.icc")
    for words in ((), ("--pdfx", "x-1a"), ("--marks", "all"), ("--marks", "crop,bar"), ("--profile", "FOGRA29L"),
                  ("--profile", "./shop.icc")):  # fmt: skip
        answer = place.run(*PRESS, *words)
        assert answer.code == 0 and "unchanged" not in answer.last, words
        seen.add(pressed(place))
        assert "1 unchanged" in place.run(*PRESS, *words).last
    assert len(seen) == 6
    shutil.copy(ASSETS / "icc" / "FOGRA39L.icc", place.root / "shop.icc")
    assert "unchanged" not in place.run(*PRESS, "--profile", "./shop.icc").last, "the profile's bytes count"


def test_the_press_does_not_touch_what_is_for_the_office(place: Workplace) -> None:
    place.run()
    assert "2 unchanged" in place.run("build", "--edition", "office").last
    answer = place.run("build", "--edition", "office,grey,press", "--profile", "FOGRA29L")
    assert answer.code == 0 and "6 PDFs; 2 unchanged" in answer.last
    grey = place.root / "build/water/water_nl_a4_grey.pdf"
    assert grey.is_file() and place.manifest()["outputs"]["water/water_nl_a4_grey.pdf"]["edition"] == "grey"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--profile", "FOGRA99"), "there are: FOGRA29L, FOGRA39L"),
        (("--profile", "none.icc"), "'none.icc' does not exist"),
        (("--profile", "../up/none"), "'none' does not exist"),
        (("--profile", "translations/water/leaflet.yaml"), "is not an ICC profile"),
        (("--marks", "corp"), "did you mean 'crop'?"),
        (("--marks", "none,crop"), "there is no mark 'none'"),
        (("--marks", ","), "name at least one"),
        (("--pdfx", "x-5"), "invalid choice"),
        (("--edition", "office", "--pdfx", "x-4"), "about --edition press"),
        (("--edition", "grey", "--marks", "all"), "about --edition press"),
    ],
)
def test_wishes_that_cannot_be_met_are_refused(place: Workplace, words: tuple[str, ...], said: str) -> None:
    before = place.files()
    answer = place.run(*PRESS, *words)
    assert answer.code == 2 and said in answer.err, answer.err
    assert place.files() == before


def test_a_design_that_names_no_profile_stops_its_press_file_only(place: Workplace) -> None:
    folder = place.root / "assets" / "designs"
    folder.mkdir(parents=True)
    text = (ASSETS / "designs" / "a4.yaml").read_text("utf-8").replace("design: a4", "design: mine")
    (folder / "mine.yaml").write_text(text + "press: {profile: FOGRA99}\n", "utf-8")
    answer = place.run("build", "--design", "mine", "--edition", "office,press")
    assert answer.code == 1 and answer.err.count("[press/no-profile]") == 1
    assert "assets/designs/mine.yaml: error: there is no profile 'FOGRA99'" in answer.err
    assert "(2 PDFs; 2 not made" in answer.last
    assert not Path(place.root / "build/water/water_nl_mine_press.pdf").exists()
