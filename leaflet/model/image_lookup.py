"""Where a leaflet's pictures are.  A name from the source goes in; a file, or a problem that says where it was sought,
comes out."""

from __future__ import annotations

import pathlib

from leaflet.problems import Problem, Where, error


def find_image(
    name: str, folder: pathlib.Path, assets: pathlib.Path, where: Where
) -> tuple[pathlib.Path | None, tuple[Problem, ...]]:
    """Find a picture of the leaflet in `folder`: in its `images/`, itself, then `assets/images/<leaflet>/` and
    `assets/images/`; `source/image-missing` if none has it, and safe_path's problem if the name leads outside."""
    shared = assets / "images"
    return find_file(name, (folder / "images", folder, shared / folder.name, shared), where)


def find_file(
    name: str, roots: tuple[pathlib.Path, ...], where: Where
) -> tuple[pathlib.Path | None, tuple[Problem, ...]]:
    """The first of the folders that has the file, without ever leaving them."""
    from leaflet.model.picture import safe_path

    refused: tuple[Problem, ...] = ()
    for root in roots:
        path, problems = safe_path(root, name, where)
        if path is not None and path.is_file():
            return path, problems
        refused = refused or problems
    return None, refused or (_missing(name, roots, where),)


def _missing(name: str, roots: tuple[pathlib.Path, ...], where: Where) -> Problem:
    wanted = name.rpartition("/")[2].casefold()
    same = sorted(path.name for root in roots if root.is_dir() for path in root.iterdir() if _names(path, wanted))
    if name in same:
        hint = f"'{same[0]}' is a folder or no ordinary file: name the picture's file"
    elif same:
        hint = f"there is '{same[0]}': folders and capitals count"
    else:
        hint = f"put the file into {' or '.join(dict.fromkeys(f'{root.name}/' for root in roots))}"
    return error("source/image-missing", f"there is no picture '{name[:80]}'", where, hint)


def _names(path: pathlib.Path, wanted: str) -> bool:
    return path.name.casefold() == wanted
