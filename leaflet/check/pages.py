"""Rules on laid-out pages: one rule, one function, one code.  A laid-out language goes in; problems come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from leaflet.check.colour_alone import colour_alone
from leaflet.check.contrast import over_image, readable
from leaflet.check.proof import TOLERANCE, TOUCH, Rule, ink_box, is_backdrop, items
from leaflet.check.proof import Proof as Proof
from leaflet.check.type_rules import capitals, leading, line_length, narrow_justified, type_size
from leaflet.geometry import Rect, millimetres
from leaflet.layout.frames import early
from leaflet.layout.placed import Image, Item, Page, Panel, Role, Text
from leaflet.layout.touching import overlap
from leaflet.model.document import Kind
from leaflet.model.schema import clip
from leaflet.problems import Problem, error, has_errors, warning


def check_pages(proof: Proof) -> tuple[Problem, ...]:
    """Run every rule; where text does not fit, what stands where is nobody's wish, and only its cause is said."""
    found = tuple(problem for rule in FIT for problem in rule(proof))
    return found if has_errors(found) else found + tuple(problem for rule in LOOKS for problem in rule(proof))


def overset(proof: Proof) -> Iterator[Problem]:
    """Text that does not fit is text the reader never sees."""
    pages, allowed = proof.pages, len(proof.pages.pages)
    for over in pages.overset:
        lines = "1 line is" if over.lines == 1 else f"{over.lines} lines are"
        text = f"{over.block} does not fit: {lines} over at {pages.size:g} pt"
        hint = "shorten the text, mark a block optional, or allow more pages or a smaller floor in the design"
        yield error(
            "page/overset", text, proof.where(over.block), f"{hint} ({proof.design.file}; set on {allowed} pages)"
        )


def overlong(proof: Proof) -> Iterator[Problem]:
    """A word that is wider than its column sticks out of it."""
    for page, item in items(proof):
        if isinstance(item, Text) and item.line.overlong and item.role != Role.ARTIFACT:
            word = clip(item.shaped.text[item.line.start : item.line.end].strip(), 60)
            text = f"'{word}' is wider than its column on page {page}"
            yield error(
                "page/overlong", text, proof.where(item.part), "put a soft hyphen (U+00AD) in the word, or a space"
            )


def lost(proof: Proof) -> Iterator[Problem]:
    """Every message stands on a page, unless its block was left out on purpose."""
    shown = {item.part for _, item in items(proof) if isinstance(item, Text)}
    for block in proof.local.blocks:
        if block.id in proof.pages.dropped:
            continue
        parts = [part.context for part in block.parts] + ([f"{block.id}/title"] if block.title else [])
        for part in parts:
            if part not in shown and _has_text(proof, block.id, part):
                yield error(
                    "page/lost", "the text stands on no page", proof.where(part), "the design shows no such block"
                )


def _has_text(proof: Proof, block_id: str, part: str) -> bool:
    block = next(block for block in proof.local.blocks if block.id == block_id)
    texts = {entry.context: entry.text for entry in block.parts}
    rich = texts.get(part) or block.title
    return bool(rich and rich.text.strip())


def dropped(proof: Proof) -> Iterator[Problem]:
    """What copyfit leaves out is said."""
    for block in proof.pages.dropped:
        yield warning(
            "page/dropped", "left out: there is no room", proof.where(block), "shorten the text to get it back"
        )


def safety_first(proof: Proof) -> Iterator[Problem]:
    """Who reads only one side must read the warning signs."""
    safety = {block.id for block in proof.local.blocks if block.kind is Kind.SAFETY}
    stretches = proof.pages.stretches
    first = stretches[: early(proof.design)] if proof.design.has_frames else [at for at in stretches if at.page == 1]
    seen = [item for at in first for item in proof.pages.page(at.page).items[at.start : at.end]]
    early_lines = Counter(item.block for item in seen if isinstance(item, Text))
    lines = Counter(item.block for _, item in items(proof) if isinstance(item, Text) and item.block in safety)
    for block in sorted(block for block, count in lines.items() if count > early_lines[block]):
        place = "the first panels that are seen" if proof.design.has_frames else "the first page"
        yield error(
            "page/safety-late", f"safety text is not on {place}", proof.where(block), "shorten what is before it"
        )


def safety_size(proof: Proof) -> Iterator[Problem]:
    """Safety text is never smaller than the body."""
    safety = {block.id for block in proof.local.blocks if block.kind is Kind.SAFETY}
    small = {
        item.block
        for _, item in items(proof)
        if isinstance(item, Text) and item.block in safety and item.size < proof.pages.size - TOLERANCE
    }
    for block in sorted(small):
        yield error(
            "page/safety-small", "safety text is smaller than the body", proof.where(block), "mend the design's styles"
        )


def inside_printable(proof: Proof) -> Iterator[Problem]:
    """An office printer leaves the edge of the sheet white: words there are cut."""
    edge = proof.design.printer_margin
    for page in proof.pages.pages:
        for item in page.items:
            box = _box(item)
            if box and (min(box.x, box.y) < edge - TOLERANCE or _beyond(box, page.width - edge, page.height - edge)):
                part = item.part if not isinstance(item, Panel) else ""
                text = f"something on page {page.number} stands within {millimetres(edge):.0f} mm of the edge"
                yield error("page/printer-margin", text, proof.where(part), "widen the design's margins")


def _box(item: Item) -> Rect | None:
    """What an item covers; none where it is meant to run off the sheet."""
    if isinstance(item, Text):
        return Rect(item.x, item.y - item.size * 0.7, item.width, item.size * 0.9)
    if item.bleeds:
        return None
    return (item.clip or item.rect) if isinstance(item, Image) else item.rect


def _beyond(box: Rect, right: float, bottom: float) -> bool:
    return box.right > right + TOLERANCE or box.bottom > bottom + TOLERANCE


def across_fold(proof: Proof) -> Iterator[Problem]:
    """A word on a fold is cracked, and read half on one panel."""
    for page in proof.pages.pages:
        for item in page.items:
            box = None if isinstance(item, Panel) else ink_box(item)
            for x in page.folds if box else ():
                if box and box.x < x - TOLERANCE and box.right > x + TOLERANCE:
                    text = f"something stands across the fold at {millimetres(x):.0f} mm on page {page.number}"
                    part = item.part if not isinstance(item, Panel) else ""
                    yield error("page/fold", text, proof.where(part), "mend the design's panels")


def overlapping(proof: Proof) -> Iterator[Problem]:
    """No line of text runs into another one or into a picture."""
    said = set()
    for page in proof.pages.pages:
        for upper, lower in _touching(page):
            names = sorted({_name(one) for one in (upper, lower)})
            if (page.number, *names) not in said:
                said.add((page.number, *names))
                both = " and ".join(names if len(names) > 1 else (f"the mark of {names[0]}", "its text"))
                text = f"{both} run into each other on page {page.number}"
                hint = "shorten the text, or give the design more room there: margins, columns, picture sizes"
                yield error("page/overlap", text, proof.where(names[0]), hint)


def _touching(page: Page) -> Iterator[tuple[Item, Item]]:
    """Pairs that share ink: a line with a line of another text, or with a picture or rule."""
    solid = [item for item in page.items if not is_backdrop(item)]
    boxes = sorted(((ink_box(item), item) for item in solid), key=lambda one: one[0].y)
    for at, (box, item) in enumerate(boxes):
        for other, neighbour in boxes[at + 1 :]:
            if other.y >= box.bottom - TOUCH:
                break
            apart = other.x >= box.right - TOUCH or box.x >= other.right - TOUCH
            texts = [one for one in (item, neighbour) if isinstance(one, Text)]
            same = len(texts) == 2 and texts[0].shaped is texts[1].shaped
            if texts and not apart and not same:
                yield item, neighbour


def _name(item: Item) -> str:
    if isinstance(item, Panel):
        return "a rule of the design"
    return item.part or item.block or ("the footer" if isinstance(item, Text) else "a picture of the design")


def ink(proof: Proof) -> Iterator[Problem]:
    """No two lines touch: what is drawn decides, not what the font states."""
    if proof.typesetter is None:
        return
    for page in proof.pages.pages:
        texts = sorted((item for item in page.items if isinstance(item, Text) and item.width), key=lambda item: item.y)
        for at, upper in enumerate(texts):
            lower = _next_below(upper, texts[at + 1 :])
            if lower and overlap(proof.typesetter, upper, lower, mirrored=True) > TOUCH:  # a page that is finished
                words = clip(lower.shaped.text[lower.line.start : lower.line.end].strip(), 40)
                text = f"letters of two lines touch on page {page.number}, above '{words}'"
                hint = "give the script a larger line_height in assets/locales.yaml"
                yield warning("page/ink", text, proof.where(lower.part or upper.part), hint)


def _next_below(upper: Text, texts: Sequence[Text]) -> Text | None:
    """The first line under a line that shares some of its width."""
    right = upper.x + upper.width
    under = (text for text in texts if text.y - upper.y > TOUCH and text.x < right and upper.x < text.x + text.width)
    return next(under, None)


FIT: tuple[Rule, ...] = (overset, overlong, lost, dropped, safety_first, safety_size)
SIGHT: tuple[Rule, ...] = (readable, over_image, colour_alone)
TYPE: tuple[Rule, ...] = (type_size, line_length, leading, narrow_justified, capitals)
LOOKS: tuple[Rule, ...] = (*SIGHT, *TYPE, inside_printable, across_fold, overlapping, ink)
