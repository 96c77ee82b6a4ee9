"""HTML, written so that it is well-formed XML too.  Names, attributes and words go in; markup comes out.

`Markup` is text that is markup already: what is not, is escaped where it is put in, so that nobody can forget to.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

NOT_XML = re.compile("[\0-\b\v\f\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, 2.2: Char
VOID = frozenset(("meta", "link", "img", "br", "path", "rect"))  # written `<br/>`: they never have content


class Markup(str):
    """Text that is markup, to be put in as it is."""

    __slots__ = ()


def words(text: str) -> Markup:
    """Text as markup shows it; what no XML file may hold is left out."""
    return Markup(escape(NOT_XML.sub("", text)))


def element(name: str, /, *content: str, **attributes: str | None) -> Markup:
    """An element; an attribute that is None is left out, `class_` is class, and `aria_label` aria-label."""
    shown = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None)
    if name in VOID and not content:
        return Markup(f"<{name}{shown}/>")
    return Markup(f"<{name}{shown}>{joined(content)}</{name}>")


def joined(content: Iterable[str], between: str = "") -> Markup:
    """Pieces one after another, each escaped that is not markup."""
    return Markup(between.join(piece if isinstance(piece, Markup) else words(piece) for piece in content))


def _attribute(key: str, value: str) -> str:
    return f' {key.rstrip("_").replace("_", "-")}="{words(value)}"'
