"""Writes a page anew as one plate.  A page and an ink go in; a page in grey comes out, black where the ink is full.

What overprints leaves a plate alone that it has no ink for: there it is not painted.  Everything else knocks out, and
is painted white.  Soft masks stay as they are: they are shapes, not ink.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from leaflet.check.preflight.content import DEEPEST, DEEPEST_STATE, MOST_OPERATORS, STRANGE
from leaflet.check.preflight.graphics_state import _State
from leaflet.check.preflight.images import image_facts, inline_entries
from leaflet.check.preflight.inks import PATTERN, Colour, Space, colour, read_space, start_colour
from leaflet.check.preflight.operators import DEVICES, IDLE, OPERATORS, PATHS
from leaflet.check.preflight.painted import Box
from leaflet.check.preflight.plate_spaces import plate_space, takes_part, tint
from leaflet.check.preflight.streams import instructions

TEXT = frozenset(("Tj", "TJ", "'", '"'))
MODES = {(True, False): 0, (False, True): 1, (True, True): 2, (False, False): 3}
Row = tuple[Any, str]


def add_plates(pdf: Any, page: Any, media: Box, inks: Sequence[str | None]) -> None:
    """Add the plates of a page at the end of its own file; None stands for the page as it is."""
    import pikepdf

    from leaflet.check.preflight.page_facts import inherited

    resources = inherited(page, "/Resources")
    resources = resources if isinstance(resources, pikepdf.Dictionary) else pikepdf.Dictionary()
    for ink in inks:
        entries = pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=pikepdf.Array([round(v, 4) for v in media]))
        if ink is None:
            entries.Contents, entries.Resources = page.obj.get("/Contents", pikepdf.Array()), resources
            group = page.obj.get("/Group")
            if group is not None:
                entries.Group = group
        else:
            data, entries.Resources = _Plate(pdf, ink).rewritten(page, resources)
            entries.Contents = pikepdf.Stream(pdf, data)
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(entries)))


class _Plate:
    """The workbench: one plate of one page, and the forms on it."""

    def __init__(self, pdf: Any, ink: str) -> None:
        self.pdf, self.ink = pdf, ink
        self.left = MOST_OPERATORS
        self.trail: tuple[Any, ...] = ()
        self.state, self.stack, self.shown_mode = _State(), list[tuple[_State, int]](), 0
        self.resources: Any = {}
        self.fresh: dict[str, dict[str, Any]] = {}
        self.rows: list[Row] = []

    def rewritten(self, stream: Any, resources: Any) -> tuple[bytes, Any]:
        """Content and resources of this stream for the plate."""
        import pikepdf

        kept = (self.resources, self.fresh, self.rows, self.stack, self.shown_mode)
        self.resources, self.fresh, self.rows, self.stack, self.shown_mode = resources, {}, [], [], self.state.mode
        self._colours()
        for operands, name in instructions(stream):
            self.left -= 1
            if self.left < 0:
                break
            try:
                self.rows += self._row(operands, name)
            except STRANGE:
                continue
        data = pikepdf.unparse_content_stream([([*operands], pikepdf.Operator(name)) for operands, name in self.rows])
        found = self._new_resources()
        self.resources, self.fresh, self.rows, self.stack, self.shown_mode = kept
        return data, found

    def _new_resources(self) -> Any:
        import pikepdf

        found = pikepdf.Dictionary(dict(self.resources.items()))
        for kind, entries in self.fresh.items():
            known = self.resources.get(kind, {})
            found[kind] = pikepdf.Dictionary({**dict(known.items()), **entries})
        return found

    def _row(self, operands: Any, name: str) -> Iterator[Row]:
        """What stands in the place of one operator."""
        special = SPECIAL.get(name)
        if name not in OPERATORS and name not in IDLE:
            return
        if name in PATHS:
            yield from self._path(name)
        elif name in TEXT:
            yield from self._text(operands, name)
        elif special:
            yield from special(self, operands, name)
        else:
            yield operands, name

    # --- state and colour ---------------------------------------------------------------------------------------------

    def _save(self, operands: Any, name: str) -> Iterator[Row]:
        if len(self.stack) < DEEPEST_STATE:
            self.stack.append((self.state.copied(), self.shown_mode))
            yield operands, name

    def _restore(self, operands: Any, name: str) -> Iterator[Row]:
        if self.stack:
            self.state, self.shown_mode = self.stack.pop()
            yield operands, name

    def _graphics(self, operands: Any, name: str) -> Iterator[Row]:
        self.state.apply(self.resources["/ExtGState"][str(operands[0])])
        yield operands, name

    def _mode(self, operands: Any, name: str) -> Iterator[Row]:
        self.state.mode = self.shown_mode = min(max(int(operands[0]), 0), 7)
        yield [self.state.mode], name

    def _device(self, operands: Any, name: str) -> Iterator[Row]:
        if len(operands) >= DEVICES[name].parts:
            yield from self._set(colour(DEVICES[name], [float(value) for value in operands]), name.isupper())

    def _space(self, operands: Any, name: str) -> Iterator[Row]:
        yield from self._set(start_colour(read_space(operands[0], self.resources)), name == "CS")

    def _values(self, operands: Any, name: str) -> Iterator[Row]:
        stroke = name.isupper()
        space = (self.state.stroke if stroke else self.state.fill).space
        if space.family == PATTERN:
            found = colour(space, [float(value) for value in operands[:-1]], str(operands[-1]))
        else:
            found = colour(space, [float(value) for value in operands])
        yield from self._set(found, stroke)

    def _set(self, found: Colour, stroke: bool) -> Iterator[Row]:
        if stroke:
            self.state.stroke = found
        else:
            self.state.fill = found
        if found.pattern:
            yield from self._pattern(found, stroke)
        elif found.space.family != PATTERN:
            yield [self._grey(found)], "G" if stroke else "g"

    def _colours(self) -> None:
        """A form begins with the colours that it was called with."""
        for found, name in ((self.state.fill, "g"), (self.state.stroke, "G")):
            if found.space.family != PATTERN:
                self.rows.append(([self._grey(found)], name))

    def _grey(self, found: Colour) -> float:
        return round(1 - (tint(found, self.ink, False, 0) or 0.0), 4)

    # --- painting -----------------------------------------------------------------------------------------------------

    def _seen(self, stroke: bool) -> bool:
        ink = self.state.ink(stroke)
        if ink.colour.space.family == PATTERN:
            return True
        return tint(ink.colour, self.ink, ink.overprint, ink.mode) is not None

    def _path(self, name: str) -> Iterator[Row]:
        fills, strokes = PATHS[name]
        fill, stroke = fills and self._seen(False), strokes and self._seen(True)
        if name in ("s", "b", "b*"):
            yield [], "h"
        star = "*" if name.endswith("*") else ""
        yield [], f"B{star}" if fill and stroke else f"f{star}" if fill else "S" if stroke else "n"

    def _text(self, operands: Any, name: str) -> Iterator[Row]:
        wanted = self.state.mode % 4
        fill, stroke = wanted in (0, 2) and self._seen(False), wanted in (1, 2) and self._seen(True)
        mode = MODES[fill, stroke] + (4 if self.state.mode > 3 else 0)
        if mode != self.shown_mode:
            self.shown_mode = mode
            yield [mode], "Tr"
        yield operands, name

    def _shading(self, operands: Any, name: str) -> Iterator[Row]:
        shading = self.resources["/Shading"][str(operands[0])]
        found = self._plate_shading(shading)
        if found is not None:
            yield [self._name("/Shading", found)], name

    def _plate_shading(self, shading: Any) -> Any:
        """A shading in the grey of the plate; None where it leaves the plate alone."""
        import pikepdf

        space = read_space(shading.get("/ColorSpace"), self.resources)
        if not takes_part(space, self.ink, self.state.fill_over):
            return None
        entries = {key: value for key, value in shading.items() if key != "/Background"}
        entries["/ColorSpace"] = plate_space(self.pdf, space, self.ink)
        if not isinstance(shading, pikepdf.Stream):
            return self.pdf.make_indirect(pikepdf.Dictionary(entries))
        return self._stream_like(shading, entries)

    def _stream_like(self, stream: Any, entries: dict[str, Any]) -> Any:
        """A stream with the same data, and other entries."""
        import pikepdf

        made = pikepdf.Stream(self.pdf, bytes(stream.read_raw_bytes()))
        for key, value in entries.items():
            if key != "/Length":
                made[key] = value
        return self.pdf.make_indirect(made)

    def _pattern(self, found: Colour, stroke: bool) -> Iterator[Row]:
        """A pattern of the plate; an uncoloured one is painted in grey."""
        import pikepdf

        pattern = self.resources["/Pattern"][found.pattern]
        if int(pattern.get("/PatternType", 1)) == 2:
            entries = dict(pattern.items())
            entries["/Shading"] = self._plate_shading(pattern.Shading) or pattern.Shading
            made = self.pdf.make_indirect(pikepdf.Dictionary(entries))
        else:
            made = self._form(pattern)
        underlying: list[Any] = []
        space: Any = pikepdf.Name.Pattern
        if int(pattern.get("/PaintType", 1)) == 2:
            underlying = [self._grey(found)]
            space = self._name("/ColorSpace", pikepdf.Array([pikepdf.Name.Pattern, pikepdf.Name.DeviceGray]))
        yield [space], "CS" if stroke else "cs"
        yield [*underlying, self._name("/Pattern", made)], "SCN" if stroke else "scn"

    # --- images and forms ---------------------------------------------------------------------------------------------

    def _do(self, operands: Any, name: str) -> Iterator[Row]:
        thing = self.resources["/XObject"][str(operands[0])]
        if str(thing.get("/Subtype", "")) == "/Form":
            if thing.objgen not in self.trail and len(self.trail) < DEEPEST:
                yield [self._name("/XObject", self._form(thing))], name
        else:
            yield from self._image(thing, lambda: (operands, name))

    def _form(self, form: Any) -> Any:
        import pikepdf

        kept = (self.state, self.trail)
        self.state, self.trail = self.state.copied(), (*self.trail, form.objgen)
        data, resources = self.rewritten(form, form.get("/Resources", self.resources))
        self.state, self.trail = kept
        made = pikepdf.Stream(self.pdf, data)
        for key, value in form.items():
            if key not in ("/Length", "/Filter", "/DecodeParms", "/Resources", "/Ref", "/OPI"):
                made[key] = value
        made.Resources = resources
        group = form.get("/Group")
        if group is not None and "/CS" in group:
            grey = {**dict(group.items()), "/CS": pikepdf.Name.DeviceGray}
            made.Group = pikepdf.Dictionary(grey)
        return self.pdf.make_indirect(made)

    def _image(self, image: Any, as_it_is: Callable[[], Row]) -> Iterator[Row]:
        facts = image_facts(image, self.resources)
        if facts.stencil:
            if self._seen(False):
                yield as_it_is()
        elif takes_part(facts.space, self.ink, self.state.fill_over):
            made = self._plate_image(image, facts.space)
            yield [self._name("/XObject", made)], "Do"

    def _plate_image(self, image: Any, space: Space) -> Any:
        import pikepdf

        inline = hasattr(image, "_image_object")
        source = image._data if inline else image
        entries = dict(inline_entries(image)) if inline else dict(image.items())
        entries |= {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image}
        entries["/ColorSpace"] = plate_space(self.pdf, space, self.ink)
        if "/Filter" in entries and inline:
            entries["/Filter"] = _long_filter(entries["/Filter"])
        if not inline:
            return self._stream_like(source, entries)
        made = pikepdf.Stream(self.pdf, bytes(source._inline_image_raw_bytes()))
        for key, value in entries.items():
            made[key] = value
        return self.pdf.make_indirect(made)

    def _inline(self, operands: Any, name: str) -> Iterator[Row]:
        image = operands[0]
        yield from self._image(image, lambda: ([self._name("/XObject", self._stencil(image))], "Do"))

    def _stencil(self, image: Any) -> Any:
        import pikepdf

        made = pikepdf.Stream(self.pdf, bytes(image._data._inline_image_raw_bytes()))
        for key, value in inline_entries(image).items():
            made[key] = _long_filter(value) if key == "/Filter" else value
        made.Subtype = pikepdf.Name.Image
        return self.pdf.make_indirect(made)

    def _name(self, kind: str, thing: Any) -> Any:
        import pikepdf

        entries = self.fresh.setdefault(kind, {})
        name = f"/Plate{len(entries)}"
        entries[name] = thing
        return pikepdf.Name(name)


FILTERS = {
    "/AHx": "/ASCIIHexDecode",
    "/A85": "/ASCII85Decode",
    "/LZW": "/LZWDecode",
    "/Fl": "/FlateDecode",
    "/RL": "/RunLengthDecode",
    "/CCF": "/CCITTFaxDecode",
    "/DCT": "/DCTDecode",
}  # ISO 32000-1 table 94


def _long_filter(filters: Any) -> Any:
    import pikepdf

    if isinstance(filters, pikepdf.Array):
        return pikepdf.Array([pikepdf.Name(FILTERS.get(str(one), str(one))) for one in filters])
    return pikepdf.Name(FILTERS.get(str(filters), str(filters)))


SPECIAL: dict[str, Callable[[_Plate, Any, str], Iterator[Row]]] = {
    "q": _Plate._save,
    "Q": _Plate._restore,
    "gs": _Plate._graphics,
    "Tr": _Plate._mode,
    **dict.fromkeys(DEVICES, _Plate._device),
    **dict.fromkeys(("cs", "CS"), _Plate._space),
    **dict.fromkeys(("sc", "scn", "SC", "SCN"), _Plate._values),
    "sh": _Plate._shading,
    "Do": _Plate._do,
    "INLINE IMAGE": _Plate._inline,
}
