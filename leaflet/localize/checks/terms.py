"""Rules about the glossary of a leaflet: words that are always translated alike, names that are never translated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.localize.checks.rule import Desk, Finding, Pair, rule
from leaflet.localize.hints import POINTS, base_of


@rule("words/term", "one thing under two names is two things to a reader")
def term(pair: Pair, desk: Desk) -> Iterator[Finding]:
    """A word of the source whose translation is agreed on, and not there."""
    said, told = pair.said.lower(), _plain(pair.told)
    for row in desk.glossary.terms:
        forms = row.translations.get(base_of(desk.language, row.translations), ())
        there = not forms or any(_plain(form) in told for form in forms)
        if not there and re.search(rf"\b{re.escape(row.source.lower())}", said):
            yield Finding(f"'{row.source}' is not translated as agreed", f"write {' or '.join(forms)}")


@rule("words/kept", "a name that is translated cannot be looked up")
def kept(pair: Pair, desk: Desk) -> Iterator[Finding]:
    """A name of the source that is kept as it is, and not there."""
    for name in desk.glossary.keep:
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", pair.said) and name not in pair.told:
            yield Finding(f"'{name}' is not in the translation", f"write {name} as in the source")


def _plain(text: str) -> str:
    return POINTS.sub("", text.replace("İ", "i").lower())
