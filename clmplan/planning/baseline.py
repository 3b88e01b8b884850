"""How many reach a goal without any campaign: measured one window earlier, so that nothing later decides who counts.

Counting the customers of today's audience backwards would answer itself: whoever is dormant today has not ordered
lately, by definition. So a dated campaign takes its audience as it stood `within_days` before `as_of` and follows it up
to `as_of`; a triggered one follows those who entered it in the look-back, each for `within_days` from the entry.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from clmplan.base.days import day_number
from clmplan.model.playbook import Campaign, Goal, Playbook
from clmplan.planning.contacts.world import Mask, World
from clmplan.planning.entries import is_triggered, past_entries


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


def campaign_baseline_days(playbook: Playbook, campaign: Campaign, as_of: date) -> frozenset[date]:
    """The days on which the audience of one campaign is looked at to measure its baseline and the programme's."""
    goals = (campaign.goal, programme_goal(playbook) if playbook.holdout is not None else None)
    return frozenset(as_of - timedelta(days=goal.within_days) for goal in goals if goal is not None)


def baseline(world: World, goal: Goal | None, campaigns: tuple[Campaign, ...]) -> Baseline | None:
    """How many of those whom the campaigns would have been for reached the goal within its days, before `as_of`.

    None without a goal, without anybody to follow, or when the recorded events begin too late.
    """
    if goal is None:
        return None
    events = world.base.events.get(goal.event)
    if events is None or not len(events.day):
        return None
    if len(campaigns) == 1 and all(is_triggered(wave) for wave in campaigns[0].waves):
        return _of_entrants(world, goal, campaigns[0])
    day = world.base.as_of - timedelta(days=goal.within_days)
    inside = np.zeros(world.size, dtype=np.bool_)
    for campaign in campaigns:
        inside |= world.in_audience(campaign, day)
    return _counted(inside, _reached(world, goal, day) & inside) if int(events.day.min()) < day_number(day) else None


def _of_entrants(world: World, goal: Goal, campaign: Campaign) -> Baseline | None:
    """Each customer from the first entry on; entries whose days had not ended by `as_of` are left out."""
    seen, reached = np.zeros(world.size, dtype=np.bool_), np.zeros(world.size, dtype=np.bool_)
    last = world.base.as_of - timedelta(days=goal.within_days)
    entries = [entry for wave in campaign.waves for entry in past_entries(world, campaign, wave)]
    for day, entered in sorted(entries, key=lambda entry: entry[0]):
        if day <= last:
            fresh = entered[~seen[entered]]
            seen[fresh] = True
            reached[fresh] = _reached(world, goal, day)[fresh]
    return _counted(seen, reached)


def _counted(inside: Mask, reached: Mask) -> Baseline | None:
    customers = int(np.count_nonzero(inside))
    return Baseline(int(np.count_nonzero(reached)), customers) if customers else None


def _reached(world: World, goal: Goal, start: date) -> Mask:
    """Who had an event of the goal in [start, start + within_days); shape (customers,)."""
    events, first = world.base.events[goal.event], day_number(start)
    reached = np.zeros(world.size, dtype=np.bool_)
    reached[events.customer[(events.day >= first) & (events.day < first + goal.within_days)]] = True
    return reached
