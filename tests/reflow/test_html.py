"""The web page: all words in their order, sound structure, nothing from outside, whatever stands in the texts."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from leaflet.compose.fonts import Faces, read_faces
from leaflet.language_set import LanguageSet
from leaflet.localize.local_leaflet import LocalFigure
from leaflet.localize.locale import read_locale
from leaflet.model.document import Kind
from leaflet.model.drawing import Drawing, Shape
from leaflet.model.inline import RichText, Span
from leaflet.model.raster import Raster
from leaflet.paint.colour import read_palette
from leaflet.reflow.edition import Reflow, write
from leaflet.reflow.html_picture import picture
from leaflet.reflow.index import index
from leaflet.reflow.material import Material, Sibling
from leaflet.reflow.reading import Passage, Reading, Role, Saying
from tests.conftest import LANGUAGES, ROOT
from tests.reflow.webread import compact, levels, read, said, style

WRITE_IT = """
import hashlib, sys
from pathlib import Path
from leaflet.language_set import LanguageSet
from tests.printed import kit_of
kit = kit_of(Path(sys.argv[1]), "low-back-pain", "a4", "demo")
made = LanguageSet(kit, kit.project.languages(kit.leaflet)).finished("ti", None, "html")
print(hashlib.sha256(made.pdf).hexdigest())
"""
RTL = {"ar", "fa", "ps"}
NAMED = re.compile(r"\b(?:src|href|srcset|poster|data|action|background|cite)$")
ENGLISH = read_locale("en", ROOT / "assets")[0]
PALETTE = read_palette(ROOT / "assets")[0]
FACES = read_faces(ROOT / "assets")[0]
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1).filter(str.strip)


def material(**more: object) -> Material:
    assert PALETTE is not None and isinstance(FACES, Faces)
    return dataclasses.replace(Material({}, PALETTE, FACES), **more)  # type: ignore[arg-type]


def reading(*passages: Passage, title: str = "Title", links: Mapping[str, str] | None = None) -> Reading:
    assert ENGLISH is not None
    return Reading("x", ENGLISH, Saying(Role.TITLE, RichText(title)), passages, links=links or {})


def page_of(found: Reading, made_with: Material | None = None) -> bytes:
    data, problems = write(found, Reflow.HTML, made_with or material())
    assert not problems
    return data


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_the_catalogues_words_in_their_order_and_no_others(
    language: str, languages: LanguageSet, web: Mapping[str, bytes]
) -> None:
    copy, _ = languages.prepared(language)
    assert copy is not None
    staff = copy.imprint.staff
    wanted = [copy.imprint.draft, staff.draft if staff else "", copy.local.title.text]
    for block in copy.local.blocks:
        wanted += [block.title.text] if block.title else []
        wanted += [block.figure.alt] if block.figure else []
        for part in block.parts:
            wanted += [part.icon.alt] if part.icon else []
            wanted.append(part.text.text)
    wanted += [copy.imprint.publisher.text, copy.imprint.facts.text]
    assert compact("".join(said(read(web[language])))) == compact("".join(wanted))


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_gives_the_same_bytes(web: Mapping[str, bytes], seed: str) -> None:
    """Sets fall differently in every process: the characters of the fonts are among them."""
    done = subprocess.run(
        [sys.executable, "-c", WRITE_IT, str(ROOT)],
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == hashlib.sha256(web["ti"]).hexdigest()


@pytest.mark.parametrize("language", LANGUAGES)
def test_structure(language: str, web: Mapping[str, bytes]) -> None:
    page = read(web[language])
    assert (page.get("lang"), page.get("dir")) == (language, "rtl" if language in RTL else "ltr")
    ids = [node.get("id") for node in page.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    assert {node.get("aria-labelledby") for node in page.iter()} - {None} <= set(ids)
    found = levels(page)
    assert found[0] == 1 and found.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(found, found[1:], strict=False))
    for name in ("header", "main", "footer", "nav", "address"):
        assert len(list(page.iter(name))) == 1, name
    assert len(list(page.iter("aside"))) == 3 and len(list(page.iter("blockquote"))) == 1
    title, h1 = next(page.iter("title")), next(page.iter("h1"))
    assert (title.text or "") == "".join(h1.itertext())


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_comes_from_outside(language: str, web: Mapping[str, bytes]) -> None:
    page = read(web[language])
    for node in page.iter():
        assert node.tag not in ("script", "iframe", "object", "embed", "form", "base"), node.tag
        assert "style" not in node.attrib, "the page's policy would hold it back"
        for name, value in node.attrib.items():
            assert not name.startswith("on")
            if NAMED.search(name) and node.tag != "a" and node.get("rel") != "alternate":
                assert value.startswith("data:"), (node.tag, name, value[:40])
    sheet = style(page)
    assert "@import" not in sheet and all(url.startswith("data:") for url in re.findall(r"url\((.{5})", sheet))
    (policy,) = (node.get("content") for node in page.iter("meta") if node.get("http-equiv"))
    key = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    assert policy is not None and policy.startswith("default-src 'none';") and f"'sha256-{key}'" in policy


def test_every_page_lists_all_languages_in_one_order_by_their_own_names(web: Mapping[str, bytes]) -> None:
    for language, data in web.items():
        (nav,) = read(data).iter("nav")
        links = list(nav.iter("a"))
        assert [link.get("lang") for link in links] == list(LANGUAGES)
        assert [link.get("hreflang") for link in links] == list(LANGUAGES)
        assert [link.get("href") for link in links] == [f"low-back-pain_{one}.html" for one in LANGUAGES]
        assert {link.get("lang") for link in links if link.get("dir") == "rtl"} == RTL
        assert [link.get("lang") for link in links if link.get("aria-current") == "page"] == [language]
        names = {link.get("lang"): link.text for link in links}
        assert (names["nl"], names["ar"], names["ti"], names["zh-Hans"]) == (
            "Nederlands",
            "العربية",
            "ትግርኛ",
            "简体中文",
        )


def test_the_index_lists_every_language_by_name_and_title(languages: LanguageSet) -> None:
    page = read(index("low-back-pain", languages.material()))
    links = list(page.iter("a"))
    assert [link.get("lang") for link in links] == list(LANGUAGES)
    assert {link.get("lang") for link in links if link.get("dir") == "rtl"} == RTL
    assert ["".join(link.itertext()) for link in links][:2] == [
        "NederlandsLage rugpijn? Bewegen helpt",
        "العربية" + languages.siblings()[1].title,
    ]
    assert page.get("lang") == "nl" and levels(page) == [1]


def test_what_the_clinic_can_be_reached_by_can_be_followed(web: Mapping[str, bytes]) -> None:
    for language, data in web.items():
        (address,) = read(data).iter("address")
        links = {link.get("href") for link in address.iter("a")}
        assert links == {"tel:080012345", "https://www.wijkpraktijk-delinde.example"}, language


def test_emphasis_follows_the_script(web: Mapping[str, bytes]) -> None:
    for language in ("nl", "ru"):
        assert "em{font-style:normal" not in style(read(web[language]))
    for language in ("ar", "ti", "zh-Hans"):
        assert "em{font-style:normal;font-weight:700}" in style(read(web[language]))
    assert next(read(web["nl"]).iter("em")).text == "aspecifieke lage rugpijn"


def test_fonts_come_along_only_where_readers_may_lack_them(web: Mapping[str, bytes]) -> None:
    families = {
        language: set(re.findall(r'@font-face{font-family:"(.*?)"', data.decode())) for language, data in web.items()
    }
    assert all(found == {"Leaflet-Ethi", "Leaflet-Arab"} for found in families.values()), "for the names in the list"
    assert len(web["ti"]) > len(web["nl"]) + 30_000, "Tigrinya brings all its letters"


def test_pictures_with_a_direction_are_turned_for_readers_from_the_right(web: Mapping[str, bytes]) -> None:
    assert b"matrix(-1 0 0 1" in web["ar"] and b"matrix(-1 0 0 1" not in web["nl"]


@given(title=TEXTS, words=TEXTS, alt=TEXTS, name=TEXTS)
def test_no_text_breaks_the_page(title: str, words: str, alt: str, name: str) -> None:
    marked = RichText(words, (Span(0, 1, strong=True, isolate=True), Span(1, len(words), slant=True)))
    drawing = Drawing(9, 9, (Shape((("M", (0, 0)), ("L", (9, 9)), ("L", (0, 9))), "#000000", False, None),))
    figure = Saying(Role.PICTURE, RichText(alt), figure=LocalFigure("p.svg", alt))
    block = Passage("b", Kind.SECTION, (figure, Saying(Role.PARAGRAPH, marked)))
    made_with = material(pictures={"p.svg": drawing}, author=name)
    page = read(page_of(reading(block, title=title), made_with))
    shown = [next(page.iter(tag)) for tag in ("title", "h1", "p")]
    assert [compact("".join(node.itertext())) for node in shown] == [compact(title), compact(title), compact(words)]
    (drawn,) = page.iter("svg")
    assert compact(drawn.get("aria-label") or "") == compact(alt)
    assert compact(next(node.get("content") or "" for node in page.iter("meta") if node.get("name") == "author")) == (
        compact(name)
    )


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '" onload="x', "&lt;", "]]>", "</style>", "<!--", "a' b"]
)
def test_markup_in_a_text_is_text(text: str) -> None:
    page = read(page_of(reading(Passage("b", Kind.SECTION, (Saying(Role.PARAGRAPH, RichText(text)),)), title=text)))
    assert not list(page.iter("script"))
    assert "".join(next(page.iter("h1")).itertext()) == "".join(next(page.iter("p")).itertext()) == text


def test_items_make_lists_and_an_icon_stands_in_its_item() -> None:
    icon = Saying(Role.ICON, RichText("Calm"), figure=LocalFigure("i.svg", "Calm"))
    drawing = Drawing(9, 9, (Shape((("M", (0, 0)), ("L", (9, 9)), ("L", (0, 9))), "#000000", False, None),))
    items = [Saying(Role.ITEM, RichText(str(at)), mark=f"{at}.", number=at) for at in (1, 2)]
    bullet = Saying(Role.ITEM, RichText("b"), mark="•")
    passage = Passage("b", Kind.SECTION, (icon, items[0], items[1], bullet, Saying(Role.PARAGRAPH, RichText("p"))))
    page = read(page_of(reading(passage), material(pictures={"i.svg": drawing})))
    (numbered,), (bulleted,) = page.iter("ol"), page.iter("ul")
    assert [len(numbered), len(bulleted)] == [2, 1]
    assert numbered[0][0].get("aria-label") == "Calm" and numbered.get("role") == "list"


def test_a_page_without_other_languages_offers_none() -> None:
    assert ENGLISH is not None
    alone = material(siblings=(Sibling(ENGLISH, "Title"),))
    assert not list(read(page_of(reading(), alone)).iter("nav"))


def test_links_in_the_text_and_numbers_known_by_name() -> None:
    text = RichText(
        "See the page, or call 0800 99 or write to a@b.example.", (Span(4, 12, href="https://x.example/a"),)
    )
    passage = Passage("b", Kind.SECTION, (Saying(Role.PARAGRAPH, text),))
    page = read(page_of(reading(passage, links={"0800 99": "tel:080099"})))
    links = {"".join(link.itertext()): link.get("href") for link in page.iter("a")}
    assert links == {"the page": "https://x.example/a", "0800 99": "tel:080099", "a@b.example": "mailto:a@b.example"}


@pytest.mark.parametrize(("mode", "alpha"), [("L", False), ("RGB", False), ("RGB", True), ("CMYK", False)])
def test_photographs_are_in_the_page(mode: str, alpha: bool) -> None:
    size = 3 * 2
    samples = bytes(range(size * len(mode)))
    raster = Raster(3, 2, mode, samples, "flate-source", bytes(range(size)) if alpha else None, None)
    shown = read(f"<!DOCTYPE html>\n{picture(raster, 'A photo')}".encode())
    assert (shown.get("alt"), shown.get("width"), shown.get("height")) == ("A photo", "3", "2")
    data = base64.b64decode((shown.get("src") or "").removeprefix("data:image/png;base64,"))
    found = Image.open(io.BytesIO(data))
    assert (found.size, found.mode) == ((3, 2), "RGB" if mode == "CMYK" else "RGBA" if alpha else mode)
    if mode != "CMYK":
        assert found.convert(mode).tobytes() == samples
    if alpha:
        assert found.getchannel("A").tobytes() == raster.alpha
