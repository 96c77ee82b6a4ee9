"""The typesetter of one language: remembers what it shaped and broke, so that copyfit pays for each paragraph once.

Rich text in; shaped paragraphs and lines out.  Same question, same answer: the memory never changes a result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from leaflet.compose.breaks import Break, find_breaks, parts_words
from leaflet.compose.fonts import Faces
from leaflet.compose.ink import Profile, Reach, extent, highest, profile, reach
from leaflet.compose.lines import Line, Wish, break_lines
from leaflet.compose.shape import ShapedText, missing_glyphs, shape
from leaflet.geometry import millimetres
from leaflet.localize.locale import Locale
from leaflet.model.inline import RichText
from leaflet.problems import Problem, Where

PLAIN = Wish()
MEASURE_STEP = 1e-4  # em: measures closer than this give the same lines


@dataclass(frozen=True, slots=True, eq=False)
class Typesetter:
    """Shapes and breaks in one locale with one shelf of faces."""

    locale: Locale
    faces: Faces
    _shaped: dict[tuple[RichText, bool], ShapedText] = field(default_factory=dict)
    _breaks: dict[tuple[int, bool], tuple[Break, ...]] = field(default_factory=dict)
    _lines: dict[tuple[int, int, int, bool, Wish], tuple[Line, ...]] = field(default_factory=dict)
    _extents: dict[int, tuple[float, float]] = field(default_factory=dict)
    _reaches: dict[int, Reach] = field(default_factory=dict)
    _profiles: dict[tuple[int, int, int], Profile] = field(default_factory=dict)

    def shape(self, rich: RichText | str, strong: bool = False) -> ShapedText:
        """The paragraph as glyphs; `strong` sets all of it bold."""
        key = (RichText(rich) if isinstance(rich, str) else rich, strong)
        found = self._shaped.get(key)
        if found is None:
            found = self._shaped[key] = shape(key[0], self.locale, self.faces, strong=strong)
        return found

    def missing(self, rich: RichText | str, where: Where, strong: bool = False) -> tuple[Problem, ...]:
        """What no bundled font can draw of a paragraph."""
        return missing_glyphs(self.shape(rich, strong), where)

    def lines(
        self, shaped: ShapedText, width: float, size: float, indent: float = 0.0, wish: Wish = PLAIN
    ) -> tuple[Line, ...]:
        """Lines of a shaped paragraph in a column `width` points wide at `size` points; the first is indented by
        `indent` points.  Words are hyphenated where the locale says so, unless the wish is for whole ones
        and they fit."""
        hyphenate = not wish.whole and self.hyphenates(width)
        key = (id(shaped), round(width / size / MEASURE_STEP), round(indent / size / MEASURE_STEP), hyphenate, wish)
        found = self._lines.get(key)
        if found is None:
            breaks = self._places(shaped, hyphenate)
            found = break_lines(shaped, breaks, width / size, indent / size, wish)
            if not hyphenate and parts_words(self.locale) and any(line.overlong for line in found):
                found = break_lines(shaped, self._places(shaped, True), width / size, indent / size, wish)
            self._lines[key] = found
        return found

    def extent(self, shaped: ShapedText) -> tuple[float, float]:
        """How far a paragraph's ink reaches above and below the baseline, in em."""
        found = self._extents.get(id(shaped))
        if found is None:
            of = self._reach(shaped) if any(run.dy for run in shaped.runs) else None
            found = self._extents[id(shaped)] = extent(shaped, of)
        return found

    def profile(self, shaped: ShapedText, line: Line) -> Profile:
        """The ink of one line of a paragraph that this typesetter shaped."""
        key = (id(shaped), line.start, line.end)
        found = self._profiles.get(key)
        if found is None:
            found = self._profiles[key] = profile(shaped, line, self._reach(shaped))
        return found

    def need(self, shaped: ShapedText, lines: Sequence[Line], least: float = 0.0) -> float:
        """The distance of baselines, in em, at which no ink of these lines touches: `least` where that is enough."""
        if len(lines) < 2 or sum(self.extent(shaped)) <= least:
            return least
        return self.highest([(shaped, line) for line in lines], least)

    def highest(self, lines: Sequence[tuple[ShapedText, Line]], least: float = 0.0) -> float:
        """The same for lines of several paragraphs that follow one another."""
        return highest([(shaped, line, self._reach(shaped)) for shaped, line in lines], least)

    def _reach(self, shaped: ShapedText) -> Reach:
        found = self._reaches.get(id(shaped))
        if found is None:
            found = self._reaches[id(shaped)] = reach(shaped)
        return found

    def hyphenates(self, width: float) -> bool:
        """Does this language hyphenate in a column of so many points?"""
        rules = self.locale.hyphenation
        return bool(rules.pyphen) and millimetres(width) < rules.columns_under_mm

    def _places(self, shaped: ShapedText, hyphenate: bool) -> tuple[Break, ...]:
        key = (id(shaped), hyphenate)
        found = self._breaks.get(key)
        if found is None:
            found = self._breaks[key] = _between_glyphs(shaped, find_breaks(shaped.rich, self.locale, hyphenate))
        return found


def _between_glyphs(shaped: ShapedText, places: tuple[Break, ...]) -> tuple[Break, ...]:
    """Without the hyphens inside a ligature: its letters are one glyph, which stands on one line."""
    if not any(place.hyphen for place in places):
        return places
    starts = {cluster for run in shaped.runs for cluster in run.clusters}
    return tuple(place for place in places if not place.hyphen or place.at in starts)
