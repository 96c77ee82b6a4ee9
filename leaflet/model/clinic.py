"""A clinic: whose name stands on the leaflet.  A YAML file goes in; a Clinic and its `{clinic.…}` fields come out."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from leaflet.model.image_lookup import find_file
from leaflet.model.schema import check, load_schema
from leaflet.model.text_parts import single_spaced
from leaflet.model.yaml_nodes import Node, at, read_nodes
from leaflet.problems import Problem, Where, error, has_errors


@dataclass(frozen=True, slots=True)
class Clinic:
    """Texts as printed, '' where there is none.  `logo` is a file beside the YAML, `colours` are (ink name, '#RRGGBB')
    that replace the design's inks, `file` is the source as the user knows it."""

    id: str
    name: str
    address: tuple[str, ...]
    phone: str
    web: str
    logo: str
    responsible_publisher: str
    email: str = ""
    qr: str = ""
    colours: tuple[tuple[str, str], ...] = ()
    file: str = ""

    def fields(self) -> Mapping[str, str]:
        """What stands for {clinic.name}, {clinic.phone}…; a field without a value is not there."""
        values = {
            "clinic.name": self.name,
            "clinic.address": ", ".join(self.address),
            "clinic.phone": self.phone,
            "clinic.email": self.email,
            "clinic.web": self.web,
            "clinic.responsible_publisher": self.responsible_publisher,
        }
        return {name: value for name, value in values.items() if value}


def read_clinic(path: pathlib.Path, shown_as: str, assets: pathlib.Path) -> tuple[Clinic | None, tuple[Problem, ...]]:
    """Read `<clinic>.yaml`.  No clinic: it has errors that leave nothing to print; build only if there are none."""
    node, problems = read_nodes(path, shown_as)
    if node is None:
        return None, problems
    value, found = check(node, load_schema(assets, "clinic"), Where(shown_as))
    problems += found
    if has_errors(problems):
        return None, problems
    return _clinic(value, shown_as), (*problems, *_check_files(value, node, path, shown_as))


def _clinic(value: dict[str, Any], file: str) -> Clinic:
    texts = {name: single_spaced(text) for name, text in value.items() if isinstance(text, str)}
    return Clinic(
        id=texts.pop("clinic"),
        address=tuple(single_spaced(line) for line in value["address"]),
        colours=tuple(value.get("colours", {}).items()),
        file=file,
        **texts,
    )


def _check_files(value: dict[str, Any], node: Node, path: pathlib.Path, file: str) -> tuple[Problem, ...]:
    """The file's own name, and the logo's."""
    problems: tuple[Problem, ...] = ()
    if value["clinic"] != path.stem:
        what, hint = f"clinic '{value['clinic']}' stands in file '{path.name}'", "give both the same name"
        problems = (error("source/file-name", what, Where(file, _line(node, "clinic")), hint),)
    return problems + find_file(value["logo"], (path.parent,), Where(file, _line(node, "logo")))[1]


def _line(node: Node, key: str) -> int:
    found = at(node, key)
    return found.line if found else 0
