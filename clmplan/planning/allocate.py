"""The budget by priority: what each campaign wants, what it is granted, and a ceiling for each send."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from clmplan.base.money import Money, Rate
from clmplan.base.source import Span
from clmplan.codes import plan as words
from clmplan.model.named import line_of
from clmplan.model.plan import Allocation, BudgetRow, LimitRow
from clmplan.model.playbook import Budget, Campaign, Playbook


@dataclass(frozen=True, slots=True)
class Demand:
    """What one send would use without a budget."""

    send: str
    campaign: str
    channel: str
    contacts: int


@dataclass(frozen=True, slots=True)
class Demands:
    """What all sends would use without a budget, in order of time; the currency and language of the plan."""

    currency: str
    locale: str
    sends: tuple[Demand, ...]


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most contacts a send can pay for, and the rule that says so."""

    contacts: int
    rule: str
    at: Span | None


class _Purse:
    """One limit of the budget and what is left of it.

    Kept twice, rounded send by send and exact: many small sends of ¥0.045 must not slip under a limit by rounding.
    """

    def __init__(self, limit: Money, channel: str | None, rule: str, at: Span | None) -> None:
        self.limit, self.channel, self.rule, self.at = limit, channel, rule, at
        self.left, self._exactly_left = limit, limit.amount

    def affords(self, rate: Rate) -> int:
        """How many contacts the rest pays for; the exact floor, so that rounding never overdraws."""
        return max(0, int(min(self.left.amount, self._exactly_left) // rate.amount))

    def pay(self, rate: Rate, contacts: int) -> None:
        """Take out what some contacts cost."""
        self.left -= rate.times(contacts)
        self._exactly_left -= rate.amount * contacts


def allocate(playbook: Playbook, demands: Demands) -> tuple[Allocation, Mapping[str, Ceiling]]:
    """What each campaign is granted, and the ceiling of each send that costs money.

    Campaigns take what is left in the order of priority, then name; inside a campaign the earlier sends take first.
    Nobody is granted more than wanted. `planned` repeats `granted` until `settled` knows better.
    """
    purses = _purses(playbook.budget, demands.locale)
    rates = {channel.name: channel.cost for channel in playbook.channels}
    ceilings: dict[str, Ceiling] = {}
    rows: dict[str, BudgetRow] = {}
    for campaign in sorted(playbook.campaigns, key=lambda one: (-one.priority, one.name)):
        own = tuple(demand for demand in demands.sends if demand.campaign == campaign.name)
        rows[campaign.name], granted = _grant(campaign, own, rates, purses, demands)
        ceilings.update(granted)
    ordered = tuple(rows[campaign.name] for campaign in playbook.campaigns)
    limits = tuple(LimitRow(purse.limit, purse.limit - purse.left, purse.channel, purse.at) for purse in purses)
    return Allocation(ordered, limits), ceilings


def settled(allocation: Allocation, by_campaign: Mapping[str, Money], by_channel: Mapping[str, Money]) -> Allocation:
    """The allocation with what the plan really uses, given the cost of each campaign and of each channel."""
    total = sum(cost.minor for cost in by_channel.values())
    rows = (replace(row, planned=by_campaign.get(row.campaign, row.planned.times(0))) for row in allocation.rows)
    limits = (
        replace(
            row,
            planned=Money(total, row.limit.currency)
            if row.channel is None
            else by_channel.get(row.channel, row.limit.times(0)),
        )
        for row in allocation.limits
    )
    return Allocation(tuple(rows), tuple(limits))


def _purses(budget: Budget | None, locale: str) -> tuple[_Purse, ...]:
    if budget is None:
        return ()
    total = words.BUDGET_TOTAL.fill(locale, {"amount": str(budget.total)})
    parts = (
        _Purse(
            limit.amount,
            limit.channel,
            words.BUDGET_CHANNEL.fill(locale, {"amount": str(limit.amount), "channel": limit.channel}),
            limit.at,
        )
        for limit in budget.limits
    )
    return (_Purse(budget.total, None, total, line_of(budget, "total")), *parts)


def _grant(
    campaign: Campaign,
    own: tuple[Demand, ...],
    rates: Mapping[str, Rate],
    purses: tuple[_Purse, ...],
    demands: Demands,
) -> tuple[BudgetRow, Mapping[str, Ceiling]]:
    wanted = granted = Money(0, demands.currency)
    ceilings: dict[str, Ceiling] = {}
    bitten: dict[str, Span | None] = {}
    uncut: list[Demand] = []
    for demand in own:
        rate = rates[demand.channel]
        wanted += rate.times(demand.contacts)
        concerned = [purse for purse in purses if purse.channel in (None, demand.channel)]
        if not concerned or rate.amount == 0:
            granted += rate.times(demand.contacts)
            continue
        tightest = min(concerned, key=lambda purse: purse.affords(rate))
        contacts = min(demand.contacts, tightest.affords(rate))
        for purse in concerned:
            purse.pay(rate, contacts)
        granted += rate.times(contacts)
        if contacts < demand.contacts:
            bitten[tightest.rule] = tightest.at
            ceilings[demand.send] = Ceiling(contacts, tightest.rule, tightest.at)
        else:
            uncut.append(demand)
    # INVARIANT: every paid send has a ceiling, or a contact set free elsewhere would cost more than was granted.
    rule = words.BUDGET_GRANT.fill(demands.locale, {"amount": str(granted), "campaign": campaign.name})
    for demand in uncut:
        ceilings[demand.send] = Ceiling(demand.contacts, rule, purses[0].at)
    why, at = "; ".join(bitten), next(iter(bitten.values()), None)
    return BudgetRow(campaign.name, wanted, granted, granted, why, at), ceilings
