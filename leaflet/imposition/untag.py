"""A file for the printer without the marks of a structure tree that it no longer has.  An open PDF is changed in place.

A page that was tagged says so in its content (/MCID) and in its objects (/StructParent): numbers into a tree that is
gone, which validators rightly complain of.
"""

from __future__ import annotations

import re
from typing import Any

KEYS = ("/StructParent", "/StructParents", "/MCID")
NUMBERED = re.compile(rb"/MCID[ \t\r\n]*\d")


def untag(pdf: Any) -> None:
    """Remove every number of a marked-content sequence, and every key that leads into a structure tree."""
    import pikepdf

    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            _drop(thing.stream_dict)
            if thing.get("/Subtype") == "/Form":
                _drop_properties(thing.get("/Resources"))
                _untag_content(pdf, thing)
        elif isinstance(thing, pikepdf.Dictionary):
            _drop(thing)


def _drop(holder: Any) -> None:
    for key in KEYS:
        if key in holder:
            del holder[key]


def _drop_properties(resources: Any) -> None:
    """Property lists that stand in the resources, and not by themselves."""
    import pikepdf

    lists = resources.get("/Properties") if isinstance(resources, pikepdf.Dictionary) else None
    for value in lists.values() if isinstance(lists, pikepdf.Dictionary) else ():
        if isinstance(value, pikepdf.Dictionary):
            _drop(value)


def _untag_content(pdf: Any, form: Any) -> None:
    """Content that cannot be read stays as it is: a printer may know better."""
    import pikepdf

    try:
        if not NUMBERED.search(form.read_bytes()):
            return
        instructions = pikepdf.parse_content_stream(form)
        for one in instructions:
            _untag_instruction(one)
        form.write(pikepdf.unparse_content_stream(instructions))
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        return


def _untag_instruction(instruction: Any) -> None:
    import pikepdf

    if str(instruction.operator) in ("BDC", "DP") and len(instruction.operands) == 2:
        properties = instruction.operands[1]
        if isinstance(properties, pikepdf.Dictionary):
            _drop(properties)
