"""What a calendar said when it was last given out: by it an entry is told as new, changed or cancelled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from clmplan.base.clock import ClockTime


@dataclass(frozen=True, slots=True)
class Exported:
    """One entry of the calendar as it was last given out.

    `kind` is `send` or `task`; `id` that of the send or task. `time` is wall time in the project's zone, None for a
    whole day; `minutes` its length. `digest` is of everything people see of it. `sequence` grows with every change;
    `changed` is the `as_of` of the plan that changed it last. A cancelled one is kept until its day is over.
    """

    uid: str
    kind: str
    id: str
    day: date
    time: ClockTime | None
    minutes: int
    summary: str
    campaign: str
    channel: str
    owner: str
    digest: str
    sequence: int
    changed: date
    is_cancelled: bool = False


Ledger = Mapping[str, Exported]
