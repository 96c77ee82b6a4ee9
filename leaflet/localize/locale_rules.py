"""Is `assets/locales.yaml` right as a whole?  The assets, and what its rows may name, go in; problems come out.

Its schema says what a row may hold; here is what no schema can say: the fonts are there, scripts have rows, heights are
in order.  `check` asks for all of it; a build reads its own rows alone and asks only after one that it cannot use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from leaflet.localize.draft_locale import draft_script
from leaflet.localize.locale import LOCALES, known_rows
from leaflet.model.schema import check, load_schema
from leaflet.model.yaml_nodes import Map, Node, at, read_nodes
from leaflet.problems import Problem, Where, error

FILE = f"assets/{LOCALES}"
BROKEN = "locale/broken-row"
SECTIONS = ("scripts", "languages")
TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")  # BCP 47: language, script, region
SCRIPT = re.compile(r"[A-Z][a-z]{3}")  # ISO 15924
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stock:
    """What the rows may name: the styles of each family that is bundled, and the dictionaries of hyphens."""

    families: Mapping[str, frozenset[str]]
    dictionaries: frozenset[str]


def check_locales(assets: Path, stock: Stock | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong with `assets/locales.yaml`; `where.block` is the row, such as `languages/nl`.  Without a
    stock nothing is said of fonts and dictionaries."""
    node, problems = read_nodes(assets / LOCALES, FILE)
    if not isinstance(node, Map):
        return problems or (error(BROKEN, "has no rows", Where(FILE), "the file comes with the product: restore it"),)
    schema = load_schema(assets, "locales")
    loose = {name: {"type": "object"} for name in SECTIONS}
    whole, slips = check(node, {**schema, "properties": {**schema["properties"], **loose}}, Where(FILE))
    problems += tuple(replace(slip, code=BROKEN) for slip in slips)
    rows: dict[str, dict[str, Row]] = {section: {} for section in SECTIONS}
    for section in SECTIONS:
        for name, line, row in _rows(node, section):
            where = Where(FILE, line, f"{section}/{name}", name if section == "languages" else "")
            value, slips = check(row, {**schema["$defs"][section[:-1]], "$defs": schema["$defs"]}, where)
            problems += tuple(replace(slip, code=BROKEN) for slip in slips)
            if not slips:
                rows[section][name] = value
    if problems:  # the rules below take values for granted
        return problems
    desk = _Desk(node, rows["scripts"], rows["languages"], stock)
    return (
        *_layout(node, assets),
        *desk.fallbacks(whole["defaults"]["rules"]),
        *desk.all_scripts(),
        *desk.all_languages(),
    )


def check_rows(assets: Path, language: str, script: str) -> tuple[Problem, ...]:
    """What `check_locales` says of the rows that one language is set by; nothing where the schema is not there."""
    if not (assets / "schema" / "locales.schema.json").is_file():
        return ()
    rows = (f"languages/{language}", f"scripts/{script}", "")
    return tuple(slip.at(language=language) for slip in check_locales(assets) if slip.where.block in rows)


def _rows(node: Map, section: str) -> Iterator[tuple[str, int, Node]]:
    rows = node.get(section)
    yield from rows.entries if isinstance(rows, Map) else ()


def _layout(node: Map, assets: Path) -> Iterator[Problem]:
    """The quick reader of a build cuts rows out by their indents: it must see each as it is."""
    for section in SECTIONS:
        seen = known_rows(assets, section)
        for name, line, row in _rows(node, section):
            where = Where(FILE, line, f"{section}/{name}")
            form = SCRIPT if section == "scripts" else TAG
            if not form.fullmatch(name):
                hint = "write a code such as Latn" if section == "scripts" else "write a code such as nl or zh-Hant"
                yield error("locale/name", f"'{name}' is no name for a row of {section}", where, hint)
            elif isinstance(row, Map) and seen.get(name) != [key for key, _, _ in row.entries]:
                hint = f"put '{name}:' after two spaces, and every line of its row after four or more, comments too"
                yield error("locale/layout", "a build would not see the whole row", where, hint)


@dataclass(frozen=True, slots=True)
class _Desk:
    """The rows beside each other and beside the fonts."""

    node: Map
    scripts: Mapping[str, Row]
    languages: Mapping[str, Row]
    stock: Stock | None

    def fallbacks(self, rules: Row) -> Iterator[Problem]:
        for family in rules["fallback_fonts"]:
            yield from self.bundled(family, "every language", self.where("defaults", "rules", "fallback_fonts"))

    def all_scripts(self) -> Iterator[Problem]:
        for name, row in self.scripts.items():
            for family in (row["font"], *row.get("font_alternative", ())):
                yield from self.bundled(family, f"script {name}", self.where("scripts", name, "font"))
            yield from self.emphasis(name, row)
            yield from self.heights(("scripts", name), row["line_height"], row["ink_need_em"])

    def all_languages(self) -> Iterator[Problem]:
        for name, row in self.languages.items():
            script = self.scripts.get(row["script"])
            if script is None:
                yield self.no_script(name, row["script"])
                continue
            height = {**script["line_height"], **row.get("line_height", {})}
            yield from self.heights(("languages", name), height, script["ink_need_em"])
            yield from self.hyphens(name, row, script)
            if row["number"]["decimal"] == row["number"]["group"]:
                where = self.where("languages", name, "number")
                yield error("locale/number", "decimal and group are the same mark", where, "compare with CLDR")

    def bundled(self, family: str, user: str, where: Where) -> Iterator[Problem]:
        if self.stock is not None and family not in self.stock.families:
            hint = f"add the files of {family} to assets/fonts and a row to its SOURCES.yaml, or name another family"
            yield error("font/no-family", f"{user} is to be set in {family}, and that is not bundled", where, hint)

    def emphasis(self, name: str, row: Row) -> Iterator[Problem]:
        """Strong is bold, and slanted only where there is an italic: nothing is imitated."""
        where = self.where("scripts", name, "emphasis")
        if row["emphasis"][0] != "bold":
            yield error("locale/emphasis", "strong text is bold in every script", where, "write bold first")
        if row["italic"] != ("italic" in row["emphasis"]):
            text = f"italic is {str(row['italic']).lower()}, and emphasis says otherwise"
            yield error("locale/emphasis", text, where, "put italic into emphasis where the script has one, only there")
        there = self.stock.families.get(row["font"]) if self.stock else None
        wanted = ("regular", "bold", "italic", "bold_italic")[: 4 if row["italic"] else 2]
        lacking = [style for style in wanted if there is not None and style not in there]
        if lacking:
            text = f"{row['font']} has no {' and no '.join(lacking)}"
            yield error("locale/emphasis", text, where, "add the files, or say italic: false")

    def heights(self, path: tuple[str, str], height: Row, ink: Row) -> Iterator[Problem]:
        where = self.where(*path, "line_height")
        if height["min"] > height["default"]:
            yield error("locale/height", "line_height: min is more than default", where, "exchange them")
        if not ink["median"] <= ink["p95"] <= ink["max"]:
            yield error("locale/height", "ink_need_em: median, p95 and max are not in order", where, "measure it anew")
        if height["default"] < ink["p95"] or height["min"] < ink["median"]:
            text = "lines would touch: line_height default is under ink_need_em p95, or min under median"
            yield error("locale/height", text, where, "give the lines more room")

    def hyphens(self, name: str, row: Row, script: Row) -> Iterator[Problem]:
        rules = row.get("hyphenation")
        if not rules:
            return
        where = self.where("languages", name, "hyphenation")
        if self.stock is not None and rules.get("pyphen") not in self.stock.dictionaries:
            text = f"there is no dictionary '{rules.get('pyphen', '')}'"
            yield error("locale/hyphenation", text, where, "name one of pyphen's, or take the line out")
        if script["hyphenation"] != "per_language" and rules.get("columns_under_mm"):
            text = f"words are hyphenated, and hyphenation of {row['script']} is '{script['hyphenation']}'"
            yield error("locale/hyphenation", text, where, "write columns_under_mm: 0")

    def no_script(self, name: str, script: str) -> Problem:
        hint = f"add '  {script}:' under 'scripts:' after the example of the others"
        draft = draft_script(script)
        hint += f"; to begin with:\n{draft}" if draft else ""
        return error(
            "locale/unknown", f"no row '{script}' under 'scripts'", self.where("languages", name, "script"), hint
        )

    def where(self, section: str, name: str, key: str) -> Where:
        """The line of a key of a row, or of the row where it has no such key."""
        rows = at(self.node, section)
        row = at(rows, name)
        lines = [line for entry, line, _ in rows.entries if entry == name] if isinstance(rows, Map) else []
        lines += [line for entry, line, _ in row.entries if entry == key] if isinstance(row, Map) else []
        return Where(FILE, lines[-1] if lines else 0, f"{section}/{name}", name if section == "languages" else "")
