"""Pictures as PDF: drawings as path operators, rasters as image objects.  Nothing is rasterised."""

from __future__ import annotations

from leaflet.geometry import Rect
from leaflet.model.drawing import Drawing, Shape
from leaflet.model.raster import Raster
from leaflet.paint.colour import rgb_operator
from leaflet.paint.pdf_document import PdfDocument, array, name

PAINT = {(True, False): "f", (False, True): "S", (True, True): "B", (False, False): "n"}


_OPERATORS: dict[int, tuple[Drawing, str]] = {}  # by identity: hashing a drawing costs more than it saves


def drawing_operators(drawing: Drawing) -> str:
    """A drawing in its own units, y downwards: set the matrix first."""
    found = _OPERATORS.get(id(drawing))
    if found is None:
        found = _OPERATORS[id(drawing)] = (drawing, "\n".join(_shape(shape) for shape in drawing.shapes))
    return found[1]


def place_drawing(drawing: Drawing, rect: Rect, page_height: float, mirror: bool = False) -> str:
    """Operators that draw a picture into a box on the page."""
    across, down = rect.width / drawing.width, rect.height / drawing.height
    x = rect.right if mirror else rect.x
    matrix = " ".join(_short(v) for v in (-across if mirror else across, 0, 0, -down, x, page_height - rect.y))
    box = f"0 0 {_short(drawing.width)} {_short(drawing.height)} re W n"  # as SVG: nothing shows outside
    return f"q\n{matrix} cm\n{box}\n{drawing_operators(drawing)}\nQ"


def add_raster(pdf: PdfDocument, key: str, raster: Raster) -> object:
    """Put a raster picture into the document; transparency goes into a soft mask."""
    space = {"L": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}[raster.mode]
    entries = {
        "Type": name("XObject"),
        "Subtype": name("Image"),
        "Width": raster.width,
        "Height": raster.height,
        "ColorSpace": name(space),
        "BitsPerComponent": 8,
    }
    if raster.alpha is not None:
        mask = {**entries, "ColorSpace": name("DeviceGray")}
        entries["SMask"] = pdf.add_stream(f"{key} mask", mask, raster.alpha)
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


def _shape(shape: Shape) -> str:
    out = []
    if shape.fill:
        out.append(rgb_operator(shape.fill))
    if shape.stroke:
        stroke = shape.stroke
        dash = " ".join(map(_short, stroke.dash))
        out.append(
            f"{rgb_operator(stroke.ink, stroke=True)}\n{_short(stroke.width)} w {stroke.cap} J {stroke.join} j "
            f"{_short(stroke.miter)} M [{dash}] {_short(stroke.dash_phase)} d"
        )
    for command, values in shape.commands:
        out.append(" ".join([*map(_short, values), {"M": "m", "L": "l", "C": "c", "Z": "h"}[command]]))
    paint = PAINT[bool(shape.fill), bool(shape.stroke)]
    out.append(paint + "*" if shape.even_odd and shape.fill else paint)
    return "\n".join(out)


def _short(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"
