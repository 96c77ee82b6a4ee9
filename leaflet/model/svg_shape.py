"""The basic shapes of SVG (SVG 1.1, chapter 9) and the path: an element's attributes go in, its outline comes out."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from leaflet.model.affine import Command
from leaflet.model.svg_path import read_path
from leaflet.model.svg_value import length, numbers, shown

QUARTER = 0.5522847498307936  # 4/3·(√2 − 1): the handle of a Bézier quarter of the unit circle
Slip: TypeAlias = str
Outline: TypeAlias = tuple[list[Command], Slip]


@dataclass(frozen=True, slots=True)
class Frame:
    """What per cent are per cent of (SVG 1.1, 7.10): width, height, and for everything else the diagonal over √2;
    `most`: how many segments are still allowed."""

    width: float
    height: float
    most: int

    @property
    def diagonal(self) -> float:
        return math.sqrt((self.width**2 + self.height**2) / 2)


def outline(tag: str, attributes: Mapping[str, str], frame: Frame) -> Outline:
    """The outline of an element of SHAPES in its own units; the second value says in words what is wrong with it."""
    return SHAPES[tag](attributes, frame)


def _lengths(attributes: Mapping[str, str], wanted: Mapping[str, float]) -> tuple[list[float], Slip]:
    """The named lengths, 0 where absent; `wanted` says what per cent of each are."""
    found: list[float] = []
    for name, whole in wanted.items():
        text = attributes.get(name, "0")
        value = length(text, whole)
        if value is None:
            return [], f'{name}="{shown(text)}" is not a length'
        if value < 0 and name in ("width", "height", "r", "rx", "ry"):
            return [], f'{name}="{shown(text)}" is negative'
        found.append(value)
    return found, ""


def _path(attributes: Mapping[str, str], frame: Frame) -> Outline:
    commands, slip = read_path(attributes.get("d", ""), frame.most)
    return commands, slip and f"its path data {slip}"


def _rect(attributes: Mapping[str, str], frame: Frame) -> Outline:
    # SVG 1.1, 9.2: a corner radius that is absent or auto is the other one, and none is over half the side
    radii = {name: attributes[name] for name in ("rx", "ry") if attributes.get(name, "auto").strip() != "auto"}
    given = {**attributes, "rx": radii.get("rx", radii.get("ry", "0")), "ry": radii.get("ry", radii.get("rx", "0"))}
    across, down = frame.width, frame.height
    whole = {"rx": across if "rx" in radii else down, "ry": down if "ry" in radii else across}
    found, slip = _lengths(given, {"x": across, "y": down, "width": across, "height": down, **whole})
    if slip:
        return [], slip
    x, y, width, height, rx, ry = found
    if not width or not height:
        return [], ""
    return _rounded((x, y, x + width, y + height), min(rx, width / 2), min(ry, height / 2)), ""


def _rounded(box: tuple[float, float, float, float], rx: float, ry: float) -> list[Command]:
    left, top, right, bottom = box
    if not rx or not ry:
        return _through([left, top, right, top, right, bottom, left, bottom], closed=True)
    h, v = rx * (1 - QUARTER), ry * (1 - QUARTER)
    return [
        ("M", (left + rx, top)),
        ("L", (right - rx, top)),
        ("C", (right - h, top, right, top + v, right, top + ry)),
        ("L", (right, bottom - ry)),
        ("C", (right, bottom - v, right - h, bottom, right - rx, bottom)),
        ("L", (left + rx, bottom)),
        ("C", (left + h, bottom, left, bottom - v, left, bottom - ry)),
        ("L", (left, top + ry)),
        ("C", (left, top + v, left + h, top, left + rx, top)),
        ("Z", ()),
    ]


def _circle(attributes: Mapping[str, str], frame: Frame) -> Outline:
    found, slip = _lengths(attributes, {"cx": frame.width, "cy": frame.height, "r": frame.diagonal})
    return ([], slip) if slip else (_oval(found[0], found[1], found[2], found[2]), "")


def _ellipse(attributes: Mapping[str, str], frame: Frame) -> Outline:
    wanted = {"cx": frame.width, "cy": frame.height, "rx": frame.width, "ry": frame.height}
    found, slip = _lengths(attributes, wanted)
    return ([], slip) if slip else (_oval(*found), "")


def _oval(x: float, y: float, rx: float, ry: float) -> list[Command]:
    if not rx or not ry:
        return []
    h, v = rx * QUARTER, ry * QUARTER
    return [
        ("M", (x + rx, y)),
        ("C", (x + rx, y + v, x + h, y + ry, x, y + ry)),
        ("C", (x - h, y + ry, x - rx, y + v, x - rx, y)),
        ("C", (x - rx, y - v, x - h, y - ry, x, y - ry)),
        ("C", (x + h, y - ry, x + rx, y - v, x + rx, y)),
        ("Z", ()),
    ]


def _line(attributes: Mapping[str, str], frame: Frame) -> Outline:
    wanted = {"x1": frame.width, "y1": frame.height, "x2": frame.width, "y2": frame.height}
    found, slip = _lengths(attributes, wanted)
    return ([], slip) if slip else (_through(found, closed=False), "")


def _polyline(attributes: Mapping[str, str], frame: Frame) -> Outline:
    return _points(attributes, closed=False)


def _polygon(attributes: Mapping[str, str], frame: Frame) -> Outline:
    return _points(attributes, closed=True)


def _points(attributes: Mapping[str, str], closed: bool) -> Outline:
    text = attributes.get("points", "")
    found = numbers(text)
    if found is None or len(found) % 2:
        return [], f'points="{shown(text)}" is not a list of pairs of numbers'
    return _through(found, closed), ""


def _through(values: list[float], closed: bool) -> list[Command]:
    if len(values) < 4 and not closed:
        return []
    commands: list[Command] = [("L" if at else "M", (values[at], values[at + 1])) for at in range(0, len(values), 2)]
    return [*commands, ("Z", ())] if closed and commands else commands


SHAPES: dict[str, Callable[[Mapping[str, str], Frame], Outline]] = {
    "path": _path,
    "rect": _rect,
    "circle": _circle,
    "ellipse": _ellipse,
    "line": _line,
    "polyline": _polyline,
    "polygon": _polygon,
}
