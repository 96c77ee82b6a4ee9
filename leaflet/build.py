"""The whole road: a kit and its languages go in, finished and checked PDFs come out.

1 translate each language; 2 shape and look for missing glyphs; 3 fit the set to one type size; 4 lay out each language;
5 paint; 6 check.  Nothing is written to disk here.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leaflet.check.pages import Proof, check_pages
from leaflet.check.readback import read_back
from leaflet.compose.fonts import check_family
from leaflet.compose.typesetter import Typesetter
from leaflet.imprint import imprint_of
from leaflet.layout.copyfit import Fit, Trial, fewest_pages, fit_language, fit_set
from leaflet.layout.furniture import Imprint
from leaflet.layout.pages import lay_out
from leaflet.layout.panels import lay_out_frames
from leaflet.layout.placed import Pages
from leaflet.layout.setting import Setting, least_leading
from leaflet.localize.dates import long_date
from leaflet.localize.local_leaflet import LocalLeaflet
from leaflet.localize.locale import Locale, read_locale
from leaflet.localize.pseudo import is_pseudo, pseudo_catalogue
from leaflet.localize.states import State
from leaflet.localize.translate import translate
from leaflet.model.document import Leaflet
from leaflet.model.inline import RichText
from leaflet.paint.meaning import Find, meaning_of
from leaflet.paint.painter import ON_SCREEN, Edition, Look, paint
from leaflet.paint.pdf_document import Metadata
from leaflet.paint.press_job import PressJob
from leaflet.places import ASSETS
from leaflet.press_proof import prove
from leaflet.problems import Level, Problem, Where, error, has_errors, warning
from leaflet.project import Kit, screen_profile
from leaflet.standing import Standing, standing_of

if TYPE_CHECKING:
    from leaflet.localize.catalogue import Catalogue

ITALIC = "italic"  # one of a locale's ways to stress a word


@dataclass(frozen=True, slots=True)
class Copy:
    """A leaflet in one language, ready to be set: `trial` sets it at a size, a spacing and a number of pages.  `state`
    is how far its translation and sign-off are."""

    local: LocalLeaflet
    locale: Locale
    typesetter: Typesetter
    imprint: Imprint
    problems: tuple[Problem, ...]
    trial: Trial
    state: State = State.TRANSLATED


@dataclass(frozen=True, slots=True)
class Result:
    """A finished leaflet.  `pdf` is empty where an error stands among the problems; `state` is of its words."""

    language: str
    pdf: bytes
    pages: Pages | None
    problems: tuple[Problem, ...]
    state: State = State.TRANSLATED


@functools.cache
def _locale(language: str) -> tuple[Locale | None, tuple[Problem, ...]]:
    return read_locale(language, ASSETS)


def prepare(kit: Kit, language: str) -> tuple[Copy | None, tuple[Problem, ...]]:
    """Steps 1 and 2: translate one language and shape it; no copy where it cannot be printed."""
    locale, problems = _locale(language)
    if locale is None:
        return None, tuple(_at_its_file(kit, language, problem) for problem in problems)
    own = locale.fonts[0]
    lacking = check_family(kit.faces, own) if own in kit.faces.rows else (_no_font(locale),)
    if lacking:
        return None, problems + lacking
    catalogue = None
    if is_pseudo(language):
        catalogue = pseudo_catalogue(kit.leaflet, language)
    elif language != kit.leaflet.language:
        from leaflet.localize.catalogue import read_catalogue  # the source's own language needs no PO reader

        path = kit.project.folder(kit.leaflet.id) / f"{language}.po"
        catalogue, slips = read_catalogue(path, kit.project.shown(path), kit.leaflet)
        problems += slips
        if catalogue is None:
            return None, problems
    standing, slips = standing_of(kit.project, kit.leaflet, language, catalogue)
    version = translated_version(kit.leaflet, catalogue, standing)
    values = field_values(kit, locale, version)
    local = _chosen(kit, translate(kit.leaflet, catalogue, values, locale, kit.draft))
    emphasis = tuple(way for way in locale.emphasis if way != ITALIC or not kit.design.upright)
    typesetter = Typesetter(replace(locale, emphasis=emphasis), kit.faces)
    imprint = imprint_of(kit, local, locale, standing.state, _source_of(kit, local, version))
    problems += _stopped(kit, catalogue, locale)
    problems += (
        slips + local.problems + _same_version(kit, local, version) + tuple(_missing(kit, local, typesetter, imprint))
    )
    trial = _trial(kit, local, typesetter, imprint)
    copy = Copy(local, locale, typesetter, imprint, problems, trial, standing.state)
    return (None if has_errors(problems) else copy), problems


def _stopped(kit: Kit, catalogue: Catalogue | None, locale: Locale) -> tuple[Problem, ...]:
    """What is wrong with the words themselves, where they may harm; `check` says much more."""
    source, _ = _locale(kit.leaflet.language)
    if catalogue is None or source is None or is_pseudo(locale.language):
        return ()
    from leaflet.localize.checks.road import stopped  # a leaflet in its own language needs none of it

    return stopped(kit.leaflet, catalogue, (source, locale), ASSETS)


def _chosen(kit: Kit, local: LocalLeaflet) -> LocalLeaflet:
    """The leaflet without what its design leaves out."""
    out = kit.design.leaves_out(local.blocks)
    if not out:
        return local
    kept = tuple(block for block in local.blocks if block.id not in out)
    stale, unfinished = (tuple(name for name in names if name not in out) for names in (local.stale, local.unfinished))
    return replace(local, blocks=kept, stale=stale, unfinished=unfinished)


def _at_its_file(kit: Kit, language: str, problem: Problem) -> Problem:
    """A language that nobody knows comes from the name of a file: there it is put right, seldom in the locales."""
    file = words_file(kit, language)
    return problem.at(file=file) if problem.code == "locale/unknown" and not problem.where.line else problem


def _trial(kit: Kit, local: LocalLeaflet, typesetter: Typesetter, imprint: Imprint) -> Trial:
    least = least_leading(kit.design, local, typesetter)
    place = lay_out_frames if kit.design.has_frames else lay_out

    @functools.cache  # the search asks some questions twice
    def trial(size: float, step: int, most: int, lean: bool) -> Pages:
        setting = Setting(kit.design, size, kit.design.spacing[step], typesetter, kit.pictures, least)
        if not lean:
            return place(setting, local, imprint, most)
        blocks = tuple(block for block in local.blocks if not block.optional)
        dropped = tuple(block.id for block in local.blocks if block.optional)
        return replace(place(setting, replace(local, blocks=blocks), imprint, most), dropped=dropped)

    return trial


def _no_font(locale: Locale) -> Problem:
    text = f"no bundled font can set {locale.name_in('en')} (script {locale.script}): {locale.fonts[0]} is not there"
    hint = f"add the files of {locale.fonts[0]} to assets/fonts and a row to its SOURCES.yaml, or name another font"
    hint += f" for {locale.script} in assets/locales.yaml"
    return error("font/no-family", text, Where("assets/fonts/SOURCES.yaml", language=locale.language), hint)


def translated_version(leaflet: Leaflet, catalogue: Catalogue | None, standing: Standing) -> str:
    """The version that a translation is complete for: the present one, or where something is wanting the one that its
    PO file was last complete for."""
    behind = {State.MISSING, State.DRAFT, State.STALE} & set(standing.messages.values())
    return catalogue.version if catalogue and catalogue.version and behind else leaflet.version


def _source_of(kit: Kit, local: LocalLeaflet, version: str) -> tuple[Locale, Mapping[str, str]] | None:
    """The facts and field values of the source's language, for a translation."""
    locale, _ = _locale(kit.leaflet.language)
    return (locale, field_values(kit, locale, version)) if locale and local.language != kit.leaflet.language else None


def _same_version(kit: Kit, local: LocalLeaflet, version: str) -> tuple[Problem, ...]:
    """A source that changed under the same version: the paper would say that it is a translation of what it is not."""
    if not local.stale or version != local.version:
        return ()
    text = f"the source changed since it was translated, and is still version {version}: no reader can tell them apart"
    where = Where(kit.leaflet.file, 0, "", local.language)
    return (warning("source/version", text, where, "raise version in leaflet.yaml whenever its text changes"),)


def field_values(kit: Kit, locale: Locale, translated: str = "") -> Mapping[str, str]:
    """What stands for {clinic.phone}, {leaflet.version} and the like in a language; `translated` is the version that
    the translation was made for."""
    leaflet = kit.leaflet
    source, _ = _locale(leaflet.language)
    values = {
        **kit.clinic.fields(),
        "leaflet.version": leaflet.version,
        "leaflet.translated_version": translated or leaflet.version,
        "leaflet.code": leaflet.code,
        "leaflet.review_by": long_date(leaflet.review_by, locale),
        "leaflet.source_language": source.name_in(locale.language) if source else leaflet.language,
    }
    if leaflet.date:
        values["leaflet.date"] = long_date(leaflet.date, locale)
    return values


def _missing(kit: Kit, local: LocalLeaflet, typesetter: Typesetter, imprint: Imprint) -> list[Problem]:
    """Characters that no bundled font has, each at its message."""
    where = Where(words_file(kit, local.language), 0, "", local.language)
    texts: list[tuple[str, RichText | str, bool]] = [("leaflet/title", local.title, True)]
    for block in local.blocks:
        texts += [(f"{block.id}/title", block.title, True)] if block.title else []
        texts += [(part.context, part.text, False) for part in block.parts]
    texts += [("label/draft", imprint.draft, True), ("label/page", imprint.page, True)]
    texts += [("label/stale", imprint.notice, True)]
    texts += [("footer", imprint.facts, False), ("label/publisher", imprint.publisher, False)]
    return [
        problem
        for context, text, strong in texts
        for problem in typesetter.missing(text, replace(where, line=local.lines.get(context, 0), block=context), strong)
    ]


def words_file(kit: Kit, language: str) -> str:
    """Where the words of a language are: the source or its catalogue, as the user knows the file."""
    source = kit.leaflet.file
    made_here = language == kit.leaflet.language or is_pseudo(language)
    return source if made_here else f"{source.rpartition('/')[0]}/{language}.po"


def find_fits(kit: Kit, copies: Sequence[Copy]) -> dict[str, Fit]:
    """Step 3: one type size for each group of languages, those of one script; the first copy decides on the pages."""
    pages = fewest_pages(kit.design, copies[0].trial)
    groups: dict[tuple[str, float], list[Trial]] = {}
    for copy in copies:
        language = copy.locale.language
        group = language if is_pseudo(language) else copy.locale.script
        groups.setdefault((group, copy.locale.size_factor), []).append(copy.trial)
    return {group: fit_set(kit.design, trials, pages, factor) for (group, factor), trials in groups.items()}


def finish(kit: Kit, copy: Copy, fit: Fit, edition: Edition = Edition.OFFICE) -> Result:
    """Steps 4 to 6: lay out one language at the set's size, paint it, check it, and read it back."""
    pages = fit_language(kit.design, copy.trial, fit)
    file = words_file(kit, copy.local.language)
    seen = kit.palette.in_grey if edition is Edition.GREY else kit.palette
    proof = Proof(pages, copy.local, kit.design, seen, file, copy.typesetter, kit.pictures)
    problems = copy.problems + check_pages(proof) + _longer(pages, fit, proof)
    job, slips = kit.press_job if edition is Edition.PRESS else (None, ())
    problems += tuple(slip for slip in slips if slip.level >= Level.ERROR)  # the build says the others once
    language = copy.local.language
    if has_errors(problems):
        return Result(language, b"", pages, problems)
    look = look_of(kit, copy, edition, job)
    pdf = paint(pages, look, metadata(kit.leaflet, copy, pages, kit.clinic.name))
    problems += read_back(pdf, proof, leads=look.leads)
    if edition is Edition.PRESS:
        problems += prove(kit, language, pages, pdf)
    return Result(language, b"" if has_errors(problems) else pdf, pages, problems, copy.state)


def paint_copy(kit: Kit, copy: Copy, pages: Pages, edition: Edition) -> bytes:
    """The bytes of one language as it was laid out, in another edition of the same pages."""
    return paint(pages, look_of(kit, copy, edition), metadata(kit.leaflet, copy, pages, kit.clinic.name))


def look_of(kit: Kit, copy: Copy, edition: Edition = Edition.OFFICE, job: PressJob | None = None) -> Look:
    """What an edition of one language is painted with; one with links knows where its words lead."""
    linked = edition in ON_SCREEN
    meaning = meaning_of(copy.local, _finder(kit) if linked else None)
    screen = screen_profile() if linked else b""
    design = kit.design
    return Look(kit.palette, kit.pictures, design.printer_margin, edition, design.bleed, job, meaning, screen)


def _finder(kit: Kit) -> Find:
    """What finds the phone numbers and addresses in a text."""
    from leaflet.reflow.links import find_links, links_of  # other editions of paper lead nowhere

    known = links_of(kit.leaflet, kit.clinic)
    return lambda text: find_links(text, known)


def _longer(pages: Pages, fit: Fit, proof: Proof) -> tuple[Problem, ...]:
    """A language that needs more paper than the source."""
    if pages.overset or len(pages.pages) <= fit.pages:
        return ()
    text = f"set on {len(pages.pages)} pages: at {pages.size:g} pt it does not fit on {fit.pages}, as the source does"
    return (warning("page/longer", text, proof.where(), "shorten the text, or print one sheet more"),)


def metadata(leaflet: Leaflet, copy: Copy, pages: Pages | None = None, author: str = "") -> Metadata:
    """What the PDF says of itself: title and subject in its own language; the clinic is its author."""
    local = copy.local
    return Metadata(
        title=local.title.text,
        language=local.language,
        subject=local.subject or lead_text(local),
        author=author,
        keywords=f"{leaflet.code} {leaflet.version}",
        date=leaflet.date or leaflet.review_by,
        right_to_left=copy.locale.direction == "rtl",
        duplex=pages is None or len(pages.pages) > 1,
        short_edge=pages is not None and pages.pages[0].width > pages.pages[0].height,
    )


def lead_text(local: LocalLeaflet) -> str:
    """The lead as one text, for the PDF's subject."""
    return " ".join(part.text.text for block in local.blocks if block.kind == "lead" for part in block.parts)
