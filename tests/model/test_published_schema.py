"""The published schemas are real JSON Schemas: an independent validator agrees with our reader on the shipped files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FILES = [
    ("leaflet", ROOT / "translations" / "low-back-pain" / "leaflet.yaml"),
    ("leaflet", ROOT / "assets" / "templates" / "leaflet.yaml"),
    ("clinic", ROOT / "assets" / "clinics" / "demo.yaml"),
    ("design", ROOT / "assets" / "designs" / "a4.yaml"),
    ("glossary", ROOT / "translations" / "low-back-pain" / "glossary.yaml"),
]


def load(path: Path) -> Any:
    """The file as an editor's validator sees it: dates are strings in JSON."""
    return yaml.load(path.read_text("utf-8").replace("<id>", "example"), Loader=yaml.BaseLoader)


def schema(name: str) -> Any:
    return json.loads((ROOT / "assets" / "schema" / f"{name}.schema.json").read_text("utf-8"))


@pytest.mark.parametrize("name", ["leaflet", "clinic", "design", "glossary"])
def test_it_is_a_json_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize(("name", "path"), [*FILES[:3], *FILES[4:]])
def test_the_shipped_files_are_valid(name: str, path: Path) -> None:
    value = load(path)
    for block in value.get("blocks", []):  # BaseLoader reads every scalar as a string
        for key in ("hero", "wide", "optional"):
            if key in block:
                block[key] = block[key] == "true"
    errors = list(jsonschema.Draft202012Validator(schema(name)).iter_errors(value))
    assert errors == []


def test_a_misspelt_key_is_found_by_an_editor_too() -> None:
    value = load(FILES[0][1])
    value["blocks"][0]["txet"] = value["blocks"][0].pop("text")
    assert list(jsonschema.Draft202012Validator(schema("leaflet")).iter_errors(value))


def test_the_design_is_valid() -> None:
    value = yaml.safe_load(FILES[3][1].read_text("utf-8"))
    assert list(jsonschema.Draft202012Validator(schema("design")).iter_errors(value)) == []
