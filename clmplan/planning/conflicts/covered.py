"""Campaigns that come second to the same higher one wherever they go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

import numpy as np

from clmplan.codes import conflicts as codes
from clmplan.model.calendar import Send
from clmplan.model.team.conflict import Conflict, Weight
from clmplan.planning.conflicts.gathered import Gathered
from clmplan.planning.contacts.verdict import Verdict
from clmplan.planning.contacts.world import Mask, World


class Covered:
    """Watches whether each customer a campaign is for is, on the same day, also meant by one of higher priority."""

    def __init__(self, world: World, sends: Iterable[Send]) -> None:
        self._world = world
        days: dict[str, set[date]] = {}
        for send in sends:
            days.setdefault(send.campaign, set()).add(send.day)
        priority = {campaign.name: campaign.priority for campaign in world.playbook.campaigns}
        self._higher = {
            name: {other for other in days if priority[other] > priority[name] and not own.isdisjoint(days[other])}
            for name, own in days.items()
        }
        self._priority = priority
        # how many campaigns each may still cover: of the others no audience is remembered
        self._covering = Counter(other for higher in self._higher.values() for other in higher)
        self._concerned: dict[str, Gathered] = {}
        self._today: date | None = None
        self._meant: dict[str, Mask] = {}

    def note(self, verdict: Verdict) -> None:
        """Take in a verdict; of one day those of higher priority come first."""
        send, customers = verdict.send, verdict.customers
        if not len(customers):
            return
        if send.day != self._today:
            self._today, self._meant = send.day, {}
        higher = self._higher[send.campaign]
        for other in tuple(higher):
            meant = self._meant.get(other)
            if meant is None or not meant[customers].all():
                higher.remove(other)
                self._covering[other] -= 1
        if higher:
            if send.campaign not in self._concerned:
                self._concerned[send.campaign] = Gathered(self._world.size)
            self._concerned[send.campaign].add((send,), send.day, customers)
        if self._covering[send.campaign]:
            if send.campaign not in self._meant:
                self._meant[send.campaign] = np.zeros(self._world.size, dtype=np.bool_)
            self._meant[send.campaign][customers] = True

    def conflicts(self) -> Iterator[Conflict]:
        """One for each campaign that is covered, by the highest that covers it."""
        for name, gathered in self._concerned.items():
            higher = self._higher[name]
            if not higher:
                continue
            first = min(higher, key=lambda other: (-self._priority[other], other))
            said = codes.COVERED.at(
                self._world.playbook.campaign(name).at,
                campaign=name,
                customers=gathered.people,
                higher=first,
                when=gathered.when,
            )
            yield gathered.conflict(Weight.WASTEFUL, said)
