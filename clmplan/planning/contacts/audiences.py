"""Who each send is for, as far as earlier contacts decide it: journeys, second tries at the cap, offers given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from clmplan.base.days import day_number
from clmplan.model.calendar import Send
from clmplan.model.playbook import Campaign, Wave
from clmplan.model.schedule import OfferGiven
from clmplan.model.step import Step
from clmplan.planning.contacts.holdout import Holdouts
from clmplan.planning.contacts.verdict import Verdict
from clmplan.planning.contacts.world import Index, Mask, World
from clmplan.planning.journeys.notes import Diary
from clmplan.planning.journeys.program import is_walked
from clmplan.planning.journeys.runs import Runs, waits_beyond
from clmplan.planning.journeys.unrolled import Unrolled, held_up_days


class Audiences:
    """The audiences of a plan's sends, asked for and settled in the order in which sends claim customers."""

    def __init__(
        self,
        world: World,
        sends: Sequence[Send],
        holdouts: Holdouts,
        diary: Diary,
        earlier: Audiences | None = None,
    ) -> None:
        """`earlier` are the audiences of a pass before, from which ways that no contact changes are taken over."""
        self._world = world
        self._given: dict[str, list[tuple[int, Index]]] = {}
        self._watched = _offers_waited_for(world)
        self._next: dict[str, Send] = {}
        self._waiting: dict[str, Index] = {}
        self.runs: dict[tuple[str, str], Runs] = {}
        self._held_up: set[tuple[str, str]] = set()
        playbook = world.playbook
        for campaign in playbook.campaigns:
            for wave in (one for one in campaign.waves if is_walked(campaign, one)):
                is_fixed = not held_up_days(campaign) and not isinstance(wave.schedule.trigger, OfferGiven)
                if earlier is not None and is_fixed:
                    self.runs[campaign.name, wave.name] = earlier.runs[campaign.name, wave.name]
                    continue
                unrolled = Unrolled(campaign, wave, playbook.horizon.end, playbook.day_table)
                self.runs[campaign.name, wave.name] = Runs(world, unrolled, holdouts, self._fires, diary)
                if held_up_days(campaign):
                    self._held_up.add((campaign.name, wave.name))
        self.beyond: Counter[str] = Counter()
        self.first = _first_tries(sends)
        self._followed = frozenset(send.instead_of for send in sends)
        for send in sends:
            if send.instead_of and (send.campaign, send.wave) in self._held_up:
                self.runs[send.campaign, send.wave].follow(send, self.first[send.id])
            elif send.instead_of:
                self._next[send.instead_of] = send

    def of(self, send: Send) -> Index:
        """The customers a send is for, ascending; shape (audience,)."""
        place = send.campaign, send.wave
        if send.instead_of and place not in self._held_up:
            return self._second(send)
        if place in self.runs:
            return self.runs[place].at(send)
        campaign = self._world.campaign(send.campaign)
        inside, wave = self._world.belongs(campaign, send.day), self._world.wave(*place)
        if wave.schedule.trigger is not None:
            inside = inside & self._fires(campaign, wave, send.occurrence)
        return np.flatnonzero(inside).astype(np.int32)

    def settle(self, verdict: Verdict) -> None:
        """Take in what was decided at a send."""
        send = verdict.send
        place, second = (send.campaign, send.wave), self._next.get(send.id)
        if not len(verdict.customers):
            return
        if second is not None:
            self._waiting[second.id] = _at_the_cap(verdict)
        campaign = self._world.campaign(send.campaign)
        if send.id not in self._followed and waits_beyond(self._world, campaign, self.first.get(send.id, send)):
            self.beyond[campaign.name] += len(_at_the_cap(verdict))
        if place in self._held_up:
            self.runs[place].settle(send, _at_the_cap(verdict))
        if send.offer is not None and send.offer in self._watched:
            self._given.setdefault(send.offer, []).append((day_number(send.day), verdict.contacted))

    def _second(self, send: Send) -> Index:
        """Those whom the policy refused at the send before, as far as they still belong to the audience."""
        waiting = self._waiting.pop(send.id, np.empty(0, dtype=np.int32))
        campaign = self._world.campaign(send.campaign)
        if campaign.is_snapshot or not len(waiting):
            return waiting
        kept: Index = waiting[self._world.in_audience(campaign, send.day)[waiting]]
        return kept

    def _fires(self, campaign: Campaign, wave: Wave, occurrence: date) -> Mask:
        """For whom the trigger of a wave fires on a day, the contacts of the days before it included."""
        trigger = wave.schedule.trigger
        if not isinstance(trigger, OfferGiven):
            return self._world.fires(campaign, wave, occurrence)
        days = {day_number(day) for day in wave.schedule.anchors_on(occurrence) if day < occurrence}
        fired: Mask = np.zeros(self._world.size, dtype=np.bool_)
        for day, customers in self._given.get(trigger.offer, ()):
            if day in days:
                fired[customers] = True
        return fired


def _offers_waited_for(world: World) -> frozenset[str]:
    """The offers that some wave waits for somebody to be given."""
    triggers = (wave.schedule.trigger for campaign in world.playbook.campaigns for wave in campaign.waves)
    return frozenset(trigger.offer for trigger in triggers if isinstance(trigger, OfferGiven))


def _first_tries(sends: Sequence[Send]) -> Mapping[str, Send]:
    """For each second try the send whose customers it takes over in the end."""
    found = {send.id: send for send in sends}
    first: dict[str, Send] = {}
    for send in found.values():
        origin = send
        while origin.instead_of:
            origin = found[origin.instead_of]
        if origin is not send:
            first[send.id] = origin
    return first


def _at_the_cap(verdict: Verdict) -> Index:
    rules = [place for place, refusal in enumerate(verdict.refusals) if refusal.step is Step.POLICY]
    found: Index = verdict.customers[np.isin(verdict.rule, rules)]
    return found


def is_settled_beforehand(world: World, send: Send) -> bool:
    """Whether the audience of a send depends on no contact and on no way through a journey."""
    campaign, wave = world.campaign(send.campaign), world.wave(send.campaign, send.wave)
    return not (send.instead_of or is_walked(campaign, wave) or isinstance(wave.schedule.trigger, OfferGiven))
