"""Pages into a PDF.  Placed pages, pictures and a palette go in; the bytes of one edition come out.

Steps: 1 panels and furniture as artifacts; 2 content in reading order, tagged as it is painted; 3 fonts cut to what was
used; 4 the structure tree.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from leaflet.compose.shape import GlyphRun
from leaflet.geometry import Rect
from leaflet.layout.placed import Image, Item, Page, Pages, Panel, Role, Stretch, Text
from leaflet.model.drawing import Drawing
from leaflet.model.picture import Picture
from leaflet.paint.colour import Palette
from leaflet.paint.device import Device, Press, Screen
from leaflet.paint.glyph_font import GlyphFont
from leaflet.paint.pdf_document import Metadata, PdfDocument, array, dictionary, name
from leaflet.paint.sheet import Sheet
from leaflet.paint.tags import TagTree
from leaflet.paint.text import show_line
from leaflet.paint.vector import add_drawing, add_raster, place_drawing, place_raster
from leaflet.paint.xmp import packet
from leaflet.places import ASSETS

PROFILE = ASSETS / "icc" / "FOGRA39L.icc"  # coated paper, total ink 300 %
PDF_X_VERSION = (1, 6)  # ISO 15930-7 is on PDF 1.6
OVER, KNOCK = "GO", "GK"  # names of the graphics states with and without overprint
LAYOUT = "/Artifact <</Type /Layout>> BDC"
PAGINATION = "/Artifact <</Type /Pagination>> BDC"


class Edition(enum.StrEnum):
    """Whom the file is for."""

    OFFICE = "office"  # desktop printer: no bleed, the sheet's edge stays white
    BILINGUAL = "bilingual"  # the same, with the staff's language beside the patient's
    PRESS = "press"  # PDF/X-4 for a print shop: CMYK, bleed, boxes


@dataclass(frozen=True, slots=True)
class Look:
    """What the pages are painted with; `edge` points at the sheet's edge stay white on an office printer.  For the
    press the sheet is `bleed` points larger than the page, and has the `marks` that are wanted outside it."""

    palette: Palette
    pictures: Mapping[str, Picture]
    edge: float
    edition: Edition = Edition.OFFICE
    bleed: float = 0.0
    marks: frozenset[str] = frozenset()
    profile: Path = PROFILE

    @property
    def device(self) -> Device:
        """What the colours are for."""
        return Press(self.palette, self.profile) if self.edition is Edition.PRESS else Screen(self.palette)


def paint(pages: Pages, look: Look, metadata: Metadata) -> bytes:
    """Write the pages as a PDF file; the same pages give the same bytes."""
    press = look.edition is Edition.PRESS
    painter = _Painter(look, replace(metadata, version=PDF_X_VERSION) if press else metadata)
    sides = {page.number: _Side(page) for page in pages.pages}
    for stretch in pages.stretches:
        painter.paint(sides[stretch.page], stretch)
    for side in sides.values():
        painter.add_page(side)
    return painter.finish()


@dataclass(frozen=True, slots=True)
class _Side:
    """A page as far as it is painted: its operators, and the pictures it uses."""

    page: Page
    out: list[str] = field(default_factory=list)
    used: dict[str, object] = field(default_factory=dict)


class _Painter:
    def __init__(self, look: Look, metadata: Metadata) -> None:
        self.look, self.device, self.metadata = look, look.device, metadata
        self.press = look.edition is Edition.PRESS
        self.pdf = PdfDocument(metadata)
        self.tags = TagTree()
        self.fonts: dict[int, GlyphFont] = {}
        self.images: dict[str, tuple[str, object]] = {}
        self._states: object | None = None

    def font(self, run: GlyphRun) -> GlyphFont:
        found = self.fonts.get(id(run.face))
        if found is None:
            found = self.fonts[id(run.face)] = GlyphFont(run.face, f"F{len(self.fonts) + 1}")
        return found

    def paint(self, side: _Side, stretch: Stretch) -> None:
        """Paint some items of a page; the structure tree grows in the order of these calls."""
        for group in _groups(side.page.items[stretch.start : stretch.end]):
            side.out.extend(self._group(group, side.page, side.used))

    def add_page(self, side: _Side) -> None:
        """The page with all that was painted on it."""
        page, out, used = side.page, side.out, side.used
        resources = {"XObject": dictionary(used)} if used else {}
        entries = {"StructParents": page.number - 1, "Tabs": name("S")}
        size = (page.width, page.height)
        if self.press:
            sheet = self.sheet(page)
            size = (sheet.media[2], sheet.media[3])
            out = ["q", f"1 0 0 1 {_numbers(sheet.trim[:2])} cm", *out, "Q", *self.marks(sheet)]
            resources["ExtGState"] = self.states()
            boxes = {"TrimBox": sheet.trim, "BleedBox": sheet.bleed_box}
            entries |= {key: array([round(value, 4) for value in box]) for key, box in boxes.items()}
        self.pdf.add_page(size, "\n".join(out).encode("ascii"), resources, **entries)

    def sheet(self, page: Page) -> Sheet:
        """What is round the page when it is printed."""
        return Sheet(page.width, page.height, self.look.bleed, self.look.marks)

    def marks(self, sheet: Sheet) -> list[str]:
        """Marks for the cutter and the press operator, which no reader hears."""
        drawn = sheet.operators()
        return [LAYOUT, drawn, "EMC"] if drawn else []

    def states(self) -> object:
        """Overprint on and off (ISO 32000-1 8.6.7); mode 1: a zero leaves what is there."""
        if self._states is not None:
            return self._states
        on = dictionary({"Type": name("ExtGState"), "OP": "true", "op": "true", "OPM": 1})
        off = dictionary({"Type": name("ExtGState"), "OP": "false", "op": "false", "OPM": 0})
        states = {OVER: self.pdf.add("overprint", on), KNOCK: self.pdf.add("knockout", off)}
        self._states = self.pdf.add("states", dictionary(states))
        return self._states

    def _group(self, group: list[Item], page: Page, used: dict[str, object]) -> list[str]:
        first = group[0]
        if isinstance(first, Panel):
            return [LAYOUT, *(self._panel(item, page) for item in group if isinstance(item, Panel)), "EMC"]
        if isinstance(first, Image):
            return self._image(first, page, used)
        lines = [item for item in group if isinstance(item, Text)]
        assert isinstance(first, Text)
        begin = PAGINATION if first.role is Role.ARTIFACT else self.tags.begin(page.number, self.tags.of_text(first))
        shown = [show_line(line, page.height, self.font) for line in lines]
        body = ["BT", self.device.operator(first.ink), *shown, "ET"]
        if self.device.overprints(first.ink):  # small black type: no white shows where a plate is out of register
            body = [f"/{OVER} gs", *body, f"/{KNOCK} gs"]
        return [begin, *body, "EMC"]

    def _panel(self, panel: Panel, page: Page) -> str:
        rect = self._inside(panel.rect, panel.bleeds, page)
        numbers = (rect.x, page.height - rect.bottom, rect.width, rect.height)
        return f"{self.device.operator(panel.ink)}\n{_numbers(numbers)} re f"

    def _inside(self, rect: Rect, bleeds: frozenset[str], page: Page) -> Rect:
        """What an office printer can print of a box that runs off the sheet; for the press it runs into the bleed."""
        edge = -self.look.bleed if self.press else self.look.edge
        sides = {"start": "right", "end": "left"} if page.mirrored else {"start": "left", "end": "right"}
        names = {sides.get(side, side) for side in bleeds}
        left = edge if "left" in names and (self.press or rect.x < edge) else rect.x
        top = edge if "top" in names and (self.press or rect.y < edge) else rect.y
        far, low = page.width - edge, page.height - edge
        right = far if "right" in names and (self.press or rect.right > far) else rect.right
        bottom = low if "bottom" in names and (self.press or rect.bottom > low) else rect.bottom
        return Rect(left, top, right - left, bottom - top)

    def _image(self, image: Image, page: Page, used: dict[str, object]) -> list[str]:
        picture = self.look.pictures.get(image.source)
        if picture is None:
            return []
        shown = self._inside(image.clip or image.rect, image.bleeds, page)
        mirror = page.mirrored and image.mirror != "never"
        if image.source not in self.images:
            key = f"I{len(self.images) + 1}"
            self.images[image.source] = (key, self._add_picture(f"image {key}", picture))
        resource, reference = self.images[image.source]
        used[resource] = reference
        rect = _grown(image.rect, shown) if self.press and image.bleeds else image.rect
        if isinstance(picture, Drawing):
            body = [place_drawing(resource, picture, rect, page.height, mirror)]
        else:
            body = [place_raster(resource, rect, page.height)]
        if shown != rect:
            numbers = (shown.x, page.height - shown.bottom, shown.width, shown.height)
            body = ["q", f"{_numbers(numbers)} re W n", *body, "Q"]
        if not image.alt:
            return [LAYOUT, *body, "EMC"]
        box = (shown.x, page.height - shown.bottom, shown.right, page.height - shown.y)
        x, y = self.sheet(page).trim[:2] if self.press else (0.0, 0.0)
        box = (round(box[0] + x, 3), round(box[1] + y, 3), round(box[2] + x, 3), round(box[3] + y, 3))
        return [self.tags.begin(page.number, self.tags.of_image(image, image.in_list, box)), *body, "EMC"]

    def finish(self) -> bytes:
        for font in self.fonts.values():
            font.finish(self.pdf)
        self.tags.write(self.pdf)
        if self.press:
            profile = self.look.profile
            xmp = packet(self.metadata, pdfx="PDF/X-4")
            self.pdf.set_output_intent(profile.read_bytes(), profile.stem, xmp)
        return self.pdf.save()

    def _add_picture(self, key: str, picture: Picture) -> object:
        add = add_drawing if isinstance(picture, Drawing) else add_raster
        return add(self.pdf, key, picture, self.device)  # type: ignore[arg-type]


def _grown(rect: Rect, shown: Rect) -> Rect:
    """A picture scaled up, standing on its foot, until it fills the width into the bleed."""
    factor = max(shown.width / rect.width, 1.0)
    height = rect.height * factor
    return Rect(shown.x, rect.bottom - height, rect.width * factor, height)


def _groups(items: tuple[Item, ...]) -> list[list[Item]]:
    """Neighbours that are painted as one piece of marked content: panels, and the lines of one message in one ink."""
    groups: list[list[Item]] = []
    last: object = None
    for item in items:
        if isinstance(item, Text):
            key: object = (item.block, item.part, item.role, item.ink, item.language)
        else:
            key = "panel" if isinstance(item, Panel) else object()
        if key == last:
            groups[-1].append(item)
        else:
            groups.append([item])
        last = key
    return groups


def _numbers(values: tuple[float, ...]) -> str:
    return " ".join(f"{value:.3f}".rstrip("0").rstrip(".") or "0" for value in values)
