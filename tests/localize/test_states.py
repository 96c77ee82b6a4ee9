"""The states of texts: every step of their life, and what counts as a change of the source."""

from __future__ import annotations

import datetime
import itertools
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.localize.catalogue import Catalogue, read_catalogue
from leaflet.localize.po import PoText, Unit, compose, parse
from leaflet.localize.signoff import Signoff, content_of, reviewer_for, roles_for, vouched
from leaflet.localize.states import (
    TRANSITIONS,
    Event,
    State,
    after,
    block_states,
    least,
    message_states,
    neutral,
    same,
    word_diff,
)
from leaflet.localize.template import update
from leaflet.model.document import Leaflet, Message
from leaflet.problems import Where

TITLE = "move/title"
DAY = datetime.date(2026, 11, 22)


@dataclass
class Life:
    """One text of a leaflet and all that can happen to it, done as people do it."""

    folder: Path
    leaflet: Leaflet
    title: Message
    data: bytes = b""
    signed: list[Signoff] = field(default_factory=list)
    written: int = 0

    def translator(self, text: str | None = None, fuzzy: bool = False) -> None:
        """What a PO editor does: text, and the mark."""
        po, problems = parse(self.data.decode(), Where())
        assert not problems
        units = [self._edited(unit, text, fuzzy) if unit.context == TITLE else unit for unit in po.units]
        self.data = compose(PoText(tuple(units))).encode()

    @staticmethod
    def _edited(unit: Unit, text: str | None, fuzzy: bool) -> Unit:
        if unit.obsolete:
            return unit
        flags = ("fuzzy",) if fuzzy else ()
        previous = unit.previous if fuzzy else ""
        return replace(unit, text=unit.text if text is None else text, flags=flags, previous=previous, raw="")

    def source(self, text: str | None) -> None:
        """The editor writes another title, or none, and updates the translations."""
        block, *others = self.leaflet.blocks
        title = None if text is None else replace(self.title, text=text)
        self.leaflet = replace(self.leaflet, blocks=(replace(block, title=title), *others))
        self.data, problems = update(self.data, self.leaflet, "de")
        assert not problems

    @property
    def catalogue(self) -> Catalogue:
        path = self.folder / "de.po"
        path.write_bytes(self.data)
        found, problems = read_catalogue(path, "de.po", self.leaflet)
        assert found is not None, problems
        return found

    def sign(self, *roles: str) -> None:
        """Sign-offs as the command writes them; it refuses what is not complete."""
        if least(message_states(self.leaflet, self.catalogue).values()) is State.TRANSLATED:
            content = content_of(self.leaflet, self.catalogue, {})
            self.signed += [Signoff(role, "Ann", DAY, "de", "2026-11", content) for role in roles]

    @property
    def state(self) -> State:
        catalogue = self.catalogue
        messages = message_states(self.leaflet, catalogue)
        if TITLE not in messages:  # set aside as obsolete
            return State.ORPHAN if any(one.context == TITLE for one in catalogue.obsolete) else State.MISSING
        roles, reviewer = roles_for(self.leaflet, "de"), reviewer_for(self.leaflet, "de")
        content = content_of(self.leaflet, catalogue, {})
        return block_states(messages, vouched(content, self.signed, roles, reviewer))["move"]

    def happens(self, event: Event) -> None:
        self.written += 1
        match event:
            case Event.WRITTEN:
                self.translator(f"Bewegung {self.written}")
            case Event.DOUBTED:
                self.translator(f"Bewegung {self.written}", fuzzy=True)
            case Event.EMPTIED:
                self.translator("")
            case Event.CHANGED:
                self.source(f"Beweeg {self.written}")
            case Event.REWRAPPED:
                self.source(f"{self.leaflet.blocks[0].title.text}\u00a0 ")  # type: ignore[union-attr]
            case Event.REVIEWED:
                self.sign("translator")
            case Event.SIGNED:
                self.sign("translator", "clinician")
            case Event.REMOVED:
                self.source(None)
            case Event.RETURNED:
                self.source("Beweeg")


HOW = {
    State.MISSING: (),
    State.DRAFT: (Event.WRITTEN, Event.DOUBTED),
    State.STALE: (Event.WRITTEN, Event.CHANGED),
    State.TRANSLATED: (Event.WRITTEN,),
    State.REVIEWED: (Event.WRITTEN, Event.REVIEWED),
    State.SIGNED: (Event.WRITTEN, Event.SIGNED),
    State.ORPHAN: (Event.WRITTEN, Event.REMOVED),
}


@pytest.fixture
def life(leaflet: Leaflet, german: dict[str, str], tmp_path: Path) -> Life:
    """All is translated but the title of one block."""
    data, _ = update(None, leaflet, "de", "German")
    po, _ = parse(data.decode(), Where())
    texts = german | {TITLE: ""}
    units = tuple(replace(unit, text=texts[unit.context], raw="") if unit.context else unit for unit in po.units)
    title = leaflet.blocks[0].title
    assert title is not None
    return Life(tmp_path, leaflet, title, compose(PoText(units)).encode())


# What cannot happen: nobody translates what the leaflet does not have, and what is there does not come back.
IMPOSSIBLE = {(State.ORPHAN, event) for event in Event if event is not Event.RETURNED} | {
    (state, Event.RETURNED) for state in State if state is not State.ORPHAN
}


@pytest.mark.parametrize(
    ("state", "event"), [pair for pair in itertools.product(State, Event) if pair not in IMPOSSIBLE]
)
def test_every_step_leads_where_the_table_says(life: Life, state: State, event: Event) -> None:
    for step in HOW[state]:
        life.happens(step)
    assert life.state is state
    life.happens(event)
    found = life.state
    if (state, event) == (State.MISSING, Event.REMOVED):  # there is nothing to set aside
        assert found is State.MISSING
    else:
        assert found is after(state, event)


@pytest.mark.parametrize(("state", "event"), sorted(IMPOSSIBLE))
def test_what_cannot_happen_is_not_in_the_table(state: State, event: Event) -> None:
    assert event not in TRANSITIONS[state]


def test_the_table_names_every_state_and_no_step_on_the_spot() -> None:
    assert set(TRANSITIONS) == set(State)
    assert all(to is not state for state, row in TRANSITIONS.items() for to in row.values())


def test_a_doubted_text_is_never_taken_for_one_that_was_sure(life: Life) -> None:
    """It stays a draft, whatever its source does: a stale text is printed, a doubted one is not."""
    for step in (Event.WRITTEN, Event.DOUBTED, Event.CHANGED):
        life.happens(step)
    assert life.state is State.DRAFT and b"#| msgid" in life.data, "the translator sees what changed"
    for step in (Event.CHANGED, Event.REMOVED, Event.RETURNED):
        life.happens(step)
        assert life.state in (State.DRAFT, State.ORPHAN)


def test_an_adaptation_that_is_not_finished_is_a_draft(life: Life) -> None:
    for step in (Event.WRITTEN, Event.CHANGED):
        life.happens(step)
    assert life.state is State.STALE
    life.translator("Bewegung, ha", fuzzy=True)
    assert life.state is State.DRAFT
    life.happens(Event.CHANGED)
    assert life.state is State.DRAFT


def test_another_programs_guess_is_a_draft(life: Life) -> None:
    """msgmerge takes a text like it from another place, and names that place."""
    life.translator("Geraten", fuzzy=True)
    guess = b'#| msgctxt "doctor/title"\n#| msgid "Ga naar een arts"\n'
    life.data = life.data.replace(b'#, fuzzy\nmsgctxt "move/title"', b"#, fuzzy\n" + guess + b'msgctxt "move/title"')
    assert life.state is State.DRAFT


def test_a_file_that_was_not_updated_is_stale_too(life: Life) -> None:
    life.happens(Event.WRITTEN)
    data = life.data
    life.source("Beweeg meer")
    life.data = data
    assert life.state is State.STALE


def test_a_whole_is_as_far_as_its_least_part() -> None:
    ranked = [state for state in State if state is not State.ORPHAN]
    for one, other in itertools.combinations(ranked, 2):
        assert least((other, one, State.ORPHAN)) is one
    assert least(()) is State.SIGNED
    messages = {"a/title": State.TRANSLATED, "a/text.1": State.STALE, "b/title": State.TRANSLATED}
    assert block_states(messages, {"a": State.SIGNED, "b": State.SIGNED}) == {"a": State.STALE, "b": State.SIGNED}


def test_the_translator_sees_what_changed(life: Life) -> None:
    for step in (Event.WRITTEN, Event.CHANGED):
        life.happens(step)
    text = life.data.decode()
    assert '#| msgid "Beweeg"\n' in text and "#. changed: Beweeg {+2+}\n" in text
    life.happens(Event.CHANGED)
    text = life.data.decode()
    assert text.count("#. changed:") == 1 and "#. changed: Beweeg {+3+}\n" in text, "since it was translated"
    life.happens(Event.WRITTEN)
    life.source("Beweeg 3")
    assert "#. changed:" not in life.data.decode()


def test_a_neutral_change_takes_the_new_source_without_a_word(life: Life) -> None:
    life.happens(Event.WRITTEN)
    life.source("Beweeg **u**")
    life.happens(Event.WRITTEN)
    text = life.catalogue.entries[TITLE].text
    life.source("Beweeg\u00a0 **u** ")
    entry = life.catalogue.entries[TITLE]
    assert (entry.source, entry.text, entry.fuzzy) == ("Beweeg\u00a0 **u** ", text, False)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a b", "a  \n b"),
        ("85 %", "85\u00a0%"),
        ("85 %", "85\u202f%"),
        ("**a b**", "**a** **b**"),
        ("**a b** c", "**a b **c"),
        ("*a* b", " *a* b "),
        ("(a)", r"\(a\)"),
        ("rug\u00adpijn", "rugpijn"),
        ("e\u0301", "é"),
        ("[a b](https://x.be)", "[a  b](https://x.be)"),
        ("**{clinic.phone}**", "** {clinic.phone}**"),
    ],
)
def test_what_a_reader_cannot_see_is_no_change(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a b", "ab"),
        ("a b", "b a"),
        ("a b", "a b."),
        ("a b", "A b"),
        ("**a** b", "a b"),
        ("**a** b", "*a* b"),
        ("a **b**", "**a** b"),
        ("2 mg", "20 mg"),
        ("niet doen", "doen"),
        ("[a](https://x.be)", "[a](https://y.be)"),
        ("[a](https://x.be)", "a"),
        ("{clinic.phone}", "{clinic.web}"),
        ("{tel:1}", "{tel:2}"),
        ("a {clinic.phone}", "a{clinic.phone}"),
        ("می\u200cشود", "میشود"),
        ("x^2", "x2"),
    ],
)
def test_what_a_reader_sees_is_a_change(one: str, other: str) -> None:
    assert not same(one, other)


@given(st.text(alphabet="ab **\\[](){}.\u00a0\u00ad\n"), st.text(alphabet="ab **\\[](){}.\u00a0\u00ad\n"))
def test_neutral_is_a_value_and_spacing_is_none_of_it(one: str, other: str) -> None:
    """What is equal is the same, and more of a space that is there is no change."""
    assert same(one, other) == (neutral(one) == neutral(other))
    assert same(one.replace(" ", "  "), one)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("a b c", "a x c", "a [-b-]{+x+} c"),
        ("a b", "a", "a [-b-]"),
        ("b", "a b", "{+a+} b"),
        ("a", "a", "a"),
        ("", "a", "{+a+}"),
    ],
)
def test_the_difference_in_words(old: str, new: str, shown: str) -> None:
    assert word_diff(old, new) == shown
