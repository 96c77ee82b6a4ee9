"""Raster pictures: every kind of PNG and JPEG to 8-bit samples, and files that mean harm."""

from __future__ import annotations

import io
import struct
import warnings
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from leaflet.model.raster import Raster, read_raster
from leaflet.problems import Where

WHERE = Where("photo")


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(size: tuple[int, int], bits: int, colour: int, rows: bytes, *extra: tuple[bytes, bytes]) -> bytes:
    """A PNG written by hand; `rows` have a filter byte each, `colour` is the type of PNG 11.2.2."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, bits, colour, 0, 0, 0))
    middle = b"".join(chunk(kind, data) for kind, data in extra)
    return b"\x89PNG\r\n\x1a\n" + header + middle + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def jpeg(image: Image.Image, **options: object) -> bytes:
    return saved(image, "JPEG", **{"quality": 95, "subsampling": 0, **options})


def two_tone(mode: str = "RGB") -> Image.Image:
    """16 by 8: the left half red, the right half blue (or their like in the mode)."""
    image = Image.new("RGB", (16, 8), (255, 0, 0))
    image.paste((0, 0, 255), (8, 0, 16, 8))
    return image.convert(mode)


def raster(data: bytes) -> Raster:
    found, problems = read_raster(data, WHERE)
    assert problems == ()
    assert found is not None
    return found


def code(data: bytes) -> str:
    found, (problem,) = read_raster(data, WHERE)
    assert found is None
    assert problem.hint and problem.where == WHERE
    return problem.code


@pytest.mark.parametrize(
    ("data", "mode", "samples", "alpha"),
    [
        (png((2, 1), 8, 0, b"\0\x12\xff"), "L", "12ff", None),
        (png((2, 1), 16, 0, b"\0\x12\x34\xff\xff"), "L", "12ff", None),
        (png((8, 1), 1, 0, b"\0\x55"), "L", "00ff" * 4, None),
        (png((4, 1), 2, 0, b"\0\x1b"), "L", "0055aaff", None),
        (png((4, 1), 2, 0, b"\0\x1b", (b"tRNS", b"\0\x02")), "L", "0055aaff", "ffff00ff"),
        (png((2, 1), 4, 0, b"\0\x1b", (b"tRNS", b"\0\x0b")), "L", "11bb", "ff00"),
        (png((2, 1), 1, 0, b"\0\x40", (b"tRNS", b"\0\x01")), "L", "00ff", "ff00"),
        (png((2, 1), 8, 2, bytes(range(7))), "RGB", "010203040506", None),
        (png((2, 1), 8, 2, bytes(range(7)), (b"tRNS", b"\0\1\0\2\0\3")), "RGB", "010203040506", "00ff"),
        (png((1, 1), 16, 2, bytes(range(7))), "RGB", "010305", None),
        (png((4, 1), 2, 3, b"\0\x1b", (b"PLTE", bytes(range(12)))), "RGB", "000102030405060708090a0b", None),
        (
            png((4, 1), 2, 3, b"\0\x1b", (b"PLTE", bytes(range(12))), (b"tRNS", b"\0\x80")),
            "RGB",
            "000102030405060708090a0b",
            "0080ffff",
        ),
        (png((2, 1), 8, 4, b"\0\1\2\3\4"), "L", "0103", "0204"),
        (png((1, 1), 8, 6, b"\0\1\2\3\4"), "RGB", "010203", "04"),
        (png((1, 1), 16, 6, bytes(range(9))), "RGB", "010305", "07"),
        (png((1, 1), 8, 6, b"\0\1\2\3\xff"), "RGB", "010203", None),
    ],
)
def test_png_of_every_kind(data: bytes, mode: str, samples: str, alpha: str | None) -> None:
    found = raster(data)
    assert (found.mode, found.data.hex(), found.filter) == (mode, samples, "flate-source")
    assert (found.alpha.hex() if found.alpha is not None else None) == alpha
    assert len(found.data) == found.width * found.height * len(mode)


def test_png_grey_of_16_bits_with_alpha_keeps_both() -> None:
    found = raster(png((1, 1), 16, 4, b"\0\1\2\3\4"))
    assert set(found.data) == {1} and found.alpha == b"\3"


def test_png_transparent_colour_of_16_bits_is_said() -> None:
    assert code(png((2, 1), 16, 0, b"\0\x12\x34\xff\xff", (b"tRNS", b"\x12\x34"))) == "raster/transparency"


def test_resolution() -> None:
    assert raster(png((1, 1), 8, 0, b"\0\1")).dpi is None
    assert raster(saved(two_tone(), "PNG", dpi=(300, 150))).dpi == pytest.approx((300, 150), rel=1e-3)
    assert raster(jpeg(two_tone(), dpi=(300, 150))).dpi == (300, 150)
    assert raster(png((1, 1), 8, 0, b"\0\1", (b"pHYs", struct.pack(">IIB", 0, 0, 1)))).dpi is None


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("progressive", [False, True])
def test_jpeg_is_kept_as_it_is(mode: str, progressive: bool) -> None:
    data = jpeg(two_tone(mode), progressive=progressive)
    found = raster(data)
    assert (found.width, found.height, found.mode, found.filter) == (16, 8, mode, "jpeg")
    assert found.data == data and found.alpha is None
    assert found.inverted == (mode == "CMYK")  # Pillow writes Adobe's marker


@pytest.mark.parametrize("turn", range(2, 9))
def test_jpeg_is_turned_upright(turn: int) -> None:
    # Exif 2.3, 4.6.4: what must be done to the upright picture to get the stored one
    stored = {
        2: [Image.Transpose.FLIP_LEFT_RIGHT],
        3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM],
        5: [Image.Transpose.ROTATE_90, Image.Transpose.FLIP_TOP_BOTTOM],
        6: [Image.Transpose.ROTATE_90],
        7: [Image.Transpose.ROTATE_270, Image.Transpose.FLIP_TOP_BOTTOM],
        8: [Image.Transpose.ROTATE_270],
    }
    upright = two_tone()
    upright.paste((0, 255, 0), (0, 4, 8, 8))  # four quarters, three colours: no symmetry is left
    image = upright
    for step in stored[turn]:
        image = image.transpose(step)
    exif = Image.Exif()
    exif[0x0112] = turn
    found = raster(jpeg(image, exif=exif, dpi=(300, 150)))
    assert (found.width, found.height, found.filter) == (16, 8, "flate-source")
    assert found.dpi == ((150, 300) if turn >= 5 else (300, 150))
    for at, wanted in {(2, 2): 0, (2, 6): 1, (12, 2): 2, (12, 6): 2}.items():
        pixel = found.data[3 * (at[1] * 16 + at[0]) :][:3]
        assert pixel[wanted] > 240 and sum(pixel) < 300


def test_jpeg_of_several_pictures_gives_the_first_alone() -> None:
    data = saved(two_tone(), "MPO", save_all=True, append_images=[two_tone().rotate(180)])
    found = raster(data)
    assert found.filter == "flate-source" and found.data[0] > 240 > 20 > found.data[2]


def test_jpeg_of_unmarked_rgb_is_decoded() -> None:
    data = bytearray(jpeg(two_tone(), keep_rgb=True))
    adobe = data.find(b"\xff\xee")
    if adobe >= 0:
        del data[adobe : adobe + 16]
    found = raster(bytes(data))  # readers of PDF would take its samples for YCbCr
    assert found.filter == "flate-source" and found.data[0] > 240 > 20 > found.data[2]


def test_cmyk_ink_is_ink_when_turned() -> None:
    exif = Image.Exif()
    exif[0x0112] = 3
    found = raster(jpeg(Image.new("CMYK", (8, 8), (255, 0, 0, 0)), exif=exif))
    assert found.mode == "CMYK" and not found.inverted
    assert found.data[0] > 250 and max(found.data[1:4]) < 5


def test_jpeg_with_damaged_exif_is_still_read() -> None:
    data = jpeg(two_tone(), exif=b"Exif\0\0MM\0*\xff\xff\xff\xff")
    assert raster(data).data == data


@pytest.mark.parametrize("size", [(100_000, 100_000), (2**31 - 1, 2**31 - 1), (60_000_001, 1), (1, 60_000_001)])
def test_png_bomb_is_refused_by_its_header(size: tuple[int, int]) -> None:
    assert code(png(size, 8, 0, b"\0\1")) == "raster/too-large"


def test_second_header_does_not_get_past() -> None:
    second = struct.pack(">IIBBBBB", 9000, 9000, 8, 0, 0, 0, 0)
    assert code(png((1, 1), 8, 0, b"\0\1", (b"IHDR", second))) == "raster/damaged"


def test_jpeg_bomb_is_refused_by_its_header() -> None:
    data = bytearray(jpeg(two_tone()))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = b"\xff\xff\xff\xff"
    assert code(bytes(data)) == "raster/too-large"
    assert code(jpeg(two_tone()) + b"\xff\xda" * 200) == "raster/too-large"


def test_compressed_text_bomb_does_not_matter() -> None:
    text = b"k\0\0" + zlib.compress(b"\0" * 80_000_000)
    found, problems = read_raster(png((1, 1), 8, 0, b"\0\1", (b"zTXt", text)), WHERE)
    assert (found is None) == bool(problems)


def test_file_too_large() -> None:
    assert code(b"\x89PNG\r\n\x1a\n" + bytes(30_000_000)) == "raster/too-large"


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_cut_short(kind: str) -> None:
    noise = Image.effect_noise((64, 64), 90)
    data = saved(noise, kind)
    for size in (8, 20, 30, 60, len(data) // 2, len(data) - 200):
        assert code(data[:size]) == "raster/damaged"


@pytest.mark.parametrize("size", [(0, 5), (5, 0)])
def test_no_pixels(size: tuple[int, int]) -> None:
    assert code(png(size, 8, 0, b"")) == "raster/damaged"


@pytest.mark.parametrize(
    ("kind", "name"),
    [("GIF", "GIF"), ("WEBP", "WebP"), ("TIFF", "TIFF"), ("BMP", "BMP"), ("PDF", "PDF"), ("EPS", "Post")],
)
def test_other_formats_are_named(kind: str, name: str) -> None:
    data = saved(two_tone(), kind)
    assert code(data) == "raster/format"
    assert name in read_raster(data, WHERE)[1][0].text


def test_empty_and_unknown() -> None:
    assert "empty" in read_raster(b"", WHERE)[1][0].text
    assert "unknown" in read_raster(b"what", WHERE)[1][0].text


def test_no_warning_is_given() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for data in (
            png((4, 1), 2, 3, b"\0\x1b", (b"PLTE", bytes(range(12))), (b"tRNS", b"\0\x80")),
            png((9000, 6000), 1, 0, b"\0"),
            jpeg(two_tone(), exif=b"Exif\0\0MM\0*\xff\xff\xff\xff"),
        ):
            read_raster(data, WHERE)


def whole(data: bytes) -> None:
    found, problems = read_raster(data, WHERE)
    assert (found is None) == bool(problems)
    if found and found.filter == "flate-source":
        assert len(found.data) == found.width * found.height * len(found.mode)
        assert found.alpha is None or len(found.alpha) == found.width * found.height


@given(st.binary(max_size=300), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF"]))
def test_any_bytes(data: bytes, start: bytes) -> None:
    whole(start + data)


SAMPLES = [
    saved(two_tone(), "PNG"),
    saved(two_tone("P"), "PNG"),
    png((2, 1), 8, 4, b"\0\1\2\3\4"),
    jpeg(two_tone()),
    jpeg(two_tone("CMYK"), progressive=True),
]


@settings(max_examples=300)
@given(st.sampled_from(SAMPLES), st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=4))
def test_any_damage(data: bytes, changes: list[tuple[float, int]]) -> None:
    damaged = bytearray(data)
    for at, value in changes:
        damaged[int(at * len(damaged))] = value
    whole(bytes(damaged))
