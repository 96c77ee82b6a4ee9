"""Random years of a leaflet: whatever editors and translators do, nothing that a translator wrote is ever lost."""

from __future__ import annotations

import datetime
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaflet.localize.catalogue import Catalogue, read_catalogue
from leaflet.localize.po import PoText, Unit, compose, parse
from leaflet.localize.states import State, message_states
from leaflet.localize.template import update
from leaflet.model.document import Block, Kind, Leaflet, Message, Part, PartKind
from leaflet.problems import Where

BLOCKS = ("one", "two")
WORDS = ("Rug", "Rug\u00a0", "**Rug**", "Nek", 'Pijn "in" de\\rug')
TEXTS = ("Rücken", "Hals", 'Schmerz "im"\\Rücken', "zwei\nZeilen", " Rand ")
edits = st.lists(
    st.one_of(
        st.tuples(st.just("say"), st.sampled_from(BLOCKS), st.sampled_from(WORDS)),
        st.tuples(st.just("drop"), st.sampled_from(BLOCKS), st.just("")),
        st.tuples(st.just("write"), st.sampled_from(BLOCKS), st.sampled_from(TEXTS)),
        st.tuples(st.just("doubt"), st.sampled_from(BLOCKS), st.sampled_from(TEXTS)),
        st.tuples(st.just("note"), st.sampled_from(BLOCKS), st.sampled_from(("sounds odd", "ask Ann"))),
        st.tuples(st.just("raise"), st.just(""), st.just("")),
        st.tuples(st.just("update"), st.just(""), st.just("")),
    ),
    max_size=14,
)


def leaflet_of(words: dict[str, str], version: int) -> Leaflet:
    blocks = tuple(
        Block(name, Kind.SECTION, None, (Part(PartKind.PARAGRAPH, Message(f"{name}/text.1", text, 1, "paragraph")),))
        for name, text in words.items()
    )
    title = Message("leaflet/title", "Titel", 1, "title")
    day = datetime.date(2028, 11, 1)
    return Leaflet("back", "nl", f"v{version}", day, "B-1", title, ("a4",), blocks, file="leaflet.yaml")


def units_in(data: bytes) -> tuple[Unit, ...]:
    po, problems = parse(data.decode(), Where())
    assert problems == ()
    return po.units


def edited(data: bytes, block: str, **changes: object) -> bytes:
    """What a translator's editor saves."""
    units = (
        replace(unit, raw="", **changes) if unit.context == f"{block}/text.1" and not unit.obsolete else unit  # type: ignore[arg-type]
        for unit in units_in(data)
    )
    return compose(PoText(tuple(units))).encode()


class Year:
    """A leaflet and its German file; `written` is what a translator left there and nobody wrote over."""

    def __init__(self) -> None:
        self.words = {"one": "Rug", "two": "Nek"}
        self.version = 1
        self.data, _ = update(None, self.leaflet, "de", "German")
        self.written: set[str] = set()
        self.sure: dict[str, str] = {}  # a text that was confirmed, with the source it was made for

    @property
    def leaflet(self) -> Leaflet:
        return leaflet_of(self.words, self.version)

    def does(self, what: str, block: str, text: str) -> None:
        if what == "say":
            self.words[block] = text
        elif what == "drop":
            self.words.pop(block, None)
        elif what == "raise":
            self.version += 1
        elif what == "update":
            self.update()
        elif what == "note":
            self.note(block, text)
        else:
            self.write(block, text, what == "doubt")

    def live(self, block: str) -> list[Unit]:
        """The entry of a block that a translator can write in, if there is one."""
        return [unit for unit in units_in(self.data) if unit.context == f"{block}/text.1" and not unit.obsolete]

    def note(self, block: str, text: str) -> None:
        live = self.live(block)
        if live:
            self.data = edited(self.data, block, comments=(*live[0].comments, text))
            self.written.add(text)

    def write(self, block: str, text: str, doubted: bool) -> None:
        """A text that a translator replaces is the translator's to replace."""
        live = self.live(block)
        if live:
            self.written -= {live[0].text}
            flags = ("fuzzy",) if doubted else ()
            previous = live[0].previous if doubted else ""
            self.data = edited(self.data, block, text=text, flags=flags, previous=previous)
        self.written |= {unit.text for unit in units_in(self.data) if unit.text and not unit.is_header}

    def update(self) -> None:
        before = self.data
        self.data, problems = update(before, self.leaflet, "de")
        assert problems == ()
        assert update(self.data, self.leaflet, "de") == (self.data, ()), "twice is once"


def found_in(data: bytes) -> set[str]:
    """Every text that stands in a file: live, obsolete, or in a comment."""
    units = units_in(data)
    texts = {unit.text for unit in units} | {line for unit in units for line in unit.comments}
    earlier = {line.removeprefix("earlier: ") for unit in units for line in unit.comments if "earlier: " in line}
    return texts | {line.replace("\\n", "\n") for line in earlier} | earlier


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(steps=edits)
def test_nothing_that_a_translator_wrote_is_ever_lost(steps: list[tuple[str, str, str]]) -> None:
    year = Year()
    for step in steps:
        year.does(*step)
    year.update()
    assert {text.strip() for text in year.written} <= {text.strip() for text in found_in(year.data)}


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(steps=edits)
def test_nothing_is_passed_off_as_translated_or_printed_as_stale_that_was_doubted(
    steps: list[tuple[str, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A text counts as translated only for the source it was written beside; what was doubted last is never printed."""
    year, last = Year(), dict[str, bool]()
    for step in steps:
        reached = bool(year.live(step[1]))  # nobody writes in an entry that is out of use
        year.does(*step)
        if step[0] in ("write", "doubt") and reached:
            last[f"{step[1]}/text.1|{step[2]}"] = step[0] == "doubt"
    year.update()
    catalogue = _read(tmp_path_factory.mktemp("po"), year)
    for context, state in message_states(year.leaflet, catalogue).items():
        doubted = last.get(f"{context}|{catalogue.entries[context].text}", None)
        if state in (State.TRANSLATED, State.STALE):
            assert doubted is False


def _read(folder: Path, year: Year) -> Catalogue:
    path = folder / "de.po"
    path.write_bytes(year.data)
    catalogue, problems = read_catalogue(path, "de.po", year.leaflet)
    assert catalogue is not None, problems
    return catalogue


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(steps=edits)
def test_every_file_of_a_year_passes_msgfmt(steps: list[tuple[str, str, str]]) -> None:
    if not shutil.which("msgfmt"):
        pytest.skip("gettext is not installed")
    year = Year()
    for step in steps:
        if "\n" not in step[2] and step[2].strip() == step[2]:  # msgfmt -c wants the line ends of both sides alike
            year.does(*step)
    year.update()
    done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", "-"], input=year.data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    again = subprocess.run(["msgcat", "-"], input=year.data, capture_output=True, check=False)
    assert again.returncode == 0, again.stderr.decode()


def test_two_texts_set_aside_for_one_place_both_stay() -> None:
    year = Year()
    year.write("one", "Rücken", False)
    for text in ("Nek", "Rug"):  # there and back: what was made for Rug is doubted now
        year.words["one"] = text
        year.update()
    year.write("one", "Rückgrat", False)
    year.words.pop("one")
    year.update()
    year.words["one"] = "Nek"
    year.update()
    year.words.pop("one")
    year.update()
    assert {"Rückgrat"} <= found_in(year.data)


def test_obsolete_twins_become_one_with_a_comment() -> None:
    """msgmerge and msgcat refuse a file with two obsolete entries of one place and source."""
    year = Year()
    twins = '\n#~ msgctxt "x/text.1"\n#~ msgid "Been"\n#~ msgstr "Bein"\n\n#~ msgctxt "x/text.1"\n#~ msgid "Been"\n'
    year.data += (twins + '#~ msgstr "Schenkel"\n').encode()
    year.update()
    text = year.data.decode()
    assert text.count('#~ msgctxt "x/text.1"') == 1
    assert '# earlier: Bein\n#~ msgctxt "x/text.1"\n#~ msgid "Been"\n#~ msgstr "Schenkel"' in text


def test_a_comment_on_an_untranslated_text_survives_its_block() -> None:
    year = Year()
    year.data = edited(year.data, "one", comments=("ask Ann",))
    year.words.pop("one")
    year.update()
    assert "# ask Ann\n" in year.data.decode()


@pytest.mark.parametrize("finished", [True, False])
def test_the_version_in_the_header_is_that_of_the_last_complete_update(finished: bool) -> None:
    year = Year()

    def named() -> str:
        return next(line for line in year.data.decode().splitlines() if "X-Source-Version" in line)

    for block, text in (("one", "Rücken"), ("two", "Hals")):
        year.write(block, text, False)
    year.data = edited_title(year.data)
    year.words["one"], year.version = "Been", 2
    year.update()
    assert "v1" in named(), "it lags"
    year.version = 3
    year.update()
    assert "v1" in named()
    if finished:
        year.write("one", "Bein", False)
    year.words["two"], year.version = "Arm", 4
    year.update()
    assert ("v3" if finished else "v1") in named(), "it was complete for version 3, unseen by any update"
    year.write("one", "Bein", False)
    year.write("two", "Arm", False)
    year.update()
    assert "v4" in named()


def edited_title(data: bytes) -> bytes:
    return data.replace(b'msgid "Titel"\nmsgstr ""', b'msgid "Titel"\nmsgstr "Titel"')
