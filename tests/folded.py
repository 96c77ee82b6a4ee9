"""A sheet of paper that is folded: page numbers of its two sides and where its folds are go in; what lies on top and
underneath comes out.

Nothing here knows a panel: paper has two sides, a fold turns what is on one side of a line over, and what was on top of
the turned part is then under it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

FRONT, BACK = "front", "back"


@dataclass(frozen=True)
class Piece:
    """A strip of paper on the table from `left` to `right`; `side` faces up.  `start` is where its left edge is on that
    side, seen from that side; there x grows to the right as on the table."""

    left: float
    right: float
    side: str
    start: float


@dataclass(frozen=True)
class Paper:
    """Pieces from the lowest to the topmost."""

    width: float
    pieces: tuple[Piece, ...]

    def cut_at(self, x: float) -> Paper:
        """The same paper, creased at x."""
        found: list[Piece] = []
        for piece in self.pieces:
            if piece.left < x - 1e-6 and piece.right > x + 1e-6:
                found += [replace(piece, right=x), replace(piece, left=x, start=piece.start + x - piece.left)]
            else:
                found.append(piece)
        return replace(self, pieces=tuple(found))

    def folded(self, x: float, right: bool, over: bool = True) -> Paper:
        """Turn what lies right (or left) of x over the line, on top of the rest or under it."""
        paper = self.cut_at(x)
        moves = [piece for piece in paper.pieces if (piece.left >= x - 1e-6) == right]
        stays = [piece for piece in paper.pieces if piece not in moves]
        turned = [self._turned(piece, x) for piece in reversed(moves)]
        return replace(self, pieces=tuple([*stays, *turned] if over else [*turned, *stays]))

    def _turned(self, piece: Piece, x: float) -> Piece:
        other = BACK if piece.side == FRONT else FRONT
        width = piece.right - piece.left
        return Piece(2 * x - piece.right, 2 * x - piece.left, other, self.width - piece.start - width)

    def turned_over(self) -> Paper:
        """Seen from below: the whole bundle turned like a page."""
        return replace(self, pieces=tuple(self._turned(piece, 0.0) for piece in reversed(self.pieces)))

    @property
    def on_top(self) -> list[Piece]:
        """What is seen from above, from left to right."""
        edges = sorted({edge for piece in self.pieces for edge in (piece.left, piece.right)})
        found: list[Piece] = []
        for a, b in zip(edges, edges[1:], strict=False):
            top = next((p for p in reversed(self.pieces) if p.left <= a + 1e-6 and p.right >= b - 1e-6), None)
            if top is None or b - a < 1e-6:
                continue
            seen = Piece(a, b, top.side, top.start + a - top.left)
            last = found[-1] if found else None
            if last and last.side == seen.side and abs(last.start + last.right - last.left - seen.start) < 1e-6:
                found[-1] = replace(last, right=b)
            else:
                found.append(seen)
        return found


def sheet(width: float, side: str) -> Paper:
    """A flat sheet with one side up."""
    return Paper(width, (Piece(0.0, width, side, 0.0),))
