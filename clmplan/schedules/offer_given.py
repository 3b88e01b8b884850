"""The schedule that follows the contact which gave an offer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clmplan.base.diagnostics import Wording
from clmplan.codes import calendar as say
from clmplan.model.schedule import OfferGiven, Schedule, ScheduleContext, ScheduleKind, Trigger
from clmplan.schedules.everyone import ForEachCustomer
from clmplan.schedules.slots import distance, required


@dataclass(frozen=True, slots=True)
class AfterOffer(ForEachCustomer):
    """Goes out to each customer some time after a contact of the plan gave them an offer.

    > on 3d after comeback is given
    > on 2 workdays after comeback is given
    """

    offer: str

    @property
    def trigger(self) -> Trigger:
        """The day of the contact."""
        return OfferGiven(self.offer)


def _build(context: ScheduleContext, slots: Mapping[str, object]) -> Schedule | Wording:
    offer, away = required(slots, "offer", str), distance(slots)
    if isinstance(away, Wording):
        return away
    if away.amount < 1:
        return say.OFFER_NOT_GIVEN_YET
    return AfterOffer(offer, distance=away, day_table=context.day_table)


KIND = ScheduleKind(
    name="offer_given",
    phrases=(
        "on {distance:duration} after {offer:offer} is given",
        "on {offer:offer} is given after {distance:duration}",
    ),
    examples=(("on 3d after comeback is given", "于 回归券 发放 后 3天"),),
    build=_build,
)
