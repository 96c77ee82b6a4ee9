"""Rules on the resolution of images at the size at which they are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from leaflet.check.preflight.painted import Kind, Painted, meet
from leaflet.check.preflight.rule import Evidence, Finding, rule
from leaflet.check.preflight.wording import others, place
from leaflet.problems import Level

GOOD, POOR, GOOD_LINES = 300.0, 150.0, 600.0  # pixels to the inch
ROUNDING = 1.0
PLAIN = 4  # pixels: an image so small is a patch of colour


def _found(evidence: Evidence, wrong: Callable[[Painted], bool]) -> Iterator[tuple[int, str]]:
    for page in evidence.pages:
        images = [one for one in page.content.painted if one.kind is Kind.IMAGE and meet(one.box, page.boxes.bleed)]
        found = [one for one in images if max(one.pixels) > PLAIN and wrong(one)]
        if found:
            worst = min(found, key=lambda one: one.ppi)
            where = place(worst.box, page.boxes.trim)
            yield page.number, f"an image has {worst.ppi:.0f} ppi at its size {where}{others(found)}"


@rule("image-poor", "an image under 150 ppi shows its pixels")
def image_poor(evidence: Evidence) -> Iterator[Finding]:
    for page, text in _found(evidence, lambda one: one.bits > 1 and one.ppi < POOR - ROUNDING):
        yield Finding(text, "use a larger original, or print it smaller", page)


@rule("image-soft", "an image under 300 ppi looks soft in print", Level.WARNING)
def image_soft(evidence: Evidence) -> Iterator[Finding]:
    for page, text in _found(evidence, lambda one: one.bits > 1 and POOR - ROUNDING <= one.ppi < GOOD - ROUNDING):
        yield Finding(text, "use an original with 300 ppi at this size if there is one", page)


@rule("image-bitmap", "black and white images have no soft edges: under 600 ppi steps show", Level.WARNING)
def image_bitmap(evidence: Evidence) -> Iterator[Finding]:
    for page, text in _found(evidence, lambda one: one.bits == 1 and one.ppi < GOOD_LINES - ROUNDING):
        yield Finding(text, "scan line art at 600 ppi or more, or use a vector drawing", page)
