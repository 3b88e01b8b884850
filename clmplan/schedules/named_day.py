"""The schedule of a day known by name, or of a day some distance from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from clmplan.base.days import Duration, Unit, Window
from clmplan.base.diagnostics import Wording
from clmplan.codes import calendar as say
from clmplan.model.schedule import DayTable, Schedule, ScheduleContext, ScheduleKind
from clmplan.schedules.distance import is_too_long, moved, workdays_away
from clmplan.schedules.everyone import ForEveryone
from clmplan.schedules.slots import distance, is_negative, sorted_dates


@dataclass(frozen=True, slots=True)
class OnNamedDay(ForEveryone):
    """Goes out on a festival or another named day, or some days, weeks or work days from it, every year known.

    > on black_friday
    > on 15d before double11
    > on 3 workdays after spring_festival
    """

    listed: tuple[date, ...]
    estimated: frozenset[date] = frozenset()
    named: tuple[date, ...] = ()

    def days(self, window: Window) -> tuple[date, ...]:
        """The days of the window that lie at the distance from the named day."""
        return tuple(day for day in self.listed if day in window)

    def occurrence(self, day: date) -> str:
        """The year of the named day, which stays when the distance from it changes."""
        return str(self.named[self.listed.index(day)].year)

    def is_estimated(self, day: date) -> bool:
        """Whether a day rests on a named day or on days off that nobody has verified."""
        return day in self.estimated


def _build(context: ScheduleContext, slots: Mapping[str, object]) -> Schedule | Wording:
    written = distance(slots) or Duration(0, Unit.DAYS)
    if is_negative(slots):
        return say.NEGATIVE_DISTANCE
    if written.unit in (Unit.MONTHS, Unit.YEARS):
        return say.NAMED_DAY_DISTANCE
    if is_too_long(written):
        return say.DISTANCE_TOO_LONG
    table = context.day_table
    unverified = {named.day for named in table.named if not named.verified}
    listed: dict[date, date] = {}
    estimated: set[date] = set()
    for named in sorted_dates(slots, "named"):
        day = _away(named, written, table)
        listed[day] = named
        crossed = {named.year, day.year} if written.unit is Unit.WORKDAYS else set()
        if named in unverified or crossed.intersection(table.estimated_years):
            estimated.add(day)
    return OnNamedDay(tuple(sorted(listed)), frozenset(estimated), tuple(listed[day] for day in sorted(listed)))


def _away(named: date, written: Duration, table: DayTable) -> date:
    if written.unit is Unit.WORKDAYS:
        return workdays_away(named, written.amount, table)
    return moved(named, written)


KIND = ScheduleKind(
    name="named_day",
    phrases=(
        "on {named:named}",
        "on {distance:duration} {side:before|after} {named:named}",
        "on {named:named} {side:before|after} {distance:duration}",
    ),
    examples=(
        ("on black_friday", "于 黑色星期五"),
        ("on 15d before double11", "于 双十一 前 15天"),
        ("on 3 workdays after spring_festival", "于 春节 后 3个工作日"),
    ),
    build=_build,
)
