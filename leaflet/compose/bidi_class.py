"""Bidi classes: text goes in, the Bidi_Class of every character comes out, and which characters are paired brackets.

Classes of assigned characters are those of Python's own `unicodedata`.  The tables below are from Unicode 15.0.0
(© 2022 Unicode, Inc., Unicode License V3, https://www.unicode.org/license.txt): small, closed, and next to the rules
that read them.
"""

from __future__ import annotations

import re
from unicodedata import bidirectional

EMBEDDINGS = {"RLE": (True, ""), "LRE": (False, ""), "RLO": (True, "R"), "LRO": (False, "L")}
"""Class of an embedding or override to whether it goes right to left, and the class it forces (X2 to X5)."""
INITIATORS = frozenset(("LRI", "RLI", "FSI"))
ISOLATE_MARKS = INITIATORS | {"PDI"}
REMOVED = frozenset(("PDF", "BN")) | EMBEDDINGS.keys()  # X9
EXPLICIT = (ISOLATE_MARKS | REMOVED) - {"BN"}

# extracted/DerivedBidiClass.txt, @missing: what an unassigned character in a block of right-to-left writing will be.
UNASSIGNED = (
    (0x0590, 0x05FF, "R"),
    (0x0600, 0x07BF, "AL"),
    (0x07C0, 0x085F, "R"),
    (0x0860, 0x08FF, "AL"),
    (0x2065, 0x2065, "BN"),
    (0x20A0, 0x20CF, "ET"),
    (0xFB1D, 0xFB4F, "R"),
    (0xFB50, 0xFDCF, "AL"),
    (0xFDD0, 0xFDEF, "BN"),
    (0xFDF0, 0xFDFF, "AL"),
    (0xFE70, 0xFEFF, "AL"),
    (0xFFF0, 0xFFF8, "BN"),
    (0x10800, 0x10CFF, "R"),
    (0x10D00, 0x10D3F, "AL"),
    (0x10D40, 0x10EBF, "R"),
    (0x10EC0, 0x10EFF, "AL"),
    (0x10F00, 0x10F2F, "R"),
    (0x10F30, 0x10F6F, "AL"),
    (0x10F70, 0x10FFF, "R"),
    (0x1E800, 0x1EC6F, "R"),
    (0x1EC70, 0x1ECBF, "AL"),
    (0x1ECC0, 0x1ECFF, "R"),
    (0x1ED00, 0x1ED4F, "AL"),
    (0x1ED50, 0x1EDFF, "R"),
    (0x1EE00, 0x1EEFF, "AL"),
    (0x1EF00, 0x1EFFF, "R"),
    (0xE0000, 0xE0FFF, "BN"),
)

# Every character of class R, AL or AN, assigned or not, and every mark that opens an embedding, override or isolate
# lies in these ranges.  They are wider than need be: a false alarm costs time, never a wrong level.
TURNING = re.compile(
    "[\u0590-\u08ff\u200f\u202a\u202b\u202d\u202e\u2066-\u2068\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

# BidiBrackets.txt: opening and closing by turns.
BRACKET_PAIRS = """
    0028 0029 005B 005D 007B 007D 0F3A 0F3B 0F3C 0F3D 169B 169C 2045 2046 207D 207E 208D 208E 2308 2309 230A 230B
    2329 232A 2768 2769 276A 276B 276C 276D 276E 276F 2770 2771 2772 2773 2774 2775 27C5 27C6 27E6 27E7 27E8 27E9
    27EA 27EB 27EC 27ED 27EE 27EF 2983 2984 2985 2986 2987 2988 2989 298A 298B 298C 298D 2990 298F 298E 2991 2992
    2993 2994 2995 2996 2997 2998 29D8 29D9 29DA 29DB 29FC 29FD 2E22 2E23 2E24 2E25 2E26 2E27 2E28 2E29 2E55 2E56
    2E57 2E58 2E59 2E5A 2E5B 2E5C 3008 3009 300A 300B 300C 300D 300E 300F 3010 3011 3014 3015 3016 3017 3018 3019
    301A 301B FE59 FE5A FE5B FE5C FE5D FE5E FF08 FF09 FF3B FF3D FF5B FF5D FF5F FF60 FF62 FF63
"""
_BRACKETS = [chr(int(code, 16)) for code in BRACKET_PAIRS.split()]

# BD16: U+2329 and U+232A pair with their canonical equivalents U+3008 and U+3009.
CLOSING = {closing: "\u3009" if closing == "\u232a" else closing for closing in _BRACKETS[1::2]}
"""Closing bracket to the one that stands for it in a comparison."""
CLOSED_BY = {opening: CLOSING[closing] for opening, closing in zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True)}
"""Opening bracket to the closing bracket that ends it, in the same form."""
BRACKETS = CLOSING.keys() | CLOSED_BY.keys()


def may_turn(text: str) -> bool:
    """Could a character of the text have a level above 0 in a left-to-right paragraph?  Never a wrong no."""
    return not text.isascii() and TURNING.search(text) is not None


def bidi_classes(text: str) -> list[str]:
    """The Bidi_Class of every code point by its short name: L, R, AL, EN, …, as in UAX #9, table 4."""
    return [bidirectional(char) or unassigned_class(ord(char)) for char in text]


def unassigned_class(code: int) -> str:
    """The class of a code point that this Python's Unicode version has not assigned (DerivedBidiClass.txt)."""
    if code & 0xFFFE == 0xFFFE:  # the noncharacters at the end of every plane
        return "BN"
    return next((kind for first, last, kind in UNASSIGNED if first <= code <= last), "L")
