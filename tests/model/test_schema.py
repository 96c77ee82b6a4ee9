"""Nodes against a schema: values come out plain, and every slip is said with its line and a way out."""

from __future__ import annotations

import json
import pathlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.model.document import Kind
from leaflet.model.schema import check, load_schema
from leaflet.model.yaml_nodes import parse_nodes
from leaflet.problems import Where, has_errors

ASSETS = pathlib.Path(__file__).parents[2] / "assets"
UNDERSTOOD = frozenset(
    (
        *("$schema", "$defs", "$ref", "title", "description", "examples", "default", "type", "enum", "const"),
        *("properties", "patternProperties", "additionalProperties", "required", "items", "minItems", "maxItems"),
        *("uniqueItems", "pattern", "minLength", "maxLength", "minimum", "maximum", "format", "anyOf", "allOf"),
        *("if", "then", "patternErrorMessage", "errorMessage"),
    )
)


def checked(text, schema):
    node, problems = parse_nodes(text.encode(), "x.yaml")
    assert node is not None and problems == ()
    return check(node, schema, Where("x.yaml"))


def value_of(text, **schema):
    """The value of key `a` under a schema, which it meets."""
    value, problems = checked(f"a: {text}\n", {"type": "object", "properties": {"a": schema}, "required": ["a"]})
    assert problems == ()
    return value["a"]


def slip_of(text, **schema):
    """The one problem of key `a` in line 2 under a schema."""
    whole = {"type": "object", "properties": {"z": {}, "a": schema}, "required": ["a"]}
    _, problems = checked(f"z: 1\na: {text}\n", whole)
    (problem,) = problems
    assert problem.where.line == 2 and problem.hint
    return problem


@pytest.mark.parametrize("typed", ["no", "1.10", "2026-11", "true", "0x10", "1e3"])
def test_a_string_is_what_was_typed(typed):
    assert value_of(typed, type="string") == typed


def test_scalars_become_what_the_schema_asks_for():
    assert value_of("12", type="integer") == 12
    assert value_of("-1.5", type="number") == -1.5
    assert value_of("true", type="boolean") is True
    assert value_of("False", type="boolean") is False
    assert value_of("~", type="null") is None
    assert value_of("12", type=["integer", "string"]) == 12
    assert value_of("twelve", type=["integer", "string"]) == "twelve"
    assert value_of("'12'", anyOf=[{"type": "integer"}, {"type": "string"}]) == "12"
    assert value_of("[x, y]", type="array", items={"type": "string"}) == ["x", "y"]
    assert value_of("2028-02-29", type="string", format="date") == "2028-02-29"
    assert value_of("|\n  x\n", type="string", pattern="^x$") == "x"
    assert value_of("{b1: 1}", type="object", patternProperties={"^b": {"type": "integer"}}) == {"b1": 1}


WRONG = [
    ("", {"type": "string"}),
    ("null", {"type": "string"}),
    ("[x]", {"type": "string"}),
    ("{clinic.phone}", {"type": "string"}),
    ("x", {"type": "array"}),
    ("x", {"type": "object"}),
    ("[x]", {"type": "object"}),
    ("yes", {"type": "boolean"}),
    ("'true'", {"type": "boolean"}),
    ("1.5", {"type": "integer"}),
    ("9" * 5000, {"type": "integer"}),
    (".inf", {"type": "number"}),
    ("\u0663", {"type": "integer"}),
    ("x", {"anyOf": [{"type": "integer"}, {"type": "boolean"}]}),
    ("[1, x]", {"type": "array", "items": {"type": "integer"}}),
]


@pytest.mark.parametrize(("text", "schema"), WRONG)
def test_a_wrong_type_is_said(text, schema):
    assert slip_of(text, **schema).code == "source/wrong-type"


BAD = [
    ("x", {"enum": ["a", "b"]}),
    ("true", {"type": "boolean", "enum": [False]}),
    ("A b", {"type": "string", "pattern": "^[a-z]+$"}),
    ('"ab\\n"', {"type": "string", "pattern": "^[a-z]+$"}),
    ("''", {"type": "string", "minLength": 1}),
    ("'  '", {"type": "string", "minLength": 1}),
    ("x", {"type": "string", "minLength": 2}),
    ("xxx", {"type": "string", "maxLength": 2}),
    ("0", {"type": "integer", "minimum": 1}),
    ("9", {"type": "number", "maximum": 8.5, "minimum": 1}),
    ("[]", {"type": "array", "minItems": 1}),
    ("[x, y]", {"type": "array", "maxItems": 1}),
    ("[x, x]", {"type": "array", "uniqueItems": True, "items": {"type": "string"}}),
    ("2028-02-30", {"type": "string", "format": "date"}),
    ("20281101", {"type": "string", "format": "date"}),
    ("2028-W01-1", {"type": "string", "format": "date"}),
    ("0000-01-01", {"type": "string", "format": "date"}),
    ("1 November 2028", {"type": "string", "format": "date"}),
]


@pytest.mark.parametrize(("text", "schema"), BAD)
def test_a_bad_value_is_said(text, schema):
    assert slip_of(text, **schema).code == "source/bad-value"


def test_an_unknown_key_is_met_with_the_nearest_one():
    schema = {"type": "object", "properties": {"text": {}, "title": {}}, "additionalProperties": False}
    _, (problem,) = checked("title: x\ntxet: y\n", schema)
    assert str(problem) == (
        "x.yaml:2: error: unknown key 'txet' [source/unknown-key]\n"
        "  hint: did you mean 'text'? allowed here: text, title"
    )


def test_a_missing_key_is_said_at_its_block_with_an_example():
    item = {"type": "object", "required": ["id", "text"], "properties": {"text": {"examples": ["Walk"]}}}
    schema = {"type": "object", "properties": {"b": {"type": "array", "items": item}}}
    _, (problem,) = checked("b:\n  - id: x\n    text: y\n  - id: z\n", schema)
    assert (problem.code, problem.where.line, problem.where.block) == ("source/missing-key", 4, "z")
    assert "text: Walk" in problem.hint


def test_an_optional_key_left_empty_is_not_there():
    assert checked("a:\nb: x\n", {"type": "object", "properties": {"a": {"type": "string"}}}) == ({"b": "x"}, ())


def test_a_reference_is_followed_and_its_neighbours_count():
    schema = {
        "type": "object",
        "$defs": {"id": {"type": "string", "pattern": "^[a-z]+$"}},
        "properties": {"a": {"$ref": "#/$defs/id", "maxLength": 2}},
    }
    assert checked("a: ab\n", schema) == ({"a": "ab"}, ())
    assert [problem.code for problem in checked("a: A\n", schema)[1]] == ["source/bad-value"]
    assert [problem.code for problem in checked("a: abc\n", schema)[1]] == ["source/bad-value"]


def test_all_problems_are_reported_up_to_fifty():
    schema = {"type": "object", "properties": {}, "additionalProperties": False}
    _, three = checked("a: 1\nb: 1\nc: 1\n", schema)
    assert [problem.where.line for problem in three] == [1, 2, 3]
    _, many = checked("".join(f"k{number}: 1\n" for number in range(1000)), schema)
    assert len(many) == 51 and many[-1].code == "source/too-many"
    _, items = checked("- 1\n" * 1000, {"type": "array", "items": {"type": "object"}})
    assert len(items) == 51


# --- the published schemas


def places(schema, path=""):
    """(path, schema) of a schema and every schema below it."""
    yield path, schema
    for key in ("properties", "patternProperties", "$defs"):
        for name, sub in schema.get(key, {}).items():
            yield from places(sub, f"{path}/{key}/{name}")
    for key in ("items", "additionalProperties", "if", "then"):
        if isinstance(schema.get(key), dict):
            yield from places(schema[key], f"{path}/{key}")
    for key in ("anyOf", "allOf"):
        for number, sub in enumerate(schema.get(key, ())):
            yield from places(sub, f"{path}/{key}/{number}")


@pytest.mark.parametrize("name", ["leaflet", "clinic"])
def test_a_schema_uses_what_we_understand_and_explains_every_property(name):
    schema = load_schema(ASSETS, name)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    found = list(places(schema))
    assert len(found) > 10
    for path, sub in found:
        assert set(sub) <= UNDERSTOOD, path
        if sub.get("type") == "object" and "properties" in sub:
            assert sub["additionalProperties"] is False, path
            assert set(sub.get("required", ())) <= set(sub["properties"]), path
        for key, one in sub.get("properties", {}).items():
            assert "/allOf/" in path or (one["title"] and one["description"]), f"{path}/{key}"
        if "pattern" in sub:
            assert re.compile(sub["pattern"]) and sub["patternErrorMessage"], path


@pytest.mark.parametrize("name", ["leaflet", "clinic"])
def test_the_examples_in_a_schema_meet_it(name):
    schema = load_schema(ASSETS, name)
    for path, sub in places(schema):
        for example in sub.get("examples", ()):
            text = json.dumps({"a": example}, ensure_ascii=False)
            whole = {"type": "object", "properties": {"a": sub}, "$defs": schema.get("$defs", {})}
            if not isinstance(example, bool):
                assert checked(text, whole)[1] == (), path


def test_the_kinds_of_the_schema_are_the_kinds_of_the_document():
    block = load_schema(ASSETS, "leaflet")["$defs"]["block"]
    assert block["properties"]["kind"]["enum"] == [kind.value for kind in Kind]
    named = {rule["if"]["properties"]["kind"].get("const") for rule in block["allOf"]} - {None}
    assert named == {kind.value for kind in Kind} - {"contact"}


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["blocks", "id", "kind", "text", "figure", "icons", "designs", "labels", "x"]), inner
        )
    ),
    max_leaves=12,
)


@given(VALUES)
def test_no_value_raises(value):
    node, _ = parse_nodes(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"), "x.yaml")
    if node is not None:
        _, problems = check(node, load_schema(ASSETS, "leaflet"), Where("x.yaml"))
        assert has_errors(problems)
