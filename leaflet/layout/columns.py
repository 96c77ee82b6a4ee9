"""Slabs into columns.  Slabs, a number of columns and a height in rows go in; where each column ends comes out."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Sequence

from leaflet.layout.slab import Slab, height


class Ruler:
    """Slabs measured once, so that the end of a column is found by halving.

    `ends`: indices after which a column may end, never between slabs that keep together, the end itself always.
    """

    def __init__(self, slabs: Sequence[Slab]) -> None:
        self.slabs = slabs
        tops = [0, *itertools.accumulate(slab.rows for slab in slabs)]
        self.ends = [at + 1 for at, slab in enumerate(slabs[:-1]) if not slab.keep]
        self.ends += [len(slabs)] if slabs else []
        self._first = list(tops)  # where the ink of a column beginning here begins: white at its top is dropped
        for at in range(len(slabs) - 1, -1, -1):
            if slabs[at].blank:
                self._first[at] = self._first[at + 1]
        self._last = list(tops)  # where the ink of a column ending here ends: white at its foot is dropped
        for at, slab in enumerate(slabs):
            if slab.blank:
                self._last[at + 1] = self._last[at]
        self._feet = [self._last[end] for end in self.ends]

    def column_end(self, start: int, rows: int, limit: int | None = None) -> int:
        """The last legal end, up to `limit`, of a column of `rows` rows that begins at `start`; `start` where nothing
        fits.  The limit itself is legal."""
        limit = len(self.slabs) if limit is None else limit
        if start >= limit:
            return start
        foot = self._first[start] + rows
        if self._last[limit] <= foot:
            return limit
        index = bisect.bisect_right(self._feet, foot) - 1
        return min(max(start, self.ends[index]), limit) if index >= 0 else start

    def fill(self, columns: int, rows: int, start: int = 0, limit: int | None = None) -> tuple[int, ...]:
        """Ends of `columns` columns of `rows` rows over [start, limit), filled one after another."""
        found = []
        for _ in range(columns):
            start = self.column_end(start, rows, limit)
            found.append(start)
        return tuple(found)

    def rows(self, start: int, end: int) -> int:
        """Rows of the column [start, end), white at its ends left out."""
        return max(0, self._last[end] - self._first[start])

    def balance(self, columns: int, most: int, start: int, limit: int) -> tuple[int, ...] | None:
        """Ends of columns as even as the keeps allow, none higher than `most` rows; None where it does not fit."""
        if self.fill(columns, most, start, limit)[-1] != limit:
            return None
        low, high = 1, most
        while low < high:  # the least height into which all goes
            middle = (low + high) // 2
            if self.fill(columns, middle, start, limit)[-1] == limit:
                high = middle
            else:
                low = middle + 1
        return self.fill(columns, high, start, limit)

    def heights(self, start: int, ends: Sequence[int]) -> list[int]:
        """Rows of each of the columns that end at `ends`."""
        return [self.rows(a, b) for a, b in zip((start, *ends), ends, strict=False)]


def balance(slabs: Sequence[Slab], columns: int, most: int) -> tuple[tuple[int, ...], int] | None:
    """Balance slabs over columns: the ends, and the rows of the highest; None where it does not fit."""
    if not slabs:
        return (0,) * columns, 0
    ends = Ruler(slabs).balance(columns, most, 0, len(slabs))
    return (ends, max_rows(slabs, ends)) if ends else None


def max_rows(slabs: Sequence[Slab], ends: Sequence[int]) -> int:
    """Rows of the highest of the columns."""
    return max(height(slabs[start:end]) for start, end in zip((0, *ends), ends, strict=False))
