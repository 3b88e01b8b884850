"""What a calendar said when it was last given out: by it an entry is told as new, changed or cancelled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from clmplan.base.clock import ClockTime


@dataclass(frozen=True, slots=True)
class Exported:
    """One entry of the calendar as it was last given out.

    `kind` is `send` or `task`; `id` that of the send or task. `time` is wall time in `zone`, None for a whole day;
    `minutes` its length. `starts` is the first day of an entry of several days, of which `day` is the last. `digest` is
    of everything people see of it, in no language. `sequence` grows with every change; `changed` is the `as_of` of the
    plan that changed it last, `change` (`new`, `moved`, `changed`) what it changed and `edition` the number of that
    edition. `seen` is the `as_of` of the last plan that had it. A cancelled one is known for ever: should it come back,
    its sequence goes on. `campaign_title` and `wave_title` are what people call them ("" where an earlier version kept
    neither), `former_owners` and `former_channels` those in whose calendars it stood before.
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
    starts: date | None = None
    zone: str = ""
    is_estimated: bool = False
    description: str = ""
    categories: tuple[str, ...] = ()
    address: str = ""
    change: str = "new"
    edition: int = 1
    seen: date = date.min
    campaign_title: str = ""
    wave_title: str = ""
    former_owners: tuple[str, ...] = ()
    former_channels: tuple[str, ...] = ()


Ledger = Mapping[str, Exported]
