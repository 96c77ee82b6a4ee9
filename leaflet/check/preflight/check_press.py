"""Preflight: a finished PDF and what is wanted of it go in; problems come out, or how much ink it takes.

Any PDF may be checked, whoever made it; nothing here raises.  The findings are those of our own rules: no certificate.
"""

from __future__ import annotations

import contextlib
import io
import logging
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

from leaflet.check.preflight import (
    rules_boxes,
    rules_claim,
    rules_colour,
    rules_document,
    rules_fonts,
    rules_image,
    rules_ink,
    rules_place,
    rules_transparency,
    rules_type,
)
from leaflet.check.preflight.claim import read_claim
from leaflet.check.preflight.page_facts import PageFacts, read_page
from leaflet.check.preflight.plates import PagePlates, separate
from leaflet.check.preflight.press_order import PressOrder
from leaflet.check.preflight.rule import RULES, STEP, Evidence, Rule, checked
from leaflet.check.preflight.streams import MOST_BYTES as MOST_UNFOLDED
from leaflet.check.preflight.streams import too_large
from leaflet.problems import Problem, error, warning

NOUNS = (
    rules_document,
    rules_claim,
    rules_boxes,
    rules_fonts,
    rules_colour,
    rules_ink,
    rules_type,
    rules_image,
    rules_place,
    rules_transparency,
)
MOST_BYTES = 200_000_000
MOST_PAGES = 48  # pages that are looked at; a leaflet has two
HEADER = b"%PDF-"
HEADER_WITHIN = 1024  # bytes (ISO 32000-1 annex H.3.3)
AGAIN = "export it again from the program that made it"


def check_press(pdf: bytes, order: PressOrder = PressOrder()) -> tuple[Problem, ...]:
    """Every rule on the bytes of a PDF; a file that cannot be opened is one problem."""
    import pikepdf

    refusal = _refuse(pdf, order)
    if refusal:
        return (refusal,)
    try:
        with _quiet(), pikepdf.open(io.BytesIO(pdf), suppress_warnings=True) as file:
            return tuple(_problems(pdf, file, order))
    except pikepdf.PasswordError:
        text = "the file is locked with a password"
        hint = "save it without password and without restrictions"
        return (error(f"{STEP}/locked", text, order.where, hint),)
    except Exception as slip:  # files of others hold anything; whatever it was, the file is not fit for a print shop
        return (error(f"{STEP}/unreadable", f"the PDF cannot be read: {_reason(slip)}", order.where, AGAIN),)


def inks_used(pdf: bytes) -> tuple[Mapping[str, float], ...]:
    """For each page how much of its trimmed area each ink covers on average, in percent; an empty tuple for a file that
    cannot be read."""
    import pikepdf

    try:
        with _quiet(), pikepdf.open(io.BytesIO(pdf), suppress_warnings=True) as file:
            pages = _pages(file)
            return tuple(one.coverage(pages[one.page - 1].boxes.trim) for one in _plates(pdf, pages))
    except Exception:  # as above: nothing can be said of such a file
        return ()


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """What pikepdf says of a damaged file is said in our own words."""
    log = logging.getLogger("pikepdf")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.setLevel(before)


def _refuse(pdf: bytes, order: PressOrder) -> Problem | None:
    if not pdf:
        return error(f"{STEP}/empty", "the file is empty", order.where, AGAIN)
    if len(pdf) > MOST_BYTES:
        text = f"the file has more than {MOST_BYTES // 1_000_000} MB"
        return error(f"{STEP}/too-large", text, order.where, "a leaflet has a few: scale its pictures down")
    if HEADER not in pdf[:HEADER_WITHIN]:
        return error(f"{STEP}/not-pdf", "this is not a PDF", order.where, "send the PDF, not the document it came from")
    return None


def _problems(pdf: bytes, file: Any, order: PressOrder) -> Iterator[Problem]:
    if not len(file.pages):
        yield error(f"{STEP}/no-pages", "the file has no pages", order.where, AGAIN)
        return
    pages = _pages(file)
    if len(file.pages) > len(pages) or any(page.content.cut for page in pages):
        text = f"the file is too much to look at whole: {len(pages)} of {len(file.pages)} pages were, some in part"
        yield warning(f"{STEP}/cut-short", text, order.where, "check its parts one by one")
    plates, slips = _separated(pdf, pages, order)
    yield from slips
    evidence = Evidence(file, order, pages, read_claim(file), plates, _damage(file))
    for one in in_order():
        try:
            yield from checked(one, evidence)
        except Exception as slip:  # an object of the file is not what it should be: the other rules still hold
            text = f"a part of the file is not what it should be ({one.code}: {_reason(slip)})"
            yield error(f"{STEP}/strange", text, order.where, AGAIN)


def in_order() -> Iterator[Rule]:
    """Every rule, as a print shop goes through a file: the file, then its pages, then what stands on them."""
    for noun in NOUNS:
        yield from (one for one in RULES.values() if one.look.__module__ == noun.__name__)


def _separated(
    pdf: bytes, pages: tuple[PageFacts, ...], order: PressOrder
) -> tuple[tuple[PagePlates, ...], list[Problem]]:
    try:
        return _plates(pdf, pages), []
    except Exception as slip:  # as above
        text = f"ink cannot be measured: {_reason(slip)}"
        return (), [error(f"{STEP}/no-plates", text, order.where, AGAIN)]


def _plates(pdf: bytes, pages: tuple[PageFacts, ...]) -> tuple[PagePlates, ...]:
    """Separations are written into a second copy of the file."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf), suppress_warnings=True) as copy:
        return separate(copy, pages)


def _pages(file: Any) -> tuple[PageFacts, ...]:
    count = min(len(file.pages), MOST_PAGES)
    return tuple(read_page(file.pages[at], at + 1) for at in range(count))


def _damage(file: Any) -> tuple[str, ...]:
    """What had to be repaired to read the file, and streams that do not unfold, or unfold without end."""
    import pikepdf

    if any(too_large(thing) for thing in file.objects if isinstance(thing, pikepdf.Stream)):
        return (f"a part of it unfolds to more than {MOST_UNFOLDED // 1_000_000} MB",)
    check = getattr(file, "check_pdf_syntax", None) or file.check  # pikepdf before 10
    found = [str(one) for one in (*file.get_warnings(), *check())]
    return tuple(dict.fromkeys(_plain(one) for one in found))


def _plain(text: str) -> str:
    """A message of qpdf without the name of a file that has none."""
    return text.rpartition(": ")[2] if ": " in text else text


def _reason(slip: Exception) -> str:
    return " ".join(_plain(str(slip)).split())[:200] or type(slip).__name__
