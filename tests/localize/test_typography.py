"""What a reader of each language sees: quotes, apostrophes, spaces; and that spans stay on their characters."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.localize.locale import Locale, read_locale
from leaflet.localize.typography import typeset
from leaflet.model.inline import RichText, Span, parse_inline, resolve

ASSETS = Path(__file__).parents[2] / "assets"
FINE, FULL = "\u202f", "\u00a0"


def locale(language: str) -> Locale:
    found, problems = read_locale(language, ASSETS)
    assert found is not None, problems
    return found


LOCALES = {language: locale(language) for language in ("nl", "fr", "de", "en", "ar", "he", "ja")}


def set_in(language: str, text: str) -> str:
    return typeset(resolve(parse_inline(text)[0], {"clinic.phone": '0800 "12" : 34'}), LOCALES[language]).text


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("nl", 'Dat heet "aspecifiek".', "Dat heet ‘aspecifiek’."),
        ("fr", 'On dit "aspécifique".', f"On dit «{FINE}aspécifique{FINE}»."),
        ("de", 'Das heißt "unspezifisch".', "Das heißt „unspezifisch“."),
        ("en", 'It is "non-specific".', "It is “non-specific”."),
        ("en", 'He said "read "this" now".', "He said “read “this” now”."),
        ("en", 'A 5" pipe', 'A 5" pipe'),
        ("ja", 'He said "no"', 'He said "no"'),
        ("nl", "'s Ochtends foto's, auto's en 't bed", "’s Ochtends foto’s, auto’s en ’t bed"),
        ("en", "the word 'rest' means", "the word ‘rest’ means"),
        ("fr", "l'eau d'abord", "l’eau d’abord"),
        ("en", "5' 10", "5' 10"),
        ("nl", "Wacht... of niet", "Wacht… of niet"),
        ("nl", "Wacht.... of niet", "Wacht.... of niet"),
        ("nl", "rust - of beweging", "rust – of beweging"),
        ("nl", "5 - 3 en zelf-zorg", "5 - 3 en zelf-zorg"),
        ("fr", "Quoi ? Non! Si; oui", f"Quoi{FINE}? Non{FINE}! Si{FINE}; oui"),
        ("fr", "Quoi?! (!) a", f"Quoi{FINE}?! (!) a"),
        ("fr", "Ceci : à 10:30 ou https://a.be/x?y", f"Ceci{FULL}: à 10:30 ou https://a.be/x?y"),
        ("fr", "« mot » et «mot»", f"«{FINE}mot{FINE}» et «{FINE}mot{FINE}»"),
        ("fr", "85% ou 20 mg", f"85{FULL}% ou 20{FULL}mg"),
        ("de", "85 % und 10%ig, 20 kg", f"85{FULL}% und 10%ig, 20{FULL}kg"),
        ("nl", "85 % of 85%, € 12", f"85{FULL}% of 85%, €{FULL}12"),
        ("fr", "Appelez {clinic.phone} !", f'Appelez 0800 "12" : 34{FINE}!'),
        ("fr", "voir [ici ! là](https://a.be) ; puis", f"voir ici ! là{FINE}; puis"),
        ("nl", "mail o'neill@x.be of www.x.be/a'b!", "mail o'neill@x.be of www.x.be/a'b!"),
    ],
)
def test_typed_text_is_printed_as_the_language_wants(language: str, typed: str, printed: str) -> None:
    assert set_in(language, typed) == printed


def test_bold_stays_on_its_words_when_quotes_and_spaces_go_in() -> None:
    rich = typeset(resolve(parse_inline('Non! "Ceci" **est "gras" !** fin')[0], {}), LOCALES["fr"])
    (bold,) = rich.spans
    assert rich.text[bold.start : bold.end] == f"est «{FINE}gras{FINE}»{FINE}!"


def test_a_space_put_in_at_the_edge_of_a_number_is_not_part_of_it() -> None:
    rich = typeset(RichText("Bel 0800!", (Span(4, 8, isolate=True),)), LOCALES["fr"])
    assert rich == RichText(f"Bel 0800{FINE}!", (Span(4, 8, isolate=True),))


MARKS = st.text(st.sampled_from(list("ab 1'\"«»!?;:.-–%()€ms@/\u00a0\u202f")), max_size=30)


@st.composite
def rich_texts(draw: st.DrawFn) -> RichText:
    text = draw(MARKS | st.text(max_size=20))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=4, unique=True)))
    spans = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        spans.append(Span(start, end, strong=draw(st.booleans()), slant=True, isolate=draw(st.booleans())))
    return RichText(text, tuple(spans))


@given(rich_texts(), st.sampled_from(sorted(LOCALES)))
def test_setting_a_set_text_changes_nothing(text: RichText, language: str) -> None:
    once = typeset(text, LOCALES[language])
    assert typeset(once, LOCALES[language]) == once


@given(rich_texts(), st.sampled_from(sorted(LOCALES)))
def test_isolates_keep_their_text_and_spans_stay_in_order(text: RichText, language: str) -> None:
    done = typeset(text, LOCALES[language])
    assert len(done.spans) == len(text.spans)
    at = 0
    for before, after in zip(text.spans, done.spans, strict=True):
        assert at <= after.start <= after.end <= len(done.text)
        at = after.end
        if before.isolate:
            assert done.text[after.start : after.end] == text.text[before.start : before.end]
