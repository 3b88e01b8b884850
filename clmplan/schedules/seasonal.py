"""The schedule of the days that belong to a named day, such as the weeks of a sale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from clmplan.base.days import Window
from clmplan.base.diagnostics import Wording
from clmplan.codes import calendar as say
from clmplan.model.schedule import Schedule, ScheduleContext, ScheduleKind
from clmplan.schedules.listed import KnownDays
from clmplan.schedules.slots import listed


@dataclass(frozen=True, slots=True)
class Seasonal(KnownDays):
    """Goes out on every day of the season of a named day, or on some weekdays of it, every year known.

    A named day without a season is one day long.

    > on every day during double11
    > on every monday, thursday during double11
    """


def _build(context: ScheduleContext, slots: Mapping[str, object]) -> Schedule | Wording:
    weekdays = frozenset(listed(slots, "weekdays", int)) or frozenset(range(7))
    named: dict[date, str] = {}
    estimated: set[date] = set()
    unverified = {one.day for one in context.day_table.named if not (one.verified and one.season_verified)}
    for pair in sorted(listed(slots, "season", tuple)):
        day, window = pair
        if not isinstance(day, date) or not isinstance(window, Window):
            raise TypeError("a season is a named day and a window")
        chosen = [one for one in window if one.weekday() in weekdays]
        for number, one in enumerate(chosen, start=1):
            if one not in named:
                named[one] = f"{day.year}-{number}"
        if day in unverified:
            estimated.update(chosen)
    if not named:
        return say.EMPTY_SEASON
    days = tuple(sorted(named))
    return Seasonal(days, tuple(named[day] for day in days), frozenset(estimated))


KIND = ScheduleKind(
    name="seasonal",
    phrases=(
        "on every day during {season:season}",
        "on every {weekdays:weekdays} during {season:season}",
        "on {season:season} during every day",
        "on {season:season} during every {weekdays:weekdays}",
    ),
    examples=(
        ("on every day during double11", "于 双十一 期间 每天"),
        ("on every monday, thursday during double11", "于 双十一 期间 每 周一, 周四"),
    ),
    build=_build,
)
