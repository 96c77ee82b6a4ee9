"""YAML into positioned nodes.  A file or its bytes go in; scalars, maps and sequences with their lines come out.

Scalars stay text as it was typed: `language: no` is "no" and `version: 1.10` is "1.10".  No Python object is ever
constructed, and everything that can surprise or harm (aliases, tags, merge keys, huge files) is refused with a Problem.
"""

from __future__ import annotations

import pathlib
import re
import stat
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import yaml

from leaflet.model.yaml_slips import explain
from leaflet.problems import Problem, Where, error

MAX_BYTES: Final = 1_000_000
MAX_DEPTH: Final = 40
MAX_PROBLEMS: Final = 50
NULLS: Final = frozenset(("", "~", "null", "Null", "NULL"))  # YAML 1.2.2, 10.3.2
# YAML 1.2.2, 5.1 forbids the C0 and C1 controls and the non-characters; U+0085, U+2028 and U+2029 are line ends that
# no editor counts as one, and U+FEFF inside a text is the mark of a file pasted into another.
CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
LOST: Final = "\ufffd"  # what a program writes for bytes that it could not read
TAB_INDENT: Final = re.compile(r"^ *\t[ \t]*(?=\S)", re.MULTILINE)
UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")

LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where the wheel has it: ten times faster


@dataclass(frozen=True, slots=True)
class Scalar:
    """One text as typed, from `line` on.  `style` is '' for plain text, a quote, or '|' or '>' for a block.

    The lines of plain and block texts are kept apart by '\\n'; in quoted text YAML has joined them, and '\\n' stands
    for a blank line.
    """

    text: str
    line: int
    style: str = ""

    @property
    def is_null(self) -> bool:
        """Does nothing stand here, or an unquoted null?"""
        return not self.style and self.text in NULLS

    @property
    def is_quoted(self) -> bool:
        return self.style in ("'", '"')

    @property
    def first_line(self) -> int:
        """The line on which the text itself begins: a block's is the one after its '|'."""
        return self.line + (self.style in ("|", ">"))


@dataclass(frozen=True, slots=True)
class Map:
    """Keys and values in the order of the file: (key, line of the key, value).  No key stands twice."""

    entries: tuple[tuple[str, int, Node], ...]
    line: int

    def get(self, key: str) -> Node | None:
        """The value of a key, or None if the key is not there."""
        return next((node for name, _, node in self.entries if name == key), None)


@dataclass(frozen=True, slots=True)
class Seq:
    """The items of a list."""

    items: tuple[Node, ...]
    line: int


Node = Scalar | Map | Seq


def at(node: Node | None, *path: str | int) -> Node | None:
    """Walk down keys and list places (from 0); None where the path leads nowhere."""
    for step in path:
        if isinstance(node, Map) and isinstance(step, str):
            node = node.get(step)
        elif isinstance(node, Seq) and isinstance(step, int) and 0 <= step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def read_nodes(path: pathlib.Path, shown_as: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """Read a YAML file; `shown_as` is its path as the user knows it.  No node: the file cannot be used at all."""
    where = Where(shown_as)
    try:
        about = path.stat()
        refusal = _refuse_file(about, where)
        if refusal:
            return None, (refusal,)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)  # it may have grown since
    except (FileNotFoundError, NotADirectoryError):
        return None, (error("source/missing", "there is no such file", where, "check the name, or create the file"),)
    except (OSError, ValueError) as slip:  # ValueError: a name with NUL in it
        reason = getattr(slip, "strerror", None) or str(slip)
        hint = "check the file's name and permissions"
        return None, (error("source/unreadable", f"the file cannot be read: {reason}", where, hint),)
    return parse_nodes(data, shown_as)


def _refuse_file(about: Any, where: Where) -> Problem | None:
    if stat.S_ISDIR(about.st_mode):
        return error("source/unreadable", "this is a folder, not a file", where, "name the YAML file inside it")
    if not stat.S_ISREG(about.st_mode):  # a pipe or device would keep us waiting
        return error("source/unreadable", "this is not an ordinary file", where, "put the YAML into a file on disk")
    return _refuse_size(about.st_size, where)


def _refuse_size(size: int, where: Where) -> Problem | None:
    if size <= MAX_BYTES:
        return None
    hint = "a leaflet is text only: put pictures in files of their own"
    return error("source/too-large", f"the file has more than {MAX_BYTES // 1_000_000} MB", where, hint)


def parse_nodes(data: bytes, shown_as: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """Parse the bytes of a YAML file.  With problems that leave its shape whole (a key twice, a tag) the node is there
    too, so that the rest can be checked; it may only be built from if there is no error."""
    where = Where(shown_as)
    oversize = _refuse_size(len(data), where)
    if oversize:
        return None, (oversize,)
    decoded = _decode(data, where)
    if isinstance(decoded, Problem):
        return None, (decoded,)
    text = decoded.replace("\r\n", "\n").replace("\r", "\n")
    refused = _refuse_characters(text, where)
    if refused:
        return None, refused
    reader = _Reader(text, shown_as)
    try:
        return reader.document(), tuple(reader.problems)
    except _Refused as refusal:
        return None, (*reader.problems, refusal.problem)
    except (yaml.YAMLError, ValueError, OverflowError) as slip:  # ValueError: "\U00110000" in the pure Python parser
        return None, (*reader.problems, explain(slip, text, Where(shown_as, reader.line)))


def _decode(data: bytes, where: Where) -> str | Problem:
    hint = "save the file as UTF-8 (in most editors: Save with Encoding)"
    if data.startswith(UTF16_MARKS):
        return error("source/encoding", "the file is UTF-16, not UTF-8", where, hint)
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as slip:
        found, start = slip.object, slip.start
        line_start = found.rfind(b"\n", 0, start) + 1
        line, column = found.count(b"\n", 0, start) + 1, len(found[line_start:start].decode("utf-8")) + 1
        what = f"byte 0x{found[start]:02x} in column {column} is not UTF-8; looks like Latin-1: save as UTF-8"
        return error("source/encoding", what, Where(where.file, line), hint)


def _refuse_characters(text: str, where: Where) -> tuple[Problem, ...]:
    """Control characters, and tabs in the indentation: the first of each, with the number of the others."""
    found: list[Problem] = []
    controls = [match.start() for match in CONTROL.finditer(text)]
    if controls:
        what = f"invisible character U+{ord(text[controls[0]]):04X}{_and_more(len(controls))}"
        hint = "the file is UTF-16 or not text" if text[controls[0]] == "\0" else "delete it; it came in with a paste"
        found.append(error("source/control-character", what, Where(where.file, _line(text, controls[0])), hint))
    if LOST in text:
        what = f"'{LOST}' (U+FFFD) stands where a letter was lost{_and_more(text.count(LOST))}"
        place = Where(where.file, _line(text, text.index(LOST)))
        hint = "write the letter again; a program read the text wrongly"
        found.append(error("source/lost-character", what, place, hint))
    tabs = [match.start() for match in TAB_INDENT.finditer(text)] if "\t" in text else []
    if tabs:
        what = f"a tab stands in the indentation of this line{_and_more(len(tabs))}"
        place = Where(where.file, _line(text, tabs[0]))
        found.append(error("source/tab", what, place, "indent with spaces only, two for each level"))
    return tuple(found)


def _and_more(count: int) -> str:
    return f" (and {count - 1} more in the file)" if count > 1 else ""


def _line(text: str, index: int) -> int:
    return text.count("\n", 0, index) + 1


class _Refused(Exception):
    """Ends the reading: what follows would mean nothing.  Never leaves this module."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.text)
        self.problem = problem


class _Reader:
    """Builds nodes from the parser's events, which know of no Python objects."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.events: Iterator[Any] = yaml.parse(text, Loader=LOADER)
        self.problems: list[Problem] = []
        self.line = 0  # how far the reading came

    def document(self) -> Node:
        next(self.events)  # the stream begins
        begin = next(self.events)
        if not isinstance(begin, yaml.DocumentStartEvent):
            raise _Refused(self._problem("source/empty", "the file is empty", 0, "write the leaflet's keys into it"))
        node = self._node(next(self.events), 1)
        next(self.events)  # the document ends
        after = next(self.events)
        if isinstance(after, yaml.DocumentStartEvent):
            what, hint = "a second document begins here", "remove the '---' line; one file is one document"
            raise _Refused(self._problem("source/several-documents", what, _event_line(after), hint))
        if isinstance(node, Scalar) and node.is_null:
            raise _Refused(self._problem("source/empty", "the file is empty", 0, "write the leaflet's keys into it"))
        return node

    def _node(self, event: Any, depth: int) -> Node:
        self.line = line = _event_line(event)
        if isinstance(event, yaml.AliasEvent):
            what, hint = "aliases ('*name') are not allowed", "put text that begins with '*' in quotes"
            raise _Refused(self._problem("source/alias", what, line, hint))
        if depth > MAX_DEPTH:
            what, hint = f"more than {MAX_DEPTH} levels inside each other", "a leaflet needs four; check the brackets"
            raise _Refused(self._problem("source/too-deep", what, line, hint))
        self._refuse_properties(event, line)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, line)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(line, depth)
        return self._mapping(line, depth)

    def _refuse_properties(self, event: Any, line: int) -> None:
        if event.anchor is not None:
            what, hint = f"anchors ('&{event.anchor}') are not allowed", "put text that begins with '&' in quotes"
            self._note("source/alias", what, line, hint)
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")[:60]
            what, hint = f"tags ('{tag}') are not allowed", "remove it, or quote text that begins with '!'"
            self._note("source/tag", what, line, hint)

    def _scalar(self, event: Any, line: int) -> Scalar:
        style = event.style or ""
        if style == '"':
            control = CONTROL.search(event.value)
            if control:
                what = f"the escape for invisible character U+{ord(control[0]):04X} is not allowed"
                self._note("source/control-character", what, line, "remove the escape from the quoted text")
        return Scalar(self._as_typed(event, style), line, style)

    def _as_typed(self, event: Any, style: str) -> str:
        """Plain and '>' texts with their own line ends, which YAML folds away: lists and lines would be lost."""
        value: str = event.value
        start, end = event.start_mark, event.end_mark
        if start.line == end.line or style not in ("", ">"):
            return value
        raw = self.text[start.index : end.index]
        raw = textwrap.dedent(raw.partition("\n")[2]) if style else "\n".join(map(str.strip, raw.split("\n")))
        return raw if raw.split() == value.split() else value.replace("\n", "\n\n")

    def _sequence(self, line: int, depth: int) -> Seq:
        items: list[Node] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Seq(tuple(items), line)

    def _mapping(self, line: int, depth: int) -> Map:
        entries: dict[str, tuple[str, int, Node]] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key, key_line = self._key(event), _event_line(event)
            value = self._node(next(self.events), depth + 1)
            if key in entries:
                what = f"key '{key[:60]}' stands twice; the first is in line {entries[key][1]}"
                self._note("source/duplicate-key", what, key_line, "remove or rename one of them")
            elif key == "<<" and not event.style:
                self._note("source/merge-key", "merge keys ('<<') are not allowed", key_line, "write the keys out")
            else:
                entries[key] = (key, key_line, value)
        return Map(tuple(entries.values()), line)

    def _key(self, event: Any) -> str:
        if not isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
            what, hint = (
                "a key must be a word, not a list or map",
                "put text that begins with '[', '{' or '?' in quotes",
            )
            raise _Refused(self._problem("source/key", what, _event_line(event), hint))
        node = self._node(event, 1)
        return node.text if isinstance(node, Scalar) else ""

    def _note(self, code: str, text: str, line: int, hint: str) -> None:
        problem = self._problem(code, text, line, hint)
        if len(self.problems) + 1 >= MAX_PROBLEMS:
            raise _Refused(problem)
        self.problems.append(problem)

    def _problem(self, code: str, text: str, line: int, hint: str) -> Problem:
        return error(code, text, Where(self.file, line), hint)


def _event_line(event: Any) -> int:
    return int(event.start_mark.line) + 1
