"""Rules on type: sizes, lengths and distances of lines, capitals.  A proof goes in; problems come out."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator

from leaflet.check.proof import TOLERANCE, Proof, is_body, items
from leaflet.layout.placed import Page, Role, Text
from leaflet.model.document import Kind
from leaflet.model.inline import RichText
from leaflet.problems import Problem, error, warning

LONGEST_LINE = 75  # characters; beyond it the eye loses the next line
LONGEST_WIDE = (
    40  # ideographs, kana and Hangul (WCAG 2.2 SC 1.4.8: 40 if CJK); a letter or digit among them is half one
)
WIDE = "\u2e80"  # from here on stand the radicals, kana, ideographs, Hangul and full-width signs
LEAST_LEADING = 1.2  # times the size: what a line of Latin needs, and no script needs less
NARROWEST = 40  # characters: in a shorter line the white of a flush edge tears holes between the words
MOST_CAPITALS = 3  # words; more have no outline to read them by
INVISIBLE = ("Mn", "Me", "Cf")  # marks stand over or under a letter, and take no room in the line
SENTENCE_END = (".", "!", "?", "\u2026", "\u0589")  # in scripts with capitals; behind a colon stand names, too
LISTED = (",", ";", "/", "\u00b7")


def type_size(proof: Proof) -> Iterator[Problem]:
    """Nothing is set too small to read."""
    small = {
        (item.part or "footer", item.size)
        for _, item in items(proof)
        if isinstance(item, Text) and item.size < proof.design.smallest - TOLERANCE
    }
    for part, size in sorted(small):
        text = f"type of {size:.1f} pt is too small to read"
        hint = f"nothing may be smaller than {proof.design.smallest:g} pt; mend the design"
        yield error("page/type-size", text, proof.where(part), hint)


def line_length(proof: Proof) -> Iterator[Problem]:
    """Lines of running text are not too long for the eye."""
    long: dict[str, tuple[float, str]] = {}
    size = proof.pages.size
    for _, item in items(proof):
        if isinstance(item, Text) and item.role is Role.PARAGRAPH and is_body(item, size):
            count, most = _length(item)
            if count > most:
                best = "20 to 35" if most == LONGEST_WIDE else "40 to 70"
                said = f"a line of {count} characters is long; {best} read well"
                long[item.block] = max((count, said), long.get(item.block, (0, "")))
    for block, (_, text) in long.items():
        hint = f"use more or narrower columns in {proof.design.file}"
        yield warning("page/line-length", text, proof.where(block), hint)


def _length(item: Text) -> tuple[int, int]:
    """The characters of a line, and how many it may have; of a short one nothing is counted."""
    start, end = item.line.start, item.line.end
    if end - start <= LONGEST_WIDE:
        return 0, LONGEST_WIDE
    text = item.shaped.text[start:end]
    if max(text, default="") >= WIDE:
        wide = sum(char >= WIDE for char in text)
        if 2 * wide > len(text):
            return wide + (len(text) - wide) // 2, LONGEST_WIDE
    return (_letters(text) if len(text) > LONGEST_LINE else len(text)), LONGEST_LINE


def _letters(text: str) -> int:
    return sum(unicodedata.category(char) not in INVISIBLE for char in text)


def leading(proof: Proof) -> Iterator[Problem]:
    """Lines of running text do not stand so close that the eye slips into the next one."""
    body, small = _least_leading(proof)
    closing = {block.id for block in proof.local.blocks if block.kind in (Kind.SOURCES, Kind.CONTACT)}
    closest: dict[float, tuple[float, float, str]] = {}
    for page in proof.pages.pages:
        for upper, lower in _followers(page):
            is_small = lower.block in closing or lower.size < proof.pages.size - TOLERANCE
            wanted = (small if is_small else body) * lower.size
            found = (lower.y - upper.y, wanted, lower.block)
            if found[0] < wanted - TOLERANCE and is_body(lower, proof.pages.size):
                closest[lower.size] = min(found, closest.get(lower.size, found))
    for size, (apart, wanted, block) in closest.items():
        text = f"lines of {size:.1f} pt stand {apart:.1f} pt apart; {wanted:.1f} pt are wanted"
        hint = f"raise the leading of the body, or of the style, in {proof.design.file}"
        yield warning("page/leading", text, proof.where(block), hint)


def _least_leading(proof: Proof) -> tuple[float, float]:
    """In em: what the script asks for in the body, and what any small print needs."""
    if proof.typesetter is None:
        return LEAST_LEADING, LEAST_LEADING
    locale = proof.typesetter.locale
    return locale.size_factor * max(LEAST_LEADING, locale.line_height_min), locale.size_factor * LEAST_LEADING


def _followers(page: Page) -> Iterator[tuple[Text, Text]]:
    """Each line of a message with the next one in the same column."""
    for upper, lower in itertools.pairwise(page.items):
        if isinstance(upper, Text) and isinstance(lower, Text) and upper.shaped is lower.shaped:
            same_column = upper.x < lower.x + lower.width and lower.x < upper.x + upper.width
            if same_column and lower.y > upper.y:
                yield upper, lower


def narrow_justified(proof: Proof) -> Iterator[Problem]:
    """Lines flush at both edges have words enough to share their white; ideographs stand close in any column."""
    lines: dict[str, list[int]] = {}
    for _, item in items(proof):
        if isinstance(item, Text) and item.space and not item.shaped.between:
            lines.setdefault(item.block, []).append(_letters(item.shaped.text[item.line.start : item.line.end]))
    for block, counts in lines.items():
        count = sum(counts) / len(counts)
        if count < NARROWEST:
            text = f"flush lines of {count:.0f} characters are too short: holes stand between the words"
            hint = f"set justify: false, or wider columns, in {proof.design.file}"
            yield warning("page/justified", text, proof.where(block), hint)


def capitals(proof: Proof) -> Iterator[Problem]:
    """No heading and no sentence is all in capitals: words lose their outline, and screen readers may spell them."""
    for context, rich in _texts(proof):
        words = _shouted(rich.text)
        if words:
            text = f"{words} words in a row are all in capitals"
            hint = "write them as any other sentence, and mark what matters with **two stars**"
            yield warning("page/capitals", text, proof.where(context), hint)


def _texts(proof: Proof) -> Iterator[tuple[str, RichText]]:
    yield "leaflet/title", proof.local.title
    for block in proof.local.blocks:
        if block.id not in proof.pages.dropped:
            if block.title:
                yield f"{block.id}/title", block.title
            yield from ((part.context, part.text) for part in block.parts)


def _shouted(text: str) -> int:
    """The words of the first sentence that is all in capitals; 0 where there is none.  Short names in a list are not a
    sentence, and a word without capitals or small letters says nothing."""
    count, small = 0, False
    for word in text.split() if text != text.lower() else ():
        if word.isupper():
            count += not word.endswith(LISTED)
        elif not small:
            small = word.upper() != word.lower()
        if word.endswith(SENTENCE_END):
            if count > MOST_CAPITALS and not small:
                return count
            count, small = 0, False
    return count if count > MOST_CAPITALS and not small else 0
