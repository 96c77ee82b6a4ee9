"""Every edition of every language before independent judges: PyPI's page-validation, and qpdf where it is there.

PDF/UA-1 (`ua1`) holds for all that is tagged, PDF/A-2a (`2a`) for what is kept: accessible, large print, PDF/X-4.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import pikepdf
import pytest

from leaflet.build import look_of, metadata, paint_copy
from leaflet.paint.painter import Edition, paint
from leaflet.pair import finish_pair
from tests.conftest import LANGUAGES, REAL, ROOT
from tests.pdfread import on_pdf
from tests.pressed import job_of
from tests.printed import Printed, print_language

page = pytest.importorskip("page", reason="page-validation is in the test extra")
UA, ARCHIVE = page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A
Files = Mapping[str, bytes]


def complaints(pdf: bytes, profile: object) -> list[str]:
    report = page.validate_pdf_bytes(pdf, profile=profile)
    found = sorted({f"{failure.rule_id}: {failure.message}" for failure in report.failures})
    assert bool(found) != report.is_compliant and report.rules.total > 100
    return found


def painted_as(printed: Printed, edition: Edition) -> bytes:
    return paint_copy(printed.kit, printed.copy, printed.pages, edition)


def pressed_as_x4(printed: Printed) -> bytes:
    look = look_of(printed.kit, printed.copy, Edition.PRESS, job_of())
    return paint(printed.pages, look, metadata(printed.kit.leaflet, printed.copy, printed.pages, "Clinic"))


@pytest.fixture(scope="module", params=LANGUAGES)
def files(request: pytest.FixtureRequest, real: Mapping[str, Printed]) -> Files:
    """All editions of one language by name."""
    language = request.param
    printed = real[language]
    designs = {name: print_language(ROOT, REAL, name, language) for name in ("a4-large", "trifold", "booklet")}
    found = {name: one.pdf for name, one in designs.items()}
    found |= {f"{name} accessible": painted_as(one, Edition.ACCESSIBLE) for name, one in designs.items()}
    found |= {edition.value: painted_as(printed, edition) for edition in (Edition.ACCESSIBLE, Edition.GREY)}
    found |= {"office": printed.pdf, "press": pressed_as_x4(printed)}
    found["large-print"] = painted_as(designs["a4-large"], Edition.LARGE_PRINT)
    other = real["fr" if language == "nl" else "nl"]
    pair = finish_pair(printed.kit, printed.copy, other.copy)
    assert pair.pdf, [str(problem) for problem in pair.problems]
    return {**found, "bilingual": pair.pdf}


def test_every_edition_is_pdf_ua(files: Files) -> None:
    assert {name: slips for name, pdf in files.items() if (slips := complaints(pdf, UA))} == {}
    assert len(files) == 12


def test_what_is_kept_is_pdf_a(files: Files) -> None:
    kept = {name: pdf for name, pdf in files.items() if "accessible" in name or name in ("press", "large-print")}
    assert {name: slips for name, pdf in kept.items() if (slips := complaints(pdf, ARCHIVE))} == {}
    assert len(kept) == 6


def test_qpdf_has_nothing_to_say(files: Files) -> None:
    for name in ("accessible", "large-print", "bilingual"):
        assert "No syntax or stream encoding errors found" in on_pdf(files[name], "qpdf", "--check", "{}"), name


def _without_alt(file: pikepdf.Pdf) -> None:
    for one in file.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure":
            del one["/Alt"]


def _without_intent(file: pikepdf.Pdf) -> None:
    del file.Root["/OutputIntents"]


@pytest.mark.parametrize(("spoil", "profile"), [(_without_alt, UA), (_without_intent, ARCHIVE)])
def test_the_judge_sees_what_is_wrong(
    real: Mapping[str, Printed], spoil: Callable[[pikepdf.Pdf], None], profile: object
) -> None:
    data = io.BytesIO()
    with pikepdf.open(io.BytesIO(painted_as(real["nl"], Edition.ACCESSIBLE))) as file:
        spoil(file)
        file.save(data)
    assert complaints(data.getvalue(), profile)
