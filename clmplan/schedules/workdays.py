"""The schedule of every working day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from clmplan.base.days import Window
from clmplan.base.diagnostics import Wording
from clmplan.codes import calendar as say
from clmplan.model.schedule import DayTable, Schedule, ScheduleContext, ScheduleKind
from clmplan.schedules.by_weeks import ending
from clmplan.schedules.everyone import ForEveryone
from clmplan.schedules.slots import optional


@dataclass(frozen=True, slots=True)
class EveryWorkday(ForEveryone):
    """Goes out on every day on which people work in the regions of the project, made-up work days included.

    > on every workday
    > on every workday from 2026-11-02 until 2026-11-20
    """

    start: date
    last: date | None
    day_table: DayTable = field(compare=False, repr=False)

    def days(self, window: Window) -> tuple[date, ...]:
        """The working days of the window."""
        return tuple(day for day in ending(window, self.last) if day >= self.start and self.day_table.is_workday(day))

    def occurrence(self, day: date) -> str:
        """The day itself."""
        return day.isoformat()

    def is_estimated(self, day: date) -> bool:
        """Whether nobody has published the days off of its year."""
        return day.year in self.day_table.estimated_years


def _build(context: ScheduleContext, slots: Mapping[str, object]) -> Schedule | Wording:
    written, last = optional(slots, "start", date), optional(slots, "end", date)
    if last is not None and last < (written or context.start):
        return say.ENDS_BEFORE_START
    return EveryWorkday(written or context.earliest, last, context.day_table)


KIND = ScheduleKind(
    name="workdays",
    phrases=("on every workday [from {start:date}] [until {end:date}]",),
    examples=(("on every workday", "于 每个工作日"),),
    build=_build,
)
