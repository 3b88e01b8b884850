"""What stands in a calendar: dated sends, runs of daily triggered sends, preparations due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from clmplan.base.days import ONE_DAY, Window
from clmplan.exporters.lines import Line
from clmplan.model.calendar import Task
from clmplan.model.plan import PlannedSend
from clmplan.reports.cast import Cast


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in the calendar from its first to its last day: the sends of one message, or a task."""

    campaign: str
    first: date
    last: date
    lines: tuple[Line, ...]

    @property
    def sends(self) -> tuple[PlannedSend, ...]:
        """Its sends in order; none for a task."""
        return tuple(line.send for line in self.lines if line.send is not None)

    @property
    def task(self) -> Task | None:
        """The task, or None for sends."""
        return self.lines[0].task

    @property
    def contacts(self) -> int:
        """Contacts of all its sends."""
        return sum(planned.waterfall.contacts for planned in self.sends)

    @property
    def expected(self) -> int | None:
        """Contacts when customers respond as often as measured; None where no send depends on a response."""
        sends = self.sends
        if all(planned.expected is None for planned in sends):
            return None
        return sum(one.waterfall.contacts if one.expected is None else one.expected for one in sends)

    @property
    def is_run(self) -> bool:
        """Whether it stands for triggered sends."""
        first = self.lines[0].send
        return first is not None and first.send.is_triggered

    @property
    def is_estimated(self) -> bool:
        """Whether any of its days is estimated."""
        return any(planned.send.estimated for planned in self.sends)

    def title(self, cast: Cast) -> str:
        """The campaign, and its wave where it has several."""
        title = cast.title(self.campaign)
        label = title if self.task else cast.label(self.campaign, self.lines[0].wave)
        return title if label == title else f"{title} · {label}"

    def covers(self, day: date) -> bool:
        """Whether it stands on a day."""
        return self.first <= day <= self.last


def calendar_items(lines: tuple[Line, ...]) -> tuple[Item, ...]:
    """All items by first day; within a day in the order of the lines.

    Runs are of one message at one time of day; they end with their week and month, and where a day reaches nobody.
    """
    found: list[tuple[date, int, Item]] = []
    runs: dict[tuple[object, ...], list[tuple[int, Line]]] = {}
    for position, line in enumerate(lines):
        send = line.send.send if line.send is not None else None
        if send is not None and send.is_triggered:
            number = send.id.rpartition("/")[2]
            key = (send.campaign, send.wave, number, send.channel, send.time, send.until, send.message)
            runs.setdefault(key, []).append((position, line))
        else:
            found.append((line.day, position, Item(line.campaign.name, line.day, line.day, (line,))))
    for members in runs.values():
        for run in _unbroken(members):
            own = tuple(line for _, line in run)
            found.append((own[0].day, run[0][0], Item(own[0].campaign.name, own[0].day, own[-1].day, own)))
    return tuple(item for _, _, item in sorted(found, key=lambda entry: entry[:2]))


def months(horizon: Window, items: tuple[Item, ...]) -> tuple[tuple[int, int], ...]:
    """The months of a horizon, and of sends outside it, in order."""
    days = [*horizon, *(line.day for item in items if item.task is None for line in item.lines)]
    return tuple(sorted({(day.year, day.month) for day in days}))


def _unbroken(members: list[tuple[int, Line]]) -> list[list[tuple[int, Line]]]:
    """Lines cut where a day is missing, a week begins or a month begins."""
    runs, marked = 0, [(0, members[0])]
    for (_, before), member in pairwise(members):
        day = member[1].day
        if day - before.day > ONE_DAY or (day != before.day and (day.weekday() == 0 or day.day == 1)):
            runs += 1
        marked.append((runs, member))
    return [[entry for _, entry in group] for _, group in groupby(marked, key=lambda pair: pair[0])]
