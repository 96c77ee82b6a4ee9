"""PDFium, the PDF engine of Chromium: the calls that read the words of a file and draw its pages.  Bytes go in;
numbers, text and pixels come out.

The library comes with pypdfium2.  Its own bindings describe all of PDFium and cost a cold start 20 ms more than these
few, and every handle they give out is an object; here a handle is a number.
Source: PDFium's public headers fpdfview.h, fpdf_text.h and fpdf_edit.h.
"""

from __future__ import annotations

import ctypes
import functools
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

FILES = ("libpdfium.so", "libpdfium.dylib", "pdfium.dll")
HANDLE, NUMBER = ctypes.c_void_p, ctypes.c_int


@dataclass(frozen=True, slots=True)
class Pdfium:
    """The calls by what they do; documents, pages, text pages and page objects are handles, 0 or None where there is
    none.  Not for two threads at once."""

    load_document: Callable[..., int]
    close_document: Callable[..., int]
    page_count: Callable[..., int]
    preference: Callable[..., int]
    load_page: Callable[..., int]
    close_page: Callable[..., int]
    object_count: Callable[..., int]
    object_at: Callable[..., int]
    object_type: Callable[..., int]
    mark_of: Callable[..., int]
    load_text: Callable[..., int]
    close_text: Callable[..., int]
    character_count: Callable[..., int]
    copy_text: Callable[..., int]
    character: Callable[..., int]
    owner: Callable[..., int]
    origin: Callable[..., int]
    make_bitmap: Callable[..., int]
    fill_bitmap: Callable[..., int]
    draw_page: Callable[..., int]
    drop_bitmap: Callable[..., int]


@functools.cache
def pdfium() -> Pdfium:
    """The library, loaded once."""
    library = _library()

    def call(name: str, result: type | None, *arguments: type) -> Callable[..., int]:
        function: Callable[..., int] = ctypes.CFUNCTYPE(result, *arguments)((name, library))
        return function

    call("FPDF_InitLibrary", None)()
    return Pdfium(
        call("FPDF_LoadMemDocument64", HANDLE, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_char_p),
        call("FPDF_CloseDocument", None, HANDLE),
        call("FPDF_GetPageCount", NUMBER, HANDLE),
        call("FPDF_VIEWERREF_GetName", ctypes.c_ulong, HANDLE, ctypes.c_char_p, HANDLE, ctypes.c_ulong),
        call("FPDF_LoadPage", HANDLE, HANDLE, NUMBER),
        call("FPDF_ClosePage", None, HANDLE),
        call("FPDFPage_CountObjects", NUMBER, HANDLE),
        call("FPDFPage_GetObject", HANDLE, HANDLE, NUMBER),
        call("FPDFPageObj_GetType", NUMBER, HANDLE),
        call("FPDFPageObj_GetMarkedContentID", NUMBER, HANDLE),
        call("FPDFText_LoadPage", HANDLE, HANDLE),
        call("FPDFText_ClosePage", None, HANDLE),
        call("FPDFText_CountChars", NUMBER, HANDLE),
        call("FPDFText_GetText", NUMBER, HANDLE, NUMBER, NUMBER, HANDLE),
        call("FPDFText_GetUnicode", ctypes.c_uint, HANDLE, NUMBER),
        call("FPDFText_GetTextObject", HANDLE, HANDLE, NUMBER),
        call("FPDFText_GetCharOrigin", NUMBER, HANDLE, NUMBER, HANDLE, HANDLE),
        call("FPDFBitmap_CreateEx", HANDLE, NUMBER, NUMBER, NUMBER, HANDLE, NUMBER),
        call("FPDFBitmap_FillRect", None, HANDLE, NUMBER, NUMBER, NUMBER, NUMBER, ctypes.c_ulong),
        call("FPDF_RenderPageBitmap", None, HANDLE, HANDLE, *[NUMBER] * 6),
        call("FPDFBitmap_Destroy", None, HANDLE),
    )


def _library() -> ctypes.CDLL:
    spec = importlib.util.find_spec("pypdfium2_raw")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for name in FILES:
            if (Path(folder) / name).is_file():
                return ctypes.CDLL(str(Path(folder) / name))
    from pypdfium2_raw import bindings  # type: ignore[import-untyped]  # a build of pypdfium2 that uses the system's library knows where that is

    library: ctypes.CDLL = bindings._libs["pdfium"]
    return library


GREY, GREYSCALE, WHITE = 1, 0x08, 0xFFFFFFFF  # FPDFBitmap_Gray, FPDF_GRAYSCALE


def draw_grey(document: int, number: int, width: int, height: int) -> bytes:
    """A page (from 0) of an open document as width × height grey pixels, row by row from the top, 0 black and 255
    white; all white where the page cannot be drawn.  Annotations are left out."""
    engine = pdfium()
    buffer = ctypes.create_string_buffer(width * height)
    bitmap = engine.make_bitmap(width, height, GREY, buffer, width)
    engine.fill_bitmap(bitmap, 0, 0, width, height, WHITE)
    page = engine.load_page(document, number)
    if page:
        engine.draw_page(bitmap, page, 0, 0, width, height, 0, GREYSCALE)
        engine.close_page(page)
    engine.drop_bitmap(bitmap)
    return buffer.raw
