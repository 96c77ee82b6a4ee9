"""CSV and XLSX: any text comes back as it went out, and what spreadsheets and people do to a table is told."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.exchange.csv_sheet import guarded, read_csv, unguarded, write_csv
from leaflet.exchange.parcel import Return, Returned
from leaflet.exchange.taking import take
from leaflet.exchange.workbook import escaped, write_workbook
from leaflet.exchange.workbook_reader import CONTROL, read_workbook
from leaflet.problems import Problem, Where
from tests.exchange.parcels import leaflet_of, parcel_of, po_of, texts_of
from tests.exchange.test_xliff import MARKUP

SHEET = "xl/worksheets/sheet1.xml"
CSV, XLSX = Where("hands_fr.csv"), Where("hands_fr.xlsx")
LEAFLET = leaflet_of(["Was je handen", "Droog ze af"])
DATA = po_of(LEAFLET, {"why/text.1": "Lavez-vous", "leaflet/title": "-Mains"})


def read(data: bytes) -> tuple[tuple[Return, ...], tuple[Problem, ...]]:
    """A table of either kind."""
    reader = read_workbook if data.startswith(b"PK") else read_csv
    return reader(data, "hands_fr", XLSX if data.startswith(b"PK") else CSV)


def row_of(data: bytes, context: str = "why/text.1") -> Returned:
    (back,), problems = read(data)
    assert not problems
    return next(row for row in back.rows if row.context == context)


def workbook(review: bool = False) -> bytes:
    data, problems = write_workbook(parcel_of(LEAFLET, DATA), review)
    assert not problems
    return data


def reworked(data: bytes, change: Callable[[str], str], part: str = SHEET, **more: str) -> bytes:
    """A workbook with one part changed, and parts added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, change(text) if name == part else text)
        for name, text in more.items():
            new.writestr(name, text)
    return made.getvalue()


def cell(reference: str, new: str) -> Callable[[str], str]:
    """Put a cell in the place of another."""

    def change(text: str) -> str:
        changed, count = re.subn(rf'<c r="{reference}".*?(?:</c>|/>)', lambda _: new, text, count=1)
        assert count == 1
        return changed

    return change


def told(data: bytes) -> tuple[dict[str, str], list[str]]:
    """What a table makes of the PO file, and the codes of its problems."""
    returns, problems = read(data)
    if not returns:
        return texts_of(DATA), [problem.code for problem in problems]
    taken = take(DATA, LEAFLET, returns[0], ("fr.po", "hands"))
    return texts_of(taken.data), [problem.code for problem in taken.problems]


@given(st.text() | MARKUP)
def test_a_guarded_cell_is_no_formula_and_comes_back(text: str) -> None:
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert unguarded(guarded(text)) == text


@given(MARKUP)
def test_excel_escapes_come_back(text: str) -> None:
    root = ET.fromstring(f"<t>{escaped(text)}</t>")
    assert CONTROL.sub(lambda match: chr(int(match[1], 16)), root.text or "") == text


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@given(text=MARKUP, translation=MARKUP, fuzzy=st.booleans())
def test_any_text_comes_back_as_it_went_out(form: str, text: str, translation: str, fuzzy: bool) -> None:
    leaflet = leaflet_of([text or "x"])
    data = po_of(leaflet, {"why/text.1": translation}, ["why/text.1"] * fuzzy)
    parcel = parcel_of(leaflet, data)
    table = write_csv(parcel) if form == "csv" else write_workbook(parcel)[0]
    row = row_of(table)
    assert (row.slip, row.source, row.text) == (None, text or "x", translation)
    taken = take(data, leaflet, read(table)[0][0], ("fr.po", "hands"))
    assert taken.data is data
    assert not taken.problems


def test_a_table_is_the_same_each_time() -> None:
    assert workbook() == workbook()


def test_csv_opens_in_excel() -> None:
    data = write_csv(parcel_of(LEAFLET, DATA))
    assert data.startswith(b"\xef\xbb\xbfcontext,kind,note,source (nl),translation (fr),state,room,key\r\n")
    assert b",'-Mains," in data


def test_the_workbook_guards_what_is_not_to_be_changed() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook())) as whole:
        sheet = ET.fromstring(whole.read(SHEET))
        styles = ET.fromstring(whole.read("xl/styles.xml"))
    forms = styles.findall("{*}cellXfs/{*}xf")
    locked = {}
    for one in sheet.findall(".//{*}row[@r='3']/{*}c"):
        protection = forms[int(one.get("s", "0"))].find("{*}protection")
        locked[one.get("r")] = protection is None or protection.get("locked") != "0"
    assert locked == {"A3": True, "B3": True, "C3": True, "D3": True, "E3": False, "F3": False, "G3": True, "H3": True}
    assert sheet.find("{*}sheetProtection") is not None
    assert sheet.find(".//{*}pane[@state='frozen']") is not None
    assert all(form.find("{*}alignment[@wrapText='1']") is not None for form in forms[1:])
    choices = sheet.find(".//{*}dataValidation[@sqref='F2:F4']/{*}formula1")
    assert choices is not None and choices.text == '"missing,needs work,translated"'


def test_a_sheet_of_arabic_runs_from_the_right() -> None:
    data = po_of(LEAFLET, {}).replace(b"Language: fr", b"Language: ar")
    with zipfile.ZipFile(io.BytesIO(write_workbook(parcel_of(LEAFLET, data, "ar"))[0])) as whole:
        assert b'rightToLeft="1"' in whole.read(SHEET)
    with zipfile.ZipFile(io.BytesIO(workbook())) as whole:
        assert b"rightToLeft" not in whole.read(SHEET)


def test_a_reviewer_has_verdicts_to_choose_from() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook(review=True))) as whole:
        assert b"<formula1>&quot;ok,change,comment&quot;</formula1>" in whole.read(SHEET)


def test_a_text_that_no_cell_holds_is_refused() -> None:
    leaflet = leaflet_of(["x" * 40_000])
    data, problems = write_workbook(parcel_of(leaflet, po_of(leaflet, {})))
    assert (data, [problem.code for problem in problems]) == (b"", ["exchange/too-long"])


@pytest.mark.parametrize(
    "resaved",
    [
        lambda text: text.replace(",", ";").encode("utf-8-sig"),
        lambda text: text.replace(",", "\t").encode("utf-16"),
        lambda text: text.replace("\r\n", "\n").encode(),
        lambda text: ("\r\n" + text.replace("context,", "Context ,").replace("\r\n", "\r\n,,\r\n")).encode(),
    ],
)
def test_csv_of_another_spreadsheet_is_read(resaved: Callable[[str], bytes]) -> None:
    text = write_csv(parcel_of(LEAFLET, DATA)).decode("utf-8-sig").replace("Lavez-vous", "Rincez-vous")
    texts, problems = told(resaved(text))
    assert problems == []
    assert texts["why/text.1"] == "Rincez-vous"


def test_columns_may_be_moved_and_added() -> None:
    lines = ["my notes,translation (fr),source (nl),context", "hm,Rincez,Was je handen,why/text.1"]
    assert told("\n".join(lines).encode())[0]["why/text.1"] == "Rincez"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "exchange/empty"),
        (b"\xef\xbb\xbf\r\n,,\r\n", "exchange/empty"),
        ("context,source,translation\nwhy/text.1,Was je handen,é".encode("cp1252"), "exchange/charset"),
        (b"a\0b", "exchange/charset"),
        (b"\xff\xfea", "exchange/charset"),
        (b'context,source,translation\nx,"open', "exchange/csv"),
        (b"context,source\nx,y", "exchange/columns"),
        (b"context,source,source,translation\nx,y", "exchange/columns"),
        (b"PK\x03\x04 no zip at all", "exchange/workbook"),
        (b"%PDF-1.7", "exchange/columns"),
    ],
)
def test_what_is_no_table_is_refused_with_a_reason(data: bytes, code: str) -> None:
    texts, problems = told(data)
    assert problems == [code]
    assert texts == texts_of(DATA)


def test_a_table_without_keys_and_name_is_nobodys() -> None:
    _, problems = read_csv(b"context,source,translation\na/b,c,d\n", "Map1", CSV)
    assert [problem.code for problem in problems] == ["exchange/whose"]


RUNS = "<r><t>Rin</t></r><r><rPr><b/></rPr><t>cez</t></r><rPh><t>X</t></rPh>"
NUMBER_CELL = '<c r="E3" s="0"><v>{}</v></c>'


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (NUMBER_CELL.format("45678.5"), "exchange/cell"),
        ('<c r="E3" s="0"><f>1+1</f><v>2</v></c>', "exchange/cell"),
        ('<c r="E3" t="b"><v>1</v></c>', "exchange/cell"),
        ('<c r="E3" t="e"><v>#NAME?</v></c>', "exchange/cell"),
        ('<c r="E3" t="inlineStr"><is><t>a_x0007_b</t></is></c>', "exchange/control"),
    ],
)
def test_a_cell_that_the_spreadsheet_changed_is_told_with_its_line(new: str, code: str) -> None:
    data = reworked(workbook(), cell("E3", new))
    (back,), _ = read(data)
    taken = take(DATA, LEAFLET, back, ("fr.po", "hands.xlsx"))
    assert [(problem.code, problem.where.line) for problem in taken.problems] == [(code, 3)]
    assert taken.tally.refused == 1 and taken.tally.same == 2
    assert taken.data == DATA


@pytest.mark.parametrize(
    ("new", "text"),
    [
        (NUMBER_CELL.format("85"), "85"),
        ('<c r="E3" t="str"><v>Rincez</v></c>', "Rincez"),
        (f'<c r="E3" t="inlineStr"><is>{RUNS}</is></c>', "Rincez"),
    ],
)  # fmt: skip
def test_words_in_other_kinds_of_cells_are_read(new: str, text: str) -> None:
    assert told(reworked(workbook(), cell("E3", new)))[0]["why/text.1"] == text


def test_shared_texts_are_read() -> None:
    shared = "<sst><si><t>no</t></si><si><r><t>Rin</t></r><r><t>cez</t></r></si></sst>"
    data = reworked(workbook(), cell("E3", '<c r="E3" t="s"><v>1</v></c>'), **{"xl/sharedStrings.xml": shared})
    assert told(data)[0]["why/text.1"] == "Rincez"


def test_merged_cells_are_told() -> None:
    merge = '</sheetData><mergeCells count="1"><mergeCell ref="E3:E4"/></mergeCells>'
    data = reworked(workbook(), lambda text: text.replace("</sheetData>", merge))
    assert told(data)[1] == ["exchange/cell", "exchange/cell"]


@pytest.mark.parametrize(
    "data",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        reworked(workbook(), lambda text: '<!DOCTYPE a [<!ENTITY b "c">]>' + text),
        reworked(workbook(), lambda text: text[:-20]),
        reworked(workbook(), lambda text: text.replace('r="A1"', 'r="?"')),
        reworked(workbook(), lambda text: "<workbook/>", "xl/workbook.xml"),
        workbook()[:-30],
        workbook().replace(b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheet2.xml"),
    ],
)
def test_a_locked_or_damaged_workbook_is_refused(data: bytes) -> None:
    returns, problems = read_workbook(data, "hands_fr", XLSX)
    assert not returns
    assert [problem.code for problem in problems] == ["exchange/workbook"]


def test_a_workbook_that_unpacks_to_no_end_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/workbook.xml", b" " * 70_000_000)
    _, problems = read_workbook(made.getvalue(), "hands_fr", XLSX)
    assert "larger than" in problems[0].text


@given(st.binary(max_size=60), st.integers(0, 3000))
def test_noise_never_breaks_a_reader(noise: bytes, at: int) -> None:
    for data in (workbook(), write_csv(parcel_of(LEAFLET, DATA))):
        reader = read_workbook if data.startswith(b"PK") else read_csv
        spoilt = data[:at] + noise + data[at + len(noise) :]
        returns, problems = reader(spoilt, "hands_fr", CSV)
        assert returns or problems
