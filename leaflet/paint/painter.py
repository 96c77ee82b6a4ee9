"""Pages into a PDF.  Placed pages, pictures and a palette go in; the bytes of one edition come out.

Steps: 1 panels and furniture as artifacts; 2 content in reading order, tagged as it is painted; 3 fonts cut to what was
used; 4 the structure tree, links and bookmarks.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from leaflet.compose.shape import GlyphRun
from leaflet.geometry import Rect
from leaflet.layout.placed import Image, Item, Page, Pages, Panel, Role, Stretch, Text
from leaflet.model.drawing import Drawing
from leaflet.model.picture import Picture
from leaflet.model.raster import Raster
from leaflet.paint.artifacts import LAYOUT, PRODUCTION, Furniture, groups, is_thin, painted_box
from leaflet.paint.colour import PAPER, Cmyk, Palette
from leaflet.paint.device import Device, Grey, Press, Screen
from leaflet.paint.glyph_font import GlyphFont
from leaflet.paint.links import Leads, Links, cut_up, leads_in
from leaflet.paint.meaning import Lead, Meaning
from leaflet.paint.outline import write_outline
from leaflet.paint.pdf_document import Metadata, PdfDocument, array, dictionary, name
from leaflet.paint.press_job import PRESS, PressJob
from leaflet.paint.sheet import ALL, Sheet
from leaflet.paint.standard import ACCESSIBLE, OFFICE, Standard
from leaflet.paint.tags import TagTree
from leaflet.paint.text import boxes_of, show_line
from leaflet.paint.vector import KNOCK, LINES_OVER, add_drawing, add_raster, place_drawing, place_raster
from leaflet.paint.xmp import packet

OVER = "GO"  # name of the graphics state in which all is printed over what is there
SOLID = (100.0, 100.0, 100.0, 100.0)  # what stands for the colorant All
SCREEN = {"OutputConditionIdentifier": "sRGB", "Info": "sRGB IEC61966-2.1"}


class Edition(enum.StrEnum):
    """Whom the file is for."""

    OFFICE = "office"  # desktop printer: no bleed, the sheet's edge stays white
    ACCESSIBLE = "accessible"  # the same for a screen reader, and for keeps: links, bookmarks, PDF/A
    BILINGUAL = "bilingual"  # the same, with the staff's language beside the patient's
    LARGE_PRINT = "large-print"  # the same in a design of its own
    GREY = "grey"  # the same for a printer or copier that has black alone
    PRESS = PRESS  # PDF/X for a print shop: CMYK, bleed, boxes


ON_SCREEN = frozenset((Edition.ACCESSIBLE, Edition.LARGE_PRINT))  # read there as much as on paper: with links


@dataclass(frozen=True, slots=True)
class Look:
    """What the pages are painted with; `edge` points at the sheet's edge stay white on an office printer.  For the
    press the sheet is `bleed` points larger than the page, and the file is made to the `job`.  The accessible edition
    is for the screen whose ICC profile it has."""

    palette: Palette
    pictures: Mapping[str, Picture]
    edge: float
    edition: Edition = Edition.OFFICE
    bleed: float = 0.0
    job: PressJob | None = None  # of the press edition, which has no look without one
    meaning: Meaning = Meaning()
    screen: bytes = b""

    @property
    def standard(self) -> Standard:
        """What the file claims."""
        if self.job:
            return self.job.standard
        return ACCESSIBLE if self.edition in ON_SCREEN else OFFICE

    @property
    def leads(self) -> Leads:
        """Where the words of a line lead in this file: nowhere, unless it may have links."""
        return (lambda text: leads_in(text, self.meaning)) if self.standard.allows_links else _nowhere

    @property
    def device(self) -> Device:
        """What the colours are for."""
        if self.job:
            return Press(self.palette, self.job.profile)
        if self.edition is Edition.GREY:
            return Grey(self.palette)
        return Screen(self.palette, alone=self.standard.requires_archive)


def _nowhere(text: Text) -> tuple[Lead, ...]:
    return ()


def paint(pages: Pages, look: Look, metadata: Metadata) -> bytes:
    """Write the pages as a PDF file; the same pages give the same bytes."""
    painter = _Painter(look, metadata, len(pages.pages))
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
    def __init__(self, look: Look, metadata: Metadata, pages: int) -> None:
        self.look, self.device, self.metadata = look, look.device, metadata
        self.press, self.standard = look.job is not None, look.standard
        self.pdf = PdfDocument(metadata, self.standard)
        self.tags = TagTree(look.meaning.kinds, pages)
        self.links = Links()
        self.fonts: dict[int, GlyphFont] = {}
        self.images: dict[tuple[str, Cmyk], tuple[str, object]] = {}
        self._named: dict[str, object] | None = None

    def font(self, run: GlyphRun) -> GlyphFont:
        found = self.fonts.get(id(run.face))
        if found is None:
            found = self.fonts[id(run.face)] = GlyphFont(run.face, f"F{len(self.fonts) + 1}")
        return found

    def paint(self, side: _Side, stretch: Stretch) -> None:
        """Paint some items of a page; the structure tree grows in the order of these calls."""
        items = side.page.items[stretch.start : stretch.end]
        furniture = Furniture.among(items, side.page.height)
        for group in groups(items, furniture):
            side.out.extend(self._group(group, side, furniture))

    def add_page(self, side: _Side) -> None:
        """The page with all that was painted on it."""
        page, out, used = side.page, side.out, side.used
        sheet = self.sheet(page)
        resources = {**self.named(), **({"XObject": dictionary(used)} if used else {})}
        entries: dict[str, object] = {"StructParents": page.number - 1}
        if self.standard.allows((1, 5)):
            entries["Tabs"] = name("S")
        annotations = self.links.of_page(page.number)
        if annotations:
            entries["Annots"] = array([self.pdf.reference(key) for key in annotations])
        if sheet.margin:
            out = ["q", f"1 0 0 1 {_numbers(sheet.trim[:2])} cm", *out, "Q", *self.marks(sheet)]
        if self.standard.requires_boxes:
            boxes = {"TrimBox": sheet.trim, "BleedBox": sheet.bleed_box}
            entries |= {key: array([round(value, 4) for value in box]) for key, box in boxes.items()}
        self.pdf.add_page(sheet.media[2:], "\n".join(out).encode("ascii"), resources, **entries)

    def sheet(self, page: Page) -> Sheet:
        """What is round the page when it is printed."""
        job = self.look.job
        if job is None:
            return Sheet(page.width, page.height, 0.0)
        return Sheet(page.width, page.height, self.look.bleed, job.marks, page.folds)

    def marks(self, sheet: Sheet) -> list[str]:
        """Marks for the cutter and the press operator, which no reader hears."""
        drawn = sheet.operators(tuple(f"/{space} cs 1 scn" for space in self.device.spaces))
        return [PRODUCTION, drawn, "EMC"] if drawn else []

    def named(self) -> Mapping[str, object]:
        """Graphics states and colour spaces by the names that the operators of pages and drawings use."""
        if self._named is None:
            self._named = {}
            if self.press:
                self._named["ExtGState"] = self._states()
            spaces = {space: self._separation(spot.name, spot.solid) for space, spot in self.device.spaces.items()}
            if self.look.job and self.look.job.marks:
                spaces[ALL] = self._separation(ALL, SOLID)
            if spaces:
                self._named["ColorSpace"] = self.pdf.add("spaces", dictionary(spaces))
        return self._named

    def _states(self) -> object:
        """What is printed over what is there (ISO 32000-1 8.6.7); mode 1: a zero leaves what is there."""
        states = {}
        for key, lines, fills in ((OVER, "true", "true"), (LINES_OVER, "true", "false"), (KNOCK, "false", "false")):
            mode = int("true" in (lines, fills))
            entries = {"Type": name("ExtGState"), "OP": lines, "op": fills, "OPM": mode}
            states[key] = self.pdf.add(f"state {key}", dictionary(entries))
        return self.pdf.add("states", dictionary(states))

    def _separation(self, ink: str, solid: Cmyk) -> object:
        """A spot ink: its name, and by a straight line from paper to solid what stands for it (8.6.6.4, 7.10.3)."""
        full = array([round(part / 100, 4) for part in solid])
        line = {"FunctionType": 2, "Domain": array([0, 1]), "C0": array([0, 0, 0, 0]), "C1": full, "N": 1}
        tint = self.pdf.add(f"tint {ink}", dictionary(line))
        return self.pdf.add(f"ink {ink}", array([name("Separation"), name(ink), name("DeviceCMYK"), tint]))

    def _group(self, group: list[Item], side: _Side, furniture: Furniture) -> list[str]:
        first = group[0]
        if isinstance(first, Panel):
            return self._panels([item for item in group if isinstance(item, Panel)], side.page)
        if isinstance(first, Image):
            return self._image(first, side.page, side.used)
        lines = [item for item in group if isinstance(item, Text)]
        if first.role is not Role.ARTIFACT:
            return self._words(lines, side.page)
        shown = [show_line(line, side.page.height, self.font) for line in lines]
        return [furniture.begin(first), *self._inked(first.ink, shown), "EMC"]

    def _words(self, lines: list[Text], page: Page) -> list[str]:
        """Lines of one message, each link in them as a piece of its own."""
        first = lines[0]
        own = self.tags.of_text(first)
        if own.words:
            self.links.note_place(first.part, page.number, page.height - first.y + first.size)
        leads = self.look.leads(first)
        if not leads:
            shown = [show_line(line, page.height, self.font) for line in lines]
            return [self.tags.begin(page.number, own), *self._inked(first.ink, shown), "EMC"]
        out: list[str] = []
        for lead, cuts in cut_up(lines, leads):
            element = self.tags.of_link(own, first.part, lead[0]) if lead else own
            out.append(self.tags.begin(page.number, element))
            shown = [show_line(cut.text, page.height, self.font, (cut.start, cut.end)) for cut in cuts]
            out += [*self._inked(first.ink, shown), "EMC"]
            if lead:
                boxes = [box for cut in cuts for box in boxes_of(cut.text, page.height, self.font, cut.seen)]
                self.links.add(self.tags, element, page.number, (lead, first.shaped.text, boxes))
        return out

    def _inked(self, ink: str, shown: list[str]) -> list[str]:
        """Lines of text in an ink."""
        body = ["BT", self.device.operator(ink), *shown, "ET"]
        if self.device.overprints(ink):  # small black type: no white shows where a plate is out of register
            body = [f"/{OVER} gs", *body, f"/{KNOCK} gs"]
        return body

    def _panels(self, panels: list[Panel], page: Page) -> list[str]:
        """Rules as one artifact, and each tint as one with its box, as far as its PDF knows backgrounds."""
        rects = [self._inside(panel.rect, panel.bleeds, page) for panel in panels]
        shown = [self._panel(panel, rect, page) for panel, rect in zip(panels, rects, strict=True)]
        if not self.standard.allows((1, 7)) or is_thin(rects[0]):
            return [LAYOUT, *shown, "EMC"]
        begun = (painted_box(rect, page.height) for rect in rects)
        return [part for begin, box in zip(begun, shown, strict=True) for part in (begin, box, "EMC")]

    def _panel(self, panel: Panel, rect: Rect, page: Page) -> str:
        numbers = (rect.x, page.height - rect.bottom, rect.width, rect.height)
        box = f"{self.device.area(panel.ink, rect.width, rect.height)}\n{_numbers(numbers)} re f"
        if is_thin(rect) and self.device.overprints(panel.ink):
            return f"/{OVER} gs\n{box}\n/{KNOCK} gs"
        return box

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
        behind = self._behind(image, picture, page)
        known = (image.source, behind)
        if known not in self.images:
            key = f"I{len(self.images) + 1}"
            self.images[known] = (key, self._add_picture(f"image {key}", picture, behind))
        resource, reference = self.images[known]
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
        x, y = self.sheet(page).trim[:2]
        box = (round(box[0] + x, 3), round(box[1] + y, 3), round(box[2] + x, 3), round(box[3] + y, 3))
        return [self.tags.begin(page.number, self.tags.of_image(image, image.in_list, box)), *body, "EMC"]

    def finish(self) -> bytes:
        for font in self.fonts.values():
            font.finish(self.pdf)
        self.tags.write(self.pdf)
        self.links.write(self.pdf)
        if self.standard.allows_links:
            write_outline(self.pdf, self.tags.headings(), self.links)
        self._set_intents()
        self.pdf.set_metadata(packet(self.metadata, self.standard))
        return self.pdf.save()

    def _set_intents(self) -> None:
        """What the colours mean: inks of a printing condition, or sRGB."""
        archive = ["GTS_PDFA1"] if self.standard.requires_archive else []
        if self.look.job and self.standard.requires_output_profile:
            profile = self.look.job.profile
            self.pdf.set_output_intents(profile.data, profile.intent, ["GTS_PDFX", *archive])
        elif archive and not self.look.job:
            self.pdf.set_output_intents(self.look.screen, SCREEN, archive, 3)

    def _add_picture(self, key: str, picture: Picture, behind: Cmyk) -> object:
        if isinstance(picture, Drawing):
            return add_drawing(self.pdf, key, picture, self.device, self.named())
        return add_raster(self.pdf, key, picture, self.device, behind)

    def _behind(self, image: Image, picture: Picture, page: Page) -> Cmyk:
        """The inks behind the middle of a picture that lets them through where nothing may shine through by itself."""
        through = self.standard.requires_flat_pictures and isinstance(picture, Raster) and picture.alpha is not None
        if not through or not isinstance(self.device, Press):
            return PAPER
        x, y = image.rect.x + image.rect.width / 2, image.rect.y + image.rect.height / 2
        under = [item for item in page.items if isinstance(item, Panel) and _holds(item.rect, x, y)]
        return self.device.cmyk(under[-1].ink) if under else PAPER


def _holds(rect: Rect, x: float, y: float) -> bool:
    return rect.x <= x <= rect.right and rect.y <= y <= rect.bottom


def _grown(rect: Rect, shown: Rect) -> Rect:
    """A picture scaled up, standing on its foot, until it fills what is shown of it into the bleed."""
    factor = max(shown.width / rect.width, shown.height / rect.height, 1.0)
    height, foot = rect.height * factor, max(rect.bottom, shown.bottom)
    return Rect(shown.x, foot - height, rect.width * factor, height)


def _numbers(values: tuple[float, ...]) -> str:
    return " ".join(f"{value:.3f}".rstrip("0").rstrip(".") or "0" for value in values)
