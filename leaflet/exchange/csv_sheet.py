"""CSV for whoever has only a spreadsheet: a parcel goes in, bytes come out; bytes go in, rows come out.

RFC 4180 in UTF-8 with a byte order mark, without which Excel takes it for the code page of the machine.  A cell that a
spreadsheet would take for a formula has an apostrophe before it, which is taken off again.
"""

from __future__ import annotations

import csv
import io
import re

from leaflet.exchange.columns import Cell, Line, headings, read_table, table
from leaflet.exchange.parcel import Parcel, Return
from leaflet.problems import Problem, Where, error

SUFFIX = ".csv"
BOM = "\ufeff"
FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
GUARDED = re.compile(r"'+[=+\-@\t\r\n]")
WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
HINT = "save it as 'CSV UTF-8 (comma delimited)', or import the XLSX file itself"


def write_csv(parcel: Parcel) -> bytes:
    """The whole table."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in line] for line in (headings(parcel), *table(parcel)))
    return (BOM + text.getvalue()).encode("utf-8", "replace")


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    return f"'{text}" if FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if GUARDED.match(text) else text


def read_csv(data: bytes, name: str, where: Where) -> tuple[tuple[Return, ...], tuple[Problem, ...]]:
    """The rows of a table that a spreadsheet may have saved with semicolons or tabs, or in UTF-16."""
    try:
        text = data.decode(WIDE.get(data[:2], "utf-8")).removeprefix(BOM)
    except UnicodeDecodeError as slip:
        line = data.count(b"\n", 0, slip.start) + 1
        told = "is not UTF-8: a spreadsheet saved it in a code page that does not have all letters"
        return (), (error("exchange/charset", told, Where(where.file, line), HINT),)
    if "\0" in text:
        return (), (error("exchange/charset", "is not a text file: it has NUL bytes", where, HINT),)
    lines: list[Line] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        start = 1  # a cell may go over several lines: told is the one in which its row begins
        for cells in reader:
            lines.append((start, [Cell(unguarded(cell)) for cell in cells]))
            start = reader.line_num + 1
    except csv.Error as slip:
        return (), (error("exchange/csv", f"is not CSV: {slip}", Where(where.file, start), HINT),)
    return read_table(lines, name, where)


def _delimiter(text: str) -> str:
    """What parts the headings: Excel writes the list separator of its country."""
    head = text.lstrip("\r\n;,\t ").partition("\n")[0]
    return max(",;\t", key=head.count)
