"""How much each text may have, for translators.  A source goes in, the rooms of its texts in any language come out.

The first design of the leaflet counts.  Nothing is said of what cannot be laid out: a build says that.  Rooms that were
found are kept in the output folder for as long as words, design and program are the same, so that a second update does
not lay out the leaflet again; without that file they are found anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from leaflet.commands.order import Order, Source
from leaflet.fingerprint import Inputs, read_inputs
from leaflet.language_set import LanguageSet
from leaflet.localize.catalogue import read_catalogue
from leaflet.manifest import read_manifest, set_key
from leaflet.model.document import Leaflet
from leaflet.output import write_file
from leaflet.project import Kit, digest, read_kit

FILE = "rooms.json"
Counts = Mapping[str, int]  # characters by context


def read_rooms(order: Order, source: Source, leaflet: Leaflet, more: str = "") -> Callable[[str], Counts]:
    """What gives the rooms of a language; it gives none where the leaflet cannot be laid out.  `more` is a language
    that the leaflet does not have yet."""
    kit, _ = read_kit(order.project, leaflet, leaflet.designs[0], order.clinic)
    if kit is None:
        return lambda _: {}
    kit = order.kit(kit)
    languages = (*source.languages, more) if more else source.languages
    inputs = read_inputs(kit)
    words = digest(inputs.shared.encode(), *(part for one in languages for part in _words(kit, one)))
    found = _kept(order.out, leaflet.id, words)
    if found is None:
        found = _found(order, kit, inputs, source.languages, more)
        _keep(order.out, leaflet.id, {"inputs": words, "rooms": found})
    return lambda language: found.get(language, {})


def _found(order: Order, kit: Kit, inputs: Inputs, languages: tuple[str, ...], more: str) -> dict[str, Counts]:
    from leaflet.commands.building import known_fits  # the typesetter, for who has something to lay out
    from leaflet.room import Rooms

    key = set_key(kit.leaflet.id, kit.design.name, kit.clinic.id)
    fits = known_fits(read_manifest(order.out)[0], key, inputs.of_set(languages), kit.design)
    whole = LanguageSet(kit, languages)
    rooms = Rooms(whole, fits or whole.fits())
    return {language: rooms.of(language) for language in (*languages, *filter(None, [more]))}


def _words(kit: Kit, language: str) -> list[bytes]:
    """What is printed in a language: comments of a PO file are nothing to its layout."""
    path = kit.project.folder(kit.leaflet.id) / f"{language}.po"
    if language == kit.leaflet.language or not path.exists():
        return [language.encode()]
    catalogue, _ = read_catalogue(path, path.name, kit.leaflet)
    rows = [[one.context, one.source, one.text, one.fuzzy] for one in catalogue.entries.values()] if catalogue else []
    return [language.encode(), json.dumps(rows).encode()]


def _kept(folder: Path, leaflet: str, inputs: str) -> dict[str, Counts] | None:
    """The rooms that were found of the same words."""
    row = _read(folder).get(leaflet)
    if not isinstance(row, dict) or row.get("inputs") != inputs or not isinstance(row.get("rooms"), dict):
        return None
    sound = all(isinstance(rooms, dict) and all(type(count) is int for count in rooms.values())
                for rooms in row["rooms"].values())  # fmt: skip
    return dict(row["rooms"]) if sound else None


def _read(folder: Path) -> dict[str, Any]:
    try:
        rows = json.loads((folder / FILE).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return rows if isinstance(rows, dict) else {}


def _keep(folder: Path, leaflet: str, row: Mapping[str, Any]) -> None:
    """Where there is no output folder yet, or it cannot be written, the rooms are found again the next time."""
    if not folder.is_dir():
        return
    text = json.dumps({**_read(folder), leaflet: row}, sort_keys=True) + "\n"
    write_file(folder / FILE, text.encode())
