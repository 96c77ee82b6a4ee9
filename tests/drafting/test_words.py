"""The words of the folding dummy: every language has them all, and the bundled fonts have their letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from leaflet.compose.typesetter import Typesetter
from leaflet.drafting.words import KEYS, Words, read_words
from leaflet.problems import Level, Where
from tests.conftest import LANGUAGES, ROOT

ASSETS = ROOT / "assets"
EVERY = ("en", *(language for language in LANGUAGES if language != "en"))
NUMBERS = {"a": 3, "b": 4, "c": 5, "n": 6}
FIELD = re.compile(r"\{(\w+)\}")


def words_of(language: str) -> Words:
    words, problems = read_words(language, ASSETS)
    assert words is not None and not problems, problems
    assert words.locale.language == language
    return words


def test_there_are_twenty_languages() -> None:
    assert len(EVERY) == 20


@pytest.mark.parametrize("language", EVERY)
def test_every_phrase_can_be_said_and_set(language: str, typesetter: Callable[[str], Typesetter]) -> None:
    words, setter = words_of(language), typesetter(language)
    for key in KEYS:
        said = words.say(key, "trifold", **NUMBERS)
        assert said.strip() and "{" not in said and "}" not in said
        for strong in (False, True):
            assert setter.missing(said, Where(key), strong) == ()


@pytest.mark.parametrize("language", EVERY)
def test_a_phrase_has_the_fields_of_the_english_one(language: str) -> None:
    english, own = words_of("en").phrases, words_of(language).phrases
    assert own.keys() == english.keys() == KEYS
    for key, phrase in own.items():
        assert sorted(FIELD.findall(phrase)) == sorted(FIELD.findall(english[key])), key
        assert language == "en" or phrase != english[key] or phrase in ("Text",), f"{key} was not translated"


def test_numbers_are_in_the_digits_of_the_language() -> None:
    assert "۳" in words_of("fa").say("over", a=3, b=4)
    assert "3" in words_of("ar").say("over", a=3, b=4)


def test_a_country_has_its_languages_words_and_an_unknown_one_the_english() -> None:
    words, problems = read_words("fr-BE", ASSETS)
    assert words is not None and not problems and words.say("back") == "Dos"
    words, problems = read_words("xx", ASSETS)
    assert words is not None and words.say("back") == "Back" and words.locale.language == "en"
    assert [(problem.code, problem.level) for problem in problems] == [("folding/language", Level.WARNING)]
    assert "nl" in problems[0].hint


@pytest.mark.parametrize(
    "text", ["", "folding: 3\n", "folding:\n  en:\n    title: x\n", "folding: [\n", "folding:\n  en: 3\n"]
)
def test_a_broken_file_is_a_problem(tmp_path: Path, text: str) -> None:
    (tmp_path / "locales.yaml").write_bytes((ASSETS / "locales.yaml").read_bytes())
    (tmp_path / "folding.yaml").write_text(text, encoding="utf-8")
    words, problems = read_words("en", tmp_path)
    assert words is None and problems and all(problem.hint for problem in problems)
