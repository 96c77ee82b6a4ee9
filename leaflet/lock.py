"""One program at a time in a folder.  A folder goes in; while the block runs nobody else who asks has it.

The lock is the system's own on the folder (flock), so it ends with the process that holds it, however that ends, and
leaves no file behind.  Where the system has none it is a file made with O_EXCL, which an old process may leave: whoever
is refused is told which.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from leaflet.output import shown
from leaflet.problems import Problem, Where, error

FILE = ".leaflet-lock"
PATIENCE = 10.0  # seconds
PAUSE = 0.05


@contextlib.contextmanager
def held(folder: Path, patience: float = PATIENCE) -> Iterator[tuple[Problem, ...]]:
    """Hold a folder; what it gives is empty, or why it could not be had, and then nothing may be written."""
    until = time.monotonic() + patience
    while True:
        release, problems = _take(folder)
        if release is not None or problems or time.monotonic() >= until:
            break
        time.sleep(PAUSE)
    try:
        yield problems or (() if release is not None else (_busy(folder),))
    finally:
        if release is not None:
            release.close()


def _busy(folder: Path) -> Problem:
    left = folder / FILE
    hint = f"if no other program is running, remove {shown(left)}" if left.exists() else "wait until it is done"
    return error(
        "output/locked", "another program is writing here", Where(shown(folder)), f"{hint}; nothing was changed"
    )


def _take(folder: Path) -> tuple[contextlib.ExitStack | None, tuple[Problem, ...]]:
    """The lock, or none while somebody else has it; a problem where there can be none."""
    stack = contextlib.ExitStack()
    try:
        (_by_system if sys.platform != "win32" else _by_file)(folder, stack)
    except (BlockingIOError, FileExistsError):
        stack.close()
        return None, ()
    except OSError as refusal:
        stack.close()
        reason = refusal.strerror or type(refusal).__name__
        hint = "check that the folder is there and may be read"
        return None, (error("output/unwritable", f"cannot be locked: {reason}", Where(shown(folder)), hint),)
    return stack, ()


def _by_system(folder: Path, stack: contextlib.ExitStack) -> None:
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    stack.callback(os.close, handle)
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _by_file(folder: Path, stack: contextlib.ExitStack) -> None:
    path = folder / FILE
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    stack.callback(path.unlink, missing_ok=True)
