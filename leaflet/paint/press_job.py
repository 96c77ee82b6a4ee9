"""What a press file is made to.  Wishes go in; a standard, a profile that is there, and marks come out, or problems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from leaflet.layout.press_wish import PressWish
from leaflet.model.picture import safe_path
from leaflet.paint.colour import FILE, Palette
from leaflet.paint.profile import OutputProfile, read_profile, read_rows
from leaflet.paint.standard import STANDARDS, X_4, Standard
from leaflet.problems import Problem, Where, error, has_errors, warning

PRESS = "press"  # the edition
PROFILE = "FOGRA39L"  # coated paper
SUFFIXES = (".icc", ".icm")


@dataclass(frozen=True, slots=True)
class PressJob:
    """What a print shop has asked for, looked up."""

    standard: Standard
    profile: OutputProfile
    marks: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """What tells its files from those of another job."""
        profile = self.profile
        return f"{self.standard!r} {sorted(self.marks)} {profile!r} {profile.digest}"


def read_job(
    wish: PressWish, root: Path, assets: Path, palette: Palette, where: Where
) -> tuple[PressJob | None, tuple[Problem, ...]]:
    """Look up what is wished for; `root` is the project's folder, `assets` the program's, `where` what names it."""
    folders = (root / "assets", assets)
    rows, problems = read_rows(folders, assets)
    path, slips = find_profile(wish.profile or PROFILE, root, assets, where)
    problems += slips
    if path is None or has_errors(problems):
        return None, problems
    profile, slips = read_profile(path, rows, where, wish.ink_limit)
    standard = STANDARDS.get(wish.pdfx, X_4)
    problems += slips + (tuple(_unfit(standard, profile, where)) if profile else ())
    if profile is None or has_errors(problems):
        return None, problems
    return PressJob(standard, profile, wish.marks or frozenset()), problems + tuple(_too_rich(palette, profile))


def find_profile(name: str | Path, root: Path, assets: Path, where: Where) -> tuple[Path | None, tuple[Problem, ...]]:
    """The file of a profile: a name is looked for in assets/icc, the project's own first."""
    if isinstance(name, Path):
        return name, ()
    if name.lower().endswith(SUFFIXES):
        return safe_path(root, name, where)
    places = [folder / "icc" for folder in (root / "assets", assets)]
    for place in places:
        path, slips = safe_path(place, f"{name}.icc", where)
        if slips:
            return None, slips
        if path is not None and path.is_file():
            return path, ()
    known = sorted({path.stem for place in places for path in place.glob("*.icc")})
    hint = f"there are: {', '.join(known)}; a profile of the shop's own is named by its file, with .icc"
    return None, (error("press/no-profile", f"there is no profile '{name}'", where, hint),)


def _unfit(standard: Standard, profile: OutputProfile, where: Where) -> Iterator[Problem]:
    if profile.version > standard.newest_profile:
        text = (
            f"the profile '{profile.name}' is of ICC version {profile.version}, and {standard.claim} knows none newer"
        )
        text += f" than {standard.newest_profile}"
        yield error("press/profile-version", text, where, "use --pdfx x-4, or ask the shop for a version 2 profile")


def _too_rich(palette: Palette, profile: OutputProfile) -> Iterator[Problem]:
    """Inks that the paper does not bear are printed with less colour: that is said."""
    for ink in palette.inks.values():
        for what, cmyk in (("", ink.cmyk), (" for large areas", ink.rich or ink.cmyk)):
            if sum(cmyk) > profile.ink_limit and not (what and not ink.rich):
                text = f"the ink '{ink.name}'{what} has {sum(cmyk):.0f} % of ink; {profile.name} bears"
                text += f" {profile.ink_limit:g} %, so it is printed lighter"
                yield warning("press/ink-limit", text, Where(FILE), "mix it with more black and less colour")
