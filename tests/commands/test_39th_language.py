"""A language that the product does not know yet: a row in its locales.yaml, a font where it needs one, a PO file.

Each test takes a copy of the program and goes the way that the error messages show; no code is changed.
"""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2
import pytest

from leaflet.localize.catalogue import read_po
from leaflet.localize.po import PoText, compose
from leaflet.problems import Where

ROOT = Path(__file__).resolve().parents[2]
FONT = "Noto Sans Georgian"
FILES = ("NotoSansGeorgian_400Regular.ttf", "NotoSansGeorgian_700Bold.ttf")
WATER = "သန့်ရှင်းသောရေကို နေ့စဉ်သောက်ပါ။ ကျန်းမာရေးအတွက် အရေးကြီးသည်။"


@dataclass(frozen=True)
class Bench:
    """A copy of the program, and a project beside it."""

    program: Path
    project: Path

    def run(self, *words: str, code: int = 0) -> str:
        """One command, as a user types it; what it says."""
        command = [sys.executable, str(self.program / "make_leaflet.py"), *words]
        done = subprocess.run(command, cwd=self.project, capture_output=True, timeout=120, check=False)
        said = (done.stdout + done.stderr).decode("utf-8")
        assert done.returncode == code and "Traceback" not in said, said
        return said

    def add_row(self, section: str, row: str) -> None:
        path = self.program / "assets" / "locales.yaml"
        text = path.read_text("utf-8")
        path.write_text(text.replace(f"\n{section}:\n", f"\n{section}:\n{row}\n"), "utf-8")

    def add_font(self, family: str, script: str, files: tuple[str, ...]) -> None:
        styles = (f"    {name}: {{file: {file}}}" for name, file in zip(("regular", "bold"), files, strict=True))
        path = self.program / "assets" / "fonts" / "SOURCES.yaml"
        row = "\n".join([f"{family}:", "  licence: OFL-1.1", f"  covers: [{script}]", "  styles:", *styles])
        path.write_text(f"{path.read_text('utf-8').rstrip()}\n{row}\n", "utf-8")

    def translate(self, leaflet: str, language: str, plain: str) -> None:
        """Fill the PO file: texts without fields, numbers and markup with `plain`, the others with their source."""
        path = self.project / "translations" / leaflet / f"{language}.po"
        po, problems = read_po(path.read_bytes(), Where(path.name))
        assert po is not None, problems
        done = [unit if unit.text else replace(unit, text=_words(unit.source, plain), raw="") for unit in po.units]
        path.write_text(compose(PoText(tuple(done))), "utf-8")

    def read(self, leaflet: str, language: str) -> str:
        """The words of the finished PDF, by PDFium."""
        (path,) = (self.project / "build" / leaflet).glob(f"*_{language}_*.pdf")
        pdf = pypdfium2.PdfDocument(path)
        return " ".join("".join(page.get_textpage().get_text_range() for page in pdf).split())


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    program, project = tmp_path / "program", tmp_path / "project"
    program.mkdir()
    project.mkdir()
    shutil.copytree(ROOT / "leaflet", program / "leaflet")
    shutil.copytree(ROOT / "assets", program / "assets", copy_function=_linked)
    shutil.copy2(ROOT / "make_leaflet.py", program)
    return Bench(program, project)


def _words(source: str, plain: str) -> str:
    return source if re.search(r"[\d{*]", source) else plain


def _linked(source: str, target: str) -> object:
    """Fonts are many megabytes, and nobody changes them."""
    if not source.endswith((".ttf", ".xz")):
        return shutil.copy2(source, target)
    try:
        return os.symlink(source, target)
    except OSError:
        return shutil.copy2(source, target)


def offered(said: str, name: str) -> str:
    """The row that a message offers to paste."""
    found = re.search(rf"^  {name}:\n(?:    .+\n?)+", said, re.MULTILINE)
    assert found is not None, said
    return found[0].rstrip("\n")


def test_a_language_in_a_known_script_needs_the_offered_row_and_its_po_file(bench: Bench) -> None:
    bench.run("new", "water")
    said = bench.run("translate", "add", "ku", code=2)
    assert "assets/locales.yaml: error: ku: no row 'ku' under 'languages'" in said and "[locale/unknown]" in said
    bench.add_row("languages", offered(said, "ku"))
    assert "ku.po" in bench.run("translate", "add", "ku")
    bench.translate("water", "ku", "Rojê şeş heta heşt qedehên avê vexwin û li xwe miqate bin.")
    bench.run("build", "water")
    assert "miqate bin." in bench.read("water", "ku")
    assert "Checked 1 leaflet in 2 languages" in bench.run("check", "water")
    assert "ku" in bench.run("status")


def without_georgian(bench: Bench) -> None:
    """The program as if nobody had ever thought of Georgian: no language, no script, no font."""
    assets = bench.program / "assets"
    for path, rows in (
        (assets / "locales.yaml", r"^  (?:ka|Geor):\n(?:    .*\n)+"),
        (assets / "labels.yaml", r"^  ka:\n(?:    .*\n)+"),
    ):
        path.write_text(re.sub(rows, "", path.read_text("utf-8") + "\n", flags=re.MULTILINE), "utf-8")
    sources = assets / "fonts" / "SOURCES.yaml"
    row = rf"^{FONT}:\n(?:  .*\n)+"
    sources.write_text(re.sub(row, "", sources.read_text("utf-8") + "\n", flags=re.MULTILINE), "utf-8")
    shutil.rmtree(assets / "fonts" / "noto-sans-georgian")


def test_a_language_in_a_new_script_is_led_from_step_to_step(bench: Bench) -> None:
    without_georgian(bench)
    samples = ROOT / "tests" / "samples" / "translations" / "sample"
    folder = bench.project / "translations" / "sample"
    folder.mkdir(parents=True)
    shutil.copy2(samples / "leaflet.yaml", folder)
    said = bench.run("translate", "add", "ka", "sample", code=2)
    assert "[locale/unknown]" in said and "ქართული" in said
    bench.add_row("languages", offered(said, "ka"))

    said = bench.run("translate", "add", "ka", "sample", code=2)
    assert "no row 'Geor' under 'scripts'" in said and re.search(r"locales\.yaml:\d+: error: ka:", said), said
    bench.add_row("scripts", offered(said, "Geor"))
    bench.run("translate", "add", "ka", "sample")
    shutil.copy2(samples / "ka.po", folder)

    said = bench.run("build", "sample", "--lang", "ka", code=1)
    assert f"no bundled font can set Georgian (script Geor): {FONT} is not there [font/no-family]" in said
    assert "add the files of" in said and "SOURCES.yaml" in said
    assert "script Geor is to be set in" in bench.run("check", "sample", code=1)

    bench.add_font(FONT, "Geor", tuple(f"georgian/{file}" for file in FILES))
    said = bench.run("build", "sample", "--lang", "ka", code=1)
    assert f"font file 'georgian/{FILES[0]}' is missing [font/missing]" in said

    shutil.copytree(ROOT / "assets" / "fonts" / "noto-sans-georgian", bench.program / "assets" / "fonts" / "georgian")
    bench.run("build", "sample", "--lang", "ka")
    assert "„ყოველ" in bench.read("sample", "ka")


def test_a_script_of_its_own_shaping_and_no_spaces_between_words(bench: Bench) -> None:
    """Burmese.  No font of it is bundled, so Georgian letters stand in for the letters: what counts is the road."""
    bench.run("new", "water")
    bench.add_row("languages", offered(bench.run("translate", "add", "my", code=2), "my"))
    bench.add_row("scripts", offered(bench.run("translate", "add", "my", code=2), "Mymr"))
    bench.run("translate", "add", "my")
    bench.translate("water", "my", WATER)
    assert "(script Mymr): Noto Sans Myanmar is not there" in bench.run("build", "water", code=1)

    bench.add_font("Noto Sans Myanmar", "Mymr", ("a.ttf", "b.ttf"))
    fonts = bench.program / "assets" / "fonts"
    for target, source in zip(("a.ttf", "b.ttf"), FILES, strict=True):
        (fonts / target).write_bytes(stand_in((ROOT / "assets" / "fonts" / "noto-sans-georgian" / source).read_bytes()))
    bench.run("build", "water")
    found = bench.read("water", "my")
    assert found.replace(" ", "").count(WATER.replace(" ", "")) >= 5, found
    assert "၁." in found, "items are counted in its own digits"


def stand_in(font: bytes) -> bytes:
    """The font with its letters under the code points of Burmese: a new `cmap` of format 12 (OpenType 1.9)."""
    count = struct.unpack(">H", font[4:6])[0]
    records = [struct.unpack(">4sIII", font[12 + 16 * n : 28 + 16 * n]) for n in range(count)]
    tables = {tag: font[start : start + length] for tag, _, start, length in records}
    # Space, no-break space and the letters; glyph 3 and on are letters and signs in every Noto font.
    groups = [(0x20, 0x20, 1), (0xA0, 0xA0, 1), (0x1000, 0x109F, 4)]
    body = b"".join(struct.pack(">III", *group) for group in groups)
    table = struct.pack(">HHIII", 12, 0, 16 + len(body), 0, len(groups)) + body
    tables[b"cmap"] = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + table
    tables.pop(b"GSUB", None)
    tables.pop(b"GPOS", None)
    head, data = font[:4] + struct.pack(">HHHH", len(tables), 0, 0, 0), b""
    start = 12 + 16 * len(tables)
    for tag in sorted(tables):
        head += struct.pack(">4sIII", tag, 0, start + len(data), len(tables[tag]))
        data += tables[tag] + b"\0" * (-len(tables[tag]) % 4)
    return head + data
