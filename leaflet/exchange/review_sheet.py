"""The review sheet on paper.  A parcel and what its two languages are set with go in; pages for a pen come out.

A4 across: number, source, translation, room for a back-translation, and boxes to tick.  The words stand as they will be
printed, each in its own language; its fields are shown by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from leaflet.drafting.board import Board, Drawn, Pen, drawn, lettering
from leaflet.exchange.columns import VERDICTS
from leaflet.exchange.parcel import MISSING, NEEDS_WORK, Parcel, Row
from leaflet.geometry import Rect, points
from leaflet.layout.design import Style
from leaflet.layout.paragraphs import Run, set_lines
from leaflet.layout.placed import Page, Role, Text, moved
from leaflet.layout.setting import Setting
from leaflet.localize.isolates import isolated
from leaflet.localize.locale import Locale
from leaflet.localize.typography import typeset
from leaflet.model.inline import RichText, parse_inline, resolve

SHEET = (points(297), points(210))
EDGE, PAD = points(12), 5.0
WIDTHS = (26.0, 226.0, 226.0, 206.0, 90.0)  # number, source, translation, back-translation, verdict: the whole measure
BODY, SMALL = 9.5, 6.5
HEAD, FOOT = points(24), points(16)  # from the edges of the sheet to the table
WHO = points(9)  # more at the head of the first page, for the reviewer's name
BAND = 17.0  # height of the headings
LEAST = 50.0  # of a row: three boxes under one another
HAND = 1.25  # handwriting takes so much more room than type
BOX, APART = 8.0, 14.0  # a box to tick, and from one to the next
RULE, LINE, TICK = Pen("#8A9598", 0.4), Pen("#8A9598", 0.5), Pen("#141311", 0.7)
UNDONE = {MISSING: "not translated", NEEDS_WORK: "marked: needs work"}


@dataclass(frozen=True, slots=True)
class Voices:
    """What is set with what: the sheet's own English words, the source, the translation."""

    sheet: Setting
    source: Setting
    target: Setting


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row of the table, its lines measured from its own top; `height` in points."""

    lines: tuple[Text, ...]
    height: float


def review_sheet(parcel: Parcel, voices: Voices) -> Drawn:
    """All pages of the sheet."""
    room = SHEET[1] - HEAD - WHO - BAND - FOOT
    entries = [part for number, row in enumerate(parcel.rows, 1) for part in _parts(_entry(number, row, voices), room)]
    desk = _Desk(parcel, voices)
    for page in _paged(entries):
        desk.page(page)
    boards = [board for board, _ in desk.pages]
    made = drawn(boards)
    pages = tuple(_with_words(page, words) for page, (_, words) in zip(made.pages.pages, desk.pages, strict=True))
    return replace(made, pages=replace(made.pages, pages=pages))


def shown_words(text: str, locale: Locale) -> RichText:
    """A text as it will be printed, its fields by their names."""
    return isolated(typeset(resolve(parse_inline(" ".join(text.split()))[0], {}), locale), locale)


def _with_words(page: Page, words: Sequence[Text]) -> Page:
    return replace(page, items=(*page.items, *words))


def _entry(number: int, row: Row, voices: Voices) -> _Entry:
    """One text with its number and name, in both languages."""
    name = f"row{number}"
    lefts = [EDGE + sum(WIDTHS[:at]) + PAD for at in range(len(WIDTHS))]
    boxes = [Rect(left, PAD, width - 2 * PAD, 0.0) for left, width in zip(lefts, WIDTHS, strict=True)]
    told = " · ".join(filter(None, (row.context, row.kind)))
    about, tall = _set(voices.sheet, RichText(told), boxes[1], (f"{name}/context", lettering(SMALL, ink="petrol")))
    boxes = [replace(box, y=PAD + tall) for box in boxes]
    bold = (f"{name}/number", lettering(BODY, True, "petrol"))
    lines, _ = _set(voices.sheet, RichText(str(number)), boxes[0], bold)
    own, other = (f"{name}/source", _style(voices.source)), (f"{name}/translation", _style(voices.target))
    source, high = _set(voices.source, _words(row.source, voices.source), boxes[1], own)
    target, deep = _set(voices.target, _words(row.text, voices.target), boxes[2], other)
    undone = UNDONE.get(row.state, "")
    mark = (f"{name}/state", lettering(7.5, True, "coral"))
    state, more = (
        _set(voices.sheet, RichText(undone), replace(boxes[2], y=PAD + tall + deep), mark) if undone else ([], 0.0)
    )
    height = max(LEAST, tall + high + 2 * PAD, HAND * (tall + deep + more) + 2 * PAD)
    return _Entry((*lines, *about, *source, *target, *state), height)


def _words(text: str, setting: Setting) -> RichText:
    return shown_words(text, setting.typesetter.locale)


def _style(setting: Setting) -> Style:
    locale = setting.typesetter.locale
    return lettering(BODY * locale.size_factor, leading=locale.line_height_min)


def _set(setting: Setting, words: RichText, box: Rect, how: tuple[str, Style]) -> tuple[list[Text], float]:
    """Words in a box, at the edge where their language begins; `how` is the name of the part, and the style."""
    part, style = how
    locale = setting.typesetter.locale
    run = Run(words, part.partition("/")[0], part, Role.PARAGRAPH, style, whole=True)
    lines, tall = set_lines(setting, run, box.width, box.y)
    rtl = locale.direction == "rtl"
    xs = [box.right - line.width if rtl else box.x + line.x for line in lines]
    return [replace(line, x=x, language=locale.language) for line, x in zip(lines, xs, strict=True)], tall


def _parts(entry: _Entry, room: float) -> Iterator[_Entry]:
    """An entry that is higher than a page goes on on the next."""
    if entry.height <= room:
        yield entry
        return
    left, start = sorted(entry.lines, key=lambda line: line.y), 0.0
    while left:
        here = [line for line in left if line.y - start <= room - PAD] or left[:1]
        tall = max(line.y for line in here) - start + 2 * PAD
        yield _Entry(tuple(moved(line, 0.0, -start) for line in here), max(LEAST, tall))  # type: ignore[misc]
        left = left[len(here) :]
        start = left[0].y - PAD - 1.2 * left[0].size if left else start


def _paged(entries: Sequence[_Entry]) -> Iterator[list[_Entry]]:
    """The entries page by page; there is always a first page."""
    page: list[_Entry] = []
    room = SHEET[1] - HEAD - WHO - BAND - FOOT
    used = 0.0
    for entry in entries:
        if page and used + entry.height > room:
            yield page
            page, used, room = [], 0.0, SHEET[1] - HEAD - BAND - FOOT
        page.append(entry)
        used += entry.height
    yield page


class _Desk:
    """Draws page after page; `pages` are boards, and the words that are set in other languages than the sheet's."""

    def __init__(self, parcel: Parcel, voices: Voices) -> None:
        self.parcel, self.voices = parcel, voices
        self.pages: list[tuple[Board, list[Text]]] = []

    def page(self, entries: Sequence[_Entry]) -> None:
        """One page with its entries."""
        board = Board(self.voices.sheet, len(self.pages) + 1, SHEET)
        y = self.head(board)
        words: list[Text] = []
        for entry in entries:
            board.fill(Rect(EDGE + sum(WIDTHS[:3]), y, WIDTHS[3], entry.height), "sand")
            words += [moved(line, 0.0, y) for line in entry.lines]  # type: ignore[misc]
            self.boxes(board, y)
            y += entry.height
            board.line([(EDGE, y), (SHEET[0] - EDGE, y)], RULE)
        self.pages.append((board, words))

    def head(self, board: Board) -> float:
        """Whose sheet it is, and the headings of the columns; where the table begins."""
        names = [locale.name_in("en") for locale in (self.source_locale, self.parcel.locale)]
        about = f"{self.parcel.leaflet}, version {self.parcel.version}: {names[0]} to {names[1]}"
        role = Role.TITLE if board.number == 1 else Role.ARTIFACT
        title = Rect(EDGE, EDGE - 4, 480.0, 0.0)
        board.write(about, title, lettering(14, True, "petrol"), role=role)
        aside = Rect(SHEET[0] - EDGE - 260, EDGE, 260.0, 0.0)
        board.write(f"Review sheet  ·  {board.number}", aside, lettering(8.5), "end", Role.ARTIFACT)
        y = HEAD
        if board.number == 1:
            self.who(board, HEAD)
            y += WHO
        board.fill(Rect(EDGE, y, SHEET[0] - 2 * EDGE, BAND), "petrol")
        x = EDGE
        said = ("", f"Source ({names[0]})", f"Translation ({names[1]})", "Back-translation", "Verdict")
        for words, width in zip(said, WIDTHS, strict=True):
            if words:
                box = Rect(x + PAD, y + 3, width - PAD, 0.0)
                board.write(
                    words, box, lettering(8.5, True, "white"), role=role if role is Role.ARTIFACT else Role.PARAGRAPH
                )
            x += width
        return y + BAND

    @property
    def source_locale(self) -> Locale:
        return self.voices.source.typesetter.locale

    def who(self, board: Board, y: float) -> None:
        """Lines for the reviewer's name, role and the day."""
        x = EDGE
        for words, wide in (("Reviewer", 250.0), ("Role", 210.0), ("Date", 130.0)):
            board.write(words, Rect(x, y, 60.0, 0.0), lettering(8.5))
            board.line([(x + 42, y + 11), (x + wide - 12, y + 11)], LINE)
            x += wide

    def boxes(self, board: Board, y: float) -> None:
        """A box for each verdict, to be ticked."""
        x = EDGE + sum(WIDTHS[:4]) + PAD
        for at, verdict in enumerate(VERDICTS):
            top = y + PAD + at * APART
            board.frame(Rect(x, top, BOX, BOX), TICK)
            board.write(verdict, Rect(x + BOX + 5, top - 1.5, 60.0, 0.0), lettering(8.5))
