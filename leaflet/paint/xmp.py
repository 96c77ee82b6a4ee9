"""What a file says of itself, as XMP.  Metadata and the standards it follows go in; the packet's bytes come out.

Source: ISO 16684-1; ISO 15930-7 6.14 (pdfxid); the dates and titles agree with the Info dictionary.
"""

from __future__ import annotations

import hashlib
from xml.sax.saxutils import escape

from leaflet.paint.pdf_document import PRODUCER, Metadata

SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
}


def packet(metadata: Metadata, pdfx: str = "") -> bytes:
    """The XMP packet; `pdfx` is the version that is claimed, e.g. PDF/X-4."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
    day = f"{metadata.date.isoformat()}T00:00:00Z"
    name = f"{metadata.title}|{metadata.language}|{metadata.keywords}|{day}"
    rows = [
        "<dc:format>application/pdf</dc:format>",
        f"<dc:title><rdf:Alt>{_item(metadata.title)}</rdf:Alt></dc:title>",
        f"<dc:description><rdf:Alt>{_item(metadata.subject)}</rdf:Alt></dc:description>" if metadata.subject else "",
        f"<dc:language><rdf:Bag><rdf:li>{escape(metadata.language)}</rdf:li></rdf:Bag></dc:language>",
        "<xmp:CreatorTool>leaflet</xmp:CreatorTool>",
        *(f"<xmp:{kind}Date>{day}</xmp:{kind}Date>" for kind in ("Create", "Modify", "Metadata")),
        f"<pdf:Producer>{escape(PRODUCER)}</pdf:Producer>",
        f"<pdf:Keywords>{escape(metadata.keywords)}</pdf:Keywords>" if metadata.keywords else "",
        f"<xmpMM:DocumentID>uuid:{_name_id(name)}</xmpMM:DocumentID>",
        "<xmpMM:VersionID>1</xmpMM:VersionID>",
        "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>",
        f"<pdfxid:GTS_PDFXVersion>{pdfx}</pdfxid:GTS_PDFXVersion>" if pdfx else "",
        "<pdf:Trapped>False</pdf:Trapped>" if pdfx else "",
    ]
    body = "\n".join(row for row in rows if row)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'<rdf:Description rdf:about="" {spaces}>\n{body}\n</rdf:Description></rdf:RDF></x:xmpmeta>\n'
        '<?xpacket end="w"?>'
    ).encode()


def _item(text: str) -> str:
    return f'<rdf:li xml:lang="x-default">{escape(text)}</rdf:li>'


def _name_id(name: str) -> str:
    """A UUID of version 5 (RFC 9562 5.5) made of a name, so that the same file has the same."""
    data = bytearray(hashlib.sha1(f"leaflet {name}".encode(), usedforsecurity=False).digest()[:16])
    data[6], data[8] = data[6] & 0x0F | 0x50, data[8] & 0x3F | 0x80
    text = data.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
