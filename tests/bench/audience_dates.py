"""Every date of a year for 86 rules (rows B4 and B4b): one sweep, beside a statement per date and one per rule.

Run it with a number of customers: `python -m tests.bench.audience_dates 1000000`. Twelve dates are asked for by fused
statements and twenty rules by statements of their own; both are scaled up. CPU seconds count, and the checksums of five
dates must be equal before anything is compared.
"""

from __future__ import annotations

import resource
import sys
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import gettempdir
from typing import TypeVar

import numpy as np

from clmplan.audience.memberships import learned
from clmplan.audience.repeated import repeated
from clmplan.audience.statement.learning import known_of
from clmplan.audience.statement.question import Question
from clmplan.audience.sweep.run import Sweep
from clmplan.audience.swept import swept
from clmplan.data.engine import DuckEngine
from clmplan.model.records import Memberships
from clmplan.model.wanted import Wanted
from tests.bench import audience_data, audience_rules

DAYS = 365
FUSED, PROBES, ALONE = 12, 5, 20
Found = TypeVar("Found")


def main(customers: int) -> None:
    """Measure the three ways and print them with their ratios."""
    engine, book = opened(customers), audience_rules.playbook()
    rules = audience_rules.audiences(book)
    year = range(audience_data.AS_OF - DAYS, audience_data.AS_OF)
    whole = Wanted.everything(book, year, rules, {})
    asking = learned(engine, book, whole, customers)
    knowing = replace(asking, known=known_of(engine, Question.of_all(book, rules)))
    sweep, at_once = timed(lambda: swept(Sweep(engine, book, customers, asking.fits), whole))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"sweep          {sweep:9.1f} CPU s for {DAYS} dates, {peak:.2f} GiB at most", flush=True)
    fused = 0.0
    probes = spread(year, PROBES)
    dates = sorted({*probes, *spread(year, FUSED)})
    for day in dates:
        seconds, one = timed(lambda day=day: repeated(knowing, book, Wanted.everything(book, (day,), rules, {})))
        fused += seconds / len(dates)
        if day in probes and checksum(at_once, day) != checksum(one, day):
            raise SystemExit(f"different customers on day {day}")
    alone = 0.0
    names = [*(f"stage {stage}" for stage in audience_rules.STAGES), *whole.holds]
    for name in spread(names, ALONE):
        alone += timed(lambda name=name: repeated(asking, book, lonely(name, year[-1], whole)))[0]
    by_date, by_rule = fused * DAYS, alone / ALONE * len(names) * DAYS
    print(f"by date        {by_date:9.1f} CPU s ({len(dates)} dates measured: {fused:.2f} each)")
    print(f"by rule        {by_rule:9.1f} CPU s ({ALONE} rules measured: {alone / ALONE:.2f} each)")
    print(f"B4  {by_date / sweep:.1f} x less than a statement per date (target 10)")
    print(f"B4b {by_rule / sweep:.1f} x less than a statement per rule (target 80)")


def opened(customers: int) -> DuckEngine:
    """An engine over generated customers, which are kept from one run to the next."""
    store = Path(gettempdir()) / f"clmplan_bench_{customers}.duckdb"
    if not store.exists():
        audience_data.write_store(store, customers)
    engine = DuckEngine(threads=2)
    tables = ("customers", *(f"events_{kind}" for kind in audience_data.SHARES))
    engine.attach(store, {table: f"SELECT * FROM store.{table}" for table in tables})
    return engine


def lonely(name: str, day: int, whole: Wanted) -> Wanted:
    """One rule on one day; a stage is asked for with its lifecycle, which is how it is decided."""
    days = frozenset((day,))
    if name.startswith("stage "):
        return Wanted(stages={"main": days})
    return Wanted(rules={name: whole.rules[name]} if name in whole.rules else {}, holds={name: days})


def checksum(found: Memberships, day: int) -> int:
    """One number for everybody's stages, segments and rules on a day, and for the cuts."""
    row = int(np.searchsorted(found.days, day))
    total = 0
    for days in (found.stages, found.holds):
        for name in sorted(days):
            total = zlib.crc32(np.ascontiguousarray(days[name][row]).tobytes(), total)
    cuts = sorted((name, texts[row]) for name, texts in found.cuts.items())
    return zlib.crc32(repr(cuts).encode(), total)


def spread(all_of: Sequence[Found], count: int) -> Sequence[Found]:
    """Some of a sequence, evenly."""
    return [all_of[place] for place in np.linspace(0, len(all_of) - 1, count).round().astype(int)]


def timed(work: Callable[[], Found]) -> tuple[float, Found]:
    """CPU seconds of some work, and what it found."""
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


if __name__ == "__main__":
    main(int(sys.argv[1]))
