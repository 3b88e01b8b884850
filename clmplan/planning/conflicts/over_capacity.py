"""Channels of which more is wanted than they carry in a day."""

from __future__ import annotations

from collections.abc import Iterator

from clmplan.codes import conflict_words as words
from clmplan.codes import conflicts as codes
from clmplan.model.named import line_of
from clmplan.model.step import Step
from clmplan.model.team.conflict import Conflict, Weight
from clmplan.planning.conflicts.gathered import Gathered, campaigns_of, filled
from clmplan.planning.contacts.verdict import Verdict
from clmplan.planning.contacts.world import World


class OverCapacity:
    """Watches whom the capacity of a channel refuses."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._refused: dict[str, Gathered] = {}

    def note(self, verdict: Verdict) -> None:
        """Take in a verdict."""
        for position, refusal in enumerate(verdict.refusals):
            if refusal.step is Step.CAPACITY:
                send = verdict.send
                refused = verdict.customers[verdict.rule == position]
                self._refused.setdefault(send.channel, Gathered(self._world.size)).add((send,), send.day, refused)

    def conflicts(self) -> Iterator[Conflict]:
        """One for each channel."""
        for name, gathered in self._refused.items():
            channel = self._world.playbook.channel(name)
            day, count = gathered.worst
            most = filled(words.MOST_ON, day=str(day), count=f"{count:,}")
            said = codes.OVER_CAPACITY.at(
                line_of(channel, "capacity"),
                channel=name,
                capacity=f"{channel.capacity or 0:,}",
                customers=gathered.people,
                when=gathered.when,
                most=most if len(gathered.days) > 1 else words.NOTHING_MORE,
                campaigns=campaigns_of(gathered.sends),
            )
            yield gathered.conflict(Weight.HARD, said)
