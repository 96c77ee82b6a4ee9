"""An editor's year, told in one go: after each step the states, the printed marks and the exit codes are right, in
Dutch (the source), French and Arabic.  And nothing that a translator wrote is lost on the way.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from leaflet.localize.catalogue import read_po
from leaflet.localize.po import PoText, Unit, compose
from leaflet.problems import Where
from tests.conftest import REAL, ROOT
from tests.pdfread import shown_text, words_of
from tests.workplace import Said, Workplace

LANGUAGES = ("nl", "fr", "ar")
DRAFT = {
    "nl": "Concept: nog niet nagekeken door een arts",
    "fr": "Version provisoire : pas encore vérifiée par un médecin",
    "ar": "مسودة: لم يراجعها طبيب بعد",
}
EXPIRED = {"nl": "Verlopen:", "fr": "Périmé :", "ar": "منتهية الصلاحية:"}
STALE = {"nl": "Vertaling van versie", "fr": "Traduction de la version", "ar": "ترجمة الإصدار"}
UNFINISHED = {"nl": "Nog niet af:", "fr": "Pas encore terminé :", "ar": "لم يكتمل بعد:"}
TITLES = {"nl": "Massage", "fr": "Massage", "ar": "التدليك"}
NEW_BLOCK = """  - id: heat
    kind: sidebar
    title: Warmte
    text: Een warm kussen kan deugd doen.

"""


@dataclass
class Year:
    """The real leaflet in three languages; `wrote` is every translation that ever stood there."""

    place: Workplace
    today: str = "2026-11-22"

    @property
    def folder(self) -> Path:
        return self.place.root / "translations" / REAL

    def run(self, *words: str) -> Said:
        return self.place.run("--today", self.today, *words)

    def edit(self, old: str, new: str) -> None:
        self.place.change(self.folder / "leaflet.yaml", old, new)

    def update(self) -> None:
        answer = self.run("translate", "update")
        assert answer.code == 0, answer.err

    def units(self, language: str) -> list[Unit]:
        po, problems = read_po((self.folder / f"{language}.po").read_bytes(), Where())
        assert po is not None, problems
        return list(po.units)

    def translate(self, language: str, texts: Mapping[str, str]) -> None:
        """A translator at work: words in, the fuzzy mark and the old source out."""
        units = [
            replace(unit, text=texts[unit.context], flags=(), previous="", raw="")
            if unit.context in texts and not unit.obsolete
            else unit
            for unit in self.units(language)
        ]
        (self.folder / f"{language}.po").write_text(compose(PoText(tuple(units))), "utf-8")

    def sign(self) -> None:
        for language in LANGUAGES:
            first = "editor" if language == "nl" else "translator"
            for role, name in ((first, "Ann Peeters"), ("clinician", "Ben Devos")):
                answer = self.run("sign", REAL, language, "--by", name, "--role", role)
                assert answer.code == 0, answer.err

    def rows(self) -> dict[str, dict[str, Any]]:
        found = json.loads(self.run("status", "--format", "json").out)["languages"]
        return {row["language"]: row for row in found}

    def states(self) -> tuple[str, ...]:
        rows = self.rows()
        return tuple(rows[language]["state"] for language in LANGUAGES)

    def texts(self, *words: str) -> tuple[int, dict[str, str]]:
        """The exit code of a build without pages, and what it says in each language that could be made."""
        shutil.rmtree(self.place.root / "build", ignore_errors=True)
        answer = self.run("build", "--edition", "text", *words)
        folder = self.place.root / "build" / REAL
        files = {language: folder / f"{REAL}_{language}.txt" for language in LANGUAGES}
        said = {one: " ".join(file.read_text("utf-8").split()) for one, file in files.items() if file.is_file()}
        return answer.code, said

    def pdf(self, language: str, *words: str) -> str:
        answer = self.run("build", "--lang", language, *words)
        assert answer.code == 0, answer.err
        path = self.place.root / "build" / REAL / f"{REAL}_{language}_a4_office.pdf"
        return " ".join(words_of(shown_text(path.read_bytes())))


def said(text: str, marks: Mapping[str, str], language: str) -> tuple[bool, bool]:
    """Is a mark there, in the patient's language and in the staff's?"""
    return marks[language] in text, marks["nl"] in text


@pytest.fixture
def year(empty: Workplace) -> Year:
    folder = empty.root / "translations" / REAL
    folder.mkdir(parents=True)
    for name in ("leaflet.yaml", "fr.po", "ar.po"):
        shutil.copy(ROOT / "translations" / REAL / name, folder / name)
    found = Year(empty)
    text = (folder / "leaflet.yaml").read_text("utf-8")
    designs = next(line for line in text.splitlines() if line.startswith("designs:"))
    found.edit(designs, "designs: [a4]")
    return found


def test_an_editors_year(year: Year) -> None:
    kept = {
        language: {unit.text for unit in year.units(language) if unit.context and unit.text}
        for language in ("fr", "ar")
    }

    # November: all is there, nobody has signed.
    assert year.states() == ("translated",) * 3
    code, texts = year.texts()
    assert code == 0 and all(said(texts[one], DRAFT, one) == (True, True) for one in LANGUAGES)
    assert "traduction du dépliant LBP-01 (néerlandais), version 2026-11" in texts["fr"].lower().replace("lbp", "LBP")
    assert "Concept" in year.pdf("ar") and "médecin" in year.pdf("fr")

    # All sign: the draft marks go.
    year.sign()
    assert year.states() == ("signed",) * 3
    code, texts = year.texts()
    assert code == 0 and not any(any(said(texts[one], DRAFT, one)) for one in LANGUAGES)
    assert "Concept" not in year.pdf("ar") and "provisoire" not in year.pdf("fr")

    # May: one word changes, and the version.
    year.edit("Massage werkt op spieren", "Massage werkt in op spieren")
    year.edit('version: "2026-11"', 'version: "2027-05"')
    for updated in (False, True):
        if updated:
            year.update()
        assert year.states() == ("translated", "stale", "stale"), updated
        code, texts = year.texts()
        assert code == 0
        for one in ("fr", "ar"):
            assert said(texts[one], DRAFT, one) == said(texts[one], STALE, one) == (True, True)
            assert "2026-11" in texts[one] and "2027-05" in texts[one] and TITLES[one] in texts[one].split("LBP-01")[0]
        assert STALE["nl"] not in texts["nl"] and DRAFT["nl"] in texts["nl"]
    assert "Traduction de la version 2026 11" in year.pdf("fr").replace("-", " ").replace("202611", "2026 11")
    row = year.rows()["fr"]
    assert row["to_do"][0]["changed"].startswith("Massage werkt {+in+} op spieren")
    assert [one["changed_since"] for one in row["signed"]] == [["leaflet", "massage"]] * 2
    assert '"X-Source-Version: 2026-11\\n"' in (year.folder / "fr.po").read_text("utf-8")

    # The translators look at it; only then is it of this version.
    for one in ("fr", "ar"):
        stale = next(unit for unit in year.units(one) if unit.context == "massage/text.1")
        assert stale.is_fuzzy and "#. changed: Massage werkt {+in+} op" in "\n".join(
            (year.folder / f"{one}.po").read_text("utf-8").splitlines()
        )
        year.translate(one, {"massage/text.1": stale.text})
        kept[one].add(stale.text)
    assert year.states() == ("translated",) * 3, "the old sign-offs were of another source"
    year.update()
    assert '"X-Source-Version: 2027-05\\n"' in (year.folder / "fr.po").read_text("utf-8")
    year.sign()
    assert year.states() == ("signed",) * 3

    # Re-wrapped, with a no-break space and idle marks: nothing happens at all.
    year.edit("en aantal\n      sessies verschillen", "en\n      aantal sessies verschillen")
    year.edit("**85 % van de gevallen**", "**85\u00a0% van** **de gevallen**")
    year.update()
    assert year.states() == ("signed",) * 3
    code, texts = year.texts()
    assert code == 0 and not any(any(said(texts[one], DRAFT, one)) for one in LANGUAGES)

    # A block moves: every word is as it was signed, their order is not.
    text = (year.folder / "leaflet.yaml").read_text("utf-8")
    start, end = text.index("  - id: massage"), text.index("  - id: sources")
    block = text[start:end]
    moved = text[:start] + text[end:]
    at = moved.index("  - id: what-cracks")
    (year.folder / "leaflet.yaml").write_text(moved[:at] + block + moved[at:], "utf-8")
    year.update()
    assert year.states() == ("translated",) * 3
    rows = year.rows()
    assert set(rows["ar"]["blocks"].values()) == {"signed"}, "each block is as it was"
    assert "the order changed since" in year.run("status").out
    code, texts = year.texts()
    assert code == 0 and all(said(texts[one], DRAFT, one) == (True, True) for one in LANGUAGES)

    # One goes.
    year.edit(block, "")
    year.update()
    assert year.states() == ("translated",) * 3 and "massage" not in year.rows()["fr"]["blocks"]
    assert year.texts()[0] == 0
    assert any(unit.obsolete and unit.context == "massage/text.1" for unit in year.units("fr"))

    # One comes: what is missing is not printed, but as a draft.
    year.edit("  - id: sources", NEW_BLOCK + "  - id: sources")
    year.update()
    assert year.states() == ("translated", "missing", "missing")
    code, texts = year.texts()
    assert code == 1 and set(texts) == {"nl"}
    code, texts = year.texts("--draft")
    assert code == 0 and set(texts) == set(LANGUAGES)
    for one in ("fr", "ar"):
        assert said(texts[one], UNFINISHED, one) == (True, True) and "Een warm kussen" in texts[one]
    assert "Nog niet af: Warmte" in year.pdf("fr", "--draft") and {"Nog", "niet", "Warmte"} <= set(
        year.pdf("ar", "--draft").split()
    )
    year.translate("fr", {"heat/title": "Chaleur", "heat/text.1": "Un coussin chaud peut faire du bien."})
    year.translate("ar", {"heat/title": "الدفء", "heat/text.1": "قد تفيد وسادة دافئة."})
    year.sign()
    assert year.states() == ("signed",) * 3

    # A picture changes under its name.
    own = year.place.root / "assets" / "images" / "one-in-five.svg"
    own.parent.mkdir(parents=True)
    drawn = (ROOT / "assets" / "images" / REAL / "one-in-five.svg").read_text("utf-8")
    own.write_text(drawn.replace("</svg>", "<!-- redrawn --></svg>"), "utf-8")
    assert year.states() == ("translated",) * 3
    assert "revoked: one-in-five changed since" in year.run("status").out
    code, texts = year.texts()
    assert code == 0 and all(said(texts[one], DRAFT, one) == (True, True) for one in LANGUAGES)

    # They sign, and a warning sign changes: safety text is refused until it is translated.
    year.sign()
    year.edit("- een been dat steeds zwakker wordt", "- een been dat zwakker wordt")
    year.update()
    assert year.states() == ("translated", "stale", "stale")
    code, texts = year.texts()
    assert code == 1 and set(texts) == {"nl"}
    refused = year.run("build", "--edition", "text")
    assert refused.err.count("error: fr: see-a-doctor/text.5: was made for an earlier source text [po/stale]") == 1
    assert year.run("sign", REAL, "fr", "--by", "Ann", "--role", "translator").code == 1
    code, texts = year.texts("--draft")
    assert code == 0 and all(said(texts[one], STALE, one) == (True, True) for one in ("fr", "ar"))
    for one in ("fr", "ar"):
        unit = next(unit for unit in year.units(one) if unit.context == "see-a-doctor/text.5")
        year.translate(one, {"see-a-doctor/text.5": unit.text})
    year.sign()
    assert year.states() == ("signed",) * 3 and year.texts()[0] == 0

    # Two years on.
    year.today = "2028-11-02"
    assert all(row["expired"] for row in year.rows().values())
    code, texts = year.texts()
    assert code == 0
    for one in LANGUAGES:
        assert said(texts[one], EXPIRED, one) == (True, True) and not any(said(texts[one], DRAFT, one))
    assert "Verlopen" in year.pdf("ar")
    answer = year.run("sign", REAL, "fr", "--by", "Ann Peeters", "--role", "translator")
    assert answer.code == 1 and "[signoff/expired]" in answer.err
    year.edit("review_by: 2028-11-01", "review_by: 2030-11-01")
    assert year.states() == ("translated",) * 3, "a new date wants new signatures"
    code, texts = year.texts()
    assert code == 0 and not any(any(said(texts[one], EXPIRED, one)) for one in LANGUAGES)

    # All the while nothing was lost.
    for one in ("fr", "ar"):
        assert kept[one] <= {unit.text for unit in year.units(one)}
