"""`translate add` and `translate update`: sources go in, the .pot and .po files of their translators come out.

What a translator has written is never lost: it is kept as fuzzy when its source changed, as obsolete when that is gone.
A file is written whole or not at all, by one program at a time, and never over what somebody saved in the meantime.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from leaflet.commands.console import Console, Refused, program_name
from leaflet.commands.order import Order, Source, tell_source
from leaflet.commands.rooms import Counts, read_rooms
from leaflet.localize.catalogue import po_bytes, read_po
from leaflet.localize.locale import Locale, read_labels, read_locale
from leaflet.localize.po import PoText, Unit, compose
from leaflet.localize.pseudo import is_pseudo
from leaflet.localize.states import same
from leaflet.localize.template import extract
from leaflet.localize.template import update as merge
from leaflet.lock import held
from leaflet.model.document import Leaflet
from leaflet.output import write_file
from leaflet.places import ASSETS
from leaflet.problems import Problem, Where, error, has_errors
from leaflet.project import Project

POT = "leaflet.pot"
TRIES = 3  # of a merge, while somebody else saves the same file
LABEL = "label/"
ROOM = "room"  # the comment `#. room: 120 characters`


def add(order: Order, language: str, console: Console) -> int:
    """Begin a translation of every leaflet that does not have one; raises Refused if no leaflet needs it."""
    locale, problems = read_locale(language, ASSETS)
    if is_pseudo(language):
        text, hint = f"'{language}' is made by the program and never translated", f"try: build --lang {language}"
        raise Refused(error("arguments/language", text, Where("command line"), hint))
    if locale is None:
        raise Refused(*problems)
    wanting = [source for source in order.sources if language not in source.languages]
    if not wanting:
        raise Refused(_exists(order, language))
    for source in wanting:
        tell_source(source, console)
        if source.leaflet is not None and not has_errors(source.problems):
            rooms = read_rooms(order, source, source.leaflet, locale.language)(locale.language)
            _begin(order, source.leaflet, (locale, rooms), console)
    console.say(f"Folder: {order.project.shown(order.project.root / 'translations')}/")
    return console.code


def _exists(order: Order, language: str) -> Problem:
    source = order.sources[0]
    path = order.project.folder(source.id) / f"{language}.po"
    if source.leaflet is not None and source.leaflet.language == language:
        where, hint = Where(source.leaflet.file), "choose another language"
        return error("arguments/language", f"'{language}' is the language of the source itself", where, hint)
    hint = f"bring it up to date with '{program_name()} translate update'; nothing was changed"
    return error("arguments/language", "there is such a file already", Where(order.project.shown(path)), hint)


def _begin(order: Order, leaflet: Leaflet, whose: tuple[Locale, Counts], console: Console) -> None:
    """Write a new PO file, with the product's own words where they are known.  `whose` is a language and the rooms of
    its texts."""
    locale, rooms = whose
    header = {"PO-Revision-Date": f"{order.today.isoformat()} 00:00+0000"}
    data, _ = merge(None, leaflet, locale.language, locale.name_in("en"), _in_words(rooms, b""), header)
    data = _with_labels(data, leaflet, locale.language)
    path = order.project.folder(leaflet.id) / f"{locale.language}.po"
    _write_template(order.project, leaflet, console)
    with held(path.parent) as slips:
        slips = slips or (() if not path.exists() else (_exists(order, locale.language),))
        slips = slips or write_file(path, data, careful=True)
    console.tell(slips)
    if not slips:
        count = sum(not unit.text for unit in _units(data))
        console.say(f"{order.project.shown(path)}: {count} texts to translate")


def _with_labels(data: bytes, leaflet: Leaflet, language: str) -> bytes:
    """Fill in the product's words that are not translated yet, unless the leaflet has its own in their place."""
    own, _ = read_labels(leaflet.language, ASSETS)
    theirs, _ = read_labels(language, ASSETS)
    po, _ = read_po(data, Where())
    if not own or not theirs or po is None:
        return data
    known = {(f"{LABEL}{key}", own[key]): text for key, text in theirs.items() if key in own}
    units = tuple(_labelled(unit, known) for unit in po.units)
    if units == po.units:
        return data
    text = compose(PoText(units, po.tail))
    return (text.replace("\n", "\r\n") if b"\r\n" in data else text).encode()


def _labelled(unit: Unit, known: Mapping[tuple[str, str], str]) -> Unit:
    label = known.get((unit.context or "", unit.source), "")
    return replace(unit, text=label, raw="") if label and not unit.text and not unit.obsolete else unit


def update(order: Order, console: Console) -> int:
    """Bring the template and every PO file to the present source; files that need no change stay as they are."""
    for source in order.sources:
        tell_source(source, console)
        if source.leaflet is not None and not has_errors(source.problems):
            _write_template(order.project, source.leaflet, console)
            rooms = read_rooms(order, source, source.leaflet)
            for language in _translations(source):
                _update(order.project, source.leaflet, (language, rooms(language)), console)
    console.say(f"Folder: {order.project.shown(order.project.root / 'translations')}/")
    return console.code


def _translations(source: Source) -> tuple[str, ...]:
    return tuple(language for language in source.languages if source.leaflet and language != source.leaflet.language)


def _update(project: Project, leaflet: Leaflet, whose: tuple[str, Counts], console: Console) -> None:
    """`whose` is a language and the rooms of its texts."""
    language, rooms = whose
    path = project.folder(leaflet.id) / f"{language}.po"
    shown = project.shown(path)
    with held(path.parent) as problems:
        old, fresh = b"", b""
        if not problems:
            old, fresh, problems = _renewed(path, leaflet, rooms, Where(shown, language=language))
    console.tell(problems)
    if not has_errors(problems):
        console.say(f"{shown}: {_difference(old, fresh)}")


def _renewed(path: Path, leaflet: Leaflet, rooms: Counts, where: Where) -> tuple[bytes, bytes, tuple[Problem, ...]]:
    """Bring a file up to date: its bytes before and after, and what stood in the way."""
    for _ in range(TRIES):
        old, problems = po_bytes(path, where)
        if old is None:
            return b"", b"", problems
        fresh, problems = merge(old, leaflet, where.language, rooms=_in_words(rooms, old))
        fresh = fresh if has_errors(problems) else _with_labels(fresh, leaflet, where.language)
        problems = tuple(problem.at(file=where.file) for problem in problems)
        if fresh == old:
            return old, fresh, problems
        if _present(path) == old:  # an editor that knows no locks may have saved it in the meantime
            return old, fresh, problems + write_file(path, fresh, careful=True)
    return b"", b"", (_restless(where.file, where.language),)


def _in_words(rooms: Counts, old: bytes) -> Mapping[str, str]:
    """The rooms as comments; what stands there stays, where it is about right or no layout can be made."""
    live = [unit for unit in _units(old) if unit.context and not unit.obsolete]
    before = {unit.context: unit.told(ROOM) for unit in live if unit.context and unit.told(ROOM)}
    if not rooms:
        return before
    from leaflet.room import told

    return told(rooms, before, {unit.context: len(unit.text) for unit in live if unit.context})


def _restless(shown: str, language: str) -> Problem:
    text, hint = "is being written by another program again and again", "close it there, and run this again"
    return error("output/locked", text, Where(shown, language=language), hint)


def _difference(old: bytes, fresh: bytes) -> str:
    """`2 new, 1 changed, 1 obsolete`."""
    if old == fresh:
        return "unchanged"
    before, after = _live(old), _live(fresh)
    new = sum(context not in before for context in after)
    changed = sum(
        context in before and not same(before[context].source, unit.source) for context, unit in after.items()
    )
    gone = sum(context not in after for context in before)
    return f"{new} new, {changed} changed, {gone} obsolete"


def _live(data: bytes) -> Mapping[str, Unit]:
    return {unit.context: unit for unit in _units(data) if unit.context is not None and not unit.obsolete}


def _units(data: bytes) -> tuple[Unit, ...]:
    po, _ = read_po(data, Where())
    return po.units if po else ()


def _write_template(project: Project, leaflet: Leaflet, console: Console) -> None:
    """Write the .pot, if it is not as it should be."""
    path, data = project.folder(leaflet.id) / POT, extract(leaflet).encode()
    if _present(path) != data:
        console.tell(write_file(path, data))


def _present(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
