"""Small playbooks for the tests of the calendar, built from the model."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

from clmplan.base.days import Window
from clmplan.base.money import Rate
from clmplan.base.rooms import members
from clmplan.model.declared.journey import Message
from clmplan.model.expression import Constant, Type
from clmplan.model.playbook import Campaign, Channel, Playbook, Wave
from clmplan.model.schedule import DayTable, Schedule, ScheduleContext, ScheduleKind

EVERYONE = Constant(value=True, type=Type.CONDITION)
KINDS = members("clmplan.schedules", ScheduleKind, lambda kind: kind.name)
HORIZON = Window(date(2026, 10, 1), date(2027, 1, 1))


def plain_table(window: Window = HORIZON, **changes: Any) -> DayTable:
    """A table without holidays."""
    return DayTable(
        **{"window": window, "named": (), "days_off": frozenset(), "made_up_workdays": frozenset(), **changes}
    )


def built(
    kind: str,
    start: date = HORIZON.start,
    table: DayTable | None = None,
    valid: dict[str, int] | None = None,
    **slots: Any,
) -> Schedule:
    """A schedule of a kind; `valid` are the days for which offers are."""
    given = {**slots, "start": start} if kind in ("recurring", "workdays") else slots
    schedule = KINDS[kind].build(ScheduleContext(start, table or plain_table(), valid_days=valid or {}), given)
    assert not hasattr(schedule, "zh"), schedule
    return schedule


def channel(name: str = "email", **changes: Any) -> Channel:
    """A channel that costs nothing."""
    return Channel(**{"name": name, "title": name, "kind": "owned", "cost": Rate(Decimal(0), "CNY"), **changes})


def wave(
    schedule: Schedule, at: time | None = None, channels: tuple[str, ...] = ("email",), name: str = "main"
) -> Wave:
    """A wave with one message for each channel."""
    messages = tuple(Message(one, f"hello by {one}") for one in channels)
    return Wave(name, name, schedule, "on some day", messages, at)


def campaign(*waves: Wave, name: str = "wake", **changes: Any) -> Campaign:
    """A campaign for everyone."""
    given = {"title": name, "id": name, "audience": EVERYONE, "audience_text": "all", "exclusions": (), "waves": waves}
    return Campaign(name=name, **{**given, **changes})


def playbook(*campaigns: Campaign, **changes: Any) -> Playbook:
    """A playbook over the last quarter of 2026 with one channel."""
    given = {"horizon": HORIZON, "day_table": plain_table(), "channels": (channel(),), "campaigns": campaigns}
    return Playbook(name="autumn", title="Autumn", **{**given, **changes})
