"""`check FILE.pdf`, and `check --edition press`."""

from __future__ import annotations

import shutil

import pytest

from leaflet.check.preflight import check_press as rules
from leaflet.check.preflight.press_order import PressOrder
from leaflet.problems import Problem, Where, error
from tests.check.preflight.pressfile import good
from tests.conftest import ROOT
from tests.workplace import Workplace

FOREIGN = ROOT / "tests" / "data" / "foreign"
RULES = "against our own rules for print (not a certificate)"


def test_a_good_file_has_no_problems_and_needs_no_project(empty: Workplace) -> None:
    (empty.root / "card.pdf").write_bytes(good())
    answer = empty.run("check", "card.pdf")
    assert (answer.code, answer.err) == (0, "")
    assert answer.last == f"Checked card.pdf {RULES}: no problems"
    assert set(empty.files()) == {"card.pdf"}


def test_problems_of_a_file_are_told_and_counted(empty: Workplace) -> None:
    shutil.copy(FOREIGN / "typst.pdf", empty.root / "theirs.pdf")
    answer = empty.run("check", "theirs.pdf")
    assert answer.code == 1
    assert "theirs.pdf: error: page 1: text sits 2" in answer.err and "hint: move it inwards" in answer.err
    assert answer.last == f"Checked theirs.pdf {RULES}: 7 errors, 1 warning"


def test_each_file_has_its_line_and_all_decide_the_exit_code(empty: Workplace) -> None:
    (empty.root / "card.pdf").write_bytes(good())
    shutil.copy(FOREIGN / "cairo.pdf", empty.root / "Flyer für alle.PDF")
    answer = empty.run("check", "card.pdf", "Flyer für alle.PDF")
    assert answer.code == 1
    assert [line.partition(" against")[0] for line in answer.out.splitlines()] == [
        "Checked card.pdf",
        "Checked Flyer für alle.PDF",
    ]
    assert "[preflight/file-name]" in answer.err


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "empty"), (b"hello", "not-pdf"), (b"%PDF-1.4\nbroken", "unreadable"), (None, "missing")]
)
def test_what_cannot_be_read_gives_3(data: bytes | None, code: str, empty: Workplace) -> None:
    if data is not None:
        (empty.root / "x.pdf").write_bytes(data)
    answer = empty.run("check", "x.pdf")
    assert answer.code == 3
    assert f"[preflight/{code}]" in answer.err and "Traceback" not in answer.err
    assert answer.last == f"Checked x.pdf {RULES}: 1 error"


def test_a_folder_is_no_file(empty: Workplace) -> None:
    (empty.root / "folder.pdf").mkdir()
    answer = empty.run("check", "folder.pdf")
    assert answer.code == 3 and "not an ordinary file" in answer.err


def test_files_and_leaflets_in_one_go(place: Workplace) -> None:
    place.say_in_dutch("water")
    (place.root / "card.pdf").write_bytes(good())
    answer = place.run("check", "card.pdf", "water", "--lang", "nl")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines()[0] == f"Checked card.pdf {RULES}: no problems"
    assert answer.last == "Checked 1 leaflet in 1 language: no problems; nothing was written"


def test_the_press_edition_of_a_leaflet_is_checked_without_writing(place: Workplace) -> None:
    place.say_in_dutch("water")
    before = place.files()
    answer = place.run("check", "--edition", "press")
    assert (answer.code, answer.err) == (0, "")
    assert place.files() == before
    assert any(line.split() == ["water", "a4", "press"] for line in answer.out.splitlines())


def test_what_the_press_edition_is_ordered_as_comes_from_its_design(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    orders = []

    def found(pdf: bytes, order: PressOrder) -> tuple[Problem, ...]:
        orders.append(order)
        return (error("preflight/hairline", "a thin line", Where("x.pdf")),)

    monkeypatch.setattr(rules, "check_press", found)
    answer = place.run("check", "--edition", "press,office", "--lang", "nl")
    assert answer.code == 1 and "[preflight/hairline]" in answer.err
    (order,) = orders
    assert order.file_name == "water_nl_a4_press.pdf" and (order.leaflet, order.language) == ("water", "nl")
    assert order.trim == pytest.approx((595.28, 841.89), abs=0.01) and order.bleed == pytest.approx(8.504, abs=0.01)
    assert order.ink_limit == 300 and order.pages_multiple == 1 and not any(order.folds)


def test_an_edition_that_nobody_knows_is_refused(place: Workplace) -> None:
    answer = place.run("check", "--edition", "pres")
    assert answer.code == 2 and "'press'" in answer.err
