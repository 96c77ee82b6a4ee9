"""UAX #9, rules X10 to I2: a paragraph with explicit levels goes in, the level of every character comes out.

The rules work on isolating run sequences, one after the other; what X9 removes is gone before they begin.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from leaflet.compose.bidi_class import BRACKETS, CLOSED_BY, CLOSING, INITIATORS, ISOLATE_MARKS
from leaflet.compose.bidi_explicit import matching_pdis

MAX_BRACKETS = 63  # BD16
NEUTRAL = frozenset(("B", "S", "WS", "ON")) | ISOLATE_MARKS  # NI of N1 and N2
SEPARATORS = frozenset(("ES", "CS", "ET"))
STRONG = {"L": "L", "R": "R", "EN": "R", "AN": "R"}  # N0 to N2: numbers count as R
RISE = ({"R": 1, "AN": 2, "EN": 2}, {"L": 1, "EN": 1, "AN": 1})  # I1 on even levels, I2 on odd ones


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph after X8.  `original`: classes as they came; `classes`: after overrides; `levels`: explicit ones."""

    level: int
    original: Sequence[str]
    classes: Sequence[str]
    levels: list[int]
    text: Sequence[str] | None

    def only(self, places: Sequence[int]) -> Paragraph:
        """The same paragraph with these places alone (X9)."""
        text = None if self.text is None else [self.text[place] for place in places]
        original = [self.original[place] for place in places]
        return Paragraph(
            self.level, original, [self.classes[p] for p in places], [self.levels[p] for p in places], text
        )


@dataclass(frozen=True, slots=True)
class _Sequence:
    """An isolating run sequence (BD13).  `classes` is what the W and N rules change; `original` is before overrides."""

    classes: list[str]
    original: Sequence[str]
    text: Sequence[str] | None
    level: int
    sos: str
    eos: str

    @property
    def embedding(self) -> str:
        return _direction(self.level)


def _direction(level: int) -> str:
    return "R" if level & 1 else "L"


def implicit_levels(paragraph: Paragraph) -> list[int]:
    """X10, W1 to W7, N0 to N2, I1 and I2."""
    found = list(paragraph.levels)
    with_brackets = paragraph.text is not None and not BRACKETS.isdisjoint(paragraph.text)
    for places in _run_sequences(paragraph):
        sequence = _sequence(paragraph, places, with_brackets)
        _resolve_weak(sequence)
        if sequence.text is not None:
            _resolve_brackets(sequence)
        _resolve_neutral(sequence)
        rise = RISE[sequence.level & 1]
        for place, kind in zip(places, sequence.classes, strict=True):
            found[place] += rise.get(kind, 0)
    return found


def _run_sequences(paragraph: Paragraph) -> list[list[int]]:
    """BD13: level runs, joined from an isolate initiator at the end of one to its PDI at the start of another."""
    pairs = matching_pdis(paragraph.original)
    sequences: list[list[int]] = []
    awaited: dict[int, list[int]] = {}
    for run in _level_runs(paragraph.levels):
        sequence = awaited.pop(run[0], None)
        if sequence is None:
            sequences.append(sequence := [])
        sequence += run
        if run[-1] in pairs:
            awaited[pairs[run[-1]]] = sequence
    return sequences


def _level_runs(levels: Sequence[int]) -> Iterator[list[int]]:
    for _, run in groupby(range(len(levels)), key=levels.__getitem__):
        yield list(run)


def _sequence(paragraph: Paragraph, places: Sequence[int], with_brackets: bool) -> _Sequence:
    """X10: a sequence and the directions at its two ends."""
    first, last, found = places[0], places[-1], paragraph.levels
    level = found[first]
    before = found[first - 1] if first else paragraph.level
    # An initiator that still ends a sequence has no PDI.
    ends = last + 1 == len(found) or paragraph.original[last] in INITIATORS
    after = paragraph.level if ends else found[last + 1]
    return _Sequence(
        classes=[paragraph.classes[place] for place in places],
        original=[paragraph.original[place] for place in places],
        text=[paragraph.text[place] for place in places] if with_brackets and paragraph.text is not None else None,
        level=level,
        sos=_direction(max(level, before)),
        eos=_direction(max(level, after)),
    )


# --- W1 to W7: weak types --------------------------------------------------------------------------------------------


def _resolve_weak(sequence: _Sequence) -> None:
    classes, kinds = sequence.classes, frozenset(sequence.classes)
    if "NSM" in kinds:
        _join_marks(classes, sequence.sos)
    if "AL" in kinds:
        _settle_arabic(classes)
    if not kinds.isdisjoint(SEPARATORS):
        _settle_separators(classes)
        _settle_terminators(classes)
        classes[:] = ["ON" if kind in SEPARATORS else kind for kind in classes]  # W6
    if "EN" in kinds:
        _settle_latin_numbers(classes, sequence.sos)


def _join_marks(classes: list[str], before: str) -> None:
    """W1: a nonspacing mark is what it stands on."""
    for place, kind in enumerate(classes):
        if kind == "NSM":
            classes[place] = before = "ON" if before in ISOLATE_MARKS else before
        else:
            before = kind


def _settle_arabic(classes: list[str]) -> None:
    """W2, W3: European digits after an Arabic letter are Arabic numbers; the letter is then as any R."""
    strong = ""
    for place, kind in enumerate(classes):
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            classes[place] = "AN"
    classes[:] = ["R" if kind == "AL" else kind for kind in classes]


def _settle_separators(classes: list[str]) -> None:
    """W4: one separator between two numbers of a kind belongs to them."""
    for place in range(1, len(classes) - 1):
        kind, before = classes[place], classes[place - 1]
        joins = kind in ("ES", "CS") if before == "EN" else kind == "CS" and before == "AN"
        if joins and before == classes[place + 1]:
            classes[place] = before


def _settle_terminators(classes: list[str]) -> None:
    """W5: European terminators beside European digits belong to them."""
    place = 0
    for kind, run in groupby(classes[:]):
        end = place + sum(1 for _ in run)
        if kind == "ET" and "EN" in (classes[max(place - 1, 0)], *classes[end : end + 1]):
            classes[place:end] = ["EN"] * (end - place)
        place = end


def _settle_latin_numbers(classes: list[str], strong: str) -> None:
    """W7: European digits in left-to-right text are as L."""
    for place, kind in enumerate(classes):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            classes[place] = "L"


# --- N0 to N2: brackets and neutral types ----------------------------------------------------------------------------


def _resolve_brackets(sequence: _Sequence) -> None:
    """N0: brackets of a pair look the same way, and the marks on them."""
    classes, original = sequence.classes, sequence.original
    for opening, closing in _bracket_pairs(sequence):
        direction = _pair_direction(sequence, opening, closing)
        for place in (opening, closing) if direction else ():
            classes[place] = direction
            mark = place + 1
            while mark < len(classes) and original[mark] == "NSM":
                classes[mark] = direction
                mark += 1


def _bracket_pairs(sequence: _Sequence) -> list[tuple[int, int]]:
    """BD16: places of opening and closing brackets, in order of opening."""
    pairs: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for place, char in enumerate(sequence.text or ()):
        if char not in BRACKETS or sequence.classes[place] != "ON":
            continue
        if char in CLOSED_BY:
            if len(opened) == MAX_BRACKETS:
                return []
            opened.append((CLOSED_BY[char], place))
        else:
            _close_bracket(opened, pairs, CLOSING[char], place)
    return sorted(pairs)


def _close_bracket(opened: list[tuple[str, int]], pairs: list[tuple[int, int]], closing: str, place: int) -> None:
    for depth in range(len(opened) - 1, -1, -1):
        wanted, opening = opened[depth]
        if wanted == closing:
            pairs.append((opening, place))
            del opened[depth:]  # those opened since stay unpaired
            return


def _pair_direction(sequence: _Sequence, opening: int, closing: int) -> str:
    embedding, classes = sequence.embedding, sequence.classes
    inside = {STRONG.get(kind, "") for kind in classes[opening + 1 : closing]}
    if embedding in inside:
        return embedding  # N0 b
    opposite = "L" if embedding == "R" else "R"
    if opposite not in inside:
        return ""  # N0 d
    before = (classes[place] for place in range(opening - 1, -1, -1))
    context = next((STRONG[kind] for kind in before if kind in STRONG), sequence.sos)
    return opposite if context == opposite else embedding  # N0 c1, c2


def _resolve_neutral(sequence: _Sequence) -> None:
    """N1, N2: neutrals between two of a direction take it; others take the embedding's."""
    classes, before, start = sequence.classes, sequence.sos, -1
    for place, kind in enumerate((*classes, sequence.eos)):
        if kind in NEUTRAL:
            start = place if start < 0 else start
            continue
        after = STRONG[kind]
        if start >= 0:
            classes[start:place] = [after if before == after else sequence.embedding] * (place - start)
            start = -1
        before = after
