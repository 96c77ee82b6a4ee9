"""Room for translators: a text as long as its room still fits, one much longer does not."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from leaflet.build import Copy, find_fits, prepare
from leaflet.language_set import LanguageSet, group_of
from leaflet.layout.copyfit import Fit, fit_language
from leaflet.layout.pages import lay_out
from leaflet.layout.panels import lay_out_frames
from leaflet.layout.placed import Pages
from leaflet.layout.room import Printed, rooms
from leaflet.layout.setting import Setting, least_leading
from leaflet.localize.checks.spelling import seen_length
from leaflet.localize.local_leaflet import LocalLeaflet
from leaflet.model.inline import RichText
from leaflet.project import Kit, Project, read_kit, read_source
from leaflet.room import Rooms, told

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("nl", "fr", "ar")
SOME = (
    "leaflet/title", "intro/text.1", "what-it-is/title", "what-it-is/text.2", "see-a-doctor/text.3", "quote/text.1",
    "move/text.2", "core-stability/text.5", "scans-and-surgery/text.1", "practices/text.1", "kce/text.1",
    "massage/text.1", "what-cracks/text.2", "sources/text.1", "clinic/text.4",
)  # fmt: skip


@functools.cache
def kit_in(design: str) -> Kit:
    project = Project(ROOT)
    leaflet, _ = read_source(project, "low-back-pain")
    assert leaflet is not None
    kit, problems = read_kit(project, leaflet, design, "demo")
    assert kit is not None, problems
    return kit


@functools.cache
def copy_in(design: str, language: str) -> Copy:
    copy, problems = prepare(kit_in(design), language)
    assert copy is not None, problems
    return copy


@functools.cache
def fits_in(design: str) -> Mapping[str, Fit]:
    return find_fits(kit_in(design), [copy_in(design, language) for language in LANGUAGES])


@functools.cache
def rooms_of(design: str, language: str) -> Mapping[str, int]:
    whole = LanguageSet(kit_in(design), LANGUAGES)
    by_group = {group_of(one): fits_in(design)[copy_in(design, one).locale.script] for one in LANGUAGES}
    return Rooms(whole, by_group).of(language)


def lengthened(local: LocalLeaflet, context: str, length: int) -> LocalLeaflet:
    """The leaflet with one text made so long with words of its own language."""

    def longer(rich: RichText) -> RichText:
        words = itertools.cycle(prose(local))
        text = rich.text
        while seen_length(text) < length:
            text += " " + next(words)
        while seen_length(text) > max(length, seen_length(rich.text)):
            text = text[:-1]
        return RichText(text.rstrip(), rich.spans)

    blocks = []
    for block in local.blocks:
        title = longer(block.title) if block.title and context == f"{block.id}/title" else block.title
        parts = tuple(replace(one, text=longer(one.text)) if one.context == context else one for one in block.parts)
        blocks.append(replace(block, title=title, parts=parts))
    title = longer(local.title) if context == "leaflet/title" else local.title
    return replace(local, title=title, blocks=tuple(blocks))


def text_of(local: LocalLeaflet, context: str) -> str:
    return next(part.text.text for block in local.blocks for part in block.parts if part.context == context)


def prose(local: LocalLeaflet) -> list[str]:
    text = next(part.text.text for block in local.blocks if block.id == "practices" for part in block.parts)
    return text.replace("\u2068", "").replace("\u2069", "").split()


def set_again(design: str, language: str, local: LocalLeaflet) -> tuple[Pages, Pages]:
    """The leaflet as it was, and with other words, at the size of the set."""
    kit, copy = kit_in(design), copy_in(design, language)
    fit = fits_in(design)[copy.locale.script]
    least = least_leading(kit.design, copy.local, copy.typesetter)
    place = lay_out_frames if kit.design.has_frames else lay_out

    def trial(size: float, step: int, most: int, lean: bool) -> Pages:
        blocks = tuple(block for block in local.blocks if not (lean and block.optional))
        dropped = tuple(block.id for block in local.blocks if lean and block.optional)
        setting = Setting(kit.design, size, kit.design.spacing[step], copy.typesetter, kit.pictures, least)
        return replace(place(setting, replace(local, blocks=blocks), copy.imprint, most), dropped=dropped)

    return fit_language(kit.design, copy.trial, fit), fit_language(kit.design, trial, fit)


def relief(kit: Kit, pages: Pages) -> tuple[int, int, int, int]:
    """What was given up so that the words fit; white above the set's own counts for nothing."""
    step = next(at for at, one in enumerate(kit.design.spacing) if one.name == pages.spacing)
    return len(pages.overset), len(pages.pages), max(step, kit.design.set_step), len(pages.dropped)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("design", ["a4", "trifold"])
def test_a_text_as_long_as_its_room_takes_nothing_from_the_others(design: str, language: str) -> None:
    for context in [one for one in SOME if one in rooms_of(design, language)]:
        local = lengthened(copy_in(design, language).local, context, rooms_of(design, language)[context])
        before, after = set_again(design, language, local)
        assert relief(kit_in(design), after) <= relief(kit_in(design), before), context


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_much_longer_than_its_room_does(language: str) -> None:
    for context in ("move/text.2", "core-stability/text.5", "practices/text.1", "kce/text.1", "massage/text.1"):
        local = lengthened(copy_in("a4", language).local, context, 900 + 2 * rooms_of("a4", language)[context])
        before, after = set_again("a4", language, local)
        assert relief(kit_in("a4"), after) > relief(kit_in("a4"), before), context


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_printed_now_has_room(language: str) -> None:
    local, rooms = copy_in("a4", language).local, rooms_of("a4", language)
    for block in local.blocks:
        for part in block.parts:
            assert rooms[part.context] >= seen_length(part.text.text), part.context
    assert not any(context.endswith("/alt") for context in rooms), "an alternative text takes no paper"


def test_a_longer_neighbour_leaves_less_room() -> None:
    kit, copy = kit_in("a4"), copy_in("a4", "nl")
    loose = Setting(kit.design, fits_in("a4")["Latn"].size - 0.1, kit.design.spacing[-1], copy.typesetter, kit.pictures)
    printed = Printed(loose, copy.local, copy.imprint, 2)
    length = seen_length(text_of(copy.local, "kce/text.1"))
    totals = [sum(rooms(replace(printed, leaflet=lengthened(copy.local, "kce/text.1", length + more))).values())
              for more in (0, 150)]  # fmt: skip
    assert totals[1] < totals[0] - 500, "every other text of the same pages has lines less"


def test_a_comment_changes_only_with_what_it_says() -> None:
    assert told({"a/text.1": 127}, {}, {}) == {"a/text.1": "120 characters"}
    assert told({"a/text.1": 83}, {}, {}) == {"a/text.1": "80 characters"}
    assert told({"a/title": 28}, {}, {}) == {"a/title": "28 characters"}
    assert told({"a/text.1": 131}, {"a/text.1": "120 characters"}, {}) == {"a/text.1": "120 characters"}
    assert told({"a/text.1": 144}, {"a/text.1": "120 characters"}, {}) == {"a/text.1": "140 characters"}
    assert told({"a/text.1": 127}, {}, {"a/text.1": 125}) == {"a/text.1": "125 characters"}, "it fits: nobody shortens"
    assert told({"a/text.1": 131}, {"a/text.1": "120 characters"}, {"a/text.1": 126}) == {"a/text.1": "130 characters"}
