"""`build`: sources go in, PDFs and the manifest come out, written whole or not at all.

Each leaflet yields steps, one for each PDF, so that a process of its own can make it and the user sees how far it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from leaflet.commands.console import Console, progress
from leaflet.commands.order import Order, Source, Work, tell_source
from leaflet.commands.wording import fitted
from leaflet.fingerprint import Inputs, read_inputs
from leaflet.language_set import LanguageSet, group_of, partnered
from leaflet.layout.copyfit import Fit
from leaflet.layout.design import Design
from leaflet.manifest import Manifest, Output, SetFit, output_path, read_manifest, set_key, sha256, write_manifest
from leaflet.output import shown, write_file
from leaflet.paint.press_job import PRESS
from leaflet.problems import Problem, has_errors
from leaflet.project import Kit, read_kit
from leaflet.reflow.edition import is_reflow

if TYPE_CHECKING:
    from leaflet.build import Result
    from leaflet.layout.placed import Pages

MOST_SCALED = 2.0  # no script is set at more than this times the size
GREY = "grey"  # the edition


@dataclass(frozen=True, slots=True)
class Step:
    """What happened: a line to say, problems to tell, what to note in the manifest, and how many files are done."""

    line: str = ""
    problems: tuple[Problem, ...] = ()
    output: Output | None = None
    sets: dict[str, SetFit] = field(default_factory=dict)
    done: int = 0
    unchanged: bool = False


def build(order: Order, console: Console) -> int:
    """Build what was ordered; problems stop the language they concern and no other."""
    manifest, problems = read_manifest(order.out)
    console.tell(problems)
    for source in order.sources:
        tell_source(source, console)
    steps: list[Step] = []
    try:
        with progress(sum(_count(order, source) for source in order.sources)) as advance:
            for step in _steps(order, manifest):
                steps.append(step)
                console.tell(step.problems)
                if step.line:
                    console.say(step.line)
                if step.done:
                    advance(step.output.language if step.output else "")
    finally:  # after Ctrl-C too: what is whole is noted
        console.tell(_note(order, manifest, steps))
    console.say(_last_line(order, steps))
    return console.code


def _count(order: Order, source: Source) -> int:
    """How many files a leaflet makes."""
    if source.leaflet is None or has_errors(source.problems):
        return 0
    return sum(_languages(order, source, work) for work in order.works(source.leaflet))


def _languages(order: Order, source: Source, work: Work) -> int:
    """The same in one design."""
    return sum(len(order.asked(source, edition)) for edition in work.editions)


def _steps(order: Order, manifest: Manifest) -> Iterator[Step]:
    sound = [source for source in order.sources if _count(order, source)]
    if order.jobs > 1 and len(sound) > 1:
        from leaflet.commands.workers import in_parallel

        yield from in_parallel(order, manifest, sound)
        return
    if order.jobs > 1:
        yield Step("--jobs: the languages of one leaflet share its fit, so one leaflet is made in one process")
    for source in sound:
        yield from build_leaflet(order, manifest, source)


def build_leaflet(order: Order, manifest: Manifest, source: Source) -> Iterator[Step]:
    """All designs, editions and languages of one leaflet that was read without errors."""
    assert source.leaflet is not None
    for work in order.works(source.leaflet):
        reflow = tuple(edition for edition in work.editions if is_reflow(edition))
        kit, problems = read_kit(order.project, source.leaflet, work.design, order.clinic)
        if kit is None:
            yield Step(problems=problems, done=_languages(order, source, work))
            continue
        kit = order.kit(kit)
        desk = Desk(order, manifest, LanguageSet(kit, source.languages, order.partner), read_inputs(kit))
        for edition in (edition for edition in work.editions if edition not in reflow):
            shown_as = partnered(edition, order.partner)
            job, slips = kit.press_job if edition == PRESS else (None, ())
            refused = edition == PRESS and job is None  # then no language can be made
            languages = order.asked(source, edition)
            line = f"{source.id}  {work.design}  {shown_as}{without(kit)}"
            yield Step(line, problems + slips, done=len(languages) * refused)
            yield from () if refused else desk.edition(shown_as, languages)
        if reflow:
            from leaflet.commands.reflowing import reflowed

            yield from reflowed(desk, source, reflow)


def without(kit: Kit) -> str:
    """What the design leaves out of a leaflet, said once for all languages."""
    out = kit.design.leaves_out(kit.leaflet.blocks)
    return f"  (the design leaves out: {', '.join(out)})" if out else ""


@dataclass(slots=True)
class Desk:
    """Makes the PDFs of one language set.  `manifest` is as the build found it."""

    order: Order
    manifest: Manifest
    set: LanguageSet
    inputs: Inputs

    def edition(self, edition: str, languages: tuple[str, ...]) -> Iterator[Step]:
        """One step for each language."""
        kit = self.set.kit
        key = set_key(kit.leaflet.id, kit.design.name, kit.clinic.id)
        inputs = self.inputs.of_set(self.set.languages)
        groups = {language: group_of(language) for language in languages}
        fits = {} if self.order.force else known_fits(self.manifest, key, inputs, kit.design)
        unknown = set(groups.values()) - fits.keys() - {""}
        if unknown:
            fits |= self.set.fits(unknown)
        yield Step(sets={f"{key}/{group}": SetFit(inputs, fit.size, fit.pages) for group, fit in fits.items()})
        for language in languages:
            fit = fits.get(groups[language])
            output = None if fit is None or self.order.force else self.current(language, fit, edition)
            if output is not None and not output.problems:  # a PDF with warnings is made again, so that they are said
                yield Step(f"{fitted(output)}  (unchanged)", output=output, done=1, unchanged=True)
            else:
                yield self.make(language, fit, edition)

    def current(self, language: str, fit: Fit, edition: str) -> Output | None:
        """What the manifest says of a PDF, if that is there and would come out the same."""
        return self.there(current_output(self.manifest, self.inputs, language, fit, edition))

    def there(self, output: Output | None) -> Output | None:
        """A file of the manifest, if it stands in the output folder as it was made."""
        if output is None:
            return None
        try:
            found = sha256((self.order.out / output.path).read_bytes())
        except OSError:
            return None
        return output if found == output.sha256 else None

    def make(self, language: str, fit: Fit | None, edition: str) -> Step:
        """One PDF, from its words to the file."""
        result = self.set.finished(language, fit, edition)
        if fit is None or result.pages is None or not result.pdf:
            return Step(problems=result.problems, done=1)
        inputs = self.inputs.of_output(language, fit, edition)
        output = describe(self.set.kit, result, result.pages, edition, inputs)
        slips = write_file(self.order.out / output.path, result.pdf)
        if slips:
            return Step(problems=result.problems + slips, done=1)
        return Step(fitted(output), result.problems, output, done=1)


def describe(kit: Kit, result: Result, pages: Pages, edition: str, inputs: str) -> Output:
    """What the manifest says of a finished PDF."""
    return Output(
        leaflet=kit.leaflet.id,
        language=result.language,
        design=kit.design.name,
        edition=edition,
        clinic=kit.clinic.id,
        inputs=inputs,
        sha256=sha256(result.pdf),
        pages=len(pages.pages),
        size_pt=pages.size,
        spacing=pages.spacing,
        fit_percent=round(100 * pages.fill),
        tightest=pages.tightest,
        dropped=pages.dropped,
        problems=tuple(sorted(problem.code for problem in result.problems)),
        state=result.state,
        black=_black(result.pdf) if edition == GREY else (),
    )


def _black(pdf: bytes) -> tuple[str, ...]:
    """How much of each page is covered with black, in percent: what a copy costs in toner."""
    from leaflet.check.preflight.check_press import inks_used  # it draws the pages, which is worth 0.1 s to grey alone

    return tuple(f"{inks.get('Black', 0.0):.0f}" for inks in inks_used(pdf))


def known_fits(manifest: Manifest, key: str, inputs: str, design: Design) -> dict[str, Fit]:
    """The fits of a language set, by group, as an earlier build found them, if it was of the same inputs."""
    return {
        name.removeprefix(f"{key}/"): Fit(found.size_pt, found.pages)
        for name, found in manifest.sets.items()
        if name.startswith(f"{key}/") and found.inputs == inputs
        if found.size_pt in design.body.sizes(MOST_SCALED) and 1 <= found.pages <= design.max_pages
    }


def current_output(manifest: Manifest, inputs: Inputs, language: str, fit: Fit, edition: str) -> Output | None:
    """What is known of a PDF, if it was made of the same inputs."""
    kit = inputs.kit
    found = manifest.outputs.get(output_path(kit.leaflet.id, language, kit.design.name, edition))
    return found if found is not None and found.inputs == inputs.of_output(language, fit, edition) else None


def _note(order: Order, manifest: Manifest, steps: list[Step]) -> tuple[Problem, ...]:
    """Write the manifest, if there is anything new to say in it."""
    sets = {key: found for step in steps for key, found in step.sets.items()}
    outputs = [step.output for step in steps if step.output is not None]
    if not outputs:
        return ()
    return write_manifest(order.out, manifest.merged(outputs, sets))


def _last_line(order: Order, steps: list[Step]) -> str:
    """Where the files are."""
    ids = {step.output.leaflet for step in steps if step.output}
    whole = sum(step.output is not None for step in steps)
    unchanged = sum(step.unchanged for step in steps)
    failed = sum(_count(order, source) for source in order.sources) - whole
    broken = sum(source.leaflet is None or has_errors(source.problems) for source in order.sources)
    notes = [f"{unchanged} unchanged"] if unchanged else []
    notes += [f"{failed} not made: earlier files are as they were"] if failed else []
    notes += [f"{broken} leaflet{'s' * (broken > 1)} with errors in the source"] if broken else []
    if not whole:
        return f"No {_kind(order)} was made: {'; '.join(notes) or 'nothing was asked for'}"
    folder = shown(order.out / ids.pop()) if len(ids) == 1 else shown(order.out)
    about = "; ".join([f"{whole} {_kind(order)}{'s' * (whole > 1)}", *notes])
    return f"Files: {folder}/  ({about})"


def _kind(order: Order) -> str:
    """What was asked for, in one word."""
    return "file" if any(map(is_reflow, order.editions)) else "PDF"
