"""`build` for the editions without pages: one file for each language of a leaflet, and the list of its languages.

They have no design and no fit, so a leaflet has them once, whatever designs are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from leaflet.commands.building import Desk, Step
from leaflet.commands.order import Source
from leaflet.language_set import LanguageSet
from leaflet.manifest import Output, output_path, sha256
from leaflet.output import write_file
from leaflet.problems import Problem
from leaflet.reflow.edition import Reflow
from leaflet.reflow.material import Sibling

if TYPE_CHECKING:
    from leaflet.build import Result

INDEX = "index.html"


def reflowed(desk: Desk, source: Source, editions: tuple[str, ...]) -> Iterator[Step]:
    """All languages that are wanted in these editions; after the web pages, their list."""
    bench = _Bench(desk, desk.set.whole())
    for edition in editions:
        yield Step(f"{source.id}  {edition}")
        made = unchanged = 0
        for language in desk.order.asked(source, edition):
            step = bench.one(language, edition)
            made, unchanged = made + (step.output is not None), unchanged + step.unchanged
            yield step
        if edition == Reflow.HTML and made:
            yield Step(problems=bench.list_languages(made > unchanged))


@dataclass(frozen=True, slots=True)
class _Bench:
    """`set` is the desk's, without what its design leaves out."""

    desk: Desk
    set: LanguageSet

    def one(self, language: str, edition: str) -> Step:
        """One file, unless it is up to date; one with warnings is made again, so that they are said."""
        inputs = self.desk.inputs.of_reflow(language, edition, self.set.languages)
        known = None if self.desk.order.force else self.known(language, edition, inputs)
        if known is not None and not known.problems:
            return Step(f"{_line(known)}  (unchanged)", output=known, done=1, unchanged=True)
        result = self.set.finished(language, None, edition)
        if not result.pdf:
            return Step(problems=result.problems, done=1)
        output = self.describe(language, edition, (inputs, sha256(result.pdf)), result)
        slips = write_file(self.desk.order.out / output.path, result.pdf)
        if slips:
            return Step(problems=result.problems + slips, done=1)
        return Step(_line(output), result.problems, output, done=1)

    def known(self, language: str, edition: str, inputs: str) -> Output | None:
        """What the manifest says of a file, if that is there and would come out the same."""
        found = self.desk.manifest.outputs.get(output_path(self.set.kit.leaflet.id, language, "", edition))
        return self.desk.there(found) if found is not None and found.inputs == inputs else None

    def describe(self, language: str, edition: str, checksums: tuple[str, str], result: Result) -> Output:
        """What the manifest says of a finished file; `checksums` are of its inputs and its bytes."""
        kit = self.set.kit
        return Output(
            leaflet=kit.leaflet.id,
            language=language,
            design="",
            edition=edition,
            clinic=kit.clinic.id,
            inputs=checksums[0],
            sha256=checksums[1],
            pages=0,
            size_pt=0.0,
            spacing="",
            fit_percent=0,
            tightest="",
            dropped=(),
            problems=tuple(sorted(problem.code for problem in result.problems)),
            state=result.state,
        )

    def list_languages(self, changed: bool) -> tuple[Problem, ...]:
        """Write the list of the languages whose pages are there."""
        from leaflet.reflow.index import index

        folder, leaflet = self.desk.order.out, self.set.kit.leaflet.id
        path = folder / leaflet / INDEX
        if path.is_file() and not changed:
            return ()

        def is_there(one: Sibling) -> bool:
            return (folder / output_path(leaflet, one.language, "", Reflow.HTML)).is_file()

        there = tuple(one for one in self.set.siblings() if is_there(one))
        if not there:  # only pseudo-languages were made, and nobody is offered those
            return ()
        return write_file(path, index(leaflet, replace(self.set.material(), siblings=there)))


def _line(output: Output) -> str:
    return f"  {output.language:<5}  {output.path.rpartition('/')[2]}"
