"""What a screen reader is given of the accessible edition, in every language: the catalogue, in order, and nothing more
than list marks and whoever answers for the leaflet."""

from __future__ import annotations

import re
import unicodedata

from leaflet.build import paint_copy
from leaflet.localize.numerals import list_mark
from leaflet.paint.painter import Edition
from tests.pdfread import on_pdf, one_spaced
from tests.printed import Printed

DASHES = re.compile("[-\u2010\u2011\u00ad\\s]")  # a hyphen at a line end is no part of a word


def dense(text: str) -> str:
    return DASHES.sub("", one_spaced(unicodedata.normalize("NFC", text)))


def test_the_structure_says_the_catalogue_in_order(printed: Printed) -> None:
    local, dropped = printed.copy.local, printed.pages.dropped
    pdf = paint_copy(printed.kit, printed.copy, printed.pages, Edition.ACCESSIBLE)
    said = dense("".join(re.findall(r'^\s*"(.*)"$', on_pdf(pdf, "pdfinfo", "-struct-text", "{}"), re.MULTILINE)))
    wanted = [local.title.text]
    for block in local.blocks:
        texts = [block.title, *(part.text for part in block.parts)]
        wanted += [text.text for text in texts if text and block.id not in dropped]
    numbers = (list_mark(number, printed.copy.locale) for number in range(20))
    between = {"", dense(printed.copy.imprint.publisher.text), *map(dense, numbers)}
    for message in map(dense, wanted):
        gap, found, rest = said.partition(message)
        assert found, f"not in its place: {message}"
        assert gap in between, f"nobody wrote: {gap}"
        said = rest
    assert said in between
