"""PDFium, the PDF engine of Chromium: the calls that read the words of a file.  Bytes go in; numbers and text come out.

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
