"""Path data: every command, compact syntax, arcs by hand-computed boxes, and what is malformed."""

from __future__ import annotations

import pytest

from leaflet.model.drawing import read_drawing
from leaflet.model.svg_path import read_path
from leaflet.problems import Where

WHERE = Where("logo.svg")


def svg(body: str, attributes: str = 'viewBox="0 0 100 50"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{body}</svg>'.encode()


def path(data: str) -> list[tuple[str, tuple[float, ...]]]:
    commands, slip = read_path(data, 1000)
    assert slip == ""
    return commands


def ends(data: str) -> list[tuple[float, ...]]:
    return [values[-2:] for _, values in path(data) if values]


def box(commands: list[tuple[str, tuple[float, ...]]]) -> tuple[float, float, float, float]:
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


# --- paths


def test_path_commands_absolute_and_relative() -> None:
    assert path("M1 2L3 4H5V6z") == path("m1 2l2 2h2v2Z")
    assert path("M1 2L3 4H5V6z") == [("M", (1, 2)), ("L", (3, 4)), ("L", (5, 4)), ("L", (5, 6)), ("Z", ())]


def test_path_compact_numbers_and_implicit_repeats() -> None:
    assert path("M1.5.5-3-.5e1") == [("M", (1.5, 0.5)), ("L", (-3, -5))]
    assert path("m1.5.5-3-.5") == [("M", (1.5, 0.5)), ("L", (-1.5, 0))]
    assert path("M0,0 1e1+2L3,4,5,6") == [("M", (0, 0)), ("L", (10, 2)), ("L", (3, 4)), ("L", (5, 6))]


def test_path_smooth_curves_reflect_the_last_control_point() -> None:
    assert path("M0 0C0 1 2 3 4 4S8 8 9 9")[2] == ("C", (6, 5, 8, 8, 9, 9))
    assert path("M5 5S8 8 9 9")[1] == ("C", (5, 5, 8, 8, 9, 9))  # nothing to reflect: the current point
    assert path("M0 0Q3 3 6 0T12 0")[2] == ("C", pytest.approx((8, -2, 10, -2, 12, 0)))
    assert path("M0 0Q3 3 6 0S9 9 12 0")[2] == ("C", (6, 0, 9, 9, 12, 0))  # a quadratic leaves nothing to S


def test_path_quadratic_is_raised_a_degree() -> None:
    assert path("M0 0Q3 6 6 0")[1] == ("C", pytest.approx((2, 4, 4, 4, 6, 0)))


def test_path_goes_on_from_the_start_of_a_closed_subpath() -> None:
    assert path("M1 1h2v2zl5 5")[-2:] == [("M", (1, 1)), ("L", (6, 6))]
    assert path("M1 1h2v2zm5 5v1")[-2:] == [("M", (6, 6)), ("L", (6, 7))]


def test_moves_that_draw_nothing_are_left_out() -> None:
    assert path("M1 1M2 2L3 3M4 4") == [("M", (2, 2)), ("L", (3, 3))]
    assert path("M1 1") == []


@pytest.mark.parametrize(
    ("flags", "expected"),
    # from (0,0) to (10,10) with radius 10: the centre is (10,0) or (0,10), the arc the short or the long one
    [("0 1", (0, 0, 10, 10)), ("0 0", (0, 0, 10, 10)), ("1 1", (0, -10, 20, 10)), ("1 0", (-10, 0, 10, 20))],
)
def test_arc_flags_choose_among_four(flags: str, expected: tuple[float, ...]) -> None:
    commands = path(f"M0 0A10 10 0 {flags} 10 10")
    assert commands[-1][1][-2:] == (10, 10)
    assert box(commands) == pytest.approx(expected, abs=0.01)


def test_arc_sweep_bends_to_the_right_side() -> None:
    assert path("M0 0A5 5 0 0 1 10 0")[1][1][-2:] == pytest.approx((5, -5))  # positive angles: clockwise, y down
    assert path("M0 0A5 5 0 0 0 10 0")[1][1][-2:] == pytest.approx((5, 5))


def test_arc_compact_flags_relative_and_repeated() -> None:
    assert path("M1 2a5 5 0 0110 0 5 5 0 0,1-10 0") == path("M1 2A5 5 0 0 1 11 2A5 5 0 0 1 1 2")
    assert ends("M0 0a1 1 0 01.5.5")[-1] == (0.5, 0.5)


def test_arc_small_radii_grow_and_rotation_turns() -> None:
    assert box(path("M0 0A1 1 0 0 1 10 0")) == pytest.approx((0, -5, 10, 0), abs=0.01)
    # an ellipse 20 by 10 turned a quarter is 10 wide and 20 high
    assert box(path("M0 0A10 5 90 0 1 10 0A10 5 90 0 1 0 0")) == pytest.approx((0, -10, 10, 10), abs=0.01)


def test_arc_degenerate() -> None:
    assert path("M1 1A0 5 0 0 1 9 9") == [("M", (1, 1)), ("L", (9, 9))]
    assert path("M1 1A5 5 0 0 1 1 1L2 2") == [("M", (1, 1)), ("L", (2, 2))]


@pytest.mark.parametrize("data", ["L1 1", "M", "M1", "M1 1L2", "M1 1A1 1 0 2 1 3 3", "M1 1 x", "5M1 1", "M1 1z3"])
def test_path_malformed_is_said(data: str) -> None:
    drawing, (problem,) = read_drawing(svg(f'<rect width="1" height="1"/>\n<path d="{data}"/>'), WHERE)
    assert drawing is None
    assert (problem.code, problem.where.line) == ("drawing/value", 2)


def test_path_refuses_what_float_would_take() -> None:
    for data in ("M1_0 1", "M٣ 1", "Minf 1", "Mnan 1", "M1e999 1"):
        assert read_path(data, 10)[1]


def test_path_data_none_or_absent_is_no_shape() -> None:
    drawing, problems = read_drawing(svg('<path/><path d=""/><path d="none"/><path d="M0 0h1v1z"/>'), WHERE)
    assert drawing and len(drawing.shapes) == 1 and not problems
