"""Links of a PDF: which parts of lines lead somewhere, and the annotations over them.

Lines of a message and where its words lead go in; the parts they are painted in come out, and at the end annotations
that a structure element owns (ISO 32000-1 12.5.6.5, ISO 14289-1 7.18).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from leaflet.layout.placed import Role, Text
from leaflet.paint.meaning import Lead, Meaning
from leaflet.paint.pdf_document import PdfDocument, page_key, text_string
from leaflet.paint.tags import Element, Reference, TagTree
from leaflet.paint.text import Box

INSIDE = "#"  # begins an address that is a message of this file
PRINTED = 4  # annotation flag (ISO 32000-1 table 165)
SILENT = str.maketrans("", "", "\u00ad\u200b\u2060")  # say nothing in a description
SIGNS = "!#$%&'*+,-./:;=?@_~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
SAFE = {**{char: char for char in SIGNS}, "(": "\\(", ")": "\\)"}
Leads = Callable[[Text], Sequence[Lead]]  # where the message of a line leads
Place = tuple[int, float]  # page, and points from its foot


@dataclass(frozen=True, slots=True)
class Cut:
    """Characters [start, end) of one line."""

    text: Text
    start: int
    end: int

    @property
    def seen(self) -> tuple[int, int]:
        """The same without the space at the end of the line."""
        return self.start, min(self.end, self.text.line.end)

    @property
    def narrowed(self) -> Text:
        """A line that says no more than this; it stands elsewhere."""
        line = self.text.line
        hyphen = line.hyphen and self.end == line.next
        return replace(self.text, line=replace(line, start=self.start, next=self.end, hyphen=hyphen))


def leads_in(text: Text, meaning: Meaning) -> tuple[Lead, ...]:
    """Where the words of a line's message lead; an entry of the contents leads to its title."""
    if text.role is Role.ENTRY:
        return ((0, len(text.shaped.text), f"{INSIDE}{text.part}"),)
    marks = text.role in (Role.LABEL, Role.ARTIFACT)  # a list mark has the name of its item
    return () if marks else meaning.leads.get(text.part, ())


def cut_up(lines: Sequence[Text], leads: Sequence[Lead]) -> Iterator[tuple[Lead | None, list[Cut]]]:
    """Lines of one message in the parts that are painted as one piece each: what leads somewhere, what is between."""
    found: list[tuple[Lead | None, list[Cut]]] = []
    for text in lines:
        at, end = text.line.start, text.line.next
        for lead in (*leads, None):
            start, stop = (lead[0], lead[1]) if lead else (end, end)
            for owner, a, b in ((None, at, min(start, end)), (lead, max(at, start), min(stop, end))):
                if a < b and found and found[-1][0] == owner:
                    found[-1][1].append(Cut(text, a, b))
                elif a < b:
                    found.append((owner, [Cut(text, a, b)]))
            at = max(at, min(stop, end))
    yield from found


@dataclass(frozen=True, slots=True)
class _Annotation:
    key: str
    page: int
    parent: int  # its StructParent
    boxes: tuple[Box, ...]
    address: str
    about: str


@dataclass(frozen=True, slots=True)
class Links:
    """The annotations of a file as it is painted, and where its messages begin."""

    _found: list[_Annotation] = field(default_factory=list)
    _places: dict[str, Place] = field(default_factory=dict)

    def note_place(self, part: str, page: int, top: float) -> None:
        """A message begins here, `top` points above the foot of a page."""
        self._places.setdefault(part, (page, top))

    def add(self, tags: TagTree, element: Element, page: int, link: tuple[Lead, str, Sequence[Box]]) -> None:
        """Lay annotations over boxes of a page; `link` has the words of the whole message.  Boxes that stand beside one
        another, in two columns, have one each."""
        (start, end, address), words, boxes = link
        for group in _columns(boxes):
            key = f"annotation {len(self._found) + 1}"
            parent = tags.annotate(page, element, key)
            about = _about(words[start:end], address)
            self._found.append(_Annotation(key, page, parent, tuple(group), address, about))

    def of_page(self, page: int) -> list[str]:
        """Keys of the annotations on a page."""
        return [one.key for one in self._found if one.page == page]

    def place(self, part: str) -> Place | None:
        """Where a message begins."""
        return self._places.get(part)

    def write(self, pdf: PdfDocument) -> None:
        """Make the annotations objects of the file."""
        for one in self._found:
            pdf.add_written(one.key, partial(_written, one, self._places))


def destination(place: Place, reference: Reference) -> str:
    """The upper left of what is to be shown; the reader keeps the size it has (ISO 32000-1 table 151)."""
    page, top = place
    return f"[{reference(page_key(page))} /XYZ null {round(top, 3)} null]"


def _written(one: _Annotation, places: Mapping[str, Place], reference: Reference) -> str:
    left, low = min(box[0] for box in one.boxes), min(box[1] for box in one.boxes)
    right, high = max(box[2] for box in one.boxes), max(box[3] for box in one.boxes)
    parts = [f"<</Type /Annot /Subtype /Link /Rect [{left} {low} {right} {high}] /Border [0 0 0] /F {PRINTED}"]
    if len(one.boxes) > 1:
        parts.append(f"/QuadPoints [{' '.join(f'{a} {b} {c} {b} {c} {d} {a} {d}' for a, b, c, d in one.boxes)}]")
    parts.append(f"/Contents {text_string(one.about)} /P {reference(page_key(one.page))} /StructParent {one.parent}")
    if not one.address.startswith(INSIDE):
        parts.append(f"/A <</S /URI /URI ({_escaped(one.address)})>>")
    elif one.address[1:] in places:
        parts.append(f"/Dest {destination(places[one.address[1:]], reference)}")
    return " ".join(parts) + ">>"


def _columns(boxes: Sequence[Box]) -> list[list[Box]]:
    """Boxes of lines under one another; one that stands higher than the last is in another column."""
    found: list[list[Box]] = []
    for box in boxes:
        if found and box[1] <= found[-1][-1][1]:
            found[-1].append(box)
        else:
            found.append([box])
    return found


def _about(words: str, address: str) -> str:
    """What a screen reader says of a link: its words, and the address where they do not have it."""
    said = " ".join(words.translate(SILENT).split())
    plain = address.partition(":")[2].lstrip("/")
    known = address.startswith((INSIDE, "tel:")) or plain.rstrip("/") in said.replace("\u00a0", " ")
    return said if known else f"{said} ({plain})"


def _escaped(address: str) -> str:
    """An address as a string of ASCII (ISO 32000-1 12.6.4.7); what stands for itself in neither is written in percent
    (RFC 3987 3.1)."""
    return "".join(SAFE.get(char) or "".join(f"%{byte:02X}" for byte in char.encode()) for char in address)
