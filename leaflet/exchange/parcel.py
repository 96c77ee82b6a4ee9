"""What goes to a translator, and what comes back.  A leaflet and its PO file go in; rows with all that helps come out.

A `Parcel` is one leaflet in one language as any form of exchange shows it; a `Return` is what a form was read to.  Each
row carries a key: whose it is, and a checksum of the translation as it went out, so that two people's work is seen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from leaflet.localize.catalogue import check_identity, read_po
from leaflet.localize.locale import Locale
from leaflet.localize.po import PoText, Unit
from leaflet.localize.states import same as says_same
from leaflet.localize.translate import SPACE
from leaflet.model.document import Leaflet
from leaflet.problems import Problem, Where, error, has_errors

MISSING, NEEDS_WORK, TRANSLATED, REVIEWED, SIGNED = "missing", "needs work", "translated", "reviewed", "signed"
STATES = (MISSING, NEEDS_WORK, TRANSLATED, REVIEWED, SIGNED)
CHANGED = "changed"  # the comment `#. changed:` of `translate update`: the source before and now
UPDATE = "run 'translate update' first"


@dataclass(frozen=True, slots=True)
class Row:
    """One text on its way out."""

    context: str
    source: str
    text: str
    state: str
    key: str
    kind: str = ""
    note: str = ""
    room: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """All texts of a leaflet in one language, in reading order."""

    leaflet: str
    title: str
    version: str
    source_language: str
    locale: Locale
    rows: tuple[Row, ...]

    @property
    def language(self) -> str:
        """The language translated into."""
        return self.locale.language

    @property
    def is_rtl(self) -> bool:
        """Is it read from the right?"""
        return self.locale.direction == "rtl"


@dataclass(frozen=True, slots=True)
class Returned:
    """One text on its way back.  `text` None says nothing of it; `state` empty: the form has no word on it; `slip` is
    why the row cannot be taken, as (code, text, hint).  `is_proposal`: a reviewer's, for the translator to accept."""

    context: str
    source: str
    text: str | None
    state: str = ""
    key: str = ""
    line: int = 0
    slip: tuple[str, str, str] | None = None
    is_proposal: bool = False
    verdict: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Return:
    """What came back of one leaflet in one language."""

    leaflet: str
    language: str
    rows: tuple[Returned, ...]
    is_review: bool = False


def make_parcel(
    leaflet: Leaflet, locale: Locale, data: bytes, where: Where, states: Mapping[str, str] | None = None
) -> tuple[Parcel | None, tuple[Problem, ...]]:
    """The texts of a PO file; `states` says by context what is known beyond the file (reviewed, signed).

    None with `exchange/behind` where the file is not that of the present source: nobody should translate old words.
    """
    po, problems = read_po(data, where)
    if po is not None:
        problems += check_identity(po, leaflet, where)
    if po is None or has_errors(problems):
        return None, problems
    live = live_units(po)
    behind = [
        message.context
        for message in leaflet.messages()
        if message.context not in live or not says_same(live[message.context].source, message.text)
    ]
    if behind:
        text = f"is behind the source: {len(behind)} texts are new or changed, the first is '{behind[0]}'"
        return None, (*problems, error("exchange/behind", text, where, UPDATE))
    own = (leaflet.id, locale.language)
    rows = tuple(_row(live[message.context], own, states or {}) for message in leaflet.messages())
    found = Parcel(leaflet.id, leaflet.title.text, leaflet.version, leaflet.language, locale, rows)
    return found, problems


def live_units(po: PoText) -> dict[str, Unit]:
    """The units of a PO file that are about a place, by their context."""
    return {unit.context: unit for unit in po.units if unit.context is not None and not unit.obsolete}


def _row(unit: Unit, own: tuple[str, str], states: Mapping[str, str]) -> Row:
    told = dict(line.partition(": ")[::2] for line in unit.extracted)
    context = unit.context or ""
    return Row(
        context=context,
        source=unit.source,
        text=unit.text,
        state=states.get(context) or state_of(unit),
        key=key_of(unit, own),
        kind=told.get("kind", ""),
        note=" ".join(filter(None, (told.get("note", ""), _changed(told.get(CHANGED, ""))))),
        room=told.get("room", ""),
    )


def _changed(words: str) -> str:
    return f"The source changed: {words}" if words else ""


def state_of(unit: Unit) -> str:
    """How far a PO file says that a text is."""
    if not unit.text.strip():
        return MISSING
    return NEEDS_WORK if unit.is_fuzzy else TRANSLATED


def key_of(unit: Unit, own: tuple[str, str]) -> str:
    """`<leaflet>/<language>/<checksum>`: the checksum is of the translation and its fuzzy mark."""
    whole = f"{unit.context}\0{unit.text}\0{unit.is_fuzzy}"
    return "/".join((*own, hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:12]))


def owner_of(key: str) -> tuple[str, str] | None:
    """The leaflet and the language that a key names."""
    parts = key.strip().split("/")
    return (parts[0], parts[1]) if len(parts) == 3 and all(parts) else None


def collapsed(text: str) -> str:
    """A text as it is printed, whatever its line ends and the white round it."""
    return SPACE.sub(" ", text).strip()


def same(one: str, other: str) -> bool:
    """Would two texts be printed alike?"""
    return one == other or collapsed(one) == collapsed(other)
