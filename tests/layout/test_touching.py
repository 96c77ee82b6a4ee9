"""Lines that do not touch: in each script, on pages as they are rendered; and the rule that says it where they do."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
from collections.abc import Callable, Sequence

import pytest
from PIL import ImageChops, ImageFilter

from leaflet.check.pages import Proof, ink
from leaflet.compose.typesetter import Typesetter
from leaflet.layout.design import Design, Style, read_design
from leaflet.layout.paragraphs import Run, line_slabs, set_lines
from leaflet.layout.placed import Item, Page, Pages, Role, Text, moved, turned
from leaflet.layout.setting import Setting, least_leading
from leaflet.layout.slab import stacked
from leaflet.layout.touching import overlap
from leaflet.localize.local_leaflet import LocalBlock, LocalLeaflet, LocalPart
from leaflet.model.document import Kind, PartKind
from leaflet.model.inline import RichText
from leaflet.paint.colour import read_palette
from tests.conftest import ROOT
from tests.drawn import ARTICLE, dark, painted_pages, shown_pages, whole_line

SetIn = Callable[[str], Typesetter]
WIDTH, TOP, SCALE = 300.0, 60.0, 5.0
LANGUAGES = sorted(ARTICLE)


@pytest.fixture(scope="module")
def design() -> Design:
    palette, _ = read_palette(ROOT / "assets")
    assert palette is not None
    found, problems = read_design(ROOT / "assets/designs/a4.yaml", "", ROOT / "assets", palette.names)
    assert found is not None, problems
    return found


def article(language: str) -> LocalLeaflet:
    part = LocalPart(PartKind.PARAGRAPH, "b/text.1", RichText(ARTICLE[language]))
    block = LocalBlock("b", Kind.SECTION, None, (part,))
    return LocalLeaflet("x", language, "nl", "1", datetime.date(2028, 1, 1), "X", RichText("X"), "", (block,), {})


def setting_of(design: Design, setter: Typesetter, step: int) -> Setting:
    size = design.body.sizes(setter.locale.size_factor)[0]
    least = least_leading(design, article(setter.locale.language), setter)
    return Setting(design, size, design.spacing[step], setter, {}, least)


def on_page(items: Sequence[Item], setter: Typesetter, width: float) -> list[Text]:
    """Lines as they stand on a finished page, 40 points from its left."""
    turns = setter.locale.direction == "rtl"
    placed = [moved(turned(item, width) if turns else item, 40.0, TOP) for item in items]
    return [item for item in placed if isinstance(item, Text)]


def touching(lines: Sequence[Text]) -> list[int]:
    """The lines whose drawn ink comes within two fifths of a point of that of the line under it."""
    height = max(line.y for line in lines) + 100
    pictures = [dark(one) for one in shown_pages(painted_pages([[line] for line in lines], WIDTH, height), SCALE)]
    wide = [picture.filter(ImageFilter.MaxFilter(3)) for picture in pictures]
    return [at for at, (one, other) in enumerate(itertools.pairwise(wide)) if ImageChops.multiply(one, other).getbbox()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_of_a_paragraph_do_not_touch(typesetter: SetIn, design: Design, language: str) -> None:
    """On the tightest step, in a column of the design, at the smallest size."""
    setter = typesetter(language)
    setting = setting_of(design, setter, len(design.spacing) - 1)
    slabs = line_slabs(setting, Run(RichText(ARTICLE[language]), "b", "b/text.1"), design.column)
    lines = on_page(stacked(slabs, 0.0, 0.0, setting.row), setter, design.column)
    assert len(lines) > 2
    assert touching(lines) == []
    assert all(overlap(setter, upper, lower, mirrored=True) <= 0 for upper, lower in itertools.pairwise(lines))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("style", ["title", "lead", "heading", "quote"])
def test_lines_of_larger_type_do_not_touch(typesetter: SetIn, design: Design, language: str, style: str) -> None:
    setter = typesetter(language)
    setting = setting_of(design, setter, design.set_step)
    words = ARTICLE[language][: 70 if style == "title" else 200]
    run = Run(RichText(words), "b", "b/text.1", Role.HEADING, design.style(style), balanced=True)
    on_grid = stacked(line_slabs(setting, run, 220.0), 0.0, 0.0, setting.row)
    for items in (on_grid, set_lines(setting, run, 220.0)[0]):
        lines = on_page(items, setter, 220.0)
        assert len(lines) > 2
        assert touching(lines) == [], f"{setting.points(run.style):.1f} pt"


def test_a_block_is_as_high_as_its_ink(typesetter: SetIn, design: Design) -> None:
    """With a leading of its own it covers its letters: the highest of the first line, the deepest of the last."""
    for language in ("ur", "km", "vi"):
        setter = typesetter(language)
        setting = setting_of(design, setter, design.set_step)
        run = Run(RichText(ARTICLE[language]), "b", "b/text.1", style=Style(size=2.0, leading=1.0))
        lines, height = set_lines(setting, run, 300.0)
        first, last = setter.profile(lines[0].shaped, lines[0].line), setter.profile(lines[-1].shaped, lines[-1].line)
        assert lines[0].y - first.height * lines[0].size >= -1e-6
        assert lines[-1].y + last.depth * lines[-1].size <= height + 1e-6


# --- overlap ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_overlap_agrees_with_what_is_seen(typesetter: SetIn, language: str) -> None:
    """Lines that overlap says are apart never touch on the page; those that run far into each other are told."""
    setter = typesetter(language)
    words = ARTICLE[language].split()
    cut = max(1, len(words) // 3)
    upper = whole_line(setter, " ".join(words[:cut])[:34], 12, 40, TOP)
    lower = whole_line(setter, " ".join(words[cut:])[-34:], 12, 40, TOP + 6)
    if setter.locale.direction == "rtl":  # both begin at the right edge
        lower = dataclasses.replace(lower, x=upper.x + upper.width - lower.width)
    if lower.x < 0:
        pytest.fail("the page is too narrow for this test")
    into = overlap(setter, upper, lower, mirrored=True)
    assert into > 0 and touching([upper, lower]) == [0]
    clear = dataclasses.replace(lower, y=lower.y + into + 0.5)
    assert -0.5 - 1e-6 <= overlap(setter, upper, clear, mirrored=True) <= 0
    assert touching([upper, clear]) == []
    near = dataclasses.replace(lower, y=lower.y + into - 0.35 * upper.size)
    assert touching([upper, near]) == [0], "the distance is no larger than the ink asks for, to within a few letters"


def test_lines_beside_each_other_have_no_overlap(typesetter: SetIn) -> None:
    setter = typesetter("nl")
    left, right = whole_line(setter, "gjpq", 12, 40, 60), whole_line(setter, "ABdf", 12, 100, 65)
    assert overlap(setter, left, right) <= 0
    assert overlap(setter, left, dataclasses.replace(right, x=40)) > 0


def test_a_line_that_is_read_from_the_right_begins_at_its_right_end(typesetter: SetIn) -> None:
    """Deep letters at the left end of a line touch what is under the left end only."""
    setter = typesetter("ar")
    upper = whole_line(setter, "ااااااااااااااا عج", 12, 40, 60)
    low = whole_line(setter, "ااا", 12, 40, 68)
    at_right = dataclasses.replace(low, x=upper.x + upper.width - low.width)
    assert overlap(setter, upper, low, mirrored=True) > overlap(setter, upper, at_right, mirrored=True)
    assert overlap(setter, upper, low) < overlap(setter, upper, at_right), "inside the layout x is from the right"


# --- the rule ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ur", "km", "th", "nl"])
def test_the_rule_says_which_lines_touch(typesetter: SetIn, design: Design, language: str) -> None:
    palette, _ = read_palette(ROOT / "assets")
    assert palette is not None
    setter = typesetter(language)
    setting = setting_of(design, setter, design.set_step)
    slabs = line_slabs(setting, Run(RichText(ARTICLE[language]), "b", "b/text.1"), design.column)
    lines = on_page(stacked(slabs, 0.0, 0.0, setting.row), setter, design.column)

    def said(lines: Sequence[Text], with_typesetter: bool = True) -> list[str]:
        page = Page(1, design.width, design.height, tuple(lines), setter.locale.direction == "rtl")
        pages = Pages((page,), setting.size, "", 1.0, "")
        proof = Proof(pages, article(language), design, palette, "x.po", setter if with_typesetter else None)
        problems = list(ink(proof))
        assert {problem.code for problem in problems} <= {"page/ink"}
        assert all(problem.where.block == "b/text.1" and "line_height" in problem.hint for problem in problems)
        return [problem.text for problem in problems]

    assert said(lines) == []
    raised = dataclasses.replace(lines[1], y=lines[1].y - 0.75 * setting.row)
    assert touching([lines[0], raised]) == [0]
    (text,) = said([lines[0], raised, *lines[2:]])
    start = raised.shaped.text[raised.line.start : raised.line.end].strip()[:10]
    assert "page 1" in text and start in text
    assert said([lines[0], raised], with_typesetter=False) == []


# --- the setting's measures -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_rows_lie_between_what_a_script_bears_and_what_it_likes(
    typesetter: SetIn, design: Design, language: str
) -> None:
    setter = typesetter(language)
    rows = [
        Setting(design, 10.0, dataclasses.replace(design.spacing[0], leading=leading), setter, {}).row
        for leading in (0.0, 0.5, 1.0)
    ]
    locale = setter.locale
    assert rows == sorted(rows)
    assert rows[-1] == pytest.approx(10 * max(design.body.leading, locale.size_factor * locale.line_height))
    assert rows[0] >= 10 * min(design.body.leading, locale.size_factor * locale.line_height_min) - 1e-9


def test_ink_that_needs_more_than_the_script_likes_gets_it(typesetter: SetIn, design: Design) -> None:
    setter = typesetter("nl")
    assert Setting(design, 10.0, design.spacing[0], setter, {}, least=2.5).row == 25.0
    assert least_leading(design, article("nl"), setter) == 0.0, "Dutch never needs it"


@pytest.mark.parametrize("language", LANGUAGES)
def test_type_on_the_grid_is_no_larger_than_its_rows(typesetter: SetIn, design: Design, language: str) -> None:
    setter = typesetter(language)
    setting = setting_of(design, setter, design.set_step)
    huge = dataclasses.replace(Style(), size=9.0, rows=2.0)
    assert setting.size <= setting.points(huge) < 9 * setting.size
    assert setting.points(dataclasses.replace(huge, leading=1.2)) == pytest.approx(9 * setting.size), "its own leading"
    assert setting.points(Style()) == setting.size
    assert setting.points(Style(size=0.8)) == pytest.approx(0.8 * setting.size)
    assert setting.points(Style(size=0.8, minimum=8.5)) == max(8.5, 0.8 * setting.size)


def test_a_style_s_own_leading_grows_as_the_rows_do(typesetter: SetIn, design: Design) -> None:
    style = Style(size=2.0, leading=1.2)
    for language in ("nl", "ur"):
        setting = Setting(design, 10.0, design.spacing[design.set_step], typesetter(language), {})
        grown = max(1.0, setting.row_em / design.body.leading)
        assert setting.leading(style) == pytest.approx(24 * grown)
        assert setting.leading(Style(rows=2)) == 2 * setting.row and setting.leading(Style()) == setting.row
        assert (grown > 1) == (language == "ur")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_baseline_leaves_room_above_and_below(typesetter: SetIn, design: Design, language: str) -> None:
    setting = setting_of(design, typesetter(language), design.set_step)
    assert 0.5 * setting.row < setting.baseline < setting.row
