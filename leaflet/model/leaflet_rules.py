"""Rules on a whole leaflet that a schema cannot say.  A leaflet goes in; problems come out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from leaflet.model.document import Block, Kind, Leaflet, PartKind
from leaflet.model.schema import did_you_mean
from leaflet.problems import Problem, Where, error, warning

# 10-20 and 10 – 20, but no part of a phone number, a date or a version: nothing like it may stand beside it.
RANGE: Final = re.compile(
    r"(?<![\w.,/:+–-])(?<!\d )([1-9]\d{0,2}|[1-9]\d{3}(?= ?[-–] ?\d{4}))( ?[-–] ?)([1-9]\d{0,3})(?![\w/:–-]|[.,]\d| \d)"
)
ADDRESSES: Final = re.compile(r"\{[^{}]*\}|\]\([^()]*\)|\S*(?:://|www\.|@)\S*")
RESERVED: Final = ("leaflet", "label")  # contexts of the leaflet's own title and the product's words


def check_leaflet(leaflet: Leaflet, beside: Mapping[str, str]) -> tuple[Problem, ...]:
    """All rules; `beside` maps a block's id to the one it stands beside."""
    return (
        *_ids(leaflet),
        *_at_most_one(leaflet),
        *_beside(leaflet, beside),
        *_steps(leaflet),
        *_ranges(leaflet),
    )


def _ids(leaflet: Leaflet) -> Iterator[Problem]:
    """An id is the translator's context: two blocks with one id would share their translations."""
    seen: dict[str, int] = {}
    for block in leaflet.blocks:
        if block.id in RESERVED:
            what, hint = f"a block cannot be called '{block.id}'", "give it another id"
            yield error("source/reserved-id", what, _where(leaflet, block), hint)
        if block.id in seen:
            what = f"block id '{block.id}' stands twice; the first is in line {seen[block.id]}"
            hint = "give the new block a new id; the old one keeps its own, and with it its translations"
            yield error("source/duplicate-id", what, _where(leaflet, block), hint)
        seen.setdefault(block.id, block.line)


def _at_most_one(leaflet: Leaflet) -> Iterator[Problem]:
    leads = [block for block in leaflet.blocks if block.kind is Kind.LEAD]
    heroes = [block for block in leaflet.blocks if block.hero]
    for block in leads[1:]:
        what, hint = f"a second lead; the first is '{leads[0].id}'", "make this one a section"
        yield error("source/several-leads", what, _where(leaflet, block), hint)
    for block in heroes[1:]:
        what, hint = f"a second hero; the first is '{heroes[0].id}'", "remove `hero: true` from one of them"
        yield error("source/several-heroes", what, _where(leaflet, block), hint)


def _beside(leaflet: Leaflet, beside: Mapping[str, str]) -> Iterator[Problem]:
    others = {block.id for block in leaflet.blocks}
    for block in leaflet.blocks:
        target = beside.get(block.id)
        if target is None or (target in others and target != block.id):
            continue
        what = f"beside: there is no block '{target}'" if target != block.id else "a block cannot stand beside itself"
        hint = did_you_mean(target, [other.id for other in leaflet.blocks if other.id != block.id])
        yield error("source/beside", what, _where(leaflet, block), hint)


def _steps(leaflet: Leaflet) -> Iterator[Problem]:
    for block in leaflet.blocks:
        kinds = [part.kind for part in block.parts]
        if block.kind is Kind.STEPS and (PartKind.NUMBER not in kinds or PartKind.BULLET in kinds):
            what, hint = "steps must be a numbered list", "begin every step with its number: '1. ', '2. '…"
            yield error("source/steps", what, _where(leaflet, block), hint)


def _ranges(leaflet: Leaflet) -> Iterator[Problem]:
    """A range with a dash is read backwards in Arabic, Persian and Hebrew: 10–20 becomes 20–10."""
    messages = [(block, part.message) for block in leaflet.blocks for part in block.parts]
    messages += [(block, block.title) for block in leaflet.blocks if block.title]
    for block, message in messages:
        for match in RANGE.finditer(ADDRESSES.sub(" ", message.text)):
            where = Where(leaflet.file, message.line or block.line, message.context)
            what = f"'{match[0]}' may be read from right to left in some languages"
            hint = f"write it in words, as in '{match[1]} to {match[3]}', or {{ltr:{match[0]}}} if it is no range"
            yield warning("source/range", what, where, hint)


def _where(leaflet: Leaflet, block: Block) -> Where:
    return Where(leaflet.file, block.line, block.id)
