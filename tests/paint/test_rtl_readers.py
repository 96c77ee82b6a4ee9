"""Which way of painting right-to-left words is read right by whom: the table behind `paint/text.py`.

    painting          tags (poppler)  MuPDF   PDFium  pdftotext  pdf.js
    letters (ours)    all             all     most    words      letters, without spaces
    visual            none            none    most    words      words
    a word at a time  none            none    most    words      none
    ActualText        most            all     none    none       none

`words`: where a line has words of one direction alone, and no vowel signs; beside numbers these readers lose a space in
any file.  `most`: PDFium turns brackets round in any file.  pdf.js takes a space from the gap before a letter that
stands farther to the right, and to the left there is none: all its letters come in order.  What a screen reader is
given (the tags) decides; of the others no painting has more.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from leaflet.layout.placed import Page, Pages, Text
from leaflet.paint import text as painting
from leaflet.paint.painter import Look, paint
from leaflet.paint.pdf_document import Metadata, text_string
from tests.paint.test_text import SetIn, set_lines
from tests.pdfread import on_pdf, one_spaced
from tests.pressed import palette_of

LINES: Mapping[str, tuple[str, str]] = {
    "ar words": ("ar", "الحركة تخفف ألم الظهر"),
    "ar brackets": ("ar", "اذهب إلى الطبيب فورا (حمى مع الألم)"),
    "ar number": ("ar", "لدى 9 من كل 10 أشخاص"),
    "ar phone": ("ar", "اتصل بنا 0800 12 345 اليوم"),
    "ar Latin": ("ar", "المركز الفيدرالي KCE للخبرة"),
    "ar vowels": ("ar", "يُولَدُ جَمِيعُ النَّاسِ أَحْرَارًا"),
    "fa words": ("fa", "حرکت به کمر درد کمک می‌کند"),
    "fa number": ("fa", "از هر ۱۰ نفر ۹ نفر"),
    "ps words": ("ps", "خوځښت د ملا درد کموي"),
    "ps brackets": ("ps", "سمدلاسه ډاکټر ته ورشئ (تبه)"),
    "he words": ("he", "תנועה עוזרת לכאבי גב"),
    "he brackets": ("he", "פנו מיד לרופא (חום עם כאב)"),
    "he number": ("he", "9 מתוך 10 אנשים"),
}
ALL = frozenset(LINES)
WORDS = frozenset(name for name in LINES if name.split()[1] in ("words", "brackets"))
TURNED = ALL - {name for name in LINES if name.split()[1] in ("brackets", "vowels")}
# Reader to the lines that come out word for word as they were typed, by the versions that the tests were written with:
# poppler 22.12, MuPDF 1.21, PDFium of pypdfium2 5, pdf.js 5.
OURS: Mapping[str, frozenset[str]] = {
    "tags": ALL, "MuPDF": ALL, "PDFium": TURNED, "pdftotext": WORDS, "pdf.js": frozenset(),
}  # fmt: skip
PDFJS = os.environ.get("PDFJS", "")  # the file legacy/build/pdf.mjs of npm's pdfjs-dist
SCRIPT = """
globalThis.DOMMatrix = globalThis.Path2D = globalThis.ImageData = class {};
const [library, file] = process.argv.slice(1);
const { getDocument } = await import(library);
const data = new Uint8Array((await import('node:fs')).readFileSync(file));
const document = await getDocument({ data, verbosity: 0 }).promise;
for (let number = 1; number <= document.numPages; number++) {
  const content = await (await document.getPage(number)).getTextContent();
  console.log('PAGE' + content.items.map((item) => item.str + (item.hasEOL ? ' ' : '')).join(''));
}
"""


def tags(pdf: bytes) -> list[str]:
    said = on_pdf(pdf, "pdfinfo", "-struct-text", "{}")
    return [
        "".join(re.findall(r'^\s*"(.*)"$', one, re.MULTILINE)) for one in re.split(r"^ +P.*$", said, flags=re.M)[1:]
    ]


def mupdf(pdf: bytes) -> list[str]:
    said = on_pdf(pdf, "mutool", "draw", "-q", "-F", "txt", "{}")
    return "\n".join(line for line in said.split("\n") if not line.startswith("warning:")).split("\f")


def pdfium(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def pdf_js(pdf: bytes) -> list[str]:
    if not PDFJS:
        pytest.skip("PDFJS does not name the file legacy/build/pdf.mjs of npm's pdfjs-dist")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lines.pdf"
        path.write_bytes(pdf)
        command = ["node", "--input-type=module", "-e", SCRIPT, Path(PDFJS).resolve().as_uri(), str(path)]
        done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().split("PAGE")[1:]


READERS: Mapping[str, Callable[[bytes], list[str]]] = {
    "tags": tags,
    "MuPDF": mupdf,
    "PDFium": pdfium,
    "pdftotext": lambda pdf: on_pdf(pdf, "pdftotext", "-enc", "UTF-8", "{}", "-").split("\f"),
    "pdf.js": pdf_js,
}


def plain(text: str) -> str:
    return one_spaced(unicodedata.normalize("NFC", text))


def drawn(typesetter: SetIn) -> bytes:
    """Each line on a page of its own."""
    pages = []
    for number, (language, words) in enumerate(LINES.values(), 1):
        (line,) = set_lines(typesetter(language), words, 900.0)
        pages.append(Page(number, 1000.0, 600.0, (replace(line, part=f"b/text.{number}"),)))
    return paint(Pages(tuple(pages), 10.0, "", 1.0, ""), Look(palette_of(), {}, 0.0), Metadata("Test", "ar"))


def right(reader: str, pdf: bytes, without: str = "") -> set[str]:
    """The lines that a reader gives as they were typed, but for a character that is not compared."""
    said = READERS[reader](pdf)
    assert len(said) >= len(LINES)
    return {
        name
        for (name, (_, words)), got in zip(LINES.items(), said, strict=False)
        if plain(got).replace(without, "") == plain(words).replace(without, "")
    }


@pytest.mark.parametrize("reader", READERS)
def test_our_painting_is_read_at_least_as_well_as_the_table_says(typesetter: SetIn, reader: str) -> None:
    assert right(reader, drawn(typesetter)) >= OURS[reader]


def test_pdf_js_has_every_letter_in_order(typesetter: SetIn) -> None:
    assert right("pdf.js", drawn(typesetter), without=" ") >= ALL - {"ar vowels"}


# --- the others -------------------------------------------------------------------------------------------------------


def in_visual_order(piece: painting._Piece, text: Text) -> str:
    """A right-to-left piece as one string, its letters from left to right."""
    return f"[{_string(piece, text, range(piece.first, piece.last))}] TJ"


def _string(piece: painting._Piece, text: Text, letters: range) -> str:
    coded, codes, em = piece.coded, painting._codes(piece, text), painting.EM / piece.run.scale
    out, row, pen, x = "", "", 0.0, 0.0
    for at in reversed(letters):
        adjust = round(pen - x)
        if adjust:
            out, row, pen = out + (f"<{row}>" if row else "") + f"{adjust}", "", pen - adjust
        row, pen, x = row + codes[at], pen + coded.widths[at], x + coded.advances[at] * em
    return f"{out}<{row}>"


def a_word_at_a_time(piece: painting._Piece, text: Text) -> str:
    """Words in the order of reading, the letters of each from left to right."""
    coded, words = piece.coded, text.shaped.text
    ends = [at + 1 for at in range(piece.first, piece.last) if words[coded.starts[at]] == " "]
    edges = [piece.first, *(end for end in ends if end < piece.last), piece.last]
    x, pen, out = piece.width * text.size, 0.0, []
    for first, last in zip(edges, edges[1:], strict=False):
        x -= sum(coded.advances[first:last]) * text.size
        out.append(f"{x - pen:.3f} 0 Td [{_string(piece, text, range(first, last))}] TJ")
        pen = x
    return "\n".join((*out, f"{-pen:.3f} 0 Td"))


def with_actual_text(piece: painting._Piece, text: Text) -> str:
    starts = piece.coded.starts
    end = starts[piece.last] if piece.last < len(starts) else piece.run.end
    words = text_string(text.shaped.text[starts[piece.first] : end])
    return f"/Span <</ActualText {words}>> BDC\n{LETTERS(piece, text)}\nEMC"


LETTERS = painting._show_letters
OTHERS = (in_visual_order, a_word_at_a_time, with_actual_text)


@pytest.mark.parametrize("other", OTHERS, ids=lambda one: one.__name__)
def test_no_other_painting_is_read_right_by_more(
    typesetter: SetIn, monkeypatch: pytest.MonkeyPatch, other: Callable[..., str]
) -> None:
    """Where this fails, readers have changed: look at the table again, and at the painting."""
    readers = [name for name in READERS if name != "pdf.js"]
    ours = sum(len(right(name, drawn(typesetter))) for name in readers)
    monkeypatch.setattr(painting, "_show_letters", other)
    found = {name: right(name, drawn(typesetter)) for name in readers}
    assert sum(map(len, found.values())) < ours
    assert found["tags"] != ALL, "what a screen reader hears decides"
