"""The catalogue of one leaflet in one language: a PO file in, `Catalogue` and problems out.

The key of an entry is its msgctxt, the block and part of the leaflet; a fuzzy entry is kept as fuzzy and never printed.
Writing (`extract`, `update`) is in `template.py`, the syntax of PO in `po.py`.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from leaflet.localize.po import PoText, Unit, parse
from leaflet.model.document import Leaflet
from leaflet.problems import Problem, Where, error, has_errors, warning

LARGEST = 5_000_000  # bytes; ten thousand times a leaflet's text is no PO file
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Entry:
    """One translated text.  `line` is where its msgid stands; `previous_source` is the msgid that a fuzzy text was
    made for, `previous_context` its msgctxt where another program says one, `kept` what `translate update` noted when
    it made the text fuzzy; the text is as typed, with inline markup."""

    context: str
    source: str
    text: str
    fuzzy: bool = False
    line: int = 0
    translator_comments: tuple[str, ...] = ()
    previous_source: str = ""
    previous_context: str = ""
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All entries of one PO file, by context.  `version` is the version of the source that it was last updated to,
    `state` the file's own word on its review (X-State), `obsolete` the texts whose block went away."""

    language: str
    leaflet: str
    version: str
    file: str
    entries: Mapping[str, Entry]
    obsolete: tuple[Entry, ...] = ()
    state: str = ""
    header: Mapping[str, str] | None = None


def read_catalogue(path: Path, shown_as: str, leaflet: Leaflet) -> tuple[Catalogue | None, tuple[Problem, ...]]:
    """Read `<language>.po` of a leaflet; None when the file cannot be trusted as a whole (syntax, charset, wrong file).

    `shown_as` is the path as the user knows it.  Single entries that cannot be printed are found by `translate`.
    """
    where = Where(shown_as, language=path.stem)
    data, trouble = po_bytes(path, where)
    if data is None:
        return None, trouble
    po, problems = read_po(data, where)
    if po is not None:
        problems += check_identity(po, leaflet, where)
    if po is None or has_errors(problems):
        return None, problems
    return _catalogue(po, where), problems


def po_bytes(path: Path, where: Where) -> tuple[bytes | None, tuple[Problem, ...]]:
    """The bytes of a PO file; None with a problem where there is none that can be read."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe or device would keep us waiting
            what = "is a folder, not a PO file" if stat.S_ISDIR(status.st_mode) else "is not an ordinary file"
            return None, (error("po/unreadable", what, where, "remove or rename it"),)
        if status.st_size > LARGEST:
            text = f"is larger than {LARGEST // 1_000_000} MB: not the PO file of a leaflet"
            return None, (error("po/too-large", text, where, "look whether another file was saved under this name"),)
        return path.read_bytes(), ()
    except FileNotFoundError:
        hint = f"make it with 'translate add {path.stem}'"
        return None, (error("po/missing", "there is no such PO file", where, hint),)
    except OSError as trouble:
        reason = trouble.strerror or type(trouble).__name__
        return None, (error("po/unreadable", f"cannot be read: {reason}", where, "check the rights of the file"),)


def read_po(data: bytes, where: Where) -> tuple[PoText | None, tuple[Problem, ...]]:
    """Decode and parse the bytes of a PO file and check what holds for any leaflet: charset, header, plurals, twins."""
    text, problems = _decode(data, where)
    if text is None:
        return None, problems
    po, slips = parse(text, where)
    if slips:
        return None, problems + slips
    return po, problems + tuple(_check_units(po, where))


def _decode(data: bytes, where: Where) -> tuple[str | None, tuple[Problem, ...]]:
    hint = "save the file as UTF-8 text (in Poedit: Catalogue properties, charset UTF-8)"
    if b"\0" in data:
        return None, (error("po/binary", "is not a text file (it has NUL bytes); UTF-16 or a .mo file?", where, hint),)
    problems: tuple[Problem, ...] = ()
    if data.startswith(BOM):
        data = data[len(BOM) :]
        advice = "save as UTF-8 without BOM"
        problems = (warning("po/bom", "starts with a byte order mark, which msgfmt refuses", where, advice),)
    try:
        return data.decode("utf-8"), problems
    except UnicodeDecodeError as slip:
        line = data.count(b"\n", 0, slip.start) + 1
        text = f"is not UTF-8: byte 0x{data[slip.start]:02x} cannot be read"
        return None, (error("po/charset", text, replace(where, line=line), hint),)


def _check_units(po: PoText, where: Where) -> Iterator[Problem]:
    headers = [unit for unit in po.units if unit.is_header]
    if not headers:
        hint = "copy the header from the .pot file and fill in the language"
        yield error("po/header", 'has no header (the entry with msgid "" and Language, Content-Type)', where, hint)
    for unit in headers[:1]:
        yield from _check_charset(unit, where)
    seen: dict[str | None, int] = {}
    for unit in po.units:
        here = replace(where, line=unit.line, block=unit.context or "")
        if unit.plural:
            yield error("po/plural", "has plural forms, which leaflets do not use", here, "keep one plain msgstr")
        if unit.obsolete or (unit.context is None and not unit.is_header):
            continue
        if unit.context in seen:
            text = f"a second entry for the same place; the first is in line {seen[unit.context]}"
            yield error("po/duplicate", text, here, "keep the right one of the two and delete the other")
        seen.setdefault(unit.context, unit.line)


def _check_charset(header: Unit, where: Where) -> Iterator[Problem]:
    kind = header_fields(header.text).get("Content-Type", "")
    charset = kind.lower().partition("charset=")[2].strip()
    if charset not in ("", "utf-8", "utf8"):
        text = f"declares the charset '{charset}'; only UTF-8 is read"
        hint = "convert with 'msgconv -t UTF-8', or save as UTF-8 in your PO editor"
        yield error("po/charset", text, replace(where, line=header.line), hint)


def header_fields(text: str) -> dict[str, str]:
    """The fields of a header's msgstr in their order, names as written."""
    pairs = (line.partition(":") for line in text.split("\n") if ":" in line)
    return {name.strip(): value.strip() for name, _, value in pairs}


def check_identity(po: PoText, leaflet: Leaflet, where: Where) -> tuple[Problem, ...]:
    """Is this the file of that language (`where.language`) and leaflet?  `po/language` and `po/other-leaflet`."""
    header = next((unit for unit in po.units if unit.is_header), None)
    if header is None:  # read_po has said so
        return ()
    fields = header_fields(header.text)
    here = replace(where, line=header.line)
    return (*_check_language(fields.get("Language", ""), here), *_check_leaflet(po, fields, leaflet, here))


def _check_language(found: str, where: Where) -> Iterator[Problem]:
    if found.replace("_", "-").lower() == where.language.replace("_", "-").lower():
        return
    text = f"header says Language: {found}, the file's name says {where.language}" if found else "names no language"
    fill = "run 'translate update', which fills it in"
    hint = f"write 'Language: {where.language}' in the header, or rename the file" if found else fill
    yield error("po/language", text, where, hint)


def _check_leaflet(po: PoText, fields: Mapping[str, str], leaflet: Leaflet, where: Where) -> Iterator[Problem]:
    named = fields.get("X-Leaflet") or fields.get("Project-Id-Version", "").partition(" ")[0]
    if named == leaflet.id:
        return
    hint = f"put the file of '{leaflet.id}' here; each leaflet has its own PO files"
    if fields.get("X-Leaflet"):
        yield error("po/other-leaflet", f"is the file of '{named}', not of '{leaflet.id}'", where, hint)
        return
    # Without X-Leaflet the project's name is free text in many tools, so the contexts decide.
    contexts = [unit.context for unit in po.units if not unit.obsolete and not unit.is_header]
    known = {message.context for message in leaflet.messages()}
    matching = sum(context in known for context in contexts)
    if contexts and matching * 2 < len(contexts):
        text = (
            f"knows {matching} of its {len(contexts)} texts in '{leaflet.id}': a file of '{named or 'something else'}'?"
        )
        yield error("po/other-leaflet", text, where, hint)


def _catalogue(po: PoText, where: Where) -> Catalogue:
    header = next(unit for unit in po.units if unit.is_header)
    fields = header_fields(header.text)
    return Catalogue(
        language=where.language,
        leaflet=fields.get("X-Leaflet", ""),
        version=fields.get("X-Source-Version", ""),
        file=where.file,
        entries={entry.context: entry for entry in _entries(po.units, False)},
        obsolete=tuple(_entries(po.units, True)),
        state=fields.get("X-State", ""),
        header=fields,
    )


def _entries(units: Iterable[Unit], obsolete: bool) -> Iterator[Entry]:
    for unit in units:
        if unit.obsolete == obsolete and not unit.is_header:
            yield Entry(
                context=unit.context or "",
                source=unit.source,
                text=unit.text,
                fuzzy=unit.is_fuzzy,
                line=unit.line,
                translator_comments=unit.comments,
                previous_source=unit.previous,
                previous_context=unit.previous_context,
                kept=unit.told("kept"),
            )
