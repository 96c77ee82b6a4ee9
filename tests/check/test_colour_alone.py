"""Colour alone says nothing: boxes that only a hue tells apart, and shapes of a picture."""

from __future__ import annotations

import dataclasses

import pytest

from leaflet.check.colour_alone import colour_alone
from leaflet.check.pages import Proof
from leaflet.layout.design import BoxLook
from leaflet.layout.placed import Image
from leaflet.model.document import Kind
from leaflet.model.drawing import Drawing, Shape
from leaflet.paint.colour import Ink
from leaflet.problems import Level
from tests.spoilt import with_block, with_looks

ONE = BoxLook(panel="rose", rule="red", rule_width=2)
OTHER = BoxLook(panel="lime", rule="green", rule_width=2)
SAFE = BoxLook(panel="dark", rule="ink", rule_width=2)
INKS = {"rose": "#FFD8D0", "lime": "#D8ECC8", "red": "#A06000", "green": "#5C7A00", "dark": "#404040"}


@pytest.fixture
def alike(proof: Proof) -> Proof:
    """Two boxes without a title, one in red and one in green that deuteranopia makes one colour."""
    inks = dict(proof.palette.inks)
    inks |= {name: Ink(name, (0.0, 0.0, 0.0, 0.0), screen, True, screen) for name, screen in INKS.items()}
    found = dataclasses.replace(proof, palette=dataclasses.replace(proof.palette, inks=inks))
    found = with_block(with_block(found, "hurt", title=None), "gel", title=None)
    return with_looks(found, {Kind.SAFETY: ONE, Kind.SIDEBAR: OTHER})


def test_boxes_that_only_a_hue_tells_apart_are_a_warning(alike: Proof) -> None:
    (problem,) = colour_alone(alike)
    assert problem.code == "page/colour-alone" and problem.level is Level.WARNING
    assert "'safety'" in problem.text and "'sidebar'" in problem.text and "deuteranopia" in problem.text
    assert alike.design.file in problem.hint


@pytest.mark.parametrize("other", [
    dataclasses.replace(OTHER, icon="alert.svg"), dataclasses.replace(OTHER, rule_width=4), SAFE,
    dataclasses.replace(OTHER, panel=""), dataclasses.replace(OTHER, wide=True), ONE,
])  # fmt: skip
def test_whatever_else_tells_them_apart_is_enough(alike: Proof, other: BoxLook) -> None:
    """So are two looks that nobody can tell apart: there colour says nothing."""
    assert list(colour_alone(with_looks(alike, {Kind.SIDEBAR: other}))) == []


def test_a_title_tells_a_box_apart(alike: Proof, proof: Proof) -> None:
    title = next(block.title for block in proof.local.blocks if block.id == "hurt")
    assert list(colour_alone(with_block(alike, "hurt", title=title))) == []


def test_a_block_that_is_left_out_is_no_box(alike: Proof) -> None:
    pages = dataclasses.replace(alike.pages, dropped=("gel",))
    assert list(colour_alone(dataclasses.replace(alike, pages=pages))) == []


def shapes(*fills: str, height: float = 10.0) -> Drawing:
    """Squares in a row, the last as high as is said."""
    found = []
    for at, fill in enumerate(fills):
        x, bottom = 20.0 * at, height if at == len(fills) - 1 else 10.0
        corners = ((x, 0.0), (x + 10, 0.0), (x + 10, bottom), (x, bottom))
        path = (*(("L" if index else "M", corner) for index, corner in enumerate(corners)), ("Z", ()))
        found.append(Shape(path, fill, False, None))
    return Drawing(100.0, 20.0, tuple(found))


def pictured(proof: Proof, drawing: Drawing) -> Proof:
    image = next(item for page in proof.pages.pages for item in page.items if isinstance(item, Image) and item.block)
    return dataclasses.replace(proof, pictures={image.source: drawing})


def test_like_shapes_that_no_word_explains_are_a_warning(proof: Proof) -> None:
    mute = with_block(proof, "one-in-three", title=None, parts=())
    (problem,) = colour_alone(pictured(mute, shapes("#A06000", "#A06000", "#5C7A00")))
    assert problem.where.block == "one-in-three" and "drop.svg" in problem.text
    for drawing in (
        shapes("#A06000", "#404040"), shapes("#A06000", "#5C7A00", height=14.0), shapes("#A06000", "#A06000"),
    ):  # fmt: skip
        assert list(colour_alone(pictured(mute, drawing))) == []


def test_a_picture_that_words_explain_may_use_any_colour(proof: Proof) -> None:
    assert list(colour_alone(pictured(proof, shapes("#A06000", "#5C7A00")))) == []
