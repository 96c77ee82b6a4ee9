"""Rules on the file as a whole: what it claims, whether it can be read aloud, and what it may not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from leaflet.check.access.rule import Evidence, Finding, rule
from leaflet.check.preflight.objects import entries_of, is_dictionary, items_of
from leaflet.check.preflight.streams import data_of
from leaflet.problems import Level

CLAIM = re.compile(rb"pdfuaid:part(?:>|\s*=\s*[\"'])\s*1\b")
READ_ALOUD = 1 << 9  # bit 10 of the permissions (ISO 32000-1 table 22)


@rule("claim", "readers and libraries treat a file as accessible where it says so")
def claim(evidence: Evidence) -> Iterator[Finding]:
    if not CLAIM.search(evidence.xmp) or b"http://www.aiim.org/pdfua/ns/id/" not in evidence.xmp:
        yield Finding("the file does not claim PDF/UA-1 in its metadata")


@rule("locked", "a file that is locked against copying may be locked against being read aloud")
def locked(evidence: Evidence) -> Iterator[Finding]:
    lock = entries_of(evidence.file.trailer.get("/Encrypt"))
    if not len(lock):
        return
    if "/P" not in lock or not int(lock.P) & READ_ALOUD:
        yield Finding("the file is locked against screen readers", "save it without restrictions")


@rule("layers", "layers are named to who cannot see them, and never change by themselves")
def layers(evidence: Evidence) -> Iterator[Finding]:
    held = entries_of(evidence.file.Root.get("/OCProperties"))
    for one in (held.get("/D"), *items_of(held.get("/Configs"))) if len(held) else ():
        if not str(entries_of(one).get("/Name", "")).strip():
            yield Finding("a set of layers has no name", "export the file without layers")
        if "/AS" in entries_of(one):
            yield Finding("layers change by themselves", "export the file without layers")


@rule("attached", "an attached file is found by its name")
def attached(evidence: Evidence) -> Iterator[Finding]:
    for one in evidence.file.objects:
        if is_dictionary(one) and "/EF" in one and not ("/F" in one and "/UF" in one):
            yield Finding("an attached file has no name", "leave attachments out")


@rule("dynamic-form", "a form that is built when it is opened has no tags")
def dynamic_form(evidence: Evidence) -> Iterator[Finding]:
    form = entries_of(evidence.file.Root.get("/AcroForm")).get("/XFA")
    parts: list[Any] = items_of(form) or [form]
    if any(b"dynamicRender" in data_of(part) and b"required" in data_of(part) for part in parts):
        yield Finding("the file is a dynamic form", "export it as an ordinary PDF")


@rule("reference", "content of another file is not there when that file is not")
def reference(evidence: Evidence) -> Iterator[Finding]:
    if any(
        is_dictionary(one) and "/Ref" in one and str(one.get("/Subtype", "")) == "/Form"
        for one in evidence.file.objects
    ):
        yield Finding("the file shows pages of another file", "embed what is shown")


@rule("form-reused", "one tag for content that stands in two places is read in one of them")
def form_reused(evidence: Evidence) -> Iterator[Finding]:
    times: dict[tuple[int, int], int] = {}
    for page in evidence.pages:
        for key, count in page.forms.items():
            times[key] = times.get(key, 0) + count
    if any(count > 1 for count in times.values()):
        yield Finding("a drawing with tags of its own is shown twice")


@rule("bookmarks", "without bookmarks who cannot skim has to listen from the start", Level.WARNING)
def bookmarks(evidence: Evidence) -> Iterator[Finding]:
    outline = entries_of(evidence.file.Root.get("/Outlines"))
    if len(evidence.file.pages) > 1 and not is_dictionary(outline.get("/First")):
        yield Finding("the file has no bookmarks")
