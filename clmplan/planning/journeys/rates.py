"""How many respond without being asked: measured on a campaign's past audience, one longest wait earlier.

As for goals (planning/baseline.py), looking back from today's audience would answer itself; so the audience is taken as
it stood before, and followed up to `as_of`. A triggered campaign follows those who entered it in the look-back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from clmplan.base.days import day_number
from clmplan.model.plan import ResponseRate
from clmplan.model.playbook import Campaign
from clmplan.planning.contacts.world import World
from clmplan.planning.entries import is_triggered, past_entries
from clmplan.planning.journeys.looks import Looks

ENOUGH = 10
_NOT = 2**31 - 1


def rate_days(campaign: Campaign, journeys: Looks, as_of: date) -> set[date]:
    """The day on which the audience of a campaign is looked at to measure responses; none where nobody asks."""
    longest = _longest(campaign, journeys.longest)
    return {as_of - timedelta(days=longest)} if longest else set()


def _longest(campaign: Campaign, longest: Mapping[tuple[str, str], int]) -> int:
    return max((days for (name, _), days in longest.items() if name == campaign.name), default=0)


@dataclass(slots=True)
class Rates:
    """The measured shares of each campaign that asks for responses, and those that were asked for."""

    world: World
    longest: Mapping[tuple[str, str], int]
    asked: dict[tuple[str, str, int], ResponseRate] = field(default_factory=dict)
    _delays: dict[tuple[str, str], tuple[NDArray[np.int64], date | None]] = field(default_factory=dict)

    def share(self, campaign: Campaign, event: str, days: int) -> float:
        """The share who had an event within some days; nan where fewer than 10 had."""
        if days <= 0:
            return 0.0
        key = campaign.name, event, days
        if key not in self.asked:
            delays, since = self._delays_of(campaign, event)
            reached = int(np.count_nonzero(delays < days))
            self.asked[key] = ResponseRate(campaign.name, event, days, reached, len(delays), since)
        rate = self.asked[key]
        return rate.reached / rate.customers if rate.reached >= ENOUGH else float("nan")

    def _delays_of(self, campaign: Campaign, event: str) -> tuple[NDArray[np.int64], date | None]:
        """After how many days each of the past audience had the event, the first one; shape (past audience,)."""
        key = campaign.name, event
        if key not in self._delays:
            self._delays[key] = self._measured(campaign, event)
        return self._delays[key]

    def _measured(self, campaign: Campaign, event: str) -> tuple[NDArray[np.int64], date | None]:
        world, longest = self.world, _longest(campaign, self.longest)
        nobody: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        events = world.base.events.get(event)
        if events is None or not len(events.day):
            return nobody, None
        last = world.base.as_of - timedelta(days=longest)
        starts: NDArray[np.int64] = np.full(world.size, _NOT, dtype=np.int64)
        if all(is_triggered(wave) for wave in campaign.waves):
            for wave in campaign.waves:
                for day, entered in past_entries(world, campaign, wave):
                    if day <= last:
                        starts[entered] = np.minimum(starts[entered], day_number(day))
            since = None
        elif int(events.day.min()) < day_number(last):
            starts[world.in_audience(campaign, last)] = day_number(last)
            since = last
        else:
            return nobody, None
        first: NDArray[np.int64] = np.full(world.size, _NOT, dtype=np.int64)
        counted = events.day >= starts[events.customer]
        np.minimum.at(first, events.customer[counted], events.day[counted].astype(np.int64))
        followed = starts != _NOT
        delays: NDArray[np.int64] = first[followed] - starts[followed]
        return delays, since
