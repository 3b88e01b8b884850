"""What a team reports about the entries of a calendar it was given."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from enum import Enum


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
    `is_current` unless a later plan of the same playbook left it out before its day.
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


@dataclass(frozen=True, slots=True)
class Reported:
    """What was reported about one entry; None is not given. `cost` is in the smallest unit of the currency.

    `day` is only given where a team moved the entry to another day than it was planned on.
    """

    reach: int | None = None
    cost: int | None = None
    orders: int | None = None
    status: Status | None = None
    day: date | None = None
    note: str | None = None

    @property
    def given(self) -> tuple[str, ...]:
        """The names of the values that are given, in order."""
        return tuple(one.name for one in fields(self) if getattr(self, one.name) is not None)

    def updated(self, newer: Reported) -> Reported:
        """This with the values that a newer report gives; what it leaves empty stays."""
        return replace(self, **{name: getattr(newer, name) for name in newer.given})

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
        """The names of values that were known otherwise."""
        return () if self.before is None else self.before.against(self.reported)
