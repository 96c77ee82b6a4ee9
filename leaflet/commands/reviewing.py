"""The checks on translations, for `check` and `status`: a leaflet and languages in, problems by language out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from leaflet.localize.catalogue import Catalogue, read_catalogue
from leaflet.localize.glossary import FILE, read_glossary
from leaflet.localize.locale import read_locale
from leaflet.model.document import Leaflet
from leaflet.places import ASSETS
from leaflet.problems import Level, Problem
from leaflet.project import Project


def reviewed(
    project: Project,
    leaflet: Leaflet,
    languages: Iterable[str],
    rooms: Mapping[str, Mapping[str, int]] | None = None,
) -> Mapping[str, tuple[Problem, ...]]:
    """What the checks find in the PO files of some languages, and under "" what is wrong with the glossary.

    `rooms` says by language and context how many characters fit.  A file that cannot be read has no row: whoever reads
    it to build says why.
    """
    from leaflet.localize.checks.review import Aids, review

    catalogues = dict(_catalogues(project, leaflet))
    path = project.folder(leaflet.id) / FILE
    glossary, slips = read_glossary(path, project.shown(path), ASSETS)
    source, _ = read_locale(leaflet.language, ASSETS)
    found = {"": slips} if slips else {}
    for language in languages:
        locale, _ = read_locale(language, ASSETS)
        if source and locale and language in catalogues:
            aids = Aids(ASSETS, catalogues, glossary, (rooms or {}).get(language, {}))
            found[language] = review(leaflet, catalogues[language], (source, locale), aids)
    return found


def _catalogues(project: Project, leaflet: Leaflet) -> Iterable[tuple[str, Catalogue]]:
    """Every catalogue that can be read: a text is also compared with the other languages'."""
    for language in project.translations(leaflet.id):
        path = project.folder(leaflet.id) / f"{language}.po"
        catalogue, _ = read_catalogue(path, project.shown(path), leaflet)
        if catalogue is not None:
            yield language, catalogue


def counted(problems: Iterable[Problem]) -> tuple[int, int]:
    """Errors and warnings among problems."""
    levels = [problem.level for problem in problems]
    return sum(level >= Level.ERROR for level in levels), levels.count(Level.WARNING)
