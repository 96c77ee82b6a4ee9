"""The grey edition: for printers and copiers that have black alone."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image as Pillow

from leaflet.build import Result, finish
from leaflet.commands.building import describe
from leaflet.geometry import Rect
from leaflet.layout.placed import Image, Page, Pages
from leaflet.paint.colour import contrast, grey_of
from leaflet.paint.painter import Edition, Look, paint
from leaflet.paint.pdf_document import Metadata
from tests.paint.test_vector import picture_of
from tests.pdfread import on_pdf, opened, rendered, shown_text, words_of
from tests.pressed import forms, images, operators, palette_of
from tests.printed import Printed

LANGUAGES = ("nl", "ar")
COLOUR = {"rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"}


@pytest.fixture(scope="module", params=LANGUAGES)
def printed_grey(request: pytest.FixtureRequest, real: Mapping[str, Printed]) -> tuple[Printed, bytes]:
    printed = real[request.param]
    result = finish(printed.kit, printed.copy, printed.fit, Edition.GREY)
    assert result.pdf, [str(problem) for problem in result.problems]
    return printed, result.pdf


def test_nothing_in_it_has_colour(printed_grey: tuple[Printed, bytes]) -> None:
    file = opened(printed_grey[1])
    for page in file.pages:
        for stream in (page, *forms(page)):
            assert not set(operators(stream)) & COLOUR and set(operators(stream)) & {"g", "G"}
    assert all(image.ColorSpace == "/DeviceGray" for image in images(file))
    seen = rendered(printed_grey[1], 1)
    assert all(red == green == blue for _, (red, green, blue) in seen.getcolors(1 << 16))


def test_it_says_the_same_in_the_same_places(printed_grey: tuple[Printed, bytes]) -> None:
    printed, pdf = printed_grey
    assert words_of(shown_text(pdf)) == words_of(shown_text(printed.pdf))
    boxes = [[float(value) for value in page.MediaBox] for page in opened(pdf).pages]
    assert boxes == [[float(value) for value in page.MediaBox] for page in opened(printed.pdf).pages]


def test_inks_for_words_are_dark_and_tints_are_light() -> None:
    palette = palette_of()
    for ink in palette.inks.values():
        if ink.text and ink.name != "white":
            assert contrast(ink.grey, "#FFFFFF") >= 4.5, ink.name
            assert contrast(ink.grey, palette.grey("mist")) >= 4.5, ink.name
        if contrast(ink.screen, "#FFFFFF") < 1.2:
            assert contrast(ink.grey, "#FFFFFF") < 1.2, ink.name


def test_words_too_pale_in_grey_are_refused(real: Mapping[str, Printed]) -> None:
    from dataclasses import replace

    printed = real["nl"]
    inks = {**printed.kit.palette.inks, "ink": replace(printed.kit.palette.inks["ink"], grey="#AAAAAA")}
    kit = replace(printed.kit, palette=replace(printed.kit.palette, inks=inks))
    result = finish(kit, printed.copy, printed.fit, Edition.GREY)
    assert not result.pdf and "page/contrast" in {problem.code for problem in result.problems}
    assert finish(kit, printed.copy, printed.fit).pdf, "in colour they can be read"


@pytest.mark.parametrize("colour", ["#FF0000", "#005260", "#123456", "#FFFFFF", "#000000", "#FEDCBA"])
def test_a_colour_of_nobodys_choice_is_as_light_in_grey(colour: str) -> None:
    grey = grey_of(colour)
    assert grey[1:3] == grey[3:5] == grey[5:7] and contrast(colour, grey) < 1.05


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_photo_is_grey(tmp_path: Path, kind: str) -> None:
    data = io.BytesIO()
    Pillow.new("RGB", (20, 20), (20, 160, 40)).save(data, kind)
    picture = picture_of(tmp_path, "p", data.getvalue())
    page = Page(1, 100.0, 100.0, (Image(Rect(0, 0, 100, 100), "p", "a", "a", "a/alt"),))
    look = Look(palette_of(), {"p": picture}, 0.0, Edition.GREY)
    pdf = paint(Pages((page,), 10.0, "", 1.0, ""), look, Metadata("Test", "nl"))
    (image,) = images(opened(pdf))
    assert image.ColorSpace == "/DeviceGray" and len(image.read_bytes()) == 400
    assert image.read_bytes()[0] == pytest.approx(105, abs=6)  # ITU-R BT.601 luma of the green


def test_the_black_that_is_reported_is_what_ghostscript_prints(printed_grey: tuple[Printed, bytes]) -> None:
    printed, pdf = printed_grey
    said = on_pdf(pdf, "gs", "-q", "-o", "-", "-sDEVICE=ink_cov", "{}")
    output = describe(printed.kit, Result("nl", pdf, printed.pages, ()), printed.pages, "grey", "")
    measured = [float(line.split()[3]) for line in said.splitlines() if line.endswith("OK")]
    assert [float(part) for part in output.black] == [pytest.approx(value, abs=1.5) for value in measured]
    assert describe(printed.kit, Result("nl", pdf, printed.pages, ()), printed.pages, "office", "").black == ()
