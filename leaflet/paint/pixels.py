"""Pixels for a printer.  RGB goes in; the inks of an output profile come out, or grey.  Nothing stays transparent.

Pillow comes late: only pictures, and colours that no ink has, need it.
"""

from __future__ import annotations

import functools
import io
from dataclasses import replace
from typing import TYPE_CHECKING

from leaflet.model.raster import Raster
from leaflet.paint.colour import Cmyk
from leaflet.paint.profile import OutputProfile

if TYPE_CHECKING:
    from PIL.Image import Image


def held(cmyk: Cmyk, limit: float) -> Cmyk:
    """A mixture with no more than `limit` percent of ink: the colours give way in proportion, black stays."""
    cyan, magenta, yellow, black = cmyk
    over = sum(cmyk) > limit
    keep = max(limit - black, 0.0) / (cyan + magenta + yellow) if over else 1.0
    return (cyan * keep, magenta * keep, yellow * keep, black) if over else cmyk


@functools.lru_cache(1024)
def separated(colour: str, profile: OutputProfile) -> Cmyk:
    """#RRGGBB in the inks of an output profile, percent; white is paper and greys are black alone, so that no plate
    has to be in register with another for them."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    if red == green == blue:
        return (0.0, 0.0, 0.0, round(100 - red / 2.55, 1))
    from PIL import Image as images

    found = to_cmyk(images.new("RGB", (1, 1), (red, green, blue)), profile).getpixel((0, 0))
    assert isinstance(found, tuple)
    cyan, magenta, yellow, black = (round(part / 2.55, 1) for part in found)
    return held((cyan, magenta, yellow, black), profile.ink_limit)


def to_cmyk(image: Image, profile: OutputProfile) -> Image:
    """An RGB picture in the inks of an output profile: its black generation, and no more ink than the paper bears."""
    from PIL import ImageCms

    return limited(ImageCms.applyTransform(image, _transform(profile)), profile.ink_limit)  # type: ignore[arg-type]


@functools.lru_cache(8)
def _transform(profile: OutputProfile):  # type: ignore[no-untyped-def]  # a class of Pillow, which comes late
    from PIL import ImageCms

    intent, flags = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
    target = ImageCms.ImageCmsProfile(io.BytesIO(profile.data))
    return ImageCms.buildTransform(ImageCms.createProfile("sRGB"), target, "RGB", "CMYK", intent, flags)


def limited(image: Image, limit: float) -> Image:
    """The picture where no pixel has more ink than the limit in percent: as `held`, in whole steps of a 255th."""
    from PIL import Image as images
    from PIL import ImageMath

    parts = dict(zip("cmyk", image.split(), strict=True))
    most = int(limit * 2.55)
    total = ImageMath.lambda_eval(lambda of: of["c"] + of["m"] + of["y"] + of["k"], **parts)
    if total.getextrema()[1] <= most:
        return image

    def less(part: str) -> Image:
        def scaled(of):  # type: ignore[no-untyped-def]  # operands of Pillow's own kind
            colour = of["c"] + of["m"] + of["y"]
            room = of["min"](colour, of["max"](most - of["k"], 0))
            return of["convert"](of[part] * room / of["max"](colour, 1), "L")

        return ImageMath.lambda_eval(scaled, **parts)  # type: ignore[no-any-return]

    return images.merge("CMYK", [*(less(part) for part in "cmy"), parts["k"]])


def pressed(raster: Raster, profile: OutputProfile, backdrop: Cmyk) -> tuple[Raster, bytes | None]:
    """A picture for the press: no RGB, and no transparency.  What is half transparent is mixed with the inks behind
    it; what is wholly transparent is left out by the mask that comes out beside it, a bit a pixel, 1 is left out."""
    if raster.alpha is None and (raster.mode == "L" or _fits(raster, profile.ink_limit)):
        return raster, None
    from PIL import Image as images

    image = _inks(_image(raster), profile)
    mask = None
    if raster.alpha is not None:
        alpha = images.frombytes("L", image.size, raster.alpha)
        cyan, magenta, yellow, black = (round(part * 2.55) for part in backdrop)
        behind = images.new("CMYK", image.size, (cyan, magenta, yellow, black))
        image = limited(images.composite(image, behind, alpha), profile.ink_limit)
        if alpha.getextrema()[0] == 0:
            mask = alpha.point([255, *[0] * 255]).convert("1", dither=images.Dither.NONE).tobytes()
    made = replace(raster, mode="CMYK", data=image.tobytes(), filter="flate-source", alpha=None, inverted=False)
    return made, mask


def _fits(raster: Raster, limit: float) -> bool:
    """Is it CMYK that needs no change?"""
    return raster.mode == "CMYK" and limited(image := _image(raster), limit) is image


def _inks(image: Image, profile: OutputProfile) -> Image:
    from PIL import Image as images
    from PIL import ImageChops

    if image.mode == "L":  # grey is black ink alone
        none = images.new("L", image.size)
        return images.merge("CMYK", [none, none, none, ImageChops.invert(image)])
    return to_cmyk(image, profile) if image.mode == "RGB" else limited(image, profile.ink_limit)


def greyed(raster: Raster) -> Raster:
    """A picture for a black printer."""
    if raster.mode == "L":
        return raster
    grey = _image(raster).convert("L")
    return replace(raster, mode="L", data=grey.tobytes(), filter="flate-source", inverted=False)


def lit(raster: Raster) -> Raster:
    """A picture for a screen: inks become light."""
    if raster.mode != "CMYK":
        return raster
    light = _image(raster).convert("RGB")
    return replace(raster, mode="RGB", data=light.tobytes(), filter="flate-source", inverted=False)


def _image(raster: Raster) -> Image:
    from PIL import Image as images
    from PIL import ImageChops

    if raster.filter != "jpeg":
        return images.frombytes(raster.mode, (raster.width, raster.height), raster.data)
    image = images.open(io.BytesIO(raster.data))
    if raster.mode == "CMYK":  # Pillow takes every CMYK JPEG for Adobe's and inverts it
        image.load()
        return image if raster.inverted else ImageChops.invert(image)
    return image.convert(raster.mode)
