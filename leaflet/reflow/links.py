"""Where a text leads: a leaflet and its clinic go in; phone numbers, web and mail addresses with their links come out.

A page on paper shows `0800 12 345`; on a screen it can be called, and a voice reads it digit by digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from leaflet.localize.typography import ADDRESS, MAIL
from leaflet.model.clinic import Clinic
from leaflet.model.document import Leaflet
from leaflet.model.inline import parse_inline

TEL = "tel:"
NOT_DIALLED = re.compile(r"\(0\)|[^\d+]")  # +32 (0)2: the nought is dialled inside the country only (ITU-T E.123, 7.2)
SPACES = re.compile("[\u00a0\u2007\u2009\u202f]")  # a number may be held together by them
NAMED = {"tel": TEL, "mail": "mailto:", "url": "https://"}
PATTERNS = ((re.compile(MAIL), "mailto:"), (re.compile(ADDRESS), "https://"))
Found = tuple[int, int, str]  # start, end, where it leads


def links_of(leaflet: Leaflet, clinic: Clinic) -> Mapping[str, str]:
    """What the clinic and the leaflet call a phone number, an address of mail or of the web, with its link."""
    named = [("tel", clinic.phone), ("mail", clinic.email), ("url", clinic.web)]
    for message in leaflet.messages():
        named += [(node.field, node.text) for node in parse_inline(message.text)[0] if node.field in NAMED]
    return {text: link(kind, text) for kind, text in named if text}


def link(kind: str, text: str) -> str:
    """`0800 12 345` as `tel:080012345`, `www.kce.be` as `https://www.kce.be`."""
    if kind == "tel":
        return TEL + NOT_DIALLED.sub("", text)
    return text if text.lower().startswith(("http://", "https://", "mailto:")) else NAMED[kind] + text


def find_links(text: str, known: Mapping[str, str]) -> tuple[Found, ...]:
    """The stretches of a text that lead somewhere, in order: what is known by name, then what has the form of an
    address.  Of two that overlap the first found stands."""
    plain = SPACES.sub(" ", text)
    found: list[Found] = []
    for start, end, target in (*_known(plain, known), *_formed(plain)):
        if all(end <= first or last <= start for first, last, _ in found):
            found.append((start, end, target))
    return tuple(sorted(found))


def _known(text: str, known: Mapping[str, str]) -> Iterator[Found]:
    for name in sorted(known, key=len, reverse=True):  # the longer number holds the shorter
        pattern = rf"(?<![\w+]){re.escape(SPACES.sub(' ', name))}(?!\w)"
        yield from ((match.start(), match.end(), known[name]) for match in re.finditer(pattern, text))


def _formed(text: str) -> Iterator[Found]:
    if "." not in text:
        return
    for pattern, scheme in PATTERNS:
        for match in pattern.finditer(text):
            whole = match[0].lower().startswith(("http://", "https://"))
            yield match.start(), match.end(), match[0] if whole else scheme + match[0]
