"""Copyfit: one type size for a language set, or for each group of it.  A search over a pure function.

Shaped languages and a design go in; the largest size at which every language fits comes out, then for each one the
roomiest step of white space at that size.  The source decides on how many sides the leaflet stands.  Up to the size
that the design calls comfortable a language may have relief, in a fixed order: tighter spacing, with the columns
balanced anew; at the floor, the optional blocks left out.  What does not fit at the floor then no longer holds the
others down: it gets more pages where the design has them, else it is overset; either is said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from leaflet.layout.design import Design
from leaflet.layout.placed import Pages

# size in points, step of the spacing ladder, most pages, without optional blocks
Trial = Callable[[float, int, int, bool], Pages]

WHITE = 0.7  # what a step of white space is worth, in the planner's cost


@dataclass(frozen=True, slots=True)
class Fit:
    """What a language set is printed with: body size in points, and how many pages there are."""

    size: float
    pages: int


def fit_set(design: Design, trials: Sequence[Trial], pages: int = 0, factor: float = 1.0) -> Fit:
    """The largest size at which all fit, on as many pages as given, else on the fewest that hold the first trial; their
    script is set at `factor` times the size."""
    sizes = design.body.sizes(factor)
    floor = sizes[0]
    if not trials:
        return Fit(floor, pages or design.max_pages)
    pages = pages or fewest_pages(design, trials[0])
    able = [trial for trial in trials if _sets(design, trial, floor, pages, _steps(design, lean=True))]

    def fits(size: float) -> bool:
        small = size <= floor or size * factor <= design.body.comfortable + 1e-6
        relief = _steps(design, lean=size <= floor) if small else []  # smaller type before a block is left out
        return all(_sets(design, trial, size, pages, relief) for trial in able)

    low, high = 0, len(sizes) - 1
    while low < high and able:
        middle = (low + high + 1) // 2
        if fits(sizes[middle]):
            low = middle
        else:
            high = middle - 1
    return Fit(sizes[low], pages)


Relief = Sequence[tuple[int, bool]]  # a step of the spacing ladder, without optional blocks?


def _steps(design: Design, lean: bool) -> Relief:
    """What a language may have, least first: tighter spacing, then the optional blocks left out."""
    last = len(design.spacing) - 1
    tighter = [(step, False) for step in range(design.set_step + 1, last + 1)]
    return [*tighter, (last, True)] if lean else tighter


def _sets(design: Design, trial: Trial, size: float, pages: int, relief: Relief) -> bool:
    """Does a language fit at this size, with relief if it may have any?"""
    found = trial(size, design.set_step, pages, False)
    return not found.overset or _with_relief(trial, size, pages, relief) is not None


def fewest_pages(design: Design, trial: Trial) -> int:
    """Pages the source needs at the floor; as many as the design allows where it fits on none."""
    pages = len(trial(design.body.floor, design.set_step, design.max_pages, False).pages)
    if design.has_frames:  # as few as it takes already: one sheet, or so many sheets of a booklet
        return min(pages, design.max_pages)
    while 1 < pages <= design.max_pages and not trial(design.body.floor, design.set_step, pages - 1, False).overset:
        pages -= 1
    return min(pages, design.max_pages)


def _with_relief(trial: Trial, size: float, pages: int, relief: Relief) -> Pages | None:
    """The language at this size with as little relief as it needs; None where no relief is enough."""
    for step, lean in relief:
        found = trial(size, step, pages, lean)
        if not found.overset:
            return found
    return None


def _roomiest(design: Design, trial: Trial, fit: Fit) -> Pages | None:
    """The language with the most white space that fits.  In frames, sections that stay whole and boxes that stay with
    what they explain are worth more than white space."""
    best: tuple[float, Pages] | None = None
    for step in range(design.set_step + 1):
        found = trial(fit.size, step, fit.pages, False)
        if not found.overset and not design.has_frames:
            return found
        cost = found.cost + WHITE * step
        if not found.overset and (best is None or cost < best[0]):
            best = (cost, found)
    return best[1] if best else None


def fit_language(design: Design, trial: Trial, fit: Fit) -> Pages:
    """Set one language at the set's size: the roomiest spacing that fits, else relief, else more pages than the source
    where the design allows them, else as it is, overset."""
    open_ = _roomiest(design, trial, fit)
    if open_:
        return open_
    relieved = _with_relief(trial, fit.size, fit.pages, _steps(design, lean=True))
    if relieved:
        return relieved
    for pages in range(fit.pages + 1, design.max_pages + 1):  # more paper than the source, but every word
        found = trial(fit.size, design.set_step, pages, False)
        if not found.overset:
            return found
    return trial(fit.size, len(design.spacing) - 1, fit.pages, False)
