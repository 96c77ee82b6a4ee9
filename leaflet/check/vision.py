"""How others see a colour.  #RRGGBB goes in; what people with a colour-vision deficiency, or a copier, make of it comes
out, and how far apart two colours stay."""

from __future__ import annotations

import functools
import math

from leaflet.paint.colour import Palette, contrast, grey_of

Matrix = tuple[tuple[float, float, float], ...]

# Dichromacy on linear sRGB.  G. M. Machado, M. M. Oliveira, L. A. F. Fernandes: A Physiologically-based Model for
# Simulation of Color Vision Deficiency, IEEE TVCG 15 (2009) 1291-1298, supplement, severity 1.0.
DICHROMACY: dict[str, Matrix] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TO_XYZ = ((0.412453, 0.357580, 0.180423), (0.212671, 0.715160, 0.072169), (0.019334, 0.119193, 0.950227))  # sRGB, D65
WHITE = (0.950456, 1.0, 1.088754)
SCREEN, COPIER, GREY = "in colour", "on a copier", "in the grey edition"
DIFFERENT = 10.0  # ΔE*ab: a difference is just seen at 2.3 side by side (Mahy 1994), and these stand apart on a page

Colour = tuple[str, str]  # on screen and in the grey edition, #RRGGBB


def colour_of(palette: Palette, name: str) -> Colour:
    """An ink of the palette or #RRGGBB, on screen and in the grey edition."""
    return palette.screen(name), palette.grey(name)


@functools.cache
def contrasts(one: Colour, other: Colour) -> dict[str, float]:
    """Contrast (WCAG 2.2) of two colours in each way of seeing them; a copier keeps that of the screen."""
    found = {SCREEN: contrast(one[0], other[0]), GREY: contrast(one[1], other[1])}
    for name in DICHROMACY:
        found[name] = contrast(simulated(one[0], name), simulated(other[0], name))
    return found


def differ(one: Colour, other: Colour) -> bool:
    """Does everybody else tell them apart?"""
    return _apart(one[0], other[0]) >= DIFFERENT


@functools.cache
def merging(one: Colour, other: Colour) -> tuple[str, ...]:
    """The ways of seeing in which two colours are hardly told apart."""
    pairs = {COPIER: (grey_of(one[0]), grey_of(other[0])), GREY: (one[1], other[1])}
    pairs |= {name: (simulated(one[0], name), simulated(other[0], name)) for name in DICHROMACY}
    return tuple(name for name, pair in pairs.items() if _apart(*pair) < DIFFERENT)


def seen(view: str) -> str:
    """A way of seeing, in a sentence."""
    return f"to a reader with {view}" if view in DICHROMACY else view


@functools.cache
def simulated(colour: str, deficiency: str) -> str:
    """What somebody with a deficiency, a name of DICHROMACY, sees of a colour, as #RRGGBB."""
    seen = _times(DICHROMACY[deficiency], _linear(colour))
    return "#" + "".join(f"{round(255 * _encoded(min(1.0, max(0.0, part)))):02X}" for part in seen)


def _apart(one: str, other: str) -> float:
    """ΔE*ab of two colours (CIE 15:2004, 8.2.1.1)."""
    return math.dist(_lab(one), _lab(other))


@functools.cache
def _lab(colour: str) -> tuple[float, float, float]:
    """L*, a* and b* (CIE 15:2004, 8.2.1)."""
    xyz = _times(TO_XYZ, _linear(colour))
    x, y, z = (_root(part / white) for part, white in zip(xyz, WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(value: float) -> float:
    return float(value ** (1 / 3)) if value > (6 / 29) ** 3 else value * 841 / 108 + 4 / 29


def _times(matrix: Matrix, vector: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(sum(factor * part for factor, part in zip(row, vector, strict=True)) for row in matrix)


def _linear(colour: str) -> tuple[float, ...]:
    values = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return tuple(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values)


def _encoded(light: float) -> float:
    """The sRGB value of a linear one (IEC 61966-2-1)."""
    return light * 12.92 if light <= 0.0031308 else float(1.055 * light ** (1 / 2.4) - 0.055)
