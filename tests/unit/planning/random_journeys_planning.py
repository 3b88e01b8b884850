"""Small random worlds of journeys: steps and triggers of every kind, quiet hours, blackouts, runs begun before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal
from random import Random

import numpy as np
from unit.planning.random_worlds_planning import OFFERS, random_case
from unit.planning.worlds_planning import AS_OF, CHANNELS, EVERY_DAY, HORIZON, SOURCE, TRUE, Case, FakeSchedule

from clmplan.base.days import Duration, Unit, Window, day_number
from clmplan.base.source import Span
from clmplan.model.calendar import Calendar
from clmplan.model.declared.journey import (
    Arm,
    Branch,
    Exit,
    Message,
    Question,
    Repeat,
    Response,
    Split,
    Step,
    Stop,
    Wait,
)
from clmplan.model.declared.policy import Blackout, Quiet
from clmplan.model.expression import CustomerField, EventDay, Type
from clmplan.model.playbook import Campaign, IfCapped, Playbook, Wave
from clmplan.model.records import Memberships
from clmplan.model.schedule import EachEvent, OfferGiven, OwnDate, Passage, Trigger
from clmplan.planning.needs import rules_needed
from clmplan.planning.schedule import expand

_DAYS = tuple(AS_OF + timedelta(days=offset) for offset in range(len(HORIZON)))


@dataclass(frozen=True)
class ListedSchedule(FakeSchedule):
    """A schedule of some days; a trigger counts from the days so many days before."""

    begins: tuple[date, ...] = ()
    waits_for: Trigger | None = None
    back: tuple[int, ...] = (1,)

    def days(self, window: Window) -> tuple[date, ...]:
        return tuple(day for day in self.begins if day in window)

    @property
    def trigger(self) -> Trigger | None:
        return self.waits_for

    def anchors_on(self, day: date) -> frozenset[date]:
        return frozenset(day - timedelta(days=back) for back in self.back)


def random_journeys(seed: int) -> tuple[Case, Calendar]:
    """A world of journeys, and their calendar from the first day of the horizon on."""
    chance = Random(seed)
    case = random_case(seed)
    spans = iter(range(300, 1000))
    policy = replace(
        case.playbook.policy,
        quiet=tuple(Quiet(time(21), time(9), None) for _ in range(chance.randint(0, 1))),
        blackouts=tuple(_blackout(chance) for _ in range(chance.choice([0, 0, 1, 2]))),
    )
    campaigns = tuple(_with_journeys(chance, one, spans) for one in case.playbook.campaigns)
    playbook = replace(case.playbook, policy=policy, campaigns=campaigns)
    memberships = _memberships(chance, playbook, case.memberships, len(case.base.keys))
    whole = expand(playbook, playbook.horizon.start).value
    calendar = expand(playbook, case.base.as_of).value
    return replace(case, playbook=playbook, memberships=memberships, calendar=calendar), whole


def _blackout(chance: Random) -> Blackout:
    first = chance.choice(_DAYS)
    window = Window(first, first + timedelta(days=chance.randint(1, 4)))
    return Blackout(window, "closed", None, is_deferring=chance.random() < 0.6)


def _with_journeys(chance: Random, campaign: Campaign, spans: object) -> Campaign:
    capped = chance.choice(
        [
            IfCapped(),
            IfCapped(),
            IfCapped("defer", chance.randint(1, 3)),
            IfCapped("use", None, chance.choice(CHANNELS)),
        ]
    )
    exits = tuple(
        Exit(_question(chance), chance.choice(["step", "send", "day"])) for _ in range(chance.choice([0, 0, 1, 2]))
    )
    window = None if chance.random() < 0.7 else Window(chance.choice(_DAYS[:8]), chance.choice(_DAYS[12:]))
    return replace(
        campaign,
        waves=tuple(_wave(chance, one, spans) for one in campaign.waves),
        if_capped=capped,
        exits=exits,
        is_snapshot=chance.random() < 0.3,
        window=window,
    )


def _wave(chance: Random, wave: Wave, spans: object) -> Wave:
    begins = tuple(sorted(chance.sample(_DAYS[:24], chance.randint(1, 5))))
    schedule = ListedSchedule(begins=begins, waits_for=_trigger(chance), back=chance.choice([(1,), (3, 4, 5), (0, 1)]))
    at = chance.choice([None, time(8), time(10), time(22)])
    steps = _steps(chance, 2, spans)
    if not any(isinstance(step, Message) for step in steps):
        steps = (_message(chance, spans), *steps)
    is_journey = any(not isinstance(step, Message) for step in steps)
    first = next((place for place, step in enumerate(steps) if not isinstance(step, Message)), len(steps))
    messages = tuple(step for step in steps[:first] if isinstance(step, Message))
    return replace(wave, schedule=schedule, time=at, messages=messages, steps=steps if is_journey else ())


def _trigger(chance: Random) -> Trigger | None:
    return chance.choice(
        [
            None,
            None,
            OwnDate(CustomerField(name="birthday", type=Type.DATE, nullable=True)),
            OwnDate(EventDay(event="order", which="last")),
            EachEvent("order"),
            Passage("main", chance.choice(["new", "old"]), is_leaving=chance.random() < 0.5),
            Passage("", "vip", is_leaving=chance.random() < 0.5),
            OfferGiven(chance.choice(OFFERS)),
        ]
    )


def _steps(chance: Random, depth: int, spans: object) -> tuple[Step, ...]:
    found: list[Step] = []
    for _ in range(chance.randint(1, 4)):
        kind = chance.random()
        if kind < 0.4 or not depth:
            found.append(_message(chance, spans))
        elif kind < 0.65:
            found.append(_wait(chance))
        elif kind < 0.8:
            found.append(Branch(_question(chance), _steps(chance, depth - 1, spans), _maybe(chance, depth, spans)))
        elif kind < 0.87:
            arms = (Decimal("0.3"), Decimal("0.7"))
            name = chance.choice(["", "subject"])
            found.append(Split(tuple(Arm(share, _maybe(chance, depth, spans)) for share in arms), name))
        elif kind < 0.94:
            body = (*_steps(chance, depth - 1, spans), Wait(Duration(chance.randint(1, 4), Unit.DAYS)))
            found.append(Repeat(chance.randint(1, 3), body, chance.choice([None, _question(chance)])))
        else:
            found.append(Stop())
    return tuple(found)


def _maybe(chance: Random, depth: int, spans: object) -> tuple[Step, ...]:
    return () if chance.random() < 0.4 else _steps(chance, depth - 1, spans)


def _message(chance: Random, spans: object) -> Message:
    start = next(spans)  # type: ignore[call-overload]
    own = chance.choice([None, None, time(7), time(11), time(23)])
    return Message(
        chance.choice(CHANNELS), "hello", chance.choice([None, *OFFERS]), Span(SOURCE, start, start + 1), own
    )


def _wait(chance: Random) -> Wait:
    kind, at = chance.random(), chance.choice([None, None, time(9), time(21)])
    if kind < 0.4:
        return Wait(Duration(chance.randint(1, 5), chance.choice([Unit.DAYS, Unit.DAYS, Unit.WORKDAYS])), time=at)
    if kind < 0.7:
        return Wait(Duration(chance.randint(1, 5), Unit.DAYS), "order", at)
    if kind < 0.85:
        return Wait(weekday=chance.randint(0, 6), time=at)
    return Wait(dates=tuple(sorted(chance.sample(_DAYS, 2))), time=at)


def _question(chance: Random) -> Question:
    return TRUE if chance.random() < 0.5 else Response("order", chance.random() < 0.5)


def _memberships(chance: Random, playbook: Playbook, known: Memberships, customers: int) -> Memberships:
    """Random answers to every rule that planning asks; audiences hold most, so that journeys go on for a while."""
    arrays = np.random.default_rng(chance.randrange(2**32))
    holds = {"vip": arrays.random((len(EVERY_DAY), customers)) < 0.4}
    for name in rules_needed(playbook):
        often = 0.9 if name.startswith("campaign:") else 0.3 if name.startswith("ask:") else 0.08
        holds[name] = arrays.random((len(EVERY_DAY), customers)) < often
    return replace(known, holds=holds, days=np.array([day_number(day) for day in EVERY_DAY], dtype=np.int32))
