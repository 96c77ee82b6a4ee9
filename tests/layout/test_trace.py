"""What stands where, as text made for reading.  Accept a change with `pytest --accept` and look at it in git."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.printed import Printed
from tests.trace import trace

Golden = Callable[[str, str], None]


def test_the_real_leaflet_in_dutch(real: Mapping[str, Printed], golden: Golden) -> None:
    golden("low-back-pain_nl_a4.txt", trace(real["nl"].pages))


def test_a_small_leaflet_with_one_of_each(small: Printed, golden: Golden) -> None:
    golden("small_en_plain.txt", trace(small.pages))
