"""Rules about how a translation is typed, and in which language and script it is."""

from __future__ import annotations

import pytest

from leaflet.model.document import Kind
from leaflet.problems import Level
from tests.wording import Case

LONG = "Vraag uw arts of kinesitherapeut welke oefeningen u thuis kunt doen en hoe vaak."


@pytest.mark.parametrize(
    ("target", "language", "found"),
    [
        ("Der der Arzt", "de", []),  # a relative clause may begin so
        ("Fragen Sie bitte bitte den Arzt", "de", ["words/repeated"]),
        ("Demandez au au médecin", "fr", ["words/repeated"]),
        ("Vous vous lavez", "fr", []),
        ("Ask the the doctor", "en", ["words/repeated"]),
        ("Pregunte al al médico", "es", ["words/repeated"]),
        ("Спросите у у врача", "ru", ["words/repeated"]),
        ("Ask the doctor. The end", "en", []),
        ("Yavaş yavaş hareket edin", "tr", []),
        ("慢慢 慢慢 来", "zh-Hans", []),
    ],
)
def test_words_that_stand_twice(target: str, language: str, found: list[str]) -> None:
    assert Case("Vraag de arts", target, language).codes() == found


@pytest.mark.parametrize(
    ("target", "language", "found"),
    [
        ("Eins  zwei", "de", ["words/spaces"]),
        ("Warum ?", "de", ["words/spaces"]),
        ("Pourquoi ?", "fr", []),
        ("Pourquoi\u202f? Voici\u00a0: tout", "fr", []),
        ("Pourquoi?", "fr", []),  # typesetting puts the space in
        ("Un , deux", "fr", ["words/spaces"]),
        ("One , two", "en", ["words/spaces"]),
        ("واحد ، اثنان", "ar", ["words/spaces"]),
        ("одно,другое слово", "ru", ["words/spaces"]),
        ("Ende.Anfang", "de", ["words/spaces"]),
        ("( eins)", "de", ["words/spaces"]),
        ("z.B. um 10:30 … so", "de", []),
        ("{clinic.phone} , elke dag", "nl", ["words/spaces"]),
        ("你好，世界", "zh-Hans", []),
    ],
)
def test_spaces(target: str, language: str, found: list[str]) -> None:
    source = "Een, twee {clinic.phone} 10:30" if "{" in target or "10" in target else "Een, twee"
    codes = Case(source, target, language).codes()
    assert [code for code in codes if code.startswith("words/")] == found


@pytest.mark.parametrize(
    ("target", "language", "found"),
    [
        ("„Knacken“", "de", []),
        ("»Knacken«", "de", []),
        ('"Knacken"', "de", []),  # typesetting makes them the language's own
        ("“Knacken”", "de", ["words/quotes"]),
        ("„Knacken", "de", ["words/quotes"]),
        ("„„Knacken““", "de", ["words/quotes"]),
        ('"Knacken', "de", ["words/quotes"]),
        ("« craquer »", "fr", []),
        ("„craquer“", "fr", ["words/quotes"]),
        ("„pukać”", "pl", []),
        ("„pukać“", "pl", ["words/quotes"]),
        ("«хруст»", "ru", []),
        ("”хруст”", "ru", ["words/quotes"]),
        ("«الطقطقة»", "ar", []),
        ('"الطقطقة"', "ar", ["words/quotes"]),
        ("“掰响”", "zh-Hans", []),
        ("the doctor’s", "en", []),
    ],
)
def test_quotes(target: str, language: str, found: list[str]) -> None:
    assert Case("‘kraken’", target, language).codes() == found


@pytest.mark.parametrize(
    ("target", "language", "found"),
    [
        ("کمردرد يکی", "fa", ["words/letters"]),
        ("كمردرد", "fa", ["words/letters"]),
        ("کمردرد یکی", "fa", []),
        ("mişcare", "ro", ["words/letters"]),
        ("mișcare și răbdare", "ro", []),
        ("мышці", "uk", ["words/letters"]),
        ("боли і тест", "ru", ["words/letters"]),
        ("یوم", "ar", ["words/letters"]),
        ("كمر", "ckb", ["words/letters"]),
    ],
)
def test_letters_of_a_neighbour(target: str, language: str, found: list[str]) -> None:
    assert Case("iets", target, language).codes() == found


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("حرکت کمک می\u200cکند", []),
        ("حرکت کمک می کند", ["words/joiner"]),
        ("حرکت نمی کند", ["words/joiner"]),
        ("درمان های زیاد", ["words/joiner"]),
        ("درمان\u200cهای زیاد", []),
        ("می\u200cکند و میکند", ["words/joiner"]),
    ],
)
def test_the_joiner_of_persian(target: str, found: list[str]) -> None:
    assert Case("Bewegen helpt", target, "fa").codes() == found


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("¿Qué hacer?", []),
        ("Qué hacer?", ["words/opening-mark"]),
        ("¡Muévase!", []),
        ("Muévase!", ["words/opening-mark"]),
        ("¿Qué hacer", ["words/opening-mark"]),
    ],
)
def test_spanish_opens_what_it_closes(target: str, found: list[str]) -> None:
    assert Case("Wat doen?", target, "es").codes() == found


def test_digits_of_one_kind() -> None:
    assert Case("9 op de 10", "۹ از 10", "fa").codes() == ["words/digits"]
    assert Case("9 op de 10", "۹ از ۱۰", "fa").codes() == []


@pytest.mark.parametrize(
    ("target", "language"),
    [
        ("Demandez à votre médecin quels exercices vous pouvez faire à la maison et à quelle fréquence.", "de"),
        ("Demandez à votre médecin quels exercices vous pouvez faire à la maison et à quelle fréquence.", "es"),
        ("Pergunte ao seu médico que exercícios pode fazer em casa e com que frequência.", "es"),
        ("Vraag uw arts welke oefeningen u thuis zelf kunt doen en hoe vaak.", "tr"),
        ("Спросите врача, какие упражнения вы можете делать дома и как часто их нужно делать.", "uk"),
        ("Спросите врача, какие упражнения вы можете делать дома и как часто их нужно делать.", "bg"),
        ("از پزشک خود بپرسید چه تمرین‌هایی را می‌توانید در خانه انجام دهید و چند بار.", "ar"),
        ("اسأل طبيبك عن التمارين التي يمكنك أن تقوم بها في البيت وكم مرة.", "fa"),
        ("請問醫師，您在家裡可以做哪些運動，要做幾次，從什麼時候開始。", "zh-Hans"),
        ("Ask your doctor which exercises you can do at home and how often.", "so"),
        ("Fragen Sie Ihren Arzt, welche Übungen Sie zu Hause machen können und wie oft.", "sq"),
    ],
)
def test_another_language(target: str, language: str) -> None:
    problems = Case(LONG, target, language).problems()
    assert "words/language" in [problem.code for problem in problems if problem.level is Level.ERROR]


@pytest.mark.parametrize("language", ["de", "fr", "es", "ru", "ar", "zh-Hans", "tr"])
def test_dutch_left_in_any(language: str) -> None:
    codes = Case(LONG, LONG, language).codes()
    assert "words/untranslated" in codes and ("words/language" in codes or "words/script" in codes)


@pytest.mark.parametrize(
    ("target", "language"),
    [
        ("Fragen Sie Ihren Arzt, welche Übungen gut sind", "ru"),
        ("Спросите своего врача", "de"),
        ("اسأل طبيبك عن التمارين", "fr"),
        ("Vraag uw arts", "ti"),
        ("请问您的医生可以做哪些运动", "ko"),
    ],
)
def test_another_script(target: str, language: str) -> None:
    problems = Case("Vraag uw arts welke oefeningen", target, language).problems()
    assert "words/script" in [problem.code for problem in problems if problem.level is Level.ERROR]


def test_letters_that_look_alike() -> None:
    assert Case("Massage helpt", "Масcаж помогает", "ru").codes() == ["words/script"]  # a Latin c
    assert Case("Massage helpt", "Massаge hilft", "de").codes() == ["words/script"]  # a Cyrillic а


def test_one_sentence_that_was_left_is_found() -> None:
    source = "Bel uw arts. Vraag welke oefeningen u thuis kunt doen."
    found = Case(source, "Rufen Sie Ihren Arzt an. Vraag welke oefeningen u thuis kunt doen.").codes()
    assert "words/untranslated" in found


def test_the_text_of_another_file_is_found() -> None:
    text = "Massage lindert Schmerzen im Rücken und Nacken"
    problems = Case("Massage verlicht pijn", text, "sq", others={"de": text}).problems()
    assert any("de.po" in problem.text for problem in problems)


def test_names_codes_and_fields_may_stay_as_they_are() -> None:
    assert Case("Massage", "Massage").codes() == []
    assert Case("**{clinic.name}**", "**{clinic.name}**", "ar").codes() == []
    assert Case("[www.kce.be](https://www.kce.be)", "[www.kce.be](https://www.kce.be)", "ru").codes() == []
    title = "Nationale Studie Lage Rugpijn Vlaanderen"
    assert Case(title, title, kind=Kind.SOURCES).codes() == []
