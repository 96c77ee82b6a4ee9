"""Pictures as PDF: drawings as path operators, rasters as image objects.  Nothing is rasterised."""

from __future__ import annotations

import math
import zlib
from collections.abc import Mapping

from leaflet.geometry import Rect
from leaflet.model.drawing import Drawing, Shape
from leaflet.model.raster import Raster
from leaflet.paint.colour import Cmyk
from leaflet.paint.device import Device, Grey, Press, Screen
from leaflet.paint.pdf_document import PdfDocument, array, dictionary, name
from leaflet.paint.pixels import greyed, lit, pressed

PATH = {"M": "m", "L": "l", "C": "c", "Z": "h"}
LINES_OVER, KNOCK = "GS", "GK"  # names of graphics states: lines overprint, nothing does
THIN = 1 / 40  # of a drawing's longer side: a black line up to here is printed over what is there
PAINT = {(True, False): "f", (False, True): "S", (True, True): "B", (False, False): "n"}


FINENESS = 2.5e-4  # of the longer side: a hundredth of a millimetre in a drawing 40 mm wide

# By identity, as hashing a drawing costs more than it saves, and by device.
_COMPRESSED: dict[tuple[int, str], tuple[Drawing, bytes]] = {}


def add_drawing(
    pdf: PdfDocument, key: str, drawing: Drawing, device: Device, resources: Mapping[str, object]
) -> object:
    """Put a drawing into the document, in its own units and y downwards; nothing shows outside its box, as in SVG.
    `resources` are what the device's operators name."""
    entries = {
        "Type": name("XObject"),
        "Subtype": name("Form"),
        "BBox": array([0, 0, drawing.width, drawing.height]),
        "Resources": dictionary(resources),
        "Filter": name("FlateDecode"),
    }
    known = (id(drawing), device.key)
    found = _COMPRESSED.get(known)
    if found is None:
        operators = drawing_operators(drawing, device).encode("ascii")
        found = _COMPRESSED[known] = (drawing, zlib.compress(operators, 6))
    return pdf.add_stream(key, entries, found[1], compress=False)


def drawing_operators(drawing: Drawing, device: Device) -> str:
    """A drawing as path operators."""
    places = max(0, math.ceil(-math.log10(FINENESS * max(drawing.width, drawing.height))))
    thin = THIN * max(drawing.width, drawing.height)
    return "\n".join(_shape(shape, places, device, thin) for shape in drawing.shapes)


def place_drawing(resource: str, drawing: Drawing, rect: Rect, page_height: float, mirror: bool = False) -> str:
    """Operators that draw a picture into a box on the page."""
    across, down = rect.width / drawing.width, rect.height / drawing.height
    x = rect.right if mirror else rect.x
    numbers = (-across if mirror else across, 0, 0, -down, x, page_height - rect.y)
    return f"q\n{' '.join(_short(value, 5) for value in numbers)} cm\n/{resource} Do\nQ"


def add_raster(pdf: PdfDocument, key: str, raster: Raster, device: Device, backdrop: Cmyk) -> object:
    """Put a raster picture into the document; transparency goes into a soft mask.  For the press, RGB is separated and
    what is transparent shows `backdrop`, the inks behind the picture; for a black printer it is grey, and for a screen
    alone RGB."""
    mask = None
    if isinstance(device, Press):
        raster, mask = pressed(raster, device.profile, backdrop)
    elif isinstance(device, Grey):
        raster = greyed(raster)
    elif isinstance(device, Screen) and device.alone:
        raster = lit(raster)
    space = {"L": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}[raster.mode]
    kind = {"Type": name("XObject"), "Subtype": name("Image"), "Width": raster.width, "Height": raster.height}
    entries = {**kind, "ColorSpace": name(space), "BitsPerComponent": 8}
    if raster.alpha is not None:
        soft = {**entries, "ColorSpace": name("DeviceGray")}
        entries["SMask"] = pdf.add_stream(f"{key} mask", soft, raster.alpha)
    if mask is not None:
        entries["Mask"] = pdf.add_stream(f"{key} mask", {**kind, "ImageMask": "true", "BitsPerComponent": 1}, mask)
    if raster.filter == "jpeg":
        entries["Filter"] = name("DCTDecode")
        if raster.inverted:  # Adobe writes CMYK JPEGs upside down
            entries["Decode"] = array([1, 0, 1, 0, 1, 0, 1, 0])
        return pdf.add_stream(key, entries, raster.data, compress=False)
    return pdf.add_stream(key, entries, raster.data)


def place_raster(resource: str, rect: Rect, page_height: float) -> str:
    """Operators that draw an image object into a box on the page."""
    numbers = (rect.width, 0, 0, rect.height, rect.x, page_height - rect.bottom)
    return f"q\n{' '.join(map(_short, numbers))} cm\n/{resource} Do\nQ"


def _shape(shape: Shape, places: int, device: Device, thin: float) -> str:
    out = []
    if shape.fill:
        out.append(device.operator(shape.fill))
    over = False
    if shape.stroke:
        stroke = shape.stroke
        over = stroke.width <= thin and device.overprints(stroke.ink)
        dash = " ".join(_short(length, places + 1) for length in stroke.dash)
        out.append(f"{device.operator(stroke.ink, stroke=True)}\n{_short(stroke.width, places + 1)} w")
        out.append(f"{stroke.cap} J {stroke.join} j {_short(stroke.miter)} M")
        out.append(f"[{dash}] {_short(stroke.dash_phase, places)} d")
    for command, values in shape.commands:
        out.append(" ".join([*(_short(value, places) for value in values), PATH[command]]))
    paint = PAINT[bool(shape.fill), bool(shape.stroke)]
    out.append(paint + "*" if shape.even_odd and shape.fill else paint)
    if over:  # between path and paint no state may change (ISO 32000-1 8.5.1), so both stand outside
        out = [f"/{LINES_OVER} gs", *out, f"/{KNOCK} gs"]
    return "\n".join(out)


def _short(value: float, places: int = 3) -> str:
    text = f"{value:.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text
