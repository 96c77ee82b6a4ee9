"""A leaflet as it is read from beginning to end: a language's words go in, one list of things to say comes out.

Every edition without pages (html, text, audio) is a painter of this list, so that all have the same words in the same
order: the marks of its state (draft, expired, stale), in its own language and in the source's, the title, the blocks as
the source has them, and whoever answers for it.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from leaflet.layout.furniture import Imprint
from leaflet.localize.local_leaflet import LocalBlock, LocalFigure, LocalLeaflet, LocalPart
from leaflet.localize.locale import Locale
from leaflet.localize.numerals import list_mark
from leaflet.model.document import Kind, PartKind
from leaflet.model.inline import RichText


class Role(enum.StrEnum):
    """What a saying is.  A picture or an icon is said by its alternative text; an icon belongs to the item after it."""

    DRAFT = "draft"  # a mark of the leaflet's state
    TITLE = "title"
    HEADING = "heading"
    NUMBER = "number"  # the figure that counts, `1 in 5`: the words after it go on with the sentence
    PARAGRAPH = "paragraph"
    ITEM = "item"
    PICTURE = "picture"
    ICON = "icon"
    PUBLISHER = "publisher"
    FACTS = "facts"  # clinic, code, language, version, review date


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing to say.  `context` is its msgctxt, `block` its block's id ('' for what belongs to none).

    An item has the `mark` before it as printed (`•`, `2.`) and the `number` in it, 0 for a bullet; a picture or an icon
    has its `figure`.  `locale` is that of a mark in the language of the source.
    """

    role: Role
    text: RichText
    context: str = ""
    block: str = ""
    mark: str = ""
    number: int = 0
    figure: LocalFigure | None = None
    locale: Locale | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of the leaflet: its heading or number first, if it has one, then its picture, then its parts."""

    id: str
    kind: Kind
    sayings: tuple[Saying, ...]
    hero: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole leaflet in one language.  `marks` are none once it is signed; `imprint` stands at the end.  `links` are
    the phone numbers and addresses of clinic and leaflet with where they lead: see `links.find_links`."""

    id: str
    locale: Locale
    title: Saying
    passages: tuple[Passage, ...]
    marks: tuple[Saying, ...] = ()
    imprint: tuple[Saying, ...] = ()
    subject: str = ""  # what it is about, for search engines and file managers; nobody reads it aloud
    links: Mapping[str, str] = field(default_factory=dict)

    @property
    def language(self) -> str:
        return self.locale.language

    def sayings(self) -> Iterator[Saying]:
        """Everything in the order of reading."""
        yield from self.marks
        yield self.title
        for passage in self.passages:
            yield from passage.sayings
        yield from self.imprint


def read_through(local: LocalLeaflet, locale: Locale, imprint: Imprint, links: Mapping[str, str]) -> Reading:
    """A language's leaflet as a reading; `imprint` has the words that are not the leaflet's own, `links` those that
    lead somewhere."""
    closing = ((Role.PUBLISHER, imprint.publisher, "label/publisher"), (Role.FACTS, imprint.facts, ""))
    return Reading(
        id=local.id,
        locale=locale,
        title=Saying(Role.TITLE, local.title, "leaflet/title"),
        passages=tuple(_passage(block, locale) for block in local.blocks),
        marks=tuple(_marks(imprint)),
        imprint=tuple(Saying(role, text, context) for role, text, context in closing if text.text.strip()),
        subject=local.subject,
        links=links,
    )


def _marks(imprint: Imprint) -> Iterator[Saying]:
    """What a reader has to know before the leaflet itself, then the same for the staff."""
    staff = imprint.staff
    said: list[tuple[RichText, str, Locale | None]] = [(RichText(imprint.draft), "label/draft", None)]
    said += [(imprint.notice, "label/stale", None)]
    if staff:
        said += [(RichText(staff.draft), "label/draft", staff.locale), (staff.notice, "label/stale", staff.locale)]
    yield from (Saying(Role.DRAFT, text, name, locale=locale) for text, name, locale in said if text.text.strip())


def _passage(block: LocalBlock, locale: Locale) -> Passage:
    said: list[Saying] = []
    if block.title:
        role = Role.NUMBER if block.kind is Kind.FIGURE else Role.HEADING
        said.append(Saying(role, block.title, f"{block.id}/title", block.id))
    if block.figure:
        said.append(_picture(Role.PICTURE, block.figure, block.id))
    return Passage(block.id, block.kind, (*said, *_parts(block.parts, block.id, locale)), block.hero)


def _picture(role: Role, figure: LocalFigure, block: str) -> Saying:
    return Saying(role, RichText(figure.alt), figure.context, block, figure=figure)


def _parts(parts: Sequence[LocalPart], block: str, locale: Locale) -> Iterator[Saying]:
    """Paragraphs and items; a numbered list begins anew after anything that is not of it."""
    number = 0
    for part in parts:
        number = number + 1 if part.kind is PartKind.NUMBER else 0
        if part.kind is PartKind.PARAGRAPH:
            yield Saying(Role.PARAGRAPH, part.text, part.context, block)
            continue
        if part.icon:
            yield _picture(Role.ICON, part.icon, block)
        yield Saying(Role.ITEM, part.text, part.context, block, list_mark(number, locale), number)
