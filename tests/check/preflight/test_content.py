"""What a page shows: where it is, how large, in which ink."""

from __future__ import annotations

import io
import math

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from leaflet.check.preflight.content import read_content
from leaflet.check.preflight.painted import Kind, PageContent, Painted
from tests.check.preflight.pressfile import good, image


def read(operators: str, **resources: object) -> PageContent:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    page.Contents = pdf.make_stream(operators.encode())
    made = {kind: entries(pdf) if callable(entries) else entries for kind, entries in resources.items()}
    return read_content(page, 1, Dictionary(**made))


def only(operators: str, **resources: object) -> Painted:
    (one,) = read(operators, **resources).painted
    return one


def test_boxes_are_in_points_of_the_page() -> None:
    one = only("q 2 0 0 2 10 20 cm 0 1 0 0 k 5 5 10 10 re f Q")
    assert one.kind is Kind.FILL and one.box == (20, 30, 40, 50)
    assert one.ink.colour.used == {"Magenta": 100}


def test_a_clip_cuts_what_is_seen() -> None:
    assert only("0 0 30 30 re W n 10 10 100 100 re f").box == (10, 10, 30, 30)
    assert read("0 0 30 30 re W n 50 50 10 10 re f").painted == ()


def test_the_width_of_a_line_is_that_on_the_page() -> None:
    assert only("0.1 0 0 0.1 0 0 cm 2 w 0 0 m 100 0 l S").width == pytest.approx(0.2)
    assert only("4 0 0 0.5 0 0 cm 1 w 0 0 m 9 0 l S").width == pytest.approx(0.5), "where a flattened pen is thinnest"
    assert only("0.7071 0.7071 -0.7071 0.7071 0 0 cm 1 w 0 0 m 9 0 l S").width == pytest.approx(1, abs=1e-3)


def font(_: pikepdf.Pdf) -> Dictionary:
    widths = Array([600] * 224)
    plain = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, FirstChar=32, Widths=widths)
    return Dictionary(F=plain)


def test_type_is_measured_on_the_paper() -> None:
    one = only("BT /F 10 Tf 1 0 0 1 20 30 Tm (ab) Tj ET", Font=font)
    assert one.size == 10 and one.font == "Helvetica"
    assert one.box == pytest.approx((20, 27.8, 32, 37.5))
    assert only("BT /F 1 Tf 9 0 0 9 20 30 Tm (a) Tj ET", Font=font).size == 9
    assert only("0.5 0 0 0.5 0 0 cm BT /F 10 Tf (a) Tj ET", Font=font).size == 5
    turned = only(f"BT /F 10 Tf 0 1 -1 0 50 50 Tm 50 Tz (abc) Tj ET {math.pi:.2f} w", Font=font)
    assert turned.size == pytest.approx(10) and turned.box == pytest.approx((42.5, 50, 52.2, 59))


def test_a_wide_jump_makes_two_things_of_one_string() -> None:
    content = read("BT /F 10 Tf [(ab) -5000 (c) 20 (d)] TJ ET", Font=font)
    assert [one.box[0] for one in content.painted] == pytest.approx([0, 62])


def test_spaces_at_an_end_take_no_room() -> None:
    assert only("BT /F 10 Tf (a   ) Tj ET", Font=font).box[2] == pytest.approx(6)


def test_invisible_text_is_not_painted() -> None:
    assert read("BT /F 10 Tf 3 Tr (a) Tj ET", Font=font).painted == ()
    assert only("BT /F 10 Tf 1 Tr 0 0 1 0 K (a) Tj ET", Font=font).ink.colour.used == {"Yellow": 100}


def test_overprint_and_transparency_come_from_the_graphics_state() -> None:
    states = Dictionary(A=Dictionary(op=True, OPM=1, ca=0.5, BM=Name.Multiply), B=Dictionary(SMask=Dictionary()))
    ink = only("/A gs 0 0 9 9 re f", ExtGState=states).ink
    assert (ink.overprint, ink.mode, ink.alpha, ink.blend) == (True, 1, 0.5, "Multiply")
    assert only("/B gs 0 0 9 9 re f", ExtGState=states).ink.is_transparent
    assert not only("q /A gs /B gs Q 0 0 9 9 re f", ExtGState=states).ink.is_transparent
    none = Dictionary(B=Dictionary(SMask=Name("/None"), BM=Array([Name.Normal])))
    assert not only("/B gs 0 0 9 9 re f", ExtGState=none).ink.is_transparent


def test_the_resolution_of_an_image_is_that_at_its_size() -> None:
    one = only("72 0 0 36 0 0 cm /P Do", XObject=lambda pdf: Dictionary(P=image(pdf, 300)))
    assert one.kind is Kind.IMAGE and one.ppi == pytest.approx(300) and one.pixels == (300, 300)


def test_artifacts_are_known() -> None:
    content = read("/Artifact BMC 0 0 9 9 re f EMC /P <</MCID 0>> BDC 0 0 9 9 re f EMC")
    assert [one.artifact for one in content.painted] == [True, False]


def test_a_form_has_resources_and_a_place_of_its_own() -> None:
    def form(pdf: pikepdf.Pdf) -> Dictionary:
        made = pdf.make_stream(b"0 0 50 50 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 20, 20]))
        made.Matrix = Array([1, 0, 0, 1, 100, 0])
        return Dictionary(F=made)

    assert only("0 0 1 0 k /F Do", XObject=form).box == (100, 0, 120, 20)


def test_letters_of_an_embedded_font_have_their_true_boxes() -> None:
    with pikepdf.open(io.BytesIO(good())) as pdf:
        page = pdf.pages[0]
        found = [one for one in read_content(page, 1, page.Resources).painted if one.kind is Kind.TEXT]
    left, low, right, high = found[0].box
    assert 128.3 + 5 < high < 128.3 + 8 and 128.3 - 3 < low < 128.3 - 1.5, "a capital L, and a p below the line"
    assert right - left == pytest.approx(80, abs=8)
