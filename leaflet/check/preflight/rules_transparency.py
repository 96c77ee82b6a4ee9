"""Rules on transparency: PDF/X-1a and X-3 forbid it; elsewhere it must say in which colours it is mixed."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.check.preflight.painted import PageContent
from leaflet.check.preflight.rule import Evidence, Finding, rule
from leaflet.check.preflight.wording import names
from leaflet.problems import Level

GROUP, BARE_GROUP = "group", "group without colours"


def effects(content: PageContent) -> set[str]:
    """What transparency a page uses, in words."""
    found = {GROUP} if {GROUP, BARE_GROUP} & content.states else set()
    for one in content.painted:
        ink = one.ink
        if ink.is_transparent:
            found |= {"soft mask"} if ink.soft_mask else set()
            found |= {f"blend mode {ink.blend}"} if ink.blend not in ("Normal", "Compatible") else set()
            found |= {f"{one.kind} of {100 * ink.alpha:.0f} % opacity"} if ink.alpha < 1 else set()
    return found


@rule(
    "transparency", "PDF/X-1a and PDF/X-3 are for machines that cannot mix transparent colours: it prints as anything"
)
def transparency(evidence: Evidence) -> Iterator[Finding]:
    for page in evidence.pages:
        found = effects(page.content)
        if found and evidence.claim.forbids_transparency:
            text = f"transparency in a {evidence.claim.pdfx} file: {names(found)}"
            yield Finding(text, "flatten transparency, or export as PDF/X-4", page.number)


@rule("transparency-space", "transparent colours that are mixed in unknown ones come out different", Level.WARNING)
def transparency_space(evidence: Evidence) -> Iterator[Finding]:
    for page in evidence.pages:
        really = effects(page.content) - {GROUP}
        if really and BARE_GROUP in page.content.states and not evidence.claim.forbids_transparency:
            text = f"{names(really)} is mixed in colours that the page does not name"
            yield Finding(text, "choose CMYK as the page's blending colour space", page.number)
