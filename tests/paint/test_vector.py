"""Pictures on the page, as a reader shows them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image as Pillow

from leaflet.geometry import Rect
from leaflet.layout.placed import Image, Page, Pages, Panel
from leaflet.model.picture import Picture, read_picture
from leaflet.paint.colour import read_palette
from leaflet.paint.painter import Look, paint
from leaflet.paint.pdf_document import Metadata
from leaflet.problems import Where
from tests import pdfread
from tests.conftest import ROOT

WHITE, RED, BLUE = (255, 255, 255), (255, 0, 0), (0, 0, 255)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">{}</svg>'
HALVES = SVG.format('<path d="M0 0H10V10H0Z" fill="#ff0000"/><path d="M10 0H20V10H10Z" fill="#0000ff"/>')


def picture_of(folder: Path, name: str, data: bytes) -> Picture:
    (folder / name).write_bytes(data)
    picture, problems = read_picture(folder / name, name, Where(name))
    assert picture is not None, problems
    return picture


def shown(picture: Picture, image: Image, mirrored: bool = False, edge: float = 0.0) -> Pillow.Image:
    palette, _ = read_palette(ROOT / "assets")
    assert palette is not None
    page = Page(1, 100.0, 100.0, (image,), mirrored)
    pdf = paint(Pages((page,), 10.0, "", 1.0, ""), Look(palette, {"p": picture}, edge), Metadata("Test", "nl"))
    return pdfread.rendered(pdf, 1, 2)


def near(found: object, wanted: tuple[int, int, int]) -> bool:
    return isinstance(found, tuple) and all(abs(a - b) <= 8 for a, b in zip(found, wanted, strict=True))


BOX = Rect(20, 30, 40, 20)  # points; two pixels each


def test_a_drawing_is_upright_and_in_its_box(tmp_path: Path) -> None:
    page = shown(picture_of(tmp_path, "p.svg", HALVES.encode()), Image(BOX, "p", "two halves"))
    assert near(page.getpixel((50, 80)), RED) and near(page.getpixel((110, 80)), BLUE)
    assert all(near(page.getpixel(at), WHITE) for at in [(36, 80), (124, 80), (80, 56), (80, 104)])


@pytest.mark.parametrize(
    ("mirror", "page_mirrored", "turned"),
    [
        ("auto", False, False),
        ("auto", True, True),
        ("always", True, True),
        ("never", True, False),
        ("never", False, False),
    ],
)
def test_a_drawing_is_mirrored_only_where_reading_is(
    tmp_path: Path, mirror: str, page_mirrored: bool, turned: bool
) -> None:
    picture = picture_of(tmp_path, "p.svg", HALVES.encode())
    page = shown(picture, Image(BOX, "p", "two halves", mirror=mirror), page_mirrored)
    assert near(page.getpixel((50, 80)), BLUE if turned else RED)
    assert near(page.getpixel((110, 80)), RED if turned else BLUE)


def test_what_sticks_out_of_a_drawing_is_not_shown(tmp_path: Path) -> None:
    """SVG 2, 8.2: the overflow of the outermost svg is hidden; it would cover the text beside it."""
    svg = SVG.format('<path d="M-30 -30H60V60H-30Z" fill="#ff0000"/>')
    page = shown(picture_of(tmp_path, "p.svg", svg.encode()), Image(BOX, "p", "red"))
    assert near(page.getpixel((80, 80)), RED)
    assert all(near(page.getpixel(at), WHITE) for at in [(30, 80), (130, 80), (80, 50), (80, 110)])


def test_a_clip_cuts(tmp_path: Path) -> None:
    picture = picture_of(tmp_path, "p.svg", HALVES.encode())
    page = shown(picture, Image(BOX, "p", "two halves", clip=Rect(20, 30, 40, 10)))
    assert near(page.getpixel((50, 70)), RED) and near(page.getpixel((50, 90)), WHITE)


def test_a_bleeding_picture_keeps_clear_of_the_printers_edge(tmp_path: Path) -> None:
    picture = picture_of(tmp_path, "p.svg", HALVES.encode())
    image = Image(Rect(0, 30, 100, 50), "p", "two halves", bleeds=frozenset({"start", "end"}))
    page = shown(picture, image, edge=10.0)
    assert near(page.getpixel((15, 100)), WHITE) and near(page.getpixel((185, 100)), WHITE)
    assert near(page.getpixel((30, 100)), RED) and near(page.getpixel((170, 100)), BLUE)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_raster_is_upright_and_in_its_colours(tmp_path: Path, kind: str, mode: str) -> None:
    if (kind, mode) == ("PNG", "CMYK"):
        pytest.skip("PNG knows no CMYK")
    pixels = Pillow.new("RGB", (40, 20), BLUE)
    pixels.paste(RED, (0, 0, 20, 20))
    data = io.BytesIO()
    pixels.convert(mode).save(data, kind, **({"quality": 95} if kind == "JPEG" else {}))
    page = shown(picture_of(tmp_path, "p.img", data.getvalue()), Image(BOX, "p", "two halves"))
    first, second = page.getpixel((50, 80)), page.getpixel((110, 80))
    if mode == "L":
        assert first[0] == first[1] == first[2] and first[0] > second[0] > 0
    else:
        assert first[0] > 120 > first[2] and second[2] > 120 > second[0]
    assert near(page.getpixel((36, 80)), WHITE)


def test_transparency_shows_the_paper(tmp_path: Path) -> None:
    pixels = Pillow.new("RGBA", (40, 20), (255, 0, 0, 0))
    pixels.paste((0, 0, 255, 255), (0, 0, 20, 20))
    data = io.BytesIO()
    pixels.save(data, "PNG")
    page = shown(picture_of(tmp_path, "p.png", data.getvalue()), Image(BOX, "p", "half"))
    assert near(page.getpixel((50, 80)), BLUE) and near(page.getpixel((110, 80)), WHITE)


def test_strokes_and_holes_are_as_in_the_drawing(tmp_path: Path) -> None:
    svg = SVG.format(
        '<path d="M0 0H10V10H0ZM2 2H8V8H2Z" fill="#ff0000" fill-rule="evenodd"/>'
        '<path d="M12 5H20" fill="none" stroke="#0000ff" stroke-width="4"/>'
    )
    page = shown(picture_of(tmp_path, "p.svg", svg.encode()), Image(BOX, "p", "a hole"))
    assert near(page.getpixel((42, 80)), RED) and near(page.getpixel((60, 80)), WHITE)
    assert near(page.getpixel((105, 80)), BLUE) and near(page.getpixel((105, 95)), WHITE)


def test_a_panel_that_bleeds_is_cut_at_the_printers_edge() -> None:
    palette, _ = read_palette(ROOT / "assets")
    assert palette is not None
    panel = Panel(Rect(0, 0, 100, 30), "petrol", bleeds=frozenset({"top", "start", "end"}))
    page = Page(1, 100.0, 100.0, (panel,))
    pdf = paint(Pages((page,), 10.0, "", 1.0, ""), Look(palette, {}, 10.0), Metadata("Test", "nl"))
    sheet = pdfread.rendered(pdf, 1, 2)
    assert near(sheet.getpixel((100, 10)), WHITE) and near(sheet.getpixel((10, 40)), WHITE)
    assert not near(sheet.getpixel((100, 40)), WHITE)


def test_one_picture_twice_is_one_object(tmp_path: Path) -> None:
    palette, _ = read_palette(ROOT / "assets")
    assert palette is not None
    data = io.BytesIO()
    Pillow.new("RGB", (40, 20), BLUE).save(data, "PNG")
    picture = picture_of(tmp_path, "p.png", data.getvalue())
    page = Page(
        1, 100.0, 100.0, (Image(BOX, "p", "a", "a", "a/alt"), Image(Rect(20, 60, 40, 20), "p", "b", "b", "b/alt"))
    )
    pdf = paint(Pages((page,), 10.0, "", 1.0, ""), Look(palette, {"p": picture}, 0.0), Metadata("Test", "nl"))
    objects = {one.objgen for one in pdfread.opened(pdf).pages[0].Resources.XObject.values()}
    assert len(objects) == 1
    assert [one.alt for one in pdfread.structure(pdf).walk() if one.kind == "Figure"] == ["a", "b"]
