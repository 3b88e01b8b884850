"""The schedule that comes back each year with a customer's own date."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import MINYEAR, date
from types import MappingProxyType

from clmplan.base.diagnostics import Wording
from clmplan.model.expression import Expression
from clmplan.model.schedule import OwnDate, Schedule, ScheduleContext, ScheduleKind, Trigger
from clmplan.schedules.distance import sources
from clmplan.schedules.everyone import ForEachCustomer
from clmplan.schedules.slots import distance, required

OLDEST = 120
_STANDS_FOR_LEAP_DAY: Mapping[str, tuple[int, int] | None] = MappingProxyType(
    {"feb28": (2, 28), "mar1": (3, 1), "skip": None}
)


@dataclass(frozen=True, slots=True)
class Anniversary(ForEachCustomer):
    """Goes out to each customer once a year, at a distance from the anniversary of a date of their own.

    The year of the date itself does not count. In other years 29 February falls on 28 February, or where the campaign's
    `leap day` says. Dates reach 120 years back.

    > on birthday
    > on anniversary of first order
    > on 7d before anniversary of birthday
    > on 2 workdays before birthday
    """

    own_date: Expression
    leap_day: str = "feb28"

    @property
    def trigger(self) -> Trigger:
        """The customer's own date."""
        return OwnDate(self.own_date)

    def anchors_on(self, day: date) -> frozenset[date]:
        """The dates of the last 120 years whose anniversary lies at the distance from a day."""
        return frozenset(
            first
            for anniversary in sources(day, self.distance, self.day_table)
            for first in _dates_celebrated_on(anniversary, self.leap_day)
        )


def _dates_celebrated_on(day: date, leap_day: str) -> Iterator[date]:
    is_leap_day = (day.month, day.day) == (2, 29)
    stands_for_leap_day = (day.month, day.day) == _STANDS_FOR_LEAP_DAY[leap_day] and not isleap(day.year)
    for year in range(max(MINYEAR, day.year - OLDEST), day.year):
        if not is_leap_day or isleap(year):
            yield day.replace(year=year)
        if stands_for_leap_day and isleap(year):
            yield date(year, 2, 29)


def _build(context: ScheduleContext, slots: Mapping[str, object]) -> Schedule | Wording:
    anchor, away = required(slots, "anchor", Expression), distance(slots)
    if isinstance(away, Wording):
        return away
    return Anniversary(anchor, context.leap_day, distance=away, day_table=context.day_table)


KIND = ScheduleKind(
    name="anniversary",
    phrases=(
        "on anniversary of {anchor:anchor}",
        "on {anchor:anchor} anniversary of",
        "on {distance:duration} {side:before|after} anniversary of {anchor:anchor}",
    ),
    examples=(
        ("on anniversary of first order", "于 首次 order 周年"),
        ("on 7d before anniversary of first order", "于 7天 前 周年 首次 order"),
    ),
    build=_build,
)
