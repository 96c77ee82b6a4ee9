"""Rules on fonts: everything that is printed must be in the file, and be what it seems."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from leaflet.check.preflight.painted import FontUse
from leaflet.check.preflight.rule import Evidence, Finding, rule
from leaflet.check.preflight.wording import names
from leaflet.problems import Level


def _pages(evidence: Evidence, wrong: Callable[[FontUse], bool]) -> Iterator[tuple[int, str]]:
    """Pages, and the names of the fonts on them that something is wrong with."""
    for page in evidence.pages:
        found = [use.font.name or "(no name)" for use in page.content.fonts if use.codes and wrong(use)]
        if found:
            yield page.number, names(found)


@rule("font-embedded", "a font that is not in the file is replaced by another one: letters move or vanish")
def font_embedded(evidence: Evidence) -> Iterator[Finding]:
    for page, found in _pages(evidence, lambda use: not use.font.embedded):
        yield Finding(f"not in the file: {found}", "embed all fonts, also the usual ones like Helvetica", page)


@rule("font-type3", "letters drawn as Type 3 fonts print coarse, and cannot be searched")
def font_type3(evidence: Evidence) -> Iterator[Finding]:
    for page, found in _pages(evidence, lambda use: use.font.kind == "Type3"):
        yield Finding(f"drawn letters (Type 3) in {found}", "use TrueType or OpenType fonts", page)


@rule("font-glyphs", "a letter whose shape is not in the embedded font prints as nothing or as a box")
def font_glyphs(evidence: Evidence) -> Iterator[Finding]:
    for page, found in _pages(evidence, _lacks):
        yield Finding(f"letters are shown that are not in the embedded font {found}", "embed the font anew", page)


def _lacks(use: FontUse) -> bool:
    outlines = use.font.outlines
    if not use.font.knows_its_glyphs or outlines is None:
        return False
    return any(use.font.glyph(code) >= outlines.count for code in use.codes)


@rule("font-notdef", "the font has no shape for a letter: an empty box is printed in its place")
def font_notdef(evidence: Evidence) -> Iterator[Finding]:
    for page, found in _pages(evidence, _is_undefined):
        text = f"a letter is printed as the box for a missing one, in {found}"
        yield Finding(text, "choose a font that has all letters of the language", page)


def _is_undefined(use: FontUse) -> bool:
    return use.font.knows_its_glyphs and any(use.font.glyph(code) == 0 for code in use.codes)


@rule("font-unicode", "without ToUnicode the text cannot be copied, searched, corrected or read aloud", Level.WARNING)
def font_unicode(evidence: Evidence) -> Iterator[Finding]:
    for page, found in _pages(evidence, lambda use: not use.font.has_unicode):
        text = f"the file does not say which letters its glyphs stand for, in {found}"
        yield Finding(text, "export with Unicode mapping (tagged PDF has it)", page)
