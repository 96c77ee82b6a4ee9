"""What a file says of itself, as XMP.  Metadata and the standard it follows go in; the packet's bytes come out.

Source: ISO 16684-1; ISO 15930-7 6.8 (pdfxid), ISO 19005-2 6.6 (pdfaid, extension schemas), ISO 14289-1 5 (pdfuaid).
Titles, names and dates are those of the Info dictionary.  `pdf:Trapped` is not among the properties that PDF/A-2 takes
for granted (XMP of 2005), so it stands in Info alone, which PDF/X-4 allows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from leaflet.paint.pdf_document import CREATOR, PRODUCER, Metadata
from leaflet.paint.standard import Standard

SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
}
PDF_X = ("pdfxid", "http://www.npes.org/pdfx/ns/id/")
PDF_UA = ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/")
ARCHIVE = {
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
# Properties that are in neither XMP of 2005 nor PDF/A: schema, space, property, its type, what it is.
EXTENSIONS = {
    PDF_X: ("PDF/X ID Schema", PDF_X, "GTS_PDFXVersion", "Text", "ID of the PDF/X standard"),
    PDF_UA: ("PDF/UA ID Schema", PDF_UA, "part", "Integer", "Part of ISO 14289 that the file follows"),
}


def packet(metadata: Metadata, standard: Standard) -> bytes:
    """The XMP packet of a file that follows a standard."""
    spaces = {**SPACES, **_own_spaces(standard)}
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in spaces.items())
    body = "\n".join((*_about(metadata), *_claims(standard)))
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'<rdf:Description rdf:about="" {declared}>\n{body}\n</rdf:Description></rdf:RDF></x:xmpmeta>\n'
        '<?xpacket end="w"?>'
    ).encode()


def _about(metadata: Metadata) -> Iterator[str]:
    """Properties of XMP itself.  The last three: ISO 15930-7 6.8 wants them."""
    day = f"{metadata.date.isoformat()}T00:00:00+00:00"
    yield "<dc:format>application/pdf</dc:format>"
    yield f"<dc:title>{_in_one_language(metadata.title)}</dc:title>"
    if metadata.author:
        yield f"<dc:creator><rdf:Seq><rdf:li>{_escaped(metadata.author)}</rdf:li></rdf:Seq></dc:creator>"
    if metadata.subject:
        yield f"<dc:description>{_in_one_language(metadata.subject)}</dc:description>"
    yield f"<dc:language><rdf:Bag><rdf:li>{_escaped(metadata.language)}</rdf:li></rdf:Bag></dc:language>"
    yield f"<xmp:CreatorTool>{CREATOR}</xmp:CreatorTool>"
    yield from (f"<xmp:{kind}Date>{day}</xmp:{kind}Date>" for kind in ("Create", "Modify", "Metadata"))
    yield f"<pdf:Producer>{PRODUCER}</pdf:Producer>"
    if metadata.keywords:
        yield f"<pdf:Keywords>{_escaped(metadata.keywords)}</pdf:Keywords>"
    name = f"{metadata.title}|{metadata.author}|{metadata.language}|{metadata.keywords}|{day}"
    yield f"<xmpMM:DocumentID>uuid:{_name_id(name)}</xmpMM:DocumentID>"
    yield "<xmpMM:VersionID>1</xmpMM:VersionID>"
    yield "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>"


def _claimed(standard: Standard) -> list[tuple[str, str]]:
    """Schemas of the standard's claims that have to be described."""
    claimed = [PDF_X] if standard.requires_claim_in_xmp else []
    return claimed + ([PDF_UA] if standard.requires_access else [])


def _own_spaces(standard: Standard) -> dict[str, str]:
    return {**dict(_claimed(standard)), **(ARCHIVE if standard.requires_archive else {})}


def _claims(standard: Standard) -> Iterator[str]:
    if standard.requires_claim_in_xmp:
        yield f"<pdfxid:GTS_PDFXVersion>{standard.claim}</pdfxid:GTS_PDFXVersion>"
    if standard.requires_access:
        yield "<pdfuaid:part>1</pdfuaid:part>"
    if standard.requires_archive:
        yield "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>"
        yield "<pdfaExtension:schemas><rdf:Bag>"
        yield from (_extension(*EXTENSIONS[space]) for space in _claimed(standard))
        yield "</rdf:Bag></pdfaExtension:schemas>"


def _extension(title: str, space: tuple[str, str], name: str, kind: str, about: str) -> str:
    """The description of a schema with one property (ISO 19005-2 6.6.2.3.3)."""
    prefix, uri = space
    return (
        '<rdf:li rdf:parseType="Resource">\n'
        f"<pdfaSchema:schema>{title}</pdfaSchema:schema>\n"
        f"<pdfaSchema:namespaceURI>{uri}</pdfaSchema:namespaceURI>\n"
        f"<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>\n"
        '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\n'
        f"<pdfaProperty:name>{name}</pdfaProperty:name>\n"
        f"<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>\n"
        "<pdfaProperty:category>internal</pdfaProperty:category>\n"
        f"<pdfaProperty:description>{about}</pdfaProperty:description>\n"
        "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>"
    )


def _in_one_language(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{_escaped(text)}</rdf:li></rdf:Alt>'


def _escaped(text: str) -> str:
    """XML text; the standard library's own function costs a cold start 40 ms."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _name_id(name: str) -> str:
    """A UUID of version 5 (RFC 9562 5.5) made of a name, so that the same file has the same."""
    data = bytearray(hashlib.sha1(f"leaflet {name}".encode(), usedforsecurity=False).digest()[:16])
    data[6], data[8] = data[6] & 0x0F | 0x50, data[8] & 0x3F | 0x80
    text = data.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
