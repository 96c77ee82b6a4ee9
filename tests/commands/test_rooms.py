"""Room for translators: `translate add` and `update` say in each comment how many characters fit."""

from __future__ import annotations

import re

import pytest

from leaflet.localize.catalogue import read_po
from leaflet.problems import Where
from tests.workplace import Workplace


def rooms_of(place: Workplace, language: str = "nl") -> dict[str, int]:
    po, _ = read_po(place.po("water", language).read_bytes(), Where())
    assert po is not None
    told = {unit.context or "": unit.told("room") for unit in po.units if unit.told("room")}
    assert all(re.fullmatch(r"\d+ characters", room) for room in told.values())
    return {context: int(room.split()[0]) for context, room in told.items()}


def test_a_new_translation_knows_how_much_fits(place: Workplace) -> None:
    rooms = rooms_of(place)
    assert rooms["why/title"] >= len("Why it matters") - 5
    assert rooms["why/text.1"] > 50
    assert not any(context.endswith("/alt") for context in rooms)


def test_an_update_brings_rooms_up_to_date_and_then_leaves_the_file_alone(place: Workplace) -> None:
    place.run("translate", "update")
    before = place.po("water", "nl").read_bytes()
    place.run("translate", "update")
    assert place.po("water", "nl").read_bytes() == before
    place.run("build")  # now the rooms are kept, too
    place.run("translate", "update")
    assert place.po("water", "nl").read_bytes() == before
    assert "unchanged" in place.run("translate", "update").out


def test_a_longer_source_leaves_less_room(place: Workplace) -> None:
    """Of a leaflet that fills its page."""
    place.run("translate", "update")
    before = rooms_of(place)
    place.change(place.source("water"), "designs: [a4]\n", "designs: [narrow]\n")
    narrow = place.root / "assets/designs/narrow.yaml"
    narrow.parent.mkdir(parents=True)
    from leaflet.places import ASSETS

    text = (ASSETS / "designs/a4.yaml").read_text("utf-8").replace("design: a4", "design: narrow")
    narrow.write_text(re.sub(r"count: 2, gutter: 6", "count: 3, gutter: 6", text), encoding="utf-8")
    place.run("translate", "update")
    after = rooms_of(place)
    assert after != before
    assert after["why/title"] < before["why/title"]


def test_without_a_layout_the_rooms_stay_as_they_are(place: Workplace) -> None:
    before = rooms_of(place)
    place.change(place.source("water"), "designs: [a4]\n", "designs: [nowhere]\n")
    answer = place.run("translate", "update")
    assert "Traceback" not in answer.err
    assert rooms_of(place) == before


def test_no_folder_is_made_for_what_was_found(empty: Workplace) -> None:
    empty.begin("water", "nl")
    empty.run("translate", "update")
    assert not (empty.root / "build").exists()


@pytest.mark.parametrize("broken", ["[", "[]", '{"water": 3}', '{"water": {"inputs": 1, "rooms": {"nl": {"a": "b"}}}}'])
def test_a_spoilt_file_of_rooms_is_nothing(place: Workplace, broken: str) -> None:
    place.run("build")
    place.run("translate", "update")
    before = place.po("water", "nl").read_bytes()
    (place.root / "build" / "rooms.json").write_text(broken, encoding="utf-8")
    answer = place.run("translate", "update")
    assert (answer.code, answer.err) == (0, "")
    assert place.po("water", "nl").read_bytes() == before
