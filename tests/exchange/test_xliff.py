"""XLIFF 2.1: any text comes back as it went out, the document keeps to the standard, and tools may be rough with it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaflet.exchange.codes import Code, codes_of, pieces_of, text_of
from leaflet.exchange.parcel import TRANSLATED
from leaflet.exchange.taking import take
from leaflet.exchange.xliff import NAMESPACE, nmtoken, write_xliff
from leaflet.exchange.xliff_reader import read_xliff
from leaflet.problems import Where
from tests.exchange.parcels import leaflet_of, parcel_of, po_of, texts_of

FILE = Where("hands_fr.xlf")
SHOWN = ("fr.po", "hands_fr.xlf")
# What leaflets are full of, and what breaks parsers.
NO_NUL = st.characters(exclude_characters="\0", exclude_categories=["Cs"])  # no PO file can hold that
MARKUP = st.lists(
    st.one_of(
        st.sampled_from(
            ["**", "*", "[", "]", "(", ")", "{", "}", "\\", "[a *b*](https://x.example)", "{clinic.phone}", "\n",
             "\r\n", "{tel:0800 1234}", "\\*", "<", "&", "]]>", "\x01", "\x1b", "\ufffe", "é", "ا", " ", "_x000D_",
             "\t", "'="]
        ),
        st.text(NO_NUL, max_size=4),
    ),
    max_size=12,
).map("".join)  # fmt: skip

# The core of XLIFF 2.1 (OASIS Standard, 4.2 and 4.3): what may stand in an element, in which order, and its attributes.
INLINE = "(?:(?:cp|ph|pc) )*"
CONTENT = {
    "xliff": "(?:file )+",
    "file": "(?:notes )?(?:unit )+",
    "unit": "(?:notes )?(?:originalData )?(?:segment )+",
    "notes": "(?:note )+",
    "note": "",
    "originalData": "(?:data )+",
    "data": "(?:cp )*",
    "segment": "source (?:target )?",
    "source": INLINE,
    "target": INLINE,
    "pc": INLINE,
    "ph": "",
    "cp": "",
}
ATTRIBUTES = {
    "xliff": {"version", "srcLang", "trgLang"},
    "file": {"id", "original", "canResegment", "srcDir", "trgDir"},
    "unit": {"id", "name"},
    "note": {"category"},
    "data": {"id"},
    "segment": {"state", "subState"},
    "pc": {"id", "type", "subType", "dataRefStart", "dataRefEnd"},
    "ph": {"id", "type", "subType", "dataRef", "disp"},
    "cp": {"hex"},
}
TOKEN = re.compile(r"[A-Za-z0-9._:-]+")


def check_structure(data: bytes) -> None:
    """Assert what the standard's schema and its constraints ask for."""
    root = ET.fromstring(data)
    assert root.tag == f"{{{NAMESPACE}}}xliff"
    assert root.get("version") == "2.1"
    for node in root.iter():
        tag = node.tag.removeprefix(f"{{{NAMESPACE}}}")
        children = "".join(child.tag.removeprefix(f"{{{NAMESPACE}}}") + " " for child in node)
        assert re.fullmatch(CONTENT[tag], children), (tag, children)
        own = {name for name in node.attrib if not name.startswith("{")}
        assert own <= ATTRIBUTES.get(tag, set()), (tag, own)
        for name in ("id", "dataRef", "dataRefStart", "dataRefEnd"):
            assert name not in node.attrib or TOKEN.fullmatch(node.attrib[name])
        assert ":" in node.get("subState", ":") and ":" in node.get("subType", ":")
        if node.get("subType") in ("xlf:b", "xlf:i"):
            assert node.get("type") == "fmt"
        if node.get("subType") == "xlf:var":
            assert node.get("type") == "ui"
    units = root.findall(".//{*}unit")
    assert len({unit.get("id") for unit in units}) == len(units)
    for unit in units:
        check_unit(unit)


def check_unit(unit: ET.Element) -> None:
    """Ids are unique, references lead somewhere, and what is done has a target."""
    known = [data.get("id") for data in unit.findall(".//{*}data")]
    assert len(set(known)) == len(known)
    for side in ("source", "target"):
        ids = [code.get("id") for tag in ("pc", "ph") for code in unit.findall(f".//{{*}}{side}//{{*}}{tag}")]
        assert len(set(ids)) == len(ids)
    for node in unit.iter():
        for name in ("dataRef", "dataRefStart", "dataRefEnd"):
            assert node.get(name) is None or node.get(name) in known
    segment = unit.find("{*}segment")
    assert segment is not None
    assert segment.get("state") == "initial" or segment.find("{*}target") is not None


def sent(text: str, translation: str, *, fuzzy: bool = False) -> bytes:
    leaflet = leaflet_of([text])
    return write_xliff(parcel_of(leaflet, po_of(leaflet, {"why/text.1": translation}, ["why/text.1"] * fuzzy)))


@given(MARKUP)
def test_codes_run_together_give_the_text(text: str) -> None:
    assert text_of(pieces_of(text)) == text


def test_markup_is_codes_that_a_tool_can_guard() -> None:
    text = "Bel **nu *snel*** naar {clinic.phone} of {tel:0800 1234}, [*hier*](https://x.example/a_(b)) \\*"
    kinds = [(code.kind, code.inner is None) for code in codes_of(pieces_of(text))]
    assert kinds == [("bold", False), ("slant", False), ("field", True), ("literal", False), ("link", False),
                     ("slant", False), ("escape", True)]  # fmt: skip
    assert Code("literal", "{tel:", "}", ("0800 1234",)) in pieces_of(text)


def test_marks_that_cross_stand_alone() -> None:
    assert all(code.inner is None for code in codes_of(pieces_of("**a *b** c*")))


@given(MARKUP, MARKUP, st.booleans())
def test_any_text_comes_back_as_it_went_out(text: str, translation: str, fuzzy: bool) -> None:
    data = sent(text or "x", translation, fuzzy=fuzzy)
    check_structure(data)
    (back,), problems = read_xliff(data, FILE)
    assert not problems
    row = next(row for row in back.rows if row.context == "why/text.1")
    assert (row.slip, row.source, row.text) == (None, text or "x", translation)


@given(MARKUP, st.booleans())
def test_a_po_file_is_unchanged_by_the_way_there_and_back(translation: str, fuzzy: bool) -> None:
    leaflet = leaflet_of(["Handen **wassen** met {clinic.phone}"])
    data = po_of(leaflet, {"why/text.1": translation}, ["why/text.1"] * fuzzy)
    (back,), _ = read_xliff(write_xliff(parcel_of(leaflet, data)), FILE)
    taken = take(data, leaflet, back, SHOWN)
    assert taken.data is data
    assert not taken.problems


def test_states_and_notes_are_told() -> None:
    text = sent("Handen", "Mains", fuzzy=True).decode()
    assert '<segment state="initial" subState="leaflet:needs-work">' in text
    assert '<note category="kind">paragraph</note>' in text
    assert '<note category="note">mind the tone</note>' in text
    assert '<segment state="translated">' in sent("Handen", "Mains").decode()
    assert 'trgDir="ltr"' in text


def test_a_target_has_the_codes_of_the_source() -> None:
    root = ET.fromstring(sent("**Was** {clinic.phone} *nu*", "*vite* {clinic.phone} **lavez**"))
    unit = root.find(".//{*}unit[@name='why/text.1']")
    assert unit is not None
    source, target = ({code.get("dataRefStart"): code.get("id") for code in unit.findall(f".//{{*}}{side}/{{*}}pc")}
                      for side in ("source", "target"))  # fmt: skip
    assert source == target


def test_no_two_contexts_share_a_name() -> None:
    names = ["a/b", "a:b", "a_b", "a b", "a_20_b", "a/b:c", "a:b/c"]
    assert len(set(map(nmtoken, names))) == len(names)


def changed(old: str, new: str, text: str = "**Was** je {clinic.phone}", translation: str = "") -> tuple[str, str]:
    """What one change of the document makes of the translation; then the code of the problem."""
    leaflet = leaflet_of([text])
    data = po_of(leaflet, {"why/text.1": translation})
    document = write_xliff(parcel_of(leaflet, data)).decode()
    assert old in document
    returns, problems = read_xliff(document.replace(old, new).encode(), FILE)
    if not returns:
        return "", problems[0].code
    taken = take(data, leaflet, returns[0], SHOWN)
    return texts_of(taken.data)["why/text.1"], ", ".join(problem.code for problem in taken.problems)


SOURCE = '<source><pc id="1" type="fmt" subType="xlf:b" dataRefStart="d1" dataRefEnd="d1">Was</pc> je <ph id="2" '
SOURCE += 'type="ui" subType="xlf:var" disp="{clinic.phone}" dataRef="d2"/></source>'


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        # a tool that writes codes with nothing but their number
        ('<target><pc id="1">Lavez</pc> vos <ph id="2"/></target>', "**Lavez** vos {clinic.phone}"),
        ('<target><sc id="1"/>Lavez<ec startRef="1" dataRef="d1"/> vos</target>', "**Lavez** vos"),
        ('<target>a<mrk id="m1" type="comment" value="?">b</mrk><sm id="m2"/>c</target>', "abc"),
        ('<target><ph id="9" copyOf="2"/> vos</target>', "{clinic.phone} vos"),
        ('<target>a<cp hex="0041"/></target>', "aA"),
    ],
)
def test_what_tools_make_of_codes_is_understood(target: str, expected: str) -> None:
    assert changed(SOURCE, SOURCE + target)[0] == expected


@pytest.mark.parametrize("target", ['<target><ph id="77"/></target>', '<target><cp hex="D800"/></target>'])
def test_a_code_that_nobody_knows_refuses_the_row_alone(target: str) -> None:
    assert changed(SOURCE, SOURCE + target) == ("", "exchange/code")


def test_segments_are_put_together_in_their_order() -> None:
    cut = """<source>Was je handen. </source><target order="3">Lavez-les. </target></segment>
      <ignorable><source> </source></ignorable><segment state="translated"><source>Nu.</source>
      <target order="1">Maintenant.</target></segment><segment state="translated"><source/><target/>"""
    whole = "<source>Was je handen.  Nu.</source>"
    assert changed(whole, cut, "Was je handen.  Nu.")[0] == "Maintenant. Lavez-les. "


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<",
        b"<xliff version='1.2'/>",
        b"<?xml version='1.0' encoding='klingon'?><xliff/>",
        b"<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><xliff>&b;</xliff>",
        b"<!DOCTYPE x SYSTEM 'file:///etc/passwd'><xliff/>",
        b"<a>" * 5000 + b"</a>" * 5000,
        b"\xff\xfe\x00",
        b"<html/>",
    ],
)
def test_what_is_no_xliff_is_refused_with_a_reason(data: bytes) -> None:
    returns, problems = read_xliff(data, FILE)
    assert not returns
    assert [problem.code for problem in problems] == ["exchange/xliff"]
    assert problems[0].hint


@given(st.binary(max_size=80), st.integers(0, 2000))
def test_a_damaged_document_never_breaks_the_reader(noise: bytes, at: int) -> None:
    data = sent("**Was** je handen", "Lavez")
    returns, problems = read_xliff(data[:at] + noise + data[at:], FILE)
    assert returns or problems


def test_a_document_in_utf16_is_read() -> None:
    text = sent("Handen", "Mains").decode().replace("UTF-8", "UTF-16")
    (back,), _ = read_xliff(text.encode("utf-16"), FILE)
    assert next(row for row in back.rows if row.context == "why/text.1").text == "Mains"
    assert back.rows[-1].state == TRANSLATED
