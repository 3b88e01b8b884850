"""Sends that say the same on the same channel on the same day to the same customers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import numpy as np

from clmplan.codes import conflicts as codes
from clmplan.model.calendar import Send
from clmplan.model.team.conflict import Conflict, Weight
from clmplan.planning.conflicts.gathered import Gathered, campaigns_of
from clmplan.planning.contacts.verdict import Verdict
from clmplan.planning.contacts.world import Index, World

# channel, message, day
_Words = tuple[str, str, date]


class SaidTwice:
    """Watches sends that share channel, message and day with another."""

    def __init__(self, world: World, sends: Iterable[Send]) -> None:
        self._world = world
        groups: dict[_Words, list[str]] = {}
        for send in sends:
            if send.message:
                groups.setdefault((send.channel, send.message, send.day), []).append(send.id)
        shared = {words: ids for words, ids in groups.items() if len(ids) > 1}
        self._words = {one: words for words, ids in shared.items() for one in ids}
        self._waiting = {words: len(ids) for words, ids in shared.items()}
        self._meant: dict[_Words, list[tuple[Send, Index]]] = {}
        self._found: dict[tuple[str, str], Gathered] = {}

    def note(self, verdict: Verdict) -> None:
        """Take in a verdict; a group of sends is judged once it is complete."""
        words = self._words.get(verdict.send.id)
        if words is None:
            return
        self._meant.setdefault(words, []).append((verdict.send, verdict.customers))
        self._waiting[words] -= 1
        if self._waiting[words]:
            return
        members = self._meant.pop(words)
        times = np.bincount(np.concatenate([customers for _, customers in members]), minlength=self._world.size)
        doubled = np.flatnonzero(times > 1).astype(np.int32)
        if len(doubled):
            sends = [send for send, customers in members if (times[customers] > 1).any()]
            key = (verdict.send.channel, verdict.send.message)
            self._found.setdefault(key, Gathered(self._world.size)).add(sends, verdict.send.day, doubled)

    def conflicts(self) -> Iterator[Conflict]:
        """One for each message and channel."""
        for (channel, message), gathered in self._found.items():
            first = gathered.sends[0]
            said = codes.SAID_TWICE.at(
                first.at or self._world.playbook.campaign(first.campaign).at,
                message=message,
                channel=channel,
                when=gathered.when,
                campaigns=campaigns_of(gathered.sends),
                customers=gathered.people,
            )
            yield gathered.conflict(Weight.WASTEFUL, said)
