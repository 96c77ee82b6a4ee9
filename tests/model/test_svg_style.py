"""Paint: colours, strokes, inheritance, and what is left out."""

from __future__ import annotations

import pytest

from leaflet.model.drawing import Drawing, Shape, Stroke, read_drawing
from leaflet.problems import Level, Problem, Where

WHERE = Where("logo.svg")


def svg(body: str, attributes: str = 'viewBox="0 0 100 50"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{body}</svg>'.encode()


def drawn(body: str, attributes: str = 'viewBox="0 0 100 50"') -> Drawing:
    drawing, problems = read_drawing(svg(body, attributes), WHERE)
    assert problems == ()
    assert drawing is not None
    return drawing


def shape(body: str, attributes: str = 'viewBox="0 0 100 50"') -> Shape:
    (only,) = drawn(body, attributes).shapes
    return only


def refused(data: bytes | str) -> tuple[Problem, ...]:
    drawing, problems = read_drawing(svg(data) if isinstance(data, str) else data, WHERE)
    assert drawing is None
    assert problems and all(problem.hint and problem.where.file == "logo.svg" for problem in problems)
    return problems


# --- paint


@pytest.mark.parametrize(
    ("value", "fill"),
    [
        ("#abc", "#AABBCC"),
        ("#a1b2c3", "#A1B2C3"),
        ("#a1b2c3FF", "#A1B2C3"),
        ("rgb(1, 2,3)", "#010203"),
        ("rgb(100%,0%,50%)", "#FF0080"),
        ("rgba(1,2,3,1)", "#010203"),
        ("rgb(300 -5 0 / 100%)", "#FF0000"),
        ("White", "#FFFFFF"),
        ("grey", "#808080"),
        ("currentColor", "#000000"),
    ],
)
def test_colours(value: str, fill: str) -> None:
    assert shape(f'<path d="M0 0h1v1z" fill="{value}"/>').fill == fill


def test_fill_is_black_unless_said() -> None:
    assert shape('<path d="M0 0h1v1z"/>') == Shape(
        (("M", (0, 0)), ("L", (1, 0)), ("L", (1, 1)), ("Z", ())), "#000000", False, None
    )


def test_style_wins_over_attribute_and_both_are_inherited() -> None:
    body = '<g fill="red" style="fill : #00f !important; /* fill: lime */"><path d="M0 0h1v1z"/></g>'
    assert shape(body).fill == "#0000FF"
    assert shape('<g fill="red"><path d="M0 0h1v1z" fill="inherit"/></g>').fill == "#FF0000"
    assert shape('<g fill="red"><path d="M0 0h1v1z" style="fill:initial"/></g>').fill == "#000000"
    assert shape('<g fill="currentColor"><path d="M0 0h1v1z" color="lime"/></g>').fill == "#00FF00"


def test_root_hands_down_too() -> None:
    assert shape('<path d="M0 0h1v1z"/>', 'viewBox="0 0 9 9" fill="teal" fill-rule="evenodd"').even_odd


def test_stroke() -> None:
    body = (
        '<path d="M0 0h1v1" fill="none" stroke="#123456" stroke-width="2pt" stroke-linecap="round" '
        'stroke-linejoin="bevel" stroke-dasharray="1,2 3" stroke-dashoffset="1" stroke-miterlimit="10"/>'
    )
    found = shape(body)
    assert found.fill is None
    assert found.stroke == Stroke("#123456", pytest.approx(8 / 3), 1, 2, (1, 2, 3, 1, 2, 3), 10, 1)


def test_stroke_scales_with_its_shape() -> None:
    found = shape('<g transform="scale(-3 3)"><path d="M0 0h1v1" stroke="red" stroke-dasharray="2"/></g>')
    assert found.stroke == Stroke("#FF0000", 3, 0, 0, (6, 6))


def test_stroke_of_no_width_is_none() -> None:
    assert shape('<path d="M0 0h1v1" stroke="red" stroke-width="0"/>').stroke is None
    assert shape('<path d="M0 0h1v1" stroke="red" stroke-dasharray="0 0"/>').stroke == Stroke("#FF0000", 1, 0, 0, ())


def test_uneven_stroke_warns_and_is_drawn() -> None:
    drawing, problems = read_drawing(svg('<path transform="scale(2 8)" d="M0 0h1v1" stroke="red"/>'), WHERE)
    assert drawing and drawing.shapes[0].stroke == Stroke("#FF0000", 4, 0, 0, ())
    assert [(problem.code, problem.level) for problem in problems] == [("drawing/uneven-stroke", Level.WARNING)]


def test_hidden_is_skipped_with_all_that_is_in_it() -> None:
    body = (
        '<g display="none"><text>x</text><path d="M0 0h9v9z"/></g><g style="display:none" opacity="1"><image/></g>'
        '<g opacity="0"><path d="M0 0h9v9z"/></g><path d="M0 0h9v9z" fill="none"/><path d="M0 0h9v9" fill-opacity="0"/>'
        '<g visibility="hidden"><path d="M0 0h9v9z"/><path visibility="visible" fill="red" d="M0 0h1v1z"/></g>'
    )
    assert shape(body).fill == "#FF0000"


def test_what_paints_nothing_is_ignored() -> None:
    body = (
        "<title>T</title><desc>D</desc><metadata><x:y xmlns:x='urn:x'/></metadata>"
        '<defs><linearGradient id="g"><stop offset="0"/></linearGradient><clipPath id="c"><path d="bad"/></clipPath>'
        "<text>unused</text></defs><radialGradient/>"
        '<i:view xmlns:i="urn:ink" i:z="1"><path d="M0 0h9v9z"/></i:view>'
        '<path id="p" class="c" data-x="1" aria-label="l" style="-inkscape-stroke:none;font-size:12px;marker:none" '
        'opacity="1" fill-opacity="100%" clip-path="none" d="M0 0h1v1z"/>'
    )
    assert len(drawn(body).shapes) == 1


def test_unpaintable_paint_matters_only_where_it_is_used() -> None:
    assert shape('<g fill="url(#g)"><path fill="red" d="M0 0h1v1z"/></g>').fill == "#FF0000"
    (problem,) = refused('<g fill="url(#g)">\n<path d="M0 0h1v1z"/><path d="M0 0h1v1z"/></g>')
    assert (problem.code, problem.where.line) == ("drawing/colour", 1)
    assert "url(#g)" in problem.text and "2 times" in problem.text
