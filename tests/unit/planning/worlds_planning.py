"""Playbooks, customers and memberships put together by hand, with everything left out that a test does not need."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal

import numpy as np

from clmplan.base.days import Window, day_number
from clmplan.base.money import Money, Rate
from clmplan.base.source import Source
from clmplan.model.calendar import Calendar, Send
from clmplan.model.declared.journey import Message
from clmplan.model.expression import Constant, Expression, Type
from clmplan.model.playbook import Campaign, Channel, Playbook, Wave
from clmplan.model.project import Project, TableSpec
from clmplan.model.records import ContactHistory, CustomerBase, Memberships
from clmplan.model.schedule import DayTable, OwnDate, Passage, Trigger

AS_OF = date(2026, 10, 1)
HORIZON = Window(AS_OF, AS_OF + timedelta(days=30))
CURRENCY = "CNY"
TRUE = Constant(True, Type.CONDITION)
SOURCE = Source("autumn.clm", "x" * 1000)
CHANNELS = ("email", "sms", "wecom")
EVERY_DAY = tuple(AS_OF + timedelta(days=offset) for offset in range(-62, 45))


@dataclass(frozen=True)
class FakeSchedule:
    """A schedule whose answers are written down."""

    anchor: Expression | None = None
    entering: tuple[str, str, int] | None = None
    firing: dict[date, frozenset[date]] = field(default_factory=dict)

    def days(self, window: Window) -> tuple[date, ...]:
        return ()

    @property
    def trigger(self) -> Trigger | None:
        if self.anchor is not None:
            return OwnDate(self.anchor)
        return None if self.entering is None else Passage(*self.entering[:2])

    def anchors_on(self, day: date) -> frozenset[date]:
        if self.entering is not None:
            return frozenset({day - timedelta(days=self.entering[2])})
        return self.firing.get(day, frozenset())

    def occurrence(self, day: date) -> str:
        return day.isoformat()

    def is_estimated(self, day: date) -> bool:
        return False


@dataclass(frozen=True)
class Case:
    """All arguments of planning."""

    project: Project
    playbook: Playbook
    calendar: Calendar
    base: CustomerBase
    memberships: Memberships

    @property
    def parts(self) -> tuple[Project, Playbook, Calendar, CustomerBase, Memberships]:
        return self.project, self.playbook, self.calendar, self.base, self.memberships


def project(locale: str = "en") -> Project:
    return Project("shop", "Asia/Shanghai", CURRENCY, locale, (), (), TableSpec("customers", "c.csv", "id", ()), {})


def money(text: str) -> Money:
    return Money.of(text, CURRENCY)


def rate(text: str) -> Rate:
    return Rate(Decimal(text), CURRENCY)


def send(
    campaign: str, day: date, channel: str = "sms", *, wave: str = "w", number: int = 1, **changes: object
) -> Send:
    values: dict[str, object] = {
        "id": f"{campaign}/{wave}/{day}/{number}",
        "campaign": campaign,
        "wave": wave,
        "day": day,
        "time": time(10),
        "channel": channel,
        "message": "hello",
        "offer": None,
        "occurrence": day,
        "planned_day": day,
        "planned_time": time(10),
        "is_triggered": False,
    }
    return Send(**{**values, **changes})  # type: ignore[arg-type]


def wave(name: str = "w", schedule: FakeSchedule | None = None) -> Wave:
    return Wave(name, name, schedule or FakeSchedule(), "on a day", (Message("sms", "hello"),))


def campaign(name: str, **changes: object) -> Campaign:
    values: dict[str, object] = {
        "name": name,
        "title": name,
        "id": name,
        "audience": TRUE,
        "audience_text": "true",
        "exclusions": (),
        "waves": (wave(),),
    }
    return Campaign(**{**values, **changes})  # type: ignore[arg-type]


def playbook(**changes: object) -> Playbook:
    values: dict[str, object] = {
        "name": "autumn",
        "title": "Autumn",
        "horizon": HORIZON,
        "day_table": DayTable(HORIZON, (), frozenset(), frozenset()),
        "channels": tuple(Channel(name, name, "owned", rate("0.05")) for name in CHANNELS),
    }
    return Playbook(**{**values, **changes})  # type: ignore[arg-type]


def base(keys: tuple[str, ...], **changes: object) -> CustomerBase:
    none = np.empty(0, dtype=np.int32)
    values: dict[str, object] = {
        "as_of": AS_OF,
        "keys": keys,
        "fields": {},
        "events": {},
        "contacts": ContactHistory(none, none, np.empty(0, dtype="U5")),
        "suppressed": np.zeros(len(keys), dtype=np.bool_),
        "counts": (),
        "set_aside": (),
        "fingerprint": "f",
    }
    return CustomerBase(**{**values, **changes})  # type: ignore[arg-type]


def everybody(declared: Playbook, keys: tuple[str, ...]) -> Memberships:
    """Every campaign's audience is everybody on every day; everything else is nobody."""
    days = np.array([day_number(day) for day in EVERY_DAY], dtype=np.int32)
    shape = (len(days), len(keys))
    names = [f"campaign:{one.name}" for one in declared.campaigns]
    return Memberships(days, {}, {}, {name: np.ones(shape, dtype=np.bool_) for name in names}, {}, {}, {})


def history(contacts: list[tuple[int, int, str]]) -> ContactHistory:
    """From (day number, customer, channel) in any order."""
    ordered = sorted(contacts)
    return ContactHistory(
        np.array([customer for _, customer, _ in ordered], dtype=np.int32),
        np.array([day for day, _, _ in ordered], dtype=np.int32),
        np.array([channel for _, _, channel in ordered], dtype="U8"),
    )


def plain_case(declared: Playbook, sends: tuple[Send, ...], customers: int, **changes: object) -> Case:
    """A case in which every campaign is for everybody."""
    keys = tuple(f"c{number:05d}" for number in range(customers))
    return Case(project(), declared, Calendar(sends), base(keys, **changes), everybody(declared, keys))
