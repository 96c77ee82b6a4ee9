"""Files for the user.  Bytes go in and stand whole under their name, or what stood there before is untouched.

Written beside, then renamed: Ctrl-C, a full disk or a crash leaves no half of a file under a name that is read.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from leaflet.problems import Problem, Where, error

HINT = "check the rights of the folder and the room on the disk, or choose another folder"


def write_file(path: Path, data: bytes, careful: bool = False) -> tuple[Problem, ...]:
    """Put bytes under a name, making its folders; `output/unwritable` if the system refuses.

    `careful`, for what people wrote: the bytes are on the disk before the old file goes, which keeps its rights, and
    where the name is a link the file that it leads to is written."""
    try:
        path = path.resolve() if careful else path
        beside = path.with_name(f".{path.name}.{os.getpid()}.part")
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(beside, path, data, careful)
    except OSError as refusal:
        reason = refusal.strerror or type(refusal).__name__
        return (error("output/unwritable", f"cannot be written: {reason}", Where(shown(path)), HINT),)
    return ()


def _write(beside: Path, path: Path, data: bytes, careful: bool) -> None:
    try:
        beside.write_bytes(data)
        if careful:
            with beside.open("rb+") as file:
                os.fsync(file.fileno())
        if careful and path.exists():
            beside.chmod(path.stat().st_mode & 0o7777)
        os.replace(beside, path)
    except BaseException:  # Ctrl-C too
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def shown(path: Path) -> str:
    """The path as the user would type it from where they stand."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:  # another drive
        return path.as_posix()
