"""The folding dummy, folded on paper: its own sentences are followed, and the cover must come to lie in front."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from leaflet.compose.fonts import Faces
from leaflet.compose.typesetter import Typesetter
from leaflet.drafting.board import Drawn, board_setting
from leaflet.drafting.dummy import Script, booklet_dummy, fold_dummy
from leaflet.drafting.words import read_words
from leaflet.geometry import points
from leaflet.imposition.order import booklet_order
from leaflet.layout.design import Design, read_design
from leaflet.layout.placed import Image, Page, Role, Text
from leaflet.localize.numerals import ZERO
from leaflet.paint.colour import read_palette
from tests.conftest import ROOT

ASSETS = ROOT / "assets"
LETTERS = {"outside": [2, 6, 1], "inside": [3, 4, 5]}
ZIGZAG = {"outside": [4, 5, 1], "inside": [2, 3, 6]}
DIGITS = {chr(ord(zero) + digit): str(digit) for zero in ZERO.values() for digit in range(10)}


def design_of(name: str) -> Design:
    palette, _ = read_palette(ASSETS)
    assert palette is not None
    design, problems = read_design(ASSETS / "designs" / f"{name}.yaml", name, ASSETS, palette.names)
    assert design is not None, problems
    return design


@pytest.fixture(scope="session")
def script(shelf: Faces) -> Callable[[str, str, bool], Script]:
    def of(name: str, language: str, right: bool) -> Script:
        words, problems = read_words(language, ASSETS)
        assert words is not None, problems
        design = design_of(name)
        return Script(design, board_setting(design, shelf, words.locale), words, right)

    return of


def said(text: Text) -> str:
    return text.shaped.text[text.line.start : text.line.end]


def texts(page: Page) -> list[Text]:
    return [item for item in page.items if isinstance(item, Text)]


def numbers(page: Page) -> list[tuple[float, int]]:
    """The large numbers from the left, each with the middle of its ink."""
    large = [text for text in texts(page) if text.role is Role.HEADING]
    found = [(text.x + text.width / 2, int("".join(DIGITS.get(mark, mark) for mark in said(text)))) for text in large]
    return sorted(found)


def sentences(page: Page) -> list[str]:
    """The words of the page, message by message."""
    parts: dict[str, list[str]] = {}
    for text in texts(page):
        if text.role is not Role.LABEL:
            parts.setdefault(text.part, []).append(said(text).strip())
    return [" ".join(lines) for lines in parts.values()]


@pytest.mark.parametrize(("name", "order"), [("trifold", LETTERS), ("zfold", ZIGZAG)])
@pytest.mark.parametrize("language", ["en", "ar", "fa", "zh-Hans"])
@pytest.mark.parametrize("right", [False, True])
def test_numbers_stand_in_their_panels_and_the_other_way_round_from_the_right(
    script: Callable[[str, str, bool], Script], name: str, order: dict[str, list[int]], language: str, right: bool
) -> None:
    made = fold_dummy(script(name, language, right))
    fold = design_of(name).fold
    assert fold is not None
    for page, (side, expected) in zip(made.pages.pages, order.items(), strict=True):
        assert [number for _, number in numbers(page)] == (expected[::-1] if right else expected), side
        for middle, number in numbers(page):
            panel = fold.panels[number - 1]
            centre = panel.x + panel.width / 2
            assert middle == pytest.approx(fold.width - centre if right else centre, abs=2)


@pytest.mark.parametrize("right", [False, True])
@pytest.mark.parametrize("name", ["trifold", "zfold"])
def test_who_follows_the_steps_has_the_cover_in_front(
    script: Callable[[str, str, bool], Script], name: str, right: bool
) -> None:
    design = design_of(name)
    assert design.fold is not None
    made = fold_dummy(script(name, "en", right))
    page = next(page for page in made.pages.pages if any("Lay the sheet" in words for words in sentences(page)))
    steps = sentences(page)
    lay = [int(found) for found in re.findall(r"\d", next(step for step in steps if step.startswith("Lay")))]
    row = [number for _, number in numbers(page)]
    assert sorted(lay) == sorted(row), "the side that is to lie up is the one that tells so"
    front, back = _folded(design, row, [step for step in steps if step.startswith(("Fold part", "Turn"))])
    check = next(step for step in steps if step.startswith("Right"))
    assert re.findall(r"\d", check) == [str(front), str(back)]
    assert front == 1


def _folded(design: Design, row: Sequence[int], steps: Sequence[str]) -> tuple[int, int]:
    """What is seen of the pile from above and from below when the sentences are followed."""
    fold = design.fold
    assert fold is not None

    def behind(number: int) -> int:
        return fold.place(fold.behind(fold.panels[number - 1]).name)

    up, down = row[1], behind(row[1])
    for step in steps:
        named = [int(found) for found in re.findall(r"\d", step)]
        assert not named[1:] or abs(row.index(named[0]) - row.index(named[1])) == 1, f"{step}: they are not neighbours"
        if step.startswith("Turn"):
            up, down = down, up
        elif "behind" in step:
            down = named[0]
        else:
            up = behind(named[0])
    return up, down


@pytest.mark.parametrize(
    ("name", "outside", "inside"),
    [
        ("trifold", ["Mountain", "Mountain"], ["Valley", "Valley"]),
        ("zfold", ["Valley", "Mountain"], ["Mountain", "Valley"][::-1]),
    ],
)
@pytest.mark.parametrize("right", [False, True])
def test_a_fold_that_is_a_mountain_in_front_is_a_valley_behind(
    script: Callable[[str, str, bool], Script], name: str, outside: list[str], inside: list[str], right: bool
) -> None:
    made = fold_dummy(script(name, "en", right))
    found = []
    for page in made.pages.pages:
        marks = sorted((text.x + text.width / 2, said(text).split()[0]) for text in texts(page) if "fold" in said(text))
        marks = [(x, word) for x, word in marks if word in ("Mountain", "Valley")]
        found.append([word for _, word in (marks[::-1] if right else marks)])
    other = {"Mountain": "Valley", "Valley": "Mountain"}
    assert found[0] == outside
    assert found[1] == [other[word] for word in outside[::-1]], (
        "behind a fold is the same fold, seen from the other side"
    )


def test_folds_are_drawn_where_the_paper_is_folded(script: Callable[[str, str, bool], Script]) -> None:
    made = fold_dummy(script("trifold", "en", False))
    for page, folds in zip(made.pages.pages, ((97, 197), (100, 200)), strict=True):
        upright = {round(x, 1) for x in _upright_dashes(made, page)}
        assert upright == {round(points(fold), 1) for fold in folds}


def _upright_dashes(made: Drawn, page: Page) -> list[float]:
    (name,) = [item.source for item in page.items if isinstance(item, Image)]
    lines = [
        shape for shape in made.pictures[name].shapes if shape.stroke and shape.stroke.dash and len(shape.commands) == 2
    ]
    return [shape.commands[0][1][0] for shape in lines if shape.commands[0][1][0] == shape.commands[1][1][0]]


@pytest.mark.parametrize("right", [False, True])
@pytest.mark.parametrize("pages", [4, 6, 8, 12])
def test_the_sheets_of_a_booklet_are_those_of_the_imposition(
    script: Callable[[str, str, bool], Script], pages: int, right: bool
) -> None:
    made = booklet_dummy(script("booklet", "nl", right), pages)
    total = -(-pages // 4) * 4
    shown = [[number for _, number in numbers(page)] for page in made.pages.pages]
    assert shown == [[side.left, side.right] for side in booklet_order(total, right)]
    steps = [words for page in made.pages.pages for words in sentences(page)]
    assert f"Goed: 1 ligt vooraan, {total} achteraan." in steps


@pytest.mark.parametrize("language", ["nl", "ar", "ti", "zh-Hans", "tr", "ps"])
@pytest.mark.parametrize("name", ["trifold", "zfold", "booklet"])
def test_no_words_run_over_a_fold_off_the_sheet_or_into_others(
    script: Callable[[str, str, bool], Script], name: str, language: str, typesetter: Callable[[str], Typesetter]
) -> None:
    ready = script(name, language, language in ("ar", "ps"))
    made = booklet_dummy(ready, 8) if name == "booklet" else fold_dummy(ready)
    for page in made.pages.pages:
        lines = texts(page)
        for text in lines:
            assert text.x > points(5) and text.x + text.width < page.width - points(5)
            assert points(5) < text.y < page.height - points(5)
        for fold in _upright_dashes(made, page):
            for text in lines:
                clear = text.x - fold > points(4) or fold - text.x - text.width > points(4)
                assert clear or text.ink == "coral", f"'{said(text)}' stands on a fold"
        captions = [text.y for text in lines if text.ink == "coral" and text.size < 12]
        assert max((text.y for text in lines if text.ink != "coral"), default=0) < min(captions) - 8


def test_every_design_that_is_folded_has_a_dummy(script: Callable[[str, str, bool], Script]) -> None:
    for path in sorted(Path(ASSETS / "designs").glob("*.yaml")):
        design = design_of(path.stem)
        if design.fold:
            assert len(fold_dummy(script(path.stem, "en", False)).pages.pages) == 2
