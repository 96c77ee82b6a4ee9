"""Rules on elements: types that readers know, headings in steps, lists, contents and tables as they have to be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from leaflet.check.access.rule import Evidence, Finding, rule
from leaflet.check.access.tree import STANDARD, Node
from leaflet.check.preflight.objects import entries_of, is_dictionary, items_of

HEADING = re.compile("H[1-6]")
STEPS = "give each heading the level below the one that it stands under"
ROWS = frozenset(("TR", "THead", "TBody", "TFoot", "Caption"))
# ISO 32000-1 tables 333, 336 to 338: what may stand in an element, and around it.
INSIDE: Mapping[str, frozenset[str]] = {
    "L": frozenset(("LI", "L", "Caption")),
    "LI": frozenset(("Lbl", "LBody")),
    "TOC": frozenset(("TOC", "TOCI", "Caption")),
    "TOCI": frozenset(("Lbl", "Reference", "NonStruct", "P", "TOC")),
    "Table": ROWS,
    "THead": frozenset(("TR",)),
    "TBody": frozenset(("TR",)),
    "TFoot": frozenset(("TR",)),
    "TR": frozenset(("TH", "TD")),
    "Ruby": frozenset(("RB", "RT", "RP")),
    "Warichu": frozenset(("WT", "WP")),
}
AROUND: Mapping[str, frozenset[str]] = {
    "LI": frozenset(("L",)),
    "LBody": frozenset(("LI",)),
    "TOCI": frozenset(("TOC",)),
    "TR": frozenset(("Table", "THead", "TBody", "TFoot")),
    "TH": frozenset(("TR",)),
    "TD": frozenset(("TR",)),
    "THead": frozenset(("Table",)),
    "TBody": frozenset(("Table",)),
    "TFoot": frozenset(("Table",)),
    "RB": frozenset(("Ruby",)),
    "RT": frozenset(("Ruby",)),
    "RP": frozenset(("Ruby",)),
    "WT": frozenset(("Warichu",)),
    "WP": frozenset(("Warichu",)),
}
LISTS, CONTENTS = ("L", "LI", "LBody"), ("TOC", "TOCI")
TABLES = ("Table", "THead", "TBody", "TFoot", "TR", "TH", "TD")
GLOSSES = ("Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP")


@rule("role-map", "an element whose type a reader does not know is read as nothing in particular")
def role_map(evidence: Evidence) -> Iterator[Finding]:
    tree = evidence.tree
    for kind in sorted({node.kind for node in tree.walk() if not node.role}):
        yield Finding(f"elements are of the type '{kind}', which leads to no type that readers know")
    for kind in sorted(kind for kind in tree.roles if kind in STANDARD):
        yield Finding(f"the type '{kind}' is given another meaning than it has")
    for kind in sorted(kind for kind in tree.roles if _goes_round(kind, tree.roles)):
        yield Finding(f"the type '{kind}' is explained by itself")


def _goes_round(kind: str, roles: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    while kind in roles and kind not in seen:
        seen.add(kind)
        kind = roles[kind]
    return kind in seen


def _headings(evidence: Evidence) -> list[Node]:
    return [node for node in evidence.tree.walk() if node.role == "H" or HEADING.fullmatch(node.role)]


@rule("heading-first", "who jumps to the first heading expects the title of the leaflet")
def heading_first(evidence: Evidence) -> Iterator[Finding]:
    first = next((node.role for node in _headings(evidence) if node.role != "H"), "H1")
    if first != "H1":
        yield Finding(f"the first heading is an {first}", "the title of the leaflet has to come first")


@rule("heading-skipped", "a level that is left out makes a listener look for a heading that is not there")
def heading_skipped(evidence: Evidence) -> Iterator[Finding]:
    levels = [int(node.role[1]) for node in _headings(evidence) if node.role != "H"]
    for before, after in zip(levels, levels[1:], strict=False):
        if after > before + 1:
            yield Finding(f"an H{after} follows an H{before}", STEPS)
            return


@rule("heading-mixed", "headings with and without numbers cannot be told apart in the list of headings")
def heading_mixed(evidence: Evidence) -> Iterator[Finding]:
    roles = {node.role for node in _headings(evidence)}
    if "H" in roles and len(roles) > 1:
        yield Finding("the file has both H and numbered headings", STEPS)
    if any([kid.role for kid in node.kids].count("H") > 1 for node in evidence.tree.walk()):
        yield Finding("a section has two headings of the type H", STEPS)


@rule("heading-empty", "a heading without words is a silent stop in the list of headings")
def heading_empty(evidence: Evidence) -> Iterator[Finding]:
    for node in _headings(evidence):
        if not any(one.marks for one in node.walk()):
            yield Finding(f"an {node.role} has no words")


@rule("list", "a list that is not tagged as one is not announced with its number of items")
def list_syntax(evidence: Evidence) -> Iterator[Finding]:
    yield from _misplaced(evidence, LISTS)
    for node in evidence.tree.walk():
        if node.role == "L" and _numbered(node) == "" and any(one.role == "Lbl" for one in node.walk()):
            yield Finding("a list with marks does not say how it is numbered")
            return


def _numbered(node: Node) -> str:
    """The ListNumbering of a list; empty where it does not say."""
    attributes = node.entries.get("/A")
    for one in items_of(attributes) or [attributes]:
        if is_dictionary(one) and "/ListNumbering" in one:
            return str(one.ListNumbering)
    return ""


@rule("contents", "entries of the contents that are not tagged as such cannot be told from text")
def contents(evidence: Evidence) -> Iterator[Finding]:
    yield from _misplaced(evidence, CONTENTS)


@rule("table", "cells outside rows, or rows outside a table, are read in any order")
def table(evidence: Evidence) -> Iterator[Finding]:
    yield from _misplaced(evidence, TABLES)


@rule("table-scope", "a header cell that does not say what it heads is read with the wrong cells")
def table_scope(evidence: Evidence) -> Iterator[Finding]:
    for node in evidence.tree.walk():
        if node.role == "TH" and not _scope(node):
            yield Finding("a header cell does not say whether it heads a row or a column")
            return


def _scope(node: Node) -> bool:
    attributes = node.entries.get("/A")
    named = "/ID" in node.entries
    return named or any("/Scope" in entries_of(one) for one in items_of(attributes) or [attributes])


@rule("gloss", "readings beside or in a line that stand alone are read as words of the sentence")
def gloss(evidence: Evidence) -> Iterator[Finding]:
    yield from _misplaced(evidence, GLOSSES)


@rule("note-id", "a note is found from its reference by its ID")
def note_id(evidence: Evidence) -> Iterator[Finding]:
    names = [str(node.entries.get("/ID", "")) for node in evidence.tree.walk() if node.role == "Note"]
    if "" in names:
        yield Finding("a note has no ID")
    elif len(names) > len(set(names)):
        yield Finding("two notes have the same ID")


def _misplaced(evidence: Evidence, family: tuple[str, ...]) -> Iterator[Finding]:
    """Elements of a family with something in or around them that may not be there, each pair once."""
    said = set()
    for node in evidence.tree.walk():
        around = node.parent.role if node.parent else ""
        pairs = [(kid.role, node.role) for kid in node.kids if kid.role not in INSIDE.get(node.role, {kid.role})]
        pairs = pairs if node.role in family else []
        if node.role in family and around not in AROUND.get(node.role, {around}):
            pairs.append((node.role, around or "nothing"))
        for inner, outer in pairs:
            if (inner, outer) not in said:
                said.add((inner, outer))
                yield Finding(f"an element {inner or 'of no type'} stands in {outer}")
