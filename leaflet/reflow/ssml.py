"""The `audio` edition: a reading goes in, a script in SSML 1.1 comes out, for a speech engine or a human reader.

What is said differently from how it is written is spelled: phone numbers digit by digit in groups, which a voice that
does not know `telephone` reads all the same, and addresses by `<sub>`, so that the script still shows them.  Numbers
and abbreviations (MRI) are left to the voice: no text says which letters are to be spelled.  The language is told of
the whole and of the staff's marks: nothing in a leaflet says what language a foreign name is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import groupby

from leaflet.model.document import Kind
from leaflet.model.inline import RichText, Span
from leaflet.problems import Problem
from leaflet.reflow.links import TEL, find_links
from leaflet.reflow.markup import Markup, element, joined, words
from leaflet.reflow.reading import Passage, Reading, Role, Saying

NAMESPACE = "http://www.w3.org/2001/10/synthesis"
SPEAKER = "speaker"  # the id of the paragraph that says who speaks, which no other edition has in this place
LINE, SHORT, LONG, SAFETY = (
    400,
    600,
    1000,
    1500,
)  # pauses in milliseconds: items; headings; passages; before safety text
SEPARATOR = " · "  # between the facts of the imprint
UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]")  # nothing to a voice
SIGNS: Mapping[str, str] = {".": "dot", "/": "slash", "-": "hyphen", "@": "at"}
SCHEME = re.compile(r"^https?://")
GROUP = re.compile(r"[^\d+]+")
Piece = tuple[int, int, Span | None, str]  # start, end, style, where it leads


def script(reading: Reading) -> tuple[bytes, tuple[Problem, ...]]:
    """The whole leaflet as UTF-8; there is nothing that can go wrong.

    Source: Speech Synthesis Markup Language (SSML) Version 1.1, W3C Recommendation 2010."""
    root = {"version": "1.1", "xmlns": NAMESPACE, "xml:lang": reading.language}
    body = element("speak", "\n", joined(_parts(reading), "\n"), "\n", **root)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'
    return unicodedata.normalize("NFC", text).encode(), ()


def _parts(reading: Reading) -> Iterator[Markup]:
    speaker = _speaker(reading)
    if speaker:
        yield element("p", element("s", speaker), **{"xml:id": SPEAKER})
        yield _pause(SHORT)
    for mark in reading.marks:
        yield from _said(mark, reading, SHORT)
    yield from _said(reading.title, reading, LONG)
    for passage in reading.passages:
        yield from _passage(passage, reading)
    for saying in reading.imprint:
        yield from _said(saying, reading, SHORT)


def _speaker(reading: Reading) -> str:
    """The clinic's name, which is the first of the facts."""
    facts = next((saying.text for saying in reading.imprint if saying.role is Role.FACTS), RichText(""))
    return _heard(facts.text[facts.spans[0].start : facts.spans[0].end]) if facts.spans else ""


def _passage(passage: Passage, reading: Reading) -> Iterator[Markup]:
    parts: list[Markup] = []
    icon: Saying | None = None
    for saying in passage.sayings:
        if saying.role is Role.ICON:
            icon = saying
            continue
        stressed = saying.role is Role.HEADING and passage.kind is Kind.SAFETY
        parts += _said(saying, reading, _pause_after(saying), icon, stressed)
        icon = None
    if parts and passage.kind is Kind.SAFETY:  # slower, after a silence: whoever half listens should listen now
        yield _pause(SAFETY)
        yield element("prosody", "\n", joined(parts[:-1], "\n"), "\n", rate="slow")
    else:
        yield from parts[:-1]
    if parts:
        yield _pause(LONG)


def _pause_after(saying: Saying) -> int:
    return LINE if saying.role in (Role.ITEM, Role.PARAGRAPH) else SHORT


def _pause(milliseconds: int) -> Markup:
    return Markup(f'<break time="{milliseconds}ms"/>')


def _said(
    saying: Saying, reading: Reading, pause: int, icon: Saying | None = None, stressed: bool = False
) -> tuple[Markup, ...]:
    """One paragraph and the silence after it.  A voice finds the sentences of running text itself; a heading, an item
    and its icon, and each fact are one each, whether there is a full stop or not."""
    if not _heard(saying.text.text).strip():
        return ()
    said = _inline(saying.text, reading)
    if saying.role is Role.PARAGRAPH:
        return element("p", _in_its_language(said, saying)), _pause(pause)
    said = element("emphasis", said, level="strong") if stressed else said
    sentences = [_inline(icon.text, reading)] if icon else []
    sentences += [Markup(part) for part in said.split(SEPARATOR)] if saying.role is Role.FACTS else [said]
    if saying.number:
        sentences[0] = joined((f"{saying.mark} ", sentences[0]))
    spoken = joined((element("s", sentence) for sentence in sentences), " ")
    return element("p", _in_its_language(spoken, saying)), _pause(pause)


def _in_its_language(said: Markup, saying: Saying) -> Markup:
    """A saying in another language than the leaflet's: the staff's marks, and what a draft leaves as the source has it.
    On `<p>` itself espeak-ng would keep that language to the end."""
    language = saying.locale.language if saying.locale else saying.text.language
    return element("lang", said, **{"xml:lang": language}) if language else said


def _inline(rich: RichText, reading: Reading) -> Markup:
    """Text with what is said with stress, and what is spelled."""
    runs = ((target, list(run)) for target, run in groupby(_pieces(rich, reading.links), lambda piece: piece[3]))
    return joined(_run(rich.text, target, run, reading) for target, run in runs)


def _pieces(rich: RichText, links: Mapping[str, str]) -> list[Piece]:
    """The text cut where a style or an address begins or ends."""
    found = find_links(rich.text, links)
    edges = {0, len(rich.text)}.union(*((span.start, span.end) for span in rich.spans), *(at[:2] for at in found))
    cuts = sorted(edges)
    return [
        (
            start,
            end,
            next((span for span in rich.spans if span.start <= start < span.end), None),
            next((target for first, last, target in found if first <= start < last), ""),
        )
        for start, end in zip(cuts, cuts[1:], strict=False)
    ]


def _run(text: str, target: str, run: list[Piece], reading: Reading) -> Markup:
    shown = text[run[0][0] : run[-1][1]]
    if not target:
        return joined(_stressed(text[start:end], span) for start, end, span, _ in run)
    said = _telephone(shown) if target.startswith(TEL) else _address(shown, reading)
    return element("emphasis", said) if run[0][2] and run[0][2].strong else said


def _stressed(text: str, span: Span | None) -> Markup:
    said = words(_heard(text))
    return element("emphasis", said) if span and span.strong and said.strip() else said


def _telephone(text: str) -> Markup:
    """`0800 12 345` as `0 8 0 0, 1 2, 3 4 5`: one digit after another, and a breath between the groups."""
    groups = [" ".join(group) for group in GROUP.split(_heard(text)) if group]
    return element("say-as", ", ".join(groups), **{"interpret-as": "telephone"})


def _address(text: str, reading: Reading) -> Markup:
    """`www.kce.be` as `w w w punt kce punt be`; without the words for its signs as it is."""
    shown = _heard(text)
    spoken = dict(reading.locale.spoken)
    said = SCHEME.sub("", shown).replace("www.", "w w w.", 1).rstrip("/")
    for sign, name in SIGNS.items():
        if name in spoken:
            said = said.replace(sign, f" {spoken[name]} ")
    said = " ".join(said.split())
    return words(shown) if said == shown else element("sub", shown, alias=said)


def _heard(text: str) -> str:
    """Text without what no voice can read, with plain spaces."""
    return re.sub(r"[^\S\n]", " ", UNSEEN.sub("", text)).replace("\n", " ")
