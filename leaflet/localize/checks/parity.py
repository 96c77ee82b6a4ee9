"""Does a translation say the same, no more and no less?  Rules about paragraphs, list items and lengths.

Fields, links, emphasis, numbers and telephone numbers are compared on the way to print (`localize/fidelity.py`); blocks
and their order are the source's own in every language.
"""

from __future__ import annotations

import functools
import re
import statistics
from collections.abc import Iterator

from leaflet.localize.checks.rule import Desk, Finding, Pair, rule

ITEM = re.compile(r"^[ \t]*(?:[-*•–·▪●]|\d{1,2}[.)])[ \t]+\S", re.MULTILINE)
BLANK_LINE = re.compile(r"\n[ \t]*\n")
SHORT = 25  # letters; the length of less says nothing
LEAST, MOST = 0.4, 2.5  # of the length that the other texts of the file let expect


@rule("po/paragraphs", "a text is one paragraph or one item; two run together, or a list in it is set as a line")
def paragraphs(pair: Pair, desk: Desk) -> Iterator[Finding]:
    """A blank line, or the mark of a list item, inside a text that has none in the source."""
    text = pair.entry.text.strip()
    if BLANK_LINE.search(text):
        yield Finding(
            "has a blank line, and would be set as one paragraph", "make one paragraph of it, as in the source"
        )
    if ITEM.search(text) and not ITEM.search(pair.message.text) or text.count("•") > pair.message.text.count("•"):
        yield Finding("has items of a list, and the source has one text here", "each item has an entry of its own")


@rule("po/length", "a sentence too few is help that is missing; one too many nobody has approved")
def length(pair: Pair, desk: Desk) -> Iterator[Finding]:
    """A text much shorter or longer than its source and the rest of the file let expect."""
    said, told = letters_in(pair.said), letters_in(pair.told)
    usual = usual_ratio(desk)
    if said < SHORT or not usual:
        return
    share = told / said / usual
    if not LEAST <= share <= MOST:
        text = f"has {round(100 * share)} % of the length that is usual in this file"
        yield Finding(text, "compare with the source: is something missing, or added?")


def letters_in(text: str) -> int:
    """Letters and digits of a text."""
    return sum(map(str.isalnum, text))


@functools.lru_cache(maxsize=4)
def usual_ratio(desk: Desk) -> float:
    """Letters of the translation for one of the source: the median of the longer texts; 0 where there are few."""
    ratios = [letters_in(pair.told) / letters_in(pair.said) for pair in desk.pairs if letters_in(pair.said) >= SHORT]
    return statistics.median(ratios) if len(ratios) >= 5 else 0.0
