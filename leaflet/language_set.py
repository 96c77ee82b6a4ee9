"""One leaflet in one design for one clinic.  Its languages are prepared and fitted together: they share one type size.

A kit and its languages go in; the set's fit and, language by language, finished PDFs come out.  Nothing is written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leaflet.problems import Problem
from leaflet.project import Kit

if TYPE_CHECKING:  # a build with nothing to do needs no typesetter
    from leaflet.build import Copy, Result
    from leaflet.layout.copyfit import Fit

Prepared = tuple["Copy | None", tuple[Problem, ...]]


@dataclass(slots=True)
class LanguageSet:
    """`languages` are all that the leaflet has, the source's first; each is prepared when it is first needed."""

    kit: Kit
    languages: tuple[str, ...]
    _prepared: dict[str, Prepared] = field(default_factory=dict)

    def prepared(self, language: str) -> Prepared:
        """A language ready to be set; no copy where its problems forbid it."""
        from leaflet.build import prepare

        if language not in self._prepared:
            self._prepared[language] = prepare(self.kit, language)
        return self._prepared[language]

    def fit(self) -> Fit | None:
        """The size for all languages that can be printed; None where there is none."""
        from leaflet.build import find_fit

        copies = [copy for copy, _ in map(self.prepared, self.languages) if copy is not None]
        return find_fit(self.kit, copies) if copies else None

    def finished(self, language: str, fit: Fit | None, edition: str) -> Result:
        """One language as a PDF; without bytes where its problems forbid it."""
        from leaflet.build import Result, finish
        from leaflet.paint.painter import Edition

        copy, problems = self.prepared(language)
        if copy is None or fit is None:
            return Result(language, b"", None, problems)
        return finish(self.kit, copy, fit, Edition(edition))
