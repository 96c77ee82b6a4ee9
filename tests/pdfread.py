"""Finished bytes read back by others: pikepdf, pdfium, poppler, qpdf, MuPDF, Ghostscript.

Nothing here knows how the program writes.  A tool that is not on the machine skips its test and says how to get it.
"""

from __future__ import annotations

import functools
import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

PACKAGES = {"pdftotext": "poppler-utils", "pdffonts": "poppler-utils", "pdfinfo": "poppler-utils", "qpdf": "qpdf",
            "mutool": "mupdf-tools", "gs": "ghostscript", "msgfmt": "gettext"}  # fmt: skip
PAINTING = frozenset(["Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh"]) | {
    "INLINE IMAGE"
}  # ISO 32000-1 table 51
UNSEEN = re.compile("[\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def run(*command: str | Path) -> str:
    """What a tool says; a tool that fails fails the test."""
    name = str(command[0])
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not on this machine (Debian: apt-get install {PACKAGES.get(name, name)})")
    done = subprocess.run([str(part) for part in command], capture_output=True, timeout=60, check=False)
    said = done.stdout.decode("utf-8", "replace")
    complaint = done.stderr.decode("utf-8", "replace")
    assert done.returncode == 0, f"{name} ended with {done.returncode}: {said[-500:]} {complaint[-500:]}"
    return said + complaint


def on_pdf(pdf: bytes, *command: str) -> str:
    """Run a tool on a PDF; `{}` in the command stands for the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "leaflet.pdf"
        path.write_bytes(pdf)
        return run(*(part.replace("{}", str(path)) for part in command))


def one_spaced(text: str) -> str:
    """A text as it is compared: single plain spaces, nothing invisible."""
    return " ".join(UNSEEN.sub("", text).split())


def words_of(text: str) -> list[str]:
    """The words of what a reader gives out line by line, or of a message: without hyphens, which a line end may have
    put in or taken for its own (pdfium gives U+FFFE for one)."""
    joined = re.sub(
        "[-\u00ad\u2010\u2011\ufffe\x02]\\s*\n\\s*|[-\u00ad\u2010\u2011\ufffe\x02]", "", text.replace("\r", "")
    )
    return one_spaced(joined).split()


# --- pikepdf: content streams and the structure tree ------------------------------------------------------------------


@functools.lru_cache(32)
def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


@dataclass
class Painted:
    """One painting operator: its page from 1, the tags open round it (outermost first) as (tag, MCID or None)."""

    page: int
    operator: str
    tags: tuple[tuple[str, int | None], ...]
    text: str = ""

    @property
    def is_artifact(self) -> bool:
        return any(tag == "Artifact" for tag, _ in self.tags)

    @property
    def mcid(self) -> int | None:
        return next((mcid for _, mcid in reversed(self.tags) if mcid is not None), None)


def painted(pdf: bytes) -> Iterator[Painted]:
    """Every painting operator of the pages with the marked content that it stands in."""
    for number, page in enumerate(opened(pdf).pages, 1):
        fonts = {str(name): _to_unicode(font) for name, font in _fonts(page).items()}
        font = ""
        tags: list[tuple[str, int | None]] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            what = str(operator)
            if what in ("BMC", "BDC"):
                known = what == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]
                tags.append((str(operands[0]).lstrip("/"), int(operands[1]["/MCID"]) if known else None))
            elif what == "EMC":
                assert tags, f"EMC without a beginning on page {number}"
                tags.pop()
            elif what == "Tf":
                font = str(operands[0])
            elif what in PAINTING:
                text = _decoded(operands, fonts[font]) if what in ("Tj", "TJ") else ""
                yield Painted(number, what, tuple(tags), text)
        assert not tags, f"marked content is left open on page {number}"


def _fonts(page: pikepdf.Page) -> dict[str, pikepdf.Object]:
    return dict(page.obj.get("/Resources", {}).get("/Font", {}).items())


def _to_unicode(font: pikepdf.Object) -> dict[bytes, str]:
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    found = {}
    for section in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", section):
            found[bytes.fromhex(code)] = bytes.fromhex(text).decode("utf-16-be")
    return found


def _decoded(operands: pikepdf.Array, mapping: dict[bytes, str]) -> str:
    parts = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
    text = ""
    for part in parts:
        if isinstance(part, pikepdf.String):
            data = bytes(part)
            text += "".join(mapping[data[at : at + 2]] for at in range(0, len(data), 2))
    return text


@dataclass
class Element:
    """A structure element: type, alternative text, children, and the text of the content that is its own; `about` are
    the descriptions of its annotations with where they lead."""

    kind: str
    alt: str = ""
    text: str = ""
    kids: list[Element] = field(default_factory=list)
    content: list[tuple[int, int]] = field(default_factory=list)
    language: str = ""
    about: list[str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    @property
    def whole(self) -> str:
        """Its text and that of everything in it, in reading order."""
        return "".join([self.text, *(kid.whole for kid in self.kids)])


def structure(pdf: bytes) -> Element:
    """The structure tree, each element with the text of its marked content."""
    file = opened(pdf)
    pages = {page.obj.objgen: number for number, page in enumerate(file.pages, 1)}
    words: dict[tuple[int, int], str] = {}
    for mark in painted(pdf):
        if mark.mcid is not None:
            key = (mark.page, mark.mcid)
            words[key] = words.get(key, "") + mark.text
    return _element(kids_of(file.Root.StructTreeRoot)[0], pages, words)


def kids_of(node: pikepdf.Object) -> list[pikepdf.Object]:
    """The children of a structure element: elements, marked-content references, or bare numbers (14.7.4)."""
    kids = node.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def content_key(kid: pikepdf.Object, node: pikepdf.Object, pages: dict[tuple[int, int], int]) -> tuple[int, int]:
    """(page, MCID) of a child that is content; a bare number is on the element's own page."""
    if isinstance(kid, pikepdf.Dictionary):
        return pages[kid.get("/Pg", node.get("/Pg")).objgen], int(kid.MCID)
    return pages[node.Pg.objgen], int(kid)


def _element(node: pikepdf.Object, pages: dict[tuple[int, int], int], words: dict[tuple[int, int], str]) -> Element:
    found = Element(str(node.S).lstrip("/"), str(node.get("/Alt", "")), language=str(node.get("/Lang", "")))
    for kid in kids_of(node):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
            found.about.append(_about(kid.Obj, pages))
            continue
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") != "/MCR":
            found.kids.append(_element(kid, pages, words))
            continue
        key = content_key(kid, node, pages)
        found.content.append(key)
        found.text += words.get(key, "")
    return found


def _about(annotation: pikepdf.Object, pages: dict[tuple[int, int], int]) -> str:
    action = annotation.get("/A")
    where = str(action.URI) if action is not None else f"page {pages[annotation.Dest[0].objgen]}"
    return f"{annotation.Contents} -> {where}"


def tag_trace(pdf: bytes) -> str:
    """The structure tree as text made for reading."""
    return "\n".join(_traced(structure(pdf), 0)) + "\n"


def _traced(element: Element, depth: int) -> Iterator[str]:
    alt = f" alt '{element.alt}'" if element.alt else ""
    text = f" '{one_spaced(element.text)}'" if element.text.strip() else ""
    language = f" in {element.language}" if element.language else ""
    about = "".join(f" [{one}]" for one in element.about)
    yield f"{'  ' * depth}{element.kind}{language}{alt}{text}{about}"
    for kid in element.kids:
        yield from _traced(kid, depth + 1)


def leaves(element: Element) -> list[str]:
    """Texts of the elements that hold words, in reading order, without the marks of lists."""
    return [one_spaced(one.text) for one in element.walk() if one.text.strip() and one.kind != "Lbl"]


# --- pdfium: what a browser shows -------------------------------------------------------------------------------------


def rendered(pdf: bytes, page: int, scale: float = 1.0) -> Image.Image:
    """A page as pdfium shows it; `scale` pixels to a point."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[page - 1].render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()


def shown_text(pdf: bytes) -> str:
    """The words of the file as pdfium copies them, page after page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
