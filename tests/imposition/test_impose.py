"""Imposed files read back by PDFium: printed, folded or cut, every page is where a reader looks for it, upright."""

from __future__ import annotations

import io
import shutil
import subprocess
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet.imposition.impose import Imposed, impose
from leaflet.imposition.order import Flip, Kind, Plan
from leaflet.problems import Level, Where
from tests.printed import Printed
from tests.sheetwork import A5, Word, printed_sheets, read_booklet, sizes, source, words

WHERE = Where("in.pdf")
AUTO = Plan()
RIGHT = {"ViewerPreferences": pikepdf.Dictionary(Direction=pikepdf.Name.R2L)}


def imposed(data: bytes, plan: Plan = AUTO) -> Imposed:
    """What must come out without a word."""
    found, problems = impose(data, plan, WHERE)
    assert found is not None and not problems, problems
    return found


def told(data: bytes, plan: Plan = AUTO) -> list[str]:
    return [problem.code for problem in impose(data, plan, WHERE)[1]]


def text_of(page: list[Word]) -> set[str]:
    return {word.text for word in page}


@pytest.mark.parametrize("flip", ["short", "long"])
@pytest.mark.parametrize("right", [False, True], ids=["ltr", "rtl"])
@pytest.mark.parametrize("pages", [4, 5, 6, 7, 8, 12, 13, 16, 20])
def test_printed_and_folded_the_pages_follow_one_another(pages: int, right: bool, flip: str) -> None:
    data = source(pages, root=RIGHT if right else {})
    found = imposed(data, Plan(Kind.BOOKLET, flip=Flip(flip)))
    read = read_booklet(printed_sheets(found.pdf, flip), sizes(found.pdf)[0][0], right)
    assert len(read) == 4 * found.sheets
    for number, page in enumerate(read, 1):
        assert text_of(page) == ({f"page {number}.", f"corner{number}."} if number <= pages else set())
        assert all(word.upright for word in page), f"page {number} is upside down"


@pytest.mark.parametrize("right", [False, True], ids=["ltr", "rtl"])
def test_nothing_is_mirrored_and_pages_keep_their_size(right: bool) -> None:
    """The corner's mark is up and right of the number on every page, as far as it was."""
    original = {word.text: word for page in words(source(8)) for word in page}
    for page in words(imposed(source(8, root=RIGHT if right else {}), Plan(Kind.BOOKLET, creep=0)).pdf):
        found = {word.text: word for word in page}
        for number in range(1, 9):
            middle, corner = f"page {number}.", f"corner{number}."
            if middle in found:
                for axis in ("x", "y"):
                    away = getattr(found[corner], axis) - getattr(found[middle], axis)
                    assert away == pytest.approx(
                        getattr(original[corner], axis) - getattr(original[middle], axis), abs=0.05
                    )


@pytest.mark.parametrize("right", [False, True], ids=["ltr", "rtl"])
def test_creep_is_nothing_outside_and_grows_towards_the_spine(right: bool) -> None:
    data = source(12, root=RIGHT if right else {})
    flat = {word.text: word.x for page in words(imposed(data, Plan(Kind.BOOKLET, creep=0)).pdf) for word in page}
    pdf = imposed(data, Plan(Kind.BOOKLET, creep=0.5)).pdf
    spine = sizes(pdf)[0][0] / 2
    for at, page in enumerate(words(pdf)):
        for word in page:
            nearer = abs(flat[word.text] - spine) - abs(word.x - spine)
            assert nearer == pytest.approx((at // 2) * 0.5 * 72 / 25.4, abs=0.02)


@pytest.mark.parametrize("flip", ["short", "long"])
@pytest.mark.parametrize("pages", [1, 2, 3])
def test_two_up_is_cut_into_two_that_are_alike(pages: int, flip: str) -> None:
    found = imposed(source(pages), Plan(Kind.TWO_UP, flip=Flip(flip)))
    wide = sizes(found.pdf)[0][0]
    shown = words(found.pdf)
    for number, page in enumerate(shown, 1):
        for half in ([word for word in page if word.x < wide / 2], [word for word in page if word.x > wide / 2]):
            assert text_of(half) == {f"page {number}.", f"corner{number}."}
            assert {word.upright for word in half} == {flip == "short" or number % 2 == 1}
    assert found.sheets == -(-pages // 2)


def test_what_is_round_the_trim_is_cut_off() -> None:
    """A page from a print shop: marks and bleed are outside, and A5 is what is imposed."""
    trim = pikepdf.Array([30, 30, 30 + A5[0], 30 + A5[1]])
    outside = b"BT /F1 8 Tf 3 3 Td (page 99.) Tj ET"
    found = imposed(source(4, (A5[0] + 60, A5[1] + 60), TrimBox=trim, content=outside))
    assert found.scale == 1
    picture = _picture(found.pdf)
    (left, low), (wide, high) = (round(297 / 2 / 25.4 * 72) + 1, 1), picture.size
    ink = [picture.getpixel((x, high - 1 - y)) for x in range(left, left + 20) for y in range(low, low + 10)]
    assert min(ink) > 200, "the mark outside the trim is not printed"
    assert wide == pytest.approx(842, abs=1)


def _picture(pdf: bytes) -> Any:
    import pypdfium2

    return pypdfium2.PdfDocument(pdf)[0].render(scale=1).to_pil().convert("L")


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_turned_in_its_viewer_is_turned_on_the_sheet(turn: int) -> None:
    size = A5 if turn == 180 else A5[::-1]
    found = imposed(source(4, size, Rotate=turn))
    assert found.scale == 1
    lengths = {word.upright for page in words(found.pdf) for word in page if word.text.startswith("page")}
    assert turn != 180 or lengths == {False}
    original, sheet = words(source(4, size, Rotate=turn)), words(found.pdf)
    away = [
        (corner.x - middle.x, corner.y - middle.y)
        for page in (original[0], [word for word in sheet[0] if word.text.endswith(("1.",))])
        for middle, corner in [sorted(page, key=lambda word: word.text, reverse=True)]
    ]
    x, y = away[0]
    expected = {90: (y, -x), 180: (-x, -y), 270: (-y, x)}[turn]
    assert away[1] == pytest.approx(expected, abs=0.1)


def test_boxes_that_pages_inherit_or_that_are_upside_down_are_understood() -> None:
    with pikepdf.open(io.BytesIO(source(4))) as pdf:
        for page in pdf.pages:
            del page.obj["/MediaBox"]
        pdf.Root.Pages.MediaBox = pikepdf.Array([A5[0], A5[1], 0, 0])
        buffer = io.BytesIO()
        pdf.save(buffer)
    assert imposed(buffer.getvalue()).scale == 1


@pytest.mark.parametrize("box", [pikepdf.Array([0, 0, 0, 0]), pikepdf.Array([1, 2]), pikepdf.Name.Wrong, 7])
def test_a_trim_that_is_none_is_passed_over(box: Any) -> None:
    assert imposed(source(4, TrimBox=box)).scale == 1


def test_the_printer_is_told_how_to_turn_the_sheet() -> None:
    for flip, entry in (("short", "/DuplexFlipShortEdge"), ("long", "/DuplexFlipLongEdge")):
        with pikepdf.open(io.BytesIO(imposed(source(4), Plan(flip=Flip(flip))).pdf)) as pdf:
            assert pdf.Root.ViewerPreferences.Duplex == entry
            assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
    with pikepdf.open(io.BytesIO(imposed(source(1)).pdf)) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/Simplex"


def test_title_and_language_are_kept_and_tags_are_gone(small: Printed) -> None:
    found, _ = impose(small.pdf, Plan(), WHERE)
    assert found is not None
    with pikepdf.open(io.BytesIO(small.pdf)) as before, pikepdf.open(io.BytesIO(found.pdf)) as after:
        assert after.docinfo["/Title"] == before.docinfo["/Title"]
        assert after.Root.Lang == before.Root.Lang
        assert "/StructTreeRoot" not in after.Root and "/MarkInfo" not in after.Root
        assert any("/StructParents" in thing for thing in before.objects if isinstance(thing, pikepdf.Dictionary))
        for thing in after.objects:
            if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
                assert "/StructParents" not in thing and "/StructParent" not in thing
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form":
                assert b"MCID" not in thing.read_bytes()
                assert b"BDC" not in thing.read_bytes() or b"EMC" in thing.read_bytes()


def test_the_same_file_gives_the_same_bytes(small: Printed) -> None:
    assert impose(small.pdf, Plan(), WHERE)[0] == impose(small.pdf, Plan(), WHERE)[0]


@pytest.mark.parametrize(
    "command", [("qpdf", "--check"), ("mutool", "info"), ("pdftotext",)], ids=lambda words: words[0]
)
@pytest.mark.parametrize("kind", [Kind.BOOKLET, Kind.TWO_UP])
def test_other_programs_read_it_without_a_complaint(
    small: Printed, command: tuple[str, ...], kind: Kind, tmp_path: Any
) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    found, _ = impose(small.pdf, Plan(kind), WHERE)
    assert found is not None
    (tmp_path / "x.pdf").write_bytes(found.pdf)
    answer = subprocess.run([*command, str(tmp_path / "x.pdf")], capture_output=True, text=True, check=False)
    assert answer.returncode == 0
    assert not [line for line in (answer.stdout + answer.stderr).splitlines() if "warning" in line.lower()]


def test_hidden_layers_stay_hidden_and_colours_what_they_are() -> None:
    with pikepdf.open(io.BytesIO(source(4))) as pdf:
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="hidden"))
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer]))
        pdf.Root.OutputIntents = [pikepdf.Dictionary(S=pikepdf.Name.GTS_PDFX, OutputConditionIdentifier="FOGRA39")]
        for page in pdf.pages:
            page.obj.Resources.Properties = pikepdf.Dictionary(L=layer)
            page.obj.Contents = pdf.make_stream(b"/OC /L BDC 0 g 0 0 400 500 re f EMC")
        buffer = io.BytesIO()
        pdf.save(buffer)
    pdf_bytes = imposed(buffer.getvalue()).pdf
    assert _picture(pdf_bytes).crop((20, 25, 800, 570)).getextrema()[0] > 250
    with pikepdf.open(io.BytesIO(pdf_bytes)) as file:
        assert file.Root.OutputIntents[0].OutputConditionIdentifier == "FOGRA39"


def test_a_stamp_on_a_page_is_printed() -> None:
    with pikepdf.open(io.BytesIO(source(4))) as pdf:
        look = pdf.make_stream(b"0 g 0 0 50 50 re f")
        look.stream_dict.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form})
        look.BBox = pikepdf.Array([0, 0, 50, 50])
        stamp = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, F=4, Rect=[100, 100, 150, 150])
        stamp.AP = pikepdf.Dictionary(N=look)
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(stamp)])
        buffer = io.BytesIO()
        pdf.save(buffer)
    picture = _picture(imposed(buffer.getvalue()).pdf)
    assert picture.getpixel((421 + 125, picture.size[1] - 125)) < 50


# --- what cannot be imposed


def _encrypted(user: str) -> bytes:
    with pikepdf.open(io.BytesIO(source(4))) as pdf:
        buffer = io.BytesIO()
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="o", user=user))
        return buffer.getvalue()


def _mixed() -> bytes:
    with pikepdf.open(io.BytesIO(source(4))) as pdf:
        pdf.pages[2].mediabox = [0, 0, 595, 842]
        buffer = io.BytesIO()
        pdf.save(buffer)
        return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "impose/unreadable"),
        (b"Dear clinic,", "impose/unreadable"),
        (b"%PDF-1.7\nnothing follows", "impose/unreadable"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "impose/unreadable"),
        (_encrypted("secret"), "impose/encrypted"),
        (_encrypted(""), "impose/encrypted"),
        (source(0), "impose/no-pages"),
        (_mixed(), "impose/sizes"),
        (source(2, (842, 595)), "impose/spreads"),
        (source(2, A5, Rotate=90), "impose/spreads"),
    ],
    ids=["empty", "letter", "head only", "picture", "password", "restricted", "no pages", "sizes", "spreads", "turned"],
)
def test_what_cannot_be_imposed_is_said_with_what_to_do(data: bytes, code: str) -> None:
    found, problems = impose(data, Plan(), WHERE)
    assert found is None
    assert [problem.code for problem in problems] == [code]
    assert problems[0].level is Level.ERROR and problems[0].hint and problems[0].where.file == "in.pdf"


def test_too_large_pages_are_made_smaller_and_that_is_said() -> None:
    found, problems = impose(source(4, (595.28, 841.89)), Plan(), WHERE)
    assert found is not None and found.scale == pytest.approx(0.707, abs=0.001)
    assert [problem.code for problem in problems] == ["impose/scaled"]
    assert "71 %" in problems[0].text and "--paper a3" in problems[0].hint
    assert told(source(4, (595.28, 841.89)), Plan(paper="a3")) == []


def test_a_pile_that_no_stapler_takes_is_said() -> None:
    assert told(source(80)) == []
    assert told(source(84)) == ["impose/thick"]


def test_a_damaged_file_is_imposed_with_a_warning() -> None:
    data = source(4).replace(b"startxref", b"startxxxx")
    found, problems = impose(data, Plan(), WHERE)
    assert found is not None
    assert [problem.code for problem in problems] == ["impose/damaged"]


@settings(max_examples=60)
@given(st.data())
def test_no_damage_brings_it_down(data: st.DataObject) -> None:
    whole = bytearray(source(2))
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=12)):
        whole[at] = data.draw(st.integers(0, 255))
    found, problems = impose(bytes(whole[: data.draw(st.integers(0, len(whole)))]), Plan(), WHERE)
    assert found is not None or problems
