"""Rules on where things stand: away from cut and folds, into the bleed where they touch the edge, marks outside it."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.check.preflight.painted import Box, Kind, Painted, meet
from leaflet.check.preflight.plates import EMPTY, PagePlates
from leaflet.check.preflight.rule import Evidence, Finding, rule
from leaflet.check.preflight.rules_boxes import least_bleed
from leaflet.check.preflight.wording import mm, others, place
from leaflet.geometry import points
from leaflet.problems import Level

CLOSE, NEAR = points(3), points(5)
ROUNDING = points(0.02)
LEAST_BLEED = 2.0  # points: less than that cannot be looked at
FAINT = 250  # of 255: paler than this is ink
RUN = 3  # pixels in a row: a shorter stretch is the edge of something
MARK_WIDTH = 2.0  # points: lines that thin beside the page are marks


def distance(box: Box, trim: Box) -> tuple[float, str]:
    """How far inside the trim a box stays, and at which edge it is closest; below 0 it crosses the edge."""
    return min(
        (box[0] - trim[0], "left"),
        (box[1] - trim[1], "lower"),
        (trim[2] - box[2], "right"),
        (trim[3] - box[3], "upper"),
    )


def _near_trim(evidence: Evidence, least: float, most: float) -> Iterator[tuple[int, str]]:
    for page in evidence.pages:
        trim, bleed = page.boxes.trim, page.boxes.bleed
        texts = [one for one in page.content.painted if one.kind is Kind.TEXT and _inside(one.box, bleed)]
        found = sorted(
            (distance(one.box, trim), one.box) for one in texts if least <= distance(one.box, trim)[0] < most
        )
        if found:
            (apart, edge), box = found[0]
            how = f"text sits {mm(apart)} from" if apart >= 0 else "text is cut off at"
            yield page.number, f"{how} the {edge} edge of the trim {place(box, trim)}{others(found)}"


def _inside(box: Box, bleed: Box) -> bool:
    """Marks and notes outside the bleed are nobody's text."""
    shared = meet(box, bleed)
    return shared is not None and shared[0] < shared[2] and shared[1] < shared[3]


@rule("trim-close", "sheets shift while they are cut: letters within 3 mm of the edge may lose a part")
def trim_close(evidence: Evidence) -> Iterator[Finding]:
    for page, text in _near_trim(evidence, -1e9, CLOSE - ROUNDING):
        yield Finding(text, "move it inwards, or use a margin of 5 mm", page)


@rule("trim-near", "text within 5 mm of the edge looks as if it had slipped", Level.WARNING)
def trim_near(evidence: Evidence) -> Iterator[Finding]:
    for page, text in _near_trim(evidence, CLOSE - ROUNDING, NEAR - ROUNDING):
        yield Finding(text, "move it inwards, or use a margin of 5 mm", page)


def _at_folds(evidence: Evidence) -> Iterator[tuple[int, float, list[tuple[float, Box]]]]:
    """Pages with folds, each with the texts near it: how far off, and where."""
    for page in evidence.pages:
        for fold in evidence.order.folds_of(page.number):
            at = page.boxes.trim[0] + fold
            texts = [one.box for one in page.content.painted if one.kind is Kind.TEXT]
            apart = [(max(box[0] - at, at - box[2]), box) for box in texts if meet(box, page.boxes.trim)]
            yield page.number, fold, sorted(apart)


@rule("fold-text", "text across a fold breaks, and its ink cracks")
def fold_text(evidence: Evidence) -> Iterator[Finding]:
    for page, fold, texts in _at_folds(evidence):
        found = [(apart, box) for apart, box in texts if apart < -ROUNDING]
        if found:
            where = place(found[0][1], evidence.facts(page).boxes.trim)
            text = f"text runs across the fold at {mm(fold)} {where}{others(found)}"
            yield Finding(text, "keep text within its panel", page)


@rule("fold-near", "folding shifts by a millimetre or two: text that close to a fold ends up on it", Level.WARNING)
def fold_near(evidence: Evidence) -> Iterator[Finding]:
    for page, fold, texts in _at_folds(evidence):
        found = [(apart, box) for apart, box in texts if -ROUNDING <= apart < CLOSE - ROUNDING]
        if found:
            where = place(found[0][1], evidence.facts(page).boxes.trim)
            text = f"text sits {mm(max(found[0][0], 0.0))} from the fold at {mm(fold)} {where}{others(found)}"
            yield Finding(text, "leave 5 mm on both sides of a fold", page)


@rule("bleed-filled", "what ends at the cut, or just past it, shows a white edge when the cut is a little off")
def bleed_filled(evidence: Evidence) -> Iterator[Finding]:
    for plates in evidence.plates:
        boxes = evidence.facts(plates.page).boxes
        if least_bleed(boxes.trim, boxes.bleed) < LEAST_BLEED:
            continue
        edges = [edge for edge in ("left", "right", "upper", "lower") if _lacks(plates, boxes.trim, boxes.bleed, edge)]
        if edges:
            text = f"something touches the {' and '.join(edges)} edge of the page but does not fill the bleed there"
            hint = f"let it reach {mm(evidence.order.bleed)} past the edge, or keep it away from the edge"
            yield Finding(text, hint, plates.page)


def _lacks(plates: PagePlates, trim: Box, bleed: Box, edge: str) -> bool:
    """Is there a stretch of ink just inside the edge that has no ink at the outer end of the bleed?"""
    inner, outer = _strips(trim, bleed, edge)
    touches, fills = _line(plates, inner, edge), _line(plates, outer, edge)
    run = 0
    for inside, outside in zip(touches, fills, strict=False):
        run = run + 1 if inside < FAINT <= outside else 0
        if run >= RUN:
            return True
    return False


def _strips(trim: Box, bleed: Box, edge: str) -> tuple[Box, Box]:
    """The two lines of points along an edge: just inside the trim, and just inside the end of the bleed."""
    left, low, right, high = trim
    if edge in ("left", "right"):
        x, out = (left, bleed[0]) if edge == "left" else (right - 2, bleed[2] - 2)
        return (x, low, x + 2, high), (out, low, out + 2, high)
    y, out = (low, bleed[1]) if edge == "lower" else (high - 2, bleed[3] - 2)
    return (left, y, right, y + 2), (left, out, right, out + 2)


def _line(plates: PagePlates, strip: Box, edge: str) -> list[int]:
    """The palest pixel across a strip, along it: ink must go all the way."""
    rows = plates.whole.rows(strip)
    if edge in ("left", "right"):
        return [max(row, default=EMPTY) for row in rows]
    return [max(column) for column in zip(*rows, strict=True)]


@rule("marks-in-bleed", "marks that reach into the bleed stay on the sheet when the cut is a little off")
def marks_in_bleed(evidence: Evidence) -> Iterator[Finding]:
    for page in evidence.pages:
        trim, bleed = page.boxes.trim, page.boxes.bleed
        found = [one for one in page.content.painted if _is_mark(one, trim) and _inside(one.box, bleed)]
        if found:
            text = f"a line beside the page reaches into its bleed {place(found[0].box, trim)}{others(found)}"
            yield Finding(text, f"set marks off by {mm(evidence.order.bleed)} or more", page.number)


def _is_mark(one: Painted, trim: Box) -> bool:
    """A thin line that stands wholly beside the trimmed page."""
    left, low, right, high = one.box
    beside = right <= trim[0] or left >= trim[2] or high <= trim[1] or low >= trim[3]
    return beside and one.kind in (Kind.STROKE, Kind.FILL) and min(right - left, high - low) <= MARK_WIDTH
