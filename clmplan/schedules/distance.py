"""Moving a day by a distance, and finding the days that a move brings to a given day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from clmplan.base.days import ONE_DAY, Duration, Unit, Window, add_months
from clmplan.model.schedule import DayTable

_MONTHS = {Unit.MONTHS: 1, Unit.YEARS: 12}
_LONGEST = {Unit.DAYS: 36_525, Unit.WORKDAYS: 2_600, Unit.WEEKS: 5_217, Unit.MONTHS: 1_200, Unit.YEARS: 100}


def is_too_long(distance: Duration) -> bool:
    """Whether a distance is longer than a century, or than ten years of work days, in either direction."""
    return abs(distance.amount) > _LONGEST[distance.unit]


def moved(day: date, distance: Duration, table: DayTable) -> date:
    """The day a signed distance away; months and years clamp to the end of a shorter month."""
    if distance.days is not None:
        return day + timedelta(days=distance.days)
    if distance.unit is Unit.WORKDAYS:
        return workdays_away(day, distance.amount, table)
    return add_months(day, distance.amount * _MONTHS[distance.unit])


def sources(day: date, distance: Duration, table: DayTable) -> tuple[date, ...]:
    """All days that `moved` brings to a day, in order.

    One for days and weeks, none to four for months and years; for work days those of a night off and none for a day
    on which nobody works.
    """
    if distance.days is not None:
        return (day - timedelta(days=distance.days),)
    if distance.unit is Unit.WORKDAYS:
        return _workday_sources(day, distance.amount, table)
    back = add_months(day, -distance.amount * _MONTHS[distance.unit])
    month = (back.replace(day=number) for number in range(1, monthrange(back.year, back.month)[1] + 1))
    return tuple(source for source in month if moved(source, distance, table) == day)


def workdays_away(day: date, count: int, table: DayTable) -> date:
    """The work day that is `count` work days after a day, or before it when negative; 0 is the day itself."""
    step = ONE_DAY if count > 0 else -ONE_DAY
    left = abs(count)
    while left:
        day += step
        left -= table.is_workday(day)
    return day


def rests_on_guesses(days: Iterable[date], distance: Duration, table: DayTable) -> bool:
    """Whether work days counted between some days include those of a year whose days off nobody has published."""
    if distance.unit is not Unit.WORKDAYS or not distance.amount:
        return False
    years = [day.year for day in days]
    return bool(years) and any(min(years) <= year <= max(years) for year in table.estimated_years)


def _workday_sources(day: date, count: int, table: DayTable) -> tuple[date, ...]:
    """The days whose count-th work day this is: back to the work day so far away, and the days off beyond it."""
    if not count:
        return (day,)
    if not table.is_workday(day):
        return ()
    nearest = workdays_away(day, -count, table)
    step = ONE_DAY if count > 0 else -ONE_DAY
    farthest = nearest
    while not table.is_workday(farthest + step):
        farthest += step
    return tuple(Window.of_days(min(nearest, farthest), max(nearest, farthest)))
