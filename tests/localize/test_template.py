"""The .pot, and bringing a .po up to date: nothing guessed, nothing lost, nothing touched without need."""

import dataclasses
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaflet.localize.po import PoText, Unit, compose, parse
from leaflet.localize.template import extract, update
from leaflet.model.document import Leaflet, Message
from leaflet.problems import Where


def filled(leaflet: Leaflet, texts: dict[str, str]) -> bytes:
    """A new German file with these translations."""
    data, _ = update(None, leaflet, "de", "German", header={"Last-Translator": "Ann <ann@example.org>"})
    po, _ = parse(data.decode(), Where())
    units = (replace(unit, text=texts[unit.context], raw="") if unit.context in texts else unit for unit in po.units)
    return compose(PoText(tuple(units))).encode()


def units_of(data: bytes) -> dict[str | None, Unit]:
    """Live units by context; obsolete ones by '~' and context."""
    po, problems = parse(data.decode(), Where())
    assert problems == ()
    return {f"~{unit.context}" if unit.obsolete else unit.context: unit for unit in po.units}


def with_title(leaflet: Leaflet, text: str) -> Leaflet:
    return replace(leaflet, title=replace(leaflet.title, text=text))


def without_doctor(leaflet: Leaflet) -> Leaflet:
    return replace(leaflet, blocks=leaflet.blocks[:1])


def renew(old: bytes, leaflet: Leaflet) -> bytes:
    data, problems = update(old, leaflet, "de")
    assert problems == ()
    assert update(data, leaflet, "de") == (data, ())
    return data


def test_the_template_tells_the_translator_what_each_text_is(leaflet: Leaflet) -> None:
    text = extract(leaflet, {"leaflet/title": "about 30 characters"})
    assert '#. kind: title\n#. room: about 30 characters\n#: leaflet\nmsgctxt "leaflet/title"\n' in text
    assert "#. note: say it plainly\n#: move\n" in text
    assert [unit.context for unit in parse(text, Where())[0].units[1:]] == [one.context for one in leaflet.messages()]


def test_moving_the_source_about_changes_nothing(leaflet: Leaflet) -> None:
    moved = replace(leaflet, title=replace(leaflet.title, line=99), file="elsewhere.yaml")
    assert extract(moved) == extract(leaflet)


def test_a_new_file_has_the_header_that_tools_want(leaflet: Leaflet) -> None:
    head = units_of(filled(leaflet, {}))[None]
    for line in ("Language: de", "X-Leaflet: back", "X-State: draft, not reviewed by a clinician"):
        assert f"{line}\n" in head.text
    assert "Last-Translator: Ann <ann@example.org>\n" in head.text and head.comments[0].startswith("German")


def test_nothing_to_change_gives_the_same_bytes(leaflet: Leaflet, german: dict[str, str]) -> None:
    data = filled(leaflet, german)
    assert update(data, leaflet, "de") == (data, ())
    windows = data.replace(b"\n", b"\r\n") + b"\r\n\r\n"
    assert update(windows, leaflet, "de") == (windows, ())


def test_a_file_wrapped_by_other_tools_keeps_its_wrapping(leaflet: Leaflet, german: dict[str, str]) -> None:
    wrapped = filled(leaflet, german).replace(
        b'msgstr "R\xc3\xbcckenschmerzen"', b'msgstr ""\n"R\xc3\xbccken"\n"schmerzen"'
    )
    assert update(wrapped, leaflet, "de") == (wrapped, ())
    changed = renew(wrapped, replace(leaflet, version="2027-01"))
    assert b'"R\xc3\xbccken"\n"schmerzen"' in changed and b"X-Source-Version: 2027-01" in changed


def test_a_changed_source_leaves_the_translation_fuzzy_beside_its_old_source(
    leaflet: Leaflet, german: dict[str, str]
) -> None:
    data = renew(filled(leaflet, german), with_title(leaflet, "Pijn in de rug"))
    unit = units_of(data)["leaflet/title"]
    assert (unit.source, unit.text, unit.previous) == ("Pijn in de rug", "Rückenschmerzen", "Lage rugpijn")
    assert unit.is_fuzzy
    again = units_of(renew(data, with_title(leaflet, "Rug")))["leaflet/title"]
    assert again.previous == "Lage rugpijn" and again.flags == ("fuzzy",)


def test_a_source_that_changes_back_stays_fuzzy_until_somebody_looks(leaflet: Leaflet, german: dict[str, str]) -> None:
    there = renew(filled(leaflet, german), with_title(leaflet, "Rug"))
    unit = units_of(renew(there, leaflet))["leaflet/title"]
    assert unit.is_fuzzy and unit.previous == "" and unit.text == "Rückenschmerzen"


def test_an_untranslated_text_does_not_become_fuzzy(leaflet: Leaflet) -> None:
    unit = units_of(renew(filled(leaflet, {}), with_title(leaflet, "Rug")))["leaflet/title"]
    assert (unit.source, unit.text, unit.flags, unit.previous) == ("Rug", "", (), "")


def test_a_text_in_a_new_place_is_not_guessed(leaflet: Leaflet, german: dict[str, str]) -> None:
    moved = replace(leaflet, title=Message("leaflet/headline", leaflet.title.text, 5, "title"))
    units = units_of(renew(filled(leaflet, german), moved))
    assert units["leaflet/headline"].text == "" and units["~leaflet/title"].text == "Rückenschmerzen"


def test_a_block_that_went_comes_back_with_its_translation(leaflet: Leaflet, german: dict[str, str]) -> None:
    data = filled(leaflet, german)
    gone = renew(data, without_doctor(leaflet))
    assert units_of(gone)["~doctor/text.1"].text == german["doctor/text.1"]
    back = units_of(renew(gone, leaflet))
    assert back["doctor/text.1"].text == german["doctor/text.1"] and not back["doctor/text.1"].is_fuzzy
    assert "~doctor/text.1" not in back
    assert renew(gone, leaflet) == data


def test_a_block_that_comes_back_changed_is_fuzzy(leaflet: Leaflet, german: dict[str, str]) -> None:
    gone = renew(filled(leaflet, german), replace(leaflet, subject=None))
    assert leaflet.subject is not None
    back = units_of(renew(gone, replace(leaflet, subject=replace(leaflet.subject, text="Over de rug"))))
    assert back["leaflet/subject"].is_fuzzy and back["leaflet/subject"].previous == "Over rugpijn"


def test_the_translators_own_words_are_kept(leaflet: Leaflet, german: dict[str, str]) -> None:
    data = filled(leaflet, german)
    data = data.replace(b'"X-Leaflet', b'"X-Generator: Poedit 3.4\\n"\n"X-Leaflet')
    data = data.replace(b"#. kind: title\n#: leaflet\n", b"# sounds odd\n#. kind: title\n#: leaflet\n", 1)
    units = units_of(renew(data, replace(with_title(leaflet, "Rug"), version="2027-01")))
    assert units["leaflet/title"].comments == ("sounds odd",)
    head = units[None].text
    assert "X-Generator: Poedit 3.4\n" in head and "Project-Id-Version: back 2027-01\n" in head
    assert "Ann <ann@example.org>" in head


def test_a_new_note_reaches_the_translator_and_touches_nothing_else(leaflet: Leaflet, german: dict[str, str]) -> None:
    data = filled(leaflet, german)
    noted = renew(data, replace(leaflet, title=replace(leaflet.title, note="one line")))
    assert noted == data.replace(b"#. kind: title\n", b"#. kind: title\n#. note: one line\n", 1)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b'msgid "Beweeg"', b'msgid "Beweeg', "po/syntax"),
        (b"X-Leaflet: back", b"X-Leaflet: neck", "po/other-leaflet"),
        (b"Language: de", b"Language: fr", "po/language"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_left_as_it_is(leaflet: Leaflet, old: bytes, new: bytes, code: str) -> None:
    bad = filled(leaflet, {}).replace(old, new)
    data, problems = update(bad, leaflet, "de")
    assert data == bad and [problem.code for problem in problems] == [code]


def test_an_empty_language_is_filled_in(leaflet: Leaflet) -> None:
    data = renew(filled(leaflet, {}).replace(b"Language: de", b"Language: "), leaflet)
    assert b'"Language: de\\n"' in data


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["Lage rugpijn", "Rug", 'Pijn "in" de\\rug']), st.booleans(), st.booleans()),
        max_size=5,
    )
)
def test_whatever_the_source_goes_through_no_translation_is_lost_or_passed_off(
    leaflet: Leaflet, german: dict[str, str], steps: list[tuple[str, bool, bool]]
) -> None:
    made_for = {message.context: message.text for message in leaflet.messages()}
    data = filled(leaflet, german)
    for title, doctor, subject in steps:
        now = with_title(leaflet if doctor else without_doctor(leaflet), title)
        data = renew(data, now if subject else dataclasses.replace(now, subject=None))
        units = units_of(data)
        for context, text in german.items():
            unit = units.get(context) or units[f"~{context}"]
            assert unit.text == text
            assert unit.is_fuzzy or unit.source == made_for[context]


def test_msgfmt_accepts_every_file(leaflet: Leaflet, german: dict[str, str], tmp_path: Path) -> None:
    if not shutil.which("msgfmt"):
        pytest.skip("gettext is not installed")
    whole = filled(leaflet, german)
    stale = renew(whole, with_title(without_doctor(leaflet), 'Rug\\pijn "nu"'))
    for number, data in enumerate((extract(leaflet).encode(), whole, stale)):
        path = tmp_path / f"{number}.po"
        path.write_bytes(data)
        done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(path)], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
