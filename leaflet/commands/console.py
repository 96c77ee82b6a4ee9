"""What the user sees.  Lines and problems go in; lines go to standard output, problems to standard error, each once.

It counts what it tells, and so knows the exit code.
"""

from __future__ import annotations

import contextlib
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from leaflet.problems import Level, Problem

FINE, PROBLEMS, WRONG_ARGUMENTS, UNREADABLE = 0, 1, 2, 3


def program_name() -> str:
    """How the user called the program, for hints that can be typed."""
    name = Path(sys.argv[0]).name
    return name if name.startswith("make") else "make-leaflet"


class Refused(Exception):
    """Ends a command before it begins; carries its problems and its exit code."""

    def __init__(self, *problems: Problem, code: int = WRONG_ARGUMENTS) -> None:
        super().__init__("; ".join(problem.text for problem in problems))
        self.problems = problems
        self.code = code


class Console:
    """Where a command speaks.  `unreadable` is set when a source cannot be read at all."""

    def __init__(self) -> None:
        self.told: set[Problem] = set()
        self.errors = 0
        self.warnings = 0
        self.unreadable = False

    @property
    def code(self) -> int:
        """The exit code that goes with what was told."""
        return UNREADABLE if self.unreadable else PROBLEMS if self.errors else FINE

    def say(self, line: str) -> None:
        """A line of the plain log."""
        print(line, flush=True)

    def tell(self, problems: Iterable[Problem]) -> None:
        """Problems, each only the first time it is met: designs share the problems of a translation."""
        for problem in problems:
            if problem not in self.told:
                self.told.add(problem)
                self.errors += problem.level >= Level.ERROR
                self.warnings += problem.level == Level.WARNING
                print(_harmless(str(problem)), file=sys.stderr)

    def counted(self) -> str:
        """`2 errors, 1 warning`; empty when there was nothing to tell."""
        counts = ((self.errors, "error"), (self.warnings, "warning"))
        return ", ".join(f"{count} {name}{'s' * (count > 1)}" for count, name in counts if count)


def _harmless(text: str) -> str:
    """Control characters of a user's file as codes: they would play with the terminal."""
    if text.replace("\n", "").isprintable():
        return text
    shown = (mark.encode("unicode_escape").decode() if _is_control(mark) else mark for mark in text)
    return "".join(shown)


def _is_control(character: str) -> bool:
    return unicodedata.category(character)[0] == "C" and character != "\n"


Advance = Callable[[str], None]


@contextlib.contextmanager
def progress(total: int) -> Iterator[Advance]:
    """A bar on a terminal when there is more than one thing to do; call what it gives as each is done."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console as Terminal  # 55 ms: only who watches pays for it
    from rich.progress import Progress

    # Lines for standard output stay there when it is a file or a pipe.
    bar = Progress(console=Terminal(stderr=True), transient=True, redirect_stdout=sys.stdout.isatty())
    with bar:
        task = bar.add_task("leaflets", total=total)
        yield lambda name: bar.update(task, advance=1, description=name)
