"""The contact policy: who may be contacted how often, and when nobody is."""

from __future__ import annotations

from dataclasses import dataclass, field

from clmplan.base.clock import ClockTime
from clmplan.base.days import Window
from clmplan.base.source import Span
from clmplan.model.expression import Expression


@dataclass(frozen=True, slots=True)
class Quiet:
    """Times of day in which nothing is sent: [start, end), may pass midnight.

    What they held back goes out evenly over `spread` minutes from their end on (0: at once).
    """

    start: ClockTime
    end: ClockTime
    at: Span | None = field(default=None, compare=False, repr=False)
    spread: int = 0


@dataclass(frozen=True, slots=True)
class Cap:
    """At most `limit` contacts in every `days` days, the day itself included; on one channel, for some customers.

    `period` is `calendar week` or `calendar month` where those are counted instead; `days` is 0 then.
    """

    limit: int
    days: int
    channel: str | None = None
    audience: Expression | None = None
    at: Span | None = field(default=None, compare=False, repr=False)
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """At least `days` days from one contact to the next."""

    days: int
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Never:
    """Customers who are never contacted."""

    audience: Expression
    text: str
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Rest:
    """No contact for `days` days once a customer had `contacts` contacts in a row without an event of a kind."""

    days: int
    contacts: int
    event: str
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Blackout:
    """Days on which nothing is sent; sends that fall on them are dropped, or deferred to the next open day."""

    window: Window
    title: str
    at: Span | None = field(default=None, compare=False, repr=False)
    is_deferring: bool = False


@dataclass(frozen=True, slots=True)
class Workload:
    """At most `limit` tasks in hand on a work day, or due in a week from Monday to Sunday, for an owner.

    Without an owner the limit holds for each of them.
    """

    limit: int
    is_weekly: bool
    owner: str | None = None
    at: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Policy:
    """The contact policy: every rule must hold."""

    caps: tuple[Cap, ...] = ()
    gaps: tuple[Gap, ...] = ()
    never: tuple[Never, ...] = ()
    quiet: tuple[Quiet, ...] = ()
    blackouts: tuple[Blackout, ...] = ()
    holidays_at: Span | None = field(default=None, compare=False, repr=False)
    avoid_holidays: bool = False
    rests: tuple[Rest, ...] = ()
    by_value: bool = False
    at: Span | None = field(default=None, compare=False, repr=False)
    workloads: tuple[Workload, ...] = ()
