"""The schedule that waits for customers to enter a stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from clmplan.base.days import Duration, Unit
from clmplan.base.diagnostics import Wording
from clmplan.codes import calendar as say
from clmplan.model.schedule import Passage, Schedule, ScheduleContext, ScheduleKind, Trigger
from clmplan.schedules.distance import is_too_long
from clmplan.schedules.everyone import ForEachCustomer
from clmplan.schedules.slots import distance, is_negative, required


@dataclass(frozen=True, slots=True)
class Entering(ForEachCustomer):
    """Goes out to each customer on the day they enter a stage, or some days after. Every day is somebody's day.

    > on entering dormant
    > on 3d after entering dormant
    """

    lifecycle: str
    stage: str
    days_after: int

    @property
    def trigger(self) -> Trigger:
        """The day of entering the stage."""
        return Passage(self.lifecycle, self.stage)

    def anchors_on(self, day: date) -> frozenset[date]:
        """The day of entering that fires on a day."""
        return frozenset((day - timedelta(days=self.days_after),))


def _build(context: ScheduleContext, slots: Mapping[str, object]) -> Schedule | Wording:  # noqa: ARG001
    written = distance(slots) or Duration(0, Unit.DAYS)
    if is_negative(slots):
        return say.NEGATIVE_DISTANCE
    if written.days is None:
        return say.ENTERING_DISTANCE
    if is_too_long(written):
        return say.DISTANCE_TOO_LONG
    lifecycle, stage = required(slots, "stage", tuple)
    return Entering(str(lifecycle), str(stage), written.days)


KIND = ScheduleKind(
    name="entering",
    phrases=(
        "on entering {stage:stage}",
        "on {distance:duration} after entering {stage:stage}",
        "on entering {stage:stage} after {distance:duration}",
    ),
    examples=(
        ("on entering dormant", "于 进入 dormant"),
        ("on 3d after entering dormant", "于 进入 dormant 后 3天"),
    ),
    build=_build,
)
