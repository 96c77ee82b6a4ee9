"""Building in pseudo-languages: every design can be tried, and nothing of it stays behind in the leaflet."""

from __future__ import annotations

import json
import shutil

import pypdfium2
import pytest

from tests.conftest import ROOT
from tests.workplace import Workplace

BOTH = "qps-ploc,qps-rtl"
DESIGNS = sorted(path.stem for path in (ROOT / "assets" / "designs").glob("*.yaml"))


@pytest.fixture
def place(empty: Workplace) -> Workplace:
    """The leaflet `water`, in English alone."""
    empty.begin("water")
    return empty


def read(place: Workplace, language: str, design: str = "a4") -> str:
    path = place.root / "build" / "water" / f"water_{language}_{design}_office.pdf"
    with pypdfium2.PdfDocument(path.read_bytes()) as pdf:
        return " ".join(page.get_textpage().get_text_range() for page in pdf)


@pytest.mark.parametrize("design", DESIGNS)
def test_every_design_can_be_tried(place: Workplace, design: str) -> None:
    said = place.run("build", "--lang", BOTH, "--design", design)
    assert said.code == 0, said.err
    assert "⟦" in read(place, "qps-ploc", design)
    for language in BOTH.split(","):
        words = read(place, language, design)
        assert "TEST" in words and "PATIENTS" in words


def test_they_are_made_only_where_they_are_named(place: Workplace) -> None:
    assert place.run("build", "--lang", BOTH).code == 0
    before = place.files()
    said = place.run("build")
    assert said.code == 0 and "qps" not in said.out
    assert not [name for name in before if name.endswith(".po") and "qps" in name]
    assert "qps" not in place.run("status").out
    assert place.run("translate", "update").code == 0
    assert "qps" not in "".join(name for name in place.files() if name.startswith("translations/"))


def test_a_test_changes_no_other_file(place: Workplace) -> None:
    place.run("build")
    pages = {name: data for name, data in place.files().items() if name.endswith(".pdf")}
    assert place.run("build", "--lang", f"en,{BOTH}").code == 0
    said = place.run("build")
    assert "(1 PDF; 1 unchanged)" in said.last
    assert {name: data for name, data in place.files().items() if name in pages} == pages


def test_web_pages_offer_no_test_text(place: Workplace) -> None:
    assert place.run("build", "--edition", "html", "--lang", "qps-ploc").code == 0
    assert place.run("build", "--edition", "html").code == 0
    for name, data in place.files().items():
        if name.endswith(".html") and "qps" not in name:
            assert b"qps" not in data, name


def test_they_stand_beside_a_language_too(place: Workplace) -> None:
    said = place.run("build", "--edition", "bilingual", "--with", "en", "--lang", "qps-rtl")
    assert said.code == 0, said.err


def test_the_real_leaflet_can_be_tried(empty: Workplace) -> None:
    shutil.copytree(ROOT / "translations", empty.root / "translations")
    said = empty.run("build", "low-back-pain", "--lang", BOTH)
    assert said.code == 0, said.err
    outputs = json.loads((empty.root / "build" / "manifest.json").read_text("utf-8"))["outputs"]
    assert all("qps-" in str(output) for output in outputs)


@pytest.mark.parametrize("words", [("translate", "add", "qps-ploc"), ("build", "--lang", "qps-none")])
def test_they_are_never_translated(place: Workplace, words: tuple[str, ...]) -> None:
    before = place.files()
    assert place.run(*words).code == 2
    assert place.files() == before
