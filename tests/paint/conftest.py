"""The real leaflet for the press, in four languages, as a page and as a folded sheet."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.conftest import REAL, ROOT
from tests.pressed import press_file
from tests.printed import Printed, print_language

PRESSED = ("nl", "de", "ar", "zh-Hans")
FOLDED = tuple(f"trifold {language}" for language in PRESSED)


@pytest.fixture(scope="session")
def laid_out(real: Mapping[str, Printed]) -> dict[str, Printed]:
    """By language, and by design and language."""
    folded = {name: print_language(ROOT, REAL, *name.split()) for name in FOLDED}
    return {**{language: real[language] for language in PRESSED}, **folded}


@pytest.fixture(scope="session")
def pressed(laid_out: Mapping[str, Printed]) -> dict[str, bytes]:
    return {name: press_file(printed) for name, printed in laid_out.items()}


@pytest.fixture(params=[*PRESSED, *FOLDED])
def pdf(request: pytest.FixtureRequest, pressed: dict[str, bytes]) -> bytes:
    return pressed[request.param]
