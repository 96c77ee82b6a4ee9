"""Boxes of the press file, and marks round the page."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest

from leaflet.geometry import Rect, points
from leaflet.layout.placed import Page, Pages, Panel
from leaflet.layout.press_wish import MARKS, PressWish
from leaflet.paint.painter import Edition, Look, paint
from leaflet.paint.pdf_document import Metadata
from leaflet.paint.sheet import ALL, BAR, BLEED, CROP, FOLD, REGISTRATION, Sheet
from tests.pdfread import opened, painted
from tests.pressed import job_of, palette_of, plates_of

BLEED_WIDTH = points(3)
HUNDREDTH_MM = points(0.01)
FOLDS = (points(97), points(197))
PLACE = re.compile(r"(-?[\d.]+) (-?[\d.]+) (?:[ml]\b|[\d.]+ [\d.]+ re\b)")
CURVE = re.compile(r"(-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) c\b")


def sheet(*marks: str, folds: tuple[float, ...] = FOLDS) -> Sheet:
    """An A4 sheet across."""
    return Sheet(points(297), points(210), BLEED_WIDTH, frozenset(marks), folds)


def folded_file(*marks: str) -> bytes:
    """A page of three panels for the press, with a band that bleeds."""
    panel = Panel(Rect(0, 0, points(297), points(30)), "petrol", bleeds=frozenset({"top", "start", "end"}))
    page = Page(1, points(297), points(210), (panel,), folds=FOLDS)
    job = job_of(PressWish(marks=frozenset(marks)))
    look = Look(palette_of(), {}, 0.0, Edition.PRESS, BLEED_WIDTH, job)
    return paint(Pages((page,), 10.0, "", 1.0, ""), look, Metadata("Test", "nl"))


def test_the_boxes_are_exact(pdf: bytes) -> None:
    for page in opened(pdf).pages:
        media, bleed, trim = ([float(value) for value in page[key]] for key in ("/MediaBox", "/BleedBox", "/TrimBox"))
        sides = (210, 297) if trim[3] > trim[1] + trim[2] - trim[0] else (297, 210)  # a trifold lies across
        assert trim[2] - trim[0] == pytest.approx(points(sides[0]), abs=HUNDREDTH_MM)
        assert trim[3] - trim[1] == pytest.approx(points(sides[1]), abs=HUNDREDTH_MM)
        for inner, outer in zip(trim, bleed, strict=True):
            assert abs(inner - outer) == pytest.approx(BLEED_WIDTH, abs=HUNDREDTH_MM)
        assert media == bleed, "without marks the sheet ends where the bleed does"


@pytest.mark.parametrize("mark", MARKS)
def test_each_mark_stands_outside_the_bleed_and_on_the_sheet(mark: str) -> None:
    one = sheet(mark)
    left, low, right, high = one.bleed_box
    drawn = one.operators()
    places = [(float(x), float(y)) for x, y in PLACE.findall(drawn)]
    places += [(float(row[at]), float(row[at + 1])) for row in CURVE.findall(drawn) for at in (0, 2, 4)]
    assert len(places) >= 8
    for x, y in places:
        assert not (left < x < right and low < y < high), (x, y)
        assert 0 <= x <= one.media[2] and 0 <= y <= one.media[3]


def test_crop_marks_point_at_the_corners_of_the_trim() -> None:
    one = sheet(CROP)
    left, low, right, high = one.trim
    lines = re.findall(r"([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S", one.operators())
    assert len(lines) == 8
    upright = {round(float(x1), 2) for x1, _, x2, _ in lines if x1 == x2}
    across = {round(float(y1), 2) for _, y1, _, y2 in lines if y1 == y2}
    assert upright == {round(left, 2), round(right, 2)} and across == {round(low, 2), round(high, 2)}


def test_bleed_marks_point_at_the_edge_of_the_bleed() -> None:
    one = sheet(BLEED)
    lines = re.findall(r"([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S", one.operators())
    upright = sorted({float(x1) for x1, _, x2, _ in lines if x1 == x2})
    assert upright == [pytest.approx(one.bleed_box[0], abs=1e-3), pytest.approx(one.bleed_box[2], abs=1e-3)]


def test_fold_marks_are_dashed_and_stand_at_the_folds() -> None:
    one = sheet(FOLD)
    drawn = one.operators()
    assert re.search(r"\[[\d.]+ [\d.]+\] 0 d", drawn)
    found = sorted({float(x) for x, _ in re.findall(r"([\d.]+) ([\d.]+) m", drawn)})
    assert found == [pytest.approx(one.trim[0] + fold, abs=1e-3) for fold in FOLDS]
    assert sheet(FOLD, folds=()).operators() == "", "a flat sheet has none"


@pytest.mark.parametrize("mark", [REGISTRATION, BAR])
@pytest.mark.parametrize("fold", [30, 60, 148.5, 150])
def test_other_marks_keep_clear_of_folds(mark: str, fold: float) -> None:
    one = sheet(mark, folds=(points(fold),))
    x = one.trim[0] + points(fold)
    for operands in re.findall(r"([\d.]+) [\d.]+ ([\d.]+) [\d.]+ re", one.operators()):
        left, width = map(float, operands)
        assert not left < x < left + width
    for centre, _, right, _ in re.findall(r"([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S", one.operators()):
        assert not float(centre) < x < float(right)


def test_without_marks_the_sheet_is_the_bleed() -> None:
    one = Sheet(100, 200, 8)
    assert one.operators() == "" and one.media == (0, 0, 116, 216) == one.bleed_box


def test_marks_are_artifacts_in_the_colorant_of_all_plates() -> None:
    pdf = folded_file(*MARKS)
    page = opened(pdf).pages[0]
    kind, name, alternate, _ = page.Resources.ColorSpace[f"/{ALL}"]
    assert (kind, name, alternate) == ("/Separation", "/All", "/DeviceCMYK")
    marks = [one for one in painted(pdf) if one.operator in ("S", "f")]
    assert len(marks) > 30 and all(one.is_artifact for one in marks)
    assert "/ColorSpace" not in opened(folded_file()).pages[0].Resources


def test_marks_are_on_every_plate_and_the_page_is_not_touched(tmp_path: Path) -> None:
    plain, marked = tmp_path / "plain", tmp_path / "marked"
    for folder in (plain, marked):
        folder.mkdir()
    before, after = plates_of(folded_file(), plain), plates_of(folded_file(CROP, FOLD, BLEED, REGISTRATION), marked)
    margin = after["Cyan"].width - before["Cyan"].width
    assert margin > 0
    for name in ("Cyan", "Magenta", "Yellow", "Black"):
        plate = after[name]
        strip = plate.crop((0, 0, plate.width, margin // 2 - 2))
        assert strip.getextrema()[0] < 200, f"no mark on {name}"
        inner = plate.crop((margin // 2 + 2, margin // 2 + 2, plate.width - margin // 2 - 2, plate.height // 2))
        flat = before[name].crop((2, 2, before[name].width - 2, before[name].height // 2))
        assert inner.getextrema() == flat.getextrema()


def test_the_page_is_drawn_inside_its_trim() -> None:
    page = opened(folded_file(CROP)).pages[0]
    (matrix,) = (operands for operands, operator in pikepdf.parse_content_stream(page) if str(operator) == "cm")
    trim = [float(value) for value in page.TrimBox]
    assert [float(value) for value in matrix[4:]] == [
        pytest.approx(trim[0], abs=1e-3),
        pytest.approx(trim[1], abs=1e-3),
    ]
