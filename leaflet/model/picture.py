"""Pictures: a name in a leaflet or clinic file goes in, a Drawing or a Raster comes out, or Problems.

What a file is, is decided by its content; its suffix may lie.
"""

from __future__ import annotations

import pathlib
import stat
from dataclasses import replace
from typing import TypeAlias

from leaflet.model import raster
from leaflet.model.drawing import Drawing, read_drawing
from leaflet.model.raster import Raster, read_raster
from leaflet.model.svg_value import shown
from leaflet.problems import Problem, Where, error

Picture: TypeAlias = Drawing | Raster

XML_STARTS = (b"<", b"\xef\xbb\xbf", b"\xfe\xff", b"\xff\xfe")  # or a byte order mark
LONGEST_NAME, LONGEST_PART = 1000, 255  # characters; bytes, the limit of the usual file systems
PLACE = "put the picture in the leaflet's folder or assets/images and name it from there, with forward slashes"


def read_picture(path: pathlib.Path, shown_as: str, where: Where) -> tuple[Picture | None, tuple[Problem, ...]]:
    """Read an SVG, PNG or JPEG file.

    `shown_as` is the file as the user knows it, and `where` the place that names it: what is wrong with the file is
    reported there, what is wrong inside the file at `shown_as` and its line.
    """
    data, problems = _content(path, shown_as, where)
    if data is None:
        return None, problems
    inside = replace(where, file=shown_as, line=0)
    if data[:1024].lstrip().startswith(XML_STARTS):
        return read_drawing(data, inside)
    return read_raster(data, inside)


def safe_path(root: pathlib.Path, name: str, where: Where) -> tuple[pathlib.Path | None, tuple[Problem, ...]]:
    """The path of `name` under `root`, which a stranger's name or symbolic link must not leave; it need not exist."""
    reason = _unsafe(name)
    if not reason:
        path = root / name
        try:
            inside = path.resolve().is_relative_to(root.resolve())
        except (OSError, RuntimeError, ValueError):  # loops of links, names too long, lone surrogates
            return None, (error("picture/path", f"'{shown(name)}' cannot be looked up", where, PLACE),)
        if inside:
            return path, ()
        reason = "leads out of its folder by a symbolic link"
    return None, (error("picture/path", f"'{shown(name)}' {reason}", where, PLACE),)


def _unsafe(name: str) -> str:
    """Why a name is refused on every system, before the file system is asked."""
    if not name.strip() or any(not character.isprintable() for character in name):
        return "is empty or has control characters"
    if "\\" in name:
        return "has a backslash"
    if ":" in name:  # C:x, https://…, and NTFS streams
        return "has a colon, as drives and web addresses have"
    if name.startswith("/"):
        return "is an absolute path"
    parts = name.split("/")
    if len(name) > LONGEST_NAME or any(len(part.encode()) > LONGEST_PART for part in parts):
        return "is too long"
    return "goes up by '..'" if ".." in parts else "" if set(parts) - {"", "."} else "names a folder"


def _content(path: pathlib.Path, shown_as: str, where: Where) -> tuple[bytes | None, tuple[Problem, ...]]:
    name = shown(shown_as, 200)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe or device would never end
            what = "is a folder" if stat.S_ISDIR(status.st_mode) else "is not a file"
            return None, (error("picture/not-a-file", f"'{name}' {what}", where, "name the picture's file"),)
        if status.st_size > raster.MOST_BYTES:
            text = f"'{name}' has {status.st_size:,} bytes; at most {raster.MOST_BYTES:,} are read"
            return None, (error("picture/too-large", text, where, "scale it down to the size it is printed at"),)
        with path.open("rb") as file:
            return file.read(raster.MOST_BYTES + 1), ()
    except (FileNotFoundError, NotADirectoryError):
        hint = "check the name, capitals included, and that the file is there"
        return None, (error("picture/missing", f"the picture '{name}' does not exist", where, hint),)
    except (OSError, ValueError) as reason:
        why = getattr(reason, "strerror", None) or "not a usable name"
        return None, (error("picture/unreadable", f"'{name}' cannot be read: {why}", where, "check its permissions"),)
