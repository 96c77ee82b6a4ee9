"""The rules of access: each finds what spoils a file, and lets pass what does not."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest

from leaflet.build import paint_copy
from leaflet.check.access.check_access import check_access, in_order
from leaflet.check.access.rule import RULES, STEP
from leaflet.paint.painter import Edition
from leaflet.problems import Level, Where
from tests.check.access.spoiling import Edit
from tests.check.access.spoilt import KEPT, SPOILT
from tests.printed import Printed

pytestmark = pytest.mark.filterwarnings("ignore:This document has")  # form fields of no form
WHERE = Where("leaflet_en_plain_accessible.pdf", language="en")
LISTED = [(code, number) for code in SPOILT for number in range(len(SPOILT[code]))]
PASSED = [(code, number) for code in KEPT for number in range(len(KEPT[code]))]
LOCKED = {"locked"}  # a lock is put on when the file is saved: see below


def codes(pdf: bytes, edit: Edit | None = None, **saved: object) -> set[str]:
    """The rules that find something after an edit."""
    data = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        if edit:
            edit(file)
        file.save(data, **saved)
    problems = check_access(data.getvalue(), WHERE)
    assert all(problem.hint and problem.where.file == WHERE.file for problem in problems)
    return {problem.code.removeprefix(f"{STEP}/") for problem in problems}


def test_every_rule_has_a_file_that_breaks_it() -> None:
    assert {f"{STEP}/{code}" for code in SPOILT.keys() | LOCKED} == RULES.keys()
    assert [one.code for one in in_order()] == sorted(RULES, key=[one.code for one in in_order()].index)
    assert all(one.why and one.level in (Level.WARNING, Level.ERROR) for one in RULES.values())


@pytest.mark.parametrize(("code", "number"), LISTED, ids=lambda value: str(value))
def test_what_spoils_a_file_is_found(good: bytes, large: bytes, code: str, number: int) -> None:
    pdf = large if code == "contents" else good
    assert code in codes(pdf, SPOILT[code][number])


@pytest.mark.parametrize(("code", "number"), PASSED, ids=lambda value: str(value))
def test_what_does_not_passes(good: bytes, code: str, number: int) -> None:
    assert code not in codes(good, KEPT[code][number])


def test_a_good_file_has_no_findings(good: bytes, large: bytes) -> None:
    assert check_access(good, WHERE) == () == check_access(large, WHERE)
    assert codes(good) == set(), "nor has it after somebody saved it"


def test_every_language_is_without_findings(printed: Printed) -> None:
    pdf = paint_copy(printed.kit, printed.copy, printed.pages, Edition.ACCESSIBLE)
    assert check_access(pdf, WHERE) == ()


def test_a_lock_that_keeps_screen_readers_out_is_found(good: bytes) -> None:
    """qpdf never takes that permission away, so the number is changed afterwards."""
    allowed = pikepdf.Permissions(modify_assembly=False, modify_annotation=False, modify_form=False)
    data = io.BytesIO()
    with pikepdf.open(io.BytesIO(good)) as file:
        file.save(data, encryption=pikepdf.Encryption(owner="x", user="", R=6, allow=allowed))
    open_ = data.getvalue()
    (permissions,) = re.findall(rb"/P (-\d+)", open_)
    shut = open_.replace(b"/P " + permissions, b"/P %d" % (int(permissions) & ~(1 << 9)))
    assert len(shut) == len(open_)
    assert [problem.code for problem in check_access(shut, WHERE)] == ["access/locked"]
    assert check_access(open_, WHERE) == ()


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_one_problem(data: bytes) -> None:
    assert [problem.code for problem in check_access(data, WHERE)] == ["access/unreadable"]


def test_half_a_file_is_a_problem(good: bytes) -> None:
    assert check_access(good[: len(good) // 2], WHERE)


def test_a_tree_that_bites_its_tail_ends(good: bytes) -> None:
    def edit(file: pikepdf.Pdf) -> None:
        document = file.Root.StructTreeRoot.K[0]
        document.K.append(document)

    assert "no-content" in codes(good, edit)


@pytest.mark.parametrize("key", ["/K", "/ParentTree", "/RoleMap"])
@pytest.mark.parametrize("value", [7, pikepdf.Name.Strange, pikepdf.String("x"), pikepdf.Array([1, 2, 3])])
def test_strange_objects_are_said_and_not_thrown(good: bytes, key: str, value: object) -> None:
    def edit(file: pikepdf.Pdf) -> None:
        file.Root.StructTreeRoot[key] = value

    codes(good, edit)
