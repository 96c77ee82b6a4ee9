"""Folded leaflets and booklets of the real leaflet: what stands on which panel; paper folds as the design says."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from leaflet.build import find_fits, finish, prepare
from leaflet.geometry import millimetres, points
from leaflet.layout.folding import Fold, FoldPanel
from leaflet.layout.placed import Page, Panel, Text
from leaflet.localize.local_leaflet import LocalLeaflet
from leaflet.model.document import Kind
from tests.conftest import REAL, ROOT
from tests.folded import BACK, FRONT, Paper, Piece, sheet
from tests.looking import no_text_is_covered, words_expected, words_placed
from tests.pdfread import one_spaced
from tests.printed import Printed, kit_of, print_language
from tests.workplace import Workplace

FOLDED = [(name, language) for name in ("trifold", "zfold") for language in ("nl", "de", "ar", "zh-Hans")]
BOOKLETS = [("booklet", language) for language in ("nl", "ar", "zh-Hans")]
SCALE = 1.0  # pixels a point
SAFE = points(5)  # from a fold or the trim to the nearest letter


def made(design: str, language: str) -> Printed:
    return print_language(ROOT, REAL, design, language)


@pytest.fixture(params=FOLDED, ids="-".join)
def folded(request: pytest.FixtureRequest) -> Printed:
    return made(*request.param)


@pytest.fixture(params=[*FOLDED, *BOOKLETS], ids="-".join)
def framed(request: pytest.FixtureRequest) -> Printed:
    return made(*request.param)


def test_it_builds_without_an_error(framed: Printed) -> None:
    assert [str(problem) for problem in framed.problems if problem.level >= 30] == []
    assert framed.finished == framed.pdf


def test_every_letter_stands_on_a_panel_once(framed: Printed) -> None:
    assert words_placed(framed.pages) == words_expected(framed.copy.local, framed.pages.dropped)
    assert no_text_is_covered(framed.pages) == []


def test_what_the_design_leaves_out_is_optional_and_is_left_out(folded: Printed) -> None:
    source = {block.id: block for block in folded.kit.leaflet.blocks}
    kept = {block.id for block in folded.copy.local.blocks}
    out = [block for name, block in source.items() if name not in kept]
    assert [block.id for block in out] == ["quote"]
    assert all(block.optional for block in out)


def spread(fold: Fold, panel: FoldPanel, mirrored: bool) -> tuple[float, float]:
    """From where to where a panel is on its page, in points from the left."""
    left = fold.width - panel.x - panel.width if mirrored else panel.x
    return left, left + panel.width


def panel_of(printed: Printed, page: Page, item: Text) -> FoldPanel:
    fold = printed.kit.design.fold
    assert fold is not None
    for panel in fold.across(page.number):
        left, right = spread(fold, panel, page.mirrored)
        if left <= item.x and item.x + item.width <= right:
            return panel
    raise AssertionError(f"{item.part} stands across a fold")


def test_no_letter_comes_near_a_fold_or_the_trim(folded: Printed) -> None:
    fold = folded.kit.design.fold
    assert fold is not None
    for page in folded.pages.pages:
        for item in (item for item in page.items if isinstance(item, Text)):
            left, right = spread(fold, panel_of(folded, page, item), page.mirrored)
            assert item.x - left >= SAFE and right - item.x - item.width >= SAFE, item.part


def test_cover_safety_and_clinic_stand_on_their_panels(folded: Printed) -> None:
    fold = folded.kit.design.fold
    assert fold is not None
    kinds = {block.id: block.kind for block in folded.copy.local.blocks}
    for page in folded.pages.pages:
        for item in (item for item in page.items if isinstance(item, Text) and item.block):
            name = panel_of(folded, page, item).name
            wanted = {Kind.SAFETY: fold.safety, Kind.CONTACT: fold.closing, Kind.SOURCES: fold.closing}
            kind = kinds.get(item.block)
            expected = fold.cover if item.block == "leaflet" or kind is Kind.LEAD else wanted.get(kind, name)  # type: ignore[arg-type]
            assert name == expected, item.part


def test_the_safety_text_is_seen_when_the_cover_is_opened(framed: Printed) -> None:
    safety = {block.id for block in framed.copy.local.blocks if block.kind is Kind.SAFETY}
    places = [
        at
        for at, stretch in enumerate(framed.pages.stretches)
        for item in framed.pages.page(stretch.page).items[stretch.start : stretch.end]
        if isinstance(item, Text) and item.block in safety
    ]
    assert places and max(places) <= (1 if framed.kit.design.fold else 2)


def test_no_word_of_a_cover_is_parted(framed: Printed) -> None:
    for page in framed.pages.pages:
        assert not [item for item in page.items if isinstance(item, Text) and item.role == "H1" and item.line.hyphen]


def test_both_sides_say_that_it_is_a_draft(framed: Printed) -> None:
    for page in framed.pages.pages:
        said = [item.shaped.text for item in page.items if isinstance(item, Text)]
        assert any(framed.copy.local.labels["draft"] in text for text in said), page.number
        dutch = {item.shaped.text for item in page.items if isinstance(item, Text) and item.language == "nl"}
        assert framed.language == "nl" or dutch == {"Concept: nog niet nagekeken door een arts"}, page.number


def test_tints_end_at_the_fold_and_run_off_only_at_the_edge(folded: Printed) -> None:
    fold = folded.kit.design.fold
    assert fold is not None
    for page in folded.pages.pages:
        for item in (item for item in page.items if isinstance(item, Panel)):
            for x in page.folds:
                assert not (item.rect.x < x - 0.01 and item.rect.right > x + 0.01)
            if item.bleeds & {"start", "end"}:
                assert min(item.rect.x, fold.width - item.rect.right) < 0.01


# --- the order of reading ---------------------------------------------------------------------------------------------


def heard(pdf: bytes) -> Iterator[str]:
    """The types of the structure tree's blocks in its order, with the pages their content is on."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        pages = {page.obj.objgen: number for number, page in enumerate(file.pages, 1)}

        def walk(element: pikepdf.Object, page: int) -> Iterator[int]:
            page = pages[element.Pg.objgen] if "/Pg" in element else page
            for kid in element.get("/K", []):
                if isinstance(kid, int):
                    yield page
                elif kid.get("/Type") == "/MCR":
                    yield pages[kid.Pg.objgen]
                else:
                    yield from walk(kid, page)

        for number in walk(file.Root.StructTreeRoot.K[0], 0):
            yield str(number)


def test_a_screen_reader_turns_the_sheet_as_a_reader_does() -> None:
    """Cover and flap, then the inside, then the back: pages 1, 2 and 1 again."""
    order = "".join(heard(made("trifold", "nl").pdf))
    assert order.lstrip("1").rstrip("1").strip("2") == "" and order[0] == order[-1] == "1"
    order = "".join(heard(made("zfold", "nl").pdf))
    assert [run for at, run in enumerate(order) if at == 0 or order[at - 1] != run] == ["1", "2", "1", "2"]


@pytest.mark.parametrize(("design", "language"), [("zfold", "ar"), ("zfold", "nl"), ("trifold", "ar")])
def test_the_structure_tells_the_blocks_in_the_order_of_the_source(design: str, language: str) -> None:
    """Boxes may move a few places; a message that goes on over the fold is told in one piece."""
    printed = made(design, language)
    told: dict[str, str] = {}
    for stretch in printed.pages.stretches:
        for item in printed.pages.page(stretch.page).items[stretch.start : stretch.end]:
            if isinstance(item, Text) and item.part and item.role != "Lbl":
                told[item.part] = told.get(item.part, "") + item.shaped.text[item.line.start : item.line.next]
    for context, words in messages(printed.copy.local).items():
        assert told[context] == words


def messages(local: LocalLeaflet) -> dict[str, str]:
    return {part.context: part.text.text for block in local.blocks for part in block.parts}


# --- paper ------------------------------------------------------------------------------------------------------------


class Prints:
    """Both sides of a sheet as pictures, and their words by place."""

    def __init__(self, printed: Printed) -> None:
        self.file = pypdfium2.PdfDocument(printed.pdf)
        self.sides = {FRONT: self.file[0], BACK: self.file[1]}
        self.pictures = {side: page.render(scale=SCALE).to_pil().convert("RGB") for side, page in self.sides.items()}

    def picture(self, pieces: list[Piece]) -> Image.Image:
        """What is seen, put together from the pieces on top."""
        height = self.pictures[FRONT].height
        left = min(piece.left for piece in pieces)
        seen = Image.new("RGB", (round((max(piece.right for piece in pieces) - left) * SCALE), height))
        for piece in pieces:
            width = piece.right - piece.left
            box = (round(piece.start * SCALE), 0, round((piece.start + width) * SCALE), height)
            seen.paste(self.pictures[piece.side].crop(box), (round((piece.left - left) * SCALE), 0))
        return seen

    def words(self, pieces: list[Piece]) -> str:
        found = []
        for piece in pieces:
            page = self.sides[piece.side]
            text = page.get_textpage()
            found.append(
                text.get_text_bounded(piece.start, 0, piece.start + piece.right - piece.left, page.get_height())
            )
        return one_spaced(" ".join(found))


def closed(printed: Printed) -> tuple[Paper, Paper]:
    """The sheet folded up as its design says, inside up to begin with: with the cover still open, and shut."""
    fold = printed.kit.design.fold
    assert fold is not None
    first, second = printed.pages.pages[1].folds
    rtl = printed.pages.pages[0].mirrored
    flat = sheet(fold.width, BACK)
    if fold.kind == "letter":  # the flap first, then the panel with the cover on its back over it
        tucked = flat.folded(first if rtl else second, right=not rtl)
        return tucked, tucked.folded(second if rtl else first, right=rtl)
    under = flat.folded(first if rtl else second, right=not rtl, over=False)  # to and fro: the back goes under
    return under, under.folded(second if rtl else first, right=rtl)


def region(printed: Printed, name: str) -> list[Piece]:
    fold = printed.kit.design.fold
    assert fold is not None
    panel = fold.panel(name)
    left, right = spread(fold, panel, printed.pages.pages[0].mirrored)
    return [Piece(0.0, right - left, FRONT if panel.side == 1 else BACK, left)]


def same(a: Image.Image, b: Image.Image) -> bool:
    """Alike but for the rounding of an edge to a pixel."""
    width = min(a.width, b.width)
    difference = ImageChops.difference(a.crop((0, 0, width, a.height)), b.crop((0, 0, width, b.height)))
    return abs(a.width - b.width) <= 1 and sum(difference.convert("L").histogram()[64:]) < 0.02 * width * a.height


def unspaced(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())


def test_folded_it_shows_the_cover_in_front_and_the_back_behind(folded: Printed) -> None:
    prints, fold = Prints(folded), folded.kit.design.fold
    assert fold is not None
    _, shut = closed(folded)
    top, under = shut.on_top, shut.turned_over().on_top
    assert same(prints.picture(top), prints.picture(region(folded, fold.cover)))
    assert same(prints.picture(under), prints.picture(region(folded, fold.closing)))
    assert prints.words(top) == prints.words(region(folded, fold.cover)) != ""
    if not folded.pages.pages[0].mirrored:
        assert unspaced(folded.copy.local.title.text) in unspaced(prints.words(top))
        assert folded.kit.clinic.phone in prints.words(under)
    widths = {round(millimetres(piece.right - piece.left), 1) for piece in top}
    assert widths == {100.0} if fold.kind == "letter" else {99.0}


def test_opening_the_cover_shows_the_safety_panel(folded: Printed) -> None:
    prints, fold = Prints(folded), folded.kit.design.fold
    assert fold is not None
    ajar, _ = closed(folded)
    rtl = folded.pages.pages[0].mirrored
    seen = ajar.on_top[::-1] if rtl else ajar.on_top
    names = [name for piece in seen for name in panels_in(folded, piece)]
    assert names[:2] == (["one", "flap"] if fold.kind == "letter" else ["one", "two"])
    assert fold.safety in names
    assert prints.words(ajar.on_top)


def panels_in(printed: Printed, piece: Piece) -> list[str]:
    """The panels that a piece of paper shows, in the order of reading."""
    fold = printed.kit.design.fold
    assert fold is not None
    mirrored = printed.pages.pages[0].mirrored
    side = 1 if piece.side == FRONT else 2
    found = []
    for panel in fold.across(side):
        left, right = spread(fold, panel, mirrored)
        if piece.start <= left + 1 and right - 1 <= piece.start + piece.right - piece.left:
            found.append(panel.name)
    return found


def test_the_flap_of_a_letter_fold_lies_inside() -> None:
    for language in ("nl", "ar"):
        printed = made("trifold", language)
        ajar, shut = closed(printed)
        flap = next(piece for piece in ajar.on_top if "flap" in panels_in(printed, piece))
        assert millimetres(flap.right - flap.left) == pytest.approx(97, abs=0.01)
        cover = shut.on_top
        assert len(cover) == 1 and cover[0].left <= flap.left + 1e-6 and cover[0].right >= flap.right - 1e-6


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_a_reader_from_the_right_has_the_mirror_image(language: str) -> None:
    printed = made("trifold", language)
    at = [round(millimetres(x)) for x in printed.pages.pages[0].folds]
    assert at == ([100, 200] if language == "ar" else [97, 197])


def test_the_printer_turns_the_sheet_over_its_short_edge() -> None:
    for name, edge in (("trifold", "Short"), ("zfold", "Short"), ("booklet", "Long")):
        with pikepdf.open(io.BytesIO(made(name, "nl").pdf)) as file:
            assert str(file.Root.ViewerPreferences.Duplex) == f"/DuplexFlip{edge}Edge"


@pytest.mark.parametrize("language", ["nl", "ar", "zh-Hans"])
def test_a_booklet_has_pages_in_fours(language: str) -> None:
    pages = made("booklet", language).pages.pages
    assert len(pages) % 4 == 0
    assert {(round(millimetres(page.width)), round(millimetres(page.height))) for page in pages} == {(148, 210)}


@pytest.mark.parametrize("language", ["nl", "ar", "zh-Hans"])
def test_no_page_inside_a_booklet_is_empty(language: str) -> None:
    pages = made("booklet", language).pages.pages
    for page in pages[1:-1]:
        assert sum(isinstance(item, Text) and bool(item.block) for item in page.items) > 3, page.number


# --- a leaflet with little to say -------------------------------------------------------------------------------------


@pytest.mark.parametrize("design", ["trifold", "zfold", "booklet"])
def test_a_short_leaflet_is_spread_over_the_panels_and_its_cover_is_full(design: str, place: Workplace) -> None:
    kit = kit_of(place.root, "water", design, "demo")
    copy, _ = prepare(kit, "en")
    assert copy is not None
    fit = find_fits(kit, [copy])[copy.locale.script]
    result = finish(kit, copy, fit)
    assert result.pdf and result.pages is not None, [str(problem) for problem in result.problems]
    assert not result.problems and len(result.pages.pages) == (4 if design == "booklet" else 2) == fit.pages
    band = result.pages.page(1).items[result.pages.stretches[0].start]
    assert isinstance(band, Panel) and band.rect.height == result.pages.page(1).height, "no picture: all is band"
    blocks = {item.block for page in result.pages.pages for item in page.items if isinstance(item, Text)}
    assert {"why", "how"} <= blocks


@pytest.mark.parametrize("design", ["trifold", "booklet"])
def test_a_title_higher_than_the_cover_is_said(design: str, place: Workplace) -> None:
    source = place.source("water")
    text = source.read_text("utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title:"))
    source.write_text(text.replace(title, "title: " + " ".join(["Drink enough water every day"] * 24)), "utf-8")
    answer = place.run("build", "--lang", "en", "--design", design)
    assert answer.code == 1 and "[page/overset]" in answer.err and "leaflet" in answer.err
