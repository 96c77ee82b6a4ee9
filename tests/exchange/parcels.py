"""A leaflet of some texts, its PO file and parcel: texts and translations go in, what is exchanged comes out."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from leaflet.exchange.parcel import Parcel, make_parcel
from leaflet.localize.catalogue import read_po
from leaflet.localize.locale import read_locale
from leaflet.localize.po import PoText, Unit, compose
from leaflet.localize.template import update
from leaflet.model.document import Block, Kind, Leaflet, Message, Part, PartKind
from leaflet.problems import Where

ASSETS = Path(__file__).parents[2] / "assets"
PO = Where("translations/hands/fr.po", language="fr")


def leaflet_of(texts: Sequence[str]) -> Leaflet:
    """A leaflet `hands` of one block with these texts."""
    parts = tuple(
        Part(PartKind.PARAGRAPH, Message(f"why/text.{at}", text, at, "paragraph", "mind the tone" if at == 1 else ""))
        for at, text in enumerate(texts, 1)
    )
    block = Block("why", Kind.SECTION, parts=parts)
    day = datetime.date(2028, 1, 2)
    title = Message("leaflet/title", "Was je handen", 1, "title")
    return Leaflet("hands", "nl", "3", day, "T-1", title, ("a4",), (block,))


def po_of(leaflet: Leaflet, translations: Mapping[str, str], fuzzy: Sequence[str] = ()) -> bytes:
    """Its PO file in French, with these translations by context."""
    po, problems = read_po(update(None, leaflet, "fr")[0], PO)
    assert po is not None, problems
    units = tuple(_filled(unit, translations, fuzzy) for unit in po.units)
    return compose(PoText(units)).encode()


def _filled(unit: Unit, translations: Mapping[str, str], fuzzy: Sequence[str]) -> Unit:
    if unit.is_header or not translations.get(unit.context or ""):
        return unit
    flags = ("fuzzy",) if unit.context in fuzzy else ()
    return replace(unit, text=translations[unit.context or ""], flags=flags, raw="")


def parcel_of(leaflet: Leaflet, data: bytes, language: str = "fr") -> Parcel:
    """What goes to the translator."""
    locale, _ = read_locale(language, ASSETS)
    assert locale is not None
    parcel, problems = make_parcel(leaflet, locale, data, replace(PO, language=language))
    assert parcel is not None, problems
    return parcel


def texts_of(data: bytes) -> dict[str, str]:
    """The translations of a PO file by context; a fuzzy one has `~` before it."""
    po, problems = read_po(data, PO)
    assert po is not None, problems
    return {unit.context: "~" * unit.is_fuzzy + unit.text for unit in po.units if unit.context and not unit.obsolete}
