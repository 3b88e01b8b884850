"""The schedule that counts from the end of an offer's validity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from clmplan.base.days import Unit
from clmplan.base.diagnostics import Wording
from clmplan.codes import calendar as say
from clmplan.model.schedule import OfferGiven, Schedule, ScheduleContext, ScheduleKind, Trigger
from clmplan.schedules.distance import sources
from clmplan.schedules.everyone import ForEachCustomer
from clmplan.schedules.slots import distance, required


@dataclass(frozen=True, slots=True)
class AroundExpiry(ForEachCustomer):
    """Goes out to each customer at a distance from the last day on which an offer they were given can be used.

    An offer `valid: 14d` that is given on the 1st can be used up to the 14th. A day that would come before the offer is
    given reaches nobody.

    > on 3d before comeback expires
    > on comeback expires
    > on 1 workday before comeback expires
    """

    offer: str
    valid_days: int

    @property
    def trigger(self) -> Trigger:
        """The day of the contact that gave the offer."""
        return OfferGiven(self.offer)

    def anchors_on(self, day: date) -> frozenset[date]:
        """The days of contacts whose offer ends at the distance from a day."""
        given = (last - timedelta(days=self.valid_days - 1) for last in sources(day, self.distance, self.day_table))
        return frozenset(one for one in given if one < day)


def _build(context: ScheduleContext, slots: Mapping[str, object]) -> Schedule | Wording:
    offer, away = required(slots, "offer", str), distance(slots)
    if isinstance(away, Wording):
        return away
    valid = context.valid_days.get(offer)
    if valid is None:
        return say.OFFER_NEVER_EXPIRES
    at_least = -away.amount * (7 if away.unit is Unit.WEEKS else 28 if away.unit is Unit.MONTHS else 1)
    if at_least >= valid - 1 or away.unit is Unit.YEARS:
        return say.BEFORE_OFFER_IS_GIVEN
    return AroundExpiry(offer, valid, distance=away, day_table=context.day_table)


KIND = ScheduleKind(
    name="offer_expiry",
    phrases=(
        "on {distance:duration} {side:before|after} {offer:offer} expires",
        "on {offer:offer} expires {side:before|after} {distance:duration}",
        "on {offer:offer} expires",
    ),
    examples=(
        ("on 3d before comeback expires", "于 回归券 到期 前 3天"),
        ("on comeback expires", "于 回归券 到期"),
    ),
    build=_build,
)
