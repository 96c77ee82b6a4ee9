"""The audio edition: well-formed SSML that says everything, and that a speech engine reads."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.model.document import Kind
from leaflet.model.inline import RichText, parse_inline, resolve
from leaflet.reflow.reading import Passage, Reading, Role, Saying
from leaflet.reflow.ssml import NAMESPACE, script
from tests.printed import Printed
from tests.readings import locale_of, reading_of

S = f"{{{NAMESPACE}}}"
XML = "{http://www.w3.org/XML/1998/namespace}"
# The elements of SSML 1.1 that the edition uses, and what may stand in them (3.1, 3.2 of the recommendation).
CONTENT = {
    "speak": {"p", "break", "prosody"},
    "prosody": {"p", "break"},
    "p": {"s", "emphasis", "sub", "say-as", "lang"},
    "lang": {"s", "emphasis", "sub", "say-as"},
    "s": {"emphasis", "sub", "say-as"},
    "emphasis": {"sub", "say-as", "emphasis"},
    "sub": set(),
    "say-as": set(),
    "break": set(),
}
# espeak-ng 1.51 by language; it has no voice for Somali, Pashto and Tigrinya.
VOICES = {"nl": "nl", "fr": "fr", "de": "de", "en": "en-gb", "ar": "ar", "tr": "tr", "uk": "uk", "ru": "ru", "pl": "pl",
          "ro": "ro", "bg": "bg", "es": "es", "pt": "pt", "it": "it", "sq": "sq", "fa": "fa",
          "zh-Hans": "cmn"}  # fmt: skip
NO_VOICE = {"so", "ps", "ti"}
RATE = 22050  # samples in a second, of two bytes
HEADER = 44


def tree_of(reading: Reading) -> ET.Element:
    data, problems = script(reading)
    assert problems == ()
    return ET.fromstring(data)


def said(text: str, language: str = "nl", links: dict[str, str] | None = None) -> ET.Element:
    """One paragraph, as the edition has it."""
    rich = resolve(parse_inline(text)[0], {})
    passage = Passage("one", Kind.SECTION, (Saying(Role.PARAGRAPH, rich),))
    reading = Reading("x", locale_of(language), Saying(Role.TITLE, RichText("T")), (passage,), links=links or {})
    return tree_of(reading).findall(f"{S}p")[1]


def test_every_language_is_well_formed_ssml(printed: Printed) -> None:
    reading = reading_of(printed)
    root = tree_of(reading)
    assert root.tag == f"{S}speak" and root.get("version") == "1.1"
    assert root.get(f"{XML}lang") == printed.language
    for parent in root.iter():
        allowed = CONTENT[parent.tag.removeprefix(S)]
        for child in parent:
            assert child.tag.removeprefix(S) in allowed, f"{child.tag} in {parent.tag}"
    assert all(re.fullmatch(r"\d+ms", pause.get("time", "")) for pause in root.iter(f"{S}break"))


def test_it_begins_with_who_speaks_and_that_it_is_a_draft(printed: Printed) -> None:
    first, second, *others = list(tree_of(reading_of(printed)).iter(f"{S}p"))
    title = others[0] if printed.language == "nl" else others[1]
    assert "".join(first.itertext()) == printed.kit.clinic.name and first.get(f"{XML}id") == "speaker"
    assert "".join(second.itertext()).split() == printed.copy.imprint.draft.split()
    assert "".join(title.itertext()).split() == printed.copy.local.title.text.replace("\u200e", "").split()


def test_the_staffs_mark_is_said_in_the_staffs_language(printed: Printed) -> None:
    tongues = [one for one in tree_of(reading_of(printed)).iter(f"{S}lang")]
    told = [(one.get(f"{XML}lang"), "".join(one.itertext())) for one in tongues]
    dutch = [] if printed.language == "nl" else [("nl", "Concept: nog niet nagekeken door een arts")]
    assert told == dutch


def test_the_phone_number_is_said_digit_by_digit(printed: Printed) -> None:
    numbers = [number.text for number in tree_of(reading_of(printed)).iter(f"{S}say-as")]
    assert numbers and set(numbers) == {"0 8 0 0, 1 2, 3 4 5"}


def test_safety_text_is_slow_and_has_a_silence_before_it(printed: Printed) -> None:
    children = list(tree_of(reading_of(printed)))
    (at,) = [number for number, child in enumerate(children) if child.tag == f"{S}prosody"]
    assert children[at].get("rate") == "slow" and children[at - 1].get("time") == "1500ms"
    heading = children[at].find(f"{S}p/{S}s/{S}emphasis")
    assert heading is not None and heading.get("level") == "strong"
    signs = [part for block in printed.copy.local.blocks if block.kind is Kind.SAFETY for part in block.parts]
    assert len(children[at].findall(f"{S}p")) == len(signs) + 1


def test_addresses_are_said_in_words_and_still_shown() -> None:
    (address,) = said("Kijk op {url:https://www.a-b.be/rug}.").iter(f"{S}sub")
    assert address.text == "https://www.a-b.be/rug"
    assert address.get("alias") == "w w w punt a streepje b punt be schuine streep rug"
    (mail,) = said("{mail:rug@kce.be}").iter(f"{S}sub")
    assert mail.get("alias") == "rug apenstaartje kce punt be"


def test_a_language_without_words_for_signs_keeps_the_address() -> None:
    assert "".join(said("kce.be/rug@b", "ti").itertext()) == "kce.be/rug@b"
    (address,) = said("{url:www.kce.be/rug}", "ti").iter(f"{S}sub")
    assert "/" in address.get("alias", ""), "there is no word for it: left to the voice"


@pytest.mark.parametrize(
    ("number", "shown"),
    [("+32 (0)2 123 45 67", "+ 3 2, 0, 2, 1 2 3, 4 5, 6 7"), ("0800-1234", "0 8 0 0, 1 2 3 4"), ("112", "1 1 2")],
)
def test_phone_numbers_are_parted_at_their_groups(number: str, shown: str) -> None:
    paragraph = said(f"Bel {{tel:{number}}} nu", links={number: f"tel:{number}"})
    (spelled,) = paragraph.iter(f"{S}say-as")
    assert spelled.text == shown and spelled.get("interpret-as") == "telephone"
    assert (paragraph.text, spelled.tail) == ("Bel ", " nu")


def test_strong_words_are_stressed() -> None:
    (stressed,) = said("Ga **meteen** *nu*").iter(f"{S}emphasis")
    assert stressed.text == "meteen" and stressed.tail == " nu"


def test_items_are_numbered_and_icons_come_with_them(small: Printed) -> None:
    paragraphs = ["".join(one.itertext()) for one in tree_of(reading_of(small)).iter(f"{S}p")]
    assert "1. Wet both hands." in paragraphs
    assert "A clock It needs half a minute." in paragraphs


@given(st.text(max_size=80))
def test_any_text_makes_well_formed_ssml(text: str) -> None:
    passage = Passage("one", Kind.SAFETY, (Saying(Role.HEADING, RichText(text)), Saying(Role.ITEM, RichText(text))))
    reading = Reading("x", locale_of("en"), Saying(Role.TITLE, RichText(text)), (passage,))
    root = tree_of(reading)
    for char in "<&>\"'":
        assert "".join(root.itertext()).count(char) == text.count(char) * len(root.findall(f".//{S}s"))


# --- a speech engine --------------------------------------------------------------------------------------------------


def spoken(data: bytes, voice: str, *options: str) -> bytes:
    """What espeak-ng makes of a script."""
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not on this machine (Debian: apt-get install espeak-ng)")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "leaflet.ssml"
        path.write_bytes(data)
        command = ["espeak-ng", "-m", "-v", voice, "-f", str(path), *options]
        done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout


def test_an_engine_speaks_every_language_it_knows(printed: Printed) -> None:
    """A leaflet of 600 to 900 words is said in two to twelve minutes."""
    if printed.language in NO_VOICE:
        pytest.skip(f"espeak-ng has no voice for {printed.language}")
    audio = spoken(script(reading_of(printed))[0], VOICES[printed.language], "--stdout")
    seconds = (len(audio) - HEADER) / RATE / 2
    assert audio[:4] == b"RIFF" and 120 < seconds < 900, f"{seconds:.0f} s"


def test_an_engine_finds_sounds_in_every_paragraph(printed: Printed) -> None:
    if printed.language in NO_VOICE:
        pytest.skip(f"espeak-ng has no voice for {printed.language}")
    sounds = spoken(script(reading_of(printed))[0], VOICES[printed.language], "-q", "--ipa").decode("utf-8")
    paragraphs = len(list(tree_of(reading_of(printed)).iter(f"{S}p")))
    assert len([line for line in sounds.splitlines() if line.strip()]) >= paragraphs


def test_an_engine_reads_the_phone_number_as_digits() -> None:
    """`nul acht nul nul`, not eight hundred; and the address with its dots."""
    links = {"0800 12 345": "tel:080012345"}
    passage = Passage("one", Kind.CONTACT, (Saying(Role.PARAGRAPH, RichText("0800 12 345 www.kce.be")),))
    reading = Reading("x", locale_of("nl"), Saying(Role.TITLE, RichText("T")), (passage,), links=links)
    sounds = spoken(script(reading)[0], "nl", "-q", "--ipa").decode("utf-8")
    plain = spoken(b'<speak xml:lang="nl">nul acht nul nul, een twee, drie vier vijf</speak>', "nl", "-q", "--ipa")
    for word in plain.decode("utf-8").split()[:4]:
        assert word in sounds
    dot = spoken(b'<speak xml:lang="nl">punt</speak>', "nl", "-q", "--ipa").decode("utf-8").strip()
    assert sounds.count(dot) == 2


def test_every_language_has_a_voice_or_is_known_to_have_none(printed: Printed) -> None:
    assert (printed.language in VOICES) != (printed.language in NO_VOICE)
