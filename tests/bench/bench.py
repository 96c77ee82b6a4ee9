"""Speed, measured by hand: `python tests/bench/bench.py`.  Prints a table; compare the ratios, not the milliseconds.

CPU milliseconds of this process (or of a child, for the cold start), the median of several runs.  What the floor is:
see the notes on performance; imports alone cost 90-105 ms where ReportLab and HarfBuzz are loaded.
"""

from __future__ import annotations

import gc
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from leaflet.cli import SELDOM  # noqa: E402

if TYPE_CHECKING:
    from leaflet.layout.copyfit import Fit
    from leaflet.project import Kit

RUNS = 9
WARM_GOAL, COLD_GOAL = 20.0, 300.0  # CPU ms: one language from scratch, warm; a whole cold process
GROWTH = (1, 10, 100)


def cpu_ms(work: Callable[[], object], runs: int = RUNS) -> float:
    """Median CPU milliseconds of a piece of work."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def cold_ms(arguments: list[str], runs: int = 5) -> float:
    """Median CPU milliseconds of a fresh process, its start-up and imports included; byte code is there, as it is after
    any first run (kept in a folder of its own, so that a setting of the machine cannot forbid it)."""
    times: list[float] = []
    with tempfile.TemporaryDirectory() as bytecode:
        return _cold_ms(arguments, runs, times, {**os.environ, "PYTHONPYCACHEPREFIX": bytecode})


def _cold_ms(arguments: list[str], runs: int, times: list[float], environment: dict[str, str]) -> float:
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    for _ in range(runs + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000)
    return statistics.median(times[1:])


def row(name: str, value: float, unit: str = "ms", against: float = 0.0, note: str = "") -> None:
    ratio = f"{value / against:6.2f} x" if against else " " * 8
    print(f"{name:<46}{value:>10.1f} {unit:<4}{ratio}  {note}")


def cold_start() -> None:
    bare = cold_ms(["-c", "pass"])
    row("cold: Python alone", bare)
    row("cold: imports of the road", cold_ms(["-c", "import leaflet.build, leaflet.cli"]), against=bare)
    with tempfile.TemporaryDirectory() as out:  # a set of one language: copyfit has nobody else to ask
        folder = Path(out) / "translations" / "low-back-pain"
        folder.mkdir(parents=True)
        source = ROOT / "translations" / "low-back-pain" / "leaflet.yaml"
        (folder / "leaflet.yaml").write_bytes(source.read_bytes())
        command = [str(ROOT / "make_leaflet.py"), "build", "--project", out, "--force"]
        row("cold: one leaflet, one language", cold_ms(command), against=COLD_GOAL, note=f"goal {COLD_GOAL:.0f} ms")


def stages() -> None:
    from leaflet.build import find_fits, finish, metadata, prepare
    from leaflet.check.pages import Proof, check_pages
    from leaflet.paint.painter import Look, paint
    from leaflet.project import Project, read_kit, read_source

    start = time.process_time()
    project = Project(ROOT)
    leaflet, _ = read_source(project, "low-back-pain")
    assert leaflet is not None
    kit, _ = read_kit(project, leaflet, "a4", "demo")
    assert kit is not None
    copy, _ = prepare(kit, "nl")
    assert copy is not None
    fit = find_fits(kit, [copy])[copy.locale.script]
    result = finish(kit, copy, fit)
    row("first leaflet in a process, copyfit included", (time.process_time() - start) * 1000)
    look = Look(kit.palette, kit.pictures, kit.design.printer_margin)
    step = kit.design.set_step
    pages = copy.trial(fit.size, step, fit.pages, False)

    def from_scratch() -> bytes:
        fresh, _ = prepare(kit, "nl")
        assert fresh is not None
        return paint(fresh.trial(fit.size, step, fit.pages, False), look, metadata(leaflet, fresh))

    def lay_out_fresh() -> object:
        fresh, _ = prepare(kit, "nl")
        assert fresh is not None
        return fresh.trial(fit.size, step, fit.pages, False)

    def fit_of(languages: tuple[str, ...]) -> object:  # fresh copies: they remember the trials they were asked for
        copies = [found for found, _ in (prepare(kit, language) for language in languages) if found]
        return find_fits(kit, copies)

    warm = cpu_ms(from_scratch)
    shaped = cpu_ms(lambda: prepare(kit, "nl"))
    proof = Proof(pages, copy.local, kit.design, kit.palette, leaflet.file)
    row("warm leaflet from scratch", warm, against=WARM_GOAL, note=f"goal {WARM_GOAL:.0f} ms")
    row("  read source", cpu_ms(lambda: read_source(project, "low-back-pain")), against=warm)
    row("  read kit (pictures kept)", cpu_ms(lambda: read_kit(project, leaflet, "a4", "demo")), against=warm)
    row("  translate and shape", shaped, against=warm)
    row("  break lines and lay out", cpu_ms(lay_out_fresh) - shaped, against=warm)
    row("  paint and write", cpu_ms(lambda: paint(pages, look, metadata(leaflet, copy))), against=warm)
    row("  check pages", cpu_ms(lambda: check_pages(proof)), against=warm)
    row("  copyfit of one language", cpu_ms(lambda: fit_of(("nl",))) - shaped, against=warm)
    row("file, tagged", len(result.pdf) / 1000, "kB")
    everybody = project.languages(leaflet)
    alone = cpu_ms(lambda: [prepare(kit, language) for language in everybody], 3)
    row(f"copyfit of the set of {len(everybody)}", cpu_ms(lambda: fit_of(everybody), 3) - alone, against=warm)
    growth(from_scratch, warm)


def scripts() -> None:
    """A row per script: the real leaflet, or the sample of the tests, warm from scratch; against the same in Dutch."""
    from leaflet.build import prepare
    from leaflet.layout.copyfit import fewest_pages, fit_set
    from leaflet.project import Project, read_kit, read_source

    for root, name, plain in ((ROOT, "low-back-pain", "nl"), (ROOT / "tests" / "samples", "sample", "nl")):
        project = Project(root)
        leaflet, _ = read_source(project, name)
        assert leaflet is not None
        kit, _ = read_kit(project, leaflet, "a4", "demo")
        assert kit is not None
        first, _ = prepare(kit, plain)
        assert first is not None
        pages = fewest_pages(kit.design, first.trial)
        against, seen = 0.0, set()
        for language in (plain, *project.languages(leaflet)):
            copy, _ = prepare(kit, language)
            if copy is None or copy.locale.script in seen:
                continue
            seen.add(copy.locale.script)
            fit = fit_set(kit.design, [copy.trial], pages, copy.locale.size_factor)
            spent = cpu_ms(partial(_from_scratch, kit, language, fit), 5)
            against = against or spent
            row(f"{name}: {copy.locale.script} ({language})", spent, against=against)


def _from_scratch(kit: Kit, language: str, fit: Fit) -> bytes:
    from leaflet.build import metadata, prepare
    from leaflet.paint.painter import Look, paint

    fresh, _ = prepare(kit, language)
    assert fresh is not None
    pages = fresh.trial(fit.size, kit.design.set_step, fit.pages, False)
    return paint(pages, Look(kit.palette, kit.pictures, kit.design.printer_margin), metadata(kit.leaflet, fresh))


def growth(build: Callable[[], bytes], warm: float) -> None:
    for count in GROWTH:
        start = time.process_time()
        for _ in range(count):
            build()
        each = (time.process_time() - start) * 1000 / count
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        row(f"{count} leaflets, each", each, against=warm, note=f"peak memory {peak:.0f} MiB")


if __name__ == "__main__":
    gc.set_threshold(*SELDOM)  # as the command does
    print(f"{'what':<46}{'CPU':>10}      {'ratio':>8}")
    cold_start()
    stages()
    scripts()
