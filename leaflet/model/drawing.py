"""Drawings: an SVG file's bytes go in, vector paths in plain colours come out, or Problems that say what to change.

Only what we paint exactly is let through: anything that would look different in print is an error, at its line.  The
files come from strangers: no entity is expanded, nothing is fetched, and bytes, depth, elements, segments are bounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leaflet.model.affine import IDENTITY, Affine, Command, in_range, is_even, mapped, product, read_transform, scale_of
from leaflet.model.svg_shape import SHAPES, Frame, outline
from leaflet.model.svg_style import OPAQUE, Paint, Style, cascade, declarations
from leaflet.model.svg_value import LIMIT, length, numbers, shown
from leaflet.problems import Problem, Where, error, has_errors, warning

if TYPE_CHECKING:
    from xml.parsers.expat import XMLParserType

SVG = "http://www.w3.org/2000/svg"
XHTML = "http://www.w3.org/1999/xhtml"
MOST_BYTES = 2_000_000
MOST_SEGMENTS = 50_000
MOST_ELEMENTS = 50_000
MOST_DEPTH = 100
MOST_PROBLEMS = 20
SMALLEST = 1e-3  # user units; a page is some hundreds
ENCODINGS = ("utf-8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "windows-1252")

# SVG 1.1, 5.3 and 5.4: these are never painted themselves, only by what refers to them
UNPAINTED = frozenset((
    "title", "desc", "metadata", "defs", "linearGradient", "radialGradient", "pattern", "clipPath", "mask", "filter",
    "marker", "symbol", "view",
))  # fmt: skip
# these act on the whole drawing from wherever they stand
ACTIVE = frozenset((
    "style", "script", "link", "animate", "animateColor", "animateMotion", "animateTransform", "set", "discard",
    "handler",
))  # fmt: skip
CONDITIONS = ("requiredFeatures", "requiredExtensions", "systemLanguage")
HINTS = {
    "text": "convert the text to paths (Inkscape: Path > Object to Path; Illustrator: Type > Create Outlines)",
    "image": "trace the picture into shapes, or supply it as a PNG or JPEG file of its own",
    "use": "unlink the copies (Inkscape: Edit > Clone > Unlink Clone; Illustrator: Break Link to Symbol)",
    "style": "export with presentation attributes instead of a style sheet (Illustrator: SVG Options, CSS Properties)",
    "switch": "export as plain SVG without preserving Illustrator editing capabilities",
    "foreignObject": "convert what is in it to plain shapes",
    "script": "remove the script; a printed drawing cannot run it",
    "a": "remove the link and keep its shapes",
    "svg": "ungroup the nested drawing into the outer one",
}
EXPORT = "export it as plain SVG (Inkscape: Save As > Plain SVG)"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A pen: `ink` '#RRGGBB', `width` in viewBox units, `cap` 0 butt, 1 round, 2 square and `join` 0 miter, 1 round,
    2 bevel as in PDF; `dash` lengths on and off, begun `dash_phase` in; `miter` the limit, by default not PDF's."""

    ink: str
    width: float
    cap: int
    join: int
    dash: tuple[float, ...]
    miter: float = 4.0
    dash_phase: float = 0.0


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline, filled first and stroked after.  `commands` are absolute M (x, y), L (x, y), C (six numbers) and Z,
    in viewBox units with all transforms applied, y downwards; `fill` is '#RRGGBB' or None."""

    commands: tuple[Command, ...]
    fill: str | None
    even_odd: bool
    stroke: Stroke | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes from back to front on a sheet of `width` by `height` viewBox units from (0, 0); what sticks out of the
    sheet is not to be seen (SVG 1.1, 14.3.3)."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def read_drawing(data: bytes, where: Where) -> tuple[Drawing | None, tuple[Problem, ...]]:
    """Read an SVG file; `where.file` names it, and the problems add the line.  No drawing comes with an error."""
    if len(data) > MOST_BYTES:
        text = f"the drawing has {len(data):,} bytes; at most {MOST_BYTES:,} are read"
        return None, (error("drawing/too-large", text, where, "simplify it, or remove pictures embedded in it"),)
    if not data.strip():
        return None, (error("drawing/empty", "the file is empty", where, "export the drawing again"),)
    reader = _Reader(where)
    reader.read(data)
    problems = reader.found()
    if not has_errors(problems) and not reader.shapes:
        text = "nothing in the drawing is painted"
        problems += (error("drawing/empty", text, where, "check that its shapes are visible and have a colour"),)
    if has_errors(problems):
        return None, problems
    return Drawing(reader.frame.width, reader.frame.height, tuple(reader.shapes)), problems


class _Refused(Exception):
    """Stops the parser, which has no other brake; the problem is already noted."""


class _Reader:
    """Listens to expat and gathers shapes and problems."""

    def __init__(self, where: Where) -> None:
        self.where = where
        self.shapes: list[Shape] = []
        self.frame = Frame(0.0, 0.0, MOST_SEGMENTS)
        self.noted: dict[tuple[str, str], tuple[Problem, int]] = {}
        self.open: list[tuple[Style, Affine]] = []  # one per element we are in, the skipped ones excepted
        self.elements = 0
        self.skipped = 0  # how many elements deep we are in something that is not painted
        self.namespace = SVG

    def found(self) -> tuple[Problem, ...]:
        """The problems, each once, with how often it was met."""
        return tuple(
            replace(problem, text=f"{problem.text} ({count} times, first here)") if count > 1 else problem
            for problem, count in self.noted.values()
        )

    def note(self, problem: Problem) -> None:
        """Remember a problem; after MOST_PROBLEMS different ones the rest is not worth reading."""
        key = (problem.code, problem.text)
        self.noted[key] = (self.noted[key][0], self.noted[key][1] + 1) if key in self.noted else (problem, 1)
        if len(self.noted) >= MOST_PROBLEMS:
            raise _Refused

    def refuse(self, code: str, text: str, hint: str) -> None:
        """Note a problem at the present line and stop."""
        self.note(error(code, text, self.here(), hint))
        raise _Refused

    def here(self) -> Where:
        """The present line of the drawing."""
        return replace(self.where, line=self.parser.CurrentLineNumber)

    def read(self, data: bytes) -> None:
        """Parse the file as far as it can be."""
        from xml.parsers import expat

        self.parser: XMLParserType = expat.ParserCreate(namespace_separator=" ")
        self.parser.XmlDeclHandler = self._declared
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._entity
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        try:
            self.parser.Parse(data, True)
        except _Refused:
            pass
        except (expat.ExpatError, ValueError, LookupError) as reason:
            line = reason.lineno if isinstance(reason, expat.ExpatError) else 0
            text = f"the drawing is not well-formed XML: {str(reason).partition(':')[0]}"
            place = replace(self.where, line=line)
            # past note(): its brake must not show outside the parser
            self.noted["drawing/not-xml", text] = (error("drawing/not-xml", text, place, EXPORT), 1)

    def _declared(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding and encoding.lower() not in ENCODINGS:
            self.refuse("drawing/encoding", f"the encoding '{shown(encoding)}' is not read", "save it in UTF-8")

    def _doctype(self, name: str, system: str | None, public: str | None, has_subset: bool) -> None:
        if has_subset:
            hint = f"remove the [...] of the DOCTYPE, or {EXPORT} without Illustrator editing capabilities"
            self.refuse("drawing/doctype", "the DOCTYPE declares entities or rules of its own", hint)

    def _entity(self, *declaration: object) -> None:
        self.refuse("drawing/doctype", "the drawing declares an entity", EXPORT)

    def _instruction(self, target: str, data: str) -> None:
        if target == "xml-stylesheet":
            self.note(error("drawing/element", "a style sheet is attached", self.here(), HINTS["style"]))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.open) + self.skipped >= MOST_DEPTH:
            self.refuse("drawing/too-deep", f"elements are nested over {MOST_DEPTH} deep", "ungroup the drawing")
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            text = f"the drawing has over {MOST_ELEMENTS:,} elements"
            self.refuse("drawing/too-many-elements", text, "simplify it")
        space, _, tag = name.rpartition(" ")
        if not self.open and not self.skipped:
            self._root(space, tag, attributes)
            return
        if tag in ACTIVE and space in (self.namespace, XHTML):
            self._unsupported(tag)
            self.skipped += 1
        elif self.skipped or space != self.namespace or tag in UNPAINTED:
            self.skipped += 1
        else:
            self._element(tag, attributes)

    def _end(self, name: str) -> None:
        if self.skipped:
            self.skipped -= 1
        else:
            self.open.pop()

    def _unsupported(self, tag: str) -> None:
        hint = HINTS.get(tag, HINTS["text"] if tag in ("tspan", "textPath", "flowRoot") else EXPORT)
        self.note(error("drawing/element", f"<{shown(tag)}> is not painted", self.here(), hint))

    def _root(self, space: str, tag: str, attributes: dict[str, str]) -> None:
        if tag != "svg" or space not in (SVG, ""):
            self.refuse("drawing/not-svg", f"the root element is <{shown(tag)}>, not <svg>", EXPORT)
        self.namespace = space
        self.open.append((Style(), IDENTITY))  # stands until the attributes are read, should they be refused
        box = self._view_box(attributes)
        self.frame = Frame(box[2], box[3], MOST_SEGMENTS)
        if "viewBox" in attributes:
            attributes = {**attributes, "style": _without_size(attributes.get("style", ""))}
        if "transform" in attributes:
            hint = "move the transform to a group inside it"
            self.note(error("drawing/attribute", "transform on <svg> is not applied", self.here(), hint))
        style, problems = self._styled(Style(), attributes)
        for problem in problems:
            self.note(problem)
        self.open[0] = (style, (1.0, 0.0, 0.0, 1.0, -box[0], -box[1]))
        if not style.shown:
            self.refuse("drawing/empty", "the whole drawing is hidden", "remove display or opacity from <svg>")

    def _view_box(self, attributes: Mapping[str, str]) -> tuple[float, float, float, float]:
        sides = [length(attributes.get(name, "auto")) for name in ("width", "height")]
        if "viewBox" in attributes:
            box = numbers(attributes["viewBox"])
            if box is None or len(box) != 4:
                text = f'viewBox="{shown(attributes["viewBox"])}" is not four numbers'
                self.refuse("drawing/no-size", text, "write viewBox as left, top, width and height")
        else:
            box = [0.0, 0.0, *(side or 0.0 for side in sides)]
        left, top, width, height = box or (0.0,) * 4
        if min(width, height) < SMALLEST:
            hint = "give <svg> a viewBox with a width and height, or width and height in mm, cm, in, pt or px"
            self.refuse("drawing/no-size", "the drawing has no size", hint)
        self._check_aspect(attributes.get("preserveAspectRatio", ""), sides, width / height)
        return left, top, width, height

    def _check_aspect(self, rule: str, sides: list[float | None], aspect: float) -> None:
        width, height = sides
        if not width or not height or abs(width / height / aspect - 1) < 1e-2:
            return
        if "none" in rule or "slice" in rule:
            text = f'preserveAspectRatio="{shown(rule)}" stretches or crops the drawing'
            self.note(error("drawing/attribute", text, self.here(), "make width and height fit the viewBox"))

    def _styled(self, parent: Style, attributes: Mapping[str, str]) -> tuple[Style, list[Problem]]:
        """The element's style and what is wrong with its attributes, whatever element it is."""
        where = self.here()
        style, problems = cascade(parent, declarations(attributes), where)
        found = list(problems)
        for name in attributes:
            if name in CONDITIONS:
                found.append(error("drawing/attribute", f"the condition {name} is not decided", where, HINTS["switch"]))
            elif name[:2].lower() == "on":
                found.append(error("drawing/attribute", f"{shown(name)} is a script", where, HINTS["script"]))
        return style, found

    def _element(self, tag: str, attributes: dict[str, str]) -> None:
        parent, outer = self.open[-1]
        style, problems = self._styled(parent, attributes)
        if not style.shown:
            self.skipped += 1
            return
        for problem in problems:
            self.note(problem)
        if tag != "g" and tag not in SHAPES:
            self._unsupported(tag)
            self.skipped += 1
            return
        affine = self._placed(outer, attributes.get("transform"))
        self.open.append((style, affine))
        if tag != "g" and style.visible and scale_of(affine) > 0:
            self._draw(tag, attributes)

    def _placed(self, outer: Affine, text: str | None) -> Affine:
        if text is None:
            return outer
        inner = read_transform(text)
        affine = product(outer, inner) if inner else outer
        if inner is None or not in_range(affine):
            what = f'transform="{shown(text)}" is malformed or out of range'
            self.note(error("drawing/value", what, self.here(), "correct it, or flatten the transforms when exporting"))
        return affine

    def _draw(self, tag: str, attributes: Mapping[str, str]) -> None:
        style, affine = self.open[-1]
        commands, slip = outline(tag, attributes, self.frame)
        if slip and len(commands) <= self.frame.most:
            self.note(error("drawing/value", f"<{tag}>: {slip}", self.here(), "correct it in the drawing"))
            return
        self.frame = replace(self.frame, most=self.frame.most - len(commands))
        if self.frame.most < 0:
            text = f"the drawing has over {MOST_SEGMENTS:,} path segments"
            self.refuse("drawing/too-many-segments", text, "simplify its paths")
        placed = mapped(commands, affine)
        if not all(-LIMIT < value < LIMIT for _, values in placed for value in values):
            text = f"<{tag}> reaches further than {LIMIT:,.0f} units"
            self.note(error("drawing/value", text, self.here(), "draw it nearer to the origin"))
            return
        fill = self._ink(style.fill, style.fill_opacity, style) if _has_area(commands) else None
        stroke = self._stroke(style, affine)
        if placed and (fill or stroke):
            self.shapes.append(Shape(placed, fill, style.even_odd, stroke))

    def _stroke(self, style: Style, affine: Affine) -> Stroke | None:
        scale = scale_of(affine)
        width = style.stroke_width * scale
        ink = self._ink(style.stroke, style.stroke_opacity, style) if width else None
        if not ink:
            return None
        if not is_even(affine):
            text = "a stroke under an uneven scale or skew is painted with the same width all round"
            self.note(warning("drawing/uneven-stroke", text, self.here(), "convert the stroke to a path if it shows"))
        dash = tuple(part * scale for part in style.dash)
        return Stroke(ink, width, style.cap, style.join, dash, style.miter, style.dash_phase * scale)

    def _ink(self, paint: Paint, opacity: float, style: Style) -> str | None:
        paint = style.colour if paint == "currentcolor" else paint
        if paint is None or not opacity:
            return None
        if isinstance(paint, Problem):
            self.note(paint)
            return None
        if opacity < 1:
            text = f"a fill or stroke of opacity {opacity:g} is not painted"
            self.note(error("drawing/opacity", text, self.here(), OPAQUE))
        return paint


def _without_size(style: str) -> str:
    """CSS width and height of the root only scale the whole; the viewBox holds."""
    parts = style.split(";")
    return ";".join(part for part in parts if part.partition(":")[0].strip().lower() not in ("width", "height"))


def _has_area(commands: Iterable[Command]) -> bool:
    """Has a subpath three points out of line?  A flat one PDF fills as a hairline, SVG not (ISO 32000, 8.5.3.3)."""
    first: tuple[float, float] | None = None
    across = (0.0, 0.0)
    for letter, values in commands:
        if letter == "M":
            first, across = None, (0.0, 0.0)
        for at in range(0, len(values), 2):
            x, y = values[at], values[at + 1]
            if first is None:
                first = (x, y)
            elif across == (0.0, 0.0):
                across = (x - first[0], y - first[1])
            elif across[0] * (y - first[1]) != across[1] * (x - first[0]):
                return True
    return False
