"""The words of a finished PDF as PDFium reads them.  Bytes go in; the text of each piece of marked content comes out,
in the order of the content stream.

PDFium takes every file for one whose letters are written from left to right and turns Arabic and Hebrew round by rules
of its own: segment by segment, brackets mirrored, neighbouring spaces counted once.  On a page with such letters its
list is therefore not believed about order.  Text objects are taken in the order of the stream, and the letters of one
object as a person reads them: from right to left, or from left to right, where they stand.
"""

from __future__ import annotations

import ctypes
import itertools
import operator
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from leaflet.check.pdfium import Pdfium, pdfium

HYPHEN = "\ufffe"  # a hyphen that parts a word at a line end, as PDFium gives it
UNKNOWN = "\uffff"  # whether there is a space here PDFium cannot say
TEXT_OBJECT = 1  # FPDF_PAGEOBJ_TEXT
LINE_END = "\r\n"
# They part, hold or steer a text and say nothing: zero-width space and joiners of words, direction marks, embeddings,
# isolates (UAX #9), variation selectors.  PDFium lists them here and there, as letters of their own.
UNSEEN = frozenset(map(chr, (0x034F, 0x061C, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF))) | frozenset(
    map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xFE00, 0xFE10)))
)
HYPHENS = {"\u00ad": HYPHEN, "\x02": HYPHEN}
RIGHT, LEFT = ("R", "AL"), ("L", "EN", "AN")  # bidi classes (UAX #9)
ATTACHED = {"NSM": 1, "BN": -1}  # in one code a mark comes after its letter, a joiner before (HarfBuzz)
LEFTWARDS, EITHER, RIGHTWARDS = -1, 0, 1
SAME_LINE = 0.5  # points
BACK = 1.5  # points: Nastaliq puts a letter as far back under the one before it


@dataclass(frozen=True, slots=True)
class PageText:
    """Text by marked-content id (-1: all artifacts), in the order of the stream, and the ids whose letters stand on the
    paper in another order.  `turned`: there are right-to-left letters, so PDFium may have mirrored a bracket."""

    texts: dict[int, str]
    disordered: frozenset[int]
    turned: bool


def read_pages(pdf: bytes) -> tuple[PageText, ...] | None:
    """Read every page; none where PDFium does not take the bytes for a PDF."""
    engine = pdfium()
    document = engine.load_document(pdf, len(pdf), None)
    if not document:
        return None
    try:
        wholly = _is_right_to_left(engine, document)
        return tuple(_read_page(engine, document, number, wholly) for number in range(engine.page_count(document)))
    finally:
        engine.close_document(document)


def _is_right_to_left(engine: Pdfium, document: int) -> bool:
    """Does the file ask to be read from the right?  PDFium then turns every line round as a whole."""
    buffer = ctypes.create_string_buffer(8)
    engine.preference(document, b"Direction", buffer, len(buffer))
    return buffer.value == b"R2L"


def _read_page(engine: Pdfium, document: int, number: int, wholly: bool) -> PageText:
    page = engine.load_page(document, number)
    text = engine.load_text(page)
    try:
        chars = _characters(engine, text)
        ways = {char: _way(char) for char in set(chars)}
        marks, places = _objects(engine, page)
        if not any(unicodedata.bidirectional(char) in RIGHT for char in ways):
            return _as_listed(_Listed(chars, _owners_by_line(engine, text, chars, places), marks))
        owner = engine.owner
        listed = _Listed(chars, [places.get(owner(text, at)) for at in range(len(chars))], marks)
        return _as_it_stands(listed, ways, _origins(engine, text, len(chars)), wholly)
    finally:
        engine.close_text(text)
        engine.close_page(page)


@dataclass(frozen=True, slots=True)
class _Listed:
    """PDFium's list: characters, the number of the text object of each in the stream (None: PDFium put it in), and the
    marked-content id of each object."""

    chars: str
    owners: list[int | None]
    marks: list[int]

    def by_mark(self, words: Sequence[str]) -> dict[int, str]:
        """The texts of the objects, joined where their mark is the same."""
        found: dict[int, str] = {}
        for mark, text in zip(self.marks, words, strict=True):
            found[mark] = found.get(mark, "") + text
        return found


def _way(char: str) -> int:
    """Is a character read to the left or to the right, or as those round it?"""
    bidi = unicodedata.bidirectional(char) if char not in UNSEEN else ""
    return LEFTWARDS if bidi in RIGHT else RIGHTWARDS if bidi in LEFT else EITHER


def _objects(engine: Pdfium, page: int) -> tuple[list[int], dict[int, int]]:
    """The mark of each text object in the order of the stream, and the number of each by its handle."""
    marks: list[int] = []
    places: dict[int, int] = {}
    object_at, object_type, mark_of = engine.object_at, engine.object_type, engine.mark_of
    for number in range(engine.object_count(page)):
        thing = object_at(page, number)
        if object_type(thing) == TEXT_OBJECT:
            places[thing] = len(marks)
            marks.append(mark_of(thing))
    return marks, places


def _owners_by_line(engine: Pdfium, text: int, chars: str, places: Mapping[int, int]) -> list[int | None]:
    """The object of each character; a line that begins and ends with one is all its own (half the calls)."""
    owner = engine.owner
    owners: list[int | None] = []
    for line in chars.split("\r\n"):
        start = len(owners)
        end = start + len(line)
        if line and owner(text, start) == owner(text, end - 1):
            owners += [places.get(owner(text, start))] * len(line)
        else:
            owners += [places.get(owner(text, at)) for at in range(start, end)]
        owners += [None, None]
    return owners[:-2]


def _characters(engine: Pdfium, text: int) -> str:
    """One string element for each of PDFium's characters."""
    count = engine.character_count(text)
    buffer = ctypes.create_string_buffer(4 * count + 2)  # UTF-16, two units at most for each
    units = engine.copy_text(text, 0, count, buffer) - 1
    found = buffer.raw[: 2 * units].decode("utf-16-le", "replace")
    if len(found) == count:
        return found
    return "".join(chr(engine.character(text, at)) for at in range(count))


def _origins(engine: Pdfium, text: int, count: int) -> list[float]:
    """x and y of each character, one after the other, in points."""
    places = (ctypes.c_double * (2 * count))()
    start, origin = ctypes.addressof(places), engine.origin
    for at in range(count):
        origin(text, at, start + 16 * at, start + 16 * at + 8)
    return list(places)


def _as_listed(listed: _Listed) -> PageText:
    """A page read from left to right: PDFium's order within a line is that of the paper, and must be the stream's."""
    words: list[list[str]] = [[] for _ in listed.marks]
    disordered = set()
    last = 0
    for char, owner in zip(listed.chars, listed.owners, strict=True):
        if owner is not None and owner != last:
            if owner < last and listed.marks[owner] == listed.marks[last]:
                disordered.add(listed.marks[owner])
            last = owner
        if char not in LINE_END and char not in UNSEEN and words:
            words[last].append(HYPHENS.get(char, char))
    # an object that is not in the list was a space: PDFium passes it over where no letter follows on the line
    return PageText(listed.by_mark(["".join(word) or UNKNOWN for word in words]), frozenset(disordered), False)


class _Piece(NamedTuple):  # there may be one for each letter, and a dataclass takes four times as long to make
    """A text object with its letters by their numbers in PDFium's list, in that order.  `spaced`: it has spaces of its
    own, which PDFium may have put on its wrong side.  `number`: its place among the objects of the page."""

    number: int
    mark: int
    letters: list[int]
    way: int
    spaced: bool


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where letters stand (points), what PDFium has before each in its list (nothing, a space, or UNKNOWN), and which
    are marks (1) or joiners (-1).  `wholly`: PDFium turns each line of the file round as a whole."""

    x: list[float]
    y: list[float]
    gaps: list[str]
    attached: list[int]
    wholly: bool

    def in_order(self, piece: _Piece, before: int | None) -> list[int]:
        """The letters of a piece as they are read; one of signs alone goes on from the letter `before` it."""
        if len(piece.letters) == 1:
            return piece.letters
        places = [self.x[letter] for letter in piece.letters]
        onwards = before is None or self.x[piece.letters[0]] < self.x[before]
        alone = min(places) == max(places)  # several places: what is read leftwards is shown letter by letter
        sign = piece.way or (LEFTWARDS if onwards and alone else RIGHTWARDS)
        if sign == LEFTWARDS and all(map(operator.lt, places, places[1:])):
            return piece.letters[::-1]  # the usual case: PDFium turned the whole piece round
        ordered = sorted(piece.letters, key=lambda letter: sign * self.x[letter])
        codes = (list(code) for _, code in itertools.groupby(ordered, key=lambda letter: self.x[letter]))
        if sign == RIGHTWARDS:
            whole = self.wholly if alone else ordered[0] > ordered[-1]
            return [letter for code in codes for letter in self._as_streamed(code, whole)]
        return [letter for code in codes for letter in self._as_written(code)]

    def _as_streamed(self, code: list[int], whole: bool) -> list[int]:
        """Letters at one place that are read rightwards (a code of several, or a mark and the letter that it stands
        before) in the order of the stream: where the line is turned round as a `whole`, the marks part it into
        segments, and these are listed last first."""
        if not whole or len(code) == 1:
            return code
        words = itertools.groupby(code, key=lambda letter: self.attached[letter] == 0)
        return [letter for word in reversed([list(letters) for _, letters in words]) for letter in word]

    def _as_written(self, code: list[int]) -> list[int]:
        """The letters of one code, which share a place, before PDFium turned them round: all of them, or on a line that
        it takes for left-to-right those between two marks, which nothing in its list tells apart."""
        first, last = self.attached[code[0]], self.attached[code[-1]]
        return code if not self.wholly and (first < 0 or last > 0 >= first) else code[::-1]

    def joint(self, piece: _Piece, following: _Piece) -> str:
        """What stands between two pieces: PDFium knows where they are neighbours, and nothing speaks against it.  A
        space that is an object of its own is not in the list; without one a gap may be the script's way (Nastaliq)."""
        first, last = following.letters[0], piece.letters[-1]
        if following.letters[-1] + 1 == piece.letters[0]:
            first, last = piece.letters[0], following.letters[-1]
        if first != last + 1 or self._is_loose(piece) or self._is_loose(following):
            return UNKNOWN
        passed_over = following.number != piece.number + 1
        return self.gaps[first] if (self.gaps[first] == " ") == passed_over else UNKNOWN

    def _is_loose(self, piece: _Piece) -> bool:
        """May PDFium have lost what stands round a piece?  It turns over several right-to-left letters as one."""
        return piece.spaced or (piece.way == LEFTWARDS and self.x[piece.letters[0]] != self.x[piece.letters[-1]])

    def goes_back(self, before: int, after: int) -> bool:
        """Does a right-to-left letter stand to the right of the one before it on its line?"""
        same_line = abs(self.y[before] - self.y[after]) < SAME_LINE
        return same_line and self.x[after] > self.x[before] + BACK


def _as_it_stands(listed: _Listed, ways: Mapping[str, int], origins: list[float], wholly: bool) -> PageText:
    """A page with right-to-left letters: objects as in the stream, letters of each as they stand."""
    letters, gaps = _letters(listed.chars, ways)
    x, y = [origins[2 * at] for at in letters], [origins[2 * at + 1] for at in letters]
    kinds = {char: ATTACHED.get(unicodedata.bidirectional(char), 0) for char in ways}
    attached = [kinds[listed.chars[at]] for at in letters]
    stand = _Stand(x, y, gaps, attached, wholly)
    signs = [HYPHENS.get(listed.chars[at], listed.chars[at]) for at in letters]
    words: dict[int, list[str]] = {}
    disordered = set()
    previous: _Piece | None = None
    last = 0
    for piece in _pieces(listed, ways, letters):
        text = words.setdefault(piece.mark, [])
        same = previous is not None and previous.mark == piece.mark
        ordered = stand.in_order(piece, last if same else None)
        if same and previous is not None:
            text.append(stand.joint(previous, piece))
            if previous.way == piece.way == LEFTWARDS and stand.goes_back(last, ordered[0]):
                disordered.add(piece.mark)
        for at, letter in enumerate(ordered):
            if at and attached[letter] <= 0:  # a mark sits on the letter before it
                step = letter - last
                text.append(gaps[letter] if step == 1 else gaps[last] if step == -1 else UNKNOWN)
            text.append(signs[letter])
            last = letter
        previous = piece
    return PageText({mark: "".join(text) for mark, text in words.items()}, frozenset(disordered), True)


def _pieces(listed: _Listed, ways: Mapping[str, int], letters: list[int]) -> Iterator[_Piece]:
    """The text objects that have letters, in the order of the stream."""
    members: list[list[int]] = [[] for _ in listed.marks]
    for letter, at in enumerate(letters):
        owner = listed.owners[at]
        if owner is not None:
            members[owner].append(letter)
    spaced = {owner for char, owner in zip(listed.chars, listed.owners, strict=True) if char.isspace()}
    way_of = [ways[listed.chars[at]] for at in letters]
    for number, (mark, numbers) in enumerate(zip(listed.marks, members, strict=True)):
        if numbers:
            found = [way_of[letter] for letter in numbers]
            way = LEFTWARDS if LEFTWARDS in found else max(found)
            yield _Piece(number, mark, numbers, way, number in spaced)


def _letters(chars: str, ways: Mapping[str, int]) -> tuple[list[int], list[str]]:
    """Places of all that is no space, and what is before each: nothing, a space, or UNKNOWN (at a line end; beside a
    sign or mark, which PDFium turns over alone, space and all)."""
    letters: list[int] = []
    gaps: list[str] = []
    gap = UNKNOWN
    for at, char in enumerate(chars):
        if char in LINE_END:
            gap = UNKNOWN
        elif char in UNSEEN:
            continue
        elif char.isspace():
            gap = gap or " "
        else:
            letters.append(at)
            sign = ways[char] == EITHER
            gaps.append(UNKNOWN if sign else gap)
            gap = UNKNOWN if sign else ""
    return letters, gaps
