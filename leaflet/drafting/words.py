"""The words of the folding dummy.  A language of the staff goes in; its phrases come out, to be filled in.

The phrases are data in `assets/folding.yaml`; a language that is not there gets the English ones, which is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from leaflet.localize.locale import Locale, read_locale
from leaflet.localize.numerals import numeral
from leaflet.model.yaml_nodes import Map, Scalar, at, read_nodes
from leaflet.problems import Problem, Where, error, warning

FILE = "folding.yaml"
ENGLISH = "en"
KEYS = frozenset((
    "title", "outside", "inside", "sheet", "cover", "back", "flap", "holds_cover", "holds_text", "holds_safety",
    "holds_closing", "mountain", "valley", "print", "lay", "over", "last", "behind", "turn", "check", "nest", "middle",
    "staple",
))  # fmt: skip
FIRST_STRONG, POP = "\u2068", "\u2069"  # a name of other letters keeps its own direction (UAX #9)


@dataclass(frozen=True, slots=True)
class Words:
    """The phrases of one language, and what typesetting has to know about it."""

    locale: Locale
    phrases: Mapping[str, str]

    def say(self, key: str, name: str = "", **numbers: int) -> str:
        """A phrase with its fields filled in: `name` for {design}, numbers in the digits of the language."""
        values = {field: numeral(value, self.locale) for field, value in {"one": 1, **numbers}.items()}
        percent = self.locale.number.percent.replace("{n}", numeral(100, self.locale))
        isolated = f"{FIRST_STRONG}{name}{POP}" if self.locale.direction == "rtl" else name
        said = self.phrases[key]
        for field, value in {**values, "percent": percent, "design": isolated}.items():
            said = said.replace(f"{{{field}}}", value)
        return said


def read_words(language: str, assets: Path) -> tuple[Words | None, tuple[Problem, ...]]:
    """The phrases of a language, or those of its base (`fr` for fr-BE), or the English ones with a warning."""
    shown = f"assets/{FILE}"
    node, problems = read_nodes(assets / FILE, shown)
    if node is None:
        return None, problems
    known = at(node, "folding")
    rows = {name: row for name, _, row in known.entries} if isinstance(known, Map) else {}
    found = next((name for name in (language, language.partition("-")[0]) if name in rows), "")
    if not found:
        text = f"the folding dummy has no words in '{language}': it is in English"
        hint = f"there are: {', '.join(rows)}; another is added to {shown}"
        problems += (warning("folding/language", text, Where(shown, language=language), hint),)
    locale, slips = read_locale(found or ENGLISH, assets)
    row = at(node, "folding", found or ENGLISH)
    entries = row.entries if isinstance(row, Map) else ()
    phrases = {key: value.text for key, _, value in entries if isinstance(value, Scalar)}
    missing = sorted(KEYS - phrases.keys())
    if missing:
        where = Where(shown, getattr(row, "line", 0), language=found or ENGLISH)
        problems += (error("folding/words", f"no words for {', '.join(missing)}", where, "compare it with English"),)
    if locale is None or missing:
        return None, problems + slips
    return Words(locale, phrases), problems
