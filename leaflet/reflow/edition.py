"""The editions that find their own lines.  A reading and its material go in; the bytes of one file come out."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import TYPE_CHECKING

from leaflet.problems import Problem

if TYPE_CHECKING:  # the names of the editions are asked for by every build
    from leaflet.reflow.material import Material
    from leaflet.reflow.reading import Reading


class Reflow(enum.StrEnum):
    """An edition without pages: no design, no fit; one file for each language."""

    HTML = "html"
    TEXT = "text"
    AUDIO = "audio"


SUFFIXES: Mapping[str, str] = {Reflow.HTML: ".html", Reflow.TEXT: ".txt", Reflow.AUDIO: ".ssml"}


def is_reflow(edition: str) -> bool:
    """Is this the name of an edition without pages?"""
    return edition in SUFFIXES


def file_name(leaflet: str, language: str, edition: str) -> str:
    """The name of an edition's file, which has no design in it: `low-back-pain_ar.html`."""
    return f"{leaflet}_{language}{SUFFIXES[edition]}"


def write(reading: Reading, edition: Reflow, material: Material) -> tuple[bytes, tuple[Problem, ...]]:
    """One language in one of these editions; no bytes where an error stands among the problems."""
    if edition is Reflow.HTML:
        from leaflet.reflow.html import page

        return page(reading, material)
    if edition is Reflow.TEXT:
        from leaflet.reflow.text import plain

        return plain(reading)
    from leaflet.reflow.ssml import script

    return script(reading)
