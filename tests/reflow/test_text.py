"""The text edition: plain lines that a message can carry and a voice can read, with every word of the leaflet."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.model.document import Kind
from leaflet.model.inline import RichText, parse_inline, resolve
from leaflet.reflow.reading import Passage, Reading, Role, Saying
from leaflet.reflow.text import plain
from tests.printed import Printed
from tests.readings import locale_of, reading_of

INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e]")
DIRECTING = re.compile("[\u200e\u200f\u2066-\u2069]")


def said(*texts: RichText, language: str = "en", role: Role = Role.PARAGRAPH, kind: Kind = Kind.SECTION) -> str:
    """These paragraphs under the title `T` as the edition has them, without the title."""
    passage = Passage("one", kind, tuple(Saying(role, text, mark="•") for text in texts))
    data, problems = plain(Reading("x", locale_of(language), Saying(Role.TITLE, RichText("T")), (passage,)))
    assert problems == ()
    text = data.decode("utf-8")
    assert text.startswith("T\n") and text.endswith("\n")
    return text.removeprefix("T\n").removeprefix("\n").removesuffix("\n")


def marked(text: str) -> RichText:
    return resolve(parse_inline(text)[0], {})


def test_every_language_is_plain_lines(printed: Printed) -> None:
    data, problems = plain(reading_of(printed))
    text = data.decode("utf-8")
    assert problems == () and text == unicodedata.normalize("NFC", text)
    assert not data.startswith(b"\xef\xbb\xbf") and text.endswith("\n") and not text.endswith("\n\n")
    assert not INVISIBLE.search(text) and "\r" not in text and "\t" not in text
    assert "**" not in text and "{" not in text and "](" not in text and "\n\n\n" not in text
    if printed.copy.locale.direction == "ltr":
        assert not DIRECTING.search(text)
    for line in text.splitlines():
        assert line == line.strip(" "), "no line is indented"


def test_a_paragraph_is_one_line_and_everything_is_there(printed: Printed) -> None:
    reading = reading_of(printed)
    lines = DIRECTING.sub("", plain(reading)[0].decode()).splitlines()
    for saying in reading.sayings():
        words = unicodedata.normalize("NFC", DIRECTING.sub("", saying.text.text)).replace("\u202f", "\u00a0")
        said_so = [line for line in lines if words in line]
        assert said_so, saying.context
        if saying.role in (Role.PARAGRAPH, Role.HEADING, Role.TITLE, Role.NUMBER):
            assert words in said_so, "a line of its own"


def test_draft_comes_first_and_version_last(printed: Printed) -> None:
    lines = plain(reading_of(printed))[0].decode().splitlines()
    assert DIRECTING.sub("", lines[0]) == printed.copy.imprint.draft
    assert DIRECTING.sub("", lines[-1]) == DIRECTING.sub("", printed.copy.imprint.facts.text).replace(
        "\u202f", "\u00a0"
    )


def test_lists_have_marks_that_voices_read(small: Printed) -> None:
    text = plain(reading_of(small))[0].decode()
    assert "- soap, in any office or shop\n- water of 20\u00a0°C or more\n" in text
    assert "1. Wet both hands.\n2. Rub for 20 seconds, between the fingers too.\n3. Dry" in text
    assert "- [A clock] It needs half a minute.\n- [Mud] It does not work on mud.\n" in text
    assert "\n[A drop of water]\n" in text


def test_numbers_of_lists_are_in_the_digits_of_the_language(small: Printed) -> None:
    passage = Passage("one", Kind.STEPS, (Saying(Role.ITEM, RichText("الف"), mark="۱.", number=1),))
    data, _ = plain(Reading("x", locale_of("fa"), Saying(Role.TITLE, RichText("ب")), (passage,)))
    assert "\n۱. الف\n" in data.decode()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[the page](https://corner.example/hands), or", "the page (https://corner.example/hands), or"),
        ("[www.kce.be](https://www.kce.be) is", "www.kce.be is"),
        ("[kce.be](https://kce.be/)", "kce.be"),
        ("[**bold** page](https://a.example)", "bold page (https://a.example)"),
        ("Call {tel:0800 12 345}.", "Call 0800 12 345."),
        ("[call us](tel:080012345)", "call us (tel:080012345)"),
        ("[0800 12 345](tel:080012345)", "0800 12 345"),
        (r"2 \* 3, **at once**, *core*", "2 * 3, at once, core"),
    ],
)
def test_links_are_written_out_and_markup_is_gone(text: str, shown: str) -> None:
    assert said(marked(text)) == shown


def test_lines_of_an_address_stay_together() -> None:
    assert said(RichText("A"), RichText("B"), kind=Kind.CONTACT) == "A\nB"
    assert said(RichText("A"), RichText("B")) == "A\n\nB"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("اتصل {tel:0800 12 345} الآن", "اتصل \u20660800 12 345\u2069 الآن"),
        ("انظر {url:www.kce.be}", "انظر www.kce.be"),  # its letters hold it: a link that can be tapped
        ("انظر {ltr:(KCE)}", "انظر \u2066(KCE)\u2069"),
        ("{ltr:KCE} معهد", "\u200fKCE معهد"),  # the line is one from right to left
        ("{tel:0800 12 345}", "\u20660800 12 345\u2069"),
        ("{ltr:KCE}", "KCE"),
    ],
)
def test_right_to_left_text_keeps_numbers_in_order(text: str, shown: str) -> None:
    assert said(marked(text), language="ar") == shown


def test_what_is_invisible_and_not_needed_is_gone() -> None:
    assert said(RichText("Rü\u00adcken\u200b \u2060schmerz\ufeff\n85\u202f%")) == "Rücken schmerz 85\u00a0%"
    assert said(RichText("می\u200cشود"), language="fa") == "می\u200cشود", "a joiner is spelling"
    assert said(RichText("e\u0301")) == "é"


@given(st.lists(st.text(max_size=60), min_size=1, max_size=4), st.sampled_from(["en", "ar"]))
def test_any_words_come_out_as_they_went_in(texts: list[str], language: str) -> None:
    """Whatever is typed: the words are all there in their order, and each paragraph is one line."""
    shown = said(*(RichText(text) for text in texts), language=language)
    assert visible("".join(texts)) == visible(shown)
    assert len([line for line in shown.split("\n") if line]) <= len(texts)


def visible(text: str) -> str:
    """The signs of a text that can be seen, in order."""
    kept = "".join(char for char in text if unicodedata.category(char) not in ("Cc", "Cf", "Zs", "Zl", "Zp"))
    return unicodedata.normalize("NFC", kept)


WORDS = st.lists(st.text(alphabet="abcßéжя", min_size=1, max_size=8), min_size=1, max_size=6)
STYLES = st.sampled_from(
    ["{}", "**{}**", "*{}*", "{{ltr:{}}}", "[{}](https://a.example)", "[**{}**](https://a.example)"]
)


@given(WORDS, st.data())
def test_no_markup_is_left_and_every_word_stays(words: list[str], data: st.DataObject) -> None:
    styled = " ".join(data.draw(STYLES).format(word) for word in words)
    shown = said(marked(styled)).replace(" (https://a.example)", "")
    assert shown.split() == words
