"""What stands round the running text: masthead, closing (sources and clinic), footer.

A setting and the blocks go in; items come out, measured from the start edge and the top of the page (masthead, footer)
or of the closing itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from leaflet.compose.typesetter import Typesetter
from leaflet.geometry import Rect
from leaflet.layout.design import Style
from leaflet.layout.paragraphs import Run, set_lines
from leaflet.layout.placed import Image, Item, Panel, Role, Text, moved
from leaflet.layout.setting import Setting
from leaflet.localize.local_leaflet import LocalBlock, LocalLeaflet
from leaflet.localize.locale import Locale
from leaflet.localize.numerals import numeral
from leaflet.model.document import Kind, PartKind
from leaflet.model.inline import RichText

FULL_BLEED = frozenset({"top", "start", "end"})
SIDES = frozenset({"start", "end"})
TITLE_GAP = 0.55  # em of the lead, between title and lead
TITLE_SCALES = (0.95, 0.9, 0.85, 0.8, 0.75)  # of the title's size, until no word of it is parted
FOOT_CLEAR = 2.0  # points between the footer and the white edge
FOOT_RULE = 4.0  # points from the footer's rule to its first line
CONTACT_SIZE = 0.9  # of the body: an address is read from a distance
LOGO_ROWS = 2.6  # height of the clinic's logo, in rows
PUBLISHER_GAP = 0.35  # rows of white above the responsible publisher
MARK_GAP = 1.5  # em, between a mark in the patient's language and in the staff's
RULE = 0.75  # points, a thin rule
LOGO = "clinic/logo"  # the name of the clinic's logo among the pictures


@dataclass(frozen=True, slots=True)
class Staff:
    """The marks and notices of an imprint in the source's language, and what sets them."""

    draft: str
    notice: RichText
    locale: Locale
    typesetter: Typesetter


@dataclass(frozen=True, slots=True)
class Imprint:
    """The words of the footer: the marks of every page (draft, expired; empty once it is signed and in time), the line
    of facts, and `{page}/{pages}`.  `notice` says with the facts what is stale or not finished; `staff` has marks and
    notice in the source's language, where that is another."""

    draft: str
    facts: RichText
    page: str
    publisher: RichText = RichText("")
    notice: RichText = RichText("")
    staff: Staff | None = None

    @property
    def without_notice(self) -> Imprint:
        """The same for a page or panel that has no facts."""
        staff = replace(self.staff, notice=RichText("")) if self.staff else None
        return replace(self, notice=RichText(""), staff=staff)


def masthead(setting: Setting, leaflet: LocalLeaflet) -> tuple[list[Item], float]:
    """Title, lead and hero of the first page, and where the text below may begin, in points from the top."""
    design, head = setting.design, setting.design.masthead
    y = design.margins.top
    items, y = _title_and_lead(setting, leaflet, y)
    y += head.pad
    if head.band:
        items.insert(0, Panel(Rect(0.0, 0.0, design.width, y), head.band, bleeds=FULL_BLEED))
    hero, tall = _hero(setting, leaflet, y)
    return [*items, *hero], y + tall + head.gap


def _title_and_lead(setting: Setting, leaflet: LocalLeaflet, y: float) -> tuple[list[Item], float]:
    """Title and lead from `y` points down, and where they end."""
    design, head = setting.design, setting.design.masthead
    lines, taken = _title(setting, leaflet, y)
    texts: list[Item] = list(lines)
    y += taken
    lead_style = design.style("lead")
    for block in leaflet.blocks:
        if block.kind is Kind.LEAD:
            for part in block.parts:
                y += TITLE_GAP * setting.points(lead_style)
                run = Run(part.text, block.id, part.context, style=lead_style)
                set_, taken = set_lines(setting, run, min(head.measure or design.measure, design.measure), y)
                texts.extend(set_)
                y += taken
    return [moved(text, design.margins.start, 0.0) for text in texts], y


def _title(setting: Setting, leaflet: LocalLeaflet, y: float) -> tuple[list[Text], float]:
    """The title, on a narrow cover as much smaller as it takes to part no word of it, if that is enough."""
    style = setting.design.style("title")
    title = Run(leaflet.title, "leaflet", "leaflet/title", Role.TITLE, style)
    whole = set_lines(setting, title, setting.design.measure, y)
    for scale in TITLE_SCALES:
        if not any(text.line.hyphen or text.line.overlong for text in whole[0]):
            return whole
        smaller = replace(title, style=replace(style, size=style.size * scale))
        whole = set_lines(setting, smaller, setting.design.measure, y)
    parted = any(text.line.hyphen or text.line.overlong for text in whole[0])
    return set_lines(setting, title, setting.design.measure, y) if parted else whole


def cover(setting: Setting, leaflet: LocalLeaflet, imprint: Imprint) -> list[Item]:
    """A frame that is all masthead: the draft mark, title and lead on the band, and the hero picture to the foot, or
    the band alone.  The picture gives way where the words need its room."""
    design, head = setting.design, setting.design.masthead
    said = (imprint.draft, imprint.staff.draft if imprint.staff else "")
    mark, taken = _in_both(setting, imprint, said, (_on_band(setting), design.measure, design.margins.top))
    texts, y = _title_and_lead(setting, leaflet, design.margins.top + taken + head.pad)
    y += head.pad if head.band else 0.0
    figure = next((block for block in leaflet.blocks if block.hero and block.figure), None)
    items: list[Item] = []
    band, edges = design.height, FULL_BLEED | {"bottom"}
    if figure is not None and figure.figure is not None and head.hero and y < design.height:
        drawn = figure.figure
        name = drawn.tall or drawn.image
        whole = setting.picture_height(name, design.width)
        tall = min(whole, head.hero, design.height - y)
        band, edges = design.height - tall, FULL_BLEED
        rect, clip = Rect(0.0, design.height - whole, design.width, whole), Rect(0.0, band, design.width, tall)
        items = [Image(rect, name, drawn.alt, figure.id, drawn.context, clip, drawn.mirror, SIDES | {"bottom"})]
    if head.band:
        items.insert(0, Panel(Rect(0.0, 0.0, design.width, band), head.band, bleeds=edges))
    return [*items[:1], *texts, *(moved(line, design.margins.start, 0.0) for line in mark), *items[1:]]


def _on_band(setting: Setting) -> Style:
    """The footer's style in the ink of the lead, which is read on the band."""
    design = setting.design
    return replace(design.style("footer"), ink=design.style("lead").ink, strong=True)


def _hero(setting: Setting, leaflet: LocalLeaflet, y: float) -> tuple[list[Item], float]:
    """The hero picture as wide as the page, its foot shown and its sky cut to the design's height."""
    tall = setting.design.masthead.hero * setting.spacing.hero
    block = next((block for block in leaflet.blocks if block.hero and block.figure), None)
    if block is None or block.figure is None or not tall:
        return [], 0.0
    wide = setting.design.width
    name = block.figure.low if block.figure.low and setting.spacing.hero < 1 else block.figure.image
    whole = setting.picture_height(name, wide)
    tall = min(tall, whole)
    rect = Rect(0.0, y + tall - whole, wide, whole)
    clip = Rect(0.0, y, wide, tall)
    figure = block.figure
    image = Image(rect, name, figure.alt, block.id, figure.context, clip, figure.mirror, SIDES)
    return [image], tall


def closing(setting: Setting, leaflet: LocalLeaflet, imprint: Imprint) -> tuple[list[Item], float]:
    """Sources and clinic side by side under a rule, and their height in points."""
    design = setting.design
    kinds = design.closing or ("sources", "contact")
    blocks = [[block for block in leaflet.blocks if block.kind == kind] for kind in kinds]
    if not any(blocks) and not imprint.publisher.text:
        return [], 0.0
    if design.closing_stacked:
        return _stacked(setting, blocks, imprint)
    width = (design.measure - design.gutter * (len(kinds) - 1)) / len(kinds)
    items: list[Item] = []
    tallest = 0.0
    top = design.closing_rows * setting.row
    for index, cell in enumerate(blocks):
        placed, tall = _cell(setting, cell, width)
        if imprint.publisher.text and index == 0:
            owner = next(
                (block.id for cell in blocks for block in cell), ""
            )  # it is read with the block it stands under
            run = Run(imprint.publisher, owner, "label/publisher", style=design.style("small"))
            lines, taken = set_lines(setting, run, width, tall + PUBLISHER_GAP * setting.row)
            placed, tall = [*placed, *lines], tall + taken + PUBLISHER_GAP * setting.row
        items.extend(moved(item, design.margins.start + index * (width + design.gutter), top) for item in placed)
        tallest = max(tallest, tall)
    if design.closing_rule:
        rule = Rect(design.margins.start, top - 0.45 * setting.row, design.measure, RULE)
        items.insert(0, Panel(rule, design.closing_rule))
    return items, top + tallest


def _stacked(setting: Setting, blocks: Sequence[Sequence[LocalBlock]], imprint: Imprint) -> tuple[list[Item], float]:
    """The kinds of the closing under one another, each under a rule; whoever answers for the leaflet at the end."""
    design = setting.design
    items: list[Item] = []
    y = 0.0
    for cell in (cell for cell in blocks if cell):
        y += design.closing_rows * setting.row
        if design.closing_rule:
            rule = Rect(design.margins.start, y - 0.45 * setting.row, design.measure, RULE)
            items.append(Panel(rule, design.closing_rule))
        placed, tall = _cell(setting, cell, design.measure)
        items.extend(moved(item, design.margins.start, y) for item in placed)
        y += tall
    if imprint.publisher.text:
        owner = next((block.id for cell in reversed(blocks) for block in reversed(cell)), "")
        run = Run(imprint.publisher, owner, "label/publisher", style=design.style("small"))
        lines, taken = set_lines(setting, run, design.measure, y + PUBLISHER_GAP * setting.row)
        items.extend(moved(line, design.margins.start, 0.0) for line in lines)
        y += taken + PUBLISHER_GAP * setting.row
    return items, y


def _cell(setting: Setting, blocks: Sequence[LocalBlock], width: float) -> tuple[list[Item], float]:
    items: list[Item] = []
    y = foot = 0.0
    for block in blocks:
        contact = block.kind is Kind.CONTACT
        start, y = 0.0, max(y, foot)
        if contact and LOGO in setting.pictures and not foot:  # one logo, beside the first of them
            tall = LOGO_ROWS * setting.row
            wide = min(tall / setting.picture_height(LOGO, 1.0), width / 3)
            tall = setting.picture_height(LOGO, wide)
            items.append(Image(Rect(0.0, y + 0.3 * setting.row, wide, tall), LOGO, "", "", ""))
            start = wide + 0.8 * setting.size
            foot = y + 0.3 * setting.row + tall
        for run in _cell_runs(setting, block):
            lines, taken = set_lines(setting, run, width - start, y)
            items.extend(moved(line, start, 0.0) for line in lines)
            y += taken
    return items, max(y, foot)


def _cell_runs(setting: Setting, block: LocalBlock) -> list[Run]:
    contact = block.kind is Kind.CONTACT
    small = setting.design.style("small")
    style = replace(small, size=CONTACT_SIZE) if contact else small
    runs = []
    if block.title:
        title = replace(style, strong=True, ink=setting.design.style("heading").ink)
        runs.append(Run(block.title, block.id, f"{block.id}/title", Role.HEADING, title))
    for part in block.parts:
        role = Role.PARAGRAPH if part.kind is PartKind.PARAGRAPH else Role.ITEM
        runs.append(Run(part.text, block.id, part.context, role, style))
    return runs


def footer(setting: Setting, imprint: Imprint, page: int, pages: int) -> list[Item]:
    """The last lines of a page, above what an office printer leaves white: marks, notices and facts from the start
    edge, page number at the end edge of the first of them."""
    design, style = setting.design, setting.design.style("footer")
    locale = setting.typesetter.locale
    number = imprint.page.replace("{page}", numeral(page, locale)).replace("{pages}", numeral(pages, locale))
    strong = replace(style, strong=True)
    end, least = set_lines(setting, _furniture(number, strong), design.measure)
    beside = design.measure - (end[0].width if end else 0.0) - 2 * setting.size
    staff = imprint.staff
    mark, height = _in_both(setting, imprint, (imprint.draft, staff.draft if staff else ""), (strong, beside, 0.0))
    facts: list[Text] = []
    if page == pages or not design.facts_last:
        said = (imprint.notice, staff.notice if staff else "")
        notice, taken = _in_both(setting, imprint, said, (strong, design.measure if mark else beside, height))
        width = design.measure if mark or notice else beside  # what stands highest has the page number beside it
        facts, tall = set_lines(setting, _furniture(imprint.facts, style), width, height + taken)
        facts, height = [*notice, *facts], height + taken + tall
    height = max(height, least)
    x = design.margins.start
    y = design.height - design.printer_margin - FOOT_CLEAR - height
    items: list[Item] = [moved(line, x, y) for line in (*mark, *facts)]
    items += [moved(line, x + design.measure - line.width, y) for line in end]
    if design.footer_rule:
        items.insert(0, Panel(Rect(x, y - FOOT_RULE, design.measure, RULE), design.footer_rule))
    return items


def _in_both(
    setting: Setting, imprint: Imprint, said: tuple[RichText | str, RichText | str], how: tuple[Style, float, float]
) -> tuple[list[Text], float]:
    """A mark in the patient's and the staff's language and its height: beside one another where they are short, else
    under one another.  `how` is its style, the measure and its top, in points."""
    style, width, top = how
    own, tall = set_lines(setting, _furniture(said[0], style), width, top)
    if imprint.staff is None or not _furniture(said[1], style).text.text:
        return own, tall
    other = replace(setting, typesetter=imprint.staff.typesetter)
    theirs, taken = set_lines(other, _furniture(said[1], style), width, top + tall)
    tagged = [replace(line, language=imprint.staff.locale.language) for line in theirs]
    gap = MARK_GAP * setting.points(style)
    if len(own) == len(theirs) == 1 and own[0].width + gap + theirs[0].width <= width:
        aside = replace(tagged[0], x=own[0].x + own[0].width + gap, y=max(own[0].y, theirs[0].y - tall))
        return [replace(own[0], y=aside.y), aside], max(tall, taken)
    return [*own, *tagged], tall + taken


def text_foot(setting: Setting, imprint: Imprint, last: bool = True) -> float:
    """Where the text of a page, or of the last, ends: at the design's margin, or higher where the footer needs more
    lines."""
    items = footer(setting, imprint, 1, 1 if last else 2)
    tops = [item.y - item.size if isinstance(item, Text) else item.rect.y for item in items]
    return min(
        setting.design.height - setting.design.margins.bottom, min(tops, default=setting.design.height) - FOOT_RULE
    )


def _furniture(text: RichText | str, style: Style) -> Run:
    return Run(RichText(text) if isinstance(text, str) else text, "", "", Role.ARTIFACT, style)
