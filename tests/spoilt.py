"""Pages that are spoilt on purpose.  A proof that breaks no rule goes in; the same with one thing changed comes out."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from leaflet.check.pages import Proof, check_pages
from leaflet.layout.design import BoxLook
from leaflet.layout.placed import Item, Page, Text
from leaflet.model.document import Kind
from leaflet.problems import Problem

Change = Callable[[Text], Text]


def with_items(proof: Proof, items: tuple[Item, ...], number: int = 1) -> Proof:
    first = proof.pages.pages[0]
    page = Page(number, first.width, first.height, items, first.mirrored)
    return dataclasses.replace(proof, pages=dataclasses.replace(proof.pages, pages=(page,)))


def under(proof: Proof, *grounds: Item) -> Proof:
    """The page with panels or pictures beneath everything else."""
    return with_items(proof, (*grounds, *proof.pages.pages[0].items))


def lines_of(proof: Proof, part: str) -> list[Text]:
    """The lines of a message."""
    found = [item for item in proof.pages.pages[0].items if isinstance(item, Text) and item.part == part]
    assert found, part
    return found


def changed(proof: Proof, part: str, change: Change) -> Proof:
    """The page with the first line of a message changed."""
    items = list(proof.pages.pages[0].items)
    first = lines_of(proof, part)[0]
    items[items.index(first)] = change(first)
    return with_items(proof, tuple(items))


def with_ink(proof: Proof, part: str, ink: str) -> Proof:
    """All lines of a message in an ink."""
    items = proof.pages.pages[0].items
    lines = lines_of(proof, part)
    return with_items(proof, tuple(dataclasses.replace(item, ink=ink) if item in lines else item for item in items))


def with_looks(proof: Proof, looks: Mapping[Kind, BoxLook]) -> Proof:
    design = dataclasses.replace(proof.design, looks={**proof.design.looks, **looks})
    return dataclasses.replace(proof, design=design)


def with_block(proof: Proof, block: str, **changes: Any) -> Proof:
    """The leaflet with a block changed, of which the page keeps what it has."""
    blocks = tuple(dataclasses.replace(one, **changes) if one.id == block else one for one in proof.local.blocks)
    return dataclasses.replace(proof, local=dataclasses.replace(proof.local, blocks=blocks))


def told(proof: Proof, code: str) -> Problem:
    """The one problem there is, which says where it is and what to do."""
    problems = check_pages(proof)
    assert [problem.code for problem in problems] == [code]
    (problem,) = problems
    assert problem.hint and problem.where.file == "translations/small/leaflet.yaml"
    assert problem.where.language == "en"
    return problem
