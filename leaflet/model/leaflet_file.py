"""Reads `leaflet.yaml`.  The leaflet's folder goes in; a document.Leaflet and every problem found come out.

1. YAML to nodes, 2. nodes against the schema, 3. texts into messages, 4. the rules that no schema can say.
"""

from __future__ import annotations

import datetime
import os.path
import pathlib
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from leaflet.model.document import ROLES, Block, Figure, Kind, Leaflet, Message, Part, PartKind
from leaflet.model.image_lookup import find_image
from leaflet.model.inline import is_blank, parse_inline
from leaflet.model.leaflet_rules import check_leaflet
from leaflet.model.schema import at_most, check, did_you_mean, load_schema
from leaflet.model.text_parts import TextPart, single_spaced, split_text
from leaflet.model.yaml_nodes import Map, Node, Scalar, Seq, at, read_nodes
from leaflet.problems import Problem, Where, error, has_errors

LabelsIn: TypeAlias = Callable[[str], Mapping[str, str]]  # the product's words in a language
FILE: Final = "leaflet.yaml"
SAID: Final = {PartKind.PARAGRAPH: "paragraph", PartKind.BULLET: "list item", PartKind.NUMBER: "list item"}


def read_leaflet(
    folder: pathlib.Path, shown_as: str, assets: pathlib.Path, labels: Mapping[str, str] | LabelsIn
) -> tuple[Leaflet | None, tuple[Problem, ...]]:
    """Read the leaflet in a folder; `shown_as` is its leaflet.yaml as the user knows it, `labels` are the product's
    printed words, of the source language or by language.  No leaflet: its shape is broken; one with errors is for
    further checks only."""
    folder = pathlib.Path(os.path.abspath(folder))
    node, problems = read_nodes(folder / FILE, shown_as)
    if node is None:
        return None, problems
    value, found = check(node, load_schema(assets, "leaflet"), Where(shown_as))
    problems += found
    if has_errors(problems) or not isinstance(node, Map):
        return None, problems
    builder = _Builder(folder, shown_as, assets)
    leaflet = builder.leaflet(value, node, labels(value["language"]) if callable(labels) else labels)
    beside = {block["id"]: block["beside"] for block in value["blocks"] if "beside" in block}
    problems += at_most((*builder.problems, *check_leaflet(leaflet, beside)), Where(shown_as))
    return leaflet, problems


class _Builder:
    """Makes the document of values that the schema has passed; the nodes beside them know lines and styles."""

    def __init__(self, folder: pathlib.Path, file: str, assets: pathlib.Path) -> None:
        self.folder = folder
        self.file = file
        self.assets = assets
        self.problems: list[Problem] = []

    def leaflet(self, value: dict[str, Any], node: Map, labels: Mapping[str, str]) -> Leaflet:
        if value["leaflet"] != self.folder.name:
            what, where = f"leaflet '{value['leaflet']}' stands in folder '{self.folder.name}'", _line(node, "leaflet")
            self.problems.append(error("source/folder", what, Where(self.file, where), "give both the same name"))
        blocks = at(node, "blocks")
        items = blocks.items if isinstance(blocks, Seq) else ()
        return Leaflet(
            id=value["leaflet"],
            language=value["language"],
            version=single_spaced(value["version"]),
            review_by=datetime.date.fromisoformat(value["review_by"]),
            date=datetime.date.fromisoformat(value["date"]) if value.get("date") else None,
            code=value["code"],
            title=self._message("leaflet/title", _scalar(node, "title"), "title", ""),
            designs=tuple(value["designs"]),
            blocks=tuple(self._block(one, item) for one, item in zip(value["blocks"], items, strict=True)),
            labels=self._labels(at(node, "labels"), labels),
            file=self.file,
            subject=self._optional("leaflet/subject", at(node, "subject"), "subject", ""),
            signoff=tuple(value.get("signoff") or ROLES),
        )

    def _block(self, value: dict[str, Any], node: Node) -> Block:
        name, note = value["id"], single_spaced(value.get("note", ""))
        figure = self._figure(value["figure"], at(node, "figure"), f"{name}/alt", note) if "figure" in value else None
        return Block(
            id=name,
            kind=Kind(value["kind"]),
            title=self._optional(f"{name}/title", at(node, "title"), "title", note),
            parts=self._parts(value, node, note),
            figure=figure,
            note=note,
            hero=value.get("hero", False),
            wide=value.get("wide", False),
            optional=value.get("optional", False),
            line=node.line,
        )

    def _parts(self, value: dict[str, Any], node: Node, note: str) -> tuple[Part, ...]:
        name = value["id"]
        found: tuple[TextPart, ...] = ()
        if "text" in value:
            found, problems = split_text(_scalar(node, "text"), Where(self.file, block=name))
            self.problems.extend(problems)
        icons = iter(self._icons(value, node, found, note))
        return tuple(
            Part(
                part.kind,
                self._text(Message(f"{name}/text.{number}", part.text, part.line, SAID[part.kind], note)),
                None if part.kind is PartKind.PARAGRAPH else next(icons, None),
            )
            for number, part in enumerate(found, 1)
        )

    def _icons(self, value: dict[str, Any], node: Node, parts: tuple[TextPart, ...], note: str) -> tuple[Figure, ...]:
        """The block's icons, one for each list item in order."""
        name, values = value["id"], value.get("icons", [])
        items = sum(part.kind is not PartKind.PARAGRAPH for part in parts)
        if values and len(values) != items:
            what = f"the numbers of icons ({len(values)}) and list items ({items}) differ"
            hint = "give every list item one icon, in the same order, or remove `icons:`"
            self.problems.append(error("source/icons", what, Where(self.file, _line(node, "icons"), name), hint))
        return tuple(
            self._figure(icon, at(node, "icons", number - 1), f"{name}/icon.{number}", note)
            for number, icon in enumerate(values, 1)
        )

    def _figure(self, value: dict[str, Any], node: Node | None, context: str, note: str) -> Figure:
        line = _line(node, "image")
        where = Where(self.file, line, context.partition("/")[0])
        self.problems.extend(find_image(value["image"], self.folder, self.assets, where)[1])
        alt = self._message(context, _scalar(node, "alt"), "alternative text", note)
        low, tall = value.get("low", ""), value.get("tall", "")
        for other in (name for name in (low, tall) if name):
            self.problems.extend(find_image(other, self.folder, self.assets, where)[1])
        return Figure(value["image"], alt, value.get("mirror", "never"), line, low, tall)

    def _labels(self, own: Node | None, labels: Mapping[str, str]) -> tuple[Message, ...]:
        """The product's words in their order, the leaflet's own in place of those it names."""
        entries = own.entries if isinstance(own, Map) else ()
        for key, line, _ in entries:
            if key not in labels:
                where, hint = Where(self.file, line), did_you_mean(key, labels)
                self.problems.append(error("source/unknown-key", f"unknown label '{key[:40]}'", where, hint))
        mine = {key: self._message(f"label/{key}", _as_scalar(node), "label", "") for key, _, node in entries}
        return tuple(mine.get(key) or Message(f"label/{key}", text, kind="label") for key, text in labels.items())

    def _optional(self, context: str, node: Node | None, kind: str, note: str) -> Message | None:
        """The text of a key that may be absent or left empty."""
        if not isinstance(node, Scalar) or node.is_null:
            return None
        return self._message(context, node, kind, note)

    def _message(self, context: str, scalar: Scalar, kind: str, note: str) -> Message:
        """One text that is not divided into parts."""
        return self._text(Message(context, single_spaced(scalar.text), scalar.first_line, kind, note))

    def _text(self, message: Message) -> Message:
        block = message.context if message.context.startswith("label/") else message.context.partition("/")[0]
        where = Where(self.file, message.line, block)
        nodes, slips = parse_inline(message.text)
        if is_blank(nodes):
            hint = "write the text, or remove the item; marks and invisible characters alone print nothing"
            self.problems.append(error("source/empty-text", f"this {message.kind} is empty", where, hint))
        hint = "markup is **bold**, *slanted*, [text](https://…) and {field}; '\\' before a mark makes it text"
        self.problems.extend(error("source/markup", slip, where, hint) for slip in slips)
        return message


def _scalar(node: Node | None, key: str) -> Scalar:
    return _as_scalar(at(node, key))


def _as_scalar(node: Node | None) -> Scalar:
    return node if isinstance(node, Scalar) else Scalar("", 0)  # the schema has seen to it


def _line(node: Node | None, key: str) -> int:
    found = at(node, key)
    return found.line if found else 0
