"""Small worlds built by hand for the tests of the simulation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

import numpy as np

from clmplan.base.days import Window, day_number
from clmplan.base.money import Money, Rate
from clmplan.buying.pareto_nbd import Buying
from clmplan.buying.purchases import Purchases
from clmplan.model.calendar import Calendar, Send
from clmplan.model.declared.journey import Message
from clmplan.model.expression import Constant, Type
from clmplan.model.plan import Allocation, Compiled, ContactLog, Plan, PlannedSend, Refusal, Waterfall
from clmplan.model.playbook import Assumption, Assumptions, Campaign, Channel, Goal, Offer, Playbook, Wave
from clmplan.model.project import FieldType
from clmplan.model.records import Column, ContactHistory, CustomerBase, Events
from clmplan.model.schedule import DayTable
from clmplan.model.step import Step

AS_OF = date(2026, 10, 1)
HORIZON = Window(date(2026, 10, 1), date(2026, 12, 1))
EVERYBODY = Constant(True, Type.CONDITION)
OFFERS = (
    Offer("comeback", "Come back", "¥20 off", Money(2000, "CNY"), valid_days=7),
    Offer("rare", "Rare", "¥30 off", Money(3000, "CNY"), limit=(1, 25)),
    Offer("twice", "Twice", "¥10 off", Money(1000, "CNY"), valid_days=40, limit=(2, 30)),
)


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
    trigger = None

    def days(self, window: Window) -> tuple[date, ...]:
        return ()

    def anchors_on(self, day: date) -> frozenset[date]:
        return frozenset()

    def occurrence(self, day: date) -> str:
        return day.isoformat()

    def is_estimated(self, day: date) -> bool:
        return False


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
