"""One leaflet in one design for one clinic.  Its languages are prepared and fitted together: those of a script share a
type size.

A kit and its languages go in; the fit of each script and, language by language, finished PDFs come out.  Nothing is
written.
"""

from __future__ import annotations

import functools
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from leaflet.localize.pseudo import is_pseudo
from leaflet.problems import Problem
from leaflet.project import Kit
from leaflet.reflow.edition import Reflow, is_reflow

if TYPE_CHECKING:  # a build with nothing to do needs no typesetter
    from leaflet.build import Copy, Result
    from leaflet.layout.copyfit import Fit
    from leaflet.reflow.material import Material, Sibling

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
        """One language as a PDF, or as a file that has no pages and needs no fit; without bytes where its problems
        forbid it."""
        from leaflet.build import Result, finish
        from leaflet.paint.painter import Edition

        copy, problems = self.prepared(language)
        if copy is not None and is_reflow(edition):
            return self._reflowed(copy, Reflow(edition))
        if copy is None or fit is None:
            return Result(language, b"", None, problems)
        if self.partner and edition == partnered(Edition.BILINGUAL, self.partner):
            return self._pair(copy, language)
        return finish(self.kit, copy, fit, Edition(edition))

    def whole(self) -> LanguageSet:
        """The set for editions that have room for everything: nothing is left out for the design's sake."""
        if not self.kit.design.leave_out:
            return self
        design = replace(self.kit.design, leave_out=frozenset())
        return LanguageSet(replace(self.kit, design=design), self.languages, self.partner)

    def _reflowed(self, copy: Copy, edition: Reflow) -> Result:
        from leaflet.build import Result
        from leaflet.reflow.edition import write
        from leaflet.reflow.links import links_of
        from leaflet.reflow.reading import read_through

        reading = read_through(copy.local, copy.locale, copy.imprint, links_of(self.kit.leaflet, self.kit.clinic))
        data, slips = write(reading, edition, self.material())
        return Result(reading.language, data, None, copy.problems + slips, copy.state)

    def material(self) -> Material:
        """What editions without pages are made with; all languages that can be printed are prepared for it."""
        from leaflet.layout.furniture import LOGO
        from leaflet.model.document import Kind
        from leaflet.reflow.material import Material

        kit = self.kit
        alert = kit.design.looks[Kind.SAFETY].icon if Kind.SAFETY in kit.design.looks else ""
        logo = LOGO if LOGO in kit.pictures else ""
        return Material(kit.pictures, kit.palette, kit.faces, self.siblings(), alert, logo, kit.clinic.name)

    def siblings(self) -> tuple[Sibling, ...]:
        """The languages that the leaflet can be had in, the source's first."""
        from leaflet.reflow.material import Sibling

        copies = (self.prepared(language)[0] for language in self.languages if not is_pseudo(language))
        return tuple(Sibling(copy.locale, copy.local.title.text) for copy in copies if copy is not None)

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
    """The languages that share a type size with this one: those of its script; empty for an unknown language.  A
    pseudo-language shares it with none: a test changes no leaflet."""
    if is_pseudo(language):
        return language
    from leaflet.localize.locale import read_locale
    from leaflet.places import ASSETS

    locale, _ = read_locale(language, ASSETS)
    return locale.script if locale else ""
