"""One source, one order: the web page, the plain text, the script for the ear and the PDF have the same words in it.

Each edition is read by the means of its reader: the page by an HTML parser, the text as it is, the script by an XML
parser, the PDF by its structure tree.  What is compared are words without punctuation.  Left out, each for its reason:

- the page's language switcher: the way to the other editions, not the leaflet's words;
- the script's first paragraph: who speaks, which a reader of the others sees (logo, address, imprint);
- in the PDF, running footers and draft marks are artifacts, repeated on every page, so that the structure has neither
  draft nor facts; the publisher, by law on every leaflet, stands there with the sources;
- the marks of lists: the page's are made by the browser, and the PDF has icons in their place.

Alternative texts stand where the picture is; a PDF has the picture of a figure before its number.  There they are
compared by themselves.
"""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

from leaflet.reflow.html import page
from leaflet.reflow.reading import Reading, Role
from leaflet.reflow.ssml import NAMESPACE, SPEAKER, script
from leaflet.reflow.text import plain
from tests.pdfread import Element, structure
from tests.printed import Printed
from tests.readings import material_of, reading_of

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def words(text: str) -> list[str]:
    """The words of a text in composed letters, without punctuation and what cannot be seen."""
    seen = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return re.findall(r"\w+", unicodedata.normalize("NFC", seen))


class Page(HTMLParser):
    """What a page says to somebody who hears it: its words, and the pictures by their names."""

    SILENT = ("nav", "head")
    INLINE = ("a", "bdi", "strong", "em", "span")

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.said: list[str] = []
        self.silent = 0
        self.feed(data.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        self.silent += tag in self.SILENT
        named = facts.get("alt") or (facts.get("role") == "img" and facts.get("aria-label")) or ""
        if named and not self.silent:
            self.said.append(f" {named} ")
        if tag not in self.INLINE:
            self.said.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in self.SILENT

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.said.append(data)


def of_page(printed: Printed) -> list[str]:
    data, problems = page(reading_of(printed), material_of(printed))
    assert problems == ()
    return words("".join(Page(data).said))


def of_text(printed: Printed) -> list[str]:
    lines = plain(reading_of(printed))[0].decode("utf-8").splitlines()
    marks = {saying.mark for saying in reading_of(printed).sayings() if saying.number} | {"-"}
    return words("\n".join(without_mark(line, marks) for line in lines))


def without_mark(line: str, marks: set[str]) -> str:
    seen = line.lstrip("\u200f")
    return next((seen.removeprefix(f"{mark} ") for mark in marks if seen.startswith(f"{mark} ")), line)


def of_script(printed: Printed) -> list[str]:
    root = ET.fromstring(script(reading_of(printed))[0])
    numbers = [saying.mark for saying in reading_of(printed).sayings() if saying.number]
    said: list[str] = []
    for paragraph in root.iter(f"{{{NAMESPACE}}}p"):
        if paragraph.get(XML_ID) == SPEAKER:
            continue
        for number in paragraph.iter(f"{{{NAMESPACE}}}say-as"):  # digit by digit in groups: the groups
            number.text = (number.text or "").replace(" ", "").replace(",", " ")
        text = "".join(paragraph.itertext())
        if numbers and text.startswith(f"{numbers[0]} "):
            text = text.removeprefix(numbers.pop(0))
        said.append(text)
    assert not numbers, "every number of a list is said"
    return words("\n".join(said))


def test_page_text_and_script_have_the_same_words_in_the_same_order(printed: Printed) -> None:
    shown = of_page(printed)
    assert len(shown) > 100 or printed.language.startswith("zh")
    assert of_text(printed) == shown
    assert of_script(printed) == shown


def test_nothing_of_the_reading_is_left_out(printed: Printed) -> None:
    assert of_text(printed) == words("\n".join(saying.text.text for saying in reading_of(printed).sayings()))


# --- the PDF: lines part words, and in Chinese nothing else does, so that letters are compared ------------------------

FURNITURE = (Role.DRAFT, Role.FACTS, Role.PUBLISHER)
PICTURES = (Role.PICTURE, Role.ICON)


def letters(text: str) -> str:
    return "".join(words(text))


def test_the_pdf_has_the_same_words_in_the_same_order(printed: Printed) -> None:
    reading = reading_of(printed)
    said = [saying.text.text for saying in reading.sayings() if saying.role not in (*FURNITURE, *PICTURES)]
    publisher = letters(role_text(reading, Role.PUBLISHER))
    tree = letters("".join(own_text(structure(printed.pdf))))
    assert publisher and tree.count(publisher) == 1
    assert tree.replace(publisher, "") == letters("".join(said))


def test_the_pdf_has_the_same_pictures_in_the_same_order(printed: Printed) -> None:
    reading = reading_of(printed)
    named = [words(saying.text.text) for saying in reading.sayings() if saying.role in PICTURES]
    assert [words(one.alt) for one in structure(printed.pdf).walk() if one.kind == "Figure"] == named


def role_text(reading: Reading, role: Role) -> str:
    return next(saying.text.text for saying in reading.imprint if saying.role is role)


def own_text(element: Element) -> list[str]:
    """The texts of a structure tree in order, without the marks of lists."""
    if element.kind == "Lbl":
        return []
    return [element.text, *(text for kid in element.kids for text in own_text(kid))]
