"""Rules on the boxes of pages: media, bleed and trim, and how many pages there are."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.check.preflight.painted import Box
from leaflet.check.preflight.rule import Evidence, Finding, rule
from leaflet.check.preflight.wording import mm
from leaflet.geometry import points
from leaflet.problems import Level

HUNDREDTH = points(0.01) + 1e-6
EXPORT = "export the file for print, with its trim size and bleed set"


@rule("trim-missing", "without a TrimBox nobody knows where the sheet is to be cut")
def trim_missing(evidence: Evidence) -> Iterator[Finding]:
    for page in evidence.pages:
        if not page.boxes.given & {"TrimBox", "ArtBox"}:
            yield Finding("the page does not say where it is to be cut: it has no TrimBox", EXPORT, page.number)


@rule("trim-and-art", "TrimBox and ArtBox both say where the page ends; a shop cannot know which one holds")
def trim_and_art(evidence: Evidence) -> Iterator[Finding]:
    for page in evidence.pages:
        if {"TrimBox", "ArtBox"} <= page.boxes.given:
            yield Finding("the page has both a TrimBox and an ArtBox", "remove the ArtBox", page.number)


@rule("boxes-nested", "a box that reaches out of the one round it is cut off when the page is placed")
def boxes_nested(evidence: Evidence) -> Iterator[Finding]:
    for page in evidence.pages:
        boxes = page.boxes
        for name, inner, outer_name, outer in (
            ("TrimBox", boxes.trim, "BleedBox", boxes.bleed),
            ("BleedBox", boxes.bleed, "MediaBox", boxes.media),
        ):
            if {name, "ArtBox"} & boxes.given and not _holds(outer, inner):
                yield Finding(f"the {name} reaches out of the {outer_name}", EXPORT, page.number)


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer[0] <= inner[0] + HUNDREDTH
        and outer[1] <= inner[1] + HUNDREDTH
        and outer[2] >= inner[2] - HUNDREDTH
        and outer[3] >= inner[3] - HUNDREDTH
    )


def least_bleed(trim: Box, bleed: Box) -> float:
    """The narrowest of the four edges, in points."""
    return min(trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])


@rule("bleed-missing", "sheets are cut a little beside the line: without bleed a white edge shows")
def bleed_missing(evidence: Evidence) -> Iterator[Finding]:
    wanted = evidence.order.bleed
    for page in evidence.pages:
        found = max(least_bleed(page.boxes.trim, page.boxes.bleed), 0.0)
        if found < wanted - HUNDREDTH:
            text = f"the page has {mm(found)} of bleed; {mm(wanted)} are wanted on every side"
            yield Finding(text, f"export the file with a bleed of {mm(wanted)}", page.number)


@rule("trim-size", "a sheet of another size does not fold or pack as it was ordered")
def trim_size(evidence: Evidence) -> Iterator[Finding]:
    wanted = evidence.order.trim
    for page in evidence.pages if wanted else ():
        assert wanted
        found = _size(page.boxes.trim)
        if any(abs(a - b) > HUNDREDTH for a, b in zip(found, wanted, strict=True)):
            text = f"the page is {_shown(found)} after trimming; ordered: {_shown(wanted)}"
            yield Finding(text, "set the page to the size that was ordered", page.number)


def _shown(size: tuple[float, float]) -> str:
    return " × ".join(map(mm, size))


def _size(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


@rule("trim-differs", "pages of one sheet lie back to back: they have one size")
def trim_differs(evidence: Evidence) -> Iterator[Finding]:
    if evidence.order.trim is None and evidence.pages:
        first = _size(evidence.pages[0].boxes.trim)
        for page in evidence.pages[1:]:
            found = _size(page.boxes.trim)
            if any(abs(a - b) > HUNDREDTH for a, b in zip(found, first, strict=True)):
                text = f"the page is {_shown(found)} after trimming, page 1 {_shown(first)}"
                yield Finding(text, "give all pages the same size", page.number)


@rule("crop-box", "programs show and place what is inside the CropBox: bleed outside it is lost", Level.WARNING)
def crop_box(evidence: Evidence) -> Iterator[Finding]:
    for page in evidence.pages:
        if "CropBox" in page.boxes.given and not _holds(page.boxes.crop, page.boxes.bleed):
            yield Finding("the CropBox cuts into the bleed", "remove the CropBox", page.number)


@rule("page-rotated", "a turned page may be placed upside down", Level.WARNING)
def page_rotated(evidence: Evidence) -> Iterator[Finding]:
    for page in evidence.pages:
        if page.boxes.rotation % 360:
            text = f"the page is turned by {page.boxes.rotation:g}°"
            yield Finding(text, "make the page upright instead of turning it", page.number)


@rule("user-unit", "a page in units of its own is printed at another size by programs that do not know them")
def user_unit(evidence: Evidence) -> Iterator[Finding]:
    for page in evidence.pages:
        if page.boxes.unit != 1.0:
            text = f"one unit of the page is {page.boxes.unit:g}/72 inch (UserUnit)"
            yield Finding(text, "export the page at its true size", page.number)


@rule("fold-pages", "a folded sheet has a front and a back")
def fold_pages(evidence: Evidence) -> Iterator[Finding]:
    count = len(evidence.pages)
    if any(evidence.order.folds) and count != 2:
        text = f"a folded sheet has two pages, this file has {count}"
        yield Finding(text, "give the outside and the inside a page each, and nothing more")


@rule("booklet-pages", "a stapled booklet is made of sheets of four pages")
def booklet_pages(evidence: Evidence) -> Iterator[Finding]:
    count, multiple = len(evidence.pages), max(evidence.order.pages_multiple, 1)
    if count % multiple:
        text = f"the file has {count} pages, and {multiple} pages make a sheet"
        yield Finding(text, f"add or remove pages until their number is a multiple of {multiple}")
