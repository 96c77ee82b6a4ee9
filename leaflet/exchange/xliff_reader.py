"""XLIFF 2.0 and 2.1 back from a translator's tool: bytes go in, what came back of each leaflet comes out.

A tool may cut a unit into segments, put codes in another order, drop a code or invent one; what it says of a text is
put together again, and a unit that cannot be is refused alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from leaflet.exchange.parcel import MISSING, NEEDS_WORK, STATES, Return, Returned, owner_of
from leaflet.exchange.xliff import FUZZY, NAMESPACE, OWN, TO_XLIFF
from leaflet.exchange.xml_reader import Node, XmlRefused, read_xml
from leaflet.problems import Problem, Where, error

FROM_XLIFF = {name: state for state, name in TO_XLIFF.items() if state != NEEDS_WORK}
DEFAULTS = {"xlf:b": "**", "xlf:i": "*"}
CODES = ("ph", "pc", "sc", "ec")
Markup = Mapping[str, tuple[str, str]]  # the opening and closing markup of each code of a source, by its id


class _Slip(Exception):
    """Why one unit is refused.  Never leaves this module."""


def read_xliff(data: bytes, where: Where) -> tuple[tuple[Return, ...], tuple[Problem, ...]]:
    """Every <file> of a document; `exchange/xliff` where it is none."""
    hint = "export it again with 'translate export --as xliff', and let the tool save XLIFF 2"
    try:
        root = read_xml(data)
    except XmlRefused as slip:
        return (), (error("exchange/xliff", slip.text, replace(where, line=slip.line), hint),)
    if root.tag != "xliff" or root.namespace != NAMESPACE:
        found = f"XLIFF {root.get('version', '1.2')}" if root.tag == "xliff" else f"<{root.tag[:40]}>"
        return (), (error("exchange/xliff", f"is not XLIFF 2.0 or 2.1 but {found}", where, hint),)
    return tuple(_file(file, root.get("trgLang")) for file in root.elements("file")), ()


def _file(file: Node, language: str) -> Return:
    rows = tuple(_unit(unit) for unit in file.every("unit"))
    owners = [owner for row in rows if (owner := owner_of(row.key))]
    leaflet = owners[0][0] if owners else file.get("original") or file.get("id")
    return Return(leaflet, language, rows)


def _unit(unit: Node) -> Returned:
    context = unit.get("name") or unit.get("id").replace(":", "/")
    found = Returned(context, "", None, key=unit.get(f"{OWN} key"), line=unit.line)
    try:
        original = {one.get("id"): _with_controls(one) for one in unit.every("data")}
        parts = [one for one in unit.elements() if one.tag in ("segment", "ignorable")]
        sources = [child for part in parts for child in part.elements("source")]
        markup = {code: both for source in sources for code, both in _markup(source, original)}
        source = "".join(_inline(one, original, markup) for one in sources)
        target = "".join(_inline(one, original, markup) for one in _targets(parts))
    except _Slip as slip:
        hint = "put the codes of the source into the translation, and leave what is inside them"
        return replace(found, slip=("exchange/code", str(slip), hint))
    return replace(found, source=source, text=target, state=_state(parts, target))


def _targets(parts: list[Node]) -> list[Node]:
    """The targets in the order they are read in; what is between segments stands in for itself."""
    if not any(True for part in parts for _ in part.elements("target")):
        return []
    ordered = []
    for at, part in enumerate(parts, 1):
        target = next(part.elements("target"), None)
        if target is None and part.tag == "ignorable":
            target = next(part.elements("source"), None)
        if target is not None:
            place = target.get("order")
            ordered.append((int(place) if place.isdecimal() and len(place) < 6 else at, at, target))
    return [target for _, _, target in sorted(ordered, key=lambda one: one[:2])]


def _state(parts: list[Node], target: str) -> str:
    """The state of the segment that is furthest behind."""
    segments = [part for part in parts if part.tag == "segment"]
    said = [segment.get("state") for segment in segments if segment.get("state")]
    if not said:
        return ""
    if any(segment.get("subState") == FUZZY and segment.get("state") == "initial" for segment in segments):
        return NEEDS_WORK
    return min((FROM_XLIFF.get(state, MISSING) for state in said), key=STATES.index)


def _markup(node: Node, original: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, str]]]:
    for tag in CODES:
        for code in node.every(tag):
            yield code.get("id"), _marks(code, original)


def _marks(code: Node, original: Mapping[str, str]) -> tuple[str, str]:
    """The markup that a code stands for, opening and closing; empty where the file does not say."""
    default = DEFAULTS.get(code.get("subType"), "")
    if code.tag == "pc":
        return original.get(code.get("dataRefStart"), default), original.get(code.get("dataRefEnd"), default)
    return original.get(code.get("dataRef"), default if code.tag != "ph" else code.get("disp")), ""


def _inline(node: Node, original: Mapping[str, str], markup: Markup) -> str:
    text = ""
    for child in node.children:
        if isinstance(child, str):
            text += child
        elif child.tag == "cp":
            text += _code_point(child)
        elif child.tag in CODES:
            first, last = _known(child, original, markup)
            text += first + _inline(child, original, markup) + last
        elif child.tag == "mrk":  # a note of the tool's on some words
            text += _inline(child, original, markup)
    return text


def _known(code: Node, original: Mapping[str, str], markup: Markup) -> tuple[str, str]:
    first, last = _marks(code, original)
    for name in (code.get("id"), code.get("startRef"), code.get("copyOf")):
        if not first:
            first, last = markup.get(name, ("", ""))
            first = last if code.tag == "ec" else first
    last = last if code.tag == "pc" else ""
    if not first or (code.tag == "pc" and not last):
        raise _Slip(f"the code {code.get('id') or code.get('startRef')} of the translation is none of the source's")
    return first, last


def _with_controls(node: Node) -> str:
    return "".join(child if isinstance(child, str) else _code_point(child) for child in node.children)


def _code_point(node: Node) -> str:
    try:
        found = chr(int(node.get("hex"), 16))
    except (ValueError, OverflowError):
        found = ""
    if not found or "\ud800" <= found <= "\udfff":
        raise _Slip(f'<cp hex="{node.get("hex")[:12]}"/> is no character')
    return found
