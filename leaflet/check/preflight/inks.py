"""Colour spaces as inks.  A colour space of a PDF goes in; what it is called, and the plates its values are printed on,
come out.

A plate is a printing ink: Cyan, Magenta, Yellow, Black, and each spot ink by its name.  RGB and Lab have no plates: how
much ink they become is the print shop's conversion, which nobody here can know.
Source: ISO 32000-1 8.6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from leaflet.check.preflight.objects import entries_of
from leaflet.check.preflight.streams import data_of

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
ALL, NONE = "All", "None"
GRAY, CMYK, RGB, LAB = "DeviceGray", "DeviceCMYK", "DeviceRGB", "Lab"
CAL_GRAY, CAL_RGB, ICC = "CalGray", "CalRGB", "ICCBased"
SEPARATION, DEVICE_N, INDEXED, PATTERN, UNKNOWN = "Separation", "DeviceN", "Indexed", "Pattern", "unknown"
SHORT = {"G": GRAY, "RGB": RGB, "CMYK": CMYK, "I": INDEXED}  # in inline images (ISO 32000-1 table 93)
PARTS = {GRAY: 1, CMYK: 4, RGB: 3, LAB: 3, CAL_GRAY: 1, CAL_RGB: 3, PATTERN: 0}
PROFILE_PARTS = {b"GRAY": 1, b"RGB ": 3, b"CMYK": 4, b"Lab ": 3}
DEEPEST = 4
MOST_PARTS = 32


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space.  `inks`: the plate of each part, empty where that cannot be told; `base` is what an index or an
    uncoloured pattern leads to; `alternate` is what a device without a spot ink takes; `profile_parts` (-1: none) is
    what an ICC profile says of itself."""

    family: str
    parts: int
    inks: tuple[str, ...] = ()
    base: Space | None = None
    lookup: bytes = b""
    alternate: Space | None = None
    profile_parts: int = -1

    def __str__(self) -> str:
        if self.family in (SEPARATION, DEVICE_N):
            return f"{self.family} {', '.join(self.inks)}"
        if self.family == ICC:
            return f"ICC-based {({1: 'grey', 3: 'RGB', 4: 'CMYK'}).get(self.parts, 'colour')}"
        return f"{self.family} of {self.base}" if self.base else self.family

    @property
    def colourants(self) -> tuple[str, ...]:
        """The plates that it can put ink on."""
        inks = self.base.colourants if self.base and not self.inks else self.inks
        return tuple(dict.fromkeys(ink for ink in inks if ink != NONE))

    @property
    def is_measurable(self) -> bool:
        """Is it known which plates it is printed on?"""
        return bool(self.inks) or bool(self.base and self.base.is_measurable) or self.family == PATTERN


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as it is asked for: `values` as they stand, `inks` in percent of each plate (none: not to be known)."""

    space: Space
    values: tuple[float, ...] = ()
    inks: tuple[tuple[str, float], ...] = ()
    pattern: str = ""

    @property
    def used(self) -> dict[str, float]:
        """The inks that it really has."""
        return {ink: amount for ink, amount in self.inks if amount > 0 and ink != NONE}

    @property
    def is_white(self) -> bool:
        """Paper: every ink is known, and there is none of it."""
        return bool(self.inks) and not self.used

    @property
    def total(self) -> float:
        return sum(self.used.values())


DEVICE_GRAY, DEVICE_CMYK = Space(GRAY, 1, ("Black",)), Space(CMYK, 4, PROCESS)
DEVICE_RGB, UNKNOWN_SPACE, PATTERN_SPACE = Space(RGB, 3), Space(UNKNOWN, 0), Space(PATTERN, 0)
SIMPLE = {GRAY: DEVICE_GRAY, CMYK: DEVICE_CMYK, RGB: DEVICE_RGB, PATTERN: PATTERN_SPACE}


def colour(space: Space, values: Sequence[float], pattern: str = "") -> Colour:
    """A colour of a space; values that are missing are 0."""
    wanted = space.base.parts if space.family == PATTERN and space.base else space.parts
    given = tuple(min(max(value, 0.0), 255.0) for value in values[:wanted])
    full = given + (0.0,) * (wanted - len(given))
    return Colour(space, full, amounts(space, full), pattern)


def start_colour(space: Space) -> Colour:
    """What a space begins with when it is chosen (ISO 32000-1 8.6.8): black, or full ink of a spot colour."""
    if space.family in (SEPARATION, DEVICE_N):
        return colour(space, [1.0] * space.parts)
    return colour(space, [0.0, 0.0, 0.0, 1.0] if space.parts == 4 else [0.0] * space.parts)


def amounts(space: Space, values: Sequence[float]) -> tuple[tuple[str, float], ...]:
    """Percent of ink on each plate for values of a space."""
    if space.family == PATTERN:
        return amounts(space.base, values) if space.base else ()
    if space.family == INDEXED and space.base:
        return amounts(space.base, looked_up(space, int(values[0]) if values else 0))
    if not space.inks:
        return ()
    additive = space.parts == 1 and space.family in (GRAY, CAL_GRAY, ICC)
    return tuple(
        (ink, 100 * (1 - min(value, 1.0) if additive else min(value, 1.0)))
        for ink, value in zip(space.inks, values, strict=False)
    )


def looked_up(space: Space, index: int) -> list[float]:
    """The values of the base that an index stands for, from 0 to 1."""
    parts = space.base.parts if space.base else 0
    entry = space.lookup[index * parts : (index + 1) * parts]
    return [value / 255 for value in entry] + [0.0] * (parts - len(entry))


def read_space(thing: Any, resources: Any = None, depth: int = 0) -> Space:
    """The colour space that a name or array stands for; one that makes no sense is unknown."""
    import pikepdf

    if depth > DEEPEST or thing is None:
        return UNKNOWN_SPACE
    if isinstance(thing, (pikepdf.Name, str)):
        name = str(thing).lstrip("/")
        if name in SIMPLE:
            return SIMPLE[name]
        named = entries_of(entries_of(resources).get("/ColorSpace")).get("/" + name)
        short = SIMPLE.get(SHORT.get(name, ""), UNKNOWN_SPACE)
        return short if named is None else read_space(named, None, depth + 1)
    if not isinstance(thing, pikepdf.Array) or not len(thing):
        return UNKNOWN_SPACE
    family = str(thing[0]).lstrip("/")
    family = SHORT.get(family, family)
    if len(thing) == 1 or family in (CAL_GRAY, CAL_RGB, LAB):
        return SIMPLE.get(family) or _calibrated(family)
    readers = {ICC: _icc, SEPARATION: _spots, DEVICE_N: _spots, INDEXED: _indexed, PATTERN: _pattern}
    reader = readers.get(family)
    return reader(thing, resources, depth + 1) if reader else UNKNOWN_SPACE


def _calibrated(family: str) -> Space:
    parts = PARTS.get(family)
    return Space(family, parts, ("Black",) if parts == 1 else ()) if parts else UNKNOWN_SPACE


def _icc(thing: Any, resources: Any, depth: int) -> Space:
    stream = thing[1]
    parts = int(stream.get("/N", 0))
    inks = {1: ("Black",), 4: PROCESS}.get(parts, ())
    return Space(ICC, min(max(parts, 0), MOST_PARTS), inks, profile_parts=_profile_parts(stream))


def _profile_parts(stream: Any) -> int:
    head = profile_head(stream)
    return PROFILE_PARTS.get(head[16:20], 0) if head[36:40] == b"acsp" else 0


def profile_head(stream: Any) -> bytes:
    """The first 128 bytes of an ICC profile (ICC.1 7.2); empty where it cannot be read."""
    return data_of(stream)[:128]


def _spots(thing: Any, resources: Any, depth: int) -> Space:
    import pikepdf

    names = list(thing[1])[:MOST_PARTS] if isinstance(thing[1], pikepdf.Array) else [thing[1]]
    inks = tuple(str(name).lstrip("/") for name in names)
    family = SEPARATION if str(thing[0]) == "/Separation" else DEVICE_N
    return Space(family, len(inks), inks, alternate=read_space(thing[2], resources, depth))


def _indexed(thing: Any, resources: Any, depth: int) -> Space:
    import pikepdf

    base = read_space(thing[1], resources, depth)
    table = thing[3]
    lookup = data_of(table) if isinstance(table, pikepdf.Stream) else bytes(table)
    return Space(INDEXED, 1, base=base, lookup=lookup[: 256 * max(base.parts, 1)])


def _pattern(thing: Any, resources: Any, depth: int) -> Space:
    return Space(PATTERN, 0, base=read_space(thing[1], resources, depth))
