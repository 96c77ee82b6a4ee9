"""A block's text: paragraphs, bullets and numbered items, with the lines they begin in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.model.text_parts import single_spaced, split_text
from leaflet.model.yaml_nodes import Scalar, at, parse_nodes
from leaflet.problems import Where


def split(body, header="|"):
    """(kind, text, line) of the parts of a block text whose header is in line 1, and the problems."""
    indented = "".join(f"  {line}\n" if line else "\n" for line in body.split("\n"))
    node, problems = parse_nodes(f"text: {header}\n{indented}".encode(), "x.yaml")
    assert problems == ()
    parts, found = split_text(at(node, "text"), Where("x.yaml"))
    return [(part.kind.value, part.text, part.line) for part in parts], found


@pytest.mark.parametrize("header", ["|", ">"])
def test_paragraphs_and_lists(header):
    parts, problems = split("One\nstill   one.\n\n\nTwo:\n- a\n  goes on\n- b\n\nThree\n1. c\n2. d\nand d", header)
    assert problems == ()
    assert parts == [
        ("paragraph", "One still one.", 2),
        ("paragraph", "Two:", 6),
        ("bullet", "a goes on", 7),
        ("bullet", "b", 9),
        ("paragraph", "Three", 11),
        ("number", "c", 12),
        ("number", "d and d", 13),
    ]


def test_rewrapping_changes_no_text():
    narrow, _ = split("One two\nthree\nfour.\n\n- five\n  six\n- seven")
    wide, _ = split("One two three four.\n\n- five six\n- seven")
    assert [part[:2] for part in narrow] == [part[:2] for part in wide]


def test_what_only_looks_like_a_list_is_text():
    parts, problems = split("-5 degrees, 1.5 hours\n2013. A year\n1.Next")
    assert parts == [("paragraph", "-5 degrees, 1.5 hours 2013. A year 1.Next", 2)] and problems == ()


def test_text_on_the_lines_of_its_key_and_in_quotes():
    def texts(data):
        return [part.text for part in split_text(at(parse_nodes(data, "x")[0], "a"), Where())[0]]

    assert texts(b"a: one\n  two\n\n  three\n  - four\n") == ["one two", "three", "four"]
    assert texts(b'a: "one\n  two\n\n  three"\n') == ["one two", "three"]
    assert texts(b'a: "one\\n- two\\n- three"\n') == ["one", "two", "three"]


def test_no_break_spaces_are_kept():
    assert single_spaced(" 10\u00a0\u00a0kg \t\n 5\u202f% ") == "10\u00a0\u00a0kg 5\u202f%"


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("1. a\n3. b", "source/list-order", 3),
        ("2. a", "source/list-order", 2),
        ("1. a\n\nText\n\n2. b", "source/list-order", 6),
        ("- a\n  - b", "source/nested-list", 3),
        ("x\n\u2022 a", "source/list-marker", 3),
        ("* a", "source/list-marker", 2),
        ("1) a", "source/list-marker", 2),
    ],
)
def test_lists_that_will_not_print_as_meant_are_warned_of(body, code, line):
    _, problems = split(body)
    assert [(problem.code, problem.where.line) for problem in problems] == [(code, line)]
    assert problems[0].level.name == "WARNING" and problems[0].hint


def test_two_lists_are_each_numbered_from_one():
    assert split("1. a\n\n2. b\n\nText\n\n1. c\n- d\n1. e")[1] == ()


def test_a_list_may_be_indented_as_a_whole():
    parts, problems = split("Text:\n  - a\n  - b")
    assert [part[0] for part in parts] == ["paragraph", "bullet", "bullet"] and problems == ()


@given(st.text(alphabet="ab -.1\n\t\u00a0*\u2022)", max_size=60), st.sampled_from(["", "|", ">", "'", '"']))
def test_no_text_is_lost_and_nothing_raises(text, style):
    parts, _ = split_text(Scalar(text, 1, style), Where())
    kept = "".join("".join(part.text for part in parts).split())
    assert kept.count("a") == text.count("a") and kept.count("b") == text.count("b")
    assert all(part.text == single_spaced(part.text) and part.line >= 1 for part in parts)
