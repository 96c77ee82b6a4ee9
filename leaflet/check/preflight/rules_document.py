"""Rules on the file as a whole: nothing in it may run, ask, hide, or be fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from leaflet.check.preflight.objects import entries_of, is_dictionary, items_of
from leaflet.check.preflight.page_facts import read_box
from leaflet.check.preflight.painted import meet
from leaflet.check.preflight.rule import Evidence, Finding, rule
from leaflet.check.preflight.wording import names
from leaflet.problems import Level

FOR_PRINTERS = ("/PrinterMark", "/TrapNet")
MOST_OBJECTS = 200_000


def _streams(evidence: Evidence) -> Iterator[Any]:
    import pikepdf

    for thing, _ in zip(evidence.file.objects, range(MOST_OBJECTS), strict=False):
        if isinstance(thing, pikepdf.Stream):
            yield thing


def _count(evidence: Evidence, wanted: Callable[[Any], bool]) -> int:
    return sum(bool(wanted(stream)) for stream in _streams(evidence))


@rule("damaged", "a file that has to be repaired is repaired differently by each program")
def damaged(evidence: Evidence) -> Iterator[Finding]:
    if evidence.damage:
        more = f" (and {len(evidence.damage) - 1} more)" if len(evidence.damage) > 1 else ""
        text = f"the file is damaged: {evidence.damage[0]}{more}"
        yield Finding(text, "export it again, and send it as an attachment or archive")


@rule("encrypted", "a print shop cannot place or trap a locked file, and PDF/X forbids it")
def encrypted(evidence: Evidence) -> Iterator[Finding]:
    if evidence.file.is_encrypted:
        yield Finding("the file is encrypted", "save it without password and without restrictions")


@rule("active", "scripts and actions change a file while it is open; PDF/X forbids them")
def active(evidence: Evidence) -> Iterator[Finding]:
    root = evidence.file.Root
    found = [key[1:] for key in ("/OpenAction", "/AA") if key in root and _acts(root[key])]
    found += ["JavaScript"] if _has_name(root, "/JavaScript") else []
    found += ["actions of a page"] if any("/AA" in page.obj for page in evidence.file.pages) else []
    if found:
        yield Finding(f"the file has actions: {names(found)}", "remove scripts and actions")


def _acts(action: Any) -> bool:
    """An action, and not just the page to open at."""
    return is_dictionary(action) and str(action.get("/S", "")) != "/GoTo"


def _has_name(root: Any, key: str) -> bool:
    return key in entries_of(root.get("/Names"))


@rule("form", "fields to fill in are no print content: they may print empty, filled, or not at all")
def form(evidence: Evidence) -> Iterator[Finding]:
    if "/AcroForm" in evidence.file.Root:
        yield Finding(
            "the file has form fields", "print the form to a PDF first, so that its fields become page content"
        )


@rule("attached", "files inside the file are not printed, and PDF/X forbids them")
def attached(evidence: Evidence) -> Iterator[Finding]:
    if _has_name(evidence.file.Root, "/EmbeddedFiles"):
        yield Finding("there are other files inside the file", "remove attachments")


@rule("layers", "what is on a layer that is switched off may be printed, and the other way round", Level.WARNING)
def layers(evidence: Evidence) -> Iterator[Finding]:
    if "/OCProperties" in evidence.file.Root:
        yield Finding("the file has layers", "flatten layers before you send it")


@rule("annotation", "comments, links and fields on the page may print over it; PDF/X forbids them inside the bleed")
def annotation(evidence: Evidence) -> Iterator[Finding]:
    for page in evidence.pages:
        notes = items_of(evidence.file.pages[page.number - 1].obj.get("/Annots"))
        found = [str(note.get("/Subtype", "?"))[1:] for note in notes if is_dictionary(note) and _on_page(note, page)]
        if found:
            text = f"comments, links or fields on the page: {names(found)}"
            yield Finding(text, "remove them: print addresses as text or QR code", page.number)


def _on_page(note: Any, page: Any) -> bool:
    box = read_box(note.get("/Rect"))
    return str(note.get("/Subtype", "")) not in FOR_PRINTERS and box is not None and bool(meet(box, page.boxes.bleed))


@rule("postscript", "PostScript inside a PDF is run by some machines and skipped by others")
def postscript(evidence: Evidence) -> Iterator[Finding]:
    def is_program(stream: Any) -> bool:
        return "/PS" in (str(stream.get("/Subtype", "")), str(stream.get("/Subtype2", "")))

    if _count(evidence, is_program):
        yield Finding("there is PostScript code in the file", "export it anew without embedded PostScript")


@rule("outside", "pictures that are fetched from elsewhere are not there at the print shop")
def outside(evidence: Evidence) -> Iterator[Finding]:
    def is_outside(stream: Any) -> bool:
        return any(key in stream for key in ("/OPI", "/Ref", "/F"))

    count = _count(evidence, is_outside)
    if count:
        yield Finding(f"{count} parts of the file stand for data outside it (OPI, references)", "embed all pictures")


@rule("alternate-image", "an image with alternates prints as the one or the other")
def alternate_image(evidence: Evidence) -> Iterator[Finding]:
    if _count(evidence, lambda stream: "/Alternates" in stream):
        yield Finding("an image has alternates for other uses", "export images without alternates")


@rule("lzw", "PDF/X forbids LZW compression: old machines may not read it")
def lzw(evidence: Evidence) -> Iterator[Finding]:
    if _count(evidence, lambda stream: "LZW" in repr(stream.get("/Filter", ""))):
        yield Finding("parts of the file are compressed with LZW", "save it with Flate (ZIP) or JPEG compression")


@rule("transfer", "a transfer function changes tints on the way to the plate: dots grow or shrink twice")
def transfer(evidence: Evidence) -> Iterator[Finding]:
    for page in evidence.pages:
        if "transfer" in page.content.states:
            yield Finding("the page asks for a transfer function", "export without transfer functions", page.number)


@rule("halftone", "the screen is the print shop's affair: one that the file brings along disturbs it", Level.WARNING)
def halftone(evidence: Evidence) -> Iterator[Finding]:
    for page in evidence.pages:
        if "halftone" in page.content.states:
            yield Finding("the page asks for a halftone screen of its own", "export without halftones", page.number)


@rule("preseparated", "pages that are plates already cannot be checked, trapped or placed together")
def preseparated(evidence: Evidence) -> Iterator[Finding]:
    for page in evidence.pages:
        if "/SeparationInfo" in evidence.file.pages[page.number - 1].obj:
            yield Finding("the page is a separation already", "export composite pages", page.number)


@rule("garbled", "what one program skips another one prints, or stops at", Level.WARNING)
def garbled(evidence: Evidence) -> Iterator[Finding]:
    for page in evidence.pages:
        if page.content.garbled:
            text = f"{page.content.garbled} drawing instructions of the page make no sense"
            yield Finding(text, "export it again, or from another program", page.number)
