"""Where a line may end: never inside what belongs together, and hyphens as each language wants them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.compose.breaks import HELD_COST, Break, find_breaks
from leaflet.compose.typesetter import Typesetter
from leaflet.localize.typography import typeset
from leaflet.model.inline import RichText, Span, parse_inline, resolve

SetIn = Callable[[str], Typesetter]
VALUES = {
    "clinic.phone": "0800 12 345",
    "clinic.name": "De Linde",
    "clinic.address": "Lindeplein 12, 9999 Voorbeeldstad aan Zee",
    "clinic.web": "www.wijkpraktijk-delinde.example/rug/oefeningen",
}


def breaks_of(
    typesetter: SetIn, text: str, language: str = "nl", hyphenate: bool = False
) -> tuple[RichText, tuple[Break, ...]]:
    locale = typesetter(language).locale
    rich = typeset(resolve(parse_inline(text)[0], VALUES), locale)
    return rich, find_breaks(rich, locale, hyphenate)


def pieces(typesetter: SetIn, text: str, language: str = "nl", hyphenate: bool = False) -> list[str]:
    """The text cut at every place where a line may end for less than the price of what belongs together."""
    rich, found = breaks_of(typesetter, text, language, hyphenate)
    cheap = [place for place in found if place.cost < HELD_COST]
    return [
        rich.text[a:b] for a, b in zip([0, *(place.at for place in cheap)], [place.at for place in cheap], strict=False)
    ]


@given(text=st.text(min_size=1, max_size=60))
@pytest.mark.parametrize("hyphenate", [False, True])
def test_breaks_are_in_order_and_end_with_the_text(typesetter: SetIn, text: str, hyphenate: bool) -> None:
    found = find_breaks(RichText(text), typesetter("nl").locale, hyphenate)
    places = [place.at for place in found]
    assert places == sorted(set(places)) and places[-1] == len(text)
    for place in found:
        assert 0 <= place.end <= place.at <= len(text)
        blank = text[place.end : place.at].replace("\u200b", "")
        assert not blank.strip(), "only white space is left between two lines"


def test_an_empty_paragraph_has_no_lines(typesetter: SetIn) -> None:
    assert find_breaks(RichText(""), typesetter("nl").locale) == ()


def test_lines_end_at_spaces_whose_ink_is_left_out(typesetter: SetIn) -> None:
    rich, found = breaks_of(typesetter, "rug en nek")
    assert [(rich.text[: place.end], rich.text[place.at :]) for place in found] == [
        ("rug", "en nek"), ("rug en", "nek"), ("rug en nek", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("neem 20 mg per dag", "20\u00a0mg"),
        ("bij 85 % van de", "85\u00a0%"),
        ("boven 38,5 °C gaat", "38,5\u00a0°C"),
        ("wel € 12 kost", "€\u00a012"),
        ("om 1 000 000 mensen", "1 000 000"),
        ("bel 0800 12 345 of", "0800 12 345"),
        ("bel +32 2 555 01 23 of", "+32 2 555 01 23"),
        ("bij dr. Peeters langs", "dr. Peeters"),
        ("bel {clinic.phone} nu", "0800 12 345"),
        ("bij {clinic.name} langs", "De Linde"),
        ("zie {clinic.web} voor", "www.wijkpraktijk-delinde.example/rug/oefeningen"),
        ("zie {url:www.kce.be/nl/rug} voor", "www.kce.be/nl/rug"),
    ],
)
@pytest.mark.parametrize("hyphenate", [False, True])
def test_what_belongs_together_stays_on_one_line(typesetter: SetIn, text: str, whole: str, hyphenate: bool) -> None:
    assert any(whole in piece for piece in pieces(typesetter, text, hyphenate=hyphenate))


def test_what_belongs_together_may_be_parted_where_no_line_can_hold_it(typesetter: SetIn) -> None:
    """Dear, but not forbidden: a phone number must not run out of a narrow column."""
    rich, found = breaks_of(typesetter, "bel {tel:+32 (0)2 555 01 23} nu")
    assert any(place.cost >= HELD_COST for place in found)


def test_a_long_name_breaks_between_its_words_at_a_price(typesetter: SetIn) -> None:
    rich, found = breaks_of(typesetter, "naar {clinic.address} toe")
    inside = [place for place in found if rich.text[: place.at].endswith("aan ")]
    assert inside and 0 < inside[0].cost < HELD_COST


@pytest.mark.parametrize("mark", [" ?", " !", " ;", " :"])
def test_french_marks_do_not_begin_a_line(typesetter: SetIn, mark: str) -> None:
    rich, found = breaks_of(typesetter, f"mal au dos{mark} oui", "fr")
    assert all(not rich.text[place.at :].startswith(mark.strip()) for place in found)


def test_french_quotes_hold_their_words(typesetter: SetIn) -> None:
    rich, found = breaks_of(typesetter, 'un "lumbago" soudain', "fr")
    assert "«" in rich.text
    for place in found:
        assert not rich.text[: place.end].endswith("«") and not rich.text[place.at :].startswith("»")


# --- hyphenation ------------------------------------------------------------------------------------------------------


def hyphenated(typesetter: SetIn, text: str, language: str) -> list[str]:
    """The pieces between the hyphens of a text."""
    rich, found = breaks_of(typesetter, text, language, True)
    edges = [0, *(place.at for place in found if place.hyphen), len(rich.text)]
    return [rich.text[a:b] for a, b in zip(edges, edges[1:], strict=False)]


def test_words_are_whole_unless_hyphens_are_asked_for(typesetter: SetIn) -> None:
    assert not any(place.hyphen for place in breaks_of(typesetter, "tussenwervelschijven")[1])
    assert len(hyphenated(typesetter, "tussenwervelschijven", "nl")) > 2


@pytest.mark.parametrize("language", ["nl", "de"])
@pytest.mark.parametrize(
    "word", ["Bandscheibenvorfall", "tussenwervelschijven", "Beschwerden", "oefeningen", "pijnlijke"]
)
def test_stubs_are_not_too_short(typesetter: SetIn, language: str, word: str) -> None:
    rules = typesetter(language).locale.hyphenation
    found = hyphenated(typesetter, word, language)
    assert len(found) == 1 or (len(found[0]) >= rules.before and len(found[-1]) >= rules.after)


@pytest.mark.parametrize("language", ["nl", "de"])
def test_short_words_stay_whole(typesetter: SetIn, language: str) -> None:
    short = "wervel"  # Dutch and German would part it
    assert len(short) < typesetter(language).locale.hyphenation.word
    assert hyphenated(typesetter, short, language) == [short]


def test_a_language_without_a_dictionary_is_not_hyphenated(typesetter: SetIn) -> None:
    assert not typesetter("fr").locale.hyphenation.pyphen
    assert not typesetter("fr").hyphenates(10.0)


@pytest.mark.parametrize(
    ("word", "bare"), [("patiënten", "e"), ("egoïstisch", "i"), ("hygiënisch", "e"), ("mozaïeken", "i")]
)
def test_dutch_drops_the_trema_after_a_hyphen(typesetter: SetIn, word: str, bare: str) -> None:
    rich, found = breaks_of(typesetter, word, "nl", True)
    at = next(index for index, char in enumerate(word) if char in "ëïöü")
    places = [place for place in found if place.hyphen and place.at == at]
    assert [place.bare for place in places] == [bare]
    assert all(not place.bare for place in found if place.at != at)


def test_german_keeps_its_umlauts_after_a_hyphen(typesetter: SetIn) -> None:
    found = breaks_of(typesetter, "Wirbelsäulenübungen", "de", True)[1]
    assert found and all(not place.bare for place in found)


@pytest.mark.parametrize(
    "text",
    [
        "[www.lagerugpijn.kce.be](https://www.lagerugpijn.kce.be)",
        "www.lagerugpijn.kce.be",
        "onthaal@wijkpraktijk-delinde.example",
        "https://www.wijkpraktijk.be/oefeningen",
        "vitamine12deficiëntie",
        "MRI",
        "PsychoTherapie",
    ],
)
def test_addresses_codes_and_capitals_get_no_hyphen(typesetter: SetIn, text: str) -> None:
    """A hyphen in an address would be typed in."""
    assert not any(place.hyphen for place in breaks_of(typesetter, text, "nl", True)[1])


def test_a_soft_hyphen_draws_a_hyphen_whatever_the_language(typesetter: SetIn) -> None:
    rich, found = breaks_of(typesetter, "rug\u00adwervel", "fr", False)
    (place,) = (place for place in found if place.at < len(rich.text))
    assert rich.text[: place.at] == "rug\u00ad"
    assert place.hyphen


def test_a_hyphen_that_is_typed_is_a_place_without_a_second_one(typesetter: SetIn) -> None:
    rich, found = breaks_of(typesetter, "MRI-scan", "nl", True)
    assert [(rich.text[: place.at], place.hyphen) for place in found] == [("MRI-", False), ("MRI-scan", False)]


def test_names_in_fields_are_not_hyphenated(typesetter: SetIn) -> None:
    rich = RichText("bij Voorbeeldstad langs", (Span(4, 17, isolate=True),))
    assert not any(place.hyphen for place in find_breaks(rich, typesetter("nl").locale, True))


def test_kinsoku_marks_stay_with_their_neighbours(typesetter: SetIn) -> None:
    locale = dataclasses.replace(typesetter("nl").locale, no_line_start="。", no_line_end="「")
    text = "ab 「 cd 。 ef"
    for place in find_breaks(RichText(text), locale):
        assert not text[place.at :].startswith("。") and not text[: place.end].endswith("「")
