"""What a print shop asks for.  The `press:` of a design, or options of the command line, go in; one value comes out.

Nothing is looked up here: what a name means is known where it is painted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MARKS = ("crop", "fold", "bleed", "registration", "bar")


@dataclass(frozen=True, slots=True)
class PressWish:
    """Empty is what nobody said.  `profile` is the name of a profile or its file in the project; a Path is the user's
    own, from anywhere.  `ink_limit` in percent."""

    pdfx: str = ""
    profile: str | Path = ""
    marks: frozenset[str] | None = None
    ink_limit: float = 0.0

    def before(self, other: PressWish) -> PressWish:
        """This one's wishes, and the other's where this one has none.  A limit belongs to its profile."""
        return PressWish(
            self.pdfx or other.pdfx,
            self.profile or other.profile,
            other.marks if self.marks is None else self.marks,
            self.ink_limit or (0.0 if self.profile else other.ink_limit),
        )


def read_wish(value: Mapping[str, Any]) -> PressWish:
    """The `press:` of a design that its schema has checked."""
    marks = frozenset(value["marks"]) if "marks" in value else None
    return PressWish(value.get("pdfx", ""), value.get("profile", ""), marks, float(value.get("ink_limit", 0)))
