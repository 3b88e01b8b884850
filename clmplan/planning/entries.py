"""When triggered waves fired before `as_of`: who would have been reached, had the plan been running."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from clmplan.base.days import ONE_DAY
from clmplan.model.expression import EventDay
from clmplan.model.playbook import Campaign, Playbook, Wave
from clmplan.model.schedule import OfferGiven, OwnDate, Passage
from clmplan.planning.contacts.world import Index, World

_LONGEST_LOOK_BACK = 120


def is_triggered(wave: Wave) -> bool:
    """Whether a wave reaches customers on days of their own."""
    return wave.schedule.trigger is not None


def look_back(playbook: Playbook) -> int:
    """How many days before `as_of` are looked at: as many as the horizon has, 120 at the most."""
    return min(len(playbook.horizon), _LONGEST_LOOK_BACK)


def look_back_days(playbook: Playbook, as_of: date) -> frozenset[date]:
    """The days on which audiences must be known to tell past entries; none when nothing is triggered."""
    if not any(is_triggered(wave) for campaign in playbook.campaigns for wave in campaign.waves):
        return frozenset()
    return frozenset(as_of - timedelta(days=back) for back in range(1, look_back(playbook) + 2))


def passages(playbook: Playbook) -> tuple[Passage, ...]:
    """The stages and segments that some wave waits for customers to enter or to leave."""
    triggers = (wave.schedule.trigger for campaign in playbook.campaigns for wave in campaign.waves)
    return tuple(trigger for trigger in triggers if isinstance(trigger, Passage))


def past_entries(world: World, campaign: Campaign, wave: Wave) -> Iterator[tuple[date, Index]]:
    """Who entered a triggered wave on each day looked back to, trigger and audience together; oldest day first.

    Empty for waves that count from the last event of a customer, because only the latest one is at hand.
    """
    trigger = wave.schedule.trigger
    if isinstance(trigger, OfferGiven):  # only a plan that is being made knows its contacts
        return
    if isinstance(trigger, OwnDate) and isinstance(trigger.date, EventDay) and trigger.date.which == "last":
        return
    for back in range(look_back(world.playbook), 0, -1):
        day = world.base.as_of - timedelta(days=back)
        entered = _entered(world, campaign, wave, day)
        if entered is not None:
            yield day, entered


def _entered(world: World, campaign: Campaign, wave: Wave, day: date) -> Index | None:
    if isinstance(wave.schedule.trigger, Passage):
        earliest = world.base.as_of - timedelta(days=look_back(world.playbook) + 1)
        if any(entering - ONE_DAY < earliest for entering in wave.schedule.anchors_on(day)):
            return None
    inside = world.in_audience(campaign, day) & world.fires(campaign, wave, day)
    return np.flatnonzero(inside).astype(np.int32)
