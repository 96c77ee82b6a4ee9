"""Inks.  A palette file goes in; named inks come out, each with what it is on screen, in grey and on the press."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from leaflet.problems import Problem, Where, error

HEX = re.compile(r"#[0-9A-Fa-f]{6}\Z")
FILE = "assets/palette.yaml"
HINT = 'an ink has `cmyk: [c, m, y, k]` in percent and `screen: "#RRGGBB"`, and may have grey, rich, spot, tint, text'
KEYS = frozenset(("cmyk", "screen", "grey", "rich", "spot", "tint", "text"))
RESERVED = frozenset(
    ("All", "None", "Cyan", "Magenta", "Yellow", "Black")
)  # ISO 32000-1 8.6.6.4: names of other things
SAME = 1.0  # percent: two rows of one spot ink may be rounded differently

Cmyk = tuple[float, float, float, float]  # percent
PAPER: Cmyk = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Spot:
    """An ink that is mixed before it is printed: its name in the ink maker's catalogue, and what stands for the solid
    ink where there is none."""

    name: str
    solid: Cmyk


@dataclass(frozen=True, slots=True)
class Ink:
    """A named colour: `cmyk` in percent for the press, `screen` and `grey` as #RRGGBB; `text`: may words be set in it?
    `rich` is the mixture for large areas; with a `spot` ink, `tint` percent of it are printed instead."""

    name: str
    cmyk: Cmyk
    screen: str
    text: bool = True
    grey: str = "#000000"
    rich: Cmyk | None = None
    spot: Spot | None = None
    tint: float = 100.0


@dataclass(frozen=True, slots=True)
class Palette:
    """The inks by name, and by their screen colour for drawings."""

    inks: Mapping[str, Ink]
    by_screen: Mapping[str, Ink]

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self.inks)

    def ink(self, name: str) -> Ink | None:
        """The ink of that name, or with that screen colour."""
        return self.inks.get(name) or self.by_screen.get(name.upper())

    def screen(self, name: str) -> str:
        """#RRGGBB of an ink's name, or of a colour given as such."""
        return self.inks[name].screen if name in self.inks else name

    def grey(self, name: str) -> str:
        """The grey of an ink, or of another colour, as #RRGGBB."""
        ink = self.ink(name)
        return ink.grey if ink else grey_of(name)

    @property
    def in_grey(self) -> Palette:
        """The same names as a black printer shows them."""
        return Palette({name: replace(ink, screen=ink.grey) for name, ink in self.inks.items()}, {})

    @property
    def spots(self) -> tuple[Spot, ...]:
        """The spot inks there are, in the order of the palette."""
        return tuple(dict.fromkeys(ink.spot for ink in self.inks.values() if ink.spot))


def read_palette(assets: Path) -> tuple[Palette | None, tuple[Problem, ...]]:
    """The inks of `assets/palette.yaml`; a row that is not an ink is a problem."""
    try:
        text = (assets / "palette.yaml").read_text("utf-8")
        rows = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        inks = {str(name): _ink(str(name), row) for name, row in rows.items()}
    except (OSError, ValueError, yaml.YAMLError, AttributeError, KeyError, TypeError) as slip:
        return None, (error("palette/unreadable", f"the palette cannot be read: {slip}", Where(FILE), "reinstall"),)
    broken = [name for name, ink in inks.items() if ink is None]
    if broken:
        return None, (error("palette/ink", f"not an ink: {', '.join(broken)}", Where(FILE), HINT),)
    found = {name: ink for name, ink in inks.items() if ink is not None}
    return _palette(found)


def _palette(inks: Mapping[str, Ink]) -> tuple[Palette | None, tuple[Problem, ...]]:
    """All rows of one spot ink must mean the same ink: a file has one alternate for each (ISO 19005-2 6.2.4.4).  The
    row with the fullest tint says it best."""
    spots: dict[str, Spot] = {}
    for ink in sorted(inks.values(), key=lambda ink: -ink.tint):
        solid = spots.setdefault(ink.spot.name, ink.spot).solid if ink.spot else PAPER
        meant = [part * ink.tint / 100 for part in solid]
        if ink.spot and any(abs(one - other) > SAME for one, other in zip(meant, ink.cmyk, strict=True)):
            text = f"{ink.tint:g} % of {ink.spot.name} is {_shown(meant)}, but '{ink.name}' says {_shown(ink.cmyk)}"
            hint = "make `cmyk` of each row the tint of one mixture: half of it where `tint` is 50"
            return None, (error("palette/spot", text, Where(FILE), hint),)
    found = {name: replace(ink, spot=spots[ink.spot.name]) if ink.spot else ink for name, ink in inks.items()}
    return Palette(found, {ink.screen: ink for ink in found.values()}), ()


def _shown(cmyk: Sequence[float]) -> str:
    return "/".join(f"{part:.0f}" for part in cmyk)


def _ink(name: str, row: Mapping[str, Any]) -> Ink | None:
    """One row; None if it is not an ink."""
    cmyk, screen = _cmyk(row["cmyk"]), str(row["screen"]).upper()
    rich = _cmyk(row["rich"]) if "rich" in row else None
    spot, tint, grey = str(row.get("spot", "")).strip(), float(row.get("tint", 100)), float(row.get("grey", 0))
    wrong = set(row) - KEYS or cmyk is None or not HEX.match(screen) or ("rich" in row and rich is None)
    wrong = wrong or not 0 < tint <= 100 or not 0 <= grey <= 100 or spot in RESERVED or ("spot" in row and not spot)
    if wrong or cmyk is None or ("tint" in row and not spot):
        return None
    shade = "#" + f"{255 - round(grey * 2.55):02X}" * 3 if "grey" in row else grey_of(screen)
    return Ink(name, cmyk, screen, bool(row.get("text", True)), shade, rich, *_spot(spot, cmyk, tint))


def _cmyk(parts: Any) -> Cmyk | None:
    values = tuple(map(float, parts))
    if len(values) != 4 or not all(0 <= part <= 100 for part in values):
        return None
    return (values[0], values[1], values[2], values[3])


def _spot(name: str, cmyk: Cmyk, tint: float) -> tuple[Spot | None, float]:
    if not name:
        return None, 100.0
    cyan, magenta, yellow, black = (min(100.0, round(part * 100 / tint, 1)) for part in cmyk)
    return Spot(name, (cyan, magenta, yellow, black)), tint


def rgb_operator(colour: str, stroke: bool = False) -> str:
    """`#RRGGBB` as a DeviceRGB operator (ISO 32000-1 8.6.8)."""
    values = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return " ".join(f"{value:.4g}" for value in values) + (" RG" if stroke else " rg")


def contrast(first: str, second: str) -> float:
    """Contrast of two screen colours, 1 to 21 (WCAG 2.2 relative luminance)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def grey_of(colour: str) -> str:
    """The grey that is as light as a screen colour, so that every contrast stays as it was."""
    light = _luminance(colour)
    value = light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return "#" + f"{round(255 * value):02X}" * 3


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
