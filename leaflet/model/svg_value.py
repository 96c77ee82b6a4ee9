"""The small values of SVG: numbers, lengths, colours.  Attribute text goes in; a value, or None, comes out.

All patterns are possessive (Python 3.11): text a stranger wrote must not make them walk back.
"""

from __future__ import annotations

import math
import re

LIMIT = 1e6  # no coordinate, length or factor of an honest drawing is larger
NUMBER = r"[-+]?+(?:\d++\.?+\d*+|\.\d++)(?:[eE][-+]?+\d++)?+"
TOKEN = re.compile(rf"\s*+,?+\s*+({NUMBER}|\S)", re.ASCII)
LENGTH = re.compile(rf"({NUMBER})([a-z%]*+)", re.ASCII | re.IGNORECASE)
FUNCTION = re.compile(r"rgba?\(([^()]*+)\)", re.ASCII | re.IGNORECASE)
SEPARATORS = " \t\r\n\f,"
PIXELS = {"": 1.0, "px": 1.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6, "pt": 4 / 3, "pc": 16.0}

# CSS Color 4, 6.1: the sixteen of HTML 4, and those that drawings by hand use
NAMES = {
    "black": "#000000",
    "silver": "#C0C0C0",
    "gray": "#808080",
    "white": "#FFFFFF",
    "maroon": "#800000",
    "red": "#FF0000",
    "purple": "#800080",
    "fuchsia": "#FF00FF",
    "green": "#008000",
    "lime": "#00FF00",
    "olive": "#808000",
    "yellow": "#FFFF00",
    "navy": "#000080",
    "blue": "#0000FF",
    "teal": "#008080",
    "aqua": "#00FFFF",
    "grey": "#808080",
    "cyan": "#00FFFF",
    "magenta": "#FF00FF",
    "orange": "#FFA500",
    "brown": "#A52A2A",
    "pink": "#FFC0CB",
    "gold": "#FFD700",
    "beige": "#F5F5DC",
    "ivory": "#FFFFF0",
    "tan": "#D2B48C",
    "coral": "#FF7F50",
    "salmon": "#FA8072",
    "tomato": "#FF6347",
    "crimson": "#DC143C",
    "indigo": "#4B0082",
    "violet": "#EE82EE",
    "turquoise": "#40E0D0",
    "steelblue": "#4682B4",
    "slategray": "#708090",
    "slategrey": "#708090",
    "lightgray": "#D3D3D3",
    "lightgrey": "#D3D3D3",
    "darkgray": "#A9A9A9",
    "darkgrey": "#A9A9A9",
    "dimgray": "#696969",
    "dimgrey": "#696969",
    "gainsboro": "#DCDCDC",
    "whitesmoke": "#F5F5F5",
    "lightblue": "#ADD8E6",
    "skyblue": "#87CEEB",
    "royalblue": "#4169E1",
    "darkblue": "#00008B",
    "lightgreen": "#90EE90",
    "forestgreen": "#228B22",
    "seagreen": "#2E8B57",
    "darkgreen": "#006400",
    "darkred": "#8B0000",
    "darkorange": "#FF8C00",
}


def shown(value: str, most: int = 40) -> str:
    """A stranger's text made fit for a message: short, and nothing in it that a terminal would obey."""
    clean = "".join(character if character.isprintable() else "?" for character in value[:most])
    return clean if len(value) <= most else clean + "…"


def numbers(text: str) -> list[float] | None:
    """A list of numbers by SVG's compact grammar (`1.5.5-3` is three); None if anything else is in it."""
    if not text.isascii():  # float() would take the digits of every script
        return None
    try:
        # without the trailing separators the pattern matches everywhere, so the scan is linear
        found = [float(token) for token in TOKEN.findall(text.rstrip(SEPARATORS))]
    except ValueError:
        return None
    return found if all(-LIMIT < value < LIMIT for value in found) else None


def number(text: str) -> float | None:
    """One number, finite and within LIMIT."""
    found = numbers(text)
    return found[0] if found and len(found) == 1 else None


def length(text: str, whole: float | None = None) -> float | None:
    """A length in user units (CSS pixels); per cent of `whole` where there is one, else per cent is refused."""
    match = LENGTH.fullmatch(text.strip(SEPARATORS))
    if not match:
        return None
    unit = match[2].lower()
    if unit == "%" and whole is not None:
        value = float(match[1]) * whole / 100
    else:
        value = float(match[1]) * PIXELS.get(unit, math.inf)
    return value if -LIMIT < value < LIMIT else None


def fraction(text: str) -> float | None:
    """An opacity: a number or per cent, held between 0 and 1 (CSS Color 4, 3.1)."""
    value = length(text, 1.0) if text.endswith("%") else number(text)
    return None if value is None else min(1.0, max(0.0, value))


def colour(text: str) -> tuple[str, float] | None:
    """A colour as `#RRGGBB` and its opacity: hexadecimal, rgb(), rgba(), or one of NAMES."""
    word = text.strip().lower()
    if word == "transparent":
        return "#000000", 0.0
    if word in NAMES:
        return NAMES[word], 1.0
    return _hexadecimal(word[1:]) if word.startswith("#") else _function(word)


def _hexadecimal(digits: str) -> tuple[str, float] | None:
    if len(digits) not in (3, 4, 6, 8) or not all(digit in "0123456789abcdef" for digit in digits):
        return None
    if len(digits) < 6:
        digits = "".join(digit * 2 for digit in digits)
    return f"#{digits[:6].upper()}", int(digits[6:] or "ff", 16) / 255


def _function(word: str) -> tuple[str, float] | None:
    match = FUNCTION.fullmatch(word)
    parts = match[1].replace(",", " ").replace("/", " ").split() if match else []
    if len(parts) not in (3, 4):
        return None
    channels = [_channel(part) for part in parts[:3]]
    alpha = fraction(parts[3]) if len(parts) == 4 else 1.0
    if alpha is None or None in channels:
        return None
    return "#" + "".join(f"{channel:02X}" for channel in channels), alpha


def _channel(text: str) -> int | None:
    value = length(text, 255.0) if text.endswith("%") else number(text)
    return None if value is None else int(min(255.0, max(0.0, value)) + 0.5)
