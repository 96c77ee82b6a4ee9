"""Rich text as HTML: styles and isolates, and what is a phone number or an address as a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from leaflet.model.inline import RichText, Span
from leaflet.reflow.links import Found, find_links
from leaflet.reflow.markup import Markup, element, joined, words

Piece = tuple[int, int, Span | None, Found | None]


def inline(rich: RichText, links: Mapping[str, str]) -> Markup:
    """A text with `<a>`, `<bdi>`, `<strong>` and `<em>`, nested in that order; `links` as a reading has them."""
    pieces = _pieces(rich, links)
    runs = [(link, list(run)) for link, run in groupby(pieces, lambda piece: piece[3])]
    shown = joined(_linked(rich.text, link, run) for link, run in runs)
    return element("span", shown, lang=rich.language) if rich.language else shown


def _pieces(rich: RichText, links: Mapping[str, str]) -> list[Piece]:
    """The text cut wherever a style or a link begins or ends."""
    marked = [(span.start, span.end, span.href) for span in rich.spans if span.href]
    free = [link for link in find_links(rich.text, links) if not _touches(link, marked)]
    found = _whole([*marked, *free])
    cuts = {0, len(rich.text)}.union(*((at.start, at.end) for at in rich.spans), *((a, b) for a, b, _ in found))
    edges = sorted(cuts)
    return [
        (
            start,
            end,
            next((span for span in rich.spans if span.start <= start < span.end), None),
            next((link for link in found if link[0] <= start < link[1]), None),
        )
        for start, end in zip(edges, edges[1:], strict=False)
    ]


def _touches(link: Found, others: Sequence[Found]) -> bool:
    return any(link[0] < end and start < link[1] for start, end, _ in others)


def _whole(found: Sequence[Found]) -> list[Found]:
    """Links in order; one that is cut by a change of style is one link all the same."""
    whole: list[Found] = []
    for start, end, target in sorted(found):
        if whole and whole[-1][1] == start and whole[-1][2] == target:
            whole[-1] = (whole[-1][0], end, target)
        else:
            whole.append((start, end, target))
    return whole


def _linked(text: str, link: Found | None, pieces: Sequence[Piece]) -> Markup:
    content = joined(_styled(text[start:end], span) for start, end, span, _ in pieces)
    if link is None:
        return content
    target = link[2]
    named = target.startswith("http") and text[link[0] : link[1]].strip() not in target
    return element("a", content, href=target, class_="named" if named else None)


def _styled(text: str, span: Span | None) -> Markup:
    shown = words(text)
    if span is None:
        return shown
    shown = element("em", shown) if span.slant else shown
    shown = element("strong", shown) if span.strong else shown
    return element("bdi", shown) if span.isolate else shown
