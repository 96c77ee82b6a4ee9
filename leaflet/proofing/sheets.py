"""The proof: all languages side by side, page after page.  Specimens go in; the sheets with all that is drawn over the
small pages come out, and where each small page stands on them.

A3 across.  Beside each page stand the names of its blocks, with the numbers that they have in every language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from leaflet.compose.typesetter import Typesetter
from leaflet.drafting.board import Board, Drawn, Pen, drawn, lettering
from leaflet.geometry import Rect, points
from leaflet.imposition.gather import Spot
from leaflet.layout.paragraphs import Run, set_lines
from leaflet.layout.placed import Page, Role, Text
from leaflet.layout.setting import Setting
from leaflet.model.inline import RichText
from leaflet.proofing.reports import Reports
from leaflet.proofing.specimen import Piece, Specimen, lines_of, pieces

SHEET = (points(420), points(297))
EDGE, HEAD = points(8), points(12)
RAIL, CAPTION = points(17), points(9.5)  # beside and above each small page
BASELINE = 8.6  # points from the top of a caption
ACROSS, DOWN = points(2), points(3)  # between the cells
MOST, SMALLEST = 4, 0.37  # languages in a row, and the scale for which there are fewer
LABEL, TAG = 5.0, 5.0  # points: names in the rail, numbers on the page
OUT = 1.0  # points from words to the frame round them
KEY = 550.0  # points, the width of the key
HAIR = Pen("#9AA5A8", 0.4)
TIGHT, CHANGED, UNDONE = Pen("#D03F2D", 0.8), Pen("#E9B231", 2.4), Pen("#005260", 0.8, (2.4, 1.6))


@dataclass(frozen=True, slots=True)
class About:
    """Which leaflet in which design, the blocks with their numbers, and the size of its pages in points."""

    title: str
    numbers: Mapping[str, int]
    size: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Grid:
    """How the small pages stand on a sheet."""

    columns: int
    rows: int
    scale: float

    @property
    def each(self) -> int:
        """Pages on a sheet."""
        return self.columns * self.rows


@dataclass(frozen=True, slots=True)
class Proof:
    """What is drawn over the pages, and the place of every page on its sheet; a spot's source is the specimen's."""

    over: Drawn
    spots: tuple[tuple[Spot, ...], ...]


def grid_for(size: tuple[float, float]) -> Grid:
    """As many small pages in a row as can be read, at most four, and as many rows as the sheet has room for."""
    for columns in range(MOST, 0, -1):
        wide = (SHEET[0] - 2 * EDGE) / columns - RAIL - ACROSS
        high = SHEET[1] - 2 * EDGE - HEAD - CAPTION - DOWN
        scale = min(wide / size[0], high / size[1])
        if scale >= SMALLEST or columns == 1:
            break
    rows = int((SHEET[1] - 2 * EDGE - HEAD) / (scale * size[1] + CAPTION + DOWN))
    return Grid(columns, max(1, rows), scale)


def proof_of(specimens: Sequence[Specimen], about: About, setting: Setting) -> Proof:
    """All sheets: page 1 of every language, then page 2, then what is wrong with each."""
    desk = _Desk(about, setting, grid_for(about.size))
    pages = max((len(one.pages.pages) for one in specimens if one.pages), default=1)
    for number in range(1, pages + 1):
        shown = list(enumerate(specimens))
        for start in range(0, len(shown), desk.grid.each):
            some = shown[start : start + desk.grid.each]
            if number == 1 or any(_has(one, number) for _, one in some):
                desk.sheet(f"page {number} of {pages}", some, number)
    reports = Reports(about.title, setting, SHEET, len(desk.boards))
    boards = [*desk.boards, *reports.boards(specimens)]
    over = drawn(boards)
    words = [*desk.words, *reports.words]
    pages_ = tuple(_with(page, more) for page, more in zip(over.pages.pages, words, strict=True))
    return Proof(
        replace(over, pages=replace(over.pages, pages=pages_)),
        (*map(tuple, desk.spots), *(() for _ in reports.words)),
    )


def _has(one: Specimen, number: int) -> bool:
    return one.pages is not None and number <= len(one.pages.pages)


def _with(page: Page, words: Sequence[Text]) -> Page:
    return replace(page, items=(*page.items, *words))


class _Desk:
    """Draws sheet after sheet."""

    def __init__(self, about: About, setting: Setting, grid: Grid) -> None:
        self.about, self.setting, self.grid = about, setting, grid
        self.boards: list[Board] = []
        self.words: list[list[Text]] = []
        self.spots: list[list[Spot]] = []

    def sheet(self, what: str, shown: Sequence[tuple[int, Specimen]], number: int) -> None:
        """One sheet with page `number` of some languages."""
        board = Board(self.setting, len(self.boards) + 1, SHEET)
        self.boards.append(board)
        self.words.append([])
        self.spots.append([])
        head(board, self.about.title, what)
        _key(board)
        pitch = (SHEET[0] - 2 * EDGE) / self.grid.columns
        high = self.grid.scale * self.about.size[1] + CAPTION + DOWN
        for at, (index, one) in enumerate(shown):
            if number > 1 and not _has(one, number):
                continue  # its place stays empty: a language stands in the same place on every sheet
            row, column = divmod(at, self.grid.columns)
            x, y = EDGE + column * pitch + RAIL, EDGE + HEAD + row * high
            box = Rect(x, y + CAPTION, *(self.grid.scale * side for side in self.about.size))
            self.caption(one, Rect(x, y, box.width, CAPTION))
            page = one.pages.pages[number - 1] if one.pages else None
            if page is None:
                _placeholder(board, box, one)
                continue
            self.spots[-1].append(Spot(index, number, box.x, box.y, self.grid.scale))
            self.marks(one, page, box)
            board.frame(box, HAIR)

    def caption(self, one: Specimen, box: Rect) -> None:
        """The language in its own words and in the source's, its state, and how it fits."""
        board = self.boards[-1]
        board.write(one.state, box, lettering(8, True, _ink(one)), "right", Role.ARTIFACT)
        x = box.x
        if one.locale and one.typesetter:
            said = set_words(self.setting, one.typesetter, one.locale.autonym, 10)[0]
            self.words[-1].append(replace(said, x=x, y=box.y + BASELINE))
            x += said.width + 6
        name = "" if one.locale and one.locale.autonym == one.name else f"{one.name}  "
        board.write(f"{name}({one.language})", Rect(x, box.y + 1, box.right - x, 0.0), lettering(8), "left")
        board.write(one.facts, Rect(box.x, box.y + 12, box.width, 0.0), lettering(6.2), "left", Role.ARTIFACT)

    def marks(self, one: Specimen, page: Page, box: Rect) -> None:
        """What is tight, changed or not done on a small page, its blocks numbered; their names beside it."""
        board, scale = self.boards[-1], self.grid.scale
        found = pieces(page)
        named: dict[str, Rect] = {}
        for piece in found:
            rect = _scaled(piece.rect, box, scale)
            self.piece(one, piece, rect, page.mirrored)
            if piece.block not in named:
                named[piece.block] = rect
                self.tag(self.about.numbers.get(piece.block, 0), rect, page.mirrored, box)
        for rect in lines_of(page, one.pages.tightest if one.pages else ""):
            board.frame(_grown(_scaled(rect, box, scale), OUT), TIGHT)
        self.rail(one, named, box)

    def piece(self, one: Specimen, piece: Piece, rect: Rect, mirrored: bool) -> None:
        board = self.boards[-1]
        if piece.block in one.undone:
            board.frame(_grown(rect, OUT), UNDONE)
        if piece.block in one.changed:
            x = rect.right + 3 * OUT if mirrored else rect.x - 3 * OUT
            board.line([(x, rect.y), (x, rect.bottom)], CHANGED)

    def tag(self, number: int, rect: Rect, mirrored: bool, box: Rect) -> None:
        """The number of a block at the start edge of its first line."""
        wide = TAG * (0.35 + 0.6 * len(str(number)))
        x = rect.right + 0.6 if mirrored else rect.x - wide - 0.6
        place = Rect(min(max(x, box.x), box.right - wide), max(rect.y, box.y), wide, TAG * 1.15)
        self.boards[-1].fill(place, "white")
        at = replace(place, y=place.y - 0.05 * TAG)
        self.boards[-1].write(str(number), at, lettering(TAG, True, "coral"), "middle", Role.ARTIFACT)

    def rail(self, one: Specimen, named: Mapping[str, Rect], box: Rect) -> None:
        """The names of the blocks at the height where they begin, moved down where two would meet."""
        board, y = self.boards[-1], box.y
        for block, rect in sorted(named.items(), key=lambda row: (row[1].y, row[1].x)):
            number = self.about.numbers.get(block)
            said = block if number is None else f"{number} {block}"
            state = one.undone.get(block)
            y = max(y, rect.y)
            place = Rect(box.x - RAIL, y, RAIL - 4, 0.0)
            y += board.write(said, place, lettering(LABEL, block in one.changed, "petrol"), "right", Role.ARTIFACT)
            if state:
                y += board.write(
                    str(state), Rect(place.x, y - 1, place.width, 0.0), lettering(LABEL, True, "coral"), "right"
                )
            board.line([(box.x - 3, min(y, rect.y + 4)), (box.x, min(y, rect.y + 4))], HAIR)


def set_words(setting: Setting, typesetter: Typesetter, words: str, size: float) -> list[Text]:
    """One line in another language, from its own start."""
    other = replace(setting, typesetter=typesetter)
    run = Run(RichText(words), "proof", "proof/name", Role.ARTIFACT, lettering(size, True, "petrol"), whole=True)
    return set_lines(other, run, points(100))[0]


def head(board: Board, title: str, what: str) -> None:
    """The heading of a sheet."""
    role = Role.TITLE if board.number == 1 else Role.ARTIFACT
    y = board.write(title, Rect(EDGE, EDGE - 4, points(190), 0.0), lettering(15, True, "petrol"), role=role)
    board.write(f"{what}  ·  sheet {board.number}", Rect(EDGE, EDGE + y - 5, points(190), 0.0), lettering(8.5))


def _key(board: Board) -> None:
    """What the marks mean."""
    x, y = SHEET[0] - EDGE - KEY, EDGE + 2
    for pen, words, wide in (
        (TIGHT, "the tightest text", 90.0), (CHANGED, "changed since it was signed", 128.0),
        (UNDONE, "missing, draft or stale", 108.0), (None, "a block, numbered alike in all languages", 0.0),
    ):  # fmt: skip
        if pen is CHANGED:
            board.line([(x + 10, y), (x + 10, y + 9)], pen)
        elif pen is not None:
            board.frame(Rect(x, y, 14.0, 9.0), pen)
        else:
            board.write("1", Rect(x, y - 1, 14.0, 0.0), lettering(7.5, True, "coral"), "middle")
        board.write(words, Rect(x + 18, y - 1, 240.0, 0.0), lettering(7.5))
        x += wide + 18


def _placeholder(board: Board, box: Rect, one: Specimen) -> None:
    """A grey page that says why there is none."""
    board.fill(box, "mist")
    board.frame(box, HAIR)
    inner = _grown(box, -points(6))
    y = inner.y + board.write("Cannot be built", inner, lettering(11, True, "coral"), "left")
    board.write(one.reason, Rect(inner.x, y + 4, inner.width, 0.0), lettering(8), "left")


def _ink(one: Specimen) -> str:
    return "coral" if one.reason or one.undone else "petrol"


def _scaled(rect: Rect, box: Rect, scale: float) -> Rect:
    return Rect(box.x + scale * rect.x, box.y + scale * rect.y, scale * rect.width, scale * rect.height)


def _grown(rect: Rect, by: float) -> Rect:
    return Rect(rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by)
