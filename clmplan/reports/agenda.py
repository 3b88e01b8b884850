"""The agenda: every item of the calendar by day, for phones, for paper, for reading aloud."""

from __future__ import annotations

from itertools import groupby

from clmplan.codes.calendar import task_label
from clmplan.model.calendar import Task
from clmplan.reports.cast import Cast
from clmplan.reports.items import Item
from clmplan.reports.views import Agenda, AgendaDay, Entry
from clmplan.reports.voice import clock, count


def agenda_of(cast: Cast, items: tuple[Item, ...]) -> Agenda:
    """The days with entries; a run of triggered sends stands at its first day."""
    days = []
    table = cast.plan.playbook.day_table
    for day, group in groupby(items, key=lambda item: item.first):
        notes = [named.title(cast.voice.locale) for named in table.named if named.day == day]
        if day in table.made_up_workdays:
            notes.append(cast.voice.say("work"))
        elif not table.is_workday(day):
            notes.append(cast.voice.say("day_off"))
        title = cast.voice.say("agenda_day", day=cast.voice.long(day), year=str(day.year))
        days.append(AgendaDay(str(day), title, " · ".join(notes), tuple(_entry(cast, item) for item in group)))
    return Agenda(tuple(days))


def _entry(cast: Cast, item: Item) -> Entry:
    if item.task:
        return _task(cast, item.task)
    say = cast.voice.say
    send = item.sends[0].send
    details = [send.message]
    if send.offer:
        details.append(say("offer", title=cast.offer(send.offer)))
    marks = []
    badges = (cast.channel(send.channel), *((say("triggered"),) if item.is_run else ()))
    if len(item.sends) > 1:
        details.append(say("daily", last=cast.voice.short(item.last), sends=count(len(item.sends))))
    if item.is_estimated:
        marks.append(say("estimated"))
    moved = [one.send.planned_day for one in item.sends if one.send.planned_day != one.send.day]
    marks.extend(say("moved", day=cast.voice.short(day)) for day in moved)
    owner = cast.owner(item.campaign)
    return Entry(
        clock(send.time),
        item.title(cast),
        cast.colour(item.campaign),
        badges,
        tuple(details),
        say("contact_count", count=count(item.contacts)),
        say("owner", name=owner) if owner else "",
        tuple(marks),
    )


def _task(cast: Cast, task: Task) -> Entry:
    say = cast.voice.say
    send_day = next((one.send.day for one in cast.plan.sends if one.send.id == task.send), None)
    details = (
        say("prepare", task=task_label(task.task, cast.voice.locale)),
        *((say("for_send", day=cast.voice.short(send_day)),) if send_day else ()),
    )
    owner = say("owner", name=task.owner) if task.owner else ""
    marks = (say("late"),) if task.is_late else ()
    return Entry("", cast.title(task.campaign), cast.colour(task.campaign), (), details, "", owner, marks, True)
