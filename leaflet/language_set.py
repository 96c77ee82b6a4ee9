"""One leaflet in one design for one clinic.  Its languages are prepared and fitted together: those of a script share a
type size.

A kit and its languages go in; the fit of each script and, language by language, finished PDFs come out.  Nothing is
written.
"""

from __future__ import annotations

import functools
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leaflet.problems import Problem
from leaflet.project import Kit

if TYPE_CHECKING:  # a build with nothing to do needs no typesetter
    from leaflet.build import Copy, Result
    from leaflet.layout.copyfit import Fit

BILINGUAL = "bilingual"
Prepared = tuple["Copy | None", tuple[Problem, ...]]


@dataclass(slots=True)
class LanguageSet:
    """`languages` are all that the leaflet has, the source's first; each is prepared when it is first needed.
    `partner` is the staff's language, which the bilingual edition sets beside the others."""

    kit: Kit
    languages: tuple[str, ...]
    partner: str = ""
    _prepared: dict[str, Prepared] = field(default_factory=dict)

    def prepared(self, language: str) -> Prepared:
        """A language ready to be set; no copy where its problems forbid it."""
        from leaflet.build import prepare

        if language not in self._prepared:
            self._prepared[language] = prepare(self.kit, language)
        return self._prepared[language]

    def fits(self, groups: Collection[str] | None = None) -> dict[str, Fit]:
        """The size for each group of languages that can be printed; of some groups only, where they are named.  The
        source is always asked: it decides on the pages."""
        from leaflet.build import find_fits

        source = self.kit.leaflet.language
        wanted = [one for one in self.languages if groups is None or one == source or group_of(one) in groups]
        copies = [copy for copy, _ in map(self.prepared, wanted) if copy is not None]
        found = find_fits(self.kit, copies) if copies else {}
        return {group: fit for group, fit in found.items() if groups is None or group in groups}

    def finished(self, language: str, fit: Fit | None, edition: str) -> Result:
        """One language as a PDF; without bytes where its problems forbid it."""
        from leaflet.build import Result, finish
        from leaflet.paint.painter import Edition

        copy, problems = self.prepared(language)
        if copy is None or fit is None:
            return Result(language, b"", None, problems)
        if self.partner and edition == partnered(Edition.BILINGUAL, self.partner):
            return self._pair(copy, language)
        return finish(self.kit, copy, fit, Edition(edition))

    def _pair(self, copy: Copy, language: str) -> Result:
        from leaflet.build import Result
        from leaflet.pair import finish_pair

        other, problems = self.prepared(self.partner)
        return finish_pair(self.kit, copy, other) if other else Result(language, b"", None, problems)


def partnered(edition: str, partner: str) -> str:
    """The name of an edition as files and the manifest have it: `bilingual-nl` has Dutch beside it."""
    return f"{edition}-{partner}" if edition == BILINGUAL and partner else edition


@functools.cache
def group_of(language: str) -> str:
    """The languages that share a type size with this one: those of its script; empty for an unknown language."""
    from leaflet.localize.locale import read_locale
    from leaflet.places import ASSETS

    locale, _ = read_locale(language, ASSETS)
    return locale.script if locale else ""
