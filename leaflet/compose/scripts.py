"""Which script a character belongs to.  Text goes in; stretches of one ISO 15924 script come out (UAX #24)."""

from __future__ import annotations

import bisect
import functools
import re

from leaflet.places import ASSETS

# Below this every character is Latin or common to all scripts, and so is general punctuation: no table is needed.
LATIN = re.compile("[\u0000-\u024f\u2000-\u206f]*")
TABLE = ASSETS / "unicode" / "scripts.txt"


# Scripts of a locale that are not scripts of characters (ISO 15924): what its digits and marks are shaped as.
PLAIN = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Kana", "Kore": "Hang", "Aran": "Arab"}
JAPANESE = frozenset(("Hani", "Hira", "Kana"))  # written together, and shaped as one
PAIRS = dict(zip(")]}»›’」』）》】", "([{«‹‘「『（《【", strict=True))
QUOTES = "“”„"  # which of them opens is the language's choice


def script_runs(text: str, default: str) -> list[tuple[int, int, str]]:
    """Cut a text into (start, end, script); characters of no script join the run before them, or the first after.  A
    closing bracket has the script of the one that opens it (UAX #24, 5.2), so that both come from one font."""
    if default == "Latn" and LATIN.fullmatch(text):
        return [(0, len(text), "Latn")] if text else []
    runs: list[tuple[int, int, str]] = []
    start, current = 0, ""
    opened: list[tuple[str, str]] = []
    for at, char in enumerate(text):
        script = script_of(char)
        closed = None if script else _closing(char, opened)
        script = script or closed or ""
        if script and script != current and not _together(script, current):
            if current:
                runs.append((start, at, current))
                start = at
            current = script
        if char in OPENERS or (char in QUOTES and closed is None):
            opened.append((char, current))
    if text:
        runs.append((start, len(text), current or PLAIN.get(default, default)))
    return runs


OPENERS = frozenset(PAIRS.values())


def _closing(char: str, opened: list[tuple[str, str]]) -> str | None:
    """The script in which a bracket or quotation that is closed here was opened; None for what closes nothing."""
    openers = QUOTES if char in QUOTES else PAIRS.get(char, "")
    for at in range(len(opened) - 1, -1, -1) if openers else ():
        found, script = opened[at]
        if found in openers:
            del opened[at:]
            return script
    return None


def _together(script: str, current: str) -> bool:
    return script in JAPANESE and current in JAPANESE


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
