"""What strangers do to a leaflet, found by hostile testing: each is a problem with its place, and no file suffers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from leaflet.localize.locale import read_labels
from tests.conftest import ROOT
from tests.pdfread import on_pdf, shown_text
from tests.workplace import Said, Workplace

PROGRAM = Path(__file__).parents[1] / "make_leaflet.py"
SIGN = "has not passed urine for twelve hours"  # a sign of the template's safety block
LEAD = "Water helps your body to work well."
UNSEEN = {
    "zero width": "\u200b",
    "soft hyphen": "\u00ad",
    "direction mark": "\u200e",
    "word joiner": "\u2060",
    "empty bold": "****",
    "empty link": "[ ](https://x.example/)",
    "filler": "\u3164",
}
OTHER_CHARACTERS = {"emoji": "😀", "lao": "ສະບາຍດີ", "burmese": "မင်္ဂလာပါ", "tibetan": "བོད", "private": "\ue000"}
Spoil = Callable[[bytes], bytes]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Workplace:
    """The template's leaflet, in English and (in the same words) Dutch, built once."""
    monkeypatch.chdir(tmp_path)
    found = Workplace(tmp_path, capsys)
    found.begin("water", "nl")
    assert found.run().code == 0
    return found


def rewritten(path: Path, old: str, new: str) -> int:
    """Put a text in the place of the last occurrence of another; the line it is on."""
    head, found, tail = path.read_text("utf-8").rpartition(old)
    assert found
    path.write_text(head + new + tail, "utf-8")
    return head.count("\n") + 1


def refused(answer: Said, *said: str, code: int = 1) -> None:
    """A problem, said with a hint, and not a mistake of the program."""
    assert answer.code == code
    assert "internal error" not in answer.err and "Traceback" not in answer.err
    for part in (*said, "hint: "):
        assert part in answer.err


@pytest.mark.parametrize("text", UNSEEN.values(), ids=UNSEEN)
def test_a_warning_sign_that_is_not_seen_is_not_translated(place: Workplace, text: str) -> None:
    """It would print as an empty bullet."""
    line = rewritten(place.po("water", "nl"), SIGN, text) - 1  # the msgid stands a line before
    before = place.pdf("water", "nl").read_bytes()
    refused(place.run(), f"nl.po:{line}: error: nl: see-a-doctor/text.3: has only", "[po/untranslated]")
    assert place.pdf("water", "nl").read_bytes() == before
    assert '"missing": 1' in place.run("status", "--format", "json").out


@pytest.mark.parametrize("text", UNSEEN.values(), ids=UNSEEN)
def test_a_text_of_the_source_that_is_not_seen_is_empty(place: Workplace, text: str) -> None:
    line = rewritten(place.source("water"), SIGN, text)
    refused(place.run(), f"leaflet.yaml:{line}: error: see-a-doctor: this list item is empty", "[source/empty-text]")


@pytest.mark.parametrize("text", OTHER_CHARACTERS.values(), ids=OTHER_CHARACTERS)
def test_a_character_without_a_font_is_named_with_its_line(place: Workplace, text: str) -> None:
    line = rewritten(place.source("water"), SIGN, f"has {text}")
    code = f"U+{ord(text[0]):04X}"
    refused(place.run("--lang", "en"), f"leaflet.yaml:{line}: error: en: see-a-doctor/text.3: ", code)


@pytest.mark.parametrize("text", ["سلام", "你好", "สวัสดี", "नमस्ते", "שלום"])
def test_a_foreign_word_is_printed_in_the_font_of_its_script(place: Workplace, text: str) -> None:
    rewritten(place.source("water"), SIGN, f"has {text} here")
    said = place.run("--lang", "en")
    assert said.code == 0, said.err
    read = on_pdf(place.pdf("water", "en").read_bytes(), "pdfinfo", "-struct-text", "{}")
    assert f"has {text} here" in read


def test_lost_letters_are_never_printed(place: Workplace) -> None:
    line = rewritten(place.po("water", "nl"), SIGN, "g\ufffdn plas")
    refused(place.run(), f"nl.po:{line - 1}: error: nl: see-a-doctor/text.3: ", "[po/lost-character]")
    line = rewritten(place.source("water"), SIGN, "no\ufffd urine")
    refused(place.run(), f"leaflet.yaml:{line}: error: ", "[source/lost-character]", code=3)


def test_control_characters_stop_a_text_and_do_not_reach_the_terminal(place: Workplace) -> None:
    rewritten(place.po("water", "nl"), SIGN, "a\x1b[31m\u202eb")
    answer = place.run()
    refused(answer, "[po/control-character]")
    assert all(mark not in answer.err for mark in "\x1b\u202e")


def test_a_letter_typed_in_two_pieces_is_one_in_the_pdf(place: Workplace) -> None:
    rewritten(place.source("water"), LEAD, unicodedata.normalize("NFD", "Één déjà-vu."))
    assert place.run("--lang", "en").code == 0
    assert "Één déjà-vu." in shown_text(place.pdf("water", "en").read_bytes())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
@pytest.mark.parametrize("name", ["translations/water/leaflet.yaml", "translations/water/nl.po"])
def test_a_pipe_in_the_place_of_a_file_keeps_nobody_waiting(place: Workplace, name: str) -> None:
    (place.root / name).unlink()
    os.mkfifo(place.root / name)
    for words in ((), ("check",), ("status",), ("translate", "update")):
        done = subprocess.run(
            [sys.executable, str(PROGRAM), *words], cwd=place.root, capture_output=True, timeout=20, check=False
        )
        assert done.returncode in (1, 3) and b"not an ordinary file" in done.stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("xx", "translations/water/xx.po: error: xx: no row 'xx'"),
        ("nl_BE", "write nl-BE for nl_BE"),
        ("..", ""),
        ("en", "translations/water/en.po: warning: is never read"),
    ],
)
def test_po_files_with_odd_names(place: Workplace, name: str, said: str) -> None:
    place.po("water", name).write_bytes(place.po("water", "nl").read_bytes())
    answer = place.run()
    assert answer.code == (1 if "error" in said or "write" in said else 0)
    assert said in answer.err and "internal error" not in answer.err


def test_a_language_of_one_country_is_set_as_the_language(place: Workplace) -> None:
    rewritten(place.source("water"), "language: en ", "language: en-GB ")
    place.po("water", "nl").unlink()
    assert place.run("translate", "add", "nl-BE").code == 0
    place.fill("water", "nl-BE")
    assert place.run().code == 0
    assert "Pagina 1 van 1" in shown_text(place.pdf("water", "nl-BE").read_bytes())


LABELS = (
    "version",
    "review_by",
    "page",
    "draft",
    "contents",
    "publisher",
    "translation",
    "stale",
    "unfinished",
    "expired",
)


def test_a_source_in_a_language_without_labels_brings_its_own(place: Workplace) -> None:
    place.po("water", "nl").unlink()
    rewritten(place.source("water"), "language: en ", "language: ja ")
    refused(
        place.run(),
        "below `labels:`: version, review_by, page, draft, contents, publisher, translation",
        "[source/labels]",
    )
    known, _ = read_labels("en", ROOT / "assets")
    labels = "".join(f"  {key}: Hoja\n" for key in known or ())
    rewritten(place.source("water"), "version:", f"labels:\n{labels}version:")
    assert place.run().code == 0
    assert "Hoja" in shown_text(place.pdf("water", "ja").read_bytes())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: b"\x89PNG" + bytes(range(256)) * 9,
        lambda data: data.decode().encode("utf-16"),
        lambda data: data.replace(b"water", b"w\xe4ter"),
        lambda data: data[: len(data) // 2].rstrip(b'"\n'),
        lambda data: b"<<<<<<< HEAD\n" + data,
        lambda data: data * 2,
        lambda data: data + b"#" * 6_000_000,
    ],
    ids=["empty", "binary", "utf-16", "latin-1", "cut", "conflict", "twice", "huge"],
)
def test_a_spoilt_po_file_stops_its_language_only_and_is_left_as_it_is(place: Workplace, spoil: Spoil) -> None:
    path = place.po("water", "nl")
    path.write_bytes(spoil(path.read_bytes()))
    before = place.files()
    for words in ((), ("check",), ("status",), ("translate", "update")):
        refused(place.run(*words), "translations/water/nl.po")
    assert {
        name: data for name, data in place.files().items() if not name.startswith("build/") or name.endswith(".pdf")
    } == {name: data for name, data in before.items() if "manifest" not in name}


def test_a_picture_that_is_a_folder_is_said_to_be_one(place: Workplace) -> None:
    figure = "  - id: pic\n    kind: figure\n    figure: {image: x.svg, alt: A}\n  - id: how\n"
    rewritten(place.source("water"), "  - id: how\n", figure)
    (place.source("water").parent / "images" / "x.svg").mkdir(parents=True)
    answer = place.run("--lang", "en")
    refused(answer, "pic: there is no picture 'x.svg'", "is a folder")
    assert "capitals" not in answer.err


def test_a_word_that_sticks_out_is_the_only_thing_said_and_is_clipped(place: Workplace) -> None:
    rewritten(place.source("water"), SIGN, "x" * 5000)
    answer = place.run("--lang", "en")
    refused(answer, "is wider than its column", "[page/overlong]")
    assert answer.err.count("error:") == 1 and len(answer.err) < 600


@pytest.mark.skipif(os.name == "nt", reason="signals work otherwise")
def test_ctrl_c_at_any_time_shows_no_traceback_and_leaves_whole_files(place: Workplace) -> None:
    before = place.files()
    for wait in (0.01, 0.03, 0.08, 0.16, 0.25):
        command = [sys.executable, str(PROGRAM), "--today", "2026-11-22", "build", "--force"]
        begun = subprocess.Popen(command, cwd=place.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(wait)
        begun.send_signal(signal.SIGINT)
        _, complaint = begun.communicate(timeout=20)
        # Python itself, before our first line, cannot be taught: then the trace names no file of ours
        assert b"leaflet" not in complaint.replace(b"make_leaflet", b"") or b"Traceback" not in complaint
        assert place.files() == before
