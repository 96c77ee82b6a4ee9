"""Web pages read by another hand: their bytes go in; elements, and what a voice reads out, come out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def read(data: bytes) -> ElementTree.Element:
    """The page as a tree; it has to be well-formed."""
    text = data.decode("utf-8")
    assert text.startswith("<!DOCTYPE html>\n")
    return ElementTree.fromstring(text.removeprefix("<!DOCTYPE html>\n"))


def said(node: ElementTree.Element) -> Iterator[str]:
    """What is read out, in order: text, and pictures by their alternative text; not what helps to get about."""
    if node.tag in ("head", "nav") or node.get("aria-hidden") == "true":
        yield node.tail or ""
        return
    if node.tag in ("svg", "img"):
        yield node.get("aria-label") or node.get("alt") or ""
        yield node.tail or ""
        return
    yield node.text or ""
    for child in node:
        yield from said(child)
    yield node.tail or ""


def compact(text: str) -> str:
    """A text without its spaces, which a page has between its blocks."""
    return re.sub(r"\s+", "", text)


def levels(page: ElementTree.Element) -> list[int]:
    """The levels of the headings, in order."""
    return [HEADINGS.index(node.tag) + 1 for node in page.iter() if node.tag in HEADINGS]


def style(page: ElementTree.Element) -> str:
    """The style sheet."""
    (sheet,) = page.iter("style")
    return sheet.text or ""
