"""Numbers and lists as a finding says them, in millimetres and plain English."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from leaflet.check.preflight.inks import Colour
from leaflet.check.preflight.painted import Box
from leaflet.geometry import millimetres

MOST_NAMES = 4


def mm(points: float) -> str:
    """A length in points as millimetres, as many digits as matter."""
    return f"{round(millimetres(points), 2):g} mm"


def names(found: Iterable[str]) -> str:
    """A few names, and how many more there are."""
    known = sorted(set(found))
    more = len(known) - MOST_NAMES
    return ", ".join(known[:MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def others(found: Sequence[object]) -> str:
    """` (and 12 more like it)`, after the worst of several."""
    return f" (and {len(found) - 1} more like it)" if len(found) > 1 else ""


def place(box: Box, trim: Box) -> str:
    """Where on the page something is: `at 12, 34 mm from the upper left corner`."""
    left, top = millimetres(box[0] - trim[0]), millimetres(trim[3] - box[3])
    return f"at {left:.0f}, {top:.0f} mm from the upper left corner"


def mixture(colour: Colour) -> str:
    """`Cyan 60 %, Black 100 %`, or the name of the colour space."""
    return ", ".join(f"{ink} {amount:.0f} %" for ink, amount in colour.used.items()) or str(colour.space)
