"""Which script a character belongs to.  Text goes in; stretches of one ISO 15924 script come out (UAX #24)."""

from __future__ import annotations

import bisect
import functools
import re

from leaflet.places import ASSETS

# Below this every character is Latin or common to all scripts, and so is general punctuation: no table is needed.
LATIN = re.compile("[\u0000-\u024f\u2000-\u206f]*")
TABLE = ASSETS / "unicode" / "scripts.txt"


def script_runs(text: str, default: str) -> list[tuple[int, int, str]]:
    """Cut a text into (start, end, script); characters of no script join the run before them, or the first after."""
    if default == "Latn" and LATIN.fullmatch(text):
        return [(0, len(text), "Latn")] if text else []
    runs: list[tuple[int, int, str]] = []
    start, current = 0, ""
    for at, char in enumerate(text):
        script = script_of(char)
        if script and script != current:
            if current:
                runs.append((start, at, current))
                start = at
            current = script
    if text:
        runs.append((start, len(text), current or default))
    return runs


@functools.lru_cache(4096)
def script_of(char: str) -> str:
    """ISO 15924 code of a character's script; empty for what scripts share."""
    starts, ends, scripts = _table()
    row = bisect.bisect_right(starts, ord(char)) - 1
    return scripts[row] if row >= 0 and ord(char) <= ends[row] else ""


@functools.cache
def _table() -> tuple[list[int], list[int], list[str]]:
    rows = [line.split() for line in TABLE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    return [int(row[0], 16) for row in rows], [int(row[1], 16) for row in rows], [row[2] for row in rows]
