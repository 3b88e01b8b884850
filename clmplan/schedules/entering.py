"""The schedule that waits for customers to enter a stage or a segment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clmplan.base.diagnostics import Wording
from clmplan.model.schedule import Passage, Schedule, ScheduleContext, ScheduleKind, Trigger
from clmplan.schedules.everyone import ForEachCustomer
from clmplan.schedules.slots import distance, required


@dataclass(frozen=True, slots=True)
class Entering(ForEachCustomer):
    """Goes out to each customer on the day they enter a stage or a segment, or some time after.

    Every day is somebody's day.

    > on entering dormant
    > on 3d after entering dormant
    > on 2 workdays after entering vip
    """

    lifecycle: str
    name: str

    @property
    def trigger(self) -> Trigger:
        """The day of entering."""
        return Passage(self.lifecycle, self.name)


def _build(context: ScheduleContext, slots: Mapping[str, object]) -> Schedule | Wording:
    away = distance(slots)
    if isinstance(away, Wording):
        return away
    lifecycle, name = required(slots, "group", tuple)
    return Entering(str(lifecycle), str(name), distance=away, day_table=context.day_table)


KIND = ScheduleKind(
    name="entering",
    phrases=(
        "on entering {group:group}",
        "on {distance:duration} after entering {group:group}",
        "on entering {group:group} after {distance:duration}",
    ),
    examples=(
        ("on entering dormant", "于 进入 dormant"),
        ("on 3d after entering dormant", "于 进入 dormant 后 3天"),
    ),
    build=_build,
)
