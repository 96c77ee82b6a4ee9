"""Who vouched for which words.  `signoffs.yaml` in, sign-offs out; a leaflet in a language in, its checksums out.

A sign-off is bound to content by SHA-256, so that any later change revokes it by itself, and bringing the very words
back makes it count again.  The file is only ever added to; an entry whose own seal is broken counts for nothing.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leaflet.localize.states import State, neutral
from leaflet.model.document import Block, Figure, Leaflet, Message
from leaflet.problems import Problem, Where, error, has_errors

if TYPE_CHECKING:
    from leaflet.localize.catalogue import Catalogue
    from leaflet.model.yaml_nodes import Node

FILE = "signoffs.yaml"
TRANSLATOR, EDITOR, CLINICIAN = "translator", "editor", "clinician"
BLOCK_DIGITS = 12  # hexadecimal digits of a block's checksum: it tells where a change is, the whole's that there is one
SEAL_DIGITS = 16
WIDTH = 100
HEADER = (
    "# Who vouched for which words of this leaflet: written by 'sign', only ever added to, checked by every build.\n"
    "# A change of the words, pictures or order they are about revokes an entry by itself: never edit one.\n"
)


@dataclass(frozen=True, slots=True)
class Content:
    """The checksums of a leaflet in one language: of the whole (SHA-256), and of each block by its id."""

    sha256: str
    blocks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Signoff:
    """One entry: `by` is a name, `version` the leaflet's, `line` where the entry stands in the file."""

    role: str
    by: str
    date: datetime.date
    language: str
    version: str
    content: Content
    line: int = 0


def roles_for(leaflet: Leaflet, language: str) -> tuple[str, ...]:
    """The roles that a language of a leaflet needs; the source has an editor where a translation has a translator."""
    own = language == leaflet.language
    return tuple(EDITOR if own and role == TRANSLATOR else role for role in leaflet.signoff)


def reviewer_for(leaflet: Leaflet, language: str) -> str:
    """The role that makes a language `reviewed`."""
    return EDITOR if language == leaflet.language else TRANSLATOR


def content_of(leaflet: Leaflet, catalogue: Catalogue | None, pictures: Mapping[str, str]) -> Content:
    """What a sign-off is about.  `pictures` are the checksums of the pictures' bytes by name.

    Of the leaflet: language, code, version, date, review date, title and subject; of each block in order: its kind,
    `hero`, `wide`, `optional`, title, figure with its forms, `mirror` and alternative text, and its paragraphs and list
    items with their icons; the labels.  A text is that of the source and, in a translation, its translation, both
    `neutral`: wrapping, spaces and idle marks do not count, fields stand as they are typed.  Not in it: line numbers,
    notes for translators, designs, and whatever is the clinic's.
    """
    write = _Writer(catalogue, pictures)
    facts: Any = [
        leaflet.id, leaflet.language, catalogue.language if catalogue else leaflet.language, leaflet.code,
        leaflet.version, str(leaflet.date), str(leaflet.review_by), write.text(leaflet.title),
        write.text(leaflet.subject),
    ]  # fmt: skip
    parts = {"leaflet": facts} | {block.id: write.block(block) for block in leaflet.blocks}
    parts["label"] = [[message.context, write.text(message)] for message in leaflet.labels]
    whole = _sha256(list(parts.items()))
    return Content(whole, {name: _sha256(part)[:BLOCK_DIGITS] for name, part in parts.items()})


@dataclass(frozen=True, slots=True)
class _Writer:
    """Puts pieces of a leaflet as lists and texts."""

    catalogue: Catalogue | None
    pictures: Mapping[str, str]

    def text(self, message: Message | None) -> list[str] | None:
        if message is None:
            return None
        entry = self.catalogue.entries.get(message.context) if self.catalogue else None
        return [neutral(message.text)] + ([neutral(entry.text)] if entry else [])

    def block(self, block: Block) -> list[Any]:
        looks = [str(block.kind), block.hero, block.wide, block.optional]
        parts = [[str(part.kind), self.text(part.message), self.figure(part.icon)] for part in block.parts]
        return [looks, self.text(block.title), self.figure(block.figure), parts]

    def figure(self, figure: Figure | None) -> list[Any] | None:
        if figure is None:
            return None
        drawn = [self.pictures.get(name, name) for name in (figure.image, figure.low, figure.tall)]
        return [*drawn, figure.mirror, self.text(figure.alt)]


def _sha256(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def vouched(content: Content, signed: Iterable[Signoff], roles: tuple[str, ...], reviewer: str) -> Mapping[str, State]:
    """The blocks that have sign-offs of what they are now: signed by all roles, or reviewed."""
    by_block: dict[str, set[str]] = {}
    for one in signed:
        for block, found in one.content.blocks.items():
            if content.blocks.get(block) == found:
                by_block.setdefault(block, set()).add(one.role)
    states = {block: state_by(given, roles, reviewer) for block, given in by_block.items()}
    return {block: state for block, state in states.items() if state is not State.TRANSLATED}


def state_by(given: Iterable[str], roles: tuple[str, ...], reviewer: str) -> State:
    """What sign-offs in some roles make of complete words."""
    there = set(given)
    if there.issuperset(roles):
        return State.SIGNED
    return State.REVIEWED if reviewer in there else State.TRANSLATED


def changed_since(one: Signoff, now: Content) -> tuple[str, ...]:
    """The blocks that are new, gone or different since a sign-off; none where only their order is."""
    names = dict.fromkeys((*now.blocks, *one.content.blocks))
    return tuple(name for name in names if now.blocks.get(name) != one.content.blocks.get(name))


def read_signoffs(path: Path, shown_as: str, assets: Path) -> tuple[tuple[Signoff, ...], tuple[Problem, ...]]:
    """The entries in order; none where there is no file.  One that cannot be trusted is a problem with its line, and
    then nobody has signed anything."""
    if not path.exists() and not path.is_symlink():
        return (), ()
    from leaflet.model.yaml_nodes import read_nodes

    return _entries(*read_nodes(path, shown_as), shown_as, assets)


def parse_signoffs(data: bytes, shown_as: str, assets: Path) -> tuple[tuple[Signoff, ...], tuple[Problem, ...]]:
    """The same of the file's bytes."""
    from leaflet.model.yaml_nodes import parse_nodes

    return _entries(*parse_nodes(data, shown_as), shown_as, assets)


def _entries(
    node: Node | None, problems: tuple[Problem, ...], shown_as: str, assets: Path
) -> tuple[tuple[Signoff, ...], tuple[Problem, ...]]:
    from leaflet.model.schema import check, load_schema
    from leaflet.model.yaml_nodes import Map, Seq, at

    value = None
    if node is not None and not has_errors(problems):
        value, found = check(node, load_schema(assets, "signoffs"), Where(shown_as))
        problems += found
    rows = at(node, "signoffs")
    if has_errors(problems) or not isinstance(rows, Seq) or value is None:
        return (), tuple(_broken(problem) for problem in problems)
    lines = [row.line if isinstance(row, Map) else 0 for row in rows.items]
    signed = tuple(_signoff(row, line) for row, line in zip(value["signoffs"], lines, strict=True))
    torn = tuple(
        _tampered(one, Where(shown_as, one.line, "", one.language))
        for row, one in zip(value["signoffs"], signed, strict=True)
        if row["seal"] != seal(one)
    )
    return (() if torn else signed), torn


def _broken(problem: Problem) -> Problem:
    hint = "take the file back to its last whole state (git); a merge keeps the entries of both sides"
    return error("signoff/broken", problem.text, problem.where, hint)


def _tampered(one: Signoff, where: Where) -> Problem:
    text = f"the sign-off of {one.by} ({one.role}) was changed by hand: its seal does not fit"
    hint = "take the entry back as it was (git), or delete it and have it signed again"
    return error("signoff/tampered", text, where, hint)


def _signoff(row: Mapping[str, Any], line: int) -> Signoff:
    pairs = (pair.partition("=") for pair in row["blocks"].split())
    return Signoff(
        role=row["role"],
        by=row["by"],
        date=datetime.date.fromisoformat(row["date"]),
        language=row["language"],
        version=row["version"],
        content=Content(row["sha256"], {name: found for name, _, found in pairs}),
        line=line,
    )


def seal(one: Signoff) -> str:
    """The checksum of an entry itself: whoever edits one by hand should be seen."""
    content = one.content
    facts = [one.role, one.by, str(one.date), one.language, one.version, content.sha256, list(content.blocks.items())]
    return _sha256(facts)[:SEAL_DIGITS]


def with_signoff(old: bytes, one: Signoff) -> bytes:
    """The bytes of the file with one entry more at its end; nothing that stands there is touched."""
    text = old.decode("utf-8")
    head = text if text.strip() else f"{HEADER}signoffs:\n"
    ends = "\r\n" if "\r\n" in text else "\n"
    return (head + ("" if head.endswith("\n") else ends) + _entry(one).replace("\n", ends)).encode("utf-8")


def _entry(one: Signoff) -> str:
    rows = {
        "language": _quoted(one.language), "role": _quoted(one.role), "by": _quoted(one.by), "date": str(one.date),
        "version": _quoted(one.version), "sha256": _quoted(one.content.sha256), "seal": _quoted(seal(one)),
    }  # fmt: skip
    lines = [f"    {key}: {value}" for key, value in rows.items()]
    lines[0] = "  - " + lines[0].strip()
    return "\n".join([*lines, "    blocks: >-", *_filled(one.content.blocks)]) + "\n"


def _filled(blocks: Mapping[str, str]) -> list[str]:
    lines = [""]
    for name, found in blocks.items():
        pair = f"{name}={found}"
        if len(lines[-1]) + len(pair) >= WIDTH:
            lines.append("")
        lines[-1] += f" {pair}" if lines[-1] else f"      {pair}"
    return lines


def _quoted(text: str) -> str:
    """A text in YAML's double quotes, of which JSON's are a part (YAML 1.2.2, 1.2)."""
    return json.dumps(text, ensure_ascii=False)
