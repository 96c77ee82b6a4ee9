"""Lines that run both ways stand on paper as a browser has them.  Paragraphs go in; Chromium's places are the answer.

Each paragraph is set and painted as a leaflet's would be, and the places of its letters are read out of the PDF.  The
same words, with the same isolates (`<bdi>`), bold stretches (`<b>`) and font files, are laid out by Chromium, which is
asked for the place of every character; one start of it serves all paragraphs.  Where Latin words come in, only the
order is compared: Chromium takes the space between two of them from the Arabic font, we from the Latin.
"""

from __future__ import annotations

import html
import itertools
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from leaflet.compose.fonts import Face
from leaflet.compose.typesetter import Typesetter
from leaflet.layout.placed import Role, Text
from leaflet.localize.isolates import isolated
from leaflet.localize.locale import read_locale
from leaflet.localize.typography import typeset
from leaflet.model.inline import RichText, Span, parse_inline, resolve
from tests.conftest import ROOT
from tests.paint.test_text import glyphs, painted_lines

SetIn = Callable[[str], Typesetter]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "chrome-headless-shell")
PATIENCE = 60  # seconds
SIZE = 10.0
ZOOM = 10  # Chromium's pixels to our point: its places are rounded to 1/64 pixel
LEADING = 20.0
SHEET = 1000.0  # the width of the page that `painted_lines` makes
SAME = 0.05  # points
EMPTY = 0.01  # points: what is narrower has no place of its own (a mark, a joiner)
TEXTS = {
    "ar, all at once": "اتصل بالعيادة (Wijkpraktijk De Linde) على 0800 12 345،"
    " فإن 85% من الناس يتحسنون مع core stability و**الم**شي.",
    "ar, in bold": "**يتحسن 85% من الناس** (انظر *Jan de Vries*)، و**مُ**لاحظة: الحركة **تُف**يد دائمًا.",
    "ar, marked by hand": "الهاتف {tel:0800-1234}، البريد {mail:info@example.org}، {ltr:T12-L1}.",
    "ar, plainly typed": "الهاتف 0800-1234 أو +32 2 123 45 67، www.example.org، info@example.org، 20 mg، 10:30.",
    "ar, numbers": "من 10–20 دقيقة، 1/2 حبة، 37,5 °C، -5، 3.5 و85 % و«85%» (2026-11).",
    "ar, ends in Latin": "العلاج: core stability (MRI).",
    "ar, quotes": "قال “Jan”: «الحركة [أفضل] من الراحة»! (نعم?)",
    "he, all at once": "התקשרו למרפאה (Wijkpraktijk De Linde) בטלפון 0800 12 345,"
    " כי 85% מהאנשים חשים הקלה עם core stability ו**הלי**כה.",
    "he, numbers": "בין 10–20 דקות, 1/2 כדור, 37,5 °C, -5, 20 ₪, 85 % (2026-11).",
    "fa, all at once": "با درمانگاه (Wijkpraktijk De Linde) به شمارهٔ 0800 12 345 تماس بگیرید؛"
    " ۸۵٪ مردم با core stability و **پیاده**روی بهتر می\u200cشوند.",
    "fa, numbers": "۱۰–۲۰ دقیقه، ۳٫۵ کیلو، 20 mg، ۲۰۲۶/۱۱، (۸۵٪).",
    "ur, all at once": "کلینک (Wijkpraktijk De Linde) کو 0800 12 345 پر فون کریں،"
    " 85% لوگ core stability اور **چہل** قدمی سے بہتر ہوتے ہیں۔",
    "ar, half bold": "**الم**شي واليو**غا مُ**فيدان، الأ**لم** لا ي**دو**م.",
    "he, half bold": "ה**הלי**כה והיו**גה מו**עילות, לא הכדורים.",
    "fa, half bold": "**پیاده**روی و یو**گا مف**ید است، می\u200c**تو**انید.",
    "ur, half bold": "**حر**کت مفید ہے، آرا**م نہ**یں۔",
    "ps, half bold": "**خوځ**ښت مرسته کوي، آرا**م ن**ه.",
    "ps, all at once": "کلینیک (Wijkpraktijk De Linde) ته 0800 12 345 زنګ ووهئ؛"
    " ۸۵٪ خلک د core stability او **خوځ**ښت سره ښه کېږي.",
    "ckb, all at once": "پەیوەندی بە (Wijkpraktijk De Linde) بکە 0800 12 345،"
    " ٪85ی خەڵک بە core stability و **جو**ڵە باشتر دەبن.",
}
UNITS = ("0800-1234", "0800 12 345", "+32 2 123 45 67", "10:30", "2026-11", "1/2", "20 mg", "info@example.org",
         "www.example.org")  # fmt: skip


def right_to_left() -> list[str]:
    """The languages of `assets/locales.yaml` that are read from the right."""
    rows = yaml.safe_load((ROOT / "assets" / "locales.yaml").read_text(encoding="utf-8"))["languages"]
    locales = (read_locale(language, ROOT / "assets")[0] for language in rows)
    return [locale.language for locale in locales if locale is not None and locale.direction == "rtl"]


# --- as we have it ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Shown:
    """A code of the PDF: the characters [start, end) of the text that it shows, and where, in points."""

    start: int
    end: int
    x: float
    width: float


def written(text: str, setter: Typesetter) -> RichText:
    """A message as the leaflet would print it."""
    return isolated(typeset(resolve(parse_inline(text)[0], {}), setter.locale), setter.locale)


def on_paper(rich: RichText, setter: Typesetter) -> list[Shown]:
    """Paint one line, and follow the operators of the file; in the order of the text."""
    shaped = setter.shape(rich)
    (line,) = setter.lines(shaped, SHEET, SIZE)
    width = line.width * SIZE
    pdf = painted_lines([Text(0.0, LEADING, width, shaped, line, SIZE, "ink", Role.PARAGRAPH, "b", "b/text.1")])
    found, at = [], 0
    for glyph in glyphs(pdf):
        found.append(Shown(at, at + len(glyph.text), glyph.x, glyph.width))
        at += len(glyph.text)
    assert at == len(rich.text), "every character of the text is in a code of the file"
    return found


def from_the_left(text: str, shown: Sequence[Shown], places: Sequence[float]) -> list[str]:
    """The characters of a line as the eye meets them from the left; a ligature, or a letter with its marks, is one."""
    order = sorted(range(len(shown)), key=lambda number: places[number])
    return [text[shown[number].start : shown[number].end] for number in order]


# --- as Chromium has it -----------------------------------------------------------------------------------------------

SCRIPT = """
const families = [...new Set([...document.fonts].map(face => face.family))];
const styles = ['', 'bold ', 'italic ', 'italic bold '];
const all = families.flatMap(family => styles.map(style => document.fonts.load(`${style}20px "${family}"`, 'aا א')));
Promise.all(all).then(() => {
  const places = paragraph => {
    const found = [], walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode()); )
      for (let at = 0; at < node.length; at++) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getClientRects()[0];
        found.push(box ? [box.left, box.right] : null);
      }
    return found;
  };
  document.getElementById('found').textContent = JSON.stringify([...document.querySelectorAll('p')].map(places));
});
"""
CSS_STYLES = {"regular": "", "bold": "font-weight: bold;", "italic": "font-style: italic;",
              "bold_italic": "font-weight: bold; font-style: italic;"}  # fmt: skip
Places = Sequence[tuple[float, float] | None]


def ask_chromium(paragraphs: Sequence[tuple[RichText, Typesetter]], folder: Path) -> list[Places]:
    """Left and right edge of every character (UTF-16 unit: all of ours are one) of every paragraph, in points."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        pytest.skip("Chromium is not on this machine (Debian: apt-get install chromium)")
    page = folder / "page.html"
    page.write_text(_page(paragraphs), encoding="utf-8")
    quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions",
             "--disable-background-networking", "--allow-file-access-from-files", "--virtual-time-budget=20000",
             f"--user-data-dir={folder / 'profile'}"]  # fmt: skip
    done = subprocess.run(
        [browser, *quiet, "--dump-dom", page.as_uri()], capture_output=True, timeout=PATIENCE, check=False
    )
    answer = re.search(r'<pre id="found">(.+?)</pre>', done.stdout.decode("utf-8"), re.DOTALL)
    assert answer is not None, done.stderr.decode("utf-8", "replace")[-2000:]
    return [[place and (place[0] / ZOOM, place[1] / ZOOM) for place in line] for line in json.loads(answer[1])]


def _page(paragraphs: Sequence[tuple[RichText, Typesetter]]) -> str:
    faces = sorted({_font_face(face, setter.locale.size_factor) for _, setter in paragraphs for face in _faces(setter)})
    style = f"p {{ font-size: {SIZE * ZOOM}px; width: {SHEET * ZOOM}px; white-space: pre; font-synthesis: none; }}"
    body = [
        f"<p dir=rtl lang={setter.locale.language} style='font-family: {_families(setter)}'>{_marked(rich)}</p>"
        for rich, setter in paragraphs
    ]
    head = f"<!doctype html><meta charset=utf-8><style>{' '.join([*faces, style])}</style>"
    return "\n".join([head, *body, f"<pre id=found></pre><script>{SCRIPT}</script>"])


def _faces(setter: Typesetter) -> Iterator[Face]:
    families = setter.locale.fonts[:2]  # the script's own, and Noto Sans for Latin
    for family, strong, slant in itertools.product(families, (False, True), (False, True)):
        yield setter.faces.face(family, strong, slant)


def _families(setter: Typesetter) -> str:
    """Latin letters first, as our shelves have it: Noto Sans is there for them alone."""
    latin, own = setter.locale.fonts[1], setter.locale.fonts[0]
    return f'"{latin} letters", "{own}", "{latin}"'


def _font_face(face: Face, factor: float) -> str:
    """CSS for a file: the script's own at its factor, Noto Sans also as a family of nothing but letters and digits."""
    rest = f"src: url('{face.file.as_uri()}'); {CSS_STYLES[face.style]}"
    if face.family != "Noto Sans":
        return f"@font-face {{ font-family: '{face.family}'; size-adjust: {factor:.1%}; {rest} }}"
    few = "unicode-range: U+41-5A, U+61-7A, U+C0-24F, U+25, U+2B, U+2D, U+2F-39;"
    whole = f"@font-face {{ font-family: '{face.family}'; {rest} }}"
    return f"{whole} @font-face {{ font-family: '{face.family} letters'; {few} {rest} }}"


def _marked(rich: RichText) -> str:
    """Isolates as `<bdi>`, one for stretches that touch; bold and slant inside them."""
    spans = [
        next((span for span in rich.spans if span.start <= at < span.end), Span(0, 0)) for at in range(len(rich.text))
    ]
    out = []
    for isolate, group in itertools.groupby(zip(rich.text, spans, strict=True), key=lambda pair: pair[1].isolate):
        inner = "".join(
            _styled(*part) for part in itertools.groupby(group, key=lambda pair: (pair[1].strong, pair[1].slant))
        )
        out.append(f"<bdi>{inner}</bdi>" if isolate else inner)
    return "".join(out)


def _styled(style: tuple[bool, bool], group: Iterator[tuple[str, Span]]) -> str:
    text = html.escape("".join(char for char, _ in group))
    text = f"<b>{text}</b>" if style[0] else text
    return f"<i>{text}</i>" if style[1] else text


@pytest.fixture(scope="module")
def chromium(typesetter: SetIn, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Places]:
    """The places of the characters of each text."""
    paragraphs = [(written(text, setter), setter) for text, setter in
                  ((text, typesetter(name.partition(",")[0])) for name, text in TEXTS.items())]  # fmt: skip
    found = ask_chromium(paragraphs, tmp_path_factory.mktemp("chromium"))
    return dict(zip(TEXTS, found, strict=True))


def beside(name: str, chromium: Mapping[str, Places], typesetter: SetIn) -> tuple[str, list[Shown], list[float]]:
    """A text as it is printed, what is shown of it on paper, and the left edges of the same in Chromium."""
    setter = typesetter(name.partition(",")[0])
    rich, places = written(TEXTS[name], setter), chromium[name]
    assert len(places) == len(rich.text)
    shown = [one for one in on_paper(rich, setter) if one.width > EMPTY]
    return rich.text, shown, [min(place[0] for place in places[one.start : one.end] if place) for one in shown]


@pytest.mark.parametrize("name", TEXTS)
def test_letters_stand_in_the_order_of_a_browser(name: str, chromium: Mapping[str, Places], typesetter: SetIn) -> None:
    text, shown, lefts = beside(name, chromium, typesetter)
    ours = from_the_left(text, shown, [one.x for one in shown])
    assert "|".join(ours) == "|".join(from_the_left(text, shown, lefts))


@pytest.mark.parametrize("name", [name for name in TEXTS if name.endswith("half bold")])
def test_half_bold_words_keep_their_joins(name: str, chromium: Mapping[str, Places], typesetter: SetIn) -> None:
    """Every letter is where Chromium has it: a letter that had lost its join would be wider, and move all after it."""
    text, shown, lefts = beside(name, chromium, typesetter)
    start = max(one.x for one in shown) - max(lefts)
    for one, left in zip(shown, lefts, strict=True):
        assert one.x - left == pytest.approx(start, abs=SAME), f"'{text[one.start : one.end]}' at {one.start}"


# --- units, whoever typed them ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", right_to_left())
@pytest.mark.parametrize("unit", UNITS)
def test_a_number_typed_plainly_is_read_from_left_to_right(language: str, unit: str, typesetter: SetIn) -> None:
    assert unit in _line(language, unit, typesetter, written)


def test_unguarded_it_would_be_turned_round(typesetter: SetIn) -> None:
    assert "1234-0800" in _line("ar", "0800-1234", typesetter, lambda text, _: RichText(text))


def _line(language: str, unit: str, typesetter: SetIn, write: Callable[[str, Typesetter], RichText]) -> str:
    """A unit between two words of the language, as it is read on paper from left to right."""
    setter = typesetter(language)
    rich = write(f"{setter.locale.autonym} {unit} {setter.locale.autonym}", setter)
    shown = on_paper(rich, setter)
    return "".join(from_the_left(rich.text, shown, [one.x for one in shown])).replace("\u00a0", " ")
