"""Numbers that the program itself prints: pages and list items, in the digits of the language."""

from __future__ import annotations

from leaflet.localize.locale import Locale

# Zero in the CLDR numbering systems of living scripts, other than 0-9; the other nine follow it.
ZERO = {
    "adlm": "\U0001e950",
    "arab": "\u0660",
    "arabext": "\u06f0",
    "beng": "\u09e6",
    "cakm": "\U00011136",
    "deva": "\u0966",
    "gujr": "\u0ae6",
    "guru": "\u0a66",
    "khmr": "\u17e0",
    "knda": "\u0ce6",
    "laoo": "\u0ed0",
    "lepc": "\u1c40",
    "limb": "\u1946",
    "mlym": "\u0d66",
    "mong": "\u1810",
    "mymr": "\u1040",
    "mymrshan": "\u1090",
    "nkoo": "\u07c0",
    "olck": "\u1c50",
    "orya": "\u0b66",
    "sinh": "\u0de6",
    "sund": "\u1bb0",
    "talu": "\u19d0",
    "tamldec": "\u0be6",
    "telu": "\u0c66",
    "thai": "\u0e50",
    "tibt": "\u0f20",
    "vaii": "\ua620",
}


def numeral(number: int, locale: Locale) -> str:
    """`12` as the language writes it."""
    zero = ord(ZERO.get(locale.numerals, "0"))
    return "".join(chr(zero + int(digit)) for digit in str(number))


def list_mark(number: int, locale: Locale) -> str:
    """What stands before a list item: `2.`, or the bullet where the number is 0."""
    return f"{numeral(number, locale)}{locale.list_suffix}" if number else locale.bullet
