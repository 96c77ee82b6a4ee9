"""The list of a leaflet's languages, `index.html`: each by its own name, in its own letters and direction."""

from __future__ import annotations

from collections.abc import Sequence

from leaflet.localize.locale import Locale
from leaflet.reflow.html import document, globe, href, language_fonts
from leaflet.reflow.html_style import font_faces, style_sheet
from leaflet.reflow.markup import Markup, element, joined
from leaflet.reflow.material import Material, Sibling


def index(leaflet: str, material: Material) -> bytes:
    """The list as a page; the first of the siblings, the language of the source, gives it its own words."""
    first = material.siblings[0]
    texts = [(one.locale, one.locale.autonym + one.title) for one in material.siblings]
    style = style_sheet(first.locale, material.palette, font_faces(material.faces, texts))
    style += language_fonts(material.siblings)
    marks = [element("title", first.title)]
    marks += [element("meta", name="author", content=material.author)] if material.author else []
    band = element("div", globe(), element("h1", first.title), class_="band")
    body = [element("header", band, class_="masthead"), _list(leaflet, material.siblings)]
    return document(first.locale, (joined(marks, "\n"), style), joined(body, "\n"))


def _list(leaflet: str, siblings: Sequence[Sibling]) -> Markup:
    items = [element("li", _entry(leaflet, one), "\n") for one in siblings]
    return element("main", element("nav", element("ul", "\n", *items, class_="languages", role="list")))


def _entry(leaflet: str, sibling: Sibling) -> Markup:
    locale: Locale = sibling.locale
    return element(
        "a",
        element("strong", locale.autonym),
        element("span", sibling.title),
        href=href(leaflet, sibling),
        hreflang=locale.language,
        lang=locale.language,
        dir=locale.direction,
    )
