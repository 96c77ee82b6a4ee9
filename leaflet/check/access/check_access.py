"""Access: a finished PDF goes in; what somebody who reads by ear, by touch or enlarged would miss comes out.

The rules follow PDF/UA-1 (ISO 14289-1) as the Matterhorn Protocol 1.1 takes it apart: assets/preflight/matterhorn.yaml
says which condition is looked at by which rule.  They are our own rules: no certificate.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from leaflet.check.access import rules_content, rules_file, rules_fonts, rules_links, rules_structure, rules_words
from leaflet.check.access.font_use import FontUse, read_use
from leaflet.check.access.marks import PageMarks, read_marks
from leaflet.check.access.rule import OURS, RULES, STEP, Evidence, Rule, checked
from leaflet.check.access.tree import read_tree
from leaflet.check.preflight.streams import data_of
from leaflet.problems import Problem, Where, error

NOUNS = (rules_file, rules_content, rules_structure, rules_words, rules_links, rules_fonts)


def check_access(pdf: bytes, where: Where) -> tuple[Problem, ...]:
    """Every rule on the bytes of a PDF; a file that cannot be opened is one problem."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(pdf), suppress_warnings=True) as file:
            return tuple(_problems(file, where))
    except Exception as slip:  # a damaged file holds anything; whatever it was, nobody can read it
        text = f"the PDF cannot be read: {' '.join(str(slip).split())[:200]}"
        return (error(f"{STEP}/unreadable", text, where, OURS),)


def in_order() -> Iterator[Rule]:
    """Every rule: on the file, then its content and structure, its words, links and fonts."""
    for noun in NOUNS:
        yield from (one for one in RULES.values() if one.look.__module__ == noun.__name__)


def _problems(file: Any, where: Where) -> Iterator[Problem]:
    evidence = read_evidence(file, where)
    for one in in_order():
        try:
            yield from checked(one, evidence)
        except Exception as slip:  # an object is not what it should be: the other rules still hold
            text = f"a part of the file is not what it should be ({one.code}: {' '.join(str(slip).split())[:200]})"
            yield error(f"{STEP}/strange", text, where, OURS)


def read_evidence(file: Any, where: Where) -> Evidence:
    """What rules look at, of an open file."""
    pages = tuple(read_marks(page, number) for number, page in enumerate(file.pages, 1))
    xmp = data_of(file.Root.get("/Metadata"))
    return Evidence(file, where, read_tree(file), pages, _fonts(pages), xmp)


def _fonts(pages: tuple[PageMarks, ...]) -> tuple[FontUse, ...]:
    """Each font of the file with all that any page shows in it."""
    shown: dict[tuple[int, int], tuple[Any, set[bytes]]] = {}
    for page in pages:
        for key, (font, texts) in page.codes.items():
            shown.setdefault(key, (font, set()))[1].update(texts)
    return tuple(read_use(font, texts) for font, texts in shown.values())
