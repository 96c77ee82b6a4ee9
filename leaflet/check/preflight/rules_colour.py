"""Rules on colour spaces: what a print shop can separate without guessing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from leaflet.check.preflight.inks import (
    CAL_GRAY,
    CAL_RGB,
    DEVICE_N,
    ICC,
    INDEXED,
    LAB,
    NONE,
    PROCESS,
    RGB,
    SEPARATION,
    UNKNOWN,
    Space,
)
from leaflet.check.preflight.rule import Evidence, Finding, rule
from leaflet.check.preflight.wording import names
from leaflet.problems import Level

CONVERT = "convert all colours to CMYK with the profile of the print shop"


def root_of(space: Space) -> Space:
    """The colours that an index or pattern leads to."""
    return space.base if space.base and space.family != SEPARATION else space


def spaces_of(evidence: Evidence, page: int) -> set[Space]:
    """The colour spaces of all that a page shows."""
    return {root_of(one.ink.colour.space) for one in evidence.facts(page).content.painted}


def _wrong(evidence: Evidence, wrong: Callable[[Space], bool]) -> Iterator[tuple[int, str]]:
    for page in evidence.pages:
        kinds = {
            (str(root_of(one.ink.colour.space)), str(one.kind))
            for one in page.content.painted
            if wrong(root_of(one.ink.colour.space))
        }
        if kinds:
            yield page.number, names(f"{kind} in {space}" for space, kind in kinds)


@rule(
    "colour-rgb", "RGB becomes ink by a conversion that you do not see: colours shift, black text turns four-coloured"
)
def colour_rgb(evidence: Evidence) -> Iterator[Finding]:
    for page, found in _wrong(evidence, lambda space: space.family == RGB):
        yield Finding(f"not CMYK: {found}", CONVERT, page)


@rule("colour-managed", "colours that each device converts for itself come out different from shop to shop")
def colour_managed(evidence: Evidence) -> Iterator[Finding]:
    managed = (LAB, CAL_RGB, CAL_GRAY)
    for page, found in _wrong(
        evidence, lambda space: space.family in managed or (space.family == ICC and space.parts == 3)
    ):
        yield Finding(f"not CMYK, but converted on the way: {found}", CONVERT, page)


@rule("colour-unknown", "a colour that cannot be read is printed as something, or not at all")
def colour_unknown(evidence: Evidence) -> Iterator[Finding]:
    for page, found in _wrong(evidence, lambda space: space.family == UNKNOWN):
        yield Finding(f"the colours cannot be read: {found}", CONVERT, page)


@rule("colour-icc", "a profile of other colours than it is used for makes any colour of any colour")
def colour_icc(evidence: Evidence) -> Iterator[Finding]:
    def mismatched(space: Space) -> bool:
        return space.family == ICC and space.profile_parts != space.parts

    for page, found in _wrong(evidence, mismatched):
        yield Finding(
            f"the profile does not match its colours: {found}", "export with a profile of the right kind", page
        )


@rule("colour-alternate", "a spot ink that the shop does not have is mixed from its CMYK recipe, and this has none")
def colour_alternate(evidence: Evidence) -> Iterator[Finding]:
    def strange(space: Space) -> bool:
        named = [ink for ink in space.inks if ink not in (*PROCESS, NONE)]
        return space.family in (SEPARATION, DEVICE_N) and bool(named) and not _is_printable(space.alternate)

    for page, found in _wrong(evidence, strange):
        yield Finding(f"no CMYK recipe for {found}", "define the spot ink by a CMYK mixture", page)


def _is_printable(space: Space | None) -> bool:
    return space is not None and space.parts in (1, 4) and bool(space.inks) and space.family != INDEXED


@rule("colour-spot", "two recipes for one spot ink: it prints as the one or the other")
def colour_spot(evidence: Evidence) -> Iterator[Finding]:
    recipes: dict[str, set[str]] = {}
    for page in evidence.pages:
        for space in spaces_of(evidence, page.number):
            if space.family == SEPARATION and space.alternate:
                recipes.setdefault(space.inks[0], set()).add(str(space.alternate))
    for ink, found in sorted(recipes.items()):
        if len(found) > 1:
            yield Finding(f"the spot ink {ink} is defined by {names(found)}", "define each spot ink once")


@rule("spot-plates", "each spot ink is one more plate, which the shop charges for", Level.INFO)
def spot_plates(evidence: Evidence) -> Iterator[Finding]:
    inks = {ink for page in evidence.pages for space in spaces_of(evidence, page.number) for ink in space.colourants}
    spots = inks - {*PROCESS, "All", NONE}
    if spots:
        yield Finding(f"spot inks beside CMYK: {names(spots)}", "tell the print shop, or convert them to CMYK")
