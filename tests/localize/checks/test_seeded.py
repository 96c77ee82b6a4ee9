"""Faults put into the shipped catalogues, each of which somebody could make: all of them are caught."""

from __future__ import annotations

import itertools

import pytest

from leaflet.problems import Level
from tests.conftest import REAL
from tests.wording import SAMPLES, Case, Shelf, shelf

MANY = ("ar", "de", "en", "es", "fr", "ps", "ru", "tr", "uk", "zh-Hans")


@pytest.fixture
def real() -> Shelf:
    return shelf(REAL)


def codes(real: Shelf, language: str, changes: dict[str, str]) -> list[str]:
    return [problem.code for problem in real.review(language, changes)]


@pytest.mark.parametrize("language", MANY)
def test_a_changed_figure(real: Shelf, language: str) -> None:
    text = real.text(language, "what-it-is/text.2")
    changed = text.replace("85", "58").replace("۸۵", "۵۸")
    assert changed != text and "po/number" in codes(real, language, {"what-it-is/text.2": changed})


@pytest.mark.parametrize("language", ["ar", "de", "es", "fr", "it", "ro", "sq", "zh-Hans"])
def test_a_changed_link(real: Shelf, language: str) -> None:
    text = real.text(language, "kce/text.5").replace("https://www.lagerugpijn", "https://www.lagerugpijm")
    assert "po/link-changed" in codes(real, language, {"kce/text.5": text})


@pytest.mark.parametrize("language", MANY)
def test_lost_emphasis_and_a_lost_field(real: Shelf, language: str) -> None:
    bare = real.text(language, "see-a-doctor/text.2").replace("**", "")
    assert "po/emphasis" in codes(real, language, {"see-a-doctor/text.2": bare})
    assert "po/field-lost" in codes(real, language, {"clinic/text.3": "02 123 45 67"})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("painkillers/text.1", "massage/text.1"),
        ("intro/text.1", "what-cracks/text.2"),
        ("practices/text.3", "scans-and-surgery/text.2"),
        ("what-it-is/text.3", "practices/text.2"),
        ("kce/text.1", "core-stability/text.5"),
        ("see-a-doctor/text.1", "move/text.1"),
    ],
)
@pytest.mark.parametrize("language", sorted(shelf(REAL).catalogues))
def test_two_texts_that_changed_places(real: Shelf, language: str, one: str, other: str) -> None:
    swapped = {one: real.text(language, other), other: real.text(language, one)}
    assert codes(real, language, swapped) != []
    told = {problem.where.block for problem in real.review(language, swapped)}
    assert {one, other} <= told


@pytest.mark.parametrize("language", sorted(shelf(REAL).catalogues))
@pytest.mark.parametrize("context", ["practices/text.2", "massage/text.1", "core-stability/text.6"])
def test_an_untranslated_paragraph(real: Shelf, language: str, context: str) -> None:
    source = next(message.text for message in real.leaflet.messages() if message.context == context)
    assert "words/untranslated" in codes(real, language, {context: source})


@pytest.mark.parametrize(
    ("stranger", "language"),
    [
        *itertools.permutations(("de", "en", "es", "fr", "pl", "ro", "sq", "tr"), 2),
        *itertools.permutations(("bg", "ru", "uk"), 2),
        *itertools.permutations(("ar", "fa", "ps"), 2),
        ("pt", "es"),
        ("fr", "it"),
        ("it", "pt"),
        ("so", "tr"),
    ],
)
def test_another_language_in_a_file(real: Shelf, stranger: str, language: str) -> None:
    for context in ("practices/text.1", "kce/text.1", "scans-and-surgery/text.3"):
        found = codes(real, language, {context: real.text(stranger, context)})
        assert "words/untranslated" in found, context  # it stands in the other language's file
    shifted = {"practices/text.1": real.text(stranger, "kce/text.1").replace("(KCE)", "")}
    assert "words/language" in codes(real, language, shifted)


@pytest.mark.parametrize("language", ["ar", "bg", "fa", "ru", "ti", "uk", "zh-Hans"])
def test_another_script_in_a_file(real: Shelf, language: str) -> None:
    assert "words/script" in codes(real, language, {"massage/text.1": real.text("de", "massage/text.1")})


@pytest.mark.parametrize("language", MANY)
def test_half_a_text(real: Shelf, language: str) -> None:
    text = real.text(language, "practices/text.1")
    assert "po/length" in codes(real, language, {"practices/text.1": text[: len(text) // 4]})
    assert "po/length" in codes(
        real, language, {"massage/text.2": " ".join([real.text(language, "massage/text.2")] * 4)}
    )


@pytest.mark.parametrize("language", MANY)
def test_another_word_than_agreed(real: Shelf, language: str) -> None:
    text = real.text(language, "see-a-doctor/title")
    forms = real.glossary.terms[1].translations[language]
    for form in forms:
        text = text.replace(form, "XY")
    assert "words/term" in codes(real, language, {"see-a-doctor/title": text})
    renamed = real.text(language, "kce/text.1").replace("KCE", "CFE")
    assert "words/kept" in codes(real, language, {"kce/text.1": renamed})


@pytest.mark.parametrize(
    ("language", "source", "good", "bad"),
    [
        ("de", "Neem 2,5 mg.", "Nehmen Sie 2,5 mg.", "Nehmen Sie 25 mg."),
        ("fr", "Neem 2,5 mg.", "Prenez 2,5 mg.", "Prenez 2,5 g."),
        ("ar", "Neem 500 mg.", "تناول ٥٠٠ ملغ.", "تناول ٥٠ ملغ."),
        ("ru", "Neem 500 mg.", "Примите 500 мг.", "Примите 5000 мг."),
        ("tr", "Neem 500 mg.", "500 mg alın.", "500 ml alın."),
        ("zh-Hans", "Neem 10 ml.", "服用10毫升。", "服用10克。"),
        ("uk", "Neem 10 ml.", "Прийміть 10 мл.", "Прийміть 1 мл."),
    ],
)
def test_a_changed_dose_is_an_error_in_any_block(language: str, source: str, good: str, bad: str) -> None:
    assert Case(source, good, language).problems() == ()
    assert any(problem.level is Level.ERROR for problem in Case(source, bad, language).problems())


@pytest.mark.parametrize("language", ["am", "bn", "el", "he", "hi", "ja", "ko", "th", "vi"])
def test_a_changed_amount_in_the_samples(language: str) -> None:
    samples = shelf("sample")
    text = samples.text(language, "intro/text.1")
    for digit in "2২२":
        text = text.replace(digit, chr(ord(digit) + 1))
    assert SAMPLES.is_dir() and "po/number" in codes(samples, language, {"intro/text.1": text})


@pytest.mark.parametrize("language", ["ar", "de", "en", "es", "fr", "ru", "tr", "zh-Hans"])
@pytest.mark.parametrize("phone", ["02 123 45 67", "+32 2 123 45 67", "0800/12.345"])
def test_a_digit_of_a_telephone_number(language: str, phone: str) -> None:
    source = f"Bel {phone}."
    (problem,) = Case(source, f"☎ {phone[:-1]}9", language).problems()
    assert (problem.code, problem.level) == ("po/phone", Level.ERROR)
    assert Case(source, f"☎ {phone}", language).problems() == ()
