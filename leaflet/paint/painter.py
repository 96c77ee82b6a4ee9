"""Pages into a PDF.  Placed pages, pictures and a palette go in; the bytes of one edition come out.

Steps: 1 panels and furniture as artifacts; 2 content in reading order, tagged as it is painted; 3 fonts cut to what was
used; 4 the structure tree.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from leaflet.compose.shape import GlyphRun
from leaflet.geometry import Rect
from leaflet.layout.placed import Image, Item, Page, Pages, Panel, Role, Text
from leaflet.model.drawing import Drawing
from leaflet.model.picture import Picture
from leaflet.paint.colour import Palette, rgb_operator
from leaflet.paint.glyph_font import GlyphFont
from leaflet.paint.pdf_document import Metadata, PdfDocument, dictionary, name
from leaflet.paint.tags import TagTree
from leaflet.paint.text import show_line
from leaflet.paint.vector import add_drawing, add_raster, place_drawing, place_raster

LAYOUT = "/Artifact <</Type /Layout>> BDC"
PAGINATION = "/Artifact <</Type /Pagination>> BDC"


class Edition(enum.StrEnum):
    """Whom the file is for."""

    OFFICE = "office"  # desktop printer: no bleed, the sheet's edge stays white
    BILINGUAL = "bilingual"  # the same, with the staff's language beside the patient's


@dataclass(frozen=True, slots=True)
class Look:
    """What the pages are painted with; `edge` points at the sheet's edge stay white on an office printer."""

    palette: Palette
    pictures: Mapping[str, Picture]
    edge: float
    edition: Edition = Edition.OFFICE


def paint(pages: Pages, look: Look, metadata: Metadata) -> bytes:
    """Write the pages as a PDF file; the same pages give the same bytes."""
    painter = _Painter(look, metadata)
    for page in pages.pages:
        painter.paint_page(page)
    return painter.finish()


class _Painter:
    def __init__(self, look: Look, metadata: Metadata) -> None:
        self.look = look
        self.pdf = PdfDocument(metadata)
        self.tags = TagTree()
        self.fonts: dict[int, GlyphFont] = {}
        self.images: dict[str, tuple[str, object]] = {}

    def font(self, run: GlyphRun) -> GlyphFont:
        found = self.fonts.get(id(run.face))
        if found is None:
            found = self.fonts[id(run.face)] = GlyphFont(run.face, f"F{len(self.fonts) + 1}")
        return found

    def paint_page(self, page: Page) -> None:
        out: list[str] = []
        used: dict[str, object] = {}
        for group in _groups(page.items):
            out.extend(self._group(group, page, used))
        resources = {"XObject": dictionary(used)} if used else {}
        size = (page.width, page.height)
        content = "\n".join(out).encode("ascii")
        self.pdf.add_page(size, content, resources, StructParents=page.number - 1, Tabs=name("S"))

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
        return [begin, "BT", rgb_operator(self.look.palette.screen(first.ink)), *shown, "ET", "EMC"]

    def _panel(self, panel: Panel, page: Page) -> str:
        rect = self._inside(panel.rect, panel.bleeds, page)
        numbers = (rect.x, page.height - rect.bottom, rect.width, rect.height)
        return f"{rgb_operator(self.look.palette.screen(panel.ink))}\n{_numbers(numbers)} re f"

    def _inside(self, rect: Rect, bleeds: frozenset[str], page: Page) -> Rect:
        """What an office printer can print of a box that runs off the sheet."""
        edge = self.look.edge
        sides = {"start": "right", "end": "left"} if page.mirrored else {"start": "left", "end": "right"}
        names = {sides.get(side, side) for side in bleeds}
        left = max(rect.x, edge) if "left" in names else rect.x
        top = max(rect.y, edge) if "top" in names else rect.y
        right = min(rect.right, page.width - edge) if "right" in names else rect.right
        bottom = min(rect.bottom, page.height - edge) if "bottom" in names else rect.bottom
        return Rect(left, top, right - left, bottom - top)

    def _image(self, image: Image, page: Page, used: dict[str, object]) -> list[str]:
        picture = self.look.pictures.get(image.source)
        if picture is None:
            return []
        shown = self._inside(image.clip or image.rect, image.bleeds, page)
        mirror = page.mirrored and image.mirror != "never"
        if image.source not in self.images:
            key = f"I{len(self.images) + 1}"
            self.images[image.source] = (key, _add_picture(self.pdf, f"image {key}", picture))
        resource, reference = self.images[image.source]
        used[resource] = reference
        if isinstance(picture, Drawing):
            body = [place_drawing(resource, picture, image.rect, page.height, mirror)]
        else:
            body = [place_raster(resource, image.rect, page.height)]
        if shown != image.rect:
            numbers = (shown.x, page.height - shown.bottom, shown.width, shown.height)
            body = ["q", f"{_numbers(numbers)} re W n", *body, "Q"]
        if not image.alt:
            return [LAYOUT, *body, "EMC"]
        box = (shown.x, page.height - shown.bottom, shown.right, page.height - shown.y)
        box = (round(box[0], 3), round(box[1], 3), round(box[2], 3), round(box[3], 3))
        return [self.tags.begin(page.number, self.tags.of_image(image, image.in_list, box)), *body, "EMC"]

    def finish(self) -> bytes:
        for font in self.fonts.values():
            font.finish(self.pdf)
        self.tags.write(self.pdf)
        return self.pdf.save()


def _add_picture(pdf: PdfDocument, key: str, picture: Picture) -> object:
    return add_drawing(pdf, key, picture) if isinstance(picture, Drawing) else add_raster(pdf, key, picture)


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
