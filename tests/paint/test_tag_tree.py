"""The structure tree of the small leaflet as text."""

from __future__ import annotations

from collections.abc import Callable

from tests.pdfread import tag_trace
from tests.printed import Printed


def test_the_tags_of_a_small_leaflet(small: Printed, golden: Callable[[str, str], None]) -> None:
    golden("small_en_plain_tags.txt", tag_trace(small.pdf))
