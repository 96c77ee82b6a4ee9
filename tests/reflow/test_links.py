"""What leads somewhere: numbers and addresses known by name or by form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.reflow.links import find_links, link

KNOWN = {"0800 12 345": "tel:080012345", "12 345": "tel:12345"}


@pytest.mark.parametrize(
    ("kind", "text", "target"),
    [
        ("tel", "0800 12 345", "tel:080012345"),
        ("tel", "+32 (0)2 123.45.67", "tel:+3221234567"),
        ("url", "www.kce.be", "https://www.kce.be"),
        ("url", "http://kce.be/a", "http://kce.be/a"),
        ("mail", "a@b.example", "mailto:a@b.example"),
    ],
)
def test_targets(kind: str, text: str, target: str) -> None:
    assert link(kind, text) == target


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call 0800\u00a012\u00a0345.", [("0800\u00a012\u00a0345", "tel:080012345")]),
        ("Not 10800 12 3456.", []),
        ("See www.kce.be/x.", [("www.kce.be/x", "https://www.kce.be/x")]),
        ("Write to a@b.example.", [("a@b.example", "mailto:a@b.example")]),
        ("At http://a.example/b?c=d.", [("http://a.example/b?c=d", "http://a.example/b?c=d")]),
        ("Version 2026-11 of 1.5 mg", []),
    ],
)  # fmt: skip
def test_found(text: str, found: list[tuple[str, str]]) -> None:
    assert [(text[start:end], target) for start, end, target in find_links(text, KNOWN)] == found


@given(st.text())
def test_links_stand_in_order_and_apart(text: str) -> None:
    found = find_links(text, KNOWN)
    assert all(start < end <= len(text) for start, end, _ in found)
    assert all(before[1] <= after[0] for before, after in zip(found, found[1:], strict=False))
