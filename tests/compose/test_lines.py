"""Lines: the best there are, in their measure, with every character once."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from leaflet.compose.breaks import Break, find_breaks
from leaflet.compose.lines import (
    HYPHEN_RUN,
    LINE,
    OVERLONG,
    RAG,
    RUNT,
    RUNT_WIDTH,
    SHRINK,
    Line,
    Wish,
    break_lines,
    hyphen_width,
)
from leaflet.compose.shape import ShapedText
from leaflet.compose.typesetter import Typesetter
from leaflet.localize.typography import typeset
from leaflet.model.inline import RichText, parse_inline, resolve

SetIn = Callable[[str], Typesetter]
words = st.lists(st.text(st.sampled_from("abcdefgilmnort"), min_size=1, max_size=12), min_size=1, max_size=9)
VOCABULARY = ["rug", "wervelkolom", "patiënten", "een", "de", "oefeningen", "20\u00a0mg", "tussenwervelschijven"]
VOCABULARY += ["beweeg", "MRI-scan", "(soms)", "is"]
paragraphs = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=14).map(" ".join)
measures = st.floats(2.5, 30.0)
WISHES = [Wish(), Wish(justify=True), Wish(balanced=True), Wish(whole=True, balanced=True)]


def shaped_with_breaks(typesetter: SetIn, text: str, hyphenate: bool = True) -> tuple[ShapedText, tuple[Break, ...]]:
    setter = typesetter("nl")
    shaped = setter.shape(text)
    return shaped, find_breaks(shaped.rich, setter.locale, hyphenate)


def shown(shaped: ShapedText, lines: Sequence[Line]) -> list[str]:
    return [shaped.text[line.start : line.end] + "-" * line.hyphen for line in lines]


@given(text=paragraphs, measure=measures, indent=st.sampled_from([0.0, 1.0]), wish=st.sampled_from(WISHES))
def test_every_character_is_on_one_line_and_no_line_is_too_long(
    typesetter: SetIn, text: str, measure: float, indent: float, wish: Wish
) -> None:
    shaped, breaks = shaped_with_breaks(typesetter, text)
    lines = break_lines(shaped, breaks, measure, indent, wish)
    assert [at for line in lines for at in range(line.start, line.next)] == list(range(len(text)))
    for number, line in enumerate(lines):
        room = measure - (0 if number else indent)
        glue = sum(shaped.x[at + 1] - shaped.x[at] for at in range(line.start, line.end) if text[at] == " ")
        give = SHRINK * glue if wish.justify else 0.0
        assert line.overlong == (line.width > room + give + 1e-6)
        assert line.last == (number == len(lines) - 1)
        assert not text[line.end : line.next].strip(), "what is not drawn is white space"
        if line.overlong:
            inside = [place for place in breaks if line.start < place.at < line.next]
            assert not inside, "a line sticks out only where it cannot be parted"
        assert line.width == pytest.approx(
            shaped.x[line.end] - shaped.x[line.start] + hyphen_width(shaped) * line.hyphen
        )


def cost(shaped: ShapedText, breaks: Sequence[Break], chosen: Sequence[int], measure: float) -> float:
    """What ragged lines cost: written from the description, to compare with the dynamic programme."""
    total, start, hyphened = 0.0, 0, False
    for index in chosen:
        place, final = breaks[index], index == len(breaks) - 1
        width = shaped.x[place.end] - shaped.x[start] + hyphen_width(shaped) * place.hyphen
        slack = measure - width
        total += LINE + place.cost
        if slack < -1e-6:
            total += OVERLONG * (1 - slack)
        elif final:
            total += RUNT if start and width < RUNT_WIDTH * measure else 0.0
        else:
            total += RAG * (slack / measure) ** 2
        total += HYPHEN_RUN if place.hyphen and hyphened else 0.0
        start, hyphened = place.at, place.hyphen
    return total


@settings(max_examples=60)
@given(text=paragraphs, measure=st.floats(6.0, 20.0))
@example(text="een de is rug wervelkolom", measure=8.0)
def test_ragged_lines_cost_as_little_as_any_others(typesetter: SetIn, text: str, measure: float) -> None:
    shaped, breaks = shaped_with_breaks(typesetter, text)
    assume(len(breaks) <= 13)
    last = len(breaks) - 1
    lines = break_lines(shaped, breaks, measure)
    ends = {place.at: index for index, place in enumerate(breaks)}
    ours = cost(shaped, breaks, [ends[line.next] for line in lines], measure)
    others = (
        (*combination, last)
        for count in range(len(breaks))
        for combination in itertools.combinations(range(last), count)
    )
    best = min(cost(shaped, breaks, other, measure) for other in others)
    assert ours == pytest.approx(best)


@given(text=words.map(" ".join), measure=st.floats(8.0, 25.0))
def test_balancing_takes_no_more_lines(typesetter: SetIn, text: str, measure: float) -> None:
    shaped, breaks = shaped_with_breaks(typesetter, text, False)
    plain = break_lines(shaped, breaks, measure)
    balanced = break_lines(shaped, breaks, measure, 0.0, Wish(balanced=True))
    assert len(balanced) <= len(plain)
    assert max(line.width for line in balanced) <= max(max(line.width for line in plain), measure) + 1e-6


def test_balancing_leaves_no_word_alone(typesetter: SetIn) -> None:
    shaped, breaks = shaped_with_breaks(typesetter, "Scan, operatie of psychotherapie nu?", False)
    measure = shaped.x[shaped.text.index("nu?")]
    assert shown(shaped, break_lines(shaped, breaks, measure, 0.0, Wish(balanced=True))) != [
        "Scan, operatie of psychotherapie", "nu?",
    ]  # fmt: skip
    assert len(break_lines(shaped, breaks, measure, 0.0, Wish(balanced=True))) == 2


def test_balancing_does_not_part_what_belongs_together(typesetter: SetIn) -> None:
    setter = typesetter("nl")
    rich = typeset(resolve(parse_inline("Bel {tel:0800 12 345 678}")[0], {}), setter.locale)
    shaped = setter.shape(rich)
    measure = shaped.width * 0.95
    lines = break_lines(shaped, find_breaks(rich, setter.locale), measure, 0.0, Wish(balanced=True))
    assert shown(shaped, lines) == ["Bel", "0800 12 345 678"]


def test_the_first_line_is_shorter_by_its_indent(typesetter: SetIn) -> None:
    shaped, breaks = shaped_with_breaks(typesetter, "rug en nek", False)
    assert len(break_lines(shaped, breaks, shaped.width)) == 1
    assert len(break_lines(shaped, breaks, shaped.width, 0.5)) == 2


def test_a_justified_line_may_shrink_its_spaces_without_being_too_long(typesetter: SetIn) -> None:
    shaped, breaks = shaped_with_breaks(typesetter, "aa bb cc dd ee ff gg hh ii jj kk ll", False)
    third = shaped.x[breaks[5].end]
    lines = break_lines(shaped, breaks, third - 0.05, 0.0, Wish(justify=True))
    assert lines[0].width > third - 0.05 + 1e-6, "six words are nearer to the measure than five"
    assert not lines[0].overlong


def test_a_word_that_fits_nowhere_is_said_to_stick_out(typesetter: SetIn) -> None:
    shaped, breaks = shaped_with_breaks(typesetter, "een tussenwervelschijven is", False)
    lines = break_lines(shaped, breaks, 4.0)
    assert [text for text, line in zip(shown(shaped, lines), lines, strict=True) if line.overlong] == [
        "tussenwervelschijven"
    ]


def test_a_hyphen_is_part_of_the_width(typesetter: SetIn) -> None:
    shaped, breaks = shaped_with_breaks(typesetter, "tussenwervelschijven")
    lines = break_lines(shaped, breaks, shaped.width * 0.6)
    assert [line.hyphen for line in lines] == [True, False]
    assert lines[0].width <= shaped.width * 0.6


def test_no_text_no_lines(typesetter: SetIn) -> None:
    assert break_lines(typesetter("nl").shape(RichText("")), (), 10.0) == ()
