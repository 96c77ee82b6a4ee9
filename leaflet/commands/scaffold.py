"""`new`: a name goes in, a small complete leaflet to change comes out."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

from leaflet.commands.console import Console, Refused, program_name
from leaflet.output import shown, write_file
from leaflet.places import ASSETS
from leaflet.problems import Problem, Where, error

TEMPLATE = "templates/leaflet.yaml"
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 60  # as the schema says
WORDLESS = frozenset(("null",))  # an id that YAML would not read as text
COMMAND_LINE = Where("command line")


def new(root: Path, name: str, today: datetime.date, console: Console) -> int:
    """Write `translations/<name>/leaflet.yaml`; raises Refused for a name that is bad or taken."""
    path = root / "translations" / name / "leaflet.yaml"
    refusal = _refusal(root, name, path)
    if refusal:
        raise Refused(refusal)
    console.tell(write_file(path, _filled((ASSETS / TEMPLATE).read_text("utf-8"), name, today).encode()))
    if not console.errors:
        console.say(f"Next: change its text, then run '{program_name()} build {name}'")
        console.say(f"File: {shown(path)}")
    return console.code


def _refusal(root: Path, name: str, path: Path) -> Problem | None:
    if not root.is_dir():
        return error("arguments/project", f"there is no folder '{root}'", COMMAND_LINE, "see --project")
    if not ID.fullmatch(name) or len(name) > LONGEST or name in WORDLESS:
        text, hint = f"'{name[:LONGEST]}' cannot be the id of a leaflet", _better(name)
        return error("arguments/leaflet-id", text, COMMAND_LINE, hint)
    if path.parent.exists():
        hint = "choose another name; nothing was changed"
        return error("arguments/leaflet-exists", f"there is a leaflet '{name}' already", Where(shown(path)), hint)
    return None


def _better(name: str) -> str:
    rule = "write lower-case letters, digits and single hyphens"
    tried = "-".join(re.findall(r"[a-z0-9]+", name.lower()))[:LONGEST].strip("-")
    return f"{rule}, e.g. {tried if tried and tried not in WORDLESS else 'low-back-pain'}"


def _filled(template: str, name: str, today: datetime.date) -> str:
    """The template with its `<…>` marks filled in; two years is how long a leaflet's text is trusted."""
    month = min(today.year + 2, datetime.MAXYEAR), today.month
    marks = {
        "<id>": name,
        "<code>": f"{name[:15].strip('-').upper()}-01",
        "<version>": f"{today.year:04d}-{today.month:02d}",
        "<date>": today.isoformat(),
        "<review_by>": f"{month[0]:04d}-{month[1]:02d}-01",
    }
    for mark, text in marks.items():
        template = template.replace(mark, text)
    return template
