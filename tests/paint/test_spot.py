"""Spot inks: a colour that is mixed before it is printed has a plate of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflet.geometry import Rect
from leaflet.layout.placed import Image, Page, Pages, Panel
from leaflet.layout.press_wish import MARKS, PressWish
from leaflet.paint.colour import Palette, read_palette
from leaflet.paint.painter import Look, paint
from leaflet.paint.pdf_document import Metadata
from leaflet.paint.standard import STANDARDS
from tests.paint.test_vector import picture_of
from tests.pdfread import opened
from tests.pressed import forms, job_of, operators, page_file, palette_of, plates_of

ROWS = """
ink: {cmyk: [0, 0, 0, 100], screen: "#141311"}
petrol: {cmyk: [100, 40, 40, 40], screen: "#005260", spot: "PANTONE 3165 C"}
mist: {cmyk: [10, 4, 4, 4], screen: "#E0F0F2", spot: "PANTONE 3165 C", tint: 10}
white: {cmyk: [0, 0, 0, 0], screen: "#FFFFFF"}
"""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="#005260"/>'
    '<path d="M1 5H9" stroke="#E0F0F2" stroke-width="2"/></svg>'
)


@pytest.fixture
def palette(tmp_path: Path) -> Palette:
    (tmp_path / "palette.yaml").write_text(ROWS, "utf-8")
    return palette_of(tmp_path)


def spotted(folder: Path, palette: Palette, name: str, marks: bool = False) -> bytes:
    """A panel in the spot ink, one in a tint of it, a drawing in both, and black over the panel."""
    picture = picture_of(folder, "p.svg", SVG.encode())
    items = (Panel(Rect(0, 0, 200, 50), "petrol"), Panel(Rect(0, 50, 200, 50), "mist"),
             Panel(Rect(20, 20, 100, 2), "ink"), Panel(Rect(20, 30, 100, 2), "white"),
             Image(Rect(20, 120, 60, 60), "p", "drawing", "a", "a/alt"))  # fmt: skip
    job = job_of(PressWish(pdfx=name, marks=frozenset(MARKS if marks else ())), palette)
    return page_file(items, job, {"p": picture}, palette)


@pytest.mark.parametrize("name", STANDARDS)
def test_a_spot_ink_is_a_separation_of_its_own(tmp_path: Path, palette: Palette, name: str) -> None:
    file = opened(spotted(tmp_path, palette, name))
    (page,) = file.pages
    (drawing,) = forms(page)
    for stream in (page, drawing):
        kind, ink, alternate, tint = stream.Resources.ColorSpace["/S1"]
        assert (kind, ink, alternate) == ("/Separation", "/PANTONE 3165 C", "/DeviceCMYK")
        assert int(tint.FunctionType) == 2 and int(tint.N) == 1
        assert [float(part) for part in tint.C0] == [0, 0, 0, 0] and [float(part) for part in tint.Domain] == [0, 1]
        assert [float(part) for part in tint.C1] == [1, 0.4, 0.4, 0.4]
    assert page.Resources.ColorSpace["/S1"].objgen == drawing.Resources.ColorSpace["/S1"].objgen
    assert {"cs", "scn"} <= set(operators(page)) and {"cs", "scn", "CS", "SCN"} <= set(operators(drawing))


def test_the_spot_ink_has_a_plate(tmp_path: Path, palette: Palette) -> None:
    plates = plates_of(spotted(tmp_path, palette, "x-4"), tmp_path, 72)
    spot = plates["PANTONE 3165 C"]
    assert spot.getpixel((150, 10)) < 5 and spot.getpixel((150, 75)) == pytest.approx(255 * 0.9, abs=4)
    assert spot.getpixel((50, 125)) < 5 and spot.getpixel((50, 150)) == pytest.approx(255 * 0.9, abs=4)
    assert all(plates[name].getpixel((150, 10)) == 255 for name in ("Cyan", "Magenta", "Yellow", "Black"))
    assert plates["Black"].getpixel((60, 21)) < 5 and spot.getpixel((60, 21)) < 5, "black is printed over it"
    assert spot.getpixel((60, 31)) == 255, "white knocks it out"


def test_marks_and_the_colour_bar_are_on_its_plate_too(tmp_path: Path, palette: Palette) -> None:
    spot = plates_of(spotted(tmp_path, palette, "x-4", marks=True), tmp_path, 144)["PANTONE 3165 C"]
    foot = spot.crop((0, spot.height - 36, spot.width, spot.height))
    assert sum(foot.histogram()[:20]) > 300, "a patch, and lines"


def test_on_the_screen_it_is_its_screen_colour(palette: Palette) -> None:
    page = Page(1, 100.0, 100.0, (Panel(Rect(0, 0, 100, 50), "petrol"),))
    pdf = paint(Pages((page,), 10.0, "", 1.0, ""), Look(palette, {}, 0.0), Metadata("Test", "nl"))
    assert "rg" in operators(opened(pdf).pages[0]) and "/ColorSpace" not in opened(pdf).pages[0].Resources


@pytest.mark.parametrize(
    "row",
    ["{cmyk: [50, 0, 0, 0], screen: '#00FFFF', spot: ''}", "{cmyk: [50, 0, 0, 0], screen: '#00FFFF', spot: Cyan}",
     "{cmyk: [50, 0, 0, 0], screen: '#00FFFF', spot: All}", "{cmyk: [50, 0, 0, 0], screen: '#00FFFF', tint: 50}",
     "{cmyk: [50, 0, 0, 0], screen: '#00FFFF', spot: X, tint: 0}", "{cmyk: [50, 0, 0, 0], screen: '#00FFFF', sopt: X}",
     "{cmyk: [50, 0, 0, 120], screen: '#00FFFF'}", "{cmyk: [0, 0, 0, 9], screen: '#00FFFF', rich: [1, 2]}",
     "{cmyk: [0, 0, 0, 9], screen: '#00FFFF', grey: 101}"],
)  # fmt: skip
def test_a_row_that_is_no_ink_is_a_problem(tmp_path: Path, row: str) -> None:
    (tmp_path / "palette.yaml").write_text(f"blue: {row}\n", "utf-8")
    found, problems = read_palette(tmp_path)
    assert found is None and [problem.code for problem in problems] == ["palette/ink"] and "blue" in problems[0].text


def test_two_rows_cannot_disagree_about_one_ink(tmp_path: Path) -> None:
    (tmp_path / "palette.yaml").write_text(ROWS.replace("[10, 4, 4, 4]", "[40, 4, 4, 4]"), "utf-8")
    found, problems = read_palette(tmp_path)
    assert found is None and problems[0].code == "palette/spot" and "'mist'" in problems[0].text
