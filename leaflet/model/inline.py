"""Inline markup: `**bold**`, `*slanted*`, `[text](https://…)`, `{field}` and `\\` before a mark that is meant as text.

A message's text goes in; nodes with a style come out, which `localize` fills with the values of the fields.
Own and small on purpose: the subset is closed, every slip must become a problem at the right message, and a
Markdown parser would cost more to import than the whole page costs to set.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

TOKEN = re.compile(
    r"""\\(?P<escaped>[\\*\[\](){}])
    | (?P<strong>\*\*) | (?P<slant>\*)
    | \[(?P<label>[^\[\]]+)\]\((?P<href>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)
    | \{(?P<field>[^{}]*)\}
    | (?P<stray>[{}\[\]])
    """,
    re.VERBOSE,
)
SAFE_LINK = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>\"]+\Z")
LITERAL_FIELDS = ("tel", "url", "mail", "ltr")  # {tel:0800 1234}: the value stands in the text itself
FILLERS = "\u115f\u1160\u2800\u3164\uffa0"  # letters and symbols by category, but without ink
FIELD_NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*\Z")


@dataclass(frozen=True, slots=True)
class Node:
    """A stretch of text in one style.  `field` names the value that stands here (then `text` is a literal or empty)."""

    text: str
    strong: bool = False
    slant: bool = False
    href: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A style over characters [start, end) of a RichText.  `isolate`: set apart from the direction of the text around
    it and never broken over lines (UAX #9 isolates)."""

    start: int
    end: int
    strong: bool = False
    slant: bool = False
    href: str = ""
    isolate: bool = False


@dataclass(frozen=True, slots=True)
class RichText:
    """Plain text and the styles over it; spans are in order and do not overlap; unstyled text has no span.  `language`
    is where it is not the leaflet's own: in a draft the source's words stand for a missing translation."""

    text: str
    spans: tuple[Span, ...] = ()
    language: str = ""


def parse_inline(text: str) -> tuple[tuple[Node, ...], tuple[str, ...]]:
    """Split marked-up text into nodes; the second value says in words what is wrong with the markup."""
    nodes: list[Node] = []
    slips: list[str] = []
    style = Node("")
    at = 0
    for match in TOKEN.finditer(text):
        if match.start() > at:
            nodes.append(replace(style, text=text[at : match.start()]))
        at = match.end()
        group, value = match.lastgroup, match.group(match.lastgroup or 0)
        if group == "escaped":
            nodes.append(replace(style, text=value))
        elif group == "strong":
            style = replace(style, strong=not style.strong)
        elif group == "slant":
            style = replace(style, slant=not style.slant)
        elif group == "href":
            nodes.extend(_link(match["label"], value, style, slips))
        elif group == "field":
            nodes.append(_field(value, style, slips))
        else:
            slips.append(f"stray '{value}'; write '\\{value}' if it is meant as text")
            nodes.append(replace(style, text=value))
    if at < len(text):
        nodes.append(replace(style, text=text[at:]))
    slips += ["'**' is not closed"] * style.strong + ["'*' is not closed"] * style.slant
    return tuple(nodes), tuple(slips)


def _link(label: str, href: str, style: Node, slips: list[str]) -> list[Node]:
    if not SAFE_LINK.match(href):
        slips.append(f"link '{href}' is not an https://, http://, mailto: or tel: address")
    inner, inner_slips = parse_inline(label)
    slips.extend(inner_slips)
    return [
        replace(node, href=href, strong=node.strong or style.strong, slant=node.slant or style.slant) for node in inner
    ]


def _field(name: str, style: Node, slips: list[str]) -> Node:
    kind, colon, literal = name.partition(":")
    if colon and kind in LITERAL_FIELDS and literal.strip():
        return replace(style, text=literal.strip(), field=kind)
    if colon:
        slips.append(f"field '{{{name}}}' is not of the form {{tel:…}}, {{url:…}}, {{mail:…}} or {{ltr:…}}")
    elif not FIELD_NAME.match(name):
        slips.append(f"field '{{{name}}}' has no proper name")
    return replace(style, field=name)


def is_blank(nodes: tuple[Node, ...]) -> bool:
    """Would nothing be seen: only spaces, soft hyphens, zero-width and direction marks, or nothing at all?"""
    return not any(node.field or any(map(_is_seen, node.text)) for node in nodes)


def _is_seen(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNPS" and character not in FILLERS


def fields_of(nodes: tuple[Node, ...]) -> tuple[str, ...]:
    """The names of the fields that want a value, in order."""
    return tuple(node.field for node in nodes if node.field and not node.text)


def resolve(nodes: tuple[Node, ...], values: Mapping[str, str]) -> RichText:
    """Put the values in the fields and run the nodes together.  A field without a value stays readable as `{name}`."""
    text = ""
    spans: list[Span] = []
    for node in nodes:
        piece = node.text
        if node.field and not piece:
            piece = values.get(node.field, f"{{{node.field}}}")
        if piece and (node.strong or node.slant or node.href or node.field):
            spans.append(Span(len(text), len(text) + len(piece), node.strong, node.slant, node.href, bool(node.field)))
        text += piece
    return RichText(text, tuple(spans))
