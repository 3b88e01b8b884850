"""Work that should be done or under way on the day of the plan, and how long its sends would have to wait."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from clmplan.base.days import Window
from clmplan.base.diagnostics import Diagnostic, Wording
from clmplan.codes import conflict_words as words
from clmplan.codes import conflicts as codes
from clmplan.codes.calendar import TASK_LABELS
from clmplan.codes.phrases import verbatim
from clmplan.model.playbook import Playbook
from clmplan.model.schedule import DayTable
from clmplan.planning.conflicts.gathered import filled
from clmplan.planning.prepare import Work, earliest_send

_Reason = tuple[bool, str, str, str]


def late_work(playbook: Playbook, work: tuple[Work, ...], as_of: date) -> Iterator[Diagnostic]:
    """One finding for each preparation of a campaign that is late, about the send that comes first."""
    groups: dict[_Reason, list[Work]] = {}
    for one in sorted(work, key=lambda one: (one.send_day, one.task.due, one.task.id)):
        task = one.task
        if task.starts is not None and task.starts < as_of:
            groups.setdefault((task.due < as_of, task.campaign, task.task, str(task.at)), []).append(one)
    for members in groups.values():
        yield _finding(playbook, members[0], len(members) - 1, as_of)


def _finding(playbook: Playbook, one: Work, others: int, as_of: date) -> Diagnostic:
    task, table = one.task, playbook.day_table
    today = _first_workday(as_of, table)
    is_due = task.due < as_of
    since = task.due if is_due or task.starts is None else task.starts
    return (codes.TASK_LATE if is_due else codes.TASK_NOT_BEGUN).at(
        task.at,
        task=label(task.task),
        campaign=task.campaign,
        day=one.send_day,
        due=task.due,
        starts=task.starts,
        late=words.workdays_word(sum(table.is_workday(day) for day in Window(since, as_of))),
        as_of=as_of,
        today=today,
        earliest=earliest_send(today, one.preparation, table),
        more=filled(words.MORE_SENDS, count=f"{others:,}") if others else words.NOTHING_MORE,
    )


def label(task: str) -> Wording:
    """What a task is called: our own in both languages, the author's as written."""
    return TASK_LABELS.get(task) or Wording(*[verbatim(task)] * 2)


def _first_workday(day: date, table: DayTable) -> date:
    while not table.is_workday(day):
        day += timedelta(days=1)
    return day
