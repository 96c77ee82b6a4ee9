"""PDFs of other programs are reported rightly: what is wrong with each is found, and nothing that is not."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from leaflet.check.preflight.check_press import check_press, inks_used
from leaflet.check.preflight.press_order import PressOrder
from leaflet.problems import Problem, Where
from tests.conftest import ROOT

FOREIGN = ROOT / "tests" / "data" / "foreign"
UNFIT = {"trim-missing", "bleed-missing", "no-claim", "output-intent"}  # made for the screen or the office
RGB = {"colour-rgb", "ink-unmeasured"}
WRONG: dict[str, Collection[str]] = {
    "fpdf2": UNFIT | RGB | {"trapped", "metadata-missing", "font-embedded", "black-overprint", "type-small"},
    "weasyprint": RGB | {"no-claim", "output-intent", "trapped", "file-id", "metadata-missing", "annotation"},
    "typst": UNFIT | {"trapped", "black-overprint", "trim-close", "hairline"},
    "reportlab": UNFIT | {"font-embedded", "hairline", "ink-total", "spot-plates", "text-plates", "trim-close"},
    "ghostscript": UNFIT | RGB | {"trapped", "metadata-missing", "font-embedded"},
    "cairo": UNFIT | RGB | {"trapped", "file-id", "metadata-missing", "hairline"},
    "chromium": UNFIT | RGB | {"trapped", "file-id", "annotation"},
}


def checked(name: str) -> tuple[Problem, ...]:
    path = FOREIGN / f"{name}.pdf"
    return check_press(path.read_bytes(), PressOrder(Where(path.name), file_name=path.name))


def text_of(name: str, code: str) -> str:
    return next(problem.text for problem in checked(name) if problem.code == f"preflight/{code}")


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_found_and_no_more(name: str) -> None:
    assert {problem.code.removeprefix("preflight/") for problem in checked(name)} == set(WRONG[name])


def test_every_file_of_the_folder_is_looked_at() -> None:
    assert {path.stem for path in FOREIGN.glob("*.pdf")} == set(WRONG)


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("fpdf2", "font-embedded", "not in the file: Helvetica, Times-Roman"),
        ("fpdf2", "type-small", "type of 5 pt"),
        ("fpdf2", "bleed-missing", "the page has 0 mm of bleed; 3 mm are wanted on every side"),
        ("reportlab", "ink-total", "359 % of ink"),
        ("reportlab", "text-plates", "Cyan 60 %, Magenta 50 %, Yellow 50 %, Black 100 %"),
        ("reportlab", "hairline", "a line is 0 pt thin at 20, 150 mm from the upper left corner"),
        ("reportlab", "trim-close", "text sits 1 mm from the left edge of the trim"),
        ("reportlab", "spot-plates", "Gold"),
        ("typst", "hairline", "0.1 pt"),
        ("typst", "trim-close", "text sits 2"),
        ("weasyprint", "annotation", "Link"),
        ("cairo", "colour-rgb", "text in DeviceRGB"),
        ("ghostscript", "colour-rgb", "text in DeviceRGB"),
    ],
)
def test_it_is_said_in_words_that_can_be_acted_on(name: str, code: str, words: str) -> None:
    assert words in text_of(name, code)


def test_the_bleed_that_weasyprint_made_is_seen() -> None:
    codes = {problem.code for problem in checked("weasyprint")}
    assert not codes & {"preflight/trim-missing", "preflight/bleed-missing", "preflight/marks-in-bleed"}


def test_ink_of_a_foreign_file_is_measured() -> None:
    (page,) = inks_used((FOREIGN / "reportlab.pdf").read_bytes())
    assert page["Gold"] == pytest.approx(100 * 40 * 20 / (297 * 210), abs=0.1)
    assert page["Cyan"] == pytest.approx(90 * 60 / 210, abs=0.3)
