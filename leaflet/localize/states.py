"""How far a text is, derived and never typed: a message and its PO entry in, `State` out; then blocks and languages.

missing → draft → translated → reviewed → signed is the way up.  `stale` is a translation whose source changed since it
was made, `orphan` one whose source is gone.  Only words and emphasis count: how a text is wrapped, spaced and marked up
without effect changes nothing (`neutral`).  The first three are of each message; the last two come from sign-offs.
"""

from __future__ import annotations

import enum
import functools
import unicodedata
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from leaflet.model.document import Leaflet, Message
from leaflet.model.inline import FILLERS, Node, is_blank, parse_inline

if TYPE_CHECKING:  # the source's own language needs no PO reader
    from leaflet.localize.catalogue import Catalogue, Entry

UNSEEN = str.maketrans(dict.fromkeys("\u00ad\u200b\u2060\ufeff"))  # hyphens and breaks that are only offered
KEPT = "kept"  # the comment `#. kept: 3f2a91c0` of `translate update`: the checksum of the text it made fuzzy
DOUBTED = "doubted"  # the same where the text was fuzzy already


class State(enum.StrEnum):
    """From the least to the most; a block has the least of its messages, a language the least of its blocks."""

    MISSING = "missing"  # nothing is written
    DRAFT = "draft"  # fuzzy: whoever wrote it is not sure
    STALE = "stale"  # made for an earlier source
    TRANSLATED = "translated"  # complete; of the source's own language: as it is written
    REVIEWED = "reviewed"  # the translator's or editor's sign-off is of these very words
    SIGNED = "signed"  # all roles that the leaflet asks for have signed these very words
    ORPHAN = "orphan"  # not in the leaflet any more; counts for nothing


RANK: Mapping[State, int] = {state: rank for rank, state in enumerate(State)}


class Event(enum.StrEnum):
    """What happens to a text in its life."""

    WRITTEN = "written"  # a translator writes it, or takes the fuzzy mark off after a look
    DOUBTED = "doubted"  # a translator writes it and leaves it, or marks it, fuzzy
    EMPTIED = "emptied"  # its words are deleted
    CHANGED = "changed"  # the source says something else, and `translate update` has run
    REWRAPPED = "rewrapped"  # the source says the same in other lines, spaces or marks
    REVIEWED = "reviewed"  # the translator or editor signs the language
    SIGNED = "signed"  # all roles sign it
    REMOVED = "removed"  # the source drops it, and `translate update` has run
    RETURNED = "returned"  # the source has it again as it was


S, E = State, Event
# What becomes of a state; an event that is not named leaves it as it is.  Nobody can sign what is not complete.
TRANSITIONS: Mapping[State, Mapping[Event, State]] = {
    S.MISSING: {E.WRITTEN: S.TRANSLATED, E.DOUBTED: S.DRAFT},
    S.DRAFT: {E.WRITTEN: S.TRANSLATED, E.EMPTIED: S.MISSING, E.REMOVED: S.ORPHAN},
    S.STALE: {E.WRITTEN: S.TRANSLATED, E.DOUBTED: S.DRAFT, E.EMPTIED: S.MISSING, E.REMOVED: S.ORPHAN},
    S.TRANSLATED: {
        E.DOUBTED: S.DRAFT, E.EMPTIED: S.MISSING, E.CHANGED: S.STALE, E.REVIEWED: S.REVIEWED, E.SIGNED: S.SIGNED,
        E.REMOVED: S.ORPHAN,
    },
    S.REVIEWED: {
        E.WRITTEN: S.TRANSLATED, E.DOUBTED: S.DRAFT, E.EMPTIED: S.MISSING, E.CHANGED: S.STALE, E.SIGNED: S.SIGNED,
        E.REMOVED: S.ORPHAN,
    },
    S.SIGNED: {
        E.WRITTEN: S.TRANSLATED, E.DOUBTED: S.DRAFT, E.EMPTIED: S.MISSING, E.CHANGED: S.STALE, E.REMOVED: S.ORPHAN,
    },
    S.ORPHAN: {E.RETURNED: S.TRANSLATED},
}  # fmt: skip


def after(state: State, event: Event) -> State:
    """The state that follows."""
    return TRANSITIONS[state].get(event, state)


def least(states: Iterable[State]) -> State:
    """The state of a whole by its parts; nothing at all is as good as it can be."""
    return min((state for state in states if state is not State.ORPHAN), key=RANK.__getitem__, default=State.SIGNED)


def state_of(entry: Entry | None, message: Message) -> State:
    """How far the words of one message are: missing, draft, stale or translated."""
    if entry is None or not has_words(entry):
        return State.MISSING
    if entry.fuzzy:
        return State.STALE if _is_untouched(entry) and not same(entry.previous_source, message.text) else State.DRAFT
    return State.TRANSLATED if same(entry.source, message.text) else State.STALE


def _is_untouched(entry: Entry) -> bool:
    """Is a fuzzy text as `translate update` left it: sure once, not touched since, and no other program's guess?"""
    if not entry.previous_source or entry.previous_context not in ("", entry.context):
        return False
    return entry.kept in ("", checksum(entry.text))


def checksum(text: str) -> str:
    """Eight digits that tell whether a text was touched."""
    return f"{zlib.crc32(' '.join(text.split()).encode()):08x}"


def message_states(leaflet: Leaflet, catalogue: Catalogue | None) -> Mapping[str, State]:
    """Every message by its context, then the orphans; without a catalogue, in the source's own language, all is
    written."""
    if catalogue is None:
        return {message.context: State.TRANSLATED for message in leaflet.messages()}
    found = {
        message.context: state_of(catalogue.entries.get(message.context), message) for message in leaflet.messages()
    }
    return found | {context: State.ORPHAN for context in catalogue.entries if context not in found}


def block_states(messages: Mapping[str, State], vouched: Mapping[str, State]) -> Mapping[str, State]:
    """Every block by its id, `leaflet` (title, subject) and `label` too.  `vouched` says which of them have sign-offs
    of what they are now: reviewed or signed."""
    found: dict[str, State] = {}
    for context, state in messages.items():
        block = block_of(context)
        found[block] = least((state, found[block])) if block in found else state
    return {block: _raised(state, vouched.get(block, state)) for block, state in found.items()}


def _raised(state: State, vouched: State) -> State:
    return vouched if state is State.TRANSLATED else state


def block_of(context: str) -> str:
    """The block of a message's context."""
    return context.partition("/")[0]


def blocks_in(messages: Mapping[str, State], states: Collection[State]) -> tuple[str, ...]:
    """Blocks that have a message in one of some states, in order."""
    return tuple(dict.fromkeys(block_of(context) for context, state in messages.items() if state in states))


def has_words(entry: Entry) -> bool:
    """Is anything to be seen of a translation?  An invisible warning sign would be worse than an untranslated one."""
    return (entry.text[:1].isalnum() and entry.text[0] not in FILLERS) or not is_blank(parse_inline(entry.text)[0])


def same(one: str, other: str) -> bool:
    """Do two sources say the same?"""
    return one == other or neutral(one) == neutral(other)


@functools.lru_cache(maxsize=4096)
def neutral(text: str) -> str:
    """A text as its reader gets it: words, each with its emphasis, link or field, composed (NFC) and parted by one
    space of any kind.  Line breaks, spaces (no-break and narrow ones too), soft hyphens, needless escapes and
    marks that are closed and opened again between words are gone.  Broken markup stays as typed."""
    nodes, slips = parse_inline(unicodedata.normalize("NFC", text))
    return " ".join(text.split()) if slips else "".join(_words(nodes)).lstrip()


def _words(nodes: Iterable[Node]) -> Iterator[str]:
    """Words with a sign before each that says whether a space parts it from the last, and its style after it."""
    before, parted = "", False
    for node in nodes:
        style = f"\x02{'*' * (2 * node.strong + node.slant)}{node.href}\x03{node.field}\x04"
        text = node.text.translate(UNSEEN)
        if node.field and not text:
            yield f"{' ' if parted else ''}{style}"
            before, parted = style, False
            continue
        words = text.split()
        parted = parted or text[:1].isspace()
        for at, word in enumerate(words):
            glued = not at and not parted
            yield word if glued and style == before else f"{'' if glued else ' '}{style}{word}"
            before = style
        parted = text[-1:].isspace() if words else parted or text[:1].isspace()


def word_diff(old: str, new: str) -> str:
    """Two texts as one, in the notation of `git diff --word-diff`: [-old-]{+new+} where they differ."""
    from difflib import SequenceMatcher  # only for people who look

    before, now = old.split(), new.split()
    told = []
    for what, a, b, c, d in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        gone, come = " ".join(before[a:b]), " ".join(now[c:d])
        marked = (f"[-{gone}-]" if gone else "") + (f"{{+{come}+}}" if come else "")
        told.append(come if what == "equal" else marked)
    return " ".join(filter(None, told))
