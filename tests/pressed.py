"""Press files for the tests: a leaflet or a bare page, and what its print shop asks for, go in; bytes and plates come
out."""

from __future__ import annotations

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from leaflet.build import finish
from leaflet.layout.placed import Item, Page, Pages
from leaflet.layout.press_wish import PressWish
from leaflet.model.picture import Picture
from leaflet.paint.colour import Palette, read_palette
from leaflet.paint.painter import Edition, Look, paint
from leaflet.paint.pdf_document import Metadata
from leaflet.paint.press_job import PressJob, read_job
from leaflet.problems import Where
from tests.conftest import ROOT
from tests.printed import Printed

ASSETS = ROOT / "assets"
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
OPACITY = ("/SMask", "/ca", "/CA", "/BM", "/Group")


def palette_of(folder: Path | None = None) -> Palette:
    palette, problems = read_palette(folder or ASSETS)
    assert palette is not None, problems
    return palette


def job_of(wish: PressWish = PressWish(), palette: Palette | None = None) -> PressJob:
    job, problems = read_job(wish, ROOT, ASSETS, palette or palette_of(), Where("test"))
    assert job is not None, problems
    return job


def press_file(printed: Printed, wish: PressWish = PressWish()) -> bytes:
    """A leaflet as a print shop gets it."""
    result = finish(replace(printed.kit, press=wish), printed.copy, printed.fit, Edition.PRESS)
    assert result.pdf, [str(problem) for problem in result.problems]
    return result.pdf


def page_file(
    items: tuple[Item, ...],
    job: PressJob,
    pictures: Mapping[str, Picture] | None = None,
    palette: Palette | None = None,
) -> bytes:
    """One bare page of 200 by 200 points in the press edition, without bleed."""
    look = Look(palette or palette_of(), pictures or {}, 0.0, Edition.PRESS, 0.0, job)
    page = Page(1, 200.0, 200.0, items)
    return paint(Pages((page,), 10.0, "", 1.0, ""), look, Metadata("Test & <test>", "nl", author="Clinic"))


def forms(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    """The drawings of a page."""
    return (thing for thing in page.Resources.get("/XObject", {}).values() if thing.Subtype == "/Form")


def images(file: pikepdf.Pdf) -> list[pikepdf.Stream]:
    """Every picture of pixels, masks too."""
    return [one for one in file.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]


def operators(stream: object) -> list[str]:
    return [str(operator) for _, operator in pikepdf.parse_content_stream(stream)]


def is_see_through(file: pikepdf.Pdf) -> bool:
    """Does anything in the file mix with what is behind it (ISO 32000-1 11)?"""
    dictionaries = [one for one in file.objects if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream))]
    return any(key in one for one in dictionaries for key in OPACITY)


def description(file: pikepdf.Pdf) -> ET.Element:
    """The one description of the file's XMP."""
    xmp = bytes(file.Root.Metadata.read_bytes()).decode("utf-8")
    root = ET.fromstring(xmp[xmp.index("<x:xmpmeta") : xmp.index("<?xpacket end")])
    (found,) = root.iter(f"{RDF}Description")
    return found


def plates_of(pdf: bytes, folder: Path, dpi: int = 100) -> dict[str, Image.Image]:
    """The first page as Ghostscript separates it, a plate for each ink; 255 is no ink."""
    if shutil.which("gs") is None:
        pytest.skip("Ghostscript is not installed: there are no plates to look at (Debian: ghostscript)")
    (folder / "press.pdf").write_bytes(pdf)
    command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", f"-r{dpi}", "-dLastPage=1", "-sOutputFile=p.tif"]
    subprocess.run([*command, "press.pdf"], cwd=folder, check=True, capture_output=True)
    names = {path: re.fullmatch(r"p\((.*)\)\.tif", path.name) for path in folder.glob("p(*).tif")}
    return {name[1]: Image.open(path).convert("L") for path, name in names.items() if name}
