"""The whole road: a kit and its languages go in, finished and checked PDFs come out.

1 translate each language; 2 shape and look for missing glyphs; 3 fit the set to one type size; 4 lay out each language;
5 paint; 6 check.  Nothing is written to disk here.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from leaflet.check.pages import Proof, check_pages
from leaflet.check.readback import read_back
from leaflet.compose.fonts import check_family
from leaflet.compose.typesetter import Typesetter
from leaflet.layout.copyfit import Fit, Trial, fewest_pages, fit_language, fit_set
from leaflet.layout.furniture import Imprint
from leaflet.layout.pages import lay_out
from leaflet.layout.panels import lay_out_frames
from leaflet.layout.placed import Pages
from leaflet.layout.setting import Setting, least_leading
from leaflet.localize.dates import long_date
from leaflet.localize.isolates import isolated
from leaflet.localize.local_leaflet import LocalLeaflet
from leaflet.localize.locale import Locale, read_locale
from leaflet.localize.translate import translate
from leaflet.model.document import Leaflet
from leaflet.model.inline import RichText, Span
from leaflet.paint.meaning import Find, meaning_of
from leaflet.paint.painter import Edition, Look, paint
from leaflet.paint.pdf_document import Metadata
from leaflet.paint.press_job import PressJob
from leaflet.places import ASSETS
from leaflet.press_proof import prove
from leaflet.problems import Level, Problem, Where, error, has_errors, warning
from leaflet.project import Kit, screen_profile

ITALIC = "italic"  # one of a locale's ways to stress a word


@dataclass(frozen=True, slots=True)
class Copy:
    """A leaflet in one language, ready to be set: `trial` sets it at a size, a spacing and a number of pages."""

    local: LocalLeaflet
    locale: Locale
    typesetter: Typesetter
    imprint: Imprint
    problems: tuple[Problem, ...]
    trial: Trial


@dataclass(frozen=True, slots=True)
class Result:
    """A finished leaflet.  `pdf` is empty where an error stands among the problems."""

    language: str
    pdf: bytes
    pages: Pages | None
    problems: tuple[Problem, ...]


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
    if language != kit.leaflet.language:
        from leaflet.localize.catalogue import read_catalogue  # the source's own language needs no PO reader

        path = kit.project.folder(kit.leaflet.id) / f"{language}.po"
        catalogue, slips = read_catalogue(path, kit.project.shown(path), kit.leaflet)
        problems += slips
        if catalogue is None:
            return None, problems
    local = _chosen(kit, translate(kit.leaflet, catalogue, field_values(kit, locale), locale))
    emphasis = tuple(way for way in locale.emphasis if way != ITALIC or not kit.design.upright)
    typesetter = Typesetter(replace(locale, emphasis=emphasis), kit.faces)
    imprint = imprint_of(kit, local, locale)
    problems += local.problems + tuple(_missing(kit, local, typesetter, imprint))
    copy = Copy(local, locale, typesetter, imprint, problems, _trial(kit, local, typesetter, imprint))
    return (None if has_errors(problems) else copy), problems


def _chosen(kit: Kit, local: LocalLeaflet) -> LocalLeaflet:
    """The leaflet without what its design leaves out."""
    out = kit.design.leaves_out(local.blocks)
    return replace(local, blocks=tuple(block for block in local.blocks if block.id not in out)) if out else local


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


def field_values(kit: Kit, locale: Locale) -> Mapping[str, str]:
    """What stands for {clinic.phone}, {leaflet.version} and the like in a language."""
    leaflet = kit.leaflet
    source, _ = _locale(leaflet.language)
    values = {
        **kit.clinic.fields(),
        "leaflet.version": leaflet.version,
        "leaflet.code": leaflet.code,
        "leaflet.review_by": long_date(leaflet.review_by, locale),
        "leaflet.source_language": source.name_in(locale.language) if source else leaflet.language,
    }
    if leaflet.date:
        values["leaflet.date"] = long_date(leaflet.date, locale)
    return values


def imprint_of(kit: Kit, local: LocalLeaflet, locale: Locale) -> Imprint:
    """The words of the footer.  Nobody can sign yet, so every leaflet is a draft and says so."""
    labels = local.labels
    version = labels.get("version", local.version)
    if local.date:
        version += f" ({long_date(local.date, locale)})"
    names = [kit.clinic.name, local.code, locale.autonym]
    facts = facts_line([fact for fact in names if fact], [fact for fact in (version, labels.get("review_by")) if fact])
    publisher = isolated(RichText(labels.get("publisher", "")), locale)
    page = labels.get("page", "{page} / {pages}")
    return Imprint(labels.get("draft", ""), isolated(facts, locale), page, publisher)


def facts_line(names: Sequence[str], facts: Sequence[str]) -> RichText:
    """Names and facts with dots between them; each name keeps its own direction."""
    text = ""
    spans: list[Span] = []
    for fact in (*names, *facts):
        text += " · " if text else ""
        if len(spans) < len(names):
            spans.append(Span(len(text), len(text) + len(fact), isolate=True))
        text += fact
    return RichText(text, tuple(spans))


def _missing(kit: Kit, local: LocalLeaflet, typesetter: Typesetter, imprint: Imprint) -> list[Problem]:
    """Characters that no bundled font has, each at its message."""
    where = Where(words_file(kit, local.language), 0, "", local.language)
    texts: list[tuple[str, RichText | str, bool]] = [("leaflet/title", local.title, True)]
    for block in local.blocks:
        texts += [(f"{block.id}/title", block.title, True)] if block.title else []
        texts += [(part.context, part.text, False) for part in block.parts]
    texts += [("label/draft", imprint.draft, True), ("label/page", imprint.page, True)]
    texts += [("footer", imprint.facts, False), ("label/publisher", imprint.publisher, False)]
    return [
        problem
        for context, text, strong in texts
        for problem in typesetter.missing(text, replace(where, line=local.lines.get(context, 0), block=context), strong)
    ]


def words_file(kit: Kit, language: str) -> str:
    """Where the words of a language are: the source or its catalogue, as the user knows the file."""
    source = kit.leaflet.file
    return source if language == kit.leaflet.language else f"{source.rpartition('/')[0]}/{language}.po"


def find_fits(kit: Kit, copies: Sequence[Copy]) -> dict[str, Fit]:
    """Step 3: one type size for each group of languages, those of one script; the first copy decides on the pages."""
    pages = fewest_pages(kit.design, copies[0].trial)
    groups: dict[tuple[str, float], list[Trial]] = {}
    for copy in copies:
        groups.setdefault((copy.locale.script, copy.locale.size_factor), []).append(copy.trial)
    return {script: fit_set(kit.design, trials, pages, factor) for (script, factor), trials in groups.items()}


def finish(kit: Kit, copy: Copy, fit: Fit, edition: Edition = Edition.OFFICE) -> Result:
    """Steps 4 to 6: lay out one language at the set's size, paint it, check it, and read it back."""
    pages = fit_language(kit.design, copy.trial, fit)
    file = words_file(kit, copy.local.language)
    seen = kit.palette.in_grey if edition is Edition.GREY else kit.palette
    proof = Proof(pages, copy.local, kit.design, seen, file, copy.typesetter)
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
    return Result(language, b"" if has_errors(problems) else pdf, pages, problems)


def look_of(kit: Kit, copy: Copy, edition: Edition = Edition.OFFICE, job: PressJob | None = None) -> Look:
    """What an edition of one language is painted with; the accessible one knows where its words lead."""
    linked = edition is Edition.ACCESSIBLE
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
