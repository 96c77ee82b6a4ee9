"""`check`: everything a build looks at, and the finished bytes read back.  Nothing is written."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING

from leaflet.check.coverage import check_languages
from leaflet.check.locale_facts import check_facts
from leaflet.check.output import Expected, check_output
from leaflet.commands.building import describe
from leaflet.commands.console import Console, progress
from leaflet.commands.order import LARGE_PRINT, OFFICE, Order, Source, tell_source
from leaflet.commands.reviewing import reviewed
from leaflet.commands.wording import fitted
from leaflet.compose.fonts import verify_fonts
from leaflet.language_set import LanguageSet, group_of, partnered
from leaflet.layout.copyfit import Fit
from leaflet.manifest import output_path
from leaflet.paint.press_job import PRESS
from leaflet.places import ASSETS
from leaflet.problems import Problem, Where, has_errors
from leaflet.project import read_kit
from leaflet.room import Rooms

if TYPE_CHECKING:
    from leaflet.build import Result
    from leaflet.layout.placed import Pages

ACCESSIBLE = "accessible"  # the edition


def check(order: Order, console: Console) -> int:
    """Check what was ordered, and go on after errors as long as there is something to look at."""
    console.tell(verify_fonts(ASSETS))
    console.tell(_coverage())
    with progress(len(order.sources)) as advance:
        for source in order.sources:
            tell_source(source, console)
            _check_leaflet(order, source, console)
            advance(source.id)
    console.say(f"Checked {_amount(order)}: {console.counted() or 'no problems'}; nothing was written")
    return console.code


@functools.cache  # 1.6 s; the program's own data does not change while it runs
def _coverage() -> tuple[Problem, ...]:
    """The facts about all languages, and whether the fonts have their characters if the facts are right."""
    return check_facts(ASSETS) or check_languages(ASSETS)


def _check_leaflet(order: Order, source: Source, console: Console) -> None:
    if source.leaflet is None:
        return
    rooms: dict[str, Mapping[str, int]] = {}
    for work in order.works(source.leaflet):
        kit, problems = read_kit(order.project, source.leaflet, work.design, order.clinic)
        console.tell(problems)
        if kit is None:
            continue
        languages = LanguageSet(order.kit(kit), source.languages, order.partner)
        # A source with errors has no true layout; its translations can be looked at all the same.
        fits = {} if has_errors(source.problems) else languages.fits()
        if not rooms:  # of the first design, as translators are told
            space = Rooms(languages, fits)
            rooms = {language: space.of(language) for language in order.asked(source)} if fits else {}
        for edition in work.editions:
            shown = partnered(edition, order.partner)
            console.say(f"{source.id}  {work.design}" + f"  {shown}" * (edition != OFFICE))
            for language in order.asked(source, edition):
                _check_language(languages, (language, shown), fits.get(group_of(language)), console)
    told = reviewed(order.project, source.leaflet, order.asked(source), rooms)
    for problems in told.values():  # last: what a build says, too, stands with its language
        console.tell(problems)


def _check_language(languages: LanguageSet, wanted: tuple[str, str], fit: Fit | None, console: Console) -> None:
    language, edition = wanted
    result = languages.finished(language, fit, edition)
    console.tell(result.problems)
    if result.pages is None or not result.pdf:
        return
    output = describe(languages.kit, result, result.pages, edition, "")
    console.say(fitted(output))
    if edition == PRESS:  # a press file is proved as it is made
        return
    sheets = tuple((page.width, page.height) for page in result.pages.pages)
    console.tell(check_output(result.pdf, Expected(language, sheets, Where(output.path, 0, "", language))))
    console.tell(_access(languages, result, result.pages, edition))


def _access(languages: LanguageSet, result: Result, pages: Pages, edition: str) -> tuple[Problem, ...]:
    """The rules of access on the accessible edition, which has the pages of the office edition, or on large print."""
    copy, _ = languages.prepared(result.language)
    if copy is None or edition not in (OFFICE, ACCESSIBLE, LARGE_PRINT):
        return ()
    from leaflet.build import paint_copy
    from leaflet.check.access.check_access import check_access
    from leaflet.paint.painter import Edition

    kit = languages.kit
    pdf = paint_copy(kit, copy, pages, Edition.ACCESSIBLE) if edition == OFFICE else result.pdf
    shown = ACCESSIBLE if edition == OFFICE else edition
    path = output_path(kit.leaflet.id, result.language, kit.design.name, shown)
    return check_access(pdf, Where(path, 0, "", result.language))


def _amount(order: Order) -> str:
    leaflets, copies = len(order.sources), sum(len(order.asked(source)) for source in order.sources)
    return f"{leaflets} leaflet{'s' * (leaflets != 1)} in {copies} language{'s' * (copies != 1)}"
