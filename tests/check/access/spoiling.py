"""Ways to change an accessible PDF.  Each edit takes an open file (pikepdf) and changes it in place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, String

Edit = Callable[[pikepdf.Pdf], None]


def elements(file: pikepdf.Pdf, kind: str = "") -> list[pikepdf.Object]:
    """The structure elements in reading order, of one type."""

    def walk(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
        for kid in node.get("/K", []):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
                yield from walk(kid)

    return [one for one in walk(file.Root.StructTreeRoot) if not kind or str(one.S) == f"/{kind}"]


def first(kind: str) -> Callable[[pikepdf.Pdf], pikepdf.Object]:
    return lambda file: elements(file, kind)[0]


def rename(kind: str, to: str, at: int = 0) -> Edit:
    def edit(file: pikepdf.Pdf) -> None:
        elements(file, kind)[at].S = Name(f"/{to}")

    return edit


def put(kind: str, key: str, value: object) -> Edit:
    def edit(file: pikepdf.Pdf) -> None:
        elements(file, kind)[0][key] = value

    return edit


def drop(kind: str, key: str) -> Edit:
    def edit(file: pikepdf.Pdf) -> None:
        del elements(file, kind)[0][key]

    return edit


def in_catalogue(key: str, value: object) -> Edit:
    def edit(file: pikepdf.Pdf) -> None:
        file.Root[key] = value

    return edit


def replace(old: bytes, new: bytes, count: int = 1, page: int = 0) -> Edit:
    """Change the content stream of a page."""

    def edit(file: pikepdf.Pdf) -> None:
        content = file.pages[page].Contents
        data = content.read_bytes()
        assert re.search(old, data), old
        content.write(re.sub(old, new, data, count=count))

    return edit


def in_xmp(old: bytes, new: bytes) -> Edit:
    def edit(file: pikepdf.Pdf) -> None:
        data = file.Root.Metadata.read_bytes()
        assert re.search(old, data), old
        file.Root.Metadata.write(re.sub(old, new, data, flags=re.DOTALL))

    return edit


def link(file: pikepdf.Pdf) -> pikepdf.Object:
    """The first annotation of the file."""
    return next(page.obj.Annots[0] for page in file.pages if "/Annots" in page.obj)


def on_link(key: str, value: object | None) -> Edit:
    def edit(file: pikepdf.Pdf) -> None:
        if value is None:
            del link(file)[key]
        else:
            link(file)[key] = value

    return edit


def annotation(kind: str, holder: str = "", **entries: object) -> Edit:
    """A further annotation on the first page, in an element of its own where a holder is named."""

    def edit(file: pikepdf.Pdf) -> None:
        made = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([10, 10, 20, 20]), **entries)
        one = file.make_indirect(made)
        page = file.pages[0].obj
        page.Annots = Array([*page.get("/Annots", []), one])
        page.Tabs = Name.S
        if holder:
            tree = file.Root.StructTreeRoot
            document = tree.K[0]
            reference = Dictionary(Type=Name.OBJR, Obj=one, Pg=page)
            element = Dictionary(Type=Name.StructElem, S=Name(f"/{holder}"), P=document, K=Array([reference]))
            element = file.make_indirect(element)
            document.K.append(element)
            number = int(tree.ParentTreeNextKey)
            one.StructParent = number
            tree.ParentTree.Nums.extend([number, element])
            tree.ParentTreeNextKey = number + 1

    return edit


def grow(kind: str, *inside: str, **entries: object) -> Edit:
    """A further element at the end, with elements in it, each in the one before."""

    def edit(file: pikepdf.Pdf) -> None:
        parent = file.Root.StructTreeRoot.K[0]
        for number, name in enumerate((kind, *inside)):
            own = entries if number == len(inside) else {}
            made = Dictionary(Type=Name.StructElem, S=Name(f"/{name}"), P=parent, K=Array([]), **own)
            element = file.make_indirect(made)
            parent.K.append(element)
            parent = element

    return edit


def both(*edits: Edit) -> Edit:
    def edit(file: pikepdf.Pdf) -> None:
        for one in edits:
            one(file)

    return edit


def font(file: pikepdf.Pdf) -> pikepdf.Object:
    """The font that the first page shows most of."""
    return next(iter(file.pages[0].Resources.Font.values()))


def on_font(change: Callable[[pikepdf.Object], object]) -> Edit:
    def edit(file: pikepdf.Pdf) -> None:
        change(font(file))

    return edit


def cmap(old: bytes, new: bytes) -> Edit:
    def change(one: pikepdf.Object) -> None:
        data = one.ToUnicode.read_bytes()
        assert re.search(old, data)
        one.ToUnicode.write(re.sub(old, new, data, count=1))

    return on_font(change)


def glyphs(change: Callable[[bytes], bytes]) -> Edit:
    def edit(one: pikepdf.Object) -> None:
        stream = one.DescendantFonts[0].CIDToGIDMap
        stream.write(change(stream.read_bytes()))

    return on_font(edit)


def reused(times: int) -> Edit:
    """A form with a mark of its own, shown so often."""

    def edit(file: pikepdf.Pdf) -> None:
        page = file.pages[0]
        form = file.make_stream(b"/P <</MCID 0>> BDC 0 0 1 1 re f EMC")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 1, 1])
        page.Resources.XObject = Dictionary({**dict(page.Resources.get("/XObject", {}).items()), "/Own": form})
        shown = b"\n/Own Do" * times
        page.Contents.write(page.Contents.read_bytes().replace(b"BT\n", b"BT\nET" + shown + b"\nBT\n", 1))

    return edit


def reference_object(file: pikepdf.Pdf) -> None:
    form = file.make_stream(b"")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 1, 1])
    form.Ref = Dictionary(F=String("other.pdf"), Page=0)
    file.Root.Spare = form


def swap_owners(file: pikepdf.Pdf) -> None:
    owners = file.Root.StructTreeRoot.ParentTree.Nums[1]
    owners[0], owners[1] = owners[1], owners[0]


def lose_mark(file: pikepdf.Pdf) -> None:
    elements(file, "P")[0].K = Array([])


def name_lost_mark(file: pikepdf.Pdf) -> None:
    elements(file, "P")[0].K.append(999)


def turn_order(file: pikepdf.Pdf) -> None:
    document = file.Root.StructTreeRoot.K[0]
    document.K = Array(reversed(list(document.K)))


def unlink(file: pikepdf.Pdf) -> None:
    holder = elements(file, "Link")[0]
    holder.K = Array([kid for kid in holder.K if not isinstance(kid, pikepdf.Dictionary)])


def without_languages(file: pikepdf.Pdf) -> None:
    del file.Root["/Lang"]


def layers(**entries: object) -> Edit:
    held = Dictionary(OCGs=Array([]), D=Dictionary(**entries))
    return in_catalogue("/OCProperties", held)


def attach(**entries: object) -> Edit:
    def edit(file: pikepdf.Pdf) -> None:
        data = file.make_stream(b"words")
        file.Root.Spare = file.make_indirect(Dictionary(Type=Name.Filespec, EF=Dictionary(F=data), **entries))

    return edit


def form(kind: bytes) -> Edit:
    def edit(file: pikepdf.Pdf) -> None:
        form = file.make_stream(b"<config><dynamicRender>" + kind + b"</dynamicRender></config>")
        file.Root.AcroForm = Dictionary(Fields=Array([]), XFA=form)

    return edit


def without_bookmarks(file: pikepdf.Pdf) -> None:
    del file.Root["/Outlines"]
    file.pages.append(file.pages[0])
