"""`translate export` and `translate import`: what goes out comes back, in every form and every language there is."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from tests.conftest import REAL, ROOT
from tests.workplace import Workplace

FORMS = {"xliff": ".xlf", "csv": ".csv", "xlsx": ".xlsx", "review": "_review.xlsx"}


def out(place: Workplace, suffix: str, language: str = "nl") -> Path:
    return place.root / "build" / "exchange" / f"water_{language}{suffix}"


def emptied(place: Workplace) -> None:
    """A text that is still to be translated."""
    place.change(place.po("water", "nl"), 'msgstr "Why it matters"', 'msgstr ""')


@pytest.mark.parametrize(("form", "suffix"), FORMS.items())
def test_what_goes_out_comes_back_without_a_change(place: Workplace, form: str, suffix: str) -> None:
    said = place.run("translate", "export", "--as", form)
    assert said.code == 0
    assert f"build/exchange/water_nl{suffix}" in said.out
    before = place.files()
    said = place.run("translate", "import", str(out(place, suffix)))
    assert said.code == 0, said.err
    assert re.search(r"water  nl  0 filled in, 0 changed, \d+ as they were", said.out)
    assert place.files() == before


def test_the_real_catalogues_come_back_byte_for_byte(empty: Workplace) -> None:
    shutil.copytree(ROOT / "translations", empty.root / "translations")
    empty.run("translate", "update", REAL)
    before = {name: data for name, data in empty.files().items() if name.endswith(".po")}
    for form in ("xliff", "csv", "xlsx"):
        assert empty.run("translate", "export", REAL, "--as", form).code == 0
    files = sorted((empty.root / "build" / "exchange").iterdir())
    assert len(files) == 3 * len([name for name in before if f"/{REAL}/" in name])
    said = empty.run("translate", "import", *map(str, files))
    assert said.code == 0, said.err
    assert said.out.count(" 0 filled in, 0 changed, ") == len(files)
    after = {name: data for name, data in empty.files().items() if name.endswith(".po")}
    assert after == before


@pytest.mark.parametrize("form", ["xliff", "csv", "xlsx"])
def test_a_translation_that_came_back_is_in_the_po_file(place: Workplace, form: str) -> None:
    emptied(place)
    place.run("translate", "export", "--as", form, "--lang", "nl")
    path = out(place, FORMS[form])
    _fill(path)
    before = place.files()
    said = place.run("translate", "import", "--dry-run", str(path))
    assert "1 filled in" in said.out and said.out.splitlines()[-1] == "Dry run: nothing was written"
    assert place.files() == before
    assert place.run("translate", "import", str(path)).code == 0
    assert 'msgid "Why it matters"\nmsgstr "Waarom"' in place.po("water", "nl").read_text("utf-8")


def _fill(path: Path) -> None:
    """Translate 'Why it matters' in a file, as a tool or a person would."""
    data = path.read_bytes()
    if path.suffix == ".xlsx":
        made = io.BytesIO()
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
            for name in old.namelist():
                text = old.read(name).decode()
                empty = r'(Why it matters</t></is></c><c r="E\d+" s="3")/>'
                new.writestr(name, re.sub(empty, r'\1 t="inlineStr"><is><t>Waarom</t></is></c>', text))
        path.write_bytes(made.getvalue())
        return
    for old, fresh in ((b"Why it matters,,missing", b"Why it matters,Waarom,missing"),
                       (b"Why it matters</source>", b"Why it matters</source><target>Waarom</target>")):  # fmt: skip
        data = data.replace(old, fresh)
    path.write_bytes(data)


def test_a_bad_row_is_told_with_its_line_and_the_others_are_taken(place: Workplace) -> None:
    emptied(place)
    place.run("translate", "export", "--as", "csv")
    path = out(place, ".csv")
    _fill(path)
    path.write_text(path.read_text("utf-8") + "why/nothing,,,x,y,,,\n", encoding="utf-8", newline="")
    last = len(path.read_bytes().splitlines())
    said = place.run("translate", "import", str(path))
    assert said.code == 1
    assert f"build/exchange/water_nl.csv:{last}: error: nl: why/nothing:" in said.err
    assert "1 filled in" in said.out and "1 refused" in said.out
    assert 'msgstr "Waarom"' in place.po("water", "nl").read_text("utf-8")


def test_a_source_that_changed_since_is_told(place: Workplace) -> None:
    place.run("translate", "export", "--as", "xliff")
    place.change(place.source("water"), "Why it matters", "Why water matters")
    place.run("translate", "update")
    before = place.files()
    said = place.run("translate", "import", str(out(place, ".xlf")))
    assert said.code == 1
    assert "was made for another source text, now: Why water matters [exchange/stale]" in said.err
    assert place.files() == before


def test_a_po_file_behind_its_source_is_not_sent_out(place: Workplace) -> None:
    place.change(place.source("water"), "Why it matters", "Why water matters")
    said = place.run("translate", "export", "--as", "csv")
    assert said.code == 1
    assert "run 'translate update' first" in said.err
    assert not out(place, ".csv").exists()


def test_files_of_nobody_are_told_and_the_others_are_taken(place: Workplace) -> None:
    place.run("translate", "export", "--as", "csv")
    good = out(place, ".csv")
    place.run("translate", "add", "fr")
    (place.root / "notes.txt").write_text("hello", encoding="utf-8")
    (place.root / "none.csv").write_bytes(b"")
    (place.root / "fire_nl.csv").write_bytes(good.read_bytes().replace(b"water/nl", b"fire/nl"))
    (place.root / "water_de.csv").write_bytes(good.read_bytes().replace(b"water/nl", b"water/de"))
    before = place.files()
    files = ("notes.txt", "none.csv", "fire_nl.csv", "water_de.csv", "missing.xlf", ".", str(good))
    said = place.run("translate", "import", *files)
    assert said.code == 1
    for code in ("columns", "empty", "other-leaflet", "other-language", "no-file"):
        assert f"[exchange/{code}]" in said.err
    assert "water  nl  0 filled in" in said.out
    assert place.files() == before


def test_two_people_at_once_lose_nothing(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    from leaflet.commands import exchanging

    emptied(place)
    place.run("translate", "export", "--as", "csv")
    _fill(out(place, ".csv"))
    take = exchanging.take

    def slow(*words: object) -> object:
        found = take(*words)  # type: ignore[arg-type]
        place.change(place.po("water", "nl"), 'msgstr "On hot days"', 'msgstr "Hitte"')
        return found

    monkeypatch.setattr(exchanging, "take", slow)
    said = place.run("translate", "import", str(out(place, ".csv")))
    assert said.code == 1 and "[exchange/meanwhile]" in said.err
    assert 'msgstr "Hitte"' in place.po("water", "nl").read_text("utf-8")


def test_what_a_reviewer_proposes_waits_for_the_translator(place: Workplace) -> None:
    place.run("translate", "export", "--as", "review")
    path = out(place, "_review.xlsx")
    made = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            empty = r'<c r="[E-H]\d+" s="3"'
            row = rf"(>Why it matters</t></is></c>{empty}/>{empty})/>({empty})/>({empty})/>"
            text = re.sub(
                row, r'\1 t="str"><v>change</v></c>\2 t="str"><v>Daarom</v></c>\3 t="str"><v>Stiff</v></c>', text
            )
            new.writestr(name, text)
    path.write_bytes(made.getvalue())
    said = place.run("translate", "import", str(path))
    assert said.code == 0, said.err
    assert "1 proposed" in said.out
    assert "verdicts: 0 ok, 1 change, 0 comment" in said.out
    assert "  why/title: change: Stiff" in said.out
    text = place.po("water", "nl").read_text("utf-8")
    assert "# before the review: Why it matters\n" in text
    assert 'fuzzy\nmsgctxt "why/title"\nmsgid "Why it matters"\nmsgstr "Daarom"' in text


def test_the_review_sheet_has_every_text_in_both_languages(place: Workplace) -> None:
    place.change(place.po("water", "nl"), 'msgstr "Why it matters"', 'msgstr "Waarom **dit** telt"')
    place.run("translate", "export", "--as", "review")
    with pypdfium2.PdfDocument(out(place, "_review.pdf").read_bytes()) as pdf:
        words = " ".join(page.get_textpage().get_text_range() for page in pdf)
        sizes = {tuple(map(round, page.get_size())) for page in pdf}
    words = " ".join(words.split())
    assert sizes == {(842, 595)}
    assert "water, version" in words and "English to Dutch" in words
    assert "Waarom dit telt" in words and "**" not in words
    assert "why/title" in words
    assert words.count("ok change comment") > 20


@pytest.mark.parametrize(("language", "said"), [("en", "of the source itself"), ("qps-rtl", "is made by the program"),
                                                ("fr", "there is no language 'fr'")])  # fmt: skip
def test_languages_that_are_not_translated_into_are_refused(place: Workplace, language: str, said: str) -> None:
    answer = place.run("translate", "export", "--as", "csv", "--lang", language)
    assert answer.code == 2
    assert said in answer.err
