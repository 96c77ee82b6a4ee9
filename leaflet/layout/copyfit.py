"""Copyfit: one type size for a whole language set.  A search over a pure function.

Shaped languages and a design go in; the largest size at which every language fits comes out, then for each one the
roomiest step of white space at that size.  The source decides on how many sides the leaflet stands.  What does not fit
at the floor gets relief in a fixed order: tighter spacing, with the columns balanced anew, then the optional blocks
left out; after that it is overset, is said so, and no longer holds the others down.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from leaflet.layout.design import Design
from leaflet.layout.placed import Pages

# size in points, step of the spacing ladder, most pages, without optional blocks
Trial = Callable[[float, int, int, bool], Pages]


@dataclass(frozen=True, slots=True)
class Fit:
    """What a language set is printed with: body size in points, and how many pages there are."""

    size: float
    pages: int


def fit_set(design: Design, trials: Sequence[Trial]) -> Fit:
    """The fewest pages that hold the source (the first trial) at the floor, then the largest size at which all fit."""
    sizes = design.body.sizes()
    floor = sizes[0]
    if not trials:
        return Fit(floor, design.max_pages)
    pages = _fewest(design, trials[0])
    easy = [trial for trial in trials if not trial(floor, design.set_step, pages, False).overset]
    if any(_with_relief(design, trial, floor, pages) for trial in trials if trial not in easy):
        return Fit(floor, pages)  # relief is for the floor: a language that needs it holds the set there

    def fits(size: float) -> bool:
        return all(not trial(size, design.set_step, pages, False).overset for trial in easy)

    low, high = 0, len(sizes) - 1
    while low < high and easy:
        middle = (low + high + 1) // 2
        if fits(sizes[middle]):
            low = middle
        else:
            high = middle - 1
    return Fit(sizes[low], pages)


def _fewest(design: Design, trial: Trial) -> int:
    """Pages the source needs at the floor; as many as the design allows where it fits on none."""
    pages = len(trial(design.body.floor, design.set_step, design.max_pages, False).pages)
    while 1 < pages <= design.max_pages and not trial(design.body.floor, design.set_step, pages - 1, False).overset:
        pages -= 1
    return min(pages, design.max_pages)


def _with_relief(design: Design, trial: Trial, size: float, pages: int) -> Pages | None:
    """The language at this size with as little relief as it needs; None where no relief is enough."""
    last = len(design.spacing) - 1
    for step, lean in [*((step, False) for step in range(design.set_step + 1, last + 1)), (last, True)]:
        found = trial(size, step, pages, lean)
        if not found.overset:
            return found
    return None


def fit_language(design: Design, trial: Trial, fit: Fit) -> Pages:
    """Set one language at the set's size: the roomiest spacing that fits, else relief, else as it is, overset."""
    for step in range(design.set_step + 1):
        found = trial(fit.size, step, fit.pages, False)
        if not found.overset:
            return found
    relieved = _with_relief(design, trial, fit.size, fit.pages)
    return relieved or trial(fit.size, len(design.spacing) - 1, fit.pages, False)
