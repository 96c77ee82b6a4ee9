"""Inks.  Names of the palette go in, PDF colour operators come out: RGB for screen and office printer.

Every ink carries its CMYK for the press beside its screen colour.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from leaflet.problems import Problem, Where, error

HEX = re.compile(r"#[0-9A-Fa-f]{6}\Z")
FILE = "assets/palette.yaml"


@dataclass(frozen=True, slots=True)
class Ink:
    """A named colour: `cmyk` in percent for the press, `screen` as #RRGGBB; `text`: may words be set in it?"""

    name: str
    cmyk: tuple[float, float, float, float]
    screen: str
    text: bool = True


@dataclass(frozen=True, slots=True)
class Palette:
    """The inks by name, and by their screen colour for drawings."""

    inks: Mapping[str, Ink]
    by_screen: Mapping[str, Ink]

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self.inks)

    def screen(self, name: str) -> str:
        """#RRGGBB of an ink's name, or of a colour given as such."""
        return self.inks[name].screen if name in self.inks else name


def read_palette(assets: Path) -> tuple[Palette | None, tuple[Problem, ...]]:
    """The inks of `assets/palette.yaml`; a row that is not an ink is a problem."""
    try:
        rows = yaml.load(
            (assets / "palette.yaml").read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
        inks = {
            str(name): Ink(str(name), tuple(map(float, row["cmyk"])), str(row["screen"]).upper(), row.get("text", True))  # type: ignore[arg-type]
            for name, row in rows.items()
        }
        broken = [ink.name for ink in inks.values() if len(ink.cmyk) != 4 or not HEX.match(ink.screen)]
    except (OSError, ValueError, yaml.YAMLError, AttributeError, KeyError, TypeError) as slip:
        return None, (error("palette/unreadable", f"the palette cannot be read: {slip}", Where(FILE), "reinstall"),)
    if broken:
        hint = 'an ink has `cmyk: [c, m, y, k]` in percent and `screen: "#RRGGBB"`'
        return None, (error("palette/ink", f"not an ink: {', '.join(broken)}", Where(FILE), hint),)
    return Palette(inks, {ink.screen: ink for ink in inks.values()}), ()


def rgb_operator(colour: str, stroke: bool = False) -> str:
    """`#RRGGBB` as a DeviceRGB operator (ISO 32000-1 8.6.8)."""
    values = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return " ".join(f"{value:.4g}" for value in values) + (" RG" if stroke else " rg")


def contrast(first: str, second: str) -> float:
    """Contrast of two screen colours, 1 to 21 (WCAG 2.2 relative luminance)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
