"""`sign`: somebody vouches for a language of a leaflet as it is.  An order goes in; one entry more in signoffs.yaml.

Only what could be printed can be signed: complete, current, without errors, and not past its review date.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from leaflet.commands.console import Console, Refused
from leaflet.commands.order import COMMAND_LINE, Order, tell_source
from leaflet.localize.signoff import Content, Signoff, content_of, parse_signoffs, roles_for, with_signoff
from leaflet.localize.states import State
from leaflet.lock import held
from leaflet.model.document import Leaflet
from leaflet.output import write_file
from leaflet.places import ASSETS
from leaflet.problems import Problem, Where, error, has_errors, warning
from leaflet.project import read_kit
from leaflet.standing import Standing, picture_checksums, signoffs_file, signoffs_of, standing_of

LONGEST = 100  # letters of a name
MOST_REASONS = 20
UNDONE = (State.MISSING, State.DRAFT, State.STALE)


@dataclass(frozen=True, slots=True)
class Signature:
    """What the user typed: a language, a name, a role and the day."""

    language: str
    by: str
    role: str
    date: datetime.date


def sign(order: Order, wanted: Signature, console: Console) -> int:
    """Add a sign-off to the one leaflet of the order; raises Refused for a name, role, language or day that is bad."""
    source = order.sources[0]
    tell_source(source, console)
    leaflet = source.leaflet
    if leaflet is None or has_errors(source.problems):
        return console.code
    _refuse(order, leaflet, source.languages, wanted)
    looked_at = _content(order, leaflet, wanted.language)
    reasons = _reasons(order, leaflet, wanted.language)
    console.tell(reasons)
    if not has_errors(reasons):
        with held(order.project.folder(leaflet.id)) as problems:
            console.tell(problems or _signed(order, leaflet, (wanted, looked_at), console))
    return console.code


def _refuse(order: Order, leaflet: Leaflet, languages: tuple[str, ...], wanted: Signature) -> None:
    roles = roles_for(leaflet, wanted.language)
    slips = []
    if wanted.language not in languages:
        hint = f"there are: {', '.join(languages)}"
        slips.append(error("arguments/language", f"there is no language '{wanted.language}'", COMMAND_LINE, hint))
    elif wanted.role not in roles:
        text = f"'{wanted.role[:40]}' does not sign '{wanted.language}' of this leaflet"
        hint = f"roles: {', '.join(roles)}; a leaflet names its own under signoff:"
        slips.append(error("signoff/role", text, COMMAND_LINE, hint))
    if not any(map(str.isalpha, wanted.by)) or not wanted.by.isprintable() or len(wanted.by) > LONGEST:
        text = "no name is given" if not wanted.by.strip() else "this is no name"
        slips.append(error("signoff/name", text, COMMAND_LINE, "for instance: --by 'Ann Peeters'"))
    if wanted.date > order.today:
        text = f"{wanted.date.isoformat()} is in the future"
        slips.append(error("signoff/date", text, COMMAND_LINE, "give the day on which it was looked through"))
    if slips:
        raise Refused(*slips)


def _reasons(order: Order, leaflet: Leaflet, language: str) -> tuple[Problem, ...]:
    """Why nobody can vouch for a language: it could not be printed as it is, or not be told from another text."""
    from leaflet.build import prepare
    from leaflet.localize.catalogue import read_catalogue

    if leaflet.review_by < order.today:
        hint = "look through the text, then set version and review_by anew, and sign that"
        text = f"the review date, {leaflet.review_by.isoformat()}, has passed"
        return (error("signoff/expired", text, Where(leaflet.file, language=language), hint),)
    catalogue = None
    problems: tuple[Problem, ...] = ()
    if language != leaflet.language:
        path = _words(order, leaflet, language)
        catalogue, problems = read_catalogue(path, order.project.shown(path), leaflet)
        if catalogue is None:
            return problems
    standing, slips = standing_of(order.project, leaflet, language, catalogue)
    problems += slips + tuple(_unfinished(standing, leaflet, order.project.shown(_words(order, leaflet, language))))
    if has_errors(problems):
        return problems
    kit, slips = read_kit(order.project, leaflet, leaflet.designs[0], order.clinic)
    return problems + slips + (prepare(order.kit(kit), language)[1] if kit else ())


def _words(order: Order, leaflet: Leaflet, language: str) -> Path:
    name = "leaflet.yaml" if language == leaflet.language else f"{language}.po"
    return order.project.folder(leaflet.id) / name


def _unfinished(standing: Standing, leaflet: Leaflet, file: str) -> list[Problem]:
    """The texts that are not complete and current, as errors."""
    said = {
        State.MISSING: "is not translated",
        State.DRAFT: "is marked fuzzy",
        State.STALE: "was made for an earlier source text",
    }
    lines = {message.context: message.line for message in leaflet.messages()}
    hint = "nobody can vouch for what is not there: have it translated, then sign"
    found = [
        error("signoff/refused", said[state], Where(file, 0, context, standing.language), hint)
        for context, state in standing.messages.items()
        if state in said and context in lines
    ]
    rest = len(found) - MOST_REASONS
    more = error("signoff/refused", f"and {rest} texts more", Where(file, language=standing.language), hint)
    return found if rest <= 0 else [*found[:MOST_REASONS], more]


def _signed(
    order: Order, leaflet: Leaflet, what: tuple[Signature, Content | None], console: Console
) -> tuple[Problem, ...]:
    """Write the entry; words and file are read again, now that nobody else can write them."""
    wanted, looked_at = what
    path = signoffs_file(order.project, leaflet)
    shown = order.project.shown(path)
    entries, problems = signoffs_of(order.project, leaflet)
    if problems:
        return problems
    content = _content(order, leaflet, wanted.language)
    if content is None or content != looked_at:
        text, hint = "changed while it was being signed", "look at it again"
        return (error("signoff/refused", text, Where(shown, language=wanted.language), hint),)
    name = " ".join(wanted.by.split())
    one = Signoff(wanted.role, name, wanted.date, wanted.language, leaflet.version, content)
    mine = [known for known in entries if known.language == one.language and known.content.sha256 == content.sha256]
    if any((known.role, known.by) == (one.role, one.by) for known in mine):
        console.say(f"{shown}: {name} has signed these very words as {one.role} already; nothing was changed")
        return ()
    old = path.read_bytes() if path.exists() else b""
    new = with_signoff(old, one)
    read, problems = parse_signoffs(new, shown, ASSETS)
    if problems or len(read) != len(entries) + 1:  # indented otherwise by hand, say
        text, hint = "an entry cannot be added to this file as it is laid out", "indent its entries by two spaces"
        return (error("signoff/broken", text, Where(shown), hint),)
    problems = write_file(path, new, careful=True)
    if not problems:
        _tell(order, leaflet, one, mine, console)
        problems = _twice(one, mine, Where(shown, language=one.language))
    return problems


def _content(order: Order, leaflet: Leaflet, language: str) -> Content | None:
    from leaflet.localize.catalogue import read_catalogue

    catalogue = None
    if language != leaflet.language:
        path = _words(order, leaflet, language)
        catalogue, _ = read_catalogue(path, order.project.shown(path), leaflet)
        if catalogue is None or standing_of(order.project, leaflet, language, catalogue)[0].state in UNDONE:
            return None
    return content_of(leaflet, catalogue, picture_checksums(order.project, leaflet))


def _tell(order: Order, leaflet: Leaflet, one: Signoff, mine: list[Signoff], console: Console) -> None:
    there = {known.role for known in mine} | {one.role}
    wanting = [role for role in roles_for(leaflet, one.language) if role not in there]
    console.say(f"{leaflet.id}  {one.language}  {one.role}: {one.by}, {one.date.isoformat()}, version {one.version}")
    left = f"still to sign: {', '.join(wanting)}" if wanting else "all have signed: the draft mark is gone"
    console.say(f"{order.project.shown(signoffs_file(order.project, leaflet))}: {left}")


def _twice(one: Signoff, mine: list[Signoff], where: Where) -> tuple[Problem, ...]:
    """Two roles are there so that two people look."""
    if not any(known.by.casefold() == one.by.casefold() and known.role != one.role for known in mine):
        return ()
    text = f"{one.by} has signed in two roles: two people see more than one"
    return (warning("signoff/one-person", text, where, "let somebody else sign for one of them if you can"),)
