"""Pages of several PDFs on larger sheets.  Files, the place of each page and a file of what lies over them go in; the
bytes of one PDF come out, in which every page is the very page it was, scaled.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a page of a file stands on a sheet: `x` and `y` of its upper left corner from the sheet's, in points."""

    source: int
    page: int  # from 1
    x: float
    y: float
    scale: float


def gather(sources: Sequence[bytes], sheets: Sequence[Sequence[Spot]], over: bytes) -> bytes:
    """One sheet for each page of `over`, which lies on top and is sound, as the sources are: all are the product's own.

    The same input gives the same bytes; tags and links are left out.
    """
    import pikepdf

    from leaflet.imposition.untag import untag

    with pikepdf.open(io.BytesIO(over)) as top:
        out = pikepdf.new()
        forms: dict[tuple[int, int], Any] = {}
        for number in sorted({spot.source for sheet in sheets for spot in sheet}):
            wanted = sorted({spot.page for sheet in sheets for spot in sheet if spot.source == number})
            with pikepdf.open(io.BytesIO(sources[number])) as pdf:
                for one in wanted:
                    forms[number, one] = out.copy_foreign(pdf.pages[one - 1].as_form_xobject())
        for page, spots in zip(top.pages, sheets, strict=True):
            _add(out, out.copy_foreign(page.as_form_xobject()), spots, forms)
        _describe(top, out)
        untag(out)
        buffer = io.BytesIO()
        out.save(buffer, min_version="1.7", deterministic_id=True)
    return buffer.getvalue()


def _add(out: Any, over: Any, spots: Sequence[Spot], forms: dict[tuple[int, int], Any]) -> None:
    import pikepdf

    _, _, wide, high = (float(value) for value in over.BBox)
    used, body = pikepdf.Dictionary(), []
    for at, spot in enumerate(spots):
        form = forms[spot.source, spot.page]
        left, low, _, top = (float(value) for value in form.BBox)
        dx, dy = spot.x - spot.scale * left, high - spot.y - spot.scale * top
        tall = spot.scale * (top - low)
        long = spot.scale * (float(form.BBox[2]) - left)
        body += ["q", f"{spot.x:.4f} {high - spot.y - tall:.4f} {long:.4f} {tall:.4f} re W n"]
        body += [f"{spot.scale:.6f} 0 0 {spot.scale:.6f} {dx:.4f} {dy:.4f} cm /P{at} Do", "Q"]
        used[f"/P{at}"] = form
    used["/Over"] = over
    page = out.add_blank_page(page_size=(wide, high))
    page.obj["/Resources"] = pikepdf.Dictionary({"/XObject": used})
    page.obj["/Contents"] = out.make_stream("\n".join([*body, "q /Over Do Q"]).encode("ascii"))


def _describe(source: Any, out: Any) -> None:
    """Title and language of the file on top."""
    import pikepdf

    out.docinfo["/Title"] = source.docinfo["/Title"]
    out.docinfo["/Producer"] = pikepdf.String("leaflet (proof, gathered with pikepdf)")
    out.Root["/Lang"] = source.Root["/Lang"]
    out.Root["/ViewerPreferences"] = pikepdf.Dictionary(
        {"/DisplayDocTitle": True, "/PrintScaling": pikepdf.Name("/AppDefault")}
    )
