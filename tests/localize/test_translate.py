"""From leaflet and catalogue to what is printed: texts in their places, and what must not be printed is found."""

from dataclasses import replace
from pathlib import Path

import pytest

from leaflet.localize.catalogue import Catalogue, Entry
from leaflet.localize.local_leaflet import LocalLeaflet
from leaflet.localize.locale import read_locale
from leaflet.localize.translate import translate
from leaflet.model.document import Leaflet, Message
from leaflet.model.inline import RichText, Span
from leaflet.problems import Level, has_errors

VALUES = {"clinic.phone": "0800 12 34"}


def catalogue(leaflet: Leaflet, texts: dict[str, str]) -> Catalogue:
    sources = {message.context: message.text for message in leaflet.messages()}
    entries = {
        key: Entry(key, sources.get(key, "?"), text, line=10 + at) for at, (key, text) in enumerate(texts.items())
    }
    return Catalogue("de", leaflet.id, leaflet.version, "back/de.po", entries)


def into(leaflet: Leaflet, found: Catalogue | None, assets: Path, language: str = "de") -> LocalLeaflet:
    locale, problems = read_locale(language, assets)
    assert locale is not None, problems
    return translate(leaflet, found, VALUES, locale)


def codes(local: LocalLeaflet) -> list[str]:
    return [problem.code for problem in local.problems]


def test_a_faithful_translation_is_printed_whole(leaflet: Leaflet, german: dict[str, str], assets: Path) -> None:
    local = into(leaflet, catalogue(leaflet, german), assets)
    assert local.problems == ()
    assert (local.language, local.source_language, local.title.text) == ("de", "nl", "Rückenschmerzen")
    assert (local.subject, local.labels) == ("Über Rückenschmerzen", {"page": "Seite {page} von {pages}"})
    move, doctor = local.blocks
    assert move.title == RichText("Bewegung") and move.figure is not None
    assert (move.figure.alt, move.figure.context, move.figure.image) == (
        "Jemand geht spazieren.",
        "move/alt",
        "walk.svg",
    )
    assert doctor.parts[0].text == RichText(
        "Nehmen Sie 2,5\u00a0mg. Rufen Sie 0800 12 34 an.", (Span(29, 39, isolate=True),)
    )
    bold, link = move.parts[0].text.spans
    assert bold.strong and link.href == "https://kce.be/"


def test_the_source_language_needs_no_catalogue(leaflet: Leaflet, assets: Path) -> None:
    local = into(leaflet, None, assets, "nl")
    assert local.problems == () and local.title.text == "Lage rugpijn"
    assert local.blocks[1].parts[0].text.text == "Neem 2,5\u00a0mg. Bel 0800 12 34."


def test_another_language_without_catalogue_is_an_error(leaflet: Leaflet, assets: Path) -> None:
    assert has_errors(into(leaflet, None, assets, "fr").problems)


def test_a_catalogue_of_another_language_is_an_error(leaflet: Leaflet, german: dict[str, str], assets: Path) -> None:
    assert "po/language" in codes(into(leaflet, catalogue(leaflet, german), assets, "fr"))


def spoilt(leaflet: Leaflet, german: dict[str, str], **changes: object) -> Catalogue:
    """The catalogue with one entry, of the safety block, changed, or gone without changes."""
    found = catalogue(leaflet, german)
    entries = dict(found.entries)
    entry = entries.pop("doctor/text.1")
    if changes:
        entries[entry.context] = replace(entry, **changes)  # type: ignore[arg-type]
    return replace(found, entries=entries)


@pytest.mark.parametrize(
    ("changes", "code", "line"),
    [
        ({}, "po/untranslated", 0),
        ({"text": " \n"}, "po/untranslated", 15),
        ({"fuzzy": True}, "po/untranslated", 15),
        ({"source": "Neem 5 mg. Bel {clinic.phone}."}, "po/stale", 15),
    ],
)
def test_a_text_that_may_not_be_printed_is_an_error_and_the_source_stands_in(
    changes: dict[str, object], code: str, line: int, leaflet: Leaflet, german: dict[str, str], assets: Path
) -> None:
    local = into(leaflet, spoilt(leaflet, german, **changes), assets)
    (problem,) = local.problems
    assert (problem.code, problem.level, problem.where.line) == (code, Level.ERROR, line)
    assert (problem.where.file, problem.where.block, problem.where.language) == ("back/de.po", "doctor/text.1", "de")
    assert local.blocks[1].parts[0].text.text.startswith("Neem 2,5")


@pytest.mark.parametrize(
    ("text", "code", "level"),
    [
        ("Nehmen Sie 2,5 mg.", "po/field-lost", Level.ERROR),
        ("Nehmen Sie 2,5 mg. {clinic.phone} {clinic.phone}", "po/field-added", Level.ERROR),
        ("Nehmen Sie 2,5 mg. {clinic.phone} {clinic.fon}", "po/unknown-field", Level.ERROR),
        ("Nehmen Sie 2,5 mg. {clinic.phone} [x](https://a.be)", "po/link-added", Level.ERROR),
        ("Nehmen Sie **2,5 mg. {clinic.phone}", "po/markup", Level.ERROR),
        ("Nehmen Sie 25 mg. {clinic.phone}", "po/number", Level.ERROR),
        ("Nehmen Sie mg. {clinic.phone}", "po/number", Level.ERROR),
        ("Nehmen Sie **2,5 mg**. {clinic.phone}", "po/emphasis", Level.WARNING),
    ],
)
def test_what_a_translation_of_a_safety_text_must_keep(
    text: str, code: str, level: Level, leaflet: Leaflet, german: dict[str, str], assets: Path
) -> None:
    (problem,) = into(leaflet, spoilt(leaflet, german, text=text), assets).problems
    assert (problem.code, problem.level, problem.where.line) == (code, level, 15) and problem.hint


@pytest.mark.parametrize(
    ("text", "code", "level"),
    [
        ("**Bewegen** Sie sich 30 Minuten.", "po/link-lost", Level.ERROR),
        ("**Bewegen** 30 [Seite](https://kce.be/de)", "po/link-changed", Level.ERROR),
        ("**Bewegen** 45 [Seite](https://kce.be/)", "po/number", Level.WARNING),
        ("Bewegen 30 [Seite](https://kce.be/)", "po/emphasis", Level.WARNING),
    ],
)
def test_what_a_translation_of_other_text_must_keep(
    text: str, code: str, level: Level, leaflet: Leaflet, german: dict[str, str], assets: Path
) -> None:
    (problem,) = into(leaflet, catalogue(leaflet, german | {"move/text.1": text}), assets).problems
    assert (problem.code, problem.level) == (code, level)


def test_spaces_around_and_line_breaks_in_a_translation_do_not_matter(
    leaflet: Leaflet, german: dict[str, str], assets: Path
) -> None:
    local = into(leaflet, catalogue(leaflet, german | {"leaflet/title": " Rücken\n schmerzen\u00a0! "}), assets)
    assert local.title.text == "Rücken schmerzen\u00a0!" and local.problems == ()


def test_texts_the_leaflet_does_not_have_are_counted_once(
    leaflet: Leaflet, german: dict[str, str], assets: Path
) -> None:
    local = into(leaflet, catalogue(leaflet, german | {"old/title": "a", "old/text.1": "b"}), assets)
    (problem,) = local.problems
    assert (problem.code, problem.level) == ("po/orphan", Level.WARNING)
    assert "2 texts" in problem.text and "old/title" in problem.text


def test_an_unknown_field_of_the_source_is_the_sources_fault(leaflet: Leaflet, assets: Path) -> None:
    odd = replace(leaflet, title=Message("leaflet/title", "Bel {clinic.fax} op {page}", 5))
    local = into(odd, None, assets, "nl")
    assert codes(local) == ["source/unknown-field", "source/unknown-field"]
    assert str(local.problems[0].where) == "back/leaflet.yaml:5" and "clinic.phone" in local.problems[0].hint
    assert local.title.text == "Bel {clinic.fax} op {page}"


def aged(leaflet: Leaflet, german: dict[str, str], context: str, **changes: object) -> Catalogue:
    """The catalogue with one entry changed."""
    found = catalogue(leaflet, german)
    return replace(found, entries={**found.entries, context: replace(found.entries[context], **changes)})  # type: ignore[arg-type]


STALE = {
    "before `translate update`": {"source": "**Beweeg** 20 minuten, zie [de site](https://kce.be/)."},
    "after it": {"fuzzy": True, "previous_source": "**Beweeg** 20 minuten, zie [de site](https://kce.be/)."},
}


@pytest.mark.parametrize("how", STALE)
def test_a_stale_text_is_printed_with_a_warning_and_named(
    how: str, leaflet: Leaflet, german: dict[str, str], assets: Path
) -> None:
    """It is compared with the source that it was made for: 20 minutes were right then."""
    text = german["move/text.1"].replace("30", "20")
    local = into(leaflet, aged(leaflet, german, "move/text.1", text=text, **STALE[how]), assets)
    (problem,) = local.problems
    assert (problem.code, problem.level, problem.where.block) == ("po/stale", Level.WARNING, "move/text.1")
    assert "20" in local.blocks[0].parts[0].text.text
    assert (local.stale, local.unfinished) == (("move",), ())


def test_a_stale_text_keeps_the_markup_of_its_time(leaflet: Leaflet, german: dict[str, str], assets: Path) -> None:
    """A link that the new source has and the old one had not is no loss; one that the old one had is."""
    old = "**Beweeg** 30 minuten."
    stale = aged(leaflet, german, "move/text.1", source=old, text="**Bewegen** Sie sich 30 Minuten.")
    assert codes(into(leaflet, stale, assets)) == ["po/stale"]
    lost = aged(leaflet, german, "move/text.1", source="Beweeg, zie [dit](https://kce.be/).", text="Bewegen Sie sich.")
    assert "po/link-lost" in codes(into(leaflet, lost, assets))


def test_a_text_that_only_looks_different_is_not_stale(leaflet: Leaflet, german: dict[str, str], assets: Path) -> None:
    source = "**Beweeg**  30\u00a0minuten, zie [de site](https://kce.be/). "
    local = into(leaflet, aged(leaflet, german, "move/text.1", source=source), assets)
    assert (local.problems, local.stale) == ((), ())


@pytest.mark.parametrize(
    ("changes", "shown", "tongue"),
    [
        ({"text": ""}, "Beweeg", "nl"),
        ({"fuzzy": True}, "Bewegung", ""),
        ({"source": "Sta op"}, "Bewegung", ""),
    ],
)
def test_a_draft_prints_what_there_is(
    changes: dict[str, object], shown: str, tongue: str, leaflet: Leaflet, german: dict[str, str], assets: Path
) -> None:
    locale, _ = read_locale("de", assets)
    assert locale is not None
    found = aged(leaflet, german, "move/title", **changes)
    local = translate(leaflet, found, VALUES, locale, as_draft=True)
    assert not has_errors(local.problems) and local.problems
    title = local.blocks[0].title
    assert title is not None and (title.text, title.language) == (shown, tongue)
    assert ("move",) in (local.stale, local.unfinished)


def test_a_draft_prints_old_safety_text_and_says_so(leaflet: Leaflet, german: dict[str, str], assets: Path) -> None:
    locale, _ = read_locale("de", assets)
    assert locale is not None
    found = spoilt(leaflet, german, source="Neem 2,5 g. Bel {clinic.phone}.")
    assert has_errors(into(leaflet, found, assets).problems)
    local = translate(leaflet, found, VALUES, locale, as_draft=True)
    assert not has_errors(local.problems) and local.stale == ("doctor",)
