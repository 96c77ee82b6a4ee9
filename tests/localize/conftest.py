"""A small leaflet with one of each, for the tests of this folder."""

import datetime
from pathlib import Path

import pytest

from leaflet.model.document import Block, Figure, Kind, Leaflet, Message, Part, PartKind


def _part(context: str, text: str, line: int, icon: Figure | None = None) -> Part:
    return Part(PartKind.PARAGRAPH, Message(context, text, line, "paragraph", "say it plainly"), icon)


@pytest.fixture
def leaflet() -> Leaflet:
    walker = Figure("walk.svg", Message("move/alt", "Iemand wandelt.", 14, "alternative text"), "auto", 13)
    blocks = (
        Block(
            "move",
            Kind.SECTION,
            Message("move/title", "Beweeg", 10, "title"),
            (_part("move/text.1", "**Beweeg** 30 minuten, zie [de site](https://kce.be/).", 11),),
            walker,
        ),
        Block("doctor", Kind.SAFETY, None, (_part("doctor/text.1", "Neem 2,5 mg. Bel {clinic.phone}.", 20),)),
    )
    return Leaflet(
        id="back",
        language="nl",
        version="2026-11",
        review_by=datetime.date(2028, 11, 1),
        code="LBP-01",
        title=Message("leaflet/title", "Lage rugpijn", 5, "title"),
        designs=("a4",),
        blocks=blocks,
        labels=(Message("label/page", "Pagina {page} van {pages}", 0, "label"),),
        file="back/leaflet.yaml",
        subject=Message("leaflet/subject", "Over rugpijn", 6, "subject"),
    )


@pytest.fixture
def german() -> dict[str, str]:
    """A faithful translation of every text of `leaflet`, by context."""
    return {
        "leaflet/title": "Rückenschmerzen",
        "leaflet/subject": "Über Rückenschmerzen",
        "move/title": "Bewegung",
        "move/alt": "Jemand geht spazieren.",
        "move/text.1": "**Bewegen** Sie sich 30 Minuten, siehe [die Seite](https://kce.be/).",
        "doctor/text.1": "Nehmen Sie 2,5 mg. Rufen Sie {clinic.phone} an.",
        "label/page": "Seite {page} von {pages}",
    }


@pytest.fixture
def assets() -> Path:
    return Path(__file__).parents[2] / "assets"
