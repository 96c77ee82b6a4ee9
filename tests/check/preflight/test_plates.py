"""Separations: what is on each plate, by hand and beside Ghostscript's."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from leaflet.build import finish
from leaflet.check.preflight.check_press import inks_used
from leaflet.check.preflight.page_facts import read_page
from leaflet.check.preflight.plates import PagePlates, separate
from leaflet.paint.painter import Edition
from tests.check.preflight.breaking import separation
from tests.printed import Printed

SIDE = 100.0
NEAR = 1.5  # percent of the page, between two programs that draw soft edges each in its way
OVER = Dictionary(
    Over=Dictionary(OP=True, op=True, OPM=1), Plain=Dictionary(OP=True, op=True, OPM=0),
    Half=Dictionary(ca=0.5), Times=Dictionary(BM=Name.Multiply)
)  # fmt: skip


def page_of(operators: str, **resources: Any) -> bytes:
    """One page of 100 × 100 points."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(SIDE, SIDE))
    made = {kind: entries(pdf) if callable(entries) else entries for kind, entries in resources.items()}
    page.Resources = Dictionary(ExtGState=OVER, **made)
    page.obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
    page.Contents = pdf.make_stream(operators.encode("latin-1"))
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def plates_of(data: bytes) -> tuple[PagePlates, ...]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return separate(pdf, tuple(read_page(page, at) for at, page in enumerate(pdf.pages, 1)))


def used(data: bytes) -> Mapping[str, float]:
    (page,) = inks_used(data)
    return {ink: round(amount, 1) for ink, amount in page.items()}


HALF, FULL = "0 0 50 100 re f", "0 0 100 100 re f"
SPOT = Dictionary(Gold=separation("Gold"), Registration=separation("All"), Nothing=separation("None"))


@pytest.mark.parametrize(
    ("operators", "inks"),
    [
        (f"0.4 0 0 1 k {HALF}", {"Cyan": 20, "Black": 50}),
        (f"0.2 g {HALF}", {"Black": 40}),
        (f"1 0 0 0 k {FULL} 0 0 0 1 k {HALF}", {"Cyan": 50, "Black": 50}),  # knocks out
        (f"1 0 0 0 k {FULL} /Over gs 0 0 0 1 k {HALF}", {"Cyan": 100, "Black": 50}),  # overprints
        (f"1 0 0 0 k {FULL} /Plain gs 0 0 0 1 k {HALF}", {"Cyan": 50, "Black": 50}),  # mode 0: zero is an ink
        (f"1 0 0 0 k {FULL} /Over gs 0 g {HALF}", {"Cyan": 50, "Black": 50}),  # grey is all process inks
        (f"1 0 0 0 k {FULL} 0 0 0 0 k {HALF}", {"Cyan": 50}),
        (f"1 0 0 0 k {FULL} /Over gs 0 0 0 0 k {HALF}", {"Cyan": 100}),  # white that overprints vanishes
        (f"1 0 0 0 k {FULL} /Gold cs 0.5 scn {HALF}", {"Cyan": 50, "Gold": 25}),
        (f"1 0 0 0 k {FULL} /Over gs /Gold cs 0.5 scn {HALF}", {"Cyan": 100, "Gold": 25}),
        (f"/Registration cs 1 scn {HALF}", {"Cyan": 50, "Magenta": 50, "Yellow": 50, "Black": 50}),
        (f"/Nothing cs 1 scn {HALF}", {}),
        (f"q 0 1 0 0 k Q {HALF}", {"Black": 50}),  # what Q brings back
        ("0 1 0 0 K 20 w 50 0 m 50 100 l S", {"Magenta": 20}),
        (f"0 1 0 0 k 1 0 0 0 K 20 w 0 0 50 100 re B {FULL} n", {"Magenta": 100}),
    ],
)
def test_each_plate_gets_its_ink(operators: str, inks: Mapping[str, float]) -> None:
    found = used(page_of(operators, ColorSpace=SPOT))
    assert {ink: amount for ink, amount in found.items() if amount} == pytest.approx(inks, abs=0.3)


def test_rgb_is_said_and_not_guessed() -> None:
    (plates,) = plates_of(page_of(f"1 0 0 rg {HALF} 0 0 0 1 k 50 0 25 100 re f"))
    assert plates.unmeasured == ("DeviceRGB",)
    assert set(plates.plates) == {"Black"} and plates.coverage((0, 0, SIDE, SIDE))["Black"] == pytest.approx(
        25, abs=0.3
    )


def test_the_most_ink_is_that_of_an_area_and_not_of_an_edge() -> None:
    specks = " ".join(f"{at + 0.3} 0 0.3 100 re f" for at in range(5, 40, 5))
    (plates,) = plates_of(page_of(f"0.5 0.5 0 0 k {FULL} 1 1 1 0 k {specks} 1 1 0.5 0 k 80 80 6 6 re f"))
    most, where = plates.most((0, 0, SIDE, SIDE))
    assert most == pytest.approx(250, abs=1.5)
    assert 79 <= where[0] <= 85 and 79 <= where[1] <= 85


def test_a_form_is_painted_with_the_colours_it_is_called_with() -> None:
    def form(pdf: pikepdf.Pdf) -> Dictionary:
        box = Array([0, 0, 100, 100])
        return Dictionary(F=pdf.make_stream(HALF.encode(), Type=Name.XObject, Subtype=Name.Form, BBox=box))

    data = page_of(f"1 0 0 0 k {FULL} 0 1 0 0 k /F Do 1 0 0 1 50 0 cm /Over gs 0 0 1 0 k /F Do", XObject=form)
    assert used(data) == pytest.approx({"Cyan": 50, "Magenta": 50, "Yellow": 50}, abs=0.3)


# --- beside Ghostscript -----------------------------------------------------------------------------------------------


def separated(data: bytes, folder: Path, page: int) -> dict[str, float]:
    """Percent of each plate of a page, as Ghostscript's tiffsep has it."""
    if shutil.which("gs") is None:
        pytest.skip("Ghostscript is not installed: there is nothing to compare with")
    (folder / "in.pdf").write_bytes(data)
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", "-r72", "-dTextAlphaBits=4"]
    command += ["-dGraphicsAlphaBits=4", f"-dFirstPage={page}", f"-dLastPage={page}", "-sOutputFile=p.tif", "in.pdf"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    found = {}
    for path in folder.glob("p(*).tif"):
        values = Image.open(path).convert("L").tobytes()
        found[path.name[2:-5]] = 100 - sum(values) / len(values) / 2.55
    return found


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_plates_of_the_real_leaflet_are_those_of_ghostscript(
    language: str, real: Mapping[str, Printed], tmp_path: Path
) -> None:
    printed = real[language]
    result = finish(printed.kit, printed.copy, printed.fit, Edition.PRESS)
    for plates in plates_of(result.pdf):
        own = plates.coverage((-1e4, -1e4, 1e4, 1e4))
        theirs = separated(result.pdf, tmp_path, plates.page)
        assert own == pytest.approx({ink: theirs[ink] for ink in own}, abs=0.5)


def gradient(parts: int) -> Dictionary:
    return Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array([0] * parts), C1=Array([1.0, 0.5, 0, 0.25][:parts]), N=1
    )


def pictures(pdf: pikepdf.Pdf) -> Dictionary:
    """Images of each kind: CMYK, CMYK as JPEG, indexed, of a spot ink, grey, a stencil."""
    head = {"Type": Name.XObject, "Subtype": Name.Image, "Width": 4, "Height": 4, "BitsPerComponent": 8}
    jpeg = io.BytesIO()
    Image.new("CMYK", (16, 16), (200, 100, 40, 20)).save(jpeg, "JPEG", quality=95)
    made = pdf.make_stream(b"", **{**head, "Width": 16, "Height": 16}, ColorSpace=Name.DeviceCMYK)
    made.write(jpeg.getvalue(), filter=Name.DCTDecode)
    made.Decode = Array([1, 0] * 4)  # Pillow writes them turned round, as Photoshop does
    colours = pikepdf.String(bytes([255, 0, 0, 0, 0, 128, 0, 64]))
    indexed = Array([Name.Indexed, Name.DeviceCMYK, 1, colours])
    stencil = {"Type": Name.XObject, "Subtype": Name.Image, "Width": 8, "Height": 4, "BitsPerComponent": 1}
    return Dictionary(
        C=pdf.make_stream(bytes([250, 128, 0, 64]) * 16, **head, ColorSpace=Name.DeviceCMYK),
        J=made,
        I=pdf.make_stream(bytes([0, 1] * 8), **head, ColorSpace=indexed),
        S=pdf.make_stream(bytes([200]) * 16, **head, ColorSpace=separation("Gold")),
        G=pdf.make_stream(bytes([64]) * 16, **head, ColorSpace=Name.DeviceGray),
        M=pdf.make_stream(b"\xf0\x0f\xf0\x0f", **stencil, ImageMask=True),
    )


def duotone(pdf: pikepdf.Pdf) -> Array:
    program = pdf.make_stream(b"{ 0 0 0 5 -1 roll 4 1 roll pop 0 exch 0 exch }")
    program.FunctionType, program.Domain = 4, Array([0, 1, 0, 1])
    program.Range = Array([0, 1] * 4)
    return Array([Name.DeviceN, Array([Name.Cyan, Name.Gold]), Name.DeviceCMYK, program])


def spaces(pdf: pikepdf.Pdf) -> Dictionary:
    return Dictionary(Gold=separation("Gold"), Duo=duotone(pdf), Bare=Array([Name.Pattern, Name.DeviceCMYK]))


def shadings(pdf: pikepdf.Pdf) -> Dictionary:
    axis = Array([0, 0, 100, 0])
    return Dictionary(
        A=Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=axis, Function=gradient(4)),
        B=Dictionary(ShadingType=2, ColorSpace=separation("Gold"), Coords=axis, Function=gradient(1)),
    )


def patterns(pdf: pikepdf.Pdf) -> Dictionary:
    tile = {"Type": Name.Pattern, "PatternType": 1, "TilingType": 1, "BBox": Array([0, 0, 10, 10]), "XStep": 10,
            "YStep": 10, "Resources": Dictionary()}  # fmt: skip
    shading = shadings(pdf).A
    return Dictionary(
        T=pdf.make_stream(b"0 1 0 0 k 0 0 5 10 re f", **tile, PaintType=1),
        U=pdf.make_stream(b"0 0 5 10 re f", **tile, PaintType=2),
        P=Dictionary(Type=Name.Pattern, PatternType=2, Shading=shading),
    )


HARD = {
    "cmyk image": "100 0 0 100 0 0 cm /C Do",
    "cmyk jpeg": "100 0 0 100 0 0 cm /J Do",
    "indexed image": "100 0 0 100 0 0 cm /I Do",
    "spot image over cyan": f"1 0 0 0 k {FULL} 50 0 0 100 0 0 cm /S Do",
    "spot image overprinting": f"1 0 0 0 k {FULL} /Plain gs 50 0 0 100 0 0 cm /S Do",
    "grey image over cyan": f"1 0 0 0 k {FULL} 50 0 0 100 0 0 cm /G Do",
    "stencil": f"1 0 0 0 k {FULL} 0 1 0 0 k 100 0 0 100 0 0 cm /M Do",
    "two inks": f"/Duo cs 0.6 0.8 scn {HALF}",
    "gradient": "/A sh",
    "spot gradient over magenta": f"0 1 0 0 k {FULL} /B sh",
    "tiles": f"1 0 0 0 k {FULL} /Pattern cs /T scn {HALF}",
    "tiles without colour": f"/Bare cs 0 0.5 0 1 /U scn {HALF}",
    "gradient as a pattern": f"/Pattern cs /P scn {HALF}",
    "half see-through": f"1 0 0 0 k {FULL} /Half gs 0 0 1 0.5 k {HALF}",
    "multiplied": f"0.5 0 0 0 k {FULL} /Times gs 0.5 0 1 0 k {HALF}",
    "inline image": "100 0 0 100 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /CMYK ID \xff\x80\x00\x40 EI",
}


@pytest.mark.parametrize("name", HARD)
def test_hard_pages_are_separated_as_ghostscript_does(name: str, tmp_path: Path) -> None:
    data = page_of("q " + HARD[name] + " Q", ColorSpace=spaces, XObject=pictures, Shading=shadings, Pattern=patterns)
    (plates,) = plates_of(data)
    own, theirs = plates.coverage((0, 0, SIDE, SIDE)), separated(data, tmp_path, 1)
    every = {ink: own.get(ink, 0.0) for ink in theirs}
    assert every == pytest.approx(theirs, abs=NEAR)
    assert any(amount > 5 for amount in theirs.values())
