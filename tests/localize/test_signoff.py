"""Sign-offs: bound to content, revoked by any change of it and by nothing else, and never lost."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.localize.catalogue import Catalogue, Entry
from leaflet.localize.signoff import (
    Content,
    Signoff,
    changed_since,
    content_of,
    parse_signoffs,
    read_signoffs,
    roles_for,
    seal,
    state_by,
    vouched,
    with_signoff,
)
from leaflet.localize.states import State
from leaflet.model.document import Figure, Kind, Leaflet, PartKind
from leaflet.problems import Problem
from tests.conftest import ROOT

ASSETS = ROOT / "assets"
PICTURES = {"walk.svg": "1" * 64}
SHOWN = "translations/back/signoffs.yaml"
ROLES = ("translator", "clinician")


def catalogue(leaflet: Leaflet, german: dict[str, str]) -> Catalogue:
    sources = {message.context: message.text for message in leaflet.messages()}
    entries = {key: Entry(key, sources[key], text) for key, text in german.items() if key in sources}
    return Catalogue("de", leaflet.id, leaflet.version, "back/de.po", entries)


def signed(content: Content, role: str = "translator", by: str = "Ann Peeters", language: str = "de") -> Signoff:
    return Signoff(role, by, datetime.date(2026, 11, 22), language, "2026-11", content)


def parsed(data: bytes) -> tuple[tuple[Signoff, ...], tuple[Problem, ...]]:
    return parse_signoffs(data, SHOWN, ASSETS)


# --- what it is bound to ----------------------------------------------------------------------------------------------


def with_block(leaflet: Leaflet, index: int, **changes: object) -> Leaflet:
    blocks = list(leaflet.blocks)
    blocks[index] = replace(blocks[index], **changes)  # type: ignore[arg-type]
    return replace(leaflet, blocks=tuple(blocks))


def with_text(leaflet: Leaflet, text: str) -> Leaflet:
    (part,) = leaflet.blocks[1].parts
    return with_block(leaflet, 1, parts=(replace(part, message=replace(part.message, text=text)),))


def with_figure(leaflet: Leaflet, **changes: object) -> Leaflet:
    figure = leaflet.blocks[0].figure
    assert isinstance(figure, Figure)
    return with_block(leaflet, 0, figure=replace(figure, **changes))  # type: ignore[arg-type]


CHANGES: dict[str, tuple[Callable[[Leaflet], Leaflet], tuple[str, ...]]] = {
    "a word of the source": (lambda one: with_text(one, "Neem 2,5 g. Bel {clinic.phone}."), ("doctor",)),
    "a field": (lambda one: with_text(one, "Neem 2,5 mg. Bel {clinic.web}."), ("doctor",)),
    "the emphasis": (lambda one: with_text(one, "**Neem** 2,5 mg. Bel {clinic.phone}."), ("doctor",)),
    "the order": (lambda one: replace(one, blocks=one.blocks[::-1]), ()),
    "a block more": (lambda one: replace(one, blocks=(*one.blocks, replace(one.blocks[0], id="b"))), ("b",)),
    "a block less": (lambda one: replace(one, blocks=one.blocks[:1]), ("doctor",)),
    "a kind": (lambda one: with_block(one, 1, kind=Kind.SIDEBAR), ("doctor",)),
    "wide": (lambda one: with_block(one, 0, wide=True), ("move",)),
    "optional": (lambda one: with_block(one, 0, optional=True), ("move",)),
    "hero": (lambda one: with_block(one, 0, hero=True), ("move",)),
    "a list for a paragraph": (
        lambda one: with_block(
            one, 1, parts=tuple(replace(part, kind=PartKind.BULLET) for part in one.blocks[1].parts)
        ),
        ("doctor",),
    ),
    "no title": (lambda one: with_block(one, 0, title=None), ("move",)),
    "no picture": (lambda one: with_block(one, 0, figure=None), ("move",)),
    "a picture that may be mirrored": (lambda one: with_figure(one, mirror="always"), ("move",)),
    "a lower form of it": (lambda one: with_figure(one, low="low.svg"), ("move",)),
    "the version": (lambda one: replace(one, version="2027-01"), ("leaflet",)),
    "the review date": (lambda one: replace(one, review_by=datetime.date(2030, 1, 1)), ("leaflet",)),
    "the title": (lambda one: replace(one, title=replace(one.title, text="Rug")), ("leaflet",)),
    "a label": (lambda one: replace(one, labels=(replace(one.labels[0], text="{page}/{pages}"),)), ("label",)),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_matters_revokes_and_is_named(what: str, leaflet: Leaflet, german: dict[str, str]) -> None:
    change, blocks = CHANGES[what]
    before = content_of(leaflet, catalogue(leaflet, german), PICTURES)
    changed = change(leaflet)
    now = content_of(changed, catalogue(changed, german), PICTURES)
    assert now.sha256 != before.sha256
    assert changed_since(signed(before), now) == blocks
    own, mine = content_of(leaflet, None, PICTURES), content_of(changed, None, PICTURES)
    assert own.sha256 != mine.sha256, "the source's own sign-off too"


def test_a_word_of_the_translation_revokes(leaflet: Leaflet, german: dict[str, str]) -> None:
    before = content_of(leaflet, catalogue(leaflet, german), PICTURES)
    now = content_of(leaflet, catalogue(leaflet, german | {"doctor/text.1": "Nehmen Sie 25 mg."}), PICTURES)
    assert changed_since(signed(before), now) == ("doctor",) and now.sha256 != before.sha256


def test_other_bytes_of_a_picture_revoke(leaflet: Leaflet) -> None:
    before, now = (content_of(leaflet, None, {"walk.svg": digit * 64}) for digit in "12")
    assert changed_since(signed(before), now) == ("move",)


def test_two_languages_with_the_same_words_are_two(leaflet: Leaflet, german: dict[str, str]) -> None:
    one = catalogue(leaflet, german)
    assert content_of(leaflet, one, {}).sha256 != content_of(leaflet, replace(one, language="lb"), {}).sha256


def test_what_no_reader_sees_revokes_nothing(leaflet: Leaflet, german: dict[str, str]) -> None:
    before = content_of(leaflet, catalogue(leaflet, german), PICTURES)
    moved = replace(
        with_block(with_text(leaflet, "Neem  2,5\u00a0mg. Bel {clinic.phone}. "), 0, line=99, note="for translators"),
        file="elsewhere.yaml",
        designs=("trifold",),
    )
    spaced = {context: f"{text} ".replace(" ", "\n") for context, text in german.items()}
    now = content_of(moved, catalogue(moved, spaced), PICTURES)
    assert now == before


def test_the_present_words_count_again_when_they_come_back(leaflet: Leaflet, german: dict[str, str]) -> None:
    before = content_of(leaflet, catalogue(leaflet, german), PICTURES)
    there_and_back = with_text(with_text(leaflet, "Iets anders."), leaflet.blocks[1].parts[0].message.text)
    assert content_of(there_and_back, catalogue(leaflet, german), PICTURES) == before


def test_blocks_keep_their_sign_offs_when_another_changes(leaflet: Leaflet, german: dict[str, str]) -> None:
    entries = [signed(content_of(leaflet, catalogue(leaflet, german), PICTURES), role) for role in ROLES]
    changed = with_text(leaflet, "Neem niets.")
    now = content_of(changed, catalogue(changed, german), PICTURES)
    states = vouched(now, entries, ROLES, "translator")
    assert states == {"leaflet": State.SIGNED, "move": State.SIGNED, "label": State.SIGNED}


@pytest.mark.parametrize(
    ("given_roles", "state"),
    [
        ((), State.TRANSLATED),
        (("clinician",), State.TRANSLATED),
        (("translator",), State.REVIEWED),
        (("translator", "clinician"), State.SIGNED),
        (("clinician", "translator", "pharmacist"), State.SIGNED),
    ],
)
def test_roles_make_the_state(given_roles: tuple[str, ...], state: State) -> None:
    assert state_by(given_roles, ROLES, "translator") is state


def test_the_source_has_an_editor_for_a_translator(leaflet: Leaflet) -> None:
    assert roles_for(leaflet, "nl") == ("editor", "clinician")
    assert roles_for(leaflet, "de") == ("translator", "clinician")
    assert roles_for(replace(leaflet, signoff=("clinician",)), "nl") == ("clinician",)


# --- the file ---------------------------------------------------------------------------------------------------------

names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(
    lambda name: "\ufeff" not in name and "\ufffd" not in name and "\ufffe" not in name and "\uffff" not in name
)


@given(st.lists(st.tuples(names, st.sampled_from(["translator", "clinician"])), min_size=1, max_size=4), st.booleans())
def test_what_is_written_is_read_and_what_stood_there_stays(entries: list[tuple[str, str]], windows: bool) -> None:
    content = Content("a" * 64, {f"block-{number}": f"{number:012x}" for number in range(30)})
    data, wanted = b"", []
    for by, role in entries:
        before = data
        one = signed(content, role, " ".join(by.split()) or "x")
        if not one.by.isprintable():
            return
        data = with_signoff(data, one)
        data = data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") if windows else data
        assert data.startswith(before)
        wanted.append(one)
    found, problems = parsed(data)
    assert problems == () and [replace(one, line=0) for one in found] == wanted
    assert [one.line for one in found] == sorted({one.line for one in found})
    assert max(map(len, data.decode().split("\n"))) <= 130 and not windows or b"\r\n" in data


def test_a_comment_stays_and_an_entry_is_one_piece_of_a_diff(leaflet: Leaflet) -> None:
    data = with_signoff(b"", signed(content_of(leaflet, None, {})))
    noted = data + b"# seen by the board, too\n"
    more = with_signoff(noted, signed(content_of(leaflet, None, {}), "clinician"))
    assert more.startswith(noted)
    assert len(parsed(more)[0]) == 2


def test_no_file_means_nobody_has_signed(tmp_path: Path) -> None:
    assert read_signoffs(tmp_path / "signoffs.yaml", SHOWN, ASSETS) == ((), ())


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("role: ", "rule: ", "signoff/broken", 5),
        ('date: 2026-11-22', "date: yesterday", "signoff/broken", 7),
        ("sha256: \"", "sha256: \"x", "signoff/broken", 9),
        ("signoffs:\n", "signoffs:\n<<<<<<< ours\n", "signoff/broken", 5),
        ('by: "Ann Peeters"', 'by: "Bob Peeters"', "signoff/tampered", 4),
        ("role: \"translator\"", 'role: "clinician"', "signoff/tampered", 4),
        ("date: 2026-11-22", "date: 2026-11-21", "signoff/tampered", 4),
        ("move=", "moves=", "signoff/tampered", 4),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_trusted_is_said_with_its_line(
    old: str, new: str, code: str, line: int, leaflet: Leaflet
) -> None:
    text = with_signoff(b"", signed(content_of(leaflet, None, {}))).decode()
    assert old in text
    found, problems = parsed(text.replace(old, new, 1).encode())
    assert found == () and {problem.code for problem in problems} == {code}
    assert problems[0].where.line == line and problems[0].where.file == SHOWN and problems[0].hint


def test_another_checksum_is_tampered_with(leaflet: Leaflet) -> None:
    one = signed(content_of(leaflet, None, {}))
    data = with_signoff(b"", one).replace(one.content.sha256.encode(), b"0" * 64)
    assert [problem.code for problem in parsed(data)[1]] == ["signoff/tampered"]
    assert seal(one) != seal(replace(one, by="Bob"))


@pytest.mark.parametrize("data", [b"", b"\n", b"signoffs:\n", b"signoffs: []\n", b"- a\n", b"\xff\xfe", b"{", b"a\0"])
def test_a_file_with_nothing_in_it_is_broken(data: bytes) -> None:
    found, problems = parsed(data)
    assert found == () and problems and all(problem.code == "signoff/broken" for problem in problems)
