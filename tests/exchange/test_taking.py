"""What comes back is taken row by row; what cannot be is told, and nothing that somebody wrote is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.exchange.parcel import Parcel, Return, Returned, make_parcel
from leaflet.exchange.review import check_verdicts, verdicts
from leaflet.exchange.taking import Taken, take
from leaflet.localize.catalogue import read_po
from leaflet.localize.template import update
from leaflet.problems import Where
from tests.exchange.parcels import PO, leaflet_of, parcel_of, po_of, texts_of

LEAFLET = leaflet_of(["Was je handen", "Droog ze af", "Gebruik zeep"])
ONE, TWO, THREE = "why/text.1", "why/text.2", "why/text.3"
DATA = po_of(LEAFLET, {ONE: "Lavez-vous les mains", TWO: "Séchez"}, [TWO])


def back_of(parcel: Parcel, **changes: dict[str, str]) -> Return:
    """All rows of a parcel, some fields of some rows changed."""
    rows = [
        Returned(row.context, row.source, row.text, row.state, row.key, line) for line, row in enumerate(parcel.rows, 2)
    ]
    return Return("hands", "fr", tuple(replace(row, **changes.get(row.context, {})) for row in rows))


def taken(changes: dict[str, dict[str, str]], data: bytes = DATA) -> Taken:
    back = back_of(parcel_of(LEAFLET, DATA), **changes)
    return take(data, LEAFLET, back, ("fr.po", "back.csv"))


def comments(data: bytes) -> str:
    po, _ = read_po(data, PO)
    assert po is not None
    return "\n".join(line for unit in po.units for line in unit.comments)


def test_a_new_text_is_taken_and_everything_else_stays() -> None:
    found = taken({THREE: {"text": "Prenez du savon"}})
    assert texts_of(found.data) == {**texts_of(DATA), THREE: "Prenez du savon"}
    assert found.data.replace(b'msgstr "Prenez du savon"', b'msgstr ""') == DATA
    assert str(found.tally) == "1 filled in, 0 changed, 3 as they were"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"state": "translated"}, "Séchez"),
        ({"text": "Séchez-les", "state": "translated"}, "Séchez-les"),
        ({"text": "Séchez-les"}, "~Séchez-les"),  # nobody has said that it is right now
        ({"state": "missing"}, "~Séchez"),
        ({"state": ""}, "~Séchez"),
    ],
)
def test_a_text_needs_work_until_somebody_says_otherwise(change: dict[str, str], expected: str) -> None:
    assert texts_of(taken({TWO: change}).data)[TWO] == expected


def test_what_changed_in_the_source_is_told_until_the_text_is_sure_again() -> None:
    newer = leaflet_of(["Was je handen goed", "Droog ze af", "Gebruik zeep"])
    data = update(DATA, newer, "fr")[0]
    parcel = parcel_of(newer, data)
    assert "{+goed+}" in next(row.note for row in parcel.rows if row.context == ONE)
    back = back_of(parcel, **{ONE: {"text": "Lavez-vous bien les mains", "state": "translated"}})
    found = take(data, newer, back, ("fr.po", "back.csv"))
    assert texts_of(found.data)[ONE] == "Lavez-vous bien les mains"
    assert update(found.data, newer, "fr")[0] == found.data
    assert b"goed+}" not in found.data and b"#|" not in found.data


def test_a_source_in_other_marks_is_the_same_source() -> None:
    found = taken({ONE: {"source": "Was\u00a0je  handen", "text": "Rincez"}})
    assert texts_of(found.data)[ONE] == "Rincez"


def test_a_sure_text_can_be_marked() -> None:
    found = taken({ONE: {"state": "needs work"}})
    assert texts_of(found.data)[ONE] == "~Lavez-vous les mains"
    assert "1 state only" in str(found.tally)


@pytest.mark.parametrize("empty", ["", "  ", "\n"])
def test_an_empty_row_empties_nothing(empty: str) -> None:
    found = taken({ONE: {"text": empty}})
    assert found.data is DATA
    assert found.tally.kept == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"context": "why/text.9"}, "exchange/unknown"),
        ({"source": "Was je voeten"}, "exchange/stale"),
        ({"key": "feet/fr/0123456789ab"}, "exchange/other-leaflet"),
        ({"key": "hands/de/0123456789ab"}, "exchange/other-leaflet"),
        ({"state": "perfect"}, "exchange/state"),
        ({"text": "a\u200b\ufffdb"}, "exchange/control"),
        ({"text": "a\x00b"}, "exchange/control"),
    ],
)
def test_a_row_that_cannot_be_taken_is_told_with_its_line_and_the_others_are_taken(
    change: dict[str, str], code: str
) -> None:
    found = taken({ONE: change, THREE: {"text": "Prenez du savon"}})
    assert [(problem.code, problem.where.line, bool(problem.hint)) for problem in found.problems] == [(code, 3, True)]
    assert texts_of(found.data) == {**texts_of(DATA), THREE: "Prenez du savon"}


def test_a_text_that_both_sides_changed_stays_as_it_is() -> None:
    meanwhile = po_of(LEAFLET, {ONE: "Lavez vos mains", TWO: "Séchez"}, [TWO])
    found = taken({ONE: {"text": "Nettoyez-vous les mains"}}, meanwhile)
    assert found.data is meanwhile
    assert [problem.code for problem in found.problems] == ["exchange/conflict"]


def test_an_old_file_undoes_nothing() -> None:
    meanwhile = po_of(LEAFLET, {ONE: "Lavez vos mains", TWO: "Séchez-les", THREE: "Du savon"})
    found = taken({}, meanwhile)
    assert found.data is meanwhile
    assert not found.problems


def test_without_a_key_the_text_before_is_kept_in_a_comment() -> None:
    found = taken({ONE: {"text": "Nettoyez", "key": ""}})
    assert texts_of(found.data)[ONE] == "Nettoyez"
    assert "before the import: Lavez-vous les mains" in comments(found.data)


def test_two_rows_of_one_text_are_refused_if_they_differ() -> None:
    back = back_of(parcel_of(LEAFLET, DATA))
    twin = replace(back.rows[1], text="Nettoyez", line=9)
    found = take(DATA, LEAFLET, replace(back, rows=(*back.rows, twin)), ("fr.po", "back.csv"))
    assert [problem.code for problem in found.problems] == ["exchange/duplicate"] * 2
    found = take(DATA, LEAFLET, replace(back, rows=(*back.rows, back.rows[1])), ("fr.po", "back.csv"))
    assert not found.problems and found.data is DATA


def test_markup_that_is_not_closed_is_taken_and_told() -> None:
    found = taken({THREE: {"text": "Du **savon"}})
    assert texts_of(found.data)[THREE] == "Du **savon"
    assert [problem.code for problem in found.problems] == ["exchange/markup"]


def test_a_po_file_behind_its_source_is_not_exported_and_takes_no_row() -> None:
    newer = leaflet_of(["Was je handen goed", "Droog ze af", "Gebruik zeep"])
    parcel = parcel_of(LEAFLET, DATA)
    none, problems = make_parcel(newer, parcel.locale, DATA, PO)
    assert none is None
    assert [problem.code for problem in problems] == ["exchange/behind"]
    found = take(DATA, newer, back_of(parcel, **{ONE: {"text": "Rincez"}}), ("fr.po", "back.csv"))
    assert "exchange/behind" in [problem.code for problem in found.problems]
    assert found.data is DATA


def test_a_broken_po_file_is_left_alone() -> None:
    found = taken({THREE: {"text": "Du savon"}}, b"broken")
    assert found.data == b"broken"
    assert found.problems


def test_line_ends_of_the_file_are_kept() -> None:
    windows = DATA.replace(b"\n", b"\r\n")
    found = taken({THREE: {"text": "Du savon"}}, windows)
    assert found.data.count(b"\r\n") == found.data.count(b"\n") == windows.count(b"\n")


def reviewed(**more: str) -> Return:
    rows = (Returned(ONE, "Was je handen", more.pop("text", ""), key=parcel_of(LEAFLET, DATA).rows[1].key, line=3,
                     is_proposal=True, **more),)  # fmt: skip
    return Return("hands", "fr", rows, is_review=True)


def test_a_reviewers_words_are_a_proposal() -> None:
    found = take(DATA, LEAFLET, reviewed(text="Nettoyez", verdict="change"), ("fr.po", "back.xlsx"))
    assert texts_of(found.data)[ONE] == "~Nettoyez"
    assert "before the review: Lavez-vous les mains" in comments(found.data)
    assert "1 proposed" in str(found.tally)


def test_verdicts_are_told_and_change_nothing() -> None:
    back = reviewed(verdict="comment", comment="Too stiff")
    assert take(DATA, LEAFLET, back, ("fr.po", "back.xlsx")).data is DATA
    assert list(verdicts(back)) == ["verdicts: 0 ok, 0 change, 1 comment", f"  {ONE}: comment: Too stiff"]
    where = Where("back.xlsx")
    assert not list(check_verdicts(back, where))
    assert [problem.code for problem in check_verdicts(reviewed(verdict="change"), where)] == ["exchange/verdict"]
    assert [problem.code for problem in check_verdicts(reviewed(verdict="fine"), where)] == ["exchange/verdict"]


WORDS = st.sampled_from(["", "Lavez", "Séchez", "Savon", "**Ôtez**", "\x07", "a\nb"])
ROWS = st.lists(
    st.builds(
        Returned,
        context=st.sampled_from([ONE, TWO, THREE, "leaflet/title", "x"]),
        source=st.sampled_from(["Was je handen", "Droog ze af", "Gebruik zeep", "Was je handen ", ""]),
        text=WORDS | st.none(),
        state=st.sampled_from(["", "missing", "needs work", "translated", "?"]),
        key=st.sampled_from(["", "hands/fr/0", *(row.key for row in parcel_of(LEAFLET, DATA).rows)]),
        is_proposal=st.booleans(),
    ),
    max_size=6,
)


@given(ROWS, st.dictionaries(st.sampled_from([ONE, TWO, THREE]), st.sampled_from(["Lavez", "Autre", "Tiers"])))
def test_nothing_that_a_translator_wrote_is_lost(rows: list[Returned], written: dict[str, str]) -> None:
    data = po_of(LEAFLET, written)
    found = take(data, LEAFLET, Return("hands", "fr", tuple(rows)), ("fr.po", "back.csv"))
    after, said = texts_of(found.data), comments(found.data)
    known = {key_owner.key for key_owner in parcel_of(LEAFLET, data).rows}
    for context, text in written.items():
        now = after[context].removeprefix("~")
        assert now, context
        by_key = any(
            row.context == context and row.key in known for row in rows
        )  # knew what it put its words in place of
        assert now == text or by_key or text in said
    tally = found.tally
    counted = (tally.filled, tally.changed, tally.proposed, tally.state, tally.same, tally.kept, tally.refused)
    assert sum(counted) == len(rows)
    assert sum(counted[:4]) or found.data is data
