"""Rules on the finished bytes.  A PDF and what it should say go in; problems come out.

The file is read back with pikepdf, which did not write it: what is checked is what a printer or reader will meet.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from leaflet.problems import Problem, Where, error

A4_TOLERANCE = 0.02  # points


@dataclass(frozen=True, slots=True)
class Expected:
    """What a finished file must be: its language, its pages in points, and where its words come from."""

    language: str
    pages: tuple[tuple[float, float], ...]
    where: Where


Rule = Callable[[Any, Expected], Iterator[Problem]]


def check_output(pdf: bytes, expected: Expected) -> tuple[Problem, ...]:
    """Open the file again and run every rule; a file that cannot be opened is a problem itself."""
    import pikepdf  # an outside reader: only checks need it

    try:
        with pikepdf.open(io.BytesIO(pdf)) as file:
            return tuple(problem for rule in RULES for problem in rule(file, expected))
    except pikepdf.PdfError as slip:
        return (error("output/unreadable", f"the PDF cannot be read back: {slip}", expected.where, "report this"),)


def page_boxes(file: Any, expected: Expected) -> Iterator[Problem]:
    """The sheet has the size the design says, on as many sides as were laid out."""
    found = [tuple(float(value) for value in page.mediabox[2:]) for page in file.pages]
    same = len(found) == len(expected.pages) and all(
        abs(a - b) <= A4_TOLERANCE
        for size, wanted in zip(found, expected.pages, strict=True)
        for a, b in zip(size, wanted, strict=True)
    )
    if not same:
        yield error("output/pages", f"the file has pages {found}", expected.where, "report this")


def fonts(file: Any, expected: Expected) -> Iterator[Problem]:
    """Every font is embedded, and every code in it says which text it stands for."""
    for page in file.pages:
        for name, font in page.Resources.get("/Font", {}).items():
            descendant = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            if "/FontFile2" not in descendant.get("/FontDescriptor", {}) or "/ToUnicode" not in font:
                yield error(
                    "output/font", f"font {name} is not embedded or not readable", expected.where, "report this"
                )


def language(file: Any, expected: Expected) -> Iterator[Problem]:
    """The file names its language and its title, and asks to be printed at true size."""
    if str(file.Root.get("/Lang", "")) != expected.language:
        yield error("output/language", "the file does not name its language", expected.where, "report this")
    preferences = file.Root.get("/ViewerPreferences", {})
    if str(preferences.get("/PrintScaling", "")) != "/None" or not file.docinfo.get("/Title"):
        yield error("output/preferences", "title or print scaling is missing", expected.where, "report this")


def no_surprises(file: Any, expected: Expected) -> Iterator[Problem]:
    """Nothing runs, asks or is locked: no scripts, no actions, no forms, no encryption."""
    for key in ("/OpenAction", "/AA", "/AcroForm", "/Names"):
        if key in file.Root:
            yield error("output/active", f"the file has {key[1:]}", expected.where, "report this")
    if file.is_encrypted:
        yield error("output/encrypted", "the file is encrypted", expected.where, "report this")


def structure(file: Any, expected: Expected) -> Iterator[Problem]:
    """Content and structure tree agree in both directions: each MCID of a page leads to an element that owns it."""
    if "/StructTreeRoot" not in file.Root:
        yield error("output/structure", "the file has no structure tree", expected.where, "report this")
        return
    numbers = list(file.Root.StructTreeRoot.ParentTree.Nums)
    parents = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    for page in file.pages:
        owners = parents.get(int(page.get("/StructParents", -1)), [])
        for mark, owner in enumerate(owners):
            kids = owner.get("/K", [])
            own = "/Pg" in owner and owner.Pg.objgen == page.obj.objgen
            if not any(kid == mark and own if isinstance(kid, int) else _is_mark(kid, mark, page) for kid in kids):
                text = f"marked content {mark} is not in its element"
                yield error("output/structure", text, expected.where, "report this")


def _is_mark(kid: Any, mark: int, page: Any) -> bool:
    """Is this child of an element a reference to the mark?  (A bare number is one on the element's own page.)"""
    return hasattr(kid, "get") and kid.get("/MCID") == mark and kid.Pg.objgen == page.obj.objgen


RULES: tuple[Rule, ...] = (page_boxes, fonts, language, no_surprises, structure)
