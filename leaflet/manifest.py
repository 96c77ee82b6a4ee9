"""What was built, from what: `manifest.json` beside the PDFs.  Read before a build and merged after it; no clock in it.

It lets a build of one language take the type size of its set, and leave alone what is up to date.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from leaflet.output import shown, write_file
from leaflet.problems import Problem, Where, warning
from leaflet.reflow.edition import file_name, is_reflow

FILE = "manifest.json"
SCHEMA = "leaflet-manifest/1"
TYPES: Mapping[str, type] = {"str": str, "int": int, "float": float, "tuple[str, ...]": list}


@dataclass(frozen=True, slots=True)
class Output:
    """One file: what it was made from (`inputs`, SHA-256), what it is (`sha256`), and how its text was fitted, where it
    has pages.  `problems` are codes; `state` is how far its review is; `black` is how much of each page a black printer
    covers, in percent, of the grey edition."""

    leaflet: str
    language: str
    design: str
    edition: str
    clinic: str
    inputs: str
    sha256: str
    pages: int
    size_pt: float
    spacing: str
    fit_percent: int
    tightest: str
    dropped: tuple[str, ...]
    problems: tuple[str, ...]
    state: str
    black: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Where it is in the output folder."""
        return output_path(self.leaflet, self.language, self.design, self.edition)


@dataclass(frozen=True, slots=True)
class SetFit:
    """The type size of a group of a language set and the most pages of a language; `inputs` is the SHA-256 of the
    whole set."""

    inputs: str
    size_pt: float
    pages: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """Files by their path in the output folder, and language sets by leaflet, design, clinic and script."""

    outputs: Mapping[str, Output] = field(default_factory=dict)
    sets: Mapping[str, SetFit] = field(default_factory=dict)

    def merged(self, outputs: Iterable[Output], sets: Mapping[str, SetFit]) -> Manifest:
        """This one with what a build has made, in place of what it replaced."""
        made = {output.path: output for output in outputs}
        return Manifest({**self.outputs, **made}, {**self.sets, **sets})


def output_path(leaflet: str, language: str, design: str, edition: str) -> str:
    """Where a file goes in the output folder; what has no pages has no design."""
    if is_reflow(edition):
        return f"{leaflet}/{file_name(leaflet, language, edition)}"
    return f"{leaflet}/{leaflet}_{language}_{design}_{edition}.pdf"


def set_key(leaflet: str, design: str, clinic: str) -> str:
    """Under which name the fit of a language set is kept."""
    return f"{leaflet}/{design}/{clinic}"


def sha256(data: bytes) -> str:
    """The checksum that is noted."""
    return hashlib.sha256(data).hexdigest()


def read_manifest(folder: Path) -> tuple[Manifest, tuple[Problem, ...]]:
    """The manifest of an output folder, empty where there is none; a broken one is said and ignored."""
    path = folder / FILE
    try:
        rows = json.loads(path.read_bytes())
        outputs = [_row(Output, row) for row in rows["outputs"].values()]
        sets = {str(name): _row(SetFit, row) for name, row in rows["sets"].items()}
    except (FileNotFoundError, NotADirectoryError):
        return Manifest(), ()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        hint = "nothing to do: it is written anew by the next build"
        return Manifest(), (warning("output/manifest", "cannot be read, and is ignored", Where(shown(path)), hint),)
    return Manifest().merged(outputs, sets), ()


Row = TypeVar("Row", Output, SetFit)


def _row(kind: type[Row], row: Mapping[str, Any]) -> Row:
    values: dict[str, Any] = {}
    for column in dataclasses.fields(kind):
        if column.name not in row and column.default is not dataclasses.MISSING:
            continue  # a manifest of before there was such a column
        value = row[column.name]
        wanted = TYPES[str(column.type)]
        if not isinstance(value, wanted) and not (wanted is float and isinstance(value, int)):
            raise TypeError(column.name)
        values[column.name] = tuple(map(str, value)) if isinstance(value, list) else value
    return kind(**values)


def write_manifest(folder: Path, manifest: Manifest) -> tuple[Problem, ...]:
    """Write it, without the files that are no longer there."""
    outputs = {path: row for path, row in manifest.outputs.items() if (folder / path).is_file()}
    rows = {
        "schema": SCHEMA,
        "outputs": {path: dataclasses.asdict(row) for path, row in outputs.items()},
        "sets": {name: dataclasses.asdict(row) for name, row in manifest.sets.items()},
    }
    text = json.dumps(rows, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    return write_file(folder / FILE, text.encode())
