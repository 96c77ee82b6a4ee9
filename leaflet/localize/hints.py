"""What the checks know about the words of languages: `assets/language_hints.yaml` goes in, `Hints` come out.

A build asks for negations and units alone (`read_negation`, `read_units`) and parses those rows; `check` reads all.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = "language_hints.yaml"
ANY = "*"  # in `doubled`: every word may stand twice
# A word: what is no space, digit or punctuation of any script; a zero-width non-joiner and an apostrophe end it.
WORD = re.compile(
    r"[^\s\d!-/:-@\[-`{-~\u00a0-\u00a9\u00ab-\u00b4\u00b6-\u00bf\u02bc\u037e\u0387\u055a-\u055f\u0589\u058a\u05be\u05f3\u05f4"
    r"\u060c\u061b\u061f\u066a-\u066c\u06d4\u0964\u0965\u1361-\u1368\u17d4-\u17da\u2000-\u206f\u20a0-\u20bf"
    r"\u2190-\u2bff\u3000-\u301f\u30fb\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\ufffc]+"
)
# Marks over and under letters that writers may leave out: Arabic vowels, Hebrew points, Armenian accents of a sentence.
POINTS = re.compile("[\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670\u0640\u055b-\u055e]")


@dataclass(frozen=True, slots=True)
class Tongue:
    """How a language is known: its small words, and the letters that its writers use beside the common ones."""

    language: str
    words: frozenset[str]
    letters: frozenset[str]


@dataclass(frozen=True, slots=True)
class Negation:
    """The ways of a language to say no, as patterns of a whole word; `sure`: there are hardly any others."""

    verb: re.Pattern[str]
    noun: re.Pattern[str]
    lack: re.Pattern[str]
    turn: re.Pattern[str]
    sure: bool


@dataclass(frozen=True, slots=True)
class Units:
    """Patterns of a whole word by the one name of what it measures; doses first, stretches of time in `time`."""

    doses: tuple[tuple[str, re.Pattern[str]], ...]
    time: tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class Hints:
    """All that is known, by language; a language that is not there is not checked for it."""

    tongues: Mapping[str, Tongue]
    doubled: Mapping[str, frozenset[str]]
    letters_for: Mapping[str, Mapping[str, str]]
    opening: Mapping[str, Mapping[str, str]]
    joiner: Mapping[str, Mapping[str, frozenset[str]]]
    quotes_too: Mapping[str, str]


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, numbers and punctuation left out; without spaces, a clause is one word."""
    text = unicodedata.normalize("NFC", text.replace("İ", "i"))
    if not text.isascii():
        text = POINTS.sub("", text)
    return WORD.findall(text.lower())


def base_of(language: str, known: Iterable[str]) -> str:
    """The row for a language: its own, or that of the language without its region."""
    base = language.partition("-")[0]
    return base if language not in known and base in known else language


@functools.cache
def read_hints(assets: Path) -> Hints:
    """All hints; empty where the file cannot be read, which costs checks and nothing else."""
    data = _load(_text(assets))
    tongues = {
        name: Tongue(name, _words(row.get("words")), frozenset(str(row.get("letters") or "")))
        for name, row in _rows(data, "languages")
    }
    return Hints(
        tongues=tongues,
        doubled={str(name): _words(row) for name, row in _table(data, "doubled").items()},
        letters_for={name: {str(a): str(b) for a, b in row.items()} for name, row in _rows(data, "letters_for")},
        opening={name: {str(a): str(b) for a, b in row.items()} for name, row in _rows(data, "opening")},
        quotes_too={str(name): str(row) for name, row in _table(data, "quotes_too").items()},
        joiner={name: {str(key): _words(row[key]) for key in row} for name, row in _rows(data, "joiner")},
    )


@functools.cache
def read_negation(language: str, assets: Path) -> Negation | None:
    """The negations of a language; None where none are known."""
    row = _row(_text(assets), "negation", language)
    if not row:
        return None
    verb, noun, lack, turn = (pattern_of(str(row.get(key, "")).split()) for key in ("verb", "noun", "lack", "turn"))
    return Negation(verb, noun, lack, turn, sure=bool(row.get("sure")))


@functools.cache
def read_units(language: str, assets: Path) -> Units:
    """The words for units, of all languages, and those for stretches of time in this one."""
    text = _text(assets)
    doses = _table(_load(_section(text, "units")), "units")
    return Units(
        doses=tuple((str(name), pattern_of(map(str, row))) for name, row in doses.items()),
        time=tuple((str(name), pattern_of(str(row).split())) for name, row in _row(text, "time", language).items()),
    )


def pattern_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that fits any one of the words whole; `*` stands for any letters, `?` for one."""
    forms = [re.escape(word.lower()).replace(r"\*", ".*").replace(r"\?", ".") for word in words]
    return re.compile("|".join(forms) if forms else r"(?!)")


def _text(assets: Path) -> str:
    try:
        return (assets / FILE).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _section(text: str, name: str) -> str:
    found = re.search(rf"^{name}:\n(?:[ #].*\n|\n)*", text + "\n", re.MULTILINE)
    return found[0] if found else ""


def _row(text: str, section: str, language: str) -> Mapping[str, Any]:
    """One row of one line, parsed alone: the whole file costs a build 5 ms."""
    lines = dict(re.findall(r"^  ([\w-]+): (\{.*\})$", _section(text, section), re.MULTILINE))
    return _load(lines.get(base_of(language, lines), ""))


def _rows(data: Mapping[str, Any], section: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, row in _table(data, section).items():
        if isinstance(row, dict):
            yield str(name), row


def _table(data: Mapping[str, Any], section: str) -> Mapping[Any, Any]:
    rows = data.get(section)
    return rows if isinstance(rows, dict) else {}


def _load(text: str) -> Mapping[str, Any]:
    import yaml

    try:
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        return {}
    return data if isinstance(data, dict) else {}


def _words(row: object) -> frozenset[str]:
    return frozenset(str(row or "").split())
