"""Rules about what is said: what they catch, and what they let pass."""

from __future__ import annotations

import pytest

from leaflet.localize.glossary import Glossary, Term
from leaflet.model.document import Kind
from leaflet.problems import Level
from tests.wording import Case

SAFETY = Kind.SAFETY


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Neem dit niet in.", "Nehmen Sie das nicht ein.", "de"),
        ("Neem dit niet in.", "Vermeiden Sie es.", "de"),
        ("Neem dit nooit samen.", "Ne prenez jamais cela ensemble.", "fr"),
        ("geen controle over plas", "Kontrollverlust über die Blase", "de"),
        ("geen controle over plas", "idrarı kontrol edememe", "tr"),
        ("koorts zonder reden", "حمى بلا سبب", "ar"),
        ("Neem geen aspirine.", "不要服用阿司匹林。", "zh-Hans"),
        ("Bel meteen een arts.", "Rufen Sie sofort einen Arzt an.", "de"),
        ("Bel gerust een arts.", "N’hésitez pas à appeler un médecin.", "fr"),
        ("Wacht tot morgen.", "No espere más.", "es"),
    ],
)
def test_a_denial_that_is_there(source: str, target: str, language: str) -> None:
    assert Case(source, target, language, SAFETY).codes() == []


@pytest.mark.parametrize(
    ("target", "language"),
    [
        ("Nehmen Sie das ein, wenn Sie schwanger sind.", "de"),
        ("Prenez ceci si vous êtes enceinte.", "fr"),
        ("Take this if you are pregnant.", "en"),
        ("Tome esto si está embarazada.", "es"),
        ("Принимайте это, если вы беременны.", "ru"),
        ("تناول هذا إذا كنت حاملاً.", "ar"),
        ("Hamileyseniz bunu alın.", "tr"),
        ("怀孕时请服用。", "zh-Hans"),
    ],
)
def test_a_lost_denial_stops_where_the_language_is_well_known(target: str, language: str) -> None:
    (problem,) = Case("Neem dit niet als u zwanger bent.", target, language, SAFETY).problems()
    assert (problem.code, problem.level) == ("words/negation", Level.ERROR)
    assert "words/negation" not in Case("Neem dit niet als u zwanger bent.", target, language).codes()


@pytest.mark.parametrize(
    ("target", "language"),
    [
        ("Gehen Sie nicht zum Arzt.", "de"),
        ("N’allez pas chez le médecin.", "fr"),
        ("Do not go to a doctor.", "en"),
        ("Non vada dal medico.", "it"),
        ("Не йдіть до лікаря.", "uk"),
    ],
)
def test_an_added_denial_stops(target: str, language: str) -> None:
    (problem,) = Case("Ga naar een arts.", target, language, SAFETY).problems()
    assert (problem.code, problem.level) == ("words/negation", Level.ERROR)


def test_a_denial_is_looked_for_in_its_own_sentence() -> None:
    (problem,) = Case(
        "Neem dit niet in. Neem dat nooit in.", "Nehmen Sie das nicht ein. Nehmen Sie jenes ein.", "de", SAFETY
    ).problems()
    assert (problem.code, problem.level) == ("words/negation", Level.WARNING)


def test_where_the_words_for_no_are_not_all_known_it_is_a_warning() -> None:
    (problem,) = Case("Neem dit niet.", "این را بخورید.", "fa", SAFETY).problems()
    assert (problem.code, problem.level) == ("words/negation", Level.WARNING)


@pytest.mark.parametrize(
    ("source", "target", "language", "found"),
    [
        ("Neem 2 mg.", "Nehmen Sie 2 mg.", "de", []),
        ("Neem 2 mg.", "Nehmen Sie 2 g.", "de", ["po/unit"]),
        ("Neem 2 mg.", "Приймайте 2 мг.", "uk", []),
        ("Neem 2 mg.", "Приймайте 2 г.", "uk", ["po/unit"]),
        ("Neem 2 ml.", "خذ 2 مل.", "ar", []),
        ("Neem 2 ml.", "خذ 2 ملغ.", "ar", ["po/unit"]),
        ("Neem 2 ml.", "服用2毫升。", "zh-Hans", []),
        ("Neem 2 ml.", "服用2毫克。", "zh-Hans", ["po/unit"]),
        ("Neem 2 ml.", "비누 2 ml면 됩니다.", "ko", []),
        ("Neem 2 ml.", "Prenez-en 2.", "fr", ["po/unit"]),
        ("Rust 2 weken.", "Repos 2 semaines.", "fr", []),
        ("Rust 2 weken.", "Repos 2 jours.", "fr", ["po/unit"]),
        ("Rust 2 weken.", "Riposo per 2 mesi.", "it", ["po/unit"]),
        ("om de 8 uur", "alle 8 Stunden", "de", []),
        ("om de 8 uur", "alle 8 Tage", "de", ["po/unit"]),
        ("om de 8 uur", "8 saatte bir", "tr", []),
        ("85 % van allen", "Vakaların %85’i", "tr", []),
        ("85 % van allen", "85 % aller", "de", []),
        ("85 % van allen", "85 von allen", "de", ["po/unit"]),
        ("85 % van allen", "85 Prozent aller", "de", []),
        ("9 op de 10 mensen", "9 von 10 Menschen", "de", []),
    ],
)
def test_units(source: str, target: str, language: str, found: list[str]) -> None:
    assert Case(source, target, language).codes() == found


def test_another_unit_of_a_dose_is_an_error_anywhere() -> None:
    (problem,) = Case("Neem 2 mg.", "Nehmen Sie 2 g.").problems()
    assert problem.level is Level.ERROR


@pytest.mark.parametrize(
    ("source", "target", "language", "found"),
    [
        ("van 2-3 keer", "2–3 Mal", "de", []),
        ("van 2-3 keer", "3–2 Mal", "de", ["po/range"]),
        ("van 2-3 keer", "٣-٢ مرات", "ar", ["po/range"]),
        ("op 1 november 2028", "am 1. November 2028", "de", []),
        ("op 1 november 2028", "le 1er novembre 2028", "fr", []),
        ("op 1 november 2028", "le 1er décembre 2028", "fr", ["po/date"]),
        ("op 1 november 2028", "1 декабря 2028", "ru", ["po/date"]),
        ("op 1 november 2028", "1 ноября 2028", "ru", []),
        ("op 1 november 2028", "on 1 October 2028", "en", ["po/date"]),
        ("op 01-11-2028", "am 01.11.2028", "de", []),
        ("op 01-11-2028", "am 11.01.2028", "de", ["po/date"]),
    ],
)
def test_ranges_and_dates(source: str, target: str, language: str, found: list[str]) -> None:
    assert Case(source, target, language).codes() == found


@pytest.mark.parametrize(
    ("source", "target", "language", "found"),
    [
        ("Neem 2,5 keer", "2,5 Mal", "de", []),
        ("Neem 2,5 keer", "2.5 Mal", "de", ["words/number-form"]),
        ("Neem 2,5 keer", "2,5 times", "en", ["words/number-form"]),
        ("Neem 2,5 keer", "٢٫٥ مرات", "ar", []),
        ("al 1.250 keer", "1,250 times", "en", []),
        ("al 1.250 keer", "1.250 times", "en", ["words/number-form"]),
        ("al 1.250 keer", "1\u202f250 fois", "fr", []),
        ("om 10.30 uur", "at 10:30", "en", []),
        ("85% van allen", "85% kişi", "tr", ["words/number-form"]),
        ("85% van allen", "%85 of all", "en", ["words/number-form"]),
    ],
)
def test_the_form_of_numbers(source: str, target: str, language: str, found: list[str]) -> None:
    assert Case(source, target, language).codes() == found


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("Bel 02 123 45 67.", "Rufen Sie 02 123 45 67 an.", []),
        ("Bel 02 123 45 67.", "Rufen Sie 02/123.45.67 an.", []),
        ("Bel 02 123 45 67.", "Rufen Sie 02 123 45 68 an.", ["po/phone"]),
        ("Bel 02 123 45 67.", "اتصل ٠٢ ١٢٣ ٤٥ ٦٧.", []),
        ("Bel +32 2 123 45 67.", "Rufen Sie an.", ["po/phone"]),
        ("Bel ons.", "Rufen Sie 02 123 45 67 an.", ["po/phone"]),
        ("op 01-11-2028", "am 01.11.2028", []),
    ],
)
def test_telephone_numbers(source: str, target: str, found: list[str]) -> None:
    language = "ar" if target.startswith("اتصل") else "de"
    assert Case(source, target, language).codes() == found


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("Eins. Zwei.", []),
        ("Eins.\nZwei.", []),
        ("Eins.\n\nZwei.", ["po/paragraphs"]),
        ("- Eins\n- Zwei", ["po/paragraphs"]),
        ("Eins • Zwei", ["po/paragraphs"]),
    ],
)
def test_one_text_is_one_paragraph(target: str, found: list[str]) -> None:
    assert Case("Een. Twee.", target).codes() == found


GLOSSARY = Glossary(("KCE",), (Term("pijnstiller", {"de": ("Schmerzmittel",), "tr": ("ağrı kesici",)}),))


@pytest.mark.parametrize(
    ("source", "target", "language", "found"),
    [
        ("Pijnstillers helpen", "Schmerzmittel helfen", "de", []),
        ("Pijnstillers helpen", "Analgetika helfen", "de", ["words/term"]),
        ("Pijnstillers helpen", "AĞRI KESİCİLER", "tr", ["words/term"]),
        ("Pijnstillers helpen", "Ağrı kesiciler", "tr", []),
        ("Pijnstillers helpen", "Les analgésiques", "fr", []),
        ("Bij het KCE", "Beim KCE", "de", []),
        ("Bij het KCE", "Beim Fachzentrum", "de", ["words/kept"]),
    ],
)
def test_the_glossary(source: str, target: str, language: str, found: list[str]) -> None:
    assert Case(source, target, language, glossary=GLOSSARY).codes() == found


def test_room() -> None:
    assert Case("Kort", "Sehr viel länger", room=5).codes() == ["words/room"]
    assert Case("Kort", "Kurz", room=5).codes() == []
    assert Case("Kort", "قَصِيرٌ", "ar", room=4).codes() == []  # vowel marks take no room
