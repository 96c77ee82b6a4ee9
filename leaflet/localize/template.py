"""A leaflet's texts as PO: the .pot for translators, and a .po brought up to date with a changed source.

Leaflet in, bytes out.  References are block ids, never line numbers, and msgids have single spaces, so re-wrapping the
source changes nothing; a source that says the same in other marks (`states.neutral`) is taken without a word.  No text
is ever matched by likeness: the msgctxt is the identity of a text, and a text whose msgid changed keeps its old
translation as fuzzy, with `#| msgid` and the difference in `#. changed:`.  No text is ever lost: it stays, is set aside
as obsolete, or stands in a comment `# earlier:`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from leaflet.localize.catalogue import BOM, check_identity, header_fields, read_po
from leaflet.localize.po import PoText, Unit, compose
from leaflet.localize.states import DOUBTED, KEPT, checksum, same, word_diff
from leaflet.model.document import Leaflet, Message
from leaflet.problems import Problem, Where, has_errors

DRAFT = "draft, not reviewed by a clinician"
# gettext's own placeholder: Babel stops on an empty date, and a clock has no place in a step.
NO_DATE = "YEAR-MO-DA HO:MI+ZONE"
NOBODY = "FULL NAME <EMAIL@ADDRESS>"
NO_TEAM = "LANGUAGE <LL@li.org>"


def extract(leaflet: Leaflet, rooms: Mapping[str, str] | None = None) -> str:
    """The text of the leaflet's .pot.  `rooms` says per context how much room there is, in words."""
    header = Unit("", text=_header_text(_own_fields(leaflet, "")), comments=_title(leaflet, ""))
    return compose(PoText((header, *_units(leaflet, rooms or {}))))


def update(
    old: bytes | None,
    leaflet: Leaflet,
    language: str,
    name: str = "",
    rooms: Mapping[str, str] | None = None,
    header: Mapping[str, str] | None = None,
) -> tuple[bytes, tuple[Problem, ...]]:
    """Bring a PO file to the leaflet's present texts; `old` None makes a new one.

    `name` is the language's name for people; `header` gives fields of a new file (Last-Translator, PO-Revision-Date).
    A file that cannot be read comes back as it was, with its problems; so does one with nothing to change.
    """
    if old is None:
        fields = _own_fields(leaflet, language) | {"X-State": DRAFT} | dict(header or {})
        head = Unit("", text=_header_text(fields), comments=_title(leaflet, name))
        return compose(PoText((head, *_units(leaflet, rooms or {})))).encode(), ()
    where = Where(f"{language}.po", language=language)
    po, problems = read_po(old, where)
    if po is None:
        return old, problems
    po = _with_language(po, language)
    problems += check_identity(po, leaflet, where)
    if has_errors(problems):
        return old, problems
    units = tuple(_merge(po, leaflet, rooms or {}))
    if all(unit.raw for unit in units) and [unit.raw for unit in units] == [unit.raw for unit in po.units]:
        return old, problems
    text = compose(PoText(units, po.tail))
    # A file keeps the line ends that its owner's editor gave it.
    return (text.replace("\n", "\r\n") if b"\r\n" in old.removeprefix(BOM) else text).encode(), problems


def _units(leaflet: Leaflet, rooms: Mapping[str, str]) -> Iterator[Unit]:
    for message in leaflet.messages():
        yield _unit(message, rooms)


def _unit(message: Message, rooms: Mapping[str, str]) -> Unit:
    told = (("kind", message.kind), ("note", message.note), ("room", rooms.get(message.context, "")))
    return Unit(
        message.text,
        context=message.context,
        extracted=tuple(f"{what}: {' '.join(text.split())}" for what, text in told if text.strip()),
        references=(message.context.partition("/")[0],),
    )


def _title(leaflet: Leaflet, name: str) -> tuple[str, ...]:
    return (f"{name} translation of the leaflet {leaflet.id}." if name else f"Texts of the leaflet {leaflet.id}.",)


def _own_fields(leaflet: Leaflet, language: str) -> dict[str, str]:
    """The header of a new file, in gettext's order, the product's own fields last."""
    return {
        "Project-Id-Version": f"{leaflet.id} {leaflet.version}",
        "Report-Msgid-Bugs-To": "",
        "PO-Revision-Date": NO_DATE,
        "Last-Translator": NOBODY,
        "Language-Team": NO_TEAM,
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Leaflet": leaflet.id,
        "X-Source-Language": leaflet.language,
        "X-Source-Version": leaflet.version,
    }


def _header_text(fields: Mapping[str, str]) -> str:
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def _with_language(po: PoText, language: str) -> PoText:
    """Fill in a Language that no tool filled in; one that says something else is the reader's business."""
    head = next((unit for unit in po.units if unit.is_header), None)
    if head is None or header_fields(head.text).get("Language"):
        return po
    filled = replace(head, text=_with_fields(head.text, {"Language": language}), raw="")
    return replace(po, units=tuple(filled if unit is head else unit for unit in po.units))


Key = tuple[str | None, str]  # msgctxt and msgid


def _merge(po: PoText, leaflet: Leaflet, rooms: Mapping[str, str]) -> Iterator[Unit]:
    live: dict[str | None, Unit] = {
        unit.context: unit for unit in po.units if unit.context is not None and not unit.obsolete
    }
    gone = _set_aside(unit for unit in po.units if unit.obsolete)
    made_for = _made_for(po)
    fresh: list[Unit] = []
    for one in _units(leaflet, rooms):
        merged, used = _merge_one(one, live.get(one.context), gone)
        fresh.append(merged)
        if used is not None and used.obsolete:
            gone.pop((used.context, used.source))
        elif used is not None:
            live.pop(used.context)
    version = leaflet.version if _is_complete(fresh) else made_for
    yield from (_refreshed_header(unit, leaflet, version) for unit in po.units if unit.is_header)
    yield from fresh
    foreign = [unit for unit in po.units if unit.context is None and not unit.obsolete and not unit.is_header]
    dropped = [_orphan(unit) for unit in (*live.values(), *foreign) if unit.text or unit.comments]
    yield from _set_aside((*gone.values(), *dropped)).values()


def _set_aside(units: Iterator[Unit] | Sequence[Unit]) -> dict[Key, Unit]:
    """Obsolete units, one for each place and source, which is all that gettext's tools bear; of two the later stands,
    and the text of the earlier goes into its comments."""
    found: dict[Key, Unit] = {}
    for unit in units:
        key = (unit.context, unit.source)
        before = found.pop(key, None)
        found[key] = unit if before is None else _with_earlier(unit, before)
    return found


def _with_earlier(unit: Unit, before: Unit) -> Unit:
    """A unit with what another one of the same place and source says."""
    told = [*before.comments, *(["earlier: " + _on_one_line(before.text)] if before.text else [])]
    more = tuple(line for line in told if line not in unit.comments and line != "earlier: " + _on_one_line(unit.text))
    return replace(unit, comments=(*unit.comments, *more), raw="") if more else unit


def _on_one_line(text: str) -> str:
    """A text for a comment: as typed, its line ends as `\\n`."""
    return text.replace("\n", "\\n").replace("\r", "\\r")


def _orphan(unit: Unit) -> Unit:
    """A unit whose place is gone.  A doubted one stays doubted: its comments go, so the source it was made for does."""
    previous = unit.previous if unit.told(KEPT) in ("", checksum(unit.text)) else ""
    return replace(unit, obsolete=True, previous=previous, raw="")


def _made_for(po: PoText) -> str:
    """The version that the texts are complete for: that of the last update if none was wanting since, else the one
    before."""
    head = next((unit for unit in po.units if unit.is_header), Unit(""))
    fields = header_fields(head.text)
    _, _, last = fields.get("Project-Id-Version", "").partition(" ")
    named = fields.get("X-Source-Version", "")
    whole = _is_complete([unit for unit in po.units if not unit.obsolete and not unit.is_header])
    return last.strip() or named if whole and named else named or last.strip()


def _is_complete(units: Sequence[Unit]) -> bool:
    return all(unit.text.strip() and not unit.is_fuzzy for unit in units)


def _merge_one(fresh: Unit, live: Unit | None, gone: Mapping[Key, Unit]) -> tuple[Unit, Unit | None]:
    """The new unit for a text of the source, and the old one whose translation it took."""
    if live is not None and same(live.source, fresh.source):
        return _kept(live, fresh), live
    same_place = [unit for unit in gone.values() if unit.context == fresh.context]
    exact = next((unit for unit in reversed(same_place) if same(unit.source, fresh.source)), None)
    if exact is not None:
        return _kept(exact, fresh), exact
    old = live if live is not None else same_place[-1] if same_place else None
    return (fresh, None) if old is None else (_stale(old, fresh), old)


def _kept(old: Unit, fresh: Unit) -> Unit:
    """A text that says the same in the same place: the translation stays, the product's own comments are refreshed."""
    told = _told(fresh, old.previous if old.is_fuzzy else "", old.told(KEPT) if old.is_fuzzy else "")
    mine = (old.obsolete, old.source, old.extracted, old.references)
    if mine == (False, fresh.source, told, fresh.references):
        return old
    return replace(old, source=fresh.source, extracted=told, references=fresh.references, obsolete=False, raw="")


def _stale(old: Unit, fresh: Unit) -> Unit:
    """The source changed: the translation stays as a hint, fuzzy, beside the text that it was made for.

    It stays fuzzy when the source changes back: somebody may have begun to adapt it, or marked it for another reason.
    """
    if not old.text.strip():
        return replace(fresh, comments=old.comments)
    if old.is_fuzzy:
        made_for = old.previous or old.source
        mark = old.told(KEPT) if old.previous else DOUBTED
    else:
        made_for, mark = old.source, checksum(old.text)
    flags = old.flags if old.is_fuzzy else ("fuzzy", *old.flags)
    previous = "" if same(made_for, fresh.source) else made_for
    told = _told(fresh, previous, mark)
    return replace(
        fresh, text=old.text, comments=old.comments, flags=flags, previous=previous,
        previous_context=old.previous_context if previous else "", extracted=told,
    )  # fmt: skip


def _told(fresh: Unit, previous: str, mark: str) -> tuple[str, ...]:
    """The product's comments: what the text is, what changed in its source, and which translation was kept."""
    if not previous:
        return fresh.extracted
    changed = f"changed: {word_diff(previous, fresh.source)}"
    return (*fresh.extracted, changed, *([f"{KEPT}: {mark}"] if mark else []))


def _refreshed_header(head: Unit, leaflet: Leaflet, version: str) -> Unit:
    """The product's own fields are brought up to date; everything else in the header is the translator's.  `version`
    is that of the source which the translation is complete for."""
    fields = header_fields(head.text)
    own = _own_fields(leaflet, "") | {"X-Source-Version": version or leaflet.version}
    always = ("Project-Id-Version", "X-Leaflet", "X-Source-Language", "X-Source-Version")
    missing = ("MIME-Version", "Content-Type", "Content-Transfer-Encoding")
    wanted = {name: own[name] for name in always} | {name: own[name] for name in missing if name not in fields}
    wanted |= {"X-State": DRAFT} if "X-State" not in fields else {}
    if all(fields.get(name) == value for name, value in wanted.items()):
        return head
    return replace(head, text=_with_fields(head.text, wanted), raw="")


def _with_fields(text: str, wanted: Mapping[str, str]) -> str:
    """Set fields of a header and leave every other line of it as it is."""
    lines = text.rstrip("\n").split("\n")
    names = [line.partition(":")[0].strip() for line in lines]
    set_here = [f"{name}: {wanted[name]}" if name in wanted else line for name, line in zip(names, lines, strict=True)]
    added = [f"{name}: {value}" for name, value in wanted.items() if name not in names]
    return "\n".join([*filter(None, set_here), *added]) + "\n"
