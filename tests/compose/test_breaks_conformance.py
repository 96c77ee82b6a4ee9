"""UAX #14 and UAX #29: Unicode's own tests of the raw engine, before the project's rules are laid over it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

import pytest

from leaflet.compose.segments import clusters, legal_places
from leaflet.compose.typesetter import Typesetter
from leaflet.localize.locale import known_languages
from tests.compose.test_bidi import data_lines

DATA = Path(__file__).parent / "data"
# Where Linux distributions put the Unicode Character Database (Debian: unicode-data; Fedora: unicode-ucd).
DATABASES = (Path("/usr/share/unicode"), Path("/usr/share/unicode/ucd"), Path("/usr/share/unicode-data"))
ROOT = "en"  # ICU's locale without tailoring
LANGUAGES = known_languages(Path(__file__).resolve().parents[2] / "assets")
RULES = {"LB15", "LB15a", "LB15c", "LB20a", "LB21a", "LB25"}
# Scissors are no longer Extended_Pictographic since Unicode 16, so a joiner does not tie them (GB11).
SCISSORS = "÷ 2701 × 200D × 2701 ÷"


def database_file(name: str) -> Path:
    """A conformance test of this machine; of Unicode 15, on which the list of exceptions stands, or later."""
    for folder in DATABASES:
        path = folder / "auxiliary" / name
        if path.is_file():
            with path.open(encoding="utf-8") as lines:
                version = int(next(lines).split("-")[1].split(".")[0])
            if version < 15:
                pytest.skip(f"{path} is of Unicode {version}: too old to compare with")
            return path
    pytest.skip(f"{name} is not on this machine (Debian: apt-get install unicode-data); the sample is tested instead")


def read_case(line: str) -> tuple[str, list[int]]:
    """A text, and the places in it that are marked ÷, but for its beginning."""
    fields = line.split()
    marked = [at for at, mark in enumerate(fields[::2]) if mark == "÷" and at]
    return "".join(chr(int(code, 16)) for code in fields[1::2]), marked


def breaks_as_marked(line: str, name: str = ROOT) -> bool:
    text, marked = read_case(line)
    return legal_places(text, name) == marked


def changed_lines() -> dict[str, tuple[str, str]]:
    """The named exceptions: a line of Unicode 15 to its rule and to the same line as ICU breaks it."""
    found, rule = {}, ""
    for line in data_lines(DATA / "LineBreakTest-changed.txt"):
        if line.startswith("@"):
            rule, _, reason = line[1:].strip().partition(": ")
            assert reason, f"{rule}: why?"
        else:
            before, now = line.split("; ")
            found[before] = rule, now
    return found


def test_sample_of_the_line_break_test() -> None:
    lines = list(data_lines(DATA / "LineBreakTest-sample.txt"))
    assert [line for line in lines if not breaks_as_marked(line)] == []
    assert len(lines) == 333


@pytest.mark.parametrize(
    "line", [pytest.param(line, id=f"{rule} {line}") for line, (rule, _) in changed_lines().items()]
)
def test_every_named_exception_is_one_still(line: str) -> None:
    """A rule that has changed since Unicode 15: the old marks are wrong, the new ones right."""
    rule, now = changed_lines()[line]
    assert rule in RULES
    assert not breaks_as_marked(line), "this exception can go"
    assert breaks_as_marked(now)


def test_whole_line_break_test(record_property: Callable[[str, object], None]) -> None:
    lines = list(data_lines(database_file("LineBreakTest.txt")))
    failed = {line for line in lines if not breaks_as_marked(line)}
    record_property("passed", len(lines) - len(failed))
    assert failed == changed_lines().keys() & set(lines)
    assert len(lines) > 7000


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_breaks_by_unicode_or_dearer(typesetter: Callable[[str], Typesetter], language: str) -> None:
    """The keywords of a locale tailor nothing but Korean, which breaks at spaces: fewer places, never others."""
    locale = typesetter(language).locale
    name = locale.break_locale or language
    for line in data_lines(DATA / "LineBreakTest-sample.txt"):
        text, marked = read_case(line)
        found = legal_places(text, name)
        assert set(found) <= set(marked) if language == "ko" else found == marked, line


def test_whole_grapheme_test() -> None:
    lines = list(data_lines(database_file("GraphemeBreakTest.txt")))
    failed = []
    for line in lines:
        text, marked = read_case(line)
        if list(accumulate(map(len, clusters(text)))) != marked:
            failed.append(line)
    assert failed == [line for line in lines if line == SCISSORS]
    assert len(lines) > 500
