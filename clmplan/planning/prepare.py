"""The work before each send, counted back from it on the work days of the project."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from clmplan.base.days import ONE_DAY
from clmplan.codes.calendar import HANDOVER
from clmplan.model.calendar import Send, Task
from clmplan.model.named import named
from clmplan.model.playbook import Campaign, Playbook, Preparation
from clmplan.model.schedule import DayTable
from clmplan.schedules.distance import workdays_away


@dataclass(frozen=True, slots=True)
class Work:
    """A task, the preparation that asks for it, and the day of the send that waits for it."""

    task: Task
    preparation: Preparation
    send_day: date


def tasks(playbook: Playbook, sends: Sequence[Send], as_of: date) -> tuple[Task, ...]:
    """All tasks by due day, campaign and id: preparations, and handing over to channels that ask for it."""
    return tuple(one.task for one in work(playbook, sends, as_of))


def work(playbook: Playbook, sends: Sequence[Send], as_of: date) -> tuple[Work, ...]:
    """All work by due day, campaign and id.

    What a wave sends when it begins shares its preparations, day by day; its later steps share them too. A triggered
    wave is prepared once, before its first send, and not handed over day by day; once it runs, that lies behind it.
    """
    found: list[Work] = []
    for group in _occurrences(sends):
        campaign = playbook.campaign(group[0].campaign)
        if group[0].is_triggered:
            begin = campaign.window.start if campaign.window else playbook.horizon.start
            found += () if as_of > begin else _prepared_once(playbook, campaign, group[0], as_of)
            continue
        for send in _beginnings(group):
            found += _prepared(playbook, campaign, send, send.id, as_of)
        found += _handovers(playbook, campaign, group, as_of)
    return tuple(sorted(found, key=lambda one: (one.task.due, one.task.campaign, one.task.id)))


def due_before(day: date, preparation: Preparation, table: DayTable) -> date:
    """The work day on which work must be done for a send on a day; a day off gives way to the work day before it."""
    if preparation.workdays:
        return last_workday(workdays_away(day, -preparation.days, table), table)
    return last_workday(day - timedelta(days=preparation.days), table)


def earliest_send(start: date, preparation: Preparation, table: DayTable) -> date:
    """The first day on which a send can go out when its work begins on a work day."""
    done = workdays_away(start, preparation.takes - 1, table)
    if not preparation.workdays:
        return done + timedelta(days=preparation.days)
    if not preparation.days:
        return done
    return workdays_away(done, preparation.days - 1, table) + ONE_DAY


def last_workday(day: date, table: DayTable) -> date:
    """The day itself when people work on it, else the work day before it."""
    return day if table.is_workday(day) else workdays_away(day, -1, table)


def _occurrences(sends: Sequence[Send]) -> Iterator[tuple[Send, ...]]:
    groups: dict[tuple[str, ...], list[Send]] = {}
    for send in sorted(sends, key=lambda send: (send.day, send.id)):
        when = "first" if send.is_triggered else send.occurrence.isoformat()
        groups.setdefault((send.campaign, send.wave, when), []).append(send)
    yield from map(tuple, groups.values())


def _beginnings(group: Sequence[Send]) -> Iterator[Send]:
    """The first send of each day on which a wave begins; its first step where it begins with none."""
    begun: dict[date, Send] = {}
    for send in group:
        if not send.step:
            begun.setdefault(send.day, send)
    yield from begun.values() or group[:1]


def _prepared_once(playbook: Playbook, campaign: Campaign, first: Send, as_of: date) -> Iterator[Work]:
    wave = named(campaign.waves, first.wave)
    return _prepared(playbook, campaign, first, f"{campaign.id}/{wave.id or wave.name}", as_of)


def _prepared(playbook: Playbook, campaign: Campaign, send: Send, stem: str, as_of: date) -> Iterator[Work]:
    named: Counter[str] = Counter()
    for preparation in campaign.preparations:
        named[preparation.task] += 1
        number = named[preparation.task]
        name = preparation.task if number == 1 else f"{preparation.task}/{number}"
        yield _work(playbook, campaign, send, preparation, f"{stem}/{name}", as_of)


def _handovers(playbook: Playbook, campaign: Campaign, group: Sequence[Send], as_of: date) -> Iterator[Work]:
    """One for each channel and day on which a wave begins, and one for each later step: the channel needs it first."""
    if any(preparation.task == HANDOVER for preparation in campaign.preparations):
        return
    first: dict[tuple[str, object], Send] = {}
    for send in group:
        first.setdefault((send.channel, send.step or send.day), send)
    for send in first.values():
        channel = playbook.channel(send.channel)
        if channel.lead_workdays:
            handover = Preparation(HANDOVER, channel.lead_workdays, workdays=True, at=channel.at)
            yield _work(playbook, campaign, send, handover, f"{send.id}/{HANDOVER}", as_of)


def _work(playbook: Playbook, campaign: Campaign, send: Send, preparation: Preparation, name: str, as_of: date) -> Work:
    table = playbook.day_table
    due = due_before(send.day, preparation, table)
    task = Task(
        id=name,
        campaign=campaign.name,
        send=send.id,
        task=preparation.task,
        owner=preparation.owner or campaign.owner,
        due=due,
        is_late=due < as_of,
        at=preparation.at,
        starts=workdays_away(due, 1 - preparation.takes, table),
    )
    return Work(task, preparation, send.day)
