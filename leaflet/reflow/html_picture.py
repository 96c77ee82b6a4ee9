"""Pictures inside a page: drawings as SVG, photographs as data; nothing is fetched."""

from __future__ import annotations

import base64
import math
import zlib

from leaflet.model.drawing import Drawing, Shape
from leaflet.model.picture import Picture
from leaflet.model.raster import PNG, Raster
from leaflet.reflow.markup import Markup, element

FINENESS = 2.5e-4  # of the longer side: a third of a pixel in a drawing 1280 wide
CAPS, JOINS = ("butt", "round", "square"), ("miter", "round", "bevel")
SVG_MITER = 4.0  # SVG's own limit
_DRAWN: dict[int, tuple[Drawing, Markup]] = {}  # by identity, as hashing a drawing costs more: languages share them
COLOUR_TYPE = {(True, False): 0, (False, False): 2, (True, True): 4, (False, True): 6}  # grey, alpha: PNG, 11.2.2


def picture(found: Picture, alt: str, mirror: bool = False, class_: str = "picture") -> Markup:
    """A picture with its alternative text; without one it is decoration, and nobody is told of it.  In a box of another
    shape a drawing fills the box from its foot up, and its sides or its sky are cut."""
    if isinstance(found, Drawing):
        return _svg(found, alt, mirror, class_)
    size = {"width": str(found.width), "height": str(found.height)}
    return element("img", src=_data(found), alt=alt, class_=class_, **size)


def _svg(drawing: Drawing, alt: str, mirror: bool, class_: str) -> Markup:
    paths = _paths(drawing)
    if mirror:
        paths = element("g", paths, transform=f"matrix(-1 0 0 1 {_short(drawing.width, 3)} 0)")
    box = f"0 0 {_short(drawing.width, 3)} {_short(drawing.height, 3)}"
    told = {"role": "img", "aria_label": alt} if alt else {"aria_hidden": "true"}
    return element("svg", paths, viewBox=box, class_=class_, preserveAspectRatio="xMidYMax slice", **told)


def _paths(drawing: Drawing) -> Markup:
    known = _DRAWN.get(id(drawing))
    if known is None:
        places = max(0, math.ceil(-math.log10(FINENESS * max(drawing.width, drawing.height))))
        known = _DRAWN[id(drawing)] = (drawing, Markup("".join(_path(shape, places) for shape in drawing.shapes)))
    return known[1]


def _path(shape: Shape, places: int) -> Markup:
    stroke = shape.stroke
    lines = {} if stroke is None else {
        "stroke": stroke.ink,
        "stroke_width": _short(stroke.width, places + 1),
        "stroke_linecap": CAPS[stroke.cap] if stroke.cap else None,
        "stroke_linejoin": JOINS[stroke.join] if stroke.join else None,
        "stroke_miterlimit": _short(stroke.miter, 2) if stroke.miter != SVG_MITER and not stroke.join else None,
        "stroke_dasharray": " ".join(_short(part, places + 1) for part in stroke.dash) or None,
        "stroke_dashoffset": _short(stroke.dash_phase, places) if stroke.dash_phase else None,
    }  # fmt: skip
    rule = "evenodd" if shape.even_odd and shape.fill else None
    commands = " ".join(
        letter + " ".join(_short(value, places) for value in values) for letter, values in shape.commands
    )
    return element("path", d=commands, fill=shape.fill or "none", fill_rule=rule, **lines)


def _short(value: float, places: int) -> str:
    text = f"{value:.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _data(raster: Raster) -> str:
    kind, data = ("jpeg", raster.data) if raster.filter == "jpeg" else ("png", _png(raster))
    return f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"


def _png(raster: Raster) -> bytes:
    """Samples as a PNG file (ISO/IEC 15948), each row unfiltered."""
    wide = len(raster.mode)
    channels = [raster.data[at::wide] for at in range(wide)]
    channels = _lit(channels) if raster.mode == "CMYK" else channels
    channels += [raster.alpha] if raster.alpha is not None else []
    pixels = bytearray(len(channels) * raster.width * raster.height)
    for at, channel in enumerate(channels):
        pixels[at :: len(channels)] = channel
    row = len(channels) * raster.width
    lines = b"".join(b"\0" + pixels[at : at + row] for at in range(0, len(pixels), row))
    head = raster.width.to_bytes(4, "big") + raster.height.to_bytes(4, "big")
    head += bytes((8, COLOUR_TYPE[raster.mode == "L", raster.alpha is not None], 0, 0, 0))
    return PNG + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(lines, 9)) + _chunk(b"IEND", b"")


def _lit(inks: list[bytes]) -> list[bytes]:
    """Four inks as three lights, the plain way (ISO 32000-1 10.3.5): PNG knows no ink."""
    black = inks[3]
    return [bytes(255 - min(255, one + k) for one, k in zip(ink, black, strict=True)) for ink in inks[:3]]


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")
