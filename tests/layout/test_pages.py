"""Pages of the real leaflet in every language: what the eye would stumble over.

Nothing here knows a size, a line break or a place of the design; that is for the goldens.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest

from leaflet.layout.placed import Image, Page, Panel, Role, Text
from leaflet.localize.local_leaflet import LocalLeaflet
from leaflet.model.document import Kind
from tests.looking import (
    CLOSING,
    HAIR,
    columns,
    holds,
    ink,
    kinds,
    lines_alone,
    no_text_is_covered,
    overlap,
    shown,
    words_expected,
    words_placed,
)  # fmt: skip
from tests.printed import Printed
from tests.trace import images, texts

TITLES = (Role.HEADING, Role.BOX_HEADING)
BODY = (Role.PARAGRAPH, Role.ITEM, Role.LABEL)
IMPRINT = "imprint"  # the block that the responsible publisher stands under, unless it stands under one of the leaflet


def test_the_real_leaflet_builds_without_an_error(printed: Printed) -> None:
    assert [str(problem) for problem in printed.problems if problem.level >= 30] == []
    assert printed.finished == printed.pdf


def test_every_letter_stands_on_a_page_once(printed: Printed) -> None:
    expected = words_expected(printed.copy.local, printed.pages.dropped)
    assert words_placed(printed.pages) == expected


def test_every_picture_stands_on_a_page_once(printed: Printed) -> None:
    figures = [
        figure
        for block in printed.copy.local.blocks
        for figure in (block.figure, *(p.icon for p in block.parts))
        if figure
    ]
    low = {figure.low: figure.image for figure in figures if figure.low}
    shown_pictures = Counter(
        (low.get(image.source, image.source), image.alt) for _, image in images(printed.pages) if image.alt
    )
    assert shown_pictures == Counter((figure.image, figure.alt) for figure in figures)


def test_no_text_covers_another_or_a_picture(printed: Printed) -> None:
    assert no_text_is_covered(printed.pages) == []


def test_pictures_keep_their_proportions(printed: Printed) -> None:
    for _, image in images(printed.pages):
        picture = printed.kit.pictures[image.source]
        assert image.rect.width / image.rect.height == pytest.approx(picture.width / picture.height, rel=1e-6)


def grid_texts(printed: Printed) -> Iterator[tuple[int, Text]]:
    """Body lines that stand on the grid: not beside an icon, not with a picture's caption, not in the closing."""
    local = printed.copy.local
    kind = kinds(local)
    icons = {part.context for block in local.blocks for part in block.parts if part.icon}
    for page, text in texts(printed.pages):
        body = text.role in BODY and abs(text.size - printed.pages.size) < HAIR
        running = kind.get(text.block) not in (None, Kind.LEAD, Kind.QUOTE, Kind.FIGURE, *CLOSING)
        if body and running and text.part not in icons:
            yield page, text


def test_columns_share_one_baseline_grid(printed: Printed) -> None:
    by_page: dict[int, list[float]] = defaultdict(list)
    steps: Counter[float] = Counter()
    for column in columns(printed.pages, BODY):
        steps.update(round(b.y - a.y, 3) for (_, a), (_, b) in itertools.pairwise(column) if a.size == b.size)
    row = steps.most_common(1)[0][0]
    for page, text in grid_texts(printed):
        by_page[page].append(text.y)
    assert by_page
    for page, ys in by_page.items():
        off = {round(y, 2) for y in ys if abs((y - ys[0]) / row - round((y - ys[0]) / row)) > 0.01}
        assert not off, f"page {page}: baselines {sorted(off)} are off the grid of {row} points"


def test_no_line_of_a_paragraph_is_alone_in_a_column(printed: Printed) -> None:
    assert lines_alone(printed.pages) == []


def test_headings_have_their_text_under_them(printed: Printed) -> None:
    kind, near = kinds(printed.copy.local), printed.kit.design.column / 2
    for page, title in texts(printed.pages):
        if title.role in TITLES and title.line.last and kind.get(title.block) not in CLOSING:
            followed = [
                item
                for item in printed.pages.pages[page - 1].items
                if not isinstance(item, Panel) and item.block == title.block and item.part != title.part
                and 0 < top(item) - title.y < 6 * printed.pages.size
                and abs(start(item, printed.pages.pages[page - 1]) - start(title, printed.pages.pages[page - 1])) < near
            ]  # fmt: skip
            assert followed, f"page {page}: {shown(title)} is the last of its column"


def top(item: Text | Image) -> float:
    return item.y if isinstance(item, Text) else item.rect.y


def start(item: Text | Image, page: Page) -> float:
    """Where an item begins, from the edge where the page begins to be read."""
    if isinstance(item, Text):
        return page.width - item.x - item.width if page.mirrored else item.x
    return page.width - item.rect.right if page.mirrored else item.rect.x


def boxes(printed: Printed) -> dict[str, list[tuple[int, Text | Image]]]:
    """The items of each block that the design puts in a box."""
    design = printed.kit.design
    found: dict[str, list[tuple[int, Text | Image]]] = defaultdict(list)
    for block in printed.copy.local.blocks:
        if design.look(block.kind).panel and block.kind not in (Kind.LEAD, *CLOSING):
            found[block.id] = []
    for page in printed.pages.pages:
        for item in page.items:
            if not isinstance(item, Panel) and item.block in found:
                found[item.block].append((page.number, item))
    return found


def test_a_box_is_in_one_piece_and_holds_its_words_and_nobody_elses(printed: Printed) -> None:
    for block, items in boxes(printed).items():
        assert len({page for page, _ in items}) == 1, f"{block} is on several pages"
        page = printed.pages.pages[items[0][0] - 1]
        look = printed.kit.design.look(kinds(printed.copy.local)[block])
        inside = [ink(item) if isinstance(item, Text) else item.rect for _, item in items]
        around = [
            item.rect for item in page.items
            if isinstance(item, Panel) and item.ink == look.panel and all(holds(item.rect, rect) for rect in inside)
        ]  # fmt: skip
        assert len(around) == 1, f"{block} is not inside one tinted box"
        strangers = [
            item for item in page.items
            if not isinstance(item, Panel) and item.block not in (block, "")  # "": the design's own icon
            and overlap(around[0], ink(item) if isinstance(item, Text) else item.clip or item.rect)
        ]  # fmt: skip
        assert not strangers, f"{strangers[0].part} stands in the box of {block}"


def test_words_stay_in_their_columns(printed: Printed) -> None:
    design = printed.kit.design
    kind = kinds(printed.copy.local)
    hang = printed.pages.size * 1.2  # opening quotation marks
    for page, text in texts(printed.pages):
        assert text.x >= design.margins.start - (hang if kind.get(text.block) is Kind.QUOTE else HAIR), shown(text)
        assert text.x + text.width <= design.width - design.margins.end + HAIR, shown(text)
        assert 0 < text.y < design.height, f"{shown(text)} is off page {page}"
        wide = design.look(kind[text.block]).wide if text.block in kind else True
        if not wide and kind[text.block] not in (Kind.LEAD, *CLOSING) and design.columns > 1:
            column = min(range(design.columns), key=lambda index: abs(design.column_x(index) - text.x))
            middle = text.x + text.width / 2
            at = next(
                i for i in range(design.columns) if middle < design.column_x(i) + design.column + design.gutter / 2
            )
            assert text.x + text.width <= design.column_x(at) + design.column + HAIR, shown(text)
            assert column <= at + 1


def test_safety_is_whole_on_the_first_page_and_not_small(printed: Printed) -> None:
    safety = [block for block in printed.copy.local.blocks if block.kind is Kind.SAFETY]
    assert safety
    for block in safety:
        lines = [(page, text) for page, text in texts(printed.pages) if text.block == block.id]
        assert {page for page, _ in lines} == {1}
        assert min(text.size for _, text in lines) >= printed.pages.size - HAIR
        assert {part.context for part in block.parts} <= {text.part for _, text in lines}


def test_the_languages_of_a_script_have_one_size_and_all_as_many_pages(real: dict[str, Printed]) -> None:
    sizes = {(one.copy.locale.script, one.pages.size) for one in real.values()}
    assert len(sizes) == len({script for script, _ in sizes})
    body = next(iter(real.values())).kit.design.body
    for one in real.values():
        assert one.pages.size <= body.ideal
        assert body.floor <= one.pages.size * max(1.0, one.copy.locale.size_factor), "as it is printed"
    assert {len(one.pages.pages) for one in real.values()} == {next(iter(real.values())).fit.pages}


def test_painting_order_is_reading_order(printed: Printed) -> None:
    """On each page the masthead, the blocks in the order of the source, then what belongs to nobody."""
    order = {block.id: number for number, block in enumerate(printed.copy.local.blocks)}
    order |= {"leaflet": -1, IMPRINT: len(order), "": len(order) + 1}
    for page in printed.pages.pages:
        placed = [item for item in page.items if isinstance(item, Text) or (isinstance(item, Image) and item.alt)]
        ranks = [order[item.block] for item in placed]
        assert ranks == sorted(ranks), f"page {page.number}: {[item.block for item in placed]}"


def test_parts_of_a_block_are_read_in_their_order(printed: Printed) -> None:
    local = printed.copy.local
    wanted = [f"{block.id}/title" for block in local.blocks if block.title] + [
        p.context for b in local.blocks for p in b.parts
    ]
    place = {context: number for number, context in enumerate(words_in_order(local))}
    assert set(wanted) <= set(place)
    seen = [text.part for _, text in texts(printed.pages) if text.part in place and text.role is not Role.LABEL]
    first_seen = list(dict.fromkeys(seen))
    for block in local.blocks:
        own = [part for part in first_seen if part.partition("/")[0] == block.id]
        assert own == sorted(own, key=place.__getitem__)


def words_in_order(local: LocalLeaflet) -> list[str]:
    found = ["leaflet/title"]
    for block in local.blocks:
        found += [f"{block.id}/title"] * bool(block.title) + [part.context for part in block.parts]
    return found


def test_no_step_of_the_ladder_breaks_the_rules(printed: Printed) -> None:
    """Whatever size and spacing copyfit may come to: every letter once, nothing covered."""
    design = printed.kit.design
    for size, step in itertools.product((design.body.floor, design.body.ideal), range(len(design.spacing))):
        pages = printed.copy.trial(size, step, 50, False)
        assert words_placed(pages) == words_expected(printed.copy.local), f"{size} pt, {design.spacing[step].name}"
        assert no_text_is_covered(pages) == [], f"{size} pt, {design.spacing[step].name}"


def test_the_tightest_message_is_one_of_the_leaflet(printed: Printed) -> None:
    contexts = {part.context for block in printed.copy.local.blocks for part in block.parts}
    assert printed.pages.tightest in contexts | {""}
    assert 0 < printed.pages.fill <= 1
