"""The days on which each step of a wave may come, from the day on which it begins: steps x days, never ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from clmplan.base.days import ONE_DAY
from clmplan.model.declared.journey import Wait
from clmplan.model.schedule import DayTable
from clmplan.planning.journeys.program import Ask, Draw, Give, Instruction, Jump, Pause
from clmplan.schedules.distance import moved

_WEEK = 7

# For each step the days on which it may come, and whether somebody may come there who neither responds nor is held up.
Days = list[dict[date, bool]]


def reach(program: Sequence[Instruction], start: date, end: date, table: DayTable, held_up: int = 0) -> Days:
    """The days before `end` on which each step may come; a message may be `held_up` for so many days."""
    days: Days = [{} for _ in program]
    days[0][start] = True
    for place, step in enumerate(program):
        for day, is_plain in days[place].items():
            for to, then, is_quick in _following(step, place, day, start, table, held_up):
                if then < end:
                    days[to][then] = days[to].get(then, False) or (is_plain and is_quick)
    return days


def passes_on(wait: Wait, day: date, start: date, table: DayTable) -> date:
    """The day on which a wait reached on a day is over, at the latest; `start` is the day on which the wave began."""
    if wait.weekday is not None:
        return day + timedelta(days=(wait.weekday - day.weekday() - 1) % _WEEK + 1)
    if wait.dates:
        moment = next((one for one in wait.dates if one >= start), day)
        return max(day, moment)
    return moved(day, wait.length, table) if wait.length is not None else day


def _following(
    step: Instruction, place: int, day: date, start: date, table: DayTable, held_up: int
) -> Iterator[tuple[int, date, bool]]:
    """Where a step leads to and when; whether that is the way without responses and without being held up."""
    match step:
        case Give():
            for late in range(held_up + 1):
                yield place + 1, day + timedelta(days=late), not late
        case Pause(wait):
            last = passes_on(wait, day, start, table)
            if wait.event is not None:
                for early in range(1, (last - day).days):
                    yield place + 1, day + early * ONE_DAY, False
            yield place + 1, last, True
        case Ask():
            yield place + 1, day, True
            yield step.no, day, True
        case Draw(arms=arms):
            for to in arms:
                yield to, day, True
        case Jump(to):
            yield to, day, True
