"""Separations: the finished pages as the printing plates see them.  A PDF goes in; for each page and ink a picture of
how much of that ink is where comes out.

For each ink the page is written anew in grey, black where the ink is full (plate_pages.py), and PDFium draws it.  Grey
adds up as ink does, also at soft edges and under transparency, so the sum of the pictures is the total ink of each
place.  No profile is asked: what the file says in CMYK is what the plates get.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from leaflet.check.pdfium import draw_grey, pdfium
from leaflet.check.preflight.inks import ALL, NONE, PROCESS
from leaflet.check.preflight.page_facts import PageFacts
from leaflet.check.preflight.painted import Box
from leaflet.check.preflight.plate_pages import add_plates

MOST_PIXELS = 4_000_000  # of one page: A1 at 72 to the inch
MOST_SPOTS = 6
EMPTY = 255
SQUARE = 2  # pixels: a smaller speck is the edge of something, or nobody's ink


@dataclass(frozen=True, slots=True)
class Picture:
    """Grey pixels row by row from the top, 0 is full ink; `scale` pixels to the point; (`left`, `top`) is the corner in
    points of the page."""

    width: int
    height: int
    pixels: bytes
    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0

    def window(self, box: Box) -> tuple[int, int, int, int]:
        """The pixels that lie wholly in a box of the page: first and last column and row, from the top."""
        left, low, right, high = box
        first, last = (left - self.left) * self.scale, (right - self.left) * self.scale
        above, below = (self.top - high) * self.scale, (self.top - low) * self.scale
        return (
            max(math.ceil(first - 0.01), 0),
            min(math.floor(last + 0.01), self.width),
            max(math.ceil(above - 0.01), 0),
            min(math.floor(below + 0.01), self.height),
        )

    def rows(self, box: Box) -> list[bytes]:
        """The pixels in a box."""
        first, last, above, below = self.window(box)
        return [self.pixels[row * self.width + first : row * self.width + last] for row in range(above, below)]


@dataclass(frozen=True, slots=True)
class PagePlates:
    """The plates of one page by ink; an ink that the page does not have is left out.  `whole` is the page as it is
    seen; `unmeasured` are colours of which nobody can say what ink they become."""

    page: int
    plates: dict[str, Picture]
    whole: Picture
    unmeasured: tuple[str, ...] = ()

    def coverage(self, box: Box) -> dict[str, float]:
        """How much of a box each ink covers on average, in percent."""
        return {ink: _mean(plate.rows(box)) for ink, plate in self.plates.items()}

    def most(self, box: Box) -> tuple[float, Box]:
        """The most ink that lies over one another on at least 2 × 2 pixels, in percent, and where."""
        if not self.plates:
            return 0.0, box
        first, _, above, _ = self.whole.window(box)
        sums = _sums([plate.rows(box) for plate in self.plates.values()])
        best, at, row_at = 0, 0, 0
        peaks = [max(row, default=0) for row in sums]
        for number in range(len(sums) - 1):
            upper, lower = sums[number], sums[number + 1]
            if min(peaks[number], peaks[number + 1]) <= best:
                continue
            least = [min(pair) for pair in zip(upper, upper[1:], lower, lower[1:], strict=False)]
            found = max(least, default=0)
            if found > best:
                best, at, row_at = found, least.index(found), number
        scale = self.whole.scale
        x, y = self.whole.left + (first + at) / scale, self.whole.top - (above + row_at) / scale
        return best / 2.55, (x, y - SQUARE / scale, x + SQUARE / scale, y)


def _mean(rows: list[bytes]) -> float:
    count = sum(map(len, rows))
    return (count * EMPTY - sum(map(sum, rows))) / count / 2.55 if count else 0.0


def _sums(plates: list[list[bytes]]) -> list[list[int]]:
    """Ink of all plates for each pixel, 255 being one full plate; rows of paper cost nothing."""
    total = []
    for rows in zip(*plates, strict=True):
        inked = [row for row in rows if row.count(EMPTY) < len(row)]
        full = EMPTY * len(inked)
        total.append([full - sum(values) for values in zip(*inked, strict=True)] if inked else [0] * len(rows[0]))
    return total


def separate(pdf: Any, pages: tuple[PageFacts, ...]) -> tuple[PagePlates, ...]:
    """The plates of every page of an open PDF that could be read whole.  The PDF gets pages added, and is of no further
    use."""
    import pikepdf

    wanted = [(facts, (*_inks(facts), None)) for facts in pages if not facts.content.cut]
    sources = list(pdf.pages)
    for facts, inks in wanted:
        add_plates(pdf, sources[facts.number - 1], facts.boxes.media, inks)
    del pdf.pages[: len(sources)]
    for key in [key for key in pdf.Root.keys() if key not in ("/Type", "/Pages")]:  # noqa: SIM118  # a PDF dictionary
        del pdf.Root[key]
    buffer = io.BytesIO()
    pdf.save(buffer, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return tuple(_drawn(buffer.getvalue(), wanted))


def _drawn(data: bytes, wanted: list[tuple[PageFacts, tuple[str | None, ...]]]) -> Iterable[PagePlates]:
    engine = pdfium()
    document = engine.load_document(data, len(data), None)
    if not document:
        return
    try:
        number = 0
        for facts, inks in wanted:
            pictures = {}
            for ink in inks:
                pictures[ink] = _picture(document, number, facts.boxes.media)
                number += 1
            whole = pictures.pop(None)
            yield PagePlates(
                facts.number, {ink: found for ink, found in pictures.items() if ink}, whole, _unknown(facts)
            )
    finally:
        engine.close_document(document)


def _picture(document: int, number: int, media: Box) -> Picture:
    left, low, right, high = media
    scale = min(1.0, math.sqrt(MOST_PIXELS / max((right - left) * (high - low), 1.0)))
    width, height = max(round((right - left) * scale), 1), max(round((high - low) * scale), 1)
    return Picture(width, height, draw_grey(document, number, width, height), scale, left, high)


def _inks(facts: PageFacts) -> tuple[str, ...]:
    """The plates that the page has ink on: the four first."""
    found: set[str] = set()
    for one in facts.content.painted:
        ink = one.ink.colour
        found |= ink.used.keys() if ink.inks else set(ink.space.colourants)
    process = PROCESS if ALL in found else tuple(ink for ink in PROCESS if ink in found)
    spots = sorted(found - {*PROCESS, ALL, NONE})
    return (*process, *spots[:MOST_SPOTS])


def _unknown(facts: PageFacts) -> tuple[str, ...]:
    spaces = {one.ink.colour.space for one in facts.content.painted}
    return tuple(sorted({str(space) for space in spaces if not space.is_measurable}))
