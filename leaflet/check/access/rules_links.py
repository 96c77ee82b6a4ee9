"""Rules on links and other annotations: each has words, a place in the structure, and leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from leaflet.check.access.rule import Evidence, Finding, rule
from leaflet.check.access.tree import Node
from leaflet.check.preflight.objects import entries_of, is_dictionary, items_of

SILENT = ("/Popup", "/PrinterMark", "/TrapNet")
HOLDS = {"/Link": "Link", "/Widget": "Form"}  # else Annot
KNOWN = frozenset((
    "/Text", "/Link", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight",
    "/Underline", "/Squiggly", "/StrikeOut", "/Stamp", "/Caret", "/Ink", "/Popup", "/FileAttachment", "/Sound",
    "/Movie", "/Widget", "/Screen", "/PrinterMark", "/TrapNet", "/Watermark", "/3D",
))  # ISO 32000-1 table 169  # fmt: skip


def _annotations(evidence: Evidence) -> Iterator[tuple[int, Any, str, Node | None]]:
    """Page, annotation, its sort, and the element that has it."""
    holders = {thing.objgen: node for node in evidence.tree.walk() for thing in node.objects}
    for number, page in enumerate(evidence.file.pages, 1):
        for one in items_of(page.obj.get("/Annots")):
            if is_dictionary(one):
                yield number, one, str(one.get("/Subtype", "")), holders.get(one.objgen)


def _said(one: Any, node: Node | None) -> str:
    return str(one.get("/Contents", "")).strip() or (str(node.entries.get("/Alt", "")).strip() if node else "")


@rule("link-words", "a link is announced by its description; without one a listener hears its address, or nothing")
def link_words(evidence: Evidence) -> Iterator[Finding]:
    for page, one, sort, _ in _annotations(evidence):
        if sort == "/Link" and not str(one.get("/Contents", "")).strip():
            yield Finding("a link has no description", page=page)


@rule("annotation-words", "a note or mark without words is nothing to who does not see it")
def annotation_words(evidence: Evidence) -> Iterator[Finding]:
    for page, one, sort, node in _annotations(evidence):
        if sort not in (*SILENT, "/Link", "/Widget") and not _said(one, node):
            yield Finding(f"an annotation ({sort[1:] or 'of no sort'}) has no description", page=page)


@rule("field-name", "a field without a name cannot be filled in by ear")
def field_name(evidence: Evidence) -> Iterator[Finding]:
    for page, one, sort, node in _annotations(evidence):
        alt = str(node.entries.get("/Alt", "")).strip() if node else ""
        if sort == "/Widget" and not str(one.get("/TU", "")).strip() and not alt:
            yield Finding("a form field has no name that can be read out", page=page)


@rule("annotation-tag", "a link that is in no element is not met when the text is read")
def annotation_tag(evidence: Evidence) -> Iterator[Finding]:
    for page, _, sort, node in _annotations(evidence):
        wanted = HOLDS.get(sort, "Annot")
        if sort in SILENT:
            if node is not None and sort == "/PrinterMark":
                yield Finding("a printer's mark stands among what is read", page=page)
        elif node is None or node.role != wanted:
            where = f"in an element {node.kind}" if node else "in no element"
            yield Finding(f"an annotation ({sort[1:]}) is {where}, not in {wanted}", page=page)


@rule("annotation-parent", "a reader that is pointed at a link finds its sentence by the parent tree alone")
def annotation_parent(evidence: Evidence) -> Iterator[Finding]:
    seen = set()
    for page, one, _, node in _annotations(evidence):
        number = one.get("/StructParent")
        if node is not None and evidence.tree.annotated.get(number if isinstance(number, int) else -1) != node.key:
            yield Finding("a link does not lead back to its element", page=page)
        seen.add(one.objgen)
    lost = [thing for node in evidence.tree.walk() for thing in node.objects if thing.objgen not in seen]
    if any("/Subtype" in thing and str(thing.get("/Type", "/Annot")) == "/Annot" for thing in lost):
        yield Finding("an element names a link that is on no page")


@rule("annotation-sort", "an annotation that no reader knows, or that only a print shop does, says nothing")
def annotation_sort(evidence: Evidence) -> Iterator[Finding]:
    for page, _, sort, _ in _annotations(evidence):
        if sort not in KNOWN or sort == "/TrapNet":
            yield Finding(f"there is an annotation of the sort '{sort[1:]}'", page=page)


@rule("tab-order", "the tab key goes through links in the order of reading only where the page asks for it")
def tab_order(evidence: Evidence) -> Iterator[Finding]:
    for number in sorted({page for page, *_ in _annotations(evidence)}):
        found = str(evidence.file.pages[number - 1].obj.get("/Tabs", ""))
        if found != "/S":
            yield Finding("links are not reached in the order of reading", page=number)


@rule("link-leads", "a link that goes nowhere costs a listener the way back")
def link_leads(evidence: Evidence) -> Iterator[Finding]:
    pages = {page.obj.objgen for page in evidence.file.pages}
    for page, one, sort, _ in _annotations(evidence):
        if sort != "/Link":
            continue
        action = entries_of(one.get("/A"))
        address = str(action.get("/URI", "")) if str(action.get("/S", "")) == "/URI" else ""
        place = items_of(one.get("/Dest")) or items_of(action.get("/D"))
        shown = bool(place) and is_dictionary(place[0]) and place[0].objgen in pages
        if not shown and ":" not in address and not isinstance(one.get("/Dest"), str):
            yield Finding("a link leads nowhere", page=page)
