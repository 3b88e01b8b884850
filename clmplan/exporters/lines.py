"""The calendar as lines: each send and each task once, in the order of the day, with titles in place of names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from clmplan.base.clock import instant
from clmplan.codes import export_words as words
from clmplan.model.calendar import Task
from clmplan.model.plan import Plan, PlannedSend
from clmplan.model.playbook import Campaign

# INVARIANT: never changes, or every entry of every calendar given out appears a second time.
_NAMESPACE = UUID("6f1de0a6-6c0c-5d5e-9f63-3f0d3b1f9c11")
_SPACES = dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"), " ")
_CONTROLS: Mapping[int, str | None] = {**dict.fromkeys((*range(32), *range(127, 160))), **_SPACES}


@dataclass(frozen=True, slots=True)
class Line:
    """One send or one task. `start` is None when it takes the whole day; exactly one of `send`, `task` is given.

    `wave` is the wave's name; it and `channel`, `offer` (titles) are empty where a task has none. `uid` is its lasting
    id everywhere outside the plan, from names that the author controls.
    """

    id: str
    uid: str
    day: date
    start: datetime | None
    campaign: Campaign
    wave: str
    title: str
    channel: str
    offer: str
    owner: str
    send: PlannedSend | None = None
    task: Task | None = None

    @property
    def kind(self) -> str:
        """`task` or `send`."""
        return "send" if self.task is None else "task"


def plain(text: str) -> str:
    """Author text on one line: line breaks and tabs become spaces, other control characters go."""
    return text.translate(_CONTROLS).strip()


def audience_of(campaign: Campaign, locale: str) -> str:
    """For whom a campaign is, as written, with its exceptions."""
    exceptions = " or ".join(plain(one.at.text) for one in campaign.exclusions if one.at is not None)
    audience = plain(campaign.audience_text)
    return words.EXCEPT.fill(locale, {"audience": audience, "exceptions": exceptions}) if exceptions else audience


def in_calendar_order(plan: Plan) -> tuple[Line, ...]:
    """What asks for work, by day: tasks, then sends without a time, then sends by time in the plan's order.

    Days of triggered waves that reach nobody are left out; plan.json has them with their waterfalls.
    """
    campaigns = {campaign.name: campaign for campaign in plan.playbook.campaigns}
    channels = {channel.name: channel.title or channel.name for channel in plan.playbook.channels}
    offers = {offer.name: offer.title or offer.name for offer in plan.playbook.offers}
    waves = {planned.send.id: planned.send.wave for planned in plan.sends}
    zone = ZoneInfo(plan.zone)
    lines = [_task_line(plan, task, campaigns[task.campaign], waves.get(task.send, "")) for task in plan.calendar.tasks]
    for planned in plan.sends:
        send = planned.send
        if send.is_triggered and not planned.waterfall.contacts:
            continue
        offer = offers[send.offer] if send.offer else ""
        lines.append(_send_line(plan, planned, campaigns[send.campaign], channels[send.channel], offer, zone))
    return tuple(sorted(lines, key=_moment))


def uid(plan: Plan, kind: str, name: str) -> str:
    """The lasting id of a send or task outside the plan, from names that the author controls."""
    return f"{uuid5(_NAMESPACE, '/'.join((plan.project, plan.playbook.name, kind, name)))}@clmplan"


def _send_line(plan: Plan, planned: PlannedSend, campaign: Campaign, channel: str, offer: str, zone: ZoneInfo) -> Line:
    send = planned.send
    start = instant(send.day, send.time, zone) if send.time is not None else None
    day = start.date() if start is not None else send.day
    title = _title(campaign, send.wave)
    return Line(
        send.id,
        uid(plan, "send", send.id),
        day,
        start,
        campaign,
        send.wave,
        title,
        plain(channel),
        plain(offer),
        plain(campaign.owner or ""),
        planned,
    )


def _task_line(plan: Plan, task: Task, campaign: Campaign, wave: str) -> Line:
    title, owner = _title(campaign, wave), plain(task.owner or "")
    return Line(task.id, uid(plan, "task", task.id), task.due, None, campaign, wave, title, "", "", owner, task=task)


def _title(campaign: Campaign, wave: str) -> str:
    titles = [campaign.title or campaign.name, *(one.title for one in campaign.waves if one.name == wave)]
    return " · ".join(dict.fromkeys(plain(title) for title in titles if plain(title)))


def _moment(line: Line) -> tuple[date, bool, time, str]:
    at = line.start.time() if line.start is not None else time.min
    task = line.task.id if line.task is not None else ""
    return (line.day, line.task is None, at, task)
