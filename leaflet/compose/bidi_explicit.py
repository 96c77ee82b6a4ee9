"""UAX #9, rules P2 to X8: the bidi classes of a paragraph go in, its level and all explicit levels come out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from leaflet.compose.bidi_class import EMBEDDINGS, INITIATORS, REMOVED

MAX_DEPTH = 125  # BD2


def matching_pdis(classes: Sequence[str]) -> dict[int, int]:
    """BD9: isolate initiator to its PDI, where it has one."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for place, kind in enumerate(classes):
        if kind in INITIATORS:
            opened.append(place)
        elif kind == "PDI" and opened:
            pairs[opened.pop()] = place
    return pairs


def first_strong_level(classes: Sequence[str], pairs: dict[int, int], start: int, end: int) -> int:
    """P2, P3: 1 if the first strong character of [start, end) outside isolates is right to left."""
    place = start
    while place < end:
        kind = classes[place]
        if kind in ("L", "R", "AL"):
            return int(kind != "L")
        place = pairs.get(place, end) if kind in INITIATORS else place + 1
    return 0


# --- X1 to X8: explicit levels and directions ------------------------------------------------------------------------


class _Status(NamedTuple):
    level: int
    override: str  # "L", "R" or "": none
    isolate: bool


class _Embeddings:
    """The directional status stack and the overflow counters, changed by rules X2 to X7."""

    __slots__ = ("_lost_embeddings", "_lost_isolates", "_stack")

    def __init__(self, level: int) -> None:
        self._stack = [_Status(level, "", False)]  # X1
        self._lost_isolates = self._lost_embeddings = 0

    @property
    def last(self) -> _Status:
        return self._stack[-1]

    def _open(self, right_to_left: bool, override: str, isolate: bool) -> bool:
        """Go one level deeper if there is room."""
        level = self.last.level
        level = (level + 1) | 1 if right_to_left else (level + 2) & ~1
        if level > MAX_DEPTH or self._lost_isolates or self._lost_embeddings:
            return False
        self._stack.append(_Status(level, override, isolate))
        return True

    def embed(self, kind: str) -> None:
        """X2 to X5: RLE, LRE, RLO, LRO."""
        right_to_left, override = EMBEDDINGS[kind]
        if not self._open(right_to_left, override, False) and not self._lost_isolates:
            self._lost_embeddings += 1

    def isolate(self, right_to_left: bool) -> None:
        """X5a to X5c: RLI, LRI, FSI."""
        if not self._open(right_to_left, "", True):
            self._lost_isolates += 1

    def end_isolate(self) -> None:
        """X6a: PDI."""
        if self._lost_isolates:
            self._lost_isolates -= 1
        elif any(status.isolate for status in self._stack):
            self._lost_embeddings = 0
            while not self._stack.pop().isolate:
                pass

    def end_embedding(self) -> None:
        """X7: PDF."""
        if self._lost_isolates:
            return
        if self._lost_embeddings:
            self._lost_embeddings -= 1
        elif len(self._stack) > 1 and not self.last.isolate:
            self._stack.pop()


def explicit_levels(classes: Sequence[str], pairs: dict[int, int], level: int) -> tuple[list[str], list[int]]:
    """X1 to X8: every character's class after overrides, and its explicit level."""
    embeddings, overridden, found = _Embeddings(level), list(classes), [level] * len(classes)
    for place, kind in enumerate(classes):
        if kind == "PDI":
            embeddings.end_isolate()
        elif kind == "PDF":
            embeddings.end_embedding()
        elif kind == "B":
            continue  # X8: the paragraph's level
        found[place], override, _ = embeddings.last  # X5a to X6a: marks of isolates have the level around them
        if override and kind not in REMOVED:
            overridden[place] = override
        if kind in EMBEDDINGS:
            embeddings.embed(kind)
        elif kind in INITIATORS:
            embeddings.isolate(_turns(classes, pairs, place))
    return overridden, found


def _turns(classes: Sequence[str], pairs: dict[int, int], place: int) -> bool:
    if classes[place] == "FSI":  # X5c
        return first_strong_level(classes, pairs, place + 1, pairs.get(place, len(classes))) == 1
    return classes[place] == "RLI"
