"""How far a translation is.  A leaflet and its catalogue go in; counts come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from leaflet.localize.catalogue import Catalogue
from leaflet.localize.states import State, message_states
from leaflet.model.document import Leaflet


@dataclass(frozen=True, slots=True)
class Progress:
    """Texts by their state (`states.State`); `total` is the sum of the four after it, `words` are those of the done."""

    total: int
    done: int
    draft: int
    stale: int
    missing: int
    words: int


def progress_of(leaflet: Leaflet, catalogue: Catalogue | None) -> Progress:
    """Count the texts of a leaflet; None is the source's own language, where everything is done."""
    states = message_states(leaflet, catalogue)
    counts = Counter(state for state in states.values() if state is not State.ORPHAN)
    return Progress(
        total=counts.total(),
        done=counts[State.TRANSLATED],
        draft=counts[State.DRAFT],
        stale=counts[State.STALE],
        missing=counts[State.MISSING],
        words=sum(_words(leaflet, catalogue, states)),
    )


def _words(leaflet: Leaflet, catalogue: Catalogue | None, states: Mapping[str, State]) -> list[int]:
    done = [message for message in leaflet.messages() if states[message.context] is State.TRANSLATED]
    texts = [catalogue.entries[message.context].text if catalogue else message.text for message in done]
    return [len(text.split()) for text in texts]
