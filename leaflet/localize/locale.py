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
    `line_height` the result; `break_locale` is the name ICU or budoux knows; `review` is `native_check` while nobody
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
    quotes: Quotes
    number: NumberForm
    hyphenation: Hyphenation
    spacing: Spacing
    emphasis: tuple[str, ...]
    break_engine: str = "icu"
    break_locale: str = ""
    no_line_start: str = ""
    no_line_end: str = ""
    no_break_after: str = ""
    letter_spacing: bool = False
    shaping_language: str = ""
    digits: str = "latn"
    review: str = ""
    formats: str = ""  # CLDR locale of dates, where it is not the language itself (en: en_GB)

    def name_in(self, language: str) -> str:
        """The language's name in another language; in English where that is not known."""
        names = dict(self.names)
        return names.get(language) or names.get("en") or self.autonym


def read_locale(language: str, assets: Path) -> tuple[Locale | None, tuple[Problem, ...]]:
    """The facts about a language (BCP 47) from `assets/locales.yaml`; unknown or broken rows are problems."""
    where = Where(f"assets/{LOCALES}", language=language)
    text, problems = _text(assets / LOCALES, where)
    if problems:
        return None, problems
    row, problems = _row(text, _nearest(text, language, "languages"), "languages", where)
    if row is None:
        return None, problems
    script, problems = _row(text, str(row.get("script")), "scripts", where)
    rules, more = _row(text, "rules", "defaults", where)
    if script is None or rules is None:
        return None, problems + more
    try:
        return _locale(language, row, script, rules), ()
    except (KeyError, TypeError, ValueError, AttributeError) as trouble:
        hint = "compare the row with those of other languages"
        return None, (error("locale/broken-row", f"row '{language}' is not complete: {trouble!r}", where, hint),)


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
    lines = re.search(rf"^  {re.escape(name)}:\n((?:    .*\n|[ ]*\n)+)", _section(text, section), re.MULTILINE)
    if lines is None:
        known = ", ".join(_names(text, section))
        text = f"no row '{clip(name)}' under '{section}' of assets/{LOCALES if section != 'labels' else LABELS}"
        hint = f"known: {known}; to have another, add '  {clip(name)}:' under '{section}:' after their example"
        hint = f"write {name.replace('_', '-')} for {name}; {hint}" if "_" in name else hint
        draft = _draft(name) if section == "languages" else ""
        hint += f"; to begin with, from CLDR:\n{draft}" if draft else ""
        return None, (error("locale/unknown", text, where, hint),)
    line = text.count("\n", 0, text.index(lines[0])) + 1
    return _parse(lines[1], name, replace(where, line=line))


def _draft(language: str) -> str:
    from leaflet.localize.draft_locale import draft_row

    return draft_row(language)


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
    return tuple(re.findall(r"^  ([\w-]+):$", _section(text, section), re.MULTILINE))


def _locale(language: str, row: Mapping[str, Any], script: Mapping[str, Any], rules: Mapping[str, Any]) -> Locale:
    height = {**script["line_height"], **row.get("line_height", {})}
    breaks = script["line_break"]
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
        quotes=_quotes(row["quotes"]),
        number=NumberForm(**row["number"]),
        hyphenation=_hyphenation(row.get("hyphenation", {}), rules),
        spacing=_spacing(row, script, rules),
        emphasis=tuple(script["emphasis"]),
        break_engine=breaks["engine"],
        break_locale=breaks.get("locale", language),
        no_line_start=breaks.get("no_line_start", ""),
        no_line_end=breaks.get("no_line_end", ""),
        no_break_after=breaks.get("no_break_after", ""),
        letter_spacing=script.get("letter_spacing") == "allowed",
        shaping_language=row.get("shaping_language", language),
        digits=row["digits"]["leaflet_default"],
        review=row.get("review", ""),
        formats=row.get("formats", ""),
    )


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
