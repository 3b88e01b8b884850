"""Slow, obvious twins of the schedules: walk forward one day, one step, one year at a time."""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache

from clmplan.base.days import Duration, Unit, Window
from clmplan.model.schedule import LunarDate

LunarOf = Callable[[date], LunarDate | None]


def walked(window: Window, fires: Callable[[date], bool]) -> tuple[date, ...]:
    """The days of a window for which a predicate holds, tried one after the other."""
    found = []
    day = window.start
    while day < window.end:
        if fires(day):
            found.append(day)
        day += timedelta(days=1)
    return tuple(found)


def rounds_of_days(start: date, step: int, weekdays: set[int], stop: date) -> Iterator[date]:
    """Every day a repetition in days or weeks hits: the start, or the weekdays of its first seven days, and again."""
    first = [start + timedelta(days=offset) for offset in range(7)] if weekdays else [start]
    starts = [day for day in first if not weekdays or day.weekday() in weekdays]
    for first_one in starts:
        day = first_one
        while day < stop:
            yield day
            day += timedelta(days=step)


def rounds_of_months(start: date, step: int, in_a_month: Callable[[int, int], set[date]], stop: date) -> Iterator[date]:
    """Every day a repetition in months hits, month by month from the first that has one on or after the start."""
    year, month = start.year, start.month
    for _ in range(48):
        if any(day >= start for day in in_a_month(year, month)):
            break
        year, month = next_month(year, month)
    else:
        year, month = start.year, start.month
    while date(year, month, 1) < stop:
        yield from (day for day in sorted(in_a_month(year, month)) if start <= day < stop)
        for _ in range(step):
            year, month = next_month(year, month)


def nth_of_month(year: int, month: int, nth: int, is_one: Callable[[date], bool]) -> date | None:
    """The n-th day of a kind in a month, counted from its end when negative."""
    days = [date(year, month, 1)]
    while (days[-1] + timedelta(days=1)).month == month:
        days.append(days[-1] + timedelta(days=1))
    if nth < 0:
        days.reverse()
    seen = 0
    for day in days:
        seen += is_one(day)
        if seen == abs(nth) and is_one(day):
            return day
    return None


def shifted(day: date, shift: str, is_open: Callable[[date], bool]) -> date:
    """Where a day moves to, trying one day after the other."""
    for distance in range(1_000):
        later, earlier = day + timedelta(days=distance), day - timedelta(days=distance)
        if shift in ("next", "nearest") and is_open(later):
            return later
        if shift in ("previous", "nearest") and is_open(earlier):
            return earlier
    return day


def lunar_birthdays(born: date, of: LunarOf, years: int) -> Iterator[date]:
    """The lunar anniversaries of a date, found by looking through every day of the following lunar years."""
    own = of(born)
    if own is None:
        return
    for year in range(own.year + 1, own.year + years + 1):
        wanted = (own.month, own.is_leap)
        days = [day for month, day in _days_of_lunar_year(year, of) if month == wanted]
        if not days:
            days = [day for month, day in _days_of_lunar_year(year, of) if month == (own.month, False)]
        yield days[min(own.day, len(days)) - 1]


@cache
def _lunar_dates(of: LunarOf, year: int) -> tuple[tuple[date, LunarDate], ...]:
    days = Window(date(year, 1, 1), date(year + 2, 1, 1))
    return tuple((day, found) for day in days if (found := of(day)) is not None)


def _days_of_lunar_year(year: int, of: LunarOf) -> list[tuple[tuple[int, bool], date]]:
    return [((one.month, one.is_leap), day) for day, one in _lunar_dates(of, year) if one.year == year]


def next_month(year: int, month: int) -> tuple[int, int]:
    """The month after a month."""
    return (year, month + 1) if month < 12 else (year + 1, 1)


def in_month(year: int, month: int, wanted: int) -> date:
    """A day of a month, or its last day when the month is too short."""
    while wanted > monthrange(year, month)[1]:
        wanted -= 1
    return date(year, month, wanted)


def away(day: date, signed: Duration, is_workday: Callable[[date], bool] | None = None) -> date:
    """The day a signed distance from another, one month or one work day at a time."""
    if signed.unit is Unit.DAYS:
        return day + timedelta(days=signed.amount)
    if signed.unit is Unit.WEEKS:
        return day + timedelta(weeks=signed.amount)
    if signed.unit is Unit.WORKDAYS:
        return workdays_from(day, signed.amount, is_workday or (lambda one: one.weekday() < 5))
    year, month = day.year, day.month
    for _ in range(abs(signed.amount) * (12 if signed.unit is Unit.YEARS else 1)):
        if signed.amount > 0:
            year, month = next_month(year, month)
        else:
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return in_month(year, month, day.day)


def workdays_from(day: date, signed: int, is_workday: Callable[[date], bool]) -> date:
    """The day that many work days away."""
    counted = 0
    while counted < abs(signed):
        day += timedelta(days=1 if signed > 0 else -1)
        if is_workday(day):
            counted += 1
    return day


def anniversaries(first: date, years: int) -> Iterator[date]:
    """The anniversaries of a date: 29 February falls on 28 February; the year itself does not count."""
    for later in range(1, years + 1):
        year = first.year + later
        if (first.month, first.day) == (2, 29) and not isleap(year):
            yield date(year, 2, 28)
        else:
            yield date(year, first.month, first.day)


def quiet_minutes(day_minutes: range, ranges: list[tuple[int, int]]) -> set[int]:
    """The minutes of a day inside any half-open range, which may pass midnight."""
    quiet = set()
    for minute in day_minutes:
        for start, end in ranges:
            if start <= end and start <= minute < end:
                quiet.add(minute)
            if start > end and (minute >= start or minute < end):
                quiet.add(minute)
    return quiet
