"""Languages of one script share a type size; each script has a floor of its own, and one size that is printed."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.build import Copy, find_fits
from leaflet.layout.copyfit import Fit, fit_language
from leaflet.layout.design import Body, Design
from tests.conftest import REAL, ROOT
from tests.printed import Printed, copies_of, kit_of


@given(
    ideal=st.integers(90, 140),
    under=st.integers(0, 40),
    step=st.sampled_from([0.1, 0.2, 0.25, 0.5]),
    factor=st.floats(0.8, 1.4),
)
def test_sizes_go_as_low_as_is_printed_at_the_floor(ideal: int, under: int, step: float, factor: float) -> None:
    body = Body(ideal / 10, (ideal - under) / 10, step, 1.35)
    sizes = body.sizes(factor)
    assert list(sizes) == sorted(set(sizes)) and sizes[-1] == pytest.approx(body.ideal)
    if len(sizes) > 1 or factor > 1:  # else not even the ideal is printed as large as the floor
        assert sizes[0] * factor >= body.floor - 0.01 or sizes[0] == body.ideal, (
            "what is printed is no smaller than the floor"
        )
        assert sizes[0] * factor < body.floor + factor * step + 0.01, "and no larger than need be"
    steps = [round((b - a) / step, 6) for a, b in zip(sizes, sizes[1:], strict=False)]
    assert all(one == 1 for one in steps[:-1]) and all(0 < one <= 1 for one in steps[-1:])


def copies(real: Mapping[str, Printed]) -> list[Copy]:
    return [printed.copy for printed in real.values()]


def test_each_script_has_one_size(real: Mapping[str, Printed]) -> None:
    sizes: dict[str, set[float]] = {}
    for printed in real.values():
        sizes.setdefault(printed.copy.locale.script, set()).add(printed.pages.size)
    assert len(sizes) >= 4 and all(len(found) == 1 for found in sizes.values()), sizes


def test_what_is_printed_is_never_below_the_floor(real: Mapping[str, Printed]) -> None:
    for printed in real.values():
        body, factor = printed.kit.design.body, max(1.0, printed.copy.locale.size_factor)
        assert body.floor - 0.01 <= printed.pages.size * factor <= body.ideal * factor


def test_all_languages_stand_on_the_pages_of_the_first(real: Mapping[str, Printed]) -> None:
    assert {printed.fit.pages for printed in real.values()} == {real["nl"].fit.pages}


def test_the_size_of_a_script_does_not_hang_on_the_others(real: Mapping[str, Printed]) -> None:
    """A script less in the set, and the sizes of the others stay; the source is always there."""
    kit = real["nl"].kit
    fits = find_fits(kit, copies(real))
    few = [printed.copy for printed in real.values() if printed.copy.locale.script in ("Latn", "Arab")]
    assert find_fits(kit, few) == {script: fit for script, fit in fits.items() if script in ("Latn", "Arab")}


def test_the_tightest_language_of_a_script_decides(real: Mapping[str, Printed]) -> None:
    """Each alone would be set at least as large as with the others of its script."""
    kit, first = real["nl"].kit, real["nl"].copy
    fits = find_fits(kit, copies(real))
    alone: dict[str, list[float]] = {}
    for copy in copies(real):
        if copy.locale.script == "Latn":
            continue  # they share their group with the source
        alone.setdefault(copy.locale.script, []).append(find_fits(kit, [first, copy])[copy.locale.script].size)
    assert alone
    for script, sizes in alone.items():
        assert fits[script].size == min(sizes), script


def test_two_sizes_of_one_script_are_no_group(real: Mapping[str, Printed]) -> None:
    """Nobody has that today: languages of one script have one size factor; it is the script's."""
    factors: dict[str, set[float]] = {}
    for copy in copies(real):
        factors.setdefault(copy.locale.script, set()).add(copy.locale.size_factor)
    assert all(len(found) == 1 for found in factors.values())


def test_a_larger_size_would_not_fit_somebody() -> None:
    """The largest: one step more, and a language of the group is overset, or needs relief that it may not have."""
    kit = kit_of(ROOT, REAL, "a4", "demo")
    chosen = [copy for copy in copies_of(kit) if copy.locale.script in ("Latn", "Arab")]
    for script, fit in find_fits(kit, chosen).items():
        group = [copy for copy in chosen if copy.locale.script == script]
        factor = group[0].locale.size_factor
        sizes = kit.design.body.sizes(factor)
        assert all(not fit_language(kit.design, copy.trial, fit).overset for copy in group)
        above = [size for size in sizes if size > fit.size]
        if above:
            larger = dataclasses.replace(fit, size=above[0])
            assert any(not fits_at(copy, kit.design, larger, factor) for copy in group), script


def fits_at(copy: Copy, design: Design, fit: Fit, factor: float) -> bool:
    """At the set's spacing; where the size is no more than comfortable, at any that is tighter."""
    last = len(design.spacing) - 1
    tries = [(design.set_step, False)]
    if fit.size * factor <= design.body.comfortable + 1e-6:
        tries += [(step, False) for step in range(design.set_step + 1, last + 1)]
    return any(not copy.trial(fit.size, step, fit.pages, lean).overset for step, lean in tries)
