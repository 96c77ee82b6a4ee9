"""A finished PDF on the sheets of an office printer.  Its bytes and a plan go in; those of the imposed file come out.

1 open it; 2 every page as a form, cut at its trim; 3 forms placed on sides of sheets, with ticks for fold and knife;
4 what only a reader needs (tags, links) left out: the file is for the printer.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from leaflet.geometry import millimetres, points
from leaflet.imposition.order import PAPERS, Flip, Kind, Plan, Side, order, placings, scale_on
from leaflet.problems import Problem, Where, error, warning

BOXES = ("/TrimBox", "/CropBox", "/MediaBox")
SAME = 3.0  # points by which pages of one size may differ
SPREAD = 1.05  # wider than high by more: two pages beside one another, or a sheet to be folded
TICK = points(7)  # an office printer leaves 4 to 5 mm white
TICK_LOOK = "0.55 G 0.3 w"  # light, and thin
MOST_STAPLED = 20  # sheets of 80 g/m² that a stapler and a fold take
PRODUCER = "leaflet (imposed with pikepdf)"
FOREIGN = (ValueError, TypeError, KeyError, IndexError, AttributeError, RuntimeError, OverflowError, ArithmeticError)
SAVE_AGAIN = "open it in a PDF viewer, print it to a new PDF, and impose that"


@dataclass(frozen=True, slots=True)
class Imposed:
    """An imposed file and what it is: pages of the source, sheets of paper, and the scale that the pages have."""

    pdf: bytes
    kind: Kind
    pages: int
    sheets: int
    scale: float


@dataclass(frozen=True, slots=True)
class _Form:
    """A page as a form XObject whose `box` (left, low, right, high) is what is shown of it, in points."""

    form: Any
    box: tuple[float, float, float, float]

    @property
    def size(self) -> tuple[float, float]:
        return self.box[2] - self.box[0], self.box[3] - self.box[1]


def impose(data: bytes, plan: Plan, where: Where) -> tuple[Imposed | None, tuple[Problem, ...]]:
    """Put the pages of a PDF on sheets; None where it cannot be read or its pages cannot be put so.

    The same bytes and plan give the same bytes.
    """
    import pikepdf  # 40 ms: only who imposes pays for it

    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as source:
            return _impose(source, plan, where)
    except pikepdf.PasswordError:
        return None, (_encrypted(where),)
    except (pikepdf.PdfError, *FOREIGN) as slip:
        text = f"cannot be read as a PDF: {' '.join(str(slip).split())[:120]}"
        return None, (error("impose/unreadable", text, where, f"is it a PDF?  If so, {SAVE_AGAIN}"),)


def _impose(source: Any, plan: Plan, where: Where) -> tuple[Imposed | None, tuple[Problem, ...]]:
    if source.is_encrypted:
        return None, (_encrypted(where),)
    if not len(source.pages):
        return None, (error("impose/no-pages", "has no pages", where, "nothing to print: make the file again"),)
    _flatten(source)
    forms = [_form(page) for page in source.pages]
    problems = tuple(_sizes(forms, where))
    if problems:
        return None, problems
    kind = plan.kind_for(len(forms))
    sides = order(len(forms), kind, _right_to_left(source))
    pdf = _written(source, forms, sides, plan)
    sheets = 1 + max(side.sheet for side in sides)
    scale = scale_on(forms[0].size, plan)
    return Imposed(pdf, kind, len(forms), sheets, scale), tuple(
        _warnings(source, forms[0].size, plan, (kind, sheets), where)
    )


def _encrypted(where: Where) -> Problem:
    hint = "ask its maker for a copy without protection; the leaflets of this program have none"
    return error("impose/encrypted", "is protected (encrypted)", where, hint)


def _flatten(source: Any) -> None:
    """Stamps and filled-in forms become part of the page; links are for readers and do not print."""
    if any("/Annots" in page.obj for page in source.pages):
        source.flatten_annotations("print")


def _sizes(forms: Sequence[_Form], where: Where) -> Iterator[Problem]:
    first = forms[0].size
    for number, form in enumerate(forms, 1):
        if any(abs(a - b) > SAME for a, b in zip(form.size, first, strict=True)):
            text = f"page {number} is {_mm(form.size)}, page 1 is {_mm(first)}"
            yield error(
                "impose/sizes", text, where, "the pages of a booklet are of one size: impose them by themselves"
            )
            return
    if first[0] > SPREAD * first[1]:
        text = (
            f"its pages are wider than high ({_mm(first)}): spreads, or a sheet to be folded, stand on sheets already"
        )
        hint = "print it as it is, on both sides, flipped on the short edge; or impose the file with single pages"
        yield error("impose/spreads", text, where, hint)


def _warnings(
    source: Any, size: tuple[float, float], plan: Plan, made: tuple[Kind, int], where: Where
) -> Iterator[Problem]:
    scale, (kind, sheets) = scale_on(size, plan), made
    if scale < 1 - 1e-3:
        better = [paper for paper in PAPERS if scale_on(size, Plan(paper=paper)) >= 1 - 1e-3]
        hint = f"to keep their size use --paper {better[0]}" if better else "make the leaflet in a smaller design"
        text = f"pages of {_mm(size)} are larger than half a sheet ({plan.paper}): printed at {100 * scale:.0f} %"
        yield warning("impose/scaled", text, where, f"{hint}, or look whether the text can still be read")
    if kind is Kind.BOOKLET and sheets > MOST_STAPLED:
        text = f"{sheets} sheets in one another are too many for a fold and a staple"
        yield warning("impose/thick", text, where, f"at most {MOST_STAPLED} sheets: divide the text over booklets")
    if source.get_warnings():
        text = "the file is damaged and was mended while it was read"
        yield warning("impose/damaged", text, where, f"look at every page before printing, or {SAVE_AGAIN}")


def _mm(size: tuple[float, float]) -> str:
    return " × ".join(f"{millimetres(value):.0f}" for value in size) + " mm"


def _right_to_left(source: Any) -> bool:
    """Is the file bound at the right (ISO 32000-1 table 150)?"""
    preferences = source.Root.get("/ViewerPreferences")
    return str(_entry(preferences, "/Direction")) == "/R2L"


def _entry(holder: Any, key: str) -> Any:
    """An entry of what should be a dictionary."""
    import pikepdf

    return holder.get(key) if isinstance(holder, pikepdf.Dictionary) else None


def _form(page: Any) -> _Form:
    """A page as a form, turned as /Rotate says and cut at its smallest sound box."""
    page.obj["/TrimBox"] = _box(page)
    form = page.as_form_xobject()
    left, low, right, high = (float(value) for value in form.BBox)
    a, b, c, d, e, f = (float(value) for value in form.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (low, high)]
    xs, ys = zip(*corners, strict=True)
    return _Form(form, (min(xs), min(ys), max(xs), max(ys)))


def _box(page: Any) -> Any:
    """The trim, or what is nearest to it: of two boxes the inner one counts, of a broken one nothing."""
    import pikepdf

    media = _numbers(_inherited(page.obj, "/MediaBox")) or (0.0, 0.0, points(210), points(297))
    for key in BOXES:
        box = _numbers(_inherited(page.obj, key))
        if box is not None:
            cut = (max(box[0], media[0]), max(box[1], media[1]), min(box[2], media[2]), min(box[3], media[3]))
            if cut[2] - cut[0] > 1 and cut[3] - cut[1] > 1:
                return pikepdf.Array([_number(value) for value in cut])
    return pikepdf.Array([_number(value) for value in media])


def _inherited(node: Any, key: str) -> Any:
    """An entry of a page or of the nodes above it (ISO 32000-1 7.7.3.4)."""
    for _ in range(50):  # a tree that runs in a circle ends here
        if key in node or "/Parent" not in node:
            break
        node = node["/Parent"]
    return node.get(key)


def _numbers(box: Any) -> tuple[float, float, float, float] | None:
    """Left, low, right, high of a rectangle; None of what is none."""
    try:
        x1, y1, x2, y2 = (float(value) for value in box)
    except FOREIGN:
        return None
    sound = all(abs(value) < 1e6 for value in (x1, y1, x2, y2)) and x1 != x2 and y1 != y2
    return (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)) if sound else None


def _written(source: Any, forms: Sequence[_Form], sides: Sequence[Side], plan: Plan) -> bytes:
    import pikepdf

    from leaflet.imposition.untag import untag

    out = pikepdf.new()
    ready = [_Form(out.copy_foreign(form.form), form.box) for form in forms]
    for side in sides:
        _add_side(out, ready, side, plan)
    _describe(source, out, plan, len(sides) > 1)
    untag(out)
    buffer = io.BytesIO()
    version = max(source.pdf_version, "1.7")  # /Duplex is of PDF 1.7
    out.save(buffer, min_version=version, deterministic_id=True)
    return buffer.getvalue()


def _add_side(out: Any, forms: Sequence[_Form], side: Side, plan: Plan) -> None:
    import pikepdf

    wide, high = plan.sheet
    kind = plan.kind_for(len(forms))
    turned = side.back and plan.flip is Flip.LONG  # over the long edge the head of the back comes to lie at the foot
    body = ["q", f"-1 0 0 -1 {wide:.4f} {high:.4f} cm" if turned else "1 0 0 1 0 0 cm"]
    used = pikepdf.Dictionary()
    for placing in placings(side, forms[0].size, plan, kind):
        form, scale = forms[placing.page - 1], placing.scale
        left, low, right, top = placing.clip
        dx, dy = placing.x - scale * form.box[0], placing.y - scale * form.box[1]
        body += ["q", f"{left:.4f} {low:.4f} {right - left:.4f} {top - low:.4f} re W n"]
        body += [f"{scale:.6f} 0 0 {scale:.6f} {dx:.4f} {dy:.4f} cm /P{placing.page} Do", "Q"]
        used[f"/P{placing.page}"] = form.form
    body += [*_ticks(forms[0].size, plan, kind), "Q"]
    page = out.add_blank_page(page_size=(wide, high))
    page.obj["/MediaBox"] = pikepdf.Array([0, 0, _number(wide), _number(high)])
    page.obj["/Resources"] = pikepdf.Dictionary({"/XObject": used})
    page.obj["/Contents"] = out.make_stream("\n".join(body).encode("ascii"))


def _ticks(size: tuple[float, float], plan: Plan, kind: Kind) -> Iterator[str]:
    """Where to fold or to cut: at the middle, and at the edges of pages that are smaller than their half."""
    wide, high = plan.sheet
    scale = scale_on(size, plan)
    width, height = scale * size[0], scale * size[1]
    yield f"q {TICK_LOOK}"
    xs, ys = [(wide / 2, TICK)], []
    spare, over = wide / 2 - width, (high - height) / 2
    if spare > points(3):
        edges = (wide / 2 - width, wide / 2 + width)
        inner = (spare / 2, wide / 2 - spare / 2, wide / 2 + spare / 2, wide - spare / 2)
        xs += [(x, min(TICK, over - points(1))) for x in (inner if kind is Kind.TWO_UP else edges)]
    if over > points(3):
        ys += [(y, min(TICK, spare / (2 if kind is Kind.TWO_UP else 1) - points(1))) for y in (over, high - over)]
    for x, long in xs:
        yield from (
            f"{x:.4f} {y:.4f} m {x:.4f} {end:.4f} l S" for y, end in ((0, long), (high - long, high)) if long > 0
        )
    for y, long in ys:
        yield from (
            f"{x:.4f} {y:.4f} m {end:.4f} {y:.4f} l S" for x, end in ((0, long), (wide - long, wide)) if long > 0
        )
    yield "Q"


def _describe(source: Any, out: Any, plan: Plan, both: bool) -> None:
    """What the file says of itself, and how the printer is to turn it."""
    import pikepdf

    title = _entry(source.trailer.get("/Info"), "/Title")
    if isinstance(title, pikepdf.String):
        out.docinfo["/Title"] = title
    out.docinfo["/Producer"] = pikepdf.String(PRODUCER)
    if isinstance(source.Root.get("/Lang"), pikepdf.String):
        out.Root["/Lang"] = source.Root["/Lang"]
    edge = "/DuplexFlipLongEdge" if plan.flip is Flip.LONG else "/DuplexFlipShortEdge"
    preferences = {"/DisplayDocTitle": isinstance(title, pikepdf.String), "/PrintScaling": pikepdf.Name("/None")}
    preferences["/Duplex"] = pikepdf.Name(edge if both else "/Simplex")
    out.Root["/ViewerPreferences"] = pikepdf.Dictionary(preferences)
    for key in ("/OCProperties", "/OutputIntents"):  # hidden layers stay hidden, and colours what they are
        value = source.Root.get(key)
        if value is not None:
            out.Root[key] = (
                out.copy_foreign(value) if value.is_indirect else out.copy_foreign(source.make_indirect(value))
            )


def _number(value: float) -> Any:
    """A number with four decimals: a ten-thousandth of a point is nothing on paper."""
    from decimal import Decimal

    return Decimal(f"{value:.4f}")
