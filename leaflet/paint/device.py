"""Colour for a device.  Inks of the palette and colours of drawings go in; PDF operators come out: RGB for the screen
and the office printer, CMYK for the press.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from leaflet.paint.colour import Palette, rgb_operator

BLACK = (0.0, 0.0, 0.0, 100.0)  # the one ink that is printed over what is there
PAPER = (0.0, 0.0, 0.0, 0.0)
Cmyk = tuple[float, float, float, float]  # percent


class Device(Protocol):
    """How a colour is asked for.  `name` is an ink of the palette or #RRGGBB."""

    @property
    def key(self) -> str:
        """What tells operators for this device from those for another."""
        ...

    def operator(self, name: str, stroke: bool = False) -> str:
        """The operator that makes this the colour of what is filled, or of lines."""
        ...

    def overprints(self, name: str) -> bool:
        """Is it printed over what is there, without a hole in the other inks?"""
        ...


@dataclass(frozen=True, slots=True)
class Screen:
    """RGB as the palette's screen colours (sRGB)."""

    palette: Palette
    key: str = "screen"

    def operator(self, name: str, stroke: bool = False) -> str:
        return rgb_operator(self.palette.screen(name), stroke)

    def overprints(self, name: str) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Press:
    """CMYK: the palette's own mixtures, and what the output profile makes of any other colour."""

    palette: Palette
    profile: Path

    @property
    def key(self) -> str:
        return f"press {self.profile.name}"

    def cmyk(self, name: str) -> Cmyk:
        """The inks in percent."""
        ink = self.palette.inks.get(name) or self.palette.by_screen.get(name.upper())
        return ink.cmyk if ink else separated(name.upper(), self.profile)

    def operator(self, name: str, stroke: bool = False) -> str:
        parts = " ".join(f"{part / 100:.4g}" for part in self.cmyk(name))
        return f"{parts} {'K' if stroke else 'k'}"

    def overprints(self, name: str) -> bool:
        return self.cmyk(name) == BLACK


@functools.cache
def separated(colour: str, profile: Path) -> Cmyk:
    """#RRGGBB in the inks of an output profile, percent; white is paper and greys are black alone, so that no plate
    has to be in register with another for them."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    if red == green == blue:
        return (0.0, 0.0, 0.0, round(100 - red / 2.55, 1))
    from PIL import Image  # only colours that no ink has need the profile

    found = to_cmyk(Image.new("RGB", (1, 1), (red, green, blue)), profile).getpixel((0, 0))
    assert isinstance(found, tuple)
    cyan, magenta, yellow, black = (round(part / 2.55, 1) for part in found)
    return (cyan, magenta, yellow, black)


def to_cmyk(image, profile: Path):  # type: ignore[no-untyped-def]  # pictures are of PIL, which comes late
    """An RGB picture in the inks of an output profile, whose black generation and ink limit hold."""
    return _transform(profile)(image)


@functools.cache
def _transform(profile: Path):  # type: ignore[no-untyped-def]
    from PIL import ImageCms

    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
    made = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), str(profile), "RGB", "CMYK", intent, flags)
    return lambda image: ImageCms.applyTransform(image, made)
