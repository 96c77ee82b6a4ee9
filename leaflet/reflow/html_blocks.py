"""Blocks as HTML, each by what it is for.  Passages of a reading go in; sections, asides and figures come out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from leaflet.model.document import Kind
from leaflet.model.picture import Picture
from leaflet.reflow.html_picture import picture
from leaflet.reflow.html_text import inline
from leaflet.reflow.markup import Markup, element, joined
from leaflet.reflow.material import Material
from leaflet.reflow.reading import Passage, Reading, Role, Saying

# Blocks of these kinds that follow one another stand side by side where there is room.
TOGETHER = {
    Kind.SIDEBAR: "boxes",
    Kind.FIGURE: "exhibits",
    Kind.QUOTE: "exhibits",
    Kind.SOURCES: "closing",
    Kind.CONTACT: "closing",
}


@dataclass(frozen=True, slots=True)
class Desk:
    """Writes the blocks of one reading."""

    reading: Reading
    material: Material

    def text(self, saying: Saying) -> Markup:
        """What is said, with its links and styles."""
        return inline(saying.text, self.reading.links)

    def main(self, passages: Sequence[Passage]) -> Markup:
        """The blocks under the masthead; those that belong together in one row."""
        rows = []
        for together, group in groupby(passages, lambda passage: TOGETHER.get(passage.kind, "")):
            blocks = [self.block(passage) for passage in group]
            rows += [element("div", *blocks, class_=together)] if together else blocks
        return joined(rows, "\n")

    def block(self, passage: Passage) -> Markup:
        """One block."""
        if passage.kind in (Kind.FIGURE, Kind.QUOTE):
            return self._exhibit(passage)
        name = "aside" if passage.kind is Kind.SIDEBAR else "section"
        content = joined(self._parts(passage), "\n")
        content = element("address", content) if passage.kind is Kind.CONTACT else content
        content = element("div", content, class_="text")
        heading = self._heading(passage)
        labelled = f"{passage.id}.title" if heading and passage.kind in (Kind.SAFETY, Kind.SIDEBAR) else None
        return element(name, heading, content, id=passage.id, class_=str(passage.kind), aria_labelledby=labelled)

    def _heading(self, passage: Passage) -> Markup:
        said = [saying for saying in passage.sayings if saying.role is Role.HEADING]
        if not said:
            return Markup()
        icon = self.material.alert if passage.kind is Kind.SAFETY else ""
        drawn = self._decoration(icon, "alert")
        return element("h2", drawn, *map(self.text, said), id=f"{passage.id}.title")

    def _decoration(self, name: str, class_: str) -> Markup:
        found = self.material.pictures.get(name) if name else None
        return picture(found, "", class_=class_) if found else Markup()

    def _parts(self, passage: Passage) -> Iterator[Markup]:
        """What stands under a heading: pictures, paragraphs, and lists of the items that follow one another."""
        if passage.kind is Kind.CONTACT:
            yield from (mark for mark in (self._decoration(self.material.logo, "logo"),) if mark)
        under = [saying for saying in passage.sayings if saying.role is not Role.HEADING]
        for kind, group in groupby(zip(under, _lists_of(under), strict=True), lambda pair: pair[1]):
            said = [saying for saying, _ in group]
            if kind:
                yield self._list(kind, said)
            else:
                yield from map(self._plain, said)

    def _plain(self, saying: Saying) -> Markup:
        return self.drawn(saying) if saying.figure else element("p", self.text(saying))

    def _list(self, kind: str, said: Sequence[Saying]) -> Markup:
        items, icon = [], Markup()
        for saying in said:
            if saying.figure:
                icon = self.drawn(saying, "icon")
            else:
                shown = element("div", self.text(saying)) if icon else self.text(saying)
                items.append(element("li", icon, shown))
                icon = Markup()
        pictured = any(saying.figure for saying in said)
        # without its marks a list is none any more to VoiceOver, unless it says so
        looks = {"class_": "icons", "role": "list"} if pictured else {}
        return element(kind, *items, **looks)

    def _exhibit(self, passage: Passage) -> Markup:
        """A picture with its number and caption, or a quotation with its picture."""
        drawn = [self.drawn(saying) for saying in passage.sayings if saying.figure]
        number = [element("p", self.text(one), class_="number") for one in passage.sayings if one.role is Role.NUMBER]
        title = [self._heading(passage)] if passage.kind is Kind.QUOTE else []
        said = joined(list(self._parts(_without_pictures(passage))), "\n")
        if passage.kind is Kind.QUOTE:
            content = [*title, *drawn, element("blockquote", said)]
        else:
            content = [*number, *drawn, *([element("figcaption", said)] if said else [])]
        return element("figure", *content, id=passage.id, class_=str(passage.kind))

    def drawn(self, saying: Saying, class_: str = "picture") -> Markup:
        """A picture, turned where the language is read from the right and the picture has a direction."""
        assert saying.figure is not None
        found: Picture | None = self.material.pictures.get(saying.figure.image)
        if found is None:
            return Markup()
        mirror = self.reading.locale.direction == "rtl" and saying.figure.mirror != "never"
        return picture(found, saying.text.text, mirror, class_)


def _without_pictures(passage: Passage) -> Passage:
    said = tuple(one for one in passage.sayings if one.role not in (Role.PICTURE, Role.NUMBER))
    return Passage(passage.id, passage.kind, said)


def _lists_of(said: Sequence[Saying]) -> Iterator[str]:
    """The list that each is in, or ''; an icon is in that of the item after it."""
    for at, saying in enumerate(said):
        item = said[at + 1] if saying.role is Role.ICON else saying
        yield ("ol" if item.number else "ul") if item.role is Role.ITEM else ""
