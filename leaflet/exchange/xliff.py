"""XLIFF 2.1 for translators' tools: a parcel goes in, the bytes of a document with one <file> come out.

How inline markup is written (all of it is kept letter for letter in <originalData>, so nothing is ever guessed):

    **bold**, *slanted*      <pc type="fmt" subType="xlf:b"> and "xlf:i"
    [words](https://…)       <pc type="link">, the words inside it to be translated
    {clinic.phone}           <ph type="ui" subType="xlf:var" disp="{clinic.phone}">
    {tel:0800 1234}          <pc type="other" subType="leaflet:literal">, the number inside it
    \\* and other escapes     <ph type="other" subType="leaflet:escape">
    marks that cross         <ph type="fmt"> for each mark

A control character, which XML 1.0 forbids, is <cp hex="…"/>.  The states are those of the standard; a fuzzy text is
`initial` with the subState `leaflet:needs-work`.  Source: XLIFF 2.1, OASIS Standard, 4.2 and 4.7.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from leaflet.exchange.codes import BOLD, ESCAPE, FIELD, LINK, LITERAL, SLANT, Code, Piece, codes_of, pieces_of
from leaflet.exchange.parcel import MISSING, NEEDS_WORK, REVIEWED, SIGNED, TRANSLATED, Parcel, Row

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"  # of 2.1, too
OWN = "urn:leaflet:exchange:1"
SUFFIX = ".xlf"
TO_XLIFF = {MISSING: "initial", NEEDS_WORK: "initial", TRANSLATED: "translated", REVIEWED: "reviewed", SIGNED: "final"}
FUZZY = "leaflet:needs-work"
TYPES = {
    BOLD: ("fmt", "xlf:b"),
    SLANT: ("fmt", "xlf:i"),
    LINK: ("link", ""),
    FIELD: ("ui", "xlf:var"),
    LITERAL: ("other", "leaflet:literal"),
    ESCAPE: ("other", "leaflet:escape"),
}
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, 2.2
NOT_NMTOKEN = re.compile(r"[^A-Za-z0-9./-]")
ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
QUOTED = str.maketrans({"&": "&amp;", "<": "&lt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})


def write_xliff(parcel: Parcel) -> bytes:
    """The whole document, UTF-8."""
    head = {"version": "2.1", "xmlns": NAMESPACE, "xmlns:leaflet": OWN}
    head |= {"srcLang": parcel.source_language, "trgLang": parcel.language}
    file = {"id": nmtoken(parcel.leaflet), "original": parcel.leaflet, "xml:space": "preserve"}
    file |= {"canResegment": "no", "srcDir": "auto", "trgDir": parcel.locale.direction}
    file |= {"leaflet:version": parcel.version}
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<xliff{_attributes(head)}>", f" <file{_attributes(file)}>"]
    for row in parcel.rows:
        lines += _unit(row)
    return "\n".join([*lines, " </file>", "</xliff>", ""]).encode("utf-8", "replace")


def nmtoken(text: str) -> str:
    """A text as an XML name token, no two alike: `massage/text.2` is `massage:text.2`."""
    return NOT_NMTOKEN.sub(lambda match: f"_{ord(match[0]):x}_", text).replace("/", ":")


def _unit(row: Row) -> Iterator[str]:
    yield f"  <unit{_attributes({'id': nmtoken(row.context), 'name': row.context, 'leaflet:key': row.key})}>"
    notes = [(name, text) for name, text in (("kind", row.kind), ("note", row.note), ("room", row.room)) if text]
    if notes:
        yield "   <notes>"
        for name, text in notes:
            yield f'    <note category="{name}">{_plain(text)}</note>'
        yield "   </notes>"
    source, target = pieces_of(row.source), pieces_of(row.text)
    desk = _Desk(source)
    inline = [f"<source>{desk.inline(source)}</source>"]
    if row.text:
        inline.append(f"<target>{desk.inline(target, in_target=True)}</target>")
    yield from desk.original_data()
    state = {"state": TO_XLIFF[row.state]} | ({"subState": FUZZY} if row.state == NEEDS_WORK else {})
    yield f"   <segment{_attributes(state)}>"
    yield from (f"    {line}" for line in inline)
    yield "   </segment>"
    yield "  </unit>"


class _Desk:
    """Numbers the codes of one unit; a code of the target has the number of the source's that it is."""

    def __init__(self, source: Iterable[Piece]) -> None:
        self.data: dict[str, str] = {}
        self.numbers = [(_likeness(code), str(number)) for number, code in enumerate(codes_of(source), 1)]
        self.left = list(self.numbers)
        self.next = len(self.numbers) + 1

    def inline(self, pieces: Iterable[Piece], in_target: bool = False) -> str:
        """Pieces as XML."""
        return "".join(_text(piece) if isinstance(piece, str) else self.code(piece, in_target) for piece in pieces)

    def code(self, code: Code, in_target: bool) -> str:
        kind, sub = TYPES[code.kind]
        shared = {"id": self.number(code, in_target), "type": kind} | ({"subType": sub} if sub else {})
        if code.inner is None:
            alone = {"disp": code.opening, "dataRef": self.reference(code.opening)}
            return f"<ph{_attributes(shared | alone)}/>"
        references = {"dataRefStart": self.reference(code.opening), "dataRefEnd": self.reference(code.closing)}
        return f"<pc{_attributes(shared | references)}>{self.inline(code.inner, in_target)}</pc>"

    def number(self, code: Code, in_target: bool) -> str:
        likeness = _likeness(code)
        known = next((one for one in self.left if one[0] == likeness), None)
        if known is not None:
            self.left.remove(known)
            if not self.left and not in_target:  # the source is done: the target counts anew
                self.left = list(self.numbers)
            return known[1]
        self.next += 1
        return str(self.next - 1)

    def reference(self, markup: str) -> str:
        return self.data.setdefault(markup, f"d{len(self.data) + 1}")

    def original_data(self) -> Iterator[str]:
        """The markup that codes stand for."""
        if self.data:
            yield "   <originalData>"
            yield from (f'    <data id="{name}">{_text(markup)}</data>' for markup, name in self.data.items())
            yield "   </originalData>"


def _likeness(code: Code) -> tuple[str, str, str, bool]:
    return code.kind, code.opening, code.closing, code.inner is None


def _text(text: str) -> str:
    escaped = text.translate(ESCAPES)
    return FORBIDDEN.sub(lambda match: f'<cp hex="{ord(match[0]):04X}"/>', escaped)


def _plain(text: str) -> str:
    """Text for people alone: what XML cannot hold is left out of it."""
    return FORBIDDEN.sub("\ufffd", text.translate(ESCAPES))


def _attributes(values: dict[str, str]) -> str:
    return "".join(f' {name}="{FORBIDDEN.sub(chr(0xFFFD), value.translate(QUOTED))}"' for name, value in values.items())
