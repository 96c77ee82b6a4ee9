"""Paragraphs and lists as slabs of one row a line.  Rich text and a measure in points go in; slabs come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from leaflet.compose.justify import gaps
from leaflet.compose.lines import Line, Wish
from leaflet.compose.shape import ShapedText
from leaflet.geometry import Rect
from leaflet.layout.design import Style
from leaflet.layout.placed import Image, Item, Role, Text
from leaflet.layout.setting import INK_GAP, Setting
from leaflet.layout.slab import Slab
from leaflet.localize.local_leaflet import LocalBlock, LocalPart
from leaflet.localize.numerals import list_mark
from leaflet.model.document import PartKind
from leaflet.model.inline import RichText

INDENT = 1.0  # em, of a paragraph that no white line parts from the one before
LIST_INDENT = 1.15  # em, from the bullet to the text
NUMBER_INDENT = 1.6  # em, room for a digit and a stop
LETTERS_APART = 0.1  # em, most between two ideographs of a flush line; PDFium reads 0.11 em as a space
NUMBER_GAP = 0.35  # em, least white between the widest number and the text
ICON_GAP = 0.6  # em, between an icon and its text
ICON_ROWS = 1.9  # height of an icon beside a list item, in rows
TITLES = (Role.TITLE, Role.HEADING, Role.BOX_HEADING)
TITLE_WISH = Wish(balanced=True, whole=True)
KEEP_LINES = 2  # lines of a paragraph that stay together at a column's end or start: no widow, no orphan
OPENING = "“‘«„‚‹\"'"  # quotation marks that may hang outside the measure; brackets keep their place


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text to set: whose it is, in which style and role, and how it stands in its measure."""

    text: RichText
    block: str
    part: str
    role: Role = Role.PARAGRAPH
    style: Style = Style()
    indent: float = 0.0  # first line, points
    start: float = 0.0  # all lines, points
    whole: bool = False  # words are not hyphenated
    balanced: bool = False  # lines of about one length, the last one too


def set_lines(setting: Setting, run: Run, width: float, top: float = 0.0) -> tuple[list[Text], float]:
    """The lines of a run under one another from `top` points, and the height they take in points.  Lines whose ink
    would touch stand further apart, and the first as low as its ink is high."""
    size, leading = setting.points(run.style), setting.leading(run.style)
    shaped, lines = _broken(setting, run, width)
    apart = _apart(setting, shaped, lines, size, leading)
    first = (leading + setting.middle * size) / 2 if run.style.leading else _first_baseline(setting, run.style)
    above, below = (reach * size for reach in setting.typesetter.extent(shaped))
    last = leading - first
    if run.style.leading and above + below > leading and lines:
        first, last = max(first, above), max(last, below)
    ys = [top + first + index * apart for index in range(len(lines))]
    return _texts(run, (size, width), shaped, lines, ys), first + max(
        0, len(lines) - 1
    ) * apart + last if lines else 0.0


def _apart(setting: Setting, shaped: ShapedText, lines: Sequence[Line], size: float, leading: float) -> float:
    """The distance of baselines in points: the style's, or more where ink would touch."""
    need = setting.typesetter.need(shaped, lines, leading / size) * size
    return need + INK_GAP * size if need > leading + 1e-6 else leading


def _broken(setting: Setting, run: Run, width: float) -> tuple[ShapedText, Sequence[Line]]:
    shaped = setting.typesetter.shape(run.text, run.style.strong)
    plain = Wish(justify=run.style.justify, whole=run.whole, balanced=run.balanced)
    wish = TITLE_WISH if run.role in TITLES else plain
    return shaped, setting.typesetter.lines(shaped, width - run.start, setting.points(run.style), run.indent, wish)


def _texts(
    run: Run, how: tuple[float, float], shaped: ShapedText, lines: Sequence[Line], ys: Sequence[float]
) -> list[Text]:
    """Each line with its baseline at the `y` that goes with it; `how` is the type size and the width of the measure."""
    placed = []
    size, width = how
    ink, role, block, part, tongue = run.style.ink, run.role, run.block, run.part, run.text.language
    for index, (line, y) in enumerate(zip(lines, ys, strict=True)):
        x = run.start if index else run.start + run.indent
        space, long = (_stretch(shaped, line, size, width - x), width - x) if run.style.justify else (0.0, 0.0)
        long = long if space else line.width * size
        if run.style.hang:
            x -= hanging(shaped, line) * size
        placed.append(Text(x, y, long, shaped, line, size, ink, role, block, part, space, tongue))
    return placed


def _stretch(shaped: ShapedText, line: Line, size: float, room: float) -> float:
    """What is added in each gap of a justified line, in points; the last line stays as it is."""
    places = len(gaps(shaped, line.start, line.end))
    stretch = 0.0 if line.last or line.overlong or not places else (room - line.width * size) / places
    return 0.0 if shaped.between and stretch > LETTERS_APART * size else stretch


def _first_baseline(setting: Setting, style: Style) -> float:
    """Large type of whole rows stands on the last of them, so that its baseline is the grid's."""
    return setting.baseline + max(0, int(style.rows) - 1) * setting.row


def hanging(shaped: ShapedText, line: Line) -> float:
    """How far a line's opening quotation mark hangs outside the measure, in em."""
    if line.start < len(shaped.text) and shaped.text[line.start] in OPENING:
        return shaped.x[line.start + 1] - shaped.x[line.start]
    return 0.0


def line_slabs(setting: Setting, run: Run, width: float) -> tuple[Slab, ...]:
    """A paragraph on the grid: one slab a line, two lines kept together at either end."""
    shaped, lines = _broken(setting, run, width)
    rows, count = round(run.style.rows) or 1, len(lines)
    how = (setting.points(run.style), width)
    first = _first_baseline(setting, run.style)
    apart = _apart(setting, shaped, lines, how[0], rows * setting.row) if run.style.size > 1 else 0.0
    if apart > rows * setting.row:  # deep letters over high ones: the lines stand apart, the whole takes whole rows
        total = setting.rows_for(rows * setting.row + (count - 1) * apart)
        spread = (total - rows) * setting.row / (count - 1)
        texts = _texts(run, how, shaped, lines, [first + index * spread for index in range(count)])
        return (Slab(total, tuple(texts), part=run.part),)
    slabs = []
    for index, text in enumerate(_texts(run, how, shaped, lines, [first] * count)):
        keep = count < 2 * KEEP_LINES or index < KEEP_LINES - 1 or index == count - KEEP_LINES
        slabs.append(Slab(rows, (text,), keep and index < count - 1, False, run.part))
    return tuple(slabs)


def heading(setting: Setting, block: LocalBlock, width: float, style: str, role: Role) -> tuple[Slab, ...]:
    """A block's title, kept with what follows it."""
    if block.title is None:
        return ()
    run = Run(block.title, block.id, f"{block.id}/title", role, setting.design.style(style))
    slabs = line_slabs(setting, run, width)
    return tuple(replace(slab, keep=True) for slab in slabs)


def body_slabs(setting: Setting, block: LocalBlock, width: float, style: Style) -> tuple[Slab, ...]:
    """The paragraphs and lists of a block, with the white of this step between them."""
    slabs: list[Slab] = []
    previous: LocalPart | None = None
    number = 0
    for part in block.parts:
        number = number + 1 if part.kind is PartKind.NUMBER else 0
        gap = _gap(setting, previous, part)
        if gap:
            slabs.append(Slab(gap, blank=True, keep=_leads_in(previous)))
        elif previous and _leads_in(previous):
            slabs[-1] = replace(slabs[-1], keep=True)
        indent = _wants_indent(setting, previous, part)
        slabs.extend(part_slabs(setting, block, part, (width, style, number, indent)))
        previous = part
    return tuple(slabs)


def _leads_in(part: LocalPart | None) -> bool:
    """Does this paragraph announce the list after it?"""
    return part is not None and part.kind is PartKind.PARAGRAPH and part.text.text.rstrip().endswith((":", "：", "፦"))


def _gap(setting: Setting, previous: LocalPart | None, part: LocalPart) -> int:
    """Rows of white between two parts: none inside a list, and none after its lead-in."""
    if previous is None:
        return 0
    if part.kind is not PartKind.PARAGRAPH and (previous.kind is part.kind or _leads_in(previous)):
        return 0
    return setting.spacing.paragraph


def _wants_indent(setting: Setting, previous: LocalPart | None, part: LocalPart) -> bool:
    both = previous is not None and previous.kind is part.kind is PartKind.PARAGRAPH
    return both and not setting.spacing.paragraph and not _leads_in(part)


def part_slabs(
    setting: Setting, block: LocalBlock, part: LocalPart, how: tuple[float, Style, int, bool]
) -> tuple[Slab, ...]:
    """A paragraph or list item in a measure; `how` is the measure in points, the style, the number of a numbered item
    and whether its first line is indented."""
    width, style, number, indent = how
    if part.kind is PartKind.PARAGRAPH:
        first = INDENT * setting.points(style) if indent else 0.0
        return line_slabs(setting, Run(part.text, block.id, part.context, style=style, indent=first), width)
    if part.icon:
        return _icon_item(setting, block, part, width, style)
    return _item(setting, block, part, width, style, number)


def _item(
    setting: Setting, block: LocalBlock, part: LocalPart, width: float, style: Style, number: int
) -> tuple[Slab, ...]:
    """A list item: its mark in the margin, its lines beside it."""
    size = setting.points(style)
    marker = list_mark(number, setting.typesetter.locale)
    start = _number_indent(setting, block, size) if number else LIST_INDENT * size
    label = marker_text(setting, marker, block.id, part.context, style)
    slabs = line_slabs(setting, Run(part.text, block.id, part.context, Role.ITEM, style, start=start), width)
    first = replace(slabs[0], items=(label, *slabs[0].items))
    return (first, *slabs[1:])


def _number_indent(setting: Setting, block: LocalBlock, size: float) -> float:
    """Where the text of numbered items begins, points: the same for the whole list, behind its widest number."""
    count = sum(part.kind is PartKind.NUMBER for part in block.parts)
    if count < 10:
        return NUMBER_INDENT * size
    typesetter, strong = setting.typesetter, setting.design.style("marker").strong
    marks = (typesetter.shape(list_mark(number, typesetter.locale), strong) for number in range(1, count + 1))
    return max(NUMBER_INDENT, max(mark.width for mark in marks) + NUMBER_GAP) * size


def marker_text(setting: Setting, marker: str, block: str, part: str, style: Style) -> Text:
    """A bullet or number at the start edge of its row."""
    size, look = setting.points(style), setting.design.style("marker")
    shaped = setting.typesetter.shape(marker, look.strong)
    line = setting.typesetter.lines(shaped, 10 * size, size)[0]
    return Text(0.0, setting.baseline, line.width * size, shaped, line, size, look.ink, Role.LABEL, block, part)


def _icon_item(setting: Setting, block: LocalBlock, part: LocalPart, width: float, style: Style) -> tuple[Slab, ...]:
    """A list item with a picture for its mark, in one piece."""
    assert part.icon is not None
    size = setting.points(style)
    tall = ICON_ROWS * setting.row * setting.spacing.picture
    wide = tall / setting.picture_height(part.icon.image, 1.0)
    run = Run(part.text, block.id, part.context, Role.ITEM, style, start=wide + ICON_GAP * size)
    lines, text_height = set_lines(setting, run, width)
    rows = max(setting.rows_for(text_height), setting.rows_for(tall))
    offset = (rows * setting.row - text_height) / 2  # text and icon share a middle
    picture = Image(
        Rect(0.0, (rows * setting.row - tall) / 2, wide, tall),
        part.icon.image,
        part.icon.alt,
        block.id,
        part.context,
        mirror=part.icon.mirror,
        in_list=True,
    )
    items: list[Item] = [picture, *(replace(text, y=text.y + offset) for text in lines)]
    return (Slab(rows, tuple(items), part=part.context),)
