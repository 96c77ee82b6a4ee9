"""Affine maps (a, b, c, d, e, f) as SVG and PDF write them: x' = a·x + c·y + e, y' = b·x + d·y + f.

A `transform` attribute goes in, a map comes out; paths go through it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from leaflet.model.svg_value import LIMIT, SEPARATORS, numbers

Affine: TypeAlias = tuple[float, float, float, float, float, float]
Command: TypeAlias = tuple[str, tuple[float, ...]]

IDENTITY: Affine = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
CALL = re.compile(r"[\s,]*+([a-zA-Z]++)\s*+\(([^()]*+)\)[\s,]*+", re.ASCII)


def product(outer: Affine, inner: Affine) -> Affine:
    """The map that does `inner` first and then `outer`."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)


def scale_of(affine: Affine) -> float:
    """By how much lengths grow on average: the root of the area's growth; 0 for a map that flattens."""
    a, b, c, d, _, _ = affine
    return math.sqrt(abs(a * d - b * c))


def is_even(affine: Affine) -> bool:
    """Does it scale alike in all directions, to a thousandth, so that a round pen stays round?"""
    a, b, c, d, _, _ = affine
    across, down = math.hypot(a, b), math.hypot(c, d)
    return abs(across - down) <= 1e-3 * max(across, down) and abs(a * c + b * d) <= 1e-3 * across * down


def mapped(commands: Iterable[Command], affine: Affine) -> tuple[Command, ...]:
    """The path with every point sent through the map; Béziers stay the same curves (they are affine invariant)."""
    if affine == IDENTITY:
        return tuple(commands)
    a, b, c, d, e, f = affine
    moved: list[Command] = []
    for letter, at in commands:
        if len(at) == 2:
            x, y = at
            moved.append((letter, (a * x + c * y + e, b * x + d * y + f)))
        elif at:
            x, y, u, v, s, t = at
            first, second = (a * x + c * y + e, b * x + d * y + f), (a * u + c * v + e, b * u + d * v + f)
            moved.append((letter, (*first, *second, a * s + c * t + e, b * s + d * t + f)))
        else:
            moved.append((letter, at))
    return tuple(moved)


def read_transform(text: str) -> Affine | None:
    """A `transform` attribute (SVG 1.1, 7.6) as one map; None if it is malformed or out of range."""
    text = text.strip(SEPARATORS)
    if text == "none":
        return IDENTITY
    total, at = IDENTITY, 0
    while at < len(text):
        match = CALL.match(text, at)
        step = _step(match[1], numbers(match[2])) if match else None
        if match is None or step is None:
            return None
        total, at = product(total, step), match.end()
        if not in_range(total):
            return None
    return total


def in_range(affine: Affine) -> bool:
    """Are all six numbers finite and within LIMIT?"""
    return all(-LIMIT < value < LIMIT for value in affine)


def _step(name: str, given: list[float] | None) -> Affine | None:
    counts, make = STEPS.get(name, ((), _matrix))
    return make(given) if given is not None and len(given) in counts else None


def _matrix(given: list[float]) -> Affine:
    a, b, c, d, e, f = given
    return (a, b, c, d, e, f)


def _translate(given: list[float]) -> Affine:
    return (1.0, 0.0, 0.0, 1.0, given[0], given[1] if len(given) == 2 else 0.0)


def _scale(given: list[float]) -> Affine:
    return (given[0], 0.0, 0.0, given[-1], 0.0, 0.0)


def _rotate(given: list[float]) -> Affine:
    angle = math.radians(given[0])
    turn = (math.cos(angle), math.sin(angle), -math.sin(angle), math.cos(angle), 0.0, 0.0)
    if len(given) == 1:
        return turn
    return product(product(_translate(given[1:]), turn), _translate([-given[1], -given[2]]))


def _skew_x(given: list[float]) -> Affine:
    return (1.0, 0.0, math.tan(math.radians(given[0])), 1.0, 0.0, 0.0)


def _skew_y(given: list[float]) -> Affine:
    return (1.0, math.tan(math.radians(given[0])), 0.0, 1.0, 0.0, 0.0)


STEPS: dict[str, tuple[tuple[int, ...], Callable[[list[float]], Affine]]] = {
    "matrix": ((6,), _matrix),
    "translate": ((1, 2), _translate),
    "scale": ((1, 2), _scale),
    "rotate": ((1, 3), _rotate),
    "skewX": ((1,), _skew_x),
    "skewY": ((1,), _skew_y),
}
