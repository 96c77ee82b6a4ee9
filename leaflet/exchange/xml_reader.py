"""XML of strangers, read safely.  Bytes go in; a small tree comes out, or a word on why it cannot be trusted.

No DOCTYPE is read at all: without one there are no entities to expand, and nothing outside the file to fetch.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

MOST_DEPTH, MOST_ELEMENTS = 60, 500_000
XML = "http://www.w3.org/XML/1998/namespace"


@dataclass(slots=True)
class _Node:
    """`name` is `namespace local`, as expat writes it; `children` are texts and elements in order."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list[Child] = field(default_factory=list)

    @property
    def tag(self) -> str:
        """The name without its namespace."""
        return self.name.rpartition(" ")[2]

    @property
    def namespace(self) -> str:
        return self.name.rpartition(" ")[0]

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    def elements(self, tag: str = "") -> Iterator[_Node]:
        """Its child elements, of one tag where that is given."""
        for child in self.children:
            if isinstance(child, _Node) and (not tag or child.tag == tag):
                yield child

    def every(self, tag: str) -> Iterator[_Node]:
        """The elements of a tag at any depth."""
        for child in self.elements():
            if child.tag == tag:
                yield child
            yield from child.every(tag)

    def text(self) -> str:
        """All text in it."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


Child: TypeAlias = "str | _Node"
Node: TypeAlias = _Node


class XmlRefused(Exception):
    """Why a file is not read, and in which line.  Never leaves the package."""

    def __init__(self, text: str, line: int = 0) -> None:
        super().__init__(text)
        self.text, self.line = text, line


def read_xml(data: bytes) -> Node:
    """The root element; raises XmlRefused."""
    from xml.parsers import expat

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    root = _Node("", {}, 0)
    stack = [root]
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if len(stack) > MOST_DEPTH or count > MOST_ELEMENTS:
            raise XmlRefused("elements are nested too deep, or there are too many", parser.CurrentLineNumber)
        node = _Node(name, attributes, parser.CurrentLineNumber)
        stack[-1].children.append(node)
        stack.append(node)

    def doctype(*declared: object) -> None:
        raise XmlRefused("has a DOCTYPE, which is never read", parser.CurrentLineNumber)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: stack.pop()
    parser.CharacterDataHandler = lambda text: stack[-1].children.append(text)
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as slip:
        raise XmlRefused(f"is not well-formed XML: {str(slip).partition(':')[0]}", slip.lineno) from slip
    except (LookupError, ValueError) as slip:
        raise XmlRefused(f"cannot be decoded: {slip}") from slip
    return next(root.elements())
