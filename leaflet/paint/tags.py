"""The structure tree, written while painting: which marked content is which block, in reading order.

Painted pieces report themselves as they are painted; at the end the elements become objects (ISO 32000-1 14.7, 14.8).

A sidebar is an `Aside`, which PDF 2.0 knows and which is mapped to `Sect` for PDF 1.7.  `Note` would be the wrong word:
in PDF 1.7 it stands in a line, as a footnote does, so that headings and lists have no place in it, and PDF/UA-1 wants a
reference that leads to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from leaflet.layout.contents import CONTENTS
from leaflet.layout.placed import Image, Role, Text
from leaflet.model.document import Kind
from leaflet.paint.pdf_document import PdfDocument, array, dictionary, name, page_key, text_string

Reference = Callable[[str], str]
Box = tuple[float, float, float, float]
LISTED = (Role.LABEL, Role.ITEM)
HEADINGS = (Role.TITLE, Role.HEADING, Role.BOX_HEADING)
ROLE_MAP = {"Aside": "Sect"}
BULLETS = {"•": "Disc", "◦": "Circle", "○": "Circle", "▪": "Square", "■": "Square"}  # ISO 32000-1 table 347
UNNUMBERED, NUMBERED = "None", "Decimal"


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of marked content."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotation, by the key of its object."""

    page: int
    key: str


@dataclass(eq=False)
class Element:
    """A structure element: its type, children in order, and what it says instead.  A heading has its words and its
    message, and a list its kind of numbers."""

    kind: str
    parent: Element | None
    key: str
    kids: list[Element | Mark | Annotated] = field(default_factory=list)
    alt: str = ""
    language: str = ""
    box: Box | None = None
    words: str = ""
    part: str = ""
    numbering: str = ""

    def walk(self) -> Iterator[Element]:
        """It and all in it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


class TagTree:
    """Elements by block and message; `begin` gives the operator that opens a piece of marked content.  `kinds` are
    those of the blocks, `pages` how many there are."""

    def __init__(self, kinds: Mapping[str, Kind], pages: int) -> None:
        self.root = Element("Document", None, "element0")
        self._kinds, self._pages = kinds, pages
        self._elements: list[Element] = [self.root]
        self._known: dict[tuple[str, ...], Element] = {}
        self._marks: dict[int, list[Element]] = {}
        self._annotated: list[Element] = []
        self._list: dict[str, Element] = {}  # block to the list being built

    def begin(self, page: int, element: Element) -> str:
        """Open marked content that belongs to an element."""
        marks = self._marks.setdefault(page, [])
        marks.append(element)
        element.kids.append(Mark(page, len(marks) - 1))
        return f"/{element.kind} <</MCID {len(marks) - 1}>> BDC"

    def annotate(self, page: int, element: Element, key: str) -> int:
        """Make an annotation part of an element; its StructParent comes out."""
        element.kids.append(Annotated(page, key))
        self._annotated.append(element)
        return self._pages + len(self._annotated) - 1

    def of_text(self, text: Text) -> Element:
        """The element of a message: one, however many lines, columns and pages it runs over."""
        tongue = text.language
        kind, key = str(text.role), (text.part, text.role, tongue)
        if text.role is Role.ENTRY or (text.role is Role.LABEL and text.block == CONTENTS):
            return self._child(self._entry(text.block, text.part, tongue), kind, key)
        if text.role in LISTED:
            style = _numbering(text.shaped.text) if text.role is Role.LABEL else UNNUMBERED
            return self._child(self._list_item(text.block, text.part, tongue, style), kind, key)
        self._list.pop(text.block + tongue, None)
        parent = self._block(text.block, tongue)
        if self._kinds.get(text.block) is Kind.QUOTE and text.role is Role.PARAGRAPH:
            parent = self._child(parent, "BlockQuote", ("BlockQuote", text.block, tongue))
        found = self._child(parent, kind, key)
        if text.role in HEADINGS:
            found.words, found.part = text.shaped.text, text.part
        return found

    def of_link(self, element: Element, part: str, start: int) -> Element:
        """The link that begins at a character of the message which an element has."""
        return self._child(element, "Link", ("Link", element.key, part, str(start)))

    def of_image(self, image: Image, in_list: bool, box: Box) -> Element:
        """The figure element of a picture; in the label of its list item if it is the item's mark, as an item may only
        have a label and a body (ISO 32000-1 table 336)."""
        tongue = image.language
        if in_list:
            item = self._list_item(image.block, image.part, tongue, UNNUMBERED)
            parent = self._child(item, str(Role.LABEL), (image.part, Role.LABEL, tongue))
        else:
            parent = self._block(image.block, tongue)
        element = self._child(parent, "Figure", (image.part or image.source, "Figure", tongue))
        element.alt, element.box = image.alt, box
        return element

    def _block(self, block: str, language: str = "") -> Element:
        found = self.root
        if language or (block and block != "leaflet"):
            kind = "Aside" if self._kinds.get(block) is Kind.SIDEBAR else "Sect"
            found = self._child(self.root, kind, ("block", block, language))
            found.language = language
        return found

    def _list_item(self, block: str, part: str, language: str, numbering: str) -> Element:
        """LI of a list part; parts that follow one another with marks of one kind share a list."""
        known = self._known.get(("LI", part, language))
        if known:
            return known
        current = self._list.get(block + language)
        if current is None or current.numbering != numbering:
            current = self._child(self._block(block, language), "L", ("L", part, language))
            current.numbering = numbering
            self._list[block + language] = current
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

    def headings(self) -> list[tuple[int, Element]]:
        """The headings in reading order with their levels; none is more than one below the last."""
        found: list[tuple[int, Element]] = []
        last = 0
        for element in self.root.walk():
            if element.words:
                last = min(int(element.kind[1]), last + 1)
                found.append((last, element))
        return found

    def write(self, pdf: PdfDocument) -> None:
        """Turn the elements into objects, with the parent tree that leads back from the content.  A box that the layout
        put before every section has a heading of its own level there."""
        for level, element in self.headings():
            element.kind = f"H{level}"
        for element in self._elements:
            pdf.add_written(element.key, partial(_entries, element))
        pdf.add_written("parent tree", self._parent_tree)
        tree: dict[str, object] = {
            "Type": name("StructTreeRoot"),
            "K": array([pdf.reference(self.root.key)]),
            "ParentTree": pdf.reference("parent tree"),
            "ParentTreeNextKey": self._pages + len(self._annotated),
        }
        used = {element.kind for element in self._elements}
        mapped = {kind: name(standard) for kind, standard in ROLE_MAP.items() if kind in used}
        if mapped:
            tree["RoleMap"] = dictionary(mapped)
        pdf.set_catalogue("StructTreeRoot", pdf.add("structure", dictionary(tree)))
        pdf.set_catalogue("MarkInfo", dictionary({"Marked": "true"}))

    def _parent_tree(self, reference: Reference) -> str:
        rows = [
            f"{page - 1} [{' '.join(reference(element.key) for element in self._marks.get(page, ()))}]"
            for page in range(1, self._pages + 1)
        ]
        rows += [f"{number} {reference(one.key)}" for number, one in enumerate(self._annotated, self._pages)]
        return f"<</Nums [{' '.join(rows)}]>>"


def _numbering(label: str) -> str:
    return BULLETS.get(label.strip(), NUMBERED if any(char.isdigit() for char in label) else UNNUMBERED)


def _entries(element: Element, reference: Reference) -> str:
    parent = element.parent.key if element.parent else "structure"
    page = next((kid.page for kid in element.kids if isinstance(kid, Mark)), 0)
    kids = " ".join(_kid(kid, page, reference) for kid in element.kids)
    parts = [f"<</Type /StructElem /S /{element.kind} /P {reference(parent)} /K [{kids}]"]
    if page:
        parts.append(f"/Pg {reference(page_key(page))}")
    if element.language:
        parts.append(f"/Lang {text_string(element.language)}")
    if element.alt:
        parts.append(f"/Alt {text_string(element.alt)}")
    if element.box:
        inside = element.parent is not None and element.parent.kind == Role.LABEL
        place = "Inline" if inside else "Block"
        parts.append(f"/A <</O /Layout /BBox [{' '.join(map(str, element.box))}] /Placement /{place}>>")
    if element.kind == "L":
        parts.append(f"/A <</O /List /ListNumbering /{element.numbering}>>")
    return " ".join(parts) + ">>"


def _kid(kid: Element | Mark | Annotated, page: int, reference: Reference) -> str:
    """A child element, a mark (a bare number on the element's own page), or an annotation (ISO 32000-1 14.7.4)."""
    if isinstance(kid, Element):
        return reference(kid.key)
    if isinstance(kid, Annotated):
        return f"<</Type /OBJR /Obj {reference(kid.key)} /Pg {reference(page_key(kid.page))}>>"
    if kid.page == page:
        return str(kid.number)
    return f"<</Type /MCR /Pg {reference(page_key(kid.page))} /MCID {kid.number}>>"
