"""How readable a text is: paragraphs go in, lengths come out, and a score where the language has a published formula.

What is counted, and each formula with its source, is data in `assets/readability.yaml`; a language that is not there,
or has no formula, gets no score.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from leaflet.localize.catalogue import Catalogue
from leaflet.localize.translate import unprintable
from leaflet.localize.typography import ADDRESS, MAIL
from leaflet.model.document import Block, Kind, Leaflet, Message
from leaflet.model.inline import parse_inline
from leaflet.problems import Problem, Where, error

FILE = "readability.yaml"
NONE = "no validated formula"
NOT_PROSE = (Kind.SOURCES, Kind.CONTACT)  # titles of studies, a name and an address: no sentences
SKIPPED = ("tel", "url", "mail")
# A full stop, with what closes behind it, before a space; in Chinese and Japanese also before the next character.
END = re.compile(r"""[.!?…؟۔።፧]+['"»”’“)\]]*(?=\s)|[。！？]+[”’」』）]*""")
# A word may have hyphens and apostrophes in it, a number its separators.
WORD = re.compile(r"[^\W_]+(?:(?:[-‑'’ʼ]|(?<=\d)[.,:٫٬](?=\d))[^\W_]+)*")
IDEOGRAPH = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]|[^\\W\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Formula:
    """A published formula; `terms` are its factors by the names in `assets/readability.yaml`."""

    name: str
    short: str
    year: int
    source: str
    scale: str
    terms: Mapping[str, float]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """How a language is counted.  No `formula`: `reason` says why; `long_over` 0: long words are not told."""

    language: str
    formula: Formula | None = None
    reason: str = ""
    unit: str = "word"
    long_over: int = 0
    nucleus: str = ""
    silent: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    least: int = 1
    fewest_words: int = 0


@dataclass(frozen=True, slots=True)
class Readability:
    """The figures of one language.  `words` are characters where `unit` says so; `sentence_length` is their mean;
    `long_percent` are the words of more than `long_over` letters.  No `score`: `reason` says why."""

    unit: str
    words: int
    sentences: int
    sentence_length: float
    long_over: int | None
    long_percent: float | None
    formula: str = ""
    short: str = ""
    score: float | None = None
    scale: str = ""
    source: str = ""
    note: str = ""
    reason: str = ""


@dataclass(slots=True)
class _Counts:
    """`words` are all, `spelt` those of letters: a number has no letters, and its syllables depend on who reads it."""

    words: int = 0
    sentences: int = 0
    spelt: int = 0
    letters: int = 0
    syllables: int = 0
    long: int = 0


def read_rules(language: str, assets: Path) -> tuple[Rules, tuple[Problem, ...]]:
    """The rules of a language (BCP 47; the language without its region where that has no row) from the data file."""
    import yaml

    where = Where(f"assets/{FILE}", language=language)
    hint = "the file comes with the product: restore it"
    try:
        data = yaml.load((assets / FILE).read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return _rules(language, data), ()
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as trouble:
        text = f"cannot be read: {getattr(trouble, 'strerror', None) or ' '.join(str(trouble).split())}"
        return Rules(language, reason=NONE), (error("readability/unreadable", text, where, hint),)
    except (KeyError, TypeError, ValueError, AttributeError) as trouble:
        text = f"the row of '{language}' or its formula is not complete: {trouble!r}"
        return Rules(language, reason=NONE), (error("readability/broken-row", text, where, hint),)


def _rules(language: str, data: Mapping[str, Any]) -> Rules:
    languages = data["languages"]
    row = languages.get(language) or languages.get(language.partition("-")[0])
    if row is None:
        return Rules(language, reason=f"{NONE}: none was looked for")
    formula = Formula(**data["formulas"][row["formula"]]) if "formula" in row else None
    return Rules(
        language=language,
        formula=formula,
        reason="" if formula else f"{NONE}: {row['reason']}",
        unit=row.get("unit", "word"),
        long_over=int(row.get("long_over", 0)),
        nucleus=row.get("nucleus", ""),
        silent=tuple(row.get("silent", ())),
        apart=tuple(row.get("apart", ())),
        least=int(row.get("least", 1)),
        fewest_words=int(data["fewest_words"]),
    )


def prose(leaflet: Leaflet, catalogue: Catalogue | None) -> tuple[str, ...]:
    """The running text of a language, without markup: its paragraphs and list items as far as they would be printed.

    Headings, alternative texts, sources and contact lines are no sentences; a figure's number begins the one below it.
    """
    return tuple(text for block in leaflet.blocks for text in _prose_of(block, catalogue) if WORD.search(text))


def _prose_of(block: Block, catalogue: Catalogue | None) -> Iterator[str]:
    if block.kind in NOT_PROSE:
        return
    opening = _plain(block.title, catalogue) + " " if block.kind is Kind.FIGURE and block.title else ""
    for part in block.parts:
        text = _plain(part.message, catalogue)
        yield opening + text if text else ""
        opening = ""


def _plain(message: Message, catalogue: Catalogue | None) -> str:
    """The words of a message; addresses and phone numbers are not read as words."""
    text = message.text
    if catalogue is not None:
        entry = catalogue.entries.get(message.context)
        if unprintable(entry, message)[0] or entry is None:
            return ""
        text = entry.text
    words = "".join(node.text for node in parse_inline(text)[0] if node.field not in SKIPPED)
    return re.sub(ADDRESS, "", re.sub(MAIL, "", words)).strip()


def measure(texts: Sequence[str], rules: Rules) -> Readability:
    """Count the sentences of these texts and work the language's formula; every text ends its last sentence."""
    counts = _Counts()
    for text in texts:
        for sentence in sentences_of(text):
            _count(sentence, rules, counts)
    length = counts.words / counts.sentences if counts.sentences else 0.0
    told = rules.long_over and counts.spelt
    found = Readability(
        unit=rules.unit,
        words=counts.words,
        sentences=counts.sentences,
        sentence_length=round(length, 1),
        long_over=rules.long_over or None,
        long_percent=round(100 * counts.long / counts.spelt, 1) if told else None,
        reason=rules.reason,
    )
    return _scored(found, rules, counts)


def _scored(found: Readability, rules: Rules, counts: _Counts) -> Readability:
    formula = rules.formula
    if formula is None:
        return found
    named = replace(
        found,
        formula=f"{formula.name} ({formula.year})",
        short=formula.short,
        scale=formula.scale,
        source=formula.source,
        note=formula.note,
    )
    if counts.words < max(rules.fewest_words, 1) or not counts.spelt:
        return replace(named, reason=f"too short: fewer than {rules.fewest_words} words")
    score = work_out(
        formula,
        counts.words / counts.sentences,
        counts.syllables / counts.spelt,
        counts.letters / counts.spelt,
    )
    return replace(named, score=round(score, 1))


def work_out(formula: Formula, sentence: float, syllables: float = 0.0, letters: float = 0.0) -> float:
    """A formula's number for a mean sentence in words, and a mean word in syllables and letters."""
    means = {
        "constant": 1.0,
        "words_per_sentence": sentence,
        "syllables_per_word": syllables,
        "letters_per_word": letters,
        "sentences_per_word": 1 / sentence,
    }
    return sum(factor * means[term] for term, factor in formula.terms.items())


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of one paragraph: a full stop ends one, but not before a small letter or after a single one."""
    start = 0
    for match in END.finditer(text):
        follows = text[match.end() :].lstrip()
        before = text[start : match.start()]
        initial = match[0] == "." and re.search(r"(?:^|[\s.(])[^\W\d_]$", before)
        if follows and not follows[0].islower() and not initial and WORD.search(before):
            yield text[start : match.end()].strip()
            start = match.end()
    if WORD.search(text[start:]):
        yield text[start:].strip()


def words_of(text: str, rules: Rules) -> list[str]:
    """The words of a sentence as the language counts them; marks over letters and joiners are no letters."""
    bare = "".join(char for char in unicodedata.normalize("NFC", text) if unicodedata.category(char)[0] not in "MC")
    if rules.unit == "character":
        return IDEOGRAPH.findall(bare)
    return WORD.findall(bare)


def syllables_of(word: str, rules: Rules) -> int:
    """The syllables of a word, about: the places that make one by the language's rules."""
    bare = word.lower()
    for silent in rules.silent:
        bare = re.sub(silent, "", bare)
    found = len(re.findall(rules.nucleus, bare)) + sum(len(re.findall(apart, bare)) for apart in rules.apart)
    return max(found, rules.least)


def _count(sentence: str, rules: Rules, counts: _Counts) -> None:
    words = words_of(sentence, rules)
    if not words:
        return
    counts.sentences += 1
    counts.words += len(words)
    for word in words:
        letters = sum(map(str.isalpha, word))
        if not letters:
            continue
        counts.spelt += 1
        counts.letters += letters
        counts.long += letters > rules.long_over > 0
        counts.syllables += syllables_of(word, rules) if rules.nucleus else 0
