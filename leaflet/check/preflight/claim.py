"""What a file claims to be.  An open PDF goes in; its PDF/X version, where it says so, and both sets of metadata come
out.

Source: ISO 15930-7 (PDF/X-4 claims in XMP, schema pdfxid), ISO 15930-4 and -6 (PDF/X-1a:2003, PDF/X-3:2003 in Info).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from leaflet.check.preflight.objects import entries_of
from leaflet.check.preflight.streams import data_of

XMP_KEYS = {
    "title": ("http://purl.org/dc/elements/1.1/", "title"),
    "created": ("http://ns.adobe.com/xap/1.0/", "CreateDate"),
    "modified": ("http://ns.adobe.com/xap/1.0/", "ModifyDate"),
    "creator": ("http://ns.adobe.com/xap/1.0/", "CreatorTool"),
    "producer": ("http://ns.adobe.com/pdf/1.3/", "Producer"),
    "trapped": ("http://ns.adobe.com/pdf/1.3/", "Trapped"),
    "pdfx": ("http://www.npes.org/pdfx/ns/id/", "GTS_PDFXVersion"),
}
INFO_KEYS = {
    "title": "/Title",
    "created": "/CreationDate",
    "modified": "/ModDate",
    "creator": "/Creator",
    "producer": "/Producer",
    "trapped": "/Trapped",
    "pdfx": "/GTS_PDFXVersion",
}
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DATES = ("created", "modified")
DATE = re.compile(r"(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(Z|[+-]\d\d)?(\d\d)?")
LONGEST = 4_000_000


@dataclass(frozen=True, slots=True)
class Claim:
    """`info` and `xmp` by the keys of INFO_KEYS; `pdfx` is the version that the file claims, empty for none; dates are
    digits to the second with their zone."""

    info: dict[str, str]
    xmp: dict[str, str]
    has_xmp: bool
    version: float

    @property
    def pdfx(self) -> str:
        return self.xmp.get("pdfx") or self.info.get("pdfx", "")

    @property
    def is_modern(self) -> bool:
        """PDF/X-4 or later: transparency and layers are allowed, colour may be managed."""
        return self.pdfx.startswith(("PDF/X-4", "PDF/X-5", "PDF/X-6"))

    @property
    def forbids_transparency(self) -> bool:
        return self.pdfx.startswith(("PDF/X-1", "PDF/X-3"))

    @property
    def latest_version(self) -> float:
        """The newest PDF that this PDF/X is built on; a file without a claim may be any."""
        if self.pdfx.startswith("PDF/X-6"):
            return 2.0
        if self.is_modern:
            return 1.6
        return 1.3 if self.pdfx.endswith((":2001", ":2002")) else 1.4


def read_claim(pdf: Any) -> Claim:
    """What the file says of itself."""
    info = _info(pdf)
    data = _packet(pdf)
    xmp = _xmp(data) if data else {}
    for found in (info, xmp):
        for key in DATES:
            if key in found:
                found[key] = plain_date(found[key])
    return Claim(info, xmp, bool(data), _version(pdf))


def _info(pdf: Any) -> dict[str, str]:
    entries = entries_of(pdf.trailer.get("/Info"))
    return {name: str(entries[key]).lstrip("/") for name, key in INFO_KEYS.items() if key in entries}


def _packet(pdf: Any) -> bytes:
    return data_of(pdf.Root.get("/Metadata"))[:LONGEST]


def _xmp(data: bytes) -> dict[str, str]:
    """The properties that rules ask about; none where the packet is no XML."""
    import xml.etree.ElementTree as ET

    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:  # no packet has them, and entities may unfold without end
        return {}
    try:
        root = ET.fromstring(data.strip(b"\x00 \r\n\t"))
    except (ET.ParseError, ValueError, LookupError):
        return {}
    found = {}
    for name, (space, key) in XMP_KEYS.items():
        tag = f"{{{space}}}{key}"
        element = next(root.iter(tag), None)
        held = next((one.get(tag) for one in root.iter(f"{RDF}Description") if one.get(tag) is not None), None)
        text = held if element is None else "".join(element.itertext()).strip()
        if text is not None:
            found[name] = text
    return found


def plain_date(text: str) -> str:
    """`D:20261122000000+00'00'` and `2026-11-22T00:00:00Z` are the same moment, and so the same text."""
    digits = re.sub(r"(?<=\d)[-:T](?=\d\d(?!\d{2}))", "", text.removeprefix("D:").replace("'", ""))
    digits = re.sub(r"(?<=\d{14})(\d\d)(?!\d)", r"-\1", digits)
    match = DATE.match(digits)
    if match is None:
        return text
    year, month, day, hour, minute, second, zone, rest = match.groups()
    whole = f"{year}{month or '01'}{day or '01'}{hour or '00'}{minute or '00'}{second or '00'}"
    offset = "" if zone in (None, "Z", "+00", "-00") and (rest or "00") == "00" else f"{zone}{rest or '00'}"
    return whole + offset


def _version(pdf: Any) -> float:
    """The version of the header or the catalogue, whichever is newer (ISO 32000-1 7.2.2)."""
    try:
        return max(float(pdf.pdf_version), float(str(pdf.Root.get("/Version", "/0")).lstrip("/")))
    except ValueError:
        return 9.9
