"""The one place that knows ReportLab: its document layer as objects, streams and pages.  Bytes come out.

Only `pdfdoc` is used.  ReportLab's Canvas would add 60 ms to a cold start for operators that the painters write
themselves, and puts an unembedded Helvetica on every page.  `pdfdoc` internals are private: the minor version is
pinned.
"""

from __future__ import annotations

import datetime
import hashlib
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFString

from leaflet.paint.standard import OFFICE, Standard

CREATOR = "leaflet"
PRODUCER = "leaflet (ReportLab document layer)"
ZLIB_LEVEL = 6  # level 9 costs twice the time for 1 % of the size (measured on the low-back-pain leaflet)

Value = object  # what a PDF dictionary may hold: a name, string, number, array, dictionary or reference


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says of itself.  `date` is an argument of the build, never the clock."""

    title: str
    language: str
    subject: str = ""
    author: str = ""
    keywords: str = ""
    date: datetime.date = datetime.date(2000, 1, 1)
    right_to_left: bool = False
    duplex: bool = True
    short_edge: bool = False  # a sheet that lies across is turned over its short edge


class _Stream(pdfdoc.PDFObject):  # type: ignore[misc]
    """A stream with an end of line before `endstream` (ISO 19005-1 6.1.7), which pdfdoc's own lacks.  It is of two
    characters: a line feed alone would make one end of line with a carriage return that the data end in."""

    __RefOnly__ = 1

    def __init__(self, entries: Mapping[str, Value], data: bytes, compress: bool) -> None:
        self.entries = dict(entries)
        self.data = zlib.compress(data, ZLIB_LEVEL) if compress else data
        if compress:
            self.entries["Filter"] = PDFName("FlateDecode")

    def format(self, document: object) -> bytes:
        head = PDFDictionary({**self.entries, "Length": len(self.data)})
        return bytes(pdfdoc.format(head, document)) + b"\nstream\n" + self.data + b"\r\nendstream"


class _Written(pdfdoc.PDFObject):  # type: ignore[misc]
    """An object written by hand once the numbers of all objects are known; pdfdoc's own formatting is slow."""

    __RefOnly__ = 1

    def __init__(self, write: Callable[[Callable[[str], str]], str]) -> None:
        self.write = write

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        numbers = document.idToObjectNumberAndVersion
        return self.write(lambda key: f"{numbers[key][0]} 0 R").encode("latin-1")


class _Catalog(pdfdoc.PDFCatalog):  # type: ignore[misc]
    """pdfdoc drops catalogue entries it does not know."""

    __NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents", "Version"]
    __Refs__ = [key for key in pdfdoc.PDFCatalog.__Refs__ if key not in ("Tabs", "PageMode")] + ["OutputIntents"]


class _Page(pdfdoc.PDFPage):  # type: ignore[misc]
    Override_default_compilation = 1
    __NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs", "Group", "TrimBox", "BleedBox"]


class _Info(pdfdoc.PDFInfo):  # type: ignore[misc]
    """pdfdoc writes entries that say nothing, which no XMP can agree with, and leaves out those it does not know."""

    claim = ""

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        day = pdfdoc.PDFDate(ts=document._timeStamp)
        texts = {"Title": self.title, "Author": self.author, "Subject": self.subject, "Keywords": self.keywords}
        texts |= {"Creator": self.creator, "Producer": self.producer, "GTS_PDFXVersion": self.claim}
        rows: dict[str, Value] = {key: PDFString(text) for key, text in texts.items() if text}
        rows |= {"CreationDate": day, "ModDate": day, "Trapped": PDFName("False")}
        return bytes(pdfdoc.format(PDFDictionary(rows), document))


class _Dated:
    """A time stamp of our own choosing in the form pdfdoc reads."""

    tzname = "UTC"
    dhh = dmm = 0

    def __init__(self, date: datetime.date) -> None:
        self.YMDhms = (date.year, date.month, date.day, 0, 0, 0)
        self.t = 0


def name(text: str) -> Value:
    """A PDF name."""
    return PDFName(text)


def string(text: str) -> Value:
    """A PDF text string."""
    return PDFString(text)


def array(values: Sequence[Value]) -> Value:
    """A PDF array."""
    return PDFArray(list(values))


def dictionary(values: Mapping[str, Value]) -> Value:
    """A PDF dictionary."""
    return PDFDictionary(dict(values))


def _flip(metadata: Metadata) -> str:
    """How a printer that prints both sides turns the paper (ISO 32000-1 table 150)."""
    if not metadata.duplex:
        return "Simplex"
    return "DuplexFlipShortEdge" if metadata.short_edge else "DuplexFlipLongEdge"


class PdfDocument:
    """A PDF being written: add objects and pages, then `save`."""

    def __init__(self, metadata: Metadata, standard: Standard = OFFICE) -> None:
        claims = f"{standard.name} {metadata!r}".encode()
        self._digest = hashlib.md5(claims, usedforsecurity=False)
        self._doc = pdfdoc.PDFDocument(invariant=1, pdfVersion=standard.version, lang=metadata.language, dummyoutline=0)
        self._doc._timeStamp = _Dated(metadata.date)
        self._doc.signature = self._digest
        self._doc.Catalog.__class__ = _Catalog
        self._doc.Outlines = self._doc.outline = self._doc.Catalog.Outlines = None
        self._set_info(metadata, standard)
        self._set_preferences(metadata, standard)

    def _set_info(self, metadata: Metadata, standard: Standard) -> None:
        info = self._doc.info = _Info()
        info.title, info.subject, info.author = metadata.title, metadata.subject, metadata.author
        info.keywords, info.creator, info.producer = metadata.keywords, CREATOR, PRODUCER
        if standard.requires_claim_in_info:
            info.claim = standard.claim

    def _set_preferences(self, metadata: Metadata, standard: Standard) -> None:
        """Show the title; print at true size and on both sides: as far as its PDF knows (ISO 32000-1 table 150)."""
        preferences = {"DisplayDocTitle": pdfdoc.PDFtrue}
        if standard.allows((1, 6)):
            preferences["PrintScaling"] = PDFName("None")
        if standard.allows((1, 7)):
            preferences["Duplex"] = PDFName(_flip(metadata))
        if metadata.right_to_left:
            preferences["Direction"] = PDFName("R2L")
        self._doc.Catalog.ViewerPreferences = PDFDictionary(preferences)

    def set_catalogue(self, key: str, value: Value) -> None:
        """Set an entry of the document catalogue."""
        setattr(self._doc.Catalog, key, value)

    def set_output_intents(
        self, profile: bytes, condition: Mapping[str, str], kinds: Sequence[str], parts: int = 4
    ) -> None:
        """Say which printing condition or screen the colours are for: one intent of each kind, which share the profile
        of so many colour `parts`, as ISO 19005-2 6.2.3 wants them to."""
        icc = self.add_stream("output profile", {"N": parts}, profile)
        texts = {key: string(text) for key, text in condition.items() if text}
        intents = []
        for kind in kinds:
            entries = {"Type": name("OutputIntent"), "S": name(kind), **texts, "DestOutputProfile": icc}
            intents.append(self.add(f"output intent {kind}", dictionary(entries)))
        self.set_catalogue("OutputIntents", array(intents))

    def set_metadata(self, xmp: bytes) -> None:
        """The file's XMP; never compressed, so that any tool can read it."""
        about = {"Type": name("Metadata"), "Subtype": name("XML")}
        self.set_catalogue("Metadata", self.add_stream("metadata", about, xmp, compress=False))

    def add(self, key: str, value: Value) -> Value:
        """Make an object indirect under a key of our own, and return the reference to it."""
        return self._doc.Reference(value, key)

    def add_written(self, key: str, write: Callable[[Callable[[str], str]], str]) -> Value:
        """Add an object whose text `write` gives, from a function that turns the key of an object into a reference."""
        return self.add(key, _Written(write))

    def reference(self, key: str) -> Value:
        """A reference to an object that is added by its key, before or after."""
        return PDFObjectReference(key)

    def add_stream(self, key: str, entries: Mapping[str, Value], data: bytes, compress: bool = True) -> Value:
        """Add a stream; `data` is compressed unless it already is, and then `entries` name its filter."""
        self._digest.update(data)
        return self.add(key, _Stream(entries, data, compress))

    def add_page(
        self, size: tuple[float, float], content: bytes, resources: Mapping[str, Value], **entries: Value
    ) -> None:
        """Add a page of `size` points; `entries` are further keys of its dictionary."""
        page = _Page()
        number = len(self._doc.Pages.pages) + 1
        page.MediaBox = PDFArray([0, 0, _number(size[0]), _number(size[1])])
        page.Contents = self.add_stream(f"content{number}", {}, content)
        page.Resources = PDFDictionary({**resources, "Font": PDFObjectReference("BasicFonts")})
        for key, value in entries.items():
            setattr(page, key, value)
        page.Parent = self._doc.Reference(self._doc.Pages)
        self.add(page_key(number), page)
        self._doc.Pages.addPage(page)

    def add_font(self, key: str, value: Value) -> None:
        """Make a font known to every page under its resource name."""
        self._doc.idToObject["BasicFonts"].dict[key] = self.add(f"font {key}", value)

    def save(self) -> bytes:
        """The finished file."""
        return bytes(self._doc.format())


def text_string(text: str) -> str:
    """A text string as it stands in the file (ISO 32000-1 7.9.2.2)."""
    return f"<{(chr(0xFEFF) + text).encode('utf-16-be').hex()}>"


def page_key(number: int) -> str:
    """Key of the page object with this number, from 1."""
    return f"page{number}"


def _number(value: float) -> float:
    return round(value, 4)
