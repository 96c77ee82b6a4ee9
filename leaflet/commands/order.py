"""What the user ordered.  Arguments go in; leaflets that are there, with names that are known, come out: or Refused."""

from __future__ import annotations

import argparse
import datetime
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from leaflet.commands.console import UNREADABLE, Console, Refused, program_name
from leaflet.language_set import BILINGUAL
from leaflet.layout.press_wish import MARKS, PressWish
from leaflet.localize.pseudo import is_pseudo
from leaflet.model.document import Leaflet
from leaflet.paint.press_job import PRESS, SUFFIXES, find_profile
from leaflet.paint.profile import read_profile
from leaflet.places import ASSETS
from leaflet.problems import Problem, Where, error, warning
from leaflet.project import DEFAULT_CLINIC, SOURCE, Kit, Project, read_source
from leaflet.reflow.edition import is_reflow

COMMAND_LINE = Where("command line")
OFFICE = "office"
LARGE_PRINT, LARGE_DESIGN = "large-print", "a4-large"  # an edition, and the design that it is always set in


@dataclass(frozen=True, slots=True)
class Source:
    """A leaflet as it was read, None where that failed, and what was wrong; `languages` are all that it has."""

    id: str
    leaflet: Leaflet | None
    problems: tuple[Problem, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """A design, and the editions that are made in it."""

    design: str
    editions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """What to do.  Empty `languages` or `designs`: all that a leaflet has.  `today` is said once, here."""

    project: Project
    sources: tuple[Source, ...]
    out: Path
    today: datetime.date
    languages: tuple[str, ...] = ()
    designs: tuple[str, ...] = ()
    editions: tuple[str, ...] = (OFFICE,)
    clinic: str = DEFAULT_CLINIC
    jobs: int = 1
    force: bool = False
    partner: str = ""
    press: PressWish = PressWish()
    draft: bool = False

    def kit(self, kit: Kit) -> Kit:
        """A kit with what the command line and the day say."""
        expired = kit.leaflet.review_by < self.today
        return replace(kit, press=self.press, draft=self.draft, expired=expired)

    def asked(self, source: Source, edition: str = OFFICE) -> tuple[str, ...]:
        """The languages of a leaflet that the user wants, in the leaflet's order; none is set beside itself."""
        wanted = self.languages or source.languages
        itself = self.partner if edition == BILINGUAL else ""
        return tuple(language for language in source.languages if language in wanted and language != itself)

    def works(self, leaflet: Leaflet) -> tuple[Work, ...]:
        """The designs to make a leaflet in, each with its editions: large print has a design of its own, what has no
        pages is made once, and two languages side by side want whole pages, which the first design has."""
        paged = tuple(name for name in self.editions if name != LARGE_PRINT and not is_reflow(name))
        loose = tuple(name for name in self.editions if is_reflow(name))
        first, *others = self.designs or leaflet.designs
        further = paged if self.designs else tuple(name for name in paged if name != BILINGUAL)
        found = [Work(first, paged + loose), *(Work(name, further) for name in others)]
        found += [Work(LARGE_DESIGN, (LARGE_PRINT,))] if LARGE_PRINT in self.editions else []
        return tuple(work for work in found if work.editions)


def read_order(options: argparse.Namespace) -> Order:
    """Read the sources and check every name that the user gave; raises Refused."""
    project = Project(options.project)
    names = _leaflets(project, options.leaflets if "leaflets" in options else ())
    given = vars(options)
    tests = tuple(language for language in given.get("lang", ()) if is_pseudo(language))  # only where they are named
    sources = tuple(_source(project, name, options.today, tests) for name in names)
    order = Order(
        project=project,
        sources=sources,
        out=given.get("out") or project.root / "build",
        today=options.today,
        languages=given.get("lang", ()),
        designs=given.get("design", ()),
        editions=_editions(given.get("edition", (OFFICE,))),
        clinic=given.get("clinic") or DEFAULT_CLINIC,
        jobs=given.get("jobs", 1),
        force=given.get("force", False),
        partner=given.get("partner") or "",
        press=_press(given),
        draft=given.get("draft", False),
    )
    _refuse("language", order.languages, [language for source in sources for language in source.languages])
    _refuse_partner(order)
    _refuse_press(order)
    _refuse("design", order.designs, project.named("designs"))
    _refuse("clinic", (order.clinic,), project.named("clinics"))
    return order


def _refuse_partner(order: Order) -> None:
    """A bilingual edition needs the other language, and no other edition has one."""
    if (BILINGUAL in order.editions) != bool(order.partner):
        text = "--with names the language beside the patient's in --edition bilingual"
        hint = f"for instance: build --edition {BILINGUAL} --with nl"
        raise Refused(error("arguments/with", text, COMMAND_LINE, hint))
    if order.partner:
        known = {language for source in order.sources for language in source.languages}
        _refuse("language", (order.partner,), sorted(known))
    if order.partner and set(order.languages) == {order.partner}:
        text = f"--lang and --with are both '{order.partner}': that is one language beside itself"
        raise Refused(error("arguments/with", text, COMMAND_LINE, "name another language for one of them"))


def _press(given: Mapping[str, Any]) -> PressWish:
    """What the print shop asks for.  A file of its own may stand anywhere; other profiles are known by name."""
    named, marks = given.get("profile") or "", given.get("marks")
    is_file = named.lower().endswith(SUFFIXES) or "/" in named or os.sep in named
    if marks in (("none",), ("all",)):
        marks = MARKS if marks == ("all",) else ()
    _refuse("mark", marks or (), MARKS)
    return PressWish(
        given.get("pdfx") or "", Path(named) if is_file else named, None if marks is None else frozenset(marks)
    )


def _refuse_press(order: Order) -> None:
    """Options of a press file that nobody makes, and a profile that cannot be used."""
    wish = order.press
    if wish != PressWish() and PRESS not in order.editions:
        text = "--pdfx, --profile and --marks are about --edition press"
        raise Refused(error("arguments/press", text, COMMAND_LINE, "add --edition press, or leave them out"))
    if wish.profile:
        path, problems = find_profile(wish.profile, order.project.root, ASSETS, COMMAND_LINE)
        problems += read_profile(path, {}, COMMAND_LINE)[1] if path else ()
        if problems:
            raise Refused(*problems)


def _leaflets(project: Project, wanted: Sequence[str]) -> tuple[str, ...]:
    if not project.root.is_dir():
        raise Refused(error("arguments/project", f"there is no folder '{project.root}'", COMMAND_LINE, "see --project"))
    known = project.leaflets()
    if not known:
        where = Where(project.shown(project.root / "translations"))
        hint = f"begin one with '{program_name()} new NAME', or name the project's folder with --project"
        raise Refused(error("project/empty", "there is no leaflet here", where, hint), code=UNREADABLE)
    _refuse("leaflet", wanted, known)
    return tuple(dict.fromkeys(wanted)) or known


def _source(project: Project, name: str, today: datetime.date, tests: tuple[str, ...]) -> Source:
    leaflet, problems = read_source(project, name)
    if leaflet is None:
        return Source(name, None, problems, project.translations(name))
    if leaflet.review_by < today:
        problems += (_expired(project, leaflet),)
    if leaflet.language in project.translations(name):
        problems += (_idle(project, leaflet),)
    return Source(name, leaflet, problems, project.languages(leaflet) + tests)


def _expired(project: Project, leaflet: Leaflet) -> Problem:
    """Said of a leaflet whose review date has passed."""
    lines = (project.folder(leaflet.id) / SOURCE).read_text("utf-8", "replace").splitlines()
    line = next((number for number, line in enumerate(lines, 1) if line.startswith("review_by")), 0)
    text = f"was to be reviewed by {leaflet.review_by.isoformat()}, and that day has passed"
    hint = "have a clinician look at the text, then set version and review_by anew"
    return warning("source/expired", text, Where(leaflet.file, line), hint)


def _idle(project: Project, leaflet: Leaflet) -> Problem:
    """A PO file that nobody reads: somebody thinks that it is printed."""
    path = project.folder(leaflet.id) / f"{leaflet.language}.po"
    text = f"is never read: '{leaflet.language}' is the language of the source, {SOURCE}"
    return warning("po/source-language", text, Where(project.shown(path)), "change the source, and remove this file")


def _refuse(what: str, wanted: Iterable[str], known: Iterable[str]) -> None:
    """Names on the command line that nothing has."""
    there = sorted(set(known))
    unknown = [name for name in wanted if name not in there]
    if unknown:
        from leaflet.model.schema import did_you_mean

        raise Refused(*(_unknown(what, name, did_you_mean(name, there)) for name in unknown))


def _unknown(what: str, name: str, hint: str) -> Problem:
    hint = hint.replace("allowed here:", "there are:")
    return error(f"arguments/{what}", f"there is no {what} '{name}'", COMMAND_LINE, hint)


def _editions(names: tuple[str, ...]) -> tuple[str, ...]:
    if names == (OFFICE,):
        return names
    from leaflet.paint.painter import Edition
    from leaflet.reflow.edition import Reflow

    known = (*(edition.value for edition in Edition), *(edition.value for edition in Reflow))
    if names == ("all",):
        return tuple(name for name in known if name != BILINGUAL)
    _refuse("edition", names, known)
    return names


def tell_source(source: Source, console: Console) -> None:
    """Say what is wrong with a source; one that cannot be read decides the exit code."""
    console.tell(source.problems)
    console.unreadable = console.unreadable or source.leaflet is None
