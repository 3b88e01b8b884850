"""What a plan is decided from, and who belongs to the audience of a send."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from clmplan.base.days import ONE_DAY, day_number
from clmplan.model.calendar import Send
from clmplan.model.playbook import Campaign, Lifecycle, Playbook, Wave
from clmplan.model.records import CustomerBase, Memberships
from clmplan.model.schedule import OwnDate, Passage

Index = NDArray[np.int32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class World:
    """A playbook, the customers, who is where on which day, and the language of the plan."""

    playbook: Playbook
    base: CustomerBase
    memberships: Memberships
    locale: str

    @property
    def size(self) -> int:
        """How many customers there are."""
        return len(self.base.keys)

    def row(self, day: date) -> int:
        """The row of a day in the memberships; LookupError when that day was not asked for."""
        days = self.memberships.days
        row = int(np.searchsorted(days, day_number(day)))
        if row == len(days) or days[row] != day_number(day):
            raise LookupError(f"the memberships lack {day}")
        return row

    def holds(self, name: str, day: date) -> Mask:
        """For whom a named rule is true on a day; shape (customers,)."""
        holds: Mask = self.memberships.holds[name][self.row(day)]
        return holds

    def filled_stages(self, lifecycle: Lifecycle, rows: NDArray[np.intp]) -> Mask:
        """Which stages of a lifecycle hold somebody on some days, given by row; shape (rows, stages)."""
        size, counts = len(lifecycle.stages), self.memberships.counts.get(lifecycle.name)
        if counts is not None:
            filled: Mask = counts[rows] > 0
            return filled
        found = self.memberships.stages[lifecycle.name]
        days = (found[int(row)] for row in rows)
        return np.array([np.bincount(day[day >= 0], minlength=size) > 0 for day in days]).reshape(len(rows), size)

    def audience(self, send: Send) -> Index:
        """The customers a send is for, ascending; shape (audience,)."""
        campaign = self.playbook.campaign(send.campaign)
        inside = self.in_audience(campaign, send.day)
        inside &= self.fires(campaign, wave_of(campaign, send.wave), send.occurrence)
        return np.flatnonzero(inside).astype(np.int32)

    def in_audience(self, campaign: Campaign, day: date) -> Mask:
        """For whom the audience of a campaign holds on a day and none of its exceptions; shape (customers,)."""
        inside = self.holds(f"campaign:{campaign.name}", day).copy()
        for position in range(len(campaign.exclusions)):
            inside &= ~self.holds(f"except:{campaign.name}:{position}", day)
        return inside

    def entrants(self, lifecycle: str, stage: str, day: date) -> Mask:
        """Who is in a stage on a day and was not the day before; shape (customers,)."""
        position = stage_position(self.playbook, lifecycle, stage)
        stages = self.memberships.stages[lifecycle]
        entered: Mask = stages[self.row(day)] == position
        entered &= stages[self.row(day - ONE_DAY)] != position
        return entered

    def fires(self, campaign: Campaign, wave: Wave, occurrence: date) -> Mask:
        """For whom the trigger of a wave fires on a day; everybody when it has none; shape (customers,)."""
        trigger = wave.schedule.trigger
        fired: Mask = np.zeros(self.size, dtype=np.bool_)
        match trigger:
            case None:
                return ~fired
            case OwnDate():
                anchors = self.memberships.anchors[f"{campaign.name}/{wave.name}"]
                firing = sorted(day_number(day) for day in wave.schedule.anchors_on(occurrence))
                return np.isin(anchors, np.array(firing, dtype=np.int32))
            case Passage():
                for day in wave.schedule.anchors_on(occurrence):
                    fired |= self.entrants(trigger.lifecycle, trigger.name, day)
                return fired
            case _:
                raise TypeError(f"nothing plans {type(trigger).__name__}")


def wave_of(campaign: Campaign, name: str) -> Wave:
    """The wave of that name; LookupError when there is none."""
    for wave in campaign.waves:
        if wave.name == name:
            return wave
    raise LookupError(name)


def stage_position(playbook: Playbook, lifecycle: str, stage: str) -> int:
    """Where a stage stands among the stages of its lifecycle; LookupError when it is not there."""
    for declared in playbook.lifecycles:
        if declared.name == lifecycle:
            return [one.name for one in declared.stages].index(stage)
    raise LookupError(lifecycle)
