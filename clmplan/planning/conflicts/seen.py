"""What a pass over all sends shows of conflicts while it goes by: nobody has to keep the verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clmplan.model.calendar import Send
from clmplan.model.plan import Waterfall
from clmplan.model.team.conflict import Conflict
from clmplan.planning.conflicts.covered import Covered
from clmplan.planning.conflicts.idle import Idle
from clmplan.planning.conflicts.offers_clash import OffersClash
from clmplan.planning.conflicts.over_capacity import OverCapacity
from clmplan.planning.conflicts.said_twice import SaidTwice
from clmplan.planning.contacts.verdict import Verdict
from clmplan.planning.contacts.world import World


class Seen:
    """The watchers of the conflicts that only verdicts show."""

    def __init__(self, world: World, sends: Sequence[Send]) -> None:
        self._clashes = OffersClash(world)
        self._capacity = OverCapacity(world)
        self._idle = Idle(world)
        self._words = SaidTwice(world, sends)
        self._covered = Covered(world, sends)

    def note(self, verdict: Verdict, waterfall: Waterfall) -> None:
        """Take in a verdict with its counts; verdicts come in the order of arbitration."""
        self._clashes.note(verdict)
        self._capacity.note(verdict)
        self._idle.note(verdict, waterfall)
        self._words.note(verdict)
        self._covered.note(verdict)

    def conflicts(self) -> Iterator[Conflict]:
        """All of them, kind by kind."""
        yield from self._clashes.conflicts()
        yield from self._capacity.conflicts()
        yield from self._idle.conflicts()
        yield from self._words.conflicts()
        yield from self._covered.conflicts()
