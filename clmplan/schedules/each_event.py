"""The schedule that follows every event of a kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clmplan.base.diagnostics import Wording
from clmplan.codes import calendar as say
from clmplan.model.schedule import EachEvent, Schedule, ScheduleContext, ScheduleKind, Trigger
from clmplan.schedules.everyone import ForEachCustomer
from clmplan.schedules.slots import distance, required


@dataclass(frozen=True, slots=True)
class AfterEachEvent(ForEachCustomer):
    """Goes out to each customer some time after every event of a kind, not only after the first or the last one.

    An event counts from the day after it, when it is known.

    > on 3d after each order
    > on 2 workdays after each order
    > on 1mo after each order
    """

    event: str

    @property
    def trigger(self) -> Trigger:
        """Every event of the kind."""
        return EachEvent(self.event)


def _build(context: ScheduleContext, slots: Mapping[str, object]) -> Schedule | Wording:
    event, away = required(slots, "event", str), distance(slots)
    if isinstance(away, Wording):
        return away
    if away.amount < 1:
        return say.EVENT_NOT_KNOWN_YET
    return AfterEachEvent(event, distance=away, day_table=context.day_table)


KIND = ScheduleKind(
    name="each_event",
    phrases=("on {distance:duration} after each {event:event}", "on each {event:event} after {distance:duration}"),
    examples=(
        ("on 3d after each order", "于 每次 order 后 3天"),
        ("on 2 workdays after each order", "于 每次 order 后 2个工作日"),
    ),
    build=_build,
)
