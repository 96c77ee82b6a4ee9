"""PO syntax: what is read is what was written, and what is broken is said at its line."""

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.pofile import read_po as babel_reads
from hypothesis import given
from hypothesis import strategies as st

from leaflet.localize.po import PoText, Unit, compose, parse, render
from leaflet.problems import Where

HEADER = Unit("", "Language: de\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n")
ANY_TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=40)
TEXT = ANY_TEXT | st.text(st.sampled_from(list('ab"\\\n\t\r é‏نص')), max_size=20)
WORDS = st.text(st.sampled_from(list('ab é"\\:#~|')), min_size=1, max_size=12).map(str.strip).filter(bool)


@st.composite
def units(draw: st.DrawFn) -> Unit:
    obsolete = draw(st.booleans())
    return Unit(
        source=draw(TEXT.filter(bool)),
        text=draw(TEXT),
        context=draw(st.none() | TEXT),
        comments=tuple(draw(st.lists(WORDS.filter(lambda word: word[0] not in ".:,|=~"), max_size=2))),
        extracted=() if obsolete else tuple(draw(st.lists(WORDS, max_size=2))),
        flags=tuple(draw(st.sampled_from([(), ("fuzzy",), ("fuzzy", "no-wrap")]))),
        previous=draw(TEXT),
        obsolete=obsolete,
    )


def read(text: str) -> tuple[Unit, ...]:
    po, problems = parse(text, Where("x.po"))
    assert problems == ()
    return po.units


@given(st.lists(units(), max_size=4))
def test_what_is_written_is_read_back(some: list[Unit]) -> None:
    found = read(compose(PoText(tuple(some))))
    assert [replace(unit, line=0) for unit in found] == some


@given(st.lists(units(), max_size=4), st.booleans())
def test_lines_that_nobody_changed_are_written_as_they_stood(some: list[Unit], crlf: bool) -> None:
    text = compose(PoText(tuple(some)))
    po, _ = parse(text.replace("\n", "\r\n") if crlf else text, Where())
    assert compose(po) == text or not some


@given(st.lists(units(), max_size=3, unique_by=lambda unit: (unit.context, unit.source)))
def test_babel_reads_what_we_write(some: list[Unit]) -> None:
    live = [unit for unit in some if not unit.obsolete]
    # Babel knows neither \a, \b, \f and \v nor an empty msgctxt.
    live = [unit for unit in live if unit.context != "" and not set(unit.source + unit.text) & set("\a\b\f\v")]
    live = [unit for unit in live if not set(unit.context or "") & set("\a\b\f\v")]
    catalogue = babel_reads(io.BytesIO(compose(PoText((HEADER, *live))).encode()), abort_invalid=True)
    theirs = {(message.context, message.id): message.string for message in catalogue if message.id}
    assert theirs == {(unit.context, unit.source): unit.text for unit in live}


@given(st.text(max_size=60) | st.text(st.sampled_from(list('#~|" \\msgidctrx[0]\n')), max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    _, problems = parse(text, Where("x.po"))
    assert all(problem.code == "po/syntax" and problem.where.line >= 0 for problem in problems)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('msgid "a\nmsgstr "b"\n', 1, "not closed"),
        ('msgid a\nmsgstr "b"\n', 1, "neither a comment nor a string"),
        ('msgid "a"b"\nmsgstr "b"\n', 1, "a quote inside"),
        ('garbage\n\nmsgid "a"\nmsgstr "b"\n', 1, "garbage"),
        ('msgid "a"\nmsgstr "b" garbage\n', 2, "garbage"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', 3, "msgid after msgid"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 3, "a second one"),
        ('msgstr "c"\n', 1, "without msgid"),
        ('msgid "a"\nmsgctxt "q"\nmsgstr "b"\n', 2, "wrong order"),
        ('msgid "a"\n# why\nmsgstr "b"\n', 2, "comment inside an entry"),
        ('msgid "a\\q"\nmsgstr "b"\n', 1, "unknown escape"),
        ('msgid "a"\nmsgstr[x] "b"\n', 2, "neither a comment"),
        ('msgid "a"\n', 1, "the file ends after msgid"),
        ('"a"\n', 1, "without msgctxt"),
        ('#~ msgid "a"\nmsgstr "b"\n', 2, "half of the entry"),
        ('<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n', 1, "merge conflict"),
        ('#| msgid a\nmsgid "a"\nmsgstr "b"\n', 1, "'#|' without"),
    ],
)
def test_a_slip_is_one_problem_at_its_line(text: str, line: int, said: str) -> None:
    _, (problem,) = parse(text, Where("x.po"))
    assert problem.code == "po/syntax" and problem.where.line == line and said in problem.text


def test_a_file_that_is_no_po_at_all_does_not_fill_the_screen() -> None:
    _, problems = parse("garbage\n\n" * 500, Where("x.po"))
    assert len(problems) == 21 and "and 480 more" in problems[-1].text


def test_every_mark_of_an_entry_is_kept() -> None:
    text = (
        '# by hand\n#. kind: title\n#: move\n#, fuzzy\n#| msgid ""\n#| "old "\n#| "text"\n'
        'msgctxt "move/title"\nmsgid "new"\nmsgstr "neu"\n\n#~| msgid "was"\n#~ msgid "gone"\n#~ msgstr "weg"\n\n'
        "# end\n"
    )
    first, second = read(text)
    assert (first.comments, first.extracted, first.references, first.flags) == (
        ("by hand",),
        ("kind: title",),
        ("move",),
        ("fuzzy",),
    )
    assert (first.previous, first.line, second.previous, second.obsolete) == ("old text", 9, "was", True)
    assert compose(parse(text, Where())[0]) == text


def test_a_line_separator_inside_a_text_is_not_the_end_of_a_line() -> None:
    (unit,) = read('msgid "a\u2028b\u0085c\x0cd"\nmsgstr ""\n')
    assert unit.source == "a\u2028b\u0085c\x0cd"


def test_gettext_would_lay_the_file_out_in_the_same_way(tmp_path: Path) -> None:
    if not shutil.which("msgcat"):
        pytest.skip("gettext is not installed")
    odd = Unit('Say "a\\b"\tnow\nand then', "Zeile\n", "x/y", comments=("by hand",), extracted=("kind: title",))
    gone = Unit("old", "alt", "x/z", flags=("fuzzy",), previous="older", obsolete=True)
    path = tmp_path / "de.po"
    path.write_text(compose(PoText((HEADER, odd, replace(odd, context="x/w", text=""), gone))), "utf-8")
    done = subprocess.run(["msgcat", "--no-wrap", str(path)], capture_output=True, check=True)
    assert done.stdout == path.read_bytes()


def test_render_keeps_an_empty_context_apart_from_none() -> None:
    assert render(Unit("a", context="")).startswith('msgctxt ""') and render(Unit("a")).startswith("msgid")
