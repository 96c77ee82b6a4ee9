"""What reviewers said: a returned review goes in, lines for the report and problems come out.

Their proposals are taken by `taking`; a verdict itself changes nothing, and is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from leaflet.exchange.columns import VERDICTS
from leaflet.exchange.parcel import Return
from leaflet.exchange.taking import clipped
from leaflet.problems import Problem, Where, warning

OK, CHANGE, COMMENT = VERDICTS


def verdicts(back: Return) -> Iterator[str]:
    """How many texts have which verdict, then each comment."""
    counts = Counter(row.verdict for row in back.rows)
    said = [f"{counts[verdict]} {verdict}" for verdict in VERDICTS]
    without = counts[""]
    yield "verdicts: " + ", ".join(said + [f"{without} without"] * bool(without))
    for row in back.rows:
        if row.comment:
            yield f"  {row.context}: {row.verdict or 'no verdict'}: {clipped(row.comment, 300)}"


def check_verdicts(back: Return, where: Where) -> Iterator[Problem]:
    """Verdicts that nobody can act on."""
    for row in back.rows:
        here = Where(where.file, row.line, row.context[:80], back.language)
        if row.verdict and row.verdict not in VERDICTS:
            hint = f"write one of: {', '.join(VERDICTS)}"
            yield warning("exchange/verdict", f"'{clipped(row.verdict)}' is no verdict", here, hint)
        elif row.verdict == CHANGE and not (row.text or "").strip() and not row.comment:
            hint = "ask the reviewer for the new words"
            yield warning("exchange/verdict", "is to be changed, and nobody said to what", here, hint)
