"""Does the ink of two lines touch?  Two placed lines go in; how far they run into each other comes out, in points."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.compose.ink import BIN, NOTHING, Profile
from leaflet.compose.typesetter import Typesetter
from leaflet.layout.placed import Text

Stretch = tuple[float, float, float]  # from x, to x, reach above or below the baseline: points


def overlap(typesetter: Typesetter, upper: Text, lower: Text, mirrored: bool = False) -> float:
    """By how much the ink of `upper` runs into that of `lower`; below 0 it stays clear.  `mirrored`: x is from the left
    and text read from the right begins at its right end, as on a finished page."""
    between = lower.y - upper.y
    reach = typesetter.extent(upper.shaped)[1] * upper.size + typesetter.extent(lower.shaped)[0] * lower.size
    if reach <= between:
        return reach - between
    down = list(_stretches(upper, typesetter.profile(upper.shaped, upper.line), True, mirrored))
    up = list(_stretches(lower, typesetter.profile(lower.shaped, lower.line), False, mirrored))
    both = [depth + height for a, b, depth in down for c, d, height in up if a < d and c < b]
    return max(both, default=0.0) - between


def _stretches(text: Text, profile: Profile, below: bool, mirrored: bool) -> Iterator[Stretch]:
    width = BIN * text.size
    for at, reach in enumerate(profile.depths if below else profile.heights):
        if reach > NOTHING:
            start = text.x + at * width
            if mirrored and text.shaped.level & 1:
                start = text.x + text.width - (at + 1) * width
            yield start, start + width, reach * text.size
