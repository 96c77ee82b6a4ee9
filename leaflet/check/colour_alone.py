"""The rule that nothing is said by colour alone (WCAG 2.2 SC 1.4.1).  A proof goes in; problems come out."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from leaflet.check.proof import Proof, items
from leaflet.check.vision import Colour, colour_of, differ, merging, seen
from leaflet.layout.design import BoxLook
from leaflet.layout.placed import Image
from leaflet.localize.local_leaflet import LocalBlock
from leaflet.model.drawing import Drawing, Shape
from leaflet.problems import Problem, warning


def colour_alone(proof: Proof) -> Iterator[Problem]:
    """Boxes of two kinds, and like shapes of a picture, differ by more than a hue that not everybody sees."""
    mute = [block for block in proof.local.blocks if block.id not in proof.pages.dropped and not block.title]
    boxes = {block.kind: block for block in mute if proof.design.look(block.kind).is_box}
    for (kind, _), (other, block) in itertools.combinations(boxes.items(), 2):
        views = _alike(proof, proof.design.look(kind), proof.design.look(other))
        if views:
            text = f"only colour tells '{kind}' from '{other}', and {_ways(views)} it is the same"
            hint = f"give one of the two an icon or another rule_width in {proof.design.file}, or the block a title"
            yield warning("page/colour-alone", text, proof.where(block.id), hint)
    yield from _mute_pictures(proof, mute)


def _alike(proof: Proof, one: BoxLook, other: BoxLook) -> tuple[str, ...]:
    """The ways of seeing in which two looks are one; none where more than their colours differ, or not even those."""
    if (one.icon, one.rule_width, bool(one.panel), bool(one.rule), one.wide, one.style) != (
        other.icon, other.rule_width, bool(other.panel), bool(other.rule), other.wide, other.style,
    ):  # fmt: skip
        return ()
    pairs = [(a, b) for a, b in ((one.panel, other.panel), (one.rule, other.rule)) if a]
    colours = [(colour_of(proof.palette, a), colour_of(proof.palette, b)) for a, b in pairs]
    views = [set(merging(*pair)) for pair in colours if differ(*pair)]
    return tuple(sorted(set.intersection(*views))) if views else ()


def _ways(views: Sequence[str]) -> str:
    return " and ".join(map(seen, views))


def _mute_pictures(proof: Proof, mute: Sequence[LocalBlock]) -> Iterator[Problem]:
    """Pictures that no word explains; one in the masthead is decoration."""
    alone = {block.id for block in mute if block.figure and not block.parts and not block.hero}
    for _, item in items(proof) if alone else ():
        drawing = proof.pictures.get(item.source) if isinstance(item, Image) and item.block in alone else None
        views = _twins(proof, drawing) if isinstance(drawing, Drawing) else ()
        if views and isinstance(item, Image):
            text = f"only colour tells like shapes of {item.source} apart, and {_ways(views)} it is the same"
            hint = "give the block a text that says it, or the shapes another lightness or form"
            yield warning("page/colour-alone", text, proof.where(item.block), hint)


def _twins(proof: Proof, drawing: Drawing) -> tuple[str, ...]:
    """The ways of seeing in which two shapes of one form and of different fills are the same."""
    forms: dict[object, set[Colour]] = {}
    for shape in drawing.shapes:
        if shape.fill:
            forms.setdefault(_form(shape), set()).add(colour_of(proof.palette, shape.fill))
    pairs = {pair for fills in forms.values() for pair in itertools.combinations(sorted(fills), 2) if differ(*pair)}
    return tuple(sorted({view for pair in pairs for view in merging(*pair)}))


def _form(shape: Shape) -> object:
    """A shape wherever it stands."""
    x, y = next(values[:2] for _, values in shape.commands if values)
    return tuple(
        (letter, tuple(round(value - (y if at % 2 else x), 2) for at, value in enumerate(values)))
        for letter, values in shape.commands
    )
