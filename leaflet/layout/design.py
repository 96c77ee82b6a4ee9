"""A design as data.  A design's YAML and the palette go in; frozen values in points come out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from leaflet.geometry import Insets, points
from leaflet.layout.folding import Fold, check_fold, read_fold
from leaflet.layout.press_wish import PressWish, read_wish
from leaflet.model.document import Kind
from leaflet.model.schema import check, load_schema
from leaflet.model.yaml_nodes import read_nodes
from leaflet.problems import Problem, Where, error, has_errors

STYLE_NAMES = ("title", "lead", "heading", "box title", "quote", "number", "marker", "small", "footer")
SET_STEP = "set"
SMALLEST = 8.5  # points; captions, sources and imprint are never smaller


@dataclass(frozen=True, slots=True)
class Style:
    """A type style: `size` times the body, at least `minimum` points; line distance `leading` times its own size, or
    `rows` of the grid (1 where neither is given)."""

    size: float = 1.0
    minimum: float = 0.0
    leading: float = 0.0
    rows: float = 0.0
    strong: bool = False
    ink: str = "ink"
    justify: bool = False  # lines flush at both edges; else ragged at the end
    hang: bool = False  # opening quotation marks hang outside the measure

    def points(self, body: float) -> float:
        """The type size beside a body of so many points."""
        return max(self.size * body, self.minimum)


@dataclass(frozen=True, slots=True)
class BoxLook:
    """How a kind of block looks; lengths in points, `picture` a share of the column."""

    panel: str = ""
    rule: str = ""
    rule_width: float = 0.0
    pad: float = 0.0
    wide: bool = False
    foot: bool = False
    moves: bool = True  # may it change places with the text beside it?
    icon: str = ""
    icon_size: float = 0.0
    picture: float = 1.0
    beside: bool = False
    style: str = "body"

    @property
    def is_box(self) -> bool:
        """Does it stand apart from the running text?"""
        return bool(self.panel or self.rule)


@dataclass(frozen=True, slots=True)
class Masthead:
    """The band of the first page, in points; `measure` is the widest line of the lead."""

    band: str = ""
    pad: float = 0.0
    measure: float = 0.0
    hero: float = 0.0
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Spacing:
    """A step of the ladder of white space: rows between paragraphs, above headings, round boxes; scale of pictures and
    of the hero's height; `leading` from the least a script bears (0) to what it likes (1)."""

    name: str
    paragraph: int
    heading: int
    box: int = 0
    picture: float = 1.0
    hero: float = 1.0
    leading: float = 1.0


@dataclass(frozen=True, slots=True)
class Body:
    """The sizes copyfit may choose between, in points, and the grid's row as a multiple of the size.  Type smaller than
    `comfortable` is worth more than white space."""

    ideal: float
    floor: float
    step: float
    leading: float
    comfortable: float = 0.0

    def sizes(self, factor: float = 1.0) -> tuple[float, ...]:
        """From the floor to the ideal, both included.  For a script that is set at `factor` times the size the floor is
        lower or higher by as much: it is for what is printed."""
        floor = self.floor if factor == 1 else min(self.ideal, -(-self.floor // (factor * self.step)) * self.step)
        count = int((self.ideal - floor) / self.step + 1e-6)
        sizes = [round(floor + at * self.step, 3) for at in range(count + 1)]
        return tuple(sizes) if sizes[-1] >= self.ideal - 1e-6 else (*sizes, self.ideal)


class Optional(Protocol):
    """What may be left out: a block of the source, or of a language."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def optional(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Design:
    """A page design; lengths in points."""

    name: str
    width: float
    height: float
    bleed: float
    printer_margin: float
    margins: Insets
    columns: int
    gutter: float
    max_pages: int
    body: Body
    styles: Mapping[str, Style]
    masthead: Masthead
    looks: Mapping[str, BoxLook]
    closing_rule: str
    closing_rows: float
    closing: tuple[str, ...]
    closing_stacked: bool
    footer_rule: str
    facts_last: bool  # the footer's facts stand on the last page only
    spacing: tuple[Spacing, ...]
    file: str = ""
    fold: Fold | None = None  # then `width` is the narrowest panel's, and the text flows through the panels
    saddle: bool = False  # a booklet: pages in fours, folded in the middle and stitched there
    leave_out: frozenset[str] = frozenset()  # kinds whose optional blocks are left out
    contents: bool = False  # a list of contents behind the lead
    upright: bool = False  # emphasis is bold, never slanted
    smallest: float = SMALLEST  # points; nothing is set smaller
    press: PressWish = field(default_factory=PressWish)  # what its print shop asks for
    body_style: Style = field(default_factory=Style)

    @property
    def sheet(self) -> tuple[float, float]:
        """Width and height of the paper, flat."""
        return (self.fold.width if self.fold else self.width, self.height)

    @property
    def has_frames(self) -> bool:
        """Is it laid out frame by frame: panels of a folded sheet, pages of a booklet?"""
        return self.fold is not None or self.saddle

    @property
    def measure(self) -> float:
        """Width of the text across all columns."""
        return self.width - self.margins.start - self.margins.end

    @property
    def column(self) -> float:
        """Width of one column."""
        return (self.measure - self.gutter * (self.columns - 1)) / self.columns

    def column_x(self, index: int) -> float:
        """Start of a column, from the start edge of the page."""
        return self.margins.start + index * (self.column + self.gutter)

    def leaves_out(self, blocks: Iterable[Optional]) -> tuple[str, ...]:
        """The optional blocks that it leaves out, in all languages alike."""
        return tuple(block.id for block in blocks if block.optional and block.kind in self.leave_out)

    def style(self, name: str) -> Style:
        """A style by name; a name without an entry is body text."""
        return self.styles.get(name, self.body_style)

    def look(self, kind: str) -> BoxLook:
        """How a kind of block looks; plain where the design says nothing."""
        return self.looks.get(kind, BoxLook())

    @property
    def set_step(self) -> int:
        """Index of the spacing step the whole set is fitted with."""
        names = [step.name for step in self.spacing]
        return names.index(SET_STEP) if SET_STEP in names else 0


def read_design(
    path: Path, shown_as: str, assets: Path, inks: frozenset[str]
) -> tuple[Design | None, tuple[Problem, ...]]:
    """Read and check a design; `inks` are the names the palette knows."""
    node, problems = read_nodes(path, shown_as)
    if node is None:
        return None, problems
    where = Where(shown_as)
    value, slips = check(node, load_schema(assets, "design"), where)
    problems += slips
    if not has_errors(problems):
        problems += tuple(_sense(value, inks, where, path.stem))
    return (None if has_errors(problems) else _design(value, shown_as)), problems


def _sense(value: Mapping[str, Any], inks: frozenset[str], where: Where, stem: str) -> list[Problem]:
    found = []
    if value["design"] != stem:
        found.append(
            error(
                "design/name",
                f"design '{value['design']}' is in the file '{stem}.yaml'",
                where,
                "make the two names one",
            )
        )
    named = [
        value.get("masthead", {}).get("band"),
        value.get("closing", {}).get("rule"),
        value.get("footer", {}).get("rule"),
    ]
    named += [style.get("ink") for style in value["styles"].values()]
    named += [look.get(key) for look in value.get("blocks", {}).values() for key in ("panel", "rule")]
    for name in sorted({name for name in named if name and name not in inks}):
        found.append(
            error("design/ink", f"no ink is called '{name}'", where, f"the palette has: {', '.join(sorted(inks))}")
        )
    found += _unknown_names(value, where)
    body, sheet, margins = value["body"], value["sheet"], value["margins"]
    if body["floor"] > body["ideal"]:
        found.append(error("design/body", "the floor of the body size is above the ideal", where, "swap the two"))
    columns = value["columns"]["count"]
    if "fold" in value:
        found += check_fold(value["fold"], sheet["width"], where)
    if ("fold" in value or "binding" in value) and columns > 1:
        text = "a folded sheet or a booklet has one column in each panel or page"
        found.append(error("design/columns", text, where, "set columns: {count: 1}"))
    if "fold" in value and "binding" in value:
        text = "a sheet that is folded into panels is not stitched"
        found.append(error("design/fold", text, where, "keep `fold`, or `binding` for a booklet"))
    room = _width(value) - margins["start"] - margins["end"] - value["columns"].get("gutter", 0) * (columns - 1)
    if room / columns < 20 or sheet["height"] - margins["top"] - margins["bottom"] < 30:
        found.append(
            error(
                "design/room",
                "the margins leave no room for text",
                where,
                "a column is at least 20 mm wide and 30 mm high",
            )
        )
    return found


def _width(value: Mapping[str, Any]) -> float:
    """Width of the page, or of the narrowest panel, in mm."""
    widths = [row["width"] for rows in value.get("fold", {}).get("sides", {}).values() for row in rows]
    return float(min(widths, default=value["sheet"]["width"]))


def _unknown_names(value: Mapping[str, Any], where: Where) -> Iterator[Problem]:
    """Names that nothing answers to: a misspelt one would be passed over in silence."""
    looks = value.get("blocks", {})
    styles = {"body", *STYLE_NAMES, *value["styles"]}
    asked = {look["style"] for look in looks.values() if "style" in look}
    kinds = tuple(map(str, Kind))
    named = (*looks, *value.get("leave_out", ()))
    wrong: list[tuple[str, str, tuple[str, ...]]] = [
        ("kind of block", name, kinds) for name in named if name not in kinds
    ]
    wrong += [
        ("type style", name, ("body", *STYLE_NAMES)) for name in value["styles"] if name not in ("body", *STYLE_NAMES)
    ]
    wrong += [("type style", name, tuple(sorted(styles))) for name in sorted(asked - styles)]
    for what, name, known in wrong:
        hint = f"there are: {', '.join(known)}"
        yield error("design/unknown-name", f"no {what} is called '{name}'", where, hint)
    steps = [step["name"] for step in value["spacing"]]
    if steps.count(SET_STEP) != 1 and len(steps) > 1:
        text = f"{steps.count(SET_STEP)} steps of the spacing are called '{SET_STEP}'"
        yield error(
            "design/spacing", text, where, f"call the one '{SET_STEP}' that the whole language set is fitted with"
        )


def _design(value: Mapping[str, Any], shown_as: str) -> Design:
    margins = {edge: points(mm) for edge, mm in value["margins"].items()}
    body, closing = value["body"], value.get("closing", {})
    head = value.get("masthead", {})
    masthead: dict[str, Any] = {key: item if key == "band" else points(item) for key, item in head.items()}
    return Design(
        name=value["design"],
        width=points(_width(value)),
        height=points(value["sheet"]["height"]),
        bleed=points(value.get("bleed", 0)),
        printer_margin=points(value.get("printer_margin", 0)),
        margins=Insets(**margins),
        columns=value["columns"]["count"],
        gutter=points(value["columns"].get("gutter", 0)),
        max_pages=value.get("pages", 2),
        body=Body(body["ideal"], body["floor"], body.get("step", 0.1), body["leading"], body.get("comfortable", 0.0)),
        styles={name: Style(**style) for name, style in value["styles"].items()},
        masthead=Masthead(**masthead),
        looks={kind: _look(look) for kind, look in value.get("blocks", {}).items()},
        closing_rule=closing.get("rule", ""),
        closing_rows=closing.get("rows", 1),
        closing=tuple(closing.get("columns", ())),
        closing_stacked=closing.get("stacked", False),
        footer_rule=value.get("footer", {}).get("rule", ""),
        facts_last=value.get("footer", {}).get("facts", "all") == "last",
        spacing=tuple(Spacing(**step) for step in value["spacing"]),
        file=shown_as,
        fold=read_fold(value["fold"]) if "fold" in value else None,
        saddle="binding" in value,
        leave_out=frozenset(value.get("leave_out", ())),
        contents=value.get("contents", False),
        upright=value.get("upright", False),
        smallest=value.get("smallest", SMALLEST),
        press=read_wish(value.get("press", {})),
    )


def _look(look: Mapping[str, Any]) -> BoxLook:
    values: dict[str, Any] = {key: points(item) if key in ("pad", "icon_size") else item for key, item in look.items()}
    return BoxLook(**values)
