"""What a leaflet is in one language: document.Leaflet with RichText for messages.  From `translate`; into `compose`."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from leaflet.model.document import Kind, PartKind
from leaflet.model.inline import RichText
from leaflet.problems import Problem


@dataclass(frozen=True, slots=True)
class LocalFigure:
    """A picture with its alternative text in this language."""

    image: str
    alt: str
    mirror: str = "never"
    line: int = 0
    context: str = ""
    low: str = ""
    tall: str = ""


@dataclass(frozen=True, slots=True)
class LocalPart:
    """A paragraph or list item; `context` is its msgctxt."""

    kind: PartKind
    context: str
    text: RichText
    icon: LocalFigure | None = None


@dataclass(frozen=True, slots=True)
class LocalBlock:
    """A block in this language; `line` is its line in the source."""

    id: str
    kind: Kind
    title: RichText | None = None
    parts: tuple[LocalPart, ...] = ()
    figure: LocalFigure | None = None
    hero: bool = False
    wide: bool = False
    optional: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class LocalLeaflet:
    """A whole leaflet in one language, set by its typographic rules.

    `labels` are the printed words of the product by name (`page`, not `label/page`); `{page}` and `{pages}` are still
    in them; `lines` say where a context or a block stands in the source or the PO file.  `stale` are blocks (`leaflet`
    and `label` too) with a text that was made for an earlier source, `unfinished` those with a text that is missing or
    doubted.  With an error among `problems` some text is still the source's: not to be printed.
    """

    id: str
    language: str
    source_language: str
    version: str
    review_by: datetime.date
    code: str
    title: RichText
    subject: str
    blocks: tuple[LocalBlock, ...]
    labels: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    date: datetime.date | None = None
    lines: Mapping[str, int] = field(default_factory=dict)
    stale: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()
