"""A folder to stand in, with the command line at hand: words go in, exit code, output and files come out."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from leaflet.cli import main
from leaflet.localize.catalogue import read_po
from leaflet.localize.po import PoText, compose
from leaflet.problems import Where

TODAY = ("--today", "2026-11-22")

# The leaflet that `new` makes, in Dutch: `check` looks whether a translation is in its language.
DUTCH = {
    "Drink enough water": "Drink genoeg water",
    "Water helps your body to work well. Most adults do well on six to eight glasses a day.": (
        "Water helpt uw lichaam om goed te werken. De meeste volwassenen hebben genoeg aan zes tot acht glazen per dag."
    ),
    "Why it matters": "Waarom het telt",
    "Your body loses water all day. If you drink too little, you may feel **tired**, dizzy or thirsty.": (
        "Uw lichaam verliest de hele dag water. Drinkt u te weinig, dan kunt u **moe**, duizelig of dorstig zijn."
    ),
    "Your urine is dark yellow.": "Uw plas is donkergeel.",
    "Your mouth is dry.": "Uw mond is droog.",
    "You have a headache.": "U hebt hoofdpijn.",
    "Three easy habits": "Drie makkelijke gewoontes",
    "Drink a glass of water with every meal.": "Drink een glas water bij elke maaltijd.",
    "Keep a bottle where you can see it.": "Zet een fles waar u ze kunt zien.",
    "Drink before you are thirsty when it is hot.": "Drink voor u dorst hebt als het warm is.",
    "On hot days": "Op warme dagen",
    "Drink more when you sweat, have a fever or are breastfeeding.": (
        "Drink meer als u zweet, koorts hebt of borstvoeding geeft."
    ),
    "When to see a doctor": "Wanneer naar een arts",
    "Call a doctor **at once** if somebody:": "Bel **meteen** een arts als iemand:",
    "is confused or very sleepy": "verward of heel slaperig is",
    "has not passed urine for twelve hours": "twaalf uur lang niet geplast heeft",
    "Do you have a heart or kidney disease? Ask your doctor how much you may drink.": (
        "Hebt u een hart- of nierziekte? Vraag uw arts hoeveel u mag drinken."
    ),
    "Sources": "Bronnen",
    "Example text, not medical advice. Name your sources here.": (
        "Voorbeeldtekst, geen medisch advies. Noem hier uw bronnen."
    ),
    "Questions?": "Vragen?",
}


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def last(self) -> str:
        return self.out.splitlines()[-1]


@dataclass(frozen=True)
class Workplace:
    """`root` is where the user stands, and the project."""

    root: Path
    capsys: pytest.CaptureFixture[str]

    def run(self, *words: str) -> Said:
        """Run one command in this process."""
        self.capsys.readouterr()
        code = main([*TODAY, *words])
        return Said(code, *self.capsys.readouterr())

    def begin(self, leaflet: str, *languages: str) -> None:
        """A new leaflet in English, with complete translations (into the same words)."""
        assert self.run("new", leaflet).code == 0
        for language in languages:
            assert self.run("translate", "add", language, leaflet).code == 0
            self.fill(leaflet, language)

    def fill(self, leaflet: str, language: str) -> None:
        """Translate what is not translated yet, by repeating it."""
        path = self.po(leaflet, language)
        po, problems = read_po(path.read_bytes(), Where(path.name))
        assert po is not None, problems
        units = tuple(unit if unit.text else replace(unit, text=unit.source, raw="") for unit in po.units)
        path.write_text(compose(PoText(units)), encoding="utf-8")

    def say_in_dutch(self, leaflet: str) -> None:
        """Put Dutch words into the Dutch translation: `check` would tell that it is in English."""
        path = self.po(leaflet, "nl")
        po, problems = read_po(path.read_bytes(), Where(path.name))
        assert po is not None, problems
        units = tuple(replace(unit, text=DUTCH.get(unit.source, unit.text), raw="") for unit in po.units)
        path.write_text(compose(PoText(units)), encoding="utf-8")

    def source(self, leaflet: str) -> Path:
        return self.root / "translations" / leaflet / "leaflet.yaml"

    def po(self, leaflet: str, language: str) -> Path:
        return self.root / "translations" / leaflet / f"{language}.po"

    def pdf(self, leaflet: str, language: str, out: str = "build") -> Path:
        return self.root / out / leaflet / f"{leaflet}_{language}_a4_office.pdf"

    def manifest(self, out: str = "build") -> dict[str, Any]:
        return dict(json.loads((self.root / out / "manifest.json").read_text("utf-8")))

    def files(self) -> dict[str, bytes]:
        """Every file there is, by its path."""
        found = (path for path in self.root.rglob("*") if path.is_file())
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in found}

    def change(self, path: Path, old: str, new: str) -> None:
        """Replace a text that stands in a file."""
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
