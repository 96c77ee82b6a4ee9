"""Checks nodes against our published JSON Schemas.  Nodes and a schema go in; plain values and problems come out.

The schema is the one source of truth: editors complete from the same file.  It knows a part of JSON Schema
draft 2020-12, with VS Code's `patternErrorMessage` and `errorMessage`; a test keeps the schemas to that part.
"""

from __future__ import annotations

import datetime
import json
import pathlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from leaflet.model.yaml_nodes import Map, Node, Scalar, Seq
from leaflet.problems import Level, Problem, Where, error

MAX_PROBLEMS: Final = 50
WORDS: Final = {
    "object": "keys with values",
    "array": "a list of '- ' items",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "empty",
}
INTEGER: Final = re.compile(r"[-+]?[0-9]{1,18}")
NUMBER: Final = re.compile(r"[-+]?(?:[0-9]{1,18}(?:\.[0-9]{0,18})?|\.[0-9]{1,18})")
DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
BOOLEANS: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
Schema = Mapping[str, Any]


def load_schema(assets: pathlib.Path, name: str) -> Schema:
    """The schema `schema/<name>.schema.json` of the product's assets; raises if the installation lacks it."""
    schema: Schema = json.loads((assets / "schema" / f"{name}.schema.json").read_text(encoding="utf-8"))
    return schema


def check(node: Node, schema: Schema, where: Where) -> tuple[Any, tuple[Problem, ...]]:
    """Turn a node into dicts, lists, str, int, float, bool and None as the schema says; a value that does not fit is
    None beside its problem.  An optional key left empty counts as not there.  Lines: ask the node (`yaml_nodes.at`)."""
    checker = _Checker(schema)
    value = checker.value(node, schema, replace(where, line=node.line), "the file")
    # a condition may find again what the property's own schema found
    return value, at_most(tuple(dict.fromkeys(checker.problems)), where)


def at_most(problems: tuple[Problem, ...], where: Where, limit: int = MAX_PROBLEMS) -> tuple[Problem, ...]:
    """The first problems, and a note if there were more."""
    if len(problems) <= limit:
        return problems
    return (*problems[:limit], Problem("source/too-many", Level.INFO, f"only the first {limit} are shown", where))


def clip(text: str, most: int = 40) -> str:
    """A text short enough to quote in a message."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def did_you_mean(name: str, allowed: Iterable[str]) -> str:
    """A hint that offers the nearest name and lists the others."""
    import difflib

    names = list(allowed)
    near = difflib.get_close_matches(name[:60], names, 1)
    offer = f"did you mean '{near[0]}'? " if near else ""
    return f"{offer}allowed here: {', '.join(names)}" if names else "remove it"


class _Checker:
    """One pass over one file; stops looking once it has more problems than are shown."""

    def __init__(self, root: Schema) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def value(self, node: Node, schema: Schema, where: Where, label: str) -> Any:
        """The node's value; `label` names it in messages."""
        if len(self.problems) > MAX_PROBLEMS:
            return None
        schema = self._resolved(schema)
        if "anyOf" in schema:
            return self._any_of(node, schema, where, label)
        types = _types(schema)
        if isinstance(node, Map) and "object" in types:
            return self._object(node, schema, where, label)
        if isinstance(node, Seq) and "array" in types:
            return self._array(node, schema, where, label)
        if isinstance(node, Scalar):
            for kind in types:
                fits, value = _scalar_value(node, kind)
                if fits:
                    self._facets(value, schema, where, label)
                    return value
        self._wrong_type(node, types, schema, where, label)
        return None

    def _resolved(self, schema: Schema) -> Schema:
        while "$ref" in schema:
            target: Any = self.root
            for step in schema["$ref"].removeprefix("#/").split("/"):
                target = target[step]
            schema = {**target, **{key: value for key, value in schema.items() if key != "$ref"}}
        return schema

    def _any_of(self, node: Node, schema: Schema, where: Where, label: str) -> Any:
        alternatives = [self._resolved(one) for one in schema["anyOf"]]
        for one in alternatives:
            trial = _Checker(self.root)
            value = trial.value(node, one, where, label)
            if not trial.problems:
                return value
        types = tuple(kind for one in alternatives for kind in _types(one))
        self._wrong_type(node, types, schema, where, label)
        return None

    def _object(self, node: Map, schema: Schema, where: Where, label: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        name = node.get("id")
        if isinstance(name, Scalar):
            where = replace(where, block=clip(name.text))
        required = schema.get("required", ())
        for key, line, child in node.entries:
            place = replace(where, line=line)
            sub = _property(schema, key)
            if sub is None:
                hint = did_you_mean(key, schema.get("properties", ()))
                self._add("source/unknown-key", f"unknown key '{clip(key)}'", place, hint)
            elif not (_is_null(child) and key in schema.get("properties", ()) and key not in required):
                found[key] = self.value(child, sub, place, f"'{clip(key)}'")
            if len(self.problems) > MAX_PROBLEMS:
                return found
        self._require([key for key in required if node.get(key) is None], schema, where)
        self._conditions(node, schema, where)
        return found

    def _require(self, missing: Iterable[str], schema: Schema, where: Where) -> None:
        for key in missing:
            about = self._resolved(_property(schema, key) or {})
            self._add("source/missing-key", f"missing key '{key}'", where, _example(key, about))

    def _conditions(self, node: Map, schema: Schema, where: Where) -> None:
        for rule in schema.get("allOf", ()):
            if not _holds(node, rule["if"]):
                continue
            then = rule["then"]
            self._require([key for key in then.get("required", ()) if _is_null(node.get(key))], schema, where)
            for key, sub in then.get("properties", {}).items():
                child = node.get(key)
                if child is not None and not _is_null(child):
                    line = next(line for name, line, _ in node.entries if name == key)
                    self.value(child, sub, replace(where, line=line), f"'{key}'")

    def _array(self, node: Seq, schema: Schema, where: Where, label: str) -> list[Any]:
        least, most = schema.get("minItems", 0), schema.get("maxItems")
        if len(node.items) < least:
            self._bad(f"{label} needs at least {least} item{'s' * (least > 1)}", "add one after '- '", where)
        if most is not None and len(node.items) > most:
            self._bad(f"{label} has {len(node.items)} items; at most {most} are allowed", "remove some", where)
        items = schema.get("items", {})
        values: list[Any] = []
        for number, item in enumerate(node.items, 1):
            if len(self.problems) > MAX_PROBLEMS:
                break
            place = replace(where, line=item.line)
            value = self.value(item, items, place, f"item {number} of {label}")
            if schema.get("uniqueItems") and value is not None and value in values:
                self._bad(f"'{clip(str(value))}' stands twice in {label}", "remove one of them", place)
            values.append(value)
        return values

    def _facets(self, value: Any, schema: Schema, where: Where, label: str) -> None:
        allowed = schema.get("enum", [schema["const"]] if "const" in schema else None)
        shown = f"'{clip(str(value))}'" if not isinstance(value, bool) else str(value).lower()
        if allowed is not None and value not in allowed:
            hint = schema.get("errorMessage") or did_you_mean(str(value), [_yaml_word(one) for one in allowed])
            self._bad(f"{label} cannot be {shown}", hint, where)
        elif isinstance(value, str):
            self._text_facets(value, schema, where, label)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            low, high = schema.get("minimum", value), schema.get("maximum", value)
            if not low <= value <= high:
                self._bad(f"{label} must be {_range(schema)}, not {value}", "write another number", where)

    def _text_facets(self, text: str, schema: Schema, where: Where, label: str) -> None:
        least, most = schema.get("minLength", 0), schema.get("maxLength")
        if least and not text.strip():
            self._bad(f"{label} is empty", "fill it in", where)
        elif len(text) < least:
            self._bad(f"{label} has {len(text)} characters; at least {least} are needed", "write more", where)
        elif most is not None and len(text) > most:
            self._bad(f"{label} has {len(text)} characters; at most {most} are allowed", "shorten it", where)
        elif "pattern" in schema and not _matches(schema["pattern"], text):
            hint = schema.get("patternErrorMessage") or f"it must match {schema['pattern']}"
            self._bad(f"{label} cannot be '{clip(text)}'", hint, where)
        elif schema.get("format") == "date" and not _is_date(text):
            hint = "write year-month-day with digits, e.g. 2028-11-01"
            self._bad(f"{label} cannot be '{clip(text)}': there is no such date", hint, where)

    def _wrong_type(self, node: Node, types: tuple[str, ...], schema: Schema, where: Where, label: str) -> None:
        expected = " or ".join(dict.fromkeys(WORDS[kind] for kind in types))
        what = f"{label} must be {expected}, but {_found(node)} here"
        hint = schema.get("patternErrorMessage", "") if isinstance(node, Scalar) else ""
        self._add("source/wrong-type", what, where, hint or _type_hint(node, types))

    def _bad(self, text: str, hint: str, where: Where) -> None:
        self._add("source/bad-value", text, where, hint)

    def _add(self, code: str, text: str, where: Where, hint: str) -> None:
        self.problems.append(error(code, text, where, hint))


def _types(schema: Schema) -> tuple[str, ...]:
    kinds = schema.get("type", ("object", "array", "string"))
    return (kinds,) if isinstance(kinds, str) else tuple(kinds)


def _scalar_value(node: Scalar, kind: str) -> tuple[bool, Any]:
    """Can the text be read as this type, and as what?"""
    if kind == "string":
        text = node.text.strip("\n") if node.style in ("|", ">") else node.text
        return not node.is_null, text
    if kind == "null" or node.style:
        return node.is_null, None
    if kind == "boolean":
        return node.text in BOOLEANS, BOOLEANS.get(node.text)
    if kind == "integer" and INTEGER.fullmatch(node.text):
        return True, int(node.text)
    if kind == "number" and NUMBER.fullmatch(node.text):
        return True, float(node.text)
    return False, None


def _property(schema: Schema, key: str) -> Schema | None:
    """The schema for a key's value; None: the key is not allowed."""
    own: Schema | None = schema.get("properties", {}).get(key)
    if own is not None:
        return own
    for pattern, sub in schema.get("patternProperties", {}).items():
        if _matches(pattern, key):
            return dict(sub)
    rest = schema.get("additionalProperties", True)
    return None if rest is False else ({} if rest is True else rest)


def _holds(node: Map, condition: Schema) -> bool:
    """Is an `if` met: does each named key hold one of its values?"""
    for key, sub in condition["properties"].items():
        child = node.get(key)
        if not isinstance(child, Scalar) or child.text not in sub.get("enum", (sub.get("const"),)):
            return False
    return True


def _matches(pattern: str, text: str) -> bool:
    if pattern.endswith("$"):  # ECMA-262: only the very end; Python's `$` lets a line end pass
        pattern = pattern[:-1] + r"\Z"
    return re.search(pattern, text) is not None


def _is_date(text: str) -> bool:
    try:
        return bool(DATE.fullmatch(text)) and bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False


def _is_null(node: Node | None) -> bool:
    return node is None or (isinstance(node, Scalar) and node.is_null)


def _found(node: Node) -> str:
    if isinstance(node, Scalar):
        return "nothing stands" if node.is_null else f"'{clip(node.text)}' stands"
    return "keys with values stand" if isinstance(node, Map) else "a list stands"


def _type_hint(node: Node, types: tuple[str, ...]) -> str:
    if "boolean" in types:
        return "write true or false, without quotes"
    if "string" in types and not isinstance(node, Scalar):
        return "put text that begins with '{' or '[' in quotes, and longer text after '|' on lines of its own"
    if _is_null(node):
        return "fill it in" + ("; a word like null that is meant as text needs quotes" if "string" in types else "")
    if "array" in types:
        return "put each item on its own line after '- '"
    return "write its keys on the lines below, indented by two spaces" if "object" in types else "write digits only"


def _example(key: str, schema: Schema) -> str:
    examples = schema.get("examples", ())
    if examples and isinstance(examples[0], str):
        return f"add a line like `{key}: {examples[0]}`"
    below = f" with {' and '.join(schema['required'])} below it" if "required" in schema else ""
    return f"add `{key}:`{below}"


def _range(schema: Schema) -> str:
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and high is not None:
        return f"from {low} to {high}"
    return f"at least {low}" if low is not None else f"at most {high}"


def _yaml_word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
