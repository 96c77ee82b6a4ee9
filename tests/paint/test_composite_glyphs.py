"""Clusters as one glyph each: the file shows what HarfBuzz shaped, and its fonts are as OpenType wants them."""

from __future__ import annotations

import itertools
import struct
from collections.abc import Callable

import pytest
import uharfbuzz as hb
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageChops

from leaflet.compose.typesetter import Typesetter
from leaflet.layout.placed import Text
from leaflet.model.inline import RichText, Span
from leaflet.paint.composite_glyphs import add_composites, bounding_box
from leaflet.paint.glyph_font import clusters_of
from tests import pdfread
from tests.drawn import ARTICLE, dark, difference, ink_box, outlines, painted_pages, share, shown_pages, whole_line

SetIn = Callable[[str], Typesetter]
SIZE, WIDTH, HEIGHT, SCALE = 40.0, 1100.0, 160.0, 2.0
LINES = {language: " ".join(text.split()[:6])[:34] for language, text in ARTICLE.items()} | {
    "fa": "می‌خواهم ۸۵٪ گچ", "he": "סְדַר שָׁלוֹם", "ps": "ښځه ډېر", "ne": "क्ष्म र्‍या", "bn": "ক্ষুদ্র জ্ঞান", "ta": "கௌரி",
    "ti": "ሰላም፡ ዓለም", "nl": "x\u0301q\u0301 office ﬁ", "vi": "Ế Ữ ậ Thuốc",
}  # fmt: skip


def line_of(typesetter: SetIn, language: str, text: RichText | str = "") -> Text:
    return whole_line(typesetter(language), text or LINES[language], SIZE, 40.0, 100.0)


@pytest.mark.parametrize("language", sorted(LINES))
def test_the_page_shows_what_was_shaped(typesetter: SetIn, language: str) -> None:
    line = line_of(typesetter, language)
    assert line.width < WIDTH - 80
    (shown,) = shown_pages(painted_pages([[line]], WIDTH, HEIGHT), SCALE)
    (wanted,) = shown_pages(outlines([line], WIDTH, HEIGHT), SCALE)
    assert difference(wanted, shown) < 0.04, "edges may round another way, no letter is elsewhere"
    box, other = ink_box(shown), ink_box(wanted)
    assert all(abs(a - b) <= 1 for a, b in zip(box, other, strict=True))


def test_the_comparison_sees_a_mark_that_is_moved(typesetter: SetIn) -> None:
    """A tenth of an em: so the test above can fail."""
    line = line_of(typesetter, "ar", "مُعَلِّمٌ")
    shown = shown_pages(painted_pages([[line]], WIDTH, HEIGHT), SCALE)[0]
    run = line.shaped.runs[0]
    assert run.dy
    run.dy[run.dy.index(max(run.dy))] += 100
    try:
        assert difference(shown, shown_pages(outlines([line], WIDTH, HEIGHT), SCALE)[0]) > 0.04
    finally:
        run.dy[run.dy.index(max(run.dy))] -= 100


def test_half_bold_words_are_shown_as_they_were_shaped(typesetter: SetIn) -> None:
    line = line_of(typesetter, "ur", RichText("تمام انسان آزاد", (Span(0, 2, strong=True), Span(5, 8, strong=True))))
    assert len({run.face.style for run in line.shaped.runs}) == 2
    pictures = [
        shown_pages(pdf, SCALE)[0] for pdf in (painted_pages([[line]], WIDTH, HEIGHT), outlines([line], WIDTH, HEIGHT))
    ]
    assert difference(*pictures) < 0.04


# --- codes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", sorted(LINES))
def test_each_cluster_has_one_code_that_says_its_text(typesetter: SetIn, language: str) -> None:
    line = line_of(typesetter, language)
    pdf = painted_pages([[line]], WIDTH, HEIGHT)
    (page,) = pdfread.opened(pdf).pages
    for font in page.Resources.Font.values():
        texts = pdfread._to_unicode(font)
        gids = font.DescendantFonts[0].CIDToGIDMap.read_bytes()
        assert sorted(texts) == [code.to_bytes(2, "big") for code in range(1, len(gids) // 2)], "every code, once"
        assert all(texts.values())
        program = bytes(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes())
        assert max(struct.unpack(f">{len(gids) // 2}H", gids)) < glyph_count(program)
    codes = sum(len(clusters_of(run)[0]) for run in line.shaped.runs)
    said = [mark.text for mark in pdfread.painted(pdf)]
    assert "".join(said).strip() == line.shaped.text.strip()
    assert codes == sum(len(set(run.clusters)) for run in line.shaped.runs)


@pytest.mark.parametrize("language", sorted(LINES))
def test_no_reader_complains(typesetter: SetIn, language: str) -> None:
    pdf = painted_pages([[line_of(typesetter, language)]], WIDTH, HEIGHT)
    assert "No syntax or stream encoding errors" in pdfread.on_pdf(pdf, "qpdf", "--check", "{}")


def test_parts_stand_where_the_shaper_put_them(typesetter: SetIn) -> None:
    """The parts of a cluster, from its left edge, add up to the advances and offsets of its glyphs."""
    for language in ("ur", "km", "ar", "vi"):
        for run in line_of(typesetter, language).shaped.runs:
            starts, shapes, advances = clusters_of(run)
            assert starts == sorted(set(run.clusters)) and sum(advances) == pytest.approx(sum(run.advances))
            parts = [((shape, 0, 0),) if isinstance(shape, int) else shape for shape in shapes]
            assert sorted(part[0] for shape in parts for part in shape) == sorted(run.glyphs)
            assert sorted(part[2] for shape in parts for part in shape) == sorted(run.dy or [0] * len(run.glyphs))


# --- the font file ----------------------------------------------------------------------------------------------------


def directory(font: bytes) -> dict[str, tuple[int, int, int]]:
    """Checksum, offset and length of each table."""
    count = struct.unpack_from(">H", font, 4)[0]
    rows = [struct.unpack_from(">4s3L", font, 12 + 16 * row) for row in range(count)]
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    return {row[0].decode("ascii"): (row[1], row[2], row[3]) for row in rows}


def table(font: bytes, tag: str) -> bytes:
    _, offset, length = directory(font)[tag]
    return font[offset : offset + length]


def total(data: bytes) -> int:
    data += b"\0" * (-len(data) % 4)
    return sum(struct.unpack(f">{len(data) // 4}L", data)) & 0xFFFFFFFF


def glyph_count(font: bytes) -> int:
    return int(struct.unpack_from(">H", table(font, "maxp"), 4)[0])


def embedded(typesetter: SetIn, language: str) -> list[bytes]:
    pdf = painted_pages([[line_of(typesetter, language)]], WIDTH, HEIGHT)
    (page,) = pdfread.opened(pdf).pages
    return [
        bytes(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()) for font in page.Resources.Font.values()
    ]


@pytest.mark.parametrize("language", sorted(LINES))
def test_checksums_are_right(typesetter: SetIn, language: str) -> None:
    for font in embedded(typesetter, language):
        if "glyf" not in directory(font):
            continue
        assert total(font) == 0xB1B0AFBA, "the whole file (head, checksumAdjustment)"
        for tag, (checksum, offset, length) in directory(font).items():
            data = bytearray(font[offset : offset + length])
            if tag == "head":
                data[8:12] = bytes(4)
            assert total(bytes(data)) == checksum and offset % 4 == 0, tag


@pytest.mark.parametrize("language", sorted(LINES))
def test_tables_agree_with_one_another(typesetter: SetIn, language: str) -> None:
    for font in embedded(typesetter, language):
        if "glyf" not in directory(font):
            continue
        count = glyph_count(font)
        long = struct.unpack_from(">h", table(font, "head"), 50)[0]
        loca = struct.unpack(f">{count + 1}{'L' if long else 'H'}", table(font, "loca"))
        edges = [edge * (1 if long else 2) for edge in loca]
        assert edges == sorted(edges) and edges[-1] <= len(table(font, "glyf"))
        own = struct.unpack_from(">H", table(font, "hhea"), 34)[0]
        assert len(table(font, "hmtx")) == 4 * own + 2 * (count - own)
        widths = [struct.unpack_from(">H", table(font, "hmtx"), 4 * at)[0] for at in range(own)]
        assert struct.unpack_from(">H", table(font, "hhea"), 10)[0] >= max(widths)
        face = hb.Font(hb.Face(font))
        xmin, ymin, xmax, ymax = bounding_box(font)
        for glyph in range(count):
            box = face.get_glyph_extents(glyph)
            if box and box.width:
                assert xmin <= box.x_bearing and box.x_bearing + box.width <= xmax, glyph
                assert ymin <= box.y_bearing + box.height and box.y_bearing <= ymax, glyph


@pytest.mark.parametrize("language", ["ur", "km", "th", "ar"])
def test_composites_name_their_limits(typesetter: SetIn, language: str) -> None:
    """maxp says of the largest and deepest composite at least what there is: points, contours, parts and depth."""
    (font,) = embedded(typesetter, language)
    count = glyph_count(font)
    glyf = table(font, "glyf")
    loca = struct.unpack(f">{count + 1}L", table(font, "loca"))
    data = [glyf[start:end] for start, end in itertools.pairwise(loca)]
    points, contours, elements, depth = (
        struct.unpack_from(">H", table(font, "maxp"), at)[0] for at in (10, 12, 28, 30)
    )
    measured = [measure(data, glyph) for glyph in range(count)]
    composites = [found for found, glyph in zip(measured, data, strict=True) if glyph[:2] == b"\xff\xff"]
    assert composites
    assert max(one[0] for one in composites) <= points and max(one[1] for one in composites) <= contours
    assert max(one[2] for one in composites) <= elements and max(one[3] for one in composites) <= depth


def measure(data: list[bytes], glyph: int) -> tuple[int, int, int, int]:
    """Points, contours, parts and depth of a glyph; its parts have lower numbers or are simple."""
    row = data[glyph]
    if not row:
        return 0, 0, 0, 0
    contours = struct.unpack_from(">h", row)[0]
    if contours >= 0:
        return (struct.unpack_from(">H", row, 8 + 2 * contours)[0] + 1 if contours else 0), contours, 0, 0
    parts, at, flags = [], 10, 0x20
    while flags & 0x20:
        flags, part = struct.unpack_from(">HH", row, at)
        at += (8 if flags & 1 else 6) + (2 if flags & 8 else 4 if flags & 0x40 else 8 if flags & 0x80 else 0)
        parts.append(measure(data, part))
    assert at <= len(row)
    return sum(p[0] for p in parts), sum(p[1] for p in parts), len(parts), 1 + max(p[3] for p in parts)


# --- add_composites alone ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def plain(typesetter: SetIn) -> bytes:
    """Five glyphs of Noto Sans: .notdef, A, o, an accent and a space."""
    face = typesetter("nl").shape("A").runs[0].face
    wanted = hb.SubsetInput()
    wanted.unicode_set.update({0x20, 0x41, 0x6F, 0x301})
    wanted.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in (b"GSUB", b"GPOS", b"GDEF"))
    wanted.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NO_HINTING
    return bytes(hb.subset(face.hb_face, wanted).blob.data)


def test_without_composites_the_font_is_left_alone(plain: bytes) -> None:
    assert add_composites(plain, []) is plain


@given(
    st.lists(
        st.tuples(
            st.lists(
                st.tuples(st.integers(1, 4), st.integers(-3000, 3000), st.integers(-3000, 3000)), min_size=1, max_size=5
            ),
            st.integers(0, 4000),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_a_composite_is_its_parts_at_their_places(
    plain: bytes, composites: list[tuple[list[tuple[int, int, int]], int]]
) -> None:
    old, count = hb.Font(hb.Face(plain)), glyph_count(plain)
    font = add_composites(plain, [(tuple(parts), advance) for parts, advance in composites])
    assert glyph_count(font) == count + len(composites) and total(font) == 0xB1B0AFBA
    new = hb.Font(hb.Face(font))
    for glyph in range(count):
        assert new.get_glyph_h_advance(glyph) == old.get_glyph_h_advance(glyph), "the others are as they were"
        assert new.get_glyph_extents(glyph) == old.get_glyph_extents(glyph)
    for number, (parts, advance) in enumerate(composites, count):
        assert new.get_glyph_h_advance(number) == advance
        boxes = [(old.get_glyph_extents(glyph), x, y) for glyph, x, y in parts]
        inked = [(box, x, y) for box, x, y in boxes if box.width]
        found = new.get_glyph_extents(number)
        if not inked:
            assert not found.width
            continue
        assert found.x_bearing == min(box.x_bearing + x for box, x, _ in inked)
        assert found.y_bearing == max(box.y_bearing + y for box, _, y in inked)
        assert found.x_bearing + found.width == max(box.x_bearing + box.width + x for box, x, _ in inked)
        assert found.y_bearing + found.height == min(box.y_bearing + box.height + y for box, _, y in inked)


def test_nothing_but_spaces_is_an_empty_glyph(plain: bytes) -> None:
    space = hb.Font(hb.Face(plain)).get_nominal_glyph(0x20)
    assert space
    font = add_composites(plain, [(((space, 0, 0), (space, 260, 0)), 520)])
    assert hb.Font(hb.Face(font)).get_glyph_h_advance(glyph_count(plain)) == 520
    assert len(table(font, "glyf")) == struct.unpack(f">{glyph_count(font) + 1}L", table(font, "loca"))[-1]


def test_another_reader_finds_the_same_glyphs(plain: bytes, tmp_path: object) -> None:
    tools = pytest.importorskip(
        "fontTools.ttLib", reason="fontTools is not installed: one more reader of the font file"
    )
    import io

    font = tools.TTFont(io.BytesIO(add_composites(plain, [(((1, 0, 0), (2, 500, 100)), 900)])), lazy=False)
    glyph = font["glyf"][font.getGlyphOrder()[-1]]
    assert [(part.x, part.y) for part in glyph.components] == [(0, 0), (500, 100)]


def test_the_same_text_is_the_same_bytes(typesetter: SetIn) -> None:
    one, other = (painted_pages([[line_of(typesetter, "km")]], WIDTH, HEIGHT) for _ in range(2))
    assert one == other


def test_a_cluster_that_is_moved_is_seen_where_it_was_moved(typesetter: SetIn) -> None:
    """Thai tone marks stand on the vowel: the same consonant with both reaches higher than with the tone alone."""
    low, high = (
        shown_pages(painted_pages([[line_of(typesetter, "th", text)]], WIDTH, HEIGHT), SCALE)[0] for text in ("ก่", "กี่")
    )
    assert ink_box(high)[1] < ink_box(low)[1] - 10
    assert share(ImageChops.difference(dark(low), dark(high))) > 0
