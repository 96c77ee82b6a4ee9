"""The table of a spreadsheet, whatever its format: a parcel goes in as lines of cells, and lines come back as rows.

A column is known by the first word of its heading, so people may move columns, widen them, or put their own beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from leaflet.exchange.parcel import Parcel, Return, Returned, collapsed, owner_of
from leaflet.problems import Problem, Where, error

CONTEXT, KIND, NOTE, SOURCE, TRANSLATION = "context", "kind", "note", "source", "translation"
STATE, ROOM, KEY, NUMBER = "state", "room", "key", "number"
BACK, VERDICT, PROPOSED, COMMENT = "back-translation", "verdict", "proposed", "comment"
COLUMNS = (CONTEXT, KIND, NOTE, SOURCE, TRANSLATION, STATE, ROOM, KEY)
REVIEW_COLUMNS = (NUMBER, CONTEXT, SOURCE, TRANSLATION, BACK, VERDICT, PROPOSED, COMMENT, KEY)
VERDICTS = ("ok", "change", "comment")
MOST_ROWS = 20_000
LANGUAGE = re.compile(r"\(([A-Za-z0-9-]+)\)")
AGAIN = "export the table again, and fill in that one"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell; `slip` says why it is not what somebody typed."""

    text: str = ""
    slip: str = ""


Line = tuple[int, Sequence[Cell]]  # its number in the file, from 1


def headings(parcel: Parcel, columns: Sequence[str] = COLUMNS) -> list[str]:
    """The first line of the table: `source (nl)`, `translation (fr)`."""
    said = {SOURCE: f"{SOURCE} ({parcel.source_language})", TRANSLATION: f"{TRANSLATION} ({parcel.language})"}
    said[PROPOSED] = f"{PROPOSED} ({parcel.language})"
    return [said.get(column, column) for column in columns]


def table(parcel: Parcel, columns: Sequence[str] = COLUMNS) -> list[list[str]]:
    """The lines below the headings."""
    lines = []
    for number, row in enumerate(parcel.rows, 1):
        cells = {CONTEXT: row.context, KIND: row.kind, NOTE: row.note, SOURCE: row.source, TRANSLATION: row.text}
        cells |= {STATE: row.state, ROOM: row.room, KEY: row.key, NUMBER: str(number)}
        lines.append([cells.get(column, "") for column in columns])
    return lines


def read_table(lines: Iterable[Line], name: str, where: Where) -> tuple[tuple[Return, ...], tuple[Problem, ...]]:
    """The rows of a table; `name` is the file's, without its ending: it says whose the table is where no key does."""
    filled = (line for line in lines if any(cell.text.strip() or cell.slip for cell in line[1]))
    head = next(iter(filled), None)
    if head is None:
        return (), (error("exchange/empty", "has nothing in it", where, AGAIN),)
    places, problems = _places(head, where)
    if problems:
        return (), problems
    rows: list[Returned] = []
    for line in filled:
        rows.append(_row(line, places))
        if len(rows) > MOST_ROWS:
            text = f"has more than {MOST_ROWS} rows: not the table of a leaflet"
            return (), (error("exchange/too-large", text, where, AGAIN),)
    owner = _owner(rows, head[1], name)
    if owner is None:
        text = "says neither which leaflet nor which language it is of"
        hint = "keep its column 'key', or its name as it was exported: LEAFLET_LANG"
        return (), (error("exchange/whose", text, where, hint),)
    return (Return(*owner, tuple(rows), VERDICT in places),), ()


def _places(head: Line, where: Where) -> tuple[dict[str, int], tuple[Problem, ...]]:
    """Which column stands where."""
    here = Where(where.file, head[0])
    names = [_first_word(cell.text) for cell in head[1]]
    known = {*COLUMNS, *REVIEW_COLUMNS}
    twice = sorted({name for name in names if name in known and names.count(name) > 1})
    if twice:
        return {}, (error("exchange/columns", f"has two columns '{twice[0]}'", here, "remove one of them"),)
    wanted = (CONTEXT, SOURCE, PROPOSED if VERDICT in names else TRANSLATION)
    missing = [name for name in wanted if name not in names]
    if missing:
        hint = f"the first line names the columns; {AGAIN}"
        return {}, (error("exchange/columns", f"has no column '{', '.join(missing)}'", here, hint),)
    return {name: at for at, name in enumerate(names) if name in known}, ()


def _first_word(text: str) -> str:
    return (text.strip().lower().split(" ") or [""])[0].strip("\ufeff")


def _row(line: Line, places: Mapping[str, int]) -> Returned:
    number, cells = line
    taken = {name: cells[at] if at < len(cells) else Cell() for name, at in places.items()}
    texts = {name: cell.text for name, cell in taken.items()}
    is_review = VERDICT in places
    slips = [(name, taken[name].slip) for name in (CONTEXT, SOURCE, TRANSLATION, PROPOSED, STATE) if name in taken]
    slip = next(((name, slip) for name, slip in slips if slip), None)
    hint = "format the column as text, and type it again"
    return Returned(
        context=texts[CONTEXT].strip(),
        source=texts[SOURCE],
        text=texts[PROPOSED if is_review else TRANSLATION],
        state=texts.get(STATE, "").strip().lower(),
        key=texts.get(KEY, "").strip(),
        line=number,
        slip=("exchange/cell", f"'{slip[0]}' {slip[1]}", hint) if slip else None,
        is_proposal=is_review,
        verdict=texts.get(VERDICT, "").strip().lower(),
        comment=collapsed(texts.get(COMMENT, "")),
    )


def _owner(rows: Sequence[Returned], head: Sequence[Cell], name: str) -> tuple[str, str] | None:
    """The leaflet and language of a table: by its keys, or by its file's name and the heading of a column."""
    owners = (owner_of(row.key) for row in rows)
    found = next((owner for owner in owners if owner), None)
    if found:
        return found
    leaflet, _, language = name.removesuffix("_review").rpartition("_")
    said = next(_languages(head), "")
    return (leaflet, said or language) if leaflet and (not said or said == language) else None


def _languages(head: Sequence[Cell]) -> Iterator[str]:
    for cell in head:
        match = LANGUAGE.search(cell.text)
        if match and _first_word(cell.text) in (TRANSLATION, PROPOSED):
            yield match[1]
