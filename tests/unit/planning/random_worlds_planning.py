"""Small random worlds to plan in: every kind of rule, each with a place of its own."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from random import Random

import numpy as np
from unit.planning.worlds_planning import (
    AS_OF,
    CHANNELS,
    CURRENCY,
    EVERY_DAY,
    SOURCE,
    TRUE,
    Case,
    FakeSchedule,
    base,
    campaign,
    history,
    money,
    playbook,
    project,
    rate,
    send,
    wave,
)

from clmplan.base.days import day_number
from clmplan.base.money import Money
from clmplan.base.source import Span
from clmplan.model.calendar import Calendar, Send
from clmplan.model.declared.policy import Cap, Gap, Never, Policy, Rest
from clmplan.model.expression import CustomerField, EventDay, Expression, Type
from clmplan.model.playbook import (
    Assumption,
    Assumptions,
    Budget,
    BudgetLimit,
    Campaign,
    Channel,
    Goal,
    Holdout,
    Lifecycle,
    Offer,
    Playbook,
    Segment,
    Stage,
)
from clmplan.model.project import FieldType
from clmplan.model.records import NO_DAY, Column, CustomerBase, Events, Memberships

OFFERS = ("gift", "coupon", "bonus")


class Places:
    """Places of one source that never repeat."""

    def __init__(self, chance: Random) -> None:
        self._starts = chance.sample(range(900), 300)

    def next(self) -> Span:
        start = self._starts.pop()
        return Span(SOURCE, start, start + 1)


def random_case(seed: int) -> Case:
    """A world of at most 14 customers with rules of every kind, decided by the seed."""
    chance = Random(seed)
    places = Places(chance)
    keys = tuple(sorted(f"k{chance.randrange(10**6)}-{number}" for number in range(chance.randint(1, 14))))
    declared = _random_playbook(chance, places)
    as_of = AS_OF + timedelta(days=chance.choice([0, 0, 9]))
    sends = _random_sends(chance, declared, as_of)
    return Case(
        project(chance.choice(["en", "zh"])),
        declared,
        Calendar(sends),
        _random_base(chance, keys, as_of),
        _random_memberships(chance, declared, len(keys)),
    )


def _random_playbook(chance: Random, places: Places) -> Playbook:
    channels = tuple(
        Channel(
            name,
            name,
            "owned",
            rate(price),
            capacity=chance.choice([None, None, 0, 2, 4, 7]),
            **_random_consent(chance, name),
            at=places.next(),
        )
        for name, price in zip(CHANNELS, ("0", "0.045", "0.5"), strict=True)
    )
    names = ["alpha", "beta", "gamma", "delta"][: chance.randint(1, 4)]
    chance.shuffle(names)
    stages = (Stage("new", "New", TRUE), Stage("old", "Old", TRUE))
    return playbook(
        channels=channels,
        offers=tuple(_random_offer(chance, places, name) for name in OFFERS),
        segments=(Segment("vip", "VIP", TRUE),),
        lifecycles=(Lifecycle("main", "Main", stages, exclusive=True, complete=True),),
        policy=_random_policy(chance, places),
        holdout=chance.choice([None, Holdout(Decimal("0.2"), "programme-key", places.next())]),
        budget=_random_budget(chance, places),
        campaigns=tuple(_random_campaign(chance, places, name) for name in names),
    )


def _random_offer(chance: Random, places: Places, name: str) -> Offer:
    others = [other for other in OFFERS if other != name]
    return Offer(
        name,
        name,
        "¥5 off",
        money("5"),
        valid_days=chance.choice([None, 1, 2, 5, 15]),
        stock=chance.choice([None, 0, 3, 12]),
        limit=chance.choice([None, (1, 3), (2, 9), (1, 40)]),
        at=places.next(),
        lines=(("excludes", places.next()),),
        excludes=tuple(other for other in others if chance.random() < 0.25),
    )


def _random_policy(chance: Random, places: Places) -> Policy:
    return Policy(
        caps=tuple(_random_cap(chance, places) for _ in range(chance.randint(0, 3))),
        gaps=tuple(Gap(chance.randint(0, 4), places.next()) for _ in range(chance.randint(0, 2))),
        never=tuple(Never(TRUE, "never to segment vip", places.next()) for _ in range(chance.randint(0, 2))),
        rests=tuple(
            Rest(chance.choice([1, 2, 6, 20, 50]), chance.randint(1, 4), "order", places.next())
            for _ in range(chance.choice([0, 0, 1, 2]))
        ),
    )


def _random_cap(chance: Random, places: Places) -> Cap:
    period = chance.choice([None, None, "calendar week", "calendar month"])
    return Cap(
        chance.randint(0, 3),
        chance.choice([1, 2, 7, 30, 90]) if period is None else 0,
        chance.choice([None, *CHANNELS]),
        chance.choice([None, TRUE]),
        places.next(),
        period,
    )


def _random_budget(chance: Random, places: Places) -> Budget | None:
    if chance.random() < 0.4:
        return None
    limits = tuple(
        BudgetLimit(Money(chance.randint(0, 200), CURRENCY), chance.choice(CHANNELS), places.next())
        for _ in range(chance.randint(0, 2))
    )
    return Budget(
        "q4",
        "Q4",
        Money(chance.choice([0, 37, 250, 600, 100_000]), CURRENCY),
        limits,
        places.next(),
        (("monthly", places.next()),),
        monthly=chance.choice([None, Decimal("0.4"), Decimal("0.35"), Decimal("0.003")]),
    )


def _random_campaign(chance: Random, places: Places, name: str) -> Campaign:
    waves = tuple(wave(title, _random_schedule(chance)) for title in ("early", "late")[: chance.randint(1, 2)])
    return campaign(
        name,
        exclusions=tuple(TRUE for _ in range(chance.randint(0, 1))),
        waves=waves,
        priority=chance.choice([0, 0, 10, 20]),
        again_after=chance.choice([None, None, 0, 3, 9]),
        goal=chance.choice([None, Goal("order", 14)]),
        holdout=chance.choice([None, Holdout(Decimal("0.3"), f"{name}-key", places.next())]),
        assumptions=Assumptions(lift=Assumption(Decimal("0.1"), Decimal("0.2"), "stated")),
        at=places.next(),
        is_exempt=chance.random() < 0.2,
    )


def _random_schedule(chance: Random) -> FakeSchedule:
    kind = chance.random()
    if kind < 0.6:
        return FakeSchedule()
    if kind < 0.8:
        return FakeSchedule(entering=("main", chance.choice(["new", "old"]), chance.randint(0, 5)))
    firing = {day: frozenset(day - timedelta(days=back) for back in (3, 4, 5)) for day in EVERY_DAY}
    anchor: Expression = EventDay(event="order", which="last")
    if kind < 0.9:
        anchor = CustomerField(name="birthday", type=Type.DATE, nullable=True)
    return FakeSchedule(anchor=anchor, firing=firing)


def _random_sends(chance: Random, declared: Playbook, as_of: date) -> tuple[Send, ...]:
    sends: dict[str, Send] = {}
    for _ in range(chance.randint(1, 14)):
        one = chance.choice(declared.campaigns)
        of_wave = chance.choice(one.waves)
        occurrence = as_of + timedelta(days=chance.randint(0, 12) + chance.choice([0, 0, 20]))
        for number in range(1, chance.randint(2, 3)):
            made = send(
                one.name,
                occurrence + timedelta(days=chance.choice([0, 0, 1])),
                chance.choice(CHANNELS),
                wave=of_wave.name,
                number=number,
                id=f"{one.name}/{of_wave.name}/{occurrence}/{number}",
                time=chance.choice([None, time(9), time(10)]),
                offer=chance.choice([None, *OFFERS]),
                occurrence=occurrence,
                is_triggered=of_wave.schedule.trigger is not None,
            )
            sends[made.id] = made
    return tuple(sorted(sends.values(), key=lambda one: (one.day, one.time or time.min, one.id)))


def _random_consent(chance: Random, name: str) -> dict[str, str]:
    asked = (
        {"consent": f"{name}_ok"},
        {"consent": f"{name}_on"},
        {"consent": f"{name}_ok", "consent_from": f"{name}_on"},
    )
    return chance.choice([{}, *asked])


def _random_base(chance: Random, keys: tuple[str, ...], as_of: date) -> CustomerBase:
    count = len(keys)
    contacts = [
        (day_number(as_of) - chance.randint(1, 40), chance.randrange(count), chance.choice([*CHANNELS, "phone"]))
        for _ in range(chance.randint(0, 2 * count))
    ]
    orders = sorted((chance.randrange(count), day_number(as_of) - chance.randint(1, 70)) for _ in range(2 * count))
    return base(
        keys,
        as_of=as_of,
        fields={
            **{f"{name}_ok": _yes_no(chance, count) for name in CHANNELS},
            **{f"{name}_on": _agreed_on(chance, count, day_number(as_of)) for name in CHANNELS},
        },
        events={
            "order": Events(
                np.array([customer for customer, _ in orders], dtype=np.int32),
                np.array([day for _, day in orders], dtype=np.int32),
                {},
            )
        },
        contacts=history(contacts),
        suppressed=np.array([chance.random() < 0.1 for _ in range(count)]),
    )


def _yes_no(chance: Random, count: int) -> Column:
    values = np.array([chance.random() < 0.8 for _ in range(count)])
    return Column(FieldType.YES_NO, values, np.array([chance.random() < 0.9 for _ in range(count)]))


def _agreed_on(chance: Random, count: int, today: int) -> Column:
    values = np.array([today + chance.randint(-60, 40) for _ in range(count)])
    return Column(FieldType.DATE, values, np.array([chance.random() < 0.9 for _ in range(count)]))


def _random_memberships(chance: Random, declared: Playbook, count: int) -> Memberships:
    days = np.array([day_number(day) for day in EVERY_DAY], dtype=np.int32)
    arrays = np.random.default_rng(chance.randrange(2**32))
    holds = {"vip": arrays.random((len(days), count)) < 0.3}
    for one in declared.campaigns:
        holds[f"campaign:{one.name}"] = arrays.random((len(days), count)) < 0.85
        for position in range(len(one.exclusions)):
            holds[f"except:{one.name}:{position}"] = arrays.random((len(days), count)) < 0.1
    for position in range(len(declared.policy.caps)):
        holds[f"cap:{position}"] = arrays.random((len(days), count)) < 0.5
    for position in range(len(declared.policy.never)):
        holds[f"never:{position}"] = arrays.random((len(days), count)) < 0.1
    anchors = arrays.integers(days[40], days[-1], count).astype(np.int32)
    anchors[arrays.random(count) < 0.2] = NO_DAY
    return Memberships(
        days=days,
        stages={"main": arrays.integers(-1, 2, (len(days), count)).astype(np.int8)},
        overlaps={"main": arrays.integers(0, 2, len(days))},
        holds=holds,
        cuts={"vip": tuple("100" for _ in days)},
        unknown={"vip": arrays.integers(0, 2, len(days))},
        anchors={f"{one.name}/{part.name}": anchors for one in declared.campaigns for part in one.waves},
    )
