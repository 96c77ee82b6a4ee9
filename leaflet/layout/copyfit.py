"""Copyfit: one type size for a whole language set.  A search over a pure function.

Shaped languages and a design go in; the largest size at which every language fits comes out, then for each one the
roomiest step of white space at that size.  What does not fit at the floor gets relief in a fixed order: tighter
spacing, then the optional blocks left out; after that it is overset, and said so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from leaflet.layout.design import Design
from leaflet.layout.placed import Pages

# size in points, step of the spacing ladder, most pages, without optional blocks
Trial = Callable[[float, int, int, bool], Pages]


@dataclass(frozen=True, slots=True)
class Fit:
    """What a language set is printed with: body size in points, and on how many pages each language fits."""

    size: float
    pages: int


def fit_set(design: Design, trials: Sequence[Trial]) -> Fit:
    """The fewest pages that hold every language at the floor, and then the largest size that still does."""
    sizes = design.body.sizes()
    needed = [len(trial(sizes[0], design.set_step, design.max_pages, False).pages) for trial in trials]
    pages = max((count for count in needed if count <= design.max_pages), default=design.max_pages)
    able = [trial for trial, count in zip(trials, needed, strict=True) if count <= design.max_pages]

    def fits(size: float) -> bool:
        return all(not trial(size, design.set_step, pages, False).overset for trial in able)

    low, high = 0, len(sizes) - 1
    while low < high:  # the largest size that fits; the floor fits by the choice of pages
        middle = (low + high + 1) // 2
        if fits(sizes[middle]):
            low = middle
        else:
            high = middle - 1
    return Fit(sizes[low], pages)


def fit_language(design: Design, trial: Trial, fit: Fit) -> Pages:
    """Set one language at the set's size: the roomiest spacing that fits, else relief, else as it is, overset."""
    for step in range(len(design.spacing)):
        found = trial(fit.size, step, fit.pages, False)
        if not found.overset:
            return found
    lean = trial(fit.size, len(design.spacing) - 1, fit.pages, True)
    if not lean.overset:
        return lean
    return replace(trial(fit.size, len(design.spacing) - 1, fit.pages, False), dropped=())
