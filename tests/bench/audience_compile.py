"""What a plan of 90 days and 30 campaigns costs, by pass: CPU seconds and the peak of memory so far.

Run it with a number of customers: `python -m tests.bench.audience_compile 1000000`. The customers and their events
come from `audience_data`; reading the customers' own files is not part of it.
"""

from __future__ import annotations

import cProfile
import pstats
import resource
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import gettempdir
from typing import TypeVar

import duckdb
import numpy as np

from clmplan.audience.memberships import wanted_memberships
from clmplan.base.days import from_day_number
from clmplan.base.source import Source
from clmplan.data.engine import DuckEngine
from clmplan.language.parse import parse
from clmplan.language.resolve import resolve
from clmplan.model.playbook import Playbook
from clmplan.model.project import FieldType
from clmplan.model.records import Column, ContactHistory, CustomerBase, Events
from clmplan.planning.compile import plan_contacts
from clmplan.planning.needs import wanted
from clmplan.planning.schedule import expand
from tests.bench import audience_data, audience_rules

AS_OF = from_day_number(audience_data.AS_OF)
SETTINGS = """
policy contact {
  at most 2 contacts per 7d
  at most 5 contacts per 30d
  at most 1 sms per 14d
  at least 2d between contacts
  never to segment returner
}
holdout programme 5% key "audience"
budget all "All" {
  total: ¥900,000
}
"""
SCHEDULES = (
    "on every 2 weeks on tuesday at 10:00",
    "on every 2 weeks on thursday at 10:00",
    "on every 1w on wednesday at 10:00",
    "on every 4 weeks on friday at 10:00",
    "on 2026-02-10 at 10:00",
)
TRIGGERS = ("on entering dormant at 10:00", "on entering new at 10:00", "on 20d after first order at 10:00")
Found = TypeVar("Found")


def text() -> str:
    """The playbook: 27 campaigns on dates and three on days of each customer's own."""
    window = f"  horizon: {AS_OF} .. {AS_OF + timedelta(days=89)}"
    lines = ['playbook audience "Audience" {', window, "}"]
    lines += [f"metric {name} = {value}" for name, value in audience_rules.METRICS.items()]
    lines += ["lifecycle main {", *(f"  stage {name} when {when}" for name, when in audience_rules.STAGES.items()), "}"]
    conditions = audience_rules.RANKED | audience_rules.SEGMENTS
    lines += [f"segment {name} = {condition}" for name, condition in conditions.items()]
    for channel, cost in (("email", "¥0.02"), ("sms", "¥0.05")):
        lines += [f'channel {channel} "{channel}" {{', "  kind: owned", f"  cost: {cost} per contact"]
        lines += [f"  consent: {channel}_ok", "}"]
    lines.append(SETTINGS)
    for number, audience in enumerate(audience_rules.AUDIENCES):
        when = TRIGGERS[number] if number < len(TRIGGERS) else SCHEDULES[number % len(SCHEDULES)]
        lines += [f"campaign c{number:02} {{", f"  for {audience}", f"  priority: {10 + number}"]
        lines += ["  goal: orders within 30d", "  holdout 10%", f"  {when}"]
        lines += [f'  send {("email", "sms")[number % 2]} "News"', "}"]
    return "\n".join(lines) + "\n"


def playbook() -> Playbook:
    """The playbook, read by the real reader."""
    parsed = parse(Source("audience.clm", text()))
    resolved = resolve((parsed.value,), audience_rules.project())
    mistakes = [one for one in (*parsed.diagnostics, *resolved.diagnostics) if one.is_error]
    if resolved.value is None or mistakes:
        raise SystemExit(f"the playbook has mistakes: {mistakes[0].message('en')}: {mistakes[0].place}")
    return resolved.value


def base(store: Path, customers: int) -> CustomerBase:
    """What planning itself reads: consents, and the days of events."""
    with duckdb.connect(str(store), read_only=True) as opened:
        found = opened.execute("SELECT * FROM (SELECT c, email_ok, sms_ok FROM customers) ORDER BY c").fetchnumpy()
        events = {}
        for kind in audience_data.SHARES:
            rows = opened.execute(f"SELECT c, day FROM events_{kind} ORDER BY c, day").fetchnumpy()
            events[kind] = Events(rows["c"].astype(np.int32), rows["day"].astype(np.int32), {})
    nothing = np.empty(0, dtype=np.int32)
    return CustomerBase(
        as_of=AS_OF,
        keys=tuple(f"{number:09}" for number in range(customers)),
        fields={name: _consent(found[name]) for name in ("email_ok", "sms_ok")},
        events=events,
        contacts=ContactHistory(nothing, nothing, np.empty(0, dtype="U5")),
        suppressed=np.zeros(customers, dtype=np.bool_),
        counts=(),
        set_aside=(),
        fingerprint="generated",
    )


def main(customers: int, passes: str = "") -> None:
    """Measure every pass; a second argument names a pass to profile."""
    store = Path(gettempdir()) / f"clmplan_bench_{customers}.duckdb"
    if not store.exists():
        print(f"{audience_data.write_store(store, customers):,} events")
    book = measured("read the playbook", passes, playbook)
    calendar = measured("calendar", passes, lambda: expand(book, AS_OF).value)
    people = measured("base", passes, lambda: base(store, customers))
    engine = DuckEngine(threads=2)
    tables = ("customers", *(f"events_{kind}" for kind in audience_data.SHARES))
    engine.attach(store, {table: f"SELECT * FROM store.{table}" for table in tables})
    asked = measured("needs", passes, lambda: wanted(book, calendar, AS_OF))
    found = measured("memberships", passes, lambda: wanted_memberships(engine, book, asked, customers))
    planned = measured(
        "contacts", passes, lambda: plan_contacts(audience_rules.project(), book, calendar, people, found)
    ).value
    print(f"{len(asked.days)} days, {len(calendar.sends)} sends, {planned.plan.contacts:,} contacts")


def measured(name: str, profiled: str, work: Callable[[], Found]) -> Found:
    """Do some work and print what it cost."""
    start, profile = time.process_time(), cProfile.Profile()
    found = profile.runcall(work) if name == profiled else work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{name:20} {time.process_time() - start:8.2f} CPU s   {peak:6.2f} GiB", flush=True)
    if name == profiled:
        pstats.Stats(profile).sort_stats("tottime").print_stats(30)
    return found


def _consent(values: np.ma.MaskedArray | np.ndarray) -> Column:
    known = ~np.ma.getmaskarray(values)
    return Column(FieldType.YES_NO, np.where(known, np.ma.getdata(values), False).astype(np.bool_), known)


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
