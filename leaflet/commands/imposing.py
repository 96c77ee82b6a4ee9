"""`impose`: finished PDFs go in; files for the office printer come out beside them, written whole or not at all."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from leaflet.commands.console import Console, Refused
from leaflet.imposition.impose import Imposed, impose
from leaflet.imposition.order import Flip, Kind, Plan
from leaflet.output import shown, write_file
from leaflet.problems import Problem, Where, error

COMMAND_LINE = Where("command line")
LARGEST = 500_000_000  # bytes
MADE = {Kind.BOOKLET: "_booklet.pdf", Kind.TWO_UP: "_two-up.pdf"}
NEXT = {
    Kind.BOOKLET: "fold the pile once in the middle, with the cover outside, and staple it in the fold",
    Kind.TWO_UP: "cut every sheet in the middle, at the ticks",
}


def impose_files(options: argparse.Namespace, console: Console) -> int:
    """Impose every file that was named; one that cannot be imposed stops no other."""
    plan = Plan(Kind(options.kind), options.paper, options.creep, Flip(options.flip))
    _refuse_same_names(options.files, options.out)
    done = [_impose(path, options.out, plan, console) for path in options.files]
    made = [kind for kind in done if kind is not None]
    for kind in dict.fromkeys(made):
        edge = plan.flip.value
        console.say(f"Next: print on both sides, flipped on the {edge} edge, at 100 %; then {NEXT[kind]}")
    console.say(f"Files: {len(made)} of {len(done)} imposed")
    return console.code


def _refuse_same_names(files: list[Path], out: Path | None) -> None:
    """Two files that would be written under one name: the second would be all that is left."""
    counts = Counter((out or path.parent) / path.stem for path in files)
    twice = [path.name for path, count in counts.items() if count > 1]
    if twice:
        text = f"two files would both be written as '{twice[0]}…'"
        raise Refused(error("arguments/same-name", text, COMMAND_LINE, "name each file once, or use --out for each"))


def _impose(path: Path, out: Path | None, plan: Plan, console: Console) -> Kind | None:
    """One file; the kind that it was imposed as, None where it was not."""
    data, slips = _read(path)
    console.tell(slips)
    if data is None:
        console.unreadable = True
        return None
    imposed, problems = impose(data, plan, Where(shown(path)))
    console.tell(problems)
    if imposed is None:
        console.unreadable = console.unreadable or any(problem.code == "impose/unreadable" for problem in problems)
        return None
    target = (out or path.parent) / f"{path.stem}{MADE[imposed.kind]}"
    slips = write_file(target, imposed.pdf)
    console.tell(slips)
    if slips:
        return None
    console.say(f"{shown(target)}: {_facts(imposed, plan)}")
    return imposed.kind


def _facts(imposed: Imposed, plan: Plan) -> str:
    """`8 pages on 2 sheets of a4, 100 %, creep 0.1 mm`."""
    sheets = f"{imposed.sheets} sheet{'s' * (imposed.sheets > 1)} of {plan.paper}"
    facts = [f"{imposed.pages} page{'s' * (imposed.pages > 1)} on {sheets}", f"{100 * imposed.scale:.0f} %"]
    if imposed.kind is Kind.BOOKLET:
        blanks = 4 * imposed.sheets - imposed.pages
        facts += [f"{blanks} blank page{'s' * (blanks > 1)} at the end"] if blanks else []
        facts += [f"creep {plan.creep:g} mm a sheet"] if imposed.sheets > 1 and plan.creep else []
    return ", ".join(facts)


def _read(path: Path) -> tuple[bytes | None, tuple[Problem, ...]]:
    where = Where(shown(path))
    try:
        if path.is_dir():
            return None, (error("impose/unreadable", "is a folder", where, "name the PDF inside it"),)
        if not path.is_file():
            return None, (error("impose/missing", "there is no such file", where, "check its name and folder"),)
        if path.stat().st_size > LARGEST:
            return None, (error("impose/unreadable", "is larger than 500 MB", where, "make its pictures smaller"),)
        return path.read_bytes(), ()
    except (OSError, ValueError) as slip:
        reason = getattr(slip, "strerror", None) or str(slip)
        return None, (error("impose/unreadable", f"cannot be read: {reason}", where, "check its name and rights"),)
