"""XLSX, written: a parcel goes in, the bytes of a workbook with one sheet come out.

Own and small: what is written here is little, and what strangers send is read by `workbook_reader` with guards that
the usual library does not have.  Words are text cells, so nothing is taken for a formula, a number or a date.
Source: ECMA-376, part 1, 18.3 (sheets) and 22.4 (`_x000D_` for a character that XML does not allow).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence

from leaflet.exchange.columns import (
    BACK,
    COLUMNS,
    COMMENT,
    CONTEXT,
    KEY,
    KIND,
    NOTE,
    NUMBER,
    PROPOSED,
    REVIEW_COLUMNS,
    ROOM,
    SOURCE,
    STATE,
    TRANSLATION,
    VERDICT,
    VERDICTS,
    headings,
    table,
)
from leaflet.exchange.parcel import MISSING, NEEDS_WORK, TRANSLATED, Parcel
from leaflet.problems import Problem, Where, error

SUFFIX = ".xlsx"
LONGEST = 32_767  # characters of a cell in Excel
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MOMENT = (1980, 1, 1, 0, 0, 0)  # a file of the same words has the same bytes
WIDTHS = {NUMBER: 6, CONTEXT: 20, KIND: 12, NOTE: 24, SOURCE: 52, TRANSLATION: 52, STATE: 13, ROOM: 16, KEY: 12}
WIDTHS |= {BACK: 40, VERDICT: 11, PROPOSED: 40, COMMENT: 30}
OPEN = (TRANSLATION, STATE, BACK, VERDICT, PROPOSED, COMMENT)  # columns that may be written in
OPEN_IN_REVIEW = (BACK, VERDICT, PROPOSED, COMMENT)
FOREIGN = (TRANSLATION, PROPOSED)
CHOICES: Mapping[str, Sequence[str]] = {STATE: (MISSING, NEEDS_WORK, TRANSLATED), VERDICT: VERDICTS}
ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
# Cell formats, by their number in STYLES: locked and read from the left or right, open, the heading, the key.
LOCKED_LTR, LOCKED_RTL, OPEN_LTR, OPEN_RTL, HEADING, SMALL = 1, 2, 3, 4, 5, 6


def write_workbook(parcel: Parcel, review: bool = False) -> tuple[bytes, tuple[Problem, ...]]:
    """The workbook for translating, or for a review; `exchange/too-long` where a text fits no cell."""
    columns = REVIEW_COLUMNS if review else COLUMNS
    lines = table(parcel, columns)
    long = next((line for line in lines if max(map(len, line)) > LONGEST), None)
    if long is not None:
        text = f"has a text of more than {LONGEST} characters, which no cell holds"
        where = Where(f"{parcel.language}.po", 0, long[columns.index(CONTEXT)], parcel.language)
        return b"", (error("exchange/too-long", text, where, "export it as XLIFF or CSV"),)
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships({"officeDocument": "xl/workbook.xml"}),
        "xl/workbook.xml": _workbook(parcel),
        "xl/_rels/workbook.xml.rels": _relationships({"worksheet": "worksheets/sheet1.xml", "styles": "styles.xml"}),
        "xl/styles.xml": _styles(),
        "xl/worksheets/sheet1.xml": "".join(_sheet(parcel, columns, lines)),
    }
    return _zipped(parts), ()


def _zipped(parts: Mapping[str, str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            whole.writestr(entry, (XML + text).encode("utf-8", "replace"))
    return held.getvalue()


def _sheet(parcel: Parcel, columns: Sequence[str], lines: Sequence[Sequence[str]]) -> Iterator[str]:
    """The sheet: heading frozen, columns as wide as they need, cells that may be written in unlocked."""
    yield f'<worksheet xmlns="{SHEET}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
    yield '<sheetViews><sheetView workbookViewId="0"'
    yield ' rightToLeft="1">' if parcel.is_rtl else ">"
    yield '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>'
    for at, column in enumerate(columns, 1):
        yield f'<col min="{at}" max="{at}" width="{WIDTHS[column]}" customWidth="1"/>'
    yield "</cols><sheetData>"
    yield _row(1, headings(parcel, columns), [HEADING] * len(columns))
    review = VERDICT in columns
    formats = [_format(column, parcel.is_rtl, review) for column in columns]
    for number, line in enumerate(lines, 2):
        yield _row(number, line, formats)
    yield "</sheetData>"
    yield '<sheetProtection sheet="1" objects="1" scenarios="1" formatCells="0" formatColumns="0" formatRows="0"/>'
    yield _choices(columns, len(lines) + 1)
    yield '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
    yield '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'


def _row(number: int, cells: Sequence[str], formats: Sequence[int]) -> str:
    """Every cell is there, empty ones too: their format says that they may be written in."""
    made = []
    for at, (text, form) in enumerate(zip(cells, formats, strict=True)):
        start = f'<c r="{letter(at)}{number}" s="{form}"'
        words = f' t="inlineStr"><is><t xml:space="preserve">{escaped(text)}</t></is></c>'
        made.append(start + (words if text else "/>"))
    return f'<row r="{number}">{"".join(made)}</row>'


def letter(at: int) -> str:
    """The name of a column, counted from 0; there are fewer than 26."""
    return chr(ord("A") + at)


def escaped(text: str) -> str:
    """A text as XML; what XML cannot hold as Excel writes it, `_x000B_`."""
    return ESCAPED.sub(lambda match: f"_x{ord(match[0]):04X}_", text).translate(ENTITIES)


def _format(column: str, is_rtl: bool, review: bool) -> int:
    if column == KEY:
        return SMALL
    rtl = is_rtl and column in FOREIGN
    if column in (OPEN_IN_REVIEW if review else OPEN):
        return OPEN_RTL if rtl else OPEN_LTR
    return LOCKED_RTL if rtl else LOCKED_LTR


def _choices(columns: Sequence[str], last: int) -> str:
    lists = [
        f'<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="{letter(at)}2:{letter(at)}{last}">'
        f"<formula1>&quot;{','.join(CHOICES[column])}&quot;</formula1></dataValidation>"
        for at, column in enumerate(columns)
        if column in CHOICES
    ]
    return f'<dataValidations count="{len(lists)}">{"".join(lists)}</dataValidations>' if lists and last > 1 else ""


def _workbook(parcel: Parcel) -> str:
    name = escaped(f"{parcel.language} {parcel.leaflet}"[:31])
    sheet = f'<sheet name="{name}" sheetId="1" r:id="rId1"/>'
    return f'<workbook xmlns="{SHEET}" xmlns:r="{RELATED}"><sheets>{sheet}</sheets></workbook>'


def _relationships(targets: Mapping[str, str]) -> str:
    found = "".join(
        f'<Relationship Id="rId{number}" Type="{RELATED}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{found}</Relationships>'


def _content_types() -> str:
    start = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    parts = {"/xl/workbook.xml": "sheet.main", "/xl/worksheets/sheet1.xml": "worksheet", "/xl/styles.xml": "styles"}
    named = "".join(f'<Override PartName="{part}" ContentType="{start}{kind}+xml"/>' for part, kind in parts.items())
    relationships = "application/vnd.openxmlformats-package.relationships+xml"
    defaults = f'<Default Extension="rels" ContentType="{relationships}"/>'
    defaults += '<Default Extension="xml" ContentType="application/xml"/>'
    return f'<Types xmlns="{PACKAGE}/content-types">{defaults}{named}</Types>'


def _styles() -> str:
    """Cell formats: number format 49 is text; `readingOrder` 1 is from the left, 2 from the right."""

    def form(order: int, locked: bool, more: str = 'fontId="0" fillId="0"', number: int = 49) -> str:
        wrap = f'<alignment vertical="top" wrapText="1" readingOrder="{order}"/><protection locked="{int(locked)}"/>'
        start = f'<xf numFmtId="{number}" {more} borderId="1" xfId="0" applyNumberFormat="1" applyAlignment="1"'
        return f'{start} applyFont="1" applyFill="1" applyBorder="1" applyProtection="1">{wrap}</xf>'

    heading, small = 'fontId="1" fillId="2"', 'fontId="2" fillId="0"'
    white = 'fontId="0" fillId="3"'
    forms = ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>', form(1, True), form(2, True)]
    forms += [form(1, False, white), form(2, False, white), form(1, True, heading), form(1, True, small)]
    fonts = '<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    fonts += '<font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/><family val="2"/></font>'
    fonts += '<font><sz val="7"/><color rgb="FF8A9598"/><name val="Calibri"/><family val="2"/></font>'
    fills = '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    for colour in ("FF005260", "FFFBF5E9"):
        fills += f'<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/></patternFill></fill>'
    edge = '<{0} style="thin"><color rgb="FFD0D6D8"/></{0}>'
    borders = "<border><left/><right/><top/><bottom/><diagonal/></border><border>"
    borders += "".join(edge.format(side) for side in ("left", "right", "top", "bottom")) + "<diagonal/></border>"
    plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    return (
        f'<styleSheet xmlns="{SHEET}"><fonts count="3">{fonts}</fonts><fills count="4">{fills}</fills>'
        f'<borders count="2">{borders}</borders><cellStyleXfs count="1">{plain}</cellStyleXfs>'
        f'<cellXfs count="{len(forms)}">{"".join(forms)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
