"""`status --html`: rows go in, one HTML page comes out that needs no other file, no script and no server."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import groupby

from leaflet.commands.status import Row, Undone
from leaflet.commands.status_text import fit_words, headline, signed, to_do, vouched_words
from leaflet.localize.states import State
from leaflet.reflow.markup import Markup, element, joined

HEADINGS = ("language", "state", "words", "to do", "signed", "fit, pt", "review by")
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STYLE = """
body{font:16px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1c2b30;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2.5rem}h3{font-size:1rem;margin-bottom:.3rem}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #c6d3d6}
td.number{text-align:right;font-variant-numeric:tabular-nums}.state{font-weight:600}
.bar{display:inline-block;width:6rem;height:.6rem;border:1px solid #1c2b30;vertical-align:middle}
.bar span{display:block;height:100%;background:#0b5563}
del{background:#fbe1dc}ins{background:#d9efdf;text-decoration:none;font-weight:600}.expired{color:#a5281b;font-weight:600}
dt{font-weight:600;margin-top:.6rem}dd{margin:0 0 0 1rem}
@media print{body{margin:0;max-width:none}}
"""


def page(rows: Sequence[Row], today: datetime.date) -> bytes:
    """The whole page as UTF-8."""
    title = f"State of the leaflets on {today.isoformat()}"
    parts = [element("h1", title), *(part for name, group in _leaflets(rows) for part in _leaflet(name, group))]
    head = [
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", Markup(STYLE)),
    ]
    whole = joined(
        [element("head", "\n", joined(head, "\n"), "\n"), element("body", "\n", joined(parts, "\n"), "\n")], "\n"
    )
    return f"<!DOCTYPE html>\n{element('html', whole, lang='en')}\n".encode()


def _leaflets(rows: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    for name, group in groupby(rows, lambda row: row.leaflet):
        yield name, list(group)


def _leaflet(name: str, rows: Sequence[Row]) -> Iterator[Markup]:
    yield element("h2", headline(rows[0]), id=name)
    if not rows[0].language:
        return
    heads = element("tr", *(element("th", heading, scope="col") for heading in HEADINGS))
    yield element("table", element("thead", heads), element("tbody", *map(_line, rows)))
    for row in rows:
        yield from _details(row)


def _line(row: Row) -> Markup:
    done = row.progress
    share = round(100 * done.done / done.total) if done and done.total else 0
    bar = element("span", element("span", "", style=f"width:{share}%"), class_="bar", title=f"{share}% done")
    review = element("td", row.review_by, class_="expired" if row.expired else None)
    return element(
        "tr",
        element("th", row.language, scope="row"),
        element("td", bar, " ", row.state, class_="state"),
        element("td", str(done.words) if done else "-", class_="number"),
        element("td", to_do(done) if done else "-"),
        element("td", signed(row)),
        element("td", fit_words(row)),
        review,
    )


def _details(row: Row) -> Iterator[Markup]:
    """Who signed, what is not done, and the state of each block where they are not all alike."""
    standing = row.standing
    if standing is None:
        return
    said = [element("li", vouched_words(one)) for one in row.vouched]
    said += [element("li", f"still to sign: {', '.join(standing.wanting)}")] if standing.wanting and row.vouched else []
    blocks = [f"{block}: {state}" for block, state in standing.blocks.items() if state is not State.ORPHAN]
    mixed = len({state for state in standing.blocks.values() if state is not State.ORPHAN}) > 1
    if said or row.undone or mixed:
        yield element("h3", f"{row.leaflet}, {row.language}")
    if said:
        yield element("ul", *said)
    if mixed:
        yield element("p", "; ".join(blocks))
    if row.undone:
        yield element("dl", *(part for one in row.undone for part in _undone(one)))


def _undone(one: Undone) -> Iterator[Markup]:
    yield element("dt", f"{one.context}: {one.state}")
    yield element("dd", _marked(one.changed) if one.changed else one.source)


def _marked(diff: str) -> Markup:
    """[-old-]{+new+} as what was deleted and inserted."""
    parts: list[str] = []
    for piece in diff.replace("[-", "\0-").replace("{+", "\0+").split("\0"):
        name, close = {"-": ("del", "-]"), "+": ("ins", "+}")}.get(piece[:1], ("", ""))
        inside, found, rest = piece[1:].partition(close) if close else ("", "", "")
        parts += [element(name, inside), rest] if found else [piece]
    return joined(parts)
