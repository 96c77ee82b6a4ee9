"""The real leaflet in all its languages as web pages, each written once."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from leaflet.language_set import LanguageSet
from tests.conftest import REAL, ROOT
from tests.printed import kit_of


@pytest.fixture(scope="session")
def languages() -> LanguageSet:
    """The real leaflet with its languages, ready to be written."""
    kit = kit_of(ROOT, REAL, "a4", "demo")
    return LanguageSet(kit, kit.project.languages(kit.leaflet))


@pytest.fixture(scope="session")
def web(languages: LanguageSet) -> Mapping[str, bytes]:
    """Its web pages by language."""
    made = {language: languages.finished(language, None, "html") for language in languages.languages}
    assert not any(result.problems for result in made.values())
    return {language: result.pdf for language, result in made.items()}
