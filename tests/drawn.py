"""Text as it is drawn, for the tests of ink: lines go in; what pdfium shows of them comes out, as pixels that are dark.

Also HarfBuzz's own outlines as paths, to compare the file's glyphs with what was shaped.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import pypdfium2
import uharfbuzz as hb
from PIL import Image, ImageChops

from leaflet.compose import bidi
from leaflet.compose.typesetter import Typesetter
from leaflet.layout.placed import Page, Pages, Role, Text
from leaflet.model.inline import RichText
from leaflet.paint.colour import read_palette
from leaflet.paint.painter import Look, paint
from leaflet.paint.pdf_document import Metadata
from tests.conftest import ROOT

DARK = 128  # a pixel darker than this has ink

# Article 1 of the Universal Declaration of Human Rights: high and deep letters of each script.
ARTICLE = {
    "ur": "تمام انسان آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں۔ انہیں ضمیر اور عقل ودیعت ہوئی ہے۔ "
    "اس لئے انہیں ایک دوسرے کے ساتھ بھائی چارے کا سلوک کرنا چاہیئے۔",
    "km": "មនុស្សទាំងអស់ កើតមកមានសេរីភាព និងសមភាព ក្នុងផ្នែកសេចក្ដីថ្លៃថ្នូរនិងសិទ្ធិ។ មនុស្ស មានវិចារណញ្ញាណនិងសតិសម្បជញ្ញៈជាប់ពីកំណើត "
    "ហើយគប្បីប្រព្រឹត្ដចំពោះគ្នាទៅវិញទៅមក ក្នុងស្មារតីភាតរភាពជាបងប្អូន។",
    "th": "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ ต่างมีเหตุผลและมโนธรรม และควรปฏิบัติต่อกันด้วยเจตนารมณ์แห่งภราดรภาพ",
    "vi": "TẤT CẢ MỌI NGƯỜI SINH RA ĐỀU ĐƯỢC TỰ DO VÀ BÌNH ĐẲNG VỀ NHÂN PHẨM VÀ QUYỀN. Ế, Ữ và Ậ phải đối xử với nhau "
    "trong tình bằng hữu.",
    "ar": "يُولَدُ جَمِيعُ النَّاسِ أَحْرَارًا مُتَسَاوِينَ فِي الْكَرَامَةِ وَالْحُقُوقِ. وَقَدْ وُهِبُوا عَقْلًا وَضَمِيرًا "
    "وَعَلَيْهِمْ أَنْ يُعَامِلَ بَعْضُهُمْ بَعْضًا بِرُوحِ الْإِخَاءِ.",
    "hi": "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है। उन्हें बुद्धि और अन्तरात्मा की देन प्राप्त है "
    "और परस्पर उन्हें भाईचारे के भाव से बर्ताव करना चाहिए।",
    "nl": "Alle mensen worden vrij en gelijk in waardigheid en rechten geboren. Zij zijn begiftigd met verstand "
    "en geweten, en behoren zich jegens elkander in een geest van broederschap te gedragen.",
}


def whole_line(setter: Typesetter, rich: RichText | str, size: float, x: float, y: float) -> Text:
    """A text on one line."""
    shaped = setter.shape(rich)
    (line,) = setter.lines(shaped, 1e6, size)
    return Text(x, y, line.width * size, shaped, line, size, "ink", Role.PARAGRAPH, "b", "b/text.1")


def painted_pages(pages: Sequence[Sequence[Text]], width: float, height: float) -> bytes:
    """Each group of lines on a page of its own; x is from the left."""
    palette, problems = read_palette(ROOT / "assets")
    assert palette is not None, problems
    placed = tuple(Page(number, width, height, tuple(lines)) for number, lines in enumerate(pages, 1))
    return paint(Pages(placed, 10, "", 1.0, ""), Look(palette, {}, 0.0), Metadata("Test", "nl"))


def shown_pages(pdf: bytes, scale: float) -> list[Image.Image]:
    """Each page in grey; `scale` pixels to a point."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=scale, grayscale=True).to_pil().convert("L") for page in document]
    finally:
        document.close()


def dark(picture: Image.Image) -> Image.Image:
    """White where there is ink, black elsewhere."""
    return picture.point([255 if grey < DARK else 0 for grey in range(256)])


def ink_box(picture: Image.Image) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the ink, in pixels."""
    box = dark(picture).getbbox()
    assert box is not None, "nothing is drawn"
    return box


def share(picture: Image.Image) -> float:
    """How much of a mask is white."""
    return picture.histogram()[255] / (picture.width * picture.height)


def difference(one: Image.Image, other: Image.Image) -> float:
    """How much ink is in only one of two pictures, as a share of that of the first."""
    a, b = dark(one), dark(other)
    return share(ImageChops.difference(a, b)) / share(a)


def outlines(lines: Sequence[Text], width: float, height: float) -> bytes:
    """A page for each line, whose glyphs are paths: HarfBuzz's own outlines, each where the shaper put it."""
    document = pikepdf.Pdf.new()
    for line in lines:
        page = document.add_blank_page(page_size=(width, height))
        page.obj.Contents = document.make_stream("\n".join(_paths(line, height)).encode("ascii"))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _paths(text: Text, height: float) -> list[str]:
    found = []
    pen = text.x
    runs = text.shaped.runs
    for index in bidi.visual_order([run.level for run in runs]):
        run = runs[index]
        em = text.size * run.scale * run.face.unit
        order = range(len(run.glyphs))
        for at in reversed(order) if run.level & 1 else order:
            x = pen + (run.dx[at] if run.dx else 0) * em
            y = height - text.y + (run.dy[at] if run.dy else 0) * em
            found.append(f"q {em:.6f} 0 0 {em:.6f} {x:.4f} {y:.4f} cm {_outline(run.face.font, run.glyphs[at])} Q")
            pen += run.advances[at] * text.size
    return found


def _outline(font: hb.Font, glyph: int) -> str:
    """The outline of a glyph in font units as PDF operators; quadratic curves raised to cubic ones."""
    pen = _Pen()
    font.draw_glyph_with_pen(glyph, pen)
    return " ".join([*pen.out, "f"]) if pen.out else ""


class _Pen:
    """What HarfBuzz draws with (the pen protocol of fontTools)."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.at = (0.0, 0.0)

    def _add(self, operator: str, *points: tuple[float, float]) -> None:
        self.out.append(" ".join([*(f"{value:g}" for point in points for value in point), operator]))
        self.at = points[-1] if points else self.at

    def moveTo(self, point: tuple[float, float]) -> None:
        self._add("m", point)

    def lineTo(self, point: tuple[float, float]) -> None:
        self._add("l", point)

    def curveTo(self, *points: tuple[float, float]) -> None:
        self._add("c", *points)

    def qCurveTo(self, control: tuple[float, float], end: tuple[float, float]) -> None:
        (ax, ay), (bx, by), (cx, cy) = self.at, control, end
        self._add("c", ((ax + 2 * bx) / 3, (ay + 2 * by) / 3), ((cx + 2 * bx) / 3, (cy + 2 * by) / 3), end)

    def closePath(self) -> None:
        self._add("h")

    endPath = closePath
