"""Raster pictures: a PNG or JPEG file's bytes go in, 8-bit samples (or the JPEG as it is) come out, or Problems.

The files come from strangers: the number of pixels is read from the header and bounded before anything is decoded.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaflet.problems import Problem, Where, error

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 30_000_000
MOST_PIXELS = 60_000_000
MOST_SCANS = 100  # a progressive JPEG has about ten; each costs a pass over all pixels
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
SIGNATURES = (  # offset, bytes, name
    (0, b"GIF8", "GIF"),
    (8, b"WEBP", "WebP"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (0, b"II+\0", "TIFF"),
    (0, b"BM", "BMP"),
    (0, b"%PDF", "PDF"),
    (0, b"%!PS", "PostScript"),
    (0, b"\xc5\xd0\xd3\xc6", "EPS"),
    (4, b"ftypavif", "AVIF"),
    (4, b"ftyphei", "HEIC"),
    (4, b"ftypmif1", "HEIF"),
    (4, b"jP  ", "JPEG 2000"),
    (4, b"JXL ", "JPEG XL"),
    (0, b"\xff\x0a", "JPEG XL"),
    (0, b"8BPS", "Photoshop"),
    (0, b"\0\0\1\0", "Windows icon"),
    (0, b"\x1f\x8b", "gzip (an SVGZ?)"),
    (0, b"PK\3\4", "ZIP or office document"),
    (0, b"version https://git-lfs", "Git LFS pointer"),
    (0, b"<", "SVG or other XML"),
)
AGAIN = "open it in a picture editor and save it again as PNG or JPEG"


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture of `width` by `height` pixels, rows from the top, in `mode` 'L', 'RGB' or 'CMYK'.

    `filter` 'flate-source': `data` are raw samples of 8 bits, interleaved, to be deflated; 'jpeg': `data` is a whole
    JPEG file.  `alpha` are raw samples of the same size, 255 opaque.  `dpi` is what the file claims, across and down.
    `inverted`: the JPEG holds Adobe's CMYK, where 255 is no ink, and wants a /Decode of [1 0 1 0 1 0 1 0].
    """

    width: int
    height: int
    mode: str
    data: bytes
    filter: str
    alpha: bytes | None
    dpi: tuple[float, float] | None
    inverted: bool = False


@dataclass(frozen=True, slots=True)
class _Header:
    """What the file says before it is decoded: for JPEG the frame's marker (ITU T.81, B.2.2) and component ids."""

    kind: str
    width: int
    height: int
    bits: int
    marker: int = 0
    components: bytes = b""


def read_raster(data: bytes, where: Where) -> tuple[Raster | None, tuple[Problem, ...]]:
    """Read a PNG or JPEG file; `where` is the place the problems are reported at.  No raster comes with an error."""
    problem, header = _examine(data, where)
    if header is None:
        return None, (problem,) if problem else ()
    try:
        return _decode(data, header, where)
    except Exception:  # Pillow's readers raise nearly every built-in exception on damaged files
        text = f"the {header.kind} is damaged or cut short"
        return None, (error("raster/damaged", text, where, f"export it again, or {AGAIN}"),)


def format_name(data: bytes) -> str:
    """The name of the file format by its first bytes, or ''."""
    return next((name for at, mark, name in SIGNATURES if data.startswith(mark, at)), "")


def _examine(data: bytes, where: Where) -> tuple[Problem | None, _Header | None]:
    """The header, or why the file is not to be decoded."""
    if len(data) > MOST_BYTES:
        text = f"the picture has {len(data):,} bytes; at most {MOST_BYTES:,} are read"
        return error("raster/too-large", text, where, "scale it down to the size it is printed at"), None
    if not data.startswith((PNG, JPEG)):
        name = format_name(data) or "of an unknown format"
        text = f"the picture is {name}, not PNG or JPEG" if data else "the file is empty"
        return error("raster/format", text, where, "convert it to PNG, or a drawing to SVG"), None
    header = _png_header(data) if data.startswith(PNG) else _jpeg_header(data)
    if header is None or not header.width or not header.height:
        return error("raster/damaged", "the picture's header is damaged", where, f"export it again, or {AGAIN}"), None
    pixels = header.width * header.height
    if pixels > MOST_PIXELS or (header.kind == "JPEG" and data.count(b"\xff\xda") > MOST_SCANS):
        text = (
            f"the picture has {header.width} × {header.height} pixels; at most {MOST_PIXELS // 10**6} million are read"
        )
        if pixels <= MOST_PIXELS:
            text = f"the JPEG has over {MOST_SCANS} scans"
        return error("raster/too-large", text, where, f"scale it down, or {AGAIN}"), None
    return None, header


def _png_header(data: bytes) -> _Header | None:
    if len(data) < 33 or data[12:16] != b"IHDR":  # PNG 11.2.2: it comes first
        return None
    return _Header("PNG", int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big"), data[24])


def _jpeg_header(data: bytes) -> _Header | None:
    """Go from segment to segment to the first frame header (ITU T.81, B.1.1.4)."""
    at = 2
    while at + 10 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # padding
            at += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = int.from_bytes(data[at + 5 : at + 7], "big"), int.from_bytes(data[at + 7 : at + 9], "big")
            ids = data[at + 10 : at + 10 + 3 * data[at + 9] : 3]
            return _Header("JPEG", width, height, data[at + 4], marker, ids)
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        if size < 2 or marker == 0xDA:
            return None
        at += 2 + size
    return None


def _decode(data: bytes, header: _Header, where: Where) -> tuple[Raster | None, tuple[Problem, ...]]:
    import io
    import warnings

    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what matters of them is a Problem here
        with Image.open(io.BytesIO(data), formats=(header.kind,)) as image:
            if image.size != (header.width, header.height):
                raise ValueError("a second header contradicts the first")
            turn = _orientation(image)
            if header.kind == "JPEG" and turn == 1 and _can_stay(image, header):
                return _kept(data, image, header), ()
            if header.bits == 16 and "transparency" in image.info:
                text = "one colour of 16 bits is marked transparent, which is not read"
                return None, (error("raster/transparency", text, where, "save it with an alpha channel, 8 bits deep"),)
            image.load()
            return _turned(image, header, turn), ()


def _can_stay(image: Image, header: _Header) -> bool:
    """May the JPEG go into a PDF as it is?  ISO 32000, 7.4.8: baseline or progressive, and YCbCr unless marked."""
    plain = header.marker in (0xC0, 0xC2) and header.bits == 8 and image.format == "JPEG"
    unsaid_rgb = header.components == b"RGB" and "adobe" not in image.info
    return plain and not unsaid_rgb and image.mode in ("L", "RGB", "CMYK")


def _kept(data: bytes, image: Image, header: _Header) -> Raster:
    dpi = _dpi(image)
    inverted = image.mode == "CMYK" and "adobe" in image.info
    mode = image.mode
    image.draft(mode, (1, 1))  # the whole file is read to see that it is whole, at an eighth of the pixels
    image.load()
    return Raster(header.width, header.height, mode, data, "jpeg", None, dpi, inverted)


def _turned(image: Image, header: _Header, turn: int) -> Raster:
    """Raw samples, turned upright."""
    from PIL.Image import Transpose

    dpi = _dpi(image)
    colour, alpha = _samples(image, header)
    if turn != 1:
        ways = (
            Transpose.FLIP_LEFT_RIGHT,
            Transpose.ROTATE_180,
            Transpose.FLIP_TOP_BOTTOM,
            Transpose.TRANSPOSE,
            Transpose.ROTATE_270,
            Transpose.TRANSVERSE,
            Transpose.ROTATE_90,
        )  # Exif 2.3, 4.6.4: Orientation 2 to 8
        colour = colour.transpose(ways[turn - 2])
        alpha = alpha.transpose(ways[turn - 2]) if alpha else None
        dpi = (dpi[1], dpi[0]) if dpi and turn >= 5 else dpi
    opaque = alpha is None or alpha.getextrema() == (255, 255)
    cover = alpha.tobytes() if alpha and not opaque else None
    return Raster(*colour.size, colour.mode, colour.tobytes(), "flate-source", cover, dpi)


def _samples(image: Image, header: _Header) -> tuple[Image, Image | None]:
    """Colour in L, RGB or CMYK and the alpha channel, 8 bits each."""
    from PIL import Image as images
    from PIL import ImageChops

    if image.mode == "CMYK":  # Pillow takes every CMYK JPEG for Adobe's and inverts it
        return (image if "adobe" in image.info else ImageChops.invert(image)), None
    if image.mode == "I;16":  # little-endian: the second byte is the high one; convert() would clip instead
        return images.frombytes("L", image.size, image.tobytes()[1::2]), None
    if image.mode in ("1", "L"):
        return _grey(image, header)
    if image.mode == "LA":
        return image.getchannel("L"), image.getchannel("A")
    if image.mode in ("P", "PA", "RGBA") or "transparency" in image.info:
        full = image.convert("RGBA")
        return full.convert("RGB"), full.getchannel("A")
    return image.convert("RGB"), None


def _grey(image: Image, header: _Header) -> tuple[Image, Image | None]:
    key = image.info.get("transparency")
    grey = image.convert("L") if image.mode == "1" else image
    if not isinstance(key, int):
        return grey, None
    if image.mode == "L":  # the file names the sample as it is written, Pillow has stretched it to 8 bits
        key = key * 255 // (2**header.bits - 1)
    return grey, grey.point([0 if sample == key else 255 for sample in range(256)])


def _orientation(image: Image) -> int:
    """Exif's Orientation, 1 (upright) to 8; 1 if there is none to be read."""
    try:
        turn = image.getexif().get(0x0112, 1)
    except Exception:  # damaged metadata does not spoil the picture
        return 1
    return turn if isinstance(turn, int) and 1 <= turn <= 8 else 1


def _dpi(image: Image) -> tuple[float, float] | None:
    try:
        across, down = map(float, image.info.get("dpi", ()))
    except (TypeError, ValueError, ArithmeticError):
        return None
    return (across, down) if all(math.isfinite(value) and value >= 1 for value in (across, down)) else None
