"""The frames that text flows through where a page is more than one page of columns: panels of a folded sheet, pages of
a booklet.  A design and a number of pages go in; frames in the order of reading come out.

A frame is laid out as a page of its own, by a design cut to its size, and then put in its place on the sheet.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from leaflet.geometry import Insets
from leaflet.layout.design import Design

FORE = 2  # frames of a folded sheet that are seen first: the cover, and what its opening shows
OPENING = 3  # the same of a booklet: its cover and the two pages behind it
QUIRE = 4  # pages of a folded sheet in a booklet


@dataclass(frozen=True, slots=True)
class Frame:
    """Where text may stand: `x` points from the start edge of page `page`, as wide and high as its own `design` says.
    `cover` has the masthead, `closing` the sources and the clinic, `safety` the warning signs at its foot; `mark` names
    the draft state where the closing's footer is on another side."""

    design: Design
    page: int
    x: float = 0.0
    first: bool = True
    last: bool = True
    flows: bool = True
    cover: bool = False
    closing: bool = False
    safety: bool = False
    mark: bool = False


def frames_of(design: Design, pages: int) -> tuple[Frame, ...]:
    """The frames of a folded sheet, or of a booklet of so many pages."""
    return _panels(design) if design.fold else _booklet(design, pages)


def _panels(design: Design) -> tuple[Frame, ...]:
    fold = design.fold
    assert fold is not None
    marked = _marked(design)
    return tuple(
        Frame(
            _cut(design, panel.width),
            panel.side,
            panel.x,
            panel.first,
            panel.last,
            panel.flows,
            panel.name == fold.cover,
            panel.name == fold.closing,
            panel.name == fold.safety,
            panel.name in marked,
        )
        for panel in fold.panels
    )


def _marked(design: Design) -> set[str]:
    """On the side without the closing, the last panel that text flows through says that the leaflet is a draft."""
    fold = design.fold
    assert fold is not None
    other = [panel for panel in fold.panels if panel.side != fold.panel(fold.closing).side and panel.flows]
    return {panel.name for panel in other[-1:]}


def _cut(design: Design, width: float) -> Design:
    """The design of one panel: all text is as wide as the narrowest has room for, in the middle of a wider one."""
    more = (width - design.width) / 2
    margins = replace(design.margins, start=design.margins.start + more, end=design.margins.end + more)
    return replace(design, width=width, margins=margins)


def _booklet(design: Design, pages: int) -> tuple[Frame, ...]:
    """A cover, pages of text, and the back with the closing."""
    rows: list[Frame] = []
    for number in range(1, pages + 1):
        cover, back = number == 1, number == pages
        facing = replace(design, margins=_facing(design.margins, number))
        rows.append(
            Frame(
                facing, number, flows=not cover, cover=cover, closing=back, safety=number == 2, mark=not (cover or back)
            )
        )
    return tuple(rows)


def _facing(margins: Insets, number: int) -> Insets:
    """Even pages lie to the start of the spine, odd ones to its end: the inner margin is at the spine."""
    return margins if number % 2 else replace(margins, start=margins.end, end=margins.start)


def early(design: Design) -> int:
    """How many frames are seen first: there the safety text stands."""
    if design.fold:
        return FORE
    return OPENING
