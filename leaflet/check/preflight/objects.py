"""Questions about objects of a PDF.  pikepdf gives a name or a string the methods of a dictionary, so they are asked by
kind."""

from __future__ import annotations

from typing import Any


def is_dictionary(thing: Any) -> bool:
    """A dictionary, or a stream with the one before it."""
    import pikepdf

    return isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream))


def entries_of(thing: Any) -> Any:
    """The thing itself where it has entries, and an empty dictionary otherwise."""
    return thing if is_dictionary(thing) else {}


def items_of(thing: Any) -> list[Any]:
    """The items of an array; none of anything else."""
    import pikepdf

    return list(thing) if isinstance(thing, pikepdf.Array) else []
