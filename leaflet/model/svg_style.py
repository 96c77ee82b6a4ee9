"""How a shape is painted: the presentation attributes and `style` of an element go in, its Style comes out.

A property that would change the picture in a way we do not paint is a problem, unless its value is the neutral one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from leaflet.model.svg_value import SEPARATORS, colour, fraction, length, number, shown
from leaflet.problems import Problem, Where, error

Paint: TypeAlias = str | Problem | None  # '#RRGGBB' or 'currentcolor'; none; or what is wrong with it, said once used

COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
FLAT = "fill it with a plain colour (#rrggbb); gradients, patterns and spot colours are not painted"
OPAQUE = "make it opaque: mix the colour with what lies under it, or flatten transparency when exporting"
PLAIN = "flatten it in the drawing program (expand or rasterise the effect) and export again"


@dataclass(frozen=True, slots=True)
class Style:
    """The inherited properties (SVG 1.1, 6.2), and two of the element alone: `displayed`, and `opaque` as a whole."""

    fill: Paint = "#000000"
    fill_opacity: float = 1.0
    even_odd: bool = False
    stroke: Paint = None
    stroke_opacity: float = 1.0
    stroke_width: float = 1.0
    cap: int = 0
    join: int = 0
    miter: float = 4.0
    dash: tuple[float, ...] = ()
    dash_phase: float = 0.0
    colour: Paint = "#000000"
    visible: bool = True
    displayed: bool = True
    opaque: bool = True

    @property
    def shown(self) -> bool:
        """Is there anything of the element, or of what is in it?"""
        return self.displayed and self.opaque


def declarations(attributes: Mapping[str, str]) -> dict[str, str]:
    """The properties an element sets; those in its `style` win over its attributes (SVG 1.1, 6.4)."""
    given = {name: value.strip() for name, value in attributes.items() if name in READERS or name in ATTRIBUTES}
    text = attributes.get("style", "")
    for part in COMMENT.sub(" ", text).split(";") if text else ():
        name, colon, value = part.partition(":")
        if colon:
            given[name.strip().lower()] = value.partition("!")[0].strip()  # nothing else could be !important
    return given


def cascade(style: Style, given: Mapping[str, str], where: Where) -> tuple[Style, tuple[Problem, ...]]:
    """The style of an element from its parent's and its own properties."""
    changes: dict[str, object] = {}
    problems: list[Problem] = []
    for name, value in given.items():
        if name in READERS:
            field, read = READERS[name]
            if value in ("inherit", "unset"):
                continue
            found = getattr(DEFAULT, field) if value == "initial" else read(value)
            if name in PAINTS and found is BAD:
                found = _bad_paint(name, value, where)
            if found is BAD:
                problems.append(_bad_value(name, value, where))
            else:
                changes[field] = found
        elif not _is_neutral(name, value):
            text = f"the property {shown(name)}: {shown(value)} is not painted"
            problems.append(error("drawing/property", text, where, HINTS.get(name, PLAIN)))
    return replace(style, **changes) if changes else style, tuple(problems)  # type: ignore[arg-type]


def _is_neutral(name: str, value: str) -> bool:
    neutral = NEUTRAL.get(name)
    if neutral is None:
        return "url(" not in value.lower()  # whatever it is, it fetches something
    return value.lower() in neutral


def _bad_paint(name: str, value: str, where: Where) -> Problem:
    found = colour(value)
    if found:
        return error("drawing/opacity", f"{name} {shown(value)} is half transparent", where, OPAQUE)
    return error("drawing/colour", f"{name} {shown(value)} is not a colour that is painted", where, FLAT)


def _bad_value(name: str, value: str, where: Where) -> Problem:
    if name == "opacity" and fraction(value) is not None:
        return error("drawing/opacity", f"opacity {shown(value)} is not painted", where, OPAQUE)
    return error("drawing/value", f"{name} cannot be '{shown(value)}'", where, "correct the value in the drawing")


def _paint(value: str) -> object:
    word = value.lower()
    if word == "none":
        return None
    if word == "currentcolor":
        return word
    found = colour(word)
    if not found or 0 < found[1] < 1:
        return BAD
    return found[0] if found[1] else None


def _fraction(value: str) -> object:
    return BAD if (found := fraction(value)) is None else found


def _opacity(value: str) -> object:
    """A group's opacity paints alike only at the two ends; at 0 the element is as good as not there."""
    return {1.0: True, 0.0: False}.get(found, BAD) if (found := fraction(value)) is not None else BAD


def _width(value: str) -> object:
    return BAD if (found := length(value)) is None or found < 0 else found


def _offset(value: str) -> object:
    return BAD if (found := length(value)) is None else found


def _miter(value: str) -> object:
    return BAD if (found := number(value)) is None or found < 1 else found


def _dash(value: str) -> object:
    if value.lower() == "none":
        return ()
    found = [length(part) for part in value.strip(SEPARATORS).replace(",", " ").split()]
    lengths = tuple(part for part in found if part is not None and part >= 0)
    if len(lengths) < len(found):
        return BAD
    # SVG 1.1, 11.4: an odd list is said twice; all zero is a solid line
    return lengths * (1 + len(lengths) % 2) if any(lengths) else ()


def _choice(table: Mapping[str, object]) -> Callable[[str], object]:
    return lambda value: table.get(value.lower(), BAD)


BAD = object()
DEFAULT = Style()
VISIBILITY = {"visible": True, "hidden": False, "collapse": False}
READERS: dict[str, tuple[str, Callable[[str], object]]] = {
    "fill": ("fill", _paint),
    "fill-opacity": ("fill_opacity", _fraction),
    "fill-rule": ("even_odd", _choice({"nonzero": False, "evenodd": True})),
    "stroke": ("stroke", _paint),
    "stroke-opacity": ("stroke_opacity", _fraction),
    "stroke-width": ("stroke_width", _width),
    "stroke-linecap": ("cap", _choice({"butt": 0, "round": 1, "square": 2})),
    "stroke-linejoin": ("join", _choice({"miter": 0, "round": 1, "bevel": 2})),
    "stroke-miterlimit": ("miter", _miter),
    "stroke-dasharray": ("dash", _dash),
    "stroke-dashoffset": ("dash_phase", _offset),
    "color": ("colour", _paint),
    "visibility": ("visible", _choice(VISIBILITY)),
    "display": ("displayed", lambda value: value.lower() != "none"),
    "opacity": ("opaque", _opacity),
}
PAINTS = frozenset(("fill", "stroke", "color"))

NONE, AUTO, ZERO = frozenset(("none",)), frozenset(("auto",)), frozenset(("0", "0px", "0 0", "0px 0px"))
NEUTRAL: dict[str, frozenset[str]] = {
    "clip-path": NONE,
    "mask": NONE,
    "filter": NONE,
    "backdrop-filter": NONE,
    "marker": NONE,
    "marker-start": NONE,
    "marker-mid": NONE,
    "marker-end": NONE,
    "mix-blend-mode": frozenset(("normal",)),
    "vector-effect": NONE,
    "paint-order": frozenset(("normal", "fill", "fill stroke", "fill stroke markers", "fill markers stroke")),
    "transform-origin": ZERO,
    # as properties of `style` only: CSS would let them win over the attributes we read
    "transform": NONE,
    "translate": NONE,
    "rotate": NONE,
    "scale": NONE,
    "offset-path": NONE,
    "d": NONE,
    **dict.fromkeys(("x", "y", "cx", "cy", "r", "rx", "ry", "width", "height"), AUTO),
    "background": frozenset(("none", "transparent")),
    "background-color": frozenset(("transparent",)),
    "all": frozenset(),
}
ATTRIBUTES = frozenset((
    "clip-path", "mask", "filter", "marker", "marker-start", "marker-mid", "marker-end",
    "mix-blend-mode", "vector-effect", "paint-order", "transform-origin",
))  # fmt: skip
HINTS = {
    "clip-path": "cut the shapes to size and release the clip (in Figma: untick 'Clip content'), then export again",
    "mask": "release the mask, or flatten it into plain shapes, and export again",
    "vector-effect": "convert strokes to paths, and export again",
    "paint-order": "convert strokes to paths, and export again",
    "background": "draw a filled rectangle behind the rest instead",
    "background-color": "draw a filled rectangle behind the rest instead",
    **dict.fromkeys(
        ("transform", "translate", "rotate", "scale", "d", "x", "y", "cx", "cy", "r", "rx", "ry", "width", "height"),
        "write it as an attribute instead of in style",
    ),
    **dict.fromkeys(("marker", "marker-start", "marker-mid", "marker-end"), "convert strokes and markers to paths"),
}
