"""The schedule that waits for customers to leave a stage or a segment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clmplan.base.diagnostics import Wording
from clmplan.model.schedule import Passage, Schedule, ScheduleContext, ScheduleKind, Trigger
from clmplan.schedules.everyone import ForEachCustomer
from clmplan.schedules.slots import distance, required


@dataclass(frozen=True, slots=True)
class Leaving(ForEachCustomer):
    """Goes out to each customer on the first day they are no longer in a stage or a segment, or some time after.

    Every day is somebody's day.

    > on leaving vip
    > on 2 workdays after leaving active
    """

    lifecycle: str
    name: str

    @property
    def trigger(self) -> Trigger:
        """The day of leaving."""
        return Passage(self.lifecycle, self.name, is_leaving=True)


def _build(context: ScheduleContext, slots: Mapping[str, object]) -> Schedule | Wording:
    away = distance(slots)
    if isinstance(away, Wording):
        return away
    lifecycle, name = required(slots, "group", tuple)
    return Leaving(str(lifecycle), str(name), distance=away, day_table=context.day_table)


KIND = ScheduleKind(
    name="leaving",
    phrases=(
        "on leaving {group:group}",
        "on {distance:duration} after leaving {group:group}",
        "on leaving {group:group} after {distance:duration}",
    ),
    examples=(
        ("on leaving dormant", "于 离开 dormant"),
        ("on 2 workdays after leaving dormant", "于 离开 dormant 后 2个工作日"),
    ),
    build=_build,
)
