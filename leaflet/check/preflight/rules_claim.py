"""Rules on what the file says of itself: PDF/X version, output intent, metadata, and its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from leaflet.check.preflight.claim import INFO_KEYS
from leaflet.check.preflight.inks import CMYK, PROFILE_PARTS, profile_head
from leaflet.check.preflight.objects import entries_of, is_dictionary, items_of
from leaflet.check.preflight.rule import Evidence, Finding, rule
from leaflet.check.preflight.rules_colour import spaces_of
from leaflet.problems import Level

EXPORT = "export the file as PDF/X-4"
OWN_NAME = re.compile(r"[a-z0-9-]+_[A-Za-z0-9-]+_[a-z0-9-]+_[a-z0-9-]+\.pdf")
SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.pdf")
AGREE = ("title", "created", "modified", "creator", "producer")
LONGEST_NAME = 64


@rule("no-claim", "a file that claims no PDF/X leaves to chance what the print shop's programs make of it")
def no_claim(evidence: Evidence) -> Iterator[Finding]:
    if not evidence.claim.pdfx:
        yield Finding("the file does not claim to be PDF/X", EXPORT)


@rule("claim-place", "a claim in the wrong place, or two of them, is not believed")
def claim_place(evidence: Evidence) -> Iterator[Finding]:
    claim = evidence.claim
    info, xmp = claim.info.get("pdfx", ""), claim.xmp.get("pdfx", "")
    if info and xmp and info != xmp:
        yield Finding(f"the file claims {info} in one place and {xmp} in another", EXPORT)
    elif claim.pdfx and claim.is_modern and not xmp:
        yield Finding(f"{claim.pdfx} is claimed in the Info dictionary; it belongs into the XMP metadata", EXPORT)
    elif claim.pdfx and claim.forbids_transparency and not info:
        yield Finding(f"{claim.pdfx} is claimed in the XMP metadata; it belongs into the Info dictionary", EXPORT)


@rule("version", "a machine for this PDF/X does not know what newer versions of PDF brought")
def version(evidence: Evidence) -> Iterator[Finding]:
    claim = evidence.claim
    if claim.pdfx and claim.version > claim.latest_version:
        text = f"the file is PDF {claim.version:g}; {claim.pdfx} goes up to PDF {claim.latest_version:g}"
        yield Finding(text, EXPORT)


def _intents(evidence: Evidence) -> list[Any]:
    intents = items_of(evidence.file.Root.get("/OutputIntents"))
    return [one for one in intents if is_dictionary(one) and str(one.get("/S", "")) == "/GTS_PDFX"]


@rule("output-intent", "without one output intent nobody knows for which paper and ink the colours were made")
def output_intent(evidence: Evidence) -> Iterator[Finding]:
    found = _intents(evidence)
    if len(found) != 1:
        many = f"{len(found)} output intents" if found else "no output intent"
        yield Finding(f"the file has {many} for print (GTS_PDFX); it needs one", EXPORT)
    elif not str(found[0].get("/OutputConditionIdentifier", "")):
        yield Finding("the output intent does not name its printing condition", EXPORT)


@rule(
    "output-profile", "colours are judged by the profile of the printing condition: it has to be in the file, and right"
)
def output_profile(evidence: Evidence) -> Iterator[Finding]:
    import pikepdf

    for intent in _intents(evidence)[:1]:
        profile = intent.get("/DestOutputProfile")
        if not isinstance(profile, pikepdf.Stream):
            yield Finding("the output intent has no ICC profile in the file", "embed the profile of the print shop")
            return
        head = profile_head(profile)
        if head[36:40] != b"acsp" or head[12:16] != b"prtr":
            yield Finding("the profile of the output intent is not that of a printer", "embed a printer's profile")
        elif int(profile.get("/N", 0)) != PROFILE_PARTS.get(head[16:20], 0):
            yield Finding("the profile of the output intent does not have as many inks as it says", EXPORT)
        elif head[16:20] != b"CMYK" and any(
            space.family == CMYK for page in evidence.pages for space in spaces_of(evidence, page.number)
        ):
            yield Finding("the pages are in CMYK, the output profile is not", "embed a CMYK profile of the print shop")


@rule("trapped", "Trapped tells the shop whether overlaps between colours are still to be made")
def trapped(evidence: Evidence) -> Iterator[Finding]:
    found = str(entries_of(evidence.file.trailer.get("/Info")).get("/Trapped", ""))
    if found not in ("/True", "/False"):
        yield Finding(f"the file does not say whether it is trapped ({found[1:] or 'nothing'})", "set Trapped to False")


@rule("file-id", "shops tell versions of a file apart by its ID")
def file_id(evidence: Evidence) -> Iterator[Finding]:
    if len(items_of(evidence.file.trailer.get("/ID"))) != 2:
        yield Finding("the file has no ID", EXPORT)


@rule("metadata-missing", "title and dates are how a shop tells two files, and two versions of a file, apart")
def metadata_missing(evidence: Evidence) -> Iterator[Finding]:
    missing = [INFO_KEYS[key][1:] for key in ("title", "created", "modified") if not evidence.claim.info.get(key)]
    missing += [] if evidence.claim.has_xmp or not evidence.claim.is_modern else ["XMP metadata"]
    if missing:
        yield Finding(f"missing: {', '.join(missing)}", "give the file a title, and export it with metadata")


@rule("metadata-differ", "when two places say different things, no one knows which file this is")
def metadata_differ(evidence: Evidence) -> Iterator[Finding]:
    info, xmp = evidence.claim.info, evidence.claim.xmp
    found = [key for key in AGREE if info.get(key) and key in xmp and info[key] != xmp[key]]
    found += [key for key in AGREE if xmp and info.get(key) and key not in xmp and evidence.claim.is_modern]
    if found:
        first = found[0]
        said = f"'{info[first]}' and '{xmp.get(first, '')}'"
        text = f"Info dictionary and XMP metadata differ in {', '.join(found)}: {said}"
        yield Finding(text, "export the file again: some program changed one and not the other")


@rule("file-name", "names with spaces or accents are changed on the way, and then nobody finds the file", Level.WARNING)
def file_name(evidence: Evidence) -> Iterator[Finding]:
    order = evidence.order
    if not order.file_name:
        return
    if not SAFE_NAME.fullmatch(order.file_name) or len(order.file_name) > LONGEST_NAME:
        text = f"the file's name '{order.file_name}' has more than plain letters, digits, '-', '_' and '.'"
        yield Finding(text, "rename it, for instance leaflet_nl_a4_press.pdf")
    elif order.leaflet and not _is_own(order.file_name, order.leaflet, order.language):
        text = f"the file's name '{order.file_name}' is not <leaflet>_<language>_<design>_<edition>.pdf"
        yield Finding(text, f"name it {order.leaflet}_{order.language or 'nl'}_a4_press.pdf")


def _is_own(name: str, leaflet: str, language: str) -> bool:
    return bool(OWN_NAME.fullmatch(name)) and name.startswith(f"{leaflet}_{language}_" if language else f"{leaflet}_")
