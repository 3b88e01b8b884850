"""The agenda: every entry of the calendar by day, for phones, for paper, for reading aloud."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from clmplan.codes.calendar import task_label
from clmplan.exporters.lines import plain
from clmplan.model.calendar import Task
from clmplan.model.team.exported import Exported
from clmplan.reports.calendar.day_words import DayWords
from clmplan.reports.calendar.marks import heaviest, marks_of
from clmplan.reports.calendar.tags import Tags, Traits, look_of
from clmplan.reports.calendar.views import AgendaDay, AgendaMonth, Entry
from clmplan.reports.cast import Cast
from clmplan.reports.items import Item
from clmplan.reports.voice import clock, count


@dataclass(frozen=True, slots=True)
class Agenda:
    """The months of the agenda, how many entries they hold, and the number of each item's entry, in their order.

    `tags` are the filter combinations of sends and tasks by id.
    """

    months: tuple[AgendaMonth, ...]
    entries: int
    numbers: tuple[int, ...]
    tags: Mapping[str, int]


def agenda_of(
    cast: Cast, items: tuple[Item, ...], cancelled: tuple[Exported, ...], tags: Tags, links: Mapping[str, str]
) -> Agenda:
    """The days with entries; a run of triggered sends stands at its first day, what is cancelled after the rest.

    `links` are anchors by address.
    """
    maker, words = _Entries(cast, tags, links), DayWords(cast)
    by_day: dict[date, list[Entry]] = {}
    for item in items:
        by_day.setdefault(item.first, []).append(maker.entry(item))
    planned = {day: len(entries) for day, entries in by_day.items()}
    for gone in cancelled:
        by_day.setdefault(gone.day, []).append(maker.gone(gone))
    numbers: list[int] = []
    months: dict[tuple[int, int], list[AgendaDay]] = {}
    total = 0
    for day, entries in sorted(by_day.items()):
        numbers.extend(range(total, total + planned.get(day, 0)))
        total += len(entries)
        title = cast.voice.say("agenda_day", day=cast.voice.long(day), year=str(day.year))
        ready = AgendaDay(str(day), title, words.note(day), words.conflicts(day), tuple(entries))
        months.setdefault((day.year, day.month), []).append(ready)
    ready_months = tuple(_month(cast, year, month, tuple(days)) for (year, month), days in months.items())
    return Agenda(ready_months, total, tuple(numbers), maker.tags_by_id)


def _month(cast: Cast, year: int, month: int, days: tuple[AgendaDay, ...]) -> AgendaMonth:
    entries = count(sum(len(day.entries) for day in days))
    return AgendaMonth(f"agenda-{year}-{month:02d}", cast.voice.month(year, month), entries, days)


class _Entries:
    """Makes entries; what many of them share is looked up once."""

    def __init__(self, cast: Cast, tags: Tags, links: Mapping[str, str]) -> None:
        self._cast, self._tags, self._links = cast, tags, links
        self._weights = heaviest(cast.plan)
        self._sends = {one.send.id: one.send for one in cast.plan.sends}
        self._channels = {plain(cast.channel(one.name)): one.name for one in cast.plan.playbook.channels}
        self.tags_by_id: dict[str, int] = {}

    def gone(self, entry: Exported) -> Entry:
        """The entry of something that was given out before and is planned no longer."""
        channel = self._channels.get(entry.channel, entry.channel)
        number = self._tags.of(Traits(entry.owner, channel, (), entry.campaign, ("cancelled",)))
        owner = self._cast.voice.say("owner", name=entry.owner) if entry.owner else ""
        look = f"{look_of(self._cast, entry.campaign)} gone"
        marks = (self._cast.voice.say("cancelled"),)
        return Entry(look, number, clock(entry.time), entry.summary, "", entry.channel, marks, owner, "", "", "")

    def entry(self, item: Item) -> Entry:
        """The entry of an item."""
        line, task = item.lines[0], item.task
        marks, kinds = marks_of(self._cast, item, self._weights)
        channel = self._channel_prepared(task) if task else line.channel_name
        number = self._tags.of(Traits(line.owner, channel, line.stages, item.campaign, kinds))
        self.tags_by_id.update((one.id, number) for one in item.lines)
        say = self._cast.voice.say
        look = look_of(self._cast, item.campaign)
        owner = (say("owner", name=line.owner),) if line.owner else ()
        title = self._cast.title(item.campaign)
        label = self._cast.label(item.campaign, line.wave) if line.wave else title
        wave = "" if label == title else label
        if task:
            details = " · ".join((*self._preparation(task), *owner))
            return Entry(f"{look} task", number, "", title, wave, "", marks, details, "", "", "")
        badge = " · ".join((line.channel, *((say("triggered"),) if item.is_run else ())))
        expected = item.expected
        return Entry(
            f"{look} run" if item.is_run else look,
            number,
            time_of(item),
            title,
            wave,
            badge,
            marks,
            " · ".join((*self._details(item), *owner)),
            self._links.get(line.link, ""),
            count(item.contacts),
            "" if expected is None else say("about_expected", count=count(expected)),
        )

    def _channel_prepared(self, task: Task) -> str:
        send = self._sends.get(task.send)
        return send.channel if send else ""

    def _preparation(self, task: Task) -> tuple[str, ...]:
        voice, send = self._cast.voice, self._sends.get(task.send)
        first = task.starts
        return (
            voice.say("prepare", task=task_label(task.task, voice.locale)),
            *((voice.say("begin_by", day=voice.short(first)),) if first and first < task.due else ()),
            *((voice.say("for_send", day=voice.short(send.day)),) if send else ()),
        )

    def _details(self, item: Item) -> tuple[str, ...]:
        voice, sends = self._cast.voice, item.sends
        send = sends[0].send
        found = [send.message]
        if send.step:
            found.append(voice.say("journey_step", step=send.step))
        if send.offer:
            found.append(voice.say("offer", title=self._cast.offer(send.offer)))
        if len(sends) > 1:
            numbers = " + ".join(count(one.waterfall.contacts) for one in sends)
            found.append(voice.say("daily", last=voice.short(item.last), sends=count(len(sends)), numbers=numbers))
        if send.instead_of and send.instead_of in self._sends:
            other = self._cast.channel(self._sends[send.instead_of].channel)
            found.append(voice.say("instead_of", channel=other))
        if send.is_local:
            found.append(voice.say("own_time"))
        if len(sends) == 1 and sends[0].zones:
            found.append(_zones(voice.say, sends[0].zones))
        return tuple(found)


def time_of(item: Item) -> str:
    """When a send goes out, as `09:30` or `09:30–11:15`; nothing for a whole day."""
    line = item.lines[0]
    if line.send is None or line.start is None:
        return ""
    send = line.send.send
    begins = clock(send.time if send.is_local else line.start.time())
    return f"{begins}–{clock(send.until)}" if send.until else begins


def _zones(say: Callable[..., str], zones: tuple[tuple[str, int], ...]) -> str:
    """The contacts by zone, most first."""
    unknown = say("no_zone")
    shown = sorted(zones, key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{zone or unknown} {count(contacts)}" for zone, contacts in shown)
