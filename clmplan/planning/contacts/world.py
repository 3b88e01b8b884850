"""What a plan is decided from, and who belongs to the audience of a send."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from clmplan.base.days import ONE_DAY, day_number
from clmplan.model.calendar import Send
from clmplan.model.playbook import Campaign, Lifecycle, Playbook, Wave
from clmplan.model.records import CustomerBase, Memberships
from clmplan.model.schedule import EachEvent, OfferGiven, OwnDate, Passage

Index = NDArray[np.int32]
Mask = NDArray[np.bool_]

_REMEMBERED = 2**25  # answers about audiences: sends of a campaign come on the same days again


@dataclass(slots=True)
class _Found:
    """What was looked up before and will be again."""

    campaigns: dict[str, Campaign] = field(default_factory=dict)
    waves: dict[str, dict[str, Wave]] = field(default_factory=dict)
    inside: dict[tuple[str, int], Mask] = field(default_factory=dict)
    events: dict[str, tuple[NDArray[np.int32], Index]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class World:
    """A playbook, the customers, who is where on which day, and the language of the plan."""

    playbook: Playbook
    base: CustomerBase
    memberships: Memberships
    locale: str
    _found: _Found = field(default_factory=_Found, init=False, compare=False, repr=False)

    @property
    def size(self) -> int:
        """How many customers there are."""
        return len(self.base.keys)

    @property
    def first_day(self) -> date:
        """The first day on which the plan sends anything."""
        return max(self.base.as_of, self.playbook.horizon.start)

    @property
    def known_until(self) -> date | None:
        """The day up to which the contacts made are known; None without a history."""
        return self.base.as_of if len(self.base.contacts.day) else None

    def campaign(self, name: str) -> Campaign:
        """The campaign of that name; LookupError when there is none."""
        if not self._found.campaigns:
            self._found.campaigns.update({one.name: one for one in self.playbook.campaigns})
        return self._found.campaigns[name]

    def wave(self, campaign: str, wave: str) -> Wave:
        """A wave by the names of its campaign and its own; LookupError when there is none."""
        if not self._found.waves:
            for one in self.playbook.campaigns:
                self._found.waves[one.name] = {each.name: each for each in one.waves}
        return self._found.waves[campaign][wave]

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
        """The customers a send of a wave without other steps is for, ascending; shape (audience,)."""
        campaign = self.campaign(send.campaign)
        inside = self.belongs(campaign, send.day) & self.fires(
            campaign, self.wave(send.campaign, send.wave), send.occurrence
        )
        return np.flatnonzero(inside).astype(np.int32)

    def belongs(self, campaign: Campaign, day: date) -> Mask:
        """Who is in the audience of a campaign for a send of a day: on that day, or on its first one in a snapshot."""
        return self.in_audience(campaign, snapshot_day(self.playbook, campaign) if campaign.is_snapshot else day)

    def in_audience(self, campaign: Campaign, day: date) -> Mask:
        """For whom the audience of a campaign holds on a day and none of its exceptions; shape (customers,)."""
        key = campaign.name, day_number(day)
        found = self._found.inside.get(key)
        if found is None:
            found = self.holds(f"campaign:{campaign.name}", day).copy()
            for position in range(len(campaign.exclusions)):
                found &= ~self.holds(f"except:{campaign.name}:{position}", day)
            found.flags.writeable = False
            if len(self._found.inside) * self.size >= _REMEMBERED:
                self._found.inside.clear()
            self._found.inside[key] = found
        return found

    def passed(self, passage: Passage, day: date) -> Mask:
        """Who is inside a stage or segment on a day and was not the day before, or the other way round."""
        now, before = self._inside(passage, day), self._inside(passage, day - ONE_DAY)
        return before & ~now if passage.is_leaving else now & ~before

    def _inside(self, passage: Passage, day: date) -> Mask:
        if not passage.lifecycle:
            return self.holds(passage.name, day)
        position = stage_position(self.playbook, passage.lifecycle, passage.name)
        inside: Mask = self.memberships.stages[passage.lifecycle][self.row(day)] == position
        return inside

    def fires(self, campaign: Campaign, wave: Wave, occurrence: date) -> Mask:
        """For whom the trigger of a wave fires on a day; everybody when it has none; shape (customers,).

        Nobody for the contacts of a plan, which are known only while it is made.
        """
        trigger = wave.schedule.trigger
        fired: Mask = np.zeros(self.size, dtype=np.bool_)
        match trigger:
            case None:
                return ~fired
            case OwnDate():
                anchors = self.memberships.anchors[f"{campaign.name}/{wave.name}"]
                for day in wave.schedule.anchors_on(occurrence):
                    fired |= anchors == day_number(day)
            case EachEvent():
                for day in wave.schedule.anchors_on(occurrence):
                    fired[self._having(trigger.event, day_number(day))] = True
            case Passage():
                for day in wave.schedule.anchors_on(occurrence):
                    fired |= self.passed(trigger, day)
            case OfferGiven():
                pass
        return fired

    def _having(self, event: str, day: int) -> Index:
        """The customers with an event of a kind on a day."""
        if event not in self._found.events:
            events = self.base.events[event]
            order = np.argsort(events.day, kind="stable")
            self._found.events[event] = events.day[order], events.customer[order]
        days, customers = self._found.events[event]
        first, last = np.searchsorted(days, (day, day + 1))
        return customers[first:last]


def snapshot_day(playbook: Playbook, campaign: Campaign) -> date:
    """The day on which the audience of a snapshot campaign is frozen: its own first day, else that of the horizon."""
    return playbook.horizon.start if campaign.window is None else campaign.window.start


def stage_position(playbook: Playbook, lifecycle: str, stage: str) -> int:
    """Where a stage stands among the stages of its lifecycle; LookupError when it is not there."""
    for declared in playbook.lifecycles:
        if declared.name == lifecycle:
            return [one.name for one in declared.stages].index(stage)
    raise LookupError(lifecycle)
