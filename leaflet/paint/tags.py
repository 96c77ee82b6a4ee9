"""The structure tree, written while painting: which marked content is which block, in reading order.

Painted pieces report themselves as they are painted; at the end the elements become objects (ISO 32000-1 14.7, 14.8).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from leaflet.layout.contents import CONTENTS
from leaflet.layout.placed import Image, Role, Text
from leaflet.paint.pdf_document import PdfDocument, array, dictionary, name, page_key, text_string

Reference = Callable[[str], str]
LISTED = (Role.LABEL, Role.ITEM)


@dataclass(eq=False)
class Element:
    """A structure element: its type, children in order (elements or (page, mcid)), and what it says instead."""

    kind: str
    parent: Element | None
    key: str
    kids: list[Element | tuple[int, int]] = field(default_factory=list)
    alt: str = ""
    language: str = ""
    box: tuple[float, float, float, float] | None = None


class TagTree:
    """Elements by block and message; `begin` gives the operator that opens a piece of marked content."""

    def __init__(self) -> None:
        self.root = Element("Document", None, "element0")
        self._elements: list[Element] = [self.root]
        self._known: dict[tuple[str, ...], Element] = {}
        self._marks: dict[int, list[Element]] = {}
        self._list: dict[str, tuple[str, Element]] = {}  # block to the list being built and the last part in it

    def begin(self, page: int, element: Element) -> str:
        """Open marked content that belongs to an element."""
        marks = self._marks.setdefault(page, [])
        marks.append(element)
        element.kids.append((page, len(marks) - 1))
        return f"/{element.kind} <</MCID {len(marks) - 1}>> BDC"

    def of_text(self, text: Text) -> Element:
        """The element of a message: one, however many lines, columns and pages it runs over."""
        tongue = text.language
        if text.role is Role.LABEL and text.block == CONTENTS:
            entry = self._entry(text.block, text.part, tongue)
            return self._child(entry, str(text.role), (text.part, text.role, tongue))
        if text.role in LISTED:
            item = self._list_item(text.block, text.part, tongue)
            return self._child(item, str(text.role), (text.part, text.role, tongue))
        if text.role is Role.ENTRY:
            return self._child(self._entry(text.block, text.part, tongue), str(text.role), (text.part, text.role, tongue))
        self._list.pop(text.block + tongue, None)
        return self._child(self._block(text.block, tongue), str(text.role), (text.part, text.role, tongue))

    def of_image(self, image: Image, in_list: bool, box: tuple[float, float, float, float]) -> Element:
        """The figure element of a picture; in the label of its list item if it is the item's mark, as an item may only
        have a label and a body (ISO 32000-1 table 336)."""
        tongue = image.language
        if in_list:
            item = self._list_item(image.block, image.part, tongue)
            parent = self._child(item, str(Role.LABEL), (image.part, Role.LABEL, tongue))
        else:
            parent = self._block(image.block, tongue)
        element = self._child(parent, "Figure", (image.part or image.source, "Figure", tongue))
        element.alt, element.box = image.alt, box
        return element

    def _block(self, block: str, language: str = "") -> Element:
        found = self.root
        if language or (block and block != "leaflet"):
            found = self._child(self.root, "Sect", ("block", block, language))
            found.language = language
        return found

    def _list_item(self, block: str, part: str, language: str = "") -> Element:
        """LI of a list part; parts that follow one another share a list."""
        known = self._known.get(("LI", part, language))
        if known:
            return known
        _, current = self._list.get(block + language, ("", None))
        if current is None:
            current = self._child(self._block(block, language), "L", ("L", part, language))
        self._list[block + language] = (part, current)
        return self._child(current, "LI", ("LI", part, language))

    def _entry(self, block: str, part: str, language: str) -> Element:
        """The entry of a title in the list of contents."""
        contents = self._child(self._block(block, language), "TOC", ("TOC", block, language))
        return self._child(contents, "TOCI", ("TOCI", part, language))

    def _child(self, parent: Element, kind: str, key: tuple[str, ...]) -> Element:
        found = self._known.get(key)
        if found is None:
            found = Element(kind, parent, f"element{len(self._elements)}")
            self._known[key] = found
            self._elements.append(found)
            parent.kids.append(found)
        return found

    def write(self, pdf: PdfDocument) -> None:
        """Turn the elements into objects, with the parent tree that leads back from the content."""
        for element in self._elements:
            pdf.add_written(element.key, partial(_entries, element))
        pdf.add_written("parent tree", self._parent_tree)
        tree = {
            "Type": name("StructTreeRoot"),
            "K": array([pdf.reference(self.root.key)]),
            "ParentTree": pdf.reference("parent tree"),
            "ParentTreeNextKey": max(self._marks, default=0),
        }
        pdf.set_catalogue("StructTreeRoot", pdf.add("structure", dictionary(tree)))
        pdf.set_catalogue("MarkInfo", dictionary({"Marked": "true"}))

    def _parent_tree(self, reference: Reference) -> str:
        rows = [
            f"{page - 1} [{' '.join(reference(element.key) for element in marks)}]"
            for page, marks in sorted(self._marks.items())
        ]
        return f"<</Nums [{' '.join(rows)}]>>"


def _entries(element: Element, reference: Reference) -> str:
    parent = element.parent.key if element.parent else "structure"
    page = next((kid[0] for kid in element.kids if isinstance(kid, tuple)), 0)
    kids = " ".join(_kid(kid, page, reference) for kid in element.kids)
    parts = [f"<</Type /StructElem /S /{element.kind} /P {reference(parent)} /K [{kids}]"]
    if page:
        parts.append(f"/Pg {reference(page_key(page))}")
    if element.language:
        parts.append(f"/Lang {text_string(element.language)}")
    if element.alt:
        parts.append(f"/Alt {text_string(element.alt)}")
    if element.box:
        parts.append(f"/A <</O /Layout /BBox [{' '.join(map(str, element.box))}] /Placement /Block>>")
    if element.kind == "L":
        parts.append("/A <</O /List /ListNumbering /None>>")
    return " ".join(parts) + ">>"


def _kid(kid: Element | tuple[int, int], page: int, reference: Reference) -> str:
    """A child element, or a mark: a bare number on the element's own page (ISO 32000-1 14.7.4.2)."""
    if isinstance(kid, Element):
        return reference(kid.key)
    if kid[0] == page:
        return str(kid[1])
    return f"<</Type /MCR /Pg {reference(page_key(kid[0]))} /MCID {kid[1]}>>"
