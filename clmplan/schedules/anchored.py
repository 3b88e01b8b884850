"""The schedule that counts once from a customer's own date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clmplan.base.diagnostics import Wording
from clmplan.codes import calendar as say
from clmplan.model.expression import EventDay, Expression
from clmplan.model.schedule import OwnDate, Schedule, ScheduleContext, ScheduleKind, Trigger
from clmplan.schedules.everyone import ForEachCustomer
from clmplan.schedules.slots import distance, required


@dataclass(frozen=True, slots=True)
class Anchored(ForEachCustomer):
    """Goes out to each customer at a distance from a date of their own, such as the end of a contract.

    Every day is somebody's day. Months and years clamp to the end of a shorter month. An event counts from the day
    after it, when it is known.

    > on joined
    > on 10 workdays before joined
    > on 30d after last order
    > on 1mo after first order
    > on 2 workdays after last order
    """

    own_date: Expression

    @property
    def trigger(self) -> Trigger:
        """The customer's own date."""
        return OwnDate(self.own_date)


def _build(context: ScheduleContext, slots: Mapping[str, object]) -> Schedule | Wording:
    anchor, away = required(slots, "anchor", Expression), distance(slots)
    if isinstance(away, Wording):
        return away
    if isinstance(anchor, EventDay) and away.amount < 1:
        return say.EVENT_NOT_KNOWN_YET
    return Anchored(anchor, distance=away, day_table=context.day_table)


KIND = ScheduleKind(
    name="anchored",
    phrases=(
        "on {anchor:anchor}",
        "on {distance:duration} {side:before|after} {anchor:anchor}",
        "on {anchor:anchor} {side:before|after} {distance:duration}",
    ),
    examples=(
        ("on 30d after last order", "于 上次 order 后 30天"),
        ("on 1mo after first order", "于 首次 order 后 1个月"),
        ("on 2 workdays after last order", "于 上次 order 后 2个工作日"),
    ),
    build=_build,
)
