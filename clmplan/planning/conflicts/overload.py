"""Owners who have more work in hand, or due in a week, than the policy allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from clmplan.base.days import ONE_DAY, Window
from clmplan.base.diagnostics import Diagnostic, Wording
from clmplan.codes import conflict_words as words
from clmplan.codes import conflicts as codes
from clmplan.codes.phrases import verbatim
from clmplan.model.calendar import Task
from clmplan.model.declared.policy import Workload
from clmplan.model.playbook import Playbook
from clmplan.model.schedule import DayTable
from clmplan.planning.conflicts.gathered import filled, listed_as_written
from clmplan.planning.conflicts.late_work import label


def overloads(playbook: Playbook, tasks: Sequence[Task], as_of: date) -> Iterator[Diagnostic]:
    """One finding for each limit and owner, over all days or weeks from the day of the plan on."""
    owners = sorted({task.owner for task in tasks if task.owner})
    for rule in playbook.policy.workloads:
        for owner in owners if rule.owner is None else [rule.owner]:
            own = [task for task in tasks if task.owner == owner]
            loads = _by_week(own, as_of) if rule.is_weekly else _by_day(own, as_of, playbook.day_table)
            over = {day: members for day, members in loads.items() if len(members) > rule.limit}
            if over:
                yield _finding(rule, owner, over)


def _by_day(tasks: Sequence[Task], as_of: date, table: DayTable) -> dict[date, list[Task]]:
    """The tasks in hand on each work day: begun, and not done before it."""
    loads: dict[date, list[Task]] = {}
    for task in tasks:
        first = max(task.starts or task.due, as_of)
        for day in Window(first, max(first, task.due + ONE_DAY)):
            if table.is_workday(day):
                loads.setdefault(day, []).append(task)
    return loads


def _by_week(tasks: Sequence[Task], as_of: date) -> dict[date, list[Task]]:
    """The tasks due in each week from that of `as_of` on, by its Monday."""
    loads: dict[date, list[Task]] = {}
    for task in tasks:
        monday = task.due - timedelta(days=task.due.weekday())
        if monday + timedelta(days=7) > as_of:
            loads.setdefault(monday, []).append(task)
    return loads


def _finding(rule: Workload, owner: str, over: dict[date, list[Task]]) -> Diagnostic:
    worst = min(over, key=lambda day: (-len(over[day]), day))
    members = over[worst]
    return codes.OWNER_OVERLOADED.at(
        rule.at,
        owner=owner,
        limit=rule.limit,
        in_hand=words.DUE_IN_WEEK if rule.is_weekly else words.IN_HAND,
        periods=words.in_weeks(len(over)) if rule.is_weekly else words.on_days(len(over)),
        when=filled(words.WEEK_OF if rule.is_weekly else words.ON_DAY, day=str(worst)),
        count=len(members),
        tasks=listed_as_written([_shown(task) for task in members]),
    )


def _shown(task: Task) -> Wording:
    name, campaign = label(task.task), verbatim(task.campaign)
    return Wording(f"`{name.en}` of `{campaign}`", f"`{campaign}` 的 `{name.zh}`")
