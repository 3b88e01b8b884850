"""Days on which nothing goes out, and where a send moves to that may wait for the end of a blackout."""

from __future__ import annotations

from datetime import date

from clmplan.base.days import ONE_DAY, Window
from clmplan.model.declared.policy import Blackout
from clmplan.model.playbook import Playbook


def blackout_on(playbook: Playbook, day: date) -> Blackout | None:
    """The first blackout written that holds on a day."""
    return next((blackout for blackout in playbook.policy.blackouts if day in blackout.window), None)


def is_holiday(playbook: Playbook, day: date) -> bool:
    """Whether the policy keeps off statutory holidays and a day is one."""
    return playbook.policy.avoid_holidays and day in playbook.day_table.days_off


def is_closed(playbook: Playbook, day: date) -> bool:
    """Whether a blackout or the holiday rule forbids a day."""
    return is_holiday(playbook, day) or blackout_on(playbook, day) is not None


def first_open(playbook: Playbook, days: Window) -> date | None:
    """The first of some days on which nothing forbids a send; None when there is none."""
    return next((day for day in days if not is_closed(playbook, day)), None)


def first_that_may_reach(playbook: Playbook, start: date) -> date:
    """The first day whose sends may move to a day or past it.

    Quiet hours move a send by one night; a blackout that defers moves it across every closed day in between.
    """
    if any(blackout.is_deferring for blackout in playbook.policy.blackouts):
        while start > date.min + ONE_DAY and is_closed(playbook, start - ONE_DAY):
            start -= ONE_DAY
    return start - ONE_DAY
