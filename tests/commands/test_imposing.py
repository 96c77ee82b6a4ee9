"""`impose`: files for the office printer beside those that were named, and nothing spoilt where one cannot be made."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from leaflet.imposition.order import PAPER_THICKNESS, PAPERS, Flip, Kind
from tests.sheetwork import source
from tests.workplace import Workplace


@pytest.fixture
def booklet(empty: Workplace) -> Path:
    path = empty.root / "leaflet_nl.pdf"
    path.write_bytes(source(6))
    return path


def test_the_imposed_file_stands_beside_its_source(empty: Workplace, booklet: Path) -> None:
    before = booklet.read_bytes()
    answer = empty.run("impose", "leaflet_nl.pdf")
    assert (answer.code, answer.err) == (0, "")
    assert sorted(empty.files()) == ["leaflet_nl.pdf", "leaflet_nl_booklet.pdf"]
    assert booklet.read_bytes() == before
    assert "6 pages on 2 sheets of a4, 100 %, 2 blank pages at the end, creep 0.1 mm a sheet" in answer.out
    assert "flipped on the short edge, at 100 %; then fold" in answer.out
    assert answer.last == "Files: 1 of 1 imposed"


def test_kind_paper_flip_and_folder_are_the_users_choice(empty: Workplace, booklet: Path) -> None:
    words = ("--as", "two-up", "--paper", "a3", "--flip", "long", "--creep", "0,08", "--out", "sheets")
    answer = empty.run("impose", "leaflet_nl.pdf", *words)
    assert answer.code == 0
    with pikepdf.open(empty.root / "sheets" / "leaflet_nl_two-up.pdf") as pdf:
        assert len(pdf.pages) == 6
        assert float(pdf.pages[0].mediabox[2]) == pytest.approx(420 / 25.4 * 72, abs=0.01)
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"


def test_the_command_line_offers_what_the_plan_knows(empty: Workplace) -> None:
    said = empty.run("impose", "--help").out
    for name in (*Kind, *PAPERS, *Flip, f"default: {PAPER_THICKNESS:g}"):
        assert name in said


def test_a_built_leaflet_can_be_imposed(place: Workplace) -> None:
    assert place.run("build", "--lang", "en").code == 0
    answer = place.run("impose", str(place.pdf("water", "en")), "--paper", "a3")
    assert (answer.code, answer.err) == (0, "")


@pytest.mark.parametrize(
    ("name", "data", "code", "said"),
    [
        ("nowhere.pdf", None, 3, "there is no such file"),
        ("letter.pdf", b"Dear clinic", 3, "cannot be read as a PDF"),
        ("none.pdf", source(0), 1, "has no pages"),
        ("spread.pdf", source(2, (842, 595)), 1, "wider than high"),
    ],
)
def test_a_bad_file_is_said_and_the_next_one_made(
    empty: Workplace, booklet: Path, name: str, data: bytes | None, code: int, said: str
) -> None:
    if data is not None:
        (empty.root / name).write_bytes(data)
    (empty.root / name).with_name(f"{Path(name).stem}_booklet.pdf").write_bytes(b"the one of last year")
    answer = empty.run("impose", name, "leaflet_nl.pdf")
    assert answer.code == code
    assert said in answer.err and "hint:" in answer.err and name in answer.err
    assert answer.last == "Files: 1 of 2 imposed"
    assert (empty.root / f"{Path(name).stem}_booklet.pdf").read_bytes() == b"the one of last year"
    assert (empty.root / "leaflet_nl_booklet.pdf").is_file()


def test_a_folder_is_no_pdf(empty: Workplace) -> None:
    (empty.root / "build").mkdir()
    answer = empty.run("impose", "build")
    assert answer.code == 3 and "is a folder" in answer.err


def test_an_encrypted_file_is_refused(empty: Workplace) -> None:
    with pikepdf.open(io.BytesIO(source(4))) as pdf:
        pdf.save(empty.root / "secret.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
    answer = empty.run("impose", "secret.pdf")
    assert answer.code == 1 and "encrypted" in answer.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "FILE.pdf"),
        (("leaflet_nl.pdf", "--creep", "-1"), "'-1' is not the thickness of a sheet"),
        (("leaflet_nl.pdf", "--creep", "nan"), "'nan' is not the thickness of a sheet"),
        (("leaflet_nl.pdf", "--creep", "3"), "0 to 1 mm"),
        (("leaflet_nl.pdf", "--as", "poster"), "invalid choice"),
        (("leaflet_nl.pdf", "--paper", "a5"), "invalid choice"),
        (("leaflet_nl.pdf", "leaflet_nl.pdf"), "two files would both be written"),
        (("leaflet_nl.pdf", "other/leaflet_nl.pdf", "--out", "x"), "two files would both be written"),
    ],
)
def test_wrong_arguments_are_said_and_nothing_is_made(
    empty: Workplace, booklet: Path, words: tuple[str, ...], said: str
) -> None:
    before = empty.files()
    answer = empty.run("impose", *words)
    assert answer.code == 2 and said in answer.err
    assert empty.files() == before


def test_a_file_in_the_way_is_said(empty: Workplace, booklet: Path) -> None:
    (empty.root / "x").write_bytes(b"")
    answer = empty.run("impose", "leaflet_nl.pdf", "--out", "x")
    assert answer.code == 1 and "output/unwritable" in answer.err
    assert (empty.root / "x").read_bytes() == b""
