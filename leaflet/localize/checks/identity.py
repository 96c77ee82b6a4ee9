"""Is it the language, and is it translated at all?  Rules about untranslated texts, scripts and languages.

The language is told by its small words and its letters (`assets/language_hints.yaml`): a method that needs a sentence,
and says nothing about less.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from leaflet.localize.checks.negation import sentences
from leaflet.localize.checks.rule import Desk, Finding, Pair, prose_of, rule
from leaflet.localize.hints import read_hints, words_of
from leaflet.model.document import Kind
from leaflet.model.inline import parse_inline
from leaflet.problems import Level

# What the name of a letter begins with (Unicode Character Database), by ISO 15924 code.
SCRIPTS = {
    "Latn": ("LATIN",), "Cyrl": ("CYRILLIC",), "Grek": ("GREEK",), "Armn": ("ARMENIAN",), "Geor": ("GEORGIAN",),
    "Arab": ("ARABIC",), "Aran": ("ARABIC",), "Hebr": ("HEBREW",), "Ethi": ("ETHIOPIC",), "Deva": ("DEVANAGARI",),
    "Guru": ("GURMUKHI",), "Beng": ("BENGALI",), "Taml": ("TAMIL",), "Thai": ("THAI",), "Khmr": ("KHMER",),
    "Hans": ("CJK",), "Hant": ("CJK",), "Jpan": ("CJK", "HIRAGANA", "KATAKANA"), "Kore": ("HANGUL",),
}  # fmt: skip
UNSPACED = frozenset(("Thai", "Khmr", "Hans", "Hant", "Jpan"))
IDEOGRAPHS = frozenset(("Hans", "Hant"))
ALIKE = ("LATIN", "CYRILLIC", "GREEK")  # scripts whose letters look alike
NAMES = (Kind.SOURCES, Kind.CONTACT)  # titles of studies, addresses: they stay as they are
FEWEST_LETTERS = 8  # under that a name or a code may be the whole text
SAME_LETTERS, SAME_WORDS, ALIKE_WORDS = 15, 3, 6
# In small words: what another language must have, how far ahead it must be, and in how many words at most one of them.
LEAST, LEAD, DENSITY = 1.5, 1.5, 7
WITNESSES = 2  # one foreign word is a name or a slip of the keyboard


@rule("words/untranslated", "a patient who needs the leaflet in this language cannot read it in another")
def untranslated(pair: Pair, desk: Desk) -> Iterator[Finding]:
    """A sentence that stands in the source, or in another language's file, just so."""
    if pair.kind in NAMES:
        return
    told = {_bare(one): one for one in sentences(pair.prose) if _weighs(one, desk)}
    mine = {_bare(one) for one in sentences(pair.said)}
    found = [one for key, one in told.items() if key in mine]
    if found:
        hint = "translate it; where it is a name, put that into 'keep' of glossary.yaml"
        yield Finding(f"is not translated: '{found[0]}'", hint)
        return
    whole = _bare(pair.prose)  # related languages may share a short text
    enough = len(whole.split()) >= ALIKE_WORDS or (desk.locale.script in UNSPACED and len(whole) >= SAME_LETTERS)
    for language, catalogue in desk.others.items():
        entry = catalogue.entries.get(pair.message.context)
        if enough and entry and _bare(prose_of(parse_inline(entry.text)[0])) == whole:
            hint = "look which of the two files has the wrong language"
            yield Finding(f"is the same text as in {language}.po", hint)
            return


def _bare(text: str) -> str:
    return " ".join(words_of(text))


def _weighs(sentence: str, desk: Desk) -> bool:
    """Is it too long to be the same in two languages by chance?  Names that are kept do not count."""
    for name in desk.glossary.keep:
        sentence = sentence.replace(name, " ")
    words = words_of(sentence)
    letters = sum(map(len, words))
    if desk.locale.script in UNSPACED:
        return letters >= FEWEST_LETTERS
    return letters >= SAME_LETTERS and len(words) >= SAME_WORDS


@rule("words/script", "letters of another script cannot be read, and look-alikes cannot be searched or read aloud")
def script(pair: Pair, desk: Desk) -> Iterator[Finding]:
    """Most letters belong to the language's script, and no word mixes letters that look alike."""
    own = SCRIPTS.get(desk.locale.script)
    if own is None or pair.prose.isascii() and own == ("LATIN",):
        return
    counts = Counter(map(_script, filter(str.isalpha, _without_names(pair.prose, desk))))
    letters = counts.total()
    right = sum(counts[name] for name in own)
    if letters >= FEWEST_LETTERS and right * 2 < letters:
        most = counts.most_common(1)[0][0].capitalize()
        hint = f"write it in the script of {desk.locale.name_in('en')}"
        yield Finding(f"{letters - right} of {letters} letters are of another script ({most})", hint, Level.ERROR)
    for word in words_of(pair.prose):
        mixed = {_script(letter) for letter in word if letter.isalpha()} if not word.isascii() else set()
        if len(mixed.intersection(ALIKE)) > 1:
            hint = "type the word again with one keyboard"
            yield Finding(f"'{word}' mixes letters that look alike ({', '.join(sorted(mixed))})", hint)


def _without_names(text: str, desk: Desk) -> str:
    for name in desk.glossary.keep:
        text = text.replace(name, "")
    return re.sub(r"\([^()]*\)", "", text)  # a foreign word that is explained stands in brackets


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


@rule("words/language", "a text in another language than its file's is unread, or read aloud as noise", Level.ERROR)
def language(pair: Pair, desk: Desk) -> Iterator[Finding]:
    """A text, or a sentence of it, that another language's small words and letters fit much better."""
    if pair.kind in NAMES:
        return
    for text in dict.fromkeys((pair.prose, *sentences(pair.prose))):
        words = words_of(text)
        if desk.locale.script in IDEOGRAPHS:  # they are known by single characters
            words = list("".join(words))
        other = spoken(words, desk.row(desk.hints.tongues), desk.assets)
        if other:
            hint = f"translate it into {desk.locale.name_in('en')}, or take the text of the right file"
            yield Finding(f"looks like '{other}': '{text.strip()[:60]}'", hint)
            return


def spoken(words: Sequence[str], expected: str, assets: Path) -> str:
    """The language that words are in, where it is surely another than `expected`; else empty."""
    tongue = read_hints(assets).tongues.get(expected)
    if tongue is None or not (tongue.words or tongue.letters):
        return ""
    scores: Counter[str] = Counter()
    for word in words:
        scores.update(_scores(word, assets))
    best, most = max(scores.items(), key=lambda row: row[1], default=("", 0.0))
    lead = most - scores[expected]
    if most < LEAST or lead < LEAD or lead * DENSITY < len(words):
        return ""
    speaking = (_scores(word, assets) for word in words)
    witnesses = sum(score.get(best, 0.0) > score.get(expected, 0.0) for score in speaking)
    return best if witnesses >= WITNESSES else ""


@functools.lru_cache(maxsize=20_000)
def _scores(word: str, assets: Path) -> Mapping[str, float]:
    """What a word says for each language: its small words count, less where many have them, and so do its letters."""
    tongues = read_hints(assets).tongues
    users = [name for name, tongue in tongues.items() if word in tongue.words]
    scores = dict.fromkeys(users, 1 / (1 + 0.25 * (len(users) - 1))) if users else {}
    special = frozenset() if word.isascii() else _letters(assets).intersection(word)
    writers = [name for name, tongue in tongues.items() if special <= tongue.letters] if special else []
    for name in tongues if special else ():
        scores[name] = scores.get(name, 0.0) + (0.5 / len(writers) if name in writers else -1.0)
    return scores


@functools.cache
def _letters(assets: Path) -> frozenset[str]:
    """The letters that some languages have and others have not."""
    return frozenset().union(*(tongue.letters for tongue in read_hints(assets).tongues.values()))
