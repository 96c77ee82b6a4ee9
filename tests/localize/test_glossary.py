"""The glossary of a leaflet: read as it is written, told where it is wrong, not in the way where there is none."""

from __future__ import annotations

from pathlib import Path

from leaflet.localize.glossary import Glossary, read_glossary
from leaflet.localize.locale import known_languages
from tests.conftest import REAL
from tests.wording import shelf
from tests.workplace import Workplace

GOOD = """glossary: water
keep: [KCE]
terms:
  - source: water
    note: Plain water.
    translations:
      nl: [water]
"""


def read(tmp_path: Path, assets: Path, text: str) -> tuple[Glossary, list[str]]:
    path = tmp_path / "glossary.yaml"
    path.write_text(text, encoding="utf-8")
    glossary, problems = read_glossary(path, "glossary.yaml", assets)
    return glossary, [str(problem) for problem in problems]


def test_it_is_read(tmp_path: Path, assets: Path) -> None:
    glossary, problems = read(tmp_path, assets, GOOD)
    assert problems == [] and glossary.keep == ("KCE",)
    (term,) = glossary.terms
    assert (term.source, dict(term.translations)) == ("water", {"nl": ("water",)})


def test_none_is_no_problem(tmp_path: Path, assets: Path) -> None:
    assert read_glossary(tmp_path / "glossary.yaml", "glossary.yaml", assets) == (Glossary(), ())


def test_what_is_wrong_is_told_with_its_line_and_the_rest_is_used(tmp_path: Path, assets: Path) -> None:
    glossary, problems = read(tmp_path, assets, GOOD.replace("note:", "noot:"))
    assert glossary.terms[0].translations["nl"] == ("water",)
    assert len(problems) == 1 and "glossary.yaml:5" in problems[0] and "note" in problems[0]
    for text in ("- a\n", "keep: {a: b}\n", "glossary: water\nterms: [1, {source: x}]\n", ": [\n", ""):
        assert read(tmp_path, assets, text)[1], text


def test_check_tells_and_uses_it(place: Workplace) -> None:
    place.say_in_dutch("water")
    path = place.source("water").with_name("glossary.yaml")
    path.write_text(GOOD.replace("nl: [water]", "nl: [nattigheid]"), encoding="utf-8")
    answer = place.run("check", "--lang", "nl")
    assert answer.code == 0 and "[words/term]" in answer.err and "write nattigheid" in answer.err
    path.write_text("glossary: [", encoding="utf-8")
    answer = place.run("check", "--lang", "nl")
    assert answer.code == 1 and "translations/water/glossary.yaml" in answer.err


def test_the_shipped_glossary_speaks_of_what_there_is(assets: Path) -> None:
    real = shelf(REAL)
    texts = " ".join(message.text.lower() for message in real.leaflet.messages())
    for term in real.glossary.terms:
        assert term.source in texts
        assert set(term.translations) == set(real.catalogues) <= set(known_languages(assets))
