"""The table of conditions: what the Matterhorn Protocol asks, and which rule looks.  Reads assets/preflight; rows come
out, and the sentence that README has of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from leaflet.model.yaml_nodes import Map, Node, Scalar, Seq, read_nodes
from leaflet.problems import Problem

FILE = "preflight/matterhorn.yaml"
ENFORCED, IMPOSSIBLE, UNCHECKED, HUMAN = "enforced", "impossible", "unchecked", "human"


@dataclass(frozen=True, slots=True)
class Condition:
    """One row: `number` in the protocol, of a checkpoint alone where people judge; `rules` are codes without
    `access/`."""

    number: str
    about: str
    mark: str
    rules: tuple[str, ...]


def read_conditions(assets: Path) -> tuple[tuple[Condition, ...], tuple[Problem, ...]]:
    """The rows of the table in the order of the file."""
    root, problems = read_nodes(assets / FILE, f"assets/{FILE}")
    rows = [*_rows(root, "conditions", ""), *_rows(root, "people", HUMAN)]
    return tuple(rows), problems


def summary(rows: Sequence[Condition]) -> str:
    """How many conditions are looked at, in three lines of at most 120 characters."""
    machine = [row.mark for row in rows if row.mark != HUMAN]
    rules = {rule for row in rows for rule in row.rules}
    enforced, impossible, left = (machine.count(mark) for mark in (ENFORCED, IMPOSSIBLE, UNCHECKED))
    rest = (
        f"the other {impossible} cannot occur" if not left else f"{impossible} cannot occur, {left} are not looked at"
    )
    return (
        f"Of the {len(machine)} failure conditions of the Matterhorn Protocol 1.1 that a program can judge, `check`"
        f" tries {enforced} on the\naccessible PDF's bytes, with {len(rules)} rules of its own; {rest} in what this"
        f" program writes\n(`assets/{FILE}`). People judge whether headings, alternative texts and order make sense."
    )


def _rows(root: Node | None, title: str, mark: str) -> Iterator[Condition]:
    listed = root.get(title) if isinstance(root, Map) else None
    for row in listed.items if isinstance(listed, Seq) else ():
        entries = row if isinstance(row, Map) else Map((), 0)
        found = entries.get("rules")
        rules = tuple(_text(one) for one in found.items) if isinstance(found, Seq) else ()
        yield Condition(
            _text(entries.get("number")), _text(entries.get("about")), mark or _text(entries.get("mark")), rules
        )


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""
