"""Reads the content of a page.  A page goes in; what it puts on the paper comes out as `Painted` values.

Forms are followed where they are used.  Whatever stands in the file, this ends and does not raise: an operator that
makes no sense is counted and skipped, a form inside itself is left out, and work is bounded.
Source: ISO 32000-1 8 (graphics), 9 (text), annex A (operators).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from leaflet.check.preflight.glyph_sizes import NO_FONT, PdfFont, read_font
from leaflet.check.preflight.graphics_state import _State, height, moved, narrowness, outline, spread
from leaflet.check.preflight.images import image_facts
from leaflet.check.preflight.inks import PATTERN, Colour, Space, colour, read_space, start_colour
from leaflet.check.preflight.objects import is_dictionary
from leaflet.check.preflight.operators import IDLE, OPERATORS
from leaflet.check.preflight.painted import Box, FontUse, Ink, Kind, PageContent, Painted, around, meet
from leaflet.check.preflight.streams import instructions, too_large
from leaflet.model.affine import IDENTITY, Affine, product

MOST_OPERATORS = 300_000  # of a page: a leaflet has 600, a map 50 000
MOST_PAINTED = 60_000
MOST_PIXELS = 400_000_000  # of all images of a page: A2 at 600 to the inch, twice
DEEPEST = 12  # forms within forms
DEEPEST_STATE = 256
JUMP = 1.0  # ems: farther apart than this, two parts of one string are two things on the page
INVISIBLE = 3
STRANGE = Exception  # an operand may be any object of the file, and pikepdf has many names for a wrong one
Operands = Sequence[Any]


def read_content(page: Any, number: int, resources: Any) -> PageContent:
    """All that a page of a PDF shows with these resources; `number` counts from 1."""
    reader = _Reader(number)
    reader.run(page, resources)
    reader.note_group(page)
    fonts = tuple(FontUse(reader.faces[key], frozenset(codes)) for key, codes in reader.codes.items())
    return PageContent(tuple(reader.painted), fonts, frozenset(reader.states), reader.garbled, reader.cut)


class _Reader:
    """The workbench: one page and the forms on it."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.painted: list[Painted] = []
        self.codes: dict[Any, set[int]] = {}
        self.faces: dict[Any, PdfFont] = {}
        self.spaces: dict[Any, Space] = {}
        self.states: set[str] = set()
        self.garbled, self.left, self.cut, self.pixels = 0, MOST_OPERATORS, False, 0
        self.state, self.stack = _State(), list[_State]()
        self.resources: Any = {}
        self.stream, self.streams = 0, 0  # which content stream this is: names mean something in it alone
        self.trail: tuple[Any, ...] = ()
        self.tm: Affine = IDENTITY
        self.line: Affine = IDENTITY
        self.path: list[tuple[float, float]] = []
        self.clipping = False
        self.artifacts: list[bool] = []

    def run(self, stream: Any, resources: Any) -> None:
        """Follow one content stream to its end."""
        kept = (self.resources, self.stack, self.artifacts, self.stream)
        self.resources, self.stack, self.artifacts = resources, [], list(self.artifacts)
        self.streams += 1
        self.stream = self.streams
        self.cut = self.cut or too_large(stream)
        for operands, name in () if self.cut else instructions(stream):
            self.left -= 1
            if self.left < 0 or len(self.painted) > MOST_PAINTED:
                self.cut = True
                break
            if name not in OPERATORS:
                self.garbled += name not in IDLE
                continue
            method, told = OPERATORS[name]
            try:
                getattr(self, method)(operands, *told)
            except STRANGE:
                self.garbled += 1
        self.garbled += bool(self.stack)
        self.resources, self.stack, self.artifacts, self.stream = kept

    def emit(self, kind: Kind, box: Box, ink: Ink, **more: Any) -> None:
        """Something is painted, as far as the clip lets it be seen."""
        seen = meet(box, self.state.clip)
        if seen is None or not all(map(math.isfinite, box)):
            return
        artifact = bool(self.artifacts) and any(self.artifacts)
        self.painted.append(Painted(kind, self.number, seen, ink, artifact=artifact, **more))

    # --- state --------------------------------------------------------------------------------------------------------

    def save(self, _: Operands) -> None:
        if len(self.stack) < DEEPEST_STATE:
            self.stack.append(self.state.copied())

    def restore(self, _: Operands) -> None:
        self.state = self.stack.pop()  # IndexError: one Q too many

    def transform(self, operands: Operands) -> None:
        self.state.ctm = product(self.state.ctm, _matrix(operands))

    def set_number(self, operands: Operands, name: str, factor: float) -> None:
        setattr(self.state, name, float(operands[0]) * factor)

    def set_state(self, operands: Operands) -> None:
        entries = self.resources["/ExtGState"][str(operands[0])]
        self.states |= self.state.apply(entries)
        if "/Font" in entries:
            self.state.font_key, self.state.font = self._face(entries.Font[0], str(operands[0]))
            self.state.size = float(entries.Font[1])

    # --- colour -------------------------------------------------------------------------------------------------------

    def _space(self, name: Any) -> Space:
        key = (str(name), self.stream)
        if key not in self.spaces:
            self.spaces[key] = read_space(name, self.resources)
        return self.spaces[key]

    def set_space(self, operands: Operands, stroke: bool) -> None:
        self._set(start_colour(self._space(operands[0])), stroke)

    def set_values(self, operands: Operands, stroke: bool) -> None:
        space = (self.state.stroke if stroke else self.state.fill).space
        if space.family == PATTERN:
            values = [float(value) for value in operands[:-1]]
            self._set(colour(space, values, str(operands[-1])), stroke)
        else:
            self._set(colour(space, [float(value) for value in operands]), stroke)

    def set_device(self, operands: Operands, space: Space, stroke: bool) -> None:
        if len(operands) < space.parts:
            raise ValueError("too few parts of a colour")
        self._set(colour(space, [float(value) for value in operands]), stroke)

    def _set(self, found: Colour, stroke: bool) -> None:
        if stroke:
            self.state.stroke = found
        else:
            self.state.fill = found

    # --- paths --------------------------------------------------------------------------------------------------------

    def add_points(self, operands: Operands) -> None:
        """m, l, c, v, y: the box round the control points holds the curve."""
        values = [float(value) for value in operands]
        ctm = self.state.ctm
        self.path += [moved(ctm, values[at], values[at + 1]) for at in range(0, len(values) - 1, 2)]

    def add_rectangle(self, operands: Operands) -> None:
        x, y, width, tall = (float(value) for value in operands)
        self.path += [moved(self.state.ctm, a, b) for a in (x, x + width) for b in (y, y + tall)]

    def paint_path(self, _: Operands, fill: bool, stroke: bool) -> None:
        if self.path:
            box = around(self.path)
            if self.clipping:
                self.state.clip = meet(self.state.clip, box) or (0.0, 0.0, -1.0, -1.0)
            if fill:
                self._fill(box)
            if stroke:
                self._stroke(box)
        self.path, self.clipping = [], False

    def _fill(self, box: Box) -> None:
        if self.state.fill.space.family == PATTERN:
            self._paint_pattern(box, self.state.ink())
        else:
            self.emit(Kind.FILL, box, self.state.ink())

    def _stroke(self, box: Box) -> None:
        reach = abs(self.state.width) * spread(self.state.ctm) / 2
        left, low, right, high = box
        seen = (left - reach, low - reach, right + reach, high + reach)
        width = abs(self.state.width) * narrowness(self.state.ctm)
        self.emit(Kind.STROKE, seen, self.state.ink(True), width=width)

    def clip(self, _: Operands) -> None:
        self.clipping = True

    def _paint_pattern(self, box: Box, ink: Ink) -> None:
        pattern = self.resources["/Pattern"][ink.colour.pattern]
        if int(pattern.get("/PatternType", 1)) == 2:
            space = read_space(pattern.Shading.get("/ColorSpace"), self.resources)
            self.emit(Kind.SHADING, box, Ink(Colour(space), ink.overprint, ink.mode, ink.alpha, ink.blend))
        elif int(pattern.get("/PaintType", 1)) == 2:
            self.emit(Kind.FILL, box, ink)
        else:
            self._paint_tiles(pattern, box)

    def _paint_tiles(self, pattern: Any, box: Box) -> None:
        """What a tile shows is shown all over the box; its sizes are those of the tile."""
        before = len(self.painted)
        self._nest(pattern, IDENTITY, (-1e7, -1e7, 1e7, 1e7))
        tiles, self.painted = self.painted[before:], self.painted[:before]
        for tile in {(one.kind, one.ink): one for one in tiles}.values():
            self.emit(tile.kind, box, tile.ink, size=tile.size, width=tile.width, ppi=tile.ppi, font=tile.font)

    def paint_shading(self, operands: Operands) -> None:
        shading = self.resources["/Shading"][str(operands[0])]
        ink = self.state.ink()
        space = read_space(shading.get("/ColorSpace"), self.resources)
        seen = Ink(Colour(space), ink.overprint, ink.mode, ink.alpha, ink.blend, ink.soft_mask)
        self.emit(Kind.SHADING, self.state.clip, seen)

    # --- images and forms ---------------------------------------------------------------------------------------------

    def do(self, operands: Operands) -> None:
        thing = self.resources["/XObject"][str(operands[0])]
        subtype = str(thing.get("/Subtype", ""))
        if subtype == "/Image":
            self._image(thing)
        elif subtype == "/Form":
            self._nest(thing, _matrix(thing.get("/Matrix", IDENTITY)), _box(thing.get("/BBox")))

    def _nest(self, form: Any, matrix: Affine, bounds: Box) -> None:
        if form.objgen in self.trail or len(self.trail) >= DEEPEST:
            self.garbled += 1
            return
        kept = (self.state, self.trail, self.tm, self.line, self.path)
        self.state, self.trail, self.path = self.state.copied(), (*self.trail, form.objgen), []
        self.state.ctm = product(self.state.ctm, matrix)
        seen = meet(self.state.clip, outline(self.state.ctm, bounds))
        self.note_group(form)
        if seen is not None:
            self.state.clip = seen
            self.run(form, form.get("/Resources", self.resources))
        self.state, self.trail, self.tm, self.line, self.path = kept

    def note_group(self, thing: Any) -> None:
        """A transparency group; one that does not say in which colours it blends."""
        group = thing.get("/Group")
        if is_dictionary(group) and str(group.get("/S", "")) == "/Transparency":
            self.states.add("group" if "/CS" in group else "group without colours")

    def _image(self, image: Any) -> None:
        facts = image_facts(image, self.resources)
        ink = self.state.ink()
        self.pixels += facts.pixels[0] * facts.pixels[1]
        self.cut = self.cut or self.pixels > MOST_PIXELS
        if not facts.stencil:
            masked = ink.soft_mask or facts.soft_mask
            ink = Ink(Colour(facts.space), ink.overprint, ink.mode, ink.alpha, ink.blend, masked)
        a, b, c, d, _, _ = self.state.ctm
        across, down = math.hypot(a, b) / 72, math.hypot(c, d) / 72
        wide, tall = facts.pixels
        ppi = min(wide / across, tall / down) if across > 0 and down > 0 else 0.0
        box = outline(self.state.ctm, (0.0, 0.0, 1.0, 1.0))
        self.emit(Kind.IMAGE, box, ink, ppi=ppi, bits=facts.bits, pixels=facts.pixels, stencil=facts.stencil)

    def inline_image(self, operands: Operands) -> None:
        self._image(operands[0])

    # --- text ---------------------------------------------------------------------------------------------------------

    def begin_text(self, _: Operands) -> None:
        self.tm = self.line = IDENTITY

    def set_font(self, operands: Operands) -> None:
        self.state.size = float(operands[1])
        try:
            name = str(operands[0])
            self.state.font_key, self.state.font = self._face(self.resources["/Font"][name], name)
        except STRANGE:
            self.state.font_key, self.state.font = None, NO_FONT
            raise

    def _face(self, font: Any, name: str) -> tuple[Any, PdfFont]:
        key = font.objgen if font.objgen != (0, 0) else (name, self.stream)
        if key not in self.faces:
            self.faces[key] = read_font(font)
        return key, self.faces[key]

    def set_mode(self, operands: Operands) -> None:
        self.state.mode = min(max(int(operands[0]), 0), 7)

    def place(self, operands: Operands) -> None:
        x, y = (float(value) for value in operands)
        self.tm = self.line = product(self.line, (1.0, 0.0, 0.0, 1.0, x, y))

    def place_leading(self, operands: Operands) -> None:
        self.state.leading = -float(operands[1])
        self.place(operands)

    def set_matrix(self, operands: Operands) -> None:
        self.tm = self.line = _matrix(operands)

    def next_line(self, _: Operands = ()) -> None:
        self.place((0.0, -self.state.leading))

    def show_next(self, operands: Operands) -> None:
        self.next_line()
        self.show(operands)

    def show_spaced(self, operands: Operands) -> None:
        self.state.word, self.state.spacing = float(operands[0]), float(operands[1])
        self.show_next(operands[2:])

    def show(self, operands: Operands) -> None:
        self.show_parts([operands])

    def show_parts(self, operands: Operands) -> None:
        """Tj and TJ: each stretch without a jump is one thing on the page."""
        state, run = self.state, list[Box]()
        shown = self.codes.setdefault(state.font_key, set()) if state.font_key is not None else set()
        at, scale = 0.0, state.size * state.stretch
        for part in operands[0]:
            if isinstance(part, (int, float)) or not hasattr(part, "__bytes__"):
                step = -float(part) / 1000 * scale
                if abs(float(part)) / 1000 > JUMP:
                    self._emit_text(run)
                    run = []
                at += step
                continue
            for code in state.font.codes(bytes(part)):
                shown.add(code)
                ink = state.font.box(code)
                if ink:
                    left, low, right, high = ink
                    run.append((at + left * scale, low * state.size, at + right * scale, high * state.size))
                word = state.word if code == 32 and not state.font.wide else 0.0
                at += (state.font.advance(code) * state.size + state.spacing + word) * state.stretch
        self._emit_text(run)
        self.tm = product(self.tm, (1.0, 0.0, 0.0, 1.0, at, 0.0))

    def _emit_text(self, run: list[Box]) -> None:
        if not run or self.state.mode % 4 == INVISIBLE:
            return
        across = (min(box[0] for box in run), max(box[2] for box in run))
        upright = (min(box[1] for box in run), max(box[3] for box in run))
        matrix = product(self.state.ctm, self.tm)
        rise = self.state.rise
        box = outline(matrix, (across[0], upright[0] + rise, across[1], upright[1] + rise))
        size = abs(self.state.size) * height(matrix)
        ink = self.state.ink(stroke=self.state.mode % 4 == 1)
        width = abs(self.state.width) * narrowness(self.state.ctm) if self.state.mode % 4 in (1, 2) else 0.0
        self.emit(Kind.TEXT, box, ink, size=size, width=width, font=self.state.font.name)

    # --- marked content -----------------------------------------------------------------------------------------------

    def begin_marked(self, operands: Operands) -> None:
        self.artifacts.append(str(operands[0]) == "/Artifact")

    def end_marked(self, _: Operands) -> None:
        self.artifacts.pop()


def _matrix(values: Any) -> Affine:
    a, b, c, d, e, f = (float(value) for value in values)
    return (a, b, c, d, e, f)


def _box(values: Any) -> Box:
    x, y, u, v = (float(value) for value in values)
    return (min(x, u), min(y, v), max(x, u), max(y, v))
