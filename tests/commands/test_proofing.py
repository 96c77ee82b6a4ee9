"""`proof`: one PDF with all languages side by side, what is wrong with them, and what changed since somebody signed."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf

from tests.pdfread import one_spaced, shown_text
from tests.workplace import Workplace

A3 = [420, 297]
OCHRE = b"0.9137 0.698 0.1922 RG"  # the edge of what changed


def proof_of(place: Workplace, out: str = "build") -> Path:
    return place.root / out / "water" / "water_a4_proof.pdf"


def words_of(place: Workplace) -> str:
    return one_spaced(shown_text(proof_of(place).read_bytes()))


def small_pages(place: Workplace) -> list[list[str]]:
    with pikepdf.open(proof_of(place)) as pdf:
        return [[name for name in page.Resources.XObject if name != "/Over"] for page in pdf.pages]


def test_every_language_stands_on_one_sheet(place: Workplace) -> None:
    answer = place.run("proof")
    assert answer.code == 0, answer.err
    assert answer.last == "Files: build/water/water_a4_proof.pdf"
    assert "2 of 2 languages as they would be printed" in answer.out
    with pikepdf.open(proof_of(place)) as pdf:
        assert [round(float(side) / 72 * 25.4) for side in pdf.pages[0].mediabox[2:]] == A3
    assert [len(names) for names in small_pages(place)][0] == 2
    assert small_pages(place)[-1] == [], "the last sheet says what is wrong"
    words = words_of(place)
    for said in ("Nederlands", "English", "translated", "pt", "fit", "signed by nobody", "Nothing."):
        assert said in words, said


def test_the_small_pages_are_those_of_the_office_edition(place: Workplace) -> None:
    """The same operators, scaled: no second layout."""
    assert place.run("build").code == 0
    assert place.run("proof").code == 0
    with pikepdf.open(place.pdf("water", "en")) as printed, pikepdf.open(proof_of(place)) as proof:
        wanted = one_spaced(printed.pages[0].Contents.read_bytes().decode("latin-1"))
        form = proof.pages[0].Resources.XObject["/P0"].read_bytes().decode("latin-1")
        assert wanted.count(" Tj") + wanted.count(" TJ") == form.count(" Tj") + form.count(" TJ") > 10


def test_the_same_input_gives_the_same_bytes(place: Workplace) -> None:
    place.run("proof", "--out", "one")
    place.run("proof", "--out", "two")
    assert proof_of(place, "one").read_bytes() == proof_of(place, "two").read_bytes()


def test_one_language_can_be_asked_for(place: Workplace) -> None:
    assert place.run("proof", "water", "--lang", "nl", "--design", "a4").code == 0
    assert len(small_pages(place)[0]) == 1


def test_what_cannot_be_built_is_shown_as_a_draft_with_its_reason(place: Workplace) -> None:
    whole = 'msgid "Why it matters"\nmsgstr '
    place.change(place.po("water", "nl"), f'{whole}"Why it matters"', f'{whole}""')
    answer = place.run("proof")
    assert answer.code == 1
    assert "[po/untranslated]" in answer.err
    assert "1 of 2 languages as they would be printed" in answer.out
    words = words_of(place)
    assert "missing: not printed" in words
    assert "po/untranslated" in words and "nl.po" in words
    assert len(small_pages(place)[0]) == 2


def test_a_language_that_cannot_be_laid_out_has_a_grey_place_with_the_reason(place: Workplace) -> None:
    place.po("water", "xx").write_bytes(place.po("water", "nl").read_bytes())
    answer = place.run("proof")
    assert answer.code == 1
    assert len(small_pages(place)[0]) == 2
    assert "Cannot be built" in words_of(place) and "[locale/unknown]" in words_of(place)


def test_a_change_since_somebody_signed_is_seen(place: Workplace) -> None:
    plain = marks_of(place)
    assert place.run("sign", "water", "nl", "--by", "A. Peeters", "--role", "translator").code == 0
    assert marks_of(place) == plain, "what is signed and as it was has no mark"
    assert "A. Peeters (translator)" in words_of(place)
    place.change(place.po("water", "nl"), 'msgstr "Why it matters"', 'msgstr "Why this matters"')
    assert marks_of(place) > plain > 0
    assert "A. Peeters" not in words_of(place), "nobody has signed what is there now"


def marks_of(place: Workplace) -> int:
    """Ochre edges on the first sheet, the one of its key among them."""
    assert place.run("proof", "--lang", "nl").code == 0
    with pikepdf.open(io.BytesIO(proof_of(place).read_bytes())) as pdf:
        return sum(bytes(form.read_bytes()).count(OCHRE) for form in forms_in(pdf.pages[0].Resources.XObject["/Over"]))


def forms_in(form: pikepdf.Object) -> list[pikepdf.Object]:
    inner = form.get("/Resources", {}).get("/XObject", {})
    return [form, *(more for one in inner.values() for more in forms_in(one))]


def test_a_source_that_cannot_be_read_makes_no_proof(place: Workplace) -> None:
    place.source("water").write_text("leaflet: [", encoding="utf-8")
    answer = place.run("proof")
    assert answer.code == 3
    assert answer.last == "No proof was made"
    assert not proof_of(place).exists()


def test_a_folder_that_cannot_be_written_is_said(place: Workplace) -> None:
    (place.root / "build").write_text("in the way", encoding="utf-8")
    answer = place.run("proof")
    assert answer.code == 1
    assert "[output/unwritable]" in answer.err and "Traceback" not in answer.err
