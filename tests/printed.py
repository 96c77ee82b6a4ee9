"""Leaflets for the tests: a project's folder goes in; each language laid out and painted comes out.

The PDF is painted even where a check finds an error, so that one wrong number in a design does not silence every test
of the bytes; that there are no errors is a test of its own.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from leaflet.build import Copy, find_fits, finish, look_of, metadata, prepare
from leaflet.layout.copyfit import Fit
from leaflet.layout.placed import Pages
from leaflet.paint.painter import paint
from leaflet.problems import Problem
from leaflet.project import Kit, Project, read_kit, read_source


@dataclass(frozen=True, repr=False)  # its repr would fill the screen where a test fails
class Printed:
    """One language of a leaflet; `pdf` is there even with errors among `problems`, `finished` only without."""

    kit: Kit
    copy: Copy
    fit: Fit
    pages: Pages
    problems: tuple[Problem, ...]
    pdf: bytes
    finished: bytes

    @property
    def language(self) -> str:
        return self.copy.local.language


def kit_of(root: Path, leaflet: str, design: str, clinic: str) -> Kit:
    """Source, design, clinic, fonts and pictures of a leaflet that is known to be right."""
    project = Project(root)
    source, problems = read_source(project, leaflet)
    assert source is not None, problems
    kit, problems = read_kit(project, source, design, clinic)
    assert kit is not None, problems
    return kit


def copies_of(kit: Kit) -> list[Copy]:
    """All languages of a leaflet, ready to be set."""
    copies = []
    for language in kit.project.languages(kit.leaflet):
        copy, problems = prepare(kit, language)
        assert copy is not None, [str(problem) for problem in problems]
        copies.append(copy)
    return copies


def print_leaflet(root: Path, leaflet: str, design: str, clinic: str) -> Mapping[str, Printed]:
    """The main road for one leaflet, all its languages."""
    kit = kit_of(root, leaflet, design, clinic)
    copies = copies_of(kit)
    fits = find_fits(kit, copies)
    return {copy.local.language: _printed(kit, copy, fits[copy.locale.script]) for copy in copies}


@functools.cache
def print_language(root: Path, leaflet: str, design: str, language: str) -> Printed:
    """One language alone, for the demo clinic: its size is not held down by others."""
    kit = kit_of(root, leaflet, design, "demo")
    copy, problems = prepare(kit, language)
    assert copy is not None, [str(problem) for problem in problems]
    return _printed(kit, copy, find_fits(kit, [copy])[copy.locale.script])


def _printed(kit: Kit, copy: Copy, fit: Fit) -> Printed:
    result = finish(kit, copy, fit)
    assert result.pages is not None
    pdf = result.pdf or paint_again(kit, copy, result.pages)
    return Printed(kit, copy, fit, result.pages, result.problems, pdf, result.pdf)


def paint_again(kit: Kit, copy: Copy, pages: Pages) -> bytes:
    """The bytes of laid-out pages."""
    return paint(pages, look_of(kit, copy), metadata(kit.leaflet, copy, pages, kit.clinic.name))
