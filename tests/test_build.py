"""The whole road: what comes out of a kit, and what is said where nothing can come out."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from leaflet.build import Copy, Result, find_fits, finish, prepare
from leaflet.problems import Problem, has_errors
from leaflet.project import Kit
from tests.conftest import LANGUAGES, ROOT, SMALL
from tests.pdfread import leaves, opened, structure
from tests.printed import Printed, kit_of, print_leaflet

SOURCE = "translations/small/leaflet.yaml"
PRINT_IT = """
import sys, hashlib
from pathlib import Path
from tests.printed import print_leaflet
found = print_leaflet(Path(sys.argv[1]), *sys.argv[2:])
print([hashlib.sha256(one.pdf).hexdigest() for one in found.values()])
"""


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def kit(root: Path) -> Kit:
    return kit_of(root, "small", "plain", "corner")


def built(root: Path) -> Result:
    found = kit(root)
    copy, problems = prepare(found, "en")
    assert copy is not None, [str(problem) for problem in problems]
    return finish(found, copy, find_fits(found, [copy])[copy.locale.script])


def refused(root: Path, language: str = "en") -> tuple[Problem, ...]:
    copy, problems = prepare(kit(root), language)
    assert copy is None and has_errors(problems)
    assert all(problem.hint and problem.where.file for problem in problems)
    return problems


def test_a_small_leaflet_is_built(small_project: Path) -> None:
    result = built(small_project)
    assert result.problems == ()
    assert len(opened(result.pdf).pages) == 1


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_gives_the_same_bytes(small: Printed, seed: str) -> None:
    """Sets and hashes fall differently in every process; the file must not."""
    done = subprocess.run(
        [sys.executable, "-c", PRINT_IT, str(SMALL), "small", "plain", "corner"],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "TZ": "Asia/Tokyo"},
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == str([hashlib.sha256(small.pdf).hexdigest()])


def test_it_does_not_matter_where_the_project_stands(small: Printed, small_project: Path) -> None:
    assert built(small_project).pdf == small.pdf


def test_a_language_that_came_before_changes_nothing(small: Printed) -> None:
    """What the program remembers between leaflets, fonts and pictures, does not show in the bytes."""
    assert print_leaflet(SMALL, "small", "plain", "corner")["en"].pdf == small.pdf


def test_fields_of_the_clinic_are_filled_in(small: Printed) -> None:
    said = leaves(structure(small.pdf))
    assert "The Corner Practice" in said and "1 Corner Street, 9999 Sampletown" in said
    assert not any("{" in text for text in said)


def test_an_unknown_field_is_an_error(small_project: Path) -> None:
    edit(small_project / SOURCE, "{clinic.address}", "{clinic.adress}")
    (problem,) = refused(small_project)
    assert problem.code == "source/unknown-field" and "clinic.address" in problem.hint
    assert "clinic.adress" in (small_project / SOURCE).read_text("utf-8").splitlines()[problem.where.line - 1]


@pytest.mark.parametrize(("char", "code"), [("\U00012000", "U+12000"), ("\U0001f600", "U+1F600")])
def test_a_character_that_no_font_has_stops_the_build(small_project: Path, char: str, code: str) -> None:
    edit(small_project / SOURCE, "Germs are", f"Germs {char} are")
    (problem,) = refused(small_project)
    assert problem.code == "font/missing-glyph" and char in problem.text and code in problem.text
    assert problem.where.language == "en" and problem.where.block == "why/text.1" and problem.where.file == SOURCE


@pytest.mark.parametrize(("old", "file"), [("B. Sample", "corner"), ("The Corner Practice", "corner")])
def test_a_character_of_the_clinic_that_no_font_has_is_found_too(small_project: Path, old: str, file: str) -> None:
    edit(small_project / "assets" / "clinics" / f"{file}.yaml", old, f"{old} \U00012000")
    assert {problem.code for problem in refused(small_project)} == {"font/missing-glyph"}


def test_a_language_nobody_knows_is_an_error(small_project: Path) -> None:
    assert {problem.code for problem in refused(small_project, "tlh")} == {"locale/unknown"}


def test_a_language_without_a_catalogue_is_an_error(small_project: Path) -> None:
    assert {problem.code for problem in refused(small_project, "nl")} == {"po/missing"}


def test_text_that_does_not_fit_gives_no_pdf_and_says_so(small_project: Path) -> None:
    edit(small_project / SOURCE, "people forget the thumbs.", "people forget the thumbs. " * 500)
    result = built(small_project)
    assert result.pdf == b"" and has_errors(result.problems)
    assert any(p.code == "page/overset" and p.where.block == "one-in-three" for p in result.problems)


def test_a_word_that_is_wider_than_its_column_gives_no_pdf_and_is_shown(small_project: Path) -> None:
    edit(small_project / SOURCE, "too small to see", "x" * 80)
    result = built(small_project)
    assert result.pdf == b""
    assert any(problem.code == "page/overlong" and "xxx" in problem.text for problem in result.problems)


def test_an_optional_block_is_left_out_when_there_is_no_room(small_project: Path) -> None:
    design = small_project / "assets" / "designs" / "plain.yaml"
    edit(design, "pages: 4", "pages: 1")
    edit(small_project / SOURCE, "people forget the thumbs.", "people forget the thumbs. " * 13)
    assert any(problem.code == "page/overset" for problem in built(small_project).problems)
    edit(small_project / SOURCE, "    kind: sidebar", "    kind: sidebar\n    optional: true")
    result = built(small_project)
    assert result.pages is not None and result.pages.dropped == ("gel",)
    assert result.pdf and [problem.code for problem in result.problems] == ["page/dropped"]
    assert "What about gel?" not in leaves(structure(result.pdf))
    assert "See a doctor" in leaves(structure(result.pdf)), "safety is never left out"


def test_a_soft_hyphen_lets_a_long_word_fit(small_project: Path) -> None:
    edit(small_project / SOURCE, "too small to see", "x" * 20 + "\u00ad" + "x" * 20)
    assert built(small_project).problems == ()


def test_all_languages_of_the_real_leaflet_can_be_set(real: dict[str, Printed]) -> None:
    assert tuple(sorted(real)) == tuple(sorted(LANGUAGES))
    assert all(isinstance(one.copy, Copy) for one in real.values())
