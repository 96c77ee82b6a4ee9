"""Problems: what is wrong, where, and what to do about it.

Every step returns the problems it met next to its result; nothing is raised for expected trouble.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, replace


class Level(enum.IntEnum):
    """How bad: INFO is said, WARNING builds, ERROR does not."""

    INFO = 10
    WARNING = 20
    ERROR = 30


@dataclass(frozen=True, slots=True)
class Where:
    """A place in the input: a file as the user knows it, a line from 1 (0: none), a block or message, a language."""

    file: str = ""
    line: int = 0
    block: str = ""
    language: str = ""

    def __str__(self) -> str:
        return f"{self.file or 'leaflet'}:{self.line}" if self.line else (self.file or "leaflet")


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding of one rule.  `code` is `step/name`, `hint` says what to do next."""

    code: str
    level: Level
    text: str
    where: Where = Where()
    hint: str = ""

    def __str__(self) -> str:
        about = "".join(f"{part}: " for part in (self.where.language, self.where.block) if part)
        line = f"{self.where}: {self.level.name.lower()}: {about}{self.text} [{self.code}]"
        return f"{line}\n  hint: {self.hint}" if self.hint else line

    def at(self, **changes: object) -> Problem:
        """The same problem at another place, e.g. `problem.at(language="de")`."""
        return replace(self, where=replace(self.where, **changes))  # type: ignore[arg-type]


def error(code: str, text: str, where: Where = Where(), hint: str = "") -> Problem:
    """A problem that stops the build of what it concerns."""
    return Problem(code, Level.ERROR, text, where, hint)


def warning(code: str, text: str, where: Where = Where(), hint: str = "") -> Problem:
    """A problem that is said, and does not stop the build."""
    return Problem(code, Level.WARNING, text, where, hint)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Does one of them stop the build?"""
    return any(problem.level >= Level.ERROR for problem in problems)
