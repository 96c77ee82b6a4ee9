"""The clause table: what ISO 15930-7 asks for, and which rule looks.  Reads assets/preflight; Markdown comes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from leaflet.model.yaml_nodes import Map, Node, Scalar, Seq, read_nodes
from leaflet.problems import Problem

FILE = "preflight/iso15930-7.yaml"
ENFORCED, IMPOSSIBLE, UNCHECKED, OURS = "enforced", "impossible", "unchecked", "ours"
MARKS = {
    ENFORCED: "enforced",
    IMPOSSIBLE: "cannot happen here",
    UNCHECKED: "not checked",
    OURS: "enforced, beyond the standard",
}
HEAD = ("What is asked for", "Clause", "Mark", "Rules")
TITLES = {"standard": "", "craft": OURS}  # lists of the file, and the mark that all of one have


@dataclass(frozen=True, slots=True)
class Clause:
    """One row: `clause` is a number in the standard, empty where it is not known for certain; `rules` are codes without
    `preflight/`."""

    about: str
    clause: str
    mark: str
    rules: tuple[str, ...]


def read_clauses(assets: Path) -> tuple[tuple[Clause, ...], tuple[Problem, ...]]:
    """The rows of the table in the order of the file."""
    root, problems = read_nodes(assets / FILE, f"assets/{FILE}")
    rows = [
        _clause(row, mark)
        for title, mark in TITLES.items()
        for row in (_items(root.get(title)) if isinstance(root, Map) else ())
    ]
    return tuple(rows), problems


def _clause(row: Node, mark: str) -> Clause:
    entries = row if isinstance(row, Map) else Map((), 0)
    rules = tuple(_text(one) for one in _items(entries.get("rules")))
    return Clause(_text(entries.get("about")), _text(entries.get("clause")), mark or _text(entries.get("mark")), rules)


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Seq) else ()


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""


def table(clauses: Sequence[Clause]) -> str:
    """The rows as a Markdown table.  The column of clauses is left out while no number is known for certain."""
    numbered = any(row.clause for row in clauses)
    return "\n".join(_rows(clauses, numbered))


def _rows(clauses: Sequence[Clause], numbered: bool) -> Iterator[str]:
    cells = [HEAD, ("---",) * len(HEAD)]
    cells += [
        (row.about, row.clause, MARKS.get(row.mark, row.mark), ", ".join(f"`{rule}`" for rule in row.rules))
        for row in clauses
    ]
    for about, clause, mark, rules in cells:
        yield "| " + " | ".join((about, clause, mark, rules) if numbered else (about, mark, rules)) + " |"
