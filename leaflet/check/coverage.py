"""Can the bundled fonts set every language?  Fonts, a locale and its characters go in; problems come out.

The characters of a language are data, `assets/unicode/exemplars.txt`.  A font is asked as the typesetter asks it, with
the same order of families and the same look-alikes, so that what passes here is not missing in a leaflet.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from leaflet.compose.fonts import Face, Faces, check_family, read_faces
from leaflet.compose.scripts import PLAIN, script_of
from leaflet.compose.shape import IGNORABLE, LOOKS_LIKE
from leaflet.localize.locale import Locale, known_languages, read_locale
from leaflet.problems import Level, Problem, Where, error, warning

EXEMPLARS = "exemplars.txt"
FILE = f"assets/unicode/{EXEMPLARS}"
LAST = 0x10FFFF
MOST_NAMED = 8  # characters: a font of another script lacks all of them


def check_languages(assets: Path) -> tuple[Problem, ...]:
    """`check_coverage` for every language of `assets/locales.yaml`; nothing about a shelf that cannot be read at all,
    which `verify_fonts` says.  Opens every font: some seconds, most of them for what is packed."""
    faces, _ = read_faces(assets)
    characters, found = read_exemplars(assets)
    if faces is None or not characters:
        return found
    for language in known_languages(assets):
        locale, problems = read_locale(language, assets)
        found += problems
        if locale is not None:
            known = characters.get(language, "")
            found += check_coverage(faces, locale, known + _marks(locale) if known else "")
    return found


def _marks(locale: Locale) -> str:
    """What a language is set with by its row: quotes, marks of numbers and lines, its own name.  CLDR lacks some."""
    quotes = (*locale.quotes.primary, *locale.quotes.secondary, locale.spacing.dash)
    number = (locale.number.decimal, locale.number.group, locale.number.percent.replace("{n}", ""))
    marks = "".join((*quotes, *number, locale.no_line_start, locale.no_line_end, locale.autonym))
    return "".join(char for char in marks if not char.isspace())


def check_coverage(faces: Faces, locale: Locale, characters: str) -> tuple[Problem, ...]:
    """One warning for a language with characters that no font of its shelf has, upright or bold; it names them.
    `characters` are those that the language is written with, empty where nobody knows."""
    where = Where(FILE, language=locale.language)
    if not characters:
        text = f"the characters of {locale.name_in('en')} are not known, and its fonts are not checked"
        hint = f"add a line '{locale.language}', a tab and their code points, such as 0061-007A"
        return (Problem("font/not-checked", Level.INFO, text, where, hint),)
    lacking = _lacking(faces, locale, characters, strong=False)
    thin = [char for char in _lacking(faces, locale, characters, strong=True) if char not in lacking]
    if not lacking and not thin:
        return ()
    texts = (f"no font has {_named(lacking)}" * bool(lacking), f"no bold font has {_named(thin)}" * bool(thin))
    text = f"{locale.name_in('en')}: {'; '.join(filter(None, texts))}"
    families = ", ".join(locale.fonts)
    hint = f"add a font that has them to assets/fonts and to the row of {locale.script} (now {families})"
    return (warning("font/coverage", text, where, hint),)


def read_exemplars(assets: Path) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """The characters of each language, from `assets/unicode/exemplars.txt`; a line that cannot be read is a problem."""
    try:
        lines = (assets / "unicode" / EXEMPLARS).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as trouble:
        reason = getattr(trouble, "strerror", None) or "not UTF-8"
        return {}, (error("font/exemplars", f"cannot be read: {reason}", Where(FILE), "reinstall the program"),)
    found: dict[str, str] = {}
    problems: tuple[Problem, ...] = ()
    for number, line in enumerate(lines, 1):
        language, _, ranges = line.partition("\t")
        if not line.strip() or line.startswith("#"):
            continue
        try:
            found[language] = "".join(_characters(ranges))
        except ValueError:
            hint = "write a language, a tab, and code points or ranges of them in hexadecimal: 0061-007A 00E9"
            where = Where(FILE, number, language=language[:20])
            problems += (error("font/exemplars", "the line is not a list of code points", where, hint),)
    return found, problems


def _characters(ranges: str) -> Iterator[str]:
    """`0061-007A 00E9` as characters; ValueError for anything else."""
    if not ranges.split():
        raise ValueError(ranges)
    for part in ranges.split():
        first, _, last = part.partition("-")
        start, end = int(first, 16), int(last or first, 16)
        if not 0 < start <= end <= LAST:
            raise ValueError(part)
        yield from map(chr, range(start, end + 1))


def _lacking(faces: Faces, locale: Locale, characters: str, strong: bool) -> list[str]:
    """The characters that nothing draws, script by script: each has its own order of families."""
    own = PLAIN.get(locale.script, locale.script)
    scripts: dict[str, list[str]] = {}
    for char in dict.fromkeys(characters):
        if char not in IGNORABLE:
            scripts.setdefault(script_of(char) or own, []).append(char)
    return [
        char
        for script, chars in scripts.items()
        for char in _left_over(chars, _there(faces, faces.shelf(locale.fonts, script), strong))
    ]


def _left_over(characters: list[str], shelf: Iterator[Face]) -> list[str]:
    for face in shelf:
        characters = [char for char in characters if not face.covers(LOOKS_LIKE.get(char, char))]
        if not characters:
            break
    return characters


def _there(faces: Faces, families: Iterable[str], strong: bool) -> Iterator[Face]:
    """The faces of a shelf, each opened when its turn comes; `verify_fonts` says which files are missing."""
    return (faces.face(family, strong) for family in families if not check_family(faces, family))


def _named(characters: list[str]) -> str:
    shown = ", ".join(
        f"'{char}' (U+{ord(char):04X} {unicodedata.name(char, 'unnamed')})" for char in characters[:MOST_NAMED]
    )
    rest = len(characters) - MOST_NAMED
    return f"{shown} and {rest} more" if rest > 0 else shown
