"""Bookmarks.  The headings of a structure tree with their levels go in; the outline of the file comes out.

Source: ISO 32000-1 12.3.3.  Each item shows its place on the page and names its structure element.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from leaflet.paint.links import SILENT, Links, Place, destination
from leaflet.paint.pdf_document import PdfDocument, text_string
from leaflet.paint.tags import Element, Reference

ROOT = "outline"


@dataclass(eq=False, slots=True)
class _Item:
    """A bookmark on the workbench."""

    key: str
    parent: _Item | None = None
    level: int = 0
    title: str = ""
    element: str = ""
    place: Place = (1, 0.0)
    kids: list[_Item] = field(default_factory=list)

    @property
    def open_count(self) -> int:
        """How many bookmarks show when all are open."""
        return sum(1 + kid.open_count for kid in self.kids)


def write_outline(pdf: PdfDocument, headings: Sequence[tuple[int, Element]], links: Links) -> None:
    """One bookmark for each heading, nested as their levels are."""
    root = last = _Item(ROOT)
    items: list[_Item] = []
    for level, element in headings:
        place = links.place(element.part)
        if place is None:
            continue
        while last.parent is not None and last.level >= level:
            last = last.parent
        title = " ".join(element.words.translate(SILENT).split())
        item = _Item(f"bookmark {len(items) + 1}", last, level, title, element.key, place)
        last.kids.append(item)
        items.append(item)
        last = item
    if items:
        for item in items:
            pdf.add_written(item.key, partial(_written, item))
        pdf.set_catalogue("Outlines", pdf.add_written(ROOT, partial(_root, root)))


def _root(root: _Item, reference: Reference) -> str:
    return f"<</Type /Outlines {_family(root, reference)}>>"


def _written(item: _Item, reference: Reference) -> str:
    assert item.parent is not None
    parts = [f"<</Title {text_string(item.title)} /Parent {reference(item.parent.key)}"]
    siblings = item.parent.kids
    at = siblings.index(item)
    if at:
        parts.append(f"/Prev {reference(siblings[at - 1].key)}")
    if at < len(siblings) - 1:
        parts.append(f"/Next {reference(siblings[at + 1].key)}")
    if item.kids:
        parts.append(_family(item, reference))
    parts.append(f"/Dest {destination(item.place, reference)} /SE {reference(item.element)}")
    return " ".join(parts) + ">>"


def _family(item: _Item, reference: Reference) -> str:
    first, last = item.kids[0].key, item.kids[-1].key
    return f"/First {reference(first)} /Last {reference(last)} /Count {item.open_count}"
