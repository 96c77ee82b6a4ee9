"""What every page says of itself, in all designs and editions: draft, expired, stale, signed; in both languages."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pypdfium2
import pytest

from leaflet.reflow.markup import words
from tests.conftest import REAL, ROOT
from tests.workplace import Workplace

DESIGNS = ("a4", "trifold", "zfold", "booklet", "a4-large")
LATE = ("--today", "2028-11-02")


@pytest.fixture
def real_place(empty: Workplace) -> Workplace:
    """The real leaflet in Dutch, French and Arabic."""
    folder = empty.source(REAL).parent
    folder.mkdir(parents=True)
    for name in ("leaflet.yaml", "fr.po", "ar.po"):
        shutil.copy(ROOT / "translations" / REAL / name, folder / name)
    return empty


def pages_of(path: Path) -> list[set[str]]:
    """The words of each page; pdfium gives those of a page from right to left in no order that is promised."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [set(re.split(r"[\s:;]+", page.get_textpage().get_text_range())) for page in document]
    finally:
        document.close()


def built(place: Workplace, design: str, language: str, edition: str = "office") -> Path:
    return place.root / "build" / REAL / f"{REAL}_{language}_{design}_{edition}.pdf"


def sign_all(place: Workplace) -> None:
    for language, role in (("nl", "editor"), ("fr", "translator"), ("ar", "translator")):
        for one, name in ((role, "Ann Peeters"), ("clinician", "Ben Devos")):
            answer = place.run("sign", REAL, language, "--by", name, "--role", one)
            assert answer.code == 0, answer.err


@pytest.mark.parametrize("design", DESIGNS)
def test_a_draft_says_so_on_every_page_in_both_languages(real_place: Workplace, design: str) -> None:
    answer = real_place.run("build", "--design", design)
    assert answer.code == 0, answer.err
    for page in pages_of(built(real_place, design, "fr")):
        assert {"provisoire", "médecin", "Concept", "nagekeken"} <= page
    for page in pages_of(built(real_place, design, "ar")):
        assert {"مسودة", "طبيب", "Concept", "nagekeken"} <= page
    for page in pages_of(built(real_place, design, "nl")):
        assert "Concept" in page and "Verlopen" not in page


@pytest.mark.parametrize("design", DESIGNS)
def test_a_signed_leaflet_says_nothing_and_stands_well(real_place: Workplace, design: str) -> None:
    """Without the marks the page number and the facts still have a line each, or share one."""
    sign_all(real_place)
    answer = real_place.run("build", "--design", design)
    assert answer.code == 0, answer.err
    for language in ("nl", "fr", "ar"):
        pages = pages_of(built(real_place, design, language))
        assert not any({"Concept", "provisoire"} & page for page in pages)
        assert any("Wijkpraktijk" in page for page in pages)
    assert {row["state"] for row in real_place.manifest()["outputs"].values()} == {"signed"}


@pytest.mark.parametrize("design", DESIGNS)
def test_an_expired_and_stale_leaflet_says_both_in_both_languages(real_place: Workplace, design: str) -> None:
    real_place.change(real_place.source(REAL), "Massage werkt op", "Massage werkt in op")
    real_place.change(real_place.source(REAL), 'version: "2026-11"', 'version: "2027-05"')
    answer = real_place.run("build", "--design", design, *LATE)
    assert answer.code == 0, answer.err
    assert "[source/expired]" in answer.err and answer.err.count("[po/stale]") == 2
    pages = pages_of(built(real_place, design, "fr"))
    assert all({"Périmé", "Verlopen"} <= page for page in pages)
    assert any({"Traduction", "Vertaling", "modifié", "gewijzigd"} <= page for page in pages)
    assert any({"Vertaling", "gewijzigd"} <= page for page in pages_of(built(real_place, design, "ar")))
    assert all("Verlopen" in page and "Vertaling" not in page for page in pages_of(built(real_place, design, "nl")))


def test_a_bilingual_leaflet_says_it_once_in_each_language(real_place: Workplace) -> None:
    real_place.change(real_place.source(REAL), "Massage werkt op", "Massage werkt in op")
    answer = real_place.run("build", "--edition", "bilingual", "--with", "nl", "--lang", "fr", "--design", "a4")
    assert answer.code == 0, answer.err
    for page in pages_of(built(real_place, "a4", "fr", "bilingual-nl")):
        assert {"provisoire", "Concept", "Traduction"} <= page and "Vertaling" not in page


def test_a_web_page_and_a_script_say_it_in_both_languages(real_place: Workplace) -> None:
    real_place.change(real_place.source(REAL), "Massage werkt op", "Massage werkt in op")
    answer = real_place.run("build", "--edition", "html,audio", "--lang", "fr", *LATE)
    assert answer.code == 0, answer.err
    folder = real_place.root / "build" / REAL
    page = (folder / f"{REAL}_fr.html").read_text("utf-8")
    said = next(path for path in folder.glob(f"{REAL}_fr*") if path.suffix != ".html").read_text("utf-8")
    assert '<p class="draft" lang="nl" dir="ltr">Concept: nog niet nagekeken door een arts · Verlopen:' in page
    assert words("Traduction de la version 2026-11") in page and "Vertaling van versie 2026-11" in page
    assert '<lang xml:lang="nl"><s>Concept:' in said and "Traduction de la version" in said and "Vertaling" in said


def test_what_stands_in_for_a_missing_text_is_known_to_be_dutch(real_place: Workplace) -> None:
    _empty(real_place, "practices/title")
    assert real_place.run("build", "--edition", "html", "--lang", "fr").code == 1
    answer = real_place.run("build", "--draft", "--edition", "html,audio", "--lang", "fr")
    assert answer.code == 0 and "warning: fr: practices/title: is not translated [po/untranslated]" in answer.err
    page = (real_place.root / "build" / REAL / f"{REAL}_fr.html").read_text("utf-8")
    assert '<span lang="nl">Helpt kraken?</span>' in page and "Pas encore terminé" in page
    assert real_place.run("build", "--draft", "--lang", "fr", "--design", "a4").code == 0


def test_what_a_draft_prints_is_made_anew_without_it(real_place: Workplace) -> None:
    """Two builds of one text: the second is not taken for the first."""
    _empty(real_place, "practices/title")
    words_ = ("build", "--edition", "text", "--lang", "fr")
    assert real_place.run(*words_, "--draft").code == 0
    assert real_place.run(*words_).code == 1
    assert real_place.run("check", "--lang", "fr", "--design", "a4").code == 1
    answer = real_place.run("check", "--lang", "fr", "--design", "a4", "--draft")
    assert "error: fr: practices/title: is not translated" not in answer.err


def test_the_same_version_under_another_text_is_said(real_place: Workplace) -> None:
    real_place.change(real_place.source(REAL), "Massage werkt op", "Massage werkt in op")
    answer = real_place.run("build", "--edition", "text", "--lang", "fr")
    assert answer.code == 0 and "[source/version]" in answer.err


def _empty(place: Workplace, context: str) -> None:
    path = place.po(REAL, "fr")
    entry = next(part for part in path.read_text("utf-8").split("\n\n") if f'msgctxt "{context}"' in part)
    place.change(path, entry, entry[: entry.index("msgstr")] + 'msgstr ""')
