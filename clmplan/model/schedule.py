"""When: what the room `schedules` makes and planning expands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
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

        A period of the calendar, a place in a list, a number counted from a first day that is written, or, for
        triggers, the day itself.
        """
        ...

    def is_estimated(self, day: date) -> bool:
        """Whether one of its days rests on days of the almanac that nobody has verified."""
        ...


@dataclass(frozen=True, slots=True)
class ScheduleContext:
    """What a schedule may know when it is made: the first day it counts from, and the days of the regions.

    `leap_day` is where an anniversary of 29 February falls in other years: `feb28`, `mar1`, or `skip` for nowhere.
    `valid_days` are those of each offer that expires. `is_horizon` when the first day is only that of the horizon: what
    repeats without counting from it has come before, and its earlier days may move into the horizon.
    """

    start: date
    day_table: DayTable
    leap_day: str = "feb28"
    valid_days: Mapping[str, int] = field(default_factory=dict)
    is_horizon: bool = False

    @property
    def earliest(self) -> date:
        """The first day of what does not count from its start."""
        return date.min if self.is_horizon else self.start


@dataclass(frozen=True, slots=True)
class ScheduleKind:
    """One word of the room `schedules`.

    `phrases` are templates in canonical English words: literal words, `{name:type}` slots, `[optional groups]`,
    alternatives `before|after` (bound as a slot named after the first word of a `{side:before|after}`).
    Slot types: `date`, `dates` (one or more, ranges too), `duration`, `numbers` (several), `weekdays` (0 = Monday),
    `places` (pairs of the n-th, from the end when negative, and a weekday, None for a work day), `named` (a named day:
    its sorted dates in all years known), `season` (a pair of the year and the days, for each year known), `anchor` (a
    DATE expression), `group` (lifecycle, stage; or "" and a segment), `event`, `offer` (names).
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

    `season` are the days around it that belong to it, such as the weeks of a sale; None: the day alone. It has its own
    source. `titles` are how it is shown, by language, where its names do not say it well.
    """

    day: date
    names: tuple[tuple[str, str], ...]
    statutory: bool
    verified: bool
    source: str
    season: Window | None = None
    season_source: str = ""
    season_verified: bool = True
    titles: tuple[tuple[str, str], ...] = ()

    def name(self, locale: str) -> str:
        """The name in a language."""
        names: Mapping[str, str] = dict(self.names)
        return names.get(locale, names["en"])

    def title(self, locale: str) -> str:
        """The name as it is shown: `black_friday` is written `Black Friday`."""
        title = dict(self.titles).get(locale)
        if title is not None:
            return title
        name = self.name(locale)
        return name.replace("_", " ").title() if name.isascii() else name


@dataclass(frozen=True, slots=True, order=True)
class LunarDate:
    """A day of the Chinese lunar calendar; `is_leap` when it lies in a leap month."""

    year: int
    month: int
    day: int
    is_leap: bool = False


@dataclass(frozen=True, slots=True)
class LunarCalendar:
    """The months of the Chinese lunar calendar in order, as far as they are known.

    `starts` are the first days of the months, `months` their (year, month, is leap), `end` the day after the last one.
    """

    starts: tuple[date, ...] = ()
    months: tuple[tuple[int, int, bool], ...] = ()
    end: date = date.min

    def of(self, day: date) -> LunarDate | None:
        """The lunar date of a day; None for a day outside the months known."""
        place = bisect_right(self.starts, day) - 1
        if place < 0 or day >= self.end:
            return None
        year, month, is_leap = self.months[place]
        return LunarDate(year, month, (day - self.starts[place]).days + 1, is_leap)

    def day(self, year: int, month: int, day: int, is_leap: bool = False) -> date | None:
        """The day on which a lunar date is kept in a lunar year; None outside the months known.

        A leap month that the year lacks is its plain month; day 30 of a month of 29 days is its last.
        """
        place = self._place(year, month, is_leap)
        if place is None:
            place = self._place(year, month, False)
        if place is None:
            return None
        return self.starts[place] + timedelta(days=min(day, self.length(place)) - 1)

    def exactly(self, year: int, month: int, day: int, is_leap: bool) -> date | None:
        """The day of a lunar date; None where the year lacks the month, or the month the day."""
        place = self._place(year, month, is_leap)
        if place is None or day > self.length(place):
            return None
        return self.starts[place] + timedelta(days=day - 1)

    def has(self, year: int, month: int, is_leap: bool) -> bool:
        """Whether a month exists in a lunar year."""
        return self._place(year, month, is_leap) is not None

    def length(self, place: int) -> int:
        """The days of the month at a place: 29 or 30."""
        end = self.starts[place + 1] if place + 1 < len(self.starts) else self.end
        return (end - self.starts[place]).days

    def _place(self, year: int, month: int, is_leap: bool) -> int | None:
        wanted = (year, month, is_leap)
        place = bisect_left(self.months, wanted)
        return place if place < len(self.months) and self.months[place] == wanted else None


@dataclass(frozen=True, slots=True)
class DayTable:
    """The days of the project's regions over a window: named days, days off, and work days made up for them."""

    window: Window
    named: tuple[NamedDay, ...]
    days_off: frozenset[date]
    made_up_workdays: frozenset[date]
    estimated_years: tuple[int, ...] = ()
    lunar: LunarCalendar = field(default=LunarCalendar(), compare=False, repr=False)

    def is_workday(self, day: date) -> bool:
        """Whether people work: made-up workdays count even on a Sunday."""
        if day in self.made_up_workdays:
            return True
        return day.weekday() < 5 and day not in self.days_off
