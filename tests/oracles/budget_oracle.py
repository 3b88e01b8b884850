"""The money of a plan, send by send, in fractions: slow and obvious."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from oracles.world_oracle import EPOCH

from clmplan.base.source import Span
from clmplan.model.calendar import Send
from clmplan.model.playbook import Budget, Playbook
from clmplan.model.records import CustomerBase


@dataclass
class Pot:
    """One limit: what is left by rounded costs and by exact ones, of which channel and month."""

    rounded: Fraction
    exact: Fraction
    place: Span | None
    channel: str | None = None
    month: tuple[int, int] | None = None

    def concerns(self, send: Send) -> bool:
        return self.channel in (None, send.channel) and self.month in (None, (send.day.year, send.day.month))


def ceilings(
    playbook: Playbook, sends: list[Send], contacts: dict[str, int], base: CustomerBase
) -> dict[str, tuple[int, Span | None]]:
    """The most contacts each paid send can have: by priority, name, then time; `sends` come in order of time."""
    budget = playbook.budget
    if budget is None:
        return {}
    pots = pots_of(budget, sends)
    for pot in pots:
        take_out_what_was_spent(pot, playbook, base)
    found: dict[str, tuple[int, Span | None]] = {}
    for campaign in sorted(playbook.campaigns, key=lambda one: (-one.priority, one.name)):
        for send in sends:
            price = Fraction(playbook.channel(send.channel).cost.amount) * 100
            if send.campaign != campaign.name or price == 0:
                continue
            concerned = [pot for pot in pots if pot.concerns(send)]
            tightest = min(concerned, key=lambda pot: min(pot.rounded, pot.exact) // price)
            most = int(min(tightest.rounded, tightest.exact) // price)
            granted = min(most, contacts[send.id])
            found[send.id] = (granted, tightest.place if granted < contacts[send.id] else budget.at)
            for pot in concerned:
                pot.rounded -= whole(price * granted)
                pot.exact -= price * granted
    return found


def pots_of(budget: Budget, sends: Iterable[Send]) -> list[Pot]:
    """The total, the limits of channels, and one for each month with a send."""
    total = Fraction(budget.total.minor)
    pots = [Pot(total, total, budget.at)]
    for limit in budget.limits:
        pots.append(Pot(Fraction(limit.amount.minor), Fraction(limit.amount.minor), limit.at, limit.channel))
    if budget.monthly is not None:
        share = Fraction(budget.total.minor * Fraction(budget.monthly) // 1)
        place = dict(budget.lines).get("monthly", budget.at)
        for month in sorted({(send.day.year, send.day.month) for send in sends}):
            pots.append(Pot(share, share, place, month=month))
    return pots


def take_out_what_was_spent(pot: Pot, playbook: Playbook, base: CustomerBase) -> None:
    """Pay for the contacts of the horizon before the plan, day by day; a pot is never less than empty."""
    for channel in playbook.channels:
        price = Fraction(channel.cost.amount) * 100
        day = playbook.horizon.start
        while day < min(base.as_of, playbook.horizon.end):
            is_own = pot.channel in (None, channel.name) and pot.month in (None, (day.year, day.month))
            if is_own:
                cost = price * made_on(base, day, channel.name)
                pot.rounded -= whole(cost)
                pot.exact -= cost
            day += timedelta(days=1)
    pot.rounded, pot.exact = max(pot.rounded, Fraction(0)), max(pot.exact, Fraction(0))


def made_on(base: CustomerBase, day: date, channel: str) -> int:
    """How many contacts of the history are of a day and a channel."""
    found = zip(base.contacts.day.tolist(), base.contacts.channel.tolist(), strict=True)
    return sum(1 for number, name in found if EPOCH + timedelta(days=number) == day and name == channel)


def whole(minor: Fraction) -> int:
    """Whole minor units, half to even."""
    exact = Decimal(minor.numerator) / Decimal(minor.denominator)
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_EVEN))
