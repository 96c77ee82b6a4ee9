"""Rules on fonts: every glyph that is shown is there, as wide as it says, and stands for a text."""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.check.access.font_use import FontUse
from leaflet.check.access.rule import Evidence, Finding, rule

AGREED = 1.0  # thousandths of an em
NO_TEXT = frozenset("\0\ufeff\ufffe")


def _shown(evidence: Evidence) -> Iterator[FontUse]:
    return (use for use in evidence.fonts if use.codes)


@rule("font-embedded", "a font that is not in the file is replaced by another, and letters may be lost")
def font_embedded(evidence: Evidence) -> Iterator[Finding]:
    for use in _shown(evidence):
        if not use.font.embedded:
            yield Finding(f"the font {use.font.name} is not in the file")


@rule("font-glyphs", "a letter whose shape is not in the font is not seen")
def font_glyphs(evidence: Evidence) -> Iterator[Finding]:
    for use in _shown(evidence):
        outlines = use.font.outlines
        if use.font.knows_its_glyphs and outlines and any(use.font.glyph(code) >= outlines.count for code in use.codes):
            yield Finding(f"letters are shown that are not in the font {use.font.name}")


@rule("font-notdef", "the box for a missing letter says nothing")
def font_notdef(evidence: Evidence) -> Iterator[Finding]:
    for use in _shown(evidence):
        if use.font.knows_its_glyphs and any(use.font.glyph(code) == 0 for code in use.codes):
            yield Finding(f"a letter is shown as the box for a missing one, in {use.font.name}")


@rule("font-map", "without it a reader may show other shapes than were meant")
def font_map(evidence: Evidence) -> Iterator[Finding]:
    for use in _shown(evidence):
        if not use.maps_glyphs:
            yield Finding(f"the font {use.font.name} does not say which shapes its codes stand for")


@rule("font-unicode", "a glyph that stands for no letter is not read aloud")
def font_unicode(evidence: Evidence) -> Iterator[Finding]:
    for use in _shown(evidence):
        if not use.font.has_unicode or (use.font.wide and any(not use.texts.get(code) for code in use.codes)):
            yield Finding(f"letters of {use.font.name} cannot be read aloud or copied")


@rule("font-no-text", "a glyph that stands for a sign of no meaning is read as a gap")
def font_no_text(evidence: Evidence) -> Iterator[Finding]:
    for use in evidence.fonts:
        if any(NO_TEXT & set(text) for text in use.texts.values()):
            yield Finding(f"glyphs of {use.font.name} stand for signs that are no letters")


@rule("font-widths", "where widths disagree, words run into each other in some readers")
def font_widths(evidence: Evidence) -> Iterator[Finding]:
    for use in _shown(evidence):
        if use.font.knows_its_glyphs and use.advances and any(_differs(use, code) for code in use.codes):
            yield Finding(f"letters of {use.font.name} are of another width than the file says")


def _differs(use: FontUse, code: int) -> bool:
    glyph = min(use.font.glyph(code), len(use.advances) - 1)
    return abs(use.font.advance(code) * 1000 - use.advances[glyph]) > AGREED
