"""The work before each send, counted back from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from clmplan.codes.calendar import HANDOVER
from clmplan.model.calendar import Send, Task
from clmplan.model.playbook import Campaign, Playbook
from clmplan.schedules.distance import workdays_away


def tasks(playbook: Playbook, sends: Sequence[Send], as_of: date) -> tuple[Task, ...]:
    """All tasks by due day, campaign and id: preparations, and handing over to channels that ask for it.

    Messages of one occurrence on one day share their preparations. A triggered wave is prepared once, before its first
    send, and is not handed over day by day.
    """
    found: list[Task] = []
    for group in _occasions(sends):
        campaign = playbook.campaign(group[0].campaign)
        found += _preparations(playbook, campaign, group[0], as_of)
        if not group[0].is_triggered:
            found += _handovers(playbook, campaign, group, as_of)
    return tuple(sorted(found, key=lambda task: (task.due, task.campaign, task.id)))


def _occasions(sends: Sequence[Send]) -> Iterator[tuple[Send, ...]]:
    groups: dict[tuple[str, ...], list[Send]] = {}
    for send in sorted(sends, key=lambda send: (send.day, send.id)):
        when = ("first",) if send.is_triggered else (send.occurrence.isoformat(), send.day.isoformat())
        groups.setdefault((send.campaign, send.wave, *when), []).append(send)
    yield from map(tuple, groups.values())


def _preparations(playbook: Playbook, campaign: Campaign, send: Send, as_of: date) -> Iterator[Task]:
    for preparation in campaign.preparations:
        if preparation.workdays:
            due = workdays_away(send.day, -preparation.days, playbook.day_table)
        else:
            due = send.day - timedelta(days=preparation.days)
        yield Task(
            id=f"{send.id}/{preparation.task}",
            campaign=campaign.name,
            send=send.id,
            task=preparation.task,
            owner=preparation.owner or campaign.owner,
            due=due,
            is_late=due < as_of,
            at=preparation.at,
        )


def _handovers(playbook: Playbook, campaign: Campaign, group: Sequence[Send], as_of: date) -> Iterator[Task]:
    if any(preparation.task == HANDOVER for preparation in campaign.preparations):
        return
    first_by_channel: dict[str, Send] = {}
    for send in group:
        first_by_channel.setdefault(send.channel, send)
    for name, send in first_by_channel.items():
        channel = playbook.channel(name)
        if channel.lead_workdays:
            due = workdays_away(send.day, -channel.lead_workdays, playbook.day_table)
            yield Task(
                id=f"{send.id}/{HANDOVER}",
                campaign=campaign.name,
                send=send.id,
                task=HANDOVER,
                owner=campaign.owner,
                due=due,
                is_late=due < as_of,
                at=channel.at,
            )
