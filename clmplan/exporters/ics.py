"""The calendar for calendar programs (RFC 5545): one event per send and per task."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from clmplan.base.days import ONE_DAY
from clmplan.base.diagnostics import Wording
from clmplan.codes import export_words as words
from clmplan.exporters.edition import Edition
from clmplan.exporters.kind import Exporter
from clmplan.exporters.lines import Line, audience_of, plain
from clmplan.exporters.zone_block import zone_block
from clmplan.model.calendar import Send, Task
from clmplan.model.plan import Plan, PlannedSend
from clmplan.model.step import Step

_LENGTH = timedelta(minutes=30)


def calendar_ics(edition: Edition) -> bytes:
    """All tasks and sends as a calendar to import or subscribe to.

    Days on which a triggered wave reaches nobody on file are left out: nobody has anything to do.
    """
    plan, lines = edition.plan, edition.lines
    calendar = _empty_calendar(plan)
    timed = [line.day for line in lines if line.start is not None]
    if timed:
        calendar.add_component(zone_block(ZoneInfo(plan.zone), min(timed), max(timed)))
    for line in lines:
        calendar.add_component(_event(line, plan))
    return bytes(calendar.to_ical(sorted=False))


def _empty_calendar(plan: Plan) -> Calendar:
    name = plain(plan.playbook.title) or plain(plan.playbook.name)
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//clmplan//plan//EN")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("NAME", name)
    calendar.add("X-WR-CALNAME", name)
    calendar.add("X-WR-TIMEZONE", plan.zone)
    return calendar


def _event(line: Line, plan: Plan) -> Event:
    event = Event()
    event.add("UID", line.uid)
    event.add("DTSTAMP", datetime.combine(plan.as_of, time.min, tzinfo=UTC))
    event.add("SEQUENCE", 0)
    if line.start is not None:
        event.add("DTSTART", line.start)
        # INVARIANT: a length, not an end: in an hour that comes twice an end on the wall could precede the start.
        event.add("DURATION", _LENGTH)
    else:
        event.add("DTSTART", line.day)
        event.add("DTEND", line.day + ONE_DAY)
        event.add("X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
    event.add("TRANSP", "TRANSPARENT")
    event.add("STATUS", "TENTATIVE" if line.send is not None and line.send.send.estimated else "CONFIRMED")
    event.add("SUMMARY", _summary(line, plan.locale))
    event.add("DESCRIPTION", "\n".join(_description(line, plan.locale)))
    event.add("CATEGORIES", _categories(line, plan.locale))
    return event


def _summary(line: Line, locale: str) -> str:
    if line.task is not None:
        summary = words.TASK_SUMMARY.fill(locale, {"task": plain(line.task.task), "title": line.title})
        return _marked(summary, words.LATE, locale) if line.task.is_late else summary
    if line.send is None:
        raise ValueError(f"the line {line.id} is neither a send nor a task")
    count = line.send.waterfall.contacts
    contacts = (words.ONE_CONTACT if count == 1 else words.CONTACTS).fill(locale, {"count": f"{count:,}"})
    values = {"title": line.title, "channel": line.channel, "contacts": contacts}
    summary = words.SEND_SUMMARY.fill(locale, values)
    return _marked(summary, words.ESTIMATED, locale) if line.send.send.estimated else summary


def _marked(summary: str, mark: Wording, locale: str) -> str:
    return words.MARKED.fill(locale, {"summary": summary, "mark": mark.fill(locale, {})})


def _description(line: Line, locale: str) -> Iterator[str]:
    if line.task is not None:
        yield from _task_description(line.task, locale)
    if line.send is not None:
        yield from _send_description(line, line.send, locale)
    if line.owner:
        yield words.OWNER_LINE.fill(locale, {"owner": line.owner})
    yield words.ID_LINE.fill(locale, {"id": plain(line.id)})


def _task_description(task: Task, locale: str) -> Iterator[str]:
    yield words.DUE_LINE.fill(locale, {"send": plain(task.send)})


def _send_description(line: Line, planned: PlannedSend, locale: str) -> Iterator[str]:
    waterfall = planned.waterfall
    yield words.MESSAGE_LINE.fill(locale, {"message": plain(planned.send.message)})
    yield words.CHANNEL_LINE.fill(locale, {"channel": line.channel})
    if line.offer:
        yield words.OFFER_LINE.fill(locale, {"offer": line.offer})
    yield words.FOR_LINE.fill(locale, {"audience": audience_of(line.campaign, locale)})
    counts = {
        "contacts": f"{waterfall.contacts:,}",
        "audience": f"{waterfall.audience:,}",
        "held_out": f"{waterfall.refused_at(Step.HOLDOUT):,}",
    }
    yield words.COUNTS_LINE.fill(locale, counts)
    yield words.COST_LINE.fill(locale, {"cost": str(planned.cost)})
    if _is_moved(planned.send):
        yield words.MOVED_LINE.fill(locale, {"planned": _planned_moment(planned.send)})


def _is_moved(send: Send) -> bool:
    return (send.day, send.time) != (send.planned_day, send.planned_time)


def _planned_moment(send: Send) -> str:
    at = "" if send.planned_time is None else f" {send.planned_time:%H:%M}"
    return f"{send.planned_day}{at}"


def _categories(line: Line, locale: str) -> list[str]:
    kind = words.TASK.fill(locale, {}) if line.task is not None else line.channel
    return [kind, plain(line.campaign.title) or line.campaign.name]


EXPORTER = Exporter("ics", ".ics", calendar_ics, words.ICS_TITLE, "calendar")
