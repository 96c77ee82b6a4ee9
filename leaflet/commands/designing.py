"""`design` and `dummy`: the name of a design goes in; a PDF that explains it to designer or staff comes out."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from leaflet.commands.console import UNREADABLE, Console, Refused
from leaflet.compose.fonts import Faces, read_faces
from leaflet.drafting.board import Drawn, board_setting
from leaflet.drafting.dummy import Script, booklet_dummy, fold_dummy
from leaflet.drafting.words import ENGLISH, read_words
from leaflet.layout.design import Design, read_design
from leaflet.output import shown, write_file
from leaflet.paint.colour import Palette, read_palette
from leaflet.paint.painter import Look, paint
from leaflet.paint.pdf_document import Metadata
from leaflet.places import ASSETS
from leaflet.problems import Problem, Where, error
from leaflet.project import Project

COMMAND_LINE = Where("command line")


def draw_design(options: argparse.Namespace, console: Console) -> int:
    """The design sheet: everything a design says, drawn and named."""
    from leaflet.drafting.design_sheet import design_sheet

    project, design, palette, faces = _read(options, console)
    words, problems = read_words(ENGLISH, ASSETS)
    console.tell(problems)
    if words is None:
        return console.code
    sheet = design_sheet(design, palette, faces, words.locale)
    metadata = Metadata(
        f"Design sheet: {design.name}", ENGLISH, subject=f"The design {design.name}, drawn and named", short_edge=True
    )
    return _write(options, console, f"design_{design.name}.pdf", _painted(sheet, palette, metadata))


def draw_dummy(options: argparse.Namespace, console: Console) -> int:
    """The folding dummy in the staff's language."""
    project, design, palette, faces = _read(options, console)
    if not design.fold and not design.saddle:
        raise Refused(_not_folded(project, design, palette))
    words, problems = read_words(options.lang or ENGLISH, ASSETS)
    console.tell(problems)
    if words is None:
        return console.code
    language, from_right = words.locale.language, words.locale.direction == "rtl"
    right = from_right if options.direction is None else options.direction == "rtl"
    script = Script(design, board_setting(design, faces, words.locale), words, right)
    made = booklet_dummy(script, options.pages) if design.saddle else fold_dummy(script)
    metadata = Metadata(words.say("title", design.name), language, right_to_left=right, short_edge=True)
    against = "" if right == from_right else "_rtl" if right else "_ltr"
    return _write(options, console, f"dummy_{design.name}_{language}{against}.pdf", _painted(made, palette, metadata))


def _read(options: argparse.Namespace, console: Console) -> tuple[Project, Design, Palette, Faces]:
    """The design that is asked for, and what it is drawn with; raises Refused where there is none."""
    project = Project(options.project)
    if not project.root.is_dir():
        raise Refused(error("arguments/project", f"there is no folder '{project.root}'", COMMAND_LINE, "see --project"))
    known = project.named("designs")
    if options.design not in known:
        text, hint = f"there is no design '{options.design}'", f"there are: {', '.join(known)}"
        raise Refused(error("arguments/design", text, COMMAND_LINE, hint))
    palette, problems = read_palette(ASSETS)
    faces, slips = read_faces(ASSETS)
    console.tell(problems + slips)
    if palette is None or faces is None:
        raise Refused(code=UNREADABLE)
    design, problems = _design(project, options.design, palette)
    console.tell(problems)
    if design is None:
        raise Refused(code=UNREADABLE)
    return project, design, palette, faces


def _design(project: Project, name: str, palette: Palette) -> tuple[Design | None, tuple[Problem, ...]]:
    path = project.asset("designs", f"{name}.yaml")
    return read_design(path, project.shown(path), ASSETS, palette.names)


def _not_folded(project: Project, design: Design, palette: Palette) -> Problem:
    designs = (_design(project, name, palette)[0] for name in project.named("designs"))
    folded = [one.name for one in designs if one is not None and (one.fold or one.saddle)]
    text, hint = f"the design '{design.name}' is not folded", f"those that are: {', '.join(folded) or 'none'}"
    return error("arguments/design", text, COMMAND_LINE, hint)


def _painted(made: Drawn, palette: Palette, metadata: Metadata) -> bytes:
    pictures: Mapping[str, object] = made.pictures
    return paint(made.pages, Look(palette, pictures, 0.0), metadata)  # type: ignore[arg-type]


def _write(options: argparse.Namespace, console: Console, name: str, pdf: bytes) -> int:
    folder: Path = options.out or options.project / "build"
    console.tell(write_file(folder / name, pdf))
    if not console.errors:
        console.say(f"File: {shown(folder / name)}")
    return console.code
