"""Translations to check: a text and its translation, or a whole real file, go in; what the checks say comes out."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from leaflet.localize.catalogue import Catalogue, Entry, read_catalogue
from leaflet.localize.checks.review import Aids, review
from leaflet.localize.glossary import Glossary, read_glossary
from leaflet.localize.locale import Locale, read_locale
from leaflet.model.document import Block, Kind, Leaflet, Message, Part, PartKind
from leaflet.places import ASSETS
from leaflet.problems import Problem
from leaflet.project import Project, read_source
from tests.conftest import REAL, ROOT

SAMPLES = ROOT / "tests" / "samples"
PROJECTS = {REAL: ROOT, "sample": SAMPLES}
FILES = [
    (name, path.stem) for name, root in PROJECTS.items() for path in sorted((root / "translations" / name).glob("*.po"))
]


@dataclass(frozen=True)
class Case:
    """One text in Dutch with its translation.  `kind` is of its block, `others` its translations in other files."""

    source: str
    target: str
    language: str = "de"
    kind: Kind = Kind.SECTION
    source_language: str = "nl"
    comments: tuple[str, ...] = ()
    room: int = 0
    glossary: Glossary = Glossary()
    others: Mapping[str, str] = field(default_factory=dict)

    def catalogue(self, language: str, text: str) -> Catalogue:
        entry = Entry("a/text.1", self.source, text, line=7, translator_comments=self.comments)
        return Catalogue(language, "one", "1", f"{language}.po", {entry.context: entry})

    def problems(self) -> tuple[Problem, ...]:
        aids = Aids(
            ASSETS,
            {name: self.catalogue(name, text) for name, text in self.others.items()},
            self.glossary,
            {"a/text.1": self.room},
        )
        leaflet = one_text(self.source, self.kind, self.source_language)
        locales = (locale_of(self.source_language), locale_of(self.language))
        return review(leaflet, self.catalogue(self.language, self.target), locales, aids)

    def codes(self) -> list[str]:
        return [problem.code for problem in self.problems()]


def one_text(text: str, kind: Kind = Kind.SECTION, language: str = "nl") -> Leaflet:
    """A leaflet with a block of one paragraph."""
    part = Part(PartKind.PARAGRAPH, Message("a/text.1", text, 3, "paragraph"))
    title = Message("leaflet/title", "Titel", 1, "title")
    day = datetime.date(2028, 11, 1)
    return Leaflet(
        "one", language, "1", day, "X-1", title, ("a4",), (Block("a", kind, None, (part,)),), file="one.yaml"
    )


@functools.cache
def locale_of(language: str) -> Locale:
    locale, problems = read_locale(language, ASSETS)
    assert locale is not None, problems
    return locale


@dataclass(frozen=True)
class Shelf:
    """A real leaflet with all its catalogues and its glossary."""

    leaflet: Leaflet
    catalogues: Mapping[str, Catalogue]
    glossary: Glossary

    def review(self, language: str, changes: Mapping[str, str] | None = None) -> tuple[Problem, ...]:
        """What the checks say about a language, some texts of which were changed."""
        catalogue = self.catalogues[language]
        entries = dict(catalogue.entries)
        for context, text in (changes or {}).items():
            entries[context] = replace(entries[context], text=text)
        changed = replace(catalogue, entries=entries)
        locales = (locale_of(self.leaflet.language), locale_of(language))
        return review(self.leaflet, changed, locales, Aids(ASSETS, self.catalogues, self.glossary))

    def text(self, language: str, context: str) -> str:
        return self.catalogues[language].entries[context].text


@functools.cache
def shelf(name: str) -> Shelf:
    """The leaflet of that name, read once."""
    project = Project(PROJECTS[name])
    leaflet, problems = read_source(project, name)
    assert leaflet is not None, problems
    folder: Path = project.folder(name)
    found = {path.stem: read_catalogue(path, path.name, leaflet)[0] for path in sorted(folder.glob("*.po"))}
    glossary, slips = read_glossary(folder / "glossary.yaml", "glossary.yaml", ASSETS)
    assert not slips
    return Shelf(leaflet, {language: catalogue for language, catalogue in found.items() if catalogue}, glossary)
