"""Contrast with what is really behind words, in every way of seeing it; words over pictures."""

from __future__ import annotations

import dataclasses

import pytest

from leaflet.check.contrast import over_image, readable
from leaflet.check.pages import Proof, check_pages
from leaflet.geometry import Rect
from leaflet.layout.placed import Image, Item, Panel, Text
from leaflet.model.drawing import Drawing, Shape, Stroke
from leaflet.model.picture import Picture
from leaflet.model.raster import Raster
from leaflet.paint.colour import grey_of
from leaflet.problems import Level, Problem
from tests.spoilt import changed, lines_of, told, under, with_ink, with_items

LINE = "why/text.1"
ASIDE = frozenset({"start"})


def contrast_of(proof: Proof, block: str = LINE) -> list[Problem]:
    return [problem for problem in readable(proof) if problem.where.block == block]


def box_of(line: Text, start: float = 0.0, end: float = 1.0) -> Rect:
    """A box behind a part of a line, with room round it."""
    return Rect(line.x + start * line.width, line.y - 1.5 * line.size, (end - start) * line.width, 2.5 * line.size)


def square(left: float, top: float, right: float, bottom: float, fill: str | None) -> Shape:
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    return Shape((*(("L" if at else "M", corner) for at, corner in enumerate(corners)), ("Z", ())), fill, False, None)


def on_picture(proof: Proof, picture: Picture | None, mirrored: bool = False) -> Proof:
    """The first line of a message over a picture that runs off the sheet, 100 units wide as the line."""
    line = lines_of(proof, LINE)[0]
    image = Image(box_of(line), "meadow", bleeds=ASIDE, mirror="auto")
    page = dataclasses.replace(proof.pages.pages[0], items=(image, line), mirrored=mirrored)
    pages = dataclasses.replace(proof.pages, pages=(page,))
    return dataclasses.replace(proof, pages=pages, pictures={"meadow": picture} if picture else {})


@pytest.mark.parametrize(("part", "ink"), [(LINE, "petrol mid"), ("how/title", "ochre"), (LINE, "white")])
def test_words_that_hardly_stand_out_are_an_error(proof: Proof, part: str, ink: str) -> None:
    problem = told(with_ink(proof, part, ink), "page/contrast")
    assert f"{ink} on paper" in problem.text and problem.where.block == part
    assert problem.level is Level.ERROR and proof.design.file in problem.hint


def test_contrast_is_with_what_is_really_behind(proof: Proof) -> None:
    """White on the masthead's band reads well; the same title without the band does not."""
    items = tuple(item for item in proof.pages.pages[0].items if not (isinstance(item, Panel) and item.ink == "petrol"))
    codes = {(problem.code, problem.where.block) for problem in check_pages(with_items(proof, items))}
    assert ("page/contrast", "leaflet/title") in codes and ("page/contrast", "intro/text.1") in codes


def test_body_text_wants_more_contrast_than_headings(proof: Proof) -> None:
    """Coral reaches 4.7 on paper."""
    assert "; 7 is wanted" in contrast_of(with_ink(proof, LINE, "coral"))[0].text
    heading = changed(proof, "how/title", lambda line: dataclasses.replace(line, ink="coral", size=14.0))
    assert contrast_of(heading, "how/title") == []


@pytest.mark.parametrize("ink", ["ink", "petrol"])
def test_a_line_that_stands_half_on_a_dark_panel_is_found(proof: Proof, ink: str) -> None:
    line = lines_of(proof, LINE)[0]
    (problem,) = contrast_of(under(proof, Panel(box_of(line, 0.7, 1.1), ink)))
    assert f"on {ink} " in problem.text
    assert contrast_of(under(proof, Panel(box_of(line, 1.05, 1.4), ink))) == []


def test_of_two_grounds_the_worse_counts(proof: Proof) -> None:
    line = lines_of(proof, LINE)[0]
    halves = Panel(box_of(line, -0.1, 0.5), "mist"), Panel(box_of(line, 0.5, 1.1), "petrol mid")
    (problem,) = contrast_of(under(proof, *halves))
    assert "on petrol mid" in problem.text


def test_two_panels_side_by_side_leave_no_paper_between(proof: Proof) -> None:
    line = lines_of(proof, LINE)[0]
    white = with_ink(proof, LINE, "white")
    halves = Panel(box_of(line, -0.1, 0.5), "petrol"), Panel(box_of(line, 0.5, 1.1), "ink")
    assert "on paper" in contrast_of(under(white, halves[0]))[0].text
    only = with_items(under(white, *halves), (*halves, dataclasses.replace(line, ink="white")))
    assert contrast_of(only) == []


def test_the_topmost_panel_hides_those_beneath(proof: Proof) -> None:
    line = lines_of(proof, LINE)[0]
    box = box_of(line, -0.1, 1.1)
    assert contrast_of(under(proof, Panel(box, "ink"), Panel(box, "mist"))) == []
    assert contrast_of(under(proof, Panel(box, "mist"), Panel(box, "ink"))) != []


def test_grey_is_looked_at_too(proof: Proof) -> None:
    """An ink that reads well in colour, and that somebody made too light for a black printer."""
    inks = dict(proof.palette.inks)
    inks["petrol"] = dataclasses.replace(inks["petrol"], grey="#999999")
    spoilt = dataclasses.replace(proof, palette=dataclasses.replace(proof.palette, inks=inks))
    problems = list(readable(spoilt))
    assert problems and all("in the grey edition" in problem.text for problem in problems)
    assert {problem.level for problem in problems} == {Level.WARNING}, "the edition in colour does not print it"
    in_grey = dataclasses.replace(spoilt, palette=spoilt.palette.in_grey)
    assert {problem.level for problem in readable(in_grey)} == {Level.ERROR}
    assert list(readable(dataclasses.replace(proof, palette=proof.palette.in_grey))) == []


@pytest.mark.parametrize(
    ("screen", "behind", "reader"),
    [("#E02020", "#FFFFFF", "deuteranopia"), ("#F03C3C", "#141311", "protanopia"),
     ("#1350B0", "#97DEF2", "tritanopia")],
)  # fmt: skip
def test_a_deficiency_of_colour_vision_is_looked_at_too(proof: Proof, screen: str, behind: str, reader: str) -> None:
    """Red is dark for one and light for another, and all that anybody else sees is enough."""
    inks, grey = dict(proof.palette.inks), "#FFFFFF" if behind == "#141311" else "#000000"
    inks["coral"] = dataclasses.replace(inks["coral"], screen=screen, grey=grey)
    inks["sand"] = dataclasses.replace(inks["sand"], screen=behind, grey=grey_of(behind))
    spoilt = dataclasses.replace(proof, palette=dataclasses.replace(proof.palette, inks=inks))
    title = lines_of(spoilt, "how/title")[0]
    spoilt = with_items(spoilt, (Panel(box_of(title, -0.1, 1.1), "sand"), dataclasses.replace(title, ink="coral")))
    (problem,) = readable(spoilt)
    assert reader in problem.text and "4.5 is wanted" in problem.text
    large = changed(spoilt, "how/title", lambda line: dataclasses.replace(line, size=14.0))
    assert list(readable(large)) == []


def test_large_type_is_spared_only_where_sight_is_simulated(proof: Proof) -> None:
    """Coral on paper is 4.0 with deuteranopia: enough for 14 pt bold, too little for smaller type."""
    small = changed(proof, "how/title", lambda line: dataclasses.replace(line, ink="coral"))
    assert "deuteranopia" in contrast_of(small, "how/title")[0].text
    assert lines_of(small, "how/title")[0].size < 14
    large = changed(proof, "how/title", lambda line: dataclasses.replace(line, ink="petrol mid", size=20.0))
    assert "; 4.5 is wanted" in contrast_of(large, "how/title")[0].text


def test_words_on_a_drawing_are_measured_against_its_shapes(proof: Proof) -> None:
    sky = square(0, 0, 100, 100, "#ECF5F8")
    assert list(readable(on_picture(proof, Drawing(100, 100, (sky,))))) == []
    dark = Drawing(100, 100, (sky, square(60, 0, 70, 100, "#005260")))
    (problem,) = readable(on_picture(proof, dark))
    assert "on #005260" in problem.text


def test_a_shape_that_is_hidden_or_elsewhere_does_not_count(proof: Proof) -> None:
    night, day = square(0, 0, 100, 100, "#005260"), square(-5, -5, 105, 105, "#ECF5F8")
    assert list(readable(on_picture(proof, Drawing(100, 100, (night, day))))) == []
    foot = square(0, 90, 100, 100, "#005260")
    assert list(readable(on_picture(proof, Drawing(100, 100, (day, foot))))) == []


def test_lines_of_a_drawing_count(proof: Proof) -> None:
    outline = dataclasses.replace(square(0, 50, 100, 60, None), stroke=Stroke("#005260", 3, 0, 0, ()))
    (problem,) = readable(on_picture(proof, Drawing(100, 100, (outline,))))
    assert "on #005260" in problem.text


def test_a_drawing_that_is_turned_round_is_looked_at_turned(proof: Proof) -> None:
    """The line stands over the left half of a picture whose right half is dark."""
    picture = Drawing(200, 100, (square(120, 0, 200, 100, "#005260"),))
    for mirrored in (False, True):
        spoilt = on_picture(proof, picture, mirrored)
        image, line = spoilt.pages.pages[0].items
        assert isinstance(image, Image)
        wide = dataclasses.replace(image, rect=dataclasses.replace(image.rect, width=2 * image.rect.width))
        page = dataclasses.replace(spoilt.pages.pages[0], items=(wide, line))
        spoilt = dataclasses.replace(spoilt, pages=dataclasses.replace(spoilt.pages, pages=(page,)))
        assert bool(list(readable(spoilt))) is mirrored


@pytest.mark.parametrize("known", ["drawing", "raster", "nothing"])
def test_words_on_a_picture_are_a_warning(proof: Proof, known: str) -> None:
    drawing = Drawing(100, 100, (square(0, 0, 100, 100, "#FFFFFF"),))
    raster = Raster(1, 1, "L", b"\0", "flate-source", None, None)
    spoilt = on_picture(proof, {"drawing": drawing, "raster": raster}.get(known))
    (problem,) = over_image(spoilt)
    assert problem.code == "page/over-image" and problem.level is Level.WARNING and problem.where.block == LINE
    assert "meadow" in problem.text and proof.design.file in problem.hint
    assert ("not known" in problem.text) is (known != "drawing")


def test_words_beside_a_picture_are_none(proof: Proof) -> None:
    line = lines_of(proof, LINE)[0]
    for beside in (box_of(line, 1.05, 2.0), Rect(line.x, line.y + line.size, line.width, 50)):
        items: tuple[Item, ...] = (Image(beside, "meadow", bleeds=ASIDE), line)
        assert list(over_image(with_items(proof, items))) == []
