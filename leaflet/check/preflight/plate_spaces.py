"""Colour spaces that show one plate.  A colour space and an ink go in; one of as many parts comes out that is grey
where the ink is, so that an image or shading keeps its data as they are.

Source: ISO 32000-1 8.6.6.5 (DeviceN), 7.10.5 (calculator functions).
"""

from __future__ import annotations

from typing import Any

from leaflet.check.preflight.inks import ALL, CMYK, INDEXED, Colour, Space, amounts, looked_up

WHITE = 1.0


def tint(colour: Colour, ink: str, overprint: bool, mode: int) -> float | None:
    """How much of an ink (0 to 1) a colour puts down; None: it leaves the plate as it is (ISO 32000-1 table 149)."""
    space = colour.space
    found = dict(colour.inks)
    if ALL in found:
        return found[ALL] / 100
    if ink not in found:
        spot = space.family in ("Separation", "DeviceN")
        return None if overprint and (spot or ink not in PROCESS_PLATES) else 0.0
    if overprint and mode == 1 and space.family == CMYK and found[ink] == 0:
        return None
    return found[ink] / 100


PROCESS_PLATES = frozenset(("Cyan", "Magenta", "Yellow", "Black"))


def takes_part(space: Space, ink: str, overprint: bool) -> bool:
    """Does an image or shading of this space change the plate?  Overprinting, it leaves inks that it lacks alone."""
    if not overprint or ink in space.colourants or ALL in space.colourants:
        return True
    base = space.base or space
    return ink in PROCESS_PLATES and base.family not in ("Separation", "DeviceN")


def plate_space(pdf: Any, space: Space, ink: str) -> Any:
    """A colour space of as many parts that is the plate of an ink in grey."""
    import pikepdf

    if space.family == INDEXED and space.base:
        count = max(len(space.lookup) // max(space.base.parts, 1), 1)
        greys = bytes(_grey(space, index, ink) for index in range(min(count, 256)))
        return pikepdf.Array([pikepdf.Name.Indexed, pikepdf.Name.DeviceGray, len(greys) - 1, pikepdf.String(greys)])
    names = [pikepdf.Name(f"/P{part}") for part in range(max(space.parts, 1))]
    function = pikepdf.Stream(pdf, _program(space, ink).encode())
    function.FunctionType = 4
    function.Domain = pikepdf.Array([0, 1] * len(names))
    function.Range = pikepdf.Array([0, 1])
    shown = pdf.make_indirect(function)
    return pikepdf.Array([pikepdf.Name.DeviceN, pikepdf.Array(names), pikepdf.Name.DeviceGray, shown])


def _grey(space: Space, index: int, ink: str) -> int:
    found = dict(amounts(space.base, looked_up(space, index))) if space.base else {}
    return round(255 * (1 - found.get(ink, found.get(ALL, 0.0)) / 100))


def _program(space: Space, ink: str) -> str:
    """Takes the parts off the stack and leaves the grey: 1 less the ink; grey spaces are grey already."""
    parts = max(space.parts, 1)
    wanted = ALL if ALL in space.inks else ink
    if wanted not in space.inks:
        return "{" + " pop" * parts + f" {WHITE} " + "}"
    at = space.inks.index(wanted)
    after, before = parts - 1 - at, at
    keep = " pop" * after + " exch pop" * before
    additive = parts == 1 and space.family in ("DeviceGray", "CalGray", "ICCBased")
    return "{" + keep + (" }" if additive else " 1 exch sub }")
