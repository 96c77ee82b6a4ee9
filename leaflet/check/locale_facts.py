"""The facts about languages beside the fonts and dictionaries there are.  The assets go in; problems come out."""

from __future__ import annotations

from pathlib import Path

from leaflet.compose.breaks import dictionaries
from leaflet.compose.fonts import Faces, check_family, read_faces
from leaflet.localize.locale_rules import Stock, check_locales
from leaflet.problems import Problem


def check_facts(assets: Path) -> tuple[Problem, ...]:
    """`check_locales`, with the fonts of `assets/fonts`; `verify_fonts` says what is wrong with those themselves."""
    faces, _ = read_faces(assets)
    return check_locales(assets, _stock(faces) if faces else None)


def _stock(faces: Faces) -> Stock:
    """A family with files that are missing, or a row that cannot be read, has every style: that is said elsewhere."""
    every = frozenset(("regular", "bold", "italic", "bold_italic"))
    broken = {family for family in faces.rows if check_family(faces, family)}
    styles = {
        family: every if family in broken else frozenset(map(str, faces.row(family)["styles"])) for family in faces.rows
    }
    return Stock(styles, dictionaries())
