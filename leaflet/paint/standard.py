"""What a file claims to follow, and what that asks of its bytes.  A name goes in; one value with questions comes out.

Nobody asks which standard it is, only what it requires.  What every press file has, whatever the claim, is no question:
DeviceCMYK, grey and Separation only, embedded fonts, no annotations, no transparency, a trailer ID, Trapped.
The files for an older PDF/X claim that alone: who asks for them has a workflow of 2003, in which a second claim is one
more thing to stumble over.  Their tags stay, since PDF 1.4 has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standard:
    """One set of claims.  `claim` is the PDF/X version as its standard spells it, empty outside a print shop."""

    name: str
    claim: str
    version: tuple[int, int]  # of PDF, in the header
    requires_claim_in_info: bool = False  # /GTS_PDFXVersion: ISO 15930-4 6.7, ISO 15930-6 6.7
    requires_claim_in_xmp: bool = False  # pdfxid: ISO 15930-7 6.8
    requires_output_profile: bool = False  # the GTS_PDFX output intent
    requires_boxes: bool = False  # TrimBox and BleedBox
    requires_flat_pictures: bool = False  # no soft mask: nothing is left for the shop's software to flatten
    requires_archive: bool = False  # PDF/A-2a: ISO 19005-2 and its extension schemas, a GTS_PDFA1 intent
    requires_access: bool = False  # PDF/UA-1: ISO 14289-1
    allows_links: bool = False  # annotations and bookmarks: nothing of a print shop's file may act
    newest_profile: int = 4  # main version of ICC that its PDF knows (ISO 32000-1 table 67)

    def allows(self, version: tuple[int, int]) -> bool:
        """May the file have what came with this version of PDF?"""
        return self.version >= version


OFFICE = Standard("ua-1", "", (1, 7), requires_access=True)
ACCESSIBLE = Standard(
    "ua-1 a-2a",
    "",
    (1, 7),
    requires_archive=True,
    requires_access=True,
    allows_links=True,
)
X_1A = Standard(
    "x-1a",
    "PDF/X-1a:2003",
    (1, 4),
    requires_claim_in_info=True,
    requires_output_profile=True,
    requires_boxes=True,
    requires_flat_pictures=True,
    newest_profile=2,
)
X_3 = Standard(
    "x-3",
    "PDF/X-3:2003",
    (1, 4),
    requires_claim_in_info=True,
    requires_output_profile=True,
    requires_boxes=True,
    requires_flat_pictures=True,
    newest_profile=2,
)
X_4 = Standard(
    "x-4",
    "PDF/X-4",
    (1, 6),
    requires_claim_in_xmp=True,
    requires_output_profile=True,
    requires_boxes=True,
    requires_flat_pictures=True,  # X-4 allows masks; a shop that flattens them badly costs a phone call
    requires_archive=True,
    requires_access=True,
)
STANDARDS: Mapping[str, Standard] = {one.name: one for one in (X_1A, X_3, X_4)}  # what a print shop may ask for
