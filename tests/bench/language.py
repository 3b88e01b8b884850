"""What reading a playbook costs: lines per CPU second of each pass, from a thousand lines to a hundred thousand.

`together` is what `clmplan check` does with a text: parse, resolve, and look for what is probably not meant (sense);
`errors` is the same without that last pass. Run by `make bench-language`. One core; the best of a few runs, since other
work on a machine only slows one down.
"""

from __future__ import annotations

import resource
from collections.abc import Callable
from time import process_time

from clmplan.base.diagnostics import Diagnostic
from clmplan.base.source import Source
from clmplan.language.parse import parse
from clmplan.language.resolve import resolve
from clmplan.language.sense.checks import sense
from clmplan.language.text.collector import paused_collector
from clmplan.model.project import Project
from tests.bench.corpus import playbook, project, tokens_per_line

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
SECONDS, FEWEST = 2, 3  # how long and how often to repeat
COLUMNS = ("lines", "parse", "resolve", "sense", "errors", "together")


def main() -> None:
    """Print one line for each size."""
    of = project()
    print(" ".join(f"{name:>9}" for name in COLUMNS), "lines/s   peak MB")
    for size in SIZES:
        lines, seconds = measured(Source(of.playbooks[0], playbook(size)), of)
        rates = " ".join(f"{lines / one:9,.0f}" for one in seconds)
        print(f"{lines:9,} {rates} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:17.0f}")
    written, read = tokens_per_line(playbook(SIZES[0]))
    print(f"tokens per line: {written:.1f} without blanks, {read:.1f} as the grammar reads them")


@paused_collector()
def measured(source: Source, of: Project) -> tuple[int, tuple[float, ...]]:
    """Lines of a text, and the seconds of each pass, of those that find errors, and of all."""
    document = parse(source).value
    resolved = resolve((document,), of)
    found = resolved.value
    if found is None or any(one.is_error for one in resolved.diagnostics):
        raise SystemExit(f"the corpus has mistakes: {resolved.diagnostics[0].message('en')}")
    return source.text.count("\n"), (
        best(lambda: parse(source)),
        best(lambda: resolve((document,), of)),
        best(lambda: sense(found, (document,), of)),
        best(lambda: resolve((parse(source).value,), of)),
        best(lambda: checked(source, of)),
    )


def checked(source: Source, of: Project) -> tuple[Diagnostic, ...]:
    """Everything that is said about a text without mistakes."""
    parsed = parse(source)
    resolved = resolve((parsed.value,), of)
    if resolved.value is None:
        raise SystemExit("the corpus has no playbook")
    return parsed.diagnostics + resolved.diagnostics + sense(resolved.value, (parsed.value,), of)


def best(work: Callable[[], object]) -> float:
    """CPU seconds of the quickest of a few runs."""
    seconds: list[float] = []
    while sum(seconds) < SECONDS or len(seconds) < FEWEST:
        started = process_time()
        made = work()
        seconds.append(process_time() - started)
        del made  # dropping it is not part of the work
    return min(seconds)


if __name__ == "__main__":
    main()
