"""Emphasis without imitations: strong is bold, slanted is italic where the script has one and else bold."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import pikepdf
import pytest

from leaflet.compose.fonts import FALLBACK_STYLES
from leaflet.compose.shape import shape
from leaflet.compose.typesetter import Typesetter
from leaflet.model.inline import RichText, parse_inline, resolve
from tests.printed import Printed

TEXTS = {
    "ar": "تحرك *كل يوم 85% (KCE)* كثيرا",
    "ur": "روز *چلیں 85% (KCE)* اور",
    "he": "זוזו *כל יום 85% (KCE)* הרבה",
    "zh-Hans": "每天*活动30分钟（KCE）*最好",
    "ja": "毎日*30分動く（KCE）*とよい",
    "ti": "መዓልታዊ *ተንቀሳቐሱ 85% (KCE)* ኣዝዩ",
    "hi": "रोज़ *चलिए 85% (KCE)* ज़रूर",
    "th": "ขยับ*ทุกวัน 85% (KCE)*เสมอ",
    "hy": "Ամեն *օր շարժվեք 85% (KCE)* շատ",
}
Setters = Callable[[str], Typesetter]


def rich(text: str) -> RichText:
    return resolve(parse_inline(text)[0], {})


def styles(text: str, typesetter: Typesetter) -> tuple[set[str], set[str]]:
    """The styles inside the slanted part of a text, and outside it."""
    whole = rich(text)
    (span,) = (span for span in whole.spans if span.slant)
    runs = shape(whole, typesetter.locale, typesetter.faces).runs
    inside = {run.face.style for run in runs if span.start <= run.start < span.end}
    return inside, {run.face.style for run in runs if not span.start <= run.start < span.end}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_slanted_is_bold_where_the_script_has_no_italic(language: str, text: str, typesetter: Setters) -> None:
    """All of it: digits and foreign words come from a family that has an italic, and would stand out."""
    assert styles(text, typesetter(language)) == ({"bold"}, {"regular"})


@pytest.mark.parametrize(
    ("language", "text"), [("nl", "Beweeg *elke dag*."), ("ru", "Это *важно*."), ("el", "Είναι *ναι*.")]
)
def test_slanted_is_italic_where_the_script_has_one(language: str, text: str, typesetter: Setters) -> None:
    assert styles(text, typesetter(language)) == ({"italic"}, {"regular"})
    assert styles(text.replace("*", "***"), typesetter(language)) == ({"bold_italic"}, {"regular"})


def test_slanted_in_a_bold_paragraph_stays_bold(typesetter: Setters) -> None:
    setter = typesetter("ar")
    assert {run.face.style for run in shape(rich(TEXTS["ar"]), setter.locale, setter.faces, strong=True).runs} == {
        "bold"
    }


def test_a_style_is_never_stood_in_for_by_an_imitation(shelf: object) -> None:
    assert all(set(order) <= set(FALLBACK_STYLES) and order[-1] == "regular" for order in FALLBACK_STYLES.values())
    assert FALLBACK_STYLES["bold"] == ("bold", "regular")


@pytest.mark.parametrize("language", ["nl", "ar", "ti", "zh-Hans"])
def test_nothing_is_slanted_or_thickened_on_the_page(language: str, real: Mapping[str, Printed]) -> None:
    """A false italic is a sheared text matrix, a false bold an outline round the letters (ISO 32000-2, 9.3.6)."""
    with pikepdf.open(io.BytesIO(real[language].pdf)) as pdf:
        found = [command for page in pdf.pages for command in pikepdf.parse_content_stream(page)]
    matrices = [[float(value) for value in part.operands] for part in found if str(part.operator) == "Tm"]
    modes = {int(part.operands[0]) for part in found if str(part.operator) == "Tr"}
    assert all(matrix[1] == matrix[2] == 0 for matrix in matrices)
    assert modes <= {0, 3} and any(str(part.operator) in ("TJ", "Tj") for part in found)
