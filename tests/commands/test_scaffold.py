"""`new`: what it writes can be built at once, and nothing that was there is touched."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workplace import Workplace


@pytest.mark.parametrize("name", ["my-leaflet", "1e5", "true", "2026-11-01", "a" * 60])
def test_a_new_leaflet_passes_check_in_an_empty_folder(empty: Workplace, name: str) -> None:
    answer = empty.run("new", name)
    assert (answer.code, answer.err) == (0, "")
    assert answer.last == f"File: translations/{name}/leaflet.yaml"
    answer = empty.run("check")
    assert (answer.code, answer.err) == (0, "")


def test_the_leaflet_is_dated_and_due_in_two_years(empty: Workplace) -> None:
    empty.run("new", "water", "--today", "2028-02-29")
    text = empty.source("water").read_text("utf-8")
    assert "\ndate: 2028-02-29\n" in text
    assert "\nreview_by: 2030-02-01 " in text
    assert '\nversion: "2028-02"\n' in text
    assert "<" not in text


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("My Leaflet", "my-leaflet"),
        ("../up", "up"),
        ("-x-", None),
        ("", "low-back-pain"),
        ("null", "low-back-pain"),
        ("Ünder", "nder"),
        ("a" * 61, "a" * 60),
        ("x\n", "x"),
    ],
)
def test_a_bad_name_is_refused_with_a_better_one(empty: Workplace, name: str, better: str | None) -> None:
    answer = empty.run("new", name)
    assert answer.code == 2
    assert empty.files() == {}
    if better is not None:
        assert f"e.g. {better}\n" in answer.err


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.text(max_size=70))
def test_no_name_leads_out_of_the_folder(empty: Workplace, name: str) -> None:
    empty.run("new", "--", name)
    folders = {path.parent for path in empty.root.rglob("*") if path.is_file()}
    assert all(folder.parent == empty.root / "translations" for folder in folders)


def test_a_leaflet_that_exists_is_not_touched(place: Workplace) -> None:
    before = place.files()
    answer = place.run("new", "water")
    assert answer.code == 2
    assert "there is a leaflet 'water' already" in answer.err
    assert place.files() == before


def test_a_file_in_place_of_the_folder_is_a_problem(empty: Workplace) -> None:
    (empty.root / "translations").write_text("mine")
    answer = empty.run("new", "water")
    assert answer.code == 1
    assert "[output/unwritable]" in answer.err
    assert empty.files() == {"translations": b"mine"}
