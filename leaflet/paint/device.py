"""Colour for a device.  Inks of the palette and colours of drawings go in; PDF operators come out: RGB for the screen
and the office printer, grey for a black printer, CMYK and spot inks for the press.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from leaflet.geometry import points
from leaflet.paint.colour import Cmyk, Palette, Spot, rgb_operator
from leaflet.paint.pixels import held, separated
from leaflet.paint.profile import OutputProfile

BLACK = (0.0, 0.0, 0.0, 100.0)  # the one ink that is printed over what is there
# Black alone looks grey on an area this large, while plates out of register show on a smaller one.
RICH_SIDE = points(10)
RICH_AREA = points(50) * points(50)  # 25 square centimetres


class Device(Protocol):
    """How a colour is asked for.  `name` is an ink of the palette or #RRGGBB."""

    @property
    def key(self) -> str:
        """What tells operators for this device from those for another."""
        ...

    @property
    def spaces(self) -> Mapping[str, Spot]:
        """Spot inks by the resource name that operators call them by."""
        ...

    def operator(self, name: str, stroke: bool = False) -> str:
        """The operator that makes this the colour of what is filled, or of lines."""
        ...

    def area(self, name: str, width: float, height: float) -> str:
        """The same for an area of that size in points."""
        ...

    def overprints(self, name: str) -> bool:
        """Is it printed over what is there, without a hole in the other inks?"""
        ...


@dataclass(frozen=True, slots=True)
class Screen:
    """RGB as the palette's screen colours (sRGB).  `alone`: pictures are in RGB, too, for a file that says so."""

    palette: Palette
    alone: bool = False
    key: str = "screen"
    spaces: Mapping[str, Spot] = field(default_factory=dict)

    def operator(self, name: str, stroke: bool = False) -> str:
        return rgb_operator(self.palette.screen(name), stroke)

    def area(self, name: str, width: float, height: float) -> str:
        return self.operator(name)

    def overprints(self, name: str) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Grey:
    """Black alone: the palette's own greys, and for any other colour the one that is as light."""

    palette: Palette
    key: str = "grey"
    spaces: Mapping[str, Spot] = field(default_factory=dict)

    def operator(self, name: str, stroke: bool = False) -> str:
        return f"{int(self.palette.grey(name)[1:3], 16) / 255:.4g} {'G' if stroke else 'g'}"

    def area(self, name: str, width: float, height: float) -> str:
        return self.operator(name)

    def overprints(self, name: str) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Press:
    """CMYK: the palette's own mixtures, and what the output profile makes of any other colour; never more ink than the
    paper bears.  Spot inks are printed as such."""

    palette: Palette
    profile: OutputProfile

    @property
    def key(self) -> str:
        return f"press {self.profile.digest} {self.profile.ink_limit:g}"

    @property
    def spaces(self) -> Mapping[str, Spot]:
        return {f"S{number}": spot for number, spot in enumerate(self.palette.spots, 1)}

    def cmyk(self, name: str) -> Cmyk:
        """The inks in percent; of a spot ink what stands for it."""
        ink = self.palette.ink(name)
        return held(ink.cmyk, self.profile.ink_limit) if ink else separated(name.upper(), self.profile)

    def operator(self, name: str, stroke: bool = False) -> str:
        ink = self.palette.ink(name)
        if ink and ink.spot:
            space = f"S{self.palette.spots.index(ink.spot) + 1}"
            return f"/{space} {'CS' if stroke else 'cs'} {ink.tint / 100:.4g} {'SCN' if stroke else 'scn'}"
        return _operator(self.cmyk(name), stroke)

    def area(self, name: str, width: float, height: float) -> str:
        ink = self.palette.ink(name)
        if ink and ink.rich and min(width, height) >= RICH_SIDE and width * height >= RICH_AREA:
            return _operator(held(ink.rich, self.profile.ink_limit))
        return self.operator(name)

    def overprints(self, name: str) -> bool:
        ink = self.palette.ink(name)
        return not (ink and ink.spot) and self.cmyk(name) == BLACK


def _operator(cmyk: Cmyk, stroke: bool = False) -> str:
    return " ".join(f"{part / 100:.4g}" for part in cmyk) + (" K" if stroke else " k")
