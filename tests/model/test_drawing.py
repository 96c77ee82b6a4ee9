"""Drawings: shapes, size, transforms and where it all comes to lie."""

from __future__ import annotations

import math

import pytest

from leaflet.model.drawing import Drawing, Shape, read_drawing
from leaflet.problems import Problem, Where

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


def code(data: bytes | str) -> str:
    (problem,) = refused(data)
    return problem.code


def box(commands: tuple[tuple[str, tuple[float, ...]], ...]) -> tuple[float, float, float, float]:
    """The bounding box of the curves themselves, sampled finely."""
    points: list[tuple[float, float]] = []
    for letter, values in commands:
        if letter == "C":
            (x0, y0), (x1, y1, x2, y2, x3, y3) = points[-1], values
            for step in range(1, 1001):
                t, s = step / 1000, 1 - step / 1000
                a, b, c, d = s**3, 3 * s * s * t, 3 * s * t * t, t**3
                points.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
        elif values:
            points.append((values[0], values[1]))
    return min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points)


# --- shapes


def test_rect_plain_and_rounded() -> None:
    corners = [("M", (1, 2)), ("L", (4, 2)), ("L", (4, 6)), ("L", (1, 6)), ("Z", ())]
    assert list(shape('<rect x="1" y="2" width="3" height="4"/>').commands) == corners
    rounded = shape('<rect x="1" y="2" width="30" height="20" rx="4"/>').commands
    assert box(rounded) == pytest.approx((1, 2, 31, 22))
    assert rounded[0] == ("M", (5, 2)) and ("L", (31, 18)) in rounded  # ry follows rx
    assert box(shape('<rect width="10" height="10" rx="99" ry="99"/>').commands) == pytest.approx((0, 0, 10, 10))


def test_rect_in_per_cent_of_the_view_box() -> None:
    assert box(shape('<rect width="100%" height="50%"/>').commands) == (0, 0, 100, 25)


def test_circle_and_ellipse_are_round() -> None:
    circle = shape('<circle cx="20" cy="20" r="10"/>').commands
    assert box(circle) == pytest.approx((10, 10, 30, 30))
    start = circle[0][1]
    for _, (x1, y1, x2, y2, x3, y3) in (command for command in circle if command[0] == "C"):
        middle_x = (start[0] + 3 * x1 + 3 * x2 + x3) / 8
        middle_y = (start[1] + 3 * y1 + 3 * y2 + y3) / 8
        assert math.hypot(middle_x - 20, middle_y - 20) == pytest.approx(10, rel=3e-4)
        start = (x3, y3)
    assert box(shape('<ellipse cx="20" cy="20" rx="10" ry="5"/>').commands) == pytest.approx((10, 15, 30, 25))


def test_line_polyline_polygon() -> None:
    line = shape('<line x1="1" y1="2" x2="3" y2="4" stroke="red"/>')
    assert (line.commands, line.fill) == ((("M", (1, 2)), ("L", (3, 4))), None)
    assert shape('<polyline points="0,0 5-5,9 9"/>').commands[-1] == ("L", (9, 9))
    assert shape('<polygon points="0,0 5-5,9 9"/>').commands[-1] == ("Z", ())


def test_flat_path_has_no_fill() -> None:
    flat = shape('<path d="M0 0H9M0 5H9" stroke="red"/>')
    assert flat.fill is None and flat.stroke


@pytest.mark.parametrize(
    "body",
    ['<rect width="-1" height="1"/>', '<circle r="5em"/>', '<polygon points="1 2 3"/>', '<rect width="x" height="1"/>'],
)
def test_shapes_out_of_order_are_said(body: str) -> None:
    assert code(body) == "drawing/value"


# --- size


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 100 50"', (100, 50)),
        ('viewBox="-5,-5 10,20" width="50mm"', (10, 20)),
        ('width="24" height="12px"', (24, 12)),
        ('width="25.4mm" height="1in"', (96, 96)),
        ('width="2.54cm" height="72pt"', (96, 96)),
        ('viewBox="0 0 7 7" width="100%" height="100%" style="width:1em"', (7, 7)),
    ],
)
def test_size(attributes: str, size: tuple[float, float]) -> None:
    drawing = drawn('<path d="M0 0h5v5z"/>', attributes)
    assert (drawing.width, drawing.height) == pytest.approx(size)


def test_origin_moves_to_zero() -> None:
    assert box(shape('<rect x="-5" y="5" width="1" height="1"/>', 'viewBox="-5 5 9 9"').commands) == (0, 0, 1, 1)


@pytest.mark.parametrize(
    "attributes", ["", 'viewBox="0 0 0 5"', 'viewBox="0 0 5"', 'viewBox="a"', 'width="100%" height="5"', 'width="9"']
)
def test_no_size_is_said(attributes: str) -> None:
    assert code(svg('<path d="M0 0h5v5z"/>', attributes)) == "drawing/no-size"


def test_stretching_is_refused_and_harmless_aspect_rules_are_not() -> None:
    stretched = 'viewBox="0 0 10 10" width="20" height="10" preserveAspectRatio="none"'
    assert code(svg('<path d="M0 0h5v5z"/>', stretched)) == "drawing/attribute"
    drawn('<path d="M0 0h5v5z"/>', 'viewBox="0 0 10 10" width="20" height="20" preserveAspectRatio="none"')


# --- transforms


@pytest.mark.parametrize(
    ("transform", "expected"),
    [
        ("translate(5)", (5, 0, 7, 1)),
        ("translate(5,6) scale(2)", (5, 6, 9, 8)),
        ("scale(2 3),translate(1 1)", (2, 3, 6, 6)),
        ("matrix(1 0 0 1 3 4)", (3, 4, 5, 5)),
        ("rotate(90)", (-1, 0, 0, 2)),
        ("rotate(180 1 .5)", (0, 0, 2, 1)),
        ("skewX(45)", (0, 0, 3, 1)),
        ("skewY(45)", (0, 0, 2, 3)),
        ("none", (0, 0, 2, 1)),
    ],
)
def test_transforms(transform: str, expected: tuple[float, ...]) -> None:
    found = shape(f'<path d="M0 0h2v1h-2z" transform="{transform}"/>')
    assert box(found.commands) == pytest.approx(expected, abs=1e-12)


def test_transforms_nest() -> None:
    body = '<g transform="translate(10 0)"><g transform="scale(2)"><rect x="1" width="1" height="1"/></g></g>'
    assert box(shape(body).commands) == (12, 0, 14, 2)


@pytest.mark.parametrize("transform", ["rotate(45deg)", "spin(1)", "scale(1", "scale(1 2 3)", "scale(1e7)", "x"])
def test_transform_malformed_is_said(transform: str) -> None:
    assert code(f'<rect width="1" height="1" transform="{transform}"/>') == "drawing/value"


def test_transform_that_flattens_paints_nothing() -> None:
    assert len(drawn('<rect width="1" height="1" transform="scale(0)"/><path d="M0 0h1v1z"/>').shapes) == 1
