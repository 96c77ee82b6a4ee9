"""Sizes, lengths and distances of lines, and capitals; and the real leaflet, in which nothing is found."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from leaflet.build import words_file
from leaflet.check.pages import LOOKS, Proof
from leaflet.check.type_rules import capitals, leading, line_length, narrow_justified
from leaflet.compose.lines import Line
from leaflet.compose.typesetter import Typesetter
from leaflet.layout.placed import Item, Text
from leaflet.model.document import Kind
from leaflet.model.inline import RichText
from leaflet.problems import Level
from tests.conftest import LANGUAGES, REAL, ROOT
from tests.printed import print_language
from tests.spoilt import changed, lines_of, told, with_block, with_items

LINE = "why/text.1"
Typesetters = Callable[[str], Typesetter]


def with_text(proof: Proof, text: str, typesetter: Typesetter) -> Proof:
    """The first line of a message with other words in it, all on that line."""
    shaped = typesetter.shape(text)
    line = Line(0, len(text), len(text), shaped.width)
    return changed(proof, LINE, lambda item: dataclasses.replace(item, shaped=shaped, line=line))


def test_type_that_is_too_small_is_an_error(proof: Proof) -> None:
    spoilt = changed(proof, "sources/text.1", lambda line: dataclasses.replace(line, size=6.0))
    assert "6.0 pt" in told(spoilt, "page/type-size").text


def test_a_very_long_line_is_a_warning(proof: Proof) -> None:
    def long(line: Text) -> Text:
        return dataclasses.replace(line, line=dataclasses.replace(line.line, end=line.line.start + 90))

    problem = told(changed(proof, LINE, long), "page/line-length")
    assert problem.level is Level.WARNING and "90" in problem.text


@pytest.mark.parametrize(("language", "text", "count"), [
    ("en", "a" * 75, 0), ("en", "a" * 76, 76),
    ("zh-Hans", "手" * 40, 0), ("zh-Hans", "手" * 41, 41), ("zh-Hans", "手" * 38 + "2024", 0),
    ("zh-Hans", "手" * 36 + "a" * 12, 42), ("ko", "손" * 41, 41),
    ("hi", "कु" * 60, 0), ("hi", "कु" * 80, 80),
])  # fmt: skip
def test_a_line_is_as_long_as_the_eye_sees_it(
    proof: Proof, typesetter: Typesetters, language: str, text: str, count: int
) -> None:
    """Ideographs are twice as wide as letters, and vowel signs take no room of their own."""
    found = [problem.text for problem in line_length(with_text(proof, text, typesetter(language)))]
    assert [f"a line of {count} characters" in text for text in found] == ([True] if count else [])


def pushed(proof: Proof, part: str, factor: float) -> Proof:
    """The lines of a message so many times their size apart."""
    items: list[Item] = []
    lines = lines_of(proof, part)
    for item in proof.pages.pages[0].items:
        at = lines.index(item) if isinstance(item, Text) and item in lines else -1
        y = lines[0].y + at * factor * lines[0].size
        items.append(dataclasses.replace(item, y=y) if isinstance(item, Text) and at >= 0 else item)
    return with_items(proof, tuple(items))


def test_lines_that_stand_too_close_are_a_warning(proof: Proof) -> None:
    (problem,) = leading(pushed(proof, LINE, 1.1))
    size = proof.pages.size
    assert problem.code == "page/leading" and problem.level is Level.WARNING and problem.where.block == "why"
    assert f"{1.1 * size:.1f} pt apart" in problem.text and f"{1.2 * size:.1f} pt are wanted" in problem.text
    assert proof.design.file in problem.hint
    assert list(leading(pushed(proof, LINE, 1.2))) == []


@pytest.mark.parametrize("language", ["ar", "zh-Hans", "ur"])
def test_a_script_that_needs_more_is_given_more(proof: Proof, typesetter: Typesetters, language: str) -> None:
    setter = typesetter(language)
    least = setter.locale.size_factor * setter.locale.line_height_min
    of_script = dataclasses.replace(proof, typesetter=setter)
    alone = with_items(of_script, tuple(lines_of(of_script, LINE)))
    assert [problem.where.block for problem in leading(pushed(alone, LINE, least - 0.02))] == ["why"]
    assert list(leading(pushed(alone, LINE, least))) == []


def test_small_print_is_not_held_to_what_the_body_of_a_script_needs(proof: Proof, typesetter: Typesetters) -> None:
    """Its lines are short, and no ink touches: 1.2 times what is printed is enough."""
    setter = typesetter("ar")
    alone = with_items(dataclasses.replace(proof, typesetter=setter), tuple(lines_of(proof, LINE)))
    small = with_block(alone, "why", kind=Kind.SOURCES)
    factor = setter.locale.size_factor
    assert list(leading(pushed(small, LINE, 1.2 * factor))) == [] != list(leading(pushed(alone, LINE, 1.2 * factor)))
    assert [problem.code for problem in leading(pushed(small, LINE, 1.15 * factor))] == ["page/leading"]


def test_the_next_column_is_not_the_next_line(proof: Proof) -> None:
    first, second, *_ = lines_of(proof, LINE)
    far = dataclasses.replace(second, x=first.x + first.width + 20, y=first.y + 2)
    assert list(leading(with_items(proof, (first, far)))) == []


def justified(proof: Proof, space: float) -> Proof:
    lines = [dataclasses.replace(line, space=space) for line in lines_of(proof, LINE)]
    return with_items(proof, tuple(lines))


def test_flush_lines_in_a_narrow_column_are_a_warning(proof: Proof) -> None:
    (problem,) = narrow_justified(justified(proof, 1.5))
    assert problem.code == "page/justified" and problem.level is Level.WARNING and problem.where.block == "why"
    assert proof.design.file in problem.hint
    assert list(narrow_justified(justified(proof, 0.0))) == []


def test_flush_lines_of_a_wide_column_or_of_ideographs_are_none(proof: Proof, typesetter: Typesetters) -> None:
    for language, text in (("en", "many words " * 5), ("zh-Hans", "手" * 20)):
        flush = justified(with_text(proof, text, typesetter(language)), 1.0)
        only = with_items(flush, flush.pages.pages[0].items[:1])
        assert list(narrow_justified(only)) == [], language


@pytest.mark.parametrize("text", [
    "WASH YOUR HANDS NOW", "Listen. WASH YOUR HANDS NOW! It helps.", "МОЙТЕ РУКИ КАЖДЫЙ ДЕНЬ",
    "ΠΛΎΝΕΤΕ ΤΑ ΧΈΡΙΑ ΣΑΣ", "ᲓᲐᲘᲑᲐᲜᲔᲗ ᲮᲔᲚᲔᲑᲘ ᲧᲝᲕᲔᲚ ᲓᲦᲔ", "WASH 2 HANDS FOR 20 SECONDS",
])  # fmt: skip
def test_a_sentence_in_capitals_is_a_warning(proof: Proof, text: str) -> None:
    problem = told(with_block(proof, "gel", title=RichText(text)), "page/capitals")
    assert problem.level is Level.WARNING and problem.where.block == "gel/title" and "4 words" in problem.text


@pytest.mark.parametrize("text", [
    "WASH YOUR HANDS", "Wash YOUR OWN TWO HANDS", "WHO, UNICEF, RIZIV, INAMI, NHS.", "COVID-19 and HIV",
    "Read: FEDERAL CENTRE OF HEALTH CARE.",
    "اغسل يديك كل يوم", "እጅዎን ይታጠቡ በየቀኑ አሁን", "每天洗手 每天洗手 每天洗手 每天洗手", "1 2 3 4 5", "",
])  # fmt: skip
def test_short_names_and_scripts_without_capitals_are_none(proof: Proof, text: str) -> None:
    assert list(capitals(with_block(proof, "gel", title=RichText(text)))) == []


def test_the_leaflets_title_is_looked_at(proof: Proof) -> None:
    loud = dataclasses.replace(proof.local, title=RichText("WASH YOUR HANDS OFTEN"))
    assert told(dataclasses.replace(proof, local=loud), "page/capitals").where.block == "leaflet/title"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("design", ["a4", "a4-large", "trifold", "zfold", "booklet"])
def test_the_real_leaflet_breaks_no_rule_in_colour_or_grey(design: str, language: str) -> None:
    printed = print_language(ROOT, REAL, design, language)
    kit, copy = printed.kit, printed.copy
    for palette in (kit.palette, kit.palette.in_grey):
        file = words_file(kit, language)
        proof = Proof(printed.pages, copy.local, kit.design, palette, file, copy.typesetter, kit.pictures)
        assert [str(problem) for rule in LOOKS for problem in rule(proof)] == []
