"""PDFs to impose, and sheets of paper to fold: what the tests of imposition share.

Source pages say `page 7` in large letters and have a mark near their upper right corner, so that a page that is
mirrored, turned or cut is seen in what an independent reader (PDFium) finds.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2

A5 = (419.5276, 595.2756)


def source(pages: int, size: tuple[float, float] = A5, **more: Any) -> bytes:
    """A PDF of so many pages; `more` are entries of every page, `root` those of the catalogue, `content` more of it."""
    root, content = more.pop("root", {}), more.pop("content", b"")
    with pikepdf.new() as pdf:
        fonts = {
            "/F1": {"/Type": pikepdf.Name.Font, "/Subtype": pikepdf.Name.Type1, "/BaseFont": pikepdf.Name.Helvetica}
        }
        for number in range(1, pages + 1):
            page = pdf.add_blank_page(page_size=size)
            page.obj.Resources = pikepdf.Dictionary({"/Font": pikepdf.Dictionary(fonts)})
            words = f"BT /F1 24 Tf 60 {size[1] / 2:.2f} Td (page {number}.) Tj ET "
            words += f"BT /F1 8 Tf {size[0] - 60:.2f} {size[1] - 30:.2f} Td (corner{number}.) Tj ET\n"
            page.obj.Contents = pdf.make_stream(words.encode() + content)
            for key, value in more.items():
                page.obj[f"/{key}"] = value
        for key, value in root.items():
            pdf.Root[f"/{key}"] = value
        buffer = io.BytesIO()
        pdf.save(buffer, deterministic_id=True)
        return buffer.getvalue()


@dataclass(frozen=True)
class Word:
    """A word on a sheet: the middle of its ink from the left and the foot, in points; `upright`: does it run to the
    right (True), to the left (False: turned by 180°)?"""

    text: str
    x: float
    y: float
    upright: bool


def words(pdf: bytes) -> list[list[Word]]:
    """The words of every page, as PDFium finds them."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [list(_words(page.get_textpage())) for page in document]
    finally:
        document.close()


def _words(text: Any) -> Iterator[Word]:
    whole = text.get_text_range()
    for found in re.finditer(r"page\s+\d+\.|corner\d+\.", whole):
        boxes = [text.get_charbox(at) for at in range(found.start(), found.end())]
        xs, ys = [(box[0] + box[2]) / 2 for box in boxes], [(box[1] + box[3]) / 2 for box in boxes]
        yield Word(" ".join(found[0].split()), sum(xs) / len(xs), sum(ys) / len(ys), xs[-1] > xs[0])


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return [(float(page.mediabox[2]), float(page.mediabox[3])) for page in file.pages]


def printed_sheets(pdf: bytes, flip: str) -> list[tuple[list[Word], list[Word]]]:
    """Front and back of every sheet as one sees them when turning it like the leaf of a book.

    A printer that flips on the short edge of a sheet on its long side turns it just so; one that flips on the long
    edge turns it head over foot, which shows the back turned by 180°.
    """
    (wide, high), pages = sizes(pdf)[0], words(pdf)
    turned = [
        [Word(word.text, wide - word.x, high - word.y, not word.upright) for word in back] if flip == "long" else back
        for back in pages[1::2]
    ]
    return list(zip(pages[0::2], turned, strict=True))


def read_booklet(sheets: Sequence[tuple[list[Word], list[Word]]], wide: float, bound_right: bool) -> list[list[Word]]:
    """Stack the sheets, the first outermost, fold them in the middle, and turn the leaves: the words of each page."""
    before, after = [], []
    for front, back in sheets:  # the leaf before the fold: its cover side, then, turned over, what is behind it
        before += [_half(front, wide, bound_right), _half(back, wide, not bound_right)]
        after = [_half(back, wide, bound_right), _half(front, wide, not bound_right), *after]
    return before + after


def _half(side: list[Word], wide: float, left: bool) -> list[Word]:
    return [word for word in side if (word.x < wide / 2) == left]
