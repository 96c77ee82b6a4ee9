"""Accessible files that are right, to spoil: one with all kinds of blocks, one with a list of contents."""

from __future__ import annotations

import pytest

from leaflet.build import paint_copy
from leaflet.paint.painter import Edition
from tests.conftest import REAL, ROOT
from tests.printed import Printed, print_language


@pytest.fixture(scope="session")
def good(small: Printed) -> bytes:
    return paint_copy(small.kit, small.copy, small.pages, Edition.ACCESSIBLE)


@pytest.fixture(scope="session")
def large() -> bytes:
    printed = print_language(ROOT, REAL, "a4-large", "nl")
    return paint_copy(printed.kit, printed.copy, printed.pages, Edition.ACCESSIBLE)
