"""What came back is taken into the PO file.  Its bytes and a `Return` go in; new bytes, a tally and problems come out.

A row that cannot be taken is a problem and the others are taken all the same.  Nothing that somebody wrote is lost: an
empty row empties nothing, and a text that changed on both sides since the export stays as the PO file has it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from leaflet.exchange.parcel import (
    CHANGED,
    MISSING,
    NEEDS_WORK,
    STATES,
    Return,
    Returned,
    collapsed,
    key_of,
    live_units,
    owner_of,
    same,
    state_of,
)
from leaflet.localize.catalogue import BOM, check_identity, read_po
from leaflet.localize.po import PoText, Unit, compose
from leaflet.localize.states import KEPT
from leaflet.localize.states import same as says_same
from leaflet.model.document import Leaflet
from leaflet.model.inline import parse_inline
from leaflet.model.yaml_nodes import CONTROL, LOST
from leaflet.problems import Problem, Where, error, has_errors, warning

AGAIN = "export it again, and put the words into the new file"
REPLACED, BEFORE_REVIEW = "before the import: ", "before the review: "
MOST = 50  # problems of one file that are told one by one


@dataclass(frozen=True, slots=True)
class Tally:
    """How many texts were `filled` in, `changed`, `proposed` by a reviewer, had their `state` changed alone, were as
    they are (`same`), were empty in the file and `kept`, could not be taken (`refused`)."""

    filled: int = 0
    changed: int = 0
    proposed: int = 0
    state: int = 0
    same: int = 0
    kept: int = 0
    refused: int = 0

    def __str__(self) -> str:
        said = [f"{self.filled} filled in", f"{self.changed} changed"]
        said += [f"{self.proposed} proposed"] * bool(self.proposed) + [f"{self.state} state only"] * bool(self.state)
        said += [f"{self.same} as they were"] + [f"{self.kept} empty, and kept"] * bool(self.kept)
        return ", ".join(said + [f"{self.refused} refused"] * bool(self.refused))


@dataclass(frozen=True, slots=True)
class Taken:
    """The PO file as it is to be; `data` is what went in where nothing changes."""

    data: bytes
    tally: Tally
    problems: tuple[Problem, ...]


def take(data: bytes, leaflet: Leaflet, back: Return, shown: tuple[str, str]) -> Taken:
    """Take a return into a PO file; `shown` are the PO file's and the returned file's paths as the user knows them."""
    where = Where(shown[0], language=back.language)
    po, problems = read_po(data, where)
    if po is not None:
        problems += check_identity(po, leaflet, where)
    if po is None or has_errors(problems):
        return Taken(data, Tally(refused=len(back.rows)), problems)
    desk = _Desk(leaflet, back, live_units(po), Where(shown[1], language=back.language))
    for row in back.rows:
        desk.take(row)
    tally = Tally(**desk.counts)
    problems += tuple(_capped(desk.problems))
    if not desk.fresh:
        return Taken(data, tally, problems)
    units = tuple(desk.fresh.get(unit.context or "", unit) if _is_live(unit) else unit for unit in po.units)
    text = compose(PoText(units, po.tail))
    # A file keeps the line ends that its owner's editor gave it.
    text = text.replace("\n", "\r\n") if b"\r\n" in data.removeprefix(BOM) else text
    return Taken(text.encode("utf-8"), tally, problems)


def _is_live(unit: Unit) -> bool:
    return unit.context is not None and not unit.obsolete


def _capped(problems: Sequence[Problem]) -> Sequence[Problem]:
    if len(problems) <= MOST:
        return problems
    rest = len(problems) - MOST
    many = error("exchange/many", f"and {rest} more rows with problems", Where(problems[0].where.file), AGAIN)
    return (*problems[:MOST], many)


@dataclass(slots=True)
class _Desk:
    """Goes through the rows; `fresh` are the units that change, `counts` the fields of the tally."""

    leaflet: Leaflet
    back: Return
    live: Mapping[str, Unit]
    where: Where
    fresh: dict[str, Unit] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    present: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.present = {message.context: message.text for message in self.leaflet.messages()}
        texts: dict[str, set[str]] = {}
        for row in self.back.rows:
            texts.setdefault(row.context, set()).add(collapsed(row.text or ""))
        self.seen = {context: len(found) for context, found in texts.items()}

    def take(self, row: Returned) -> None:
        """One row: refused with a reason, or counted and perhaps taken."""
        slip = row.slip or self.stranger(row) or self.unfit(row)
        if slip is not None:
            self.counts["refused"] += 1
            self.tell(error(*slip[:2], self.at(row), slip[2]))
            return
        unit = self.fresh.get(row.context) or self.live[row.context]
        if row.text is None or (row.is_proposal and not row.text.strip()):
            self.counts["same"] += 1
        elif same(row.text, unit.text):
            self.restate(row, unit)
        elif _is_untouched(row, unit):  # somebody else was faster
            self.counts["same"] += 1
        elif not row.text.strip():
            self.counts["kept"] += 1
        else:
            self.put(row, unit)

    def stranger(self, row: Returned) -> tuple[str, str, str] | None:
        """Why a row has no place in the PO file, or not any more."""
        owner = owner_of(row.key)
        if owner is not None and owner != (self.back.leaflet, self.back.language):
            text = f"is a row of '{owner[0]}' in '{owner[1]}', in a file of '{self.back.leaflet}'"
            return "exchange/other-leaflet", text, "import each language of each leaflet from its own file"
        unit = self.live.get(row.context)
        if row.context not in self.present:
            return "exchange/unknown", f"there is no text '{row.context[:80]}' in the leaflet", AGAIN
        if self.seen.get(row.context, 0) > 1:
            return "exchange/duplicate", "is there more than once, with different texts", "keep the right one of them"
        if unit is None or not says_same(unit.source, self.present[row.context]):
            return "exchange/behind", "the PO file is behind the source here", "run 'translate update' first"
        if not same(row.source, unit.source) and not says_same(row.source, unit.source):
            return "exchange/stale", f"was made for another source text, now: {clipped(unit.source)}", AGAIN
        return None

    def unfit(self, row: Returned) -> tuple[str, str, str] | None:
        """Why a text cannot be taken."""
        unit, text = self.live[row.context], row.text or ""
        if row.state and row.state not in STATES:
            hint = f"write one of: {', '.join(STATES)}"
            return "exchange/state", f"'{clipped(row.state)}' is not a state", hint
        if not text.strip() or same(text, unit.text) or _is_untouched(row, unit):
            return None
        strange = CONTROL.search(text.replace("\r", ""))
        if strange or LOST in text:
            mark = strange[0] if strange else LOST
            return "exchange/control", f"has the invisible or lost character U+{ord(mark):04X}", "write the text anew"
        known = row.key and owner_of(row.key)
        if known and unit.text.strip() and key_of(unit, known) != row.key:
            told = f"was changed in the PO file since the export, to: {clipped(unit.text)}"
            return "exchange/conflict", told, "compare the two; to take this one, " + AGAIN
        return None

    def restate(self, row: Returned, unit: Unit) -> None:
        """The text is as it was; perhaps somebody has confirmed it, or wants it looked at."""
        before = state_of(unit)
        base = not row.key or key_of(unit, (self.back.leaflet, self.back.language)) == row.key
        wanted = row.state if row.state and base and not row.is_proposal else before
        if (wanted == NEEDS_WORK) == (before == NEEDS_WORK) or MISSING in (wanted, before):
            self.counts["same"] += 1
            return
        self.counts["state"] += 1
        self.fresh[row.context] = _flagged(unit, wanted == NEEDS_WORK)

    def put(self, row: Returned, unit: Unit) -> None:
        """A new text.  It needs work if the file says so, or if it is a reviewer's proposal."""
        text = (row.text or "").replace("\r\n", "\n")
        kind = "proposed" if row.is_proposal else "changed" if unit.text.strip() else "filled"
        self.counts[kind] += 1
        slips = parse_inline(text)[1]
        if slips:
            hint = "markup is **bold**, *slanted*, [text](https://…) and {field}, as in the source"
            self.tell(warning("exchange/markup", f"was taken, but {slips[0]}", self.at(row), hint))
        fresh = _flagged(replace(unit, text=text), row.is_proposal or row.state == NEEDS_WORK)
        if unit.text.strip() and (row.is_proposal or not row.key):  # without a key nobody knows what was there before
            label = BEFORE_REVIEW if row.is_proposal else REPLACED
            fresh = replace(fresh, comments=(*fresh.comments, label + collapsed(unit.text)))
        self.fresh[row.context] = fresh

    def at(self, row: Returned) -> Where:
        return replace(self.where, line=row.line, block=row.context[:80])

    def tell(self, problem: Problem) -> None:
        self.problems.append(problem)


def _is_untouched(row: Returned, unit: Unit) -> bool:
    """Is the text of a row the one that went out?"""
    owner = owner_of(row.key)
    if owner is None or row.text is None:
        return False
    before = (replace(unit, text=row.text, flags=flags) for flags in ((), ("fuzzy",)))
    return any(key_of(one, owner) == row.key for one in before)


def _flagged(unit: Unit, fuzzy: bool) -> Unit:
    flags = tuple(flag for flag in unit.flags if flag != "fuzzy")
    if fuzzy:
        return replace(unit, flags=("fuzzy", *flags), raw="")
    # What `translate update` noted for whoever looks at a doubted text has done its work.
    told = tuple(line for line in unit.extracted if not line.startswith((f"{CHANGED}: ", f"{KEPT}: ")))
    return replace(unit, flags=flags, extracted=told, previous="", previous_context="", raw="")


def clipped(text: str, most: int = 80) -> str:
    """The beginning of a text, for a message."""
    flat = collapsed(text)
    return flat if len(flat) <= most else flat[: most - 1] + "…"
