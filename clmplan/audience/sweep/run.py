"""The sweep over all customers: cut points first, then everything that was asked, shard by shard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from clmplan.audience.sweep.compiling import Compiler
from clmplan.audience.sweep.cutting import Search
from clmplan.audience.sweep.frame import Points
from clmplan.audience.sweep.groups import Ranks, Take, Task, groups_of, needs_of, rank_steps
from clmplan.audience.sweep.reading import Needs, Shard, events_per_customer, read
from clmplan.audience.sweep.slopes import inside, slope_of
from clmplan.audience.walk import Ranked
from clmplan.base.progress import Progress, silent
from clmplan.codes.audience_words import COUNTING
from clmplan.model.expression import Expression, ModelValue, Quintile, TopShare
from clmplan.model.playbook import Playbook
from clmplan.model.records import Engine

if TYPE_CHECKING:
    from numpy.typing import NDArray

_EVENTS_PER_SHARD = 600_000
_LARGEST_SHARD = 262_144
_SAMPLES, _SAMPLE_SIZE = 16, 512
_KEPT_BYTES = 2**30


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


class Shards:
    """The customers in parts, and the events of as many parts as there is memory for, read once for all passes."""

    def __init__(
        self, engine: Engine, customers: int, needs: Needs, days: Sequence[int], progress: Progress = silent
    ) -> None:
        self._engine, self._customers, self._needs, self._days = engine, customers, needs, tuple(days)
        self._progress = progress
        self._kept: dict[int, Shard] = {}
        self._room = _KEPT_BYTES

    def all(self, needs: Needs) -> Iterator[Shard]:
        """Every part of the customers, with what is needed of them."""
        size = self._size()
        for start in range(0, self._customers, size):
            end = min(start + size, self._customers)
            self._progress(COUNTING, start, self._customers)
            if start in self._kept:
                yield self._kept[start]
            elif self._room > 0:
                shard = read(self._engine, self._needs, start, end, self._days)
                self._kept[start] = shard
                self._room -= shard.bytes
                yield shard
            else:
                yield read(self._engine, needs, start, end, self._days)

    def sample(self, needs: Needs) -> Iterator[Shard]:
        """Some customers here and there."""
        step = max(_SAMPLE_SIZE, self._customers // _SAMPLES)
        for start in range(0, self._customers, step):
            yield read(self._engine, needs, start, min(start + _SAMPLE_SIZE, self._customers), self._days)

    def _size(self) -> int:
        """How many customers have about as many events as memory is meant for, a multiple of eight."""
        average = events_per_customer(self._engine, self._needs, self._customers)
        # a fact folded day by day is a row a day
        average = max(average, float(len(self._days))) if self._needs.late else average
        return max(8, min(_LARGEST_SHARD, int(_EVENTS_PER_SHARD / max(average, 0.01))) // 8 * 8)


@dataclass(frozen=True, slots=True)
class Sweep:
    """An engine, its customers 0 to `customers` - 1, and what customer-base functions learned."""

    engine: Engine
    playbook: Playbook
    customers: int
    fits: Mapping[ModelValue, object | None]
    progress: Progress = silent

    def run(self, tasks: Sequence[Task]) -> RankedDays:
        """Give every task its values; the cut points that were needed."""
        tasks = [task for task in tasks if task.days]
        if not tasks:
            return RankedDays()
        compiler = Compiler(self.playbook)
        for task in tasks:
            task.step(compiler)
        steps = rank_steps([one for task in tasks for one in task.reads], self.playbook)
        for step in steps:
            for ranked in step:
                compiler.population(ranked)
        days = sorted({day for task in tasks for day in task.days})
        shards = Shards(self.engine, self.customers, compiler.program(()).needs, days, self.progress)
        ranked_days = self._cuts(tasks, steps, shards)
        self._pass(tasks, ranked_days, shards)
        return ranked_days

    def _cuts(self, tasks: Sequence[Task], steps: Ranks, shards: Shards) -> RankedDays:
        days: dict[Ranked, set[int]] = {}
        for task in tasks:
            for one in inside(task.reads, self.playbook):
                if isinstance(one, TopShare | Quintile):
                    days.setdefault(one, set()).update(task.days)
        found = RankedDays()
        for step in steps:
            populations: dict[tuple[Expression, Expression | None], list[Ranked]] = {}
            for ranked in step:
                populations.setdefault((ranked.by, ranked.among), []).append(ranked)
            searches: dict[frozenset[int], list[Search]] = {}
            for ranks in populations.values():
                asked = frozenset(day for ranked in ranks for day in days[ranked])
                slope = slope_of(ranks[0].by, self.playbook) or 0
                if asked:
                    searches.setdefault(asked, []).append(Search(ranks, sorted(asked), slope))
            self._search(searches, found, shards)
        return found

    def _search(self, searches: Mapping[frozenset[int], Sequence[Search]], found: RankedDays, shards: Shards) -> None:
        """Look at a sample, count, and where counting is not enough look once more."""
        every = [(days, search) for days, own in searches.items() for search in own]
        self._pass([_task(days, search, search.sample) for days, search in every], found, shards, is_sample=True)
        for _, search in every:
            search.bound()
        self._pass([_task(days, search, search.count) for days, search in every], found, shards)
        unsettled = [(days, search) for days, search in every if search.locate()]
        self._pass([_task(days, search, search.keep) for days, search in unsettled], found, shards)
        for days, search in every:
            points = search.points()
            found.points.update(points)
            found.days.update(dict.fromkeys(points, np.array(sorted(days), dtype=np.int64)))

    def _pass(self, tasks: Sequence[Task], ranked: RankedDays, shards: Shards, *, is_sample: bool = False) -> None:
        """Give tasks their values over all customers, or over some here and there."""
        groups = list(groups_of(tasks, self.playbook, ranked.on, self.fits))
        if groups:
            needs = needs_of(groups, self.playbook)
            for shard in shards.sample(needs) if is_sample else shards.all(needs):
                for group in groups:
                    group.run(shard)


def _task(days: frozenset[int], search: Search, take: Take) -> Task:
    ranked = search.ranks[0]
    reads = (ranked.by,) if ranked.among is None else (ranked.by, ranked.among)
    return Task(days, reads, lambda compiler: compiler.population(ranked), take)
