"""What `status` says: rows go in; a table with a line for each language, details, or JSON come out."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from leaflet.commands.status import Row, Undone, Vouched
from leaflet.localize.progress import Progress
from leaflet.localize.readability import Readability
from leaflet.localize.states import State
from leaflet.manifest import Output

SCHEMA = "leaflet-status/2"
HEADINGS = ("language", "state", "words", "to do", "signed", "sent.", "long", "formula", "fit, pt")
NUMBERS = (2, 5, 6)  # columns set flush right
UNITS = {"word": "w", "character": "ch"}
MARGIN = "  "


def as_text(rows: Sequence[Row], details: bool) -> Iterator[str]:
    """A table for each leaflet, and under it who signed; with `details` every text that is not done."""
    for _, group in groupby(rows, lambda row: row.leaflet):
        mine = list(group)
        yield headline(mine[0])
        table = [HEADINGS, *map(cells, mine)] if mine[0].language else []
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        for line in table:
            aligned = [
                cell.rjust(width) if column in NUMBERS else cell.ljust(width)
                for column, (cell, width) in enumerate(zip(line, widths, strict=True))
            ]
            yield MARGIN + "  ".join(aligned).rstrip()
        yield from _below(mine, details)


def show_tables(rows: Sequence[Row], details: bool) -> None:
    """The same for a terminal."""
    from rich.console import Console as Terminal  # 55 ms: only for eyes
    from rich.table import Table

    terminal = Terminal()
    for _, group in groupby(rows, lambda row: row.leaflet):
        mine = list(group)
        terminal.print(headline(mine[0]), style="red" if mine[0].expired else "bold", markup=False, highlight=False)
        table = Table(box=None, pad_edge=True)
        for column, heading in enumerate(HEADINGS):
            table.add_column(heading, justify="right" if column in NUMBERS else "left")
        for row in mine if mine[0].language else ():
            table.add_row(*cells(row), style=None if row.progress else "red")
        if mine[0].language:
            terminal.print(table)
        for line in _below(mine, details):
            terminal.print(line, markup=False, highlight=False)


def headline(row: Row) -> str:
    """A leaflet with what all its languages share."""
    if not row.version:
        return f"{row.leaflet}  unreadable"
    return f"{row.leaflet}  version {row.version}  review by {row.review_by}{' expired' * row.expired}"


def cells(row: Row) -> tuple[str, ...]:
    """A language's line in the table."""
    done = row.progress
    counts = (str(done.words), to_do(done)) if done else ("-", "-")
    return (row.language, row.state, *counts, signed(row), *_readability_words(row.readability), fit_words(row))


def to_do(done: Progress) -> str:
    """How many texts are not done, and why: `3: 2 draft, 1 stale`."""
    kinds = ((done.draft, "draft"), (done.stale, "stale"), (done.missing, "missing"))
    others = ", ".join(f"{count} {kind}" for count, kind in kinds if count)
    left = done.total - done.done
    return f"{left}: {others}" if left else "0"


def signed(row: Row) -> str:
    """How many of the roles have signed what is there."""
    standing = row.standing
    return f"{len(standing.roles) - len(standing.wanting)}/{len(standing.roles)}" if standing else "-"


def vouched_words(one: Vouched) -> str:
    """`clinician: Ann Peeters, 2026-12-01`, and what revoked it."""
    words = f"{one.signoff.role}: {one.signoff.by}, {one.signoff.date.isoformat()}"
    if one.valid:
        return words
    return f"{words}, of version {one.signoff.version}; revoked: {', '.join(one.changed) or 'the order'} changed since"


def _below(rows: Sequence[Row], details: bool) -> Iterator[str]:
    """Who signed; and in detail, what is not done."""
    for row in rows:
        for one in row.vouched:
            yield f"{MARGIN}{row.language}  {vouched_words(one)}"
        if row.checks and any(row.checks):
            yield f"{MARGIN}{row.language}  {checks_words(*row.checks)}"
        if details and row.standing:
            yield from _details(row)


def checks_words(errors: int, warnings: int) -> str:
    """`1 error, 2 warnings in its words: 'check' tells which`."""
    counts = ((errors, "error"), (warnings, "warning"))
    said = ", ".join(f"{count} {name}{'s' * (count > 1)}" for count, name in counts if count)
    return f"{said} in its words: 'check' tells which"


def _details(row: Row) -> Iterator[str]:
    standing = row.standing
    assert standing is not None
    if row.made_for != row.version:
        yield f"{MARGIN}{row.language}  translated from version {row.made_for}"
    if standing.wanting:
        yield f"{MARGIN}{row.language}  still to sign: {', '.join(standing.wanting)}"
    for one in row.undone:
        yield f"{MARGIN}{row.language}  {one.context}  {one.state}"
        yield from (f"{MARGIN * 3}{line}" for line in _changes(one))
    orphans = [context for context, state in standing.messages.items() if state is State.ORPHAN]
    if orphans:
        yield f"{MARGIN}{row.language}  not in the leaflet any more: {', '.join(orphans)}"


def _changes(one: Undone) -> Iterator[str]:
    if one.made_for:
        yield f"was: {one.made_for}"
    yield f"is:  {one.source}"
    if one.changed:
        yield f"     {one.changed}"


def as_json(rows: Sequence[Row]) -> str:
    """Everything that is known, with all texts that are not done."""
    return json.dumps({"schema": SCHEMA, "languages": [_facts(row) for row in rows]}, ensure_ascii=False, indent=2)


def _facts(row: Row) -> dict[str, object]:
    standing = row.standing
    messages = standing.messages if standing else {}
    return {
        "leaflet": row.leaflet,
        "language": row.language,
        "state": row.state,
        **(dataclasses.asdict(row.progress) if row.progress else {}),
        "version": row.version,
        "translated_version": row.made_for,
        "blocks": dict(standing.blocks) if standing else {},
        "to_do": [dataclasses.asdict(one) for one in row.undone],
        "orphans": [context for context, state in messages.items() if state is State.ORPHAN],
        "signed": [_signed_facts(one) for one in row.vouched],
        "still_to_sign": list(standing.wanting) if standing else [],
        "checks": dict(zip(("errors", "warnings"), row.checks, strict=True)) if row.checks else None,
        "readability": _readability_facts(row.readability) if row.readability else None,
        "fit": {design: _fit_facts(output) for design, output in row.fits},
        "review_by": row.review_by,
        "expired": row.expired,
    }


def _signed_facts(one: Vouched) -> dict[str, object]:
    found = one.signoff
    return {
        "role": found.role,
        "by": found.by,
        "date": found.date.isoformat(),
        "version": found.version,
        "sha256": found.content.sha256,
        "valid": one.valid,
        "changed_since": list(one.changed),
    }


def _readability_facts(found: Readability) -> dict[str, object]:
    facts = dataclasses.asdict(found)
    del facts["short"]  # the table's
    return facts


def _fit_facts(output: Output | None) -> dict[str, object] | None:
    if output is None:
        return None
    return {"size_pt": output.size_pt, "pages": output.pages, "fit_percent": output.fit_percent}


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


def fit_words(row: Row) -> str:
    """The type size in each design that is built and current: `a4 10.7; trifold -`."""
    built = any(output for _, output in row.fits)
    sizes = (f"{design} {output.size_pt:g}" if output else f"{design} -" for design, output in row.fits)
    return "; ".join(sizes) if built else "not built"
