"""Repetitions counted in months: days of the month, and the n-th weekday or work day of it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from clmplan.base.days import Window
from clmplan.model.schedule import DayTable
from clmplan.schedules import periods
from clmplan.schedules.by_weeks import ending
from clmplan.schedules.everyone import NO_DAYS, ForEveryone


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of the month, the last one of a shorter month."""

    number: int

    def in_month(self, month: int, table: DayTable) -> date | None:  # noqa: ARG002 (other places ask the table)
        """That day of a month, counted from the year 0."""
        year, before = divmod(month, 12)
        return date(year, before + 1, min(self.number, monthrange(year, before + 1)[1]))


@dataclass(frozen=True, slots=True)
class MonthPlace:
    """The n-th weekday (0 = Monday) or work day (None) of a month; -1 is the last one."""

    nth: int
    weekday: int | None = None

    def in_month(self, month: int, table: DayTable) -> date | None:
        """That day of a month, counted from the year 0; None when the month has not so many."""
        year, before = divmod(month, 12)
        first, length = date(year, before + 1, 1), monthrange(year, before + 1)[1]
        days = [first + timedelta(days=offset) for offset in range(length)]
        fitting = [day for day in days if self._is_one(day, table)]
        place = self.nth - 1 if self.nth > 0 else len(fitting) + self.nth
        return fitting[place] if 0 <= place < len(fitting) else None

    def _is_one(self, day: date, table: DayTable) -> bool:
        return table.is_workday(day) if self.weekday is None else day.weekday() == self.weekday


@dataclass(frozen=True, slots=True)
class ByMonths(ForEveryone):
    """Some places of every so many months, from the first month on in which one of them is not before the start.

    `is_yearly` when the author counts years.
    """

    start: date
    step: int
    places: tuple[MonthDay | MonthPlace, ...]
    last: date | None = None
    day_table: DayTable = field(default=NO_DAYS, compare=False, repr=False)
    is_yearly: bool = False
    _found: dict[int, tuple[date, ...]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def days(self, window: Window) -> tuple[date, ...]:
        """The days of the window that the repetition hits."""
        window = ending(window, self.last)
        if len(window) == 0:
            return ()
        first = self._first_month()
        skipped = max(0, (month_number(window.start) - first) // self.step)
        months = range(first + skipped * self.step, month_number(window.last) + 1, self.step)
        return tuple(day for month in months for day in self._in_month(month) if day in window)

    def occurrence(self, day: date) -> str:
        """The year, or the month and which of the places of the rule in it, those before the start counted."""
        if self.is_yearly:
            return periods.of_year(day)
        return periods.of_month(day, self._places_of(month_number(day)).index(day) + 1)

    def is_estimated(self, day: date) -> bool:
        """Whether it counts the work days of a year whose days off nobody has published."""
        counts_workdays = any(isinstance(one, MonthPlace) and one.weekday is None for one in self.places)
        return counts_workdays and day.year in self.day_table.estimated_years

    def _in_month(self, month: int) -> tuple[date, ...]:
        return tuple(day for day in self._places_of(month) if day >= self.start)

    def _places_of(self, month: int) -> tuple[date, ...]:
        known = self._found.get(month)
        if known is None:
            found = {place.in_month(month, self.day_table) for place in self.places}
            known = tuple(sorted(day for day in found if day is not None))
            self._found[month] = known
        return known

    def _first_month(self) -> int:
        """The first month that counts; a place that few months have is looked for over four years."""
        own = month_number(self.start)
        return next((month for month in _four_years(own) if self._in_month(month)), own)


def _four_years(month: int) -> Iterator[int]:
    yield from range(month, month + 48)


def month_number(day: date) -> int:
    """Months since the year 0."""
    return day.year * 12 + day.month - 1
