"""What translators' own tools say about the shipped files: msgfmt, translate-toolkit's pofilter, and the checks that
Weblate makes.  What they do not like and is right all the same stands in a table, with the reason.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from leaflet.localize.po import Unit, parse
from leaflet.problems import Where
from tests.wording import PROJECTS

FILES = [
    path
    for name, root in PROJECTS.items()
    for path in sorted((root / "translations" / name).glob("*.po*"))
    if path.suffix in (".po", ".pot")
]
CATALOGUES = [path for path in FILES if path.suffix == ".po"]
ANY = ""


@dataclass(frozen=True)
class Excuse:
    """Why a finding is none: of one check, in some languages and some texts (beginnings of contexts), or in all."""

    check: str
    why: str
    languages: str = ANY
    contexts: str = ANY

    def covers(self, check: str, language: str, context: str) -> bool:
        return (
            check == self.check
            and (not self.languages or language in self.languages.split())
            and (not self.contexts or any(context.startswith(start) for start in self.contexts.split()))
        )


POFILTER = (
    Excuse("acronyms", "MRI has another name in most languages; V.U. is the Dutch abbreviation of the publisher",
           contexts="scans-and-surgery/text label/publisher"),
    Excuse("brackets", "a foreign or learned word is explained in brackets", "ar bg fa pl sq ti",
           "scans-and-surgery/text.1 painkillers/text.1 see-a-doctor/text"),
    Excuse("brackets", "'lombalgie' is explained where it is said first", "fr", "what-it-is/text.1"),
    Excuse("brackets", "the brackets of Chinese and Japanese are wide ones", "ja zh-Hans zh-Hant"),
    Excuse("brackets", "a Latin word stands in {ltr:…}, so that Urdu around it keeps its order", "ur"),
    Excuse("brackets", "English puts the language before the noun, without brackets", "en", "label/translation"),
    Excuse("doublequoting", "each language has its own quotes (words/quotes looks at them)",
           contexts="practices/text practices/title rule/text.1 scans-and-surgery/text.1"),
    Excuse("doublewords", "'inside, inside' says 'deep inside' in Tigrinya", "ti", "what-it-is/text.3"),
    Excuse("endpunc", "questions and sentences end with another mark, or with none",
           "am ar ckb hi hy ja km ne ps th ti tr"),
    Excuse("endpunc", "a heading that is a question in Dutch is none in English", "en", "see-a-doctor/title"),
    Excuse("numbers", "its own digits (po/number reads them)", "bn ckb fa km ne ps"),
    Excuse("printf", "a percent sign before a letter; nothing is formatted", "hy ja ko tr zh-Hans zh-Hant"),
    Excuse("puncspacing", "brackets, quotes and wide marks stand in other places, and a name ends with '?' in none"),
    Excuse("pythonbraceformat", "{ltr:…} may be put around Latin words in right-to-left text", "ur"),
    Excuse("sentencecount", "counts an abbreviation, a wide full stop or none for a sentence (po/length looks closer)"),
    Excuse("simplecaps", "scripts without capitals, and languages that write fewer or more of them"),
    Excuse("startcaps", "scripts without capitals, German nouns, and a figure's title that goes on in small letters",
           "bg ckb de es it ka ps pt ro ru so sq ti tr uk"),
    Excuse("startpunc", "emphasis, a field or a figure begins the sentence in one of the two languages"),
    Excuse("unchanged", "fields, an address, and words that two languages share",
           contexts="clinic/text massage/title kce/text.5"),
    Excuse("urls", "takes the bracket and full stop behind an address for a part of it (po/link reads the markup)",
           "am bn hi hy ja km ko ne pa th ur zh-Hant", "why/text.2"),
)  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_msgfmt_accepts_the_file(path: Path) -> None:
    if not shutil.which("msgfmt"):
        pytest.skip("msgfmt (gettext) is not installed")
    said = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(path)], capture_output=True, text=True)
    # A template has no date, no translator and no language yet, which msgfmt tells without failing.
    told = "" if path.suffix == ".pot" else said.stderr
    assert (said.returncode, told) == (0, "")


def pofilter(path: Path, folder: Path) -> list[tuple[str, str, str]]:
    """The findings for a file: check, language, context."""
    if not shutil.which("pofilter"):
        pytest.skip("pofilter (translate-toolkit) is not installed")
    language, found = path.stem, folder / path.name
    command = ["pofilter", f"--language={language.replace('-', '_')}", "-i", str(path), "-o", str(found)]
    subprocess.run(command, capture_output=True, check=True)
    if not found.exists():
        return []
    po, problems = parse(found.read_text("utf-8"), Where())
    assert not problems
    marks = [(mark, unit) for unit in po.units for mark in unit.comments if mark.startswith("(pofilter)")]
    return [(mark.split()[1].rstrip(":"), language, unit.context or "") for mark, unit in marks]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_pofilter_finds_nothing_that_has_no_reason(path: Path, tmp_path: Path) -> None:
    found = pofilter(path, tmp_path)
    assert [one for one in found if not any(excuse.covers(*one) for excuse in POFILTER)] == []


def test_every_excuse_for_pofilter_is_still_needed(tmp_path: Path) -> None:
    found = [one for path in CATALOGUES for one in pofilter(path, tmp_path)]  # no language stands in both projects
    assert [excuse for excuse in POFILTER if not any(excuse.covers(*one) for one in found)] == []


Check = Callable[[str, str], bool]
QUESTIONS = "?？؟;՞"
STOPS = ".。।۔։።។"


def ends(marks: str) -> Check:
    """Only one of two texts ends with one of some marks."""

    def look(source: str, target: str) -> bool:
        last = [text.rstrip('*”“’»"」) ')[-1:] for text in (source, target)]
        return (last[0] in marks) != (last[1] in marks) if all(last) else False

    return look


def differ(pattern: str) -> Check:
    """What a pattern finds is not the same in two texts, whatever the order."""

    def look(source: str, target: str) -> bool:
        return Counter(re.findall(pattern, source)) != Counter(re.findall(pattern, target))

    return look


# The checks of Weblate 5 that make sense for plain gettext entries, by its names; each looks at a source and a target.
WEBLATE: dict[str, Check] = {
    "begin_newline": lambda one, other: one.startswith("\n") != other.startswith("\n"),
    "end_newline": lambda one, other: one.endswith("\n") != other.endswith("\n"),
    "begin_space": lambda one, other: one.startswith(" ") != other.startswith(" "),
    "end_space": lambda one, other: one.endswith(" ") != other.endswith(" "),
    "double_space": lambda one, other: "  " in other and "  " not in one,
    "end_question": ends(QUESTIONS),
    "end_exclamation": ends("!！"),
    "end_colon": ends(":：፦"),
    "end_stop": ends(STOPS),
    "end_ellipsis": ends("…"),
    "escaped_newline": lambda one, other: one.count("\\n") != other.count("\\n"),
    "newline-count": lambda one, other: one.count("\n") != other.count("\n"),
    "zero-width-space": lambda one, other: "\u200b" in other and "\u200b" not in one,
    "kashida": lambda one, other: "\u0640" in other,
    "same": lambda one, other: one == other,
    "md-link": differ(r"\]\(([^)\s]+)\)"),
    "md-syntax": differ(r"\*\*|(?<!\*)\*(?!\*)"),
    "placeholders": differ(r"\{[a-z_.]+\}"),
    "xml-tags": differ(r"</?[a-z][^>]*>"),
    "bbcode": differ(r"\[/?[a-z]+\](?!\()"),
    "duplicate": lambda one, other: bool(re.search(r"\b([^\W\d_]{2,}) \1\b", other)),
}  # fmt: skip
REASONS = (
    Excuse("same", "fields, an address, and words that two languages share",
           contexts="clinic/text massage/title kce/text.5"),
    Excuse("duplicate", "'inside, inside' says 'deep inside' in Tigrinya", "ti", "what-it-is/text.3"),
    Excuse("end_question", "marked inside the sentence, or a question in one language alone", "ar en hy th tr",
           "see-a-doctor/title core-stability/title why/title when/title how/title towel/title ask/title clinic/title"),
    Excuse("end_stop", "Thai ends no sentence with a mark", "th"),
)  # fmt: skip


def weblate(path: Path) -> list[tuple[str, str, str]]:
    """The findings for a file, as `pofilter` gives them; the header has no source."""
    po, _ = parse(path.read_text("utf-8"), Where())
    units = [unit for unit in po.units if unit.context]
    found = [
        (name, path.stem, unit.context or "")
        for unit in units
        for name, check in WEBLATE.items()
        if unit.text and check(unit.source, unit.text)
    ]
    return found + [("inconsistent", path.stem, unit.context or "") for unit in _inconsistent(units)]


def _inconsistent(units: list[Unit]) -> list[Unit]:
    texts: dict[str, set[str]] = {}
    for unit in units:
        texts.setdefault(unit.source, set()).add(unit.text)
    return [unit for unit in units if len(texts[unit.source]) > 1]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_the_checks_of_weblate_find_nothing_that_has_no_reason(path: Path) -> None:
    assert [one for one in weblate(path) if not any(excuse.covers(*one) for excuse in REASONS)] == []


def test_every_reason_for_weblate_is_still_needed() -> None:
    found = [one for path in CATALOGUES for one in weblate(path)]
    assert [excuse for excuse in REASONS if not any(excuse.covers(*one) for one in found)] == []
