"""How many reach a goal without any campaign: measured one window earlier, so that nothing later decides who counts.

Counting the customers of today's audience backwards would answer itself: whoever is dormant today has not ordered
lately, by definition. So the audience is taken as it stood `within_days` before `as_of`, and followed up to `as_of`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from clmplan.base.days import day_number
from clmplan.model.playbook import Campaign, Goal, Playbook
from clmplan.planning.contacts.world import Mask, World


@dataclass(frozen=True, slots=True)
class Baseline:
    """How many of an audience reached a goal in the window that ended just before `as_of`."""

    reached: int
    customers: int

    @property
    def share(self) -> float:
        """The share who reached it."""
        return self.reached / self.customers


def programme_goal(playbook: Playbook) -> Goal | None:
    """What the programme is judged by: the event of the first campaign with a goal, over the whole horizon."""
    for campaign in playbook.campaigns:
        if campaign.goal is not None:
            return Goal(campaign.goal.event, len(playbook.horizon), campaign.goal.at)
    return None


def baseline_days(playbook: Playbook, as_of: date) -> frozenset[date]:
    """The days on which audiences are looked at to measure baselines."""
    goals = [programme_goal(playbook), *(campaign.goal for campaign in playbook.campaigns)]
    return frozenset(as_of - timedelta(days=goal.within_days) for goal in goals if goal is not None)


def baseline(world: World, goal: Goal | None, campaigns: tuple[Campaign, ...]) -> Baseline | None:
    """How many of those in the audience of any of the campaigns reached the goal in the window up to `as_of`.

    None without a goal, without anybody in the audience then, or when the recorded events begin after that day.
    """
    if goal is None:
        return None
    day = world.base.as_of - timedelta(days=goal.within_days)
    events = world.base.events.get(goal.event)
    if events is None or not len(events.day) or int(events.day.min()) >= day_number(day):
        return None
    inside = np.zeros(world.size, dtype=np.bool_)
    for campaign in campaigns:
        inside |= world.in_audience(campaign, day)
    if not inside.any():
        return None
    return Baseline(int(np.count_nonzero(_reached(world, goal) & inside)), int(np.count_nonzero(inside)))


def _reached(world: World, goal: Goal) -> Mask:
    events = world.base.events[goal.event]
    as_of = day_number(world.base.as_of)
    reached = np.zeros(world.size, dtype=np.bool_)
    reached[events.customer[(events.day >= as_of - goal.within_days) & (events.day < as_of)]] = True
    return reached
