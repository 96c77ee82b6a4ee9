"""leaflet.yaml to a Leaflet: contexts, lines and texts are as promised; every slip is said at its line."""

from __future__ import annotations

import datetime
import pathlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaflet.model.document import Kind, PartKind
from leaflet.model.image_lookup import find_image
from leaflet.model.leaflet_file import read_leaflet
from leaflet.problems import Where, has_errors

ASSETS = pathlib.Path(__file__).parents[2] / "assets"
SHOWN = "translations/low-back-pain/leaflet.yaml"
LABELS = {"version": "Version", "page": "Page {page} of {pages}"}
HEAD = """\
leaflet: low-back-pain
language: nl
version: 1.10
review_by: 2028-11-01
code: LBP-01
title: Keep *moving*
designs: [a4, trifold]
"""
BLOCKS = """\
blocks:
  - id: intro
    kind: lead
    text: Call {clinic.phone}
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


@pytest.fixture
def folder(tmp_path):
    found = tmp_path / "low-back-pain"
    (found / "images").mkdir(parents=True)
    (found / "images" / "walk.svg").write_text(SVG, encoding="utf-8")
    return found


def read(folder, text):
    (folder / "leaflet.yaml").write_text(text, encoding="utf-8")
    return read_leaflet(folder, SHOWN, ASSETS, LABELS)


def read_well(folder, text):
    leaflet, problems = read(folder, text)
    assert problems == () and leaflet is not None
    return leaflet


def blocks(text):
    """A leaflet whose blocks begin in line 9."""
    return HEAD + "blocks:\n" + text


def test_the_head_is_read_as_typed(folder):
    leaflet = read_well(folder, HEAD + BLOCKS)
    assert (leaflet.id, leaflet.language, leaflet.version, leaflet.code) == ("low-back-pain", "nl", "1.10", "LBP-01")
    assert leaflet.review_by == datetime.date(2028, 11, 1)
    assert leaflet.designs == ("a4", "trifold")
    assert leaflet.file == SHOWN
    assert leaflet.subject is None
    assert (leaflet.title.context, leaflet.title.text, leaflet.title.line, leaflet.title.kind) == (
        "leaflet/title",
        "Keep *moving*",
        6,
        "title",
    )


def test_messages_have_contexts_lines_kinds_and_notes(folder):
    leaflet = read_well(
        folder,
        HEAD
        + """\
subject: >
  What helps
  against back pain
blocks:
  - id: massage
    kind: sidebar
    note: "'u' form"
    title: Massage
    text: |
      It works
      on muscles.

      - walk
      - swim
    icons:
      - {image: walk.svg, alt: A walker}
      - {image: walk.svg, alt: A swimmer}
    figure:
      image: walk.svg
      alt: Hands
""",
    )
    assert [(one.context, one.text, one.line, one.kind, one.note) for one in leaflet.messages()] == [
        ("leaflet/title", "Keep *moving*", 6, "title", ""),
        ("leaflet/subject", "What helps against back pain", 9, "subject", ""),
        ("massage/title", "Massage", 15, "title", "'u' form"),
        ("massage/alt", "Hands", 27, "alternative text", "'u' form"),
        ("massage/text.1", "It works on muscles.", 17, "paragraph", "'u' form"),
        ("massage/icon.1", "A walker", 23, "alternative text", "'u' form"),
        ("massage/text.2", "walk", 20, "list item", "'u' form"),
        ("massage/icon.2", "A swimmer", 24, "alternative text", "'u' form"),
        ("massage/text.3", "swim", 21, "list item", "'u' form"),
        ("label/version", "Version", 0, "label", ""),
        ("label/page", "Page {page} of {pages}", 0, "label", ""),
    ]
    (block,) = leaflet.blocks
    assert block.line == 12 and block.kind is Kind.SIDEBAR
    assert [part.kind for part in block.parts] == [PartKind.PARAGRAPH, PartKind.BULLET, PartKind.BULLET]


def test_switches_and_figure_of_a_block(folder):
    leaflet = read_well(
        folder,
        blocks(
            "  - id: hero\n    kind: figure\n    hero: true\n    wide: true\n    optional: true\n"
            "    figure: {image: walk.svg, alt: A walker, mirror: auto}\n"
            "  - id: call\n    kind: contact\n    beside: hero\n    title:\n"
        ),
    )
    hero, call = leaflet.blocks
    assert (hero.hero, hero.wide, hero.optional) == (True, True, True)
    assert (hero.figure.image, hero.figure.mirror, hero.figure.alt.text) == ("walk.svg", "auto", "A walker")
    assert (call.hero, call.wide, call.optional, call.title, call.parts) == (False, False, False, None, ())


def test_rewrapping_the_source_changes_no_message(folder):
    def texts(text):
        leaflet = read_well(folder, blocks(f"  - id: a\n    kind: lead\n    text: {text}"))
        return [(one.context, one.text) for one in leaflet.messages()]

    assert texts("|\n      one two\n      three\n\n      four\n") == texts(
        "|\n      one\n      two three\n\n      four\n"
    )
    assert texts("|\n      one two\n\n      four\n") == texts('"one\n      two\n\n      four"\n')


def test_own_labels_stand_in_the_products_order(folder):
    leaflet = read_well(folder, HEAD + "labels:\n  page: Side {page}\n" + BLOCKS)
    assert [(one.context, one.text, one.line) for one in leaflet.labels] == [
        ("label/version", "Version", 0),
        ("label/page", "Side {page}", 9),
    ]


def test_an_empty_folder_name_is_worked_out(folder, monkeypatch):
    (folder / "leaflet.yaml").write_text(HEAD + BLOCKS, encoding="utf-8")
    monkeypatch.chdir(folder)
    assert read_leaflet(pathlib.Path(), SHOWN, ASSETS, LABELS)[1] == ()


BROKEN = [
    ("unknown key", HEAD + "txet: x\n" + BLOCKS, "source/unknown-key", 8),
    ("missing head key", HEAD.replace("code: LBP-01\n", "") + BLOCKS, "source/missing-key", 1),
    ("empty title", HEAD.replace(" Keep *moving*", "") + BLOCKS, "source/wrong-type", 6),
    ("bad id", HEAD.replace(": low-back-pain", ": Low Back") + BLOCKS, "source/bad-value", 1),
    ("bad language", HEAD.replace(": nl", ": Dutch") + BLOCKS, "source/bad-value", 2),
    ("long version", HEAD.replace("1.10", "x" * 21) + BLOCKS, "source/bad-value", 3),
    ("no such date", HEAD.replace("11-01", "11-31") + BLOCKS, "source/bad-value", 4),
    ("code with spaces", HEAD.replace("LBP-01", "LBP 01") + BLOCKS, "source/bad-value", 5),
    ("no designs", HEAD.replace("[a4, trifold]", "[]") + BLOCKS, "source/bad-value", 7),
    ("one design twice", HEAD.replace("trifold", "a4") + BLOCKS, "source/bad-value", 7),
    ("no blocks", HEAD + "blocks: []\n", "source/bad-value", 8),
    ("a flood of blocks", blocks("  - {id: a, kind: contact}\n" * 201), "source/bad-value", 8),
    ("kind", blocks("  - id: a\n    kind: aside\n    text: x\n"), "source/bad-value", 10),
    ("no id", blocks("  - kind: lead\n    text: x\n"), "source/missing-key", 9),
    ("lead without text", blocks("  - id: a\n    kind: lead\n"), "source/missing-key", 9),
    ("section without title", blocks("  - id: a\n    kind: section\n    text: x\n"), "source/missing-key", 9),
    (
        "sidebar with empty title",
        blocks("  - id: a\n    kind: sidebar\n    title:\n    text: x\n"),
        "source/missing-key",
        9,
    ),
    ("quote without text", blocks("  - id: a\n    kind: quote\n"), "source/missing-key", 9),
    ("safety without text", blocks("  - id: a\n    kind: safety\n    title: x\n"), "source/missing-key", 9),
    ("figure without figure", blocks("  - id: a\n    kind: figure\n    text: x\n"), "source/missing-key", 9),
    ("steps without text", blocks("  - id: a\n    kind: steps\n"), "source/missing-key", 9),
    ("sources without text", blocks("  - id: a\n    kind: sources\n"), "source/missing-key", 9),
    (
        "optional safety",
        blocks("  - id: a\n    kind: safety\n    title: x\n    text: y\n    optional: true\n"),
        "source/bad-value",
        13,
    ),
    ("hero text", blocks("  - id: a\n    kind: lead\n    text: y\n    hero: true\n"), "source/bad-value", 12),
    ("hero: yes", blocks("  - id: a\n    kind: lead\n    text: y\n    hero: yes\n"), "source/wrong-type", 12),
    ("no alt", blocks("  - id: a\n    kind: figure\n    figure:\n      image: walk.svg\n"), "source/missing-key", 11),
    (
        "mirror",
        blocks("  - id: a\n    kind: figure\n    figure: {image: walk.svg, alt: x, mirror: sometimes}\n"),
        "source/bad-value",
        11,
    ),
    ("field as map", blocks("  - id: a\n    kind: lead\n    text: {clinic.phone}\n"), "source/wrong-type", 11),
    ("key twice", HEAD + "code: X\n" + BLOCKS, "source/duplicate-key", 8),
    ("list at the top", "- a\n", "source/wrong-type", 1),
    ("text at the top", "a\n", "source/wrong-type", 1),
    ("syntax", HEAD + "x: y: z\n", "source/syntax", 8),
]


@pytest.mark.parametrize(("text", "code", "line"), [bad[1:] for bad in BROKEN], ids=[bad[0] for bad in BROKEN])
def test_a_broken_shape_gives_no_leaflet(folder, text, code, line):
    leaflet, problems = read(folder, text)
    assert leaflet is None
    assert [(one.code, one.where.file, one.where.line) for one in problems] == [(code, SHOWN, line)]
    assert problems[0].hint


RULES = [
    ("folder", HEAD.replace(": low-back-pain", ": neck-pain") + BLOCKS, "source/folder", 1, ""),
    ("unknown label", HEAD + "labels:\n  pgae: Side\n" + BLOCKS, "source/unknown-key", 9, ""),
    ("label markup", HEAD + "labels:\n  page: Side {page\n" + BLOCKS, "source/markup", 9, "label/page"),
    ("title markup", HEAD.replace("*moving*", "*moving") + BLOCKS, "source/markup", 6, "leaflet"),
    (
        "text markup",
        blocks("  - id: a\n    kind: lead\n    text: |\n      one\n\n      **two\n"),
        "source/markup",
        14,
        "a",
    ),
    ("unsafe link", blocks('  - id: a\n    kind: lead\n    text: "[x](javascript:x)"\n'), "source/markup", 11, "a"),
    (
        "empty item",
        blocks("  - id: a\n    kind: lead\n    text: |\n      - x\n      -\n"),
        "source/empty-text",
        13,
        "a",
    ),
    ("id twice", HEAD + BLOCKS + "  - {id: intro, kind: contact}\n", "source/duplicate-id", 12, "intro"),
    ("reserved id", blocks("  - {id: label, kind: contact}\n"), "source/reserved-id", 9, "label"),
    ("two leads", HEAD + BLOCKS + "  - {id: b, kind: lead, text: x}\n", "source/several-leads", 12, "b"),
    ("beside nothing", HEAD + BLOCKS + "  - {id: b, kind: contact, beside: intor}\n", "source/beside", 12, "b"),
    ("beside itself", HEAD + BLOCKS + "  - {id: b, kind: contact, beside: b}\n", "source/beside", 12, "b"),
    ("steps without list", blocks("  - {id: b, kind: steps, text: x}\n"), "source/steps", 9, "b"),
    ("steps with bullets", blocks("  - id: b\n    kind: steps\n    text: |\n      - x\n"), "source/steps", 9, "b"),
    (
        "an icon too many",
        blocks("  - id: b\n    kind: lead\n    text: x\n    icons:\n      - {image: walk.svg, alt: x}\n"),
        "source/icons",
        13,
        "b",
    ),
    (
        "an icon too few",
        blocks(
            "  - id: b\n    kind: lead\n    text: |\n      - x\n      - y\n"
            "    icons:\n      - {image: walk.svg, alt: x}\n"
        ),
        "source/icons",
        15,
        "b",
    ),
    (
        "two heroes",
        blocks(
            "".join(
                f"  - {{id: {name}, kind: figure, hero: true, figure: {{image: walk.svg, alt: x}}}}\n" for name in "ab"
            )
        ),
        "source/several-heroes",
        10,
        "b",
    ),
    (
        "no picture",
        blocks("  - id: b\n    kind: figure\n    figure:\n      alt: x\n      image: swim.svg\n"),
        "source/image-missing",
        13,
        "b",
    ),
]


@pytest.mark.parametrize(
    ("text", "code", "line", "block"), [rule[1:] for rule in RULES], ids=[rule[0] for rule in RULES]
)
def test_a_broken_rule_is_said_beside_the_leaflet(folder, text, code, line, block):
    leaflet, problems = read(folder, text)
    assert leaflet is not None and has_errors(problems)
    assert [(one.code, one.where.file, one.where.line, one.where.block) for one in problems] == [
        (code, SHOWN, line, block)
    ]
    assert problems[0].hint


def test_all_problems_of_a_file_are_reported(folder):
    _, problems = read(folder, HEAD.replace("nl", "Dutch") + "txet: x\n" + BLOCKS + "    hreo: true\n")
    assert [(one.code, one.where.line) for one in problems] == [
        ("source/bad-value", 2),
        ("source/unknown-key", 8),
        ("source/unknown-key", 13),
    ]


def test_a_flood_of_problems_is_cut(folder):
    _, problems = read(folder, blocks("  - id: a\n    kind: lead\n    text: |\n" + "      - {\n" * 1000))
    assert len(problems) == 51 and problems[-1].code == "source/too-many"


def test_a_missing_leaflet_is_a_problem(tmp_path):
    leaflet, problems = read_leaflet(tmp_path / "none", SHOWN, ASSETS, LABELS)
    assert leaflet is None and [one.code for one in problems] == ["source/missing"]


def test_pictures_are_sought_from_the_leaflet_outwards(tmp_path, folder):
    assets = tmp_path / "assets"
    (assets / "images" / "low-back-pain").mkdir(parents=True)
    places = [assets / "images", assets / "images" / "low-back-pain", folder, folder / "images"]
    for place in places:
        (place / "joint.svg").write_text(SVG, encoding="utf-8")
        path, problems = find_image("joint.svg", folder, assets, Where("x"))
        assert path is not None and path.resolve() == (place / "joint.svg").resolve() and problems == ()


@pytest.mark.parametrize("name", ["../../secret.svg", "/etc/hostname", "..\\secret.svg", "a/../../../secret.svg", "\0"])
def test_a_picture_outside_is_refused(tmp_path, folder, name):
    (tmp_path / "secret.svg").write_text(SVG, encoding="utf-8")
    path, problems = find_image(name, folder, tmp_path / "assets", Where("x", 3))
    assert path is None and has_errors(problems) and problems[0].where.line == 3


def test_a_picture_with_other_capitals_is_offered(folder):
    path, (problem,) = find_image("Walk.SVG", folder, folder / "assets", Where("x"))
    assert path is None and "'walk.svg'" in problem.hint


LINES = st.lists(
    st.sampled_from(
        [*(HEAD + BLOCKS).splitlines(), "    title: x", "    hero: true", "    text: |", "      - a", "", "x"]
    )
    | st.text(max_size=12),
    max_size=25,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES)
def test_no_leaflet_file_raises(folder, lines):
    (folder / "leaflet.yaml").write_bytes("\n".join(lines).encode("utf-8", "replace"))
    leaflet, problems = read_leaflet(folder, SHOWN, ASSETS, LABELS)
    assert leaflet is not None or has_errors(problems)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80))
def test_no_text_raises(folder, text):
    escaped = "".join(f"\\U{ord(char):08x}" for char in text)
    leaflet, problems = read(folder, blocks(f'  - id: a\n    kind: lead\n    text: "{escaped}"\n'))
    assert leaflet is not None or has_errors(problems)
