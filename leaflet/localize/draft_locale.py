"""A row to begin with for a language that `assets/locales.yaml` does not have.  A code goes in, YAML comes out.

What CLDR knows (through Babel) is filled in; the rest of a row is for a reader of the language to judge.
"""

from __future__ import annotations


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
    rows = [
        f"  {language}:",
        f"    autonym: {locale.get_display_name() or english}",
        f"    name: {{en: {english}}}",
        f"    script: {script}",
        "    quotes: {primary: [“, ”], secondary: [‘, ’]}",
        '    number: {decimal: ",", group: ".", percent: "{n} %"}',
        "    digits: {cldr_default: latn, leaflet_default: as_typed}",
        "    review: native_check",
    ]
    return "\n".join(rows)
