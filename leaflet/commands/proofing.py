"""`proof`: a leaflet goes in; one PDF with all its languages side by side comes out, for who has to judge them.

The small pages are those of the office edition.  A language that cannot be built is shown as a draft where that can be
made, with the reason; else its place is grey.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from leaflet.commands.building import known_fits
from leaflet.commands.console import Console, progress
from leaflet.commands.order import OFFICE, Order, Source, tell_source
from leaflet.drafting.board import board_setting
from leaflet.fingerprint import read_inputs
from leaflet.imposition.gather import gather
from leaflet.language_set import LanguageSet, group_of
from leaflet.layout.copyfit import Fit
from leaflet.layout.placed import Pages
from leaflet.localize.catalogue import Catalogue, read_catalogue
from leaflet.localize.locale import Locale, read_locale
from leaflet.localize.pseudo import is_pseudo
from leaflet.localize.signoff import changed_since
from leaflet.localize.states import State
from leaflet.manifest import read_manifest, set_key
from leaflet.model.schema import clip
from leaflet.output import shown, write_file
from leaflet.paint.painter import Look, paint
from leaflet.paint.pdf_document import Metadata
from leaflet.places import ASSETS
from leaflet.problems import Level, Problem, has_errors
from leaflet.project import Kit, read_kit
from leaflet.proofing.sheets import About, proof_of
from leaflet.proofing.specimen import Specimen
from leaflet.standing import Standing, standing_of

ENGLISH = "en"  # of the sheets' own words
SIGNERS = 60  # letters of their names
UNDONE = (State.MISSING, State.DRAFT, State.STALE)


def proof(order: Order, console: Console) -> int:
    """One PDF for each leaflet and design; problems of a language stand in it, and are told."""
    made: list[Path] = []
    for source in order.sources:
        tell_source(source, console)
        if source.leaflet is None or has_errors(source.problems):
            continue
        for design in order.designs or source.leaflet.designs:
            path = _proof(order, source, design, console)
            made += [path] if path else []
    console.say(f"Files: {', '.join(map(shown, made))}" if made else "No proof was made")
    return console.code


def _proof(order: Order, source: Source, design: str, console: Console) -> Path | None:
    assert source.leaflet is not None
    kit, problems = read_kit(order.project, source.leaflet, design, order.clinic)
    console.tell(problems)
    if kit is None:
        return None
    desk = _Desk(order, order.kit(kit), source)
    specimens = []
    languages = order.asked(source)
    with progress(len(languages)) as advance:
        for language in languages:
            specimens.append(desk.specimen(language))
            console.tell(specimens[-1].problems)
            advance(language)
    pdf = desk.pdf(specimens)
    path = order.out / source.id / f"{source.id}_{design}_proof.pdf"
    slips = write_file(path, pdf)
    console.tell(slips)
    if slips:
        return None
    shown_ = sum(one.pages is not None and not one.reason for one in specimens)
    console.say(f"{source.id}  {design}  {shown_} of {len(specimens)} languages as they would be printed")
    return path


class _Desk:
    """Makes the specimens of one leaflet in one design."""

    def __init__(self, order: Order, kit: Kit, source: Source) -> None:
        self.kit, self.order = kit, order
        self.set = LanguageSet(kit, source.languages)
        self.drafts = LanguageSet(replace(kit, draft=True), source.languages)
        self.fits = self._fits(source)

    def _fits(self, source: Source) -> Mapping[str, Fit]:
        kit = self.kit
        key = set_key(kit.leaflet.id, kit.design.name, kit.clinic.id)
        inputs = read_inputs(kit).of_set(source.languages)
        fits = known_fits(read_manifest(self.order.out)[0], key, inputs, kit.design)
        missing = {group_of(language) for language in self.order.asked(source)} - fits.keys()
        return fits | self.set.fits(missing) if missing else fits

    def specimen(self, language: str) -> Specimen:
        """One language: as it is printed, as a draft, or as nothing."""
        locale, _ = read_locale(language, ASSETS)
        result = self.set.finished(language, self.fits.get(group_of(language)), OFFICE)
        reason = "" if result.pdf else _reason(result.problems)
        shown_, copy = result, self.set.prepared(language)[0]
        if not result.pdf and locale is not None:
            fit = self.fits.get(group_of(language)) or next(iter(self.fits.values()), None)
            shown_, copy = self.drafts.finished(language, fit, OFFICE), self.drafts.prepared(language)[0]
        catalogue = self._catalogue(language)
        standing, slips = standing_of(self.kit.project, self.kit.leaflet, language, catalogue)
        pages = shown_.pages if shown_.pdf else None
        return Specimen(
            language=language,
            locale=locale,
            name=self._name(locale, language),
            state=_state(standing, locale is not None, bool(reason and pages)),
            facts=_facts(pages, standing, result.problems),
            pdf=shown_.pdf,
            pages=pages,
            reason=reason,
            changed=_changed(standing),
            undone={block: state for block, state in standing.blocks.items() if state in UNDONE},
            problems=_in_order(result.problems + slips),
            typesetter=copy.typesetter if copy else None,
        )

    def _name(self, locale: Locale | None, language: str) -> str:
        return locale.name_in(self.kit.leaflet.language) if locale else language

    def _catalogue(self, language: str) -> Catalogue | None:
        if language == self.kit.leaflet.language or is_pseudo(language):
            return None
        path = self.kit.project.folder(self.kit.leaflet.id) / f"{language}.po"
        catalogue, _ = read_catalogue(path, self.kit.project.shown(path), self.kit.leaflet)
        return catalogue or Catalogue(language, self.kit.leaflet.id, "", path.name, {})

    def pdf(self, specimens: list[Specimen]) -> bytes:
        """The bytes of the whole proof."""
        kit = self.kit
        locale, _ = read_locale(ENGLISH, ASSETS)
        assert locale is not None
        numbers = {"leaflet": 0} | {block.id: at for at, block in enumerate(kit.leaflet.blocks, 1)}
        title = f"Proof  {kit.leaflet.id}  ·  {kit.design.name}  ·  version {kit.leaflet.version}"
        made = proof_of(
            specimens, About(title, numbers, kit.design.sheet), board_setting(kit.design, kit.faces, locale)
        )
        facts = Metadata(f"Proof: {kit.leaflet.id}, {kit.design.name}", ENGLISH, date=kit.leaflet.review_by)
        look = Look(kit.palette, made.over.pictures, 0.0)
        return gather([one.pdf for one in specimens], made.spots, paint(made.over.pages, look, facts))


def _reason(problems: tuple[Problem, ...]) -> str:
    found = [problem for problem in problems if problem.level >= Level.ERROR]
    more = f"  (and {len(found) - 1} more: see the last sheets)" if len(found) > 1 else ""
    return f"{' '.join(found[0].text.split())[:200]} [{found[0].code}]{more}" if found else "no type size was found"


def _state(standing: Standing, known: bool, held_back: bool) -> str:
    state = str(standing.state) if known else "unknown"
    return f"{state}: not printed" if held_back else state


def _facts(pages: Pages | None, standing: Standing, problems: tuple[Problem, ...]) -> str:
    """`10.7 pt · spacing set · fit 96 % · signed by A. Peeters (translator) · 2 problems`."""
    facts = [f"{pages.size:g} pt", f"spacing {pages.spacing}", f"fit {100 * pages.fill:.0f} %"] if pages else []
    signed = ", ".join(f"{one.by} ({one.role})" for one in standing.signed)
    facts.append(f"signed: {clip(signed, SIGNERS)}" if signed else "signed by nobody")
    facts += [f"wants {', '.join(standing.wanting)}"] if signed and standing.wanting else []
    facts += [f"problems: {len(problems)}"] if problems else []
    return "  ·  ".join(facts)


def _changed(standing: Standing) -> frozenset[str]:
    """What differs from the last version that somebody signed."""
    last = max(standing.revoked, key=lambda one: one.date, default=None)
    return frozenset(changed_since(last, standing.content)) if last and standing.content else frozenset()


def _in_order(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: -problem.level))
