"""The budget by priority: what each campaign wants, what it is granted, and a ceiling for each send."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_FLOOR

from clmplan.base.money import Money, Rate
from clmplan.base.source import Span
from clmplan.codes import plan as words
from clmplan.model.named import line_of
from clmplan.model.plan import Allocation, BudgetRow, LimitRow
from clmplan.model.playbook import Budget, Campaign, Playbook
from clmplan.planning.contacts.refusals import percent


@dataclass(frozen=True, slots=True)
class Demand:
    """What one send would use without a budget."""

    send: str
    campaign: str
    channel: str
    contacts: int
    day: date


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


@dataclass(frozen=True, slots=True)
class Spending:
    """What the contacts of a plan cost: by campaign, by channel, and by calendar month (`2026-10`)."""

    by_campaign: Mapping[str, Money]
    by_channel: Mapping[str, Money]
    by_month: Mapping[str, Money]


class _Purse:
    """One limit of the budget and what is left of it; for one channel or one calendar month where these are given.

    Kept twice, rounded send by send and exact: many small sends of ¥0.045 must not slip under a limit by rounding.
    """

    def __init__(
        self, limit: Money, rule: str, at: Span | None, *, channel: str | None = None, month: str | None = None
    ) -> None:
        self.limit, self.channel, self.month, self.rule, self.at = limit, channel, month, rule, at
        self.left, self._exactly_left = limit, limit.amount

    def concerns(self, demand: Demand) -> bool:
        """Whether a send is paid out of it."""
        return self.channel in (None, demand.channel) and self.month in (None, month_of(demand.day))

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
    purses = _purses(playbook.budget, demands)
    rates = {channel.name: channel.cost for channel in playbook.channels}
    ceilings: dict[str, Ceiling] = {}
    rows: dict[str, BudgetRow] = {}
    wanted: dict[str, list[Demand]] = {campaign.name: [] for campaign in playbook.campaigns}
    for demand in demands.sends:
        wanted[demand.campaign].append(demand)
    for campaign in sorted(playbook.campaigns, key=lambda one: (-one.priority, one.name)):
        own = wanted[campaign.name]
        rows[campaign.name], granted = _grant(campaign, own, rates, purses, demands)
        ceilings.update(granted)
    ordered = tuple(rows[campaign.name] for campaign in playbook.campaigns)
    limits = tuple(
        LimitRow(purse.limit, purse.limit - purse.left, purse.channel, purse.at, purse.month) for purse in purses
    )
    return Allocation(ordered, limits), ceilings


def settled(allocation: Allocation, spending: Spending) -> Allocation:
    """The allocation with what the plan really uses."""
    by_campaign = spending.by_campaign
    rows = (replace(row, planned=by_campaign.get(row.campaign, row.planned.times(0))) for row in allocation.rows)
    limits = (replace(row, planned=_used(row, spending)) for row in allocation.limits)
    return Allocation(tuple(rows), tuple(limits))


def month_of(day: date) -> str:
    """The calendar month of a day, as `2026-10`."""
    return day.isoformat()[:7]


def _used(row: LimitRow, spending: Spending) -> Money:
    if row.month is not None:
        return spending.by_month.get(row.month, row.limit.times(0))
    if row.channel is not None:
        return spending.by_channel.get(row.channel, row.limit.times(0))
    return Money(sum(cost.minor for cost in spending.by_channel.values()), row.limit.currency)


def _purses(budget: Budget | None, demands: Demands) -> tuple[_Purse, ...]:
    if budget is None:
        return ()
    total = words.BUDGET_TOTAL.fill(demands.locale, {"amount": str(budget.total)})
    purses = [_Purse(budget.total, total, line_of(budget, "total"))]
    for limit in budget.limits:
        values = {"amount": str(limit.amount), "channel": limit.channel}
        rule = words.BUDGET_CHANNEL.fill(demands.locale, values)
        purses.append(_Purse(limit.amount, rule, limit.at, channel=limit.channel))
    return (*purses, *_monthly(budget, demands))


def _monthly(budget: Budget, demands: Demands) -> Iterator[_Purse]:
    """A limit for each calendar month in which something goes out; rounded down, so that it never exceeds its share."""
    if budget.monthly is None:
        return
    minor = (budget.monthly * budget.total.minor).to_integral_value(rounding=ROUND_FLOOR)
    limit = Money(int(minor), budget.total.currency)
    for month in sorted({month_of(demand.day) for demand in demands.sends}):
        values = {"share": percent(budget.monthly), "amount": str(limit), "month": month}
        yield _Purse(limit, words.BUDGET_MONTH.fill(demands.locale, values), line_of(budget, "monthly"), month=month)


def _grant(
    campaign: Campaign,
    own: Sequence[Demand],
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
        if not demand.contacts and purses and rate.amount:
            uncut.append(demand)
            continue
        concerned = [purse for purse in purses if purse.concerns(demand)]
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
