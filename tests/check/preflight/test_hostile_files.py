"""Whatever the bytes are, preflight ends and says something: it never raises."""

from __future__ import annotations

import functools
import io
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from leaflet.check.preflight.check_press import check_press, inks_used
from leaflet.check.preflight.operators import IDLE, OPERATORS
from tests.check.preflight.breaking import show
from tests.check.preflight.pressfile import ORDER, changed, good, saved

SOME = settings(max_examples=40)


def codes(data: bytes) -> set[str]:
    return {problem.code.removeprefix("preflight/") for problem in check_press(data, ORDER)}


@functools.cache
def light() -> bytes:
    """The good file as text, without its long profile: a flipped byte changes what a rule looks at."""

    def change(pdf: pikepdf.Pdf) -> bytes:
        profile = pdf.Root.OutputIntents[0].DestOutputProfile
        profile.write(profile.read_bytes()[:128])
        buffer = io.BytesIO()
        pdf.save(buffer, force_version="1.6", compress_streams=False, static_id=True)
        return buffer.getvalue()

    return changed(change)


def test_the_light_file_is_good_too() -> None:
    assert codes(light()) == set()


@SOME
@given(
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=12),
    st.one_of(st.just(1.0), st.just(1.0), st.floats(0.02, 1)),
)
def test_flipped_and_cut_bytes(flips: list[tuple[float, int]], length: float) -> None:
    data = bytearray(light())
    for place, value in flips:
        data[min(int(place * len(data)), len(data) - 1)] = value
    problems = check_press(bytes(data[: int(len(data) * length)]), ORDER)
    assert all(problem.code.startswith("preflight/") and problem.hint for problem in problems)


OPERANDS = ["/F1", "/Photo", "/Over", "/Pattern", "/DeviceCMYK", "/Nothing", "<0001>", "(x)", "[(x) -9000 <00>]",
            "true", "null", "<< /A 1 >>", "[]", "99999999999999999999", "-1", "0", "1", "0.5", "1e9"]  # fmt: skip


@SOME
@given(st.lists(st.sampled_from(sorted([*OPERATORS, *IDLE, *OPERANDS])), max_size=60))
def test_any_content(words: list[str]) -> None:
    found = codes(changed(show(" ".join(words))))
    assert not found & {"unreadable", "strange", "no-plates"}, words


@SOME
@given(st.binary(max_size=300))
def test_any_bytes_as_content(data: bytes) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents = pdf.make_stream(data)

    assert not codes(changed(change)) & {"unreadable", "strange"}


STRANGE = [7, "text", Name.X, Array(), Dictionary(), Array([Dictionary()])]


@pytest.mark.parametrize("value", STRANGE, ids=repr)
@pytest.mark.parametrize(
    "key", ["/Resources", "/Contents", "/MediaBox", "/TrimBox", "/Annots", "/Group", "/UserUnit", "/Rotate"]
)
def test_pages_whose_entries_are_not_what_they_should_be(key: str, value: object) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj[key] = value

    assert "unreadable" not in codes(changed(change))


@pytest.mark.parametrize("value", STRANGE, ids=repr)
@pytest.mark.parametrize("kind", ["/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading"])
def test_resources_that_are_not_what_they_should_be(kind: str, value: object) -> None:
    def whole(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Resources[kind] = value
        show("/A gs /A cs /A scn 0 0 9 9 re f /A Do /A sh BT /A 9 Tf (x) Tj ET")(pdf)

    def one(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Resources[kind] = Dictionary(A=value)
        show("/A gs /A cs /A scn 0 0 9 9 re f /Pattern cs /A scn 0 0 9 9 re f /A Do /A sh BT /A 9 Tf (x) Tj ET")(pdf)

    assert "unreadable" not in codes(changed(whole)) | codes(changed(one))


@pytest.mark.parametrize("key", ["/OutputIntents", "/Metadata", "/Names", "/OpenAction", "/AcroForm", "/OCProperties"])
@pytest.mark.parametrize("value", STRANGE, ids=repr)
def test_catalogues_that_are_not_what_they_should_be(key: str, value: object) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root[key] = value

    assert not codes(changed(change)) & {"unreadable", "strange"}


def form_in_itself(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"/Me Do 0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 99, 99]))
    form.Resources = Dictionary(XObject=Dictionary(Me=form))
    show("/Me Do", XObject=Dictionary(Me=form))(pdf)


def pattern_in_itself(pdf: pikepdf.Pdf) -> None:
    tile = pdf.make_stream(
        b"/Pattern cs /Me scn 0 0 9 9 re f", Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1,
        BBox=Array([0, 0, 9, 9]), XStep=9, YStep=9
    )  # fmt: skip
    tile.Resources = Dictionary(Pattern=Dictionary(Me=tile))
    show("/Pattern cs /Me scn 0 0 50 50 re f", Pattern=Dictionary(Me=tile))(pdf)


def doubling(pdf: pikepdf.Pdf) -> None:
    """Forms that each use the next one ten times: 10^11 squares."""
    inner = None
    for _ in range(11):
        content = b"0 0 9 9 re f" if inner is None else b"/N Do " * 10
        form = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 99, 99]))
        form.Resources = Dictionary(XObject=Dictionary(N=inner)) if inner is not None else Dictionary()
        inner = form
    show("/N Do", XObject=Dictionary(N=inner))(pdf)


def bomb(pdf: pikepdf.Pdf) -> bytes:
    """50 kB that unfold to 50 MB."""
    pdf.pages[0].Contents = pdf.make_stream(b"")
    pdf.pages[0].Contents.write(zlib.compress(b"q Q " * 12_500_000, 9), filter=Name.FlateDecode)
    buffer = io.BytesIO()
    pdf.save(buffer, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (form_in_itself, "garbled"),
        (pattern_in_itself, "garbled"),
        (doubling, "cut-short"),
        (bomb, "cut-short"),
        (show("q " * 5000), "garbled"),
        (show("Q " * 50 + "1 0 0 0 k"), "garbled"),
    ],
    ids=["form", "pattern", "doubling", "bomb", "q", "Q"],
)
def test_pages_that_never_end_are_ended(change: Callable[[pikepdf.Pdf], None], code: str) -> None:
    found = codes(changed(change))
    assert code in found and "unreadable" not in found


def test_a_file_of_many_pages_is_looked_at_in_part_and_says_so() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for _ in range(60):
            pdf.add_blank_page(page_size=(200, 200))

    assert "cut-short" in codes(changed(change))


def without_pages() -> bytes:
    return saved(pikepdf.new())


def behind_a_password() -> bytes:
    with pikepdf.open(io.BytesIO(good())) as pdf:
        buffer = io.BytesIO()
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="x", user="secret", R=6))
        return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"Dear print shop,", "not-pdf"),
        (b"PK\x03\x04" + bytes(2000), "not-pdf"),
        (b"%PDF-1.6\n", "unreadable"),
        (without_pages(), "no-pages"),
        (behind_a_password(), "locked"),
    ],
    ids=["empty", "letter", "zip", "header", "no pages", "password"],
)
def test_files_that_cannot_be_checked_are_one_problem(data: bytes, code: str) -> None:
    assert codes(data) == {code}
    assert inks_used(data) == ()
