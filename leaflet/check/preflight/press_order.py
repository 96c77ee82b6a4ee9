"""What a file for the print shop is to be.  Everything may be left out: then the file is taken at its own word."""

from __future__ import annotations

from dataclasses import dataclass, replace

from leaflet.geometry import points
from leaflet.problems import Where

COATED, UNCOATED = 300.0, 280.0  # percent of total ink (ISO 12647-2 practice; assets/icc/README.md)
BLEED = points(3)


@dataclass(frozen=True, slots=True)
class PressOrder:
    """Lengths in points.  `where` names the file in problems; `trim` is width and height after cutting (None: what the
    first page says); `folds` are distances from the left edge of the trim, for each page (the last entry holds for the
    pages after it); `pages_multiple` is 4 for a stapled booklet; `ink_limit` in percent; `file_name` without folder;
    `leaflet` and `language`, where they are known, must stand in that name."""

    where: Where = Where()
    trim: tuple[float, float] | None = None
    bleed: float = BLEED
    folds: tuple[tuple[float, ...], ...] = ()
    pages_multiple: int = 1
    ink_limit: float = COATED
    file_name: str = ""
    leaflet: str = ""
    language: str = ""

    def folds_of(self, page: int) -> tuple[float, ...]:
        """Where this page (from 1) is folded, in points from the left edge of its trim."""
        return self.folds[min(page, len(self.folds)) - 1] if self.folds else ()

    def within(self, ink_limit: float) -> PressOrder:
        """The same order for a paper that bears so much ink, in percent."""
        return replace(self, ink_limit=ink_limit)
