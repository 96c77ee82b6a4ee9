"""MuPDF, poppler and Ghostscript show a press page alike: what is where, not the exact colour, since each of them has
its own way from CMYK to the screen."""

from __future__ import annotations

import functools
import io
import shutil
import subprocess
import tempfile
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.pdfread import opened

RESOLUTION = 72
BLOCK = 12  # points: the mean of so large a square does not depend on how edges are smoothed
ALIKE = 0.965  # of the correlation of the squares; measured 0.976 (a page of small text) to 0.999
APART = 60  # of 255: a square that differs by more shows something else; measured 51 at most
COMMANDS = {
    "mutool": ["mutool", "draw", "-q", "-r", f"{RESOLUTION}", "-c", "rgb", "-o", "%d.png", "press.pdf"],
    "pdftoppm": ["pdftoppm", "-r", f"{RESOLUTION}", "-png", "press.pdf", "page"],
    "gs": ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=png16m", f"-r{RESOLUTION}", "-dTextAlphaBits=4",
           "-dGraphicsAlphaBits=4", "-sOutputFile=%d.png", "press.pdf"],
}  # fmt: skip


@functools.lru_cache(16)
def squares(pdf: bytes, tool: str) -> list[list[int]]:
    """The lightness of every square of each page."""
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not on this machine (Debian: mupdf-tools, poppler-utils, ghostscript)")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "press.pdf").write_bytes(pdf)
        subprocess.run(COMMANDS[tool], cwd=folder, check=True, capture_output=True)
        pages = [Image.open(path).convert("L") for path in sorted(Path(folder).glob("*.png"))]
        sizes = [(round(page.width / BLOCK), round(page.height / BLOCK)) for page in pages]
        return [
            list(page.resize(size, Image.Resampling.BOX).tobytes()) for page, size in zip(pages, sizes, strict=True)
        ]


def likeness(one: list[int], other: list[int]) -> tuple[float, int]:
    """Correlation, and the largest difference."""
    assert len(one) == len(other)
    mean, other_mean = sum(one) / len(one), sum(other) / len(other)
    pairs = [(a - mean, b - other_mean) for a, b in zip(one, other, strict=True)]
    both = sum(a * b for a, b in pairs)
    spread = sum(a * a for a, _ in pairs) * sum(b * b for _, b in pairs)
    return both / spread**0.5, max(abs(a - b) for a, b in zip(one, other, strict=True))


def alike(one: list[int], other: list[int]) -> bool:
    correlation, apart = likeness(one, other)
    return correlation >= ALIKE and apart <= APART


@pytest.mark.parametrize(("one", "other"), [("mutool", "pdftoppm"), ("mutool", "gs"), ("pdftoppm", "gs")])
def test_they_show_the_same_page(pdf: bytes, one: str, other: str) -> None:
    first, second = squares(pdf, one), squares(pdf, other)
    assert len(first) == len(second) == len(opened(pdf).pages)
    for page, both in enumerate(zip(first, second, strict=True), 1):
        assert alike(*both), (page, likeness(*both))


def test_a_drawing_that_one_of_them_leaves_out_would_be_seen(pressed: dict[str, bytes]) -> None:
    before = squares(pressed["nl"], "pdftoppm")[0]
    for name in opened(pressed["nl"]).pages[0].Resources.XObject:
        with pikepdf.open(io.BytesIO(pressed["nl"])) as file:
            file.pages[0].Resources.XObject[name].write(b"")
            spoiled = io.BytesIO()
            file.save(spoiled)
        assert not alike(before, squares(spoiled.getvalue(), "pdftoppm")[0]), name
