"""The readback gate.  A finished PDF and what was laid out go in; a problem for each message that the file does not say
comes out.

An engine that did not write the file (PDFium) reads it, and each piece of marked content is compared with the message
that it shows, letter by letter in logical order; so are the artifacts (footer).  Nothing is sorted into place and no
letter is dropped: only composition (NFC), runs of white space and the hyphen that parts a word are taken as equal.
On a page with right-to-left letters PDFium may have mirrored a bracket; there its two sides are not told apart.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from leaflet.check.pages import Proof
from leaflet.check.pdf_text import HYPHEN, UNKNOWN, UNSEEN, PageText, read_pages
from leaflet.layout.placed import Page, Pages, Role, Text
from leaflet.paint.links import Leads, cut_up
from leaflet.problems import Problem, error

ARTIFACTS = -1  # the mark of what a screen reader skips
FOOTER = "footer"
HYPHENS = "-\u2010\u2011"
SILENT = dict.fromkeys(map(ord, (*UNSEEN, "\u00ad")))
ONE_SIDED = str.maketrans(")]}>»›”’≥≫）］｝》〉」』】〕", "([{<«‹“‘≤≪（［｛《〈「『【〔")  # pairs that PDFium mirrors
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ſt", "ﬆ": "st"})
SIGNS = str.maketrans({"®": "R", "\u2044": "/", "\u200d": ""})
NON_JOINER = "\u200c"
AROUND = 16  # letters shown before and after the first difference
REPORT = "the leaflet was not written: what can be copied or heard would differ from the words; report this"


@dataclass(frozen=True, slots=True)
class _Passage:
    """Lines of one message that were painted as one piece."""

    part: str
    lines: tuple[Text, ...]
    language: str = ""  # where it is not the document's


def read_back(pdf: bytes, proof: Proof, *others: Proof, leads: Leads | None = None) -> tuple[Problem, ...]:
    """Compare what the file says with what it should say: each message once a page, at its first difference.

    `proof` has the pages as they were painted; `others` have the words of further languages on them; `leads` tell
    which parts of a message were painted as links."""
    proofs = {"": proof} | {other.local.language: other for other in others}
    pages = read_pages(pdf)
    if pages is None or len(pages) != len(proof.pages.pages):
        found = "no PDF" if pages is None else f"{len(pages)} pages"
        text = f"{len(proof.pages.pages)} pages were painted, and {found} can be read"
        return (error("readback/unreadable", text, proof.where(), REPORT),)
    cuts: dict[int, set[int]] = {}
    for stretch in proof.pages.stretches:
        cuts.setdefault(stretch.page, set()).add(stretch.start)
    compared = (
        _compare(page, _passages(page, cuts.get(page.number, set()), leads), read, proofs)
        for page, read in zip(proof.pages.pages, pages, strict=True)
    )
    whole = (_whole(proof.pages, one, language) for language, one in proofs.items())
    return tuple(itertools.chain(*whole, *compared))


def _compare(page: Page, passages: list[_Passage], read: PageText, proofs: Mapping[str, Proof]) -> Iterator[Problem]:
    """The passages of a page stand in its marked content one for one, in order; then come the artifacts."""
    marks = sorted(mark for mark, text in read.texts.items() if mark != ARTIFACTS and text.strip())
    footer = tuple(item for item in page.items if isinstance(item, Text) and item.role is Role.ARTIFACT)
    pairs = list(itertools.zip_longest(passages, marks))
    if footer or ARTIFACTS in read.texts:
        pairs.append((_Passage(FOOTER, footer), ARTIFACTS))
    for passage, mark in pairs:
        passage = passage or _Passage("", ())
        where = proofs.get(passage.language, proofs[""]).where(passage.part)
        words = _words(passage.lines) if mark != ARTIFACTS else UNKNOWN.join(_words([line]) for line in passage.lines)
        difference = _difference(words, read.texts.get(mark, ""), read.turned)
        if difference:
            yield error("readback/differs", f"the file says {difference}", where, REPORT)
        elif mark in read.disordered and mark != ARTIFACTS:  # which of two artifacts is first is nobody's business
            text = f"letters stand on page {page.number} in another order than they are read"
            yield error("readback/order", text, where, REPORT)
        if difference and len(passages) != len(marks):
            return  # what follows stands beside the wrong message


def _passages(page: Page, cuts: Set[int], leads: Leads | None = None) -> list[_Passage]:
    """Neighbouring lines of one message in one ink, or a link in them: what is painted between one BDC and its EMC;
    `cuts` are items that begin another panel."""
    texts: list[Text | None] = []
    for at, item in enumerate(page.items):
        texts += [None] if at in cuts else []
        texts.append(item if isinstance(item, Text) else None)
    groups = itertools.groupby(
        texts, key=lambda text: text and (text.block, text.part, text.role, text.ink, text.language)
    )
    found = []
    for _, group in groups:
        lines = tuple(line for line in group if line is not None and line.role is not Role.ARTIFACT)
        parts = _parted(lines, leads) if lines and leads else [lines]
        found += [_Passage(part[0].part, part, part[0].language) for part in parts if _words(part).strip()]
    return found


def _parted(lines: Sequence[Text], leads: Leads) -> Iterator[tuple[Text, ...]]:
    """Lines of a message, cut where a link begins or ends."""
    for _, cuts in cut_up(lines, leads(lines[0])):
        yield tuple(cut.narrowed for cut in cuts)


def _words(lines: Sequence[Text]) -> str:
    """What lines say, with a sign where a word is parted."""
    drawn = ((line.shaped.text[line.line.start : line.line.next], line.line.hyphen) for line in lines)
    return "".join(words.translate(SILENT) + HYPHEN * hyphen for words, hyphen in drawn)


def _difference(words: str, said: str, turned: bool) -> str:
    """In words where a reading parts from what was meant; empty where it does not."""
    want, got = _normal(words, turned), _normal(said, turned)
    at, to = (0, 0) if want == got else _first_difference(want, got)
    if (at, to) == (len(want), len(got)) or want == got:
        return ""
    plain, read = _simple(want, turned), _simple(got, turned)
    if _first_difference(plain, read) == (len(plain), len(read)):
        return ""
    return f"{_excerpt(got, to)} where the words are {_excerpt(want, at)}"


def _normal(text: str, turned: bool) -> str:
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    return text.translate(ONE_SIDED) if turned else text


def _simple(text: str, turned: bool) -> str:
    """As PDFium gives some signs: two letters for a ligature; on a page that it turns round TM, three dots and the like
    (NFKC, and a few of its own), where a joiner (U+200D), which may stand on either side of a mark, says nothing."""
    if not turned:
        return text.translate(LIGATURES)
    return " ".join(unicodedata.normalize("NFKC", text).translate(SIGNS).translate(ONE_SIDED).split())


def _first_difference(want: str, got: str) -> tuple[int, int]:
    """Where two texts part, as places in both (their ends where they do not)."""
    at = to = 0
    while at < len(want) or to < len(got):
        a, b = want[at : at + 1], got[to : to + 1]
        if a == NON_JOINER != b and _is_loose(want, at):
            at += 1
        elif a == UNKNOWN:
            at, to = at + 1, to + (b in (" ", UNKNOWN))
        elif b == UNKNOWN:
            at, to = at + (a == " "), to + 1
        elif a == b or (b == HYPHEN and a and a in HYPHENS):
            at, to = at + 1, to + 1
        elif a == " " and to and got[to - 1] == HYPHEN:  # after a hyphen at a line's end PDFium has no space
            at += 1
        elif b == NON_JOINER and _is_loose(got, to):
            to += 1
        elif b == HYPHEN:  # a soft hyphen that the words themselves have says nothing, nor does it part two spaces
            to += 2 if got[to - 1 : to] == got[to + 1 : to + 2] == " " else 1
        else:
            break
    return at, to


def _is_loose(text: str, at: int) -> bool:
    """Does a non-joiner stand at the edge of a word, where it parts nothing?"""
    return not text[at + 1 : at + 2].isalpha() or text[at - 1 : at] in ("", " ", UNKNOWN)


def _excerpt(text: str, at: int) -> str:
    if not text:
        return "nothing"
    start, end = max(0, at - AROUND), at + AROUND
    words = text[start:end].replace(HYPHEN, "-").replace(UNKNOWN, " ")
    return f"'{'…' * (start > 0)}{words}{'…' * (end < len(text))}'"


def _whole(pages: Pages, proof: Proof, language: str) -> Iterator[Problem]:
    """The lines of a message together are the message of the catalogue, as often as it is printed."""
    catalogue = _catalogue(proof)
    found: dict[str, str] = {}
    times = dict.fromkeys(catalogue, 0)
    for stretch in pages.stretches:
        for item in pages.page(stretch.page).items[stretch.start : stretch.end]:
            own = isinstance(item, Text) and item.language == language and item.role is not Role.LABEL
            if own and isinstance(item, Text) and item.part in catalogue:
                line = item.line
                found[item.part] = found.get(item.part, "") + item.shaped.text[line.start : line.next]
                times[item.part] += line.start == 0
    for part, placed in found.items():
        difference = _difference(catalogue[part] * times[part], placed, False)
        if difference:
            yield error("readback/placed", f"the page says {difference}", proof.where(part), REPORT)


def _catalogue(proof: Proof) -> Mapping[str, str]:
    """Every message by its context."""
    local = proof.local
    found = {"leaflet/title": local.title.text}
    for block in local.blocks:
        if block.title:
            found[f"{block.id}/title"] = block.title.text
        found |= {part.context: part.text.text for part in block.parts}
    return found
