"""A clinic's file to its fields."""

from __future__ import annotations

import pathlib

import pytest

from leaflet.model.clinic import read_clinic
from leaflet.problems import has_errors

ASSETS = pathlib.Path(__file__).parents[2] / "assets"
CLINIC = """\
clinic: north
name: North Clinic
address:
  - Example Street 1
  - 1000 Brussels
phone: 02 123 45 67
web: www.example.org
logo: north.svg
responsible_publisher: A. Example, Example Street 1, 1000 Brussels
"""


def read(tmp_path, text):
    (tmp_path / "north.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    (tmp_path / "north.yaml").write_text(text, encoding="utf-8")
    return read_clinic(tmp_path / "north.yaml", "clinics/north.yaml", ASSETS)


def test_a_clinic_gives_its_fields(tmp_path):
    clinic, problems = read(tmp_path, CLINIC)
    assert problems == ()
    assert clinic.fields() == {
        "clinic.name": "North Clinic",
        "clinic.address": "Example Street 1, 1000 Brussels",
        "clinic.phone": "02 123 45 67",
        "clinic.web": "www.example.org",
        "clinic.responsible_publisher": "A. Example, Example Street 1, 1000 Brussels",
    }
    assert (clinic.id, clinic.logo, clinic.qr, clinic.colours, clinic.file) == (
        *("north", "north.svg", "", (), "clinics/north.yaml"),
    )


def test_optional_keys(tmp_path):
    more = 'email: info@example.org\nqr: https://example.org/x\ncolours:\n  petrol: "#005260"\n'
    clinic, problems = read(tmp_path, CLINIC + more)
    assert problems == ()
    assert clinic.fields()["clinic.email"] == "info@example.org"
    assert clinic.qr == "https://example.org/x"
    assert clinic.colours == (("petrol", "#005260"),)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (CLINIC + "nmae: x\n", "source/unknown-key", 10),
        (CLINIC.replace("phone: 02 123 45 67\n", ""), "source/missing-key", 1),
        (CLINIC.replace("02 123 45 67", "call us"), "source/bad-value", 6),
        (CLINIC.replace("  - 1000 Brussels", "  -"), "source/wrong-type", 5),
        (CLINIC + "email: nobody\n", "source/bad-value", 10),
        (CLINIC + "qr: javascript:x\n", "source/bad-value", 10),
        (CLINIC + "colours:\n  petrol: teal\n", "source/bad-value", 11),
        (CLINIC + "colours:\n  petrol: #005260\n", "source/wrong-type", 11),
        (CLINIC.replace("clinic: north", "clinic: south"), "source/file-name", 1),
        (CLINIC.replace("logo: north.svg", "logo: south.svg"), "source/image-missing", 8),
    ],
)
def test_a_slip_is_said_at_its_line(tmp_path, text, code, line):
    _, problems = read(tmp_path, text)
    assert [(one.code, one.where.file, one.where.line) for one in problems] == [(code, "clinics/north.yaml", line)]
    assert has_errors(problems) and problems[0].hint


def test_a_colour_eaten_as_a_remark_is_told_to_stand_in_quotes(tmp_path):
    _, (problem,) = read(tmp_path, CLINIC + "colours:\n  petrol: #005260\n")
    assert "quotes" in problem.hint


def test_a_logo_outside_is_refused(tmp_path):
    clinic, problems = read(tmp_path, CLINIC.replace("north.svg", "../north.svg"))
    assert has_errors(problems)


def test_a_missing_clinic_is_a_problem(tmp_path):
    clinic, problems = read_clinic(tmp_path / "none.yaml", "none.yaml", ASSETS)
    assert clinic is None and [one.code for one in problems] == ["source/missing"]
