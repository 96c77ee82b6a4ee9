"""Drawings refused: what would print differently, hostile files, and any bytes at all."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.model.drawing import read_drawing
from leaflet.model.svg_path import read_path
from leaflet.problems import Level, Problem, Where

WHERE = Where("logo.svg")


def svg(body: str, attributes: str = 'viewBox="0 0 100 50"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{body}</svg>'.encode()


def refused(data: bytes | str) -> tuple[Problem, ...]:
    drawing, problems = read_drawing(svg(data) if isinstance(data, str) else data, WHERE)
    assert drawing is None
    assert problems and all(problem.hint and problem.where.file == "logo.svg" for problem in problems)
    return problems


def code(data: bytes | str) -> str:
    (problem,) = refused(data)
    return problem.code


# --- what is refused


@pytest.mark.parametrize(
    "tag",
    ["text", "image", "use", "style", "switch", "foreignObject", "script", "animate", "a", "svg", "tspan", "made-up"],
)
def test_elements_refused_by_name_and_line(tag: str) -> None:
    (problem,) = refused(f'<path d="M0 0h1v1z"/>\n\n<{tag}><path d="M0 0h1v1z"/></{tag}>')
    assert problem.code == "drawing/element"
    assert f"<{tag}>" in problem.text and problem.where.line == 3


@pytest.mark.parametrize("tag", ["style", "script", "animate", "set"])
def test_elements_that_act_from_anywhere(tag: str) -> None:
    assert code(f'<defs><{tag}/></defs><path d="M0 0h1v1z"/>') == "drawing/element"


@pytest.mark.parametrize(
    ("attribute", "expected"),
    [
        ('fill="url(#a)"', "drawing/colour"),
        ('fill="url(http://example.org/x#a) red"', "drawing/colour"),
        ('fill="hsl(1,2%,3%)"', "drawing/colour"),
        ('fill="rgba(1,2,3,.5)"', "drawing/opacity"),
        ('fill="#12345678"', "drawing/opacity"),
        ('opacity=".5"', "drawing/opacity"),
        ('fill-opacity="0.5"', "drawing/opacity"),
        ('stroke="red" style="stroke-opacity:50%"', "drawing/opacity"),
        ('opacity="x"', "drawing/value"),
        ('stroke-width="-1"', "drawing/value"),
        ('stroke-linejoin="arcs"', "drawing/value"),
        ('clip-path="url(#c)"', "drawing/property"),
        ('mask="url(#c)"', "drawing/property"),
        ('filter="blur(5px)"', "drawing/property"),
        ('marker-end="url(#c)"', "drawing/property"),
        ('paint-order="stroke"', "drawing/property"),
        ('vector-effect="non-scaling-stroke"', "drawing/property"),
        ('style="mix-blend-mode:multiply"', "drawing/property"),
        ('style="transform:scale(2)"', "drawing/property"),
        ('style="d:path(&quot;M0 0&quot;)"', "drawing/property"),
        ('style="cursor:URL(http://example.org/)"', "drawing/property"),
        ('onclick="alert(1)"', "drawing/attribute"),
        ('systemLanguage="nl"', "drawing/attribute"),
    ],
)
def test_attributes_refused(attribute: str, expected: str) -> None:
    (problem,) = refused(f'\n<path d="M0 0h1v1z" {attribute}/>')
    assert (problem.code, problem.where.line) == (expected, 2)


def test_every_finding_is_reported_at_once_but_not_for_ever() -> None:
    assert len(refused('<text/><image/><path fill="x" d="M0 0h1v1z"/>')) == 3
    assert len(refused("".join(f"<g opacity='.{number}'/>" for number in range(1, 99)))) == 20


def test_messages_are_safe_to_print() -> None:
    (problem,) = refused(f'<path d="M0 0h1v1z" fill="\u202e\u009b31m{"x" * 9999}"/>')
    assert str(problem).replace("\n", "").isprintable() and len(problem.text) < 120


def test_nothing_painted_is_said() -> None:
    for body in ("", "<g/>", '<path d="M0 0h1v1z" fill="none"/>', '<rect width="0" height="5"/>'):
        assert code(body) == "drawing/empty"
    assert code(svg("", 'viewBox="0 0 9 9" display="none"')) == "drawing/empty"


# --- hostile files


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><svg xmlns="http://www.w3.org/2000/svg"><title>&c;</title></svg>"""
EXTERNAL = b"""<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>&x;</title><path d="M0 0h1v1z"/></svg>"""
PARAMETER = b'<!DOCTYPE svg [<!ENTITY % x SYSTEM "http://example.org/x.dtd"> %x;]><svg/>'


@pytest.mark.parametrize("data", [LAUGHS, EXTERNAL, PARAMETER, b"<!DOCTYPE svg []><svg/>"])
def test_doctype_with_a_subset_is_refused(data: bytes) -> None:
    assert code(data) == "drawing/doctype"


def test_plain_doctype_passes() -> None:
    doctype = (
        b'<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        b'"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    )
    drawing, problems = read_drawing(doctype + svg('<path d="M0 0h1v1z"/>'), WHERE)
    assert drawing and not problems


def test_attached_style_sheet_is_refused() -> None:
    data = b'<?xml-stylesheet href="http://example.org/a.css"?>' + svg('<path d="M0 0h1v1z"/>')
    assert code(data) == "drawing/element"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "drawing/empty"),
        (b" \n", "drawing/empty"),
        (b"hello", "drawing/not-xml"),
        (b"<svg", "drawing/not-xml"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M0 0h1v1z'/>", "drawing/not-xml"),
        (b"<html><body/></html>", "drawing/not-svg"),
        (b"<svg xmlns='urn:other' viewBox='0 0 9 9'/>", "drawing/not-svg"),
        (b"<?xml version='1.0' encoding='unicode_escape'?><svg/>", "drawing/encoding"),
        (b"<svg viewBox='0 0 9 9'><title>\xff</title></svg>", "drawing/not-xml"),
        (svg(" " * 2_000_001), "drawing/too-large"),
        (svg("<g>" * 200 + "</g>" * 200), "drawing/too-deep"),
        (svg("<defs>" * 200 + "</defs>" * 200), "drawing/too-deep"),
        (svg("<g/>" * 50_001), "drawing/too-many-elements"),
        (svg(f'<path d="M0 0{"h1" * 50_001}"/>'), "drawing/too-many-segments"),
        (svg(f'<path d="M0 0{" 1 1" * 30_000}"/>' * 2), "drawing/too-many-segments"),
        (svg(f'<path d="M0 0{"h9e5" * 9}"/>'), "drawing/value"),
        (svg("<g transform='scale(1e5)'>" * 9 + '<path d="M0 0h1v1z"/>' + "</g>" * 9), "drawing/value"),
    ],
)
def test_files_refused(data: bytes, expected: str) -> None:
    assert {problem.code for problem in refused(data)} == {expected}


def test_without_namespace_or_with_a_prefix_is_still_svg() -> None:
    for data in (
        b'<svg viewBox="0 0 9 9"><path d="M0 0h1v1z"/></svg>',
        b'<s:svg xmlns:s="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><s:path d="M0 0h1v1z"/></s:svg>',
        '<svg viewBox="0 0 9 9"><path d="M0 0h1v1z"/></svg>'.encode("utf-16"),
    ):
        assert read_drawing(data, WHERE)[0]


# --- any text


def sane(data: bytes) -> None:
    drawing, problems = read_drawing(data, WHERE)
    assert (drawing is None) == any(problem.level == Level.ERROR for problem in problems)
    for found in drawing.shapes if drawing else ():
        assert found.commands[0][0] == "M"
        for letter, values in found.commands:
            assert len(values) == {"M": 2, "L": 2, "C": 6, "Z": 0}[letter]
            assert all(math.isfinite(value) and abs(value) < 1e6 for value in values)


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    sane(data)
    sane(b"<svg viewBox='0 0 9 9'>" + data + b"</svg>")


LETTERS = st.text(alphabet="MmLlHhVvCcSsQqTtAaZz0123456789.,-+eE ", max_size=60)
NUMBER = st.one_of(st.integers(-9, 9), st.floats(-1e7, 1e7), st.floats(width=32), st.sampled_from([0, 1e-300, 5e-324]))


@given(LETTERS)
def test_any_path_text(data: str) -> None:
    sane(svg(f'<path d="M0 0{data}" stroke="red"/>'))


@given(st.lists(st.tuples(st.sampled_from("MmLlHhVvCcSsQqTtZz"), st.lists(NUMBER, max_size=7)), max_size=9))
def test_any_path_numbers(pieces: list[tuple[str, list[float]]]) -> None:
    sane(svg(f'<path stroke="red" d="M0 0{"".join(letter + " ".join(map(repr, row)) for letter, row in pieces)}"/>'))


@given(NUMBER, NUMBER, NUMBER, st.booleans(), st.booleans(), NUMBER, NUMBER)
def test_any_arc(rx: float, ry: float, turn: float, large: bool, sweep: bool, x: float, y: float) -> None:
    data = f"M3 4A{rx!r} {ry!r} {turn!r} {large:d} {sweep:d} {x!r} {y!r}"
    commands, slip = read_path(data, 99)
    if not slip and (x, y) != (3, 4):
        assert commands[-1][1][-2:] == (x, y)
    sane(svg(f'<path d="{data}"/>'))


@given(
    st.sampled_from(["fill", "stroke-width", "style", "transform", "opacity", "stroke-dasharray", "d", "viewBox", "x"]),
    st.one_of(st.text(max_size=40), st.text(alphabet="rgbaul()#%.,;:/*-0123456789e ", max_size=40)),
)
def test_any_attribute(name: str, value: str) -> None:
    from xml.sax.saxutils import quoteattr

    for tag in ("rect", "path", "polygon", "g"):
        rest = "" if name == "d" else 'd="M0 0h1v1z" '
        sane(svg(f"<{tag} {rest}{name}={quoteattr(value)}/>").replace(b"\0", b""))
    sane(svg('<path d="M0 0h1v1z"/>', f"{name}={quoteattr(value)}"))
