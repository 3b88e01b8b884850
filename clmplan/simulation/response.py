"""What campaigns do to customers: who stands under which campaign on which day, and what is assumed of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from clmplan.base.chance import customer_seeds, mixed, uniform
from clmplan.base.days import day_number
from clmplan.base.money import minor_digits

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from clmplan.model.plan import Compiled, Plan
    from clmplan.model.playbook import Assumption, Campaign, Offer

    Numbers = NDArray[np.float64]
    Indices = NDArray[np.int64]

_DAYS_APART = 2**32
_LIFT, _REDEEM, _VALUE = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Windows:
    """Windows of `days` days that open with contacts, the contact's day included.

    `opened` holds customer x 2**32 + day number of each contact, sorted; shape (contacts,).
    """

    opened: Indices
    days: int

    def cover(self, customer: Indices, day: Indices) -> NDArray[np.bool_]:
        """Whether each customer stands in a window on that day; shape as given."""
        if not len(self.opened):
            return np.zeros(len(customer), dtype=np.bool_)
        before = np.searchsorted(self.opened, customer * _DAYS_APART + day, side="right") - 1
        latest = self.opened[np.maximum(before, 0)]
        since = customer * _DAYS_APART + day - latest
        return (before >= 0) & (since >= 0) & (since < self.days)


@dataclass(frozen=True, slots=True)
class OpenOffer:
    """An offer of a campaign and the windows in which it can be redeemed.

    `cost` is that of a redemption in minor units; a customer redeems at most `limit` (times, in so many days).
    """

    name: str
    cost: int
    limit: tuple[int, int] | None
    windows: Windows


@dataclass(frozen=True, slots=True)
class CampaignResponse:
    """One campaign towards its contacted customers.

    `goal` are its windows; `reached` the same by the channel's reach; `offers` by offer. `customers` are those
    contacted, sorted. `value` overrides what an order it causes is worth; `minor` units make one major unit.
    """

    name: str
    goal: Windows
    reached: tuple[tuple[float, Windows], ...]
    offers: tuple[OpenOffer, ...]
    customers: Indices
    lift: Assumption | None
    redeem: Assumption | None
    value: Assumption | None
    minor: float
    luck: NDArray[np.uint64]

    @property
    def acts(self) -> bool:
        """Whether anything is assumed that it does, inside a window that is known."""
        return self.lift is not None and self.goal.days > 0

    def lift_in(self, replicate: int) -> float:
        """The lift of one replicate, drawn evenly from its range; 0 when nothing is assumed."""
        return _drawn(self.lift, self.luck, replicate, _LIFT)

    def redeem_in(self, replicate: int) -> float:
        """The redeemed share of one replicate, drawn evenly from its range; 0 when nothing is assumed."""
        return _drawn(self.redeem, self.luck, replicate, _REDEEM)

    def worth_in(self, replicate: int) -> float | None:
        """What an order it causes is worth in minor units in one replicate; None for the customer's own value."""
        return None if self.value is None else _drawn(self.value, self.luck, replicate, _VALUE) * self.minor

    def strength(self, customer: Indices, day: Indices) -> Numbers:
        """The reach of the strongest open window, 0 outside all; shape as given. Windows of a campaign never add up."""
        strength = np.zeros(len(customer))
        for reach, windows in self.reached:
            np.maximum(strength, np.where(windows.cover(customer, day), reach, 0.0), out=strength)
        return strength


def responses(compiled: Compiled, seed: int) -> tuple[CampaignResponse, ...]:
    """The campaigns of a plan in playbook order, with the windows that their contacts open."""
    plan = compiled.plan
    contacts = _contacted(compiled)
    return tuple(_response(campaign, plan, contacts, seed) for campaign in plan.playbook.campaigns)


def _contacted(compiled: Compiled) -> tuple[Indices, ...]:
    """The customers of each send, sorted."""
    log = compiled.contacts
    order = np.lexsort((log.customer, log.send))
    customer = log.customer[order].astype(np.int64)
    edges = np.searchsorted(log.send[order], np.arange(1, len(compiled.plan.sends)))
    return tuple(np.split(customer, edges))


def _response(campaign: Campaign, plan: Plan, contacts: tuple[Indices, ...], seed: int) -> CampaignResponse:
    days = campaign.goal.within_days if campaign.goal is not None else 0
    everything: list[Indices] = []
    by_reach: dict[float, list[Indices]] = defaultdict(list)
    by_offer: dict[str, list[Indices]] = defaultdict(list)
    customers: list[Indices] = []
    for index, planned in enumerate(plan.sends):
        if planned.send.campaign != campaign.name:
            continue
        reached = contacts[index]
        opened = reached * _DAYS_APART + day_number(planned.send.day)
        customers.append(reached)
        everything.append(opened)
        by_reach[float(plan.playbook.channel(planned.send.channel).reach)].append(opened)
        if planned.send.offer is not None:
            by_offer[planned.send.offer].append(opened)
    return CampaignResponse(
        name=campaign.name,
        goal=Windows(_sorted(everything), days),
        reached=tuple((reach, Windows(_sorted(parts), days)) for reach, parts in sorted(by_reach.items())),
        offers=tuple(
            _open(offer, by_offer[offer.name], days) for offer in plan.playbook.offers if offer.name in by_offer
        ),
        customers=_sorted(customers),
        lift=campaign.assumptions.lift,
        redeem=campaign.assumptions.redeem,
        value=campaign.assumptions.value,
        minor=10.0 ** minor_digits(plan.currency),
        luck=mixed(customer_seeds((campaign.name,)), seed),
    )


def _open(offer: Offer, opened: list[Indices], days: int) -> OpenOffer:
    valid = min(days, offer.valid_days or days)
    return OpenOffer(offer.name, offer.cost.minor, offer.limit, Windows(_sorted(opened), valid))


def _sorted(parts: list[Indices]) -> Indices:
    return np.unique(np.concatenate(parts)) if parts else np.zeros(0, dtype=np.int64)


def _drawn(assumption: Assumption | None, luck: NDArray[np.uint64], replicate: int, purpose: int) -> float:
    if assumption is None:
        return 0.0
    low, high = float(assumption.low), float(assumption.high)
    return low + (high - low) * float(uniform(luck, replicate, purpose)[0])
