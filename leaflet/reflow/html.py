"""A leaflet as one web page that needs nothing else: no script, no server, no other file.

A reading and its material go in; the bytes of a self-contained HTML file come out.  Same input, same bytes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from itertools import takewhile

from leaflet.localize.locale import Locale
from leaflet.model.document import Kind
from leaflet.problems import Problem
from leaflet.reflow.edition import Reflow, file_name
from leaflet.reflow.html_blocks import Desk
from leaflet.reflow.html_style import families, font_faces, style_sheet
from leaflet.reflow.markup import Markup, element, joined
from leaflet.reflow.material import Material, Sibling
from leaflet.reflow.reading import Passage, Reading, Saying

# A globe, 24 by 24: the one sign for `other languages` that needs no words.
GLOBE = (
    "M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 0 0 0-19z"
    "M2.5 12h19M12 2.5c-6.2 6-6.2 13 0 19M12 2.5c6.2 6 6.2 13 0 19"
)  # fmt: skip


def page(reading: Reading, material: Material) -> tuple[bytes, tuple[Problem, ...]]:
    """The page of one language; nothing can go wrong that its words have not been checked for before."""
    desk = Desk(reading, material)
    heading = list(takewhile(lambda passage: passage.kind is Kind.LEAD or passage.hero, reading.passages))
    body = joined(
        [
            element("header", *_masthead(desk, heading), class_="masthead"),
            element("main", "\n", desk.main(reading.passages[len(heading) :]), "\n"),
            element("footer", *_imprint(desk), class_="imprint"),
        ],
        "\n",
    )
    said = "".join(saying.text.text + saying.mark for saying in reading.sayings())
    staff = ((mark.locale, mark.text.text) for mark in reading.marks if mark.locale)
    texts = [(reading.locale, said), *staff, *((one.locale, one.locale.autonym) for one in material.siblings)]
    style = style_sheet(reading.locale, material.palette, font_faces(material.faces, texts))
    style += language_fonts(material.siblings)
    head = _head(reading, material)
    return document(reading.locale, (head, style), body), ()


def document(locale: Locale, head: tuple[Markup, str], body: Markup) -> bytes:
    """A whole file; `head` is what stands there, and the style sheet."""
    marks, style = head
    key = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{key}'; img-src data:; font-src data:; base-uri 'none'"
    first = [
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=f"{policy}; form-action 'none'"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
    ]
    parts = ["", *first, marks, element("style", Markup(style)), ""]
    whole = ["", element("head", joined(parts, "\n")), element("body", "\n", body, "\n"), ""]
    root = element("html", joined(whole, "\n"), lang=locale.language, dir=locale.direction)
    return f"<!DOCTYPE html>\n{root}\n".encode()


def _head(reading: Reading, material: Material) -> Markup:
    lead = " ".join(
        saying.text.text for passage in reading.passages if passage.kind is Kind.LEAD for saying in passage.sayings
    )
    about = reading.subject or lead
    marks = [
        element("title", reading.title.text.text),
        *([element("meta", name="description", content=about)] if about else []),
        *([element("meta", name="author", content=material.author)] if material.author else []),
        *(
            element("link", rel="alternate", hreflang=one.language, href=href(reading.id, one))
            for one in material.siblings
        ),
    ]
    return joined(marks, "\n")


def href(leaflet: str, sibling: Sibling) -> str:
    """Where the page of a language is, beside this one."""
    return file_name(leaflet, sibling.language, Reflow.HTML)


def _masthead(desk: Desk, passages: Sequence[Passage]) -> list[Markup]:
    """Draft mark, other languages, title and lead on the band; the hero picture under them."""
    reading = desk.reading
    top = [switcher(reading, desk.material.siblings), _marks(desk)]
    lead, hero = [], []
    for passage in passages:
        for saying in passage.sayings:
            if saying.figure:
                hero.append(element("figure", desk.drawn(saying), class_="hero", id=passage.id))
            else:
                lead.append(element("p", desk.text(saying), class_="lead"))
    title = element("h1", desk.text(reading.title))
    return [
        element("div", element("div", *top, class_="top"), title, *lead, class_="band"),
        *hero,
    ]


def _marks(desk: Desk) -> Markup:
    """The marks of the leaflet's state, the patient's first."""
    shown = [_mark(desk, mark) for mark in desk.reading.marks]
    return element("div", *shown, class_="marks") if shown else Markup()


def _mark(desk: Desk, mark: Saying) -> Markup:
    """One of them; the staff's is in the staff's language."""
    tongue = {"lang": mark.locale.language, "dir": mark.locale.direction} if mark.locale else {}
    return element("p", desk.text(mark), class_="draft", **tongue)


def switcher(reading: Reading, siblings: Sequence[Sibling]) -> Markup:
    """The other languages by their own names, each in its own direction, behind a globe."""
    if len(siblings) < 2:
        return Markup()
    own = reading.locale
    shown = element("span", own.autonym, lang=own.language)
    links = [element("li", _named(one, href(reading.id, one), one.language == own.language), "\n") for one in siblings]
    folded = element("details", element("summary", globe(), shown), element("ul", "\n", *links))
    return element("nav", folded, class_="switch")


def globe() -> Markup:
    """The sign of other languages; decoration, as a name stands beside it."""
    lines = element("path", d=GLOBE, fill="none", stroke="currentColor", stroke_width="1.6")
    return element("svg", lines, viewBox="0 0 24 24", class_="globe", aria_hidden="true")


def _named(sibling: Sibling, target: str, current: bool) -> Markup:
    """A link to a language, in the language's own name and direction."""
    locale = sibling.locale
    return element(
        "a",
        locale.autonym,
        href=target,
        hreflang=locale.language,
        lang=locale.language,
        dir=locale.direction,
        aria_current="page" if current else None,
    )


def language_fonts(siblings: Sequence[Sibling]) -> str:
    """The rules that set each language's name in the fonts of its script."""
    wanted: dict[str, list[str]] = {}
    for one in siblings:
        wanted.setdefault(families(one.locale), []).append(f":lang({one.language})")
    rules = (f"{','.join(languages)}{{font-family:{fonts}}}\n" for fonts, languages in wanted.items())
    return "".join(rules)


def _imprint(desk: Desk) -> list[Markup]:
    """Who answers for it, and which version it is."""
    return [element("p", desk.text(saying), class_=str(saying.role)) for saying in desk.reading.imprint]
