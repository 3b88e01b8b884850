"""Moving a day by a distance, and finding the days that a move brings to a given day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from clmplan.base.days import ONE_DAY, Duration, Unit, add_months
from clmplan.model.schedule import DayTable

_MONTHS = {Unit.MONTHS: 1, Unit.YEARS: 12}
_LONGEST = {Unit.DAYS: 36_525, Unit.WORKDAYS: 26_000, Unit.WEEKS: 5_217, Unit.MONTHS: 1_200, Unit.YEARS: 100}


def is_too_long(distance: Duration) -> bool:
    """Whether a distance is longer than a century, in either direction."""
    return abs(distance.amount) > _LONGEST[distance.unit]


def moved(day: date, distance: Duration) -> date:
    """The day a signed distance away; months and years clamp to the end of a shorter month."""
    if distance.days is not None:
        return day + timedelta(days=distance.days)
    if distance.unit not in _MONTHS:
        raise ValueError("work days need a day table")
    return add_months(day, distance.amount * _MONTHS[distance.unit])


def sources(day: date, distance: Duration) -> tuple[date, ...]:
    """All days that `moved` brings to a day: one for days and weeks, none to four for months and years."""
    if distance.days is not None:
        return (day - timedelta(days=distance.days),)
    back = add_months(day, -distance.amount * _MONTHS[distance.unit])
    month = (back.replace(day=number) for number in range(1, monthrange(back.year, back.month)[1] + 1))
    return tuple(source for source in month if moved(source, distance) == day)


def workdays_away(day: date, count: int, table: DayTable) -> date:
    """The work day that is `count` work days after a day, or before it when negative; 0 is the day itself."""
    step = ONE_DAY if count > 0 else -ONE_DAY
    left = abs(count)
    while left:
        day += step
        left -= table.is_workday(day)
    return day
