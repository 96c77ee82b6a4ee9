"""How far a translation is.  A leaflet and its catalogue go in; counts come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from leaflet.localize.catalogue import Catalogue, Entry
from leaflet.localize.translate import has_words, unprintable
from leaflet.model.document import Leaflet, Message


@dataclass(frozen=True, slots=True)
class Progress:
    """Texts by what keeps them from print; `total` is the sum of the four after it, `words` are those of the done."""

    total: int
    done: int
    fuzzy: int
    stale: int
    untranslated: int
    words: int


def progress_of(leaflet: Leaflet, catalogue: Catalogue | None) -> Progress:
    """Count the texts of a leaflet; None is the source's own language, where everything is done."""
    found = list(_standings(leaflet, catalogue))
    kinds = [kind for kind, _ in found]
    words = sum(len(text.split()) for kind, text in found if kind == "done")
    counts = {kind: kinds.count(kind) for kind in ("done", "fuzzy", "stale", "untranslated")}
    return Progress(total=len(found), words=words, **counts)


def _standings(leaflet: Leaflet, catalogue: Catalogue | None) -> Iterator[tuple[str, str]]:
    for message in leaflet.messages():
        if catalogue is None:
            yield "done", message.text
        else:
            entry = catalogue.entries.get(message.context)
            yield _standing(entry, message), entry.text if entry else ""


def _standing(entry: Entry | None, message: Message) -> str:
    if not unprintable(entry, message)[0]:
        return "done"
    if entry is None or not has_words(entry):
        return "untranslated"
    return "fuzzy" if entry.fuzzy else "stale"
