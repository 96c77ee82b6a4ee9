"""Rules on ink: how much lies over one another, what overprints, and what is black."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from leaflet.check.preflight.inks import ALL, CMYK, DEVICE_N, PROCESS, SEPARATION, Colour
from leaflet.check.preflight.painted import Box, Ink, Kind, Painted, meet
from leaflet.check.preflight.rule import Evidence, Finding, rule
from leaflet.check.preflight.wording import mixture, names, others, place
from leaflet.problems import Level

SPECK = 3.0  # percent: what rounding of 8-bit plates and soft edges may add
DARK = 90.0  # percent of black from which on text is meant to be black
FULL = 95.0  # percent of each ink: only marks for the printer are made of all of them
SMALL = 24.0  # points: below that, letters of several inks show coloured edges
Wrong = Callable[[Painted], bool]


def _worst(evidence: Evidence, wrong: Wrong) -> Iterator[tuple[int, list[Painted], Box]]:
    """On each page, the things inside the bleed that something is wrong with, the smallest type first."""
    for page in evidence.pages:
        bleed, trim = page.boxes.bleed, page.boxes.trim
        found = [one for one in page.content.painted if wrong(one) and meet(one.box, bleed)]
        if found:
            yield page.number, sorted(found, key=lambda one: one.size), trim


@rule("ink-total", "too much ink does not dry: it smears, sets off on the next sheet, and tears the paper")
def ink_total(evidence: Evidence) -> Iterator[Finding]:
    limit = evidence.order.ink_limit
    for plates in evidence.plates:
        boxes = evidence.facts(plates.page).boxes
        most, where = plates.most(meet(boxes.bleed, boxes.media) or boxes.media)
        if most > limit + SPECK:
            text = f"{most:.0f} % of ink lie over one another {place(where, boxes.trim)}; the limit is {limit:g} %"
            yield Finding(text, "use lighter mixtures, or convert with a profile that keeps to the limit", plates.page)


@rule("ink-unmeasured", "colours that are not ink yet may become more ink than the paper takes", Level.WARNING)
def ink_unmeasured(evidence: Evidence) -> Iterator[Finding]:
    for plates in evidence.plates:
        if plates.unmeasured:
            text = f"the ink of {names(plates.unmeasured)} cannot be measured before it is converted"
            yield Finding(text, "convert all colours to CMYK, then check again", plates.page)


def is_black(colour: Colour) -> bool:
    """Black ink and nothing else."""
    return set(colour.used) == {"Black"}


@rule("text-plates", "black letters on several plates get coloured edges when the plates are not in register")
def text_plates(evidence: Evidence) -> Iterator[Finding]:
    def wrong(one: Painted) -> bool:
        inks = one.ink.colour.used
        mixed = inks.get("Black", 0) >= DARK and len(inks) > 1
        return one.kind is Kind.TEXT and one.size < SMALL and (mixed or ALL in inks)

    for page, found, trim in _worst(evidence, wrong):
        one = found[0]
        text = f"black text of {one.size:.3g} pt is made of {mixture(one.ink.colour)}"
        text += f" {place(one.box, trim)}{others(found)}"
        yield Finding(text, "set text in black alone (0, 0, 0, 100)", page)


@rule("black-overprint", "black text that is cut out of the colour under it shows white edges", Level.WARNING)
def black_overprint(evidence: Evidence) -> Iterator[Finding]:
    def wrong(one: Painted) -> bool:
        ink = one.ink
        full = is_black(ink.colour) and ink.colour.used["Black"] >= FULL and one.kind is Kind.TEXT
        return full and one.size < SMALL and not _lies_over(ink)

    for page, found, trim in _worst(evidence, wrong):
        if _has_colour(evidence, page):
            text = f"black text of {found[0].size:.3g} pt does not overprint {place(found[0].box, trim)}{others(found)}"
            yield Finding(text, "let black text overprint (mode 1)", page)


def _lies_over(ink: Ink) -> bool:
    """Does black leave the other inks under it as they are?"""
    return ink.overprint and (ink.mode == 1 if ink.colour.space.family == CMYK else True)


def _has_colour(evidence: Evidence, page: int) -> bool:
    """Is there any ink but black on the page that text could be cut out of?"""
    inks = (one.ink.colour for one in evidence.facts(page).content.painted if one.kind is not Kind.TEXT)
    return any(set(ink.used) - {"Black"} or (not ink.inks and ink.space.family != "Pattern") for ink in inks)


@rule("white-overprint", "white that overprints is no ink at all: it vanishes")
def white_overprint(evidence: Evidence) -> Iterator[Finding]:
    def wrong(one: Painted) -> bool:
        ink = one.ink
        gone = ink.mode == 1 if ink.colour.space.family == CMYK else ink.colour.space.family in (SEPARATION, DEVICE_N)
        return ink.colour.is_white and ink.overprint and gone and (one.kind is not Kind.IMAGE or one.stencil)

    for page, found, trim in _worst(evidence, wrong):
        text = f"white {found[0].kind} overprints, and will not be seen, {place(found[0].box, trim)}{others(found)}"
        yield Finding(text, "let white knock out: turn overprint off for it", page)


@rule("registration-ink", "the colour of marks prints on every plate: it is far too much ink for anything else")
def registration_ink(evidence: Evidence) -> Iterator[Finding]:
    def wrong(one: Painted) -> bool:
        inks = one.ink.colour.used
        return ALL in inks or all(inks.get(ink, 0) >= FULL for ink in PROCESS)

    for page, found, trim in _worst(evidence, wrong):
        text = f"{found[0].kind} in registration colour inside the bleed {place(found[0].box, trim)}{others(found)}"
        yield Finding(text, "registration colour is for marks outside the bleed; use black", page)
