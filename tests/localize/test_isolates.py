"""Numbers in text that is read from the right: what a reader must see from left to right is seen so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.compose import bidi
from leaflet.localize.isolates import isolated
from leaflet.localize.locale import Locale, known_languages, read_locale
from leaflet.model.inline import RichText, Span, parse_inline, resolve
from leaflet.places import ASSETS


def locale(language: str) -> Locale:
    found, problems = read_locale(language, ASSETS)
    assert found is not None, problems
    return found


RIGHT_TO_LEFT = {
    language: read
    for language, read in ((name, locale(name)) for name in known_languages(ASSETS))
    if read.direction == "rtl"
}
LANGUAGES = sorted(RIGHT_TO_LEFT)
WORD = {"he": "אבג", **dict.fromkeys(("ar", "fa", "ps", "ur", "ckb"), "ابج")}


def rich(text: str) -> RichText:
    return resolve(parse_inline(text)[0], {"clinic.name": "De Linde"})


def seen(text: RichText) -> str:
    """The line from left to right, as it is drawn."""
    isolates = [(span.start, span.end) for span in text.spans if span.isolate]
    return "".join(text.text[at] for at in bidi.visual_order(list(bidi.levels(text.text, 1, isolates)[1])))


def apart(text: RichText) -> list[str]:
    return [text.text[span.start : span.end] for span in text.spans if span.isolate]


def test_all_locales_that_are_read_from_the_right_are_tried() -> None:
    assert set(RIGHT_TO_LEFT) == set(WORD)


UNITS = [
    "0800-1234", "0800 12 345", "02/123 45 67", "0475/12 34 56", "+32 2 123 45 67", "+32 (0)2 123 45 67",
    "(02) 123 45 67", "02 123.45.67", "0800 10-20-30", "+31.20.123", "10:30", "10:30-11:00", "10:30 h", "9-17 h",
    "2026-11", "2026-11-22", "1/11/2028", "22.11.2026", "120/80", "120/80 mmHg", "1/2", "10-20", "10–20", "10-20 mg",
    "1,5-2", "1,5-2 mg", "1,5–2 mg", "20 mg", "500mg", "5 mg/ml", "2 x 500 mg", "2×500 mg", "10×20 cm", "38 °C",
    "37,5 °C", "37,5–38,5 °C", "-5 °C", "−5 °C", "3-4x", "1.000,50", "1 000 000 kJ", "30\u00a0mg", "30\u202fmg",
    "info@x-1.be", "www.x.be/a-b-1", "https://x.be/10-20?a=1", "lagerugpijn.kce.be", "۳۷٫۵ mg", "۱۰–۲۰", "١٠/٣/٢٠٢٦",
]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_is_seen_as_it_was_typed(language: str, unit: str) -> None:
    word = WORD[language]
    for text in (f"{word} {unit} {word}", f"{word} {unit}.", f"{unit}", f"{word} ({unit}) {word}"):
        assert unit in seen(isolated(RichText(text), RIGHT_TO_LEFT[language])), text


def test_without_an_isolate_these_are_turned() -> None:
    """So the tests above see something."""
    turned = [unit for unit in UNITS if unit not in seen(RichText(f"ابج {unit} ابج"))]
    assert {"0800-1234", "10-20", "20 mg", "1,5-2 mg", "120/80 mmHg", "02/123 45 67"} <= set(turned)


@pytest.mark.parametrize("unit", ["0800-1234", "20 mg", "0800 12 345"])
def test_a_number_may_be_written_together_with_an_arabic_word(unit: str) -> None:
    assert unit in seen(isolated(RichText(f"ب{unit} ابج"), RIGHT_TO_LEFT["ar"]))


@pytest.mark.parametrize("name", ["L4-5", "COVID-19", "B12", "L5-S1", "COVID-19 test", "Paracetamol 500 mg", "a 12 a"])
def test_a_latin_name_keeps_its_number(name: str) -> None:
    found = isolated(RichText(f"ابج {name} ابج"), RIGHT_TO_LEFT["ar"])
    assert name in seen(found) and not found.spans


def test_behind_a_name_that_is_set_apart_a_number_is_set_apart_too() -> None:
    found = isolated(rich("{clinic.name} 0800-1234"), RIGHT_TO_LEFT["ar"])
    assert apart(found) == ["De Linde", "0800-1234"]
    assert seen(found) == "0800-1234 De Linde"


@pytest.mark.parametrize("text", ["ابج", "85%", "1 من 5", "2 3", "", "a.b", "5 ابج", "2013 2"])
def test_plain_words_and_numbers_are_left_alone(text: str) -> None:
    assert isolated(RichText(text), RIGHT_TO_LEFT["ar"]) == RichText(text)


@pytest.mark.parametrize("language", ["nl", "fr", "ja", "th"])
def test_text_that_is_read_from_the_left_needs_none(language: str) -> None:
    text = rich("Bel **0800-1234** of 20 mg")
    assert isolated(text, locale(language)) is text


@pytest.mark.parametrize(
    ("typed", "styles"),
    [
        ("ابج **0800-1234** ابج", [("0800-1234", True, False)]),
        ("ابج **0800**-1234 ابج", [("0800", True, False), ("-1234", False, False)]),
        ("ابج **ابج 0800**-12*34 ابج*", [("0800", True, False), ("-12", False, False), ("34", False, True)]),
        ("**ابج 20 mg ابج**", [("20 mg", True, False)]),
        ("***20 mg***", [("20 mg", True, True)]),
    ],
)
def test_styles_over_a_unit_stay_on_their_letters(typed: str, styles: list[tuple[str, bool, bool]]) -> None:
    found = isolated(rich(typed), RIGHT_TO_LEFT["ar"])
    cut = [(found.text[s.start : s.end], s.strong, s.slant) for s in found.spans if s.isolate]
    assert cut == styles
    assert "".join(text for text, _, _ in styles) in seen(found), "one after another, as one"


def test_a_link_over_a_unit_stays_a_link() -> None:
    found = isolated(rich("ابج [ابج 0800-1234](https://x.be) ابج"), RIGHT_TO_LEFT["ar"])
    assert [(found.text[s.start : s.end], s.href, s.isolate) for s in found.spans] == [
        ("ابج ", "https://x.be", False),
        ("0800-1234", "https://x.be", True),
    ]


@pytest.mark.parametrize("typed", ["{tel:0800-1234}", "{ltr:10-20} mg", "{url:https://x.be/1-2}", "**{tel:0800 12}**"])
def test_what_the_author_set_apart_stays_so(typed: str) -> None:
    before = rich(typed)
    assert isolated(before, RIGHT_TO_LEFT["ar"]) == before


PIECES = [
    "ابج",
    " ",
    "12",
    "0800",
    "-",
    "–",
    "/",
    ".",
    ",",
    ":",
    " mg",
    "x",
    "(",
    ")",
    "+",
    "@",
    "x.be",
    "٫",
    "۵",
    "°C",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=20)


@st.composite
def rich_texts(draw: st.DrawFn) -> RichText:
    text = draw(TEXTS)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True)))
    spans = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        strong, slant, isolate = draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
        if strong or slant or isolate:
            spans.append(Span(start, end, strong, slant, draw(st.sampled_from(["", "https://x.be"])), isolate))
    return RichText(text, tuple(spans))


def style_at(text: RichText) -> list[tuple[bool, bool, str]]:
    found = [(False, False, "")] * len(text.text)
    for span in text.spans:
        found[span.start : span.end] = [(span.strong, span.slant, span.href)] * (span.end - span.start)
    return found


@given(rich_texts(), st.sampled_from(LANGUAGES))
def test_spans_stay_in_order_and_every_letter_keeps_its_style(text: RichText, language: str) -> None:
    done = isolated(text, RIGHT_TO_LEFT[language])
    assert done.text == text.text and style_at(done) == style_at(text)
    at = 0
    for span in done.spans:
        assert at <= span.start < span.end <= len(text.text)
        at = span.end
    before, after = ({at for s in one.spans if s.isolate for at in range(s.start, s.end)} for one in (text, done))
    assert before <= after, "what was set apart stays so"


@given(rich_texts(), st.sampled_from(LANGUAGES))
def test_a_text_that_is_done_stays_as_it_is(text: RichText, language: str) -> None:
    once = isolated(text, RIGHT_TO_LEFT[language])
    assert isolated(once, RIGHT_TO_LEFT[language]) == once
