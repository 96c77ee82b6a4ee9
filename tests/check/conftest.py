"""What the tests of the page rules share: a page that breaks none."""

from __future__ import annotations

import pytest

from leaflet.build import words_file
from leaflet.check.pages import Proof, check_pages
from tests.printed import Printed


@pytest.fixture
def proof(small: Printed) -> Proof:
    """A page that breaks no rule."""
    kit, copy = small.kit, small.copy
    file = words_file(kit, "en")
    found = Proof(small.pages, copy.local, kit.design, kit.palette, file, copy.typesetter, kit.pictures)
    assert check_pages(found) == ()
    return found
