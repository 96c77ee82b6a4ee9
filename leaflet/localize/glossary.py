"""The words of a leaflet that are always translated alike, or never: `glossary.yaml` goes in, `Glossary` comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leaflet.problems import Problem, Where

FILE = "glossary.yaml"


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the source and, by language, the words that may stand for it (each as a part of a word, too)."""

    source: str
    translations: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Glossary:
    """`keep` are names and codes that stay as they are in every language."""

    keep: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()


def read_glossary(path: Path, shown_as: str, assets: Path) -> tuple[Glossary, tuple[Problem, ...]]:
    """The glossary of a leaflet; empty where there is none.  What does not fit its schema is a problem."""
    if not path.is_file():
        return Glossary(), ()
    from leaflet.model.schema import check, load_schema
    from leaflet.model.yaml_nodes import read_nodes

    node, problems = read_nodes(path, shown_as)
    if node is None:
        return Glossary(), problems
    value, slips = check(node, load_schema(assets, "glossary"), Where(shown_as))
    problems += slips
    return (_glossary(value) if isinstance(value, dict) else Glossary()), problems


def _glossary(value: Mapping[str, Any]) -> Glossary:
    terms = tuple(
        Term(row["source"], dict(_translations(row.get("translations"))))
        for row in value.get("terms") or ()
        if isinstance(row, dict) and isinstance(row.get("source"), str)
    )
    return Glossary(tuple(word for word in value.get("keep") or () if isinstance(word, str)), terms)


def _translations(rows: object) -> Iterator[tuple[str, tuple[str, ...]]]:
    for language, words in rows.items() if isinstance(rows, dict) else ():
        kept = tuple(word for word in words or () if isinstance(word, str) and word)
        if kept:
            yield language, kept
