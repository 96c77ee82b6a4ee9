"""Colour of the press file, as plates and operators: CMYK alone, black text on one plate, ink within the limit."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image as Pillow

from leaflet.geometry import Rect, points
from leaflet.layout.placed import Image, Panel, Text
from leaflet.layout.press_wish import PressWish
from leaflet.model.raster import Raster
from leaflet.paint.device import Press
from leaflet.paint.pdf_document import Metadata, PdfDocument
from leaflet.paint.pixels import held
from leaflet.paint.vector import add_raster
from tests.paint.test_vector import picture_of
from tests.pdfread import opened
from tests.pressed import forms, images, job_of, operators, page_file, palette_of, plates_of, press_file
from tests.printed import Printed

PRESSED = ("nl", "de", "ar", "zh-Hans")
TOTAL_INK = 300  # percent, of the coated profile
ROUNDING = 1.0  # percent: four plates of 255 steps


def test_no_colour_is_rgb(pdf: bytes) -> None:
    """Operators of the pages and of the drawings in them, and the colour spaces of pictures."""
    file = opened(pdf)
    for page in file.pages:
        for stream in (page, *forms(page)):
            used = set(operators(stream))
            assert not used & {"rg", "RG", "g", "G", "cs", "CS", "sc", "scn"}
            assert used & {"k", "K"}
    assert all(image.ColorSpace in ("/DeviceCMYK", "/DeviceGray") for image in images(file))


# --- plates -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def plates(pressed: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pillow.Image]:
    return plates_of(pressed["nl"], tmp_path_factory.mktemp("plates"))


def part(plate: Pillow.Image, box: tuple[float, float, float, float]) -> Pillow.Image:
    """A part of the trimmed page in mm from its upper left corner; 0 is full ink."""
    scale = 100 / 25.4
    left, top, right, bottom = ((value + 3) * scale for value in box)
    return plate.crop((round(left), round(top), round(right), round(bottom)))


@pytest.mark.parametrize("name", [f"{design}{language}" for design in ("", "trifold ") for language in PRESSED])
def test_body_text_is_on_the_black_plate_alone(
    name: str, pressed: dict[str, bytes], laid_out: Mapping[str, Printed], tmp_path: Path
) -> None:
    plates = plates_of(pressed[name], tmp_path)
    lines = [item for item in laid_out[name].pages.pages[0].items if isinstance(item, Text) and item.ink == "ink"]
    body = [line for line in lines if line.part in ("what-it-is/text.2", "what-it-is/text.3", "clinic/text.2")]
    assert body
    for line in body:
        mm = [value / points(1) for value in (line.x, line.y - 8, line.x + line.width, line.y + 2)]
        box = (mm[0], mm[1], mm[2], mm[3])
        assert part(plates["Black"], box).getextrema()[0] < 90, "the words are there"
        for ink in ("Cyan", "Magenta", "Yellow"):
            assert part(plates[ink], box).getextrema() == (255, 255), ink
    assert 150 < most_ink(plates) <= TOTAL_INK


def test_the_band_runs_into_the_bleed_on_every_side_it_touches(plates: dict[str, Pillow.Image]) -> None:
    cyan = plates["Cyan"]
    for box in ((-2.8, -2.8, 2, 2), (208, -2.8, 212.8, 2), (-2.8, 20, -0.2, 30)):
        assert part(cyan, box).getextrema()[1] < 60, box


def most_ink(plates: Mapping[str, Pillow.Image]) -> float:
    """The most ink on one spot, in percent."""
    rows = [plate.tobytes() for plate in plates.values()]
    return max(sum(255 - value for value in values) for values in zip(*rows, strict=True)) / 2.55


@pytest.mark.parametrize(("profile", "limit"), [("FOGRA39L", 300), ("FOGRA29L", 280)])
def test_a_photo_keeps_to_the_limit_of_its_paper(tmp_path: Path, profile: str, limit: int) -> None:
    """The darkest and most colourful pixels that a photo can have."""
    photo = Pillow.new("RGB", (16, 16))
    photo.putdata([(16 * (at % 16), at & 240, (at * 37) % 120) for at in range(256)])
    data = io.BytesIO()
    photo.save(data, "PNG")
    picture = picture_of(tmp_path, "p.png", data.getvalue())
    job = job_of(PressWish(profile=profile))
    assert job.profile.ink_limit == limit
    pdf = page_file((Image(Rect(0, 0, 200, 200), "p", "photo", "a", "a/alt"),), job, {"p": picture})
    (image,) = images(opened(pdf))
    assert ink_of(image.read_bytes()) <= limit + 1e-6
    assert 100 < most_ink(plates_of(pdf, tmp_path, 36)) <= limit + ROUNDING


def ink_of(samples: bytes) -> float:
    """The most ink of a pixel in percent."""
    return max(sum(samples[at : at + 4]) for at in range(0, len(samples), 4)) / 2.55


def test_a_cmyk_photo_with_too_much_ink_loses_colour_and_keeps_its_black(tmp_path: Path) -> None:
    full, light = (255, 204, 255, 230), (10, 20, 30, 40)
    samples = bytes((*full, *light) * 8)
    raster = Raster(4, 4, "CMYK", samples, "flate-source", None, None)
    pdf = PdfDocument(Metadata("x", "nl"))
    add_raster(pdf, "photo", raster, Press(palette_of(), job_of().profile), (0, 0, 0, 0))
    pdf.add_page((10, 10), b"", {"XObject": pdf.reference("photo")})
    (image,) = images(opened(pdf.save()))
    found = image.read_bytes()
    assert 295 < ink_of(found) <= TOTAL_INK and found[3] == 230 and found[4:8] == bytes(light)
    assert found[0] == found[2] > found[1], "the hue stays"


def test_a_cmyk_jpeg_within_the_limit_goes_in_as_it_is(tmp_path: Path) -> None:
    data = io.BytesIO()
    Pillow.new("CMYK", (8, 8), (100, 20, 0, 10)).save(data, "JPEG")
    picture = picture_of(tmp_path, "p.jpg", data.getvalue())
    pdf = page_file((Image(Rect(0, 0, 50, 50), "p", "photo", "a", "a/alt"),), job_of(), {"p": picture})
    (image,) = images(opened(pdf))
    assert image.Filter == "/DCTDecode" and image.read_raw_bytes() == data.getvalue()


# --- nothing shines through -------------------------------------------------------------------------------------------


def see_through(folder: Path) -> bytes:
    """A picture on a tint: the left column whole, the middle half there, the right not there."""
    picture = Pillow.new("RGBA", (30, 10), (200, 30, 20, 255))
    picture.paste((200, 30, 20, 128), (10, 0, 20, 10))
    picture.paste((200, 30, 20, 0), (20, 0, 30, 10))
    data = io.BytesIO()
    picture.save(data, "PNG")
    read = picture_of(folder, "p.png", data.getvalue())
    items = (Panel(Rect(0, 0, 200, 200), "petrol"), Image(Rect(50, 50, 90, 30), "p", "a", "a", "a/alt"))
    return page_file(items, job_of(), {"p": read})


def test_a_picture_that_is_half_there_is_mixed_with_what_is_behind_it(tmp_path: Path) -> None:
    file = opened(see_through(tmp_path))
    (image,) = (one for one in images(file) if "/ImageMask" not in one)
    row = image.read_bytes()[: 30 * 4]
    whole, half = row[:4], row[15 * 4 : 16 * 4]
    petrol = [round(value * 2.55) for value in (90, 30, 35, 50)]
    for ink in range(4):
        assert half[ink] == pytest.approx((whole[ink] + petrol[ink]) / 2, abs=2)
    assert "/SMask" not in image


def test_where_a_picture_is_not_there_nothing_is_painted(tmp_path: Path) -> None:
    file = opened(see_through(tmp_path))
    (image,) = (one for one in images(file) if "/ImageMask" not in one)
    mask = image.Mask
    assert mask.ImageMask and int(mask.BitsPerComponent) == 1
    bits = f"{int.from_bytes(mask.read_bytes()[:4], 'big'):032b}"[:30]
    assert bits == "0" * 20 + "1" * 10, "1 is left out (ISO 32000-1 8.9.6.3)"
    plates = plates_of(see_through(tmp_path), tmp_path, 72)
    petrol = {name: plate.getpixel((5, 5)) for name, plate in plates.items()}
    assert {name: plate.getpixel((132, 65)) for name, plate in plates.items()} == petrol
    assert plates["Magenta"].getpixel((65, 65)) < 60 < petrol["Magenta"]


# --- black ------------------------------------------------------------------------------------------------------------


def panel_operators(width: float, height: float, ink: str = "ink") -> list[tuple[list[float | str], str]]:
    page = opened(page_file((Panel(Rect(10, 10, width, height), ink),), job_of())).pages[0]
    found = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in ("k", "gs"):
            values = [str(one) if isinstance(one, pikepdf.Name) else float(one) for one in operands]
            found.append((values, str(operator)))
    return found


@pytest.mark.parametrize(
    ("width", "height", "rich"), [(150, 150, True), (150, 20, False), (60, 60, False), (150, 2, False)]
)
def test_only_large_areas_are_of_rich_black(width: float, height: float, rich: bool) -> None:
    (inks,) = (values for values, operator in panel_operators(width, height) if operator == "k")
    assert inks == ([0.4, 0.3, 0.3, 1] if rich else [0, 0, 0, 1])


def test_black_rules_are_printed_over_what_is_there() -> None:
    assert [values for values, operator in panel_operators(150, 0.5) if operator == "gs"] == [["/GO"], ["/GK"]]
    assert not [one for one in panel_operators(150, 0.5, "petrol") if one[1] == "gs"], "colour knocks out"
    assert not [one for one in panel_operators(150, 20) if one[1] == "gs"], "what is under a panel would show"


def test_a_black_line_over_a_tint_leaves_the_tint(tmp_path: Path) -> None:
    items = (
        Panel(Rect(0, 0, 200, 200), "ochre"),
        Panel(Rect(20, 100, 160, 2), "ink"),
        Panel(Rect(20, 40, 160, 2), "white"),
    )
    plates = plates_of(page_file(items, job_of()), tmp_path, 144)
    yellow, black = plates["Yellow"], plates["Black"]
    assert black.getpixel((200, 202)) < 10 and yellow.getpixel((200, 202)) == yellow.getpixel((200, 300))
    assert yellow.getpixel((200, 82)) == 255, "white knocks out"


def test_black_lines_of_drawings_overprint_and_fills_do_not(tmp_path: Path) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><rect width="100" height="100" fill="#E9B231"/>'
        '<path d="M10 20H90" stroke="#141311" stroke-width="2"/>'
        '<path d="M10 50H90" stroke="#141311" stroke-width="20"/>'
        '<rect x="10" y="70" width="80" height="20" fill="#141311"/></svg>'
    )
    picture = picture_of(tmp_path, "p.svg", svg.encode())
    pdf = page_file((Image(Rect(0, 0, 200, 200), "p", "a", "a", "a/alt"),), job_of(), {"p": picture})
    yellow = plates_of(pdf, tmp_path, 72)["Yellow"]
    ground = yellow.getpixel((100, 10))
    assert [yellow.getpixel((100, y)) for y in (40, 100, 160)] == [ground, 255, 255]


def test_text_is_never_of_rich_black_and_only_black_text_overprints(pdf: bytes) -> None:
    """Between BT and ET stands the one colour of the lines; before it, whether they overprint."""
    for page in opened(pdf).pages:
        over = in_text = False
        seen = set()
        for operands, operator in pikepdf.parse_content_stream(page):
            what = str(operator)
            in_text = what == "BT" or (in_text and what != "ET")
            if what == "gs":
                over = str(operands[0]) == "/GO"
            if what == "k" and in_text:
                inks = [float(value) for value in operands]
                assert over == (inks == [0, 0, 0, 1]), inks
                seen.add(tuple(inks))
        assert (0, 0, 0, 1) in seen and len(seen) > 1


# --- inks -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(palette_of(), job_of().profile)


def test_inks_of_the_palette_are_their_own_mixtures(press: Press) -> None:
    assert press.cmyk("petrol") == press.cmyk("#005260") == (90, 30, 35, 50)
    assert press.operator("ink") == "0 0 0 1 k" and press.overprints("ink")
    assert not press.overprints("white") and not press.overprints("petrol")


@pytest.mark.parametrize(("colour", "black"), [("#000000", 100), ("#FFFFFF", 0), ("#808080", 49.8)])
def test_greys_need_no_register(press: Press, colour: str, black: float) -> None:
    found = replace(press, palette=replace(press.palette, by_screen={})).cmyk(colour)
    assert found[:3] == (0, 0, 0) and found[3] == pytest.approx(black, abs=0.1)


@pytest.mark.parametrize("profile", ["FOGRA39L", "FOGRA29L"])
@pytest.mark.parametrize("colour", ["#FF0000", "#00FF00", "#0000FF", "#1A0D05", "#3A2A1A"])
def test_other_colours_keep_to_the_ink_limit(press: Press, profile: str, colour: str) -> None:
    there = job_of(PressWish(profile=profile)).profile
    assert 20 < sum(replace(press, profile=there).cmyk(colour)) <= there.ink_limit


def test_too_much_ink_is_taken_from_the_colours() -> None:
    assert held((100, 80, 60, 100), 280) == pytest.approx((75, 60, 45, 100))
    assert held((10, 20, 30, 40), 280) == (10, 20, 30, 40)


def test_another_profile_makes_other_inks(real: Mapping[str, Printed], pressed: dict[str, bytes]) -> None:
    pdf = press_file(real["nl"], PressWish(profile="FOGRA29L"))
    profile = opened(pdf).Root.OutputIntents[0]
    assert "uncoated" in str(profile.OutputCondition) and b"FOGRA29L" in profile.DestOutputProfile.read_bytes()
    before, after = (sum(len(one.read_bytes()) for one in images(opened(file))) for file in (pressed["nl"], pdf))
    assert before == after


def test_a_jpeg_photo_is_separated(press: Press) -> None:
    buffer = io.BytesIO()
    Pillow.new("RGB", (8, 8), (200, 30, 20)).save(buffer, "JPEG")
    photo = Raster(8, 8, "RGB", buffer.getvalue(), "jpeg", None, None)
    pdf = PdfDocument(Metadata("x", "nl"))
    add_raster(pdf, "photo", photo, press, (0, 0, 0, 0))
    pdf.add_page((10, 10), b"", {"XObject": pdf.reference("photo")})
    (image,) = images(opened(pdf.save()))
    samples = image.read_bytes()
    assert image.ColorSpace == "/DeviceCMYK" and len(samples) == 4 * 64
    assert samples[1] > 180 and samples[0] < 60, "red is magenta and yellow"
