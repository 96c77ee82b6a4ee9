"""Lines of text in a PDF: every glyph where the shaper put it, and copied as it was typed."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageChops

from leaflet.compose.lines import Wish
from leaflet.compose.typesetter import Typesetter
from leaflet.layout.placed import Page, Pages, Role, Text
from leaflet.localize.locale import Locale
from leaflet.model.inline import RichText, Span
from leaflet.paint.colour import read_palette
from leaflet.paint.painter import Look, paint
from leaflet.paint.pdf_document import Metadata
from tests import pdfread
from tests.conftest import ROOT

SetIn = Callable[[str], Typesetter]
SIZE = 10.0
HEIGHT = 600.0
VOCABULARY = ["office", "AVATAR", "patiënten", "x\u0301q\u0301", "85\u00a0%", "«\u202foui\u202f»", "MRI-scan", "Жизнь"]
VOCABULARY += ["kinesitherapeuten", "fjord", "ab\u00adcd", "e\u2011mail", "tussenwervelschijven", "‘kraken’", "ﬁn"]
texts = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=12).map(" ".join)


def painted_lines(lines: list[Text]) -> bytes:
    palette, problems = read_palette(ROOT / "assets")
    assert palette is not None, problems
    page = Page(1, 1000.0, HEIGHT, tuple(lines))
    return paint(Pages((page,), SIZE, "", 1.0, ""), Look(palette, {}, 0.0), Metadata("Test", "nl"))


def set_lines(setter: Typesetter, rich: RichText | str, width: float, justify: bool = False) -> list[Text]:
    """A paragraph as the layout places it, from (50, 100) down."""
    shaped = setter.shape(rich)
    found = []
    for number, line in enumerate(setter.lines(shaped, width, SIZE, 0.0, Wish(justify=justify))):
        spaces = shaped.text.count(" ", line.start, line.end)
        stretched = justify and spaces and not line.last and not line.overlong
        space = (width - line.width * SIZE) / spaces if stretched else 0.0
        found.append(
            Text(50.0, 100.0 + 15 * number, width if space else line.width * SIZE, shaped, line, SIZE, "ink",
                 Role.PARAGRAPH, "b", "b/text.1", space)
        )  # fmt: skip
    return found


@dataclasses.dataclass
class Glyph:
    """A code of the file where it is shown: x and y of its origin in points from the left and the top."""

    text: str
    x: float
    y: float
    width: float


def glyphs(pdf: bytes) -> Iterator[Glyph]:
    """Follow the text operators (ISO 32000-1 9.4); only what this program may write is understood."""
    (page,) = pdfread.opened(pdf).pages
    fonts = {name: (pdfread._to_unicode(font), _widths(font)) for name, font in page.Resources.Font.items()}
    start = origin = (0.0, 0.0)
    font, size, rise = "", 0.0, 0.0
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "Tm":
            start = origin = (float(operands[4]), float(operands[5]))
        elif name == "Td":
            start = origin = (start[0] + float(operands[0]), start[1] + float(operands[1]))
        elif name == "Tf":
            font, size = str(operands[0]), float(operands[1])
        elif name == "Ts":
            rise = float(operands[0])
        elif name in ("Tj", "TJ"):
            for part in operands[0] if name == "TJ" else operands:
                if not isinstance(part, pikepdf.String):
                    origin = (origin[0] - float(part) / 1000 * size, origin[1])
                    continue
                data = bytes(part)
                for code in (data[at : at + 2] for at in range(0, len(data), 2)):
                    width = fonts[font][1][code] / 1000 * size
                    yield Glyph(fonts[font][0][code], origin[0], HEIGHT - origin[1] - rise, width)
                    origin = (origin[0] + width, origin[1])


def _widths(font: pikepdf.Object) -> dict[bytes, float]:
    rows = list(font.DescendantFonts[0].W)
    return {
        (int(rows[at]) + index).to_bytes(2, "big"): float(width)
        for at in range(0, len(rows), 2)
        for index, width in enumerate(rows[at + 1])
    }


def copied(pdf: bytes) -> str:
    """What a reader that follows the tags gives back."""
    return pdfread.structure(pdf).whole.replace("\u2060", "")


def expected_places(text: Text) -> list[float]:
    """Where each cluster of a left-to-right line begins, from the shaped advances: one code each."""
    found, x, last = [], text.x, -1
    for run in text.shaped.runs:
        for at, cluster in enumerate(run.clusters):
            if text.line.start <= cluster < text.line.next:
                if cluster != last:
                    found.append(x)
                    x += text.space if text.shaped.text[cluster] == " " else 0.0
                last = cluster
                x += run.advances[at] * text.size
    return found + ([text.x + text.width - hyphen(text)] if text.line.hyphen else [])


def hyphen(text: Text) -> float:
    run = text.shaped.runs[-1]
    return float(run.face.font.get_glyph_h_advance(run.face.glyph(0x2D)) * run.face.unit * text.size)


@settings(max_examples=60)
@given(words=texts, width=st.floats(60, 300), justify=st.booleans())
def test_every_glyph_is_where_it_was_shaped(typesetter: SetIn, words: str, width: float, justify: bool) -> None:
    lines = set_lines(typesetter("nl"), words, width, justify)
    found = list(glyphs(painted_lines(lines)))
    wanted = [(place, line.y) for line in lines for place in expected_places(line)]
    assert len(found) == len(wanted)
    for glyph, (x, y) in zip(found, wanted, strict=True):
        assert glyph.x == pytest.approx(x, abs=0.15), glyph.text
        assert glyph.y == pytest.approx(y, abs=0.01)


@settings(max_examples=60)
@given(words=texts, width=st.floats(60, 300), justify=st.booleans())
def test_copying_gives_back_what_was_typed(typesetter: SetIn, words: str, width: float, justify: bool) -> None:
    lines = set_lines(typesetter("nl"), words, width, justify)
    back = copied(painted_lines(lines))
    assert back.replace("\u00ad", "") == words.replace("\u00ad", "")


def test_copying_gives_back_text_that_is_drawn_from_right_to_left(typesetter: SetIn) -> None:
    """An override stands in for Arabic, for which no font is bundled yet."""
    words = "voor \u202eabc def\u202c na"
    pdf = painted_lines(set_lines(typesetter("nl"), words, 400))
    assert pdfread.one_spaced(copied(pdf)) == "voor abc def na"
    placed = {pdfread.one_spaced(glyph.text): glyph.x for glyph in glyphs(pdf)}
    assert placed["f"] < placed["d"] < placed["c"] < placed["a"]


def test_a_ligature_is_one_code_that_says_all_its_letters(typesetter: SetIn) -> None:
    found = [glyph.text for glyph in glyphs(painted_lines(set_lines(typesetter("nl"), "office", 400)))]
    assert "ffi" in found and "".join(found) == "office"


def test_an_accent_of_its_own_stands_over_its_letter(typesetter: SetIn) -> None:
    """The letter with its accent is one glyph; painted, it looks as a browser and HarfBuzz's own outlines have it."""
    found = [glyph.text for glyph in glyphs(painted_lines(set_lines(typesetter("nl"), "xq\u0301x", 400)))]
    assert found == ["x", "q\u0301", "x"]
    bare, accented = (
        pdfread.rendered(painted_lines(set_lines(typesetter("nl"), words, 400)), 1, 6) for words in ("xqx", "xq\u0301x")
    )
    box = ImageChops.difference(bare.convert("L"), accented.convert("L")).getbbox()
    assert box is not None, "the accent is seen"
    letters = ImageChops.invert(bare.convert("L")).getbbox()
    assert letters is not None and box[1] < letters[1], "over the letter"
    assert letters[0] < box[0] and box[2] < letters[2]


@pytest.mark.parametrize("space", [0.0, 3.0])
def test_a_dutch_word_is_parted_without_its_trema_and_copied_with_it(typesetter: SetIn, space: float) -> None:
    """Ragged, and with its word spaces stretched, the second line looks as if it had been typed without the trema."""
    setter = typesetter("nl")
    lines = set_lines(setter, "patiënt en", setter.shape("ent en").width * SIZE + 0.1)
    assert [line.line.bare for line in lines] == ["", "e"]
    pdf = painted_lines([lines[0], dataclasses.replace(lines[1], space=space)])
    assert copied(pdf).replace("\u00ad", "") == "patiënt en"
    (first,), (second,) = set_lines(setter, "pati-", 400), set_lines(setter, "ent en", 400)
    by_hand = painted_lines([first, dataclasses.replace(second, y=lines[1].y, space=space)])
    assert pdfread.rendered(pdf, 1, 3).tobytes() == pdfread.rendered(by_hand, 1, 3).tobytes()


@pytest.mark.parametrize("reader", ["copied", "poppler", "pdfium"])
def test_a_drawn_hyphen_is_not_part_of_the_word(typesetter: SetIn, reader: str) -> None:
    setter = typesetter("nl")
    shaped = setter.shape("tussenwervelschijven")
    lines = set_lines(setter, "tussenwervelschijven", shaped.width * SIZE * 0.6)
    assert lines[0].line.hyphen
    pdf = painted_lines(lines)
    read = {
        "copied": copied,
        "poppler": lambda data: pdfread.on_pdf(data, "pdftotext", "-raw", "-enc", "UTF-8", "{}", "-"),
        "pdfium": pdfread.shown_text,
    }[reader]
    assert pdfread.words_of(read(pdf)) == ["tussenwervelschijven"]


def test_words_do_not_run_together_over_lines(typesetter: SetIn) -> None:
    lines = set_lines(typesetter("nl"), "een twee drie vier vijf zes", 60)
    assert len(lines) > 2
    assert copied(painted_lines(lines)) == "een twee drie vier vijf zes"


def test_styles_within_a_line_follow_one_another(typesetter: SetIn) -> None:
    rich = RichText("veel vet en schuin", (Span(5, 8, strong=True), Span(12, 18, slant=True)))
    pdf = painted_lines(set_lines(typesetter("nl"), rich, 400))
    assert copied(pdf) == rich.text
    assert len(pdfread.opened(pdf).pages[0].Resources.Font) == 3


def test_the_same_glyph_for_two_texts_is_copied_as_each(typesetter: SetIn) -> None:
    """A space and a no-break space, a hyphen and one that holds, may share a glyph, but not what they say."""
    words = "a b\u00a0c d\u202fe-f\u2011g"
    assert copied(painted_lines(set_lines(typesetter("nl"), words, 400))) == words


def test_a_language_with_its_own_scale_is_set_larger(typesetter: SetIn) -> None:
    setter = typesetter("nl")
    locale: Locale = dataclasses.replace(setter.locale, size_factor=1.5)
    larger = Typesetter(locale, setter.faces)
    plain = list(glyphs(painted_lines(set_lines(setter, "rug", 400))))
    found = list(glyphs(painted_lines(set_lines(larger, "rug", 400))))
    assert [b.x - found[0].x for b in found] == pytest.approx([1.5 * (a.x - plain[0].x) for a in plain], abs=0.1)
    assert [b.width for b in found] == pytest.approx([1.5 * a.width for a in plain], rel=0.01), "the glyphs too"
