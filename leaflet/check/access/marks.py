"""The marked content of pages.  A page of an open PDF goes in; what is painted outside all marks, marks inside others,
and the codes that are shown in each font come out.

Forms are followed where they are used; what is in them stands in the mark around them.
Source: ISO 32000-1 14.6, 14.7.4, 14.8.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from leaflet.check.preflight.objects import entries_of, is_dictionary
from leaflet.check.preflight.page_facts import inherited
from leaflet.check.preflight.streams import instructions, too_large

PAINTS = frozenset(("Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "INLINE IMAGE"))
SHOWS = frozenset(("Tj", "TJ", "'", '"'))
DEEPEST = 12
FontKey = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PageMarks:
    """One page: `marks` are the MCIDs in the order of the stream, with how often each was begun; `bare` operators
    stand in no mark; `artifacts_inside` and `tagged_inside` count marks of one sort within the other."""

    number: int
    marks: dict[int, int]
    bare: tuple[str, ...]
    artifacts_inside: int
    tagged_inside: int
    unbalanced: int
    tags: tuple[str, ...]
    codes: dict[FontKey, tuple[Any, set[bytes]]]
    forms: dict[FontKey, int]  # those that have marks of their own, and how often each is shown
    cut: bool = False


def read_marks(page: Any, number: int) -> PageMarks:
    """The marked content of one page."""
    reader = _Reader()
    reader.run(page, entries_of(inherited(page, "/Resources")), 0)
    return PageMarks(
        number,
        reader.marks,
        tuple(dict.fromkeys(reader.bare)),
        reader.artifacts_inside,
        reader.tagged_inside,
        reader.unbalanced,
        tuple(dict.fromkeys(reader.tags)),
        reader.codes,
        reader.forms,
        reader.cut,
    )


@dataclass(slots=True)
class _Reader:
    marks: dict[int, int] = field(default_factory=dict)
    bare: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    codes: dict[FontKey, tuple[Any, set[bytes]]] = field(default_factory=dict)
    forms: dict[FontKey, int] = field(default_factory=dict)
    stack: list[str] = field(default_factory=list)  # A artifact, M marked with an MCID, or neither
    trail: list[FontKey] = field(default_factory=list)
    artifacts_inside: int = 0
    tagged_inside: int = 0
    unbalanced: int = 0
    cut: bool = False

    def run(self, stream: Any, resources: Any, depth: int) -> None:
        """Follow a content stream to its end."""
        if too_large(stream):
            self.cut = True
            return
        floor, shown, marked = len(self.stack), set[bytes](), False
        for operands, name in instructions(stream):
            if name in SHOWS:
                shown.update(_strings(operands))
                if "A" not in self.stack and "M" not in self.stack:
                    self.bare.append(name)
            elif name == "BDC" or name == "BMC":
                marked = self._begin(operands, resources) or marked
            elif name == "EMC":
                self._end(floor)
            elif name == "Tf":
                shown = self._font(operands, resources)
            elif name == "Do":
                self._do(operands, resources, depth)
            elif name in PAINTS and "A" not in self.stack and "M" not in self.stack:
                self.bare.append(name)
        self.unbalanced += len(self.stack) - floor
        del self.stack[floor:]
        if marked and self.trail:
            self.forms[self.trail[-1]] = self.forms.get(self.trail[-1], 0) + 1

    def _begin(self, operands: Sequence[Any], resources: Any) -> bool:
        tag = str(operands[0])[1:] if len(operands) else ""
        about = operands[1] if len(operands) > 1 else None
        if about is not None and not is_dictionary(about):
            about = entries_of(resources.get("/Properties")).get(str(about))
        number = entries_of(about).get("/MCID")
        sort = "A" if tag == "Artifact" else "M" if isinstance(number, int) else ""
        self.artifacts_inside += sort == "A" and "M" in self.stack
        self.tagged_inside += sort == "M" and "A" in self.stack
        if sort == "M" and not self.trail:
            self.marks[int(number)] = self.marks.get(int(number), 0) + 1
        self.tags.append(tag)
        self.stack.append(sort)
        return sort == "M"

    def _end(self, floor: int) -> None:
        if len(self.stack) > floor:
            self.stack.pop()
        else:
            self.unbalanced += 1

    def _font(self, operands: Sequence[Any], resources: Any) -> set[bytes]:
        font = _named(resources, "/Font", operands)
        return self.codes.setdefault(font.objgen, (font, set()))[1] if is_dictionary(font) else set()

    def _do(self, operands: Sequence[Any], resources: Any, depth: int) -> None:
        if "A" not in self.stack and "M" not in self.stack:
            self.bare.append("Do")
        thing = _named(resources, "/XObject", operands)
        is_form = is_dictionary(thing) and str(thing.get("/Subtype", "")) == "/Form"
        if is_form and thing.objgen not in self.trail and depth < DEEPEST:
            self.trail.append(thing.objgen)
            self.run(thing, entries_of(thing.get("/Resources", resources)), depth + 1)
            self.trail.pop()


def _named(resources: Any, kind: str, operands: Sequence[Any]) -> Any:
    """The resource that an operator names; None where there is none."""
    return entries_of(resources.get(kind)).get(str(operands[0])) if len(operands) else None


def _strings(operands: Sequence[Any]) -> list[bytes]:
    import pikepdf

    found = []
    for one in operands:
        parts = one if isinstance(one, pikepdf.Array) else (one,)
        found += [bytes(part) for part in parts if isinstance(part, pikepdf.String)]
    return found
