"""Rules on what stands in the pages: everything is either read or skipped, and tags and content lead to each other."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.check.access.rule import Evidence, Finding, rule
from leaflet.check.access.tree import Mark, Node
from leaflet.check.preflight.objects import entries_of
from leaflet.problems import Level


@rule("not-tagged", "without tags a screen reader guesses what is a heading and in which order to read")
def not_tagged(evidence: Evidence) -> Iterator[Finding]:
    if not evidence.tree.there or not evidence.tree.tops:
        yield Finding("the file has no structure tree")
    elif entries_of(evidence.file.Root.get("/MarkInfo")).get("/Marked") is not True:
        yield Finding("the file does not say that it is tagged")


@rule("suspects", "a file that calls its own tags doubtful is not believed")
def suspects(evidence: Evidence) -> Iterator[Finding]:
    if entries_of(evidence.file.Root.get("/MarkInfo")).get("/Suspects") is True:
        yield Finding("the file says that its tags may be wrong")


@rule("untagged", "what is neither tagged nor marked as decoration is read at random, or not at all")
def untagged(evidence: Evidence) -> Iterator[Finding]:
    for page in evidence.pages:
        if page.bare:
            yield Finding(f"something is painted outside all tags ({', '.join(page.bare)})", page=page.number)


@rule("artifact-inside", "decoration in the middle of a sentence is read with it")
def artifact_inside(evidence: Evidence) -> Iterator[Finding]:
    for page in evidence.pages:
        if page.artifacts_inside:
            yield Finding("decoration is marked inside tagged content", page=page.number)


@rule("tagged-inside", "words inside decoration are skipped with it")
def tagged_inside(evidence: Evidence) -> Iterator[Finding]:
    for page in evidence.pages:
        if page.tagged_inside:
            yield Finding("tagged content stands inside decoration", page=page.number)


@rule("unbalanced", "where a mark does not end, what follows belongs to the wrong element")
def unbalanced(evidence: Evidence) -> Iterator[Finding]:
    for page in evidence.pages:
        if page.unbalanced or page.cut:
            yield Finding("marked content does not end where it should", page=page.number)
        elif any(times > 1 for times in page.marks.values()):
            yield Finding("one number is given to two pieces of content", page=page.number)


@rule("no-owner", "content that no element owns is never read")
def no_owner(evidence: Evidence) -> Iterator[Finding]:
    claimed = dict(_claims(evidence))
    for page in evidence.pages:
        lost = [number for number in page.marks if (page.number, number) not in claimed]
        if lost:
            yield Finding(f"content {_numbers(lost)} belongs to no element", page=page.number)


@rule("no-content", "an element that names content which is not there reads as nothing")
def no_content(evidence: Evidence) -> Iterator[Finding]:
    there = {(page.number, number) for page in evidence.pages for number in page.marks}
    missing = sorted({mark for mark, _ in _claims(evidence)} - there)
    if missing:
        yield Finding(f"elements name content that is not on the page: {_numbers([one[1] for one in missing])}")
    yield from (Finding(slip) for slip in dict.fromkeys(evidence.tree.slips))


@rule("parent-tree", "a reader that is pointed at a word finds its paragraph by the parent tree alone")
def parent_tree(evidence: Evidence) -> Iterator[Finding]:
    claims: dict[Mark, tuple[int, int]] = {}
    for mark, node in _claims(evidence):
        if mark in claims and claims[mark] != node.key:
            yield Finding(f"content {mark[1]} belongs to two elements", page=mark[0])
        claims[mark] = node.key
    owners = evidence.tree.owners
    wrong = [mark for mark, key in claims.items() if owners.get(mark) != key]
    for page in sorted({mark[0] for mark in wrong}):
        found = [number for at, number in wrong if at == page]
        yield Finding(f"content {_numbers(found)} does not lead back to its element", page=page)
    if [mark for mark in owners if mark not in claims]:
        yield Finding("the parent tree names elements that do not know the content")
    if any("/StructParents" not in page.obj for page in evidence.file.pages if evidence.pages[page.index].marks):
        yield Finding("a page does not say where its content stands in the parent tree")


@rule("parents", "a reader that goes up from an element ends in another branch")
def parents(evidence: Evidence) -> Iterator[Finding]:
    root = evidence.file.Root.get("/StructTreeRoot")
    for node in evidence.tree.walk():
        parent = node.parent.entries if node.parent else root
        if entries_of(node.entries.get("/P")) == {} or node.entries.P.objgen != parent.objgen:
            yield Finding(f"an element ({node.kind}) does not lead to the one around it")
            return


@rule(
    "order", "content that is painted in another order than it is read confuses readers that follow it", Level.WARNING
)
def order(evidence: Evidence) -> Iterator[Finding]:
    for node in evidence.tree.walk():
        firsts = [_first(kid) for kid in node.kids]
        for marks in (node.marks, [mark for mark in firsts if mark]):
            last: dict[int, int] = {}
            for page, number in marks:
                if number < last.get(page, -1):
                    yield Finding(f"in {node.kind}, content {number} is read after {last[page]}", page=page)
                    return
                last[page] = number


def _claims(evidence: Evidence) -> Iterator[tuple[Mark, Node]]:
    """Every piece of content that an element names, with the element."""
    for node in evidence.tree.walk():
        yield from ((mark, node) for mark in node.marks)


def _first(node: Node) -> Mark | None:
    """The content with which an element begins."""
    return next((one.marks[0] for one in node.walk() if one.marks), None)


def _numbers(found: list[int]) -> str:
    shown = ", ".join(str(number) for number in found[:6])
    return f"{shown} and {len(found) - 6} more" if len(found) > 6 else shown
