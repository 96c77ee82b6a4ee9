"""Slabs into columns.  Slabs, a number of columns and a height in rows go in; where each column ends comes out."""

from __future__ import annotations

from collections.abc import Sequence

from leaflet.layout.slab import Slab, height


def legal_ends(slabs: Sequence[Slab]) -> list[int]:
    """Indices after which a column may end: never between slabs that keep together; the end itself always."""
    ends = [at + 1 for at, slab in enumerate(slabs[:-1]) if not slab.keep and not (slab.blank and slabs[at + 1].blank)]
    return [*ends, len(slabs)]


def column_end(slabs: Sequence[Slab], start: int, rows: int, ends: Sequence[int]) -> int:
    """The last legal end of a column of `rows` rows that begins at `start`; `start` itself where nothing fits."""
    used, pending, found, at = 0, 0, start, start
    index = _first_after(ends, start)
    while at < len(slabs) and slabs[at].blank:
        at += 1
    while index < len(ends):
        while at < ends[index]:
            slab = slabs[at]
            if slab.blank:
                pending += slab.rows
            else:
                used += pending + slab.rows
                pending = 0
            at += 1
        if used > rows:
            break
        found = ends[index]
        index += 1
    return found


def _first_after(ends: Sequence[int], start: int) -> int:
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high) // 2
        if ends[middle] <= start:
            low = middle + 1
        else:
            high = middle
    return low


def fill(slabs: Sequence[Slab], start: int, columns: int, rows: int, ends: Sequence[int]) -> tuple[int, ...]:
    """Ends of `columns` columns of `rows` rows, filled one after another from `start`."""
    found = []
    for _ in range(columns):
        start = column_end(slabs, start, rows, ends)
        found.append(start)
    return tuple(found)


def balance(slabs: Sequence[Slab], columns: int, most: int) -> tuple[tuple[int, ...], int] | None:
    """Fill columns as evenly as the keeps allow, none higher than `most` rows.

    Returns the ends of the columns and the rows of the highest; None where it does not fit.  Of settings that are
    equally high, the one with the most even columns.
    """
    if not slabs:
        return (0,) * columns, 0
    ends = legal_ends(slabs)
    least = max(1, -(-height(slabs) // columns) - 1)
    for rows in range(least, most + 1):
        found = fill(slabs, 0, columns, rows, ends)
        if found[-1] == len(slabs):
            return found, max_rows(slabs, found)
    return None


def max_rows(slabs: Sequence[Slab], ends: Sequence[int]) -> int:
    """Rows of the highest of the columns."""
    return max(height(slabs[start:end]) for start, end in zip((0, *ends), ends, strict=False))
