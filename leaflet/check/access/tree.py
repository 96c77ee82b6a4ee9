"""The structure tree as a file has it.  An open PDF goes in; elements with their standard types, their content and what
leads back to them come out.

Whatever stands in the file, this ends: an element that is met twice is not followed again.
Source: ISO 32000-1 14.7, 14.8.4.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from leaflet.check.preflight.objects import entries_of, is_dictionary, items_of

STANDARD = frozenset((
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct",
    "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH",
    "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot",
    "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form",
))  # ISO 32000-1 tables 333 to 340  # fmt: skip
DEEPEST = 60
Key = tuple[int, int]  # of an object
Mark = tuple[int, int]  # page from 1, MCID


@dataclass(frozen=True, eq=False, slots=True)
class Node:
    """A structure element: its type and the standard one that it is mapped to ('' for none), the page it names, its
    children, and the marks and objects that are its content."""

    kind: str
    role: str
    entries: Any
    parent: Node | None
    page: int
    kids: list[Node] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    objects: list[Any] = field(default_factory=list)

    @property
    def key(self) -> Key:
        return (int(self.entries.objgen[0]), int(self.entries.objgen[1]))

    @property
    def language(self) -> str:
        """Its own, or that of the nearest element around it; empty where only the document has one."""
        found = str(self.entries.get("/Lang", ""))
        return found or (self.parent.language if self.parent else "")

    def walk(self) -> Iterator[Node]:
        """It and all in it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


@dataclass(frozen=True, slots=True)
class Tree:
    """`roles` are the file's own types with what they are mapped to; `owners` lead from marks to the keys of elements,
    `annotated` from the StructParent of a thing to one; `slips` are what could not be followed."""

    there: bool
    tops: tuple[Node, ...] = ()
    roles: Mapping[str, str] = field(default_factory=dict)
    owners: Mapping[Mark, Key] = field(default_factory=dict)
    annotated: Mapping[int, Key] = field(default_factory=dict)
    slips: tuple[str, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Every element in reading order."""
        for top in self.tops:
            yield from top.walk()


def read_tree(file: Any) -> Tree:
    """The structure tree of an open PDF."""
    root = entries_of(file.Root.get("/StructTreeRoot"))
    if not len(root):
        return Tree(False)
    reader = _Reader(file, root)
    tops = tuple(reader.kids(root, None))
    owners, annotated = reader.parents()
    return Tree(True, tops, reader.roles, owners, annotated, tuple(reader.slips))


def standard_type(kind: str, roles: Mapping[str, str]) -> str:
    """What a type is mapped to in the end; empty where that is nothing that readers know, or itself."""
    for _ in range(len(roles) + 1):
        if kind in STANDARD:
            return kind
        kind = roles.get(kind, "")
    return ""


class _Reader:
    def __init__(self, file: Any, root: Any) -> None:
        self.root = root
        self.pages = {page.obj.objgen: number for number, page in enumerate(file.pages, 1)}
        self.structured = {
            int(page.obj.StructParents): number
            for number, page in enumerate(file.pages, 1)
            if "/StructParents" in page.obj
        }
        mapped = entries_of(root.get("/RoleMap"))
        self.roles = {str(kind)[1:]: str(mapped[kind])[1:] for kind in (mapped.keys() if len(mapped) else ())}
        self.slips: list[str] = []
        self.seen: set[Key] = set()

    def kids(self, entries: Any, parent: Node | None, depth: int = 0) -> Iterator[Node]:
        """The child elements; marks and annotations are noted at the parent."""
        for kid in _children(entries):
            if not is_dictionary(kid):
                self._mark(parent, kid, parent.page if parent else 0)
            elif str(kid.get("/Type", "")) == "/MCR":
                self._mark(parent, kid.get("/MCID"), self._page(kid) or (parent.page if parent else 0))
            elif str(kid.get("/Type", "")) == "/OBJR":
                if parent and is_dictionary(kid.get("/Obj")):
                    parent.objects.append(kid.Obj)
                else:
                    self.slips.append("a reference to an object leads nowhere")
            elif depth > DEEPEST or (kid.is_indirect and kid.objgen in self.seen):
                self.slips.append("an element stands in two places, or in itself")
            else:
                yield self._element(kid, parent, depth)

    def _element(self, entries: Any, parent: Node | None, depth: int) -> Node:
        self.seen.add(entries.objgen)
        kind = str(entries.get("/S", ""))[1:]
        node = Node(kind, standard_type(kind, self.roles), entries, parent, self._page(entries))
        node.kids.extend(self.kids(entries, node, depth + 1))
        return node

    def _mark(self, parent: Node | None, number: Any, page: int) -> None:
        if parent is None or not isinstance(number, int) or not page:
            self.slips.append("content that an element names cannot be found")
        else:
            parent.marks.append((page, number))

    def _page(self, entries: Any) -> int:
        page = entries.get("/Pg")
        return self.pages.get(page.objgen, 0) if is_dictionary(page) else 0

    def parents(self) -> tuple[dict[Mark, Key], dict[int, Key]]:
        """The parent tree: owners of marks, and of annotations."""
        owners: dict[Mark, Key] = {}
        annotated: dict[int, Key] = {}
        for number, value in _numbers(self.root.get("/ParentTree"), 0):
            if is_dictionary(value):
                annotated[number] = value.objgen
            elif number in self.structured:
                page = self.structured[number]
                owners |= {(page, at): one.objgen for at, one in enumerate(items_of(value)) if is_dictionary(one)}
        return owners, annotated


def _children(entries: Any) -> list[Any]:
    import pikepdf

    kids = entries.get("/K")
    return items_of(kids) if kids is None or isinstance(kids, pikepdf.Array) else [kids]


def _numbers(node: Any, depth: int) -> Iterator[tuple[int, Any]]:
    """The pairs of a number tree (7.9.7)."""
    entries = entries_of(node)
    numbers = items_of(entries.get("/Nums"))
    for at in range(0, len(numbers) - 1, 2):
        if isinstance(numbers[at], int):
            yield numbers[at], numbers[at + 1]
    for kid in items_of(entries.get("/Kids")) if depth < DEEPEST else []:
        yield from _numbers(kid, depth + 1)
