"""The design sheet.  A design, the palette and the fonts go in; pages that draw and name all that it says come out.

First the pages or sides of the design to scale, then its type styles, blocks, inks and white space.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from leaflet.compose.fonts import Faces
from leaflet.compose.typesetter import Typesetter
from leaflet.drafting.board import Board, Drawn, Pen, board_setting, drawn, lettering
from leaflet.drafting.leaves import BLEED, FOLD, GRID, MARGIN, PRINTER, TRIM, Leaf, View, draw, leaves
from leaflet.drafting.swatches import draw_swatches
from leaflet.geometry import Insets, Rect, millimetres, points
from leaflet.layout.design import Design
from leaflet.layout.placed import Role
from leaflet.layout.setting import Setting
from leaflet.localize.locale import Locale
from leaflet.paint.colour import Palette

SHEET = (points(297), points(210))
EDGE = points(12)
ASIDE = points(56)  # width of the column of facts
GAP = points(9)
TOP, LOW = points(36), points(24)  # round the drawings, from the edges of the sheet: their measures stand there
BESIDE = points(14)  # room at the start of a drawing for its measures
RULE = Pen("#8A9598", 0.4)


def design_sheet(design: Design, palette: Palette, faces: Faces, locale: Locale) -> Drawn:
    """All pages of the sheet; `locale` is English's, the language that it is in."""
    setting = board_setting(design, faces, locale)
    ideal = Setting(design, design.body.ideal, design.spacing[design.set_step], Typesetter(locale, faces), {})
    shown = leaves(design)
    each = 1 if shown[0].is_wide else 2
    boards: list[Board] = []
    for start in range(0, len(shown), each):
        board = _begun(setting, design, len(boards) + 1, "The sheet" if design.fold else "The pages")
        _draw_leaves(board, ideal, shown[start : start + each])
        _facts(board, ideal)
        boards.append(board)
    board = _begun(setting, design, len(boards) + 1, "Type, blocks, inks, white space")
    draw_swatches(board, ideal, palette, Rect(EDGE, TOP - points(6), SHEET[0] - 2 * EDGE, SHEET[1] - TOP - EDGE))
    return drawn([*boards, board])


def _begun(setting: Setting, design: Design, number: int, about: str) -> Board:
    """A page with its heading."""
    board = Board(setting, number, SHEET)
    title = Rect(EDGE, EDGE - 6, SHEET[0] - 2 * EDGE, 0.0)
    board.write(design.name, title, lettering(20, True, "petrol"), role=Role.TITLE if number == 1 else Role.HEADING)
    board.write(f"Design sheet  ·  {about}  ·  {number}", replace(title, y=EDGE + 4), lettering(8.5), "end")
    board.line([(EDGE, EDGE + 22), (SHEET[0] - EDGE, EDGE + 22)], RULE)
    return board


def _draw_leaves(board: Board, ideal: Setting, shown: Sequence[Leaf]) -> None:
    """Drawings beside one another, as large as they can be."""
    room = SHEET[0] - 2 * EDGE - ASIDE - GAP
    wide, high = room / len(shown) - BESIDE - GAP / 2, SHEET[1] - TOP - LOW
    scale = min(wide / shown[0].width, high / shown[0].height)
    for at, leaf in enumerate(shown):
        x = EDGE + BESIDE + at * (room / len(shown))
        draw(View(board, ideal, x, TOP, scale), leaf)


def _facts(board: Board, ideal: Setting) -> None:
    x, y = SHEET[0] - EDGE - ASIDE, TOP - points(6)
    for name, value in _rows(ideal):
        y += board.write(name, Rect(x, y, ASIDE, 0.0), lettering(7, ink="petrol", strong=True))
        y += board.write(value, Rect(x, y, ASIDE, 0.0), lettering(8.5)) + 4.5
    y += 6
    keys: tuple[tuple[str, Pen], ...] = (
        ("trim", TRIM),
        ("bleed", BLEED),
        ("printer margin", PRINTER),
        ("margins: where text stands", MARGIN),
    )
    keys += (("baseline grid", replace(GRID, colour="#6FB6C6", width=0.5)),)
    if ideal.design.fold:
        keys += (("fold", FOLD),)
    for name, pen in keys:
        board.line([(x, y + 5), (x + 26, y + 5)], pen)
        y += board.write(name, Rect(x + 32, y, ASIDE - 32, 0.0), lettering(7.5)) + 2.5
    board.write("Measures are in millimetres.", Rect(x, y + 4, ASIDE, 0.0), lettering(7.5))


def _rows(ideal: Setting) -> list[tuple[str, str]]:
    design, body = ideal.design, ideal.design.body
    rows = [("SHEET" if design.fold else "PAGE", " × ".join(_mm(side) for side in design.sheet) + " mm")]
    rows += [("BLEED", f"{_mm(design.bleed)} mm")]
    rows += [("PRINTER MARGIN", f"{_mm(design.printer_margin)} mm stay white on an office printer")]
    rows += [("MARGINS OF A PANEL" if design.fold else "MARGINS", _margins(design.margins))]
    rows += [("COLUMNS", _columns(design))]
    rows += [("BODY TYPE", f"{body.ideal:g} pt, not under {body.floor:g} pt, in steps of {body.step:g} pt")]
    rows += [("BASELINE GRID", f"{ideal.row:.2f} pt = {millimetres(ideal.row):.2f} mm at the ideal size")]
    if design.fold is not None:
        order = ", ".join(panel.name for panel in design.fold.panels)
        rows += [("FOLD", "letter: one panel is tucked in" if design.fold.kind == "letter" else "z: to and fro")]
        rows += [("ORDER OF READING", order)]
    else:
        rows += [
            ("PAGES", f"at most {design.max_pages}" + (", in fours, stitched in the fold" if design.saddle else ""))
        ]
    if design.leave_out:
        rows += [("LEAVES OUT, WHERE OPTIONAL", ", ".join(sorted(design.leave_out)))]
    rows += [("MARKS ON THE PRESS", ", ".join(sorted(design.press.marks or ())) or "none")]
    return rows


def _margins(margins: Insets) -> str:
    edges = (("top", margins.top), ("bottom", margins.bottom), ("start", margins.start), ("end", margins.end))
    return ", ".join(f"{name} {_mm(edge)}" for name, edge in edges) + " mm"


def _columns(design: Design) -> str:
    if design.columns == 1:
        return f"1 of {_mm(design.column)} mm"
    return f"{design.columns} of {_mm(design.column)} mm, gutter {_mm(design.gutter)} mm"


def _mm(length: float) -> str:
    return f"{round(millimetres(length), 2):g}"
