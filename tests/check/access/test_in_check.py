"""`check` runs the rules of access on the accessible edition, whichever edition was asked for."""

from __future__ import annotations

import pytest

from leaflet.check.access import check_access as module
from leaflet.problems import Problem, Where, error
from tests.workplace import Workplace


@pytest.mark.parametrize("edition", ["office", "accessible"])
def test_the_accessible_bytes_are_looked_at(place: Workplace, monkeypatch: pytest.MonkeyPatch, edition: str) -> None:
    seen = []

    def found(pdf: bytes, where: Where) -> tuple[Problem, ...]:
        seen.append((b"/OBJR" in pdf or b"/Outlines" in pdf, where.file, where.language))
        return (error("access/untagged", "something is painted outside all tags", where, "report this"),)

    monkeypatch.setattr(module, "check_access", found)
    answer = place.run("check", "--edition", edition)
    assert answer.code == 1 and "[access/untagged]" in answer.err
    assert [row[0] for row in seen] == [True, True] and {row[2] for row in seen} == {"en", "nl"}
    assert all(row[1].endswith("_accessible.pdf") for row in seen)
