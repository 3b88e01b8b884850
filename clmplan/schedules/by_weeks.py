"""Repetitions counted in days and weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from clmplan.base.days import ONE_DAY, Window
from clmplan.schedules import periods
from clmplan.schedules.everyone import ForEveryone


class NamedBy(Enum):
    """What names an occurrence: its week, its own day, or its number where the author has written the first day."""

    WEEK = "week"
    DAY = "day"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class ByWeeks(ForEveryone):
    """A number of days, again and again from a first day on; `offsets` are the days of each round, the first at 0.

    `rounds` starts each so many days after the one before it.
    """

    first: date
    step: int
    offsets: tuple[int, ...] = (0,)
    last: date | None = None
    named_by: NamedBy = NamedBy.WEEK

    def days(self, window: Window) -> tuple[date, ...]:
        """The days of the window that the repetition hits."""
        window = ending(window, self.last)
        start, end = window.start.toordinal(), window.end.toordinal()
        first = self.first.toordinal()
        begin = first + max(0, (start - first) // self.step) * self.step
        found = (
            round_start + offset
            for round_start in range(begin, end, self.step)
            for offset in self.offsets
            if start <= round_start + offset < end
        )
        return tuple(map(date.fromordinal, found))

    def occurrence(self, day: date) -> str:
        """The week, and which of the weekdays of the rule; else the day, or how many times it has come."""
        if self.named_by is NamedBy.DAY:
            return day.isoformat()
        if self.named_by is NamedBy.NUMBER:
            return str((day - self.first).days // self.step + 1)
        weekdays = sorted((self.first + timedelta(days=offset)).weekday() for offset in self.offsets)
        return periods.of_week(day, weekdays.index(day.weekday()) + 1)


def on_weekdays(start: date, weeks: int, weekdays: tuple[int, ...], last: date | None) -> ByWeeks:
    """Some weekdays of every so many weeks: those of the seven days from the start on, and so again."""
    firsts = sorted({start + timedelta(days=(weekday - start.weekday()) % 7) for weekday in weekdays})
    return ByWeeks(firsts[0], 7 * weeks, tuple((day - firsts[0]).days for day in firsts), last)


def ending(window: Window, last: date | None) -> Window:
    """The days of a window up to a last day."""
    if last is None or last >= window.last:
        return window
    return Window(min(window.start, last + ONE_DAY), last + ONE_DAY)
