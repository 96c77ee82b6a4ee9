"""A press file of our own against what its design and its print shop ask for.  A kit and finished bytes go in; problems
come out."""

from __future__ import annotations

from leaflet.check.preflight.press_order import PressOrder
from leaflet.layout.frames import QUIRE
from leaflet.layout.placed import Pages
from leaflet.manifest import output_path
from leaflet.problems import Problem, Where
from leaflet.project import Kit

PRESS = "press"


def prove(kit: Kit, language: str, pages: Pages, pdf: bytes) -> tuple[Problem, ...]:
    """Run our rules for print over one language."""
    from leaflet.check.preflight.check_press import check_press  # only press files need an interpreter of pages

    return check_press(pdf, press_order(kit, language, pages))


def press_order(kit: Kit, language: str, pages: Pages) -> PressOrder:
    """What a press file of a kit has to be: sheet, bleed, folds, pages and ink."""
    path = output_path(kit.leaflet.id, language, kit.design.name, PRESS)
    job, _ = kit.press_job
    order = PressOrder(
        where=Where(path, language=language),
        trim=(pages.pages[0].width, pages.pages[0].height),
        bleed=kit.design.bleed,
        folds=tuple(page.folds for page in pages.pages),
        pages_multiple=QUIRE if kit.design.saddle else 1,
        file_name=path.rpartition("/")[2],
        leaflet=kit.leaflet.id,
        language=language,
    )
    return order.within(job.profile.ink_limit) if job else order
