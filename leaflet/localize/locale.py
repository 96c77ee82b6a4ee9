"""What typesetting has to know about a language: a language code in, `Locale` or its labels out, and problems.

The facts are data in `assets/locales.yaml` and `assets/labels.yaml`.  Only the rows that are asked for are parsed: the
whole of `locales.yaml` costs 12 ms, three of its rows 0.6.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from leaflet.model.schema import clip
from leaflet.problems import Problem, Where, error

LOCALES, LABELS = "locales.yaml", "labels.yaml"
PRIVATE = "qps-"  # the tag of pseudo-languages, which have no rows
END = r"[ ]*(?:#.*)?"  # after the name of a row
ENGINES = frozenset(("icu", "icu_words", "icu_clusters", "budoux"))


@dataclass(frozen=True, slots=True)
class Quotes:
    """Opening and closing marks, outer and inner; `inner_space` stands inside the outer pair."""

    primary: tuple[str, str]
    secondary: tuple[str, str]
    inner_space: str = ""


@dataclass(frozen=True, slots=True)
class NumberForm:
    """How a number is written: decimal and group separator, and a percentage with `{n}` for the number."""

    decimal: str
    group: str
    percent: str


@dataclass(frozen=True, slots=True)
class Hyphenation:
    """Hyphenate with this pyphen dictionary (empty: never) in columns narrower than `columns_under_mm`; words from
    `word` letters on, with at least `before` and `after` letters on each side."""

    pyphen: str = ""
    columns_under_mm: float = 0.0
    word: int = 7
    before: int = 3
    after: int = 3


@dataclass(frozen=True, slots=True)
class Spacing:
    """The rules of `typeset`.  `before` are pairs of a mark and the space it wants; `straight` names the typewriter
    forms to replace; a typed space between a number and one of `units` becomes U+00A0."""

    before: tuple[tuple[str, str], ...] = ()
    percent_always: bool = False
    dash: str = ""
    straight: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Locale:
    """A language and its script.  `fonts` are families in fallback order; `size_factor` multiplies the nominal size and
    `line_height` the result; `ink_need` is the distance of baselines at which lines seldom touch, in em of the
    result; `break_locale` is the name ICU or budoux knows; `review` is `native_check` while nobody
    who reads the language has confirmed the row."""

    language: str
    autonym: str
    names: tuple[tuple[str, str], ...]
    script: str
    direction: str
    fonts: tuple[str, ...]
    size_factor: float
    line_height: float
    line_height_min: float
    ink_need: float
    quotes: Quotes
    number: NumberForm
    hyphenation: Hyphenation
    spacing: Spacing
    emphasis: tuple[str, ...]
    justification: str = "word"  # what a flush line grows in: word spaces, or also between every character
    break_engine: str = "icu"  # icu_words, budoux: dear inside words, phrases; icu_clusters: parts words too wide
    break_locale: str = ""
    no_line_start: str = ""
    no_line_end: str = ""
    no_break_after: str = ""
    letter_spacing: bool = False
    shaping_language: str = ""
    digits: str = "latn"
    numerals: str = "latn"  # of what the program counts: CLDR's choice where the text has the digits as typed
    review: str = ""
    one_letter_words: str = ""  # letters that as words hold to the next word: Polish i, w, z
    formats: str = ""  # CLDR locale of dates, where it is not the language itself (en: en_GB)
    bullet: str = "•"
    list_suffix: str = "."  # behind the number of a numbered item
    spoken: tuple[tuple[str, str], ...] = ()  # what the signs of an address are called aloud: (dot, punt), (at, …)

    def name_in(self, language: str) -> str:
        """The language's name in another language; in English where that is not known."""
        names = dict(self.names)
        return names.get(language) or names.get(language.partition("-")[0]) or names.get("en") or self.autonym


def read_locale(language: str, assets: Path) -> tuple[Locale | None, tuple[Problem, ...]]:
    """The facts about a language (BCP 47) from `assets/locales.yaml`; unknown or broken rows are problems."""
    if language.startswith(PRIVATE):
        from leaflet.localize.pseudo import is_pseudo, pseudo_locale

        if is_pseudo(language):
            return pseudo_locale(language, assets)
    where = Where(f"assets/{LOCALES}", language=language)
    text, problems = _text(assets / LOCALES, where)
    if problems:
        return None, problems
    name = _nearest(text, language, "languages")
    row, problems = _row(text, name, "languages", where)
    if row is None:
        return None, problems
    script, problems = _row(text, str(row.get("script", "Latn")), "scripts", replace(where, line=_line(text, name)))
    rules, more = _row(text, "rules", "defaults", where)
    if script is None or rules is None:
        return None, problems + more
    try:
        return _sound(_locale(language, row, script, rules)), ()
    except (KeyError, TypeError, ValueError, AttributeError) as trouble:
        from leaflet.localize.locale_rules import check_rows  # the whole file, 40 ms: only the way out of a dead end

        hint = "compare the row with those of other languages"
        slip = error("locale/broken-row", f"row '{name}' is not complete: {trouble!r}", where, hint)
        return None, check_rows(assets, name, str(row.get("script"))) or (slip,)


def read_labels(language: str, assets: Path) -> tuple[Mapping[str, str] | None, tuple[Problem, ...]]:
    """The product's own printed words in a language, with their fields still in them, from `assets/labels.yaml`."""
    where = Where(f"assets/{LABELS}", language=language)
    text, problems = _text(assets / LABELS, where)
    if problems:
        return None, problems
    row, problems = _row(text, _nearest(text, language, "labels"), "labels", where)
    return (None, problems) if row is None else ({str(key): str(value) for key, value in row.items()}, ())


def known_languages(assets: Path) -> tuple[str, ...]:
    """The languages that `assets/locales.yaml` has a row for, in its order."""
    text, _ = _text(assets / LOCALES, Where())
    return _names(text, "languages")


def known_rows(assets: Path, section: str) -> dict[str, list[str]]:
    """The rows of a section of `assets/locales.yaml` as a build sees them: the keys of each by its name."""
    text, _ = _text(assets / LOCALES, Where())
    rows = {name: _row(text, name, section, Where())[0] for name in _names(text, section)}
    return {name: [str(key) for key in row or ()] for name, row in rows.items()}


def _text(path: Path, where: Where) -> tuple[str, tuple[Problem, ...]]:
    try:
        return path.read_text("utf-8") + "\n", ()
    except (OSError, UnicodeDecodeError) as trouble:
        reason = getattr(trouble, "strerror", None) or "not UTF-8"
        hint = "the file comes with the product: restore it"
        return "", (error("locale/unreadable", f"cannot be read: {reason}", where, hint),)


def _nearest(text: str, language: str, section: str) -> str:
    """The row for a language of one country: `fr` serves fr-BE, too (RFC 4647, 3.4).  Another script is other facts."""
    base, *rest = language.split("-")
    known = _names(text, section) if rest else ()
    regional = bool(rest) and len(rest[0]) != 4 and language not in known and base in known
    return base if regional else language


def _row(text: str, name: str, section: str, where: Where) -> tuple[dict[str, Any] | None, tuple[Problem, ...]]:
    """One row of a data file: the lines indented under its name, parsed alone."""
    lines = re.search(rf"^  {re.escape(name)}:{END}\n((?:    .*\n|[ ]*\n)+)", _section(text, section), re.MULTILINE)
    if (lines is None or not lines[1].strip()) and name in _names(text, section):
        slip = f"nothing is indented under '{name}:'"
        hint = f"write its keys on the lines below '{name}:', each after four spaces"
        return None, (error("locale/broken-row", slip, replace(where, line=_line(text, name)), hint),)
    if lines is None:
        return None, (_unknown(name, section, _names(text, section), where),)
    line = text.count("\n", 0, text.index(lines[0])) + 1
    return _parse(lines[1], name, replace(where, line=line))


def _unknown(name: str, section: str, known: tuple[str, ...], where: Where) -> Problem:
    text = f"no row '{clip(name)}' under '{section}' of assets/{LOCALES if section != 'labels' else LABELS}"
    hint = f"known: {', '.join(known)}; to have another, add '  {clip(name)}:' under '{section}:' after their example"
    hint = f"write {name.replace('_', '-')} for {name}; {hint}" if "_" in name else hint
    draft = _draft(name, section)
    hint += f"; to begin with, from CLDR:\n{draft}" if draft else ""
    return error("locale/unknown", text, where, hint)


def _draft(name: str, section: str) -> str:
    if section not in ("languages", "scripts"):
        return ""
    from leaflet.localize.draft_locale import draft_row, draft_script

    return draft_row(name) if section == "languages" else draft_script(name)


def _parse(lines: str, name: str, where: Where) -> tuple[dict[str, Any] | None, tuple[Problem, ...]]:
    import yaml

    try:
        row = yaml.load(lines, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as slip:
        text = " ".join(str(slip).split())
        return None, (error("locale/syntax", f"row '{name}': {text}", where, "mend the YAML of the row"),)
    if not isinstance(row, dict):
        hint = "compare the row with the others"
        return None, (error("locale/broken-row", f"row '{name}' is not a list of keys", where, hint),)
    return row, ()


def _section(text: str, section: str) -> str:
    found = re.search(rf"^{section}:\n((?:[ #].*\n|\n)*)", text, re.MULTILINE)
    return found[1] if found else ""


def _names(text: str, section: str) -> tuple[str, ...]:
    return tuple(re.findall(rf"^  ([\w-]+):{END}$", _section(text, section), re.MULTILINE))


def _line(text: str, name: str) -> int:
    """The line of a row's name."""
    found = re.search(rf"^  {re.escape(name)}:{END}$", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def _locale(language: str, row: Mapping[str, Any], script: Mapping[str, Any], rules: Mapping[str, Any]) -> Locale:
    height = {**script["line_height"], **row.get("line_height", {})}
    breaks = script["line_break"]
    digits = row["digits"]["leaflet_default"]
    return Locale(
        language=language,
        autonym=row["autonym"],
        names=tuple((str(key), str(value)) for key, value in row["name"].items()),
        script=row["script"],
        direction=script["direction"],
        fonts=tuple(dict.fromkeys([script["font"], *rules["fallback_fonts"]])),
        size_factor=float(script["size_factor"]),
        line_height=float(height["default"]),
        line_height_min=float(height["min"]),
        ink_need=float(script["ink_need_em"]["p95"]),
        quotes=_quotes(row["quotes"]),
        number=NumberForm(**row["number"]),
        hyphenation=_hyphenation(row.get("hyphenation", {}), rules),
        spacing=_spacing(row, script, rules),
        emphasis=tuple(script["emphasis"]),
        justification=script.get("justify", "word"),
        break_engine=breaks["engine"],
        break_locale=breaks.get("locale", language),
        no_line_start=breaks.get("no_line_start", ""),
        no_line_end=breaks.get("no_line_end", ""),
        no_break_after=breaks.get("no_break_after", ""),
        letter_spacing=script.get("letter_spacing") == "allowed",
        shaping_language=row.get("shaping_language", language),
        digits=digits,
        numerals=row["digits"]["cldr_default"] if digits == "as_typed" else digits,
        review=row.get("review", rules["review"]),
        one_letter_words=row.get("one_letter_words", ""),
        formats=row.get("formats", ""),
        bullet={**rules["list"], **row.get("list", {})}["bullet"],
        list_suffix={**rules["list"], **row.get("list", {})}["suffix"],
        spoken=tuple((str(sign), str(word)) for sign, word in row.get("spoken", {}).items()),
    )


def _sound(locale: Locale) -> Locale:
    """The locale, if no value of it would be read wrongly in silence; else ValueError.  `check` looks closer."""
    texts = (locale.autonym, locale.script, *locale.fonts, *locale.quotes.primary, locale.numerals, locale.break_locale)
    if not all(isinstance(text, str) and text for text in texts):
        raise ValueError("a text is empty or not a text")
    if locale.direction not in ("ltr", "rtl") or locale.break_engine not in ENGINES:
        raise ValueError(f"direction '{locale.direction}', engine '{locale.break_engine}'")
    if not (0.5 <= locale.size_factor <= 2 and 1 <= locale.line_height_min <= locale.line_height <= 4):
        raise ValueError("size_factor or line_height out of range")
    return locale


def _quotes(row: Mapping[str, Any]) -> Quotes:
    (open_, close), (inner_open, inner_close) = row["primary"], row["secondary"]
    return Quotes((open_, close), (inner_open, inner_close), row.get("inner_space", ""))


def _hyphenation(row: Mapping[str, Any], rules: Mapping[str, Any]) -> Hyphenation:
    under = float(row.get("columns_under_mm", 0))
    least = rules["hyphen_min"]
    return Hyphenation(row["pyphen"], under, least["word"], least["before"], least["after"]) if under else Hyphenation()


def _spacing(row: Mapping[str, Any], script: Mapping[str, Any], rules: Mapping[str, Any]) -> Spacing:
    return Spacing(
        before=tuple(row.get("space_before", {}).items()),
        percent_always=row.get("percent_space") == "always",
        dash=row.get("dash", ""),
        straight=tuple(script["straight"]),
        units=tuple(rules["units"]),
    )
