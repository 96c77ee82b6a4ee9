"""XLSX, read as people send it back: the bytes of a workbook go in, the rows of its first sheet come out.

A spreadsheet makes dates of numbers and formulas of dashes; such a cell is told, not guessed at.  What could harm or
keep us waiting (passwords, huge or damaged files, a DOCTYPE) is refused.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leaflet.exchange.columns import Cell, Line, read_table
from leaflet.exchange.parcel import Return
from leaflet.exchange.xml_reader import Node, XmlRefused, read_xml
from leaflet.problems import Problem, Where, error

MOST_BYTES = 60_000_000  # unpacked
MOST_COLUMNS, MOST_MERGED = 200, 500
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PLAIN_FORMATS = (0, 1, 49)  # General, 0 and text: a whole number is shown as it is
WHOLE = re.compile(r"-?\d{1,15}")
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
CONTROL = re.compile("_x([0-9A-Fa-f]{4})_")
HINT = "open it in a spreadsheet and save it as an ordinary .xlsx workbook, without a password"


class _Slip(Exception):
    """Why a workbook is not read.  Never leaves this module."""


@dataclass(frozen=True, slots=True)
class _Book:
    """What cells refer to: shared texts, and the number formats of their styles."""

    texts: Sequence[str]
    formats: Sequence[int]


def read_workbook(data: bytes, name: str, where: Where) -> tuple[tuple[Return, ...], tuple[Problem, ...]]:
    """The rows of the first sheet; `name` is the file's, without its ending."""
    try:
        lines = _lines(data)
    except _Slip as slip:
        return (), (error("exchange/workbook", str(slip), where, HINT),)
    except XmlRefused as slip:
        return (), (error("exchange/workbook", f"is damaged: a part of it {slip.text}", where, HINT),)
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError, OSError):
        return (), (error("exchange/workbook", "is damaged, or not a workbook", where, HINT),)
    return read_table(lines, name, where)


def _lines(data: bytes) -> list[Line]:
    if data.startswith(OLE):
        raise _Slip("is protected by a password, or of the old .xls kind")
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        entries = whole.infolist()
        if any(entry.flag_bits & 1 for entry in entries):
            raise _Slip("is protected by a password")
        if sum(entry.file_size for entry in entries) > MOST_BYTES or len(entries) > 2000:
            raise _Slip(f"is larger than {MOST_BYTES // 1_000_000} MB when it is unpacked")
        names = set(whole.namelist())
        if "xl/workbook.xml" not in names:
            raise _Slip("is not an .xlsx workbook" + (", but an OpenDocument file" if "content.xml" in names else ""))
        book = _Book(_texts(whole, names), _formats(whole, names))
        sheet = read_xml(whole.read(_first_sheet(whole, names)))
    return list(_rows(sheet, book))


def _first_sheet(whole: zipfile.ZipFile, names: set[str]) -> str:
    """The part that the first sheet of the workbook is in."""
    book = read_xml(whole.read("xl/workbook.xml"))
    sheet = next(book.every("sheet"), None)
    related = "xl/_rels/workbook.xml.rels"
    if sheet is not None and related in names:
        identity = next((value for name, value in sheet.attributes.items() if name.endswith(" id")), "")
        for link in read_xml(whole.read(related)).every("Relationship"):
            path = posixpath.normpath(posixpath.join("/xl", link.get("Target"))).lstrip("/")
            if link.get("Id") == identity and path in names:
                return path
    raise _Slip("has no sheet")


def _texts(whole: zipfile.ZipFile, names: set[str]) -> list[str]:
    if "xl/sharedStrings.xml" not in names:
        return []
    return [_words(one) for one in read_xml(whole.read("xl/sharedStrings.xml")).every("si")]


def _words(node: Node) -> str:
    """The text of a cell, in one piece or in runs of several looks; readings above the letters are left out."""
    runs = [part.text() for run in node.elements("r") for part in run.elements("t")]
    text = "".join([*(part.text() for part in node.elements("t")), *runs])
    return CONTROL.sub(lambda match: chr(int(match[1], 16)), text)


def _formats(whole: zipfile.ZipFile, names: set[str]) -> list[int]:
    if "xl/styles.xml" not in names:
        return []
    styles = read_xml(whole.read("xl/styles.xml"))
    forms = next(styles.elements("cellXfs"), None)
    return [int(form.get("numFmtId", "0")) for form in forms.elements("xf")] if forms is not None else []


def _rows(sheet: Node, book: _Book) -> Iterator[Line]:
    merged = [_range(one.get("ref")) for one in sheet.every("mergeCell")]
    if len(merged) > MOST_MERGED:
        raise _Slip(f"has more than {MOST_MERGED} merged cells")
    number = 0
    for row in sheet.every("row"):
        number = int(row.get("r", str(number + 1)))
        yield number, _cells(row, number, book, merged)


def _cells(row: Node, number: int, book: _Book, merged: Sequence[tuple[int, int, int, int]]) -> list[Cell]:
    found: list[Cell] = []
    at = -1
    for node in row.elements("c"):
        at = _place(node.get("r"))[1] if node.get("r") else at + 1
        if at >= MOST_COLUMNS:
            break
        found += [Cell()] * (at + 1 - len(found))
        found[at] = _cell(node, book)
    for top, left, bottom, right in merged:
        if top <= number <= bottom:
            found += [Cell()] * (min(right + 1, MOST_COLUMNS) - len(found))
            for column in range(left, min(right + 1, MOST_COLUMNS)):
                found[column] = Cell(found[column].text, "is part of merged cells")
    return found


def _cell(node: Node, book: _Book) -> Cell:
    kind, value = node.get("t", "n"), next((child.text() for child in node.elements("v")), "")
    if next(node.elements("f"), None) is not None:
        return Cell(value, "is a formula, not words")
    if kind == "inlineStr":
        return Cell("".join(_words(child) for child in node.elements("is")))
    if kind == "s":
        return Cell(book.texts[int(value)] if value.isdecimal() and int(value) < len(book.texts) else "")
    if kind in ("str", "d"):
        return Cell(value, "" if kind == "str" else "is a date, not words")
    if kind in ("b", "e"):
        return Cell(value, "is TRUE or FALSE, not words" if kind == "b" else f"is an error ({value[:10]}), not words")
    style = node.get("s", "0")
    form = book.formats[int(style)] if style.isdecimal() and int(style) < len(book.formats) else 0
    if not value or (WHOLE.fullmatch(value) and form in PLAIN_FORMATS):
        return Cell(value)
    return Cell(value, f"is a number or a date to the spreadsheet ({value[:20]}), not the words that were typed")


def _place(reference: str) -> tuple[int, int]:
    """The row from 1 and the column from 0 of `B7`."""
    match = REFERENCE.fullmatch(reference)
    if match is None:
        raise _Slip(f"has a cell with the place '{reference[:20]}'")
    column = 0
    for one in match[1]:
        column = column * 26 + ord(one) - ord("A") + 1
    return int(match[2]), column - 1


def _range(reference: str) -> tuple[int, int, int, int]:
    first, _, last = reference.partition(":")
    (top, left), (bottom, right) = _place(first), _place(last or first)
    return top, left, bottom, right
