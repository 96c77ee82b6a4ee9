"""What stops a build is what `check` says, word for word; what only warns stays out of the way."""

from __future__ import annotations

import pytest

from leaflet.localize.checks.road import stopped
from leaflet.model.document import Kind
from leaflet.places import ASSETS
from leaflet.problems import Level, Problem
from tests.conftest import REAL
from tests.wording import Case, locale_of, one_text, shelf
from tests.workplace import Workplace


def on_the_road(case: Case) -> tuple[Problem, ...]:
    leaflet = one_text(case.source, case.kind, case.source_language)
    locales = (locale_of(case.source_language), locale_of(case.language))
    return stopped(leaflet, case.catalogue(case.language, case.target), locales, ASSETS)


@pytest.mark.parametrize(
    "case",
    [
        Case("Neem dit niet.", "Nehmen Sie das.", "de", Kind.SAFETY),
        Case("Neem dit niet.", "Prenez ceci.", "fr", Kind.SAFETY),
        Case("Ga naar een arts.", "Do not see a doctor.", "en", Kind.SAFETY),
        Case("Neem 2 mg.", "Nehmen Sie 2 g.", "de"),
        Case("Rust 2 weken.", "Repos 2 jours.", "fr", Kind.SAFETY),
    ],
)
def test_an_error_stops_in_the_words_of_check(case: Case) -> None:
    (problem,) = on_the_road(case)
    assert problem.level is Level.ERROR
    assert problem in case.problems()


@pytest.mark.parametrize(
    "case",
    [
        Case("Neem dit niet.", "Nehmen Sie das.", "de"),
        Case("Neem dit niet.", "این را بخورید.", "fa", Kind.SAFETY),
        Case("Rust 2 weken.", "Repos 2 jours.", "fr"),
        Case("Vraag de arts", "Fragen Sie bitte bitte", "de", Kind.SAFETY),
        Case("Neem dit niet.", "Nehmen Sie das.", "de", Kind.SAFETY, comments=("check: words/negation — put so",)),
    ],
)
def test_what_warns_or_is_vouched_for_does_not(case: Case) -> None:
    assert on_the_road(case) == ()


@pytest.mark.parametrize("language", sorted(shelf(REAL).catalogues))
def test_no_shipped_leaflet_is_stopped(language: str) -> None:
    real = shelf(REAL)
    locales = (locale_of(real.leaflet.language), locale_of(language))
    assert stopped(real.leaflet, real.catalogues[language], locales, ASSETS) == ()


def test_a_build_refuses_and_a_reason_lets_it_pass(place: Workplace) -> None:
    place.say_in_dutch("water")
    po = place.po("water", "nl")
    assert place.run("build", "--lang", "nl").code == 0
    place.change(po, "twaalf uur lang niet geplast heeft", "twaalf uur lang geplast heeft")
    answer = place.run("build", "--lang", "nl")
    assert answer.code == 1 and "[words/negation]" in answer.err
    assert place.run("check", "--lang", "nl").err.count("[words/negation]") == 1
    place.change(
        po, 'msgctxt "see-a-doctor/text.3"', '# check: words/negation — tried out\nmsgctxt "see-a-doctor/text.3"'
    )
    assert place.run("build", "--lang", "nl").code == 0


def test_warnings_are_for_check_and_counted_by_status(place: Workplace) -> None:
    place.say_in_dutch("water")
    place.change(place.po("water", "nl"), "Uw mond is droog.", "Uw mond is is droog.")
    built, checked = place.run("build", "--lang", "nl"), place.run("check", "--lang", "nl")
    assert "[words/repeated]" not in built.err and (checked.code, checked.err.count("[words/repeated]")) == (0, 1)
    told = place.run("status")
    assert "nl  1 warning in its words: 'check' tells which" in told.out
    assert '"warnings": 1' in place.run("status", "--format", "json").out
