"""The rules on finished bytes: spoilt with pikepdf, each is found; as it was built, nothing is."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import pikepdf
import pytest

from leaflet.check.output import RULES, Expected, check_output
from leaflet.problems import Where
from tests.printed import Printed

WHERE = Where("translations/small/leaflet.yaml", language="en")
Spoil = Callable[[pikepdf.Pdf], None]


def expected(printed: Printed) -> Expected:
    return Expected(printed.language, tuple((page.width, page.height) for page in printed.pages.pages), WHERE)


def codes(printed: Printed, spoil: Spoil, want: Expected | None = None) -> set[str]:
    data = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed.pdf)) as file:
        spoil(file)
        file.save(data)
    problems = check_output(data.getvalue(), want or expected(printed))
    assert all(problem.hint and problem.where == WHERE for problem in problems)
    return {problem.code for problem in problems}


def test_what_was_built_is_right(printed: Printed) -> None:
    assert check_output(printed.pdf, expected(printed)) == ()


def test_saving_alone_spoils_nothing(small: Printed) -> None:
    assert codes(small, lambda file: None) == set()


def set_box(file: pikepdf.Pdf) -> None:
    file.pages[0].mediabox = pikepdf.Array([0, 0, 100, 100])


def without_font_file(file: pikepdf.Pdf) -> None:
    for font in file.pages[0].Resources.Font.values():
        del font.DescendantFonts[0].FontDescriptor["/FontFile2"]


def without_unicode(file: pikepdf.Pdf) -> None:
    for font in file.pages[0].Resources.Font.values():
        del font["/ToUnicode"]


def without_owner(file: pikepdf.Pdf) -> None:
    nums = file.Root.StructTreeRoot.ParentTree.Nums
    owner = next(owner for owner in nums[1] if len(owner.K) >= 1)
    owner.K = pikepdf.Array([])


def other_scaling(file: pikepdf.Pdf) -> None:
    file.Root.ViewerPreferences.PrintScaling = pikepdf.Name.AppDefault


def script(file: pikepdf.Pdf) -> None:
    file.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


SPOILT: list[tuple[Spoil, str]] = [
    (set_box, "output/pages"),
    (lambda file: file.pages.append(file.pages[0]), "output/pages"),
    (without_font_file, "output/font"),
    (without_unicode, "output/font"),
    (lambda file: file.Root.__delattr__("Lang"), "output/language"),
    (lambda file: setattr(file.Root, "Lang", pikepdf.String("fr")), "output/language"),
    (other_scaling, "output/preferences"),
    (lambda file: file.docinfo.__delitem__("/Title"), "output/preferences"),
    (script, "output/active"),
    (lambda file: setattr(file.Root, "AcroForm", pikepdf.Dictionary()), "output/active"),
    (lambda file: file.Root.__delattr__("StructTreeRoot"), "output/structure"),
    (without_owner, "output/structure"),
]


@pytest.mark.parametrize(("spoil", "code"), SPOILT)
def test_what_is_spoilt_is_found(small: Printed, spoil: Spoil, code: str) -> None:
    assert code in codes(small, spoil)


def test_content_that_its_element_looks_for_on_another_page_is_found(real: Mapping[str, Printed]) -> None:
    def elsewhere(file: pikepdf.Pdf) -> None:
        owner = file.Root.StructTreeRoot.ParentTree.Nums[1][0]
        owner.Pg = file.pages[1].obj

    assert len(real["nl"].pages.pages) == 2, "the leaflet has two sides; with one there is no other page to look on"
    problems = codes(real["nl"], elsewhere)
    assert "output/structure" in problems


def test_a_locked_file_is_found(small: Printed) -> None:
    data = io.BytesIO()
    with pikepdf.open(io.BytesIO(small.pdf)) as file:
        file.save(data, encryption=pikepdf.Encryption(owner="x", user=""))
    assert "output/encrypted" in {problem.code for problem in check_output(data.getvalue(), expected(small))}


@pytest.mark.parametrize("data", [b"", b"not a PDF", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_a_problem(small: Printed, data: bytes) -> None:
    assert [problem.code for problem in check_output(data, expected(small))] == ["output/unreadable"]


def test_half_a_file_is_a_problem(small: Printed) -> None:
    assert check_output(small.pdf[: len(small.pdf) // 2], expected(small))


def test_every_rule_says_why_it_is_there() -> None:
    assert all(rule.__doc__ and rule.__doc__.strip().endswith(".") for rule in RULES)
