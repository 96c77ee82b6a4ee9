"""What counts as the same number, field or link in another language, and what does not."""

import pytest

from leaflet.localize.fidelity import compare, numbers
from leaflet.model.inline import parse_inline
from leaflet.problems import Where


def codes(source: str, target: str) -> list[str]:
    nodes = [parse_inline(text)[0] for text in (source, target)]
    return [problem.code for problem in compare(nodes[0], nodes[1], ("clinic.phone",), True, Where())]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("85 % van 1.250", "1\u202f250, dont 85\u00a0%"),
        ("1.250.000,50", "1,250,000.50"),
        ("2,5 mg", "٢٫٥ مغ"),
        ("20 seconden", "۲۰ ثانیه"),
        ("20 seconden", "20秒"),
        ("om 10.30 uur", "at 10:30"),
        ("om 10.30 uur", "à 10 h 30"),
        ("op 1 november 2028", "le 1er novembre 2028"),
        ("neem 2,50", "take 2.50"),
        ("2013", "In 2013."),
    ],
)
def test_the_same_numbers(source: str, target: str) -> None:
    assert codes(source, target) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("2,5 mg", "25 mg"),
        ("2,5 mg", "2-5 mg"),
        ("2 maal 3", "2 maal 2"),
        ("2 maal 2", "2 maal"),
        ("1.250", "125"),
        ("0800 12", "800 12"),
        ("10", "10 20"),
    ],
)
def test_other_numbers(source: str, target: str) -> None:
    assert codes(source, target) == ["po/number"]


def test_numbers_in_one_form() -> None:
    assert numbers("1.000,5 en 1 000 of ١٢") == ("1000.5", "1000", "12")


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("Bel {tel:0800 12}", "اتصل {tel:0800 12}", []),
        ("Bel {tel:0800 12}", "اتصل 0800 12", ["po/field-lost"]),
        ("Bel {tel:0800 12}", "{tel:0800 13}", ["po/field-lost", "po/field-added", "po/number"]),
        ("Bel 0800 12", "اتصل {tel:0800 12}", []),
        ("het KCE", "{ltr:KCE} مركز", []),
        ("het {ltr:KCE}", "das KCE", []),
        ("het {ltr:KCE}", "das Zentrum", ["po/field-lost"]),
        ("[**a** b](https://a.be)", "[b **a**](https://a.be)", []),
        ("[a](https://a.be) [b](https://b.be)", "[b](https://b.be) [a](https://a.be)", []),
        ("**a** *b*", "*a* **b**", []),
        ("**a [b](https://a.be) c**", "**c [b](https://a.be) a**", []),
        ("**a** en **b**", "**a en b**", ["po/emphasis"]),
    ],
)
def test_fields_links_and_emphasis(source: str, target: str, found: list[str]) -> None:
    assert codes(source, target) == found
