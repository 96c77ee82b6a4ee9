"""Where a leaflet stands in one language: its project, source and catalogue go in, every state and sign-off comes out.

Nothing here is typed by hand: the states come from the PO file and from the sign-offs that fit the present content.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from leaflet.localize.signoff import (
    FILE,
    Content,
    Signoff,
    content_of,
    read_signoffs,
    reviewer_for,
    roles_for,
    state_by,
    vouched,
)
from leaflet.localize.states import State, block_states, least, message_states
from leaflet.model.document import Leaflet
from leaflet.model.image_lookup import find_image
from leaflet.places import ASSETS
from leaflet.problems import Problem, Where
from leaflet.project import Project

if TYPE_CHECKING:
    from leaflet.localize.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Standing:
    """The states of one language: of the whole, of blocks by id, of messages by context.  `signed` are the sign-offs
    that fit the present content, the last of each role; `revoked` the last of each other role, which fitted once.
    `content` is None where nobody has signed anything."""

    language: str
    state: State
    blocks: Mapping[str, State]
    messages: Mapping[str, State]
    roles: tuple[str, ...]
    signed: tuple[Signoff, ...] = ()
    revoked: tuple[Signoff, ...] = ()
    content: Content | None = None

    @property
    def wanting(self) -> tuple[str, ...]:
        """The roles that have not signed what is there."""
        there = {one.role for one in self.signed}
        return tuple(role for role in self.roles if role not in there)


def standing_of(
    project: Project, leaflet: Leaflet, language: str, catalogue: Catalogue | None
) -> tuple[Standing, tuple[Problem, ...]]:
    """How far a language is; `catalogue` None is the source's own.  A broken file of sign-offs is a problem, and then
    nobody has signed."""
    messages = message_states(leaflet, catalogue)
    roles, reviewer = roles_for(leaflet, language), reviewer_for(leaflet, language)
    entries, problems = signoffs_of(project, leaflet)
    mine = [one for one in entries if one.language == language]
    if not mine:
        blocks = block_states(messages, {})
        return Standing(language, least(blocks.values()), blocks, messages, roles), problems
    content = content_of(leaflet, catalogue, picture_checksums(project, leaflet))
    latest = {one.role: one for one in mine}
    fitting = {one.role: one for one in mine if one.content.sha256 == content.sha256}
    blocks = block_states(messages, vouched(content, mine, roles, reviewer))
    # All blocks may be signed, and the whole not: they stand in another order.
    state = least((least(blocks.values()), state_by(fitting, roles, reviewer)))
    revoked = tuple(one for role, one in latest.items() if role not in fitting)
    return Standing(language, state, blocks, messages, roles, tuple(fitting.values()), revoked, content), problems


def signoffs_file(project: Project, leaflet: Leaflet) -> Path:
    """Where the sign-offs of a leaflet are kept."""
    return project.folder(leaflet.id) / FILE


def signoffs_of(project: Project, leaflet: Leaflet) -> tuple[tuple[Signoff, ...], tuple[Problem, ...]]:
    """All sign-offs of a leaflet, read once while the file stays as it is."""
    path = signoffs_file(project, leaflet)
    try:
        status = path.stat()
    except OSError:
        return read_signoffs(path, project.shown(path), ASSETS)
    return _read(path, project.shown(path), status.st_size, status.st_mtime_ns)


@functools.lru_cache(maxsize=64)
def _read(path: Path, shown: str, size: int, time: int) -> tuple[tuple[Signoff, ...], tuple[Problem, ...]]:
    return read_signoffs(path, shown, ASSETS)


def picture_checksums(project: Project, leaflet: Leaflet) -> Mapping[str, str]:
    """SHA-256 of the bytes of every picture that the leaflet names, in all its forms; none of one that is not there."""
    found: dict[str, str] = {}
    for block in leaflet.blocks:
        for figure in (block.figure, *(part.icon for part in block.parts)):
            for name in (figure.image, figure.low, figure.tall) if figure else ():
                if name and name not in found:
                    found |= _checksum(project, leaflet, name)
    return found


def _checksum(project: Project, leaflet: Leaflet, name: str) -> dict[str, str]:
    folder, where = project.folder(leaflet.id), Where(leaflet.file)
    path = find_image(name, folder, project.root / "assets", where)[0] or find_image(name, folder, ASSETS, where)[0]
    try:
        return {name: hashlib.sha256(path.read_bytes()).hexdigest()} if path else {}
    except OSError:  # whoever reads it to draw it says so
        return {}
