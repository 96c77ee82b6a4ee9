"""The command line.  Arguments go in; one command runs, and an exit code comes out: never a traceback.

0 fine, 1 problems, 2 wrong arguments, 3 source unreadable, 130 interrupted.  Commands are imported when they are asked
for, and argparse is used because a build should not wait 60 ms for a richer one.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime
import gc
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from leaflet.commands.console import Console, Refused, program_name
from leaflet.problems import Problem, Where, error

INTERRUPTED = 130
# A build's many small values live until it ends: looking for rubbish cost a fifth of the time.
SELDOM = (100_000, 20, 20)
BEFORE = ("--project", "--debug", "--today")  # may stand before the command
BUG = "this is a mistake in the program, not in your files: please report it, with what --debug shows"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; `argv` without the program's name, by default the process's own."""
    words = list(sys.argv[1:] if argv is None else argv)
    gc.set_threshold(*SELDOM)
    _let_everything_print()
    try:
        if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:  # as make_leaflet.py leaves it
            signal.signal(signal.SIGINT, signal.default_int_handler)
        code = _run(words)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our output has gone: nothing is left to say, at exit either
        _silence()
        return 1


def _run(words: Sequence[str]) -> int:
    try:
        options = parser().parse_args(_with_command(words))
    except SystemExit as answered:  # argparse has said what is wrong, or helped
        return int(answered.code or 0)
    console = Console()
    try:
        return int(options.run(options, console))
    except Refused as refusal:
        console.tell(refusal.problems)
        return refusal.code
    except KeyboardInterrupt:
        print("interrupted: files that were finished are whole, the others are as they were", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as slip:
        if options.debug:
            raise
        console.tell((_bug(slip),))
        return 1


def _bug(slip: Exception) -> Problem:
    trace, line, file = slip.__traceback__, 0, ""
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if "leaflet" in path.parts:
            line, file = trace.tb_lineno, "/".join(path.parts[path.parts.index("leaflet") :])
        trace = trace.tb_next
    text = " ".join(f"internal error: {type(slip).__name__}: {slip}".split())
    return error("program/bug", text, Where(file, line), BUG)


def _with_command(words: Sequence[str]) -> list[str]:
    """Without a command everything is built, also when options of `build` are given alone."""
    at = 0
    while at < len(words) and words[at].partition("=")[0] in BEFORE:
        at += 1 if words[at] == "--debug" or "=" in words[at] else 2
    rest = words[at:]
    asks = rest and (not rest[0].startswith("-") or rest[0] in ("-h", "--help"))
    return list(words) if asks else [*words[:at], "build", *rest]


def parser() -> argparse.ArgumentParser:
    """The arguments of every command."""
    top = argparse.ArgumentParser(prog=program_name(), description="Builds print-ready leaflets in many languages.")
    top.allow_abbrev = False
    top.set_defaults(project=Path("."), debug=False, today=datetime.date.today())
    _add_common(top)
    commands = top.add_subparsers(metavar="command", dest="command", help="without one: build everything")
    _add_build(commands)
    _add_check(commands)
    _add_status(commands)
    _add_new(commands)
    _add_translate(commands)
    _add_sign(commands)
    _add_proof(commands)
    _add_impose(commands)
    _add_design(commands)
    _add_dummy(commands)
    return top


Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _add_build(commands: Commands) -> None:
    one = _command(commands, "build", "make the PDFs")
    _add_choice(one)
    about = "office (default), accessible, grey, press, bilingual, large-print; html, text, audio; all"
    one.add_argument("--edition", type=_names, default=("office",), metavar="NAME,…", help=about)
    one.add_argument("--with", dest="partner", metavar="LANG", help="for --edition bilingual: the staff's language")
    one.add_argument(
        "--pdfx", choices=("x-4", "x-3", "x-1a"), help="press: the standard; default: the design's, or x-4"
    )
    one.add_argument("--profile", metavar="NAME|FILE.icc", help="press: the output profile; default: the design's")
    one.add_argument(
        "--marks", type=_names, metavar="MARK,…", help="press: none, all, or crop,fold,bleed,registration,bar"
    )
    one.add_argument("--out", type=Path, metavar="DIR", help="default: build, in the project")
    one.add_argument("--jobs", type=_count, default=1, metavar="N", help="leaflets made at the same time")
    one.add_argument("--draft", action="store_true", help="print what there is, with a list of what is not finished")
    one.add_argument("--force", action="store_true", help="make what is up to date, too")
    one.set_defaults(run=_build)


def _add_check(commands: Commands) -> None:
    one = _command(commands, "check", "look for problems in source, translations, layout and PDF; writes nothing")
    _add_choice(one, "LEAFLET|FILE.pdf")
    one.add_argument("--draft", action="store_true", help="what is not finished is no error")
    one.add_argument(
        "--edition", type=_names, default=("office",), metavar="NAME,…", help="office (default), accessible, press"
    )
    one.set_defaults(run=_check)


def _add_status(commands: Commands) -> None:
    one = _command(commands, "status", "how far each language is, and who signed it")
    one.add_argument("leaflets", nargs="*", metavar="LEAFLET", help="default: all leaflets")
    one.add_argument("--lang", type=_names, default=(), metavar="nl,fr", help="these languages, with all details")
    about = "every text that is not done, and what changed in its source"
    one.add_argument("--details", action="store_true", help=about)
    one.add_argument("--format", choices=("table", "json"), default="table")
    one.add_argument("--html", type=Path, metavar="FILE", help="write a page, too, that needs nothing else")
    one.add_argument("--out", type=Path, metavar="DIR", help="where the PDFs are; default: build, in the project")
    one.set_defaults(run=_status)


def _add_new(commands: Commands) -> None:
    one = _command(commands, "new", "begin a leaflet: a small complete one to change")
    one.add_argument("leaflet", metavar="LEAFLET", help="its id, e.g. low-back-pain")
    one.set_defaults(run=_new)


def _add_translate(commands: Commands) -> None:
    one = _command(commands, "translate", "PO files for translators")
    actions = one.add_subparsers(metavar="action", dest="action", required=True)
    add = _command(actions, "add", "begin a translation")
    add.add_argument("language", metavar="LANG", help="language tag, e.g. tr or pt-BR")
    add.add_argument("leaflets", nargs="*", metavar="LEAFLET", help="default: all")
    add.set_defaults(run=_translate_add)
    _add_exchange(actions)
    update = _command(actions, "update", "bring PO files to the present source")
    update.add_argument("leaflets", nargs="*", metavar="LEAFLET", help="default: all")
    update.set_defaults(run=_translate_update)


def _add_exchange(actions: Commands) -> None:
    export = _command(actions, "export", "texts for translators' tools, spreadsheets or reviewers")
    export.add_argument("leaflets", nargs="*", metavar="LEAFLET", help="default: all")
    export.add_argument("--lang", type=_names, default=(), metavar="fr,ar", help="default: every translation there is")
    forms = ("xliff", "csv", "xlsx", "review")
    about = "xliff (2.1), csv, xlsx, or review: a sheet for a pen and one to type in"
    export.add_argument("--as", dest="form", choices=forms, required=True, help=about)
    export.add_argument("--out", type=Path, metavar="DIR", help="default: build/exchange, in the project")
    export.set_defaults(run=_translate_export)
    back = _command(actions, "import", "take what came back of an export into the PO files")
    back.add_argument("files", nargs="+", type=Path, metavar="FILE", help=".xlf, .csv or .xlsx")
    back.add_argument("--dry-run", action="store_true", help="tell what would change, and write nothing")
    back.set_defaults(run=_translate_import)


def _add_sign(commands: Commands) -> None:
    one = _command(commands, "sign", "vouch for a language of a leaflet as it is; any later change revokes it")
    one.add_argument("leaflets", nargs=1, metavar="LEAFLET")
    one.add_argument("language", metavar="LANG", help="language tag, e.g. fr")
    one.add_argument("--by", required=True, metavar="NAME", help="who vouches")
    one.add_argument("--role", required=True, metavar="ROLE", help="translator (of the source: editor), clinician")
    one.add_argument("--date", type=_date, metavar="DATE", help="the day it was looked through; default: today")
    one.set_defaults(run=_sign)


def _add_proof(commands: Commands) -> None:
    one = _command(commands, "proof", "one PDF with every language side by side, and what is wrong with it")
    _add_choice(one)
    one.add_argument("--out", type=Path, metavar="DIR", help="default: build")
    one.set_defaults(run=_proof)


def _add_impose(commands: Commands) -> None:
    one = _command(commands, "impose", "put the pages of PDFs on the sheets of an office printer")
    one.add_argument("files", nargs="+", type=Path, metavar="FILE.pdf")
    about = "default: auto, by the number of pages"
    one.add_argument("--as", dest="kind", choices=("booklet", "two-up", "auto"), default="auto", help=about)
    one.add_argument("--creep", type=_thickness, default=0.1, metavar="MM", help="thickness of a sheet; default: 0.1")
    one.add_argument("--paper", choices=("a4", "a3", "letter"), default="a4", help="of the printer; default: a4")
    about = "edge over which the printer turns the sheet"
    one.add_argument("--flip", choices=("short", "long"), default="short", help=about)
    one.add_argument("--out", type=Path, metavar="DIR", help="default: beside the file")
    one.set_defaults(run=_impose)


def _add_design(commands: Commands) -> None:
    one = _command(commands, "design", "draw a design with its measures, styles and inks named")
    _add_one_design(one)
    one.set_defaults(run=_design)


def _add_dummy(commands: Commands) -> None:
    one = _command(commands, "dummy", "a sheet to practise folding with: panels numbered, folds drawn, steps told")
    _add_one_design(one)
    one.add_argument("--lang", default="", metavar="LANG", help="the staff's language; default: English")
    which = one.add_mutually_exclusive_group()
    which.add_argument(
        "--rtl", dest="direction", action="store_const", const="rtl", help="of leaflets read from the right"
    )
    which.add_argument("--ltr", dest="direction", action="store_const", const="ltr", help="or the left")
    one.add_argument("--pages", type=_count, default=8, metavar="N", help="of a booklet; default: 8")
    one.set_defaults(run=_dummy)


def _add_one_design(one: argparse.ArgumentParser) -> None:
    one.add_argument("design", metavar="DESIGN", help="its name, e.g. a4")
    one.add_argument("--out", type=Path, metavar="DIR", help="default: build, in the project")


def _command(commands: Commands, name: str, about: str) -> argparse.ArgumentParser:
    one: argparse.ArgumentParser = commands.add_parser(name, help=about, description=about, allow_abbrev=False)
    _add_common(one)
    return one


def _add_common(one: argparse.ArgumentParser) -> None:
    absent = argparse.SUPPRESS  # so that a command's own default does not undo what stands before the command
    one.add_argument("--project", type=Path, default=absent, metavar="DIR", help="the folder with translations/")
    one.add_argument("--debug", action="store_true", default=absent, help="show where an internal error came from")
    one.add_argument("--today", type=_date, default=absent, help=absent)


def _add_choice(one: argparse.ArgumentParser, shown: str = "LEAFLET") -> None:
    one.add_argument("leaflets", nargs="*", metavar=shown, help="default: all leaflets")
    one.add_argument("--lang", type=_names, default=(), metavar="nl,fr", help="default: every language there is")
    one.add_argument("--design", type=_names, default=(), metavar="a4", help="default: those the leaflet names")
    one.add_argument("--clinic", metavar="NAME", help="whose name and logo it carries")


def _names(text: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(name for name in (part.strip() for part in text.split(",")) if name))
    if not found:
        raise argparse.ArgumentTypeError("name at least one")
    return found


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 256:
        raise argparse.ArgumentTypeError(f"'{text}' is not a number from 1 to 256")
    return int(text)


def _thickness(text: str) -> float:
    try:
        found = float(text.replace(",", "."))
    except ValueError:
        found = -1.0
    if not 0 <= found <= 1:
        raise argparse.ArgumentTypeError(f"'{text}' is not the thickness of a sheet: 0 to 1 mm")
    return found


def _date(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as slip:
        raise argparse.ArgumentTypeError(f"'{text}' is not a date like 2026-11-22") from slip


def _build(options: argparse.Namespace, console: Console) -> int:
    from leaflet.commands.building import build
    from leaflet.commands.order import read_order

    return build(read_order(options), console)


def _check(options: argparse.Namespace, console: Console) -> int:
    from leaflet.commands.press_check import check_files, files_among

    files = files_among(options.leaflets)
    options.leaflets = [name for name in options.leaflets if name not in files]
    if files:
        check_files(files, console)
    if files and not options.leaflets:
        return console.code
    from leaflet.commands.checking import check
    from leaflet.commands.order import read_order

    return check(read_order(options), console)


def _status(options: argparse.Namespace, console: Console) -> int:
    from leaflet.commands.order import read_order
    from leaflet.commands.status import Form, status

    form = Form(options.format, options.details or bool(options.lang), options.html)
    return status(read_order(options), form, console)


def _new(options: argparse.Namespace, console: Console) -> int:
    from leaflet.commands.scaffold import new

    return new(options.project, options.leaflet, options.today, console)


def _translate_add(options: argparse.Namespace, console: Console) -> int:
    from leaflet.commands.order import read_order
    from leaflet.commands.translating import add

    return add(read_order(options), options.language, console)


def _translate_update(options: argparse.Namespace, console: Console) -> int:
    from leaflet.commands.order import read_order
    from leaflet.commands.translating import update

    return update(read_order(options), console)


def _translate_export(options: argparse.Namespace, console: Console) -> int:
    from leaflet.commands.exchanging import export

    return export(options, console)


def _translate_import(options: argparse.Namespace, console: Console) -> int:
    from leaflet.commands.exchanging import bring_back

    return bring_back(options, console)


def _sign(options: argparse.Namespace, console: Console) -> int:
    from leaflet.commands.order import read_order
    from leaflet.commands.signing import Signature, sign

    day = options.date or options.today
    return sign(read_order(options), Signature(options.language, options.by, options.role, day), console)


def _proof(options: argparse.Namespace, console: Console) -> int:
    from leaflet.commands.order import read_order
    from leaflet.commands.proofing import proof

    return proof(read_order(options), console)


def _impose(options: argparse.Namespace, console: Console) -> int:
    from leaflet.commands.imposing import impose_files

    return impose_files(options, console)


def _design(options: argparse.Namespace, console: Console) -> int:
    from leaflet.commands.designing import draw_design

    return draw_design(options, console)


def _dummy(options: argparse.Namespace, console: Console) -> int:
    from leaflet.commands.designing import draw_dummy

    return draw_dummy(options, console)


def _let_everything_print() -> None:
    """A terminal that cannot show a character shows its code, and does not stop the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")


def _silence() -> None:
    with contextlib.suppress(OSError, ValueError):  # not a real file: nothing to close later either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
