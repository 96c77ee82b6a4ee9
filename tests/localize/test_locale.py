"""The facts about languages: every row can be read, alone as with the rest, and an unknown one says what to add."""

from pathlib import Path

import pytest
import yaml

from leaflet.localize.locale import Locale, known_languages, read_labels, read_locale
from leaflet.model.inline import fields_of, parse_inline


def locale(language: str, assets: Path) -> Locale:
    found, problems = read_locale(language, assets)
    assert found is not None and problems == (), problems
    return found


def test_every_row_can_be_read(assets: Path) -> None:
    languages = known_languages(assets)
    assert len(languages) == 38 and languages[:4] == ("nl", "fr", "de", "en")
    for language in languages:
        found = locale(language, assets)
        assert found.direction in ("ltr", "rtl") and found.fonts and found.line_height >= found.line_height_min > 1
        assert all(name for _, name in found.names) and "{n}" in found.number.percent
        assert all(isinstance(text, str) for text in (found.autonym, found.break_locale, found.no_line_start))


def test_a_row_read_alone_is_the_row_of_the_whole_file(assets: Path) -> None:
    whole = yaml.safe_load((assets / "locales.yaml").read_text("utf-8"))
    assert tuple(whole["languages"]) == known_languages(assets)
    for language, row in whole["languages"].items():
        found = locale(language, assets)
        assert found.autonym == row["autonym"] and dict(found.names) == row["name"]
        assert list(found.quotes.secondary) == row["quotes"]["secondary"] and found.script == row["script"]
        assert found.size_factor == whole["scripts"][row["script"]]["size_factor"]
    labels = yaml.safe_load((assets / "labels.yaml").read_text("utf-8"))["labels"]
    assert all(read_labels(language, assets) == (row, ()) for language, row in labels.items())


def test_no_row_name_occurs_twice(assets: Path) -> None:
    for name in ("locales.yaml", "labels.yaml"):
        lines = (assets / name).read_text("utf-8").splitlines()
        names = [line for line in lines if line.startswith("  ") and line[2] not in " #"]
        assert len(names) == len(set(names)) > 3


def test_what_typesetting_needs_to_know(assets: Path) -> None:
    dutch, french, arabic, urdu, viet = (locale(name, assets) for name in ("nl", "fr", "ar", "ur", "vi"))
    assert (dutch.hyphenation.pyphen, dutch.hyphenation.columns_under_mm, dutch.hyphenation.word) == ("nl_NL", 60, 7)
    assert french.hyphenation.pyphen == "" and french.quotes.inner_space == "\u202f"
    assert (arabic.direction, arabic.fonts[:2]) == ("rtl", ("Noto Sans Arabic", "Noto Sans"))
    assert (urdu.line_height, urdu.fonts[0], urdu.size_factor) == (2.3, "Noto Nastaliq Urdu", 1.1)
    assert (viet.line_height, viet.line_height_min) == (1.4, 1.2)
    assert "。" in locale("ja", assets).no_line_start and locale("he", assets).no_break_after == "־"


def test_the_name_of_a_language_in_another(assets: Path) -> None:
    dutch = locale("nl", assets)
    assert [dutch.name_in(one) for one in ("fr", "nl", "tr")] == ["néerlandais", "Nederlands", "Felemenkçe"]


@pytest.mark.parametrize("language", ["xx", "Latn", "rules", "nl:\n", "", "n."])
def test_an_unknown_language_says_what_to_add(language: str, assets: Path) -> None:
    found, problems = read_locale(language, assets)
    assert found is None and problems[0].code == "locale/unknown"
    assert "nl, fr, de, en" in problems[0].hint


def test_broken_data_is_a_problem(tmp_path: Path, assets: Path) -> None:
    assert read_locale("nl", tmp_path)[1][0].code == "locale/unreadable"
    good = (assets / "locales.yaml").read_text("utf-8")
    for old, new, code in (
        ("autonym: Nederlands", "autonym: [", "locale/syntax"),
        ("    autonym: Nederlands\n", "", "locale/broken-row"),
        ("script: Latn", "script: Xxxx", "locale/unknown"),
        ("    direction: ltr", "    - ltr", "locale/syntax"),
    ):
        (tmp_path / "locales.yaml").write_text(good.replace(old, new), "utf-8")
        found, (problem, *_) = read_locale("nl", tmp_path)
        assert found is None and problem.code == code


def test_all_languages_have_the_same_labels_with_the_same_fields(assets: Path) -> None:
    rows = [read_labels(language, assets)[0] for language in ("nl", "fr", "de", "en")]
    fields = [
        {key: sorted(fields_of(parse_inline(text)[0])) for key, text in row.items()} for row in rows if row is not None
    ]
    assert len(fields) == 4 and all(row == fields[0] for row in fields)
    assert fields[0]["page"] == ["page", "pages"] and fields[0]["review_by"] == ["leaflet.review_by"]


def test_a_language_without_labels_is_a_problem(assets: Path) -> None:
    found, (problem,) = read_labels("ja", assets)
    assert found is None and problem.where.file == "assets/labels.yaml"
