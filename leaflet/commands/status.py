"""`status`: how far each language of each leaflet is.  A table for people, JSON for tools."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leaflet.commands.building import DRAFT, current_output, known_fits
from leaflet.commands.console import Console
from leaflet.commands.order import OFFICE, Order, Source, tell_source
from leaflet.fingerprint import read_inputs
from leaflet.language_set import group_of
from leaflet.localize.catalogue import Catalogue, read_catalogue
from leaflet.localize.progress import Progress, progress_of
from leaflet.localize.readability import Readability, measure, prose, read_rules
from leaflet.manifest import Manifest, Output, output_path, read_manifest, set_key
from leaflet.model.document import Leaflet
from leaflet.places import ASSETS
from leaflet.problems import has_errors
from leaflet.project import DEFAULT_CLINIC, read_kit

SCHEMA = "leaflet-status/1"
UNREADABLE = "unreadable"
HEADINGS = ("leaflet", "language", "state", "words", "done", "sent.", "long", "formula", "fit", "review by")
NUMBERS = (3, 5, 6)  # columns set flush right
UNITS = {"word": "w", "character": "ch"}


@dataclass(frozen=True, slots=True)
class Row:
    """One language of one leaflet; `fits` are (design, what was built) with None where nothing is up to date.  No
    `progress` and no `readability`: its PO file, or the source, cannot be read."""

    leaflet: str
    language: str
    state: str
    progress: Progress | None
    fits: tuple[tuple[str, Output | None], ...]
    review_by: str
    expired: bool
    readability: Readability | None = None


def status(order: Order, form: str, console: Console) -> int:
    """Tell how far everything is, as a `table` or as `json`; what cannot be read is a problem."""
    manifest, problems = read_manifest(order.out)
    console.tell(problems)
    rows: list[Row] = []
    for source in order.sources:
        tell_source(source, console)
        rows += _rows(order, manifest, source, console)
    if form == "json":
        console.say(_as_json(rows))
    elif sys.stdout.isatty():
        _show_table(rows)
    else:
        for line in _as_text(rows):
            console.say(line)
    return console.code


def _rows(order: Order, manifest: Manifest, source: Source, console: Console) -> Iterator[Row]:
    leaflet = source.leaflet
    if leaflet is None:
        yield Row(source.id, "", UNREADABLE, None, (), "", False)
        return
    fits = {design: _fits(order, manifest, source, design) for design in leaflet.designs}
    for language in source.languages:
        readable, catalogue = _catalogue(order, leaflet, language, console)
        progress = progress_of(leaflet, catalogue) if readable else None
        yield Row(
            leaflet=leaflet.id,
            language=language,
            state=DRAFT if progress else UNREADABLE,
            progress=progress,
            fits=tuple((design, outputs.get(language)) for design, outputs in fits.items()),
            review_by=leaflet.review_by.isoformat(),
            expired=leaflet.review_by < order.today,
            readability=_readability(leaflet, catalogue, language, console) if readable else None,
        )


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
    inputs = read_inputs(kit)
    fits = known_fits(manifest, set_key(source.id, design, clinic), inputs.of_set(source.languages), kit.design)
    sized = [(one, fits[group]) for one in source.languages if (group := group_of(one)) in fits]
    found = {one: current_output(manifest, inputs, one, fit, OFFICE) for one, fit in sized}
    return {one: output for one, output in found.items() if output and (order.out / output.path).is_file()}


def _as_json(rows: Sequence[Row]) -> str:
    found = [
        {
            "leaflet": row.leaflet,
            "language": row.language,
            "state": row.state,
            **(dataclasses.asdict(row.progress) if row.progress else {}),
            "readability": _readability_facts(row.readability) if row.readability else None,
            "fit": {design: _fit_facts(output) for design, output in row.fits},
            "review_by": row.review_by,
            "expired": row.expired,
        }
        for row in rows
    ]
    return json.dumps({"schema": SCHEMA, "languages": found}, ensure_ascii=False, indent=2)


def _readability_facts(found: Readability) -> dict[str, object]:
    facts = dataclasses.asdict(found)
    del facts["short"]  # the table's
    return facts


def _fit_facts(output: Output | None) -> dict[str, object] | None:
    if output is None:
        return None
    return {"size_pt": output.size_pt, "pages": output.pages, "fit_percent": output.fit_percent}


def _cells(row: Row) -> tuple[str, ...]:
    done = row.progress
    counts = (str(done.words), _done_words(done)) if done else ("-", "-")
    fits = "; ".join(f"{design} {_fit_words(output)}" for design, output in row.fits)
    review = f"{row.review_by} expired" if row.expired else row.review_by
    return (row.leaflet, row.language, row.state, *counts, *_readability_words(row.readability), fits, review)


def _done_words(done: Progress) -> str:
    """How many texts are done, and what keeps the others from print: `71/74: 2 fuzzy, 1 stale`."""
    kinds = ((done.fuzzy, "fuzzy"), (done.stale, "stale"), (done.untranslated, "missing"))
    others = ", ".join(f"{count} {kind}" for count, kind in kinds if count)
    return f"{done.done}/{done.total}: {others}" if others else f"{done.done}/{done.total}"


def _readability_words(found: Readability | None) -> tuple[str, str, str]:
    """The mean sentence, the share of long words, and the score beside its formula's name: numbers of different
    formulas cannot be compared."""
    if found is None or not found.sentences:
        return "-", "-", "-"
    sentence = f"{found.sentence_length:.0f} {UNITS[found.unit]}"
    long = "-" if found.long_percent is None else f"{found.long_percent:.0f}%"
    if found.score is not None:
        return sentence, long, f"{found.short} {found.score:.0f}"
    return sentence, long, "too short" if found.short else "none"


def _fit_words(output: Output | None) -> str:
    return "not built" if output is None else f"{output.size_pt:g} pt, {output.pages} p."


def _as_text(rows: Sequence[Row]) -> Iterator[str]:
    table = [HEADINGS, *map(_cells, rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for cells in table:
        aligned = [
            cell.rjust(width) if column in NUMBERS else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        yield "  ".join(aligned).rstrip()


def _show_table(rows: Sequence[Row]) -> None:
    from rich.console import Console as Terminal  # 55 ms: only for eyes
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for column, heading in enumerate(HEADINGS):
        table.add_column(heading, justify="right" if column in NUMBERS else "left")
    for row in rows:
        table.add_row(*_cells(row), style="red" if row.expired or not row.progress else None)
    Terminal().print(table)
