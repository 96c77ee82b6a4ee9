"""The readback gate: files that say something else than the words are found, and named by their message."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaflet import build, pair
from leaflet.build import words_file
from leaflet.check.pages import Proof
from leaflet.check.pdf_text import read_pages
from leaflet.check.readback import read_back
from leaflet.localize.local_leaflet import LocalPart
from leaflet.problems import Problem
from tests.printed import Printed, finish

Shown = list[tuple[str, str]]  # what one operator shows, code by code: (four hexadecimal digits or a move, its text)
Change = Callable[[Shown], Shown]
LINE = "travel on hands, on coins and "
PART = "why/text.1"  # the message of this line


def proof_of(printed: Printed) -> Proof:
    copy, kit = printed.copy, printed.kit
    file = words_file(kit, copy.local.language)
    return Proof(printed.pages, copy.local, kit.design, kit.palette, file, copy.typesetter)


@dataclass
class Spoilt:
    """A PDF to be changed: each operator that shows text with its codes and their text."""

    file: pikepdf.Pdf

    @classmethod
    def of(cls, pdf: bytes) -> Spoilt:
        return cls(pikepdf.open(io.BytesIO(pdf)))

    def fonts(self) -> dict[str, pikepdf.Object]:
        return {str(name): font for name, font in self.file.pages[0].obj.Resources.Font.items()}

    def texts_of(self, font: pikepdf.Object) -> dict[str, str]:
        rows = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>", font.ToUnicode.read_bytes().decode())
        return {code: bytes.fromhex(text).decode("utf-16-be") for code, text in rows}

    def change(self, what: str, change: Change, page: int = 0) -> None:
        """Change the first piece of a page that shows these words."""
        known = {name: self.texts_of(font) for name, font in self.fonts().items()}
        out, font, done = [], "", False
        for operands, operator in pikepdf.parse_content_stream(self.file.pages[page]):
            if str(operator) == "Tf":
                font = str(operands[0])
            if str(operator) == "TJ" and not done:
                shown = [one for part in operands[0] for one in split(part, known[font])]
                if what in "".join(text for _, text in shown):
                    operands, done = [joined(change(shown))], True
            out.append((operands, operator))
        assert done, f"'{what}' is not on page {page + 1}"
        self.file.pages[page].Contents = self.file.make_stream(pikepdf.unparse_content_stream(out))

    def content(self, change: Callable[[bytes], bytes], page: int = 0) -> None:
        stream = self.file.pages[page].Contents
        changed = change(stream.read_bytes())
        assert changed != stream.read_bytes()
        stream.write(changed)

    def saved(self) -> bytes:
        data = io.BytesIO()
        self.file.save(data)
        return data.getvalue()


def split(part: pikepdf.Object, texts: Mapping[str, str]) -> Shown:
    if not isinstance(part, pikepdf.String):
        return [(str(part), "")]
    codes = bytes(part).hex().upper()
    return [(codes[at : at + 4], texts[codes[at : at + 4]]) for at in range(0, len(codes), 4)]


def joined(shown: Shown) -> pikepdf.Array:
    parts = [
        pikepdf.String(bytes.fromhex(code)) if text else pikepdf.Object.parse(code.encode()) for code, text in shown
    ]
    return pikepdf.Array(parts)


def told(printed: Printed, pdf: bytes) -> tuple[Problem, ...]:
    found = read_back(pdf, proof_of(printed))
    assert all(problem.hint and problem.where.language == printed.language for problem in found)
    return found


def spoilt(printed: Printed, what: str, change: Change) -> Problem:
    """The one problem of a file with a changed piece."""
    file = Spoilt.of(printed.pdf)
    file.change(what, change)
    (problem,) = told(printed, file.saved())
    return problem


def without(what: str) -> Change:
    def change(shown: Shown) -> Shown:
        text = "".join(text or "\0" for _, text in shown).replace("\0", "")
        at = text.index(what)
        kept, place = [], 0
        for code, letter in shown:
            if not letter or not at <= place < at + len(what):
                kept.append((code, letter))
            place += len(letter)
        return kept

    return change


def swapped(one: str, other: str) -> Change:
    """Two words of one length change places."""
    assert len(one) == len(other)

    def change(shown: Shown) -> Shown:
        places = [at for at, (_, letter) in enumerate(shown) if letter]
        text = "".join(shown[at][1] for at in places)
        a, b = text.index(one), text.index(other)
        found = list(shown)
        for step in range(len(one)):
            left, right = places[a + step], places[b + step]
            found[left], found[right] = found[right], found[left]
        return found

    return change


def backwards(shown: Shown) -> Shown:
    """The letters in the opposite order, the moves between them as they were."""
    letters = [one for one in shown if one[1]][::-1]
    return [letters.pop(0) if one[1] else one for one in shown]


# --- right as it is ---------------------------------------------------------------------------------------------------


def test_what_was_built_says_its_words(printed: Printed) -> None:
    assert told(printed, printed.pdf) == ()


def test_what_is_read_is_what_is_printed(small: Printed) -> None:
    """The gate is not silent because it reads nothing."""
    pages = read_pages(small.pdf)
    assert pages is not None
    said = " ".join(text for page in pages for text in page.texts.values())
    for block in small.copy.local.blocks:
        for part in block.parts:
            assert part.text.text.split()[0] in said


def test_letters_from_right_to_left_are_read_in_logical_order(real: Mapping[str, Printed]) -> None:
    pages = read_pages(real["ar"].pdf)
    assert pages is not None
    assert pages[0].texts[0] == real["ar"].copy.local.title.text


def test_two_languages_on_a_page_are_each_compared(real: Mapping[str, Printed]) -> None:
    kit, copy, other = real["ar"].kit, real["ar"].copy, real["nl"].copy
    result = pair.finish_pair(kit, copy, other)
    assert result.pdf and result.pages
    one, two = (
        Proof(result.pages, each.local, kit.design, kit.palette, "words.po", each.typesetter) for each in (copy, other)
    )
    assert read_back(result.pdf, one, two) == ()


# --- spoilt -----------------------------------------------------------------------------------------------------------


def test_a_missing_word_is_found(small: Printed) -> None:
    problem = spoilt(small, LINE, without("hands, "))
    assert problem.code == "readback/differs" and problem.where.block == PART
    assert "travel on on coins" in problem.text and "travel on hands" in problem.text


def test_two_words_in_each_others_place_are_found(small: Printed) -> None:
    problem = spoilt(small, LINE, swapped("travel", "hands,"))
    assert problem.code == "readback/differs" and problem.where.block == PART


def test_words_run_together_are_found(small: Printed) -> None:
    file = Spoilt.of(small.pdf)
    file.change(LINE, without(" "))
    (problem,) = told(small, file.saved())
    assert "travelon" in problem.text


def test_a_lost_digit_of_the_footer_is_found(real: Mapping[str, Printed]) -> None:
    problem = spoilt(real["nl"], "LBP-01", without("1"))
    assert problem.code == "readback/differs" and problem.where.block == "footer"


def test_a_lost_digit_in_a_sentence_is_found(real: Mapping[str, Printed]) -> None:
    problem = spoilt(real["nl"], "85", without("5"))
    assert problem.where.block == "what-it-is/text.2"


def test_a_piece_that_stands_elsewhere_on_its_line_is_found(real: Mapping[str, Printed]) -> None:
    """The stream has the words in order; who looks at the paper reads another sentence."""
    file = Spoilt.of(real["nl"].pdf)
    found = re.compile(rb"(?<=\n)([\d.]+) 0 Td\n(?=/F\d+ [\d.]+ Tf\n\[)")
    file.content(lambda data: found.sub(rb"-\1 0 Td\n", data, count=1))
    assert "readback/order" in {problem.code for problem in told(real["nl"], file.saved())}


def other_text(file: Spoilt, letter: str, instead: str) -> None:
    """Every code that stands for a letter says another one."""
    a, b = (one.encode("utf-16-be").hex().upper() for one in (letter, instead))
    for font in file.fonts().values():
        stream = font.ToUnicode
        stream.write(re.sub(rf"(?m)(<[0-9A-F]{{4}}>) <{a}>$", rf"\1 <{b}>", stream.read_bytes().decode()).encode())


@pytest.mark.parametrize(
    ("language", "letter", "instead"),
    [("nl", "e", "c"), ("nl", " ", "x"), ("tr", "ı", "i"), ("ru", "а", "a"), ("ar", "م", "ن"), ("fa", "ی", "ي"),
     ("ti", "ን", "ነ"), ("zh-Hans", "痛", "疼")],
)  # fmt: skip
def test_a_code_that_says_another_letter_is_found(
    real: Mapping[str, Printed], language: str, letter: str, instead: str
) -> None:
    file = Spoilt.of(real[language].pdf)
    other_text(file, letter, instead)
    found = told(real[language], file.saved())
    assert found and {problem.code for problem in found} == {"readback/differs"}


def test_content_under_the_wrong_mark_is_found(small: Printed) -> None:
    file = Spoilt.of(small.pdf)
    file.content(lambda data: re.sub(rb"/MCID ([12])>>", lambda match: b"/MCID %d>>" % (3 - int(match[1])), data))
    assert len(told(small, file.saved())) == 2


def test_words_that_became_an_artifact_are_found(small: Printed) -> None:
    file = Spoilt.of(small.pdf)
    file.content(lambda data: re.sub(rb"/P <</MCID \d+>> BDC", b"/Artifact BMC", data, count=1))
    assert "readback/differs" in {problem.code for problem in told(small, file.saved())}


def test_words_that_nobody_wrote_are_found(small: Printed) -> None:
    file = Spoilt.of(small.pdf)
    file.content(lambda data: data + b"\nBT /F1 9 Tf 1 0 0 1 60 400 Tm <00010002> Tj ET")
    (problem,) = told(small, file.saved())
    assert problem.where.block == "footer"


@settings(max_examples=40)
@given(st.data())
def test_every_single_letter_counts(small: Printed, data: st.DataObject) -> None:
    file = Spoilt.of(small.pdf)
    words = [part.text.text for block in small.copy.local.blocks for part in block.parts]
    word = data.draw(st.sampled_from([word for text in words for word in text.split()[:3] if word.isalpha()]))
    at = data.draw(st.integers(0, len(word) - 1))

    def one_less(shown: Shown) -> Shown:
        places = [place for place, (_, letter) in enumerate(shown) if letter]
        start = "".join(shown[place][1] for place in places).index(word)
        return [one for place, one in enumerate(shown) if place != places[start + at]]

    file.change(word, one_less)
    assert told(small, file.saved())


@pytest.mark.parametrize("language", ["ar", "fa", "ps"])
def test_a_right_to_left_word_with_its_letters_the_wrong_way_round_is_found(
    real: Mapping[str, Printed], language: str
) -> None:
    file = Spoilt.of(real[language].pdf)
    title = real[language].copy.local.title.text
    if any(title in text for text in texts_shown(file)):
        file.change(title, backwards)
    else:  # each letter is a piece of its own: the first two change places on the paper
        pair_of_codes = re.compile(rb"<([0-9A-Fa-f]{4})>(.*?)<([0-9A-Fa-f]{4})>", re.DOTALL)
        file.content(lambda data: pair_of_codes.sub(rb"<\3>\2<\1>", data, count=1))
    assert "leaflet/title" in {problem.where.block for problem in told(real[language], file.saved())}


def texts_shown(file: Spoilt) -> list[str]:
    known = {name: file.texts_of(font) for name, font in file.fonts().items()}
    found, font = [], ""
    for operands, operator in pikepdf.parse_content_stream(file.file.pages[0]):
        if str(operator) == "Tf":
            font = str(operands[0])
        if str(operator) == "TJ":
            found.append("".join(text for part in operands[0] for _, text in split(part, known[font])))
    return found


# --- no file ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pdf", [b"", b"not a PDF", b"%PDF-1.7\n%%EOF"])
def test_what_cannot_be_read_is_a_problem(small: Printed, pdf: bytes) -> None:
    assert [problem.code for problem in told(small, pdf)] == ["readback/unreadable"]


def test_a_page_too_many_is_a_problem(small: Printed) -> None:
    file = Spoilt.of(small.pdf)
    file.file.pages.append(file.file.pages[0])
    assert [problem.code for problem in told(small, file.saved())] == ["readback/unreadable"]


def test_a_line_that_was_not_set_is_a_problem(small: Printed) -> None:
    """The file may say what was placed, and what was placed not be the message."""
    proof = proof_of(small)

    def longer_part(part: LocalPart) -> LocalPart:
        return (
            replace(part, text=replace(part.text, text=part.text.text + " Or else.")) if part.context == PART else part
        )

    blocks = tuple(replace(block, parts=tuple(map(longer_part, block.parts))) for block in proof.local.blocks)
    longer = replace(proof, local=replace(proof.local, blocks=blocks))
    found = read_back(small.pdf, longer)
    assert [(problem.code, problem.where.block) for problem in found] == [("readback/placed", PART)]


def test_nothing_is_built_that_says_something_else(small: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(*arguments: object) -> bytes:
        file = Spoilt.of(small.pdf)
        file.change(LINE, without("hands, "))
        return file.saved()

    monkeypatch.setattr(build, "paint", careless)
    result = finish(small.kit, small.copy, small.fit)
    assert result.pdf == b"" and "readback/differs" in {problem.code for problem in result.problems}
