"""What a leaflet says of itself on paper: is it signed, current, finished, and of whom.  A kit and a leaflet in one
language go in; the words of its footer come out, those about its state in the source's language too.

Every page carries the draft mark until all roles have signed, and the mark of a review date that has passed.  Beside
the facts stands, where it is so, which version the translation was made from and which blocks changed since, and in a
draft which blocks are not finished.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from leaflet.compose.typesetter import Typesetter
from leaflet.layout.furniture import Imprint, Staff
from leaflet.localize.dates import long_date
from leaflet.localize.isolates import isolated
from leaflet.localize.local_leaflet import LocalBlock, LocalLeaflet
from leaflet.localize.locale import Locale
from leaflet.localize.states import State
from leaflet.localize.translate import labels_of, translate
from leaflet.model.inline import RichText, Span
from leaflet.model.schema import clip
from leaflet.project import Kit

BETWEEN = " · "  # facts and marks
LISTED = " / "  # names of blocks, in any script
MOST_LISTED = 6
LABEL = "label"  # the block of the product's own words: nobody has to read which of them changed
SHORT = 28  # letters of a block without a title


def imprint_of(
    kit: Kit, local: LocalLeaflet, locale: Locale, state: State, source: tuple[Locale, Mapping[str, str]] | None = None
) -> Imprint:
    """The words of the footer.  `source` are the facts and field values of the source's language, where the leaflet is
    a translation."""
    labels = local.labels
    publisher = isolated(RichText(labels.get("publisher", "")), locale)
    page = labels.get("page", "{page} / {pages}")
    draft, notice = marks(kit, labels, state), isolated(RichText(notices(local, local, labels)), locale)
    staff = _staff(kit, local, state, source) if source else None
    return Imprint(draft, _facts(kit, local, locale), page, publisher, notice, staff)


def _facts(kit: Kit, local: LocalLeaflet, locale: Locale) -> RichText:
    """Clinic, language, which leaflet, version and day; a translation says instead what it is one of, which the source
    dates: a line has no room for both."""
    labels = local.labels
    own = local.language == local.source_language
    translation = "" if own else labels.get("translation", "")
    version = translation or labels.get("version", local.version)
    if local.date and not translation:
        version += f" ({long_date(local.date, locale)})"
    names = [kit.clinic.name, "" if translation else local.code, locale.autonym]
    review = "" if kit.expired else labels.get("review_by", "")
    facts = facts_line([name for name in names if name], [fact for fact in (version, review) if fact])
    return isolated(facts, locale)


def _staff(kit: Kit, local: LocalLeaflet, state: State, source: tuple[Locale, Mapping[str, str]]) -> Staff | None:
    """The same marks in the language of the source, which the staff reads."""
    locale, values = source
    notice, labels = RichText(""), labels_of(kit.leaflet, values, locale)
    if local.stale or local.unfinished:
        told = translate(kit.leaflet, None, values, locale)
        notice = isolated(RichText(notices(local, told, labels)), locale)
    draft = marks(kit, labels, state)
    return Staff(draft, notice, locale, Typesetter(locale, kit.faces)) if draft or notice.text else None


def marks(kit: Kit, labels: Mapping[str, str], state: State) -> str:
    """What every page says: that it is a draft, that it has expired; nothing once it is signed and in time."""
    draft = "" if state is State.SIGNED else labels.get("draft", "")
    expired = labels.get("expired", "") if kit.expired else ""
    return BETWEEN.join(filter(None, (draft, expired)))


def notices(local: LocalLeaflet, told: LocalLeaflet, labels: Mapping[str, str]) -> str:
    """What is stale and what is not finished, with the names of the blocks as `told` has them."""
    stale = labels.get("stale", "").replace("{blocks}", named(local.stale, told)) if local.stale else ""
    wanting = (
        labels.get("unfinished", "").replace("{blocks}", named(local.unfinished, told)) if local.unfinished else ""
    )
    return BETWEEN.join(filter(None, (stale, wanting)))


def named(blocks: Sequence[str], told: LocalLeaflet) -> str:
    """The titles of blocks in a language; of one without a title its first words, of more than a few their number."""
    by_id = {block.id: block for block in told.blocks}
    names = [_name(by_id[block]) for block in blocks if block in by_id]
    names = ([told.title.text] if "leaflet" in blocks else []) + names
    rest = len(names) - MOST_LISTED
    listed = names if rest <= 0 else [*names[: MOST_LISTED - 1], f"+ {rest + 1}"]
    return LISTED.join(listed or ([LABEL] if LABEL in blocks else []))


def _name(block: LocalBlock) -> str:
    words = next((part.text.text for part in block.parts), block.figure.alt if block.figure else block.id)
    return block.title.text if block.title else clip(words, SHORT)


def facts_line(names: Sequence[str], facts: Sequence[str]) -> RichText:
    """Names and facts with dots between them; each name keeps its own direction."""
    text = ""
    spans: list[Span] = []
    for fact in (*names, *facts):
        text += BETWEEN if text else ""
        if len(spans) < len(names):
            spans.append(Span(len(text), len(text) + len(fact), isolate=True))
        text += fact
    return RichText(text, tuple(spans))
