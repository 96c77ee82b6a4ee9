"""What a translator has looked at and found right: comments of a PO entry go in, the codes that are not told come out.

`# check: words/repeated — Grammar wants it twice.`  Several codes stand with commas between them.  A reason is needed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from leaflet.problems import Problem, Where, warning

CODE = "po/suppression"
FORM = "write '# check: words/repeated — ' and the reason"
COMMENT = re.compile(r"check:\s*((?:po|words)/[a-z-]+(?:\s*,\s*(?:po|words)/[a-z-]+)*)\s*(?:(?:[—–:-]+)\s*(.*))?")
# Nobody can vouch for these: without them the text cannot be printed, or names nothing.
NEVER = frozenset(("po/field-lost", "po/field-added", "po/unknown-field", "po/markup", CODE))


@dataclass(frozen=True, slots=True)
class Suppression:
    """The codes of one comment, and why they are not told."""

    codes: tuple[str, ...]
    reason: str


def suppressions(comments: Iterable[str]) -> tuple[Suppression, ...]:
    """The suppressions among the translator's comments of an entry; a note that only begins alike is none."""
    found = (COMMENT.fullmatch(comment.strip()) for comment in comments)
    return tuple(Suppression(tuple(re.split(r"\s*,\s*", one[1])), (one[2] or "").strip()) for one in found if one)


def unsuppressed(problems: Iterable[Problem], comments: Iterable[str]) -> tuple[Problem, ...]:
    """The problems that no comment with a reason covers."""
    covered = {code for one in suppressions(comments) if one.reason for code in one.codes} - NEVER
    return tuple(problem for problem in problems if problem.code not in covered)


def loose(comments: Iterable[str], met: Collection[str], known: Collection[str], where: Where) -> Iterator[Problem]:
    """What is wrong with the suppressions of an entry: `met` are the codes that it has without them."""
    for one in suppressions(comments):
        if not one.reason:
            yield warning(CODE, f"{', '.join(one.codes)} is suppressed without a reason", where, FORM)
        for code in one.codes:
            if code in NEVER:
                text, hint = f"{code} cannot be suppressed", "take the comment out, and mend the text"
            elif code not in known:
                text, hint = f"there is no check {code}", f"known: {', '.join(sorted(known))}"
            elif code not in met:
                text, hint = f"{code} is suppressed and does not occur", "take the comment out"
            else:
                continue
            yield warning(CODE, text, where, hint)
