"""`translate export` and `translate import`: PO files go out in the forms that translators and reviewers use, and come
back.

A row that cannot be taken is told with its line, and the others are taken; a PO file is written whole or not at all.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from leaflet.commands.console import UNREADABLE, Console, Refused
from leaflet.commands.order import Order, Source, read_order, tell_source
from leaflet.exchange.parcel import Parcel, Return, make_parcel
from leaflet.exchange.review import check_verdicts, verdicts
from leaflet.exchange.taking import take
from leaflet.localize.catalogue import po_bytes
from leaflet.localize.locale import read_locale
from leaflet.localize.pseudo import is_pseudo
from leaflet.model.document import Leaflet
from leaflet.output import shown, write_file
from leaflet.places import ASSETS
from leaflet.problems import Problem, Where, error, has_errors
from leaflet.project import Project, read_source

FORMS = ("xliff", "csv", "xlsx", "review")
LARGEST = 30_000_000  # bytes of a file that is read
FOLDER = "exchange"


def export(options: argparse.Namespace, console: Console) -> int:
    """Write the texts of leaflets in a form for translators (xliff, csv, xlsx) or reviewers (review)."""
    order = read_order(options)
    folder: Path = options.out or order.project.root / "build" / FOLDER
    for source in order.sources:
        tell_source(source, console)
        if source.leaflet is not None and not has_errors(source.problems):
            for language in _wanted(order, source, source.leaflet):
                _export(order, source.leaflet, language, (options.form, folder), console)
    return console.code


def _wanted(order: Order, source: Source, leaflet: Leaflet) -> tuple[str, ...]:
    """The languages to write; raises Refused for one that is never translated into."""
    for language in order.languages:
        if language == leaflet.language or is_pseudo(language):
            what = "is made by the program" if is_pseudo(language) else "is the language of the source itself"
            text, hint = f"'{language}' {what}", "name a language that is translated into"
            raise Refused(error("arguments/language", text, Where("command line"), hint))
    return tuple(language for language in order.asked(source) if language != leaflet.language)


def _export(order: Order, leaflet: Leaflet, language: str, how: tuple[str, Path], console: Console) -> None:
    form, folder = how
    parcel, problems = _parcel(order.project, leaflet, language)
    console.tell(problems)
    if parcel is None:
        return
    for name, data in _files(order.project, leaflet, parcel, form, console):
        slips = write_file(folder / name, data)
        console.tell(slips)
        if not slips:
            console.say(f"File: {shown(folder / name)}  ({len(parcel.rows)} texts)")


def _parcel(project: Project, leaflet: Leaflet, language: str) -> tuple[Parcel | None, tuple[Problem, ...]]:
    locale, problems = read_locale(language, ASSETS)
    path = project.folder(leaflet.id) / f"{language}.po"
    where = Where(project.shown(path), language=language)
    data, slips = po_bytes(path, where)
    if locale is None or data is None:
        return None, problems + slips
    return make_parcel(leaflet, locale, data, where)


def _files(
    project: Project, leaflet: Leaflet, parcel: Parcel, form: str, console: Console
) -> Sequence[tuple[str, bytes]]:
    """The files of one form, by name; a review has two: one for a pen, one to type in."""
    name = f"{parcel.leaflet}_{parcel.language}"
    if form == "xliff":
        from leaflet.exchange.xliff import SUFFIX, write_xliff

        return ((name + SUFFIX, write_xliff(parcel)),)
    if form == "csv":
        from leaflet.exchange.csv_sheet import SUFFIX as CSV
        from leaflet.exchange.csv_sheet import write_csv

        return ((name + CSV, write_csv(parcel)),)
    from leaflet.exchange.workbook import SUFFIX as XLSX
    from leaflet.exchange.workbook import write_workbook

    name += "_review" * (form == "review")
    data, problems = write_workbook(parcel, form == "review")
    console.tell(problems)
    books = ((name + XLSX, data),) if data else ()
    return books if form == "xlsx" else ((f"{name}.pdf", _paper(project, leaflet, parcel, console)), *books)


def _paper(project: Project, leaflet: Leaflet, parcel: Parcel, console: Console) -> bytes:
    """The review sheet as a PDF; raises Refused where it cannot be set."""
    from leaflet.compose.fonts import read_faces
    from leaflet.drafting.board import board_setting
    from leaflet.exchange.review_sheet import Voices, review_sheet
    from leaflet.layout.design import read_design
    from leaflet.paint.colour import read_palette
    from leaflet.paint.painter import Look, paint
    from leaflet.paint.pdf_document import Metadata

    faces, problems = read_faces(ASSETS)
    palette, slips = read_palette(ASSETS)
    english, more = read_locale("en", ASSETS)
    native, lacking = read_locale(parcel.source_language, ASSETS)
    if faces is None or palette is None or english is None or native is None:
        raise Refused(*problems, *slips, *more, *lacking, code=UNREADABLE)
    path = project.asset("designs", f"{leaflet.designs[0]}.yaml")
    design, problems = read_design(path, project.shown(path), ASSETS, palette.names)
    if design is None:
        raise Refused(*problems, code=UNREADABLE)
    locales = (english, native, parcel.locale)
    voices = Voices(*(board_setting(design, faces, locale) for locale in locales))
    made = review_sheet(parcel, voices)
    title = f"Review sheet: {parcel.leaflet}, {native.name_in('en')} to {parcel.locale.name_in('en')}"
    facts = Metadata(title, "en", subject=f"{parcel.title}, version {parcel.version}", short_edge=True)
    pictures = dict(made.pictures)
    return paint(made.pages, Look(palette, pictures, 0.0), facts)


def bring_back(options: argparse.Namespace, console: Console) -> int:
    """Take files of any of the forms into the PO files they were exported from."""
    project = Project(options.project)
    fresh: dict[Path, bytes] = {}  # of a dry run, so that two files of one language are read one after the other
    for file in options.files:
        for back in _read(file, console):
            _take(project, back, file, (fresh, options.dry_run), console)
    if options.dry_run:
        console.say("Dry run: nothing was written")
    return console.code


def _read(file: Path, console: Console) -> Sequence[Return]:
    """What a file holds, by its first bytes rather than its name."""
    where = Where(shown(file))
    data, problems = _bytes(file, where)
    if data is None:
        console.tell(problems)
        return ()
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        from leaflet.exchange.workbook_reader import read_workbook

        found, problems = read_workbook(data, file.stem, where)
    elif file.suffix.lower() in (".xlf", ".xliff", ".xml") or data[:200].lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
        from leaflet.exchange.xliff_reader import read_xliff

        found, problems = read_xliff(data, where)
    else:
        from leaflet.exchange.csv_sheet import read_csv

        found, problems = read_csv(data, file.stem, where)
    console.tell(problems)
    return found


def _bytes(file: Path, where: Where) -> tuple[bytes | None, tuple[Problem, ...]]:
    hint = "name a file that 'translate export' made: .xlf, .csv or .xlsx"
    if not file.is_file():  # a pipe would keep us waiting
        return None, (error("exchange/no-file", "there is no such file", where, hint),)
    try:
        size = file.stat().st_size
        if not 0 < size <= LARGEST:
            code = "exchange/too-large" if size else "exchange/empty"
            text = f"is larger than {LARGEST // 1_000_000} MB" if size else "is empty"
            return None, (error(code, text, where, hint),)
        return file.read_bytes(), ()
    except OSError as refusal:
        return None, (error("exchange/no-file", f"cannot be read: {refusal.strerror}", where, hint),)


def _take(project: Project, back: Return, file: Path, how: tuple[dict[Path, bytes], bool], console: Console) -> None:
    """Take one leaflet in one language into its PO file."""
    fresh, dry = how
    source = _source(project, back, Where(shown(file)), console)
    if source is None:
        return
    path = project.folder(source.id) / f"{back.language}.po"
    where = Where(project.shown(path), language=back.language)
    old, problems = (fresh[path], ()) if path in fresh else po_bytes(path, where)
    if old is None:
        console.tell(problems)
        return
    taken = take(old, source, back, (where.file, shown(file)))
    console.tell(taken.problems)
    if taken.data != old and dry:
        fresh[path] = taken.data
    elif taken.data != old and not _write(path, old, taken.data, where, console):
        return
    console.say(f"{back.leaflet}  {back.language}  {taken.tally}")
    if back.is_review:
        console.tell(check_verdicts(back, Where(shown(file))))
        for line in verdicts(back):
            console.say(line)


def _source(project: Project, back: Return, where: Where, console: Console) -> Leaflet | None:
    if back.leaflet not in project.leaflets():
        known = ", ".join(project.leaflets()) or "none"
        text = f"is of the leaflet '{back.leaflet[:80]}', which is not there"
        console.tell((error("exchange/other-leaflet", text, where, f"there are: {known}"),))
        return None
    leaflet, problems = read_source(project, back.leaflet)
    console.tell(problems)
    if leaflet is not None and back.language not in project.translations(back.leaflet):
        known = ", ".join(project.translations(back.leaflet)) or "none"
        text = f"is in '{back.language[:80]}', and there is no such translation"
        console.tell((error("exchange/other-language", text, where, f"there are: {known}"),))
        return None
    return leaflet


def _write(path: Path, old: bytes, fresh: bytes, where: Where, console: Console) -> bool:
    """Write a PO file, unless somebody else did since it was read."""
    present, _ = po_bytes(path, where)
    if present != old:
        text = "was changed by somebody else at this moment"
        console.tell((error("exchange/meanwhile", text, where, "import the file again"),))
        return False
    slips = write_file(path, fresh)
    console.tell(slips)
    return not slips
