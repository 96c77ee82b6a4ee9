"""The looks of a page: inks, scripts and fonts go in, one style sheet comes out.

Rules are in `assets/web/page.css`, and what they take from the palette and the reader's fonts in `web.yaml`.
"""

from __future__ import annotations

import base64
import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from leaflet.compose.fonts import Faces
from leaflet.compose.web_font import web_font
from leaflet.localize.locale import Locale
from leaflet.localize.numerals import numeral
from leaflet.paint.colour import Palette
from leaflet.places import ASSETS

FOLDER = ASSETS / "web"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
MORE_AIR = 0.17  # lines on a screen stand further apart than on paper, as they are longer
TIGHT_TITLE = 0.88  # of the script's least leading
BOTH = (False, True)  # regular and bold


def style_sheet(locale: Locale, palette: Palette, fonts: str) -> str:
    """The sheet of a page in a locale; `fonts` as `font_faces` writes them."""
    mixed = {name: _rules(colours(palette, name)) for name in ("light", "dark")}
    parts = [
        fonts,
        f":root{{{mixed['light']}{_type(locale)}}}",
        f"@media screen and (prefers-color-scheme:dark){{:root{{{mixed['dark']}}}}}",
        _lists(locale),
        "" if "italic" in locale.emphasis else "em{font-style:normal;font-weight:700}",
        _page_rules(),
    ]
    return "\n".join(part for part in parts if part) + "\n"


@functools.cache
def _facts() -> Mapping[str, Any]:
    loaded = yaml.load(_text(FOLDER / "web.yaml"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return dict(loaded)


@functools.cache
def _page_rules() -> str:
    lines = (line.strip() for line in COMMENT.sub("", _text(FOLDER / "page.css")).splitlines())
    return "\n".join(line for line in lines if line)


def _text(path: Path) -> str:
    return path.read_text("utf-8")


def colours(palette: Palette, screen: str) -> dict[str, str]:
    """The colours of a `light` or a `dark` screen by the names that the rules have for them, as #RRGGBB."""
    rows = _facts()["colours"][screen]
    return {name: _mixed([(palette.screen(ink), part) for ink, part in row.items()]) for name, row in rows.items()}


def _mixed(parts: Sequence[tuple[str, float]]) -> str:
    whole = sum(part for _, part in parts)
    channels = (sum(int(ink[at : at + 2], 16) * part for ink, part in parts) / whole for at in (1, 3, 5))
    return "#" + "".join(f"{round(channel):02X}" for channel in channels)


def _rules(found: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in found.items())


def _type(locale: Locale) -> str:
    """Size and leading of the script, and the fonts to ask for."""
    title = max(1.12, TIGHT_TITLE * locale.line_height_min)
    return (
        f"--scale:{locale.size_factor:g};--leading:{locale.line_height + MORE_AIR:g};"
        f"--title-leading:{round(title, 2):g};--fonts:{families(locale)};"
    )


def families(locale: Locale) -> str:
    """The fonts of a language, best first, as `font-family` wants them; the embedded one before all."""
    facts = _facts()["fonts"]
    named = [_embedded(locale.script)] if is_embedded(locale) else []
    named = named + facts["scripts"].get(locale.script, {}).get("families", []) + facts["default"]
    return ",".join([*(_quoted(name) for name in dict.fromkeys(named)), "sans-serif"])


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name


def _embedded(script: str) -> str:
    return f"Leaflet-{script}"


def is_embedded(locale: Locale) -> bool:
    """Do the letters of this language come with the page?"""
    facts = _facts()["fonts"]
    return bool(facts["scripts"].get(locale.script, {}).get("embed")) or locale.language in facts["languages"]


def font_faces(faces: Faces, texts: Iterable[tuple[Locale, str]]) -> str:
    """The `@font-face` rules for what is said in each locale.  Languages of one script share a font."""
    said: dict[str, set[str]] = {}
    made_by: dict[str, str] = {}
    for locale, text in texts:
        if is_embedded(locale):
            made_by.setdefault(locale.script, locale.fonts[0])
            said.setdefault(locale.script, set()).update(text)
    rules = [_font_face(faces, made_by[script], script, strong, said[script]) for script in said for strong in BOTH]
    return "\n".join(rule for rule in rules if rule)


def _font_face(faces: Faces, family: str, script: str, strong: bool, characters: Iterable[str]) -> str:
    data = web_font(faces.face(family, strong), sorted(characters))
    if not data:
        return ""
    source = f"url(data:font/woff;base64,{base64.b64encode(data).decode('ascii')})"
    weight = 700 if strong else 400
    return f'@font-face{{font-family:"{_embedded(script)}";font-weight:{weight};src:{source} format("woff")}}'


def _lists(locale: Locale) -> str:
    """Bullets and numbers as the language prints them."""
    symbols = " ".join(f'"{numeral(digit, locale)}"' for digit in range(10))
    number = f'@counter-style leaflet{{system:numeric;symbols:{symbols};suffix:"{_css(locale.list_suffix)} "}}'
    return f'{number}\nul{{list-style-type:"{_css(locale.bullet)}  "}}\nol{{list-style-type:leaflet}}'


def _css(text: str) -> str:
    """A text inside a CSS string inside an element (CSS Syntax 3, 4.3.7)."""
    return "".join(char if char.isalnum() or char in ".•) " else f"\\{ord(char):x} " for char in text)
