"""The schedule of a day known by name, or of a day some distance from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from clmplan.base.days import Unit
from clmplan.base.diagnostics import Wording
from clmplan.codes import calendar as say
from clmplan.model.schedule import Schedule, ScheduleContext, ScheduleKind
from clmplan.schedules.distance import moved, rests_on_guesses
from clmplan.schedules.listed import KnownDays
from clmplan.schedules.slots import distance, sorted_dates


@dataclass(frozen=True, slots=True)
class OnNamedDay(KnownDays):
    """Goes out on a festival or another named day, or some days, weeks or work days from it, every year known.

    > on black_friday
    > on 15d before double11
    > on 2w after christmas
    > on 3 workdays after spring_festival
    """


def _build(context: ScheduleContext, slots: Mapping[str, object]) -> Schedule | Wording:
    away, table = distance(slots), context.day_table
    if isinstance(away, Wording):
        return away
    if away.unit in (Unit.MONTHS, Unit.YEARS):
        return say.NAMED_DAY_DISTANCE
    unverified = {named.day for named in table.named if not named.verified}
    names: dict[date, str] = {}
    estimated: set[date] = set()
    years: dict[int, int] = {}
    for named in sorted_dates(slots, "named"):
        years[named.year] = years.get(named.year, 0) + 1
        day = moved(named, away, table)
        names.setdefault(day, _name(named.year, years[named.year]))
        if named in unverified or rests_on_guesses((named, day), away, table):
            estimated.add(day)
    days = tuple(sorted(names))
    return OnNamedDay(days, tuple(names[day] for day in days), frozenset(estimated))


def _name(year: int, number: int) -> str:
    """The year; the second named day of a year, as a lunar one may have, is told apart."""
    return str(year) if number == 1 else f"{year}-{number}"


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
