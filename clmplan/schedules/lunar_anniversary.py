"""The schedule that comes back each lunar year with a customer's own date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from clmplan.base.diagnostics import Wording
from clmplan.model.expression import Expression
from clmplan.model.schedule import LunarCalendar, OwnDate, Schedule, ScheduleContext, ScheduleKind, Trigger
from clmplan.schedules.anniversary import OLDEST
from clmplan.schedules.distance import sources
from clmplan.schedules.everyone import ForEachCustomer
from clmplan.schedules.slots import distance, required

_LONG, _SHORT = 30, 29


@dataclass(frozen=True, slots=True)
class LunarAnniversary(ForEachCustomer):
    """Goes out to each customer once a lunar year, at a distance from the lunar day of a date of their own.

    The date stands in the usual calendar and is kept by its lunar month and day. A date in a leap month is kept in
    that leap month where a year has it, else in the plain month; day 30 of a month of 29 days is its last. The lunar
    year of the date itself does not count. A birthday with `yearly: lunar` in the project file is kept so by itself.

    > on lunar anniversary of birthday
    > on 3d before lunar anniversary of birthday
    """

    own_date: Expression

    @property
    def trigger(self) -> Trigger:
        """The customer's own date."""
        return OwnDate(self.own_date)

    def anchors_on(self, day: date) -> frozenset[date]:
        """The dates of the last 120 lunar years whose lunar day lies at the distance from a day."""
        return frozenset(
            first
            for kept in sources(day, self.distance, self.day_table)
            for first in _dates_kept_on(kept, self.day_table.lunar)
        )


def _dates_kept_on(day: date, lunar: LunarCalendar) -> Iterator[date]:
    kept = lunar.of(day)
    if kept is None:
        return
    stands_for_leap = not kept.is_leap and not lunar.has(kept.year, kept.month, True)
    kinds = (False, True) if stands_for_leap else (kept.is_leap,)
    stands_for_30 = kept.day == _SHORT and lunar.day(kept.year, kept.month, _LONG, kept.is_leap) == day
    numbers = (_SHORT, _LONG) if stands_for_30 else (kept.day,)
    for year in range(kept.year - OLDEST, kept.year):
        for is_leap in kinds:
            for number in numbers:
                first = lunar.exactly(year, kept.month, number, is_leap)
                if first is not None:
                    yield first


def _build(context: ScheduleContext, slots: Mapping[str, object]) -> Schedule | Wording:
    anchor, away = required(slots, "anchor", Expression), distance(slots)
    if isinstance(away, Wording):
        return away
    return LunarAnniversary(anchor, distance=away, day_table=context.day_table)


KIND = ScheduleKind(
    name="lunar_anniversary",
    phrases=(
        "on lunar anniversary of {anchor:anchor}",
        "on {anchor:anchor} lunar anniversary of",
        "on {distance:duration} {side:before|after} lunar anniversary of {anchor:anchor}",
    ),
    examples=(
        ("on lunar anniversary of first order", "于 首次 order 农历周年"),
        ("on 3d before lunar anniversary of first order", "于 3天 前 农历周年 首次 order"),
    ),
    build=_build,
)
