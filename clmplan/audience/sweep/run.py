"""The sweep over all customers: cut points first, then everything that was asked, shard by shard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from clmplan.audience.sweep.cutting import Search
from clmplan.audience.sweep.frame import Points
from clmplan.audience.sweep.groups import Take, Task, groups_of, needs_of, rank_steps
from clmplan.audience.sweep.reading import Needs, events_per_customer, read
from clmplan.audience.sweep.slopes import inside, slope_of
from clmplan.audience.walk import Ranked
from clmplan.model.expression import Expression, ModelValue, Quintile, TopShare
from clmplan.model.playbook import Playbook
from clmplan.model.records import Engine

if TYPE_CHECKING:
    from numpy.typing import NDArray

_EVENTS_PER_SHARD = 600_000
_LARGEST_SHARD = 262_144
_SAMPLES, _SAMPLE_SIZE = 16, 512


@dataclass(frozen=True, slots=True)
class RankedDays:
    """The cut points of ranks on the days each is needed on."""

    days: dict[Ranked, NDArray[np.int64]] = field(default_factory=dict)
    points: dict[Ranked, Points] = field(default_factory=dict)

    def on(self, days: Sequence[int]) -> Mapping[Ranked, Points]:
        """The cut points of the ranks that are known on all of some days."""
        asked = np.asarray(days, dtype=np.int64)
        found = {}
        for ranked, own in self.days.items():
            if np.isin(asked, own).all():
                found[ranked] = self.points[ranked].on(np.searchsorted(own, asked))
        return found


@dataclass(frozen=True, slots=True)
class Sweep:
    """An engine, its customers 0 to `customers` - 1, and what customer-base functions learned."""

    engine: Engine
    playbook: Playbook
    customers: int
    fits: Mapping[ModelValue, object | None]

    def run(self, tasks: Sequence[Task]) -> RankedDays:
        """Give every task its values; the cut points that were needed."""
        ranked = self._cuts(tasks)
        self._pass(tasks, ranked)
        return ranked

    def _cuts(self, tasks: Sequence[Task]) -> RankedDays:
        days: dict[Ranked, set[int]] = {}
        for task in tasks:
            for one in inside(task.reads, self.playbook):
                if isinstance(one, TopShare | Quintile):
                    days.setdefault(one, set()).update(task.days)
        found = RankedDays()
        for step in rank_steps([one for task in tasks for one in task.reads], self.playbook):
            populations: dict[tuple[Expression, Expression | None], list[Ranked]] = {}
            for ranked in step:
                populations.setdefault((ranked.by, ranked.among), []).append(ranked)
            searches: dict[frozenset[int], list[Search]] = {}
            for ranks in populations.values():
                asked = frozenset(day for ranked in ranks for day in days[ranked])
                slope = slope_of(ranks[0].by, self.playbook) or 0
                if asked:
                    searches.setdefault(asked, []).append(Search(ranks, sorted(asked), slope))
            self._search(searches, found)
        return found

    def _search(self, searches: Mapping[frozenset[int], Sequence[Search]], found: RankedDays) -> None:
        """Look at a sample, count, and where counting is not enough look once more."""
        every = [(days, search) for days, own in searches.items() for search in own]
        self._pass([_task(days, search, search.sample) for days, search in every], found, is_sample=True)
        for _, search in every:
            search.bound()
        self._pass([_task(days, search, search.count) for days, search in every], found)
        unsettled = [(days, search) for days, search in every if search.locate()]
        self._pass([_task(days, search, search.keep) for days, search in unsettled], found)
        for days, search in every:
            points = search.points()
            found.points.update(points)
            found.days.update(dict.fromkeys(points, np.array(sorted(days), dtype=np.int64)))

    def _pass(self, tasks: Sequence[Task], ranked: RankedDays, *, is_sample: bool = False) -> None:
        """Give tasks their values over all customers, or over some here and there."""
        groups = list(groups_of(tasks, self.playbook, ranked.on, self.fits))
        needs = needs_of(groups, self.playbook)
        if not groups:
            return
        days = sorted({day for group in groups for day in group.timeline.days.tolist()})
        for start, end in self._samples() if is_sample else self._shards(needs, len(days)):
            shard = read(self.engine, needs, start, end, days)
            for group in groups:
                group.run(shard)

    def _shards(self, needs: Needs, days: int) -> Iterator[tuple[int, int]]:
        """Customers in parts with about as many events as memory is meant for."""
        if self.customers:
            average = events_per_customer(self.engine, needs, self.customers)
            # a fact folded day by day is a row a day
            average = max(average, float(days)) if needs.late else average
            size = min(_LARGEST_SHARD, int(_EVENTS_PER_SHARD / max(average, 0.01))) // 8 * 8
            yield from _parts(self.customers, max(8, size))

    def _samples(self) -> Iterator[tuple[int, int]]:
        step = max(_SAMPLE_SIZE, self.customers // _SAMPLES)
        for start in range(0, self.customers, step):
            yield start, min(start + _SAMPLE_SIZE, self.customers)


def _parts(customers: int, size: int) -> Iterator[tuple[int, int]]:
    for start in range(0, customers, size):
        yield start, min(start + size, customers)


def _task(days: frozenset[int], search: Search, take: Take) -> Task:
    ranked = search.ranks[0]
    reads = (ranked.by,) if ranked.among is None else (ranked.by, ranked.among)
    return Task(days, reads, lambda compiler: compiler.population(ranked), take)
