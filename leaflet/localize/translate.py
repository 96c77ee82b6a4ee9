"""A leaflet into a language: document.Leaflet, its catalogue and the values of its fields in, LocalLeaflet out.

Whatever cannot be printed safely is a problem of the result: a text that is missing or fuzzy, a lost phone number, a
changed dose.  A text made for an earlier source is printed with a warning, and the leaflet says so (`stale`); not so in
a safety block.  A draft (`as_draft`) prints what there is: a doubted text, and for a missing one the source's words,
known to be in the source's language; what is not finished is then in `unfinished`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from leaflet.localize.isolates import isolated
from leaflet.localize.local_leaflet import LocalBlock, LocalFigure, LocalLeaflet, LocalPart
from leaflet.localize.locale import Locale
from leaflet.localize.states import State, state_of
from leaflet.localize.states import has_words as has_words  # `unprintable` tells two kinds of nothing apart
from leaflet.localize.typography import typeset
from leaflet.model.document import Block, Figure, Kind, Leaflet, Message, Part
from leaflet.model.inline import Node, RichText, fields_of, parse_inline, resolve
from leaflet.model.yaml_nodes import CONTROL, LOST
from leaflet.problems import Level, Problem, Where, error, warning

if TYPE_CHECKING:  # the source's own language needs no PO reader, and its build should not wait for one
    from leaflet.localize.catalogue import Catalogue, Entry

SPACE = re.compile(r"[ \t\r\n]+")  # not \s: a no-break space is the translator's own
LATE_FIELDS = frozenset(("page", "pages", "blocks"))  # the layout and the imprint alone know them; only in labels
LABEL = "label/"


def translate(
    leaflet: Leaflet, catalogue: Catalogue | None, values: Mapping[str, str], locale: Locale, as_draft: bool = False
) -> LocalLeaflet:
    """Put the leaflet into the language of `locale`; `catalogue` None means the source's own language.

    `values` are the fields, `clinic.phone` to text.  Every text passes `typeset`.  A text that cannot be printed is
    replaced by the source's, with an error among the problems.
    """
    desk = _Desk(leaflet, catalogue, values, locale, as_draft)
    title = desk.rich(leaflet.title)
    subject = desk.rich(leaflet.subject).text if leaflet.subject else ""
    blocks = tuple(desk.block(block) for block in leaflet.blocks)
    labels = {message.context.removeprefix(LABEL): desk.rich(message).text for message in leaflet.labels}
    return LocalLeaflet(
        id=leaflet.id,
        language=locale.language,
        source_language=leaflet.language,
        version=leaflet.version,
        review_by=leaflet.review_by,
        code=leaflet.code,
        date=leaflet.date,
        title=title,
        subject=subject,
        blocks=blocks,
        labels=labels,
        lines=_lines(leaflet, catalogue),
        stale=desk.blocks(State.STALE),
        unfinished=desk.blocks(State.MISSING, State.DRAFT),
        problems=(*_wrong_catalogue(leaflet, catalogue, locale), *desk.problems, *_orphans(leaflet, catalogue)),
    )


def labels_of(leaflet: Leaflet, values: Mapping[str, str], locale: Locale) -> Mapping[str, str]:
    """The product's words alone, in the source's own language."""
    desk = _Desk(leaflet, None, values, locale)
    return {message.context.removeprefix(LABEL): desk.rich(message).text for message in leaflet.labels}


class _Desk:
    """Translates message by message and keeps the problems in reading order."""

    def __init__(
        self,
        leaflet: Leaflet,
        catalogue: Catalogue | None,
        values: Mapping[str, str],
        locale: Locale,
        as_draft: bool = False,
    ):
        self.leaflet = leaflet
        self.catalogue = catalogue
        self.values = {name: composed(value) for name, value in values.items()}
        self.locale = locale
        self.as_draft = as_draft
        self.states: dict[str, State] = {}
        self.problems: list[Problem] = []

    def blocks(self, *states: State) -> tuple[str, ...]:
        """The blocks with a text in one of some states, in order."""
        found = (context.partition("/")[0] for context, state in self.states.items() if state in states)
        return tuple(dict.fromkeys(found))

    def block(self, block: Block) -> LocalBlock:
        safety = block.kind is Kind.SAFETY
        return LocalBlock(
            id=block.id,
            kind=block.kind,
            title=self.rich(block.title, safety) if block.title else None,
            figure=self.figure(block.figure, safety),
            parts=tuple(self.part(part, safety) for part in block.parts),
            hero=block.hero,
            wide=block.wide,
            optional=block.optional,
            line=block.line,
        )

    def part(self, part: Part, safety: bool) -> LocalPart:
        icon = self.figure(part.icon, safety)
        return LocalPart(part.kind, part.message.context, self.rich(part.message, safety), icon)

    def figure(self, figure: Figure | None, safety: bool) -> LocalFigure | None:
        if figure is None:
            return None
        alt = self.rich(figure.alt, safety).text
        return LocalFigure(figure.image, alt, figure.mirror, figure.line, figure.alt.context, figure.low, figure.tall)

    def rich(self, message: Message, safety: bool = False) -> RichText:
        """The message in this language, fields filled in, set by the rules of the locale."""
        nodes = parse_inline(composed(message.text))[0]
        known = self.known_fields(message)
        for field in fields_of(nodes):
            if field not in known:
                self.unknown_field(field, message)
        entry = self.entry(message, safety)
        if entry is not None:
            nodes = self.faithful(self.made_for(nodes, entry), entry, known, safety)
        rich = resolve(nodes, self.values)
        if entry is None and self.catalogue is not None:  # the source's words, by none of this language's rules
            return replace(isolated(rich, self.locale), language=self.leaflet.language)
        return isolated(typeset(rich, self.locale), self.locale)

    def made_for(self, nodes: tuple[Node, ...], entry: Entry) -> tuple[Node, ...]:
        """The source that a translation is compared with: an earlier one where it was made for that."""
        if self.states[entry.context] is not State.STALE:
            return nodes
        return parse_inline(composed(entry.previous_source if entry.fuzzy else entry.source))[0]

    def known_fields(self, message: Message) -> frozenset[str]:
        late = LATE_FIELDS if message.context.startswith(LABEL) else frozenset()
        return late.union(self.values)

    def unknown_field(self, field: str, message: Message) -> None:
        where = Where(self.leaflet.file, message.line, message.context)
        hint = "known fields: " + (", ".join(sorted(self.values)) or "none")
        self.problems.append(error("source/unknown-field", f"there is no field {{{field}}}", where, hint))

    def entry(self, message: Message, safety: bool) -> Entry | None:
        """The entry to print for a message; None where it must be, or can only be, the source's own text."""
        if self.catalogue is None:
            return None
        entry = self.catalogue.entries.get(message.context)
        state = self.states[message.context] = state_of(entry, message)
        if state is State.TRANSLATED:
            return entry
        bearable = self.as_draft or (state is State.STALE and not safety)
        code, text, hint = unprintable(entry, message)
        level = Level.WARNING if bearable else Level.ERROR
        self.problems.append(Problem(code, level, text, self.where(message.context, entry), hint))
        return entry if bearable and state is not State.MISSING else None

    def faithful(self, source: tuple[Node, ...], entry: Entry, known: frozenset[str], safety: bool) -> tuple[Node, ...]:
        from leaflet.localize.fidelity import compare

        text = composed(SPACE.sub(" ", entry.text).strip())
        nodes, slips = parse_inline(text)
        where = self.where(entry.context, entry)
        self.problems += _strange(text, where)
        hint = "markup is **bold**, *slanted*, [text](https://…) and {field}, as in the source"
        self.problems += [error("po/markup", slip, where, hint) for slip in slips]
        if not slips:
            found = tuple(compare(source, nodes, known, safety, where))
            if found and entry.translator_comments:
                from leaflet.localize.checks.suppression import unsuppressed

                found = unsuppressed(found, entry.translator_comments)
            self.problems += found
        return nodes

    def where(self, context: str, entry: Entry | None) -> Where:
        file = self.catalogue.file if self.catalogue else ""
        return Where(file, entry.line if entry else 0, context, self.locale.language)


def unprintable(entry: Entry | None, message: Message) -> tuple[str, str, str]:
    """What keeps an entry from being whole and current: code, text and hint; empty when it is."""
    if entry is None:
        return "po/untranslated", "is not in the PO file", "run 'translate update', then translate it"
    state = state_of(entry, message)
    if state is State.MISSING:
        what = "has only marks and invisible characters" if entry.text.strip() else "is not translated"
        return "po/untranslated", what, "translate it in a PO editor"
    if state is State.DRAFT:
        hint = "a translator has to compare it with the source and take the 'fuzzy' (needs work) mark off"
        return "po/untranslated", "is marked fuzzy, and a fuzzy text is never printed", hint
    if state is State.STALE:
        hint = "a translator has to compare it with the changed source and take the 'fuzzy' (needs work) mark off"
        hint = hint if entry.fuzzy else "run 'translate update', then look at it again"
        return "po/stale", "was made for an earlier source text", hint
    return "", "", ""


def composed(text: str) -> str:
    """The text in NFC: a letter typed as letter and accent is found, copied and read aloud as the one letter it is."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _strange(text: str, where: Where) -> list[Problem]:
    """Characters that a program left behind, not the translator."""
    if text.isprintable() and LOST not in text:
        return []
    if LOST in text:
        what = f"'{LOST}' (U+FFFD) stands where a letter was lost"
        return [error("po/lost-character", what, where, "write the letter again; a program read the text wrongly")]
    control = CONTROL.search(text)
    if not control:
        return []
    what = f"invisible character U+{ord(control[0]):04X}"
    return [error("po/control-character", what, where, "delete it; it came in with a paste")]


def _lines(leaflet: Leaflet, catalogue: Catalogue | None) -> Mapping[str, int]:
    """Where a text is, by its context or its block: in the catalogue, or in the source."""
    entries = catalogue.entries.values() if catalogue else leaflet.messages()
    lines = {entry.context: entry.line for entry in entries}
    if catalogue is None:
        return lines | {block.id: block.line for block in leaflet.blocks}
    firsts = {context.partition("/")[0]: line for context, line in reversed(lines.items())}
    return firsts | lines


def _wrong_catalogue(leaflet: Leaflet, catalogue: Catalogue | None, locale: Locale) -> list[Problem]:
    language = catalogue.language if catalogue else leaflet.language
    if language == locale.language:
        return []
    if catalogue is None:
        text, hint = "no translation into this language", f"make one with 'translate add {locale.language}'"
        return [error("po/untranslated", text, Where(leaflet.file, language=locale.language), hint)]
    text = f"catalogue is in '{language}', not in '{locale.language}'"
    return [
        error("po/language", text, Where(catalogue.file, language=locale.language), "give the file of the language")
    ]


def _orphans(leaflet: Leaflet, catalogue: Catalogue | None) -> list[Problem]:
    if catalogue is None:
        return []
    known = {message.context for message in leaflet.messages()}
    extra = [entry for context, entry in catalogue.entries.items() if context not in known]
    if not extra:
        return []
    texts = "1 text is" if len(extra) == 1 else f"{len(extra)} texts are"
    text = f"{texts} not in the leaflet, the first is '{extra[0].context}'"
    where = Where(catalogue.file, extra[0].line, language=catalogue.language)
    return [warning("po/orphan", text, where, "run 'translate update', which sets them aside as obsolete")]
