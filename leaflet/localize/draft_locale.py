"""Rows to begin with for what `assets/locales.yaml` does not have.  A language or a script goes in, YAML comes out.

What CLDR knows (through Babel) is filled in; the rest of a row is for a reader of the language to judge.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

# Scripts of living languages that are written from right to left (UAX #9); CLDR knows it for languages only.
RIGHT_TO_LEFT = frozenset(
    ("Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi")
)


def draft_row(language: str) -> str:
    """The row as it may be pasted under `languages:`; empty for a code that CLDR does not know."""
    import babel  # 30 ms, and only the way out of a dead end needs it
    from babel.core import get_global

    try:
        locale = babel.Locale.parse(language, sep="-")
    except (babel.UnknownLocaleError, ValueError):
        return ""
    likely = str(get_global("likely_subtags").get(locale.language, ""))
    script = locale.script or next((part for part in likely.split("_")[1:] if len(part) == 4), "Latn")
    english = locale.get_display_name("en") or language
    decimal, group, percent = _number(locale)
    rows = [
        f"  {language}:",
        f"    autonym: {_quoted(locale.get_display_name() or english)}",
        f"    name: {{en: {_quoted(english)}}}",
        f"    script: {script}",
        "    quotes: {primary: [“, ”], secondary: [‘, ’]}",
        f"    number: {{decimal: {_mark(decimal)}, group: {_mark(group)}, percent: {_mark(percent)}}}",
        f"    digits: {{cldr_default: {locale.default_numbering_system}, leaflet_default: as_typed}}",
        "    review: native_check",
    ]
    return "\n".join(rows)


def _number(locale: Locale) -> tuple[str, str, str]:
    """Decimal mark, mark between groups, and a percentage with `{n}`."""
    symbols = locale.number_symbols
    own = symbols.get(locale.default_numbering_system) or symbols.get("latn") or {}
    pattern = str(locale.percent_formats[None].pattern)
    before, after = pattern.partition("#")[0], pattern.rpartition("0")[2]
    return own.get("decimal", "."), own.get("group", ","), f"{before}{{n}}{after}"


def _quoted(text: str) -> str:
    """A name as YAML: in quotes where it could be read as something else."""
    return text if all(char.isalnum() or char in " -()" for char in text) and text[0].isalpha() else _mark(text)


def _mark(text: str) -> str:
    """Text in quotes, with what is invisible as an escape (JSON is YAML, too)."""
    return json.dumps(text, ensure_ascii=not text.isprintable() or "\u00a0" in text or "\u202f" in text)


def draft_script(script: str) -> str:
    """The row as it may be pasted under `scripts:`, with the name its Noto font probably has; empty for a code that
    CLDR does not know.  Its heights are generous, and to be measured."""
    import babel

    name = babel.Locale("en").scripts.get(script)
    if not name:
        return ""
    rows = [
        f"  {script}:",
        f"    direction: {'rtl' if script in RIGHT_TO_LEFT else 'ltr'}",
        f"    font: Noto Sans {''.join(char for char in name if char.isalnum() or char == ' ')}",
        "    size_factor: 1.0",
        "    line_height: {default: 1.6, min: 1.4}",
        "    ink_need_em: {median: 1.1, p95: 1.4, max: 1.5}",
        "    emphasis: [bold]",
        "    italic: false",
        "    line_break: {engine: icu}",
        '    hyphenation: "off"',
        "    straight: []",
    ]
    return "\n".join(rows)
