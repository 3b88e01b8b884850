"""What a team reports about the entries of a calendar it was given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

# What a team may report about an entry, in order.
VALUES = ("reach", "cost", "orders", "status", "day", "note")


class Status(Enum):
    """How far the work on an entry is, in the order of the work."""

    TO_SCHEDULE = "to schedule"
    IN_PRODUCTION = "in production"
    IN_REVIEW = "in review"
    LIVE = "live"
    FINISHED = "finished"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry that a calendar of this workspace ever gave out, as it was planned last.

    `kind` is `send` or `task`; `id` that of the send or task. `channel` is a name, "" for tasks. `given_days` has every
    day it was ever planned on. `cost_minor` is in the smallest unit. `plan` is the last plan that held it; it
    `is_current` unless a later plan of the same playbook left it out before its day. `title` is that of the campaign
    ("": not known), which stands at `place` in its playbook.
    """

    uid: str
    project: str
    playbook: str
    kind: str
    id: str
    campaign: str
    wave: str
    channel: str
    day: date
    given_days: tuple[date, ...]
    contacts: int
    cost_minor: int
    plan: str
    is_current: bool = True
    title: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class Reported:
    """What was reported about one entry; None is not given. `cost` is in the smallest unit of the currency.

    `day` is only given where a team moved the entry to another day than it was planned on. `erased` names the values
    that were reported before and are taken back.
    """

    reach: int | None = None
    cost: int | None = None
    orders: int | None = None
    status: Status | None = None
    day: date | None = None
    note: str | None = None
    erased: tuple[str, ...] = ()

    @property
    def given(self) -> tuple[str, ...]:
        """The names of the values that are given, in order."""
        return tuple(name for name in VALUES if getattr(self, name) is not None)

    @property
    def tells(self) -> bool:
        """Whether this says anything at all."""
        return bool(self.given or self.erased)

    @property
    def against_itself(self) -> str:
        """The name of a count that what was cancelled cannot have; "" when there is none."""
        if self.status is not Status.CANCELLED:
            return ""
        return "reach" if self.reach else "orders" if self.orders else ""

    def updated(self, newer: Reported) -> Reported:
        """This with what a newer report gives and without what it takes back; what it leaves empty stays."""
        gone = dict.fromkeys(newer.erased)
        return replace(self, **{**gone, **{name: getattr(newer, name) for name in newer.given}}, erased=())

    def against(self, other: Reported) -> tuple[str, ...]:
        """The names of the values that both give and that differ."""
        return tuple(name for name in self.given if name in other.given and getattr(self, name) != getattr(other, name))


@dataclass(frozen=True, slots=True)
class Actual:
    """All that was reported about one entry so far: of each value the one that arrived last.

    `sources` are the names of the files that brought something, in the order of their arrival.
    """

    entry: Entry
    reported: Reported
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What a file says about one entry that was not known: `before` is None when nothing was known about it."""

    entry: Entry
    before: Reported | None
    reported: Reported

    @property
    def corrected(self) -> tuple[str, ...]:
        """The names of values that were known otherwise, those taken back among them."""
        if self.before is None:
            return ()
        otherwise = {*self.before.against(self.reported), *self.reported.erased}
        return tuple(name for name in VALUES if name in otherwise)
