"""Output profiles.  A name or a file goes in; the profile's bytes, what it says of itself and its ink limit come out.

What a profile cannot say (the limit, the paper) is in `assets/icc/profiles.yaml`, a project's own before the program's.
Source: ICC.1:2004-10 7.2 (header), 10.13 and 10.15 (descriptions).
"""

from __future__ import annotations

import functools
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from leaflet.model.schema import check, clip, load_schema
from leaflet.model.yaml_nodes import read_nodes
from leaflet.problems import Problem, Where, error, has_errors

MOST_BYTES = 20_000_000
HEADER = 128  # bytes
USUAL_LIMIT = 300.0  # percent of ink, where nobody says it: coated paper (ISO 12647-2 bears more, shops ask for less)
# What a file names that has no registered condition.  ISO 32000-1 table 365: "Custom", with the profile and an Info
# text.  The bundled profiles are own computations: FOGRA39 would say that they are the registry's.
UNREGISTERED = "Custom"
REGISTRY = "http://www.color.org"
CLASSES = {b"prtr": "output", b"mntr": "display", b"scnr": "scanner", b"link": "device link", b"spac": "colour space",
           b"abst": "abstract", b"nmcl": "named colour"}  # fmt: skip
TABLES = ("A2B0", "B2A0")  # of an output profile, both ways (ICC.1 8.5.2)
AGAIN = "ask the print shop for the file again: an ICC output profile for CMYK, made for its press and paper"


@dataclass(frozen=True, slots=True)
class OutputProfile:
    """A CMYK output profile: `version` of ICC, `ink_limit` in percent, and what names the printing condition."""

    name: str
    data: bytes = field(repr=False)
    version: int
    ink_limit: float
    condition: str
    info: str
    registered: str = ""  # the name of the condition in the ICC's registry

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.data).hexdigest()[:16]

    @property
    def intent(self) -> Mapping[str, str]:
        """Entries of an output intent (ISO 32000-1 table 365)."""
        return {
            "OutputConditionIdentifier": self.registered or UNREGISTERED,
            "OutputCondition": self.condition,
            "Info": self.info,
            "RegistryName": REGISTRY if self.registered else "",
        }


@dataclass(frozen=True, slots=True)
class _Known:
    """A file that was found to be an output profile."""

    data: bytes
    version: int
    description: str


Rows = Mapping[str, Mapping[str, Any]]


def read_profile(
    path: Path, rows: Rows, where: Where, limit: float = 0.0
) -> tuple[OutputProfile | None, tuple[Problem, ...]]:
    """Read an ICC file; `rows` are of profiles.yaml, a `limit` above 0 percent is the shop's word.  `where` is the
    place that names the file."""
    try:
        status = path.stat()
        known = _examined(path, status.st_size, status.st_mtime_ns) if path.is_file() else "is not a file"
    except FileNotFoundError:
        known = "does not exist"
    except (OSError, ValueError) as slip:
        known = f"cannot be read: {getattr(slip, 'strerror', None) or 'not a usable name'}"
    if isinstance(known, str):
        return None, (error("press/profile", f"the profile '{clip(path.name)}' {known}", where, AGAIN),)
    row = rows.get(path.stem, {})
    bears = limit or float(row.get("ink_limit", USUAL_LIMIT))
    condition = str(row.get("condition", known.description))
    info = str(row.get("info", known.description))
    found = OutputProfile(path.stem, known.data, known.version, bears, condition, info, str(row.get("registered", "")))
    return found, ()


@functools.lru_cache(16)
def _examined(path: Path, size: int, changed: int) -> _Known | str:
    """The file, or what is wrong with it."""
    if size > MOST_BYTES:
        return f"has {size:,} bytes; at most {MOST_BYTES:,} are read"
    data = path.read_bytes()
    wrong = _refused(data)
    return wrong or _Known(data, data[8], _description(data) or path.stem)


def _refused(data: bytes) -> str:
    """Why the bytes are not an output profile for CMYK; empty if they are."""
    if len(data) < HEADER + 4 or data[36:40] != b"acsp":
        return "is not an ICC profile"
    if data[12:16] != b"prtr":
        return f"is a profile of the class '{CLASSES.get(data[12:16], 'unknown')}', not an output profile"
    if data[16:20] != b"CMYK":
        return f"is for {_word(data[16:20])}, not for CMYK"
    if data[8] not in (2, 4):
        return f"is of ICC version {data[8]}; 2 and 4 are known"
    tags = _tags(data)
    if int.from_bytes(data[:4], "big") != len(data) or any(at + size > len(data) for at, size in tags.values()):
        return "is damaged or cut short"
    lacking = [tag for tag in TABLES if tag not in tags]
    return f"has no table {', '.join(lacking)}" if lacking else "" if _works(data) else "is damaged"


def _works(data: bytes) -> bool:
    """Can LittleCMS make colours with it?"""
    from PIL import ImageCms

    try:
        target = ImageCms.ImageCmsProfile(io.BytesIO(data))
        ImageCms.buildTransform(ImageCms.createProfile("sRGB"), target, "RGB", "CMYK")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return False
    return True


def _tags(data: bytes) -> Mapping[str, tuple[int, int]]:
    """Offset and size of each tag (ICC.1 7.3)."""
    count = min(int.from_bytes(data[HEADER : HEADER + 4], "big"), (len(data) - HEADER - 4) // 12)
    rows = (data[HEADER + 4 + 12 * at : HEADER + 16 + 12 * at] for at in range(count))
    return {_word(row[:4]): (int.from_bytes(row[4:8], "big"), int.from_bytes(row[8:12], "big")) for row in rows}


def _description(data: bytes) -> str:
    at, size = _tags(data).get("desc", (0, 0))
    tag = data[at : at + size]
    text = ""
    if tag[:4] == b"desc":  # version 2: the length, then ASCII that ends in a zero
        text = tag[12 : 12 + int.from_bytes(tag[8:12], "big")].split(b"\0")[0].decode("ascii", "ignore")
    elif tag[:4] == b"mluc":  # version 4: records of language, length, offset; the first one will do
        length, start = int.from_bytes(tag[20:24], "big"), int.from_bytes(tag[24:28], "big")
        text = tag[start : start + length].decode("utf-16-be", "ignore")
    return " ".join("".join(letter for letter in text if letter.isprintable()).split())


def _word(signature: bytes) -> str:
    return signature.decode("ascii", "replace").strip()


def read_rows(folders: tuple[Path, ...], assets: Path) -> tuple[Rows, tuple[Problem, ...]]:
    """The rows of `icc/profiles.yaml` of several folders of assets, where the first that has a row decides."""
    rows: dict[str, Mapping[str, Any]] = {}
    problems: tuple[Problem, ...] = ()
    for folder in reversed(folders):
        path = folder / "icc" / "profiles.yaml"
        if path.is_file():
            status = path.stat()
            found, slips = _rows(path, assets, (status.st_size, status.st_mtime_ns))
            problems += slips
            rows |= found
    return rows, problems


@functools.lru_cache(16)
def _rows(path: Path, assets: Path, state: tuple[int, int]) -> tuple[Rows, tuple[Problem, ...]]:
    where = Where("assets/icc/profiles.yaml")
    node, problems = read_nodes(path, where.file)
    if node is None:
        return {}, problems
    value, slips = check(node, load_schema(assets, "profiles"), where)
    problems += slips
    return ({} if has_errors(problems) else value["profiles"]), problems
