"""Rules on what is too thin or too small to print."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.check.preflight.painted import Kind, Painted, meet
from leaflet.check.preflight.rule import Evidence, Finding, rule
from leaflet.check.preflight.wording import others, place

HAIRLINE = 0.25  # points
SMALLEST, SMALLEST_REVERSED = 6.0, 8.0  # points
ROUNDING = 0.005


@rule("hairline", "a line under 0.25 pt breaks up or vanishes; one of width 0 is as thin as each machine can")
def hairline(evidence: Evidence) -> Iterator[Finding]:
    for page in evidence.pages:
        lines = [one for one in page.content.painted if one.kind is Kind.STROKE and meet(one.box, page.boxes.bleed)]
        found = sorted((one for one in lines if one.width < HAIRLINE - ROUNDING), key=lambda one: one.width)
        if found:
            where = place(found[0].box, page.boxes.trim)
            text = f"a line is {found[0].width:.2g} pt thin {where}{others(found)}"
            yield Finding(text, f"make lines at least {HAIRLINE:g} pt", page.number)


def _texts(evidence: Evidence) -> Iterator[tuple[int, list[Painted]]]:
    for page in evidence.pages:
        texts = [one for one in page.content.painted if one.kind is Kind.TEXT and meet(one.box, page.boxes.trim)]
        yield page.number, sorted(texts, key=lambda one: one.size)


def is_reversed(one: Painted) -> bool:
    """White letters, or letters of more than one ink: they fill up or blur when plates are a little off."""
    return one.ink.colour.is_white or len(one.ink.colour.used) > 1


@rule("type-small", "type under 6 pt breaks up in print, and few can read it")
def type_small(evidence: Evidence) -> Iterator[Finding]:
    for page, texts in _texts(evidence):
        found = [one for one in texts if one.size < SMALLEST - ROUNDING]
        if found:
            where = place(found[0].box, evidence.facts(page).boxes.trim)
            text = f"type of {found[0].size:.3g} pt {where}{others(found)}"
            yield Finding(text, f"set it in {SMALLEST:g} pt at least", page)


@rule("type-reversed", "small letters that are white, or of several inks, fill up when plates are a little off")
def type_reversed(evidence: Evidence) -> Iterator[Finding]:
    for page, texts in _texts(evidence):
        found = [one for one in texts if SMALLEST - ROUNDING <= one.size < SMALLEST_REVERSED - ROUNDING]
        found = [one for one in found if is_reversed(one)]
        if found:
            kind = "white" if found[0].ink.colour.is_white else "several inks"
            where = place(found[0].box, evidence.facts(page).boxes.trim)
            text = f"type in {kind} of {found[0].size:.3g} pt {where}{others(found)}"
            yield Finding(text, f"set it in {SMALLEST_REVERSED:g} pt at least, or in one dark ink", page)
