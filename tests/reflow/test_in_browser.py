"""The web pages in Chromium: narrow, wide, dark, on paper; nothing overflows, nothing is fetched, axe is content."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from leaflet.language_set import LanguageSet
from leaflet.reflow.index import index
from tests import browser
from tests.conftest import LANGUAGES, ROOT
from tests.pdfread import opened

AXE = "AXE_CORE"  # the environment may say where axe.min.js is
PLACES = (os.environ.get(AXE, ""), ROOT / "node_modules/axe-core/axe.min.js", ROOT / ".venv/axe-core/axe.min.js")
PAGES = (*LANGUAGES, "index")
LOOKED_AT = ("nl", "ar", "ti", "zh-Hans", "index")
OPENED = "document.querySelectorAll('details').forEach(one => one.open = true)"
SIDEWAYS = """
[...document.querySelectorAll('body *')].filter(one => {
    const box = one.getBoundingClientRect();
    return box.width && (box.right > innerWidth + 1 || box.left < -1) && !one.closest('svg');
}).map(one => one.outerHTML.slice(0, 90)).concat(
    document.documentElement.scrollWidth > innerWidth ? ['the page itself'] : [])
"""
AXE_RUN = """
axe.run(document).then(found => JSON.stringify({
    bad: found.violations.flatMap(rule => rule.nodes.map(node => rule.id + ': ' + node.html.slice(0, 120))),
    good: found.passes.length,
}))
"""

pytestmark = pytest.mark.skipif(browser.program() is None, reason="no Chromium on this machine")


def axe() -> Path | None:
    return next((Path(place) for place in PLACES if place and Path(place).is_file()), None)


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[browser.Browser]:
    one = browser.start(tmp_path_factory.mktemp("profile"))
    yield one
    one.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, languages: LanguageSet, web: Mapping[str, bytes]) -> Path:
    """The folder with all pages, as a build leaves it."""
    folder = tmp_path_factory.mktemp("site")
    for language, data in web.items():
        (folder / f"low-back-pain_{language}.html").write_bytes(data)
    (folder / "index.html").write_bytes(index("low-back-pain", languages.material()))
    return folder


def page(site: Path, name: str) -> Path:
    return site / ("index.html" if name == "index" else f"low-back-pain_{name}.html")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_stands_outside_the_window(chromium: browser.Browser, site: Path, name: str, width: int) -> None:
    chromium.open(page(site, name), width)
    assert chromium.run(SIDEWAYS) == []
    chromium.run(OPENED)
    assert chromium.run(SIDEWAYS) == []


@pytest.mark.parametrize("name", PAGES)
def test_no_request_leaves_the_page_and_its_own_policy_holds_nothing_back(
    chromium: browser.Browser, site: Path, name: str
) -> None:
    file = page(site, name)
    chromium.open(file, 800)
    asked = [url for url in chromium.requests() if not url.startswith("data:")]
    assert asked == [file.resolve().as_uri()]
    assert chromium.complaints() == []


def test_links_lead_to_pages_that_are_there(chromium: browser.Browser, site: Path) -> None:
    for name in PAGES:
        chromium.open(page(site, name), 800)
        for link in chromium.run("[...document.querySelectorAll('nav a')].map(one => one.getAttribute('href'))"):
            assert (site / link).is_file(), (name, link)


def places(chromium: browser.Browser, *chosen: str) -> list[float]:
    """The left edges of elements."""
    return [float(chromium.run(f"document.querySelector('{one}').getBoundingClientRect().left")) for one in chosen]


def test_arabic_is_the_mirror_image(chromium: browser.Browser, site: Path) -> None:
    chosen = ("section.section h2", "section.section .text")
    chromium.open(page(site, "nl"), 1280)
    heading, text = places(chromium, *chosen)
    assert heading < text
    assert chromium.run("getComputedStyle(document.querySelector('.safety')).borderLeftWidth") == "6px"
    chromium.open(page(site, "ar"), 1280)
    heading, text = places(chromium, *chosen)
    assert heading > text
    assert chromium.run("getComputedStyle(document.querySelector('.safety')).borderRightWidth") == "6px"


def test_a_dark_screen_is_dark_and_paper_never(chromium: browser.Browser, site: Path) -> None:
    seen = {}
    for dark, media in ((False, ""), (True, ""), (True, "print")):
        chromium.open(page(site, "nl"), 800, dark, media)
        seen[dark, media] = chromium.run(
            "getComputedStyle(document.documentElement).getPropertyValue('--page') + "
            "getComputedStyle(document.documentElement).getPropertyValue('--text')"
        )
    assert seen[False, ""] == seen[True, "print"] != seen[True, ""]


@pytest.mark.parametrize("name", LOOKED_AT)
def test_it_prints_on_a_few_sheets_without_what_only_a_screen_needs(
    chromium: browser.Browser, site: Path, name: str
) -> None:
    chromium.open(page(site, name), 1280)
    assert 1 <= len(opened(chromium.print()).pages) <= 6
    chromium.open(page(site, name), 1280, media="print")
    assert chromium.run("[...document.querySelectorAll('.switch')].filter(one => one.offsetHeight).length") == 0


def test_the_letters_that_come_along_are_used(chromium: browser.Browser, site: Path) -> None:
    chromium.open(page(site, "ti"), 800)
    loaded = chromium.run("[...document.fonts].filter(x => x.status == 'loaded').map(x => x.family + x.weight)")
    assert {"Leaflet-Ethi400", "Leaflet-Ethi700"} <= {one.replace('"', "") for one in loaded}


@pytest.mark.skipif(axe() is None, reason=f"no axe-core: {AXE} names axe.min.js, from `npm pack axe-core`")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", LOOKED_AT)
def test_axe_finds_nothing(chromium: browser.Browser, site: Path, name: str, dark: bool) -> None:
    found = axe()
    assert found is not None
    for width in (320, 1280):
        for prepare in ("1", OPENED):
            chromium.open(page(site, name), width, dark)
            chromium.run(prepare)
            chromium.run(found.read_text("utf-8") + ";1")
            answer: dict[str, Any] = json.loads(chromium.run(AXE_RUN))
            assert answer["bad"] == []
            assert answer["good"] > 10, "it looked at nothing"
