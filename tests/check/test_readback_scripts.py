"""The readback gate stays silent where nothing is wrong: marks, joiners, ligatures, mixed directions, every script."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaflet.build import _trial, paint
from leaflet.check.pages import Proof
from leaflet.check.pdf_text import read_pages
from leaflet.check.readback import read_back
from leaflet.compose.typesetter import Typesetter
from leaflet.localize.local_leaflet import LocalLeaflet
from leaflet.localize.locale import read_locale
from leaflet.model.inline import RichText, Span
from leaflet.paint.painter import Look
from leaflet.places import ASSETS
from tests.printed import Printed, metadata

WORDS = {
    "he": 'שָׁלוֹם עוֹלָם, שטפו ידיים (20 שניות). טלפון 0800-1234, 85% מהמקרים "טובים" עם MRI ו-CT.',
    "ur": "کمر کے نچلے حصے کا درد؟ حرکت مدد کرتی ہے۔ ۸۵٪ مریضوں میں (MRI) وجہ نہیں ملتی۔ اِنسان اللّٰہ لا لآ",
    "ckb": "ئازاری پشت؟ جووڵە یارمەتیت دەدات. لە ٨٥٪ی حاڵەتەکاندا (MRI) هۆکار نادۆزرێتەوە.",
    "ar": "ألمٌ في أسفلِ الظَّهرِ؟ لّا إلٰه إلّا اللّٰه لاً، ٨٥٪ (MRI) 0800-1234 «نعم» مُتَحَرِّكٌ.",
    "fa": "حرکت کمک می‌کند؛ درمان‌های زیادی هست (ام‌آرآی، MRI) ۸۵٪.",
    "hi": "पीठ के निचले हिस्से में दर्द? हिलना-डुलना मदद करता है। क्षत्रिय श्रृंखला र्क्ष 85% (MRI) डॉक्टर।",
    "ne": "ढाड दुख्छ? चल्नुहोस्। क्षत्रिय ज्ञान श्री र्‍य 85% (MRI).",
    "bn": "কোমরের নিচে ব্যথা? নড়াচড়া সাহায্য করে। ক্ষত্রিয় র‍্যাব কো কৌ ৮৫% (MRI)।",
    "pa": "ਪਿੱਠ ਦੇ ਹੇਠਲੇ ਹਿੱਸੇ ਵਿੱਚ ਦਰਦ? ਹਿੱਲਣਾ ਮਦਦ ਕਰਦਾ ਹੈ। ਸ੍ਰੀ ਖ਼ 85%।",
    "ta": "கீழ் முதுகு வலி? அசைவு உதவும். க்ஷ ஸ்ரீ கொ கௌ 85% (MRI).",
    "th": "ปวดหลังส่วนล่าง? การเคลื่อนไหวช่วยได้ น้ำ ผู้ป่วยร้อยละ 85 (MRI) ไม่พบสาเหตุที่ชัดเจน เก่ง ที่",
    "km": "ឈឺខ្នងផ្នែកខាងក្រោម? ការធ្វើចលនាជួយបាន។ ស្ត្រី ក្រោះ កម្ពុជា 85% (MRI)។",
    "ti": "ሕማም ሕቖ? ምንቅስቓስ ይሕግዝ እዩ። ካብ ሚእቲ 85 (MRI)።",
    "ja": "腰が痛いですか？体を動かすと楽になります。患者の８５％（MRI）では原因が見つかりません。「がぎぐ」ー。",
    "ko": "허리 아래쪽이 아프세요? 움직이면 도움이 됩니다. 환자의 85%(MRI)에서는 원인을 찾지 못합니다.",
    "zh-Hant": "下背痛嗎？活動身體有幫助。85%的病人（MRI）找不到明確原因，「請」問醫師。",
    "ka": "წელის ტკივილი? მოძრაობა გეხმარებათ. 85% (MRI) შემთხვევაში.",
    "hy": "Մեջքի ցավ՞։ Շարժումն օգնում է։ և 85% (MRI) դեպքերում։",
    "vi": "Đau lưng dưới? Vận động giúp ích. Ở 85% trường hợp (MRI) không tìm được nguyên nhân. Ễ ỗ ữ",
    "fr": "Coefficient d’efficacité : fluide, affiné – « 85 % », œuf.",
}
# What translators type and paste, though nobody would miss it: marks of direction, isolates, signs of other scripts.
ODD = {
    "nl": "een\u200f arts, zie\u200bken\u00adhuis “a ‘b’ (c)” ≥ 5 → ← ✓ ﬁn שרה כהן in\u00ad en uit\u2060ademen",
    "en": "care \u2068abc (x)\u2069 towards\u2067“Đorđe”\u2069 → ← ✓ ™ ® © № § and … ½ ھەولێر",
    "ar": "ألم ≥ 5 µg ± ½ € ™ ® © № § […] ﬁn H₂O m² ਪੰਜਾਬ ភ្នំពេញ தமிழ்நாடு\u200e",
    "fa": "حرکت ≤ 5 … می\u200cکند\u200c و \u200eabc\u200e \u2067Đorđe\u2069 ™",
    "he": "שלום ≥ 5 µg … „ﬁn“ रमेश นายแพทย์ № 3 […] (“a ‘b’ c”)",
}


def said(small: Printed, language: str, words: str) -> LocalLeaflet:
    """The small leaflet with these words in every title, and in every paragraph with a bold stretch in them."""
    third = len(words) // 3
    text = RichText(words, (Span(third, third + 9, strong=True),))
    blocks = tuple(
        replace(
            block,
            title=RichText(words) if block.title else None,
            parts=tuple(replace(part, text=text) for part in block.parts),
        )
        for block in small.copy.local.blocks
    )
    return replace(small.copy.local, language=language, title=RichText(words), blocks=blocks)


@pytest.mark.parametrize("language", ODD)
def test_odd_signs_are_read_back(small: Printed, language: str) -> None:
    test_every_script_is_read_back(small, language, ODD)


@pytest.mark.parametrize("language", WORDS)
def test_every_script_is_read_back(small: Printed, language: str, words: dict[str, str] = WORDS) -> None:
    kit, local = small.kit, said(small, language, words[language])
    locale, problems = read_locale(language, ASSETS)
    assert locale is not None, problems
    typesetter = Typesetter(locale, kit.faces)
    size = kit.design.body.sizes(locale.size_factor)[0]
    pages = _trial(kit, local, typesetter, small.copy.imprint)(size, 0, 6, False)
    copy = replace(small.copy, local=local, locale=locale, typesetter=typesetter)
    look = Look(kit.palette, kit.pictures, kit.design.printer_margin)
    pdf = paint(pages, look, metadata(kit.leaflet, copy, pages))
    assert read_back(pdf, Proof(pages, local, kit.design, kit.palette, "words.po", typesetter)) == ()
    read = read_pages(pdf)
    assert read and any(text.strip() for text in read[0].texts.values())
