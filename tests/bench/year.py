"""What a year of two hundred campaigns costs: by pass, beside counting the audiences, and by output file.

Run by `make bench-calendar`. CPU seconds of one process, after a first compilation that is not counted. The promise: no
more than three seconds beyond counting the audiences, a workbook within five, a page within five million bytes.
"""

from __future__ import annotations

import gc
import shutil
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from clmplan import pipeline
from clmplan.audience import memberships
from clmplan.cli.main import _OBJECTS_BETWEEN_COLLECTIONS
from clmplan.exporters.edition import Edition
from clmplan.exporters.kind import exporters
from clmplan.model.run import Loaded, Planned
from clmplan.reports.render import calendar_page, report_page
from tests.bench.commands import ROOT
from tests.bench.start import fill

AS_OF = date(2026, 11, 2)
CAMPAIGNS = 200
HORIZON = ("horizon: 2026-11-02 .. 2026-12-31", "horizon: 2026-11-02 .. 2027-11-01")
STAGES = ("new", "active", "dormant", "lost")
OWNERS = ("CRM team", "Content team", "Print team", "Studio", "Account managers")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
BODIES = (
    'on every 1w on {day} at 10:30\n  send email "Weekly {number}"\n  send sms "Short {number}" at 11:00',
    'on every 1w on {day} at 10:30\n  send email "News {number}"\n  wait 4d\n  send sms "Last days {number}"',
    'prepare {{ brief 5 workdays before; approval 2 workdays before by "Legal" }}\n'
    '  on every 2w on {day} at 11:00\n  send email "Prepared {number}"\n  send sms "Reminder {number}"',
    'on every monday, wednesday, friday at 12:00\n  send email "Tips {number}"',
)

Made = TypeVar("Made")


class Watch:
    """CPU seconds by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def timed(self, name: str, run: Callable[[], Made]) -> Made:
        """Run something once and note what it took."""
        started = time.process_time()
        made = run()
        self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - started
        return made


def main() -> None:
    """Print what each pass and each file takes, beside the promises."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)  # as the command does
    with TemporaryDirectory() as name:
        project = year(Path(name) / "shop")
        compiled(project, Watch())
        watch = Watch()
        edition, files = compiled(project, watch)
    rows = len(edition.lines)
    counting = watch.seconds["audiences"]
    beyond = sum(seconds for name, seconds in watch.seconds.items() if name in {"text", "plan"}) - counting
    print(f"{CAMPAIGNS} campaigns, {rows:,} calendar rows, {len(edition.plan.sends):,} sends")
    print(
        f"text {watch.seconds['text']:.2f}, audiences {counting:.2f}, the rest of the plan {beyond:.2f} (target 3.00)"
    )
    for name, data in sorted(files.items()):
        print(f"{name:22} {watch.seconds[name]:6.2f} CPU s {len(data):12,} bytes")


def compiled(project: Path, watch: Watch) -> tuple[Edition, Mapping[str, bytes]]:
    """One compilation, every step watched."""
    counted = memberships.wanted_memberships
    try:
        memberships.wanted_memberships = lambda *given: watch.timed("audiences", lambda: counted(*given))  # type: ignore[assignment]
        loaded = watch.timed("text", lambda: _required(pipeline.load(project, "clmplan.yaml").value))
        planned = watch.timed("plan", lambda: _planned(loaded))
    finally:
        memberships.wanted_memberships = counted
    edition = watch.timed("edition", lambda: pipeline.edition(planned, {}))
    files = {}
    for exporter in exporters().values():
        files[exporter.file] = watch.timed(exporter.file, lambda one=exporter: one.write(edition))  # type: ignore[misc]
    files["calendar.html"] = watch.timed("calendar.html", lambda: calendar_page(edition, "en").encode())
    files["report.html"] = watch.timed("report.html", lambda: report_page(edition.plan, "en").encode())
    return edition, files


def year(folder: Path) -> Path:
    """A project whose playbook has two hundred campaigns over a year."""
    shutil.copytree(
        ROOT / "playbooks" / "quickstart" / "en", folder, ignore=shutil.ignore_patterns("build", ".clmplan")
    )
    fill(folder)
    text = (folder / "quickstart.clm").read_text(encoding="utf-8").replace(*HORIZON)
    declared, _, _ = text.partition("campaign ")
    campaigns = "\n".join(campaign(number) for number in range(CAMPAIGNS))
    (folder / "quickstart.clm").write_text(declared + campaigns, encoding="utf-8")
    return folder


def campaign(number: int) -> str:
    """One campaign of the year; every fourth of a kind."""
    body = BODIES[number % len(BODIES)].format(number=number, day=DAYS[number % 5])
    return f"""campaign c{number:03} "Campaign {number}" {{
  owner: "{OWNERS[number % 5]}"
  for stage = {STAGES[number // 4 % 4]}
  priority: {number % 50}
  goal: order within 14d
  {body}
}}
"""


def _planned(loaded: Loaded) -> Planned:
    return _required(pipeline.plan(loaded, AS_OF).value)


def _required(made: Made | None) -> Made:
    if made is None:
        raise RuntimeError("the year does not compile")
    return made


if __name__ == "__main__":
    main()
