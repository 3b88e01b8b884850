"""What reading a playbook costs: lines per CPU second of each pass, from a thousand lines to a hundred thousand.

Run by `make bench-language`. One core; the best of a few runs, since other work on a machine only slows one down.
"""

from __future__ import annotations

import resource
from collections.abc import Callable
from time import process_time

from clmplan.base.source import Source
from clmplan.language.parse import parse
from clmplan.language.resolve import resolve
from clmplan.language.text.collector import paused_collector
from clmplan.language.text.layout import lay_out
from clmplan.language.tokens import tokenize
from tests.bench.corpus import playbook, project, tokens_per_line

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
SECONDS, FEWEST = 2, 3  # how long and how often to repeat


def main() -> None:
    """Print one line for each size."""
    of = project()
    print(f"{'lines':>8} {'tokens':>9} {'layout':>9} {'parse':>9} {'resolve':>9} {'all':>9} lines/s   {'peak MB':>7}")
    for size in SIZES:
        text = playbook(size)
        lines = text.count("\n")
        source = Source("corpus.clm", text)
        with paused_collector():
            tokens = tokenize(source, with_trivia=False).value
            document = parse(source).value
            seconds = [
                best(lambda source=source: tokenize(source, with_trivia=False)),
                best(lambda tokens=tokens: lay_out(tokens)),
                best(lambda source=source: parse(source)),
                best(lambda document=document: resolve((document,), of)),
                best(lambda source=source: resolve((parse(source).value,), of)),
            ]
        found = resolve((document,), of).diagnostics
        if any(one.is_error for one in found):
            raise SystemExit(f"the corpus has mistakes: {found[0].message('en')}")
        rates = " ".join(f"{lines / one:9,.0f}" for one in seconds)
        print(f"{lines:8,} {rates}           {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:7.0f}")
    written, read = tokens_per_line(playbook(SIZES[0]))
    print(f"tokens per line: {written:.1f} without blanks, {read:.1f} as the grammar reads them")


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
