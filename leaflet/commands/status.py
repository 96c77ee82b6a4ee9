"""`status`: how far each language of each leaflet is.  A table for people, details for one language, JSON for tools,
and a page that can be sent to whoever asks.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from leaflet.commands.building import current_output, known_fits
from leaflet.commands.console import Console
from leaflet.commands.order import OFFICE, Order, Source, tell_source
from leaflet.commands.reviewing import counted, reviewed
from leaflet.fingerprint import read_inputs
from leaflet.language_set import group_of
from leaflet.localize.catalogue import Catalogue, Entry, read_catalogue
from leaflet.localize.progress import Progress, progress_of
from leaflet.localize.readability import Readability, measure, prose, read_rules
from leaflet.localize.signoff import Signoff, changed_since
from leaflet.localize.states import State, word_diff
from leaflet.manifest import Manifest, Output, output_path, read_manifest, set_key
from leaflet.model.document import Leaflet, Message
from leaflet.output import shown, write_file
from leaflet.places import ASSETS
from leaflet.problems import has_errors
from leaflet.project import DEFAULT_CLINIC, read_kit
from leaflet.standing import Standing, standing_of

UNREADABLE = "unreadable"
UNFINISHED = (State.MISSING, State.DRAFT, State.STALE)


@dataclass(frozen=True, slots=True)
class Undone:
    """A text that is not complete and current: what it is now, what its translation was made for, what changed."""

    context: str
    state: State
    source: str
    made_for: str = ""
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Vouched:
    """A sign-off, and what changed since where it does not count any more."""

    signoff: Signoff
    valid: bool
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One language of one leaflet; `fits` are (design, what was built) with None where nothing is up to date.  No
    `progress`, no `standing` and no `readability`: its PO file, or the source, cannot be read."""

    leaflet: str
    language: str
    version: str = ""
    review_by: str = ""
    expired: bool = False
    made_for: str = ""
    progress: Progress | None = None
    standing: Standing | None = None
    fits: tuple[tuple[str, Output | None], ...] = ()
    readability: Readability | None = None
    undone: tuple[Undone, ...] = ()
    vouched: tuple[Vouched, ...] = ()
    checks: tuple[int, int] | None = None  # errors and warnings of the checks on translations

    @property
    def state(self) -> str:
        """The language's state in one word."""
        return self.standing.state if self.standing else UNREADABLE


@dataclass(frozen=True, slots=True)
class Form:
    """How to tell it: as a `table` or as `json`, each text that is not done, and as a page."""

    name: str = "table"
    details: bool = False
    page: Path | None = None


def status(order: Order, form: Form, console: Console) -> int:
    """Tell how far everything is; what cannot be read is a problem."""
    from leaflet.commands import status_text

    manifest, problems = read_manifest(order.out)
    console.tell(problems)
    rows: list[Row] = []
    for source in order.sources:
        tell_source(source, console)
        rows += _rows(order, manifest, source, console)
    if form.name == "json":
        console.say(status_text.as_json(rows))
    elif sys.stdout.isatty():
        status_text.show_tables(rows, form.details)
    else:
        for line in status_text.as_text(rows, form.details):
            console.say(line)
    if form.page is not None:
        _write_page(form.page, rows, order, console)
    return console.code


def _write_page(path: Path, rows: Sequence[Row], order: Order, console: Console) -> None:
    from leaflet.commands.status_page import page

    slips = write_file(path, page(rows, order.today))
    console.tell(slips)
    if not slips:
        print(f"Page: {shown(path)}", file=sys.stderr)


def _rows(order: Order, manifest: Manifest, source: Source, console: Console) -> Iterator[Row]:
    leaflet = source.leaflet
    if leaflet is None:
        yield Row(source.id, "")
        return
    fits = {design: _fits(order, manifest, source, design) for design in leaflet.designs}
    told = reviewed(order.project, leaflet, order.asked(source))
    console.tell(told.get("", ()))
    for language in order.asked(source):
        built = tuple((design, outputs.get(language)) for design, outputs in fits.items())
        row = _row(order, leaflet, language, built, console)
        yield replace(row, checks=counted(told[language])) if language in told else row


def _row(
    order: Order, leaflet: Leaflet, language: str, fits: tuple[tuple[str, Output | None], ...], console: Console
) -> Row:
    review_by, expired = leaflet.review_by.isoformat(), leaflet.review_by < order.today
    readable, catalogue = _catalogue(order, leaflet, language, console)
    if not readable:
        return Row(leaflet.id, language, leaflet.version, review_by, expired, fits=fits)
    standing, problems = standing_of(order.project, leaflet, language, catalogue)
    console.tell(problems)
    return Row(
        leaflet=leaflet.id,
        language=language,
        version=leaflet.version,
        review_by=review_by,
        expired=expired,
        made_for=catalogue.version if catalogue else leaflet.version,
        progress=progress_of(leaflet, catalogue),
        standing=standing,
        fits=fits,
        readability=_readability(leaflet, catalogue, language, console),
        undone=tuple(_undone(leaflet, catalogue, standing)) if catalogue else (),
        vouched=tuple(_vouched(standing)),
    )


def _undone(leaflet: Leaflet, catalogue: Catalogue, standing: Standing) -> Iterator[Undone]:
    for message in leaflet.messages():
        state = standing.messages[message.context]
        if state in UNFINISHED:
            made_for = _made_for(catalogue.entries.get(message.context), message, state)
            changed = word_diff(made_for, message.text) if made_for else ""
            yield Undone(message.context, state, message.text, made_for, changed)


def _made_for(entry: Entry | None, message: Message, state: State) -> str:
    """The source that an old translation was made for, where that is another."""
    if entry is None or state is State.MISSING:
        return ""
    made_for = entry.previous_source if entry.fuzzy else entry.source
    return made_for if made_for != message.text else ""


def _vouched(standing: Standing) -> Iterator[Vouched]:
    yield from (Vouched(one, True) for one in standing.signed)
    for one in standing.revoked:
        yield Vouched(one, False, changed_since(one, standing.content) if standing.content else ())


def _catalogue(order: Order, leaflet: Leaflet, language: str, console: Console) -> tuple[bool, Catalogue | None]:
    """Can the words of a language be read, and its catalogue, which the source's own language has none of?"""
    if language == leaflet.language:
        return True, None
    path = order.project.folder(leaflet.id) / f"{language}.po"
    catalogue, problems = read_catalogue(path, order.project.shown(path), leaflet)
    console.tell(problems)
    return catalogue is not None, catalogue


def _readability(leaflet: Leaflet, catalogue: Catalogue | None, language: str, console: Console) -> Readability:
    rules, problems = read_rules(language, ASSETS)
    console.tell(problems)
    return measure(prose(leaflet, catalogue), rules)


def _fits(order: Order, manifest: Manifest, source: Source, design: str) -> dict[str, Output]:
    """What was built in a design and would come out the same now, by language."""
    assert source.leaflet is not None
    built = [manifest.outputs.get(output_path(source.id, one, design, OFFICE)) for one in source.languages]
    clinic = next((output.clinic for output in built if output), DEFAULT_CLINIC)
    kit, problems = read_kit(order.project, source.leaflet, design, clinic)
    if kit is None or has_errors(problems) or not any(built):
        return {}
    kit = order.kit(kit)
    inputs = read_inputs(kit)
    fits = known_fits(manifest, set_key(source.id, design, clinic), inputs.of_set(source.languages), kit.design)
    sized = [(one, fits[group]) for one in source.languages if (group := group_of(one)) in fits]
    found = {one: current_output(manifest, inputs, one, fit, OFFICE) for one, fit in sized}
    return {one: output for one, output in found.items() if output and (order.out / output.path).is_file()}
