"""What stands in a calendar: dated sends, runs of daily triggered sends, preparations due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from clmplan.base.days import ONE_DAY
from clmplan.model.calendar import Task
from clmplan.model.plan import PlannedSend
from clmplan.reports.cast import Cast


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in the calendar from its first to its last day: either sends of one wave, or a task."""

    campaign: str
    first: date
    last: date
    sends: tuple[PlannedSend, ...] = ()
    task: Task | None = None

    @property
    def contacts(self) -> int:
        """Contacts of all its sends."""
        return sum(planned.waterfall.contacts for planned in self.sends)

    @property
    def is_run(self) -> bool:
        """Whether it stands for triggered sends."""
        return bool(self.sends) and self.sends[0].send.is_triggered

    @property
    def is_estimated(self) -> bool:
        """Whether any of its days is estimated."""
        return any(planned.send.estimated for planned in self.sends)

    def title(self, cast: Cast) -> str:
        """The campaign, and its wave where it has several."""
        title = cast.title(self.campaign)
        label = cast.label(self.campaign, self.sends[0].send.wave) if self.sends else title
        return title if label == title else f"{title} · {label}"

    def covers(self, day: date) -> bool:
        """Whether it stands on a day."""
        return self.first <= day <= self.last


def calendar_items(cast: Cast) -> tuple[Item, ...]:
    """All items by first day; within a day in the order of the plan, tasks last.

    Runs end with their week and month, and where a day reaches nobody: such a day asks for no work.
    """
    found: list[tuple[date, int, Item]] = []
    runs: dict[tuple[str, str, str], list[tuple[int, PlannedSend]]] = {}
    for position, planned in enumerate(cast.plan.sends):
        send = planned.send
        if send.is_triggered and planned.waterfall.contacts:
            runs.setdefault((send.campaign, send.wave, send.channel), []).append((position, planned))
        elif not send.is_triggered:
            found.append((send.day, position, Item(send.campaign, send.day, send.day, (planned,))))
    for members in runs.values():
        for run in _unbroken(members):
            sends = tuple(planned for _, planned in run)
            item = Item(sends[0].send.campaign, sends[0].send.day, sends[-1].send.day, sends)
            found.append((item.first, run[0][0], item))
    after = len(cast.plan.sends)
    for position, task in enumerate(cast.plan.calendar.tasks):
        found.append((task.due, after + position, Item(task.campaign, task.due, task.due, (), task)))
    return tuple(item for _, _, item in sorted(found, key=lambda entry: entry[:2]))


def months(cast: Cast, items: tuple[Item, ...]) -> tuple[tuple[int, int], ...]:
    """The months of the horizon, and of sends outside it, in order."""
    days = [*cast.plan.horizon, *(planned.send.day for item in items for planned in item.sends)]
    return tuple(sorted({(day.year, day.month) for day in days}))


def _unbroken(members: list[tuple[int, PlannedSend]]) -> list[list[tuple[int, PlannedSend]]]:
    """Sends cut where a day is missing, a week begins or a month begins."""
    runs = 0
    previous: date | None = None
    marked = []
    for position, planned in members:
        day = planned.send.day
        if previous is None or day - previous > ONE_DAY or (day != previous and (day.weekday() == 0 or day.day == 1)):
            runs += 1
        previous = day
        marked.append((runs, (position, planned)))
    return [[entry for _, entry in group] for _, group in groupby(marked, key=lambda pair: pair[0])]
