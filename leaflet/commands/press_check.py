"""`check FILE.pdf`, and the press edition in `check`: finished PDFs go in, what our rules for print say comes out.

A file may be anybody's.  One that cannot be read at all gives exit code 3, as a source does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from leaflet.check.preflight.check_press import MOST_BYTES, check_press
from leaflet.check.preflight.press_order import PressOrder
from leaflet.commands.console import Console
from leaflet.problems import Level, Problem, Where, error

SUFFIX = ".pdf"
UNREADABLE = frozenset(
    f"preflight/{name}" for name in ("missing", "empty", "too-large", "not-pdf", "locked", "unreadable", "no-pages")
)


def files_among(names: Sequence[str]) -> tuple[str, ...]:
    """Those of the words on the command line that are PDF files, each once."""
    return tuple(dict.fromkeys(name for name in names if name.lower().endswith(SUFFIX)))


def check_files(names: Iterable[str], console: Console) -> int:
    """Check finished PDFs, one after another; the line of each says how it did."""
    for name in names:
        problems = _check_file(Path(name), name)
        console.tell(problems)
        console.unreadable = console.unreadable or any(problem.code in UNREADABLE for problem in problems)
        console.say(verdict(name, problems))
    return console.code


def _check_file(path: Path, name: str) -> tuple[Problem, ...]:
    where = Where(name)
    data, problems = _read(path, where)
    return problems or check_press(data, PressOrder(where, file_name=path.name))


def _read(path: Path, where: Where) -> tuple[bytes, tuple[Problem, ...]]:
    try:
        if not path.exists():
            slip = error(
                "preflight/missing", "there is no such file", where, "check its name, and the folder you are in"
            )
            return b"", (slip,)
        if not path.is_file():  # a folder, or a pipe that would keep us waiting
            slip = error("preflight/unreadable", "this is not an ordinary file", where, "name the PDF itself")
            return b"", (slip,)
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1), ()
    except (OSError, ValueError) as slip:
        text = f"the file cannot be read: {getattr(slip, 'strerror', None) or slip}"
        return b"", (error("preflight/unreadable", text, where, "check the file's permissions"),)


def verdict(name: str, problems: Sequence[Problem]) -> str:
    """`Checked x.pdf against our own rules for print (not a certificate): 2 errors, 1 warning`."""
    levels = ((Level.ERROR, "error"), (Level.WARNING, "warning"))
    counts = [(sum(problem.level is level for problem in problems), word) for level, word in levels]
    said = ", ".join(f"{count} {word}{'s' * (count > 1)}" for count, word in counts if count) or "no problems"
    return f"Checked {name} against our own rules for print (not a certificate): {said}"
