"""The schedule that repeats every so many days, weeks, months or years."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from clmplan.base.days import ONE_DAY, Duration, Unit, Window
from clmplan.base.diagnostics import Wording
from clmplan.codes import calendar as say
from clmplan.model.schedule import Schedule, ScheduleContext, ScheduleKind
from clmplan.schedules.distance import is_too_long
from clmplan.schedules.everyone import ForEveryone
from clmplan.schedules.slots import optional


@dataclass(frozen=True, slots=True)
class Recurring(ForEveryone):
    """Goes out again and again, counted from its own first day, never from the days planned.

    The last day (`until`) is included. Months and years keep the first day of the month and clamp to the end of a
    shorter month. With a weekday the first one on or after the start counts.

    > on every 10d
    > on every 2w on tuesday from 2026-11-17
    > on every 1mo on day 31 from 2026-10-01 until 2026-12-31
    """

    step: Duration
    start: date
    last: date | None = None
    weekday: int | None = None
    day_of_month: int | None = None

    def days(self, window: Window) -> tuple[date, ...]:
        """The days of the window that the repetition hits."""
        if self.last is not None and self.last < window.last:
            window = Window(min(window.start, self.last + ONE_DAY), self.last + ONE_DAY)
        return self._by_days(self.step.days, window) if self.step.days is not None else self._by_months(window)

    def occurrence(self, day: date) -> str:
        """How many times it has come, the first time being 1; an exception still counts."""
        if self.step.days is not None:
            return str((day - self._first_day()).days // self.step.days + 1)
        return str((_month_number(day) - self._first_month()) // self._months() + 1)

    def _by_days(self, step: int, window: Window) -> tuple[date, ...]:
        first = self._first_day().toordinal()
        skipped = max(0, -((first - window.start.toordinal()) // step))
        return tuple(map(date.fromordinal, range(first + skipped * step, window.end.toordinal(), step)))

    def _by_months(self, window: Window) -> tuple[date, ...]:
        step, first = self._months(), self._first_month()
        day_of_month = self.day_of_month or self.start.day
        skipped = max(0, (_month_number(window.start) - first) // step)
        months = range(first + skipped * step, _month_number(window.end) + 1, step)
        return tuple(day for day in (_clamped(month, day_of_month) for month in months) if day in window)

    def _first_day(self) -> date:
        to_weekday = 0 if self.weekday is None else (self.weekday - self.start.weekday()) % 7
        return self.start + timedelta(days=to_weekday)

    def _months(self) -> int:
        return self.step.amount * (12 if self.step.unit is Unit.YEARS else 1)

    def _first_month(self) -> int:
        first = _month_number(self.start)
        return first + (_clamped(first, self.day_of_month or self.start.day) < self.start)


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _clamped(month_number: int, day_of_month: int) -> date:
    year, month = divmod(month_number, 12)
    return date(year, month + 1, min(day_of_month, monthrange(year, month + 1)[1]))


def _build(context: ScheduleContext, slots: Mapping[str, object]) -> Schedule | Wording:
    step = optional(slots, "step", Duration) or Duration(1, Unit.WEEKS)
    weekday = optional(slots, "weekday", int)
    day_of_month = optional(slots, "day_of_month", int)
    start = optional(slots, "start", date) or context.start
    last = optional(slots, "end", date)
    if step.unit is Unit.WORKDAYS:
        return say.STEP_OF_WORKDAYS
    if step.amount < 1:
        return say.STEP_TOO_SMALL
    if is_too_long(step):
        return say.DISTANCE_TOO_LONG
    if weekday is not None and step.unit is not Unit.WEEKS:
        return say.WEEKDAY_WITHOUT_WEEKS
    if day_of_month is not None and step.unit is not Unit.MONTHS:
        return say.DAY_WITHOUT_MONTHS
    if day_of_month is not None and not 1 <= day_of_month <= 31:
        return say.DAY_OUT_OF_RANGE
    if last is not None and last < start:
        return say.ENDS_BEFORE_START
    return Recurring(step, start, last, weekday, day_of_month)


KIND = ScheduleKind(
    name="recurring",
    phrases=(
        "on every {step:duration} [on {weekday:weekday}] [on day {day_of_month:number}] "
        "[from {start:date}] [until {end:date}]",
        "on every {weekday:weekday} [from {start:date}] [until {end:date}]",
    ),
    examples=(
        ("on every 10d", "于 每 10天"),
        ("on every monday", "于 每 周一"),
        ("on every 2w on tuesday from 2026-11-17", "于 每 2周 于 周二 从 2026-11-17"),
        (
            "on every 1mo on day 31 from 2026-10-01 until 2026-12-31",
            "于 每 1个月 于 日 31 从 2026-10-01 直到 2026-12-31",
        ),
    ),
    build=_build,
)
