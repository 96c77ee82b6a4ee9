"""A project's folder: what is found in it, what of it comes first, and names that lead astray."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from leaflet.problems import Problem
from leaflet.project import Project, read_kit, read_source
from tests.conftest import REAL, ROOT
from tests.printed import kit_of

SOURCE = "translations/small/leaflet.yaml"


def kit_problems(root: Path, design: str = "plain", clinic: str = "corner") -> tuple[Problem, ...]:
    project = Project(root)
    leaflet, problems = read_source(project, "small")
    assert leaflet is not None, problems
    kit, found = read_kit(project, leaflet, design, clinic)
    assert (kit is None) == any(problem.level >= 30 for problem in found)
    return problems + found


def only(problems: tuple[Problem, ...]) -> Problem:
    (problem,) = problems
    assert problem.hint and problem.where.file and not Path(problem.where.file).is_absolute()
    return problem


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_leaflets_and_languages_are_found_in_order(small_project: Path) -> None:
    project = Project(small_project)
    shutil.copytree(project.folder("small"), project.folder("another"))
    (project.folder("small") / "nl.po").write_text("")
    (project.folder("small") / "de.po").write_text("")
    (project.folder("small") / ".#fr.po").write_text("")
    leaflet, _ = read_source(project, "small")
    assert leaflet is not None
    assert project.leaflets() == ("another", "small")
    assert project.languages(leaflet) == ("en", "de", "nl")


def test_a_folder_without_translations_has_no_leaflets(tmp_path: Path) -> None:
    assert Project(tmp_path).leaflets() == ()


def test_what_is_right_has_no_problems(small_project: Path) -> None:
    assert kit_problems(small_project) == ()


@pytest.mark.parametrize("name", ["none", "../small", "/etc", "small/../small", ""])
def test_a_leaflet_that_is_not_there_is_a_problem(small_project: Path, name: str) -> None:
    leaflet, problems = read_source(Project(small_project), name)
    assert leaflet is None
    assert only(problems).code == "project/no-leaflet"
    assert "small" in problems[0].hint


@pytest.mark.parametrize("name", ["none", "../designs/plain", "/etc/passwd"])
def test_a_design_that_is_not_there_is_a_problem(small_project: Path, name: str) -> None:
    only(kit_problems(small_project, design=name))


@pytest.mark.parametrize("name", ["none", "../clinics/corner", "a\\b"])
def test_a_clinic_that_is_not_there_is_a_problem(small_project: Path, name: str) -> None:
    only(kit_problems(small_project, clinic=name))


def test_the_hint_names_what_there_is(small_project: Path) -> None:
    assert "plain" in kit_problems(small_project, design="none")[0].hint
    assert "a4" in kit_problems(small_project, design="none")[0].hint
    assert "corner" in kit_problems(small_project, clinic="none")[0].hint


def test_designs_of_the_project_come_before_those_of_the_program(small_project: Path) -> None:
    shutil.copy(ROOT / "assets" / "designs" / "a4.yaml", small_project / "assets" / "designs" / "a4.yaml")
    edit(small_project / "assets" / "designs" / "a4.yaml", "width: 210", "width: 200")
    assert kit_of(small_project, "small", "a4", "corner").design.width < kit_of(ROOT, REAL, "a4", "demo").design.width


def test_designs_and_clinics_of_the_program_work_in_any_project(small_project: Path) -> None:
    assert kit_problems(small_project, "a4", "demo") == ()


def test_pictures_are_found_in_the_leaflet_then_the_project_then_the_program(small_project: Path) -> None:
    own = small_project / "translations" / "small" / "drop.svg"
    shared = small_project / "assets" / "images" / "drop.svg"
    shared.parent.mkdir()
    shared.write_text(own.read_text("utf-8").replace("0 0 20 20", "0 0 40 20"), "utf-8")
    assert kit_of(small_project, "small", "plain", "corner").pictures["drop.svg"].width == 20
    own.unlink()
    assert kit_of(small_project, "small", "plain", "corner").pictures["drop.svg"].width == 40


def test_a_picture_that_is_gone_is_named_with_its_line(small_project: Path) -> None:
    (small_project / "translations" / "small" / "mud.png").unlink()
    problem = only(kit_problems(small_project))
    line = (small_project / SOURCE).read_text("utf-8").splitlines()[problem.where.line - 1]
    assert problem.where.file == SOURCE and "mud.png" in line


def test_a_broken_picture_is_a_problem(small_project: Path) -> None:
    (small_project / "translations" / "small" / "mud.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    assert "mud.png" in str(only(kit_problems(small_project)))


def test_a_logo_that_is_gone_is_a_problem(small_project: Path) -> None:
    (small_project / "assets" / "clinics" / "corner.svg").unlink()
    problems = kit_problems(small_project)
    assert problems and all("corner" in str(problem) for problem in problems)


def test_problems_show_paths_as_the_user_knows_them(small_project: Path) -> None:
    (small_project / SOURCE).write_text("leaflet: [", "utf-8")
    _, problems = read_source(Project(small_project), "small")
    assert problems and all(problem.where.file == SOURCE for problem in problems)
