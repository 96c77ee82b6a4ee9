"""How a sheet is folded: the geometry of panels, and folds that no paper can make."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.geometry import points
from leaflet.layout.design import Design, read_design
from leaflet.layout.folding import INSIDE, OUTSIDE, check_fold, read_fold
from leaflet.layout.frames import frames_of
from leaflet.problems import Where
from tests.conftest import ROOT

INKS = frozenset({"white", "petrol", "coral", "mist", "sand", "ink"})
WHERE = Where("assets/designs/fold.yaml")


def design(name: str) -> Design:
    found, problems = read_design(ROOT / "assets" / "designs" / f"{name}.yaml", name, ROOT / "assets", INKS)
    assert found is not None and problems == ()
    return found


def letter() -> dict[str, Any]:
    row = [{"panel": name, "width": width} for name, width in (("flap", 97), ("back", 100), ("cover", 100))]
    inside = [{"panel": name, "width": width} for name, width in (("one", 100), ("two", 100), ("three", 97))]
    return {
        "kind": "letter",
        "sides": {"outside": row, "inside": inside},
        "reading": ["cover", "flap", "one", "two", "three", "back"],
        "cover": "cover",
        "closing": "back",
        "safety": "flap",
    }


def test_the_flap_of_the_trifold_is_97_and_the_others_100_mm() -> None:
    fold = design("trifold").fold
    assert fold is not None
    widths = {panel.name: round(panel.width / points(1), 6) for panel in fold.panels}
    assert widths == {"flap": 97, "three": 97, "back": 100, "cover": 100, "one": 100, "two": 100}
    assert fold.behind(fold.panel("flap")).name == "three"
    assert fold.behind(fold.panel("cover")).name == "one"
    assert [round(x / points(1)) for x in fold.folds(OUTSIDE)] == [97, 197]
    assert [round(x / points(1)) for x in fold.folds(INSIDE)] == [100, 200]


def test_the_panels_of_the_zfold_are_equal() -> None:
    fold = design("zfold").fold
    assert fold is not None
    assert {round(panel.width, 6) for panel in fold.panels} == {round(points(99), 6)}


@pytest.mark.parametrize("name", ["trifold", "zfold"])
def test_text_stands_a_margin_away_from_both_sides_of_a_fold(name: str) -> None:
    one = design(name)
    frames = frames_of(one, 2)
    measures = {round(frame.design.measure, 6) for frame in frames}
    assert measures == {round(one.measure, 6)}, "all panels have text of one width"
    for frame in frames:
        assert frame.design.margins.start >= points(8) and frame.design.margins.end >= points(8)


@pytest.mark.parametrize("pages", [4, 8, 12])
def test_a_booklet_has_its_inner_margin_at_the_spine(pages: int) -> None:
    frames = frames_of(design("booklet"), pages)
    assert len(frames) == pages and frames[0].cover and frames[-1].closing
    for frame in frames:
        inner, outer = frame.design.margins.start, frame.design.margins.end
        assert inner > outer if frame.page % 2 else inner < outer


BROKEN = [
    (lambda f: f["sides"]["outside"][0].update(width=100), "mm wide together"),
    (lambda f: f["sides"]["inside"].reverse(), "do not meet"),
    (lambda f: f["reading"].remove("two"), "two"),
    (lambda f: f["reading"].append("four"), "four"),
    (lambda f: f["reading"].append("one"), "not the panels"),
    (lambda f: f.update(cover="front"), "front"),
    (lambda f: f["sides"]["inside"][0].update(panel="two"), "two panels"),
    (lambda f: f.update(kind="z"), "differ"),
    (lambda f: [row.update(width=99) for side in f["sides"].values() for row in side], "does not go in"),
]


@pytest.mark.parametrize(("change", "said"), BROKEN, ids=[said for _, said in BROKEN])
def test_a_fold_that_cannot_be_made_is_a_problem(change: Any, said: str) -> None:
    value = letter()
    assert list(check_fold(value, 297, WHERE)) == []
    change(value)
    problems = list(check_fold(value, 297, WHERE))
    assert any(said in problem.text for problem in problems), [str(problem) for problem in problems]
    assert all(problem.code == "design/fold" and problem.hint for problem in problems)


WIDTHS = st.lists(st.floats(20, 400), min_size=2, max_size=4)


@given(outside=WIDTHS, inside=WIDTHS, kind=st.sampled_from(["letter", "z"]), data=st.data())
def test_any_fold_is_refused_or_can_be_made(outside: list[float], inside: list[float], kind: str, data: Any) -> None:
    value = copy.deepcopy(letter())
    value["kind"] = kind
    mirror = data.draw(st.booleans())
    value["sides"]["outside"] = [{"panel": f"o{at}", "width": width} for at, width in enumerate(outside)]
    turned = outside[::-1] if mirror else inside
    value["sides"]["inside"] = [{"panel": f"i{at}", "width": width} for at, width in enumerate(turned)]
    names = [row["panel"] for side in value["sides"].values() for row in side]
    value |= {"reading": data.draw(st.permutations(names)), "cover": "o0", "closing": "o1", "safety": "i0"}
    if list(check_fold(value, sum(outside), WHERE)):
        return
    fold = read_fold(value)
    for panel in fold.panels:
        assert fold.behind(fold.behind(panel)) == panel
