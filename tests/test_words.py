"""The words of the real leaflet: complete in every language, true to the source, and as long as they should be."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from leaflet.compose.fonts import verify_fonts
from leaflet.localize.catalogue import Catalogue, read_catalogue
from leaflet.localize.template import extract
from leaflet.model.document import Kind, Leaflet, Message, PartKind
from leaflet.model.inline import fields_of, parse_inline
from leaflet.project import Project, read_source
from tests.conftest import LANGUAGES, REAL, ROOT
from tests.pdfread import run

FEWEST, MOST = 600, 750
SIGNS = 7  # the red flags of the safety block
FOLDER = ROOT / "translations" / REAL
TRANSLATIONS = [language for language in LANGUAGES if language != "nl"]
NUMBER = re.compile(r"\d+")


@pytest.fixture(scope="module")
def leaflet() -> Leaflet:
    found, problems = read_source(Project(ROOT), REAL)
    assert found is not None and problems == (), problems
    return found


@pytest.fixture(params=TRANSLATIONS)
def catalogue(request: pytest.FixtureRequest, leaflet: Leaflet) -> Catalogue:
    found, problems = read_catalogue(FOLDER / f"{request.param}.po", f"{request.param}.po", leaflet)
    assert found is not None and problems == (), problems
    return found


def plain(message: Message) -> str:
    return "".join(node.text for node in parse_inline(message.text)[0])


def printed_words(leaflet: Leaflet) -> int:
    """Words that a patient reads: no alternative texts, no labels."""
    messages = [leaflet.title]
    for block in leaflet.blocks:
        messages += [block.title] if block.title else []
        messages += [part.message for part in block.parts]
    return sum(len(re.findall(r"\w+(?:[-’.]\w+)*", plain(message))) for message in messages)


def test_the_source_is_as_long_as_a_leaflet_may_be(leaflet: Leaflet) -> None:
    assert FEWEST <= printed_words(leaflet) <= MOST


def test_all_languages_are_there() -> None:
    assert set(TRANSLATIONS) >= {"fr", "de", "en"}


def test_every_message_is_translated_and_none_is_fuzzy(leaflet: Leaflet, catalogue: Catalogue) -> None:
    for message in leaflet.messages():
        if message.context.startswith("label/") and message.context not in catalogue.entries:
            continue  # the product's own words in this language
        entry = catalogue.entries[message.context]
        assert entry.text.strip() and not entry.fuzzy and entry.source == message.text, message.context


def test_no_entry_is_left_over(leaflet: Leaflet, catalogue: Catalogue) -> None:
    assert set(catalogue.entries) <= {message.context for message in leaflet.messages()}
    assert catalogue.obsolete == ()


def numbers_in(text: str) -> Counter[str]:
    """The numbers of a text in 0 to 9, whatever digits it is written in."""
    return Counter("".join(str(unicodedata.digit(digit)) for digit in number) for number in NUMBER.findall(text))


def has_no_spaces(text: str) -> bool:
    """Is it of several characters in a script that writes no spaces?"""
    return len(text) >= 4 and all(ord(char) >= 0x3000 for char in text)


def test_numbers_and_fields_are_those_of_the_source(leaflet: Leaflet, catalogue: Catalogue) -> None:
    for message in leaflet.messages():
        entry = catalogue.entries.get(message.context)
        if entry:
            assert numbers_in(entry.text) == numbers_in(message.text), message.context
            source, target = (parse_inline(text)[0] for text in (message.text, entry.text))
            assert Counter(fields_of(target)) == Counter(fields_of(source)), message.context
            assert {node.href for node in target} == {node.href for node in source}, message.context


def test_bold_stays_where_it_matters(leaflet: Leaflet, catalogue: Catalogue) -> None:
    for message in leaflet.messages():
        entry = catalogue.entries.get(message.context)
        if entry:
            source, target = (parse_inline(text)[0] for text in (message.text, entry.text))
            assert any(node.strong for node in target) == any(node.strong for node in source), message.context


def signs(leaflet: Leaflet) -> list[Message]:
    return [
        part.message
        for block in leaflet.blocks
        if block.kind is Kind.SAFETY
        for part in block.parts
        if part.kind is not PartKind.PARAGRAPH
    ]


def test_every_sign_of_danger_is_there_in_the_source(leaflet: Leaflet) -> None:
    assert len(signs(leaflet)) == SIGNS


def test_every_sign_of_danger_is_there_in_every_language(leaflet: Leaflet, catalogue: Catalogue) -> None:
    found = [catalogue.entries[message.context].text for message in signs(leaflet)]
    assert len(found) == SIGNS and all(len(text.split()) >= 2 or has_no_spaces(text) for text in found)
    assert len(set(found)) == SIGNS, "no sign is there twice"


def test_translations_are_other_words(leaflet: Leaflet, catalogue: Catalogue) -> None:
    """A text that was copied over from the source, and not a name or a number, was forgotten."""
    same = [
        message.context
        for message in leaflet.messages()
        if message.context in catalogue.entries
        and catalogue.entries[message.context].text == message.text
        and len(re.findall(r"\w{4,}", re.sub(r"\{[^}]*\}|\S*\.\S+", "", message.text))) > 2
    ]
    assert same == []


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_gettext_finds_nothing_wrong(language: str) -> None:
    said = run("msgfmt", "-c", "-o", "/dev/null", FOLDER / f"{language}.po")
    assert said.strip() == ""


def test_the_template_is_up_to_date(leaflet: Leaflet) -> None:
    assert (FOLDER / "leaflet.pot").read_text("utf-8") == extract(leaflet)


def test_every_word_can_be_set_in_the_bundled_fonts(assets_folder: Path) -> None:
    assert verify_fonts(assets_folder) == ()


def test_translations_are_marked_as_not_reviewed(catalogue: Catalogue) -> None:
    """No clinician has signed yet: the file must not say otherwise."""
    assert "draft" in catalogue.state and "not" in catalogue.state
