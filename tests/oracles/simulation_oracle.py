"""Slow, obvious twins of the simulation, and small worlds built by hand for its tests."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

import numpy as np

from clmplan.base.chance import mixed, uniform
from clmplan.base.days import Window, day_number
from clmplan.base.money import Money, Rate
from clmplan.model.calendar import Calendar, Send
from clmplan.model.expression import Constant, Type
from clmplan.model.plan import Allocation, Compiled, ContactLog, Plan, PlannedSend, Refusal, Step, Waterfall
from clmplan.model.playbook import (
    Assumption,
    Assumptions,
    Campaign,
    Channel,
    Goal,
    Message,
    Offer,
    Playbook,
    Wave,
)
from clmplan.model.project import FieldType
from clmplan.model.records import Column, ContactHistory, CustomerBase, Events
from clmplan.model.schedule import DayTable
from clmplan.simulation.buying import Buying, Purchases
from clmplan.simulation.population import Population
from clmplan.simulation.response import CampaignResponse
from clmplan.simulation.worlds import PullForward, Timing

AS_OF = date(2026, 10, 1)
HORIZON = Window(date(2026, 10, 1), date(2026, 12, 1))
EVERYBODY = Constant(True, Type.CONDITION)
OFFERS = (
    Offer("comeback", "Come back", "¥20 off", Money(2000, "CNY"), valid_days=7),
    Offer("rare", "Rare", "¥30 off", Money(3000, "CNY"), limit=(1, 25)),
    Offer("twice", "Twice", "¥10 off", Money(1000, "CNY"), valid_days=40, limit=(2, 30)),
)
_ALIVE, _RATE, _LEAVING, _DAY, _VALUE, _PULL, _REDEMPTION = 1, 2, 3, 4, 5, 6, 7


@dataclass(frozen=True)
class Contacts:
    """One send of a campaign: day offset in the horizon, customers contacted, channel, offer."""

    campaign: str
    offset: int
    customers: tuple[int, ...]
    channel: str = "mail"
    offer: str | None = None


def share(low: str, high: str | None = None) -> Assumption:
    """A stated assumption."""
    return Assumption(Decimal(low), Decimal(high or low), "stated")


def campaign(name: str, within: int | None = 14, **assumed: Assumption) -> Campaign:
    """A campaign with a goal of orders within some days and assumptions."""
    goal = None if within is None else Goal("orders", within)
    wave = Wave("only", "Only", _NEVER, "never", (Message("mail", "hello"),))
    return Campaign(
        name, name, name, EVERYBODY, "everybody", (), (wave,), goal=goal, assumptions=Assumptions(**assumed)
    )


def compiled(
    campaigns: tuple[Campaign, ...],
    sends: tuple[Contacts, ...],
    *,
    horizon: Window = HORIZON,
    as_of: date = AS_OF,
    offers: tuple[Offer, ...] = OFFERS,
) -> Compiled:
    """A compiled plan with exactly these contacts; each send refuses two customers by policy."""
    channels = (
        Channel("mail", "Mail", "owned", Rate(Decimal("0.10"), "CNY")),
        Channel("sms", "Text", "owned", Rate(Decimal("0.05"), "CNY"), reach=Decimal("0.5")),
    )
    table = DayTable(horizon, (), frozenset(), frozenset())
    playbook = Playbook("test", "Test", horizon, table, channels=channels, offers=offers, campaigns=campaigns)
    ordered = sorted(sends, key=lambda one: (one.offset, one.campaign, one.channel))
    planned = tuple(_planned(one, number, horizon) for number, one in enumerate(ordered))
    pairs = [(number, customer) for number, one in enumerate(ordered) for customer in sorted(one.customers)]
    log = ContactLog(
        np.array([send for send, _ in pairs], dtype=np.int32), np.array([who for _, who in pairs], dtype=np.int32)
    )
    plan = Plan(
        project="test",
        playbook=playbook,
        as_of=as_of,
        zone="Asia/Shanghai",
        currency="CNY",
        locale="en",
        seed=1,
        horizon=horizon,
        fingerprint="",
        customers=0,
        counts=(),
        stages=(),
        segments=(),
        cuts=(),
        calendar=Calendar(tuple(one.send for one in planned)),
        sends=planned,
        allocation=Allocation((), ()),
        splits=(),
        newcomers=(),
        findings=(),
    )
    return Compiled(plan, log, ())


def customer_base(
    orders: Iterable[tuple[str, date, int]], *, strangers: int = 0, as_of: date = AS_OF, known: bool = True
) -> CustomerBase:
    """Customers with orders (key, day, amount in minor units), and some without; any order of rows."""
    rows = sorted(orders)
    keys = tuple(sorted({key for key, _, _ in rows} | {f"stranger{number}" for number in range(strangers)}))
    place = {key: index for index, key in enumerate(keys)}
    amounts = np.array([amount for _, _, amount in rows], dtype=np.int64)
    column = Column(FieldType.MONEY, amounts, np.full(len(rows), known))
    events = Events(
        np.array([place[key] for key, _, _ in rows], dtype=np.int32),
        np.array([day_number(day) for _, day, _ in rows], dtype=np.int32),
        MappingProxyType({"amount": column, "note": Column(FieldType.TEXT, np.array(["x"] * len(rows)), column.known)}),
    )
    nobody = ContactHistory(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.str_))
    return CustomerBase(
        as_of,
        keys,
        MappingProxyType({}),
        MappingProxyType({"orders": events}),
        nobody,
        np.zeros(len(keys), dtype=np.bool_),
        (),
        (),
        "",
    )


def synthetic_orders(
    customers: int, *, days: int = 270, seed: int = 5, leave: bool = True
) -> tuple[tuple[str, date, int], ...]:
    """Order histories drawn from a Pareto/NBD world (r 0.8, alpha 40, s 0.7, beta 90 days), one order a day."""
    rng = np.random.default_rng(seed)
    rows: list[tuple[str, date, int]] = []
    for number in range(customers):
        first = int(rng.integers(0, days - 20))
        rate, mean = rng.gamma(0.8, 1 / 40), 1_000 * rng.gamma(6, 1 / rng.gamma(4, 1 / 15))
        end = min(days, first + rng.exponential(1 / rng.gamma(0.7, 1 / 90))) if leave else days
        for day in range(first, days):
            if day == first or (day < end and rng.random() < rate):
                amount = max(1, int(mean * rng.gamma(6, 1 / 6)))
                rows.append((f"c{number:05d}", AS_OF - timedelta(days=days - day), amount))
    return tuple(rows)


def closed_form(model: Buying, seen: Purchases, span: float) -> np.ndarray:
    """Published expectation of purchases in continuous time, any unit (Fader & Hardie)."""
    rate = (model.r + seen.repeats) / (model.alpha + seen.age)
    if model.s is None or model.beta is None:
        return rate * span
    start, order = model.beta + seen.age, model.s - 1
    growth = np.log1p(span / start)
    lifetime = start * (growth if abs(order) < 1e-9 else -np.expm1(-order * growth) / order)
    return model.alive(seen) * rate * lifetime


class _Never:
    anchor = None
    entering = None

    def days(self, window: Window) -> tuple[date, ...]:
        return ()

    def anchors_on(self, day: date) -> frozenset[date]:
        return frozenset()


_NEVER = _Never()


def _planned(one: Contacts, number: int, horizon: Window) -> PlannedSend:
    day = horizon.start + timedelta(days=one.offset)
    send = Send(
        f"{one.campaign}/{number}",
        one.campaign,
        "only",
        day,
        None,
        one.channel,
        "hello",
        one.offer,
        day,
        day,
        None,
        False,
    )
    count = len(one.customers)
    waterfall = Waterfall(send.id, count + 2, ((Refusal(Step.POLICY, "cap"), 2),), count)
    return PlannedSend(send, waterfall, Money(10 * count, "CNY"))


@dataclass(frozen=True)
class SlowOrder:
    """An order of the slow twin."""

    customer: int
    day: int
    value: int


@dataclass(frozen=True)
class SlowReplicate:
    """Orders of both worlds in one replicate, and the redemptions of the plan: (customer, day, campaign, offer)."""

    plan: tuple[SlowOrder, ...]
    without: tuple[SlowOrder, ...]
    redemptions: tuple[tuple[int, int, str, str], ...]


def slow_replicate(
    population: Population,
    responses: tuple[CampaignResponse, ...],
    contacts: Compiled,
    timing: Timing,
    number: int,
    pull: PullForward,
) -> SlowReplicate:
    """Both worlds, one customer and one day after the other, with plain loops over the contacts."""
    plan: list[SlowOrder] = []
    without: list[SlowOrder] = []
    redemptions: list[tuple[int, int, str, str]] = []
    for place in range(len(population.customer)):
        one_plan, one_without, one_redemptions = _slow_customer(
            population, responses, contacts, timing, number, pull, place
        )
        plan += one_plan
        without += one_without
        redemptions += one_redemptions
    return SlowReplicate(tuple(plan), tuple(without), tuple(redemptions))


def _slow_customer(population, responses, contacts, timing, number, pull, place):  # type: ignore[no-untyped-def]
    from scipy.special import gammaincinv

    customer = int(population.customer[place])
    luck = mixed(population.seeds[place : place + 1], number)
    if float(uniform(luck, _ALIVE)[0]) >= population.alive[place]:
        return [], [], []
    rate = float(gammaincinv(population.shape[place], uniform(luck, _RATE)[0]) / population.rate[place])
    stays = math.inf
    if population.buying.s is not None:
        left = 1.0 - float(uniform(luck, _LEAVING)[0])
        stays = population.staying[place] * (left ** (-1 / population.buying.s) - 1)
    plan, without, debts, redemptions = [], [], [], []
    for day in range(timing.first, timing.end):
        if stays <= day - timing.history_end + 0.5:
            break
        raw = mixed(luck, _DAY, day)
        draw, spread = float(uniform(raw)[0]), population.spending.spread
        own = round(population.spending.means[place] * spread[int(uniform(raw, _VALUE)[0] * len(spread))])
        expected = rate * timing.season[day - timing.first]
        effects = [(response, _slow_effect(response, contacts, customer, day, number)) for response in responses]
        base = draw < expected
        order = draw < expected * max(1 + sum(effect for _, effect in effects), 0)
        debts = [due for due in debts if due >= day]
        if base:
            without.append(SlowOrder(customer, day, own))
        if order and base and debts:
            debts.pop(0)
        elif order and base:
            plan.append(SlowOrder(customer, day, own))
        elif order:
            plan.append(SlowOrder(customer, day, _slow_value(effects, own, number)))
            if float(uniform(raw, _PULL)[0]) < pull.share:
                debts.append(day + pull.days)
        if plan and plan[-1].day == day:
            willing = float(uniform(raw, _REDEMPTION)[0])
            _slow_redeem(responses, contacts, customer, day, number, willing, redemptions)
    return plan, without, redemptions


def _slow_redeem(responses, contacts, customer, day, number, willing, redemptions):  # type: ignore[no-untyped-def]
    """One order after the other, the dearest offer first; `redemptions` are the customer's own so far."""
    gave = set()
    for offer in sorted(contacts.plan.playbook.offers, key=lambda one: (-one.cost.minor, one.name)):
        for response in responses:
            if response.name in gave or willing >= response.redeem_in(number):
                continue
            if not _slow_open(response, contacts, customer, day, offer):
                continue
            often, days = offer.limit or (10**9, 1)
            if sum(1 for _, before, _, name in redemptions if name == offer.name and before > day - days) < often:
                redemptions.append((customer, day, response.name, offer.name))
                gave.add(response.name)
            break


def _slow_open(response, contacts, customer, day, offer):  # type: ignore[no-untyped-def]
    goal = contacts.plan.playbook.campaign(response.name).goal
    days = min(goal.within_days, offer.valid_days or goal.within_days) if goal else 0
    for send in contacts.contacts.send[contacts.contacts.customer == customer].tolist():
        sent = contacts.plan.sends[send].send
        if (sent.campaign, sent.offer) == (response.name, offer.name) and 0 <= day - day_number(sent.day) < days:
            return True
    return False


def _slow_effect(response, contacts, customer, day, number):  # type: ignore[no-untyped-def]
    plan, best = contacts.plan, 0.0
    declared = plan.playbook.campaign(response.name)
    if declared.goal is None or declared.assumptions.lift is None:
        return 0.0
    for send in contacts.contacts.send[contacts.contacts.customer == customer].tolist():
        sent = plan.sends[send].send
        if sent.campaign == response.name:
            since = day - day_number(sent.day)
            if 0 <= since < declared.goal.within_days:
                best = max(best, float(plan.playbook.channel(sent.channel).reach))
    return best * response.lift_in(number)


def _slow_value(effects, own, number):  # type: ignore[no-untyped-def]
    positive = [(response, effect) for response, effect in effects if effect > 0]
    worths = [response.worth_in(number) for response, _ in positive]
    weighted = sum(
        effect * (own if worth is None else worth) for (_, effect), worth in zip(positive, worths, strict=True)
    )
    return round(weighted / sum(effect for _, effect in positive))
