"""The schedule that counts once from a customer's own date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from clmplan.base.days import Duration, Unit
from clmplan.base.diagnostics import Wording
from clmplan.codes import calendar as say
from clmplan.model.expression import EventDay, Expression
from clmplan.model.schedule import OwnDate, Schedule, ScheduleContext, ScheduleKind, Trigger
from clmplan.schedules.distance import is_too_long, sources
from clmplan.schedules.everyone import ForEachCustomer
from clmplan.schedules.slots import distance, is_negative, required


@dataclass(frozen=True, slots=True)
class Anchored(ForEachCustomer):
    """Goes out to each customer at a distance from a date of their own. Every day is somebody's day.

    Months and years clamp to the end of a shorter month. An event counts from the day after it, when it is known.

    > on trial_end
    > on 3d before trial_end
    > on 30d after last order
    > on 1mo after first order
    """

    own_date: Expression
    distance: Duration

    @property
    def trigger(self) -> Trigger:
        """The customer's own date."""
        return OwnDate(self.own_date)

    def anchors_on(self, day: date) -> frozenset[date]:
        """The dates that lie at the distance from a day."""
        return frozenset(sources(day, self.distance))


def _build(context: ScheduleContext, slots: Mapping[str, object]) -> Schedule | Wording:  # noqa: ARG001
    anchor = required(slots, "anchor", Expression)
    written = distance(slots) or Duration(0, Unit.DAYS)
    if is_negative(slots):
        return say.NEGATIVE_DISTANCE
    if written.unit is Unit.WORKDAYS:
        return say.CUSTOMER_DATE_WORKDAYS
    if is_too_long(written):
        return say.DISTANCE_TOO_LONG
    if isinstance(anchor, EventDay) and written.amount < 1:
        return say.EVENT_NOT_KNOWN_YET
    return Anchored(anchor, written)


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
    ),
    build=_build,
)
