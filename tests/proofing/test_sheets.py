"""The proof's sheets: where small pages stand, and how the blocks of a page are found."""

from __future__ import annotations

import pytest

from leaflet.geometry import Rect, points
from leaflet.proofing.sheets import CAPTION, EDGE, HEAD, RAIL, SHEET, grid_for
from leaflet.proofing.specimen import lines_of, pieces
from tests.printed import Printed


@pytest.mark.parametrize(
    ("size", "columns", "rows"), [((210, 297), 4, 2), ((297, 210), 3, 2), ((148, 210), 4, 2), ((420, 297), 2, 1)]
)
def test_as_many_small_pages_as_can_be_read(size: tuple[float, float], columns: int, rows: int) -> None:
    grid = grid_for((points(size[0]), points(size[1])))
    assert (grid.columns, grid.rows) == (columns, rows)
    assert grid.columns * (RAIL + grid.scale * points(size[0])) <= SHEET[0] - 2 * EDGE
    assert grid.rows * (CAPTION + grid.scale * points(size[1])) <= SHEET[1] - 2 * EDGE - HEAD


def test_every_block_that_is_printed_has_its_place(printed: Printed) -> None:
    for page in printed.pages.pages:
        there = {getattr(item, "block", "") for item in page.items} - {""}
        assert {piece.block for piece in pieces(page)} == there
        for piece in pieces(page):
            assert piece.rect.x >= -30 and piece.rect.right <= page.width + 30, piece


def test_a_block_in_two_columns_is_two_pieces(printed: Printed) -> None:
    for page in printed.pages.pages:
        for piece in pieces(page):
            column = page.width / 2 - 20
            whole = piece.block in ("leaflet", "intro", "people-moving", "see-a-doctor")
            assert whole or piece.rect.width < column, piece.block


def test_the_tightest_text_is_on_one_page_or_goes_on_over_it(printed: Printed) -> None:
    boxes = [rect for page in printed.pages.pages for rect in lines_of(page, printed.pages.tightest)]
    assert 1 <= len(boxes) <= 3
    assert all(isinstance(rect, Rect) and rect.height > 5 for rect in boxes)
