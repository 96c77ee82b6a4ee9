"""A page as the rules see it: its boxes and what it shows.  A page of an open PDF goes in."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from leaflet.check.preflight.content import read_content
from leaflet.check.preflight.objects import entries_of, is_dictionary
from leaflet.check.preflight.painted import Box, PageContent

LETTER: Box = (0.0, 0.0, 612.0, 792.0)  # what readers take where there is no MediaBox
DEEPEST_TREE = 60


@dataclass(frozen=True, slots=True)
class Boxes:
    """The boxes of a page in points; those that the file does not give stand at what ISO 32000-1 14.11.2 puts in their
    place.  `given` names those that it does give."""

    media: Box
    crop: Box
    bleed: Box
    trim: Box
    given: frozenset[str]
    rotation: float = 0.0
    unit: float = 1.0


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page; `number` counts from 1."""

    number: int
    boxes: Boxes
    content: PageContent

    @property
    def name(self) -> str:
        return f"page {self.number}"


def read_page(page: Any, number: int) -> PageFacts:
    """Boxes and content of one page."""
    resources = inherited(page, "/Resources")
    return PageFacts(number, read_boxes(page), read_content(page, number, entries_of(resources)))


def inherited(page: Any, key: str) -> Any:
    """An entry of a page, or of the nearest node of the page tree above it that has one."""
    node = getattr(page, "obj", page)
    for _ in range(DEEPEST_TREE):
        if not is_dictionary(node):
            return None
        if key in node:
            return node[key]
        node = node.get("/Parent")
    return None


def read_boxes(page: Any) -> Boxes:
    """The boxes of a page; one that is no rectangle counts as not given."""
    found = {key: read_box(inherited(page, key)) for key in ("/MediaBox", "/CropBox")}
    found |= {key: read_box(page.obj.get(key)) for key in ("/BleedBox", "/TrimBox", "/ArtBox")}
    media = found["/MediaBox"] or LETTER
    crop = found["/CropBox"] or media
    trim = found["/TrimBox"] or found["/ArtBox"] or crop
    given = frozenset(key[1:] for key, box in found.items() if box)
    rotation, unit = inherited(page, "/Rotate"), page.obj.get("/UserUnit")
    return Boxes(media, crop, found["/BleedBox"] or crop, trim, given, _number(rotation, 0.0), _number(unit, 1.0))


def read_box(values: Any) -> Box | None:
    """A rectangle with its corners in order; None where it is none."""
    try:
        x, y, u, v = (float(value) for value in values)
    except (TypeError, ValueError):
        return None
    if not all(map(math.isfinite, (x, y, u, v))) or x == u or y == v:
        return None
    return (min(x, u), min(y, v), max(x, u), max(y, v))


def _number(value: Any, otherwise: float) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return otherwise
