"""A project so small that each code can be shown by one change to it: as it stands, nothing is found in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from clmplan import pipeline
from clmplan.base.diagnostics import Diagnostic

AS_OF = date(2026, 11, 2)
CUSTOMERS = 240
IDLE = 20

PROJECT = """name: shop
zone: Europe/London
currency: GBP
regions: [gb]
as_of: 2026-11-02
playbooks: [shop.clm]
data:
  customers:
    file: data/customers.csv
    key: customer
    fields: {created: date, email_ok: yes_no, visits: "number?"}
  events:
    orders: {file: data/orders.csv, customer: customer, on: date, fields: {date: date, amount: money}}
    visits: {file: data/visits.csv, customer: customer, on: date, fields: {date: date}}
"""

PLAYBOOK = """playbook winter { horizon: 2026-11-02 .. 2026-12-31 }
lifecycle main exclusive complete {
  stage active when count(orders) >= 1
  stage idle when count(orders) = 0
}
channel email { cost: £0.02 per contact; consent: email_ok }
policy contact { at most 2 contacts per 7d }
budget winter { total: £1,000 }
campaign news {
  for stage = active
  goal: orders within 30d
  holdout 50%
  assume { lift: 10% .. 200%; source: "stated" }
  on 2026-11-10 at 10:00
  send email "News"
}
"""


def customers() -> str:
    """240 customers; the last 20 never order, and the visits of five are missing."""
    rows = [f"K{one:03},2026-01-05,yes,{'' if one % 50 == 7 else one % 9}\n" for one in range(CUSTOMERS)]
    return "customer,created,email_ok,visits\n" + "".join(rows)


def orders() -> str:
    """Every customer but the idle orders each 40 days, one customer a day later than the other."""
    rows = [
        f"K{one:03},{AS_OF - timedelta(days=1 + one % 40 + 40 * back)},12.50\n"
        for one in range(CUSTOMERS - IDLE)
        for back in range(6)
    ]
    return "customer,date,amount\n" + "".join(rows)


Change = tuple[str, str]


@dataclass(frozen=True)
class Small:
    """The small project with changes: (old, new) in its text, whole files, and what the file system itself must do."""

    playbook: tuple[Change, ...] = ()
    project: tuple[Change, ...] = ()
    files: Mapping[str, str | bytes] = field(default_factory=dict)
    prepare: Callable[[Path], object] | None = None
    as_of: date = AS_OF

    def write(self, root: Path) -> Path:
        """The project on disk."""
        (root / "data").mkdir()
        standard = {
            "clmplan.yaml": changed(PROJECT, self.project),
            "shop.clm": changed(PLAYBOOK, self.playbook),
            "data/customers.csv": customers(),
            "data/orders.csv": orders(),
            "data/visits.csv": "customer,date\nK000,2026-10-01\n",
        }
        for name, content in (standard | dict(self.files)).items():
            (root / name).write_bytes(content.encode() if isinstance(content, str) else content)
        if self.prepare is not None:
            self.prepare(root)
        return root

    def found(self, root: Path) -> tuple[Diagnostic, ...]:
        """Everything said about the project when it is loaded and planned."""
        loaded = pipeline.load(self.write(root), "clmplan.yaml")
        if loaded.value is None:
            return loaded.diagnostics
        return loaded.diagnostics + pipeline.plan(loaded.value, self.as_of).diagnostics


def changed(text: str, changes: tuple[Change, ...]) -> str:
    """A text with changes, each of which must find its place."""
    for old, new in changes:
        if old not in text:
            raise ValueError(f"there is no `{old}` to change")
        text = text.replace(old, new)
    return text
