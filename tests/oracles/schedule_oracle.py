"""Slow, obvious twins of the schedules: walk forward one day, one step, one year at a time."""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from clmplan.base.days import Duration, Unit, Window


def walked(window: Window, fires: Callable[[date], bool]) -> tuple[date, ...]:
    """The days of a window for which a predicate holds, tried one after the other."""
    found = []
    day = window.start
    while day < window.end:
        if fires(day):
            found.append(day)
        day += timedelta(days=1)
    return tuple(found)


def recurring_days(
    step: Duration, start: date, until: date | None, weekday: int | None, day_of_month: int | None, stop: date
) -> Iterator[date]:
    """Every day a repetition hits before `stop`, from its first day on."""
    if step.unit in (Unit.DAYS, Unit.WEEKS):
        days = _repeated_days(step, start, weekday, stop)
    else:
        days = _repeated_months(step, start, day_of_month, stop)
    yield from (day for day in days if until is None or day <= until)


def _repeated_days(step: Duration, start: date, weekday: int | None, stop: date) -> Iterator[date]:
    day = start
    while weekday is not None and day.weekday() != weekday:
        day += timedelta(days=1)
    while day < stop:
        yield day
        for _ in range(step.amount):
            day += timedelta(days=7 if step.unit is Unit.WEEKS else 1)


def _repeated_months(step: Duration, start: date, day_of_month: int | None, stop: date) -> Iterator[date]:
    wanted = day_of_month or start.day
    year, month = start.year, start.month
    if in_month(year, month, wanted) < start:
        year, month = next_month(year, month)
    while in_month(year, month, wanted) < stop:
        yield in_month(year, month, wanted)
        for _ in range(step.amount * (12 if step.unit is Unit.YEARS else 1)):
            year, month = next_month(year, month)


def next_month(year: int, month: int) -> tuple[int, int]:
    """The month after a month."""
    return (year, month + 1) if month < 12 else (year + 1, 1)


def in_month(year: int, month: int, wanted: int) -> date:
    """A day of a month, or its last day when the month is too short."""
    while wanted > monthrange(year, month)[1]:
        wanted -= 1
    return date(year, month, wanted)


def away(day: date, signed: Duration) -> date:
    """The day a signed distance from another, one month at a time."""
    if signed.unit is Unit.DAYS:
        return day + timedelta(days=signed.amount)
    if signed.unit is Unit.WEEKS:
        return day + timedelta(weeks=signed.amount)
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
