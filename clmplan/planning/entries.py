"""When triggered waves fired before `as_of`: who would have been reached, had the plan been running."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from clmplan.base.days import ONE_DAY, day_number
from clmplan.model.expression import EventDay
from clmplan.model.playbook import Campaign, Playbook, Wave
from clmplan.planning.contacts.world import Index, World

_LONGEST_LOOK_BACK = 120


def is_triggered(wave: Wave) -> bool:
    """Whether a wave reaches customers on days of their own."""
    return wave.schedule.anchor is not None or wave.schedule.entering is not None


def look_back(playbook: Playbook) -> int:
    """How many days before `as_of` are looked at: as many as the horizon has, 120 at the most."""
    return min(len(playbook.horizon), _LONGEST_LOOK_BACK)


def look_back_days(playbook: Playbook, as_of: date) -> frozenset[date]:
    """The days on which audiences must be known to tell past entries; none when nothing is triggered."""
    if not any(is_triggered(wave) for campaign in playbook.campaigns for wave in campaign.waves):
        return frozenset()
    return frozenset(as_of - timedelta(days=back) for back in range(1, look_back(playbook) + 2))


def entered_lifecycles(playbook: Playbook) -> frozenset[str]:
    """The lifecycles that some wave waits for customers to enter a stage of."""
    schedules = (wave.schedule for campaign in playbook.campaigns for wave in campaign.waves)
    return frozenset(schedule.entering[0] for schedule in schedules if schedule.entering is not None)


def past_entries(world: World, campaign: Campaign, wave: Wave) -> Iterator[tuple[date, Index]]:
    """Who entered a triggered wave on each day looked back to, trigger and audience together; oldest day first.

    Empty for waves that count from the last event of a customer, because only the latest one is at hand.
    """
    schedule = wave.schedule
    if isinstance(schedule.anchor, EventDay) and schedule.anchor.which == "last":
        return
    for back in range(look_back(world.playbook), 0, -1):
        day = world.base.as_of - timedelta(days=back)
        entered = _entered(world, campaign, wave, day)
        if entered is not None:
            yield day, entered


def _entered(world: World, campaign: Campaign, wave: Wave, day: date) -> Index | None:
    schedule = wave.schedule
    inside = world.in_audience(campaign, day)
    if schedule.anchor is not None:
        firing = np.array(sorted(day_number(one) for one in schedule.anchors_on(day)), dtype=np.int32)
        inside &= np.isin(world.memberships.anchors[f"{campaign.name}/{wave.name}"], firing)
    if schedule.entering is not None:
        lifecycle, stage, days_after = schedule.entering
        entering = day - timedelta(days=days_after)
        if entering - ONE_DAY < world.base.as_of - timedelta(days=look_back(world.playbook) + 1):
            return None
        inside &= world.entrants(lifecycle, stage, entering)
    return np.flatnonzero(inside).astype(np.int32)
