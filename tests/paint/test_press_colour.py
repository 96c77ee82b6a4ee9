"""The press edition, as a print shop meets it: boxes, plates, output intent.  Structure is checked, not certified."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from leaflet.build import finish
from leaflet.geometry import points
from leaflet.paint.colour import read_palette
from leaflet.paint.device import Press
from leaflet.paint.painter import PROFILE, Edition
from leaflet.paint.sheet import BAR, CROP, REGISTRATION, Sheet
from tests.conftest import ROOT
from tests.pdfread import opened
from tests.printed import Printed

BLEED = points(3)
HUNDREDTH_MM = points(0.01)
TOTAL_INK = 300  # percent, of the coated profile
LANGUAGES = ("nl", "ar", "zh-Hans")


@pytest.fixture(scope="module")
def pressed(real: dict[str, Printed]) -> dict[str, bytes]:
    found = {}
    for language in LANGUAGES:
        printed = real[language]
        result = finish(printed.kit, printed.copy, printed.fit, Edition.PRESS)
        assert result.pdf, [str(problem) for problem in result.problems]
        found[language] = result.pdf
    return found


@pytest.fixture(params=LANGUAGES)
def pdf(request: pytest.FixtureRequest, pressed: dict[str, bytes]) -> bytes:
    return pressed[request.param]


def test_the_boxes_are_exact(pdf: bytes) -> None:
    for page in opened(pdf).pages:
        media, bleed, trim = ([float(value) for value in page[key]] for key in ("/MediaBox", "/BleedBox", "/TrimBox"))
        assert trim[2] - trim[0] == pytest.approx(points(210), abs=HUNDREDTH_MM)
        assert trim[3] - trim[1] == pytest.approx(points(297), abs=HUNDREDTH_MM)
        for inner, outer in zip(trim, bleed, strict=True):
            assert abs(inner - outer) == pytest.approx(BLEED, abs=HUNDREDTH_MM)
        assert media[0] <= bleed[0] and media[1] <= bleed[1] and media[2] >= bleed[2] and media[3] >= bleed[3]


def test_the_file_says_what_it_is_for(pdf: bytes) -> None:
    file = opened(pdf)
    assert pdf.startswith(b"%PDF-1.6")
    (intent,) = file.Root.OutputIntents
    assert intent.S == "/GTS_PDFX" and str(intent.OutputConditionIdentifier) == "FOGRA39L"
    profile = bytes(intent.DestOutputProfile.read_bytes())
    assert profile == PROFILE.read_bytes() and profile[16:20] == b"CMYK" and int(intent.DestOutputProfile.N) == 4
    assert str(file.docinfo["/Trapped"]) == "/False"
    assert len(file.trailer.ID) == 2
    assert "/Encrypt" not in file.trailer
    assert not any("/Annots" in page for page in file.pages)


def test_the_metadata_agree(pdf: bytes) -> None:
    file = opened(pdf)
    assert "/Filter" not in file.Root.Metadata
    xmp = bytes(file.Root.Metadata.read_bytes()).decode()
    ET.fromstring(xmp[xmp.index("<x:xmpmeta") : xmp.index("<?xpacket end")])  # well formed
    assert "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>" in xmp
    title = re.search(r'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">(.*?)</rdf:li>', xmp)
    assert title and title[1] == str(file.docinfo["/Title"])
    day = re.search(r"<xmp:CreateDate>(\d{4})-(\d\d)-(\d\d)", xmp)
    assert day and "".join(day.groups()) in str(file.docinfo["/CreationDate"])


def test_no_colour_is_rgb(pdf: bytes) -> None:
    """Operators of the pages and of the drawings in them, and the colour spaces of pictures."""
    for page in opened(pdf).pages:
        for stream in (page, *forms(page)):
            used = {str(operator) for _, operator in pikepdf.parse_content_stream(stream)}
            assert not used & {"rg", "RG", "g", "G", "cs", "CS", "sc", "scn"}
            assert used & {"k", "K"}


def forms(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    for thing in page.Resources.get("/XObject", {}).values():
        if thing.Subtype == "/Form":
            yield thing
        else:
            assert thing.ColorSpace in ("/DeviceCMYK", "/DeviceGray")


# --- plates -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def plates(pressed: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Image.Image]:
    if shutil.which("gs") is None:
        pytest.skip("Ghostscript is not installed: there are no plates to look at")
    folder = tmp_path_factory.mktemp("plates")
    (folder / "press.pdf").write_bytes(pressed["nl"])
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-r100", "-dLastPage=1", "-sOutputFile=p.tif"]
    subprocess.run([*command, "press.pdf"], cwd=folder, check=True, capture_output=True)
    return {name: Image.open(folder / f"p({name}).tif").convert("L") for name in ("Cyan", "Magenta", "Yellow", "Black")}


def part(plate: Image.Image, box: tuple[float, float, float, float]) -> Image.Image:
    """A part of the trimmed page in mm from its upper left corner; 0 is full ink."""
    scale = 100 / 25.4
    left, top, right, bottom = ((value + 3) * scale for value in box)
    return plate.crop((round(left), round(top), round(right), round(bottom)))


def test_body_text_is_on_the_black_plate_alone(plates: dict[str, Image.Image], real: dict[str, Printed]) -> None:
    lines = [
        item
        for item in real["nl"].pages.pages[0].items
        if getattr(item, "part", "") == "what-it-is/text.2" and hasattr(item, "line")
    ]
    for line in lines:
        mm = [value / points(1) for value in (line.x, line.y - 8, line.x + line.width, line.y + 2)]
        box = (mm[0], mm[1], mm[2], mm[3])
        assert part(plates["Black"], box).getextrema()[0] < 60, "the words are there"
        for name in ("Cyan", "Magenta", "Yellow"):
            assert part(plates[name], box).getextrema() == (255, 255), name


def test_the_band_runs_into_the_bleed_on_every_side_it_touches(plates: dict[str, Image.Image]) -> None:
    cyan = plates["Cyan"]
    for box in ((-2.8, -2.8, 2, 2), (208, -2.8, 212.8, 2), (-2.8, 20, -0.2, 30)):
        assert part(cyan, box).getextrema()[1] < 60, box


def test_the_ink_stays_under_the_limit(plates: dict[str, Image.Image]) -> None:
    rows = [plate.tobytes() for plate in plates.values()]
    most = max(sum(255 - value for value in values) for values in zip(*rows, strict=True)) / 2.55
    assert 150 < most <= TOTAL_INK


# --- colour and sheet -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def press() -> Press:
    palette, _ = read_palette(ROOT / "assets")
    assert palette is not None
    return Press(palette, PROFILE)


def test_inks_of_the_palette_are_their_own_mixtures(press: Press) -> None:
    assert press.cmyk("petrol") == press.cmyk("#005260") == (90, 30, 35, 50)
    assert press.operator("ink") == "0 0 0 1 k" and press.overprints("ink")
    assert not press.overprints("white") and not press.overprints("petrol")


@pytest.mark.parametrize(("colour", "black"), [("#000000", 100), ("#FFFFFF", 0), ("#808080", 49.8)])
def test_greys_need_no_register(press: Press, colour: str, black: float) -> None:
    found = replace(press, palette=replace(press.palette, by_screen={})).cmyk(colour)
    assert found[:3] == (0, 0, 0) and found[3] == pytest.approx(black, abs=0.1)


@pytest.mark.parametrize("colour", ["#FF0000", "#00FF00", "#0000FF", "#1A0D05", "#3A2A1A"])
def test_other_colours_keep_to_the_ink_limit(press: Press, colour: str) -> None:
    assert sum(press.cmyk(colour)) <= TOTAL_INK + 1


def test_marks_stand_outside_the_bleed() -> None:
    sheet = Sheet(points(210), points(297), BLEED, frozenset((CROP, REGISTRATION, BAR)))
    left, low, right, high = sheet.bleed_box
    inside = re.compile(r"(-?[\d.]+) (-?[\d.]+) [ml]\b")
    places = [(float(x), float(y)) for x, y in inside.findall(sheet.operators())]
    assert len(places) > 16
    for x, y in places:
        assert not (left < x < right and low < y < high), (x, y)
        assert 0 <= x <= sheet.media[2] and 0 <= y <= sheet.media[3]


def test_without_marks_the_sheet_is_the_bleed() -> None:
    sheet = Sheet(100, 200, 8)
    assert sheet.operators() == "" and sheet.media == (0, 0, 116, 216) == sheet.bleed_box


def test_a_photo_is_separated(press: Press, real: dict[str, Printed], tmp_path: Path) -> None:
    from leaflet.model.raster import Raster
    from leaflet.paint.pdf_document import Metadata, PdfDocument
    from leaflet.paint.vector import add_raster

    buffer = io.BytesIO()
    Image.new("RGB", (8, 8), (200, 30, 20)).save(buffer, "JPEG")
    photo = Raster(8, 8, "RGB", buffer.getvalue(), "jpeg", None, None)
    pdf = PdfDocument(Metadata("x", "nl"))
    add_raster(pdf, "photo", photo, press)
    pdf.add_page((10, 10), b"", {"XObject": pdf.reference("photo")})
    (image,) = (
        thing
        for thing in opened(pdf.save()).objects
        if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
    )
    assert image.ColorSpace == "/DeviceCMYK" and len(image.read_bytes()) == 4 * 64
