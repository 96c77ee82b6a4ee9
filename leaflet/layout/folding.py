"""How a sheet is folded.  A design's `fold:` goes in; panels with their places come out.

x counts from the start edge of each side of the sheet, as everywhere in the layout: a leaflet that is read from the
right is the mirror image of both sides, so that it folds to the other side, flap included.  All lengths in points.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from leaflet.geometry import points
from leaflet.problems import Problem, Where, error

OUTSIDE, INSIDE = 1, 2  # page numbers of the two sides
SIDES = {"outside": OUTSIDE, "inside": INSIDE}
LETTER, ZIGZAG = "letter", "z"
TUCK = 1.0  # mm: a flap that is folded in first is at least so much narrower than the panel over it
EQUAL = 0.01  # mm: two widths that are the same
LEAST = 40.0  # mm: a narrower panel holds no line of text


@dataclass(frozen=True, slots=True)
class FoldPanel:
    """A panel of one side of the sheet: `x` and `width` in points, `first` and `last` at the edges of the sheet.
    `flows`: does the running text come here?"""

    name: str
    side: int
    x: float
    width: float
    first: bool
    last: bool
    flows: bool = True


@dataclass(frozen=True, slots=True)
class Fold:
    """A sheet of `width` points with its panels in the order of reading.  `cover` has the masthead, `closing` the
    sources and the clinic, `safety` the warning signs at its foot."""

    kind: str
    width: float
    panels: tuple[FoldPanel, ...]
    cover: str
    closing: str
    safety: str

    def panel(self, name: str) -> FoldPanel:
        """The panel of that name."""
        return next(panel for panel in self.panels if panel.name == name)

    def place(self, name: str) -> int:
        """Its number in the order of reading, from 1."""
        return self.panels.index(self.panel(name)) + 1

    def across(self, side: int) -> tuple[FoldPanel, ...]:
        """The panels of a side from its start edge."""
        return tuple(sorted((panel for panel in self.panels if panel.side == side), key=lambda panel: panel.x))

    def folds(self, side: int) -> tuple[float, ...]:
        """Where a side is folded, in points from its start edge."""
        return tuple(panel.x for panel in self.across(side) if not panel.first)

    def behind(self, panel: FoldPanel) -> FoldPanel:
        """What is on the back of a panel: the sheet is turned over like a page, so the order of its panels turns."""
        turned = self.width - panel.x - panel.width
        return next(one for one in self.panels if one.side != panel.side and abs(one.x - turned) < points(EQUAL))

    @property
    def narrowest(self) -> float:
        """Width in points that the text of every panel is set for."""
        return min(panel.width for panel in self.panels)


def read_fold(value: Mapping[str, Any]) -> Fold:
    """The fold of a design whose sense was checked."""
    found: dict[str, FoldPanel] = {}
    for side, rows in value["sides"].items():
        x = 0.0
        for at, row in enumerate(rows):
            flows = bool(row.get("text", True))
            place = (SIDES[side], points(x), points(row["width"]), at == 0, at == len(rows) - 1, flows)
            found[row["panel"]] = FoldPanel(row["panel"], *place)
            x += row["width"]
    width = points(sum(row["width"] for row in value["sides"]["outside"]))
    panels = tuple(found[name] for name in value["reading"])
    return Fold(value["kind"], width, panels, value["cover"], value["closing"], value.get("safety", value["cover"]))


def check_fold(value: Mapping[str, Any], sheet: float, where: Where) -> Iterator[Problem]:
    """A fold that no paper can make, or panels that nobody reads; `sheet` is the width of the paper in mm."""
    sides = {side: value["sides"].get(side, []) for side in SIDES}
    names = [row["panel"] for rows in sides.values() for row in rows]
    yield from _names(value, names, where)
    widths = {side: [row["width"] for row in rows] for side, rows in sides.items()}
    for side, each in widths.items():
        if abs(sum(each) - sheet) > EQUAL:
            text = f"the panels of the {side} are {sum(each):g} mm wide together; the sheet is {sheet:g} mm"
            yield error("design/fold", text, where, "the widths of a side's panels add up to the sheet's width")
    if not all(abs(a - b) < EQUAL for a, b in itertools.zip_longest(*_turned(widths), fillvalue=0.0)):
        text = f"the folds of the two sides do not meet: {_list(widths['outside'])} and {_list(widths['inside'])} mm"
        hint = (
            "behind the first panel of the outside is the last of the inside: give them the same widths, turned round"
        )
        yield error("design/fold", text, where, hint)
    elif names and min(itertools.chain(*widths.values())) < LEAST:
        yield error("design/fold", f"a panel is narrower than {LEAST:g} mm", where, "no text has room there")
    else:
        yield from _folds(value["kind"], widths["outside"], where)


def _turned(widths: Mapping[str, list[float]]) -> tuple[list[float], list[float]]:
    return widths["outside"], widths["inside"][::-1]


def _list(widths: list[float]) -> str:
    return " + ".join(f"{width:g}" for width in widths)


def _names(value: Mapping[str, Any], names: list[str], where: Where) -> Iterator[Problem]:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        yield error("design/fold", f"two panels are called {', '.join(twice)}", where, "give each a name of its own")
    if sorted(value["reading"]) != sorted(set(names)):
        missing = sorted(set(names) ^ set(value["reading"])) or sorted(value["reading"])
        text = f"`reading` is not the panels in the order of reading: see {', '.join(missing)}"
        yield error("design/fold", text, where, f"name each panel once: {', '.join(names)}")
    for key in ("cover", "closing", "safety"):
        if key in value and value[key] not in names:
            yield error(
                "design/fold", f"`{key}` names no panel: '{value[key]}'", where, f"there are: {', '.join(names)}"
            )


def _folds(kind: str, outside: list[float], where: Where) -> Iterator[Problem]:
    """Three panels: a letter fold tucks one in, which must be narrower; a z-fold's are of one width."""
    if len(outside) != 3:
        text = f"a {kind} fold of {len(outside)} panels a side is not known"
        yield error("design/fold", text, where, "three panels a side are folded as a letter or as a z")
    elif kind == LETTER and outside[0] > min(outside[1:]) - TUCK + EQUAL:
        text = f"the flap of {outside[0]:g} mm does not go in under a panel of {min(outside[1:]):g} mm"
        hint = f"the first panel of the outside is tucked in: make it {TUCK:g} to 3 mm narrower than the others"
        yield error("design/fold", text, where, hint)
    elif kind == ZIGZAG and max(outside) - min(outside) > EQUAL:
        yield error("design/fold", f"the panels of a z-fold differ: {_list(outside)} mm", where, "make them equal")
