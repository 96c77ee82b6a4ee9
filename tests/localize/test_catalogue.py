"""Reading `<lang>.po`: a good file whole, a bad one as a problem that says what to do, never as a traceback."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaflet.localize.catalogue import LARGEST, Catalogue, read_catalogue
from leaflet.localize.template import update
from leaflet.model.document import Leaflet
from leaflet.problems import Problem

Change = Callable[[bytes], bytes]
ENTRY = b'msgctxt "leaflet/title"\nmsgid "Lage rugpijn"\nmsgstr "'


@pytest.fixture
def good(leaflet: Leaflet) -> bytes:
    data, problems = update(None, leaflet, "de", "German (Deutsch)")
    assert problems == ()
    return data.replace(ENTRY, ENTRY + "Rückenschmerzen".encode())


def read(tmp_path: Path, leaflet: Leaflet, data: bytes) -> tuple[Catalogue | None, tuple[Problem, ...]]:
    path = tmp_path / "de.po"
    path.write_bytes(data)
    return read_catalogue(path, "back/de.po", leaflet)


def test_entries_are_found_by_context_with_their_line(tmp_path: Path, leaflet: Leaflet, good: bytes) -> None:
    catalogue, problems = read(tmp_path, leaflet, good)
    assert problems == () and catalogue is not None
    entry = catalogue.entries["leaflet/title"]
    line = good[: good.index(b'msgid "Lage rugpijn"')].count(b"\n") + 1
    assert (entry.source, entry.text, entry.line, entry.fuzzy) == ("Lage rugpijn", "Rückenschmerzen", line, False)
    assert set(catalogue.entries) == {message.context for message in leaflet.messages()}
    assert (catalogue.language, catalogue.leaflet, catalogue.version) == ("de", "back", "2026-11")
    assert catalogue.state == "draft, not reviewed by a clinician"


def test_a_fuzzy_entry_keeps_the_source_it_was_made_for(tmp_path: Path, leaflet: Leaflet, good: bytes) -> None:
    data = good.replace(ENTRY, b'# sure?\n#, fuzzy\n#| msgid "Rugpijn"\n' + ENTRY)
    catalogue, _ = read(tmp_path, leaflet, data)
    assert catalogue is not None
    entry = catalogue.entries["leaflet/title"]
    assert (entry.fuzzy, entry.previous_source, entry.translator_comments) == (True, "Rugpijn", ("sure?",))


def change(old: bytes, new: bytes) -> Change:
    return lambda data: data.replace(old, new)


@pytest.mark.parametrize(
    ("code", "spoil"),
    [
        ("po/binary", lambda data: data + b"\0"),
        ("po/binary", lambda data: data.decode().encode("utf-16")),
        ("po/charset", lambda data: data.decode().encode("latin-1")),
        ("po/charset", change(b"charset=UTF-8", b"charset=ISO-8859-1")),
        ("po/syntax", change(b'"Lage rugpijn"', b'"Lage rugpijn')),
        ("po/syntax", lambda data: data + b"=======\n"),
        ("po/syntax", lambda data: data + b'\nmsgid "half"\n'),
        ("po/duplicate", lambda data: data + b"\n" + ENTRY + b'again"\n'),
        ("po/duplicate", lambda data: data + b'\nmsgctxt "move/title"\nmsgid "other"\nmsgstr ""\n'),
        ("po/language", change(b"Language: de", b"Language: fr")),
        ("po/language", change(b'"Language: de\\n"\n', b"")),
        ("po/other-leaflet", change(b"X-Leaflet: back", b"X-Leaflet: neck")),
        (
            "po/plural",
            change(b'msgid "Beweeg"\nmsgstr ""', b'msgid "Beweeg"\nmsgid_plural "x"\nmsgstr[0] "y"\nmsgstr[1] ""'),
        ),
        ("po/header", lambda data: data[data.index(b"#. kind") :]),
        ("po/header", lambda data: b""),
    ],
)
def test_a_spoilt_file_is_refused_with_a_hint(
    code: str, spoil: Change, tmp_path: Path, leaflet: Leaflet, good: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    catalogue, problems = read(tmp_path, leaflet, spoil(good))
    assert catalogue is None
    assert code in [problem.code for problem in problems]
    assert all(problem.hint and problem.where.file == "back/de.po" for problem in problems)
    assert capsys.readouterr() == ("", "")


def test_a_byte_order_mark_is_said_and_the_file_read(tmp_path: Path, leaflet: Leaflet, good: bytes) -> None:
    catalogue, problems = read(tmp_path, leaflet, b"\xef\xbb\xbf" + good)
    assert catalogue is not None and [problem.code for problem in problems] == ["po/bom"]


def test_a_file_without_the_leaflets_name_is_judged_by_its_contexts(
    tmp_path: Path, leaflet: Leaflet, good: bytes
) -> None:
    nameless = good.replace(b'"X-Leaflet: back\\n"\n', b"").replace(
        b"Project-Id-Version: back", b"Project-Id-Version: Web"
    )
    assert read(tmp_path, leaflet, nameless)[1] == ()
    _, (problem,) = read(tmp_path, leaflet, nameless.replace(b'msgctxt "', b'msgctxt "neck-'))
    assert problem.code == "po/other-leaflet" and "0 of its 7" in problem.text


def test_missing_folder_and_huge_files_are_problems(tmp_path: Path, leaflet: Leaflet) -> None:
    (tmp_path / "fr.po").mkdir()
    (tmp_path / "it.po").write_bytes(b"#\n" * (LARGEST // 2 + 1))
    codes = [read_catalogue(tmp_path / f"{name}.po", f"{name}.po", leaflet)[1][0].code for name in ("de", "fr", "it")]
    assert codes == ["po/missing", "po/unreadable", "po/too-large"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.binary(max_size=80), st.integers(0, 1000))
def test_no_bytes_break_the_reader(tmp_path: Path, leaflet: Leaflet, good: bytes, junk: bytes, place: int) -> None:
    catalogue, problems = read(tmp_path, leaflet, good[:place] + junk + good[place:])
    assert catalogue is not None or problems
