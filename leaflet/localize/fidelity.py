"""Does a translation keep what must not be translated?  Two texts as inline nodes in, problems out.

Fields, links, emphasis, telephone numbers and numbers are compared as sets with repetition; their order is the
translator's.  A build looks at every text with this, so it needs no data; what takes more is in `localize/checks/`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from leaflet.model.inline import Node
from leaflet.problems import Problem, Where, error, warning

ANY_NUMBER = re.compile(r"\d")
# Groups of three after a space (1 000), or digits joined by one separator each (1.000,50; 10:30 stays two numbers).
NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)(?:[.,٫]\d+)?|\d+(?:[.,'’٬٫]\d+)*")
SEPARATORS = re.compile(r"\D")
# A telephone number: seven digits or more from + or 0 on, in groups; a date is none (ITU-T E.123).
PHONE = re.compile(r"(?<![\w.,/-])(?:\+\s?|\(?(?=0))\d(?:[ \u00a0\u202f()/.‐‑–-]{0,3}\d){6,14}(?![\w/-])")
DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{2}-\d{2}")
DOSE = re.compile(r"\d\s?(?:mg|µg|μg|mcg|g|kg|ml|cl|dl|IE|IU|UI)\b")


def compare(
    source: tuple[Node, ...], target: tuple[Node, ...], known: Collection[str], safety: bool, where: Where
) -> Iterator[Problem]:
    """What the translation lost, added or changed.  `known` are the fields that have a value; in a safety block
    (`safety`), or beside a dose, a number that differs is an error."""
    yield from _fields(source, target, known, where)
    yield from _links(source, target, where)
    yield from _emphasis(source, target, where)
    said, told = ascii_digits(_plain(source)), ascii_digits(_plain(target))
    if ANY_NUMBER.search(said) or ANY_NUMBER.search(told):
        yield from _phones(said, told, where)
        yield from _numbers(PHONE.sub(_kept, said), PHONE.sub(_kept, told), safety, where)


def _fields(
    source: tuple[Node, ...], target: tuple[Node, ...], known: Collection[str], where: Where
) -> Iterator[Problem]:
    mine = Counter(_shown(node) for node in source if node.field)
    theirs = Counter(_shown(node) for node in target if node.field)
    if mine == theirs:
        return
    said, told = _plain(source), _plain(target)
    for field in (mine - theirs).elements():
        # Isolating a Latin word only helps right-to-left text; elsewhere the bare word is as good.
        if not (field.startswith("{ltr:") and field[5:-1] in told):
            hint = f"put {field} into the translation, exactly so"
            yield error("po/field-lost", f"{field} is not in the translation", where, hint)
    for field in (theirs - mine).elements():
        name, colon, literal = field[1:-1].partition(":")
        if colon and (name == "ltr" or literal in said):
            continue
        if not colon and name not in known:
            yield error("po/unknown-field", f"there is no field {field}", where, "use only the fields of the source")
        else:
            hint = f"take {field} out, or ask the editor to put it into the source"
            yield error("po/field-added", f"{field} is not in the source", where, hint)


def _shown(node: Node) -> str:
    return f"{{{node.field}:{node.text}}}" if node.text else f"{{{node.field}}}"


def _plain(nodes: tuple[Node, ...]) -> str:
    return "".join(node.text for node in nodes)


def _links(source: tuple[Node, ...], target: tuple[Node, ...], where: Where) -> Iterator[Problem]:
    mine, theirs = Counter(_runs(source, "href")), Counter(_runs(target, "href"))
    lost, added = sorted((mine - theirs).elements()), sorted((theirs - mine).elements())
    for before, after in zip(lost, added, strict=False):
        hint = "keep the address of the source; ask the editor if this language has a page of its own"
        yield error("po/link-changed", f"link {before} became {after}", where, hint)
    for link in lost[len(added) :]:
        yield error("po/link-lost", f"link {link} is not in the translation", where, f"write [words]({link})")
    for link in added[len(lost) :]:
        yield error("po/link-added", f"link {link} is not in the source", where, "take the link out")


def _runs(nodes: tuple[Node, ...], style: str) -> list[str]:
    """The values of a style, once for each unbroken run of it."""
    found: list[str] = []
    before = ""
    for node in nodes:
        value = getattr(node, style)
        if value and value != before:
            found.append(str(value))
        before = value
    return found


def _emphasis(source: tuple[Node, ...], target: tuple[Node, ...], where: Where) -> Iterator[Problem]:
    for style, name, mark in (("strong", "bold", "**"), ("slant", "slanted", "*")):
        mine, theirs = len(_runs(source, style)), len(_runs(target, style))
        if mine != theirs:
            text = f"{name} {_times(mine)} in the source, {_times(theirs)} in the translation"
            yield warning("po/emphasis", text, where, f"put {mark} around the same words as in the source")


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _phones(said: str, told: str, where: Where) -> Iterator[Problem]:
    mine, theirs = phones(said), phones(told)
    lost = mine - theirs
    every = "".join(filter(str.isdecimal, told))
    for phone in (phone for phone in lost.elements() if phone not in every):
        hint = "write every digit as in the source; better still, ask the editor for a field such as {clinic.phone}"
        yield error("po/phone", f"telephone number {phone} is not in the translation", where, hint)
    for phone in (theirs - mine).elements() if not lost else ():
        yield error("po/phone", f"telephone number {phone} is not in the source", where, "take it out")


def phones(text: str) -> Counter[str]:
    """The digits of the telephone numbers in a text of ASCII digits."""
    found = (match[0] for match in PHONE.finditer(text))
    return Counter("".join(filter(str.isdecimal, phone)) for phone in found if not DATE.fullmatch(phone))


def _kept(match: re.Match[str]) -> str:
    """Nothing for a telephone number: `_phones` has compared it.  A date stays."""
    return match[0] if DATE.fullmatch(match[0]) else " "


def _numbers(said: str, told: str, safety: bool, where: Where) -> Iterator[Problem]:
    mine, theirs = Counter(numbers(said)), Counter(numbers(told))
    if mine == theirs:
        return
    lost, added = ", ".join((mine - theirs).elements()), ", ".join((theirs - mine).elements())
    text = "numbers differ: " + "; ".join(
        filter(None, (lost and f"only in the source {lost}", added and f"only in the translation {added}"))
    )
    severe = safety or DOSE.search(said)
    yield (error if severe else warning)("po/number", text, where, "write the same numbers as the source, in figures")


def numbers(text: str) -> tuple[str, ...]:
    """The numbers in a text, in ASCII digits with `.` for the decimal mark and without grouping.

    A separator before exactly three digits groups; before two, after at most two, it may be a time (10.30, 10:30,
    10 h 30), which counts as two numbers.  Both sides are read alike, so a wrong guess is wrong on both.
    """
    if not ANY_NUMBER.search(text):
        return ()
    found: list[str] = []
    for match in NUMBER.finditer(text):
        found += _normal(match[0])
    return tuple(found)


def _normal(number: str) -> tuple[str, ...]:
    digits = ascii_digits(number)
    parts = SEPARATORS.split(digits)
    if len(parts) == 1:
        return (digits,)
    *groups, last = parts
    if len(last) == 3 and 0 < len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:]):
        return ("".join(parts),)
    if all(len(group) == 3 for group in groups[1:]) and len(groups) > 1:
        return ("".join(groups) + "." + last,)
    if len(groups) > 1:
        return tuple(parts)  # a date or a chapter: 1.11.2028
    return (groups[0], last) if len(groups[0]) <= 2 and len(last) == 2 else (f"{groups[0]}.{last}",)


def ascii_digits(text: str) -> str:
    """The text with the digits of any script as 0 to 9."""
    return text if text.isascii() else "".join(str(int(one)) if one.isdecimal() else one for one in text)
