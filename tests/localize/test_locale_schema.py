"""assets/locales.yaml against its schema and its rules: the shipped file is right; a slip is said at its line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
import yaml

from leaflet.check.locale_facts import check_facts
from leaflet.compose.breaks import find_breaks
from leaflet.localize.draft_locale import draft_row, draft_script
from leaflet.localize.locale import ENGINES, known_languages, read_locale
from leaflet.localize.numerals import ZERO, list_mark, numeral
from leaflet.model.inline import RichText
from leaflet.problems import Problem

ASSETS = Path(__file__).resolve().parents[2] / "assets"
TEXT = (ASSETS / "locales.yaml").read_text("utf-8")
SCHEMA = json.loads((ASSETS / "schema" / "locales.schema.json").read_text("utf-8"))


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    """Assets to spoil: what the rules read of them."""
    shutil.copytree(ASSETS / "schema", tmp_path / "schema")
    (tmp_path / "fonts").symlink_to(ASSETS / "fonts", target_is_directory=True)
    (tmp_path / "locales.yaml").write_text(TEXT, "utf-8")
    return tmp_path


def spoil(assets: Path, section: str, row: str, old: str, new: str) -> int:
    """Replace the first `old` in a row, and say on which line."""
    at = TEXT.index(old, TEXT.index(f"\n  {row}:\n", TEXT.index(f"\n{section}:\n")))
    (assets / "locales.yaml").write_text(TEXT[:at] + new + TEXT[at + len(old) :], "utf-8")
    return TEXT.count("\n", 0, at + (len(old) - len(old.lstrip("\n")))) + 1


def only(problems: tuple[Problem, ...]) -> Problem:
    assert len(problems) == 1, problems
    return problems[0]


def test_the_shipped_file_is_right() -> None:
    assert check_facts(ASSETS) == ()


def test_an_independent_validator_agrees() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    validator = jsonschema.Draft202012Validator(SCHEMA)
    whole = yaml.safe_load(TEXT)
    assert list(validator.iter_errors(whole)) == []
    whole["scripts"]["Arab"]["direction"] = "right"
    whole["languages"]["nl"]["qoutes"] = whole["languages"]["nl"].pop("quotes")
    assert len(list(validator.iter_errors(whole))) == 3


def test_the_schema_and_the_program_know_the_same_names() -> None:
    digits = SCHEMA["$defs"]["language"]["properties"]["digits"]["properties"]
    assert set(digits["cldr_default"]["enum"]) == {*ZERO, "latn"}
    assert set(digits["leaflet_default"]["enum"]) == {*ZERO, "latn", "as_typed"}
    engine = SCHEMA["$defs"]["script"]["properties"]["line_break"]["properties"]["engine"]
    assert set(engine["enum"]) == ENGINES
    assert all(
        chr(ord(zero) + n).isdecimal() and int(chr(ord(zero) + n)) == n for zero in ZERO.values() for n in (0, 9)
    )


SLIPS = [
    ("languages", "nl", "quotes:", "qoutes:", "did you mean 'quotes'?"),
    ("languages", "pl", "one_letter_words", "one_letter_word", "did you mean 'one_letter_words'?"),
    ("languages", "fa", "leaflet_default: arabext", "leaflet_default: persian", "arabext"),
    ("languages", "so", "review: native_check", "review: yes", "native_check"),
    ("languages", "de", "primary: [„, “]", "primary: [„]", "add one"),
    ("languages", "tr", '"%{n}"', '"%"', "{n}"),
    ("scripts", "Arab", "direction: rtl", "direction: RTL", "ltr, rtl"),
    ("scripts", "Thai", "engine: icu", "engine: uci", "icu_words"),
    ("scripts", "Hans", "emphasis: [bold]", "emphasis: [bold, oblique]", "italic"),
    ("scripts", "Khmr", "min: 1.55", "min: small", "digits"),
    ("scripts", "Deva", "straight: []", "straights: []", "did you mean 'straight'?"),
]


@pytest.mark.parametrize(("section", "row", "old", "new", "hint"), SLIPS)
def test_a_slip_is_said_at_its_line_with_a_way_out(
    section: str, row: str, old: str, new: str, hint: str, spoilt: Path
) -> None:
    line = spoil(spoilt, section, row, old, new)
    found = [slip for slip in check_facts(spoilt) if slip.where.line == line]
    assert [slip.where.block for slip in found] == [f"{section}/{row}"]
    assert hint in found[0].hint and found[0].where.file == "assets/locales.yaml"


RULES = [
    ("languages", "uk", "script: Cyrl", "script: Glag", "locale/unknown", "Glag"),
    ("scripts", "Thai", "font: Noto Sans Thai Looped", "font: Noto Sans Lao", "font/no-family", "script Thai"),
    ("scripts", "Arab", "Noto Naskh Arabic:", "Noto Kufi Arabic:", "font/no-family", "Noto Kufi Arabic"),
    ("scripts", "Armn", "italic: false", "italic: true", "locale/emphasis", "italic"),
    ("scripts", "Hebr", "emphasis: [bold]", "emphasis: [bold, italic]", "locale/emphasis", "italic"),
    ("scripts", "Khmr", "default: 1.7, min: 1.55", "default: 1.5, min: 1.55", "locale/height", "more than default"),
    ("scripts", "Aran", "default: 2.3, min: 2.1", "default: 1.6, min: 1.4", "locale/height", "touch"),
    ("languages", "vi", "line_height: {default: 1.4}", "line_height: {default: 1.1}", "locale/height", "default"),
    ("languages", "nl", "pyphen: nl_NL", "pyphen: nl_XX", "locale/hyphenation", "nl_XX"),
    ("languages", "it", 'group: "."', 'group: ","', "locale/number", "same"),
    ("languages", "ko", "\n  ko:\n", "\n  ko_KR:\n", "locale/name", "ko_KR"),
    ("languages", "sq", "\n    script: Latn", "\n  # moved\n    script: Latn", "locale/layout", "whole row"),
]


@pytest.mark.parametrize(("section", "row", "old", "new", "code", "text"), RULES)
def test_what_no_schema_can_say(section: str, row: str, old: str, new: str, code: str, text: str, spoilt: Path) -> None:
    spoil(spoilt, section, row, old, new)
    found = [slip for slip in check_facts(spoilt) if text in slip.text]
    assert [slip.code for slip in found][:1] == [code], check_facts(spoilt)
    assert found[0].where.line and found[0].hint


def test_a_family_without_an_italic_cannot_promise_one(spoilt: Path) -> None:
    spoil(
        spoilt, "scripts", "Geor", "emphasis: [bold]\n    italic: false", "emphasis: [bold, italic]\n    italic: true"
    )
    assert "no italic and no bold_italic" in only(check_facts(spoilt)).text


def test_hyphens_are_for_scripts_that_have_them(spoilt: Path) -> None:
    rule = "script: Arab\n    hyphenation: {pyphen: nl_NL, columns_under_mm: 60}"
    spoil(spoilt, "languages", "ps", "script: Arab", rule)
    assert only(check_facts(spoilt)).code == "locale/hyphenation"


@pytest.mark.parametrize("text", ["", "- a\n", "nonsense", "schema: [\n", "scripts: {}\n", "\0"])
def test_a_file_that_is_something_else_is_a_problem(text: str, spoilt: Path) -> None:
    (spoilt / "locales.yaml").write_text(text, "utf-8")
    assert check_facts(spoilt)


def test_a_build_says_the_line_of_what_it_cannot_use(spoilt: Path) -> None:
    line = spoil(spoilt, "scripts", "Arab", "direction: rtl", "direction: right")
    locale, problems = read_locale("ar", spoilt)
    slip = only(problems)
    assert locale is None and slip.where.line == line and "rtl" in slip.hint and slip.where.language == "ar"
    assert read_locale("nl", spoilt)[1] == (), "Dutch has nothing to do with it"


WRONG = [
    ("ar", "direction: rtl", "direction: down"),
    ("nl", "autonym: Nederlands", "autonym: yes"),
    ("nl", 'primary: [‘, "’"]', "primary: [‘, 9]"),
    ("th", "size_factor: 1.05", "size_factor: 0"),
    ("ja", "engine: budoux", "engine: budox"),
    ("nl", "line_height: {default: 1.35", "line_height: {default: .nan"),
]


@pytest.mark.parametrize(("language", "old", "new"), WRONG)
def test_a_build_never_takes_a_value_that_it_would_misread(language: str, old: str, new: str, spoilt: Path) -> None:
    (spoilt / "locales.yaml").write_text(TEXT.replace(old, new), "utf-8")
    locale, problems = read_locale(language, spoilt)
    assert locale is None and problems[0].code == "locale/broken-row" and problems[0].hint


def test_an_empty_row_and_one_with_a_comment(spoilt: Path) -> None:
    (spoilt / "locales.yaml").write_text(f"{TEXT}  xx:\n", "utf-8")
    slip = only(read_locale("xx", spoilt)[1])
    assert "four spaces" in slip.hint and slip.where.line == TEXT.count("\n") + 1
    (spoilt / "locales.yaml").write_text(TEXT.replace("\n  nl:\n", "\n  nl: # Netherlands and Belgium\n"), "utf-8")
    assert read_locale("nl", spoilt)[0] is not None and check_facts(spoilt) == ()


def test_rows_that_nobody_has_confirmed_stay_marked(spoilt: Path) -> None:
    named = {"sq", "ps", "ckb", "so", "ti", "km"}  # their sources disagree
    rows = yaml.safe_load(TEXT)["languages"]
    assert {language for language, row in rows.items() if row.get("review") == "native_check"} >= named
    for language in known_languages(ASSETS):
        locale, _ = read_locale(language, ASSETS)
        assert locale is not None
        assert locale.review == "native_check" or locale.review.startswith("confirmed by "), language
    (spoilt / "locales.yaml").write_text(
        TEXT.replace(
            'review: native_check\n    note: "CLDR 47', 'review: confirmed by A. Hoxha, 2026-11-22\n    note: "CLDR 47'
        ),
        "utf-8",
    )
    albanian, _ = read_locale("sq", spoilt)
    assert albanian is not None and albanian.review == "confirmed by A. Hoxha, 2026-11-22"
    assert check_facts(spoilt) == ()


def test_list_marks_are_the_language_s_own(spoilt: Path) -> None:
    arabic, bengali = read_locale("fa", ASSETS)[0], read_locale("bn", ASSETS)[0]
    assert arabic and bengali
    assert (list_mark(12, arabic), list_mark(3, bengali), list_mark(0, bengali)) == ("۱۲.", "৩.", "•")
    spoil(spoilt, "languages", "zh-Hans", "    shaping_language: zh-Hans", "    list: {suffix: 、}")
    chinese, problems = read_locale("zh-Hans", spoilt)
    assert chinese is not None and list_mark(2, chinese) == "2、", problems
    assert check_facts(spoilt) == ()


@pytest.mark.parametrize(("language", "two"), [("my", "၂"), ("dz", "༢"), ("ku", "2"), ("no", "2")])
def test_a_draft_row_of_cldr_is_right_as_it_is(language: str, two: str, spoilt: Path) -> None:
    row = draft_row(language)
    script = next(line.split()[1] for line in row.splitlines() if line.startswith("    script:"))
    text = TEXT.replace("\nlanguages:\n", f"\nlanguages:\n{row}\n")
    if f"\n  {script}:\n" not in TEXT:
        text = text.replace("\nlanguages:\n", f"{draft_script(script)}\n\nlanguages:\n", 1)
    (spoilt / "locales.yaml").write_text(text, "utf-8")
    locale, problems = read_locale(language, spoilt)
    assert locale is not None and problems == () and numeral(2, locale) == two
    assert {slip.code for slip in check_facts(spoilt)} <= {"font/no-family"}


def test_scripts_that_run_from_right_to_left_are_drafted_so() -> None:
    assert "direction: rtl" in draft_script("Nkoo") and "direction: rtl" in draft_script("Thaa")
    assert "direction: ltr" in draft_script("Mymr") and "font: Noto Sans Myanmar" in draft_script("Mymr")
    assert draft_script("Xxxx") == ""


def test_a_dictionary_that_nobody_has_leaves_words_whole(spoilt: Path) -> None:
    (spoilt / "locales.yaml").write_text(TEXT.replace("pyphen: nl_NL", "pyphen: qq_QQ"), "utf-8")
    dutch, problems = read_locale("nl", spoilt)
    assert dutch is not None and problems == ()
    assert not any(place.hyphen for place in find_breaks(RichText("Rugpijnbehandeling"), dutch, True))
    assert only(check_facts(spoilt)).code == "locale/hyphenation"
