"""When: what the room `schedules` makes and planning expands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from clmplan.base.days import Window
from clmplan.base.diagnostics import Wording
from clmplan.model.expression import Expression


@dataclass(frozen=True, slots=True)
class OwnDate:
    """A date of the customer's own: a field, or the day of the first or last event of a kind."""

    date: Expression


@dataclass(frozen=True, slots=True)
class EachEvent:
    """The day of every event of a kind, not only of the last one."""

    event: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The day on which a customer enters or leaves a stage of a lifecycle, or a segment (`lifecycle` is "" then)."""

    lifecycle: str
    name: str
    is_leaving: bool = False


@dataclass(frozen=True, slots=True)
class OfferGiven:
    """The day on which a contact of the plan gave the customer an offer."""

    offer: str


Trigger = OwnDate | EachEvent | Passage | OfferGiven


class Schedule(Protocol):
    """A rule that yields days, and says which customers a day is for.

    `days` are sorted, unique and inside the window; days(a,c) = days(a,b) + days(b,c).
    `trigger` is None when a day is for the whole audience; else only customers are reached whose own day, as the
    trigger names it, is in `anchors_on(day)`.
    """

    def days(self, window: Window) -> tuple[date, ...]:
        """The days of a window on which something may go out."""
        ...

    @property
    def trigger(self) -> Trigger | None:
        """What the customers' own days are that this counts from, or None."""
        ...

    def anchors_on(self, day: date) -> frozenset[date]:
        """The customers' own days that fire on a day; empty without a trigger."""
        ...

    def occurrence(self, day: date) -> str:
        """The lasting name of the occurrence on one of its days: the same when its author moves that day.

        A number counted from the schedule's own start, a year, or, for triggers, the day itself.
        """
        ...

    def is_estimated(self, day: date) -> bool:
        """Whether one of its days rests on days of the almanac that nobody has verified."""
        ...


@dataclass(frozen=True, slots=True)
class ScheduleContext:
    """What a schedule may know when it is made: the first day it counts from, and the days of the regions.

    `leap_day` is where an anniversary of 29 February falls in other years: `feb28`, `mar1`, or `skip` for nowhere.
    """

    start: date
    day_table: DayTable
    leap_day: str = "feb28"


@dataclass(frozen=True, slots=True)
class ScheduleKind:
    """One word of the room `schedules`.

    `phrases` are templates in canonical English words: literal words, `{name:type}` slots, `[optional groups]`,
    alternatives `before|after` (bound as a slot named after the first word of a `{side:before|after}`).
    Slot types: `date`, `dates` (one or more), `duration`, `number`, `weekday` (0 = Monday), `named` (a named day:
    its sorted dates in all years known), `anchor` (a DATE expression), `stage` (lifecycle, stage).
    The time of day is not theirs.
    `build(context, slots)` gives the schedule, or a sentence (English, Chinese) that says what cannot be.
    `examples` are whole phrases in English and Chinese that the tests parse.
    """

    name: str
    phrases: tuple[str, ...]
    examples: tuple[tuple[str, str], ...]
    build: Callable[[ScheduleContext, Mapping[str, object]], Schedule | Wording]


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day people know by name: a festival or a statutory day off, with its source and whether it is verified.

    `season` are the days around it that belong to it, such as the weeks of a sale; None: the day alone.
    """

    day: date
    names: tuple[tuple[str, str], ...]
    statutory: bool
    verified: bool
    source: str
    season: Window | None = None

    def name(self, locale: str) -> str:
        """The name in a language."""
        names: Mapping[str, str] = dict(self.names)
        return names.get(locale, names["en"])

    def title(self, locale: str) -> str:
        """The name as it is shown: `black_friday` is written `Black Friday`."""
        name = self.name(locale)
        return name.replace("_", " ").title() if name.isascii() else name


@dataclass(frozen=True, slots=True)
class DayTable:
    """The days of the project's regions over a window: named days, days off, and work days made up for them."""

    window: Window
    named: tuple[NamedDay, ...]
    days_off: frozenset[date]
    made_up_workdays: frozenset[date]
    estimated_years: tuple[int, ...] = ()

    def is_workday(self, day: date) -> bool:
        """Whether people work: made-up workdays count even on a Sunday."""
        if day in self.made_up_workdays:
            return True
        return day.weekday() < 5 and day not in self.days_off
