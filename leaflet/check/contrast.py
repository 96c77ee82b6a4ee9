"""Rules on contrast: words stand out from what is really behind them.  A proof goes in; problems come out.

Colours are looked at on screen, in grey, and as people with a colour-vision deficiency see them.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaflet.check.ground import PAPER, Box, Ground, box_of, meet
from leaflet.check.proof import Proof, ink_box, is_body
from leaflet.check.vision import DICHROMACY, GREY, SCREEN, colour_of, contrasts, seen
from leaflet.layout.placed import Text
from leaflet.model.drawing import Drawing
from leaflet.problems import Level, Problem, warning

CONTRAST_BODY = 7.0  # WCAG 2.2 SC 1.4.6, enhanced
CONTRAST_ANY = 4.5  # WCAG 2.2 SC 1.4.3; for large type 3 would do, and asking for as much is our stricter choice
# What the Criterion itself asks of large type.  It is enough where sight is simulated: deuteranopia makes red lighter.
CONTRAST_LARGE = 3.0
LARGE, LARGE_BOLD = 18.0, 14.0  # points (WCAG 2.2, "large scale")

# Is it one of the palette's greys alone, which no other edition prints?  Contrast, what is wrong, what is behind.
Fault = tuple[bool, float, str, str]


def readable(proof: Proof) -> Iterator[Problem]:
    """Words stand out from what is really behind them, however the reader sees it."""
    said, known = set(), _Verdicts(proof)
    for page in proof.pages.pages:
        ground = Ground(page)
        for item in page.items:
            if isinstance(item, Text) and item.width and (item.part, item.ink) not in said:
                inks = ground.inks(box_of(ink_box(item)), proof)
                worst = min((found for ink in inks if (found := known.fault(item, ink))), default=None)
                if worst:
                    said.add((item.part, item.ink))
                    level = Level.WARNING if worst[0] else Level.ERROR
                    where, hint = proof.where(item.part), _hint(proof, worst[3])
                    yield Problem("page/contrast", level, worst[2], where, hint)


class _Verdicts:
    """Faults by ink, ground, and how much is wanted: few of each, and hundreds of lines."""

    def __init__(self, proof: Proof) -> None:
        self.proof = proof
        self.known: dict[tuple[str, str, bool, bool], Fault | None] = {}

    def fault(self, text: Text, behind: str) -> Fault | None:
        """What is wrong with a line on a ground, if anything."""
        body = is_body(text, self.proof.pages.size)
        large = not body and text.size >= LARGE_BOLD and _is_large(text)
        key = (text.ink, behind, body, large)
        if key not in self.known:
            self.known[key] = self._judged(*key)
        return self.known[key]

    def _judged(self, ink: str, behind: str, body: bool, large: bool) -> Fault | None:
        palette = self.proof.palette
        wanted = CONTRAST_BODY if body else CONTRAST_ANY
        low = []
        for view, ratio in contrasts(colour_of(palette, ink), colour_of(palette, behind)).items():
            least = CONTRAST_LARGE if large and view in DICHROMACY else wanted
            if ratio < least:
                low.append((view == GREY, view != SCREEN, ratio, least, view))
        if not low:
            return None
        grey, _, ratio, least, view = min(low)
        how, ground = "" if view == SCREEN else f" {seen(view)}", "paper" if behind == PAPER else behind
        return grey, ratio, f"{ink} on {ground} has contrast {ratio:.1f}{how}; {least:g} is wanted", ground


def _is_large(text: Text) -> bool:
    return text.size >= LARGE or all("bold" in run.face.style for run in text.shaped.runs)


def _hint(proof: Proof, ground: str) -> str:
    other = "another ink" if ground == "paper" else f"another ink, or another ground than {ground},"
    return f"choose {other} in {proof.design.file}, or change the ink in assets/palette.yaml"


def over_image(proof: Proof) -> Iterator[Problem]:
    """Words on a picture are hard to read, even where their contrast is enough."""
    said = set()
    for page in proof.pages.pages:
        pictures = Ground(page).pictures
        for item in page.items if pictures else ():
            under = next((image for area, image in pictures if _meets(item, area)), None)
            if isinstance(item, Text) and under and (item.part, under.source) not in said:
                said.add((item.part, under.source))
                text = f"words stand on the picture {under.source} on page {page.number}"
                if not isinstance(proof.pictures.get(under.source), Drawing):
                    text += ", and what colours are behind them is not known"
                hint = f"give the picture less height in {proof.design.file}, or the words a panel of their own"
                yield warning("page/over-image", text, proof.where(item.part), hint)


def _meets(item: object, area: Box) -> bool:
    return isinstance(item, Text) and meet(area, box_of(ink_box(item)))
