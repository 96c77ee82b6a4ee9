"""A short leaflet in the languages that the real one is not translated into: each built, and looked at as readers do.

`tests/samples` is a project of its own; in its catalogues stand the hard spots of each script.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping

import pypdfium2
import pytest
from PIL import ImageChops, ImageFilter

from leaflet.layout.placed import Page, Pages, Role, Text
from leaflet.localize.catalogue import read_catalogue
from leaflet.localize.locale import known_languages
from leaflet.model.inline import Span
from leaflet.problems import Level
from tests import pdfread
from tests.conftest import LANGUAGES as REAL_LANGUAGES
from tests.conftest import ROOT
from tests.pdfread import on_pdf, one_spaced, rendered
from tests.printed import Printed, paint_again, print_leaflet

SAMPLES = ROOT / "tests" / "samples"
CATALOGUES = SAMPLES / "translations" / "sample"
LANGUAGES = sorted(path.stem for path in CATALOGUES.glob("*.po"))
RIGHT_TO_LEFT = ("ckb", "he", "ur")
# What each language is here for: marks that stack, letters that join, signs that a line may not begin with.
HARD = {
    "am": ["በእጆች፣", "ያማክሩ።", "ይሹ፤"],
    "bn": ["জ্ঞানকেন্দ্র", "ক্ষুদ্র", "চিকিৎসক", "৮৫%", "১০:৩০"],
    "ckb": ["بچووکن", "١٠:٣٠ەوە", "٨٥٪", "ڕێگە"],
    "el": ["Ξεπλύνετέ", "γιατρό", "Γιατί;"],
    "he": ["בלתי־מזוינת", "ב־85%", "מ״ל", "סְדַר"],
    "hi": ["स्वच्छ", "राष्ट्रीय", "केन्द्र", "काग़ज़", "खाँसने"],
    "hy": ["Ինչո՞ւ", "Խորհո՛ւրդ", "կարելի է․", "են։", "նաև"],
    "ja": ["「毎回、", "。」", "ノブ", "、", "（KCE）」"],
    "ka": ["„ყოველ", "დათვალეთ.“"],
    "km": ["សាស្ត្រ", "កន្សែង", "គ្រប់ៗ", "បណ្ឌិត", "ញើស"],
    "ko": ["않습니다", "2 ml면", "센터(KCE)를"],
    "ne": ["सङ्घीय", "हाच्छिउँ", "औँलाको", "१०:३०"],
    "pa": ["ਉਨ੍ਹਾਂ", "ਪੜ੍ਹੋ", "ਜ਼ਖ਼ਮ", "ਸਿੱਕਿਆਂ"],
    "ta": ["நனைத்துக்கொள்ளுங்கள்", "விரல்களுக்கிடையிலும்கூட", "வெளியீட்டாளர்"],
    "th": ["ปั๊ม", "น้ำ", "ตั้งแต่", "ทุก ๆ", "ที่"],
    "ur": ["پہنچتے", "صحیح", "چھینکنے", "دیتے", "2 ml", "(KCE)"],
    "vi": ["KIỂM", "Ổ", "TẾ", "RỬA", "kẽ"],
    "zh-Hant": ["「每一次，", "。」", "（KCE）」", "嚏"],
}
HALF_BOLD = {"ckb": "بچووکن", "ur": "دیتے"}
SCALE = 3.0  # pixels to a point: a hair of ink is seen


@pytest.fixture(scope="module")
def samples() -> Mapping[str, Printed]:
    return print_leaflet(SAMPLES, "sample", "a4", "demo")


@pytest.fixture(params=LANGUAGES)
def sample(request: pytest.FixtureRequest, samples: Mapping[str, Printed]) -> Printed:
    """One language after another."""
    return samples[request.param]


def messages(printed: Printed) -> list[str]:
    """Every text that stands on the pages as a reader would say it, without those of the footer."""
    local = printed.copy.local
    parts = [rich for block in local.blocks for rich in (block.title, *(part.text for part in block.parts)) if rich]
    return [one_spaced(rich.text) for rich in (local.title, *parts)]


def without_spaces(text: str) -> str:
    """Readers put spaces where lines end, and not all languages have any."""
    return re.sub(r"[\s\ufffe\x02]", "", pdfread.UNSEEN.sub("", text))


def not_in(text: str, wanted: list[str]) -> list[str]:
    found = without_spaces(text)
    return [message for message in wanted if without_spaces(message) not in found]


# --- what there is ----------------------------------------------------------------------------------------------------


def test_every_known_language_is_set_in_the_real_leaflet_or_here() -> None:
    assert set(known_languages(ROOT / "assets")) - set(REAL_LANGUAGES) == set(LANGUAGES)
    assert set(HARD) == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_catalogue_is_whole_and_says_it_is_a_draft(language: str, samples: Mapping[str, Printed]) -> None:
    leaflet = samples["nl"].kit.leaflet
    catalogue, problems = read_catalogue(CATALOGUES / f"{language}.po", f"{language}.po", leaflet)
    assert catalogue is not None and problems == ()
    assert "draft" in catalogue.state
    assert (catalogue.header or {})["Last-Translator"].startswith("leaflet team (draft")
    assert all(entry.text and not entry.fuzzy for entry in catalogue.entries.values())


# --- what the program says --------------------------------------------------------------------------------------------


def test_nothing_is_wrong(sample: Printed) -> None:
    assert [str(problem) for problem in sample.problems if problem.level >= Level.WARNING] == []
    assert sample.finished.startswith(b"%PDF-")


def test_every_character_has_its_glyph(sample: Printed) -> None:
    """No box of .notdef, and no dotted circle under a mark that found no letter."""
    for text in texts(sample.pages):
        for run in text.shaped.runs:
            shown = text.shaped.text[run.start : run.end]
            assert 0 not in run.glyphs, shown
            assert (run.face.glyph(0x25CC) or -1) not in run.glyphs, shown


def texts(pages: Pages) -> list[Text]:
    return [item for page in pages.pages for item in page.items if isinstance(item, Text)]


# --- what others read -------------------------------------------------------------------------------------------------


def test_mupdf_reads_every_message(sample: Printed) -> None:
    said = on_pdf(sample.pdf, "mutool", "draw", "-q", "-F", "text", "-o", "-", "{}")
    assert not_in(said, messages(sample) + HARD[sample.language]) == []
    assert "\ufffd" not in said and "\u25cc" not in said


def test_poppler_hears_every_message_in_order(sample: Printed) -> None:
    said = on_pdf(sample.pdf, "pdfinfo", "-struct-text", "{}")
    heard = [one_spaced(line) for line in re.findall(r'^ *"(.*)"$', said, re.MULTILINE)]
    rest = iter(heard)
    assert [message for message in messages(sample) if message not in rest][:1] == [], heard


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name not in RIGHT_TO_LEFT])
def test_poppler_copies_every_message(language: str, samples: Mapping[str, Printed]) -> None:
    """Not from the right to the left: there `-raw` gives every letter a line of its own, whoever wrote the file."""
    said = on_pdf(samples[language].pdf, "pdftotext", "-raw", "-enc", "UTF-8", "{}", "-")
    assert not_in(said, messages(samples[language])) == []


def test_pdfium_copies_every_message(sample: Printed, request: pytest.FixtureRequest) -> None:
    if sample.language in RIGHT_TO_LEFT:
        reason = "pdfium takes words written from right to left for drawn from left to right, and turns them round"
        request.applymarker(pytest.mark.xfail(strict=True, reason=reason))
    assert not_in(pdfread.shown_text(sample.pdf), messages(sample)) == []


def test_every_font_is_embedded_and_both_weights_are_the_language_s_own(sample: Printed) -> None:
    rows = on_pdf(sample.pdf, "pdffonts", "{}").splitlines()[2:]
    names = set()
    for row in rows:
        assert re.search(r"\s+yes\s+yes\s+yes\s+\d+\s+\d+\s*$", row), row
        names.add(row.split()[0].partition("+")[2])
    own = sample.copy.locale.fonts[0].replace(" ", "")
    assert {f"{own}-Regular", f"{own}-Bold"} <= names
    assert {name.partition("-")[0] for name in names} <= {own, "NotoSans", "NotoSansMath", "NotoSansSymbols2"}


# --- what the eye sees ------------------------------------------------------------------------------------------------


def test_the_page_begins_at_the_side_that_is_read_first(sample: Printed) -> None:
    """The title by pdfium's measure; the first heading, and the number before its step, as they were placed."""
    turned = sample.language in RIGHT_TO_LEFT
    left, right, width = title_edges(sample)
    assert (width - right < left) == turned
    (page, *_) = sample.pages.pages
    items = [item for item in page.items if isinstance(item, Text)]
    heading = next(item for item in items if item.part == "why/title")
    assert (heading.x > page.width / 2) == turned
    label = next(item for item in items if item.role is Role.LABEL and item.part == "how/text.1")
    step = next(item for item in items if item.role is Role.ITEM and item.part == "how/text.1")
    assert (label.x > step.x) == turned


def title_edges(printed: Printed) -> tuple[float, float, float]:
    """Where the ink of the first line begins and ends, and the width of the sheet, in points."""
    document = pypdfium2.PdfDocument(printed.pdf)
    try:
        words = document[0].get_textpage()
        boxes = []
        for at in range(words.count_chars()):
            if words.get_text_range(at, 1) in ("\r", "\n"):
                break
            boxes.append(words.get_charbox(at))
        return min(box[0] for box in boxes), max(box[2] for box in boxes), document[0].get_width()
    finally:
        document.close()


def test_no_two_lines_touch(sample: Printed) -> None:
    """Every other line of a column is painted on one sheet, the rest on another: no dot may be black on both, nor on
    one beside a black one of the other."""
    for number, page in enumerate(sample.pages.pages, 1):
        halves = [paint_again(sample.kit, sample.copy, only(sample.pages, page, part)) for part in (0, 1)]
        first, second = (
            rendered(half, 1, SCALE).convert("L").point(lambda tone: 255 * (tone < 128)) for half in halves
        )
        assert first.getbbox() and second.getbbox()
        where = ImageChops.multiply(first.filter(ImageFilter.MaxFilter(3)), second).getbbox()
        assert where is None, f"page {number}: lines touch at {[round(edge / SCALE) for edge in where]} points"


def only(pages: Pages, page: Page, part: int) -> Pages:
    """A page with one half of its lines, black on white: neighbours in a column are in different halves."""
    lines = sorted((item for item in page.items if isinstance(item, Text)), key=lambda item: (item.y, item.x))
    height: dict[int, int] = {}
    kept = []
    for line in lines:
        above = [other for other in lines if other.y < line.y - 0.1 and beside(other, line)]
        rank = height[id(line)] = 1 + max((height[id(other)] for other in above), default=0)
        if rank % 2 == part:
            kept.append(dataclasses.replace(line, ink="ink"))
    return dataclasses.replace(pages, pages=(dataclasses.replace(page, items=tuple(kept)),))


def beside(one: Text, other: Text) -> bool:
    """Do two lines share a piece of the measure?"""
    return one.x < other.x + other.width and other.x < one.x + one.width


@pytest.mark.parametrize("language", HALF_BOLD)
def test_a_half_bold_word_keeps_its_joins(language: str, samples: Mapping[str, Printed]) -> None:
    """The letters on both sides of a change of weight have the forms that they have inside a word."""
    copy = samples[language].copy
    rich = next(part.text for block in copy.local.blocks for part in block.parts if part.context == "why/text.1")
    cut = next(span.end for span in rich.spans if span.strong)
    assert HALF_BOLD[language] in rich.text and rich.text[cut - 1 : cut + 1].isalpha()
    for at, strong in ((cut - 1, True), (cut, False)):
        inside = copy.typesetter.shape(rich)
        glyph = next(g for run in inside.runs for c, g in zip(run.clusters, run.glyphs, strict=True) if c == at)
        alone = copy.typesetter.shape(dataclasses.replace(rich, text=rich.text[at], spans=(Span(0, 1, strong=strong),)))
        assert glyph not in alone.runs[0].glyphs, rich.text[at]
