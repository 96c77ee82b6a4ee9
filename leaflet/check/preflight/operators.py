"""The operators of page content, each with what reads it: the name of a method of the reader, and what else it is told.

Source: ISO 32000-1 annex A.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from leaflet.check.preflight.inks import DEVICE_CMYK, DEVICE_GRAY, DEVICE_RGB

DEVICES = {"g": DEVICE_GRAY, "G": DEVICE_GRAY, "k": DEVICE_CMYK, "K": DEVICE_CMYK, "rg": DEVICE_RGB, "RG": DEVICE_RGB}
FILLS, STROKES = (True, False), (False, True)
BOTH, NEITHER = (True, True), (False, False)
PATHS = {"f": FILLS, "F": FILLS, "f*": FILLS, "S": STROKES, "s": STROKES, "B": BOTH, "B*": BOTH, "b": BOTH, "b*": BOTH,
         "n": NEITHER}  # fmt: skip
# Understood, and of no weight for what is looked at here.
IDLE = frozenset(("ET", "h", "J", "j", "M", "d", "ri", "i", "MP", "DP", "BX", "EX", "d0", "d1"))
PLAIN = {
    "q": "save",
    "Q": "restore",
    "cm": "transform",
    "gs": "set_state",
    "Do": "do",
    "sh": "paint_shading",
    "INLINE IMAGE": "inline_image",
    "m": "add_points",
    "l": "add_points",
    "c": "add_points",
    "v": "add_points",
    "y": "add_points",
    "re": "add_rectangle",
    "W": "clip",
    "W*": "clip",
    "BT": "begin_text",
    "Tf": "set_font",
    "Td": "place",
    "TD": "place_leading",
    "Tm": "set_matrix",
    "T*": "next_line",
    "Tr": "set_mode",
    "Tj": "show",
    "TJ": "show_parts",
    "'": "show_next",
    '"': "show_spaced",
    "BMC": "begin_marked",
    "BDC": "begin_marked",
    "EMC": "end_marked",
}
NUMBERS: dict[str, tuple[str, float]] = {
    "w": ("width", 1.0),
    "Tc": ("spacing", 1.0),
    "Tw": ("word", 1.0),
    "Tz": ("stretch", 0.01),
    "TL": ("leading", 1.0),
    "Ts": ("rise", 1.0),
}  # operators that set one number of the graphics state


def _operators() -> Iterator[tuple[str, tuple[str, tuple[Any, ...]]]]:
    yield from ((name, (method, ())) for name, method in PLAIN.items())
    yield from ((name, ("set_number", told)) for name, told in NUMBERS.items())
    yield from ((name, ("paint_path", told)) for name, told in PATHS.items())
    yield from ((name, ("set_device", (space, name.isupper()))) for name, space in DEVICES.items())
    yield from ((name, ("set_space", (name.isupper(),))) for name in ("cs", "CS"))
    yield from ((name, ("set_values", (name.isupper(),))) for name in ("sc", "scn", "SC", "SCN"))


OPERATORS = dict(_operators())
