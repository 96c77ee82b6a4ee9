"""The bilingual edition: two copies of one leaflet go in, one PDF with both languages side by side comes out.

It is for the consulting room: the patient and whoever treats them look at the same numbered sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from leaflet.build import Copy, Result, look_of, metadata, words_file
from leaflet.check.pages import Proof, check_pages
from leaflet.check.readback import read_back
from leaflet.layout.bilingual import Side, lay_out_pair
from leaflet.layout.placed import Item, Pages, Text
from leaflet.layout.setting import Setting, least_leading
from leaflet.paint.painter import Edition, paint
from leaflet.problems import Problem, Where, error, has_errors
from leaflet.project import Kit


def finish_pair(kit: Kit, copy: Copy, other: Copy) -> Result:
    """Lay out a language beside another, at the smallest size of the design; paint and check both."""
    if kit.design.has_frames:
        return Result(copy.local.language, b"", None, (_folded(kit),))
    pages = lay_out_pair(_side(kit, copy), _side(kit, other))
    problems = copy.problems + tuple(problem for one in (copy, other) for problem in _check(kit, one, pages, copy))
    language = copy.local.language
    if has_errors(problems):
        return Result(language, b"", pages, problems)
    look = look_of(kit, copy, Edition.BILINGUAL)
    facts = metadata(kit.leaflet, copy, pages, kit.clinic.name)
    facts = replace(facts, title=f"{facts.title} / {other.local.title.text}", right_to_left=False)
    pdf = paint(pages, look, facts)
    unsaid = read_back(pdf, _proof(kit, copy, pages), _proof(kit, other, pages))
    return Result(language, b"" if unsaid else pdf, pages, problems + unsaid, copy.state)


def _folded(kit: Kit) -> Problem:
    text = f"two languages do not stand side by side in '{kit.design.name}': its panels or pages are too narrow"
    return error("bilingual/design", text, Where(kit.design.file), "choose a design with whole pages: --design a4")


def _side(kit: Kit, copy: Copy) -> Side:
    design = kit.design
    least = least_leading(design, copy.local, copy.typesetter)
    setting = Setting(design, _size(kit, copy), design.spacing[design.set_step], copy.typesetter, kit.pictures, least)
    return Side(setting, copy.local, copy.imprint, copy.locale.autonym)


def _size(kit: Kit, copy: Copy) -> float:
    """The floor of the design in points, which each script reaches at a nominal size of its own."""
    return kit.design.body.sizes(copy.locale.size_factor)[0]


def _check(kit: Kit, copy: Copy, pages: Pages, first: Copy) -> tuple[Problem, ...]:
    """The page rules on one language of the two."""
    language = "" if copy is first else copy.local.language
    own = tuple(replace(page, items=tuple(_of(page.items, language))) for page in pages.pages)
    return check_pages(_proof(kit, copy, replace(pages, pages=own, size=_size(kit, copy))))


def _proof(kit: Kit, copy: Copy, pages: Pages) -> Proof:
    file = words_file(kit, copy.local.language)
    return Proof(pages, copy.local, kit.design, kit.palette, file, copy.typesetter, kit.pictures)


def _of(items: tuple[Item, ...], language: str) -> Iterator[Item]:
    return (item for item in items if not isinstance(item, Text) or item.language == language)
