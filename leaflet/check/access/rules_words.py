"""Rules on words that stand for something else, and on languages: alternative texts, titles, names of languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leaflet.check.access.rule import OURS, Evidence, Finding, rule
from leaflet.check.access.tree import Node
from leaflet.check.preflight.objects import entries_of, is_dictionary, items_of
from leaflet.problems import Level

SAY = "write in the leaflet, under `alt:`, what the picture shows to somebody who does not see it"
# BCP 47 (RFC 5646 2.1): language, script, region, variants, extensions, private use.
LANGUAGE = re.compile(
    r"(?:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+)",
    re.IGNORECASE,
)
FILE_NAME = re.compile(r"\S+\.(?:svg|png|jpe?g|gif|tiff?|webp|bmp|pdf|eps)", re.IGNORECASE)
NOTHING_SAID = frozenset((
    "alt", "alternative", "bild", "drawing", "figure", "foto", "graphic", "icon", "image", "img", "logo",
    "photo", "picture", "placeholder", "tbd", "todo",
))  # when all of an alternative text  # fmt: skip
TITLE = re.compile(rb"<dc:title>.*?<rdf:li[^>]*>\s*[^<\s]", re.DOTALL)


def _replaced(node: Node) -> str:
    """What an element says instead of its content."""
    return str(node.entries.get("/Alt", "")) + str(node.entries.get("/ActualText", ""))


@rule("alt-missing", "a picture without words is a hole in the text for who does not see it")
def alt_missing(evidence: Evidence) -> Iterator[Finding]:
    for node in evidence.tree.walk():
        if node.role == "Figure" and not _replaced(node).strip():
            yield Finding("a picture has no alternative text", SAY, node.page)


@rule("alt-says-nothing", "`image.png` read aloud says nothing of what there is to see", Level.WARNING)
def alt_says_nothing(evidence: Evidence) -> Iterator[Finding]:
    for node in evidence.tree.walk():
        said = _replaced(node).strip() if node.role == "Figure" else ""
        plain = said.strip(" .…-_0123456789").casefold()
        if said and (FILE_NAME.fullmatch(said) or not plain or plain in NOTHING_SAID):
            yield Finding(f"the alternative text '{said}' says nothing of the picture", SAY, node.page)


@rule("figure-box", "without a box a reader cannot show where the picture is", Level.WARNING)
def figure_box(evidence: Evidence) -> Iterator[Finding]:
    for node in evidence.tree.walk():
        attributes = node.entries.get("/A")
        if node.role == "Figure" and not any(
            "/BBox" in entries_of(one) for one in items_of(attributes) or [attributes]
        ):
            yield Finding("a picture does not say how much of the page it covers", page=node.page)


@rule("formula-alt", "a formula is read aloud from its alternative text")
def formula_alt(evidence: Evidence) -> Iterator[Finding]:
    for node in evidence.tree.walk():
        if node.role == "Formula" and not _replaced(node).strip():
            yield Finding("a formula has no alternative text", page=node.page)


@rule("language-missing", "a voice reads words in the wrong language as gibberish")
def language_missing(evidence: Evidence) -> Iterator[Finding]:
    if str(evidence.file.Root.get("/Lang", "")).strip():
        return
    if any(node.marks and not node.language for node in evidence.tree.walk()):
        yield Finding("the file does not say in which language its words are")
    if any(_replaced(node) and not node.language for node in evidence.tree.walk()):
        yield Finding("the file does not say in which language its alternative texts are")
    if is_dictionary(evidence.file.Root.get("/Outlines")) or any("/Annots" in page.obj for page in evidence.file.pages):
        yield Finding("the file does not say in which language its bookmarks and links are described")
    if b"<dc:title>" in evidence.xmp and b'xml:lang="x-default"' in evidence.xmp:
        yield Finding("the file does not say in which language its title is")


@rule("language-unknown", "a language that is not named as the world does finds no voice")
def language_unknown(evidence: Evidence) -> Iterator[Finding]:
    named = {str(node.entries["/Lang"]) for node in evidence.tree.walk() if "/Lang" in node.entries}
    named |= {str(evidence.file.Root["/Lang"])} if "/Lang" in evidence.file.Root else set()
    for name in sorted(name for name in named if name and not LANGUAGE.fullmatch(name)):
        yield Finding(f"'{name}' is no language tag", "name the file of the translation by a tag as nl, pt-BR, zh-Hans")


@rule("title", "the title is the first that a screen reader says of a file")
def title(evidence: Evidence) -> Iterator[Finding]:
    if not evidence.xmp:
        yield Finding("the file has no XMP metadata", OURS)
    elif not TITLE.search(evidence.xmp):
        yield Finding("the file has no title in its metadata", "give the leaflet a title")


@rule("title-shown", "a window that shows the name of the file tells nobody what is open")
def title_shown(evidence: Evidence) -> Iterator[Finding]:
    if entries_of(evidence.file.Root.get("/ViewerPreferences")).get("/DisplayDocTitle") is not True:
        yield Finding("the file does not ask for its title to be shown")
