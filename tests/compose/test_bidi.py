"""UAX #9: Unicode's own conformance tests, and what a reader of Arabic or Hebrew would see."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from leaflet.compose.bidi import LRI, PDI, levels, line_levels, reset_blanks, resolve, visual_order
from leaflet.compose.bidi_class import BRACKET_PAIRS, UNASSIGNED, bidi_classes, may_turn, unassigned_class

SAMPLES = Path(__file__).parent / "data"
# Where Linux distributions put the Unicode Character Database (Debian: unicode-data; Fedora: unicode-ucd).
DATABASES = (Path("/usr/share/unicode"), Path("/usr/share/unicode/ucd"), Path("/usr/share/unicode-data"))
BASES = {"0": 0, "1": 1, "2": None}  # field 1 of BidiCharacterTest.txt
BASE_BITS = ((1, None), (2, 0), (4, 1))  # bit set of BidiTest.txt
ARABIC_PHONE = "اتصل بالرقم +32 2 555 01 23 الآن"
# Something of every bidi class, brackets, white space, the empty separators.
EVERY_CLASS = (
    "ab אב عي 19٣٤ +-,.:/%$€ ()[]\u2329\u232a\u3008\u3009 \t\n\u2029!–\u0301\u05b0\u00ad\u200b\u200d\u200e\u200f\u061c"
)
MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
mixed_text = st.text(st.sampled_from(EVERY_CLASS + MARKS)) | st.text()
left_to_right_text = st.text(st.sampled_from("abcéλж क 漢 012 +-,.:/%€()[]{}\u202c\u2069\u0301\u00ad\u200b\t–"))
bases = st.sampled_from((0, 1, None))


def shown(text: str, base: int | None, isolates: Iterable[tuple[int, int]] = ()) -> str:
    """The text as one line, characters in visual order, not mirrored."""
    paragraph_level, found = levels(text, base, isolates)
    order = visual_order(line_levels(text, found, 0, len(text), paragraph_level))
    return "".join(text[place] for place in order)


def turned(text: str) -> str:
    return text[::-1]


# --- Unicode's conformance tests -------------------------------------------------------------------------------------


def database_file(name: str) -> Path:
    for folder in DATABASES:
        if (folder / name).is_file():
            return folder / name
    pytest.skip(f"{name} is not on this machine (Debian: apt-get install unicode-data); the sample is tested instead")


def data_lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line := line.split("#")[0].strip():
                yield line


def agrees(expected: list[str], order: list[int], found: list[int]) -> bool:
    kept = [place for place, level in enumerate(expected) if level != "x"]
    if [int(expected[place]) for place in kept] != [found[place] for place in kept]:
        return False
    return [kept[place] for place in visual_order([found[place] for place in kept])] == order


def character_case_passes(text: str, fields: list[str]) -> bool:
    paragraph_level, found = levels(text, BASES[fields[1]])
    line = line_levels(text, found, 0, len(text), paragraph_level)
    order = [int(place) for place in fields[4].split()]
    return paragraph_level == int(fields[2]) and agrees(fields[3].split(), order, line)


def run_character_test(path: Path) -> tuple[int, int, list[str]]:
    """Passed, left out, and the lines that fail.  Left out: characters that this Python's Unicode does not know."""
    passed, unknown, failed = 0, 0, []
    for line in data_lines(path):
        fields = line.split(";")
        text = "".join(chr(int(code, 16)) for code in fields[0].split())
        if any(unicodedata.category(char) == "Cn" for char in text):
            unknown += 1
        elif character_case_passes(text, fields):
            passed += 1
        else:
            failed.append(line)
    return passed, unknown, failed


def run_class_test(path: Path) -> tuple[int, list[str]]:
    """Cases passed (one for each paragraph direction), and the lines that fail."""
    passed, failed, expected, order = 0, [], [""], [0]
    for line in data_lines(path):
        if line.startswith("@Levels:"):
            expected = line.split()[1:]
        elif line.startswith("@Reorder:"):
            order = [int(place) for place in line.split()[1:]]
        else:
            names, bits = line.split(";")
            classes = names.split()
            for base in (base for bit, base in BASE_BITS if int(bits, 16) & bit):
                paragraph_level, found = resolve(classes, None, base)
                good = agrees(expected, order, reset_blanks(classes, found, paragraph_level))
                passed += good
                failed += [] if good else [f"{line} from {base}"]
    return passed, failed


def test_sample_of_the_character_test() -> None:
    assert run_character_test(SAMPLES / "BidiCharacterTest-sample.txt") == (382, 0, [])


def test_sample_of_the_class_test() -> None:
    assert run_class_test(SAMPLES / "BidiTest-sample.txt") == (640, [])


def test_whole_character_test(record_property: Callable[[str, object], None]) -> None:
    passed, unknown, failed = run_character_test(database_file("BidiCharacterTest.txt"))
    record_property("passed", passed)
    record_property("left out: unassigned in this Python", unknown)
    assert failed == []
    assert passed > 90_000
    assert unknown < 100, "nearly all of the test must be run"


def test_whole_class_test() -> None:
    passed, failed = run_class_test(database_file("BidiTest.txt"))
    assert failed == []
    assert passed > 700_000


# --- Tables ----------------------------------------------------------------------------------------------------------


def test_bracket_pairs_are_those_of_unicode() -> None:
    rows = [line.split(";") for line in data_lines(database_file("BidiBrackets.txt"))]
    theirs = {(opening.strip(), closing.strip()) for opening, closing, kind in rows if kind.strip() == "o"}
    ours = BRACKET_PAIRS.split()
    assert set(zip(ours[::2], ours[1::2], strict=True)) == theirs


def test_unassigned_characters_have_the_class_of_their_block() -> None:
    names = {"Right_To_Left": "R", "Arabic_Letter": "AL", "European_Terminator": "ET", "Left_To_Right": "L"}
    text = database_file("extracted/DerivedBidiClass.txt").read_text(encoding="utf-8")
    stated = [line.split(":")[1].split(";") for line in text.splitlines() if line.startswith("# @missing:")]
    assert len(stated) > 15
    for span, name in stated[1:]:  # the first says that all others are L
        first, last = (int(code, 16) for code in span.split(".."))
        assert {unassigned_class(first), unassigned_class(last)} == {names[name.strip()]}, span


def test_text_that_could_turn_never_takes_the_short_way() -> None:
    turning = {"R", "AL", "AN", "RLE", "LRE", "RLO", "LRO", "RLI", "LRI", "FSI"}
    assigned = {char for char in map(chr, range(0x110000)) if unicodedata.bidirectional(char) in turning}
    reserved = {chr(code) for first, last, kind in UNASSIGNED if kind in ("R", "AL") for code in (first, last)}
    assert [f"{ord(char):04X}" for char in assigned | reserved if not may_turn(char)] == []


# --- What the reader sees --------------------------------------------------------------------------------------------


def test_arabic_takes_a_phone_number_apart_without_an_isolate() -> None:
    assert "23 01 555 2 32+" in shown(ARABIC_PHONE, 1)


def test_an_isolated_phone_number_keeps_its_order() -> None:
    start = ARABIC_PHONE.index("+")
    end = ARABIC_PHONE.index("23 ا") + 2
    seen = shown(ARABIC_PHONE, 1, [(start, end)])
    assert seen == turned("الآن") + " +32 2 555 01 23 " + turned("اتصل بالرقم")


def test_two_isolates_side_by_side_stay_in_reading_order() -> None:
    text = "אבג 12-34 56-78"
    assert shown(text, 1, [(4, 9), (10, 15)]) == "56-78 12-34 " + turned("אבג")


def test_an_isolated_address_keeps_its_final_slash() -> None:
    assert shown("ראו https://a.be/b/ עכשיו", 1, [(4, 19)]) == turned("עכשיו") + " https://a.be/b/ " + turned("ראו")


def test_percent_goes_with_the_number_in_hebrew_and_before_it_in_arabic() -> None:
    assert shown("הנחה 50%", 1) == "50% " + turned("הנחה")
    assert shown("خصم 50%", 1) == "%50 " + turned("خصم")


def test_brackets_follow_the_text_they_stand_in() -> None:
    # UAX #9, N0: the plural's brackets stay with the English word, the sentence's with the sentence.
    assert shown("عربي book(s)", 1) == "book(s) " + turned("عربي")
    assert shown("smith (fabrikam عربي) עברית", 0) == "smith (fabrikam " + turned("عربي") + ") " + turned("עברית")
    assert shown("עברית (abc) סוף", 1) == turned("סוף") + " )abc( " + turned("עברית")


def test_a_first_strong_character_decides_the_paragraph() -> None:
    assert levels("12 – אב a", None)[0] == 1
    assert levels("12 – a אב", None)[0] == 0
    assert levels("12 – 34", None)[0] == 0
    assert levels("tel אב", None, [(0, 3)])[0] == 1, "what is isolated does not count (P2)"


def test_the_space_at_a_line_end_belongs_to_the_paragraph() -> None:
    text = "abc אבג דהו"
    paragraph_level, found = levels(text, 0)
    assert list(found) == [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1]
    assert line_levels(text, found, 0, 8, paragraph_level) == [0, 0, 0, 0, 1, 1, 1, 0]
    assert line_levels(text, found, 8, 11, paragraph_level) == [1, 1, 1]


def test_a_tab_puts_what_follows_in_the_next_column() -> None:
    assert shown("אב \tגד", 0) == turned("אב") + " \t" + turned("גד")


def test_a_line_break_in_a_paragraph_ends_embeddings() -> None:
    paragraph_level, found = levels("\u202eab\ncd א", 0)
    assert (paragraph_level, list(found[1:])) == (0, [1, 1, 0, 0, 0, 0, 1])
    assert levels("אב\nab", None) == (1, bytes([1, 1, 1, 2, 2])), "the first paragraph decides for all"


def test_an_isolate_over_a_line_break_holds_on_both_sides() -> None:
    assert levels("א12\n34", 1, [(1, 6)]) == (1, bytes([1, 2, 2, 1, 2, 2]))


def test_embeddings_beyond_the_deepest_level_are_counted_and_closed() -> None:
    text = "\u202b" * 100 + "אa" + "\u202c" * 100 + "b"
    _, found = levels(text, 0)
    assert (found[100], found[101], found[-1]) == (125, 126, 0)  # BD2: 63 embeddings to the right fit
    assert levels("\u2067" * 100 + "א" + "\u2069" * 100 + "b", 0)[1][-1] == 0


def test_isolates_outside_the_text_are_cut_to_it() -> None:
    assert levels("א1", 1, [(-5, 0), (1, 99), (2, 1), (7, 9)]) == (1, bytes([1, 2]))


def test_runs_are_put_in_order_by_their_levels() -> None:
    assert visual_order([1, 2, 1]) == [2, 1, 0]
    assert visual_order([0, 1, 2, 1, 0]) == [0, 3, 2, 1, 4]
    assert visual_order([2, 2]) == [0, 1]
    assert visual_order([]) == []


# --- Any text --------------------------------------------------------------------------------------------------------


@given(mixed_text, bases, st.lists(st.tuples(st.integers(-2, 20), st.integers(-2, 20)), max_size=3), st.integers(0, 20))
def test_any_text_has_levels_and_an_order(
    text: str, base: int | None, isolates: list[tuple[int, int]], cut: int
) -> None:
    paragraph_level, found = levels(text, base, isolates)
    assert paragraph_level == base if base is not None else paragraph_level in (0, 1)
    assert len(found) == len(text)
    assert all(paragraph_level <= level <= 126 for level in found)
    for start, end in ((0, min(cut, len(text))), (min(cut, len(text)), len(text))):
        line = line_levels(text, found, start, end, paragraph_level)
        assert sorted(visual_order(line)) == list(range(end - start))


@given(st.lists(st.integers(0, 126)))
def test_visual_order_is_a_permutation(found: list[int]) -> None:
    assert sorted(visual_order(found)) == list(range(len(found)))


@given(left_to_right_text, st.sampled_from((0, None)))
def test_the_short_way_finds_what_the_rules_find(text: str, base: int | None) -> None:
    assert not may_turn(text)
    paragraph_level, found = resolve(bidi_classes(text), text, base)
    assert levels(text, base) == (paragraph_level, bytes(found))


@given(mixed_text, st.integers(0, 10), st.integers(1, 10))
def test_an_isolate_is_as_if_its_marks_were_in_the_text(text: str, start: int, length: int) -> None:
    text = text.replace("\n", " ").replace("\u2029", " ") + "א" * 11
    assume("B" not in bidi_classes(text))  # the marks would lie in different paragraphs
    end = min(start + length, len(text))
    marked = text[:start] + LRI + text[start:end] + PDI + text[end:]
    paragraph_level, found = levels(marked, 1)
    without_marks = found[:start] + found[start + 1 : end + 1] + found[end + 2 :]
    assert levels(text, 1, [(start, end)]) == (paragraph_level, without_marks)
