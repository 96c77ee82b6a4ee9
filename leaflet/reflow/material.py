"""What an edition without pages is made with besides its words: pictures, inks, fonts, and the other languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from leaflet.compose.fonts import Faces
from leaflet.localize.locale import Locale
from leaflet.model.picture import Picture
from leaflet.paint.colour import Palette


@dataclass(frozen=True, slots=True)
class Sibling:
    """A language in which the leaflet can be had, and its title there."""

    locale: Locale
    title: str

    @property
    def language(self) -> str:
        return self.locale.language


@dataclass(frozen=True, slots=True)
class Material:
    """`pictures` by name; `alert` is the icon of safety text and `logo` the clinic's mark, both '' where there is none;
    `siblings` are all languages that the leaflet can be had in, in the order of every list, its own among them;
    `author` is whose name the page carries."""

    pictures: Mapping[str, Picture]
    palette: Palette
    faces: Faces
    siblings: tuple[Sibling, ...] = ()
    alert: str = ""
    logo: str = ""
    author: str = ""
