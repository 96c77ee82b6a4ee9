"""The last sheets of a proof: what is wrong with each language.  Specimens go in, boards come out."""

from __future__ import annotations

from collections.abc import Sequence

from leaflet.drafting.board import Board, Pen, lettering
from leaflet.geometry import Rect, points
from leaflet.layout.design import Style
from leaflet.layout.paragraphs import Run, set_lines
from leaflet.layout.placed import Role, Text
from leaflet.layout.setting import Setting
from leaflet.model.inline import RichText
from leaflet.model.schema import clip
from leaflet.problems import Level, Problem
from leaflet.proofing.specimen import Specimen

EDGE, HEAD = points(8), points(14)
COLUMNS, GAP = 4, points(6)
LONGEST = 300  # letters of a problem
MOST = 60  # problems of a language
RULE = Pen("#9AA5A8", 0.4)
NAME, CODE, WORDS = lettering(10, True, "petrol"), lettering(6.5, True, "coral"), lettering(7)
QUIET = lettering(6.5, True, "petrol")


class Reports:
    """Columns of problems, language after language; `words` are what is set in other typesetters, none here."""

    def __init__(self, title: str, setting: Setting, sheet: tuple[float, float], before: int) -> None:
        self.title, self.setting, self.sheet, self.before = title, setting, sheet, before
        self.made: list[Board] = []
        self.column, self.y = COLUMNS, 0.0

    @property
    def words(self) -> list[list[Text]]:
        return [[] for _ in self.made]

    @property
    def wide(self) -> float:
        """The width of a column."""
        return (self.sheet[0] - 2 * EDGE - (COLUMNS - 1) * GAP) / COLUMNS

    def boards(self, specimens: Sequence[Specimen]) -> list[Board]:
        """The sheets; one at least, that says so where nothing is wrong."""
        for one in specimens:
            self.put([(f"{one.language}  {one.name}", NAME), (_summary(one.problems), WORDS)], 10.0)
            for problem in one.problems[:MOST]:
                self.put([(_head(problem), CODE if problem.level >= Level.ERROR else QUIET), (_text(problem), WORDS)])
        return self.made

    def put(self, rows: Sequence[tuple[str, Style]], above: float = 2.5) -> None:
        """A few lines that stay together."""
        tall = above + sum(self.height(words, style) for words, style in rows)
        if self.column >= COLUMNS or self.y + tall > self.sheet[1] - EDGE:
            self.next()
        board, x = self.made[-1], EDGE + self.column * (self.wide + GAP)
        self.y += above
        for words, style in rows:
            self.y += board.write(words, Rect(x, self.y, self.wide, 0.0), style, "left")

    def height(self, words: str, style: Style) -> float:
        return set_lines(
            self.setting, Run(RichText(words), "report", "report/text", style=style, whole=True), self.wide
        )[1]

    def next(self) -> None:
        """The next column, on a new sheet after the last one."""
        self.column += 1
        if self.column >= COLUMNS:
            board = Board(self.setting, self.before + len(self.made) + 1, self.sheet)
            y = board.write(self.title, Rect(EDGE, EDGE - 4, points(190), 0.0), lettering(15, True, "petrol"),
                            role=Role.ARTIFACT)  # fmt: skip
            words = f"what the checks say  ·  sheet {board.number}"
            board.write(words, Rect(EDGE, EDGE + y - 5, points(190), 0.0), lettering(8.5))
            board.line([(EDGE, EDGE + HEAD - 6), (self.sheet[0] - EDGE, EDGE + HEAD - 6)], RULE)
            self.made.append(board)
            self.column = 0
        self.y = EDGE + HEAD - 4


def _summary(problems: Sequence[Problem]) -> str:
    errors = sum(problem.level >= Level.ERROR for problem in problems)
    warnings = sum(problem.level == Level.WARNING for problem in problems)
    if not problems:
        return "Nothing."
    counts = ((errors, "error"), (warnings, "warning"))
    told = ", ".join(f"{count} {what}{'s' * (count > 1)}" for count, what in counts if count)
    return told + (f"; the first {MOST}:" if len(problems) > MOST else "")


def _head(problem: Problem) -> str:
    place = f"{problem.where}" + (f"  ·  {problem.where.block}" if problem.where.block else "")
    return f"{problem.code}  ·  {place}"


def _text(problem: Problem) -> str:
    return clip(" ".join(problem.text.split()), LONGEST)
