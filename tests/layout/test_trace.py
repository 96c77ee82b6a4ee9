"""What stands where, as text made for reading.  Accept a change with `pytest --accept` and look at it in git."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from tests.printed import Printed
from tests.trace import trace

Golden = Callable[[str, str], None]


@pytest.mark.parametrize("language", ["nl", "ar", "zh-Hans"])
def test_the_real_leaflet(real: Mapping[str, Printed], golden: Golden, language: str) -> None:
    """From the left, from the right, and without spaces."""
    golden(f"low-back-pain_{language}_a4.txt", trace(real[language].pages))


def test_a_small_leaflet_with_one_of_each(small: Printed, golden: Golden) -> None:
    golden("small_en_plain.txt", trace(small.pages))
