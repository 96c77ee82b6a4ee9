"""Files that break a rule of access, and files that keep it: edits of a good file by the code of the rule."""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, String

from tests.check.access.spoiling import (
    Edit,
    annotation,
    attach,
    both,
    cmap,
    drop,
    elements,
    first,
    form,
    glyphs,
    grow,
    in_catalogue,
    in_xmp,
    layers,
    lose_mark,
    name_lost_mark,
    on_font,
    on_link,
    put,
    reference_object,
    rename,
    replace,
    reused,
    swap_owners,
    turn_order,
    unlink,
    without_bookmarks,
    without_languages,
)

SCOPE = Dictionary(O=Name.Table, Scope=Name.Column)
FILE_NAME, WORDLESS = String("drop.svg"), String("Image 2")
SPOILT: dict[str, list[Edit]] = {
    "claim": [in_xmp(rb"<pdfuaid:part>1</pdfuaid:part>", b""), in_xmp(rb"part>1<", b"part>2<")],
    "layers": [layers(), layers(Name=String(" ")), layers(Name=String("x"), AS=Array([]))],
    "attached": [attach(), attach(F=String("a.txt"))],
    "dynamic-form": [form(b"required")],
    "reference": [reference_object],
    "form-reused": [reused(2)],
    "bookmarks": [without_bookmarks],
    "not-tagged": [
        lambda file: file.Root.__delattr__("StructTreeRoot"),
        lambda file: file.Root.MarkInfo.__setattr__("Marked", False),
    ],
    "suspects": [lambda file: file.Root.MarkInfo.__setattr__("Suspects", True)],
    "untagged": [replace(rb"/Artifact <<[^>]*>> BDC([^E]*)EMC", rb"\1"), replace(rb"\Z", b"\n0 0 5 5 re f")],
    "artifact-inside": [replace(rb"BT\n", b"/Artifact BMC EMC\nBT\n")],
    "tagged-inside": [replace(rb"\Z", b"\n/Artifact BMC /P <</MCID 999>> BDC EMC EMC")],
    "unbalanced": [replace(rb"EMC", b""), replace(rb"\Z", b"\nEMC"), replace(rb"/MCID 1>>", b"/MCID 0>>")],
    "no-owner": [lose_mark],
    "no-content": [name_lost_mark, replace(rb"/MCID 1>>", b"/Lang (en)>>")],
    "parent-tree": [
        swap_owners,
        lambda file: file.pages[0].obj.__delattr__("StructParents"),
        lambda file: file.Root.StructTreeRoot.__delattr__("ParentTree"),
    ],
    "parents": [lambda file: elements(file, "P")[0].__setattr__("P", elements(file, "H1")[0])],
    "order": [
        turn_order,
        lambda file: elements(file, "L")[0].__setattr__("K", Array(reversed(list(first("L")(file).K)))),
    ],
    "role-map": [
        rename("P", "Paragraph"),
        lambda file: file.Root.StructTreeRoot.__setattr__("RoleMap", Dictionary(Aside=Name.Box, Box=Name.Aside)),
        lambda file: file.Root.StructTreeRoot.RoleMap.__setattr__("P", Name.Span),
    ],
    "heading-first": [rename("H1", "H2")],
    "heading-skipped": [rename("H2", "H4")],
    "heading-mixed": [
        rename("H3", "H"),
        both(
            *(rename("H2", "H") for _ in range(2)),
            rename("H1", "P"),
            grow("Sect", "H"),
            lambda file: elements(file, "Sect")[-1].K.append(elements(file, "H")[-1]),
        ),
    ],
    "heading-empty": [grow("H2"), put("H2", "/K", Array([]))],
    "list": [rename("LBody", "P"), rename("LI", "P"), rename("L", "Sect"), drop("L", "/A")],
    "contents": [rename("TOCI", "P"), rename("TOC", "Sect"), rename("Reference", "LBody")],
    "table": [grow("TR"), grow("Table", "TD"), grow("Table", "TR", "P")],
    "table-scope": [grow("Table", "TR", "TH")],
    "gloss": [grow("Ruby", "P"), grow("RB"), grow("WT")],
    "note-id": [grow("Note"), both(grow("Note", ID=String("a")), grow("Note", ID=String("a")))],
    "alt-missing": [drop("Figure", "/Alt"), put("Figure", "/Alt", String("  "))],
    "alt-says-nothing": [
        put("Figure", "/Alt", FILE_NAME),
        put("Figure", "/Alt", WORDLESS),
        put("Figure", "/Alt", String("…")),
    ],
    "figure-box": [drop("Figure", "/A")],
    "formula-alt": [grow("Formula")],
    "language-missing": [without_languages, in_catalogue("/Lang", String(""))],
    "language-unknown": [in_catalogue("/Lang", String("Nederlands van hier")), put("P", "/Lang", String("e"))],
    "title": [in_xmp(rb"<dc:title>.*</dc:title>", b""), lambda file: file.Root.__delattr__("Metadata")],
    "title-shown": [
        lambda file: file.Root.ViewerPreferences.__setattr__("DisplayDocTitle", False),
        lambda file: file.Root.__delattr__("ViewerPreferences"),
    ],
    "link-words": [on_link("/Contents", None), on_link("/Contents", String(" "))],
    "annotation-words": [annotation("Text", "Annot")],
    "field-name": [annotation("Widget", "Form")],
    "annotation-tag": [
        unlink,
        annotation("Text", "", Contents=String("x")),
        annotation("Widget", "Link", TU=String("x")),
        annotation("PrinterMark", "Annot"),
        rename("Link", "Span"),
    ],
    "annotation-parent": [
        on_link("/StructParent", 0),
        on_link("/StructParent", None),
        lambda file: file.pages[0].obj.__delattr__("Annots"),
    ],
    "annotation-sort": [annotation("Surprise", "Annot", Contents=String("x")), annotation("TrapNet")],
    "tab-order": [
        lambda file: file.pages[0].obj.__delattr__("Tabs"),
        lambda file: file.pages[0].obj.__setattr__("Tabs", Name.R),
    ],
    "link-leads": [on_link("/A", None), on_link("/A", Dictionary(S=Name.URI, URI=String("nowhere")))],
    "font-embedded": [on_font(lambda one: one.DescendantFonts[0].FontDescriptor.__delattr__("FontFile2"))],
    "font-glyphs": [glyphs(lambda data: data[:2] + b"\xff\xfe" * (len(data) // 2 - 1))],
    "font-notdef": [glyphs(lambda data: bytes(len(data)))],
    "font-map": [
        on_font(lambda one: one.DescendantFonts[0].__delattr__("CIDToGIDMap")),
        on_font(lambda one: one.DescendantFonts[0].__setattr__("CIDToGIDMap", Name.Other)),
    ],
    "font-unicode": [on_font(lambda one: one.__delattr__("ToUnicode")), cmap(rb"<0003> <[^>]*>", b"<0003> <>")],
    "font-no-text": [cmap(rb"<0003> <[^>]*>", b"<0003> <0000>"), cmap(rb"<0003> <[^>]*>", b"<0003> <FFFE>")],
    "font-widths": [on_font(lambda one: one.DescendantFonts[0].W[1].__setitem__(1, 4321))],
}
KEPT: dict[str, list[Edit]] = {
    "layers": [layers(Name=String("Words"))],
    "attached": [attach(F=String("a.txt"), UF=String("a.txt"))],
    "dynamic-form": [form(b"forbidden")],
    "form-reused": [reused(1)],
    "suspects": [lambda file: file.Root.MarkInfo.__setattr__("Suspects", False)],
    "role-map": [
        both(rename("P", "Paragraph"), lambda file: file.Root.StructTreeRoot.RoleMap.__setattr__("Paragraph", Name.P))
    ],
    "heading-skipped": [rename("H3", "H2")],
    "table": [grow("Table", "TR", "TD"), grow("Table", "TBody", "TR", "TD")],
    "table-scope": [grow("Table", "TR", "TH", A=SCOPE)],
    "gloss": [grow("Ruby", "RB")],
    "note-id": [both(grow("Note", ID=String("a")), grow("Note", ID=String("b")))],
    "alt-missing": [both(drop("Figure", "/Alt"), put("Figure", "/ActualText", String("A drop")))],
    "alt-says-nothing": [put("Figure", "/Alt", String("Image of a drop"))],
    "formula-alt": [grow("Formula", Alt=String("one in three"))],
    "language-missing": [
        both(
            without_languages,
            put("Document", "/Lang", String("en")),
            lambda file: file.Root.__delattr__("Outlines"),
            lambda file: file.pages[0].obj.__delattr__("Annots"),
            in_xmp(rb'xml:lang="x-default"', b'xml:lang="en"'),
        )
    ],
    "language-unknown": [
        in_catalogue("/Lang", String(one)) for one in ("zh-Hans", "pt-BR", "de-CH-1996", "ku-Arab-IQ", "x-own")
    ],
    "annotation-words": [annotation("Text", "Annot", Contents=String("a word")), annotation("Popup")],
    "field-name": [annotation("Widget", "Form", TU=String("your name"))],
    "annotation-tag": [annotation("Widget", "Form", TU=String("x")), annotation("PrinterMark")],
    "annotation-sort": [annotation("Highlight", "Annot", Contents=String("x"))],
    "link-leads": [on_link("/A", Dictionary(S=Name.URI, URI=String("mailto:a@b.example")))],
    "font-no-text": [cmap(rb"<0003> <[^>]*>", b"<0003> <0041>")],
}
