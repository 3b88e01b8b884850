"""Entries the plan cannot know: how often triggered waves fired in the weeks before `as_of`."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from clmplan.base.days import day_number
from clmplan.model.expression import EventDay
from clmplan.model.plan import Newcomers
from clmplan.model.playbook import Campaign, Wave
from clmplan.planning.contacts.world import World
from clmplan.planning.needs import NEWCOMER_DAYS


def newcomers(world: World) -> tuple[Newcomers, ...]:
    """Mean entries a day into each wave that fires on an event or on entering a stage.

    Measured over the 56 days before `as_of`, or over the days since the first event when that is shorter. Events:
    customers whose first (or last) event lies in those days; a customer with several last events counts once, by the
    one that stands. Stages: changes into the stage on those days, from anywhere, new customers included. Neither is
    narrowed to the campaign's audience. Waves on a field of the customer (birthdays) are left out: the fields of
    customers who are not on file say nothing about when they will come.
    """
    measured_days = min(NEWCOMER_DAYS, _history(world))
    if not measured_days:
        return ()
    found = []
    for campaign in world.playbook.campaigns:
        for wave in campaign.waves:
            entries = _entries(world, campaign, wave, measured_days)
            if entries is not None:
                found.append(Newcomers(campaign.name, wave.name, entries / measured_days, measured_days))
    return tuple(found)


def _entries(world: World, campaign: Campaign, wave: Wave, measured_days: int) -> int | None:
    as_of = world.base.as_of
    if isinstance(wave.schedule.anchor, EventDay):
        anchors = world.memberships.anchors[f"{campaign.name}/{wave.name}"]
        recent = (anchors >= day_number(as_of) - measured_days) & (anchors < day_number(as_of))
        return int(np.count_nonzero(recent))
    if wave.schedule.entering is None:
        return None
    lifecycle, stage, _ = wave.schedule.entering
    days = [as_of - timedelta(days=back) for back in range(1, measured_days + 1)]
    if not _are_known(world, [*days, as_of - timedelta(days=measured_days + 1)]):
        return None
    return sum(int(np.count_nonzero(world.entrants(lifecycle, stage, day))) for day in days)


def _are_known(world: World, days: list[date]) -> bool:
    asked = np.array([day_number(day) for day in days], dtype=np.int32)
    return bool(np.isin(asked, world.memberships.days).all())


def _history(world: World) -> int:
    firsts = [int(events.day.min()) for events in world.base.events.values() if len(events.day)]
    return day_number(world.base.as_of) - min(firsts) if firsts else 0
