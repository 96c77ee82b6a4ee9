"""Tesseract reads the printed pages of the real leaflet: at 300 dpi it must know 96 % of the characters of each.

How it is counted.  What is found is put to the printed line it stands on (so the order of columns, and what is seen in
pictures, are of no account), and each line's words are compared letter by letter: NFC, vowel signs kept, no spaces.
Each missing, wrong or added character is one error.  Bullets are no words.

A page is read whole first (psm 3).  Below the bar, each line that has an error is cut out and read again as one line
(psm 13, 7), with English beside the page's language, because an address or a source is Latin in every leaflet: no model
but its own knows these letters.  Of several readings of a line the best counts: Tesseract does not know the answer.

What is not compared, each because Tesseract's data decide it and not the page:
- the order within a line that runs both ways (letters are counted): a browser's order is in test_browser_order.py;
- a whole line given back to front: Tesseract took it for one from left to right;
- wide and narrow Chinese punctuation (NFKC): chi_sim mostly answers with `:` for `：`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageOps

from leaflet.geometry import Rect
from leaflet.layout.placed import Text
from tests.conftest import LANGUAGES
from tests.printed import Printed
from tests.trace import texts

BAR = 0.96
DPI = 300
SCALE = DPI / 72
PATIENCE = 120  # seconds for one page
MODELS = {
    "nl": "nld", "fr": "fra", "de": "deu", "en": "eng", "ar": "ara", "tr": "tur", "uk": "ukr", "ru": "rus",
    "pl": "pol", "ro": "ron", "bg": "bul", "es": "spa", "pt": "por", "it": "ita", "sq": "sqi", "fa": "fas",
    "ps": "pus", "ti": "tir", "zh-Hans": "chi_sim",
}  # fmt: skip
LATIN_MODEL = "eng"
WHOLE_PAGE = 3
# How a line is read again, until the page is above the bar: psm, and whether English helps.
LINE_MODES = ((13, True), (7, True), (13, False), (7, False))
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\\s]")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
LEFT_TO_RIGHT = re.compile("[A-Za-z\\d]")


# --- what is on the page ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """One printed line: its place in points, its words as they are compared, and whether they are white on colour."""

    box: Rect
    words: str
    white: bool


def rows_of(printed: Printed, page: int) -> list[Row]:
    """The lines of a page that have words."""
    placed = [text for number, text in texts(printed.pages) if number == page]
    rows = [Row(_box(text), comparable(_drawn(text), printed.language), text.ink == "white") for text in placed]
    return [row for row in rows if any(char.isalnum() for char in row.words)]


def _box(text: Text) -> Rect:
    return Rect(text.x, text.y - 1.1 * text.size, text.width, 1.55 * text.size)


def _drawn(text: Text) -> str:
    words = text.shaped.text[text.line.start : text.line.end]
    if text.line.bare:
        words = text.line.bare + words[1:]
    return words + "-" * text.line.hyphen


def comparable(text: str, language: str) -> str:
    form = "NFKC" if language.startswith("zh") else "NFC"
    return unicodedata.normalize(form, UNSEEN.sub("", text))  # type: ignore[arg-type]


# --- how far two lines are apart --------------------------------------------------------------------------------------


def errors(words: str, read: str) -> int:
    """How many characters of a line were not read, or were read that are not there; at most all of them count."""
    if RIGHT_TO_LEFT.search(words) is None:
        return min(len(words), distance(words, read))
    if LEFT_TO_RIGHT.search(words):
        said, found = Counter(words), Counter(read)
        return min(len(words), max((said - found).total(), (found - said).total()))
    return min(len(words), distance(words, read), distance(words, read[::-1]))


def distance(a: str, b: str) -> int:
    """Levenshtein: the fewest characters to add, leave out or change."""
    row = list(range(len(b) + 1))
    for line, char in enumerate(a, 1):
        before, row[0] = row[0], line
        for at, other in enumerate(b, 1):
            before, row[at] = row[at], before if char == other else 1 + min(before, row[at - 1], row[at])
    return row[-1]


# --- Tesseract --------------------------------------------------------------------------------------------------------


def tesseract(source: Path, model: str, mode: int, *output: str) -> str:
    command = ["tesseract", str(source), "stdout", "-l", model, "--psm", str(mode), "--dpi", str(DPI), *output]
    single = {**os.environ, "OMP_THREAD_LIMIT": "1"}  # pages run side by side
    done = subprocess.run(command, capture_output=True, env=single, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout.decode("utf-8")


@dataclass(frozen=True)
class Word:
    """A word that Tesseract found: the line it thinks it belongs to, its place in points."""

    line: str
    box: Rect
    text: str


def words_found(table: str) -> Iterator[Word]:
    """The words (level 5) of Tesseract's table."""
    for entry in table.splitlines()[1:]:
        cells = entry.split("\t")
        if cells[0] == "5" and cells[11].strip():
            left, top, width, height = (int(cell) / SCALE for cell in cells[6:10])
            yield Word("/".join(cells[2:5]), Rect(left, top, width, height), cells[11])


def by_row(rows: Sequence[Row], found: Iterator[Word]) -> list[str]:
    """What was read on each printed line; words that stand on none (pictures) are left out."""
    members: list[dict[str, list[Word]]] = [defaultdict(list) for _ in rows]
    for word in found:
        shared, at = max((_shared(row.box, word.box), at) for at, row in enumerate(rows))
        if shared >= 0.3 * word.box.width * word.box.height:
            members[at][word.line].append(word)
    return ["".join(_in_order(row, lines)) for row, lines in zip(rows, members, strict=True)]


def _shared(a: Rect, b: Rect) -> float:
    across = min(a.right, b.right) - max(a.x, b.x)
    down = min(a.bottom, b.bottom) - max(a.y, b.y)
    return across * down if across > 0 and down > 0 else 0.0


def _in_order(row: Row, lines: Mapping[str, list[Word]]) -> Iterator[str]:
    """Tesseract's order within what it took for a line; several on one printed line as they stand."""
    leftwards = RIGHT_TO_LEFT.search(row.words) is not None
    parts = sorted(lines.values(), key=lambda part: min(word.box.x for word in part), reverse=leftwards)
    return (word.text for part in parts for word in part)


# --- reading a page ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reading:
    """How much of a page was read, after how many ways of reading, and what was not: (errors, words, as read)."""

    accuracy: float
    ways: int
    slips: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True)
class Sheet:
    """A page to be read: its picture in a folder of its own, and what stands on it."""

    language: str
    rows: Sequence[Row]
    folder: Path

    @property
    def picture(self) -> Path:
        return self.folder / "page.png"


def read_sheet(sheet: Sheet) -> Reading:
    """Read the page whole, then the lines with errors one by one, until enough is read or no way is left."""
    model = MODELS[sheet.language]
    total = sum(len(row.words) for row in sheet.rows)
    table = tesseract(sheet.picture, model, WHOLE_PAGE, "tsv")
    best = [(len(row.words), "") for row in sheet.rows]
    _improve(best, sheet, dict(enumerate(by_row(sheet.rows, words_found(table)))))
    ways = 1
    for mode, helped in LINE_MODES:
        if sum(wrong for wrong, _ in best) <= (1 - BAR) * total:
            break
        again = [at for at, (wrong, _) in enumerate(best) if wrong]
        _improve(best, sheet, read_lines(sheet, again, f"{model}+{LATIN_MODEL}" if helped else model, mode))
        ways += 1
    slips = tuple((wrong, row.words, read) for (wrong, read), row in zip(best, sheet.rows, strict=True) if wrong)
    return Reading(1 - sum(wrong for wrong, _, _ in slips) / total, ways, slips)


def _improve(best: list[tuple[int, str]], sheet: Sheet, found: Mapping[int, str]) -> None:
    for at, text in found.items():
        read = comparable(text, sheet.language)
        best[at] = min(best[at], (errors(sheet.rows[at].words, read), read), key=lambda one: one[0])


def read_lines(sheet: Sheet, numbers: Sequence[int], model: str, mode: int) -> dict[int, str]:
    """Single lines cut out of the page, all in one run of Tesseract."""
    with Image.open(sheet.picture) as picture:
        for at in numbers:
            if not _cutting(sheet, at).is_file():
                _cut(picture, sheet.rows[at]).save(_cutting(sheet, at), compress_level=1)
    listing = sheet.folder / "lines.txt"
    listing.write_text("".join(f"{_cutting(sheet, at)}\n" for at in numbers), encoding="utf-8")
    return dict(zip(numbers, tesseract(listing, model, mode).split("\f"), strict=False))


def _cutting(sheet: Sheet, at: int) -> Path:
    return sheet.folder / f"{at}.png"


def _cut(picture: Image.Image, row: Row) -> Image.Image:
    """Black on white, with white round it: a model of one line knows nothing else."""
    box, side = row.box, 4.0
    edges = (box.x - side, box.y, box.right + side, box.bottom)
    line = picture.crop(tuple(round(edge * SCALE) for edge in edges))  # type: ignore[arg-type]  # four of them
    return ImageOps.expand(ImageOps.autocontrast(ImageOps.invert(line) if row.white else line), 12, 255)


# --- all pages, side by side ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def readings(
    request: pytest.FixtureRequest, real: Mapping[str, Printed], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, Sequence[Future[Reading]]]]:
    """The pages of each language that is asked for, being read; Tesseract works outside of Python's lock."""
    folder, drawing = tmp_path_factory.mktemp("ocr"), threading.Lock()
    own = (item for item in request.session.items if isinstance(item, pytest.Function) and item.path == request.path)
    asked = [str(item.callspec.params["language"]) for item in own if hasattr(item, "callspec")]

    def work(printed: Printed, page: int) -> Reading:
        sheet = Sheet(printed.language, rows_of(printed, page), folder / f"{printed.language}-{page}")
        sheet.folder.mkdir()
        with drawing:  # PDFium is for one thread at a time
            draw(printed.pdf, page).save(sheet.picture, compress_level=1)
        return read_sheet(sheet)

    pool = ThreadPoolExecutor(os.cpu_count())
    ready = [language for language in dict.fromkeys(asked) if not why_not(language)]
    yield {
        language: [pool.submit(work, real[language], page.number) for page in real[language].pages.pages]
        for language in ready
    }
    pool.shutdown(cancel_futures=True)


def draw(pdf: bytes, page: int) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture: Image.Image = document[page - 1].render(scale=SCALE, grayscale=True).to_pil()
        return picture
    finally:
        document.close()


def why_not(language: str) -> str:
    """Empty where Tesseract can read the language; else what is missing."""
    if language not in MODELS:
        return f"Debian has no data for Tesseract to read '{language}'"
    if shutil.which("tesseract") is None:
        return "tesseract is not on this machine (Debian: apt-get install tesseract-ocr)"
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, timeout=60, check=False)
    lacking = sorted({MODELS[language], LATIN_MODEL} - set(listed.stdout.split()))
    packages = " ".join(f"tesseract-ocr-{name.replace('_', '-')}" for name in lacking)
    return f"Tesseract lacks its data (Debian: apt-get install {packages})" if lacking else ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_tesseract_reads_each_page(language: str, request: pytest.FixtureRequest) -> None:
    reason = why_not(language)
    if reason:
        pytest.skip(reason)
    pages = request.getfixturevalue("readings")[language]
    assert pages
    for number, future in enumerate(pages, 1):
        reading = future.result()
        worst = "\n".join(f"{wrong:3} {words}\n    {read}" for wrong, words, read in sorted(reading.slips)[-12:])
        assert reading.accuracy >= BAR, f"{language}, page {number}: {reading.accuracy:.2%} of the characters\n{worst}"


def test_what_is_missing_wrong_or_too_much_counts() -> None:
    """The measure itself: a line that is not there, torn letters and another page's words are below any bar."""
    assert errors("lage rugpijn", "") == 12
    assert errors("rugpijn", "rugpiin") == errors("rugpijn", "rugpjn") == errors("rugpijn", "rugpijjn") == 1
    assert errors("أيضًا", "أيضا") == 1, "vowel signs count"
    assert errors("الظهر", "ظهر") == errors("الظهر", "الطهر") + 1 == 2
    assert errors("الهاتف 0800", "0800 الهاتف") == 0, "a line that runs both ways: its letters, not their order"
    assert errors("الهاتف 0800", "0880 الهاتف") == 1
    assert errors("bewegen helpt", "neurologisch onderzoek") >= 11
