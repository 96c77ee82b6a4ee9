"""What a build depends on, as one number.  A kit and its languages go in, a SHA-256 comes out.

Every file that can change a byte of a PDF is in it: texts, design, clinic, pictures, locale facts, the fonts'
checksums, and the program with the libraries that set and write the type.
"""

from __future__ import annotations

import contextlib
import functools
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet.localize.pseudo import is_pseudo
from leaflet.paint.press_job import PRESS
from leaflet.places import ASSETS
from leaflet.project import SOURCE, Kit, digest
from leaflet.standing import signoffs_file

if TYPE_CHECKING:
    from leaflet.layout.copyfit import Fit

TABLES = (
    "palette.yaml", "locales.yaml", "labels.yaml", "fonts/SOURCES.yaml", "unicode/*", "schema/*", "icc/*", "web/*",
    "icc/screen/*", "language_hints.yaml",
)  # fmt: skip
LIBRARIES = ("uharfbuzz-", "icu4py-", "pyphen-", "budoux-", "reportlab-")


@dataclass(frozen=True, slots=True)
class Inputs:
    """The inputs of one language set; `shared` is the SHA-256 of all that does not depend on the language."""

    kit: Kit
    shared: str

    def of_set(self, languages: Sequence[str]) -> str:
        """What the type size of the whole set depends on."""
        real = (language for language in languages if not is_pseudo(language))  # a test changes no other language
        return digest(self.shared.encode(), *(part for language in real for part in _words(self.kit, language)))

    def of_output(self, language: str, fit: Fit, edition: str) -> str:
        """What the PDF of one language depends on; a bilingual edition names the other language behind its hyphen."""
        chosen = f"{language} {edition} {fit!r}"
        _, _, partner = edition.partition("-")
        words = _words(self.kit, language) + (_words(self.kit, partner) if partner else [])
        return digest(chosen.encode(), self.shared.encode(), *words, *self._job(edition))

    def of_reflow(self, language: str, edition: str, languages: Sequence[str]) -> str:
        """What a file without pages depends on: its page lists all `languages` that the leaflet can be had in."""
        chosen = f"{language} {edition} {' '.join(languages)}"
        return digest(chosen.encode(), self.of_set(languages).encode())

    def _job(self, edition: str) -> tuple[bytes, ...]:
        """What the print shop asks for: a standard, the bytes of a profile, marks."""
        job, _ = self.kit.press_job if edition == PRESS else (None, ())
        return (job.key.encode(),) if job else ()


def read_inputs(kit: Kit) -> Inputs:
    """Read the files of a kit and of the program."""
    source = kit.project.folder(kit.leaflet.id) / SOURCE
    names = f"{kit.leaflet.id} {kit.design.name} {kit.clinic.id} {kit.draft} {kit.expired}"
    signed = signoffs_file(kit.project, kit.leaflet)  # who has signed takes the draft mark away
    return Inputs(kit, digest(names.encode(), *_files(kit, (source, signed, *kit.files)), program().encode()))


def _words(kit: Kit, language: str) -> list[bytes]:
    catalogue = kit.project.folder(kit.leaflet.id) / f"{language}.po"
    return [language.encode()] if language == kit.leaflet.language else _files(kit, (catalogue,))


def _files(kit: Kit, paths: Iterable[Path]) -> list[bytes]:
    """Of each file its name, so that no two may change places, and its bytes."""
    return [part for path in paths for part in (kit.project.shown(path).encode(), _bytes(path))]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.is_file() else b""  # a pipe would keep us waiting
    except OSError:  # whoever reads it for its content says so
        return b""


@functools.cache
def program() -> str:
    """The program itself: its tables and modules, and the versions of the libraries under it."""
    here = Path(__file__).parent
    tables = sorted(path for pattern in TABLES for path in ASSETS.glob(pattern))
    modules = sorted(here.rglob("*.py"))
    parts = [part for path in (*tables, *modules) for part in (path.name.encode(), _bytes(path))]
    return digest(*parts, *(name.encode() for name in _libraries()))


def _libraries() -> list[str]:
    """Names like `uharfbuzz-0.57.0.dist-info`; importlib.metadata would cost a cold start 30 ms."""
    found: set[str] = set()
    for folder in sys.path:
        with contextlib.suppress(OSError):  # a path may name a zip, or nothing
            found.update(name for name in os.listdir(folder or ".") if name.endswith(".dist-info"))
    return sorted(name for name in found if name.startswith(LIBRARIES))
