"""The budget by priority: what each campaign wants, what it is granted, and a ceiling for each send."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_FLOOR

import numpy as np

from clmplan.base.days import Window, day_number, from_day_number
from clmplan.base.diagnostics import Diagnostic, Wording
from clmplan.base.money import Money, Rate
from clmplan.base.source import Span
from clmplan.codes import plan as words
from clmplan.model.named import line_of
from clmplan.model.plan import Allocation, BudgetRow, LimitRow, PlannedSend
from clmplan.model.playbook import Budget, Campaign, Playbook
from clmplan.model.records import CustomerBase
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
class Made:
    """The contacts made on a channel on one day inside the horizon, before the plan."""

    channel: str
    contacts: int
    day: date


@dataclass(frozen=True, slots=True)
class Demands:
    """What all sends would use without a budget, in order of time; the currency and language of the plan.

    `made` went out before them and is paid first; None where that is not known.
    """

    currency: str
    locale: str
    sends: tuple[Demand, ...]
    made: tuple[Made, ...] | None = ()


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most contacts a send can pay for, and the rule that says so."""

    contacts: int
    rule: str
    at: Span | None


class _Purse:
    """One limit of the budget and what is left of it; for one channel or one calendar month where these are given.

    Kept twice, rounded send by send and exact: many small sends of ¥0.045 must not slip under a limit by rounding.
    """

    def __init__(
        self, limit: Money, rule: str, at: Span | None, *, channel: str | None = None, month: str | None = None
    ) -> None:
        self.limit, self.channel, self.month, self.rule, self.at = limit, channel, month, rule, at
        self.left, self._exactly_left, self.spent = limit, limit.amount, limit.times(0)

    def concerns(self, demand: Demand | Made) -> bool:
        """Whether a send is paid out of it."""
        return self.channel in (None, demand.channel) and self.month in (None, month_of(demand.day))

    def settle(self, made: Sequence[Made], rates: Mapping[str, Rate], locale: str) -> None:
        """Take out what went out before the plan; more than the limit leaves nothing to afford."""
        for one in filter(self.concerns, made):
            self.pay(rates[one.channel], one.contacts)
        self.spent = self.limit - self.left
        if self.spent.minor:
            self.rule = words.BUDGET_SPENT.fill(locale, {"rule": self.rule, "spent": str(self.spent)})

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
    rates = {channel.name: channel.cost for channel in playbook.channels}
    paid = tuple(one for one in demands.made or () if one.channel in rates and rates[one.channel].amount)
    purses = _purses(playbook.budget, replace(demands, made=paid))
    for purse in purses:
        purse.settle(paid, rates, demands.locale)
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
    return Allocation(ordered, tuple(_limit_row(purse, demands.made is not None) for purse in purses)), ceilings


def made_before(playbook: Playbook, base: CustomerBase) -> tuple[Made, ...] | None:
    """What the history says went out inside the horizon before `as_of`, by day and channel.

    None when a part of the horizon is over, contacts cost something, and there is no history at all.
    """
    contacts, horizon = base.contacts, playbook.horizon
    if not len(contacts.day):
        is_known = base.as_of <= horizon.start or not any(channel.cost.amount for channel in playbook.channels)
        return () if is_known else None
    first, last = np.searchsorted(contacts.day, [day_number(day) for day in (horizon.start, _end(horizon, base.as_of))])
    counts = Counter(zip(contacts.day[first:last].tolist(), contacts.channel[first:last].tolist(), strict=True))
    return tuple(Made(channel, count, from_day_number(day)) for (day, channel), count in sorted(counts.items()))


def about_spending(playbook: Playbook, as_of: date, allocation: Allocation) -> Iterator[Diagnostic]:
    """Money spent before `as_of` that nobody knows of, and limits of which too much was spent."""
    budget = playbook.budget
    if budget is None:
        return
    if any(row.spent is None for row in allocation.limits):
        values = {"budget": budget.name, "first": playbook.horizon.start, "as_of": as_of}
        yield words.SPENDING_UNKNOWN.at(line_of(budget, "total"), **values)
    for row in allocation.limits:
        is_over = row.month is not None and row.month < month_of(as_of)
        if row.spent is not None and row.spent > row.limit and not is_over:
            said = Wording(*(_rule(budget, row.limit, row.channel, row.month, locale) for locale in ("en", "zh")))
            yield words.LIMIT_OVERSPENT.at(row.at, spent=row.spent, as_of=as_of, limit=said)


def settled(allocation: Allocation, sends: Sequence[PlannedSend]) -> Allocation:
    """The allocation with what the sends of the plan really use."""
    costs: Counter[tuple[str, str]] = Counter()
    for planned in sends:
        send = planned.send
        places = ("campaign", send.campaign), ("channel", send.channel), ("month", month_of(send.day)), ("", "")
        costs.update(dict.fromkeys(places, planned.cost.minor))
    rows = (
        replace(one, planned=replace(one.planned, minor=costs["campaign", one.campaign])) for one in allocation.rows
    )
    limits = (replace(one, planned=replace(one.planned, minor=costs[_place(one)])) for one in allocation.limits)
    return Allocation(tuple(rows), tuple(limits))


def month_of(day: date) -> str:
    """The calendar month of a day, as `2026-10`."""
    return day.isoformat()[:7]


def _end(horizon: Window, as_of: date) -> date:
    """The first day that is no longer both inside the horizon and before the plan."""
    return max(horizon.start, min(as_of, horizon.end))


def _limit_row(purse: _Purse, is_known: bool) -> LimitRow:
    planned = purse.limit - purse.spent - purse.left
    return LimitRow(purse.limit, planned, purse.channel, purse.at, purse.month, purse.spent if is_known else None)


def _place(row: LimitRow) -> tuple[str, str]:
    """Whose costs count: of a month, of a channel, or all."""
    if row.month is not None:
        return "month", row.month
    return ("", "") if row.channel is None else ("channel", row.channel)


def _purses(budget: Budget | None, demands: Demands) -> tuple[_Purse, ...]:
    if budget is None:
        return ()
    purses = [_Purse(budget.total, _rule(budget, budget.total, None, None, demands.locale), line_of(budget, "total"))]
    for limit in budget.limits:
        rule = _rule(budget, limit.amount, limit.channel, None, demands.locale)
        purses.append(_Purse(limit.amount, rule, limit.at, channel=limit.channel))
    return (*purses, *_monthly(budget, demands))


def _rule(budget: Budget, limit: Money, channel: str | None, month: str | None, locale: str) -> str:
    """A limit as it is written in the playbook."""
    if channel is not None:
        return words.BUDGET_CHANNEL.fill(locale, {"amount": str(limit), "channel": channel})
    if month is not None and budget.monthly is not None:
        values = {"share": percent(budget.monthly), "amount": str(limit), "month": month}
        return words.BUDGET_MONTH.fill(locale, values)
    return words.BUDGET_TOTAL.fill(locale, {"amount": str(limit)})


def _monthly(budget: Budget, demands: Demands) -> Iterator[_Purse]:
    """A limit for each calendar month in which something goes out or went out; rounded down to stay in its share."""
    if budget.monthly is None:
        return
    minor = (budget.monthly * budget.total.minor).to_integral_value(rounding=ROUND_FLOOR)
    limit = Money(int(minor), budget.total.currency)
    days = {one.day for one in demands.sends} | {one.day for one in demands.made or ()}
    for month in sorted({month_of(day) for day in days}):
        rule = _rule(budget, limit, None, month, demands.locale)
        yield _Purse(limit, rule, line_of(budget, "monthly"), month=month)


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
