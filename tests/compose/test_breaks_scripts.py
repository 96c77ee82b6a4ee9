"""Where lines may end in each script: what a reader of that language would find wrong at a line's start or end."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from leaflet.compose.breaks import EMERGENCY_COST, HELD_COST, HYPHEN_COST, find_breaks, parts_words
from leaflet.compose.lines import Line, break_lines
from leaflet.compose.shape import ShapedText
from leaflet.compose.typesetter import Typesetter
from leaflet.localize.locale import known_languages
from leaflet.model.inline import RichText, Span

SetIn = Callable[[str], Typesetter]
ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = known_languages(ROOT / "assets")
JAPANESE = "食事の前に、せっけんと水で少なくとも20秒間手を洗ってください。"
TAMIL = "எடுத்துக்கொள்ளவேண்டியிருக்கிறது"


def places(typesetter: SetIn, text: str, language: str, below: float = HELD_COST) -> list[str]:
    """The text cut at the places that cost less than `below`; blanks at the ends of the pieces are left out."""
    found = find_breaks(RichText(text), typesetter(language).locale, below > HELD_COST)
    kept = [0, *(place.at for place in found if place.cost < below)]
    return [text[a:b].strip() for a, b in zip(kept, kept[1:], strict=False)]


def set_in(typesetter: SetIn, text: str, language: str, measure: float, inside: bool = False) -> list[str]:
    """The lines of a text in which each letter is as wide as its script has them: one em, half an em for Latin."""
    return [text[line.start : line.end] for line in lines_of(typesetter, text, language, measure, inside)]


def lines_of(typesetter: SetIn, text: str, language: str, measure: float, inside: bool = False) -> tuple[Line, ...]:
    x = [0.0]
    for char in text:
        x.append(x[-1] + (0.5 if char < "\u0300" else 1.0))
    shaped = ShapedText(text, 0, bytes(len(text)), (), x, RichText(text))
    return break_lines(shaped, find_breaks(RichText(text), typesetter(language).locale, inside), measure)


# --- Marks and their neighbours --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "marks"),
    [
        ("hi", "पानी पिएँ । और चलें ॥ ठीक", "।॥"),
        ("ne", "पानी पिउनुहोस् । हिँड्नुहोस्", "।"),
        ("pa", "ਪਾਣੀ ਪੀਓ । ਤੁਰੋ", "।"),
        ("bn", "পানি পান করুন । হাঁটুন", "।"),
        ("am", "ውሃ ጠጣ ። ተራመድ ፣ እና ፤ ደግሞ", "።፣፤"),
        ("ti", "ማይ ስተ ። ተጓዓዝ ፦ ሕራይ", "።፦"),
        ("th", "คน ๆ นั้น กรุงเทพ ฯ ดี", "ๆฯ"),
        ("km", "ផឹកទឹក ។ ដើរ ៗ ល្អ ៕", "។ៗ៕"),
        ("ar", "هل تشعر بألم ؟ نعم ، قليلا ؛ شكرا", "؟،؛"),
        ("fa", "آیا درد دارید ؟ بله ، کمی", "؟،"),
        ("ur", "کیا درد ہے ؟ جی ہاں ۔ شکریہ ، آپ", "؟۔،"),
        ("hy", "ջուր խմեք ։ քայլեք", "։"),
        ("zh-Hans", "喝水 。每天 ，走路 ；好 ！是 ？（对 ）“好 ”", "。，；！？）”"),
        ("zh-Hant", "喝水 。每天 、走路 「好 」『是 』", "。、」』"),
        ("ja", "水を 、飲む 。「はい 」コーヒー ー　人 々っ ょ", "、。」ー々っょ"),
    ],
)
def test_closing_marks_never_begin_a_line(typesetter: SetIn, language: str, text: str, marks: str) -> None:
    """Not even where a space is typed before them."""
    found = find_breaks(RichText(text), typesetter(language).locale)
    assert len(found) > 2, "there are places at all"
    assert [text[place.at] for place in found[:-1] if text[place.at] in marks] == []


@pytest.mark.parametrize("unseen", ["\u200e", "\u2068", "\ufeff"])
def test_a_format_character_hides_no_closing_mark(typesetter: SetIn, unseen: str) -> None:
    text = f"पानी पिएँ {unseen}। और"
    found = [text[: place.at].rstrip() for place in find_breaks(RichText(text), typesetter("hi").locale)]
    assert found == ["पानी", f"पानी पिएँ {unseen}।", text]


@pytest.mark.parametrize(
    ("language", "text", "marks"),
    [
        ("zh-Hans", "他说 “ 好的 ” 并且（ 至少 ）看《 书 》", "“（《"),
        ("zh-Hant", "他說「 好的 」並且（ 至少 ）看『 書 』", "「（『"),
        ("ja", "彼は「 はい 」と（ 少し ）言う『 本 』", "「（『"),
    ],
)
def test_opening_marks_never_end_a_line(typesetter: SetIn, language: str, text: str, marks: str) -> None:
    found = find_breaks(RichText(text), typesetter(language).locale)
    assert len(found) > 5
    assert [text[: place.end][-1] for place in found if text[: place.end][-1] in marks] == []


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "ja"])
def test_kinsoku_holds_over_a_change_of_style(typesetter: SetIn, language: str) -> None:
    """A bold word before its full stop, a slanted one behind its bracket."""
    text = "中国（人人）。中国"
    rich = RichText(text, (Span(0, 2, strong=True), Span(3, 5, slant=True), Span(6, 7, strong=True)))
    found = [place.at for place in find_breaks(rich, typesetter(language).locale)]
    assert not {3, 5, 6} & set(found) and {2, 7} <= set(found)


def test_hebrew_maqaf_holds_the_next_word(typesetter: SetIn) -> None:
    assert places(typesetter, "גר בתל־אביב היום", "he") == ["גר", "בתל־אביב", "היום"]


def test_japanese_small_kana_and_long_vowels_stay_with_their_letter(typesetter: SetIn) -> None:
    for piece in places(typesetter, "ちょっとコーヒーとカッターをファックスで", "ja"):
        assert piece[0] not in "ょっーァッ"


# --- Dictionaries, phrases, words ------------------------------------------------------------------------------------


def test_thai_and_khmer_lines_end_between_words_of_the_dictionary(typesetter: SetIn) -> None:
    assert places(typesetter, "ล้างมือด้วยสบู่และน้ำ", "th") == ["ล้าง", "มือ", "ด้วย", "สบู่", "และ", "น้ำ"]
    assert places(typesetter, "សូមលាងដៃរបស់", "km") == ["សូម", "លាងដៃ", "របស់"]


@pytest.mark.parametrize(("language", "word", "at"), [("th", "โรงเรียน", 3), ("th", "ด้วยกัน", 4), ("km", "លាងដៃ", 3)])
def test_a_zero_width_space_adds_a_place_and_a_word_joiner_takes_it(
    typesetter: SetIn, language: str, word: str, at: int
) -> None:
    opened, closed = word[:at] + "\u200b" + word[at:], word[:at] + "\u2060" + word[at:]
    assert at + 1 in [place.at for place in find_breaks(RichText(opened), typesetter(language).locale)]
    assert not {at, at + 1} & {place.at for place in find_breaks(RichText(closed), typesetter(language).locale)}


def test_a_zero_width_space_is_no_ink(typesetter: SetIn) -> None:
    text = "សូម \u200bលាង"
    first = find_breaks(RichText(text), typesetter("km").locale)[0]
    assert text[: first.end] == "សូម"


def test_japanese_lines_end_between_phrases(typesetter: SetIn) -> None:
    phrases = ["食事の", "前に、", "せっけんと", "水で", "少なくとも", "20秒間手を", "洗ってください。"]
    assert places(typesetter, JAPANESE, "ja", 1.0) == phrases
    for measure in (10.0, 12.0, 17.0):
        for line in set_in(typesetter, JAPANESE, "ja", measure):
            assert any("".join(phrases[:count]).endswith(line) for count in range(1, len(phrases) + 1)), line


def test_a_japanese_phrase_wider_than_the_line_is_parted(typesetter: SetIn) -> None:
    text = "インフルエンザワクチンアレルギーの"
    assert places(typesetter, text, "ja", 1.0) == [text]
    for measure in (5.0, 8.0):
        assert not any(line.overlong for line in lines_of(typesetter, text, "ja", measure))
    assert set_in(typesetter, text, "ja", 11.0)[0] == "インフルエンザワクチン", "between words if there is room"


def test_a_pause_in_japanese_is_always_free(typesetter: SetIn) -> None:
    """Behind a space or a stop, whatever the dictionary of phrases says."""
    assert places(typesetter, "薬は mg や ml で", "ja", 1.0) == ["薬は", "mg", "や", "ml", "で"]
    assert places(typesetter, "治\u200b療が", "ja", 1.0) == ["治\u200b", "療が"]


def test_chinese_lines_end_between_words_if_that_costs_little_white(typesetter: SetIn) -> None:
    assert set_in(typesetter, "如果腰部的疼痛持续超过两周", "zh-Hans", 10.0)[0] == "如果腰部的疼痛持续"
    assert len(places(typesetter, "疼痛持续", "zh-Hans")) == 4, "inside a word, too, at a price"


def test_korean_lines_end_at_spaces(typesetter: SetIn) -> None:
    assert places(typesetter, "식사 전에(예) 비누와 물로", "ko") == ["식사", "전에(예)", "비누와", "물로"]


def test_ethiopic_word_separators_part_words(typesetter: SetIn) -> None:
    assert places(typesetter, "ከመመገብዎ፡በፊት፡እጅዎን", "am") == ["ከመመገብዎ፡", "በፊት፡", "እጅዎን"]


# --- What stays together ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "whole"),
    [
        ("fa", "روزانه ۲۰ میلی‌گرم بخورید", "۲۰ میلی‌گرم"),
        ("fa", "حدود ۸۵٪ از مردم", "۸۵٪"),
        ("fa", "حدود ۸۵ ٪ از مردم", "۸۵ ٪"),
        ("fa", "حدود ۸۵ درصد از مردم", "۸۵ درصد"),
        ("ar", "خذ ٢٠ ملغ يوميا", "٢٠ ملغ"),
        ("ar", "اتصل +٣٢ ٢ ٥٥٥ ٠١ ٢٣ الآن", "+٣٢ ٢ ٥٥٥ ٠١ ٢٣"),
        ("ckb", "ژمارە ٠٨٠٠ ١٢ ٣٤٥ بکە", "٠٨٠٠ ١٢ ٣٤٥"),
        ("ur", "روزانہ 20 ملی گرام لیں", "20 ملی گرام"),
        ("he", "קח 20 מ״ג ביום", "20 מ״ג"),
        ("hi", "दिन में १०० मिलीग्राम लें", "१०० मिलीग्राम"),
        ("bn", "দিনে ২০ মিলিগ্রাম নিন", "২০ মিলিগ্রাম"),
        ("ta", "தினமும் 20 மி.கி. எடுக்கவும்", "20 மி.கி."),
        ("th", "กินยา 20 มก. ทุกวัน", "20 มก."),
        ("km", "លេប 20 មីលីក្រាម រាល់ថ្ងៃ", "20 មីលីក្រាម"),
        ("ti", "20 ሚ.ግ ውሰድ", "20 ሚ.ግ"),
        ("zh-Hans", "每天服用20毫克的药", "20毫克"),
        ("zh-Hans", "请致电0800 12 345咨询", "0800 12 345"),
        ("zh-Hans", "在第3天复诊", "第3天"),
        ("ja", "手を20秒間洗う", "20秒間"),
        ("ja", "電話は０８００ １２ ３４５です", "０８００ １２ ３４５"),
        ("ko", "하루 20 mg를 드세요", "20 mg를"),
        ("ru", "по 20 мг в день", "20 мг"),
        ("ru", "через 10–20 мин идите", "10–20 мин"),
        ("el", "πάρτε 20 mg κάθε", "20 mg"),
        ("hy", "ընդունեք 20 մգ օրական", "20 մգ"),
        ("ka", "მიიღეთ 20 მგ დღეში", "20 მგ"),
        ("nl", "neem 1 000 mg per dag", "1 000 mg"),
        ("nl", "zie www.kce.be/nl/rug-pijn voor", "www.kce.be/nl/rug-pijn"),
        ("nl", "mail (info@kce-nl.be) nu", "info@kce-nl.be"),
        ("zh-Hans", "请看www.kce.be/nl/rug。谢谢", "www.kce.be/nl/rug。"),
    ],
)
def test_what_belongs_together_in_each_script(typesetter: SetIn, language: str, text: str, whole: str) -> None:
    cut = places(typesetter, text, language)
    assert any(whole in piece for piece in cut)
    assert len(cut) > 1, "and no more than that"


def test_a_number_does_not_hold_the_word_that_follows(typesetter: SetIn) -> None:
    """In 5 городов г is no gramme."""
    assert places(typesetter, "в 5 городов", "ru")[-1] == "городов"
    assert places(typesetter, "около 20 человек", "ru")[-1] == "человек"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("holding", ["20\u00a0mg", "a\u2060/\u2060b", "12\u2011345", "1\u202f000"])
def test_characters_that_hold_do_so_in_every_language(typesetter: SetIn, language: str, holding: str) -> None:
    assert len(find_breaks(RichText(holding), typesetter(language).locale)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_soft_hyphen_is_drawn_in_every_language(typesetter: SetIn, language: str) -> None:
    first, _ = find_breaks(RichText("abc\u00addef"), typesetter(language).locale)
    assert (first.at, first.hyphen, first.cost) == (4, True, HYPHEN_COST)


# --- One-letter words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "cut"),
    [
        ("pl", "ból w plecach i w nogach", ["ból", "w plecach", "i w nogach"]),
        ("pl", "(Z bólem). O tym", ["(Z bólem).", "O tym"]),
        ("pl", "boli. A dziś", ["boli.", "A dziś"]),
        ("pl", "witamina A jest", ["witamina", "A", "jest"]),
        ("pl", "ból m plecach", ["ból", "m", "plecach"]),
        ("ru", "боль в спине и в ногах", ["боль", "в спине", "и в ногах"]),
        ("ru", "витамин С полезен", ["витамин", "С", "полезен"]),
        ("uk", "біль у спині й шиї", ["біль", "у спині", "й шиї"]),
        ("bg", "болка в гърба и с него", ["болка", "в гърба", "и с него"]),
        ("nl", "u en a b", ["u", "en", "a", "b"]),
    ],
)
def test_one_letter_words_hold_to_the_next(typesetter: SetIn, language: str, text: str, cut: list[str]) -> None:
    assert places(typesetter, text, language) == cut


# --- Words wider than the line ---------------------------------------------------------------------------------------


def test_a_tamil_word_is_parted_only_where_it_fits_no_line(typesetter: SetIn) -> None:
    text = f"நீங்கள் {TAMIL} தினமும்"
    assert set_in(typesetter, text, "ta", 32.0, True) == text.split(" "), "whole, however white the lines are"
    narrow = lines_of(typesetter, text, "ta", 12.0, True)
    assert not any(line.overlong or line.hyphen for line in narrow)
    assert any(line.overlong for line in lines_of(typesetter, text, "ta", 12.0)), "unless words may be parted"


def test_a_tamil_syllable_is_never_parted(typesetter: SetIn) -> None:
    for word in (TAMIL, "அம்மாவுக்காக", "பக்ஷமானவர்கள்", "ஸ்ரீனிவாசனுக்கு"):
        cut = places(typesetter, word, "ta", EMERGENCY_COST * 2)
        assert len(cut) > 1
        for left, right in zip(cut, cut[1:], strict=False):
            assert right[1:2] != "\u0bcd", "a consonant without a vowel stays with the syllable before"
            assert right[0].isalpha() and not (left[-1] == "\u0bcd" and right[0] in "ஷர")


def test_a_korean_word_that_fits_no_line_is_parted_between_syllables(typesetter: SetIn) -> None:
    assert set_in(typesetter, "근골격계물리치료전문의사", "ko", 6.0, True) == ["근골격계물리", "치료전문의사"]


@pytest.mark.parametrize(
    ("language", "word"), [("ar", "المستشفياتالجامعية"), ("fa", "بیمارستان‌هایشان"), ("hi", "अस्पतालोंमेंजानाचाहिए")]
)
def test_arabic_and_hindi_words_are_never_parted(typesetter: SetIn, language: str, word: str) -> None:
    """Too long a word is said to be so: the letters of a word join."""
    assert not parts_words(typesetter(language).locale)
    (line,) = lines_of(typesetter, word, language, 5.0, True)
    assert line.overlong


def test_latin_names_in_a_tamil_text_stay_whole(typesetter: SetIn) -> None:
    assert places(typesetter, "physiotherapeut", "ta", EMERGENCY_COST * 2) == ["physiotherapeut"]


# --- What it costs ---------------------------------------------------------------------------------------------------


def test_only_japanese_waits_for_its_phrases() -> None:
    code = (
        "import sys; from leaflet.compose.breaks import find_breaks; from leaflet.localize.locale import read_locale;"
        "from leaflet.model.inline import RichText; from leaflet.places import ASSETS\n"
        "for name in ('nl', 'ar', 'th', 'zh-Hans'): find_breaks(RichText('ab 12 中国'), read_locale(name, ASSETS)[0])\n"
        "assert 'budoux' not in sys.modules and 'pyphen' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
