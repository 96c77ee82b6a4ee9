"""A design is data: what it says is what is laid out, and what it cannot mean is a problem with a hint."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflet.geometry import points
from leaflet.layout.design import read_design
from leaflet.problems import has_errors
from tests.conftest import ROOT, SMALL

INKS = frozenset({"white", "petrol", "coral", "mist", "sand", "ink"})
PLAIN = SMALL / "assets" / "designs" / "plain.yaml"


def read(folder: Path, change: tuple[str, str] = ("", "")):  # type: ignore[no-untyped-def]
    text = PLAIN.read_text("utf-8")
    assert change[0] in text
    path = folder / "plain.yaml"
    path.write_text(text.replace(*change) if change[0] else text, "utf-8")
    return read_design(path, "assets/designs/plain.yaml", ROOT / "assets", INKS)


def test_lengths_are_in_points(tmp_path: Path) -> None:
    design, problems = read(tmp_path)
    assert problems == ()
    assert (design.width, design.height) == (points(148), points(210))
    assert design.column * 2 + design.gutter == pytest.approx(design.measure)
    assert design.column_x(1) + design.column == pytest.approx(design.width - design.margins.end)


def test_styles_follow_the_body_but_for_their_smallest_size(tmp_path: Path) -> None:
    design, _ = read(tmp_path)
    assert design.style("title").points(10) == 20
    assert design.style("small").points(10) == 8.5
    assert design.style("small").points(20) == 16
    assert design.style("no such style").points(10) == 10


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("ideal: 10, floor: 9", "ideal: 9, floor: 10"), "design/body"),
        (("band: petrol", "band: purple"), "design/ink"),
        (("ink: coral", "ink: purple"), "design/ink"),
        (("panel: mist", "panel: purple"), "design/ink"),
        (("start: 12, end: 12", "start: 70, end: 70"), "design/room"),
        (("top: 10, bottom: 26", "top: 100, bottom: 100"), "design/room"),
        (("design: plain", "design: other"), "design/name"),
    ],
)
def test_nonsense_is_a_problem_with_a_hint(tmp_path: Path, change: tuple[str, str], code: str) -> None:
    design, problems = read(tmp_path, change)
    assert design is None
    assert [problem.code for problem in problems] == [code]
    assert problems[0].hint and problems[0].where.file == "assets/designs/plain.yaml"


@pytest.mark.parametrize(
    "change",
    [("columns:", "colunms:"), ("width: 148", "width: wide"), ("count: 2", "count: 0"), ("bottom: 26", "bottom: -3"),
     ("sheet: {width: 148, height: 210}", "sheet:"), ("ideal: 10", "ideal: .nan"), ("ideal: 10", "ideal: .inf"),
     ("picture: 0.3", "picture: 0")],
)  # fmt: skip
def test_a_slip_of_the_pen_is_a_problem(tmp_path: Path, change: tuple[str, str]) -> None:
    design, problems = read(tmp_path, change)
    assert design is None and has_errors(problems)
    assert all(problem.where.file for problem in problems)


def test_the_bundled_designs_are_right() -> None:
    from leaflet.paint.colour import read_palette

    palette, problems = read_palette(ROOT / "assets")
    assert palette is not None, problems
    for path in (ROOT / "assets" / "designs").glob("*.yaml"):
        design, problems = read_design(path, path.name, ROOT / "assets", palette.names)
        assert design is not None and problems == (), path.name


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("  section: {}", "  sektion: {}"), "design/unknown-name"),
        (("  marker: {", "  markr: {"), "design/unknown-name"),
        (("name: set,", "name: sett,"), "design/spacing"),
    ],
)
def test_a_misspelt_name_is_not_passed_over(tmp_path: Path, change: tuple[str, str], code: str) -> None:
    design, problems = read(tmp_path, change)
    assert design is None
    assert code in {problem.code for problem in problems}
