"""Entries the plan cannot count: customers who join after `as_of` and still reach a triggered wave."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from clmplan.base.days import day_number
from clmplan.model.plan import Newcomers
from clmplan.planning.contacts.world import World
from clmplan.planning.entries import is_triggered, look_back, past_entries

_NEVER = np.iinfo(np.int32).max


def newcomers(world: World) -> tuple[Newcomers, ...]:
    """How many customers who joined in an equally long time before `as_of` entered each triggered wave in that time.

    A customer joins with the first event of any kind. The time is as long as the horizon, 120 days at the most and half
    of the recorded history at the most, since whoever was there from the beginning cannot be told from a newcomer.
    Waves without such entries are left out: nobody who joins later reaches them in time.
    """
    joined = _joined(world)
    days = min(look_back(world.playbook), _history(joined, day_number(world.base.as_of)) // 2)
    since = world.base.as_of - timedelta(days=days)
    is_new = (joined >= day_number(since)) & (joined < _NEVER)
    found = []
    for campaign in world.playbook.campaigns:
        for wave in filter(is_triggered, campaign.waves):
            entries = sum(
                int(np.count_nonzero(is_new[entered]))
                for day, entered in past_entries(world, campaign, wave)
                if day >= since
            )
            if entries:
                found.append(Newcomers(campaign.name, wave.name, entries, days))
    return tuple(found)


def _joined(world: World) -> NDArray[np.int32]:
    joined = np.full(world.size, _NEVER, dtype=np.int32)
    for events in world.base.events.values():
        np.minimum.at(joined, events.customer, events.day)
    return joined


def _history(joined: NDArray[np.int32], as_of: int) -> int:
    known = joined[joined < _NEVER]
    return as_of - int(known.min()) if len(known) else 0
