"""A translator may say that a finding is right as it is: with a reason, for one text, as long as it is needed."""

from __future__ import annotations

import pytest

from leaflet.localize.checks.review import known_codes
from leaflet.localize.checks.suppression import NEVER, suppressions
from leaflet.model.document import Kind
from tests.wording import Case

TWICE = ("Vraag de arts", "Fragen Sie bitte bitte den Arzt")


@pytest.mark.parametrize(
    "comment",
    [
        "check: words/repeated — the patient insists",
        "check: words/repeated - the patient insists",
        "check: words/repeated: the patient insists",
        "check:words/repeated – the patient insists",
        "check: words/spaces, words/repeated — the patient insists",
    ],
)
def test_a_reason_is_enough(comment: str) -> None:
    codes = Case(*TWICE, comments=("A note of somebody.", comment)).codes()
    assert "words/repeated" not in codes
    assert codes == (["po/suppression"] if "words/spaces" in comment else [])  # what does not occur is told


@pytest.mark.parametrize("comment", ["check: words/repeated", "check: words/repeated —", "check: words/repeated:  "])
def test_without_a_reason_nothing_is_suppressed(comment: str) -> None:
    assert sorted(Case(*TWICE, comments=(comment,)).codes()) == ["po/suppression", "words/repeated"]


def test_what_is_not_needed_any_more_is_told() -> None:
    (problem,) = Case("Een", "Eins", comments=("check: words/repeated — once it was",)).problems()
    assert problem.code == "po/suppression" and "does not occur" in problem.text


def test_a_check_that_there_is_not() -> None:
    (problem,) = Case("Een", "Eins", comments=("check: words/repeatd — a slip",)).problems()
    assert problem.code == "po/suppression" and "words/repeated" in problem.hint


@pytest.mark.parametrize("note", ["check: is this the right word?", "check with the clinic", "words/repeated"])
def test_a_note_that_only_looks_so_is_left_alone(note: str) -> None:
    assert suppressions([note]) == ()
    assert Case(*TWICE, comments=(note,)).codes() == ["words/repeated"]


def test_what_a_build_tells_can_be_vouched_for_too() -> None:
    case = ("Bel 02 123 45 67.", "Rufen Sie 01 234 56 78 an.")
    assert Case(*case, kind=Kind.SAFETY).codes() == ["po/phone"]
    assert Case(*case, kind=Kind.SAFETY, comments=("check: po/phone — the German line",)).codes() == []


def test_a_lost_field_is_never_right() -> None:
    codes = Case("Bel {clinic.phone}", "Rufen Sie an", comments=("check: po/field-lost — no room",)).codes()
    assert sorted(codes) == ["po/field-lost", "po/suppression"]


def test_the_codes_that_may_be_named_are_those_there_are() -> None:
    assert not NEVER & set(known_codes())
