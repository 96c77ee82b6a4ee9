"""Pages as text made for reading.  Placed pages go in; one line per item in painting order comes out.

    page 1  419.53 x 595.28
    Panel 0.00 0.00 419.53 x 90.00 petrol
    PlacedText 36.00 540.25 Noto Sans@9.5 'Wash' <- inside/1
    Image 36.00 90.00 100.00 x 80.00 joint.svg 'alternative text' <- inside

x from the left, y from the top, of a text its baseline.  A line's words are written as they are drawn: `‐` is a hyphen
that the line break drew.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.geometry import Rect
from leaflet.layout.placed import Image, Item, Pages, Panel, Role, Text

STYLES = {"regular": "", "bold": " bold", "italic": " italic", "bold_italic": " bold italic"}


def trace(pages: Pages) -> str:
    """The whole trace of a laid-out language."""
    head = f"body {pages.size:g} pt, spacing {pages.spacing}, {len(pages.pages)} pages"
    lines = [head, *(f"overset {over.block} by {over.lines}" for over in pages.overset)]
    lines += [f"dropped {block}" for block in pages.dropped]
    for page in pages.pages:
        lines += ["", f"page {page.number}  {page.width:.2f} x {page.height:.2f}"]
        lines += [shown(item) for item in page.items]
    return "\n".join(lines) + "\n"


def shown(item: Item) -> str:
    """One item as a line."""
    if isinstance(item, Text):
        style = STYLES.get(first_face(item), "")
        role = "" if item.role is Role.PARAGRAPH else f" {item.role}"
        what = f"{family(item)}{style}@{item.size:.4g} {item.ink} '{drawn(item)}'"
        return f"PlacedText {item.x:.2f} {item.y:.2f} {what} <-{role} {item.part or 'artifact'}"
    if isinstance(item, Panel):
        bleeds = f" bleeds {', '.join(sorted(item.bleeds))}" if item.bleeds else ""
        return f"Panel {box(item.rect)} {item.ink}{bleeds}"
    cut = f" cut to {box(item.clip)}" if item.clip else ""
    return f"Image {box(item.rect)}{cut} {item.source} '{item.alt}' <- {item.part or 'artifact'}"


def drawn(text: Text) -> str:
    """The words of a line as the eye meets them."""
    words = text.shaped.text[text.line.start : text.line.end]
    if text.line.bare:
        words = text.line.bare + words[1:]
    words = words.replace("\u00a0", "~").replace("\u202f", "~").replace("\u00ad", "")
    return words + ("‐" if text.line.hyphen else "")


def box(rect: Rect) -> str:
    return f"{rect.x:.2f} {rect.y:.2f} {rect.width:.2f} x {rect.height:.2f}"


def family(text: Text) -> str:
    return next((run.face.family for run in _runs(text)), "")


def first_face(text: Text) -> str:
    return next((run.face.style for run in _runs(text)), "")


def _runs(text: Text) -> Iterator:  # type: ignore[type-arg]
    return (run for run in text.shaped.runs if run.start < text.line.end and run.end > text.line.start)


def texts(pages: Pages) -> Iterator[tuple[int, Text]]:
    """Every line of words with the number of its page."""
    for page in pages.pages:
        for item in page.items:
            if isinstance(item, Text):
                yield page.number, item


def images(pages: Pages) -> Iterator[tuple[int, Image]]:
    """Every picture with the number of its page."""
    for page in pages.pages:
        for item in page.items:
            if isinstance(item, Image):
                yield page.number, item
