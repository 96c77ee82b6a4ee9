"""What a leaflet is, in the language of its source.  Out of the reader; into `localize`."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Iterator
from dataclasses import dataclass

ROLES = ("translator", "clinician")  # who signs, where a leaflet does not say


class Kind(enum.StrEnum):
    """What a block is for; the design decides how each kind looks."""

    LEAD = "lead"
    SECTION = "section"
    SIDEBAR = "sidebar"
    QUOTE = "quote"
    SAFETY = "safety"  # never dropped, never shrunk, always on the first page
    FIGURE = "figure"
    STEPS = "steps"
    SOURCES = "sources"
    CONTACT = "contact"


class PartKind(enum.StrEnum):
    """A paragraph, or an item of a bulleted or numbered list."""

    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Message:
    """One translatable text.  `context` is the msgctxt (`massage/text.2`), `text` has single spaces and inline markup,
    `line` is where it stands in the source, `kind` and `note` help the translator."""

    context: str
    text: str
    line: int = 0
    kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture: `image` is a path in the leaflet's folder or `assets/images`, `low` and `tall` the same in
    a lower and a higher form, where there are such; `mirror` is auto, always or never."""

    image: str
    alt: Message
    mirror: str = "never"
    line: int = 0
    low: str = ""
    tall: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph or list item of a block, with the icon that goes with it where the block has icons."""

    kind: PartKind
    message: Message
    icon: Figure | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the leaflet that keeps its `id` for life.

    `hero` puts a figure in the masthead; `wide` lets it span the columns; `optional` lets copyfit leave it out;
    `figure` is drawn with the block.
    """

    id: str
    kind: Kind
    title: Message | None = None
    parts: tuple[Part, ...] = ()
    figure: Figure | None = None
    note: str = ""
    hero: bool = False
    wide: bool = False
    optional: bool = False
    line: int = 0

    def messages(self) -> Iterator[Message]:
        """Its texts in reading order: title, figure's alternative text, then each part after its icon's."""
        if self.title:
            yield self.title
        if self.figure:
            yield self.figure.alt
        for part in self.parts:
            if part.icon:
                yield part.icon.alt
            yield part.message


@dataclass(frozen=True, slots=True)
class Leaflet:
    """A whole leaflet.  `file` is the source's path as the user knows it; `labels` are the product's own printed words
    (context `label/…`) in the source language, translated with the rest; `subject` is said in the PDF's metadata;
    `signoff` are the roles that must sign a language."""

    id: str
    language: str
    version: str
    review_by: datetime.date
    code: str
    title: Message
    designs: tuple[str, ...]
    blocks: tuple[Block, ...]
    labels: tuple[Message, ...] = ()
    file: str = ""
    subject: Message | None = None
    date: datetime.date | None = None
    signoff: tuple[str, ...] = ROLES

    def messages(self) -> Iterator[Message]:
        """Every translatable text in reading order, labels last."""
        yield self.title
        if self.subject:
            yield self.subject
        for block in self.blocks:
            yield from block.messages()
        yield from self.labels
