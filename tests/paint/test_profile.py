"""Output profiles: those that come with the program, a project's own, the shop's file, and files that are none."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
import yaml

from leaflet.layout.press_wish import PressWish
from leaflet.paint.press_job import read_job
from leaflet.paint.profile import OutputProfile, read_profile, read_rows
from leaflet.problems import Level, Problem, Where
from tests.pdfread import opened
from tests.pressed import ASSETS, job_of, page_file, palette_of

COATED = ASSETS / "icc" / "FOGRA39L.icc"
WHERE = Where("assets/designs/a4.yaml")


def read(path: Path, limit: float = 0.0) -> tuple[OutputProfile | None, tuple[Problem, ...]]:
    return read_profile(path, {}, WHERE, limit)


def job_in(root: Path, wish: PressWish) -> tuple[object, tuple[Problem, ...]]:
    return read_job(wish, root, ASSETS, palette_of(), WHERE)


@pytest.mark.parametrize("path", sorted((ASSETS / "icc").glob("*.icc")), ids=lambda path: path.stem)
def test_every_bundled_profile_has_a_row_and_works(path: Path) -> None:
    rows, problems = read_rows((ASSETS,), ASSETS)
    profile, slips = read_profile(path, rows, WHERE)
    assert profile is not None and not problems and not slips
    assert path.stem in rows and profile.version == 2 and 250 <= profile.ink_limit <= 320
    assert profile.intent["OutputConditionIdentifier"] == "Custom", "own computations are not the registry's"
    assert rows.keys() == {one.stem for one in (ASSETS / "icc").glob("*.icc")}


def test_the_table_of_profiles_is_valid_for_an_editor_too() -> None:
    schema = json.loads((ASSETS / "schema" / "profiles.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    value = yaml.safe_load((ASSETS / "icc" / "profiles.yaml").read_text("utf-8"))
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(value)) == []


def test_the_shops_own_file_is_named_by_its_path(tmp_path: Path) -> None:
    shutil.copy(COATED, tmp_path / "our press.icc")
    job, problems = job_in(tmp_path, PressWish(profile=tmp_path / "our press.icc"))
    assert job is not None and not problems
    profile = job_of(PressWish(profile=tmp_path / "our press.icc")).profile
    assert (profile.name, profile.ink_limit) == ("our press", 300)
    assert profile.info == "FOGRA39L (computed from free data)", "what the profile says of itself"
    pdf = page_file((), job_of(PressWish(profile=tmp_path / "our press.icc")))
    assert str(opened(pdf).Root.OutputIntents[0].Info) == profile.info


def test_a_limit_that_the_shop_has_told_wins(tmp_path: Path) -> None:
    assert job_of(PressWish(ink_limit=240)).profile.ink_limit == 240
    assert job_of(PressWish(profile="FOGRA29L")).profile.ink_limit == 280
    wish = PressWish(profile="FOGRA29L").before(PressWish(profile="FOGRA39L", ink_limit=240))
    assert wish.ink_limit == 0, "the limit was said of another profile"


def test_a_projects_own_profile_and_row_come_first(tmp_path: Path) -> None:
    folder = tmp_path / "assets" / "icc"
    folder.mkdir(parents=True)
    shutil.copy(COATED, folder / "PSO_Coated.icc")
    (folder / "profiles.yaml").write_text(
        "profiles:\n  PSO_Coated: {condition: Coated, ink_limit: 320, registered: FOGRA51}\n", "utf-8"
    )
    job, problems = read_job(PressWish(profile="PSO_Coated"), tmp_path, ASSETS, palette_of(), WHERE)
    assert job is not None and not problems and job.profile.ink_limit == 320
    intent = opened(page_file((), job)).Root.OutputIntents[0]
    assert str(intent.OutputConditionIdentifier) == "FOGRA51" and str(intent.RegistryName) == "http://www.color.org"
    assert str(intent.OutputCondition) == "Coated"


def test_a_broken_row_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "assets" / "icc"
    folder.mkdir(parents=True)
    (folder / "profiles.yaml").write_text("profiles:\n  X: {ink_limit: much}\n", "utf-8")
    job, problems = job_in(tmp_path, PressWish())
    assert job is None and any(problem.level is Level.ERROR for problem in problems)


@pytest.mark.parametrize("name", ["FOGRA99", "../icc/FOGRA39L", "", "a/b", "x\0y", "../secret.icc", "none.icc"])
def test_a_profile_that_is_not_there_is_a_problem(tmp_path: Path, name: str) -> None:
    job, problems = job_in(tmp_path, PressWish(profile=name))
    if not name:
        assert job is not None, "nothing said is the default"
        return
    assert job is None and len(problems) == 1 and problems[0].hint and problems[0].where == WHERE


def changed(**places: bytes) -> bytes:
    """The coated profile with bytes of its header replaced: `at_12=b"mntr"`."""
    data = bytearray(COATED.read_bytes())
    for place, value in places.items():
        at = int(place.removeprefix("at_"))
        data[at : at + len(value)] = value
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is not an ICC profile"),
        (b"%PDF-1.7\n" * 40, "is not an ICC profile"),
        (changed(at_12=b"mntr"), "class 'display'"),
        (changed(at_12=b"????"), "class 'unknown'"),
        (changed(at_16=b"RGB "), "is for RGB"),
        (changed(at_16=b"GRAY"), "is for GRAY"),
        (changed(at_8=b"\x05"), "ICC version 5"),
        (COATED.read_bytes()[:20000], "cut short"),
        (COATED.read_bytes() + b"more", "cut short"),
        (COATED.read_bytes().replace(b"B2A0", b"B2A9"), "has no table B2A0"),
        (changed(at_132=b"\xff" * 12), "damaged"),
    ],
)
def test_what_is_no_output_profile_is_said_with_its_reason(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "shop.icc"
    path.write_bytes(data)
    profile, problems = read(path)
    assert profile is None and [problem.code for problem in problems] == ["press/profile"]
    assert said in problems[0].text and "shop.icc" in problems[0].text and "print shop" in problems[0].hint


def test_tables_that_littlecms_cannot_use_are_said(tmp_path: Path) -> None:
    data = bytearray(COATED.read_bytes())
    at = data.index(b"mft2")
    while at >= 0:  # every table loses its type
        data[at : at + 4] = b"none"
        at = data.find(b"mft2", at)
    (tmp_path / "shop.icc").write_bytes(data)
    profile, problems = read(tmp_path / "shop.icc")
    assert profile is None and "damaged" in problems[0].text


def test_a_folder_or_a_missing_file_is_said(tmp_path: Path) -> None:
    assert "is not a file" in read(tmp_path)[1][0].text
    assert "does not exist" in read(tmp_path / "none.icc")[1][0].text


def test_an_old_standard_takes_no_new_profile(tmp_path: Path) -> None:
    (tmp_path / "v4.icc").write_bytes(changed(at_8=b"\x04"))
    for name, fits in (("x-1a", False), ("x-3", False), ("x-4", True)):
        job, problems = job_in(tmp_path, PressWish(pdfx=name, profile=tmp_path / "v4.icc"))
        assert (job is not None) == fits
        assert [problem.code for problem in problems] == ([] if fits else ["press/profile-version"])


def test_an_ink_that_the_paper_does_not_bear_is_said_and_printed_lighter() -> None:
    palette = palette_of()
    heavy = replace(palette.inks["coral"], name="heavy", cmyk=(90, 90, 90, 60))
    palette = replace(palette, inks={**palette.inks, "heavy": heavy})
    job, problems = read_job(PressWish(profile="FOGRA29L"), ASSETS.parent, ASSETS, palette, WHERE)
    assert job is not None and [problem.code for problem in problems] == ["press/ink-limit"]
    assert problems[0].level is Level.WARNING and "'heavy' has 330 %" in problems[0].text
    from leaflet.paint.device import Press

    assert sum(Press(palette, job.profile).cmyk("heavy")) == pytest.approx(280)


def test_the_key_of_a_job_tells_what_changes_its_files(tmp_path: Path) -> None:
    other = tmp_path / "FOGRA39L.icc"
    other.write_bytes(changed(at_24=b"\x07\xd0"))  # the date of the same profile
    wishes = [PressWish(), PressWish(pdfx="x-3"), PressWish(profile="FOGRA29L"), PressWish(marks=frozenset({"crop"})),
              PressWish(ink_limit=250), PressWish(profile=other)]  # fmt: skip
    assert len({job_of(wish).key for wish in wishes}) == len(wishes)
    assert job_of(PressWish(pdfx="x-4", marks=frozenset())).key == job_of(PressWish()).key
