"""The words of a finished file as poppler and MuPDF read them, in every language, against the words that were placed.

Each reader has rules of its own for words from right to left; what is asked of it is what it can give.  A tool that is
not on the machine skips its test and says how to get it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from leaflet.layout.placed import Role, Text
from tests.pdfread import on_pdf, one_spaced
from tests.printed import Printed

DASHES = re.compile("[-\u2010\u2011\u00ad]")


def lines(printed: Printed) -> Iterator[str]:
    """Every line of text as it stands on the pages; a hyphen that parts a word is no part of it."""
    for page in printed.pages.pages:
        for item in page.items:
            if isinstance(item, Text) and item.role is not Role.LABEL:
                yield item.shaped.text[item.line.start : item.line.next]


def messages(printed: Printed) -> list[str]:
    """The messages that were placed, in the order of reading."""
    found: dict[tuple[str, Role], str] = {}
    for page in printed.pages.pages:
        for item in page.items:
            if isinstance(item, Text) and item.role not in (Role.LABEL, Role.ARTIFACT):
                words = item.shaped.text[item.line.start : item.line.next]
                found[item.part, item.role] = found.get((item.part, item.role), "") + words
    return [one_spaced(text) for text in found.values()]


def plain(text: str) -> str:
    """A text for comparison: composed, single spaces, no hyphens (a reader takes one at a line end for its own)."""
    return DASHES.sub("", one_spaced(unicodedata.normalize("NFC", text)))


def dense(text: str) -> str:
    return plain(text).replace(" ", "")


def letters(text: str) -> str:
    """Letters and digits alone: no marks, no punctuation, no spaces."""
    return "".join(char for char in text if char.isalnum())


def is_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


def is_of_one_direction(text: str) -> bool:
    return not any(unicodedata.bidirectional(char) in ("L", "EN", "AN") for char in text)


def is_spaced_out(text: str) -> bool:
    return all(len(word) == 1 for word in text.split())


def missing(wanted: Iterator[str] | list[str], said: str) -> list[str]:
    return [text for text in wanted if text not in said]


def test_the_tags_say_each_message_in_order_to_poppler(printed: Printed) -> None:
    """What a screen reader is given, word for word and in logical order, in every script."""
    said = "".join(re.findall(r'^\s*"(.*)"$', on_pdf(printed.pdf, "pdfinfo", "-struct-text", "{}"), re.MULTILINE))
    said, at = dense(said), 0
    for message in map(dense, messages(printed)):
        found = said.find(message, at)
        assert found >= 0, f"not in its place: {message}"
        at = found + len(message)


def test_mupdf_copies_every_line(printed: Printed) -> None:
    """Word for word in every script; a change of direction may begin a line of its own."""
    said = on_pdf(printed.pdf, "mutool", "draw", "-q", "-F", "txt", "{}")
    if any(map(is_right_to_left, lines(printed))):
        assert missing(map(dense, lines(printed)), dense(said)) == []
    else:
        assert missing(map(plain, lines(printed)), plain(said)) == []


def test_poppler_copies_every_line(printed: Printed) -> None:
    """From left to right word for word.  From right to left poppler (22.12) puts points, brackets and vowel marks on
    the other side of their word, in any file: letters are compared, on lines without numbers or Latin words."""
    said = on_pdf(printed.pdf, "pdftotext", "{}", "-")
    if any(map(is_right_to_left, lines(printed))):
        whole = [line for line in lines(printed) if is_of_one_direction(line)]
        assert len(whole) > 50
        assert missing(map(letters, whole), letters(said)) == []
    else:  # words of one letter each, evenly spaced, poppler takes for a single letterspaced word: "1 з 5"
        assert missing([line for line in map(plain, lines(printed)) if not is_spaced_out(line)], plain(said)) == []
        assert missing(map(dense, lines(printed)), dense(said)) == []
