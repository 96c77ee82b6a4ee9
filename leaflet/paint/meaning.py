"""What a leaflet's texts mean beyond what stands on the page: the kinds of its blocks, and where its words lead.

A translated leaflet goes in, with a function that finds phone numbers and addresses; what tags and links are made of
comes out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from leaflet.localize.local_leaflet import LocalLeaflet
from leaflet.model.document import Kind
from leaflet.model.inline import RichText

Lead = tuple[int, int, str]  # characters [start, end) of a message, and the address that they lead to
Find = Callable[[str], Iterable[Lead]]


@dataclass(frozen=True, slots=True)
class Meaning:
    """`kinds` of blocks by their id; `leads` of messages by their context, in order, none over another."""

    kinds: Mapping[str, Kind] = field(default_factory=dict)
    leads: Mapping[str, tuple[Lead, ...]] = field(default_factory=dict)


def meaning_of(local: LocalLeaflet, find: Find | None = None) -> Meaning:
    """What the texts of a leaflet mean; with `find` also where they lead."""
    kinds = {block.id: block.kind for block in local.blocks}
    leads = {context: leads_of(text, find) for context, text in _messages(local)} if find else {}
    return Meaning(kinds, {context: found for context, found in leads.items() if found})


def leads_of(text: RichText, find: Find) -> tuple[Lead, ...]:
    """The links that a text has, with those that are found in the rest of it."""
    own: list[Lead] = []
    for span in text.spans:
        if span.href and own and own[-1][1:] == (span.start, span.href):  # one link in several styles
            own[-1] = (own[-1][0], span.end, span.href)
        elif span.href:
            own.append((span.start, span.end, span.href))
    free = [one for one in find(text.text) if all(one[1] <= start or end <= one[0] for start, end, _ in own)]
    return tuple(sorted([*own, *free]))


def _messages(local: LocalLeaflet) -> Iterator[tuple[str, RichText]]:
    for block in local.blocks:
        if block.title:
            yield f"{block.id}/title", block.title
        yield from ((part.context, part.text) for part in block.parts)
