"""Images of a page: an image dictionary, or an image that stands in the content itself, goes in; its facts come out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from leaflet.check.preflight.inks import DEVICE_GRAY, UNKNOWN_SPACE, Space, read_space

MOST_PIXELS = 1_000_000


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """Width and height in pixels, bits for each part, colours, and whether it is a stencil or has a soft mask."""

    pixels: tuple[int, int]
    bits: int
    space: Space
    stencil: bool
    soft_mask: bool


def image_facts(image: Any, resources: Any) -> ImageFacts:
    """What an image says of itself.  A JPEG 2000 image may leave its colours to its own header: they are unknown."""
    entries = inline_entries(image) if hasattr(image, "_image_object") else image
    stencil = bool(entries.get("/ImageMask", False))
    wide, tall = int(entries.get("/Width", 0)), int(entries.get("/Height", 0))
    bits = 1 if stencil else int(entries.get("/BitsPerComponent", 8))
    named = entries.get("/ColorSpace")
    space = DEVICE_GRAY if stencil else read_space(named, resources) if named is not None else UNKNOWN_SPACE
    pixels = (min(max(wide, 0), MOST_PIXELS), min(max(tall, 0), MOST_PIXELS))
    return ImageFacts(pixels, bits, space, stencil, "/SMask" in entries)


LONG = {
    "/W": "/Width",
    "/H": "/Height",
    "/BPC": "/BitsPerComponent",
    "/CS": "/ColorSpace",
    "/IM": "/ImageMask",
    "/D": "/Decode",
    "/F": "/Filter",
    "/DP": "/DecodeParms",
    "/I": "/Interpolate",
}  # ISO 32000-1 table 93


def inline_entries(image: Any) -> dict[str, Any]:
    """The entries of an image in the content, by the names that image dictionaries use."""
    tokens = list(image._image_object)
    pairs = zip(tokens[::2], tokens[1::2], strict=False)
    return {LONG.get(str(key), str(key)): value for key, value in pairs}
