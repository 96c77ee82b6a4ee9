"""Copyfit: one size for the whole set, the largest that fits; then relief, in order; then honesty."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.layout.copyfit import Fit, fit_language, fit_set
from leaflet.layout.design import Body, Design, Spacing, read_design
from leaflet.layout.placed import Overset, Page, Pages
from tests.conftest import ROOT, SMALL

INKS = frozenset({"white", "petrol", "coral", "mist", "sand", "ink"})
STEPS = (
    Spacing("open", 1, 2),
    Spacing("roomy", 1, 1),
    Spacing("set", 0, 1),
    Spacing("tight", 0, 0),
)  # fmt: skip
SIZES = tuple(round(10.5 + 0.1 * at, 1) for at in range(16))
SAVED = (1.2, 1.1, 1.0, 0.9)  # how much of the text's room each step takes
OPTIONAL = 0.9  # what is left without the optional blocks


@pytest.fixture(scope="module")
def design() -> Design:
    found, problems = read_design(SMALL / "assets" / "designs" / "plain.yaml", "", ROOT / "assets", INKS)
    assert found is not None, problems
    return dataclasses.replace(found, body=Body(12, 10.5, 0.1, 1.35), spacing=STEPS, max_pages=4)


class Language:
    """A language as copyfit sees it: its text takes so many pages at 10 points, more at larger sizes."""

    def __init__(self, pages_at_ten: float) -> None:
        self.pages_at_ten = pages_at_ten
        self.asked: list[tuple[float, int, int, bool]] = []

    def __call__(self, size: float, step: int, most: int, lean: bool) -> Pages:
        self.asked.append((size, step, most, lean))
        need = self.pages_at_ten * (size / 10) ** 2 * SAVED[step] * (OPTIONAL if lean else 1.0)
        count = max(1, -int(-need // 1))
        over = (Overset("late", 7),) if need > most else ()
        pages = tuple(Page(number + 1, 100, 100, ()) for number in range(count))
        return Pages(pages, size, STEPS[step].name, need / count, "", over, ("extra",) if lean else ())

    def fits(self, size: float, pages: int, step: int = 2, lean: bool = False) -> bool:
        return not self(size, step, pages, lean).overset


@given(needs=st.lists(st.floats(0.3, 4.5), min_size=1, max_size=5))
def test_the_set_takes_the_largest_size_that_fits_every_language(design: Design, needs: list[float]) -> None:
    """Every language that fits with relief at the floor on the pages of the source, the first, fits; without relief
    above the comfortable size, which this design does not name."""
    languages = [Language(need) for need in needs]
    fit = fit_set(design, languages)
    assert fit.size in SIZES
    floor = SIZES[0]
    wanted = [pages for pages in range(1, design.max_pages + 1) if languages[0].fits(floor, pages)]
    assert fit.pages == min(wanted, default=design.max_pages)
    able = [language for language in languages if language.fits(floor, fit.pages, 3, True)]
    if not able:
        assert fit.size == floor
        return
    assert fit.size == floor or all(language.fits(fit.size, fit.pages) for language in able)
    larger = [size for size in SIZES if size > fit.size]
    assert not larger or not all(language.fits(larger[0], fit.pages) for language in able)


def test_a_short_text_is_set_at_the_ideal(design: Design) -> None:
    assert fit_set(design, [Language(0.2)]) == Fit(12.0, 1)


@pytest.mark.parametrize("order", [(0.5, 0.8), (0.8, 0.5)])
def test_all_languages_get_the_size_of_the_tightest(design: Design, order: tuple[float, float]) -> None:
    both = fit_set(design, [Language(need) for need in order])
    assert both == fit_set(design, [Language(0.8)])
    assert 10.5 < both.size < 12


def test_what_fits_at_no_size_is_set_at_the_floor_where_least_is_over(design: Design) -> None:
    assert fit_set(design, [Language(9.0)]).size == 10.5


def relief(design: Design, need: float, fit: Fit) -> Pages:
    return fit_language(design, Language(need), fit)


def test_a_language_with_room_to_spare_gets_the_roomiest_spacing(design: Design) -> None:
    assert relief(design, 0.5, Fit(12, 1)).spacing == "open"


@pytest.mark.parametrize(
    ("need", "spacing", "dropped"), [(0.80, "open", ()), (0.88, "roomy", ()), (0.97, "set", ()), (1.07, "tight", ()),
                                     (1.2, "tight", ("extra",))]
)  # fmt: skip
def test_relief_comes_in_its_order(design: Design, need: float, spacing: str, dropped: tuple[str, ...]) -> None:
    found = relief(design, need, Fit(10, 1))
    assert (found.spacing, found.dropped, found.overset) == (spacing, dropped, ())


def test_what_no_relief_helps_is_overset_with_nothing_left_out(design: Design) -> None:
    found = relief(dataclasses.replace(design, max_pages=1), 1.4, Fit(10, 1))
    assert found.overset == (Overset("late", 7),)
    assert found.dropped == ()


def test_what_no_relief_helps_gets_more_pages_where_the_design_has_them(design: Design) -> None:
    found = relief(design, 2.4, Fit(10, 1))
    assert (len(found.pages), found.overset, found.dropped) == (3, (), ())


def test_a_language_that_needs_relief_at_the_floor_holds_the_set_at_the_floor(design: Design) -> None:
    """Otherwise it is set too large for its relief, and does not fit although it could."""
    needy = Language(4 / 1.05**2 / 0.95)  # at the floor on the most pages: over without relief, fine with tight spacing
    assert not needy.fits(10.5, 4) and needy.fits(10.5, 4, step=3)
    fit = fit_set(design, [Language(3.4), needy])
    assert fit == Fit(10.5, 4)
    assert fit_language(design, needy, fit).overset == ()


def test_type_below_the_comfortable_size_is_worth_more_than_white_space(design: Design) -> None:
    roomy = dataclasses.replace(design, body=dataclasses.replace(design.body, comfortable=11.5))
    language = Language(0.97)
    plain, tight = fit_set(design, [language], 1), fit_set(roomy, [language], 1)
    assert plain.size < tight.size <= 11.5
    assert fit_language(roomy, language, tight).spacing == "tight"


def test_a_script_that_is_set_larger_may_have_a_smaller_size(design: Design) -> None:
    """The floor is for what is printed: 10.5 pt of Latin, or 1.2 times 8.8 pt of Arabic."""
    assert fit_set(design, [Language(9.0)], factor=1.2).size == pytest.approx(8.8)


@given(needs=st.lists(st.floats(0.3, 3.0), min_size=2, max_size=4))
def test_the_translations_give_the_same_fit_in_any_order(design: Design, needs: list[float]) -> None:
    fits = {fit_set(design, [Language(need) for need in (needs[0], *rest)]) for rest in (needs[1:], needs[:0:-1])}
    assert len(fits) == 1


def test_no_languages_are_no_trouble(design: Design) -> None:
    assert fit_set(design, []).size in SIZES


def test_sizes_run_from_the_floor_to_the_ideal(design: Design) -> None:
    assert design.body.sizes() == SIZES
    assert Body(12, 10.5, 0.4, 1.3).sizes()[-1] == 12
    assert Body(12, 12, 0.1, 1.3).sizes() == (12,)
