"""PO syntax, strictly: text in, units and the problems of its syntax out; a unit in, its lines out.

Own and strict on purpose.  Babel 2.18 reads an unterminated string by cutting off its last letter, lets the first of
two translations win without a word, takes garbage behind a string for text, turns `#|` into a translator's comment
and forgets how the file was laid out.  A unit here keeps its lines as they stood (`raw`), so what nobody changed is
written back byte for byte, however Poedit wrapped it.

Source of the grammar: GNU gettext 0.21, po-lex.c and po-gram-gen.y.  Lines are written as `msgcat --no-wrap` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from leaflet.problems import Problem, Where, error

BLANK = " \t\r\f\v"
RANKS = {"": 0, "msgctxt": 1, "msgid": 2, "msgid_plural": 3, "msgstr": 4}
LINE = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr)(\[\d+\])?)?[ \t]*"([^"\\]*(?:\\.[^"\\]*)*)"')
ESCAPE = re.compile(r'\\(?:([abfnrtv\\"])|([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|.)')
PLAIN = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\", '"': '"'}
ESCAPED = str.maketrans({value: "\\" + key for key, value in PLAIN.items()})
MOST_PROBLEMS = 20  # a file that is no PO at all should not fill the screen


@dataclass(frozen=True, slots=True)
class Unit:
    """One entry of a PO file.  `line` is where its msgid stands, from 1; `context` is None without msgctxt; `raw` are
    its lines as they stood in the file, empty when it was made or changed here."""

    source: str
    text: str = ""
    context: str | None = None
    line: int = 0
    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous: str = ""
    previous_context: str = ""
    plural: bool = False
    obsolete: bool = False
    raw: str = field(default="", compare=False, repr=False)

    @property
    def is_header(self) -> bool:
        """Is this the entry with the file's own fields?"""
        return self.context is None and not self.source and not self.obsolete

    def told(self, what: str) -> str:
        """The text of the extracted comment `#. what: text`."""
        return next((line[len(what) + 2 :] for line in self.extracted if line.startswith(f"{what}: ")), "")

    @property
    def is_fuzzy(self) -> bool:
        """Has somebody still to look at the translation?"""
        return "fuzzy" in self.flags


@dataclass(frozen=True, slots=True)
class PoText:
    """A whole file: its units in order, and the comment lines behind the last of them."""

    units: tuple[Unit, ...]
    tail: str = ""


class _Draft:
    """A unit while its lines come in.  `at` is the keyword that the next string continues."""

    def __init__(self) -> None:
        self.first = self.last = self.line = 0
        self.at = self.before_at = ""
        self.obsolete = self.plural = False
        self.texts: dict[str, str] = {}
        self.before: dict[str, str] = {}
        self.marks: dict[str, list[str]] = {}


class _Slip(Exception):
    """A line that is not PO.  Never leaves this module."""


def parse(text: str, where: Where) -> tuple[PoText, tuple[Problem, ...]]:
    """Split the text of a PO file (any line ends) into units; syntax errors are `po/syntax` at their line.

    After an error the rest of the paragraph is passed over, so that one slip is one problem.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    units: list[Unit] = []
    problems: list[Problem] = []
    draft = _Draft()
    skipping = False
    for number, line in enumerate(lines, 1):
        bare = line.strip(BLANK)
        if not bare:
            skipping = False
        elif not skipping:
            try:
                draft = _take(draft, bare, number, lines, units)
            except _Slip as slip:
                problems.append(_syntax(slip, number, where))
                draft, skipping = _Draft(), True
    tail = ""
    if draft.at == "msgstr":
        units.append(_unit(draft, lines))
    elif draft.at:
        problems.append(_syntax(_Slip(f"the file ends after {draft.at}; the entry has no msgstr"), draft.last, where))
    elif draft.first:
        tail = "\n".join(lines[draft.first - 1 : draft.last])
    return PoText(tuple(units), tail), _capped(problems, where)


def _take(draft: _Draft, bare: str, number: int, lines: list[str], units: list[Unit]) -> _Draft:
    """One line that is not blank: put it in the draft, or finish that one and open the next."""
    comment = bare[0] == "#" and not bare.startswith("#~")
    obsolete = bare.startswith("#~")
    if obsolete:
        bare = bare[2:].lstrip(BLANK)
        comment = bare.startswith("|")
        bare = "#" + bare if comment else bare
    match = None if comment else _string_line(bare)
    keyword = match[1] or "" if match else ""
    opens = comment or keyword in ("msgctxt", "msgid")
    if draft.at == "msgstr" and opens:
        units.append(_unit(draft, lines))
        draft = _Draft()
    draft.first = draft.first or number
    draft.last = number
    if comment:
        if draft.at:
            raise _Slip(f"comment inside an entry, after {draft.at}")
        _comment(draft, bare)
    elif match:
        _string(draft, match, keyword, number, obsolete)
    return draft


def _string_line(bare: str) -> re.Match[str]:
    match = LINE.fullmatch(bare)
    if match:
        return match
    if bare.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        raise _Slip(f"merge conflict left in the file: '{bare[:20]}'")
    quotes = bare.count('"') - bare.count('\\"')
    if quotes == 1:
        raise _Slip(f"the string is not closed: {bare[:60]}")
    if quotes > 2 and bare[-1] == '"':
        raise _Slip(f'a quote inside a text is written \\": {bare[:60]}')
    raise _Slip(f"neither a comment nor a string in quotes: {bare[:60]}")


def _string(draft: _Draft, match: re.Match[str], keyword: str, number: int, obsolete: bool) -> None:
    text = _unescape(match[3])
    if keyword:
        _open(draft, keyword, bool(match[2]))
        if keyword == "msgid":
            draft.line = number
        draft.obsolete = obsolete if not draft.texts else draft.obsolete
        draft.at = keyword
    elif not draft.at:
        raise _Slip("a string without msgctxt, msgid or msgstr before it")
    if draft.obsolete != obsolete:
        raise _Slip("half of the entry is marked '#~'")
    draft.texts[draft.at] = draft.texts.get(draft.at, "") + text


def _open(draft: _Draft, keyword: str, numbered: bool) -> None:
    if keyword == "msgid_plural" or (numbered and keyword == "msgstr"):
        draft.plural = True
    elif numbered:
        raise _Slip(f"{keyword}[…] is not a PO keyword")
    if keyword == "msgstr" and numbered and draft.at == "msgstr":
        return
    if RANKS[keyword] <= RANKS[draft.at]:
        raise _Slip(f"{keyword} after {draft.at}: " + ("a second one" if keyword == draft.at else "wrong order"))
    if keyword in ("msgid_plural", "msgstr") and "msgid" not in draft.texts:
        raise _Slip(f"{keyword} without msgid")


def _comment(draft: _Draft, bare: str) -> None:
    mark = bare[:2] if bare[1:2] in tuple(".:,|=") else "#"
    body = bare[len(mark) :].strip(BLANK)
    if mark == "#|":
        match = LINE.fullmatch(body)
        if not match:
            raise _Slip(f"'#|' without a string in quotes: {body[:60]}")
        draft.before_at = match[1] or draft.before_at
        draft.before[draft.before_at] = draft.before.get(draft.before_at, "") + _unescape(match[3])
    elif mark in ("#,", "#="):
        draft.marks.setdefault("#,", []).extend(flag.strip(BLANK) for flag in body.split(","))
    elif mark == "#:":
        draft.marks.setdefault(mark, []).extend(body.split())
    else:
        draft.marks.setdefault(mark, []).append(body)


def _unescape(body: str) -> str:
    return ESCAPE.sub(_character, body) if "\\" in body else body


def _character(match: re.Match[str]) -> str:
    letter, octal, hexadecimal = match.groups()
    if letter:
        return PLAIN[letter]
    code = int(octal, 8) if octal else int(hexadecimal, 16) if hexadecimal else 0
    if not 0 < code < 128:
        raise _Slip(f"unknown escape '{match[0]}'")
    return chr(code)


def _unit(draft: _Draft, lines: list[str]) -> Unit:
    marks = {mark: tuple(part for part in parts if part) for mark, parts in draft.marks.items()}
    return Unit(
        source=draft.texts["msgid"],
        text=draft.texts["msgstr"],
        context=draft.texts.get("msgctxt"),
        line=draft.line,
        comments=tuple(draft.marks.get("#", ())),
        extracted=marks.get("#.", ()),
        references=marks.get("#:", ()),
        flags=marks.get("#,", ()),
        previous=draft.before.get("msgid", ""),
        previous_context=draft.before.get("msgctxt", ""),
        plural=draft.plural,
        obsolete=draft.obsolete,
        raw="\n".join(lines[draft.first - 1 : draft.last]),
    )


def _syntax(slip: _Slip, line: int, where: Where) -> Problem:
    hint = "open the file in a PO editor, or compare with the last version that worked"
    return error("po/syntax", str(slip), replace(where, line=line), hint)


def _capped(problems: list[Problem], where: Where) -> tuple[Problem, ...]:
    if len(problems) > MOST_PROBLEMS:
        rest = len(problems) - MOST_PROBLEMS
        problems[MOST_PROBLEMS:] = [error("po/syntax", f"and {rest} more lines that are not PO", where)]
    return tuple(problems)


def render(unit: Unit) -> str:
    """The lines of a unit, without a newline at the end: as they stood when nothing changed, else laid out anew."""
    if unit.raw:
        return unit.raw
    lines = [f"# {comment}".rstrip(BLANK) for comment in unit.comments]
    if not unit.obsolete:
        lines += [f"#. {comment}" for comment in unit.extracted]
        lines += [f"#: {reference}" for reference in unit.references]
    if unit.flags:
        lines.append("#, " + ", ".join(unit.flags))
    before = "#~| " if unit.obsolete else "#| "
    if unit.previous_context:
        lines += _keyword(before, "msgctxt", unit.previous_context)
    if unit.previous:
        lines += _keyword(before, "msgid", unit.previous)
    prefix = "#~ " if unit.obsolete else ""
    if unit.context is not None:
        lines += _keyword(prefix, "msgctxt", unit.context)
    lines += _keyword(prefix, "msgid", unit.source)
    lines += _keyword(prefix, "msgstr", unit.text)
    return "\n".join(lines)


def _keyword(prefix: str, keyword: str, text: str) -> Iterable[str]:
    pieces = text.split("\n")
    pieces = [piece + "\n" for piece in pieces[:-1]] + pieces[-1:] * bool(pieces[-1])
    if len(pieces) < 2:
        return (f'{prefix}{keyword} "{text.translate(ESCAPED)}"',)
    return (f'{prefix}{keyword} ""', *(f'{prefix}"{piece.translate(ESCAPED)}"' for piece in pieces))


def compose(po: PoText) -> str:
    """The text of a whole file: units with a blank line between them, one newline at the end."""
    return "\n\n".join([*map(render, po.units), *([po.tail] if po.tail else [])]) + "\n"
